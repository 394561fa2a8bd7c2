//! Offers: somebody who could answer would. Made here, passed towards the asker, or shown to our own asker.
//!
//! ```text
//!   owner of an edge ──offer──► relay ──offer──► asker's node     each hop names it afresh
//! ```
//!
//! An offer leaves only under a standing consent or after a yes, at a tick of the release grid.
//! Where there is none, nothing happens: that is what every other case looks like too.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::crypto::Label as Domain;
use crate::crypto::oprf::MatchKey;
use crate::crypto::seal::{self, Psk, SealSecret};
use crate::crypto::stream::Purpose;
use crate::exchange::gate::{self, Matched};
use crate::exchange::way_back::{self, Far, WayBack};
use crate::exchange::{Counter, Effect, Refused, Reply, Turn, appraisal, avoid, ledger, matching, query};
use crate::id::{BranchId, ItemId, MemberKey, OfferRef, OrgId, QueryId, SealKey};
use crate::limits;
use crate::local::OfferedBy;
use crate::message::{Frame, Offer, OfferBody, QueryCore, Strength};
use crate::private::Private;
use crate::state::{Alarm, Candidate, End, Exit, Place, Prompted, Relayed, Route, State, Up, Way};
use crate::time::Timestamp;
use crate::trust::search::label_rank;
use crate::trust::{AnswerMode, Label};
use crate::wire::payload::Encoded;
use crate::wire::text::is_prose;

/// Decides what becomes of candidates a question found: for each who was reached, an offer, a prompt or nothing.
pub fn decide(turn: &mut Turn<'_>, id: (OrgId, QueryId), candidates: BTreeSet<Candidate>) {
    let Some(row) = turn.state.relayed.row(&id).filter(|row| !avoid::leaves_alone(turn, &row.content)) else { return };
    let (kind, from) = (row.content.kind, turn.audience_of(&id.0));
    let mut reached = Vec::new();
    for candidate in candidates {
        let mode = turn.state.answer_of(&candidate, kind, from, turn.now);
        let label = row.labels.get(&candidate.owner).filter(|_| turn.state.may_stand(&candidate.owner));
        let Some(label) = label else { continue };
        let mode = gate::heard(turn, mode, &Matched { question: id, candidate: &candidate, label });
        if mode != AnswerMode::Never {
            reached.push((label.clone(), candidate, mode));
        }
    }
    // Each owner once: by the surest match, then the most open one.
    reached.sort_by_key(|(label, candidate, mode)| {
        (Reverse(label_rank(label)), candidate.owner, turn.state.worth(candidate, *mode, turn.now))
    });
    reached.dedup_by_key(|(_, candidate, _)| candidate.owner);
    reached.truncate(limits::MATCHES_PER_QUERY);
    for (label, candidate, mode) in reached {
        let may =
            |row: &mut Relayed| row.decided.len() < limits::MATCHES_PER_QUERY && row.decided.insert(candidate.owner);
        if !turn.state.relayed.edit(&id).is_some_and(may) {
            continue;
        }
        let mode = if mode == AnswerMode::Standing && !may_stand(turn, &id, &label, &candidate) {
            AnswerMode::Ask
        } else {
            mode
        };
        match mode {
            AnswerMode::Standing => {
                if make(turn, id, &candidate, &label, Private::default()).is_some() {
                    gate::note_standing(turn, &Matched { question: id, candidate: &candidate, label: &label });
                    ledger::note_offer(turn, id, &candidate, OfferedBy::Standing);
                }
            }
            AnswerMode::Ask => prompt(turn, id, &candidate, label),
            AnswerMode::Never => {}
        }
    }
}

/// Whether a standing consent may answer for this person over the link the question came by. A link that asks
/// for many persons is after a list; beyond a few, the owners are asked.
fn may_stand(turn: &mut Turn<'_>, id: &(OrgId, QueryId), label: &Label, candidate: &Candidate) -> bool {
    let Some(counted) = turn.state.counted_as(&candidate.owner, candidate.whom) else { return false };
    let most = limits::STANDING_PERSONS.max(turn.state.people.len() / 100);
    let row = turn.state.relayed.row(id);
    let link = label.up.and_then(|(branch, _)| row.and_then(|row| row.up.get(&branch))).map(|up| up.peer);
    let now = turn.now;
    let Some(peer) = link.and_then(|link| turn.state.peers.edit(&link)) else { return false };
    peer.standing.retain(|_, last| last.plus(limits::STANDING_WINDOW) > now);
    if peer.standing.len() >= most && !peer.standing.contains_key(&counted) {
        return false;
    }
    peer.standing.insert(counted, now);
    true
}

/// Asks the owner of a match whether an offer may leave.
pub fn prompt(turn: &mut Turn<'_>, (origin, query): (OrgId, QueryId), candidate: &Candidate, label: Label) {
    let Some(content) = turn.state.question(&origin, &query) else { return };
    let expires = content.expires;
    let Candidate { owner, whom, by } = *candidate;
    gate::show(turn, owner, Prompted { origin, query, whom, by, label }.into_item(), expires);
}

/// The owner of an edge lets an offer leave.
pub fn allow(turn: &mut Turn<'_>, member: MemberKey, item: ItemId, blurb: Private<String>) -> Result<Reply, Refused> {
    if !is_prose(&blurb, limits::BLURB) {
        return Err(Refused::TextTooLong);
    }
    let row = turn.state.inbox.row(&(member, item)).ok_or(Refused::ItemGone)?;
    let Prompted { origin, query, whom, by, label } = row.kind.prompted().ok_or(Refused::ItemOfOtherSort)?;
    let candidate = Candidate { owner: member, whom, by };
    turn.state.next_letter_key(&member).ok_or(Refused::NoLetterKey)?;
    let consent = OfferedBy::Prompt { blurb: blurb.clone() };
    let made = if origin == turn.org() {
        make_inside(turn, query, &candidate, &label, blurb)
    } else {
        make(turn, (origin, query), &candidate, &label, blurb)
    };
    turn.drop_item(member, item);
    if made.is_some() {
        ledger::note_offer(turn, (origin, query), &candidate, consent);
    }
    made.map(|()| Reply::Done).ok_or(Refused::OfferLate)
}

/// Makes an offer to a question of our own organisation: no frame, no seal. Shown with it are other ways to the same
/// colleague.
pub fn make_inside(
    turn: &mut Turn<'_>,
    query: QueryId,
    candidate: &Candidate,
    label: &Label,
    blurb: Private<String>,
) -> Option<()> {
    let own = turn.state.queries.row(&query).filter(|own| own.offers < limits::OFFERS_PER_QUERY)?;
    let (ask, content, room) = (own.ask, own.content.clone(), limits::OFFERS_PER_QUERY - own.offers);
    turn.state.asks.row(&ask).filter(|ask| !ask.closed)?;
    let mut ways = query::ways_apart(turn, &content, label);
    ways.truncate(room);
    let (exit, body) = endpoint(turn, &content, candidate, label, blurb)?;
    for label in ways {
        let hops = turn.settings.hops.saturating_sub(label.hops_left);
        let floor = label.floor.min(body.floor);
        show(turn, query, Found { hops, floor, body: body.clone(), segment: label.path, exit: exit.clone() });
    }
    Some(())
}

/// An offer comes from a peer we passed a question to, or asked ourselves.
pub fn on_offer(turn: &mut Turn<'_>, peer: OrgId, offer: Offer) {
    let known = turn.state.derived.exits.contains_key(&(peer, offer.offer));
    let place = turn.state.derived.branches.get(&offer.branch).copied().filter(|_| !known);
    let taken = match place {
        Some(Place::Own(query)) => receive(turn, query, peer, &offer),
        Some(Place::Relayed(origin, query)) => pass_up(turn, (origin, query), peer, offer),
        None => None,
    };
    if taken.is_none() {
        turn.count(Counter::IdleFrame);
    }
}

/// Makes an offer to somebody else's question.
fn make(
    turn: &mut Turn<'_>,
    id: (OrgId, QueryId),
    candidate: &Candidate,
    label: &Label,
    blurb: Private<String>,
) -> Option<()> {
    let content = turn.state.relayed.row(&id)?.content.clone();
    let far = Far { member: candidate.owner, steps: 0, floor: Strength::WouldVouch, onward: None };
    let mut back = way_back::of_question(turn, id, &[far]);
    back.truncate(limits::OFFER_BRANCHES);
    let best = back.iter().flat_map(|(_, ways)| ways).map(|way| way.said.detour).min()?;
    let psk = match matching::is_named(&content) {
        true => Some(turn.state.psk_for(&id, &content, candidate)?),
        false => None,
    };
    let (exit, mut body) = endpoint(turn, &content, candidate, label, blurb)?;
    body.hops_left = u8::try_from(-best).unwrap_or(0);
    let padded = seal::pad(&body.to_bytes(), limits::OFFER_BODY)?;
    for (branch, mut ways) in back {
        ways.iter_mut().for_each(|back| back.said.detour -= best.min(0));
        let sealed = seal_body(turn, &content, psk.as_ref(), &padded)?;
        send_up(turn, id, branch, ways, (exit.clone(), sealed));
    }
    Some(())
}

/// Seals an offer afresh for each neighbour, so that copies don't look alike.
fn seal_body(turn: &mut Turn<'_>, content: &QueryCore, psk: Option<&Psk>, padded: &[u8]) -> Option<Vec<u8>> {
    let info = seal::info(Domain::Offer, content.query.as_bytes());
    let mut stream = turn.rng.stream(Purpose::OfferSeal);
    match psk {
        Some(psk) => seal::seal_psk(&mut stream, &content.reply_key, &info, psk, padded).ok(),
        // Nothing private matched: there is no secret that only holders share.
        None => seal::seal(&mut stream, &content.reply_key, &info, padded).ok(),
    }
}

/// Passes an offer up the best frame its question came in, once, under a fresh name.
fn pass_up(turn: &mut Turn<'_>, id: (OrgId, QueryId), peer: OrgId, offer: Offer) -> Option<()> {
    let row = turn.state.relayed.row(&id)?;
    row.children.get(&offer.branch).filter(|child| child.peer == peer)?;
    let fars = way_back::fars(row, &offer.branch, &offer.ways);
    let (branch, ways) = way_back::of_question(turn, id, &fars).into_iter().next()?;
    let bridge = ways.first()?.way.onward?;
    let exit = Exit::Bridge { bridge, peer, offer: offer.offer };
    let named = send_up(turn, id, branch, ways, (exit, offer.sealed))?;
    turn.state.derived.exits.insert((peer, offer.offer), named);
    Some(())
}

/// Names an offer afresh, keeps its ways, and lets it go up a frame its question came in.
fn send_up(
    turn: &mut Turn<'_>,
    id: (OrgId, QueryId),
    branch: BranchId,
    ways: Vec<WayBack>,
    (exit, sealed): (Exit, Vec<u8>),
) -> Option<OfferRef> {
    let row = turn.state.relayed.row(&id)?;
    let (content, peer) = (row.content.clone(), row.up.get(&branch)?.peer);
    let said = ways.iter().map(|back| back.said).collect();
    let mut ways = ways.into_iter().map(|back| back.way);
    let best = ways.next()?;
    let up = Up::Peer { peer, bridge: best.bridge };
    let offer = keep(turn, &content, up, Passage { segment: best.segment, exit, others: ways.collect() });
    if let Some(up) = turn.state.relayed.edit(&id).and_then(|row| row.up.get_mut(&branch)) {
        up.offers += 1;
    }
    turn.hold(peer, &Frame::Offer(Offer { branch, ways: said, offer, sealed }));
    Some(offer)
}

/// An offer to our own member: opened, and kept if the asker can reach a bridge it came by.
fn receive(turn: &mut Turn<'_>, query: QueryId, peer: OrgId, offer: &Offer) -> Option<()> {
    let own = turn.state.queries.row(&query).filter(|own| own.offers < limits::OFFERS_PER_QUERY)?;
    let frame = own.frames.get(&offer.branch).filter(|frame| frame.peer == peer)?;
    let bridges = frame.bridges.clone();
    if frame.offers >= limits::OFFERS_PER_FRAME {
        return None;
    }
    let body = open(own, &offer.sealed)?;
    if body.expires <= turn.now || turn.state.asks.row(&own.ask).is_none_or(|ask| ask.closed) {
        return None;
    }
    let labels = query::ways_inside(turn, own.member, own.content.kind);
    let ways = offer.ways.iter().filter_map(|way| {
        let bridge = *bridges.get(usize::from(way.entry))?;
        let label = labels.get(&turn.state.bridges.row(&bridge)?.member)?;
        let beyond = i16::from(turn.settings.hops) - 1 - i16::from(body.hops_left) + i16::from(way.detour);
        let inside = limits::ORIGIN_STEPS_MAX - label.hops_left;
        let hops = u8::try_from(beyond).ok()?.checked_add(inside + 1).filter(|hops| *hops <= limits::HOPS)?;
        if appraisal::is_kept_from(turn, &(turn.org(), query), &label.path) {
            return None;
        }
        let exit = Exit::Bridge { bridge, peer, offer: offer.offer };
        let floor = label.floor.min(way.floor).min(body.floor);
        Some(Found { hops, floor, body: body.clone(), segment: label.path.clone(), exit })
    });
    let mut ways: Vec<Found> = ways.collect();
    ways.sort_by_key(Found::rank);
    let named = place(turn, query, ways)?;
    if let Some(frame) = turn.state.queries.edit(&query).and_then(|own| own.frames.get_mut(&offer.branch)) {
        frame.offers += 1;
    }
    turn.state.derived.exits.insert((peer, offer.offer), named);
    Some(())
}

/// Keeps one way of an offer, the best that has a place: a person is shown with few ways, no two by way of the same
/// first person.
fn place(turn: &mut Turn<'_>, query: QueryId, ways: Vec<Found>) -> Option<OfferRef> {
    let known = turn.state.ways_to(&query, &ways.first()?.body.letter_key);
    ways.into_iter().find_map(|found| {
        let first = turn.state.first_of(&found.segment, &found.exit)?;
        let by_same = known.iter().find(|(_, other)| *other == first);
        match by_same.or_else(|| known.last().filter(|_| known.len() >= limits::WAYS_SHOWN)) {
            Some((shown, _)) => better(turn, *shown, found),
            None => show(turn, query, found),
        }
    })
}

/// A better way takes the place of one that was not used yet.
fn better(turn: &mut Turn<'_>, known: OfferRef, found: Found) -> Option<OfferRef> {
    let route = turn.state.routes.row(&known)?;
    let Up::Asker { ask, .. } = route.up else { return None };
    let is_better = rank_of(route).is_some_and(|rank| found.rank() < rank);
    if !is_better || route.hop.is_some() || turn.state.standby.has(&known) {
        return None;
    }
    if let Exit::Bridge { peer, offer, .. } = route.exit {
        turn.state.derived.exits.remove(&(peer, offer));
    }
    let route = turn.state.routes.edit(&known)?;
    if let Up::Asker { body, hops, floor, .. } = &mut route.up {
        (*body, *hops, *floor) = (found.body, found.hops, found.floor);
    }
    (route.segment, route.exit) = (found.segment, found.exit);
    let member = turn.state.asks.row(&ask)?.member;
    turn.effects.push(Effect::Show { member });
    Some(known)
}

/// A path for our own asker.
struct Found {
    hops: u8,
    floor: Strength,
    body: OfferBody,
    segment: Vec<MemberKey>,
    exit: Exit,
}

impl Found {
    fn rank(&self) -> (u8, Reverse<Strength>) {
        (self.hops, Reverse(self.floor))
    }
}

/// How good a way is that our own asker was shown: the least is the best.
fn rank_of(route: &Route) -> Option<(u8, Reverse<Strength>)> {
    let Up::Asker { hops, floor, .. } = route.up else { return None };
    Some((hops, Reverse(floor)))
}

/// Keeps a path for our own asker, who sees it at the next tick.
fn show(turn: &mut Turn<'_>, query: QueryId, found: Found) -> Option<OfferRef> {
    let own = turn.state.queries.edit(&query)?;
    own.offers += 1;
    let (ask, member, content) = (own.ask, own.member, own.content.clone());
    let shown_at = turn.next_tick();
    let up = Up::Asker { ask, body: found.body, hops: found.hops, floor: found.floor, shown_at };
    let offer = keep(turn, &content, up, Passage { segment: found.segment, exit: found.exit, others: Vec::new() });
    turn.state.wake_at(shown_at, Alarm::Show(member));
    Some(offer)
}

/// Through which own members a path goes, and where it leaves.
struct Passage {
    segment: Vec<MemberKey>,
    exit: Exit,
    others: Vec<Way>,
}

fn keep(turn: &mut Turn<'_>, content: &QueryCore, up: Up, passage: Passage) -> OfferRef {
    let Passage { segment, exit, others } = passage;
    let offer = OfferRef::from_bytes(turn.random(Purpose::OfferRef));
    let keep_until = content.expires.plus(limits::REQUEST_LIFE_MAX).plus(limits::CLOCK_SKEW);
    let route = Route {
        kind: content.kind,
        origin: content.origin,
        origin_name: content.origin_name.clone(),
        query: content.query,
        up,
        segment,
        exit,
        expires: content.expires,
        keep_until,
        hop: None,
        others,
    };
    turn.state.routes.put(offer, route);
    turn.state.wake_at(keep_until, Alarm::Route(offer));
    offer
}

/// The end of a path at the owner of an edge: takes one letter key from the pool, or makes no offer.
fn endpoint(
    turn: &mut Turn<'_>,
    content: &QueryCore,
    candidate: &Candidate,
    label: &Label,
    blurb: Private<String>,
) -> Option<(Exit, OfferBody)> {
    let Candidate { owner, whom, by } = candidate;
    let strength = turn.state.strength_to(owner, *whom, turn.now)?;
    let letter_key = turn.state.next_letter_key(owner)?;
    let public = give(turn.state, (*owner, letter_key), turn.now)?;
    turn.effects.push(Effect::Show { member: *owner });
    let body =
        OfferBody { hops_left: label.hops_left, floor: strength, letter_key: public, blurb, expires: content.expires };
    let end = End { whom: *whom, by: *by, letter_key, public };
    Some((end.into_exit(), body))
}

fn give(state: &mut State, key: (MemberKey, crate::id::LetterKeyId), now: Timestamp) -> Option<SealKey> {
    let row = state.letter_keys.edit(&key)?;
    row.given = Some(now);
    Some(row.public)
}

fn open(own: &crate::state::OwnQuery, sealed: &[u8]) -> Option<OfferBody> {
    let secret = SealSecret::from_bytes(&own.reply_secret);
    let info = seal::info(Domain::Offer, own.content.query.as_bytes());
    // Who answers a named question has shown that they hold one of its handles; without that it is no answer.
    let padded = if matching::is_named(&own.content) {
        let mut keys = own.psks.iter().map(|psk| Psk::from_bytes(*psk));
        keys.find_map(|psk| seal::open_psk(&secret, &info, &psk, sealed).ok())?
    } else {
        seal::open(&secret, &info, sealed).ok()?
    };
    OfferBody::from_bytes(seal::unpad(&padded)?).ok()
}

impl State {
    /// The ways to one person our own member was shown already, best first, each with its first person.
    fn ways_to(&self, query: &QueryId, letter_key: &SealKey) -> Vec<(OfferRef, MemberKey)> {
        let same = |route: &Route| {
            matches!(&route.up, Up::Asker { body, .. } if body.letter_key == *letter_key) && route.query == *query
        };
        let mut ways: Vec<_> = self.routes.iter().filter(|(_, route)| same(route)).collect();
        ways.sort_by_key(|(_, route)| rank_of(route));
        let first = |route: &Route| self.first_of(&route.segment, &route.exit);
        ways.into_iter().filter_map(|(offer, route)| Some((*offer, first(route)?))).collect()
    }

    /// Who comes first on a way of our own asker's: a colleague, or whoever is at the far end of the asker's bridge.
    fn first_of(&self, segment: &[MemberKey], exit: &Exit) -> Option<MemberKey> {
        if let Some(colleague) = segment.get(1) {
            return Some(*colleague);
        }
        let Exit::Bridge { bridge, .. } = exit else { return None };
        Some(self.bridges.row(bridge)?.far.as_ref()?.member)
    }

    /// What a question says, whoever asked it.
    pub fn question(&self, origin: &OrgId, query: &QueryId) -> Option<&QueryCore> {
        let relayed = self.relayed.row(&(*origin, *query)).map(|row| &row.content);
        relayed.or_else(|| self.queries.row(query).map(|own| &own.content))
    }

    /// The secret that only a node shares with the origin that had this match's handle evaluated.
    fn psk_for(&self, id: &(OrgId, QueryId), content: &QueryCore, candidate: &Candidate) -> Option<Psk> {
        let table = self.match_tables.row(&(id.0, content.epoch))?;
        let handles = self.handles_standing_for(candidate);
        let of_person = table.entries.iter().filter(|entry| handles.contains(&entry.handle));
        let key: &MatchKey = &of_person.into_iter().find(|entry| content.tags.contains(&entry.key.tag(&id.1)))?.key;
        Some(key.psk(&id.1))
    }
}
