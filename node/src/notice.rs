//! Mail that says to a member that something waits, and nothing else: no name, no kind, no number of whom.
//!
//! Off unless the settings name a mail server, and for each member until they gave an address and typed the code that
//! was mailed there: nobody is mailed who did not sign up. `book` is what members chose, `rounds` decides whom to
//! mail and when, `post` hands mail to the server. What a mail says in which language is not known here.

mod book;
mod post;
mod rounds;

use std::path::PathBuf;

pub use book::{BOOK_FILE, Detail, NotTaken, Notices, Shown};
pub use post::{Post, PostError};
pub use rounds::{Rounds, Said, Words};

use serde::Deserialize;

/// Where mail goes out, as the settings say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailServer {
    /// The server's name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is protected.
    pub tls: MailTls,
    /// The account there, and the file that holds its password; without one, none is shown.
    pub account: Option<(String, PathBuf)>,
    /// The address mail comes from.
    pub from: String,
}

/// How the way to the mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailTls {
    /// TLS from the first byte, mostly at port 465.
    Wrapped,
    /// TLS before anything is said, mostly at port 587.
    StartTls,
    /// None: only to a server on this computer.
    None,
}

impl MailTls {
    /// As the settings write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Wrapped => "wrapped",
            Self::StartTls => "starttls",
            Self::None => "none",
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
