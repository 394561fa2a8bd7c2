//! A file without ratings: counts first, then every row. Nobody is stored.
//!
//! It needs no node and no key file. Where both are there, rows are compared with the contacts recorded, so that next
//! year's file shows what changed.

use serde_json::{Value, json};
use stn_protocol::exchange::view::{ContactView, MeView, MemberLook};
use stn_protocol::local::insight::ImportView;

use super::ImportArgs;
use super::compare::{Held, Standing};
use super::rows::{Numbered, source};
use crate::cli::Usage;
use crate::cli::me::who;
use crate::cli::session::{KeysArg, Session};
use crate::cli::told::{Told, one_line};
use crate::cli::words::{counted, grouped};
use crate::import::{Export, MAX_VALUES, Skipped, read_file};

/// What the node holds of the member.
struct Recorded {
    people: Vec<ContactView>,
    imports: Vec<ImportView>,
    me: MeView,
}

/// Shows a file.
pub(in crate::cli::me) async fn run(keys: &KeysArg, args: &ImportArgs) -> anyhow::Result<Told> {
    let file = args.file.as_ref().ok_or(Usage("name a file"))?;
    let export = read_file(file)?;
    let (recorded, unasked) = match recorded(keys).await {
        Ok(recorded) => (recorded, None),
        Err(error) => (None, Some(format!("{error:#}"))),
    };
    let country = args.country.or_else(|| recorded.as_ref()?.me.country);
    let rows = Numbered::all(&export.rows, country);
    let held = recorded.as_ref().map(|recorded| Held::of(&recorded.people));
    let standing: Option<Vec<Standing>> = held.as_ref().map(|held| rows.iter().map(|row| held.standing(row)).collect());
    let gone = match (&held, &recorded) {
        (Some(held), Some(recorded)) => held.gone(&rows, &recorded.imports, source(export.format)),
        _ => Vec::new(),
    };
    let compared = standing.as_ref().map(|standing| Compared::count(&rows, standing, &gone));
    let mut told = Told::json(as_json(&export, &rows, standing.as_deref(), compared.as_ref()))?
        .lines(counts(&export, &rows))
        .lines(compared.iter().flat_map(Compared::lines));
    if let Some(error) = unasked {
        told = told.line(format!("Not compared with your contacts: {error}"));
    }
    let marked = |(at, row): (usize, &Numbered<'_>)| {
        format!("{}{}", row.line(), standing.as_ref().map_or_else(String::new, |all| mark(&all[at])))
    };
    told = told.lines(rows.iter().enumerate().map(marked));
    if !gone.is_empty() {
        told = told
            .line("No longer in the file. They stay your contacts until you forget them.")
            .lines(gone.iter().map(|one| who::line(one.contact, &one.name, &one.role, &one.org)));
    }
    Ok(told
        .line("Nobody was stored.")
        .line("Rate those you would speak for, for example: --rate 'Ana Ferrer=know-well' --rate '#12=would-vouch'.")
        .line("Ratings: have-met, know-well, would-vouch. Who isn't rated stays in this file."))
}

/// What the node holds; `None` without a key file.
async fn recorded(keys: &KeysArg) -> anyhow::Result<Option<Recorded>> {
    if !keys.path()?.exists() {
        return Ok(None);
    }
    let session = Session::open(keys).await?;
    Ok(Some(Recorded {
        people: session.look(&MemberLook::People).await?,
        imports: session.look(&MemberLook::Imports).await?,
        me: session.look(&MemberLook::Me).await?,
    }))
}

/// How many rows stand how to the contacts recorded.
struct Compared {
    new: usize,
    known: usize,
    changed: usize,
    questions: usize,
    gone: Value,
    gone_count: usize,
}

impl Compared {
    fn count(rows: &[Numbered<'_>], standing: &[Standing], gone: &[&ContactView]) -> Self {
        let gone_people = gone.iter().map(|one| json!({ "contact": one.contact, "name": one.name }));
        let mut compared =
            Self { new: 0, known: 0, changed: 0, questions: 0, gone: gone_people.collect(), gone_count: gone.len() };
        for (_, standing) in rows.iter().zip(standing).filter(|(row, _)| row.is_person()) {
            match standing {
                Standing::WithoutHandle => {}
                Standing::New => compared.new += 1,
                Standing::Known { .. } => compared.known += 1,
                Standing::Changed { .. } => compared.changed += 1,
                Standing::Question { .. } => compared.questions += 1,
            }
        }
        compared
    }

    fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!(
            "  beside your contacts: {} new, {} known, {} changed",
            grouped(self.new),
            grouped(self.known),
            grouped(self.changed)
        )];
        if self.questions > 0 {
            let rows = counted(self.questions, "row has", "rows have");
            lines.push(format!("  {rows} an address or number of a contact who is called differently"));
        }
        if self.gone_count > 0 {
            let contacts = counted(self.gone_count, "contact", "contacts");
            lines.push(format!("  {contacts} of your earlier imports no longer in the file"));
        }
        lines
    }
}

/// The counts that need no node.
fn counts(export: &Export, rows: &[Numbered<'_>]) -> Vec<String> {
    let people = rows.iter().filter(|row| row.is_person());
    let (with, without): (Vec<_>, Vec<_>) = people.partition(|row| !row.handles.is_empty());
    let organisations = rows.len() - with.len() - without.len();
    let mut lines = vec![
        format!("This is {}: {}.", export.format, counted(with.len() + without.len(), "person", "people")),
        format!("  {} with something to find them by, {} without", grouped(with.len()), grouped(without.len())),
    ];
    let mixed = rows.iter().filter(|row| row.row.looks_mixed).count();
    let Skipped { nobody, not_people, values } = export.skipped;
    for (count, text) in [
        (organisations, "are organisations; they are left out unless you rate them by number".to_owned()),
        (mixed, "mix scripts in a word, as look-alikes do: marked (!), look twice".to_owned()),
        (export.cleaned, "values had hidden marks, control characters or formulas taken out".to_owned()),
        (nobody, "rows left out: without a name, address or number".to_owned()),
        (not_people, "cards left out: groups, places or devices".to_owned()),
        (values, format!("values left out: more than {MAX_VALUES} of a sort in one row")),
    ] {
        if count > 0 {
            lines.push(format!("  {} {text}", grouped(count)));
        }
    }
    lines
}

fn as_json(
    export: &Export,
    rows: &[Numbered<'_>],
    standing: Option<&[Standing]>,
    compared: Option<&Compared>,
) -> Value {
    let row = |(at, row): (usize, &Numbered<'_>)| {
        let mut shown = json!({
            "number": row.number, "name": row.row.name, "org": row.row.org, "role": row.row.title,
            "handles": row.handles, "is_person": row.is_person(), "looks_mixed": row.row.looks_mixed,
        });
        if let Some(Ok(Value::Object(standing))) = standing.map(|all| serde_json::to_value(&all[at])) {
            shown.as_object_mut().expect("it was made as an object").extend(standing);
        }
        shown
    };
    let people = rows.iter().filter(|row| row.is_person()).count();
    let with_handles = rows.iter().filter(|row| row.is_person() && !row.handles.is_empty()).count();
    json!({
        "format": export.format.to_string(),
        "counts": {
            "people": people, "organisations": rows.len() - people,
            "with_handles": with_handles, "without_handles": people - with_handles,
            "looks_mixed": rows.iter().filter(|row| row.row.looks_mixed).count(), "cleaned": export.cleaned,
        },
        "skipped": {
            "nobody": export.skipped.nobody, "not_people": export.skipped.not_people, "values": export.skipped.values,
        },
        "compared": compared.map(|compared| json!({
            "new": compared.new, "known": compared.known, "changed": compared.changed,
            "questions": compared.questions, "gone": compared.gone,
        })),
        "people": rows.iter().enumerate().map(row).collect::<Vec<_>>(),
    })
}

/// What is said of a row behind it.
fn mark(standing: &Standing) -> String {
    match standing {
        Standing::WithoutHandle | Standing::New => String::new(),
        Standing::Known { .. } => "  known".to_owned(),
        Standing::Changed { changed, .. } => format!("  changed: {}", changed.join(", ")),
        Standing::Question { contact, name } => {
            format!("  has a handle of your contact {} (#{contact})", one_line(name))
        }
    }
}
