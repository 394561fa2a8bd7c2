//! `stn status`: the running node at a glance, in counts.

use serde_json::json;
use stn_protocol::exchange::view::{AdminLook, OwnSuccessionView, StatusView};

use super::admin::{Admin, DataArg};
use super::told::{Told, one_line, short};
use super::words;
use crate::clock;

/// Shows it.
pub(super) async fn run(data: DataArg) -> anyhow::Result<Told> {
    let admin = Admin::of(&data.dir)?;
    let status: StatusView = admin.look(AdminLook::Status).await?;
    let about = admin.about().await?;
    let counts = about.counts;
    Ok(Told::json(json!({ "status": status, "api": about.api, "addrs": about.addrs, "counts": counts }))?
        .line(format!("{} ({}) runs", one_line(&status.name), status.org))
        .line(format!("  members {}, peers {}, bridges {}", status.members, status.peers, status.bridges))
        .line(format!("  people {}, trust edges {}, match tables {}", status.people, status.edges, status.tables))
        .line(format!("  questions held {}, frames waiting {}", status.queries, status.outbox))
        .line(format!("  since the start: {} frames in, {} out", counts.frames_in, counts.frames_out))
        .line(format!("  members reach it at {}", about.api))
        .lines(status.succession.iter().filter(|view| view.done.is_none()).map(next_key))
        .lines(about.addrs.iter().map(|addr| format!("  peers reach it at {addr}"))))
}

/// What the node awaits of its own key.
fn next_key(view: &OwnSuccessionView) -> String {
    let (new, from) = (short(view.new_org), words::moment(view.effective));
    if view.effective <= clock::now() {
        return format!("  its key changes to {new}… as of {from}: start the node again");
    }
    format!("  its key changes to {new}… on {from}; partners not told yet: {}", view.not_told.len())
}
