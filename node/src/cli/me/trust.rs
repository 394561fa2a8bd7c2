//! `stn me trust` and `stn me forget`: how well the member knows a person or colleague, and what that may serve.

use anyhow::bail;
use clap::Args;
use serde_json::json;
use stn_protocol::exchange::view::{ColleagueView, ContactView, MemberLook};
use stn_protocol::exchange::{ContactEntry, MemberCommand};
use stn_protocol::message::Strength;

use crate::cli::prefix::{is_prefix, pick};
use crate::cli::session::Session;
use crate::cli::told::{Told, one_line, short};
use crate::cli::words::{self, PolicyFlags, StrengthWord};

/// `stn me trust`.
#[derive(Debug, Args)]
pub(in crate::cli) struct TrustArgs {
    /// A person or colleague: part of the name, or the first digits from `stn me people`
    who: String,
    /// How well you know them
    #[arg(long, value_enum)]
    strength: StrengthWord,
    #[command(flatten)]
    policy: PolicyFlags,
}

/// `stn me forget`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ForgetArgs {
    /// A person: part of the name, or the first digits from `stn me people`
    who: String,
}

enum Known {
    Contact(ContactView),
    Colleague(ColleagueView),
}

/// Says how well.
pub(super) async fn run(session: &mut Session, args: TrustArgs) -> anyhow::Result<Told> {
    let strength: Strength = args.strength.into();
    let colleagues: Vec<ColleagueView> = session.look(&MemberLook::Colleagues).await?;
    let people: Vec<ContactView> = session.look(&MemberLook::People).await?;
    let all = people.into_iter().map(Known::Contact).chain(colleagues.into_iter().map(Known::Colleague));
    let known = find(all.collect(), &args.who)?;
    let (id, name) = (known.id(), one_line(known.name()));
    match known {
        Known::Contact(contact) => {
            let contacts = vec![ContactEntry {
                contact: Some(contact.contact),
                name: contact.name,
                org: contact.org,
                role: contact.role,
                handles: contact.handles,
                strength,
                policy: args.policy.over(contact.policy),
                about: None,
            }];
            session.act(&MemberCommand::RecordContacts { contacts, import: None }).await?;
        }
        Known::Colleague(colleague) => {
            session.pin(&colleague)?;
            let policy = args.policy.over(colleague.policy.unwrap_or_default());
            session.act(&MemberCommand::TrustColleague { colleague: colleague.member, strength, policy }).await?;
        }
    }
    Ok(Told::json(json!({ "who": id, "strength": strength }))?.line(format!(
        "{name} ({}): {}.",
        short(&id),
        words::strength(strength)
    )))
}

/// Takes a contact back.
pub(super) async fn forget(session: &Session, args: ForgetArgs) -> anyhow::Result<Told> {
    let people: Vec<ContactView> = session.look(&MemberLook::People).await?;
    let known = find(people.into_iter().map(Known::Contact).collect(), &args.who)?;
    let Known::Contact(contact) = known else { bail!("a colleague can't be forgotten, only rated") };
    session.act(&MemberCommand::ForgetContact { contact: contact.contact }).await?;
    Ok(Told::json(json!({ "forgotten": contact.contact }))?.line(format!("{} is forgotten.", one_line(&contact.name))))
}

impl Known {
    fn id(&self) -> String {
        match self {
            Self::Contact(contact) => contact.contact.to_string(),
            Self::Colleague(colleague) => colleague.member.to_string(),
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Contact(contact) => &contact.name,
            Self::Colleague(colleague) => &colleague.name,
        }
    }
}

/// By digits if that names somebody, otherwise by a part of the name.
fn find(all: Vec<Known>, who: &str) -> anyhow::Result<Known> {
    if is_prefix(who) && all.iter().any(|one| one.id().starts_with(&who.to_ascii_lowercase())) {
        return Ok(pick("person", who, all, Known::id)?);
    }
    let wanted = who.trim().to_lowercase();
    let mut fitting: Vec<Known> = all.into_iter().filter(|one| one.name().to_lowercase().contains(&wanted)).collect();
    if let Some(exact) = fitting.iter().position(|one| one.name().to_lowercase() == wanted)
        && fitting.iter().filter(|one| one.name().to_lowercase() == wanted).count() == 1
    {
        return Ok(fitting.swap_remove(exact));
    }
    match (fitting.pop(), fitting.len()) {
        (Some(only), 0) if !wanted.is_empty() => Ok(only),
        (None, _) => bail!("you have no contact or colleague of that name; nothing was done; see `stn me people`"),
        (Some(_), others) => bail!(
            "{} people fit that name; nothing was done; give more of it, or the first digits from `stn me people`",
            others + 1
        ),
    }
}
