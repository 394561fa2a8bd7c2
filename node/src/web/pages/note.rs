//! A private note about a contact: sealed in the member's browser, so that this node keeps bytes and reads nothing.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::Path;
use axum::response::{Redirect, Response};
use axum::routing::post;
use data_encoding::BASE64URL_NOPAD;
use stn_protocol::exchange::{ContactEntry, MemberCommand};
use stn_protocol::id::Blob;
use stn_protocol::local::About;

use super::person::{entry, known};
use super::trouble::Trouble;
use crate::web::Door;
use crate::web::fields::Fields;
use crate::web::visitor::Visitor;

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/people/{contact}/note", post(keep))
}

async fn keep(visitor: Visitor, Path(id): Path<String>, body: Bytes) -> Result<Redirect, Response> {
    let fields = Fields::of_form(&body);
    let sealed = BASE64URL_NOPAD.decode(fields.text("note").as_bytes());
    let sealed = sealed.map_err(|_| visitor.trouble(Trouble::Unfit))?;
    let one = known(&visitor, &id).await?;
    let then = format!("/people/{}?said=noted", one.contact);
    let note = (!sealed.is_empty()).then_some(Blob(sealed));
    let about = About { note, ..one.about.clone() };
    let contacts = vec![ContactEntry { about: Some(about), ..entry(one) }];
    visitor.act(MemberCommand::RecordContacts { contacts, import: None }, &then).await
}
