//! `stn me trust` and `stn me forget`: how well the member knows a person or colleague, and what that may serve.

use clap::Args;
use serde_json::json;
use stn_protocol::exchange::{ContactEntry, MemberCommand};
use stn_protocol::message::Strength;

use super::who::{self, Known};
use crate::cli::session::Session;
use crate::cli::told::{Told, one_line, short};
use crate::cli::words::{self, PolicyFlags, StrengthWord};

/// `stn me trust`.
#[derive(Debug, Args)]
pub(in crate::cli) struct TrustArgs {
    /// A person or colleague: part of the name, or the number or first digits from `stn me people`
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
    /// A person: part of the name, or the number from `stn me people`
    who: String,
}

/// Says how well.
pub(super) async fn run(session: &mut Session, args: TrustArgs) -> anyhow::Result<Told> {
    let strength: Strength = args.strength.into();
    let known = who::anybody(session, &args.who).await?;
    let (id, name) = (known.id(), one_line(known.name()));
    match known {
        Known::Contact(contact) => {
            let policy = args.policy.over(contact.policy.clone());
            let contacts = vec![ContactEntry { strength, policy, ..who::entry(contact) }];
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
    let contact = who::contact(session, &args.who).await?;
    session.act(&MemberCommand::ForgetContact { contact: contact.contact }).await?;
    Ok(Told::json(json!({ "forgotten": contact.contact }))?.line(format!("{} is forgotten.", one_line(&contact.name))))
}
