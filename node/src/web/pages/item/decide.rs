//! What a member decides about an item without a key: no, later, leave me alone with such, and yes to being named as
//! somebody who knows. All of it ends at the own node, but for the offer that a yes lets go.

use axum::body::Bytes;
use axum::extract::Path;
use axum::response::{Redirect, Response};
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{ItemView, Waiting};
use stn_protocol::id::ContactId;
use stn_protocol::limits;
use stn_protocol::local::Whom;
use stn_protocol::policy::{Mute, Muted};
use stn_protocol::time::{Span, Timestamp};

use super::named;
use super::told::Told;
use crate::tongue::Tongue;
use crate::web::fields::Fields;
use crate::web::names::Names;
use crate::web::pages::trouble::Trouble;
use crate::web::visitor::Visitor;

/// Something of an item that may be left alone.
#[derive(Clone, Debug)]
pub(super) struct MuteChoice {
    /// What the form sends.
    pub(super) what: &'static str,
    /// What it says.
    pub(super) name: String,
    muted: Muted,
}

pub(super) async fn decline(visitor: Visitor, Path(id): Path<String>) -> Result<Redirect, Response> {
    let item = id.parse().map_err(|_| visitor.trouble(Trouble::NothingHere))?;
    visitor.act(MemberCommand::Decline { item }, "/inbox?said=declined").await
}

pub(super) async fn allow(visitor: Visitor, Path(id): Path<String>, body: Bytes) -> Result<Redirect, Response> {
    let item = id.parse().map_err(|_| visitor.trouble(Trouble::NothingHere))?;
    let fields = Fields::of_form(&body);
    // A browser sends line breaks as two characters, and one of them is none that a text may have.
    let blurb = fields.text("blurb").replace('\r', "");
    if blurb.len() > limits::BLURB {
        return Err(visitor.trouble(Trouble::Unfit));
    }
    visitor.act(MemberCommand::AllowOffer { item, blurb: blurb.into() }, "/inbox?said=allowed").await
}

pub(super) async fn snooze(visitor: Visitor, Path(id): Path<String>, body: Bytes) -> Result<Redirect, Response> {
    let item = id.parse().map_err(|_| visitor.trouble(Trouble::NothingHere))?;
    let fields = Fields::of_form(&body);
    let days = fields.one("days").filter(|days| LATER_DAYS.contains(days));
    let days = days.ok_or_else(|| visitor.trouble(Trouble::Unfit))?;
    let until = visitor.now.plus(Span::days(days));
    visitor.act(MemberCommand::Snooze { item, until }, "/inbox?said=snoozed").await
}

pub(super) async fn mute(visitor: Visitor, Path(id): Path<String>, body: Bytes) -> Result<Redirect, Response> {
    let fields = Fields::of_form(&body);
    let item = named(visitor.inbox().await?, &id).ok_or_else(|| visitor.trouble(Trouble::NothingHere))?;
    let (names, t) = (Names::of(&visitor).await?, visitor.guest.tongue);
    let choices = mutes(t, &item, &Told::of(t, &names, &item, visitor.now));
    let chosen = choices.into_iter().find(|choice| choice.what == fields.text("what"));
    let what = chosen.ok_or_else(|| visitor.trouble(Trouble::Unfit))?.muted;
    let until = match fields.text("days") {
        "30" => Some(visitor.now.plus(Span::days(30))),
        "always" => None,
        _ => return Err(visitor.trouble(Trouble::Unfit)),
    };
    let mut limits = visitor.limits().await?.limits;
    limits.mutes.retain(|mute| mute.what != what);
    limits.mutes.push(Mute { what, until });
    visitor.act(MemberCommand::SetLimits { limits: Box::new(limits) }, "/inbox?said=muted").await
}

/// What of an item may be left alone from here on.
pub(super) fn mutes(t: &'static Tongue, item: &ItemView, told: &Told) -> Vec<MuteChoice> {
    let mut choices = Vec::new();
    if let Some(org) = told.origin {
        choices.push(MuteChoice { what: "org", name: t.say1("mute-org", "org", &told.org), muted: Muted::Org(org) });
    }
    if let Some(contact) = subject(item) {
        let name = t.say1("mute-contact", "name", &told.subject);
        choices.push(MuteChoice { what: "contact", name, muted: Muted::Contact(contact) });
    }
    if let Some(kind) = told.sort {
        choices.push(MuteChoice {
            what: "kind",
            name: t.say1("mute-kind", "kind", &told.kind),
            muted: Muted::Kind(kind),
        });
    }
    choices
}

/// In how many days an item may come again, as far as it has not ended by then.
pub(super) fn snoozes(item: &ItemView, now: Timestamp) -> Vec<u64> {
    LATER_DAYS.into_iter().filter(|days| now.plus(Span::days(*days)) < item.expires).collect()
}

fn subject(item: &ItemView) -> Option<ContactId> {
    let (Waiting::Prompt { whom, .. } | Waiting::Letter { whom, .. }) = &item.waiting else { return None };
    match whom {
        Whom::Contact(contact) => Some(*contact),
        Whom::Themself | Whom::Organisation(_) => None,
    }
}

/// The days one may choose from.
const LATER_DAYS: [u64; 3] = [1, 3, 7];
