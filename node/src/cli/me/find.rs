//! `stn me find` and `stn me near`: people half remembered, and people who have something. Own people by name;
//! colleagues' people as counts.

use clap::{ArgGroup, Args};
use serde_json::json;
use stn_protocol::exchange::view::MemberLook;
use stn_protocol::local::insight::{FoundView, NearView, Sought};
use stn_protocol::trust::{Region, Word};

use super::who;
use crate::cli::Usage;
use crate::cli::session::Session;
use crate::cli::told::Told;
use crate::cli::words;

/// `stn me find`.
#[derive(Debug, Args)]
pub(in crate::cli) struct FindArgs {
    /// What you remember: parts of a name, organisation, role, topic, region or address, in any order
    #[arg(required = true)]
    text: Vec<String>,
}

/// `stn me near`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("with").required(true).args(["topic", "region", "role", "organisation"])))]
pub(in crate::cli) struct NearArgs {
    /// A topic, such as social-housing
    #[arg(long)]
    topic: Option<Word>,
    /// A country such as KE, which includes its parts, or a part of one such as DE-BY
    #[arg(long, value_name = "CODE")]
    region: Option<Region>,
    /// A role, as the person's export has it
    #[arg(long)]
    role: Option<String>,
    /// An organisation, by any of its names or domains
    #[arg(long, value_name = "NAME")]
    organisation: Option<String>,
}

/// Finds people.
pub(super) async fn find(session: &Session, args: FindArgs) -> anyhow::Result<Told> {
    let text = args.text.join(" ").into();
    let found: Vec<FoundView> = session.look(&MemberLook::Find { text }).await?;
    let told = Told::json(json!({ "found": found }))?;
    Ok(match found.len() {
        0 => told
            .line("None of your people fits. Only people you rated are searched; the others stay in your file.")
            .line("Try one word less, or another spelling."),
        count => told
            .line(words::counted(count, "person fits", "people fit, best first"))
            .lines(found.iter().map(who::found_line)),
    })
}

/// Shows who is nearest.
pub(super) async fn near(session: &Session, args: NearArgs) -> anyhow::Result<Told> {
    let near: NearView = session.look(&MemberLook::Near { sought: args.sought()? }).await?;
    let told = Told::json(&near)?
        .line(format!("{} of your own", words::counted(near.own.len(), "person", "people")))
        .lines(near.own.iter().map(who::found_line));
    Ok(through_colleagues(told, &near))
}

impl NearArgs {
    fn sought(self) -> Result<Sought, Usage> {
        let topic = self.topic.map(|topic| Sought::Topic { topic });
        let region = self.region.map(|region| Sought::Region { region });
        let role = self.role.map(|role| Sought::Role { role: role.into() });
        let organisation = self.organisation.map(|name| Sought::Organisation { name: name.into() });
        topic.or(region).or(role).or(organisation).ok_or(Usage("say what they have"))
    }
}

fn through_colleagues(told: Told, near: &NearView) -> Told {
    let all: usize = near.through_colleagues.iter().sum();
    if all == 0 {
        return told.line("Nobody more that your colleagues let you reach.");
    }
    let least = if near.complete { "" } else { "at least " };
    let steps = |(at, count): (usize, &usize)| {
        let steps = words::counted(at + 1, "step", "steps");
        format!("  {} through a colleague {steps} away", words::grouped(*count))
    };
    told.line(format!(
        "{least}{} more known to {}",
        words::grouped(all),
        words::counted(near.colleagues, "colleague", "colleagues")
    ))
    .lines(near.through_colleagues.iter().enumerate().filter(|(_, count)| **count > 0).map(steps))
    .line("Who they are stays with your colleagues; `stn me ask` asks for one person.")
}
