//! `stn org`: the organisation itself, and how it changes its key without being tied anew.
//!
//! The next key is made here, beside the present one; both sign, and the node tells the partners. It goes over when
//! it is started on or after the date.

use anyhow::{anyhow, bail};
use clap::{Args, Subcommand};
use serde_json::json;
use stn_protocol::exchange::AdminCommand;
use stn_protocol::exchange::view::{AdminLook, OwnSuccessionView};
use stn_protocol::limits::SUCCESSION_AHEAD;
use stn_protocol::time::{Span, Timestamp};
use stn_protocol::wire::verify::sign_succession;

use super::admin::{Admin, DataArg};
use super::told::{Told, short};
use super::words;
use crate::{clock, keys};

/// `stn org`.
#[derive(Debug, Args)]
pub(super) struct OrgArgs {
    #[command(flatten)]
    data: DataArg,
    #[command(subcommand)]
    command: OrgCommand,
}

#[derive(Debug, Subcommand)]
enum OrgCommand {
    /// Announce that the organisation changes its key, to one that is made here
    Succeed {
        /// In how many days; 0 is at once
        #[arg(long = "in", value_name = "DAYS", default_value_t = 14, conflicts_with = "effective")]
        days: u64,
        /// On which day
        #[arg(long, value_name = "YYYY-MM-DD")]
        effective: Option<jiff::civil::Date>,
    },
    /// How the organisation's key changes, or last changed, and which partners were told
    Succession,
}

/// Runs the command.
pub(super) async fn run(args: OrgArgs) -> anyhow::Result<Told> {
    let admin = Admin::of(&args.data.dir)?;
    match args.command {
        OrgCommand::Succeed { days, effective } => succeed(&admin, &args.data, date(days, effective)?).await,
        OrgCommand::Succession => succession(&admin).await,
    }
}

async fn succeed(admin: &Admin, data: &DataArg, effective: Timestamp) -> anyhow::Result<Told> {
    let identity = keys::load(&data.dir)?;
    if admin.about().await?.org != identity.public() {
        bail!("the node that runs has another key than identity.key holds; nothing was changed; start it again first");
    }
    let known: Option<OwnSuccessionView> = admin.look(AdminLook::Succession).await?;
    let next = keys::load_next(&data.dir)?;
    let announced =
        known.filter(|view| view.done.is_none() && next.as_ref().is_some_and(|next| next.public() == view.new_org));
    if let Some(view) = announced {
        return Ok(pending(&view)?.line("It was announced before; nothing was changed."));
    }
    let next = match next {
        Some(next) => next,
        None => keys::create_next(&data.dir)?,
    };
    let succession = sign_succession(&identity, &next, effective);
    admin.act(&AdminCommand::AnnounceSuccession { succession }).await?;
    let view: Option<OwnSuccessionView> = admin.look(AdminLook::Succession).await?;
    let view =
        view.ok_or_else(|| anyhow!("the node does not know what it just took; it is probably of another version"))?;
    Ok(pending(&view)?
        .line(
            "The new key lies in identity.next.key beside the old one. Copy it to where your copy of identity.key is:",
        )
        .line("without it the organisation can't go on after that day."))
}

async fn succession(admin: &Admin) -> anyhow::Result<Told> {
    let view: Option<OwnSuccessionView> = admin.look(AdminLook::Succession).await?;
    match view {
        None => {
            Ok(Told::json(json!(null))?.line("The organisation's key has not changed, and no change is announced."))
        }
        Some(view) => match view.done {
            None => pending(&view),
            Some(done) => Ok(Told::json(json!({ "succession": view }))?.line(format!(
                "The organisation's key changed from {}… to {}…; the node went over on {}.",
                short(view.old_org),
                short(view.new_org),
                words::moment(done)
            ))),
        },
    }
}

/// A change that is announced.
fn pending(view: &OwnSuccessionView) -> anyhow::Result<Told> {
    let (new, said, from) = (short(view.new_org), view.words(), words::moment(view.effective));
    let told = Told::json(json!({ "succession": view, "words": said }))?
        .line(format!("This organisation changes its key from {}… to {new}… on {from}.", short(view.old_org)))
        .line(format!("Read these six words to each partner's admin by telephone: {said}"))
        .line(format!("They see the same words in `stn peer list`, and run `stn peer confirm {new}`."))
        .line(format!("Told: {}; not told yet: {}.", view.told.len(), view.not_told.len()))
        .lines(view.not_told.iter().map(|org| format!("  not told yet: {}…", short(*org))));
    Ok(told.line(format!("Start the node again on {from} or soon after: it goes over to the new key when it starts.")))
}

/// The moment the command line names. Today is now.
fn date(days: u64, on: Option<jiff::civil::Date>) -> anyhow::Result<Timestamp> {
    let now = clock::now();
    let at = match on {
        None => now.plus(Span::days(days.min(10_000))),
        Some(day) => {
            let midnight = day.to_zoned(jiff::tz::TimeZone::UTC)?.timestamp().as_second();
            let midnight = Timestamp::from_secs(u64::try_from(midnight).unwrap_or_default());
            if words::day(midnight) == words::day(now) { now } else { midnight }
        }
    };
    if at < now || at > now.plus(SUCCESSION_AHEAD) {
        bail!("a change of key is announced for a day within a year from now; nothing was made or sent");
    }
    Ok(at)
}
