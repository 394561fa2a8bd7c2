//! What edges may serve, drawn as people might choose it, and the question that is asked of them.

use stn_protocol::message::Kind;
use stn_protocol::trust::{Audience, EdgePolicy, Question};

use super::Draw;

/// A request for an introduction from a direct peer: what most questions are.
pub const QUESTION: Question = Question { kind: Kind::Introduction, from: Audience::Peers };

/// Seven in ten as they come; the rest narrower, wider, for fewer kinds, or closed to searches.
pub fn drawn_policy(draw: &mut Draw) -> EdgePolicy {
    let policy = EdgePolicy::default();
    match draw.below(20) {
        0..2 => EdgePolicy { audience: Audience::OwnOrg, ..policy },
        2..4 => EdgePolicy { audience: Audience::Network, ..policy },
        4 => EdgePolicy { kinds: [Kind::Intelligence, Kind::Opportunity].into(), ..policy },
        5 => EdgePolicy { search: false, ..policy },
        _ => policy,
    }
}
