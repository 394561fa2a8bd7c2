//! `stn me import FILE`: LinkedIn's Connections.csv, read here. A sorting table, not a store:
//! only people the member rates reach the node, and nobody in the file is ever written to.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget};
use serde_json::json;
use stn_protocol::exchange::view::{ContactView, MemberLook};
use stn_protocol::exchange::{ContactEntry, MemberCommand};
use stn_protocol::limits::CONTACTS_PER_COMMAND;
use stn_protocol::message::Strength;
use stn_protocol::trust::{CountryCode, EdgePolicy, Handle, HandleType};

use crate::cli::Usage;
use crate::cli::session::Session;
use crate::cli::told::{Told, one_line};
use crate::cli::words::{PolicyFlags, StrengthWord};
use crate::import::{Row, read_file};

/// Contacts in one call: well under what one command and one request may carry.
const CONTACTS_PER_CALL: usize = if CONTACTS_PER_COMMAND < 500 { CONTACTS_PER_COMMAND } else { 500 };

/// `stn me import`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ImportArgs {
    /// The Connections.csv from LinkedIn's copy of your data
    file: PathBuf,
    /// How well you know whom: `NAME=STRENGTH` for people whose name has that part, `#NUMBER=STRENGTH` for one
    /// row, `all=STRENGTH` for the rest, `NAME=skip` for nobody; or a file with one of these a line
    #[arg(long = "rate", value_name = "RULE|FILE")]
    rules: Vec<String>,
    /// The calling code of numbers written without one, such as 49
    #[arg(long, value_name = "CODE")]
    country: Option<CountryCode>,
    #[command(flatten)]
    policy: PolicyFlags,
}

impl ImportArgs {
    /// Whether anybody is rated.
    pub(super) fn has_rating(&self) -> bool {
        !self.rules.is_empty()
    }
}

/// What the member says of some rows. `None`: nothing.
type Rating = Option<Strength>;

/// What the member says of the rows.
#[derive(Debug, Default)]
struct Ratings {
    by_number: BTreeMap<usize, Rating>,
    by_name: Vec<(String, Rating)>,
    rest: Rating,
}

/// Shows the rows and says how to rate them. Needs no node and no key file.
pub(super) fn show(args: &ImportArgs) -> anyhow::Result<Told> {
    let rows = read(&args.file)?;
    let reachable = rows.iter().filter(|row| !handles(row, args.country).is_empty()).count();
    let shown = rows.iter().enumerate().map(|(at, row)| {
        json!({ "number": at + 1, "name": row.name, "org": row.org, "role": row.title,
                "handles": handles(row, args.country) })
    });
    let shown: Vec<_> = shown.collect();
    Ok(Told::json(json!({ "people": shown, "with_handles": reachable }))?
        .lines(rows.iter().enumerate().map(|(at, row)| line(at + 1, row, args.country)))
        .line(format!(
            "{} people, {reachable} of them with something they can be found by. Nobody was stored.",
            rows.len()
        ))
        .line("Rate those you would speak for, for example: --rate 'Ana Ferrer=know-well' --rate '#12=would-vouch'.")
        .line("Ratings: have-met, know-well, would-vouch. Who isn't rated stays in this file."))
}

/// Sends the rated people to the node.
pub(super) async fn run(session: &Session, args: ImportArgs) -> anyhow::Result<Told> {
    let ratings = Ratings::read(&args.rules)?;
    let rows = read(&args.file)?;
    let known: Vec<ContactView> = session.look(&MemberLook::People).await?;
    let mut entries = Vec::new();
    let mut without_handle = 0_usize;
    for (at, row) in rows.iter().enumerate() {
        let Some(strength) = ratings.of(at + 1, row) else { continue };
        let handles = handles(row, args.country);
        if handles.is_empty() {
            without_handle += 1;
            continue;
        }
        // Who is known already keeps what may be done for them: an import never opens what was closed.
        let before = known.iter().find(|contact| contact.handles.iter().any(|handle| handles.contains(handle)));
        let policy = args.policy.over(before.map_or_else(EdgePolicy::default, |contact| contact.policy.clone()));
        entries.push(ContactEntry {
            contact: None,
            name: row.name.clone(),
            org: row.org.clone(),
            role: row.title.clone(),
            handles,
            strength,
            policy,
            about: None,
        });
    }
    let sent = entries.len();
    send(session, entries).await?;
    let counts = json!({ "read": rows.len(), "recorded": sent, "without_handle": without_handle });
    Ok(Told::json(counts)?
        .line(format!("{} people read, {sent} rated and recorded at your node.", rows.len()))
        .line(format!("{without_handle} rated without anything to find them by: not recorded."))
        .line("The others stay in the file. Nobody is written to."))
}

async fn send(session: &Session, mut entries: Vec<ContactEntry>) -> anyhow::Result<()> {
    let bar = ProgressBar::new(entries.len() as u64);
    if !std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    while !entries.is_empty() {
        let rest = entries.split_off(entries.len().min(CONTACTS_PER_CALL));
        let count = entries.len() as u64;
        session.act(&MemberCommand::RecordContacts { contacts: entries, import: None }).await.with_context(|| {
            format!("{} people were recorded before; the same command may be repeated without harm", bar.position())
        })?;
        bar.inc(count);
        entries = rest;
    }
    bar.finish_and_clear();
    Ok(())
}

impl Ratings {
    fn read(rules: &[String]) -> anyhow::Result<Self> {
        let mut ratings = Self::default();
        for rule in rules {
            if rule.contains('=') {
                ratings.add(rule)?;
                continue;
            }
            let text = std::fs::read_to_string(rule)
                .map_err(|_| Usage("--rate takes NAME=STRENGTH or a file with such lines; nothing was stored"))?;
            for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")) {
                ratings.add(line)?;
            }
        }
        Ok(ratings)
    }

    fn add(&mut self, rule: &str) -> anyhow::Result<()> {
        let (whom, rating) =
            rule.rsplit_once('=').ok_or(Usage("a rating is written NAME=STRENGTH; nothing was stored"))?;
        let rating = match rating.trim() {
            "skip" => None,
            word => Some(StrengthWord::from_str(word, true).map(Strength::from).map_err(|_| {
                anyhow!(Usage("a rating is have-met, know-well, would-vouch or skip; nothing was stored"))
            })?),
        };
        let whom = whom.trim().to_lowercase();
        if whom.is_empty() {
            bail!(Usage("a rating needs a name, a #number or `all` before the ="));
        }
        match whom.strip_prefix('#').map(str::parse) {
            Some(Ok(number)) => drop(self.by_number.insert(number, rating)),
            Some(Err(_)) => bail!(Usage("after # comes the number of a row")),
            None if whom == "all" => self.rest = rating,
            None => self.by_name.push((whom, rating)),
        }
        Ok(())
    }

    /// A number wins over a name, a later name over an earlier one, and both over `all`.
    fn of(&self, number: usize, row: &Row) -> Rating {
        if let Some(rating) = self.by_number.get(&number) {
            return *rating;
        }
        let name = row.name.to_lowercase();
        let named = self.by_name.iter().rev().find(|(part, _)| name.contains(part));
        named.map_or(self.rest, |(_, rating)| *rating)
    }
}

fn read(file: &Path) -> anyhow::Result<Vec<Row>> {
    Ok(read_file(file)?.rows)
}

/// What the person can be found by. What is no handle is left out: exports hold all sorts of things.
fn handles(row: &Row, country: Option<CountryCode>) -> Vec<Handle> {
    let emails = row.emails.iter().map(|text| Handle::of_type(HandleType::Email, text, None));
    let phones = row.phones.iter().map(|text| Handle::of_type(HandleType::Phone, text, country));
    let profile = (!row.linkedin.is_empty())
        .then(|| Handle::of_type(HandleType::Url, &format!("https://www.linkedin.com/in/{}", *row.linkedin), None));
    emails.chain(phones).chain(profile).flatten().collect()
}

fn line(number: usize, row: &Row, country: Option<CountryCode>) -> String {
    let about: Vec<_> =
        [&row.title, &row.org].into_iter().filter(|text| !text.is_empty()).map(|text| one_line(text)).collect();
    let found_by = match handles(row, country).len() {
        0 => "nothing to find them by".to_owned(),
        1 => "1 handle".to_owned(),
        count => format!("{count} handles"),
    };
    format!("{number:>5}  {}  {}  ({found_by})", one_line(&row.name), about.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str) -> Row {
        Row { name: name.into(), ..Row::default() }
    }

    #[test]
    fn a_number_wins_over_a_name_and_a_name_over_all() {
        let rules = ["all=have-met", "Ferrer=know-well", "Ana Ferrer=would-vouch", "#3=skip"].map(str::to_owned);

        let ratings = Ratings::read(&rules).unwrap();

        assert_eq!(ratings.of(1, &row("Ana Ferrer")), Some(Strength::WouldVouch));
        assert_eq!(ratings.of(2, &row("Lucía Ferrer")), Some(Strength::KnowWell));
        assert_eq!(ratings.of(3, &row("Ana Ferrer")), None);
        assert_eq!(ratings.of(4, &row("Tom Brandt")), Some(Strength::HaveMet));
    }

    #[test]
    fn who_is_not_rated_is_not_sent() {
        let ratings = Ratings::read(&["Brandt=know-well".to_owned()]).unwrap();

        assert_eq!(ratings.of(1, &row("Ana Ferrer")), None);
    }

    #[test]
    fn a_rating_that_is_none_is_wrong_usage() {
        for rule in ["Ana=best-friend", "=know-well", "#x=know-well", "/no/such/file"] {
            assert!(Ratings::read(&[rule.to_owned()]).unwrap_err().is::<Usage>(), "{rule}");
        }
    }
}
