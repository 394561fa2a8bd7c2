//! A story under way: its people, what crossed between their nodes, and what has been told of it.

use std::time::Duration;

use stn_protocol::device::VerifiedAnswer;
use stn_protocol::exchange::view::{ItemView, Neighbour, Waiting};
use stn_protocol::message::{Consent, Signed};
use stn_protocol::private::Private;
use stn_protocol::time::{Span, Timestamp};
use stn_protocol::wire::payload::Payload;

use super::onlooker::{Onlooker, PersonsDesk, Scene, Turn, Yes};
use crate::clock;
use crate::demo::account::{Account, AlertTold, AnswerTold, ConsentTold, LedgerTold, Message, Reader};
use crate::demo::nodes::Nodes;
use crate::demo::person::Person;
use crate::demo::settle::People;
use crate::demo::traffic::Traffic;
use crate::demo::trouble::{Otherwise, Stage, Trouble, until};
use crate::demo::valley::{Cast, Script, Slug, Valley};
use crate::tongue::Sentence;

/// How long one step may take before the story counts as failed.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// The story under way.
pub(super) struct Play<'a, T> {
    pub(super) reader: Reader<'a>,
    pub(super) people: People,
    traffic: &'a Traffic,
    /// Blocks that were told or belong to the setting up.
    seen: usize,
    /// How long the steps took, in milliseconds; the telling isn't counted.
    pub(super) elapsed: u64,
    /// How long the onlooker took within the present step, in milliseconds.
    paused: u64,
    /// How long it was from the ask to the first offer.
    pub(super) ask_to_first_offer_ms: u64,
    pub(super) consents: Vec<ConsentTold>,
    pub(super) messages: Vec<Message>,
    onlooker: T,
}

/// How a story ended.
pub(super) struct Ending {
    pub(super) title: String,
    pub(super) outcome: &'static str,
    pub(super) verified: VerifiedAnswer,
    pub(super) alert: Option<AlertTold>,
    pub(super) kept_away: Vec<String>,
}

impl<'a, T: Onlooker> Play<'a, T> {
    /// Before the first step.
    pub(super) fn new(
        (valley, nodes, cast): (&'a Valley, &'a Nodes, &'a Cast<'a>),
        people: People,
        traffic: &'a Traffic,
        onlooker: T,
    ) -> Self {
        Self {
            reader: Reader::new(valley, nodes, cast),
            people,
            traffic,
            seen: traffic.len(),
            elapsed: 0,
            paused: 0,
            ask_to_first_offer_ms: 0,
            consents: Vec::new(),
            messages: Vec::new(),
            onlooker,
        }
    }

    /// Tells where the story plays.
    pub(super) async fn open(&mut self, setup_ms: u64) -> Result<(), Trouble> {
        let off = self.reader.valley.organisations.iter().filter(|org| org.offline).map(|org| org.name.as_str());
        let title = Sentence::new("story-opens")
            .with("nodes", self.reader.nodes.all().len())
            .with("bridges", self.people.bridges.len())
            .with("off", off.collect::<Vec<_>>().join(", "));
        let (messages, took, desks) = (Vec::new(), Span::millis(setup_ms), self.desks().await?);
        self.onlooker.told(&Scene { title, words: None, messages, took, desks }).await;
        Ok(())
    }

    /// Everybody reads their ledger, and the account is written.
    pub(super) async fn close(mut self, script: Script, setup_ms: u64, ending: Ending) -> Result<Account, Trouble> {
        let ledgers = self.ledgers().await?;
        let Ending { title, outcome, verified, alert, kept_away } = ending;
        Ok(Account {
            story: script.number(),
            title,
            outcome,
            ask_to_first_offer_ms: self.ask_to_first_offer_ms,
            whole_story_ms: self.elapsed,
            setup_ms,
            path: verified.path,
            consents: self.consents,
            messages: self.messages,
            answer: AnswerTold { text: verified.text, cards: verified.cards },
            alert,
            kept_away,
            ledgers,
        })
    }

    /// What a member is called.
    pub(super) fn called(&self, id: &Slug) -> String {
        self.reader.called(id)
    }

    /// Waits until something of this sort lies before a member.
    pub(super) async fn waits_for(
        &mut self,
        id: &Slug,
        during: Stage,
        sort: fn(&Waiting) -> bool,
    ) -> Result<ItemView, Trouble> {
        let person: &Person = self.people.person(id)?;
        until(during, PATIENCE, async || person.waiting(during, sort).await).await
    }

    /// Keeps a signed yes for the account.
    pub(super) fn consented(
        &mut self,
        signer: &Slug,
        before: Option<&Neighbour>,
        consent: &Signed<Consent>,
    ) -> Result<(), Trouble> {
        let content = Consent::from_bytes(&consent.payload).map_err(|_| Otherwise::OtherRequest)?;
        let called = |org, member| self.people.who(org, member).map(|id| Private(self.called(id)));
        let predecessor = match before {
            Some(before) => Some(called(&before.org, &before.member).ok_or(Otherwise::OtherPath)?),
            None => None,
        };
        let successor = called(&content.successor_org, &content.successor).ok_or(Otherwise::OtherPath)?;
        self.consents.push(ConsentTold {
            who: Private(self.called(signer)),
            organisation: self.reader.nodes.name(&content.org)?.to_owned(),
            predecessor,
            successor,
            digest: digest(consent)?,
            issued: content.issued,
        });
        Ok(())
    }

    /// Tells a step that began then and ends here.
    pub(super) async fn told(
        &mut self,
        begun: Timestamp,
        title: Sentence,
        words: Option<Private<String>>,
    ) -> Result<(), Trouble> {
        let took = since(begun).saturating_sub(std::mem::take(&mut self.paused));
        self.elapsed += took;
        let (messages, desks) = (self.messages_since()?, self.desks().await?);
        self.onlooker.told(&Scene { title, words, messages, took: Span::millis(took), desks }).await;
        Ok(())
    }

    /// Lets somebody say yes when the onlooker is ready for it.
    pub(super) async fn turn(&mut self, person: &Slug, yes: Yes, words: &Private<String>) {
        let begun = clock::now();
        self.onlooker.turn(Turn { person: person.clone(), yes, words: words.clone() }).await;
        self.paused += since(begun);
    }

    /// What lies before everybody the onlooker looks at.
    async fn desks(&mut self) -> Result<Vec<PersonsDesk>, Trouble> {
        let mut desks = Vec::new();
        for id in self.onlooker.looks_at() {
            desks.push(self.people.person(id)?.desk(Stage::Reading).await?);
        }
        Ok(desks)
    }

    /// What arrived since the last time, kept for the account.
    pub(super) fn messages_since(&mut self) -> Result<Vec<Message>, Otherwise> {
        let arrived = self.traffic.since(self.seen);
        self.seen += arrived.len();
        let mut messages = Vec::new();
        for (n, one) in (self.messages.len() + 1..).zip(&arrived) {
            messages.push(self.reader.read(n, one, &self.people)?);
        }
        self.messages.extend(messages.iter().cloned());
        Ok(messages)
    }

    /// What left about each person of the story.
    async fn ledgers(&mut self) -> Result<Vec<LedgerTold>, Trouble> {
        let mut ledgers = Vec::new();
        for id in &self.reader.cast.people {
            let left = self.people.person(id)?.ledger(Stage::Reading).await?;
            let (org, member) = self.reader.valley.member(id).ok_or(Otherwise::Nobody)?;
            ledgers.push(LedgerTold { who: member.name.clone(), organisation: org.name.clone(), left });
        }
        Ok(ledgers)
    }
}

/// How long ago it was, in milliseconds.
pub(super) fn since(begun: Timestamp) -> u64 {
    clock::now().as_millis() - begun.as_millis()
}

/// The first digits of the digest of the request that a consent is for.
pub(super) fn digest(consent: &Signed<Consent>) -> Result<String, Otherwise> {
    let content = Consent::from_bytes(&consent.payload).map_err(|_| Otherwise::OtherRequest)?;
    Ok(content.digest.to_string().chars().take(16).collect())
}
