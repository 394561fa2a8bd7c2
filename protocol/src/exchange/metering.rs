//! How much comes over each link and from each origin. Whoever sends more hears the same as ever: it is taken.
//!
//! Over a link's measure a question has no effect at all. Over an origin's, it is spread and passed on like any
//! other and compared with the same table; what it matched is not looked at.

use crate::exchange::{Refused, Turn};
use crate::id::{MemberKey, OrgId, QueryId};
use crate::limits;
use crate::policy::{AskedMeter, Metered};
use crate::state::{Alarm, Candidate};

/// Counts a question that came over a link. Returns whether it is taken up.
pub fn take_over_link(turn: &mut Turn<'_>, peer: OrgId) -> bool {
    let now = turn.now;
    count(turn, Metered::Link(peer), |meter| meter.take_over_link(now))
}

/// Counts a question that is new here, and remembers one that is beyond what its origin may have matched.
pub fn take_question(turn: &mut Turn<'_>, id: (OrgId, QueryId)) {
    let now = turn.now;
    if !count(turn, Metered::Origin(id.0), |meter| meter.take_question(now)) {
        turn.state.unmatched.put(id, ());
    }
}

/// Whether a match of a question counts: within its origin's measure of questions and of persons.
pub fn take_match(turn: &mut Turn<'_>, id: &(OrgId, QueryId), candidate: &Candidate) -> bool {
    let (now, counted) = (turn.now, turn.state.counted_as(&candidate.owner, candidate.whom));
    let Some(person) = counted.filter(|_| !turn.state.unmatched.has(id)) else { return false };
    count(turn, Metered::Origin(id.0), |meter| meter.take_person(person, now))
}

/// Whether a member may ask once more today.
pub fn may_ask(turn: &Turn<'_>, member: &MemberKey) -> Result<(), Refused> {
    let today = |ask: &crate::state::Ask| ask.member == *member && ask.created.plus(limits::ORIGIN_WINDOW) > turn.now;
    let asked = turn.state.asks.iter().filter(|(_, ask)| today(ask)).count();
    if asked < limits::ASKS_PER_DAY { Ok(()) } else { Err(Refused::AsksOfTheDay) }
}

/// A count may be over.
pub fn expire(turn: &mut Turn<'_>, of: Metered) {
    let Some(until) = turn.state.asked_meters.row(&of).map(|meter| meter.until) else { return };
    if until <= turn.now {
        turn.state.asked_meters.remove(&of);
    } else {
        turn.state.wake_at(until, Alarm::Asked(of));
    }
}

fn count(turn: &mut Turn<'_>, of: Metered, take: impl FnOnce(&mut AskedMeter) -> bool) -> bool {
    let is_new = !turn.state.asked_meters.has(&of);
    if is_new {
        if turn.state.asked_meters.len() >= limits::METERS_MAX
            && let Some(first) = turn.state.first_meter_to_end()
        {
            turn.state.asked_meters.remove(&first);
        }
        turn.state.asked_meters.put(of, AskedMeter::default());
    }
    let Some(meter) = turn.state.asked_meters.edit(&of) else { return false };
    let taken = take(meter);
    let until = meter.until;
    if is_new {
        turn.state.wake_at(until, Alarm::Asked(of));
    }
    taken
}
