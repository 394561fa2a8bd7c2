//! Somebody of a partner knocks at one of our members: only who let themselves be found is ever asked.
//!
//! A knock is acknowledged before it is looked at, and opened by a worker at a tick of the release grid. It waits
//! before that member alone; a yes leaves on the grid as any bridge that is taken up. All else is silence:
//! nobody there, not findable, hidden, declined and asleep look the same from outside.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::crypto::oprf::matches_any;
use crate::crypto::seal;
use crate::exchange::bridge::{self, OpenLink};
use crate::exchange::gate;
use crate::exchange::knock::{day_of, open};
use crate::exchange::look::Eyes;
use crate::exchange::view::Waiting;
use crate::exchange::work::{Done, Work};
use crate::exchange::{Counter, Effect, Refused, Reply, Turn};
use crate::id::{ItemId, KnockId, MemberKey, OrgId};
use crate::limits;
use crate::message::{BridgeAccept, BridgeTerms, Kind, Knock, KnockBody, Signed, Strength};
use crate::state::{ItemKind, ShownKnock, State, TableEntry};
use crate::trust::{AnswerMode, Audience, EdgePolicy, Handle};
use crate::wire::payload::Payload;
use crate::wire::verify::verify_with_own_cert;

/// A knock to open with whatever matches.
#[derive(Clone)]
pub struct Opening {
    /// The waiting frame.
    pub number: u64,
    /// Who sent it.
    pub peer: OrgId,
    /// The knock.
    pub knock: Knock,
    /// The peer's table of the knock's epoch.
    pub table: Arc<Vec<TableEntry>>,
    /// Handles of members who may be found.
    pub findable: BTreeSet<Handle>,
}

/// What a knock holds, and the handle that opened it.
pub type Opened = (Handle, Signed<KnockBody>);

/// A waiting knock, at a tick: handed to a worker, or of no effect. Returns whether a worker has it in hand.
pub fn on_knock(turn: &mut Turn<'_>, number: u64, peer: OrgId, knock: Knock) -> bool {
    let table = turn.state.match_tables.row(&(peer, knock.epoch)).map(|table| Arc::clone(&table.entries));
    let (true, Some(table)) = (may_look(turn, &peer), table) else {
        turn.count(Counter::IdleFrame);
        return false;
    };
    let findable = turn.state.findable_handles(Audience::Peers).cloned().collect();
    turn.effects.push(Effect::Work(Work::Knock(Box::new(Opening { number, peer, knock, table, findable }))));
    true
}

/// A worker has tried a knock.
pub fn on_opened(turn: &mut Turn<'_>, number: u64, from: (OrgId, KnockId), opened: Option<Opened>) {
    turn.state.take_waiting(&number);
    if let Some((handle, signed)) = opened {
        show(turn, from, &handle, signed);
    }
}

/// A member says yes to a knock. The bridge counts as of people who have met, until they have compared six words.
pub fn answer(
    turn: &mut Turn<'_>,
    member: MemberKey,
    item: ItemId,
    yes: (BridgeAccept, EdgePolicy),
) -> Result<Reply, Refused> {
    let row = turn.state.inbox.row(&(member, item)).ok_or(Refused::ItemGone)?;
    let ItemKind::Knock { body, .. } = &row.kind else { return Err(Refused::ItemOfOtherSort) };
    let (accept, policy) = yes;
    let body = KnockBody::from_bytes(&body.payload).map_err(|_| Refused::SignatureUnfit)?;
    let fits = |terms: BridgeTerms| (terms.bridge, terms.a_org, terms.a_member) == (body.bridge, body.org, body.member);
    if !BridgeTerms::from_bytes(&accept.terms.payload).is_ok_and(fits) {
        return Err(Refused::SignatureUnfit);
    }
    let expires = turn.now.plus(limits::INVITE_LIFE_MAX);
    let reply = bridge::accept(turn, member, accept, OpenLink { expires, strength: Strength::HaveMet, policy })?;
    turn.drop_item(member, item);
    Ok(reply)
}

/// Takes one of the knocks of a link that are looked at in a day. What a quiet day left over serves the next.
fn may_look(turn: &mut Turn<'_>, peer: &OrgId) -> bool {
    let today = day_of(turn.now);
    let Some(meter) = turn.state.knock_meters.edit(peer) else { return false };
    let days = u32::try_from(today.saturating_sub(meter.day)).unwrap_or(u32::MAX);
    let fresh = days.saturating_mul(limits::KNOCKS_LOOKED_AT);
    meter.left = meter.left.saturating_add(fresh).min(limits::KNOCKS_LOOKED_AT_MAX);
    meter.day = meter.day.max(today);
    match meter.left.checked_sub(1) {
        Some(left) => {
            meter.left = left;
            true
        }
        None => false,
    }
}

/// Puts a knock before the member it found, if it is what it should be and they were not disturbed enough.
fn show(turn: &mut Turn<'_>, from: (OrgId, KnockId), handle: &Handle, signed: Signed<KnockBody>) -> Option<()> {
    let (now, (peer, knock)) = (turn.now, from);
    let (body, _) = verify_with_own_cert(&signed, now).ok()?;
    let latest = now.plus(limits::KNOCK_LIFE).plus(limits::CLOCK_SKEW);
    if body.org != peer || body.expires <= now || body.expires > latest || turn.state.bridges.has(&body.bridge) {
        return None;
    }
    let admits = |member: &MemberKey| {
        let row = turn.state.findable.row(member);
        row.is_some_and(|row| row.answer(Kind::Introduction, Audience::Peers) != AnswerMode::Never)
    };
    let member = turn.state.findable_with(handle).into_iter().find(admits)?;
    if !turn.state.may_be_shown(&peer, knock, (&member, &body.member), now) {
        return None;
    }
    let expires = body.expires;
    let shown = ShownKnock { member, from: body.member, at: now };
    turn.state.knock_meters.edit(&peer)?.shown.insert(knock, shown);
    gate::show(turn, member, ItemKind::Knock { org: peer, body: Box::new(signed) }, expires).map(|_| ())
}

impl Opening {
    /// Tries every findable entry of the table: the first whose tag is named and whose key opens the content.
    pub fn run(self) -> Done {
        let Self { number, peer, knock, table, findable } = self;
        let mut entries = table.iter().filter(|entry| findable.contains(&entry.handle));
        let opened = entries.find_map(|entry| Some((entry.handle.clone(), opened_by(entry, &knock)?)));
        Done::Knocked { number, peer, knock: knock.knock, opened }
    }
}

fn opened_by(entry: &TableEntry, knock: &Knock) -> Option<Signed<KnockBody>> {
    let tag = entry.key.knock_tag(&knock.knock);
    if !matches_any(&tag, &knock.tags) {
        return None;
    }
    let place = knock.tags.iter().position(|other| *other == tag)?;
    let key = seal::unwrap_once(&entry.key.knock_key(&knock.knock), knock.wrapped.get(place)?).ok()?;
    open(key.as_slice().try_into().ok()?, &knock.sealed)
}

impl State {
    /// Whether a knock is new to this node, its member was not shown as many today as they may be, and the same
    /// person did not knock at them within the life of a knock.
    fn may_be_shown(
        &self,
        peer: &OrgId,
        knock: KnockId,
        between: (&MemberKey, &MemberKey),
        now: crate::time::Timestamp,
    ) -> bool {
        let (member, from) = between;
        let of_peer = self.knock_meters.row(peer).is_some_and(|meter| meter.shown.contains_key(&knock));
        let all = self.knock_meters.iter().flat_map(|(_, meter)| meter.shown.values());
        let mut today = 0;
        for shown in all.filter(|shown| shown.member == *member && shown.at.plus(limits::KNOCK_LIFE) > now) {
            if shown.from == *from {
                return false;
            }
            today += usize::from(shown.at.plus(limits::KNOCK_EVERY) > now);
        }
        !of_peer && today < limits::KNOCKS_SHOWN
    }
}

impl Eyes<'_> {
    /// A knock as it stands before its member.
    pub(super) fn knocking(&self, org: OrgId, body: &Signed<KnockBody>) -> Waiting {
        let info = self.state.peers.row(&org).and_then(|peer| peer.info.as_ref());
        let org_name = info.map(|info| info.name.clone()).unwrap_or_default();
        Waiting::Knock { org, org_name, body: Box::new(body.clone()) }
    }
}
