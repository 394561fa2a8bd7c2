//! Who is signed in. A session is opened by a device's signature and stands for that device; it lives in memory
//! alone, ends when it is not used or grows old, and at the next look once the device is no member's any more.
//!
//! The cookie holds 256 random bits, and only their hash is kept here. A signature opens one session, once.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use stn_protocol::id::DeviceKey;
use stn_protocol::limits::CLOCK_SKEW;
use stn_protocol::time::{Span, Timestamp};
use tokio::sync::oneshot;

use crate::clock;

/// A session nobody used for so long is over.
pub(super) const IDLE: Span = Span::secs(60 * 60);
/// A session is over after so long in any case.
pub(super) const LIFE: Span = Span::secs(12 * 60 * 60);
/// Sessions of one device; one more ends the one not used longest.
const OF_DEVICE_MAX: usize = 4;
/// Sessions of one node; one more ends the one not used longest.
const ALL_MAX: usize = 4_096;
/// Signatures remembered while they could be shown again; beyond, nobody signs in for a while.
const SPENT_MAX: usize = 8_192;
/// Pages of one session that may listen for changes at once; one more ends the one that listens longest, which is
/// mostly a page that was left and whose end nobody noticed.
const LISTENING_MAX: usize = 4;

/// What names a session here: the hash of what the cookie holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SessionId([u8; 32]);

/// All sessions.
#[derive(Debug, Default)]
pub(super) struct Sessions(Mutex<Book>);

#[derive(Debug, Default)]
struct Book {
    open: BTreeMap<SessionId, Session>,
    /// Signatures that opened one, until when they could be shown again.
    spent: BTreeMap<[u8; 32], Timestamp>,
}

#[derive(Debug)]
struct Session {
    device: DeviceKey,
    opened: Timestamp,
    used: Timestamp,
    /// One for each page that listens, the oldest first; dropped, that page is to stop.
    listening: VecDeque<oneshot::Sender<()>>,
}

/// A page's leave to listen for changes.
#[derive(Debug)]
pub(super) struct Listening(oneshot::Receiver<()>);

impl Listening {
    /// Returns once the page is to stop: its session ended, or newer pages listen.
    pub(super) async fn over(&mut self) {
        // Nothing is ever sent; the other end is dropped.
        let _ = (&mut self.0).await;
    }
}

impl Session {
    fn is_over(&self, now: Timestamp) -> bool {
        self.used.plus(IDLE) <= now || self.opened.plus(LIFE) <= now
    }
}

impl Sessions {
    /// Opens a session for a device, and gives what its cookie holds.
    pub(super) fn open(&self, device: DeviceKey, now: Timestamp) -> String {
        let mut book = self.book();
        book.open.retain(|_, session| !session.is_over(now));
        while book.open.values().filter(|session| session.device == device).count() >= OF_DEVICE_MAX {
            book.end_least_used(|session| session.device == device);
        }
        while book.open.len() >= ALL_MAX {
            book.end_least_used(|_| true);
        }
        let token = HEXLOWER.encode(&clock::random::<32>());
        let session = Session { device, opened: now, used: now, listening: VecDeque::new() };
        book.open.insert(id_of(&token), session);
        token
    }

    /// The session a cookie shows and its device, if it is not over. Counts as use.
    pub(super) fn find(&self, token: &str, now: Timestamp) -> Option<(SessionId, DeviceKey)> {
        let id = id_of(token);
        let mut book = self.book();
        let session = book.open.get_mut(&id)?;
        if session.is_over(now) {
            book.open.remove(&id);
            return None;
        }
        session.used = now;
        Some((id, session.device))
    }

    /// Whether a session is open. Is no use of it.
    pub(super) fn is_open(&self, id: SessionId, now: Timestamp) -> bool {
        self.book().open.get(&id).is_some_and(|session| !session.is_over(now))
    }

    /// Ends one session.
    pub(super) fn end(&self, id: SessionId) {
        self.book().open.remove(&id);
    }

    /// Ends every session of a device.
    pub(super) fn end_all_of(&self, device: &DeviceKey) {
        self.book().open.retain(|_, session| session.device != *device);
    }

    /// Takes a signature as used up. Says no if it was before, or if no more can be remembered.
    pub(super) fn spend(&self, signature: &[u8], now: Timestamp) -> bool {
        let mut book = self.book();
        book.spent.retain(|_, until| *until > now);
        let hash = Sha256::digest(signature).into();
        if book.spent.len() >= SPENT_MAX || book.spent.contains_key(&hash) {
            return false;
        }
        // Signed up to one skew ahead, it holds up to one skew after that.
        book.spent.insert(hash, now.plus(CLOCK_SKEW).plus(CLOCK_SKEW));
        true
    }

    /// Lets one more page of a session listen, if the session is open.
    pub(super) fn listen(&self, id: SessionId) -> Option<Listening> {
        let mut book = self.book();
        let listening = &mut book.open.get_mut(&id)?.listening;
        listening.retain(|page| !page.is_closed());
        while listening.len() >= LISTENING_MAX {
            listening.pop_front();
        }
        let (page, leave) = oneshot::channel();
        listening.push_back(page);
        Some(Listening(leave))
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Book {
    fn end_least_used(&mut self, of: impl Fn(&Session) -> bool) {
        let least = self.open.iter().filter(|(_, session)| of(session)).min_by_key(|(_, session)| session.used);
        if let Some(id) = least.map(|(id, _)| *id) {
            self.open.remove(&id);
        }
    }
}

fn id_of(token: &str) -> SessionId {
    SessionId(Sha256::digest(token).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);
    const DEVICE: DeviceKey = DeviceKey::from_bytes([7; 32]);

    #[test]
    fn a_session_that_is_not_used_is_over_and_one_that_is_used_ends_after_half_a_day() {
        let sessions = Sessions::default();
        let (idle, used) = (sessions.open(DEVICE, NOW), sessions.open(DEVICE, NOW));
        let step = Span::millis(IDLE.as_millis() - 1);
        let mut now = NOW;
        let mut uses = 0;
        while sessions.find(&used, now).is_some() {
            now = now.plus(step);
            uses += 1;
        }

        assert_eq!(sessions.find(&idle, NOW.plus(IDLE)), None);
        assert!(uses > 10, "used {uses} times");
        assert!(now >= NOW.plus(LIFE) && now < NOW.plus(LIFE).plus(IDLE));
    }

    #[test]
    fn a_session_is_found_by_its_cookie_alone_and_is_gone_once_ended() {
        let sessions = Sessions::default();
        let token = sessions.open(DEVICE, NOW);
        let (id, device) = sessions.find(&token, NOW).unwrap();

        assert_eq!((token.len(), device), (64, DEVICE));
        assert_eq!(sessions.find(&"0".repeat(64), NOW), None);
        sessions.end(id);
        assert_eq!(sessions.find(&token, NOW), None);
        assert!(!sessions.is_open(id, NOW));
    }

    #[test]
    fn all_sessions_of_a_device_end_together() {
        let sessions = Sessions::default();
        let (one, two) = (sessions.open(DEVICE, NOW), sessions.open(DEVICE, NOW));
        let other = sessions.open(DeviceKey::from_bytes([8; 32]), NOW);

        sessions.end_all_of(&DEVICE);

        assert_eq!((sessions.find(&one, NOW), sessions.find(&two, NOW)), (None, None));
        assert!(sessions.find(&other, NOW).is_some());
    }

    #[test]
    fn a_device_has_a_few_sessions_and_a_node_not_endlessly_many() {
        let sessions = Sessions::default();
        let tokens: Vec<String> = (0..6).map(|after| sessions.open(DEVICE, NOW.plus(Span::secs(after)))).collect();
        let alive: Vec<bool> =
            tokens.iter().map(|token| sessions.find(token, NOW.plus(Span::secs(9))).is_some()).collect();
        for number in 0..ALL_MAX + 10 {
            let mut key = [0; 32];
            key[..8].copy_from_slice(&number.to_be_bytes());
            sessions.open(DeviceKey::from_bytes(key), NOW);
        }

        assert_eq!(alive, [false, false, true, true, true, true]);
        assert!(sessions.book().open.len() <= ALL_MAX);
    }

    #[test]
    fn a_signature_opens_one_session() {
        let sessions = Sessions::default();

        assert!(sessions.spend(b"signed", NOW));
        assert!(!sessions.spend(b"signed", NOW.plus(CLOCK_SKEW)));
        assert!(sessions.spend(b"another", NOW));
    }

    #[tokio::test]
    async fn a_page_listens_until_newer_ones_do_or_the_session_ends() {
        let sessions = Sessions::default();
        let (id, _) = sessions.find(&sessions.open(DEVICE, NOW), NOW).unwrap();
        let mut oldest = sessions.listen(id).unwrap();
        let mut newer: Vec<_> = (0..LISTENING_MAX).map(|_| sessions.listen(id).unwrap()).collect();

        oldest.over().await;
        assert!(newer.iter_mut().all(|page| page.0.try_recv() == Err(oneshot::error::TryRecvError::Empty)));
        sessions.end(id);
        for page in &mut newer {
            page.over().await;
        }
        assert!(sessions.listen(id).is_none());
    }
}
