//! Answers that say no, in one form: a status, a code for programs and a sentence for people.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::BODY_MAX_BYTES;
use crate::desk::NotDone;

/// What a door says when something was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// A short code in kebab-case.
    pub refused: String,
    /// A sentence for whoever asked.
    pub says: String,
}

/// Why a door answers with no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Failure {
    /// The driver or the engine said so.
    #[error(transparent)]
    NotDone(#[from] NotDone),
    /// The body is not what belongs to this address.
    #[error("the request could not be read; the program that sent it and this node are probably of different versions")]
    Unreadable,
    /// The body is too large.
    #[error("the request is larger than {} KiB; send less at once", BODY_MAX_BYTES >> 10)]
    TooLarge,
    /// Too many from one place.
    #[error("this node was asked to let people in more often than it does; nothing was done; try again in a minute")]
    Hurried,
    /// No such address.
    #[error("there is nothing at this address; the program that asks and this node are probably of different versions")]
    NothingHere,
}

impl Failure {
    fn status(self) -> StatusCode {
        match self {
            Self::NotDone(NotDone::Stranger) => StatusCode::UNAUTHORIZED,
            Self::NotDone(NotDone::Refused(_)) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotDone(NotDone::DiskFailed) => StatusCode::INSUFFICIENT_STORAGE,
            Self::NotDone(NotDone::Stopping) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Hurried => StatusCode::TOO_MANY_REQUESTS,
            Self::NothingHere => StatusCode::NOT_FOUND,
        }
    }

    fn code(self) -> String {
        let word = match self {
            Self::NotDone(NotDone::Refused(refused)) => {
                let word = serde_json::to_value(refused).ok();
                return word.as_ref().and_then(|word| word.as_str()).unwrap_or("refused").to_owned();
            }
            Self::NotDone(NotDone::Stranger) => "stranger",
            Self::NotDone(NotDone::DiskFailed) => "disk-failed",
            Self::NotDone(NotDone::Stopping) => "stopping",
            Self::Unreadable => "unreadable",
            Self::TooLarge => "too-large",
            Self::Hurried => "hurried",
            Self::NothingHere => "nothing-here",
        };
        word.to_owned()
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status(), Json(Said { refused: self.code(), says: self.to_string() })).into_response()
    }
}

#[cfg(test)]
mod tests {
    use stn_protocol::exchange::Refused;

    use super::*;

    #[test]
    fn a_refusal_has_the_code_of_its_reason() {
        let failure = Failure::from(NotDone::Refused(Refused::InviteUsed));

        assert_eq!(failure.code(), "invite-used");
        assert_eq!(failure.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(failure.to_string(), Refused::InviteUsed.to_string());
    }
}
