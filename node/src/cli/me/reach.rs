//! `stn me reach` and `stn me hints`: how far the member's network goes, and where a bridge would fit.

use serde_json::json;
use stn_protocol::exchange::view::MemberLook;
use stn_protocol::local::insight::{HintStep, HintsView, PartnerHint, ReachView, ThroughView};

use crate::cli::session::Session;
use crate::cli::told::{Told, one_line};
use crate::cli::words::{self, counted, grouped};

/// Shows how far the member reaches.
pub(super) async fn run(session: &Session) -> anyhow::Result<Told> {
    let reach: ReachView = session.look(&MemberLook::Reach).await?;
    let least = if reach.complete { "" } else { "at least " };
    let ring = |(at, people): (usize, &usize)| {
        format!("  within {}: {least}{}", counted(at + 1, "step", "steps"), counted(*people, "person", "people"))
    };
    let difference = difference(&reach);
    let mut told = Told::json(json!({ "reach": reach, "says": difference }))?
        .line(difference)
        .lines(reach.within.iter().enumerate().map(ring));
    if reach.colleagues == 0 {
        told = told.line("You trust no colleague yet; `stn me trust NAME --strength …` opens the second step.");
    } else {
        told = told.line("Which colleagues open most").lines(reach.through.iter().take(SHOWN).map(through));
    }
    Ok(told.line(
        "People of colleagues are counted where their owners let colleagues' questions be answered without asking. \
         What partners have is a size class, rounded up.",
    ))
}

/// Shows partners at which contacts seem to be.
pub(super) async fn hints(session: &Session) -> anyhow::Result<Told> {
    let hints: HintsView = session.look(&MemberLook::Hints).await?;
    let told = Told::json(&hints)?;
    if hints.partners.is_empty() {
        return Ok(told.line("None of your contacts seems to be at an organisation yours is connected to."));
    }
    let without = hints.partners.iter().any(|hint| !hint.has_bridge);
    let told = told
        .line(format!(
            "{} to be at {}",
            counted(hints.contacts, "of your contacts seems", "of your contacts seem"),
            counted(hints.partners.len(), "partner", "partners")
        ))
        .lines(hints.partners.iter().map(hint));
    Ok(if without {
        told.line("Whom you can reach yourself, give a bridge link: stn me bridge --new --strength know-well")
            .line("Whom you can't, knock at: stn me knock HANDLE --at PARTNER --note TEXT")
            .line("Your computer and node worked this out by themselves; nobody was asked or told.")
    } else {
        told
    })
}

/// `you 212 · with 11 colleagues 4 310 · with 3 partners up to 30 000`
fn difference(reach: &ReachView) -> String {
    let least = if reach.complete { "" } else { "at least " };
    let mut parts = vec![format!("you {}", grouped(reach.within[0]))];
    if reach.colleagues > 0 {
        let with = counted(reach.colleagues, "colleague", "colleagues");
        parts.push(format!("with {with} {least}{}", grouped(reach.within[1])));
    }
    if reach.partners > 0 {
        let with = counted(reach.partners, "partner", "partners");
        parts.push(format!("with {with} up to {}", grouped(reach.with_partners)));
    }
    parts.join(" · ")
}

fn through(tie: &ThroughView) -> String {
    format!(
        "  {}: {}, {} of them through nobody else",
        one_line(&tie.name),
        counted(tie.people, "person", "people"),
        grouped(tie.only)
    )
}

fn hint(hint: &PartnerHint) -> String {
    let bridge = match hint.step {
        HintStep::None => "you have a bridge there",
        HintStep::Knock => "no bridge yet: knock, or send a bridge link personally",
        HintStep::Link => "no bridge yet: send a bridge link personally",
    };
    let contacts = counted(hint.contacts, "contact", "contacts");
    format!("  {}: {contacts}, {bridge}", words::org(&hint.name, hint.org))
}

/// Colleagues shown; programs get all of them.
const SHOWN: usize = 10;

#[cfg(test)]
mod tests {
    use super::*;

    fn reach() -> ReachView {
        ReachView {
            within: [212, 4_310, 9_000],
            own: 201,
            colleagues: 11,
            partners: 3,
            with_partners: 30_000,
            through: Vec::new(),
            complete: true,
        }
    }

    #[test]
    fn the_difference_is_one_line() {
        assert_eq!(difference(&reach()), "you 212 · with 11 colleagues 4 310 · with 3 partners up to 30 000");
    }

    #[test]
    fn what_was_not_counted_to_the_end_is_at_least() {
        let cut = ReachView { complete: false, partners: 0, ..reach() };

        assert_eq!(difference(&cut), "you 212 · with 11 colleagues at least 4 310");
    }

    #[test]
    fn who_has_no_colleague_reads_of_none() {
        let alone = ReachView { colleagues: 0, partners: 0, ..reach() };

        assert_eq!(difference(&alone), "you 212");
    }
}
