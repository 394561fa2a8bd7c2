//! Matching epochs: the next one is announced before it begins, both answer for a while, and each has its own quota.
//!
//! ```text
//!   epoch 4 ───────────────────────────────┤ 14 d more for questions still alive, then the key is destroyed
//!                          announced 7 d ┤ epoch 5 ───────────────►
//!                          peers fetch here, each at a random time
//! ```

use rand_core::Rng;

use crate::crypto::stream::Purpose;
use crate::exchange::evaluation::{self, Upward};
use crate::exchange::{Counter, Turn, keep_looking, peering};
use crate::id::{EpochKey, OrgId};
use crate::limits;
use crate::message::{NextEpoch, PeerUpdate};
use crate::state::{Alarm, Announced, Epoch, MatchTable, Meter, State};
use crate::time::{Span, Timestamp};

/// Makes the next epoch a week ahead, lets it begin on its day, and destroys keys no question needs any more.
pub fn renew(turn: &mut Turn<'_>) {
    let now = turn.now;
    let ends = turn.state.node.row(&()).and_then(|node| node.epochs.last()).map(|epoch| epoch.until);
    if ends.is_none_or(|until| until.minus(limits::EPOCH_AHEAD) <= now) && turn.state.next_epoch.is_empty() {
        make_next(turn, ends.unwrap_or(now).max(now));
    }
    if ends.is_none_or(|until| until <= now) {
        begin_next(turn);
    } else if ends.is_some_and(|until| until.minus(limits::EPOCH_AHEAD) <= now) {
        peering::announce(turn);
    }
    destroy_old(turn);
    let epochs = turn.state.node.row(&()).map_or(&[][..], |node| &node.epochs);
    let moments =
        |epoch: &Epoch| [epoch.until.minus(limits::EPOCH_AHEAD), epoch.until, epoch.until.plus(limits::EPOCH_GRACE)];
    let again: Vec<Timestamp> = epochs.iter().flat_map(moments).filter(|at| *at > now).collect();
    for at in again {
        turn.state.wake_at(at, Alarm::Epoch);
    }
}

/// The epoch to come, as peers are told of it, once it is time to tell.
pub fn next(turn: &Turn<'_>) -> Option<NextEpoch> {
    let from = turn.state.current_epoch().until;
    let next = turn.state.next_epoch.row(&()).filter(|_| from.minus(limits::EPOCH_AHEAD) <= turn.now)?;
    Some(NextEpoch { epoch: next.epoch, epoch_key: next.secret().public(), from })
}

/// Whether a peer's news names no second key for an epoch whose key is known.
pub fn fits(state: &State, org: &OrgId, update: &PeerUpdate) -> bool {
    let told = state.peers.row(org).and_then(|peer| peer.info.as_ref()).map(|info| (info.epoch, info.epoch_key));
    let announced = state.announced.row(org).map(|row| (row.next.epoch, row.next.epoch_key));
    let known = |epoch: u32| {
        let tabled = state.match_tables.row(&(*org, epoch)).map(|table| (epoch, table.key));
        [told, announced, tabled].into_iter().flatten().find(|(number, _)| *number == epoch).map(|(_, key)| key)
    };
    let same = |epoch: u32, key: EpochKey| known(epoch).is_none_or(|known| known == key);
    let goes_on =
        update.next_epoch.is_none_or(|next| next.epoch > update.info.epoch && same(next.epoch, next.epoch_key));
    same(update.info.epoch, update.info.epoch_key) && goes_on
}

/// A peer announced its next epoch: the table is fetched at a random moment before it begins.
pub fn on_announced(turn: &mut Turn<'_>, org: OrgId, next: NextEpoch) {
    let known = turn.state.announced.row(&org).is_some_and(|row| row.next.epoch >= next.epoch);
    if known || next.from <= turn.now || next.from > turn.now.plus(limits::EPOCH_LIFE) {
        return;
    }
    let room = next.from.since(turn.now).min(limits::EPOCH_AHEAD).as_millis().max(1);
    let fetch_at = turn.now.plus(Span::millis(turn.rng.stream(Purpose::Prefetch).next_u64() % room));
    turn.state.announced.put(org, Announced { next, fetch_at });
    turn.state.wake_at(fetch_at, Alarm::Prefetch(org));
}

/// The moment has come to fetch the table of an announced epoch.
pub fn prefetch(turn: &mut Turn<'_>, org: OrgId) {
    let due = turn.state.announced.row(&org).filter(|row| row.fetch_at <= turn.now).map(|row| row.next);
    if let Some(next) = due.filter(|_| turn.is_peer(&org)) {
        evaluation::begin(turn, org, next.epoch, next.epoch_key, Upward { peer: org, branch: None });
    }
}

/// A question of a higher epoch came: older tables of its origin serve a little longer, then they go.
pub fn supersede(turn: &mut Turn<'_>, origin: OrgId, epoch: u32) {
    let until = turn.now.plus(limits::EPOCH_GRACE);
    let older = turn.state.match_tables.range((origin, 0)..(origin, epoch)).map(|(id, _)| *id);
    let older: Vec<(OrgId, u32)> = older.filter(|id| !turn.state.superseded.has(id)).collect();
    for id in older {
        turn.state.superseded.put(id, until);
        turn.state.wake_at(until, Alarm::Table(id.0, id.1));
    }
}

/// Charges a link for one chunk in an epoch. Returns whether it had one left.
pub fn charge(turn: &mut Turn<'_>, peer: &OrgId, epoch: u32, behind: bool) -> bool {
    let grant = turn.settings.grant;
    let mut meter = turn.state.meter(peer, epoch);
    let (spent, most) = if behind { (&mut meter.behind, limits::GRANT_BEHIND) } else { (&mut meter.own, grant) };
    if *spent >= most {
        turn.count(Counter::IdleFrame);
        return false;
    }
    *spent += 1;
    turn.state.meters.put((*peer, epoch), meter);
    true
}

/// Draws the seed of the epoch that follows.
fn make_next(turn: &mut Turn<'_>, from: Timestamp) {
    let last = turn.state.node.row(&()).and_then(|node| node.epochs.last()).map(|epoch| epoch.epoch);
    let epoch = turn.state.epoch_after(last);
    let seed = turn.random(Purpose::EpochSeed);
    turn.state.next_epoch.put((), Epoch { epoch, seed, until: from.plus(limits::EPOCH_LIFE) });
}

fn begin_next(turn: &mut Turn<'_>) {
    let until = turn.now.plus(limits::EPOCH_LIFE);
    let Some(next) = turn.state.next_epoch.remove(&()) else { return };
    if let Some(node) = turn.state.node.edit(&()) {
        node.epochs.push(Epoch { until, ..next });
    }
    keep_looking::reach_changed(turn);
    peering::tell_changes(turn);
}

fn destroy_old(turn: &mut Turn<'_>) {
    let now = turn.now;
    let Some(node) = turn.state.node.row(&()) else { return };
    let current = node.epochs.last().map(|epoch| epoch.epoch);
    let over = |epoch: &Epoch| epoch.until.plus(limits::EPOCH_GRACE) <= now && Some(epoch.epoch) != current;
    if !node.epochs.iter().any(over) {
        return;
    }
    if let Some(node) = turn.state.node.edit(&()) {
        node.epochs.retain(|epoch| !over(epoch));
    }
    let past = turn.state.meters.iter().map(|(key, _)| *key).filter(|(_, epoch)| turn.state.epoch(*epoch).is_none());
    let past: Vec<(OrgId, u32)> = past.collect();
    for key in past {
        turn.state.meters.remove(&key);
    }
}

impl State {
    /// What was evaluated for a peer in an epoch. Counts of before the meters stand in the peer's own row.
    pub fn meter(&self, peer: &OrgId, epoch: u32) -> Meter {
        if let Some(meter) = self.meters.row(&(*peer, epoch)) {
            return *meter;
        }
        let row = self.peers.row(peer).filter(|row| row.metered_epoch == epoch);
        row.map_or_else(Meter::default, |row| Meter { own: row.chunks_own, behind: row.chunks_behind })
    }

    /// The newest match table of this node under an origin's key.
    pub fn newest_table(&self, origin: &OrgId) -> Option<(u32, &MatchTable)> {
        let of_origin = self.match_tables.range((*origin, 0)..=(*origin, u32::MAX));
        of_origin.last().map(|((_, epoch), table)| (*epoch, table))
    }
}
