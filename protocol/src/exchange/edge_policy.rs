//! What an edge may serve, changed by itself: how well the member knows somebody, and when they last said so, stays.

use crate::exchange::{Refused, Reply, Turn};
use crate::id::MemberKey;
use crate::local::policy::{EdgeOf, PolicyChange};

/// Changes the policy of an edge to a contact or colleague, or of a bridge.
pub fn change(turn: &mut Turn<'_>, member: MemberKey, edge: EdgeOf, change: PolicyChange) -> Result<Reply, Refused> {
    match edge {
        EdgeOf::Contact(id) => {
            let mut contact = turn.state.contact(&member, id).ok_or(Refused::ContactUnknown)?;
            change.apply(&mut contact.edge.policy);
            // The member did this by hand: undoing an import leaves it.
            contact.details.import = None;
            turn.state.put_contact(member, id, &contact);
        }
        EdgeOf::Colleague(colleague) => {
            let mut edge = turn.state.tie(&member, &colleague).ok_or(Refused::ColleagueUnknown)?;
            change.apply(&mut edge.policy);
            turn.state.put_tie(member, colleague, Some(edge));
        }
        EdgeOf::Bridge(bridge) => {
            let own = turn.state.bridges.edit(&bridge).filter(|row| row.member == member);
            change.apply(&mut own.ok_or(Refused::BridgeUnknown)?.policy);
            turn.state.derived.bridges = None;
        }
    }
    Ok(Reply::Done)
}
