//! The member's own: devices, bridges, limits, what is left alone, and everything the node holds of them as a file.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use stn_protocol::exchange::view::{BridgeView, LimitsView};
use stn_protocol::id::OrgId;
use stn_protocol::local::keys::KeysView;
use stn_protocol::message::MemberCert;
use stn_protocol::policy::{Mute, Muted};
use stn_protocol::wire::payload::Payload as _;

use super::frame::Frame;
use super::limits::{LimitsForm, muted_code};
use super::{Section, shown, words};
use crate::tongue::{self, Moment, Tongue};
use crate::web::Door;
use crate::web::names::{self, place, short};
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "me.html")]
struct MePage {
    t: &'static Tongue,
    frame: Frame,
    name: String,
    org: String,
    until: Option<Moment>,
    has_copy: bool,
    devices: Vec<Device>,
    bridges: Vec<Bridge>,
    of_month: usize,
    limits: LimitsForm,
    mutes: Vec<Left>,
    no_go: Vec<Left>,
}

/// One device.
struct Device {
    short: String,
    is_this: bool,
}

/// One bridge.
pub(super) struct Bridge {
    pub(super) name: String,
    pub(super) place: String,
    pub(super) state: String,
    pub(super) strength: String,
}

/// Something left alone: what it is, what the form to end it sends, and until when it holds.
struct Left {
    name: String,
    code: String,
    until: Option<Moment>,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/me", get(me))
}

async fn me(visitor: Visitor) -> Result<Response, Response> {
    let (t, now) = (visitor.guest.tongue, visitor.now);
    let (me, keys, limits) = (visitor.me().await?, visitor.keys().await?, visitor.limits().await?);
    let orgs = Orgs::of(&visitor).await?;
    let cert = MemberCert::from_bytes(&keys.cert.payload).ok();
    let bridges = visitor.bridges().await?;
    let page = MePage {
        t,
        frame: visitor.frame(Section::Me).await?,
        name: tongue::shown(&me.name),
        org: tongue::shown(&me.org_name),
        until: cert.as_ref().map(|cert| t.day(cert.expires, now)),
        has_copy: keys.has_copy,
        devices: devices(&visitor, &keys),
        bridges: bridges.iter().map(|bridge| Bridge::of(t, bridge, &orgs)).collect(),
        of_month: limits.of_month,
        limits: LimitsForm::of(t, &limits.limits),
        mutes: mutes(&visitor, &limits, &orgs).await?,
        no_go: limits
            .limits
            .no_go
            .iter()
            .map(|org| Left { name: orgs.called(org), code: org.to_string(), until: None })
            .collect(),
    };
    Ok(shown(&visitor.guest, &page))
}

fn devices(visitor: &Visitor, keys: &KeysView) -> Vec<Device> {
    let cert = MemberCert::from_bytes(&keys.cert.payload);
    let listed = cert.map(|cert| cert.devices).unwrap_or_default();
    let device = |key| Device { short: short(key), is_this: key == visitor.device };
    listed.into_iter().map(|device| device.sign_key).map(device).collect()
}

async fn mutes(visitor: &Visitor, limits: &LimitsView, orgs: &Orgs) -> Result<Vec<Left>, Response> {
    let t = visitor.guest.tongue;
    let muted = limits.limits.mutes.iter().filter_map(|mute| match mute.what {
        Muted::Contact(contact) => Some(contact),
        Muted::Org(_) | Muted::Kind(_) => None,
    });
    let people = visitor.contacts(muted.collect()).await?;
    let name = |what| match what {
        Muted::Org(org) => t.say1("mute-org", "org", orgs.called(&org)),
        Muted::Kind(kind) => t.say1("mute-kind", "kind", t.say(words::kind(kind))),
        Muted::Contact(contact) => {
            let known = people.iter().find(|one| one.contact == contact);
            let name = known.map_or_else(|| t.say("a-former-contact"), |one| tongue::shown(&one.name));
            t.say1("mute-contact", "name", name)
        }
    };
    let left = |mute: &Mute| Left {
        name: name(mute.what),
        code: muted_code(mute.what),
        until: mute.until.map(|until| t.day(until, visitor.now)),
    };
    Ok(limits.limits.mutes.iter().map(left).collect())
}

/// What organisations are called: partners by name, others by the first digits of their key.
pub(super) struct Orgs(Vec<(OrgId, String)>);

impl Orgs {
    pub(super) async fn of(visitor: &Visitor) -> Result<Self, Response> {
        Ok(Self(visitor.partners().await?.into_iter().map(|one| (one.org, one.name)).collect()))
    }

    fn called(&self, org: &OrgId) -> String {
        let name = self.0.iter().find(|(known, _)| known == org).map_or("", |(_, name)| name);
        names::org(name, org)
    }
}

impl Bridge {
    pub(super) fn of(t: &'static Tongue, bridge: &BridgeView, orgs: &Orgs) -> Self {
        let card = bridge.card.as_ref();
        let name = card.filter(|card| !card.name.is_empty()).map(|card| tongue::shown(&card.name));
        let org = || bridge.org.map(|org| orgs.called(&org)).unwrap_or_default();
        Self {
            name: name.unwrap_or_else(|| t.say1("bridge-nameless", "bridge", short(bridge.bridge))),
            place: card.map_or_else(org, place),
            state: t.say(words::bridge(bridge.state)),
            strength: t.say(words::strength(bridge.strength)),
        }
    }
}
