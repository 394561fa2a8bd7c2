//! The one gate everything goes through that comes from outside before a member, and every standing offer: what the
//! member lets come, when, and how often.
//!
//! What it keeps away has no effect outside, not even in time: no frame, no status, no moment differs.
//! Bridges are not limited; the member began them.

use crate::exchange::look::Eyes;
use crate::exchange::view::{LaterView, LimitsView};
use crate::exchange::{Effect, Refused, Reply, Turn};
use crate::id::{ItemId, MemberKey, OrgId, QueryId};
use crate::local::Whom;
use crate::policy::{ConnectorLimits, ConnectorMeters, Occasion, Sort, Subject, Verdict};
use crate::state::{Alarm, Candidate, ItemKind, Prompted, Up};
use crate::time::Timestamp;
use crate::trust::{AnswerMode, Label};

/// A match at a member.
#[derive(Clone, Copy, Debug)]
pub struct Matched<'a> {
    /// The question.
    pub question: (OrgId, QueryId),
    /// Whose match, and whom it found.
    pub candidate: &'a Candidate,
    /// How the question reached the owner.
    pub label: &'a Label,
}

/// Puts something before a member, now or at an hour of theirs, or not at all.
pub fn show(turn: &mut Turn<'_>, member: MemberKey, kind: ItemKind, expires: Timestamp) -> Option<ItemId> {
    let Some(occasion) = turn.occasion(&member, &kind, expires) else {
        return turn.show_item(member, kind, expires);
    };
    match turn.state.verdict_on(&member, &occasion, turn.now) {
        Verdict::Silence => None,
        Verdict::Show => {
            let item = turn.show_item(member, kind, expires)?;
            note(turn, member, &occasion);
            Some(item)
        }
        Verdict::ShowFrom(from) => {
            let item = turn.keep_item(member, kind, expires)?;
            put_off(turn, member, item, from);
            note(turn, member, &occasion);
            Some(item)
        }
    }
}

/// How an edge answers a match once its owner's limits are heard: not at all where they want silence. Asked before
/// anything is counted or chosen, so that a silenced edge is no different from none.
pub fn heard(turn: &Turn<'_>, mode: AnswerMode, matched: &Matched<'_>) -> AnswerMode {
    let sort = match mode {
        AnswerMode::Standing => Sort::Standing,
        AnswerMode::Ask => Sort::Prompt,
        AnswerMode::Never => return AnswerMode::Never,
    };
    let verdict = turn
        .matched(sort, matched)
        .map(|occasion| turn.state.verdict_on(&matched.candidate.owner, &occasion, turn.now));
    match verdict {
        Some(Verdict::Silence) => AnswerMode::Never,
        Some(Verdict::Show | Verdict::ShowFrom(_)) | None => mode,
    }
}

/// Counts an offer that left under a standing consent.
pub fn note_standing(turn: &mut Turn<'_>, matched: &Matched<'_>) {
    if let Some(occasion) = turn.matched(Sort::Standing, matched) {
        note(turn, matched.candidate.owner, &occasion);
    }
}

/// Remembers that a member declined something, so that the same does not come again soon.
pub fn note_decline(turn: &mut Turn<'_>, member: MemberKey, item: ItemId) {
    let Some(row) = turn.state.item(&member, item) else { return };
    let (kind, expires) = (row.kind.clone(), row.expires);
    let Some(occasion) = turn.occasion(&member, &kind, expires) else { return };
    let (now, cool_down) = (turn.now, turn.state.limits_of(&member).cool_down);
    let until = meters(turn, member).map(|meters| meters.decline(&occasion, now, cool_down));
    if let Some(until) = until {
        turn.state.wake_at(until, Alarm::Limits(member));
    }
}

/// Replaces a member's limits. What waits already stays.
pub fn set_limits(turn: &mut Turn<'_>, member: MemberKey, mut limits: ConnectorLimits) -> Result<Reply, Refused> {
    limits.prune(turn.now);
    if !limits.is_fit() {
        return Err(Refused::LimitsUnfit);
    }
    let ends: Vec<Timestamp> = limits.mutes.iter().filter_map(|mute| mute.until).collect();
    for until in ends {
        turn.state.wake_at(until, Alarm::Limits(member));
    }
    if limits == ConnectorLimits::default() {
        turn.state.connector_limits.remove(&member);
    } else {
        turn.state.connector_limits.put(member, limits);
    }
    turn.effects.push(Effect::Show { member });
    Ok(Reply::Done)
}

/// Takes something out of a member's sight until later. Local: whoever waits for it sees what they saw.
pub fn snooze(turn: &mut Turn<'_>, member: MemberKey, item: ItemId, until: Timestamp) -> Result<Reply, Refused> {
    let row = turn.state.item(&member, item).filter(|row| row.expires > turn.now).ok_or(Refused::ItemGone)?;
    if until >= row.expires {
        return Err(Refused::SnoozeDate);
    }
    put_off(turn, member, item, until);
    turn.effects.push(Effect::Show { member });
    Ok(Reply::Done)
}

/// Something put off may show.
pub fn on_due(turn: &mut Turn<'_>, member: MemberKey) {
    let all = (member, ItemId::from_bytes([0; 16]))..=(member, ItemId::from_bytes([0xff; 16]));
    let due = turn.state.deferred.range(all).filter(|(_, from)| **from <= turn.now);
    let due: Vec<_> = due.map(|(key, _)| *key).collect();
    for key in due {
        turn.state.deferred.remove(&key);
    }
    turn.effects.push(Effect::Show { member });
}

/// A mute, a cool-down or a month is over for some of what is remembered of a member.
pub fn prune(turn: &mut Turn<'_>, member: MemberKey) {
    let now = turn.now;
    let ended = |limits: &ConnectorLimits| limits.mutes.iter().any(|mute| mute.until.is_some_and(|until| until <= now));
    if turn.state.connector_limits.row(&member).is_some_and(ended)
        && let Some(limits) = turn.state.connector_limits.edit(&member)
    {
        limits.prune(now);
    }
    if turn.state.connector_meters.edit(&member).is_some_and(|meters| !meters.prune(now)) {
        turn.state.connector_meters.remove(&member);
    }
}

fn put_off(turn: &mut Turn<'_>, member: MemberKey, item: ItemId, from: Timestamp) {
    turn.state.deferred.put((member, item), from);
    turn.state.wake_at(from, Alarm::Show(member));
}

fn note(turn: &mut Turn<'_>, member: MemberKey, occasion: &Occasion) {
    let now = turn.now;
    let until = meters(turn, member).map(|meters| meters.note(occasion, now));
    if let Some(until) = until {
        turn.state.wake_at(until, Alarm::Limits(member));
    }
}

fn meters<'a>(turn: &'a mut Turn<'_>, member: MemberKey) -> Option<&'a mut ConnectorMeters> {
    if !turn.state.connector_meters.has(&member) {
        turn.state.connector_meters.put(member, ConnectorMeters::default());
    }
    turn.state.connector_meters.edit(&member)
}

/// What a match is about, to the gate.
const fn subject(whom: Whom) -> Subject {
    match whom {
        Whom::Contact(contact) => Subject::Contact(contact),
        Whom::Themself => Subject::Themself,
        Whom::Organisation(record) => Subject::Organisation(record),
    }
}

impl Eyes<'_> {
    /// A member's own limits.
    pub fn limits(&self, member: &MemberKey) -> LimitsView {
        let meters = self.state.connector_meters.row(member);
        let mut later: Vec<LaterView> =
            self.state.put_off(member, self.now).map(|(item, from)| LaterView { from, item }).collect();
        later.sort_unstable();
        let of_month = meters.map_or(0, |meters| meters.of_month(self.now));
        LimitsView { limits: self.state.limits_of(member), of_month, later }
    }
}

impl Turn<'_> {
    /// What an item is to the gate; `None` for what is not limited, or is gone.
    fn occasion(&self, member: &MemberKey, kind: &ItemKind, ends: Timestamp) -> Option<Occasion> {
        let (sort, offer) = match kind {
            ItemKind::Prompt { .. } | ItemKind::Found { .. } => {
                let Prompted { origin, query, whom, label, .. } = kind.prompted()?;
                return self.prompted((origin, query), whom, &label, Sort::Prompt);
            }
            ItemKind::Hop { offer } => (Sort::Hop, offer),
            ItemKind::Letter { offer } => (Sort::Letter, offer),
            ItemKind::BridgeAccepted { .. } | ItemKind::BridgeConfirmed { .. } => return None,
            ItemKind::Alert { request } => return self.alert_occasion(member, request, ends),
            ItemKind::Knock { org, .. } => {
                let (kind, subject) = (Some(crate::message::Kind::Introduction), Subject::Themself);
                return Some(Occasion {
                    sort: Sort::Prompt,
                    origin: *org,
                    is_own: false,
                    from: *org,
                    subject,
                    kind,
                    ends,
                });
            }
        };
        let route = self.state.routes.row(offer)?;
        let end = route.exit.end().filter(|_| sort == Sort::Letter);
        let subject = end.map_or(Subject::Question(route.query), |end| subject(end.whom));
        let from = match &route.up {
            Up::Peer { peer, .. } => *peer,
            Up::Asker { .. } => self.org(),
        };
        let (origin, is_own) = (route.origin, route.origin == self.org());
        Some(Occasion { sort, origin, is_own, from, subject, kind: Some(route.kind), ends })
    }

    fn matched(&self, sort: Sort, matched: &Matched<'_>) -> Option<Occasion> {
        self.prompted(matched.question, matched.candidate.whom, matched.label, sort)
    }

    fn prompted(&self, id: (OrgId, QueryId), whom: Whom, label: &Label, sort: Sort) -> Option<Occasion> {
        let question = self.state.question(&id.0, &id.1)?;
        let up = label.up.and_then(|(branch, _)| self.state.relayed.row(&id)?.up.get(&branch));
        let (origin, is_own, from) = (id.0, id.0 == self.org(), up.map_or(self.org(), |up| up.peer));
        let (subject, kind, ends) = (subject(whom), Some(question.kind), question.expires);
        Some(Occasion { sort, origin, is_own, from, subject, kind, ends })
    }
}
