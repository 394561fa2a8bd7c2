//! `stn me people`: whom the member knows, and who else is a member.

use serde_json::json;
use stn_protocol::exchange::view::{ColleagueView, ContactView, MemberLook};

use crate::cli::session::Session;
use crate::cli::told::{Told, one_line, short};
use crate::cli::words;

/// Lists them.
pub(super) async fn run(session: &Session) -> anyhow::Result<Told> {
    let people: Vec<ContactView> = session.look(&MemberLook::People).await?;
    let colleagues: Vec<ColleagueView> = session.look(&MemberLook::Colleagues).await?;
    Ok(Told::json(json!({ "people": people, "colleagues": colleagues }))?
        .line(format!("{} people you rated", people.len()))
        .lines(people.iter().map(contact))
        .line(format!("{} colleagues", colleagues.len()))
        .lines(colleagues.iter().map(colleague)))
}

fn contact(one: &ContactView) -> String {
    let handles: Vec<_> = one.handles.iter().map(|handle| one_line(handle.canonical())).collect();
    format!(
        "  {}  {}, {}, open to {}; {}",
        one.contact,
        one_line(&one.name),
        words::strength(one.strength),
        words::audience(one.policy.audience),
        handles.join(", ")
    )
}

fn colleague(one: &ColleagueView) -> String {
    let known = one.strength.map_or("not rated", words::strength);
    format!("  {}  {}, {known}", short(one.member), one_line(&one.name))
}
