//! When something can't be: what happened, what stayed safe, what to do next.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use stn_protocol::exchange::Refused;

use super::frame::Frame;
use crate::tongue::Tongue;
use crate::web::guest::Guest;

/// Why a page can't be shown, or something can't be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Trouble {
    /// There is no such page, or no such thing of this member's any more.
    NothingHere,
    /// A form was not filled in as it must be.
    Unfit,
    /// The engine refused.
    Refused(Refused),
    /// It could not be written.
    DiskFailed,
    /// The node is stopping.
    Stopping,
    /// The settings don't say where the pages are.
    NoAddress,
    /// It was asked for under another name.
    OtherHost,
    /// It came without TLS.
    InClear,
    /// More was sent than a form may hold.
    TooLarge,
}

/// The page that says so.
#[derive(Template)]
#[template(path = "trouble.html")]
pub(in crate::web) struct TroublePage {
    t: &'static Tongue,
    frame: Frame,
    what: String,
    safe: String,
    next: String,
    /// Where one goes from here.
    home: &'static str,
}

impl TroublePage {
    /// Says it.
    pub(in crate::web) fn show(guest: &Guest, trouble: Trouble) -> Response {
        let (t, frame) = (guest.tongue, Frame::open(guest, ""));
        let (what, next) = trouble.keys();
        let (what, safe, next) = (t.say(what), t.say(trouble.safe()), t.say(next));
        let home = if guest.path.starts_with("/admin") { "/admin" } else { "/" };
        guest.page(trouble.status(), &Self { t, frame, what, safe, next, home })
    }
}

impl Trouble {
    fn status(self) -> StatusCode {
        match self {
            Self::NothingHere => StatusCode::NOT_FOUND,
            Self::Unfit => StatusCode::BAD_REQUEST,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::DiskFailed => StatusCode::INSUFFICIENT_STORAGE,
            Self::Stopping | Self::NoAddress => StatusCode::SERVICE_UNAVAILABLE,
            Self::OtherHost => StatusCode::MISDIRECTED_REQUEST,
            Self::InClear => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        }
    }

    /// What stayed as it was.
    fn safe(self) -> &'static str {
        match self {
            // It may be on the disk already: only the answer is missing.
            Self::Stopping => "trouble-perhaps",
            Self::NothingHere | Self::Unfit | Self::Refused(_) | Self::DiskFailed => "trouble-safe",
            Self::NoAddress | Self::OtherHost | Self::InClear | Self::TooLarge => "trouble-safe",
        }
    }

    /// What happened, and what to do next.
    fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::NothingHere => ("trouble-nothing", "next-nothing"),
            Self::Unfit => ("trouble-unfit", "next-unfit"),
            Self::Refused(refused) => refusal(refused),
            Self::DiskFailed => ("trouble-disk", "next-admin"),
            Self::Stopping => ("trouble-stopping", "next-hurried"),
            Self::NoAddress => ("trouble-no-address", "next-no-address"),
            Self::OtherHost => ("trouble-other-host", "next-other-host"),
            Self::InClear => ("trouble-in-clear", "next-in-clear"),
            Self::TooLarge => ("trouble-too-large", "next-too-large"),
        }
    }
}

/// A refusal in the reader's language; those that these pages can't bring about share one sentence.
fn refusal(refused: Refused) -> (&'static str, &'static str) {
    let known = REFUSALS.iter().chain(&super::admin::REFUSALS).find(|(known, _, _)| *known == refused);
    known.map_or(("refused-other", "next-unfit"), |(_, what, next)| (what, next))
}

const REFUSALS: [(Refused, &str, &str); 16] = [
    (Refused::Full, "refused-full", "next-unfit"),
    (Refused::HandleMissing, "refused-handle", "next-unfit"),
    (Refused::ImportTooLarge, "refused-import", "next-unfit"),
    (Refused::ImportUnknown, "refused-import-gone", "next-nothing"),
    (Refused::ItemGone, "refused-item-gone", "next-nothing"),
    (Refused::ItemOfOtherSort, "refused-item-gone", "next-nothing"),
    (Refused::OfferLate, "refused-offer-late", "next-nothing"),
    (Refused::NoLetterKey, "refused-no-letter-key", "next-no-letter-key"),
    (Refused::SnoozeDate, "refused-snooze-date", "next-unfit"),
    (Refused::ContactUnknown, "trouble-nothing", "next-nothing"),
    (Refused::AskTooMany, "refused-ask-many", "next-ask-many"),
    (Refused::AskDate, "refused-ask-date", "next-unfit"),
    (Refused::AskUnknown, "trouble-nothing", "next-nothing"),
    (Refused::LimitsUnfit, "refused-limits", "next-unfit"),
    (Refused::TextTooLong, "refused-text", "next-unfit"),
    (Refused::WordsTooMany, "refused-words", "next-unfit"),
];
