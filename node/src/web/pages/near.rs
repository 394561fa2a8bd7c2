//! Whom the member may hand something to directly: colleagues, and people at the far end of bridges that stand.

use axum::response::Response;
use stn_protocol::exchange::view::{BridgeState, Neighbour};

use crate::tongue;
use crate::web::names;
use crate::web::visitor::Visitor;

/// Somebody next to the member, as a form lists them.
pub(super) struct NearPerson {
    /// The way to them, as scripts read it: organisation, member and bridge, with points between.
    pub(super) way: String,
    /// Who they are.
    pub(super) name: String,
    /// Where they are.
    pub(super) place: String,
    next: Neighbour,
}

/// Everybody next to the member, by name.
pub(super) async fn everybody(visitor: &Visitor) -> Result<Vec<NearPerson>, Response> {
    let (t, me) = (visitor.guest.tongue, visitor.me().await?);
    let colleagues = visitor.colleagues().await?.into_iter().map(|one| {
        let next = Neighbour { org: me.org, member: one.member, bridge: None };
        NearPerson { way: way(&next), name: tongue::shown(&one.name), place: t.say("place-colleague"), next }
    });
    let mut all: Vec<NearPerson> = colleagues.collect();
    for one in visitor.bridges().await?.into_iter().filter(|one| one.state == BridgeState::Active) {
        let (Some(org), Some(member), Some(card)) = (one.org, one.member, &one.card) else { continue };
        let next = Neighbour { org, member, bridge: Some(one.bridge) };
        all.push(NearPerson { way: way(&next), name: tongue::shown(&card.name), place: names::place(card), next });
    }
    all.sort_by_cached_key(|one| one.name.to_lowercase());
    Ok(all)
}

/// The same without some who have it already.
pub(super) async fn everybody_but(visitor: &Visitor, have_it: &[Neighbour]) -> Result<Vec<NearPerson>, Response> {
    let mut all = everybody(visitor).await?;
    all.retain(|one| !have_it.iter().any(|other| other.member == one.next.member));
    Ok(all)
}

fn way(next: &Neighbour) -> String {
    let bridge = next.bridge.map(|bridge| bridge.to_string()).unwrap_or_default();
    format!("{}.{}.{bridge}", next.org, next.member)
}
