//! Bridges: those there are, a link for a new one, a link somebody gave, and one bridge with what it may serve.
//!
//! Links are made and taken up in the browser: what proves them stands behind the `#` of an address and comes here
//! never.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{BridgeState, BridgeView};
use stn_protocol::id::BridgeId;
use stn_protocol::local::EdgeOf;
use stn_protocol::trust::EdgePolicy;

use super::frame::Frame;
use super::me::{Bridge, Orgs};
use super::person::{Choice, Policy, policy_said, strengths};
use super::trouble::Trouble;
use super::{Section, shown};
use crate::tongue::Tongue;
use crate::web::Door;
use crate::web::fields::Fields;
use crate::web::guest::Guest;
use crate::web::visitor::Visitor;

/// What a member says of a bridge they are about to tie.
pub(super) struct Wish {
    strengths: Vec<Choice>,
    policy: Policy,
}

#[derive(Template)]
#[template(path = "bridges.html")]
struct BridgesPage {
    t: &'static Tongue,
    frame: Frame,
    rows: Vec<Row>,
    over: usize,
    wish: Wish,
}

/// One bridge in the list.
struct Row {
    id: BridgeId,
    told: Bridge,
    tint: &'static str,
}

#[derive(Template)]
#[template(path = "bridge-link.html")]
struct LinkPage {
    t: &'static Tongue,
    frame: Frame,
    wish: Wish,
}

#[derive(Template)]
#[template(path = "bridge.html")]
struct BridgePage {
    t: &'static Tongue,
    frame: Frame,
    id: BridgeId,
    told: Bridge,
    tint: &'static str,
    /// Whether somebody is known to be at the other end.
    has_far_end: bool,
    /// Whether both have tied it.
    is_tied: bool,
    is_over: bool,
    strengths: Vec<Choice>,
    policy: Policy,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new()
        .route("/bridges", get(list))
        .route("/bridge", get(link))
        .route("/bridges/{bridge}", get(one))
        .route("/bridges/{bridge}/policy", post(change))
        .route("/bridges/{bridge}/end", post(end))
}

async fn list(visitor: Visitor) -> Result<Response, Response> {
    let (t, orgs) = (visitor.guest.tongue, Orgs::of(&visitor).await?);
    let (over, bridges): (Vec<_>, Vec<_>) =
        visitor.bridges().await?.into_iter().partition(|one| one.state == BridgeState::Ended);
    let row = |one: &BridgeView| Row { id: one.bridge, told: Bridge::of(t, one, &orgs), tint: tint(one.state) };
    let page = BridgesPage {
        t,
        frame: visitor.frame(Section::People).await?,
        rows: bridges.iter().map(row).collect(),
        over: over.len(),
        wish: Wish::new(t),
    };
    Ok(shown(&visitor.guest, &page))
}

/// For anybody: who is no member here is told where to take the link.
async fn link(State(door): State<Arc<Door>>, guest: Guest) -> Response {
    shown(&guest, &drawn(&guest, door.site.name()))
}

/// The page for anybody, for an organisation of this name.
pub(super) fn drawn(guest: &Guest, org: &str) -> impl Template {
    LinkPage { t: guest.tongue, frame: Frame::open(guest, org), wish: Wish::new(guest.tongue) }
}

async fn one(visitor: Visitor, Path(id): Path<String>) -> Result<Response, Response> {
    let (t, orgs) = (visitor.guest.tongue, Orgs::of(&visitor).await?);
    let bridge = known(&visitor, &id).await?;
    let page = BridgePage {
        t,
        frame: visitor.frame(Section::People).await?,
        id: bridge.bridge,
        told: Bridge::of(t, &bridge, &orgs),
        tint: tint(bridge.state),
        has_far_end: bridge.member.is_some(),
        is_tied: matches!(bridge.state, BridgeState::Active | BridgeState::AwaitsPeering),
        is_over: bridge.state == BridgeState::Ended,
        strengths: strengths(t, Some(bridge.strength)),
        policy: Policy::of(t, &bridge.policy),
    };
    Ok(shown(&visitor.guest, &page))
}

async fn change(visitor: Visitor, Path(id): Path<String>, body: Bytes) -> Result<Redirect, Response> {
    let bridge = known(&visitor, &id).await?.bridge;
    let change = policy_said(&Fields::of_form(&body)).ok_or_else(|| visitor.trouble(Trouble::Unfit))?;
    let then = format!("/bridges/{bridge}?said=bridge-changed");
    visitor.act(MemberCommand::ChangePolicy { edge: EdgeOf::Bridge(bridge), change }, &then).await
}

async fn end(visitor: Visitor, Path(id): Path<String>) -> Result<Redirect, Response> {
    let bridge = known(&visitor, &id).await?.bridge;
    visitor.act(MemberCommand::EndBridge { bridge }, "/bridges?said=bridge-ended").await
}

async fn known(visitor: &Visitor, id: &str) -> Result<BridgeView, Response> {
    let id: Option<BridgeId> = id.parse().ok();
    let found = visitor.bridges().await?.into_iter().find(|one| Some(one.bridge) == id);
    found.ok_or_else(|| visitor.trouble(Trouble::NothingHere))
}

const fn tint(state: BridgeState) -> &'static str {
    match state {
        BridgeState::Active => "good",
        BridgeState::Ended => "over",
        BridgeState::AwaitsConfirmation | BridgeState::AwaitsCheck => "",
        BridgeState::LinkOpen | BridgeState::AwaitsOther | BridgeState::AwaitsPeering => "calm",
    }
}

impl Wish {
    fn new(t: &'static Tongue) -> Self {
        Self { strengths: strengths(t, None), policy: Policy::of(t, &EdgePolicy::default()) }
    }
}
