//! Alerts in front of a member: the own ones, and those others brought.
//!
//! The asker sees where the own alert went at first and what came back, never what anybody did with it.

use serde::{Deserialize, Serialize};

use super::{ItemView, Neighbour, RequestView};
use crate::id::{AnswerId, Blob, OfferRef, RequestId};
use crate::message::{Consent, RequestCore, Signed};
use crate::time::Timestamp;

/// What a member did with an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AlertStage {
    /// The member made it.
    Own,
    /// It waits for the member.
    Waiting,
    /// The member passed it on; an answer may follow.
    Passed,
    /// The member is interested and said so; it may still be passed on.
    Answered,
    /// The member put it away.
    PutAway,
    /// Whoever brought it, or the asker, took it back.
    Withdrawn,
}

/// An alert somebody brought.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AlertView {
    /// The alert as the first sender brought it.
    pub request: RequestView,
    /// What the first sender calls it.
    pub offer: OfferRef,
    /// Who else brought it.
    pub others: Vec<Neighbour>,
    /// Steps it may still go; with none it can't be passed on.
    pub hops_left: u8,
    /// Whom the member passed it on to.
    pub passed: Vec<Neighbour>,
    /// What the member did with it.
    pub stage: AlertStage,
}

/// An alert of the member's own.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OwnAlertView {
    /// The request it is.
    pub request: RequestId,
    /// As signed.
    pub core: Signed<RequestCore>,
    /// When it ends.
    pub expires: Timestamp,
    /// Whom the member sent it to.
    pub to: Vec<Neighbour>,
    /// How many answers came.
    pub answers: usize,
    /// Whether it is under way.
    pub is_open: bool,
}

/// Alerts of a member.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct AlertsView {
    /// The own ones, oldest first.
    pub own: Vec<OwnAlertView>,
    /// Those others brought, also after the member dealt with them.
    pub came: Vec<ItemView>,
}

/// An answer to an own alert. Whether it holds, only the device can tell.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AlertAnswerView {
    /// The first edge it came back over.
    pub offer: OfferRef,
    /// Which of the answers over that edge it is.
    pub answer: AnswerId,
    /// The alert, as signed.
    pub core: Signed<RequestCore>,
    /// The member's own consent to that edge.
    pub consent: Signed<Consent>,
    /// The answer, sealed to the alert's answer key.
    pub sealed: Blob,
    /// Five receipts, some of them random.
    pub receipts: Vec<Blob>,
    /// What the device said of it.
    pub verified: Option<bool>,
}
