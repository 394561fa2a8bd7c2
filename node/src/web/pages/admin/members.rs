//! Who is a member: inviting, letting somebody back in who lost every key, ending a membership.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::Path;
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use stn_protocol::exchange::AdminCommand;
use stn_protocol::exchange::view::{Invited, MemberView};
use stn_protocol::id::MemberKey;
use stn_protocol::invitation::MemberLink;
use stn_protocol::limits::INVITE_LIFE_MAX;
use stn_protocol::time::Span;

use super::super::frame::Frame;
use super::super::shown;
use super::super::trouble::Trouble;
use super::invites::Open;
use super::{AdminSection, Handout, HandoutPage};
use crate::tongue::{self, Moment, Tongue};
use crate::web::Door;
use crate::web::admin::{Admin, Invitation};
use crate::web::fields::Fields;
use crate::web::names::short;

#[derive(Template)]
#[template(path = "admin-members.html")]
struct MembersPage {
    t: &'static Tongue,
    frame: Frame,
    members: Vec<Member>,
    invites: Vec<Open>,
}

#[derive(Template)]
#[template(path = "admin-member.html")]
struct MemberPage {
    t: &'static Tongue,
    frame: Frame,
    member: Member,
}

/// One member.
struct Member {
    key: MemberKey,
    short: String,
    name: String,
    until: Moment,
    is_asleep: bool,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new()
        .route("/admin/members", get(list).post(invite))
        .route("/admin/members/{member}", get(show))
        .route("/admin/members/{member}/back", post(let_back))
        .route("/admin/members/{member}/stop", post(stop))
        .route("/admin/members/{member}/end", post(end))
}

async fn list(admin: Admin) -> Result<Response, Response> {
    let mut members: Vec<Member> = admin.members().await?.iter().map(|one| Member::of(&admin, one)).collect();
    members.sort_by_cached_key(|one| one.name.to_lowercase());
    let invites = Open::all(&admin, |one| matches!(one.whom, Invited::Member { .. })).await?;
    let page = MembersPage { t: admin.guest.tongue, frame: admin.frame(AdminSection::Members), members, invites };
    Ok(shown(&admin.guest, &page))
}

async fn show(admin: Admin, Path(id): Path<String>) -> Result<Response, Response> {
    let member = Member::of(&admin, &known(&admin, &id).await?);
    let page = MemberPage { t: admin.guest.tongue, frame: admin.frame(AdminSection::Members), member };
    Ok(shown(&admin.guest, &page))
}

async fn invite(admin: Admin, body: Bytes) -> Result<Response, Response> {
    let fields = Fields::of_form(&body);
    let name = fields.text("name");
    let life = fields.one::<u64>("days").filter(|days| *days >= 1).map(Span::days);
    let fits = !name.is_empty() && name.chars().count() <= NAME_MAX;
    let life = life.filter(|life| fits && *life <= INVITE_LIFE_MAX).ok_or_else(|| admin.trouble(Trouble::Unfit))?;
    let lead = admin.guest.tongue.say1("admin-invited-lead", "name", name);
    let command = AdminCommand::InviteMember { name: name.into(), expires: admin.now.plus(life) };
    hand_out(&admin, command, "admin-invited", lead).await
}

async fn let_back(admin: Admin, Path(id): Path<String>) -> Result<Response, Response> {
    let one = known(&admin, &id).await?;
    let lead = admin.guest.tongue.say1("admin-back-lead", "name", one.name);
    hand_out(&admin, AdminCommand::ReEnrolMember { member: one.member }, "admin-back-made", lead).await
}

async fn stop(admin: Admin, Path(id): Path<String>) -> Result<Redirect, Response> {
    let member = known(&admin, &id).await?.member;
    let then = format!("/admin/members/{member}?said=stopped");
    admin.act_then(AdminCommand::StopReEnrolment { member }, &then).await
}

async fn end(admin: Admin, Path(id): Path<String>) -> Result<Redirect, Response> {
    let member = known(&admin, &id).await?.member;
    admin.act_then(AdminCommand::RemoveMember { member }, "/admin/members?said=ended").await
}

/// Makes a member's link and shows it.
async fn hand_out(
    admin: &Admin,
    command: AdminCommand,
    head: &'static str,
    lead: String,
) -> Result<Response, Response> {
    let Invitation { invite, secret, expires } = admin.invite(command).await?;
    let api = admin.door.site.address();
    let link = MemberLink { org: admin.door.site.org(), api: api.clone(), invite, secret, expires };
    let handout = Handout { head, lead, text: format!("{api}/join#{link}"), expires };
    Ok(HandoutPage::show(admin, AdminSection::Members, handout))
}

async fn known(admin: &Admin, id: &str) -> Result<MemberView, Response> {
    let id: Option<MemberKey> = id.parse().ok();
    let found = admin.members().await?.into_iter().find(|one| Some(one.member) == id);
    found.ok_or_else(|| admin.trouble(Trouble::NothingHere))
}

impl Member {
    fn of(admin: &Admin, one: &MemberView) -> Self {
        Self {
            key: one.member,
            short: short(one.member),
            name: tongue::shown(&one.name),
            until: admin.guest.tongue.day(one.expires, admin.now),
            is_asleep: one.expires <= admin.now,
        }
    }
}

/// Signs of a name.
const NAME_MAX: usize = 100;
