//! Whom to mail, and when: something waits that no mail told of, the last mail is long enough ago, and the member's
//! own hours let things come.
//!
//! What a mail told is noted once the server took it. So a server that is down costs time and nothing else: it is tried
//! again after a minute, and then ever less often.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use stn_protocol::id::{ItemId, MemberKey};
use stn_protocol::time::{Span, Timestamp};

use super::book::{Detail, Notices, Row, Wish};
use super::post::{NotSent, Post};
use crate::clock;
use crate::desk::{Desk, Waits};

/// How often it is looked whether something waits.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// After how long a mail that did not go is tried again first.
const AGAIN_FIRST: Span = Span::secs(60);
/// And at the longest.
const AGAIN_MOST: Span = Span::secs(6 * 60 * 60);
/// Mail ends at no date, so hours are asked about something that lasts.
const LASTS: Span = Span::days(3_650);

/// What a mail is to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// That something waits, or, for who chose so, how many things.
    Waits(Option<usize>),
    /// The code that proves that mail arrives.
    Code(String),
}

/// A mail's words.
#[derive(Clone, PartialEq, Eq)]
pub struct Words {
    /// The line above.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// The rounds that go by everybody who chose mail.
pub struct Rounds {
    /// What members chose.
    pub notices: Arc<Notices>,
    /// The way to the driver.
    pub desk: Desk,
    /// The way to the mail server.
    pub post: Post,
    /// The words in a language.
    pub words: fn(tongue: &str, org: &str, site: &str, said: &Said) -> Words,
    /// The organisation's name.
    pub org: String,
    /// Where members' browsers go.
    pub site: String,
    /// How long after a mail the next may go.
    pub digest: Span,
}

/// For whom the server is not tried before, and how long was waited last.
pub(super) type Waiting = BTreeMap<MemberKey, (Timestamp, Span)>;

impl Rounds {
    /// Goes round until `stop` is over.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        tokio::pin!(stop);
        let mut waiting = Waiting::new();
        loop {
            self.round(&mut waiting, clock::now()).await;
            tokio::select! {
                () = &mut stop => return,
                () = self.notices.changed() => {}
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
        }
    }

    /// Goes round once.
    pub(super) async fn round(&self, waiting: &mut Waiting, now: Timestamp) {
        for (member, row) in self.notices.rows() {
            let Ok(waits) = self.desk.waits(member).await else { return };
            let Some(waits) = waits else {
                self.noted(self.notices.forget(member));
                continue;
            };
            let is_early = waiting.get(&member).is_some_and(|(from, _)| *from > now);
            let Some(wish) = row.wish.clone().filter(|_| !is_early) else { continue };
            let Some(said) = self.due(&row, &wish, &waits, now) else { continue };
            match self.send(&wish, &said, now).await {
                Ok(()) => {
                    waiting.remove(&member);
                    self.noted(self.notices.note(member, &wish, |row| row.is_told(&said, waits.items, now)));
                }
                Err(why) => {
                    let after = put_off(waiting.get(&member).map(|(_, after)| *after), why);
                    waiting.insert(member, (now.plus(after), after));
                    tracing::warn!(refused = why == NotSent::Refused, "a mail did not go; it is tried again later");
                }
            }
        }
    }

    /// What is to be mailed now, if anything.
    fn due(&self, row: &Row, wish: &Wish, waits: &Waits, now: Timestamp) -> Option<Said> {
        if let Some(code) = &wish.code {
            return (!code.is_mailed).then(|| Said::Code(code.digits.to_string()));
        }
        let is_new = waits.items.iter().any(|item| !row.told.contains(item));
        let is_soon = row.mailed.is_some_and(|mailed| mailed.plus(self.digest) > now);
        if !is_new || is_soon || waits.hours.shows_from(now, now.plus(LASTS)) != now {
            return None;
        }
        Some(Said::Waits((wish.detail == Detail::Count).then_some(waits.items.len())))
    }

    async fn send(&self, wish: &Wish, said: &Said, now: Timestamp) -> Result<(), NotSent> {
        let words = (self.words)(&wish.tongue, &self.org, &self.site, said);
        self.post.send(&wish.address, &words, now).await
    }

    fn noted<E>(&self, outcome: Result<(), E>) {
        if outcome.is_err() {
            tracing::error!("what mail told could not be written to the disk; it may be told again");
        }
    }
}

impl Row {
    fn is_told(&mut self, said: &Said, items: BTreeSet<ItemId>, now: Timestamp) {
        match said {
            Said::Waits(_) => {
                self.told = items;
                self.mailed = Some(now);
            }
            Said::Code(_) => {
                if let Some(code) = self.wish.as_mut().and_then(|wish| wish.code.as_mut()) {
                    code.is_mailed = true;
                }
            }
        }
    }
}

/// How long a mail that did not go waits: twice as long as before, and long at once if the server refused it.
fn put_off(before: Option<Span>, why: NotSent) -> Span {
    let doubled = before.map_or(AGAIN_FIRST, |before| Span::millis(before.as_millis() * 2).min(AGAIN_MOST));
    match why {
        NotSent::NotNow => doubled,
        NotSent::Refused => AGAIN_MOST,
    }
}
