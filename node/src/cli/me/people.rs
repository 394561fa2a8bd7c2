//! `stn me people`: whom the member knows, and who else is a member; with a name, one person whole.

use clap::Args;
use serde_json::json;
use stn_protocol::exchange::view::{ColleagueView, ContactView, MemberLook};
use stn_protocol::limits::CONFIRMED_FOR;
use stn_protocol::private::Private;
use stn_protocol::time::Timestamp;
use stn_protocol::trust::AnswerMode;

use super::who::{self, Known};
use crate::cli::session::Session;
use crate::cli::told::{Told, one_line, set_in, short};
use crate::cli::words;
use crate::clock;

/// `stn me people`.
#[derive(Debug, Args)]
pub(in crate::cli) struct PeopleArgs {
    /// One person: part of the name, or the number or first digits from the list
    who: Option<String>,
}

/// Lists them, or shows one.
pub(super) async fn run(session: &Session, args: PeopleArgs) -> anyhow::Result<Told> {
    match args.who {
        None => list(session).await,
        Some(who) => match who::anybody(session, &who).await? {
            Known::Contact(contact) => whole(session, &contact),
            Known::Colleague(one) => Ok(Told::json(json!({ "colleague": one }))?
                .line(colleague(&one))
                .line("  what they say of themselves: `stn me profile` with their name")),
        },
    }
}

async fn list(session: &Session) -> anyhow::Result<Told> {
    let people: Vec<ContactView> = session.look(&MemberLook::People).await?;
    let colleagues: Vec<ColleagueView> = session.look(&MemberLook::Colleagues).await?;
    let now = clock::now();
    let told = Told::json(json!({ "people": people, "colleagues": colleagues }))?
        .line(format!("{} you rated", words::counted(people.len(), "person", "people")))
        .lines(people.iter().map(|one| contact(one, now)))
        .line(words::counted(colleagues.len(), "colleague", "colleagues"))
        .lines(colleagues.iter().map(colleague));
    Ok(match people.iter().filter(|one| is_stale(one, now)).count() {
        0 => told,
        _ => told.line(
            "Who is unconfirmed for a year counts one step less. Say it again with `stn me trust` if it still holds.",
        ),
    })
}

/// One contact with everything the member keeps of them.
fn whole(session: &Session, one: &ContactView) -> anyhow::Result<Told> {
    let (note, closed) = match &one.about.note {
        None => (None, None),
        Some(sealed) => match session.device().open_note(one.contact, sealed) {
            Ok(note) => (Some(note), None),
            Err(error) => (None, Some(error.to_string())),
        },
    };
    let note: Option<Private<String>> = note.filter(|note| !note.is_empty());
    let mut told = Told::json(json!({ "contact": one, "note": note, "note_closed": closed }))?
        .line(contact(one, clock::now()))
        .line(format!("        said on {}", words::day(one.confirmed)))
        .line(format!("        {}", serves(one)))
        .lines(one.handles.iter().map(|handle| format!("        {}", one_line(handle.canonical()))));
    for (what, text) in
        [("how we know each other", &one.about.how), ("since", &one.about.since), ("met through", &one.about.through)]
    {
        if !text.is_empty() {
            told = told.line(format!("        {what}: {}", one_line(text)));
        }
    }
    let topics: Vec<_> = one.about.topics.iter().map(|word| word.as_str()).collect();
    let regions: Vec<_> = one.about.regions.iter().map(|region| region.as_str()).collect();
    for (what, list) in [("topics", topics), ("regions", regions)] {
        if !list.is_empty() {
            told = told.line(format!("        {what}: {}", list.join(", ")));
        }
    }
    if let Some(import) = one.import {
        told = told.line(format!("        came with the import {}", short(import)));
    }
    if let Some(note) = note {
        told = told.line("        your note:").lines(set_in(&note).map(|line| format!("      {line}")));
    }
    Ok(told.lines(closed.map(|sentence| format!("        {sentence}"))))
}

/// What the tie serves, in a sentence.
fn serves(one: &ContactView) -> String {
    let mode = |mode| match mode {
        AnswerMode::Standing => "an offer leaves",
        AnswerMode::Ask => "you are asked",
        AnswerMode::Never => "nothing happens",
    };
    format!(
        "open to {}; when colleagues ask, {}; when others ask, {}",
        words::audience(one.policy.audience),
        mode(one.policy.own_org),
        mode(one.policy.beyond)
    )
}

fn contact(one: &ContactView, now: Timestamp) -> String {
    let stale = if is_stale(one, now) { ", unconfirmed for a year" } else { "" };
    format!(
        "{}  ({}{stale}; open to {})",
        who::line(one.contact, &one.name, &one.role, &one.org),
        words::strength(one.strength),
        words::audience(one.policy.audience)
    )
}

fn colleague(one: &ColleagueView) -> String {
    let known = one.strength.map_or("not rated", words::strength);
    format!("  {}  {}, {known}", short(one.member), one_line(&one.name))
}

fn is_stale(one: &ContactView, now: Timestamp) -> bool {
    one.confirmed.plus(CONFIRMED_FOR) < now
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::me::who::tests::known;

    #[test]
    fn a_tie_without_a_word_for_a_year_is_marked() {
        let ana = known(12, "Ana Ferrer", "ana@a.example");
        let after = |days| contact(&ana, ana.confirmed.plus(stn_protocol::time::Span::days(days)));

        assert_eq!(
            after(364),
            "   #12  Ana Ferrer, Engineer at Riverbend  (know well; open to connected organisations)"
        );
        assert!(after(366).contains("unconfirmed for a year"));
    }
}
