//! `stn me org` and `stn me partners`: organisations the member's people are at, which spellings are one, how the
//! member is tied to them, and what connected organisations say of themselves.

use anyhow::bail;
use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;
use stn_protocol::exchange::view::MemberLook;
use stn_protocol::exchange::{MemberCommand, Reply};
use stn_protocol::id::OrgRecordId;
use stn_protocol::local::insight::PartnerView;
use stn_protocol::local::organisation::OrganisationView;
use stn_protocol::local::{OrgRelation, OrgTie, OrganisationEntry};
use stn_protocol::private::Private;
use stn_protocol::trust::EdgePolicy;

use crate::cli::session::Session;
use crate::cli::told::{Told, one_line};
use crate::cli::words::{self, PolicyFlags, StrengthWord, quoted};

/// `stn me org`.
#[derive(Debug, Args)]
pub(in crate::cli) struct OrgArgs {
    #[command(subcommand)]
    command: Option<OrgCommand>,
}

#[derive(Debug, Subcommand)]
enum OrgCommand {
    /// Confirm that names and domains are one organisation; it holds for everybody at your node
    Name {
        /// What it is called
        name: String,
        /// Another name or spelling; may be given several times
        #[arg(long, value_name = "NAME")]
        alias: Vec<String>,
        /// A domain of its mail addresses; may be given several times
        #[arg(long)]
        domain: Vec<String>,
    },
    /// Say how you are tied to an organisation
    Tie(TieArgs),
    /// Take such a tie back
    Untie {
        /// The organisation, by any of its names or domains
        name: String,
    },
}

#[derive(Debug, Args)]
struct TieArgs {
    /// The organisation, by any of its names or domains
    name: String,
    /// How
    #[arg(long, value_enum)]
    relation: RelationWord,
    /// How well you know it
    #[arg(long, value_enum)]
    strength: StrengthWord,
    /// Since when, such as 2019 or 2019-04
    #[arg(long, value_name = "DATE", default_value = "")]
    since: String,
    #[command(flatten)]
    policy: PolicyFlags,
}

/// How a member is tied to an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum RelationWord {
    /// I work or worked there
    WorkedThere,
    /// It funds or funded me
    FundedBy,
    /// I fund or funded it
    Funds,
    /// I am or was on its board
    OnBoard,
    /// I work or worked with it
    WorkedWith,
}

/// Lists organisations, or changes what is said of one.
pub(super) async fn run(session: &Session, args: OrgArgs) -> anyhow::Result<Told> {
    match args.command {
        None => list(session).await,
        Some(OrgCommand::Name { name, alias, domain }) => named(session, name, alias, domain).await,
        Some(OrgCommand::Tie(args)) => tie(session, args).await,
        Some(OrgCommand::Untie { name }) => untie(session, &name).await,
    }
}

/// Lists connected organisations.
pub(super) async fn partners(session: &Session) -> anyhow::Result<Told> {
    let partners: Vec<PartnerView> = session.look(&MemberLook::Partners).await?;
    let told = Told::json(&partners)?;
    Ok(match partners.len() {
        0 => told.line("Your organisation is connected to none; ask your admin, who knows `stn peer invite`."),
        count => told
            .line(format!("{} connected to yours", words::counted(count, "organisation", "organisations")))
            .lines(partners.iter().flat_map(partner)),
    })
}

async fn list(session: &Session) -> anyhow::Result<Told> {
    let views: Vec<OrganisationView> = session.look(&MemberLook::Organisations).await?;
    let questions = questions(&views);
    Ok(Told::json(json!({ "organisations": views, "questions": questions }))?
        .line(words::counted(views.len(), "organisation", "organisations"))
        .lines(views.iter().map(organisation))
        .lines(questions))
}

async fn named(session: &Session, name: String, aliases: Vec<String>, domains: Vec<String>) -> anyhow::Result<Told> {
    let private = |texts: Vec<String>| texts.into_iter().map(Private).collect();
    let shown = one_line(&name);
    let entry = OrganisationEntry {
        organisation: None,
        name: name.into(),
        aliases: private(aliases),
        domains: private(domains),
    };
    let id = record(session, entry).await?;
    Ok(Told::json(json!({ "organisation": id }))?
        .line(format!("{shown} is one organisation under these names and domains, for everybody at your node."))
        .line("Nobody is told who confirmed it, or who knows anybody there."))
}

async fn tie(session: &Session, args: TieArgs) -> anyhow::Result<Told> {
    let known = recorded(session, &args.name).await?;
    let id = match &known {
        Some((id, _)) => *id,
        None => {
            let entry = OrganisationEntry {
                organisation: None,
                name: args.name.as_str().into(),
                aliases: Vec::new(),
                domains: Vec::new(),
            };
            record(session, entry).await?
        }
    };
    let name = known.as_ref().map_or(args.name.as_str(), |(_, view)| view.name.as_str());
    let name = one_line(name);
    let before = known.and_then(|(_, view)| view.tie).map_or_else(EdgePolicy::default, |tie| tie.policy);
    let tie = OrgTie {
        relation: args.relation.into(),
        since: args.since.into(),
        strength: args.strength.into(),
        policy: args.policy.over(before),
    };
    let told = Told::json(json!({ "organisation": id, "tie": tie }))?.line(format!(
        "Your tie to {name}: {}, {}.",
        relation(tie.relation),
        words::strength(tie.strength)
    ));
    session.act(&MemberCommand::TieOrganisation { organisation: id, tie: Some(tie) }).await?;
    Ok(told)
}

async fn untie(session: &Session, name: &str) -> anyhow::Result<Told> {
    let Some((id, view)) = recorded(session, name).await?.filter(|(_, view)| view.tie.is_some()) else {
        bail!("you have no tie to an organisation of that name or domain; nothing was done; see `stn me org`");
    };
    session.act(&MemberCommand::TieOrganisation { organisation: id, tie: None }).await?;
    Ok(Told::json(json!({ "organisation": id }))?.line(format!("Your tie to {} is gone.", one_line(&view.name))))
}

async fn record(session: &Session, organisation: OrganisationEntry) -> anyhow::Result<OrgRecordId> {
    let Reply::Named { organisation } = session.act(&MemberCommand::NameOrganisation { organisation }).await? else {
        bail!("the node answered something else than an organisation; it is probably of another version");
    };
    Ok(organisation)
}

/// The record with that name or domain, among those the member has people at or is tied to.
async fn recorded(session: &Session, name: &str) -> anyhow::Result<Option<(OrgRecordId, OrganisationView)>> {
    let views: Vec<OrganisationView> = session.look(&MemberLook::Organisations).await?;
    let wanted = name.trim().to_lowercase();
    let is_it = |view: &OrganisationView| {
        let texts = [&view.name].into_iter().chain(&view.aliases).chain(&view.domains);
        texts.map(|text| text.to_lowercase()).any(|text| text == wanted)
    };
    let found = views.into_iter().filter_map(|view| Some((view.organisation?, view))).find(|(_, view)| is_it(view));
    Ok(found)
}

/// Each pair of spellings that may be one organisation, once, with the command that says so.
fn questions(views: &[OrganisationView]) -> Vec<String> {
    let mut asked = std::collections::BTreeSet::new();
    let mut questions = Vec::new();
    for view in views {
        for other in &view.resembling {
            let (one, two) = if view.name < *other { (&view.name, other) } else { (other, &view.name) };
            if asked.insert((one.clone(), two.clone())) {
                questions.push(format!(
                    "Is {} the same as {}? If so: stn me org name {} --alias {}",
                    one_line(&view.name),
                    one_line(other),
                    quoted(&view.name),
                    quoted(other)
                ));
            }
        }
    }
    questions
}

fn organisation(view: &OrganisationView) -> String {
    let mut parts = vec![words::counted(view.contacts, "contact", "contacts")];
    if let Some(tie) = &view.tie {
        let since = if tie.since.is_empty() { String::new() } else { format!(" since {}", one_line(&tie.since)) };
        parts.push(format!("{}{since}, {}", relation(tie.relation), words::strength(tie.strength)));
    }
    let list = |texts: &[Private<String>]| texts.iter().map(|text| one_line(text)).collect::<Vec<_>>().join(", ");
    if !view.aliases.is_empty() {
        parts.push(format!("also {}", list(&view.aliases)));
    }
    if !view.domains.is_empty() {
        parts.push(list(&view.domains));
    }
    format!("  {}: {}", one_line(&view.name), parts.join("; "))
}

fn partner(view: &PartnerView) -> Vec<String> {
    let profile = &view.profile;
    let domain = if view.domain.is_empty() { String::new() } else { format!(", {}", one_line(&view.domain)) };
    let mut lines = vec![format!("  {}{domain}", words::org(&view.name, view.org))];
    if !profile.about.is_empty() {
        lines.push(format!("      {}", one_line(&profile.about)));
    }
    for (what, list) in [("topics", &profile.topics), ("regions", &profile.regions), ("languages", &profile.languages)]
    {
        if !list.is_empty() {
            lines.push(format!("      {what}: {}", one_line(&list.join(", "))));
        }
    }
    lines
}

/// A tie, in words.
const fn relation(relation: OrgRelation) -> &'static str {
    match relation {
        OrgRelation::WorkedThere => "you worked there",
        OrgRelation::FundedBy => "it funds you",
        OrgRelation::Funds => "you fund it",
        OrgRelation::OnBoard => "on its board",
        OrgRelation::WorkedWith => "you worked with it",
    }
}

impl From<RelationWord> for OrgRelation {
    fn from(word: RelationWord) -> Self {
        match word {
            RelationWord::WorkedThere => Self::WorkedThere,
            RelationWord::FundedBy => Self::FundedBy,
            RelationWord::Funds => Self::Funds,
            RelationWord::OnBoard => Self::OnBoard,
            RelationWord::WorkedWith => Self::WorkedWith,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(name: &str, resembling: &[&str]) -> OrganisationView {
        OrganisationView {
            organisation: None,
            name: name.into(),
            aliases: Vec::new(),
            domains: Vec::new(),
            contacts: 2,
            tie: None,
            resembling: resembling.iter().map(|text| (*text).into()).collect(),
        }
    }

    #[test]
    fn two_spellings_are_asked_about_once_with_the_command_that_joins_them() {
        let views = [view("Riverbend Trust", &["River Bend Trust"]), view("River Bend Trust", &["Riverbend Trust"])];

        let questions = questions(&views);

        assert_eq!(
            questions,
            ["Is Riverbend Trust the same as River Bend Trust? \
              If so: stn me org name 'Riverbend Trust' --alias 'River Bend Trust'"]
        );
    }
}
