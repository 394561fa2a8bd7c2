//! `stn me ledger`: what left about the member, to whom, and under which yes.

use clap::Args;
use stn_protocol::exchange::view::{LedgerView, MemberLook};
use stn_protocol::local::{Left, OfferedBy};

use crate::cli::ledger_words::Ledger;
use crate::cli::session::Session;
use crate::cli::told::Told;
use crate::cli::words::counted;

/// `stn me ledger`.
#[derive(Debug, Args)]
pub(in crate::cli) struct LedgerArgs {
    /// Everything, not only the latest
    #[arg(long)]
    all: bool,
}

/// Shows it, newest first.
pub(super) async fn run(session: &Session, args: &LedgerArgs) -> anyhow::Result<Told> {
    let ledger: LedgerView = session.look(&MemberLook::Ledger).await?;
    let count = ledger.entries.len();
    let shown = if args.all { count } else { count.min(LATEST) };
    let told = Told::json(&ledger)?
        .line(format!("{} left about you", counted(count, "thing has", "things have")))
        .lines(Ledger(&ledger).sentences().take(shown));
    let told = if shown < count { told.line(format!("{} older: `stn me ledger --all`", count - shown)) } else { told };
    Ok(told.lines(remedies(&ledger)))
}

/// How to take back what was said yes to for good.
fn remedies(ledger: &LedgerView) -> Vec<String> {
    let is_standing = |left: &Left| matches!(left, Left::OfferLeft { by: OfferedBy::Standing, .. });
    let has_asked = |left: &Left| matches!(left, Left::Asked { .. } | Left::RequestSent { .. });
    let mut lines = Vec::new();
    if ledger.entries.iter().any(|entry| is_standing(&entry.left)) {
        lines.push(
            "To take a standing yes back: `stn me trust PERSON --strength … --answer ask`, or `--answer never`."
                .to_owned(),
        );
    }
    if ledger.entries.iter().any(|entry| has_asked(&entry.left)) {
        lines.push("To take a question or request back: `stn me asks`, then `stn me withdraw ASK`.".to_owned());
    }
    lines
}

/// Records that fit a screen.
const LATEST: usize = 50;
