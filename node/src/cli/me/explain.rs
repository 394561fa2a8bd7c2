//! `stn me explain WHO`: why the member's own tie serves a question, or everything that keeps it from it, each with
//! its remedy. Of others' ties nothing is ever explained.

use clap::Args;
use serde_json::json;
use stn_protocol::exchange::view::{ContactView, MemberLook};
use stn_protocol::local::insight::{ExplainView, Reason};
use stn_protocol::trust::{AnswerMode, Audience};

use super::who;
use crate::cli::session::Session;
use crate::cli::told::{Told, one_line};
use crate::cli::words::{self, AudienceWord, KindWord, StrengthWord};

/// `stn me explain`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExplainArgs {
    /// A person: part of the name, or the number from `stn me people`
    who: String,
    /// What is asked for
    #[arg(long, value_enum, default_value = "introduction")]
    kind: KindWord,
    /// From how far away: own, partners or network
    #[arg(long, value_enum, default_value = "own-org")]
    from: AudienceWord,
    /// After how many steps the question comes to you
    #[arg(long)]
    steps: Option<u8>,
    /// The least strength the question asks for
    #[arg(long, value_enum)]
    at_least: Option<StrengthWord>,
}

/// Explains.
pub(super) async fn run(session: &Session, args: ExplainArgs) -> anyhow::Result<Told> {
    let contact = who::contact(session, &args.who).await?;
    let look = MemberLook::Explain {
        contact: contact.contact,
        kind: args.kind.into(),
        from: args.from.into(),
        steps: args.steps,
        at_least: args.at_least.map(Into::into),
    };
    let view: Option<ExplainView> = session.look(&look).await?;
    let Some(view) = view else { anyhow::bail!("that contact was forgotten meanwhile; nothing to explain") };
    let sentences = sentences(&view, &contact);
    let told = Told::json(json!({ "explained": view, "says": sentences }))?;
    Ok(told.line(opening(&view)).lines(sentences.into_iter().map(|sentence| format!("  {sentence}"))))
}

fn opening(view: &ExplainView) -> String {
    let from = match view.from {
        Audience::OwnOrg => "a colleague",
        Audience::Peers => "a connected organisation",
        Audience::Network => "somebody in the network",
    };
    let (name, kind) = (one_line(&view.name), words::kind(view.kind));
    match view.reasons.is_empty() {
        true => format!("Your tie to {name} serves when {from} asks for {kind}."),
        false => format!("Your tie to {name} does not serve when {from} asks for {kind}."),
    }
}

fn sentences(view: &ExplainView, contact: &ContactView) -> Vec<String> {
    if view.reasons.is_empty() {
        return vec![how(view.answer).to_owned(), strength(view), RANKING.to_owned()];
    }
    view.reasons.iter().map(|reason| why_not(*reason, view, contact)).collect()
}

fn how(answer: AnswerMode) -> &'static str {
    match answer {
        AnswerMode::Standing => {
            "An offer leaves without asking you (standing). Every request still waits for your yes."
        }
        AnswerMode::Ask => "You are asked first, in your inbox.",
        AnswerMode::Never => "Nothing happens.",
    }
}

fn strength(view: &ExplainView) -> String {
    let said = words::strength(view.said);
    match view.counts_as {
        Some(counts) if counts != view.said => format!(
            "You said *{said}* on {}. After a year without a word it counts as *{}*.",
            words::day(view.confirmed),
            words::strength(counts)
        ),
        Some(_) | None => format!("It counts as *{said}*, as you said on {}.", words::day(view.confirmed)),
    }
}

fn why_not(reason: Reason, view: &ExplainView, contact: &ContactView) -> String {
    let trust = |more: &str| {
        let (number, strength) = (contact.contact, words::typed(contact.strength));
        format!("`stn me trust '#{number}' --strength {strength}{more}`")
    };
    match reason {
        Reason::Kind => {
            format!("You did not open it for {}. Forgetting and recording it anew opens it.", words::kind(view.kind))
        }
        Reason::Audience => format!(
            "The question comes from further away than you opened it to ({}). To open it: {}.",
            words::audience(contact.policy.audience),
            trust(&format!(" --audience {}", typed(view.from)))
        ),
        Reason::Never => {
            format!("You said that it never answers askers this far away. To be asked: {}.", trust(" --answer ask"))
        }
        Reason::Age => format!(
            "You last confirmed it on {}, more than a year ago, and *have met* is too little without that. \
             If it still holds: {}.",
            words::day(view.confirmed),
            trust("")
        ),
        Reason::Depth => "The question's steps are used up before it comes to you. Nothing about this tie keeps it: \
                          it takes a shorter way, such as a bridge or a tie between the two ends."
            .to_owned(),
        Reason::Strength => format!(
            "{} That is less than what was asked for. If you know them better: \
             `stn me trust '#{}' --strength …`.",
            strength(view),
            contact.contact
        ),
    }
}

/// An audience as it is typed.
const fn typed(audience: Audience) -> &'static str {
    match audience {
        Audience::OwnOrg => "own-org",
        Audience::Peers => "peers",
        Audience::Network => "network",
    }
}

const RANKING: &str =
    "Among several ways to one person fewer steps come first, then the way whose weakest tie is stronger.";

#[cfg(test)]
mod tests {
    use stn_protocol::message::{Kind, Strength};

    use super::*;
    use crate::cli::me::who::tests::known;

    fn view(reasons: Vec<Reason>) -> ExplainView {
        let contact = known(12, "Ana Ferrer", "ana@a.example");
        ExplainView {
            contact: contact.contact,
            name: contact.name,
            kind: Kind::Introduction,
            from: Audience::Network,
            answer: AnswerMode::Ask,
            said: Strength::KnowWell,
            counts_as: Some(Strength::HaveMet),
            confirmed: contact.confirmed,
            reasons,
        }
    }

    #[test]
    fn each_reason_is_a_sentence_and_those_that_can_be_mended_say_how() {
        let contact = known(12, "Ana Ferrer", "ana@a.example");
        let told = |reason| why_not(reason, &view(vec![reason]), &contact);

        assert!(told(Reason::Audience).contains("`stn me trust '#12' --strength know-well --audience network`"));
        assert!(told(Reason::Never).contains("--answer ask"));
        assert!(told(Reason::Age).contains("2023-11-14"));
        assert!(told(Reason::Depth).contains("shorter way"));
        assert!(told(Reason::Strength).contains("counts as *have met*"));
        assert!(told(Reason::Kind).contains("an introduction"));
    }

    #[test]
    fn a_tie_that_serves_says_how_and_what_comes_first() {
        let contact = known(12, "Ana Ferrer", "ana@a.example");

        let told = sentences(&view(Vec::new()), &contact);

        let opening = opening(&view(Vec::new()));
        assert_eq!(opening, "Your tie to Ana Ferrer serves when somebody in the network asks for an introduction.");
        assert_eq!(told.first().map(String::as_str), Some("You are asked first, in your inbox."));
        assert_eq!(told.last().map(String::as_str), Some(RANKING));
    }
}
