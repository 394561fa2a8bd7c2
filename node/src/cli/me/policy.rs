//! `stn me policy`: what one tie may serve. How well the member knows somebody, and when they said so, stays.
//! `stn me org-policy` shows what the organisation lets its node serve.

use std::collections::BTreeSet;

use anyhow::bail;
use clap::Args;
use serde_json::json;
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{BridgeView, MemberLook};
use stn_protocol::local::{EdgeOf, PolicyChange};
use stn_protocol::message::Kind;

use super::who::{self, Known};
use crate::cli::Usage;
use crate::cli::prefix::pick;
use crate::cli::session::Session;
use crate::cli::told::{Told, one_line, short};
use crate::cli::words::{AnswerWord, AudienceWord, KindWord, YesNo};

/// `stn me policy`.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("which").required(true).args(["who", "bridge"])))]
pub(in crate::cli) struct PolicyArgs {
    /// A person or colleague: part of the name, or the number or first digits from `stn me people`
    who: Option<String>,
    /// A bridge, by its first digits from `stn me bridges`
    #[arg(long)]
    bridge: Option<String>,
    #[command(flatten)]
    change: ChangeFlags,
}

/// What changes.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct ChangeFlags {
    /// The kinds of question it may serve, such as introduction,influence
    #[arg(long, value_enum, value_delimiter = ',', num_args = 1..)]
    kinds: Option<Vec<KindWord>>,
    /// Whose questions it may serve
    #[arg(long, value_enum)]
    audience: Option<AudienceWord>,
    /// Whether questions may travel along it
    #[arg(long, value_enum)]
    search: Option<YesNo>,
    /// What happens when a question of another organisation matches
    #[arg(long, value_enum)]
    answer: Option<AnswerWord>,
    /// What happens when a colleague's question matches
    #[arg(long, value_enum)]
    colleagues: Option<AnswerWord>,
}

impl ChangeFlags {
    fn change(&self) -> PolicyChange {
        PolicyChange {
            kinds: self.kinds.as_deref().map(kinds),
            search: self.search.map(|said| said == YesNo::Yes),
            audience: self.audience.map(Into::into),
            own_org: self.colleagues.map(Into::into),
            beyond: self.answer.map(Into::into),
        }
    }
}

/// Changes what a tie may serve.
pub(super) async fn run(session: &Session, args: PolicyArgs) -> anyhow::Result<Told> {
    let change = args.change.change();
    if change == PolicyChange::default() {
        bail!(Usage("say what changes: --kinds, --audience, --search, --answer or --colleagues; nothing was changed"));
    }
    let (edge, name) = edge(session, &args).await?;
    let told = Told::json(json!({ "edge": edge, "change": change }))?
        .line(format!("{name}: changed. How well you know them stays as you said it."));
    session.act(&MemberCommand::ChangePolicy { edge, change }).await?;
    Ok(told)
}

/// Shows what the organisation lets its node serve.
pub(super) async fn of_organisation(session: &Session) -> anyhow::Result<Told> {
    crate::cli::policy::told(&session.look(&MemberLook::OrgPolicy).await?)
}

async fn edge(session: &Session, args: &PolicyArgs) -> anyhow::Result<(EdgeOf, String)> {
    if let Some(given) = &args.bridge {
        let bridges: Vec<BridgeView> = session.look(&MemberLook::Bridges).await?;
        let bridge = pick("bridge", given, bridges, |one| one.bridge)?.bridge;
        return Ok((EdgeOf::Bridge(bridge), format!("Bridge {}…", short(bridge))));
    }
    let known = who::anybody(session, args.who.as_deref().unwrap_or_default()).await?;
    let name = one_line(known.name());
    Ok(match known {
        Known::Contact(contact) => (EdgeOf::Contact(contact.contact), name),
        Known::Colleague(colleague) => (EdgeOf::Colleague(colleague.member), name),
    })
}

/// The kinds that were named.
pub(in crate::cli) fn kinds(words: &[KindWord]) -> BTreeSet<Kind> {
    words.iter().map(|word| (*word).into()).collect()
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use stn_protocol::trust::{AnswerMode, Audience};

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        args: PolicyArgs,
    }

    fn said(line: &[&str]) -> Result<PolicyArgs, clap::Error> {
        Line::try_parse_from([&["policy"], line].concat()).map(|line| line.args)
    }

    #[test]
    fn only_what_is_said_changes() {
        let change = said(&["ana", "--audience", "partners", "--search", "no"]).unwrap().change.change();

        let expected = PolicyChange { audience: Some(Audience::Peers), search: Some(false), ..PolicyChange::default() };
        assert_eq!(change, expected);
    }

    #[test]
    fn colleagues_and_others_are_answered_apart() {
        let change = said(&["--bridge", "abcd", "--answer", "never", "--colleagues", "ask"]).unwrap().change.change();

        assert_eq!((change.beyond, change.own_org), (Some(AnswerMode::Never), Some(AnswerMode::Ask)));
    }

    #[test]
    fn kinds_are_a_list() {
        let change = said(&["ana", "--kinds", "introduction,influence"]).unwrap().change.change();

        assert_eq!(change.kinds, Some([Kind::Introduction, Kind::Influence].into()));
        assert!(said(&["ana", "--kinds", "everything"]).is_err());
        assert!(said(&["--search", "yes"]).is_err());
        assert!(said(&["ana", "--bridge", "abcd"]).is_err());
    }
}
