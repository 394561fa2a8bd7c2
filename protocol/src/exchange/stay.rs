//! Two people who met through an answered request stay connected: a bridge without a link, signed by both devices
//! through the channel only they can read.
//!
//! It opens at once where the two organisations are peers. Where they are not, both admins see that members would
//! stay connected with that organisation, and it opens when they have connected the two, or is given up.

use std::collections::BTreeMap;

use crate::exchange::look::Eyes;
use crate::exchange::view::ProposalView;
use crate::exchange::{Effect, Refused, Reply, Turn, bridge};
use crate::id::{BridgeId, MemberKey, OrgId};
use crate::limits;
use crate::local::StayTie;
use crate::message::{BridgeTerms, MemberCert, Signed, Strength};
use crate::state::{Alarm, Bridge, BridgeState, Far};
use crate::trust::EdgePolicy;
use crate::wire::text::is_card;
use crate::wire::verify::{verify_cert, verify_terms};

/// A member's device has both signatures: the bridge is kept.
pub fn keep(
    turn: &mut Turn<'_>,
    member: MemberKey,
    tie: StayTie,
    strength: Strength,
    policy: EdgePolicy,
) -> Result<Reply, Refused> {
    let (terms, far) = check(turn, &member, &tie)?;
    if let Some(known) = turn.state.bridges.row(&terms.bridge) {
        return if known.member == member { Ok(Reply::Done) } else { Err(Refused::SignatureUnfit) };
    }
    if bridge::open_of(turn.state, &member) >= limits::BRIDGES_PER_MEMBER {
        return Err(Refused::Full);
    }
    let state = if turn.is_peer(&far.org) { BridgeState::Active } else { BridgeState::AwaitsPeering };
    let expires = turn.now.plus(limits::STAY_LIFE);
    let far = Some(Far { org: far.org, member: far.member, card: Some(tie.card) });
    let row = Bridge { member, state, expires, strength, policy, far, terms: Some(tie.terms) };
    turn.state.bridges.put(terms.bridge, row);
    turn.state.wake_at(expires, Alarm::Bridge(terms.bridge));
    turn.state.derived.bridges = None;
    turn.effects.push(Effect::Show { member });
    Ok(Reply::Done)
}

/// An organisation is a peer from here on: bridges that waited for that open.
pub fn on_connected(turn: &mut Turn<'_>, org: OrgId) {
    let waits =
        |row: &Bridge| row.state == BridgeState::AwaitsPeering && row.far.as_ref().is_some_and(|far| far.org == org);
    let waiting = turn.state.bridges.iter().filter(|(_, row)| waits(row) && row.expires > turn.now);
    let waiting: Vec<BridgeId> = waiting.map(|(bridge, _)| *bridge).collect();
    for bridge in waiting {
        let Some(row) = turn.state.bridges.edit(&bridge) else { continue };
        row.state = BridgeState::Active;
        let member = row.member;
        turn.state.derived.bridges = None;
        turn.effects.push(Effect::Show { member });
    }
}

/// Opens what both signed: our member at one end, somebody of another organisation at the other.
fn check(turn: &Turn<'_>, member: &MemberKey, tie: &StayTie) -> Result<(BridgeTerms, MemberCert), Refused> {
    let own = turn.state.members.row(member).ok_or(Refused::SignatureUnfit)?;
    let terms = verify_terms(&tie.terms, &own.content).map_err(|_| Refused::SignatureUnfit)?.into_inner();
    let far = verify_cert(&tie.cert, turn.now).map_err(|_| Refused::SignatureUnfit)?.into_inner();
    let by_far = Signed::<BridgeTerms>::new(tie.terms.payload.clone(), tie.far_signature);
    verify_terms(&by_far, &far).map_err(|_| Refused::SignatureUnfit)?;
    let (a, b) = ((terms.a_org, terms.a_member), (terms.b_org, terms.b_member));
    let (here, there) = ((turn.org(), *member), (far.org, far.member));
    let fits = [(a, b), (b, a)].contains(&(here, there)) && far.org != turn.org() && is_card(&tie.card);
    if fits { Ok((terms, far)) } else { Err(Refused::SignatureUnfit) }
}

impl Eyes<'_> {
    /// Organisations with which members would stay connected, without saying who.
    pub fn proposals(&self) -> Vec<ProposalView> {
        let mut by_org: BTreeMap<OrgId, ProposalView> = BTreeMap::new();
        let waiting = self.state.bridges.iter().map(|(_, row)| row);
        for row in waiting.filter(|row| row.state == BridgeState::AwaitsPeering && row.expires > self.now) {
            let Some(far) = &row.far else { continue };
            let said_name = far.card.as_ref().map(|card| card.org.to_string()).unwrap_or_default();
            let fresh = ProposalView { org: far.org, said_name, bridges: 0, until: row.expires };
            let view = by_org.entry(far.org).or_insert(fresh);
            view.bridges += 1;
            view.until = view.until.max(row.expires);
        }
        by_org.into_values().collect()
    }
}
