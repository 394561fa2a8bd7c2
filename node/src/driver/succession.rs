//! Which key a node runs under where its organisation changes it. The stored record decides, and the files follow it.
//!
//! ```text
//!   announced ──date──► records moved, one batch ──► identity.key kept aside ──► identity.next.key becomes identity.key
//! ```
//!
//! An end of the process between any two of these is made good by the next start.

use std::path::Path;

use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::engine::{Engine, Record, Settings};

use super::{Hooks, StartError};
use crate::clock::{self, OsStreams};
use crate::keys;
use crate::store::Store;

/// The key to run under and the records to run on.
///
/// # Errors
/// [`StartError::OtherKey`] if the records belong to a key that is not there; nothing is changed then.
pub(super) fn settle(
    data_dir: &Path,
    identity: OrgSecret,
    store: &mut impl Store,
    hooks: &Hooks,
) -> Result<(OrgSecret, Vec<Record>), StartError> {
    let records = store.scan(&[])?;
    let Some(row) = Engine::succession_of(&records) else { return Ok((identity, records)) };
    let (old, new, here) = (row.terms.old_org, row.terms.new_org, identity.public());
    let is_due = row.done.is_none() && row.terms.effective <= clock::now();
    let rightful = if row.done.is_some() { new } else { old };
    let next = if here == new { Some(identity.clone()) } else { keys::load_next(data_dir)? };
    match next.filter(|next| next.public() == new) {
        Some(next) if is_due && (here == old || here == new) => {
            move_records(&next, records, store)?;
            hooks.pass("after-succession");
            keys::succeed(data_dir, &next)?;
            tracing::info!("the organisation's key has changed as announced");
            Ok((next, store.scan(&[])?))
        }
        Some(next) if row.done.is_some() => {
            keys::succeed(data_dir, &next)?;
            Ok((next, records))
        }
        _ if here == rightful => {
            if is_due {
                tracing::error!("the date of the new key has come and its file is missing; running under the old key");
            }
            Ok((identity, records))
        }
        _ => Err(StartError::OtherKey { needs: rightful }),
    }
}

/// Goes over to the new key in the records: one batch, durable when this returns.
fn move_records(next: &OrgSecret, records: Vec<Record>, store: &mut impl Store) -> Result<(), StartError> {
    let mut engine = Engine::wake(next.clone(), Settings::default(), records)?;
    store.commit(&engine.succeed(clock::now(), &mut OsStreams))?;
    Ok(())
}
