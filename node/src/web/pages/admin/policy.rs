//! What the organisation lets its node serve. Members read the same; other organisations see silence.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use stn_protocol::exchange::AdminCommand;
use stn_protocol::exchange::view::OrgPolicyView;
use stn_protocol::id::OrgId;
use stn_protocol::message::{AttributeType, Kind};
use stn_protocol::policy::{AppraisalRule, OrgPolicy};
use stn_protocol::time::Span;

use super::super::frame::Frame;
use super::super::person::{Choice, choices};
use super::super::shown;
use super::super::trouble::Trouble;
use super::super::words::{self, KINDS, chosen};
use super::AdminSection;
use crate::tongue::{Tongue, shown_lines};
use crate::web::Door;
use crate::web::admin::Admin;
use crate::web::fields::Fields;
use crate::web::names;

#[derive(Template)]
#[template(path = "admin-policy.html")]
struct PolicyPage {
    t: &'static Tongue,
    frame: Frame,
    kinds: Vec<Choice>,
    attributes: Vec<Choice>,
    keep_asks_days: u64,
    keep_ledger_days: u64,
    needs_permission: bool,
    reason: String,
    blocked: Vec<Org>,
    /// Connected organisations that are served.
    served: Vec<Org>,
}

/// An organisation to choose.
struct Org {
    org: OrgId,
    name: String,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new()
        .route("/admin/policy", get(show).post(set))
        .route("/admin/policy/block", post(block))
        .route("/admin/policy/unblock", post(unblock))
}

async fn show(admin: Admin) -> Result<Response, Response> {
    let t = admin.guest.tongue;
    let OrgPolicyView { policy, blocked_names, peers } = admin.policy().await?;
    let reason = match &policy.appraisal {
        AppraisalRule::PermissionNeeded => String::new(),
        AppraisalRule::WithoutPermission { reason } => shown_lines(reason),
    };
    let named = policy.blocked.iter().zip(&blocked_names);
    let open = peers.iter().filter(|peer| !policy.blocked.contains(&peer.org));
    let page = PolicyPage {
        t,
        frame: admin.frame(AdminSection::Policy),
        kinds: choices(t, &KINDS, words::kind, |kind| policy.kinds.contains(&kind)),
        attributes: choices(t, &ATTRIBUTES, attribute, |one| policy.attributes.contains(&one)),
        keep_asks_days: days(policy.keep_asks),
        keep_ledger_days: days(policy.keep_ledger),
        needs_permission: policy.appraisal == AppraisalRule::PermissionNeeded,
        reason,
        blocked: named.map(|(org, name)| Org { org: *org, name: names::org(name, org) }).collect(),
        served: open.map(|peer| Org { org: peer.org, name: names::org(&peer.name, &peer.org) }).collect(),
    };
    Ok(shown(&admin.guest, &page))
}

async fn set(admin: Admin, body: Bytes) -> Result<Redirect, Response> {
    let policy = admin.policy().await?.policy;
    let changed = over(policy, &Fields::of_form(&body)).ok_or_else(|| admin.trouble(Trouble::Unfit))?;
    put(&admin, changed, "/admin/policy?said=policy").await
}

async fn block(admin: Admin, body: Bytes) -> Result<Redirect, Response> {
    let fields = Fields::of_form(&body);
    let named = [fields.text("key"), fields.text("peer")].into_iter().find(|text| !text.is_empty());
    let org: Option<OrgId> = named.and_then(|text| text.to_lowercase().parse().ok());
    let org = org.ok_or_else(|| admin.trouble(Trouble::Unfit))?;
    let mut policy = admin.policy().await?.policy;
    policy.blocked.insert(org);
    put(&admin, policy, "/admin/policy?said=blocked").await
}

async fn unblock(admin: Admin, body: Bytes) -> Result<Redirect, Response> {
    let org: Option<OrgId> = Fields::of_form(&body).one("org");
    let mut policy = admin.policy().await?.policy;
    policy.blocked.retain(|listed| Some(*listed) != org);
    put(&admin, policy, "/admin/policy?said=unblocked").await
}

async fn put(admin: &Admin, policy: OrgPolicy, then: &str) -> Result<Redirect, Response> {
    admin.act_then(AdminCommand::SetPolicy { policy: Box::new(policy) }, then).await
}

/// The policy with what a form says; nothing if it says what can't be.
fn over(policy: OrgPolicy, fields: &Fields) -> Option<OrgPolicy> {
    let kinds: BTreeSet<Kind> = fields.all("kind").map(|word| chosen(&KINDS, word)).collect::<Option<_>>()?;
    let attributes = fields.all("attribute").map(|word| chosen(&ATTRIBUTES, word)).collect::<Option<_>>()?;
    let kept = |name| fields.one::<u64>(name).filter(|days| (1..=KEPT_DAYS_MAX).contains(days)).map(Span::days);
    let appraisal = match fields.text("appraisal") {
        "with" => AppraisalRule::PermissionNeeded,
        "without" => AppraisalRule::WithoutPermission { reason: fields.text("reason").replace('\r', "").into() },
        _ => return None,
    };
    let (keep_asks, keep_ledger) = (kept("keep-asks")?, kept("keep-ledger")?);
    Some(OrgPolicy { kinds, attributes, keep_asks, keep_ledger, appraisal, ..policy })
}

const fn attribute(attribute: AttributeType) -> &'static str {
    match attribute {
        AttributeType::Topic => "admin-attribute-topic",
        AttributeType::Org => "admin-attribute-org",
        AttributeType::Role => "admin-attribute-role",
        AttributeType::Region => "admin-attribute-region",
    }
}

const fn days(span: Span) -> u64 {
    span.as_secs() / 86_400
}

const ATTRIBUTES: [(AttributeType, &str); 4] = [
    (AttributeType::Topic, "topic"),
    (AttributeType::Org, "org"),
    (AttributeType::Role, "role"),
    (AttributeType::Region, "region"),
];

/// Days, so that a number from a form is no time beyond counting; the engine has the last word.
const KEPT_DAYS_MAX: u64 = 3_650;
