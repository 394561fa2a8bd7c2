//! One other organisation: what it learns, what crosses, its confirmation, its next key, and the end of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::Path;
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use stn_protocol::exchange::AdminCommand;
use stn_protocol::exchange::view::{PeerPolicyView, PeerState, PeerView, SuccessionView};
use stn_protocol::id::OrgId;
use stn_protocol::message::Kind;
use stn_protocol::policy::{PeerAudience, PeerPolicy};

use super::super::frame::Frame;
use super::super::person::{Choice, choices};
use super::super::shown;
use super::super::trouble::Trouble;
use super::super::words::{self, KINDS, chosen};
use super::AdminSection;
use crate::tongue::{Moment, Tongue};
use crate::web::Door;
use crate::web::admin::Admin;
use crate::web::fields::Fields;
use crate::web::names::{self, short};

#[derive(Template)]
#[template(path = "admin-peer.html")]
struct PeerPage {
    t: &'static Tongue,
    frame: Frame,
    org: OrgId,
    key: String,
    name: String,
    state: String,
    facts: Vec<(String, String)>,
    awaits_confirmation: bool,
    rule: Option<Rule>,
    new_keys: Vec<NewKey>,
}

/// What crosses, as a form shows it.
struct Rule {
    audiences: Vec<Choice>,
    kinds: Vec<Choice>,
}

/// A change of key it announced.
struct NewKey {
    words: String,
    from: Moment,
    is_confirmed: bool,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new()
        .route("/admin/peers/{org}", get(show))
        .route("/admin/peers/{org}/confirm", post(confirm))
        .route("/admin/peers/{org}/new-key", post(confirm_key))
        .route("/admin/peers/{org}/rule", post(rule))
        .route("/admin/peers/{org}/end", post(end))
}

async fn show(admin: Admin, Path(id): Path<String>) -> Result<Response, Response> {
    let (t, one) = (admin.guest.tongue, known(&admin, &id).await?);
    let policy = admin.policy().await?;
    let rule = policy.peers.iter().find(|known| known.org == one.org);
    let page = PeerPage {
        t,
        frame: admin.frame(AdminSection::Peers),
        org: one.org,
        key: one.org.to_string(),
        name: names::org(&one.name, &one.org),
        state: t.say(state_key(one.state)),
        facts: facts(t, &one),
        awaits_confirmation: one.state == PeerState::AwaitsConfirmation,
        rule: rule.map(|rule| Rule::of(t, rule)),
        new_keys: one.successions.iter().map(|key| NewKey::of(&admin, key)).collect(),
    };
    Ok(shown(&admin.guest, &page))
}

async fn confirm(admin: Admin, Path(id): Path<String>) -> Result<Redirect, Response> {
    let org = known(&admin, &id).await?.org;
    admin.act_then(AdminCommand::ConfirmPeer { org }, &format!("/admin/peers/{org}?said=confirmed")).await
}

/// The digits are typed as the other admin reads them, so that no slip confirms a key.
async fn confirm_key(admin: Admin, Path(id): Path<String>, body: Bytes) -> Result<Redirect, Response> {
    let one = known(&admin, &id).await?;
    let digits = Fields::of_form(&body).text("digits").to_lowercase();
    let named = |key: &&SuccessionView| digits.len() >= DIGITS && key.new_org.to_string().starts_with(&digits);
    let key = one.successions.iter().find(named).ok_or_else(|| admin.trouble(Trouble::Unfit))?;
    let command = AdminCommand::ConfirmSuccession { old: key.old_org, new: key.new_org };
    admin.act_then(command, &format!("/admin/peers/{}?said=new-key", one.org)).await
}

async fn rule(admin: Admin, Path(id): Path<String>, body: Bytes) -> Result<Redirect, Response> {
    let org = known(&admin, &id).await?.org;
    let fields = Fields::of_form(&body);
    let kinds: Option<BTreeSet<Kind>> = fields.all("kind").map(|word| chosen(&KINDS, word)).collect();
    let (Some(kinds), Some(audience)) = (kinds, chosen(&AUDIENCES, fields.text("audience"))) else {
        return Err(admin.trouble(Trouble::Unfit));
    };
    let policy = Some(PeerPolicy { kinds, audience });
    admin.act_then(AdminCommand::SetPeerPolicy { org, policy }, &format!("/admin/peers/{org}?said=rule")).await
}

async fn end(admin: Admin, Path(id): Path<String>) -> Result<Redirect, Response> {
    let org = known(&admin, &id).await?.org;
    admin.act_then(AdminCommand::EndPeer { org }, "/admin/peers?said=peer-ended").await
}

async fn known(admin: &Admin, id: &str) -> Result<PeerView, Response> {
    let id: Option<OrgId> = id.parse().ok();
    let found = admin.peers().await?.into_iter().find(|one| Some(one.org) == id);
    found.ok_or_else(|| admin.trouble(Trouble::NothingHere))
}

fn facts(t: &'static Tongue, one: &PeerView) -> Vec<(String, String)> {
    let mut facts = vec![(t.say("admin-fact-key"), short(one.org))];
    if one.state == PeerState::Active {
        let used = one.evaluation;
        let count = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let chunks = |used, granted| t.say2("admin-chunks", "used", count(used), "granted", count(granted));
        facts.extend([
            (t.say("admin-fact-bridges"), one.bridges.to_string()),
            (t.say("admin-fact-waiting"), one.outbox.to_string()),
            (t.say("admin-fact-they-used"), chunks(used.used_by_them, used.granted_to_them)),
            (t.say("admin-fact-we-used"), chunks(used.used_by_us, used.granted_to_us)),
        ]);
    }
    facts
}

pub(super) const fn state_key(state: PeerState) -> &'static str {
    match state {
        PeerState::AwaitsOther => "admin-state-other",
        PeerState::AwaitsConfirmation => "admin-state-you",
        PeerState::Active => "admin-state-active",
        PeerState::Ended => "admin-state-ended",
    }
}

impl Rule {
    fn of(t: &'static Tongue, rule: &PeerPolicyView) -> Self {
        Self {
            audiences: choices(t, &AUDIENCES, audience, |audience| audience == rule.audience),
            kinds: choices(t, &KINDS, words::kind, |kind| rule.kinds.contains(&kind)),
        }
    }
}

impl NewKey {
    fn of(admin: &Admin, key: &SuccessionView) -> Self {
        let from = admin.guest.tongue.day(key.effective, admin.now);
        Self { words: key.words(), from, is_confirmed: key.is_confirmed }
    }
}

const fn audience(audience: PeerAudience) -> &'static str {
    match audience {
        PeerAudience::Own => "admin-audience-own",
        PeerAudience::Relayed => "admin-audience-relayed",
    }
}

const AUDIENCES: [(PeerAudience, &str); 2] = [(PeerAudience::Own, "own"), (PeerAudience::Relayed, "relayed")];

/// Digits by which a new key is named: enough that nobody hits it by a slip.
const DIGITS: usize = 8;
