//! `stn policy`: what the organisation lets its node serve. Members can read it with `stn me org-policy`.

use std::collections::BTreeSet;

use anyhow::bail;
use clap::{Args, Subcommand, ValueEnum};
use stn_protocol::exchange::AdminCommand;
use stn_protocol::exchange::view::{AdminLook, OrgPolicyView};
use stn_protocol::id::OrgId;
use stn_protocol::message::{AttributeType, Kind};
use stn_protocol::policy::{AppraisalRule, OrgPolicy, PeerAudience, PeerPolicy};
use stn_protocol::time::Span;

use super::Usage;
use super::admin::{Admin, DataArg};
use super::prefix::pick;
use super::told::{Told, one_line};
use super::words::{self, KindWord, Lasting};

/// `stn policy`.
#[derive(Debug, Args)]
pub(super) struct PolicyArgs {
    #[command(flatten)]
    data: DataArg,
    #[command(subcommand)]
    command: PolicyCommand,
}

#[derive(Debug, Subcommand)]
enum PolicyCommand {
    /// Show the policy as members read it
    Show,
    /// Change it; what is not named stays
    Set(SetArgs),
    /// Serve no questions of an organisation
    Block {
        /// The organisation: the first digits of a peer's key, or the whole key of another
        org: String,
    },
    /// Serve them again
    Unblock {
        /// The organisation, by the first digits of its key
        org: String,
    },
    /// Say what crosses the connection to one organisation
    Peer(PeerArgs),
}

#[derive(Debug, Args)]
struct SetArgs {
    /// The kinds of question that are served, such as introduction,influence
    #[arg(long, value_enum, value_delimiter = ',', num_args = 1..)]
    kinds: Option<Vec<KindWord>>,
    /// What a question may name in clear, such as topic,region, or `none`
    #[arg(long, value_enum, value_delimiter = ',', num_args = 1..)]
    attributes: Option<Vec<AttributeWord>>,
    /// How long asks that are over and their answers are kept, such as 90d
    #[arg(long, value_name = "TIME")]
    keep_asks: Option<Lasting>,
    /// How long records of what left about members are kept, such as 730d
    #[arg(long, value_name = "TIME")]
    keep_ledger: Option<Lasting>,
    /// Let members ask for appraisals without the candidate's permission, for this reason in law
    #[arg(long, value_name = "REASON", conflicts_with = "appraisal_with_permission")]
    appraisal_without_permission: Option<String>,
    /// Appraisals need the candidate's permission again
    #[arg(long)]
    appraisal_with_permission: bool,
}

#[derive(Debug, Args)]
struct PeerArgs {
    /// The organisation, by the first digits of its key
    org: String,
    /// The kinds of question that cross, in either direction
    #[arg(long, value_enum, value_delimiter = ',', num_args = 1..)]
    kinds: Option<Vec<KindWord>>,
    /// Whose questions cross, in either direction
    #[arg(long, value_enum)]
    audience: Option<PeerAudienceWord>,
}

/// What a question may name in clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum AttributeWord {
    /// A subject
    Topic,
    /// An organisation
    Org,
    /// A role
    Role,
    /// A country or a part of one
    Region,
    /// Nothing
    None,
}

/// Whose questions cross a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum PeerAudienceWord {
    /// Those of the two organisations
    Own,
    /// Also those they relay
    Relayed,
}

/// Runs the command.
pub(super) async fn run(args: PolicyArgs) -> anyhow::Result<Told> {
    let admin = Admin::of(&args.data.dir)?;
    let view: OrgPolicyView = admin.look(AdminLook::Policy).await?;
    match args.command {
        PolicyCommand::Show => return told(&view),
        PolicyCommand::Set(said) => set(&admin, over(view.policy, &said)?).await?,
        PolicyCommand::Block { org } => {
            let org = peer_or_key(&view, &org)?;
            let mut policy = view.policy;
            policy.blocked.insert(org);
            set(&admin, policy).await?;
        }
        PolicyCommand::Unblock { org } => {
            let org = pick("blocked organisation", &org, view.policy.blocked.iter().copied(), |org| *org)?;
            let mut policy = view.policy;
            policy.blocked.remove(&org);
            set(&admin, policy).await?;
        }
        PolicyCommand::Peer(said) => peer(&admin, &view, &said).await?,
    }
    told(&admin.look(AdminLook::Policy).await?)
}

/// The policy in sentences.
pub(super) fn told(view: &OrgPolicyView) -> anyhow::Result<Told> {
    let OrgPolicyView { policy, blocked_names, peers } = view;
    let names: Vec<&str> = policy.attributes.iter().map(|attribute| attribute_word(*attribute)).collect();
    let mut lines = vec![
        format!("kinds served: {}", kinds_in_words(&policy.kinds)),
        format!(
            "questions may name in clear: {}",
            if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
        ),
        format!("asks and answers are kept {} after they are over", days(policy.keep_asks)),
        format!("records of what left are kept {}", days(policy.keep_ledger)),
        match &policy.appraisal {
            AppraisalRule::PermissionNeeded => "appraisals: only with the candidate's permission".to_owned(),
            AppraisalRule::WithoutPermission { reason } => {
                format!("appraisals: without the candidate's permission, because: {}", one_line(reason))
            }
        },
    ];
    lines.extend(
        policy.blocked.iter().zip(blocked_names).map(|(org, name)| format!("blocked: {}", words::org(name, *org))),
    );
    for peer in peers {
        let whose = match peer.audience {
            PeerAudience::Own => "the two organisations' own questions",
            PeerAudience::Relayed => "own and relayed questions",
        };
        lines.push(format!("{}: {whose}; {}", words::org(&peer.name, peer.org), kinds_in_words(&peer.kinds)));
    }
    Ok(Told::json(view)?.lines(lines))
}

async fn set(admin: &Admin, policy: OrgPolicy) -> anyhow::Result<()> {
    admin.act(&AdminCommand::SetPolicy { policy: Box::new(policy) }).await?;
    Ok(())
}

async fn peer(admin: &Admin, view: &OrgPolicyView, said: &PeerArgs) -> anyhow::Result<()> {
    if said.kinds.is_none() && said.audience.is_none() {
        bail!(Usage("say what crosses: --kinds or --audience; nothing was changed"));
    }
    let known = pick("organisation", &said.org, &view.peers, |one| one.org)?;
    let kinds = said.kinds.as_deref().map_or_else(|| known.kinds.clone(), super::me::kinds);
    let audience = said.audience.map_or(known.audience, Into::into);
    let policy = Some(PeerPolicy { kinds, audience });
    admin.act(&AdminCommand::SetPeerPolicy { org: known.org, policy }).await?;
    Ok(())
}

fn over(mut policy: OrgPolicy, said: &SetArgs) -> anyhow::Result<OrgPolicy> {
    let before = policy.clone();
    if let Some(kinds) = &said.kinds {
        policy.kinds = super::me::kinds(kinds);
    }
    if let Some(words) = &said.attributes {
        policy.attributes = words.iter().filter_map(|word| word.attribute()).collect();
    }
    policy.keep_asks = said.keep_asks.map_or(policy.keep_asks, |lasting| lasting.0);
    policy.keep_ledger = said.keep_ledger.map_or(policy.keep_ledger, |lasting| lasting.0);
    if let Some(reason) = &said.appraisal_without_permission {
        policy.appraisal = AppraisalRule::WithoutPermission { reason: reason.as_str().into() };
    }
    if said.appraisal_with_permission {
        policy.appraisal = AppraisalRule::PermissionNeeded;
    }
    if policy == before {
        bail!(Usage("say what changes, see `stn policy set --help`; the policy is as it was"));
    }
    Ok(policy)
}

fn peer_or_key(view: &OrgPolicyView, given: &str) -> anyhow::Result<OrgId> {
    match given.trim().parse() {
        Ok(org) => Ok(org),
        Err(_) => Ok(pick("organisation", given, &view.peers, |one| one.org)?.org),
    }
}

fn kinds_in_words(kinds: &BTreeSet<Kind>) -> String {
    let names: Vec<String> = kinds.iter().map(|kind| words::kind(*kind).to_owned()).collect();
    if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
}

fn days(span: Span) -> String {
    let days = span.as_secs() / 86_400;
    words::counted(usize::try_from(days).unwrap_or(usize::MAX), "day", "days")
}

const fn attribute_word(attribute: AttributeType) -> &'static str {
    match attribute {
        AttributeType::Topic => "topics",
        AttributeType::Org => "organisations",
        AttributeType::Role => "roles",
        AttributeType::Region => "regions",
    }
}

impl AttributeWord {
    const fn attribute(self) -> Option<AttributeType> {
        match self {
            Self::Topic => Some(AttributeType::Topic),
            Self::Org => Some(AttributeType::Org),
            Self::Role => Some(AttributeType::Role),
            Self::Region => Some(AttributeType::Region),
            Self::None => None,
        }
    }
}

impl From<PeerAudienceWord> for PeerAudience {
    fn from(word: PeerAudienceWord) -> Self {
        match word {
            PeerAudienceWord::Own => Self::Own,
            PeerAudienceWord::Relayed => Self::Relayed,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        args: PolicyArgs,
    }

    fn said(line: &[&str]) -> Result<PolicyCommand, clap::Error> {
        Line::try_parse_from([&["policy"], line].concat()).map(|line| line.args.command)
    }

    fn set_by(line: &[&str]) -> anyhow::Result<OrgPolicy> {
        let PolicyCommand::Set(said) = said(line)? else { panic!("the policy was set") };
        over(OrgPolicy::default(), &said)
    }

    #[test]
    fn only_what_is_named_changes() {
        let policy = set_by(&["set", "--kinds", "introduction", "--keep-asks", "30d"]).unwrap();

        let (kinds, keep_asks) = ([Kind::Introduction].into(), Span::days(30));
        assert_eq!(policy, OrgPolicy { kinds, keep_asks, ..OrgPolicy::default() });
        assert!(set_by(&["set", "--attributes", "none"]).unwrap().attributes.is_empty());
        assert!(set_by(&["set"]).is_err());
    }

    #[test]
    fn the_appraisal_rule_goes_off_with_a_reason_and_on_again() {
        let policy = set_by(&["set", "--appraisal-without-permission", "an act"]).unwrap();

        assert_eq!(policy.appraisal, AppraisalRule::WithoutPermission { reason: "an act".into() });
        assert!(said(&["set", "--appraisal-without-permission", "x", "--appraisal-with-permission"]).is_err());
    }

    #[test]
    fn a_peering_is_named_and_so_is_what_crosses() {
        let PolicyCommand::Peer(said) = said(&["peer", "abcd", "--audience", "own"]).unwrap() else {
            panic!("a peering was meant")
        };

        assert_eq!(said.audience.map(PeerAudience::from), Some(PeerAudience::Own));
        assert!(said.kinds.is_none());
    }
}
