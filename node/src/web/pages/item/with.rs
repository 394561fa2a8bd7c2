//! What may go with a yes to an item, and what may be done beside it: the card of whom it is about, a date of deletion,
//! staying connected, a question back, and to whom an alert may be handed on.

use axum::response::Response;
use stn_protocol::exchange::view::{ItemView, Waiting};
use stn_protocol::local::Whom;
use stn_protocol::message::Kind;
use stn_protocol::time::Span;

use super::told::Told;
use crate::tongue;
use crate::web::pages::near::{NearPerson, everybody_but};
use crate::web::visitor::Visitor;

/// What goes with it.
pub(super) struct With {
    /// How whom it is about may be introduced, once they agreed.
    pub(super) their_card: Option<TheirCard>,
    pub(super) is_appraisal: bool,
    pub(super) may_stay: bool,
    pub(super) may_ask_back: bool,
    /// To whom an alert may go on.
    pub(super) near: Vec<NearPerson>,
    /// The day, as forms write it.
    pub(super) today: String,
    pub(super) tomorrow: String,
}

/// A card as the member's own record would fill it in.
pub(super) struct TheirCard {
    pub(super) name: String,
    pub(super) org: String,
    pub(super) role: String,
    pub(super) contact: String,
}

impl With {
    /// Of one item.
    pub(super) async fn of(visitor: &Visitor, item: &ItemView, told: &Told) -> Result<Self, Response> {
        let (t, now) = (visitor.guest.tongue, visitor.now);
        let near = if let Waiting::Alert { alert } = &item.waiting
            && alert.hops_left > 0
        {
            let have_it = [alert.passed.clone(), alert.others.clone(), vec![alert.request.predecessor]].concat();
            everybody_but(visitor, &have_it).await?
        } else {
            Vec::new()
        };
        let is_letter = matches!(item.waiting, Waiting::Letter { .. });
        Ok(Self {
            their_card: their_card(visitor, item, told).await?,
            is_appraisal: told.sort == Some(Kind::Appraisal),
            may_stay: is_letter && told.origin != Some(visitor.me().await?.org),
            may_ask_back: is_letter || matches!(item.waiting, Waiting::Hop { .. }),
            near,
            today: t.day(now, now).iso,
            tomorrow: t.day(now.plus(Span::days(1)), now).iso,
        })
    }
}

/// Only an introduction hands over somebody's card.
async fn their_card(visitor: &Visitor, item: &ItemView, told: &Told) -> Result<Option<TheirCard>, Response> {
    let Waiting::Letter { whom: Whom::Contact(contact), .. } = &item.waiting else { return Ok(None) };
    if told.sort != Some(Kind::Introduction) {
        return Ok(None);
    }
    let known = visitor.contact(*contact).await?;
    Ok(known.map(|one| TheirCard {
        name: tongue::shown(&one.name),
        org: tongue::shown(&one.org),
        role: tongue::shown(&one.role),
        contact: one.handles.first().map_or_else(String::new, |handle| tongue::shown(handle.canonical())),
    }))
}
