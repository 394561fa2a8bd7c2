//! Two lives of one node can't both be current. A peer that saw a higher incarnation takes no frame of the lower and
//! says so; the node of the lower one then stops. What a restored node gives up stands in `state::restored`.

use crate::exchange::{Effect, Turn};
use crate::id::OrgId;

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
