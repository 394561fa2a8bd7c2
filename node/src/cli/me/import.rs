//! `stn me import`: an export of contacts, read here. A sorting table, not a store: only people the member rates
//! reach the node, and nobody in the file is ever written to.
//!
//! ```text
//!   file ─► crate::import ─► rows ─┬─► preview   counts, then rows, compared with the contacts recorded
//!                                  └─► record    what was rated; questions where a handle is somebody else's
//! ```

mod compare;
mod preview;
mod ratings;
mod record;
mod rows;

use std::path::PathBuf;

use anyhow::bail;
use clap::{ArgGroup, Args};
use serde_json::json;
use stn_protocol::exchange::view::MemberLook;
use stn_protocol::exchange::{MemberCommand, Reply};
use stn_protocol::local::insight::ImportView;
use stn_protocol::trust::{CountryCode, Region, Word};

use crate::cli::prefix::pick;
use crate::cli::session::Session;
use crate::cli::told::{Told, one_line, short};
use crate::cli::words::{self, PolicyFlags, counted};

pub(super) use preview::run as preview;

/// `stn me import`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).args(["file", "list", "undo"])))]
pub(in crate::cli) struct ImportArgs {
    /// An export: LinkedIn's Connections.csv or its archive, a CSV from Google, Outlook or Thunderbird, or contact
    /// cards. Without ratings it is only shown
    file: Option<PathBuf>,
    /// How well you know whom: `NAME=STRENGTH` for people whose name has that part, `#NUMBER=STRENGTH` for one
    /// row, `all=STRENGTH` for the rest, `NAME=skip` for nobody; or a file with one of these a line
    #[arg(long = "rate", value_name = "RULE|FILE", requires = "file")]
    rules: Vec<String>,
    /// The calling code of numbers written without one, such as 49 [default: your organisation's]
    #[arg(long, value_name = "CODE")]
    country: Option<CountryCode>,
    /// A rated row that is the contact who has its address or number: `#NUMBER`, or part of the name
    #[arg(long, value_name = "ROW", requires = "rules")]
    same: Vec<String>,
    /// A rated row that is another person than the contact who has its address or number
    #[arg(long, value_name = "ROW", requires = "rules")]
    apart: Vec<String>,
    /// A topic for everybody rated; may be given several times
    #[arg(long, requires = "rules")]
    topic: Vec<Word>,
    /// A country such as KE or a part of one such as DE-BY, for everybody rated; may be given several times
    #[arg(long, value_name = "CODE", requires = "rules")]
    region: Vec<Region>,
    #[command(flatten)]
    policy: PolicyFlags,
    /// Your imports, newest first
    #[arg(long)]
    list: bool,
    /// Undo an import: its first digits, or `last`
    #[arg(long, value_name = "IMPORT")]
    undo: Option<String>,
}

impl ImportArgs {
    /// Whether the file is only looked at.
    pub(super) fn is_preview(&self) -> bool {
        self.file.is_some() && self.rules.is_empty()
    }
}

/// Records the rated people, lists imports or undoes one.
pub(super) async fn run(session: &Session, args: ImportArgs) -> anyhow::Result<Told> {
    if let Some(given) = &args.undo {
        return undo(session, given).await;
    }
    match &args.file {
        Some(file) => record::run(session, file, &args).await,
        None => list(session).await,
    }
}

async fn list(session: &Session) -> anyhow::Result<Told> {
    let imports: Vec<ImportView> = session.look(&MemberLook::Imports).await?;
    let line = |one: &ImportView| {
        format!(
            "  {}  {}, {}: {} new, {} changed",
            short(one.import),
            words::moment(one.at),
            one_line(&one.source),
            words::grouped(one.added),
            words::grouped(one.changed)
        )
    };
    Ok(Told::json(json!({ "imports": imports }))?
        .line(counted(imports.len(), "import", "imports"))
        .lines(imports.iter().map(line)))
}

async fn undo(session: &Session, given: &str) -> anyhow::Result<Told> {
    let mut imports: Vec<ImportView> = session.look(&MemberLook::Imports).await?;
    let import = match given {
        "last" if imports.is_empty() => bail!("you have no import to undo; nothing was done"),
        "last" => imports.swap_remove(0),
        digits => pick("import", digits, imports, |one| one.import)?,
    };
    let id = import.import;
    let Reply::Undone { removed, restored, kept } = session.act(&MemberCommand::UndoImport { import: id }).await?
    else {
        bail!("the node answered something else than an undone import; it is probably of another version")
    };
    Ok(Told::json(json!({ "undone": id, "removed": removed, "restored": restored, "kept": kept }))?
        .line(format!("The import {} is undone.", short(id)))
        .line(format!("  {} removed", counted(removed, "contact it brought was", "contacts it brought were")))
        .line(format!("  {} as before", counted(restored, "contact it changed is", "contacts it changed are")))
        .line(format!("  {} and stay", counted(kept, "was changed since by you", "were changed since by you"))))
}
