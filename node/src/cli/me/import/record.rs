//! What was rated goes to the node, as one import that can be undone as a whole.
//!
//! A row whose handle belongs to a contact of another name is not recorded: the member is asked, and answers with
//! `--same` or `--apart`. Rows with such an answer go last, beside what is recorded by then.

use std::io::IsTerminal;
use std::path::Path;

use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressDrawTarget};
use serde_json::{Value, json};
use stn_protocol::exchange::view::{ContactView, MeView, MemberLook};
use stn_protocol::exchange::{ContactEntry, MemberCommand, Reply};
use stn_protocol::id::{ContactId, ImportId};
use stn_protocol::limits::CONTACTS_PER_COMMAND;
use stn_protocol::local::command::Tags;
use stn_protocol::local::{HandleQuestion, ImportMark, Recorded};
use stn_protocol::message::Strength;

use super::ImportArgs;
use super::compare::{Held, Resolved};
use super::ratings::{Named, Rating, Ratings};
use super::rows::{Numbered, source};
use crate::cli::session::Session;
use crate::cli::told::{Told, one_line, short};
use crate::cli::words::{self, counted, grouped, quoted};
use crate::clock;
use crate::import::read_file;

/// What one run does with the rows.
struct Plan<'r> {
    /// Rated, and with a handle.
    rated: Vec<(Numbered<'r>, Rating)>,
    /// Rated rows without a handle.
    without_handle: usize,
    /// Rows that are the contact they seem to be.
    same: Named,
    /// Rows that are not.
    apart: Named,
    /// Rules that fit no row.
    unmatched: Vec<String>,
}

/// Sends parts of one import, and keeps what became of the rows.
struct Sending<'s> {
    session: &'s Session,
    mark: ImportMark,
    bar: ProgressBar,
    new: Vec<ContactId>,
    updated: Vec<ContactId>,
    asked: Vec<Asked>,
    unresolved: Vec<String>,
    /// Rows of people who do not want to be held.
    suppressed: Vec<usize>,
}

/// A row of which only the member can say who it is.
struct Asked {
    number: usize,
    name: String,
    strength: Strength,
    question: HandleQuestion,
}

/// Records the rated people of a file.
pub(super) async fn run(session: &Session, file: &Path, args: &ImportArgs) -> anyhow::Result<Told> {
    let ratings = Ratings::read(&args.rules)?;
    let export = read_file(file)?;
    let me: MeView = session.look(&MemberLook::Me).await?;
    let rows = Numbered::all(&export.rows, args.country.or(me.country));
    let plan = Plan::of(&rows, &ratings, args)?;
    let mut sending = Sending::begin(session, source(export.format), plan.rated.len());
    sending.send_plain(&plan, args).await?;
    sending.send_answered(&plan, args).await?;
    sending.bar.finish_and_clear();
    let recorded = sending.recorded();
    let tags = Tags { topics: args.topic.clone(), regions: args.region.clone() };
    let is_tagged = tags != Tags::default() && !recorded.is_empty();
    if is_tagged {
        let (remove, import) = (Tags::default(), Some(sending.mark.import));
        let command = MemberCommand::TagContacts { contacts: recorded, add: tags, remove, import };
        session.act(&command).await.context("everybody was recorded, but not tagged; `stn me tag` tags them")?;
    }
    Ok(Told::json(sending.as_json(rows.len(), &plan, is_tagged))?.lines(sending.lines(rows.len(), &plan, file)))
}

impl<'r> Plan<'r> {
    fn of(rows: &[Numbered<'r>], ratings: &Ratings, args: &ImportArgs) -> anyhow::Result<Self> {
        let (same, apart) = (Named::read(&args.same)?, Named::read(&args.apart)?);
        let mut rated = Vec::new();
        let mut without_handle = 0;
        for row in rows {
            let rating = ratings.of(row);
            if rating == Rating::None {
                continue;
            }
            if same.has(row) && apart.has(row) {
                bail!("row #{} is named by --same and by --apart; nothing was stored; take one away", row.number);
            }
            if row.handles.is_empty() {
                without_handle += 1;
            } else {
                rated.push((row.clone(), rating));
            }
        }
        let mut unmatched = ratings.unmatched(rows);
        let kept: Vec<_> = rated.iter().map(|(row, _)| row.clone()).collect();
        unmatched.extend(same.unmatched(&kept).into_iter().map(|whom| format!("--same {whom}")));
        unmatched.extend(apart.unmatched(&kept).into_iter().map(|whom| format!("--apart {whom}")));
        Ok(Self { rated, without_handle, same, apart, unmatched })
    }

    /// Whether the member said of a rated row who it is.
    fn is_answered(&self, row: &Numbered<'_>) -> bool {
        self.same.has(row) || self.apart.has(row)
    }
}

impl Rating {
    /// How well, if anything was said, and whether an earlier rating wins.
    const fn strength(self) -> Option<(Strength, bool)> {
        match self {
            Self::None => None,
            Self::Said(strength) => Some((strength, false)),
            Self::Rest(strength) => Some((strength, true)),
        }
    }
}

impl<'s> Sending<'s> {
    fn begin(session: &'s Session, source: &str, rows: usize) -> Self {
        let bar = ProgressBar::new(rows as u64);
        if !std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        let mark = ImportMark { import: ImportId::from_bytes(clock::random()), source: source.to_owned() };
        let (new, updated, asked, unresolved) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { session, mark, bar, new, updated, asked, unresolved, suppressed: Vec::new() }
    }

    /// Rows of which the member said nothing but how well.
    async fn send_plain(&mut self, plan: &Plan<'_>, args: &ImportArgs) -> anyhow::Result<()> {
        let people: Vec<ContactView> = self.session.look(&MemberLook::People).await?;
        let held = Held::of(&people);
        let mut entries = Vec::new();
        for (row, rating) in plan.rated.iter().filter(|(row, _)| !plan.is_answered(row)) {
            if let Some((strength, keeps)) = rating.strength() {
                entries.push((row.number, held.entry(row, strength, keeps, args.policy)));
            }
        }
        self.send(entries).await
    }

    /// Rows of which the member said whether they are the contact they seem to be.
    async fn send_answered(&mut self, plan: &Plan<'_>, args: &ImportArgs) -> anyhow::Result<()> {
        for (row, rating) in plan.rated.iter().filter(|(row, _)| plan.is_answered(row)) {
            let Some((strength, _)) = rating.strength() else { continue };
            let people: Vec<ContactView> = self.session.look(&MemberLook::People).await?;
            let held = Held::of(&people);
            let resolved = match plan.same.has(row) {
                true => held.same(row, strength, args.policy),
                false => held.apart(row, strength, args.policy),
            };
            let (number, name) = (row.number, one_line(&row.row.name));
            match resolved {
                Resolved::Entry(entry) => self.send(vec![(number, *entry)]).await?,
                Resolved::TwoContacts([one, other]) => self.unresolved.push(format!(
                    "Row #{number} {name} has handles of two of your contacts, #{one} and #{other}. It was not recorded. \
                     If all are one person: stn me forget '#{other}', then the same command again."
                )),
                Resolved::NothingLeft => self.unresolved.push(format!(
                    "Row #{number} {name} has nothing else to be found by. It was not recorded. \
                     Another address in that row would do."
                )),
            }
        }
        Ok(())
    }

    async fn send(&mut self, entries: Vec<(usize, ContactEntry)>) -> anyhow::Result<()> {
        for part in parts(entries) {
            let (numbers, contacts): (Vec<usize>, Vec<ContactEntry>) = part.into_iter().unzip();
            let said: Vec<_> = contacts.iter().map(|entry| (one_line(&entry.name), entry.strength)).collect();
            let command = MemberCommand::RecordContacts { contacts, import: Some(self.mark.clone()) };
            let before = self.new.len() + self.updated.len();
            let reply = self.session.act(&command).await.with_context(|| {
                format!("{before} people were recorded before; the same command may be repeated without harm")
            })?;
            let Reply::Recorded { contacts } = reply else {
                bail!("the node answered something else than contacts; it is probably of another version")
            };
            for ((number, (name, strength)), became) in numbers.into_iter().zip(said).zip(contacts) {
                match became {
                    Recorded::New { contact } => self.new.push(contact),
                    Recorded::Updated { contact } => self.updated.push(contact),
                    Recorded::Suppressed => self.suppressed.push(number),
                    Recorded::Question(question) => self.asked.push(Asked { number, name, strength, question }),
                }
                self.bar.inc(1);
            }
        }
        Ok(())
    }

    /// Everybody recorded, each once.
    fn recorded(&self) -> Vec<ContactId> {
        let mut all: Vec<_> = self.new.iter().chain(&self.updated).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The import, if it recorded anybody.
    fn import(&self) -> Option<ImportId> {
        (!self.new.is_empty() || !self.updated.is_empty()).then_some(self.mark.import)
    }

    fn as_json(&self, read: usize, plan: &Plan<'_>, is_tagged: bool) -> Value {
        let question = |asked: &Asked| {
            let HandleQuestion { handle, contact, name, other } = &asked.question;
            json!({ "number": asked.number, "name": asked.name, "handle": handle, "contact": contact,
                    "contact_name": name, "other": other })
        };
        json!({
            "read": read, "recorded": self.recorded().len(), "new": self.new, "updated": self.updated,
            "questions": self.asked.iter().map(question).collect::<Vec<_>>(), "unresolved": self.unresolved,
            "without_handle": plan.without_handle, "unmatched": plan.unmatched, "tagged": is_tagged,
            "import": self.import(), "suppressed": self.suppressed,
        })
    }

    fn lines(&self, read: usize, plan: &Plan<'_>, file: &Path) -> Vec<String> {
        let mut lines = vec![format!(
            "{} read: {} new, {} brought up to date at your node.",
            counted(read, "row", "rows"),
            grouped(self.new.len()),
            grouped(self.updated.len())
        )];
        if plan.without_handle > 0 {
            let rows = grouped(plan.without_handle);
            lines.push(format!("{rows} rated without anything to find them by: not recorded."));
        }
        if !plan.unmatched.is_empty() {
            let rules: Vec<_> = plan.unmatched.iter().map(|rule| one_line(rule)).collect();
            lines.push(format!("Nobody rated in the file fits: {}.", rules.join(", ")));
        }
        if !self.asked.is_empty() {
            lines.push(counted(self.asked.len(), "question: not recorded yet", "questions: not recorded yet"));
            lines.extend(self.asked.iter().flat_map(|asked| asked.lines(file)));
        }
        lines.extend(self.unresolved.iter().cloned());
        if !self.suppressed.is_empty() {
            let people = counted(self.suppressed.len(), "person does", "people do");
            lines.push(format!("{people} not want to be held as a contact by your organisation: not recorded."));
        }
        if let Some(import) = self.import() {
            lines.push(format!("To undo it all: stn me import --undo {}", short(import)));
        }
        lines.push("The others stay in the file. Nobody is written to.".to_owned());
        lines
    }
}

impl Asked {
    fn lines(&self, file: &Path) -> [String; 3] {
        let HandleQuestion { handle, contact, name, other } = &self.question;
        let (number, file) = (self.number, quoted(&file.display().to_string()));
        let also = other.map_or_else(String::new, |other| format!(", and another handle of #{other}"));
        let again = format!("stn me import {file} --rate '#{number}={}'", words::typed(self.strength));
        [
            format!(
                "  row #{number} {} has {} of your contact {} (#{contact}){also}.",
                self.name,
                one_line(handle.canonical()),
                one_line(name)
            ),
            format!("      one person:  {again} --same '#{number}'"),
            format!("      two people:  {again} --apart '#{number}'"),
        ]
    }
}

/// What one call may carry, in the order given.
fn parts(entries: Vec<(usize, ContactEntry)>) -> Vec<Vec<(usize, ContactEntry)>> {
    let mut parts: Vec<Vec<(usize, ContactEntry)>> = Vec::new();
    let mut room = 0;
    for entry in entries {
        let bytes = serde_json::to_vec(&entry.1).map_or(BYTES_PER_CALL, |text| text.len());
        match parts.last_mut().filter(|part| part.len() < CONTACTS_PER_CALL && bytes <= room) {
            Some(part) => {
                room -= bytes;
                part.push(entry);
            }
            None => {
                room = BYTES_PER_CALL.saturating_sub(bytes);
                parts.push(vec![entry]);
            }
        }
    }
    parts
}

/// Contacts in one call: well under what one command may carry.
const CONTACTS_PER_CALL: usize = if CONTACTS_PER_COMMAND < 500 { CONTACTS_PER_COMMAND } else { 500 };
/// Bytes of contacts in one call: well under what one request may carry.
const BYTES_PER_CALL: usize = 512 << 10;

#[cfg(test)]
mod tests {
    use stn_protocol::trust::EdgePolicy;

    use super::*;
    use crate::import::Row;

    fn entries(count: usize, name: &str) -> Vec<(usize, ContactEntry)> {
        let row = Row { name: name.into(), emails: vec!["ana@a.example".into()], ..Row::default() };
        let rows = [row];
        let entry = Numbered::all(&rows, None)[0].entry(Strength::HaveMet, EdgePolicy::default());
        (1..=count).map(|number| (number, entry.clone())).collect()
    }

    #[test]
    fn a_long_import_goes_in_parts_and_nobody_is_lost() {
        let sizes: Vec<usize> = parts(entries(1_201, "Ana")).iter().map(Vec::len).collect();

        assert_eq!(sizes, [500, 500, 201]);
        assert!(parts(Vec::new()).is_empty());
    }

    #[test]
    fn a_part_never_grows_beyond_what_a_request_may_carry() {
        let mut entries = entries(400, "Ana");
        for (number, entry) in &mut entries {
            entry.handles = (0..32)
                .map(|at| format!("{}{number}.{at}@a.example", "x".repeat(60)))
                .map(|text| stn_protocol::trust::Handle::parse(&text, None).unwrap())
                .collect();
        }

        let parts = parts(entries);

        let bytes = |part: &Vec<(usize, ContactEntry)>| {
            part.iter().map(|(_, entry)| serde_json::to_vec(entry).unwrap().len()).sum::<usize>()
        };
        assert!(parts.len() > 1);
        assert!(parts.iter().all(|part| bytes(part) <= BYTES_PER_CALL));
        assert_eq!(parts.iter().map(Vec::len).sum::<usize>(), 400);
    }
}
