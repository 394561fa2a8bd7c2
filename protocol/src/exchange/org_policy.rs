//! The organisation's policy, where the node follows it: what its own members may ask, which questions of others are
//! served, and what crosses a peering.
//!
//! A question that is not served is taken up like any other, reaches nobody and goes nowhere: to the nodes before
//! this one that is what no match looks like, handles evaluated for its origin included.

use crate::exchange::look::Eyes;
use crate::exchange::view::{OrgPolicyView, PeerPolicyView};
use crate::exchange::{Refused, Reply, Turn, query};
use crate::id::{MemberKey, OrgId};
use crate::message::{Kind, Query, QueryCore};
use crate::policy::{OrgPolicy, PeerPolicy};
use crate::state::{Alarm, PeerState};
use crate::time::{Span, Timestamp};
use crate::trust::Label;

/// Replaces the organisation's policy. Open questions go on as they began.
pub fn set(turn: &mut Turn<'_>, policy: OrgPolicy) -> Result<Reply, Refused> {
    if !policy.is_fit() {
        return Err(Refused::PolicyUnfit);
    }
    if policy == OrgPolicy::default() {
        turn.state.org_policy.remove(&());
    } else {
        turn.state.org_policy.put((), policy);
    }
    let asks: Vec<_> = turn.state.asks.iter().map(|(ask, row)| (*ask, row.until)).collect();
    for (ask, until) in asks {
        let over = kept_until(turn, until);
        turn.state.wake_at(over, Alarm::Ask(ask));
    }
    let members: Vec<MemberKey> = turn.state.members.iter().map(|(member, _)| *member).collect();
    for member in members {
        turn.state.age_ledger(member, turn.now);
    }
    Ok(Reply::Done)
}

/// Sets what the peering with an organisation serves; everything, if nothing is said.
pub fn set_peer(turn: &mut Turn<'_>, org: OrgId, policy: Option<PeerPolicy>) -> Result<Reply, Refused> {
    if !turn.is_peer(&org) {
        return Err(Refused::PeerUnknown);
    }
    match policy.filter(|policy| *policy != PeerPolicy::default()) {
        Some(policy) => turn.state.peer_policies.put(org, policy),
        None => drop(turn.state.peer_policies.remove(&org)),
    }
    Ok(Reply::Done)
}

/// Whether a member's question is one the organisation lets its members ask.
pub fn check_own(turn: &Turn<'_>, core: &QueryCore) -> Result<(), Refused> {
    let policy = turn.state.org_policy();
    if !policy.kinds.contains(&core.kind) {
        return Err(Refused::KindNotServed);
    }
    if policy.may_name(core) { Ok(()) } else { Err(Refused::AttributeNotServed) }
}

/// Whether a question may go to a peer.
pub fn goes_to(turn: &Turn<'_>, peer: &OrgId, (origin, kind): (&OrgId, Kind)) -> bool {
    turn.is_peer(peer) && turn.state.peer_policy(peer).lets_cross(kind, origin, [&turn.org(), peer])
}

/// Whether an organisation's questions are not served.
pub fn is_blocked(turn: &Turn<'_>, origin: &OrgId) -> bool {
    turn.state.org_policy.row(&()).is_some_and(|policy| policy.blocked.contains(origin))
}

/// The places a question comes in at, without those where it is not served.
pub fn admitted(
    turn: &Turn<'_>,
    core: &QueryCore,
    frames: &[(OrgId, Query)],
    mut starts: Vec<(MemberKey, Label)>,
) -> Vec<(MemberKey, Label)> {
    let serves = turn.state.org_policy().serves(core);
    let crosses = |label: &Label| {
        let (branch, _) = label.up?;
        let (peer, _) = frames.iter().find(|(_, frame)| frame.branch == branch)?;
        goes_to(turn, peer, (&core.origin, core.kind)).then_some(())
    };
    starts.retain(|(_, label)| serves && crosses(label).is_some());
    starts
}

/// Until when an ask that ends then is kept, by the organisation's policy.
pub fn kept_until(turn: &Turn<'_>, until: Timestamp) -> Timestamp {
    let kept: Span = turn.state.org_policy().keep_asks;
    query::ends_at_last(until).plus(kept)
}

impl Eyes<'_> {
    /// The organisation's policy, as its members and its admin read it.
    pub fn org_policy(&self) -> OrgPolicyView {
        let name = |org: &OrgId| {
            let info = self.state.peers.row(org).and_then(|peer| peer.info.as_ref());
            info.map(|info| info.name.clone()).unwrap_or_default()
        };
        let policy = self.state.org_policy();
        let active = self.state.peers.iter().filter(|(_, peer)| peer.state == PeerState::Active);
        let peers = active.map(|(org, _)| {
            let PeerPolicy { kinds, audience } = self.state.peer_policy(org);
            PeerPolicyView { org: *org, name: name(org), kinds, audience }
        });
        let blocked_names = policy.blocked.iter().map(&name).collect();
        OrgPolicyView { peers: peers.collect(), blocked_names, policy }
    }
}
