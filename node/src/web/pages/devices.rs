//! The member's devices, a further one's own page, and the way back by nine words. Keys are made and used in the
//! browser: these pages bring sentences and places, and what they need of the node their scripts ask for themselves.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use stn_protocol::id::DeviceKey;
use stn_protocol::message::MemberCert;
use stn_protocol::wire::payload::Payload as _;

use super::frame::Frame;
use super::{Section, shown};
use crate::tongue::{Moment, Tongue};
use crate::web::Door;
use crate::web::guest::Guest;
use crate::web::names::short;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "devices.html")]
struct DevicesPage {
    t: &'static Tongue,
    frame: Frame,
    devices: Vec<Device>,
    has_copy: bool,
    since: Option<Moment>,
    until: Option<Moment>,
}

/// One device.
struct Device {
    key: DeviceKey,
    short: String,
    is_this: bool,
}

#[derive(Template)]
#[template(path = "phrase.html")]
struct PhrasePage {
    t: &'static Tongue,
    frame: Frame,
    has_copy: bool,
}

#[derive(Template)]
#[template(path = "new_device.html")]
struct NewDevicePage {
    t: &'static Tongue,
    frame: Frame,
}

#[derive(Template)]
#[template(path = "recover.html")]
struct RecoverPage {
    t: &'static Tongue,
    frame: Frame,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new()
        .route("/me/devices", get(devices))
        .route("/me/phrase", get(phrase))
        .route("/device", get(new_device))
        .route("/recover", get(recover))
}

async fn devices(visitor: Visitor) -> Result<Response, Response> {
    let (t, now) = (visitor.guest.tongue, visitor.now);
    let keys = visitor.keys().await?;
    let cert = MemberCert::from_bytes(&keys.cert.payload).ok();
    let listed = cert.iter().flat_map(|cert| &cert.devices).map(|device| device.sign_key);
    let page = DevicesPage {
        t,
        frame: visitor.frame(Section::Me).await?,
        devices: listed.map(|key| Device { key, short: short(key), is_this: key == visitor.device }).collect(),
        has_copy: keys.has_copy,
        since: cert.as_ref().map(|cert| t.day(cert.issued, now)),
        until: cert.as_ref().map(|cert| t.day(cert.expires, now)),
    };
    Ok(shown(&visitor.guest, &page))
}

async fn phrase(visitor: Visitor) -> Result<Response, Response> {
    let (t, has_copy) = (visitor.guest.tongue, visitor.keys().await?.has_copy);
    let frame = visitor.frame(Section::Me).await?;
    Ok(shown(&visitor.guest, &PhrasePage { t, frame, has_copy }))
}

async fn new_device(State(door): State<Arc<Door>>, guest: Guest) -> Response {
    shown(&guest, &drawn_new(&guest, door.site.name()))
}

async fn recover(State(door): State<Arc<Door>>, guest: Guest) -> Response {
    shown(&guest, &drawn_recover(&guest, door.site.name()))
}

/// The page for a further device, for an organisation of this name.
pub(super) fn drawn_new(guest: &Guest, org: &str) -> impl Template {
    NewDevicePage { t: guest.tongue, frame: Frame::open(guest, org) }
}

/// The page for who comes back by nine words, for an organisation of this name.
pub(super) fn drawn_recover(guest: &Guest, org: &str) -> impl Template {
    RecoverPage { t: guest.tongue, frame: Frame::open(guest, org) }
}
