//! Hands one mail to the mail server. What went wrong is told without the address, the server's words or the mail.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use data_encoding::HEXLOWER;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use stn_protocol::time::Timestamp;

use super::rounds::Words;
use super::{MailServer, MailTls};
use crate::clock;

/// How long the server may take for each step.
const PATIENCE: Duration = Duration::from_secs(20);

/// The way to the mail server.
pub struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
}

/// Why there is no way to the mail server.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// The password can't be read.
    #[error("the file {} with the mail server's password can't be read: {source}", path.display())]
    Unread {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Others can read it.
    #[error("others can read {} (mode {mode:o}): make it yours alone with `chmod 600`", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// The settings name no address mail could come from, or no server.
    #[error("mail_from or mail_server can't be used for mail: check both")]
    Unfit,
}

/// Why a mail did not go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotSent {
    /// The server was not reached, or said to come again.
    NotNow,
    /// The server will not have this mail.
    Refused,
}

/// Says to other programs that a program wrote this, so that none answers by itself.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Post {
    /// A way to that server; nothing is sent yet.
    ///
    /// # Errors
    /// [`PostError`] if the settings can't be used.
    pub fn to(server: &MailServer) -> Result<Self, PostError> {
        let tls = || TlsParameters::new(server.host.clone()).map_err(|_| PostError::Unfit);
        let tls = match server.tls {
            MailTls::Wrapped => Tls::Wrapper(tls()?),
            MailTls::StartTls => Tls::Required(tls()?),
            MailTls::None => Tls::None,
        };
        let way = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(server.host.as_str());
        let mut way = way.port(server.port).tls(tls).timeout(Some(PATIENCE));
        if let Some((user, file)) = &server.account {
            way = way.credentials(Credentials::new(user.clone(), password(file)?));
        }
        let from: Address = server.from.parse().map_err(|_| PostError::Unfit)?;
        Ok(Self { transport: way.build(), from })
    }

    /// Sends one mail to one address.
    pub(super) async fn send(&self, to: &str, words: &Words, now: Timestamp) -> Result<(), NotSent> {
        let mail = self.mail(to, words, now).ok_or(NotSent::Refused)?;
        match self.transport.send(mail).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(NotSent::Refused),
            Err(_) => Err(NotSent::NotNow),
        }
    }

    fn mail(&self, to: &str, words: &Words, now: Timestamp) -> Option<Message> {
        let id = format!("<{}@{}>", HEXLOWER.encode(&clock::random::<16>()), self.from.domain());
        let mail = Message::builder()
            .from(Mailbox::new(None, self.from.clone()))
            .to(Mailbox::new(None, to.parse().ok()?))
            .subject(one_line(&words.subject))
            .date(UNIX_EPOCH + Duration::from_millis(now.as_millis()))
            .message_id(Some(id))
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN);
        mail.body(words.body.clone()).ok()
    }
}

/// A head's line: no control characters, whatever the words are made of.
fn one_line(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

fn password(path: &Path) -> Result<String, PostError> {
    let unread = |source| PostError::Unread { path: path.to_owned(), source };
    let mode = fs::metadata(path).map_err(unread)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(PostError::Open { path: path.to_owned(), mode });
    }
    Ok(fs::read_to_string(path).map_err(unread)?.trim_end_matches(['\r', '\n']).to_owned())
}
