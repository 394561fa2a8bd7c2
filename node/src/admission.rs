//! Who may open the admin's pages: a link made on the node's own machine lets one browser in, once.
//!
//! The link's code and the cookie are 256 random bits each, and only their hashes are kept, in memory alone: a restart
//! ends everything. The admin's socket makes links and the pages redeem them; neither knows the other.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use stn_protocol::time::{Span, Timestamp};

use crate::clock;

/// A link serves for so long.
pub const LINK_LIFE: Span = Span::secs(5 * 60);
/// A session nobody used for so long is over.
pub const IDLE: Span = Span::secs(15 * 60);
/// A session is over after so long in any case.
pub const LIFE: Span = Span::secs(4 * 60 * 60);
/// Links that may be open at once; one more takes the place of the oldest.
const LINKS_MAX: usize = 4;
/// Browsers that may be in at once; one more takes the place of the one not used longest.
const SESSIONS_MAX: usize = 4;

/// All links and sessions of the admin.
#[derive(Debug, Default)]
pub struct Admission(Mutex<Book>);

/// A link as it is given to the admin.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminLink {
    /// The address to open; what stands behind `#` lets in.
    pub page: String,
    /// Until when it serves.
    pub expires: Timestamp,
}

#[derive(Debug, Default)]
struct Book {
    /// Until when each serves.
    links: BTreeMap<Hash, Timestamp>,
    sessions: BTreeMap<Hash, Session>,
}

#[derive(Clone, Copy, Debug)]
struct Session {
    opened: Timestamp,
    used: Timestamp,
}

/// What is kept of a code or a cookie.
type Hash = [u8; 32];

impl Admission {
    /// Makes a link to the pages at `site`.
    pub fn link(&self, site: &str, now: Timestamp) -> AdminLink {
        let (code, expires) = (HEXLOWER.encode(&clock::random::<32>()), now.plus(LINK_LIFE));
        let mut book = self.book();
        book.links.retain(|_, until| *until > now);
        make_room(&mut book.links, LINKS_MAX, |until| *until);
        book.links.insert(hash(&code), expires);
        AdminLink { page: format!("{site}{ENTER}#{code}"), expires }
    }

    /// Lets a browser in by a link's code, which then serves no more. Gives what its cookie holds.
    pub fn enter(&self, code: &str, now: Timestamp) -> Option<String> {
        let mut book = self.book();
        let until = book.links.remove(&hash(code))?;
        if until <= now {
            return None;
        }
        book.sessions.retain(|_, session| !session.is_over(now));
        make_room(&mut book.sessions, SESSIONS_MAX, |session| session.used);
        let token = HEXLOWER.encode(&clock::random::<32>());
        book.sessions.insert(hash(&token), Session { opened: now, used: now });
        Some(token)
    }

    /// Whether a cookie belongs to a browser that is in. Counts as use.
    pub fn is_in(&self, token: &str, now: Timestamp) -> bool {
        let mut book = self.book();
        book.sessions.retain(|_, session| !session.is_over(now));
        let Some(session) = book.sessions.get_mut(&hash(token)) else { return false };
        session.used = now;
        true
    }

    /// Ends one session.
    pub fn leave(&self, token: &str) {
        self.book().sessions.remove(&hash(token));
    }

    /// Ends every session, and every link that was not used.
    pub fn close(&self) {
        *self.book() = Book::default();
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Session {
    fn is_over(&self, now: Timestamp) -> bool {
        self.used.plus(IDLE) <= now || self.opened.plus(LIFE) <= now
    }
}

/// Takes the earliest away until one more fits.
fn make_room<T>(all: &mut BTreeMap<Hash, T>, most: usize, when: impl Fn(&T) -> Timestamp) {
    while all.len() >= most {
        let Some(first) = all.iter().min_by_key(|(_, one)| when(one)).map(|(hash, _)| *hash) else { return };
        all.remove(&first);
    }
}

fn hash(secret: &str) -> Hash {
    Sha256::digest(secret).into()
}

/// The page that takes a code.
pub const ENTER: &str = "/admin/enter";

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);

    fn code(admission: &Admission, now: Timestamp) -> String {
        let page = admission.link("https://stn.example.org", now).page;
        page.strip_prefix("https://stn.example.org/admin/enter#").unwrap().to_owned()
    }

    #[test]
    fn a_link_lets_one_browser_in_and_only_for_minutes() {
        let admission = Admission::default();
        let (used, late) = (code(&admission, NOW), code(&admission, NOW));
        let token = admission.enter(&used, NOW).unwrap();

        assert_eq!((used.len(), token.len()), (64, 64));
        assert!(admission.is_in(&token, NOW));
        assert_eq!(admission.enter(&used, NOW), None);
        assert_eq!(admission.enter(&late, NOW.plus(LINK_LIFE)), None);
        assert_eq!(admission.enter("", NOW), None);
        assert!(!admission.is_in(&used, NOW) && !admission.is_in("", NOW));
    }

    #[test]
    fn a_session_that_is_not_used_is_over_soon_and_one_that_is_used_within_hours() {
        let admission = Admission::default();
        let enter = || admission.enter(&code(&admission, NOW), NOW).unwrap();
        let (idle, used) = (enter(), enter());
        let step = Span::millis(IDLE.as_millis() - 1);
        let mut now = NOW;
        while admission.is_in(&used, now) {
            now = now.plus(step);
        }

        assert!(!admission.is_in(&idle, NOW.plus(IDLE)));
        assert!(now >= NOW.plus(LIFE) && now < NOW.plus(LIFE).plus(IDLE));
    }

    #[test]
    fn closing_ends_every_session_and_every_link() {
        let admission = Admission::default();
        let token = admission.enter(&code(&admission, NOW), NOW).unwrap();
        let unused = code(&admission, NOW);

        admission.close();

        assert!(!admission.is_in(&token, NOW));
        assert_eq!(admission.enter(&unused, NOW), None);
    }

    #[test]
    fn links_and_sessions_are_few() {
        let admission = Admission::default();
        let codes: Vec<String> = (0..6).map(|after| code(&admission, NOW.plus(Span::secs(after)))).collect();
        let later = NOW.plus(Span::secs(9));
        let let_in = codes.iter().filter(|code| admission.enter(code, later).is_some()).count();

        let tokens: Vec<String> = (10..16)
            .map(|at| NOW.plus(Span::secs(at)))
            .map(|at| admission.enter(&code(&admission, at), at).unwrap())
            .collect();
        let alive = tokens.iter().filter(|token| admission.is_in(token, NOW.plus(Span::secs(20)))).count();

        assert_eq!((let_in, alive), (LINKS_MAX, SESSIONS_MAX));
    }
}
