//! What an alert is to a member's limits and ledger. Nothing is decided here.

use crate::exchange::Turn;
use crate::id::{MemberKey, RequestId};
use crate::local::ledger::Origin;
use crate::local::{AlertEdge, Left};
use crate::message::{Kind, RequestCore};
use crate::policy::{Occasion, Sort, Subject};
use crate::state::MemberAlert;
use crate::time::Timestamp;
use crate::wire::payload::Payload;

/// An alert leaves with a member's consents.
pub(super) fn passed(turn: &mut Turn<'_>, (request, member): (RequestId, MemberKey), edges: &[AlertEdge]) {
    let Some((origin, kind)) = about(turn, (request, member)) else { return };
    for edge in edges {
        let (origin, to, note) = (origin.clone(), edge.to, edge.note.clone());
        turn.note_left(member, Left::PassedOn { origin, request, kind, to, note });
    }
}

/// An answer goes by, with the receipt of a member who passed the alert on.
pub(super) fn led_to_answer(turn: &mut Turn<'_>, (request, member): (RequestId, MemberKey)) {
    let Some((origin, kind)) = about(turn, (request, member)) else { return };
    let at = turn.next_tick();
    turn.note_left_at(member, Left::LedToAnswer { origin, request, kind }, at);
}

/// A member's answer leaves.
pub(super) fn answered(turn: &mut Turn<'_>, (request, member): (RequestId, MemberKey)) {
    let Some((origin, kind)) = about(turn, (request, member)) else { return };
    let at = turn.next_tick();
    turn.note_left_at(member, Left::AlertAnswered { origin, request, kind }, at);
}

/// A member takes an own alert back.
pub(super) fn withdrawn(turn: &mut Turn<'_>, (request, member): (RequestId, MemberKey)) {
    if let Some((_, kind)) = about(turn, (request, member)) {
        turn.note_left(member, Left::Withdrawn { request, kind });
    }
}

/// Who asks, and what for.
fn about(turn: &Turn<'_>, key: (RequestId, MemberKey)) -> Option<(Origin, Kind)> {
    let content = content(turn.state.alerts.row(&key)?)?;
    let name = if content.origin == turn.org() {
        turn.settings.name.clone()
    } else {
        let peer = turn.state.peers.row(&content.origin).and_then(|peer| peer.info.as_ref());
        peer.map(|info| info.name.clone()).unwrap_or_default()
    };
    Some((turn.origin_of(content.origin, &name), content.kind))
}

fn content(row: &MemberAlert) -> Option<RequestCore> {
    RequestCore::from_bytes(&row.core.payload).ok()
}

impl Turn<'_> {
    /// What an alert is to a member's limits: something to be passed on, of its kind, from its first sender.
    pub fn alert_occasion(&self, member: &MemberKey, request: &RequestId, ends: Timestamp) -> Option<Occasion> {
        let row = self.state.alerts.row(&(*request, *member))?;
        let (content, from) = (content(row)?, row.senders.first()?.from.org);
        let (origin, is_own, subject) =
            (content.origin, content.origin == self.org(), Subject::Question(content.query));
        Some(Occasion { sort: Sort::Hop, origin, is_own, from, subject, kind: Some(content.kind), ends })
    }
}
