//! Whom the member means: part of a name, a contact's number (`12` or `#12`), a colleague's first digits.
//!
//! A text that names nobody is looked up at the node as a half-remembered one, and what it finds is offered,
//! never taken: nothing is done to a person the member did not name.

use anyhow::{anyhow, bail};
use stn_protocol::exchange::ContactEntry;
use stn_protocol::exchange::view::{ColleagueView, ContactView, MemberLook};
use stn_protocol::id::ContactId;
use stn_protocol::local::insight::{FoundView, NearView, Sought};

use crate::cli::prefix::{is_prefix, pick};
use crate::cli::session::Session;
use crate::cli::told::one_line;
use crate::cli::words;

/// Somebody the member knows.
#[derive(Clone, Debug)]
pub(super) enum Known {
    /// A contact.
    Contact(ContactView),
    /// A colleague.
    Colleague(ColleagueView),
}

/// The contact or colleague that is meant.
pub(super) async fn anybody(session: &Session, who: &str) -> anyhow::Result<Known> {
    let people: Vec<ContactView> = session.look(&MemberLook::People).await?;
    let colleagues: Vec<ColleagueView> = session.look(&MemberLook::Colleagues).await?;
    let all = people.into_iter().map(Known::Contact).chain(colleagues.into_iter().map(Known::Colleague));
    named(session, all.collect(), who).await
}

/// The contact that is meant.
pub(super) async fn contact(session: &Session, who: &str) -> anyhow::Result<ContactView> {
    let people: Vec<ContactView> = session.look(&MemberLook::People).await?;
    contact_among(session, &people, who).await
}

/// The colleague that is meant.
pub(super) async fn colleague(session: &Session, who: &str) -> anyhow::Result<ColleagueView> {
    let colleagues: Vec<ColleagueView> = session.look(&MemberLook::Colleagues).await?;
    match choose(colleagues.into_iter().map(Known::Colleague).collect(), who)? {
        Some(Known::Colleague(colleague)) => Ok(colleague),
        Some(Known::Contact(_)) | None => {
            bail!("you have no colleague of that name; nothing was done; see `stn me people`")
        }
    }
}

/// The contacts that are meant, each once, and everybody at an organisation if one is named.
pub(super) async fn contacts(
    session: &Session,
    whos: &[String],
    all_at: Option<&str>,
) -> anyhow::Result<Vec<ContactId>> {
    let people: Vec<ContactView> = session.look(&MemberLook::People).await?;
    let mut meant = Vec::new();
    for who in whos {
        meant.push(contact_among(session, &people, who).await?.contact);
    }
    if let Some(name) = all_at {
        let sought = Sought::Organisation { name: name.into() };
        let near: NearView = session.look(&MemberLook::Near { sought }).await?;
        if near.own.is_empty() {
            bail!("none of your contacts is at that organisation; nothing was done; see `stn me org`");
        }
        meant.extend(near.own.iter().map(|found| found.contact));
    }
    meant.sort_unstable();
    meant.dedup();
    Ok(meant)
}

/// A contact as it is recorded again, with everything as it was.
pub(super) fn entry(contact: ContactView) -> ContactEntry {
    ContactEntry {
        contact: Some(contact.contact),
        name: contact.name,
        org: contact.org,
        role: contact.role,
        handles: contact.handles,
        strength: contact.strength,
        policy: contact.policy,
        about: None,
    }
}

/// A person in one line: number, name, role and organisation.
pub(super) fn line(contact: ContactId, name: &str, role: &str, org: &str) -> String {
    let place = place(role, org);
    let comma = if place.is_empty() { "" } else { ", " };
    format!("{:>6}  {}{comma}{place}", format!("#{contact}"), one_line(name))
}

/// Somebody a search found, in one line.
pub(super) fn found_line(found: &FoundView) -> String {
    let who = line(found.contact, &found.name, &found.role, &found.org);
    format!("{who}  ({})", words::strength(found.strength))
}

/// A role and an organisation, as far as there are any.
pub(super) fn place(role: &str, org: &str) -> String {
    match (role.trim(), org.trim()) {
        ("", org) => one_line(org),
        (role, "") => one_line(role),
        (role, org) => format!("{} at {}", one_line(role), one_line(org)),
    }
}

impl Known {
    /// A contact's number, or a colleague's key.
    pub(super) fn id(&self) -> String {
        match self {
            Self::Contact(contact) => contact.contact.to_string(),
            Self::Colleague(colleague) => colleague.member.to_string(),
        }
    }

    /// As the member or the organisation calls them.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Contact(contact) => &contact.name,
            Self::Colleague(colleague) => &colleague.name,
        }
    }
}

async fn contact_among(session: &Session, people: &[ContactView], who: &str) -> anyhow::Result<ContactView> {
    match named(session, people.iter().cloned().map(Known::Contact).collect(), who).await? {
        Known::Contact(contact) => Ok(contact),
        Known::Colleague(_) => bail!("that is a colleague, not a contact; nothing was done"),
    }
}

async fn named(session: &Session, all: Vec<Known>, who: &str) -> anyhow::Result<Known> {
    match choose(all, who)? {
        Some(known) => Ok(known),
        None => Err(nobody(session, who).await?),
    }
}

/// Says that nobody has that name, and who might have been meant.
async fn nobody(session: &Session, who: &str) -> anyhow::Result<anyhow::Error> {
    let none = "you have no contact or colleague of that name; nothing was done";
    let text = who.trim().into();
    let near: Vec<FoundView> = match who.trim() {
        "" => Vec::new(),
        _ => session.look(&MemberLook::Find { text }).await?,
    };
    if near.is_empty() {
        return Ok(anyhow!("{none}; see `stn me people`"));
    }
    let offered = near.iter().take(OFFERED).map(|found| format!("{} (#{})", one_line(&found.name), found.contact));
    let offered: Vec<_> = offered.collect();
    Ok(anyhow!("{none}; did you mean {}? Name them by the number", offered.join(", ")))
}

/// By number, by digits if they name a colleague, otherwise by a part of the name. `None`: nobody fits.
fn choose(all: Vec<Known>, who: &str) -> anyhow::Result<Option<Known>> {
    let wanted = who.trim().to_lowercase();
    if let Some(number) = number(&wanted) {
        let is_it = |one: &Known| matches!(one, Known::Contact(contact) if contact.contact == number);
        let found = all.iter().find(|one| is_it(one));
        match found {
            Some(contact) => return Ok(Some(contact.clone())),
            None if wanted.starts_with('#') => {
                bail!("you have no contact {wanted}; nothing was done; see `stn me people`")
            }
            None => {}
        }
    }
    let begins = |one: &Known| matches!(one, Known::Colleague(_)) && one.id().starts_with(&wanted);
    if is_prefix(&wanted) && all.iter().any(begins) {
        let colleagues = all.into_iter().filter(|one| matches!(one, Known::Colleague(_)));
        return Ok(Some(pick("colleague", &wanted, colleagues, Known::id)?));
    }
    if wanted.is_empty() {
        return Ok(None);
    }
    let mut fitting: Vec<Known> = all.into_iter().filter(|one| one.name().to_lowercase().contains(&wanted)).collect();
    if fitting.iter().filter(|one| one.name().to_lowercase() == wanted).count() == 1 {
        fitting.retain(|one| one.name().to_lowercase() == wanted);
    }
    match (fitting.pop(), fitting.len()) {
        (only, 0) => Ok(only),
        (_, others) => bail!(
            "{} people fit that name; nothing was done; give more of it, or the number or first digits from \
             `stn me people`",
            others + 1
        ),
    }
}

/// A contact's number: `12` or `#12`.
pub(super) fn number(who: &str) -> Option<ContactId> {
    let digits = who.strip_prefix('#').unwrap_or(who);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten().map(ContactId)
}

/// How many people are offered for a name that nobody has.
const OFFERED: usize = 5;

#[cfg(test)]
pub(super) mod tests {
    use stn_protocol::local::About;
    use stn_protocol::message::Strength;
    use stn_protocol::time::Timestamp;
    use stn_protocol::trust::{EdgePolicy, Handle};

    use super::*;

    /// A contact with one address.
    pub(in crate::cli::me) fn known(number: u32, name: &str, email: &str) -> ContactView {
        ContactView {
            contact: ContactId(number),
            name: name.into(),
            org: "Riverbend".into(),
            role: "Engineer".into(),
            handles: vec![Handle::parse(email, None).unwrap()],
            strength: Strength::KnowWell,
            policy: EdgePolicy::default(),
            confirmed: Timestamp::from_secs(1_700_000_000),
            about: About::default(),
            import: None,
        }
    }

    fn all() -> Vec<Known> {
        let contact = |number, name| Known::Contact(known(number, name, &format!("p{number}@a.example")));
        vec![contact(1, "Ana Ferrer"), contact(12, "Ana Ferrer-Soto"), contact(13, "Łucja 12")]
    }

    fn chosen(who: &str) -> Option<String> {
        choose(all(), who).unwrap().map(|one| one.id())
    }

    #[test]
    fn a_number_names_a_contact_with_or_without_its_sign() {
        assert_eq!(chosen("12").as_deref(), Some("12"));
        assert_eq!(chosen("#1").as_deref(), Some("1"));
        assert!(choose(all(), "#99").is_err());
        assert_eq!(chosen("99"), None);
    }

    #[test]
    fn a_whole_name_wins_over_a_part_of_another() {
        assert_eq!(chosen("ana ferrer").as_deref(), Some("1"));
        assert_eq!(chosen("soto").as_deref(), Some("12"));
        assert!(choose(all(), "ana").is_err());
        assert_eq!(chosen("Tom"), None);
        assert_eq!(chosen("  "), None);
    }

    #[test]
    fn a_person_is_one_line_without_gaps() {
        assert_eq!(line(ContactId(12), "Ana", "", ""), "   #12  Ana");
        assert_eq!(line(ContactId(1), "Ana", "Engineer", "Riverbend"), "    #1  Ana, Engineer at Riverbend");
    }
}
