//! A node wakes from a backup: it says so by a higher incarnation, signs nothing again, and counts as spent what it
//! may have spent in the life it does not remember.
//!
//! Two lives of one node can't both be current: a peer that saw the higher number takes no frame of the lower, and
//! says so, upon which the node of the lower one stops.

use crate::crypto::stream::Purpose;
use crate::exchange::{Effect, Turn, peering};
use crate::id::{LetterKeyId, MemberKey, OrgId};
use crate::limits;
use crate::state::{Epoch, Meter};

/// Begins a new life. Everything in the backup that peers know by a number lives on; its numbers begin above all
/// that could have been used.
pub fn begin_life(turn: &mut Turn<'_>) {
    let born = turn.now.as_secs();
    let Some(node) = turn.state.node.edit(&()) else { return };
    node.incarnation = born.max(node.incarnation.saturating_add(1));
    drop_unused_letter_keys(turn);
    spend_grants(turn);
    skip_epochs(turn);
    peering::announce(turn);
}

/// A peer says that it knows a later life of this node. One peer alone can't stop a node that has several: more
/// than half of those it has must say so.
pub fn heard_of_later_life(turn: &mut Turn<'_>, peer: OrgId) {
    if !turn.is_peer(&peer) {
        return;
    }
    turn.state.derived.outdated_at.insert(peer);
    let peers = turn.state.active_peers();
    let say_so = peers.iter().filter(|peer| turn.state.derived.outdated_at.contains(*peer)).count();
    if 2 * say_so > peers.len() {
        turn.effects.push(Effect::Stop);
    }
}

/// A key the backup holds as unused may have gone into an offer since.
fn drop_unused_letter_keys(turn: &mut Turn<'_>) {
    let unused = turn.state.letter_keys.iter().filter(|(_, key)| key.given.is_none());
    let unused: Vec<(MemberKey, LetterKeyId)> = unused.map(|(key, _)| *key).collect();
    for key in unused {
        turn.state.letter_keys.remove(&key);
    }
}

/// What was evaluated for peers since the backup is not known: until the next epoch nothing more is.
fn spend_grants(turn: &mut Turn<'_>) {
    let epochs: Vec<u32> =
        turn.state.node.row(&()).map_or_else(Vec::new, |node| node.epochs.iter().map(|epoch| epoch.epoch).collect());
    let peers: Vec<OrgId> = turn.state.peers.iter().map(|(org, _)| *org).collect();
    for (peer, epoch) in peers.into_iter().flat_map(|peer| epochs.iter().map(move |epoch| (peer, *epoch))) {
        turn.state.meters.put((peer, epoch), Meter { own: limits::GRANT_MAX, behind: limits::GRANT_BEHIND });
    }
}

/// An epoch may have begun or been announced since the backup, with a key this node does not have. The next one
/// takes a number that can't have been used.
fn skip_epochs(turn: &mut Turn<'_>) {
    let Some(last) = turn.state.node.row(&()).and_then(|node| node.epochs.last()).cloned() else { return };
    let seed = turn.random(Purpose::EpochSeed);
    let epoch = last.epoch.saturating_add(limits::EPOCHS_SKIPPED);
    turn.state.next_epoch.put((), Epoch { epoch, seed, until: last.until.plus(limits::EPOCH_LIFE) });
}
