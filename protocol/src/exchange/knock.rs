//! Our member knocks at somebody of a partner: what they know is a handle, and perhaps nobody there has it.
//!
//! Knocks leave once a day in a batch of eight to every peer, filled up with such that stand for nobody, on all
//! days alike. So no peer can tell whether anybody knocked. What comes to our own members is `knocked`.
//!
//! ```text
//!   p's device ── link, card, note, sealed under a key ──► P ── Knock{tags, wrapped key, sealed} ──► Q   at Q's findable q
//!   p@P ◄────────────────────────────── BridgeAccept ────────────────────────────── q@Q                 only after a yes
//! ```

use std::collections::BTreeSet;

use rand_core::Rng;

use crate::crypto::oprf::MatchKey;
use crate::crypto::seal;
use crate::crypto::stream::Purpose;
use crate::exchange::bridge::{self, OpenLink};
use crate::exchange::look::Eyes;
use crate::exchange::view::{BridgeState, KnockState, KnockView};
use crate::exchange::{KnockEntry, Refused, Reply, Turn};
use crate::id::{Blob, KnockId, MemberKey, OrgId, Tag};
use crate::limits;
use crate::local::Left;
use crate::message::{Frame, Knock, KnockBody, Signed, Strength};
use crate::policy::quota;
use crate::state::{Alarm, Epoch, KnockMeter, OwnKnock, State};
use crate::time::{Span, Timestamp};
use crate::trust::Handle;
use crate::wire::payload::signed_from_bytes;
use crate::wire::verify::verify_with_own_cert;

/// A member knocks. It leaves with the next batch of each peer.
pub fn knock(turn: &mut Turn<'_>, member: MemberKey, new: KnockEntry) -> Result<Reply, Refused> {
    if turn.state.knocks.row(&new.knock).is_some_and(|row| row.member == member) {
        return Ok(Reply::Done);
    }
    if new.handles.is_empty() || new.handles.len() > limits::HANDLES_PER_ASK {
        return Err(Refused::HandleCount);
    }
    let body = content_of(turn, member, &new).ok_or(Refused::KnockUnfit)?;
    let to = receivers(turn, &new.at)?;
    if open_of(turn.state, &member, turn.now) >= limits::KNOCKS_PER_MEMBER {
        return Err(Refused::KnockTooMany);
    }
    if has_knocked_at(turn.state, &member, &new.handles, turn.now) {
        return Err(Refused::KnockAgain);
    }
    let link = OpenLink { expires: body.expires, strength: Strength::HaveMet, policy: new.policy.clone() };
    bridge::open(turn, member, body.bridge, link)?;
    keep(turn, &body, new, to);
    Ok(Reply::Done)
}

/// Keeps a knock until its member may knock at the same person again.
fn keep(turn: &mut Turn<'_>, body: &KnockBody, new: KnockEntry, to: BTreeSet<OrgId>) {
    let KnockEntry { knock, handles, key, sealed, .. } = new;
    let (member, bridge, expires) = (body.member, body.bridge, body.expires);
    let row = OwnKnock { member, handles, bridge, made: turn.now, expires, peers: to.len(), to, key, sealed };
    turn.note_left(member, Left::Knocked { bridge, partners: row.peers });
    turn.state.wake_at(row.kept_until(), Alarm::Knock(knock));
    turn.state.knocks.put(knock, row);
}

/// Sets the hour of every peer that has none.
pub fn begin_all(turn: &mut Turn<'_>) {
    for peer in turn.state.active_peers() {
        begin(turn, peer);
    }
}

/// Sets the hour at which batches leave for a new peer: drawn once, the same every day.
pub fn begin(turn: &mut Turn<'_>, peer: OrgId) {
    if turn.state.knock_meters.has(&peer) {
        return;
    }
    let drawn = turn.rng.stream(Purpose::KnockHour).next_u64() % limits::KNOCK_EVERY.as_millis();
    let next = turn.now.plus(Span::millis(drawn));
    let meter = KnockMeter { next, day: day_of(turn.now), left: limits::KNOCKS_LOOKED_AT, ..KnockMeter::default() };
    turn.state.knock_meters.put(peer, meter);
    turn.state.wake_at(next, Alarm::KnockBatch(peer));
}

/// The hour of a peer has come: eight knocks leave, whoever knocked or nobody.
pub fn send_batch(turn: &mut Turn<'_>, peer: OrgId) {
    let now = turn.now;
    if turn.state.knock_meters.row(&peer).is_none_or(|meter| meter.next > now) {
        return;
    }
    if !turn.is_peer(&peer) {
        turn.state.knock_meters.remove(&peer);
        return;
    }
    set_next_hour(turn, &peer);
    if turn.state.outbox_len(&peer) > limits::KNOCK_BACKLOG {
        return;
    }
    let epoch = turn.state.epoch_of_knocks(now).clone();
    let mut batch: Vec<Knock> = Vec::with_capacity(limits::KNOCKS_PER_BATCH);
    for id in due_for(turn.state, &peer, now) {
        batch.extend(compose(turn, id, &peer, &epoch));
    }
    while batch.len() < limits::KNOCKS_PER_BATCH {
        batch.push(of_nobody(turn, epoch.epoch));
    }
    let mut stream = turn.rng.stream(Purpose::KnockFill);
    quota::shuffle(&mut batch, &mut |bound| stream.next_u64() % bound);
    for knock in batch {
        turn.send(peer, &Frame::Knock(knock));
    }
}

/// The same hour on another day. What peers showed too long ago is forgotten on the way.
fn set_next_hour(turn: &mut Turn<'_>, peer: &OrgId) {
    let (now, every) = (turn.now, limits::KNOCK_EVERY.as_millis());
    let Some(meter) = turn.state.knock_meters.edit(peer) else { return };
    let days = now.since(meter.next).as_millis() / every + 1;
    meter.next = meter.next.plus(Span::millis(days * every));
    meter.shown.retain(|_, shown| shown.at.plus(limits::KNOCK_LIFE) > now);
    let next = meter.next;
    turn.state.wake_at(next, Alarm::KnockBatch(*peer));
}

/// Forgets a knock that keeps nobody from knocking again.
pub fn forget(turn: &mut Turn<'_>, knock: &KnockId) {
    if turn.state.knocks.row(knock).is_some_and(|row| row.kept_until() <= turn.now) {
        turn.state.knocks.remove(knock);
    }
}

/// Forgets what a member who leaves knocked at, and what they were shown; their links end with their bridges.
pub fn forget_member(state: &mut State, member: &MemberKey) {
    let mine: Vec<KnockId> = state.knocks.iter().filter(|(_, row)| row.member == *member).map(|(id, _)| *id).collect();
    for knock in mine {
        state.knocks.remove(&knock);
    }
    let shown = state.knock_meters.iter().filter(|(_, meter)| meter.shown.values().any(|one| one.member == *member));
    let peers: Vec<OrgId> = shown.map(|(peer, _)| *peer).collect();
    for peer in peers {
        if let Some(meter) = state.knock_meters.edit(&peer) {
            meter.shown.retain(|_, one| one.member != *member);
        }
    }
}

/// Days since the beginning, as this node's clock counts them.
pub fn day_of(now: Timestamp) -> u64 {
    now.as_millis() / limits::KNOCK_EVERY.as_millis()
}

/// What is inside, if the member's own device made it and its link serves no longer than it may.
fn content_of(turn: &Turn<'_>, member: MemberKey, new: &KnockEntry) -> Option<KnockBody> {
    let key = new.key.0.as_slice().try_into().ok()?;
    let signed = open(&key, &new.sealed.0)?;
    let (body, _) = verify_with_own_cert(&signed, turn.now).ok()?;
    let is_own = body.org == turn.org() && body.member == member;
    let is_timely = body.expires > turn.now && body.expires <= turn.now.plus(limits::KNOCK_LIFE);
    (is_own && is_timely && !turn.state.bridges.has(&body.bridge)).then(|| body.into_inner())
}

/// Opens a sealed content; who signed it is for the caller to find out.
pub fn open(key: &[u8; 32], sealed: &[u8]) -> Option<Signed<KnockBody>> {
    let padded = seal::unwrap_once(key, sealed).ok().filter(|_| sealed.len() == limits::SEALED_KNOCK)?;
    signed_from_bytes(seal::unpad(&padded)?).ok()
}

fn receivers(turn: &Turn<'_>, at: &[OrgId]) -> Result<BTreeSet<OrgId>, Refused> {
    let to: BTreeSet<OrgId> =
        if at.is_empty() { turn.state.active_peers().into_iter().collect() } else { at.iter().copied().collect() };
    if to.is_empty() || !to.iter().all(|org| turn.is_peer(org)) {
        return Err(Refused::NotPeer);
    }
    Ok(to)
}

fn open_of(state: &State, member: &MemberKey, now: Timestamp) -> usize {
    let is_open = |row: &OwnKnock| row.member == *member && row.expires > now && state.link_is_open(row);
    state.knocks.iter().filter(|(_, row)| is_open(row)).count()
}

/// Whether a member knocked at the same person, by any of their handles, not long enough ago.
fn has_knocked_at(state: &State, member: &MemberKey, handles: &[Handle], now: Timestamp) -> bool {
    let handles = state.all_handles(handles);
    let mut recent = state.knocks.iter().filter(|(_, row)| row.member == *member && row.kept_until() > now);
    recent.any(|(_, row)| !state.all_handles(&row.handles).is_disjoint(&handles))
}

/// Knocks that leave for a peer, the oldest first.
fn due_for(state: &State, peer: &OrgId, now: Timestamp) -> Vec<KnockId> {
    let waits = |row: &OwnKnock| row.to.contains(peer) && row.expires > now && state.link_is_open(row);
    let mut due: Vec<_> = state.knocks.iter().filter(|(_, row)| waits(row)).map(|(id, row)| (row.made, *id)).collect();
    due.sort_unstable();
    due.truncate(limits::KNOCKS_PER_BATCH);
    due.into_iter().map(|(_, id)| id).collect()
}

/// The frame of a knock; once it has left for all, its content is forgotten.
fn compose(turn: &mut Turn<'_>, id: KnockId, peer: &OrgId, epoch: &Epoch) -> Option<Knock> {
    let row = turn.state.knocks.edit(&id)?;
    row.to.remove(peer);
    let (handles, sealed, key) = (row.handles.clone(), row.sealed.0.clone(), row.key.0.clone());
    if row.to.is_empty() {
        (row.key, row.sealed) = (Blob(Vec::new()), Blob(Vec::new()));
    }
    let (secret, org) = (epoch.secret(), turn.org());
    let for_handle = |handle: &Handle| {
        let match_key = MatchKey::derive(&secret.output(&handle.oprf_input()), &org, epoch.epoch);
        (match_key.knock_tag(&id), seal::wrap_once(&match_key.knock_key(&id), &key))
    };
    let mut places: Vec<(Tag, Vec<u8>)> = handles.iter().map(for_handle).collect();
    let mut stream = turn.rng.stream(Purpose::KnockFill);
    while places.len() < limits::TAGS {
        places.push(empty_place(&mut stream));
    }
    quota::shuffle(&mut places, &mut |bound| stream.next_u64() % bound);
    let (tags, wrapped) = places.into_iter().unzip();
    Some(Knock { knock: id, epoch: epoch.epoch, tags, wrapped, sealed })
}

/// A knock that stands for nobody: the same shape, random bytes.
fn of_nobody(turn: &mut Turn<'_>, epoch: u32) -> Knock {
    let mut stream = turn.rng.stream(Purpose::KnockFill);
    let mut id = [0; 16];
    stream.fill_bytes(&mut id);
    let (tags, wrapped) = (0..limits::TAGS).map(|_| empty_place(&mut stream)).unzip();
    let mut sealed = vec![0; limits::SEALED_KNOCK];
    stream.fill_bytes(&mut sealed);
    Knock { knock: KnockId::from_bytes(id), epoch, tags, wrapped, sealed }
}

fn empty_place(stream: &mut impl Rng) -> (Tag, Vec<u8>) {
    let (mut tag, mut wrapped) = ([0; 16], vec![0; limits::WRAPPED_KNOCK_KEY]);
    stream.fill_bytes(&mut tag);
    stream.fill_bytes(&mut wrapped);
    (Tag::from_bytes(tag), wrapped)
}

impl State {
    /// Handles, and all others the node knows to be the same person's.
    fn all_handles(&self, handles: &[Handle]) -> BTreeSet<Handle> {
        let persons = handles.iter().filter_map(|handle| self.person_with(handle));
        let mut all: BTreeSet<Handle> = persons.flat_map(|person| self.handles_of(person)).collect();
        all.extend(handles.iter().cloned());
        all
    }

    /// Whether nobody has taken up a knock's link, and its member did not end it.
    fn link_is_open(&self, knock: &OwnKnock) -> bool {
        self.bridges.row(&knock.bridge).is_some_and(|row| row.state == BridgeState::LinkOpen)
    }

    /// The epoch knocks are made under: peers had two days to have their handles evaluated for it.
    fn epoch_of_knocks(&self, now: Timestamp) -> &Epoch {
        let epochs = self.node.row(&()).map_or(&[][..], |node| &node.epochs);
        let settled = limits::EPOCH_LIFE.as_millis().saturating_sub(limits::KNOCK_EPOCH_SETTLES.as_millis());
        let has_settled = |epoch: &&Epoch| epoch.until.since(now).as_millis() <= settled;
        epochs.iter().rev().find(has_settled).unwrap_or_else(|| self.current_epoch())
    }
}

impl Eyes<'_> {
    /// A member's knocks, newest first.
    pub fn knocks(&self, member: &MemberKey) -> Vec<KnockView> {
        let mine = self.state.knocks.iter().filter(|(_, row)| row.member == *member);
        let mut views: Vec<KnockView> = mine.map(|(id, row)| self.own_knock(*id, row)).collect();
        views.sort_by_key(|view| (std::cmp::Reverse(view.made), view.knock));
        views
    }

    fn own_knock(&self, knock: KnockId, row: &OwnKnock) -> KnockView {
        let state = match self.state.bridges.row(&row.bridge).map(|bridge| bridge.state) {
            Some(BridgeState::LinkOpen) if row.expires > self.now => KnockState::Open,
            Some(BridgeState::AwaitsConfirmation) => KnockState::Answered,
            Some(BridgeState::Active) => KnockState::Bridge,
            Some(BridgeState::LinkOpen | BridgeState::AwaitsOther | BridgeState::AwaitsCheck)
            | Some(BridgeState::AwaitsPeering | BridgeState::Ended)
            | None => KnockState::Over,
        };
        let (handles, bridge) = (row.handles.clone(), row.bridge);
        let (made, expires, peers, left) = (row.made, row.expires, row.peers, row.peers - row.to.len());
        KnockView { knock, handles, bridge, made, expires, peers, left, state }
    }
}
