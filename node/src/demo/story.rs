//! Story 1, a first funder, played through real nodes, from the ask to the checked answer.
//!
//! ```text
//!   ask ─► question ─► the one who knows allows an offer ─► request, letter ─► yes, yes ─► answer ─► checked
//! ```
//!
//! Each step waits for what the step before must bring, never for a length of time. The story ends as told, or
//! the demo says in what it differed.

use std::time::Duration;

use stn_protocol::device::{AnswerDraft, Draft, VerifiedAnswer};
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{AnswerView, AskState, ItemView, Neighbour, OfferView, Waiting};
use stn_protocol::id::AskId;
use stn_protocol::message::{Card, Consent, Kind, Signed};
use stn_protocol::private::Private;
use stn_protocol::time::{Span, Timestamp};
use stn_protocol::trust::Handle;
use stn_protocol::wire::payload::Payload;

use super::account::{Account, AnswerTold, ConsentTold, Message, Reader};
use super::nodes::{Nodes, RELEASE_GRID_MS};
use super::person::Person;
use super::settle::People;
use super::traffic::{Arrived, Traffic};
use super::trouble::{Otherwise, Stage, Trouble, until};
use super::valley::{self, Slug, Story, Valley};
use crate::clock;

/// How long one step may take before the story counts as failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// A step as it is told.
#[derive(Clone, Debug)]
pub struct Scene {
    /// What happened, in a sentence.
    pub title: String,
    /// What was said or written.
    pub words: Option<Private<String>>,
    /// What crossed between nodes meanwhile.
    pub messages: Vec<Message>,
    /// How long it took.
    pub took: Span,
}

/// A story that ended as told.
#[derive(Debug)]
pub struct Played {
    /// Its account.
    pub account: Account,
    /// Every block that crossed a link, those of the setting up included.
    pub blocks: Vec<Arrived>,
}

/// Starts the valley, plays story 1 in it and removes everything again. Each step is told as it is done.
///
/// # Errors
/// What went wrong, or in what the story did not end as told.
pub async fn run(tell: impl AsyncFnMut(&Scene)) -> Result<Played, Trouble> {
    let valley = Valley::load();
    let traffic = Traffic::default();
    let begun = clock::now();
    let nodes = Nodes::start(&valley, &traffic).await?;
    let outcome = play(&valley, &nodes, &traffic, (begun, tell)).await;
    let stopped = nodes.stop().await;
    let account = outcome?;
    stopped?;
    Ok(Played { account, blocks: traffic.since(0) })
}

async fn play(
    valley: &Valley,
    nodes: &Nodes,
    traffic: &Traffic,
    (begun, tell): (Timestamp, impl AsyncFnMut(&Scene)),
) -> Result<Account, Trouble> {
    let people = People::settle(valley, nodes).await?;
    let reader = Reader { valley, nodes };
    let seen = traffic.len();
    let mut play = Play { reader, people, traffic, seen, elapsed: 0, consents: Vec::new(), messages: Vec::new(), tell };
    let setup_ms = since(begun);
    play.open(setup_ms).await;
    let story = &valley.story;

    let ask = play.ask(story).await?;
    let offer = play.offer(story, ask).await?;
    let ask_to_first_offer_ms = play.elapsed;
    play.request(story, &offer).await?;
    for approval in &story.approvals {
        play.pass_on(approval).await?;
    }
    play.answer(story).await?;
    let verified = play.judge(story, ask).await?;
    let whole_story_ms = play.elapsed;
    play.remains_as_it_is(story, ask).await?;
    Ok(Account {
        story: 1,
        title: story.title.clone(),
        outcome: "introduced",
        ask_to_first_offer_ms,
        whole_story_ms,
        setup_ms,
        path: verified.path,
        consents: play.consents,
        messages: play.messages,
        answer: AnswerTold { text: verified.text, cards: verified.cards },
    })
}

/// The story under way.
struct Play<'a, T> {
    reader: Reader<'a>,
    people: People,
    traffic: &'a Traffic,
    /// Blocks that were told or belong to the setting up.
    seen: usize,
    /// How long the steps took, in milliseconds; the telling isn't counted.
    elapsed: u64,
    consents: Vec<ConsentTold>,
    messages: Vec<Message>,
    tell: T,
}

impl<T: AsyncFnMut(&Scene)> Play<'_, T> {
    async fn open(&mut self, setup_ms: u64) {
        let valley = self.reader.valley;
        let off = valley.organisations.iter().filter(|org| org.offline).map(|org| org.name.as_str());
        let title = format!(
            "{} nodes run on this computer, {} bridges are tied; {} is off.",
            self.reader.nodes.all().len(),
            self.people.bridges.len(),
            off.collect::<Vec<_>>().join(", "),
        );
        (self.tell)(&Scene { title, words: None, messages: Vec::new(), took: Span::millis(setup_ms) }).await;
    }

    /// The question goes out, until the one who knows is asked.
    async fn ask(&mut self, story: &Story) -> Result<AskId, Trouble> {
        const DURING: Stage = Stage::Asking;
        let handles = vec![Handle::parse(&story.handle, None)?];
        let begun = clock::now();
        let ask = AskId::from_bytes(clock::random());
        let until_day = begun.plus(Span::days(7));
        let (kind, attributes, avoid, terms) = (kind(story.kind), Vec::new(), Vec::new(), None);
        let command = MemberCommand::Ask {
            ask,
            kind,
            handles,
            until: until_day,
            attributes,
            avoid,
            terms,
            keep_looking_until: None,
        };
        self.people.person(&story.asker)?.act(DURING, &command).await?;
        self.waits_for(&story.offer.member, DURING, is_prompt).await?;
        let sought = self.reader.valley.contact(&story.target).ok_or(Otherwise::Nobody)?;
        let title = format!(
            "{} asks for an introduction to {}, and {} is asked whether to be found.",
            self.reader.called(&story.asker),
            *sought.name,
            self.reader.called(&story.offer.member),
        );
        self.told(begun, title, None).await?;
        Ok(ask)
    }

    /// The one who knows says yes; the offer comes back.
    async fn offer(&mut self, story: &Story, ask: AskId) -> Result<OfferView, Trouble> {
        const DURING: Stage = Stage::Offering;
        let begun = clock::now();
        let prompt = self.waits_for(&story.offer.member, DURING, is_prompt).await?;
        let command = MemberCommand::AllowOffer { item: prompt.item, blurb: story.offer.words.clone() };
        self.people.person(&story.offer.member)?.act(DURING, &command).await?;
        let asker = self.people.person(&story.asker)?;
        let offer = until(DURING, PATIENCE, async || Ok(asker.offers(DURING, ask).await?.into_iter().next())).await?;
        if usize::from(offer.hops) != story.hops || offer.blurb != story.offer.words {
            return Err(Otherwise::OtherPath.into());
        }
        let first = self.people.who(&offer.first.org, &offer.first.member).ok_or(Otherwise::OtherPath)?;
        let title = format!(
            "{} allows an offer; {} sees a path of {} steps that begins with {}, and not who else is on it.",
            self.reader.called(&story.offer.member),
            self.reader.called(&story.asker),
            offer.hops,
            self.reader.called(first),
        );
        self.told(begun, title, Some(story.offer.words.clone())).await?;
        Ok(offer)
    }

    /// The request goes along the offer, with a note for everybody and a letter for the last.
    async fn request(&mut self, story: &Story, offer: &OfferView) -> Result<(), Trouble> {
        const DURING: Stage = Stage::Requesting;
        let begun = clock::now();
        let draft = Draft { note: story.note.clone(), letter: story.letter.clone(), terms: None };
        let until_day = begun.plus(Span::days(21));
        let asker = self.people.person(&story.asker)?;
        let (core, consent) =
            asker.make(DURING, |device, streams| device.compose(streams, offer, &draft, until_day, begun))?;
        let command = MemberCommand::SubmitRequest { offer: offer.offer, core, consent: consent.clone() };
        asker.act(DURING, &command).await?;
        self.consented(&story.asker, None, &consent)?;
        if let Some(next) = story.approvals.first() {
            self.waits_for(&next.member, Stage::PassingOn, is_hop).await?;
        }
        let title = format!("{} signs and sends the request; the letter is sealed.", self.reader.called(&story.asker));
        self.told(begun, title, Some(story.note.clone())).await
    }

    /// A connector reads, signs and passes the request on.
    async fn pass_on(&mut self, approval: &valley::Words) -> Result<(), Trouble> {
        const DURING: Stage = Stage::PassingOn;
        let begun = clock::now();
        let item = self.waits_for(&approval.member, DURING, is_hop).await?;
        let connector = self.people.person(&approval.member)?;
        let (consent, receipt) =
            connector.make(DURING, |device, streams| device.pass_on(streams, &item, &approval.words, clock::now()))?;
        let (item_id, note) = (item.item, approval.words.clone());
        let command = MemberCommand::PassOn { item: item_id, consent: consent.clone(), receipt, note };
        connector.act(DURING, &command).await?;
        let Waiting::Hop { request, .. } = &item.waiting else { return Err(Otherwise::OtherPath.into()) };
        self.consented(&approval.member, Some(&request.predecessor), &consent)?;
        let title = format!("{} signs for it and passes it on.", self.reader.called(&approval.member));
        self.told(begun, title, Some(approval.words.clone())).await
    }

    /// The last on the path opens the letter and answers it.
    async fn answer(&mut self, story: &Story) -> Result<(), Trouble> {
        const DURING: Stage = Stage::Answering;
        let begun = clock::now();
        let valley = self.reader.valley;
        let item = self.waits_for(&story.answer.member, DURING, is_letter).await?;
        let sought = valley.contact(&story.target).ok_or(Otherwise::Nobody)?;
        let endpoint = self.people.person(&story.answer.member)?;
        let letter = endpoint.make(DURING, |device, _| device.open_letter(&item, clock::now()))?;
        if letter.text != story.letter || letter.note != story.note {
            return Err(Otherwise::OtherLetter.into());
        }
        let sought = Card {
            name: sought.name.clone(),
            org: sought.org.clone(),
            role: sought.role.clone(),
            contact: story.handle.clone(),
        };
        let cards = vec![endpoint.device().card().clone(), sought];
        let text = story.answer.text.clone();
        let draft = AnswerDraft { text, cards, agreed_on: Some(clock::now()), retain_until: None };
        let sealed =
            endpoint.make(DURING, |device, streams| device.answer_with(streams, &item, draft, clock::now()))?;
        endpoint.act(DURING, &MemberCommand::AnswerLetter { item: item.item, sealed }).await?;
        let title = format!(
            "{} opens the letter, learns from it that {} asks, and answers.",
            self.reader.called(&story.answer.member),
            *letter.card.name,
        );
        self.told(begun, title, Some(letter.text)).await
    }

    /// The asker's device checks the whole chain.
    async fn judge(&mut self, story: &Story, ask: AskId) -> Result<VerifiedAnswer, Trouble> {
        const DURING: Stage = Stage::Judging;
        let begun = clock::now();
        let asker = self.people.person(&story.asker)?;
        let answer: AnswerView =
            until(DURING, PATIENCE, async || Ok(asker.answers(DURING).await?.into_iter().next())).await?;
        let verified = asker.make(DURING, |device, _| device.verify_answer(&answer, clock::now()))?;
        let request = stn_protocol::message::RequestCore::from_bytes(&answer.core.payload);
        let request = request.map_err(|_| Otherwise::OtherAnswer)?.request;
        asker.act(DURING, &MemberCommand::RecordOutcome { request, verified: true }).await?;
        let asks = asker.asks(DURING).await?;
        if !asks.iter().any(|one| one.ask == ask && one.state == AskState::Introduced) {
            return Err(Otherwise::NotIntroduced.into());
        }
        self.is_as_told(story, &answer, &verified)?;
        let title = format!(
            "{}'s device checked every signature on the way: the introduction is made.",
            self.reader.called(&story.asker)
        );
        self.told(begun, title, Some(verified.text.clone())).await?;
        Ok(verified)
    }

    fn is_as_told(&self, story: &Story, answer: &AnswerView, verified: &VerifiedAnswer) -> Result<(), Otherwise> {
        let signers: Vec<&Slug> =
            verified.signers.iter().filter_map(|(org, member)| self.people.who(org, member)).collect();
        let passed_on: Vec<String> = verified.path.iter().map(|card| card.name.clone().into_inner()).collect();
        let approvals: Vec<String> = story.approvals.iter().map(|one| self.reader.called(&one.member)).collect();
        if !signers.into_iter().eq(story.path.iter().skip(1)) || passed_on != approvals {
            return Err(Otherwise::OtherPath);
        }
        if verified.text != story.answer.text {
            return Err(Otherwise::OtherAnswer);
        }
        let digest = digest(&answer.consent)?;
        if self.consents.len() != story.path.len() - 1 || self.consents.iter().any(|one| one.digest != digest) {
            return Err(Otherwise::OtherRequest);
        }
        Ok(())
    }

    /// After a while longer than anything on its way may take, nothing has been added.
    async fn remains_as_it_is(&mut self, story: &Story, ask: AskId) -> Result<(), Trouble> {
        const DURING: Stage = Stage::Judging;
        tokio::time::sleep(Duration::from_millis(4 * RELEASE_GRID_MS)).await;
        let asker = self.people.person(&story.asker)?;
        let (answers, offers) = (asker.answers(DURING).await?, asker.offers(DURING, ask).await?);
        if answers.len() != 1 || offers.len() != 1 {
            return Err(Otherwise::NotOneAnswer.into());
        }
        self.messages_since()?;
        Ok(())
    }

    /// Waits until something of this sort lies before a member.
    async fn waits_for(&mut self, id: &Slug, during: Stage, sort: fn(&Waiting) -> bool) -> Result<ItemView, Trouble> {
        let person: &Person = self.people.person(id)?;
        until(during, PATIENCE, async || person.waiting(during, sort).await).await
    }

    fn consented(
        &mut self,
        signer: &Slug,
        before: Option<&Neighbour>,
        consent: &Signed<Consent>,
    ) -> Result<(), Trouble> {
        let content = Consent::from_bytes(&consent.payload).map_err(|_| Otherwise::OtherRequest)?;
        let called = |org, member| self.people.who(org, member).map(|id| Private(self.reader.called(id)));
        let predecessor = match before {
            Some(before) => Some(called(&before.org, &before.member).ok_or(Otherwise::OtherPath)?),
            None => None,
        };
        let successor = called(&content.successor_org, &content.successor).ok_or(Otherwise::OtherPath)?;
        self.consents.push(ConsentTold {
            who: Private(self.reader.called(signer)),
            organisation: self.reader.nodes.name(&content.org).to_owned(),
            predecessor,
            successor,
            digest: digest(consent)?,
            issued: content.issued,
        });
        Ok(())
    }

    /// Tells a step that began then and ends here.
    async fn told(&mut self, begun: Timestamp, title: String, words: Option<Private<String>>) -> Result<(), Trouble> {
        let took = since(begun);
        self.elapsed += took;
        let messages = self.messages_since()?;
        (self.tell)(&Scene { title, words, messages, took: Span::millis(took) }).await;
        Ok(())
    }

    /// What arrived since the last time, kept for the account.
    fn messages_since(&mut self) -> Result<Vec<Message>, Otherwise> {
        let arrived = self.traffic.since(self.seen);
        self.seen += arrived.len();
        let first = self.messages.len() + 1;
        let read = |(n, one)| self.reader.read(n, one, &self.people);
        let messages: Vec<Message> = (first..).zip(&arrived).map(read).collect::<Result<_, _>>()?;
        self.messages.extend(messages.iter().cloned());
        Ok(messages)
    }
}

fn since(begun: Timestamp) -> u64 {
    clock::now().as_millis() - begun.as_millis()
}

/// The first digits of the digest of the request that a consent is for.
fn digest(consent: &Signed<Consent>) -> Result<String, Otherwise> {
    let content = Consent::from_bytes(&consent.payload).map_err(|_| Otherwise::OtherRequest)?;
    Ok(content.digest.to_string().chars().take(16).collect())
}

fn is_prompt(waiting: &Waiting) -> bool {
    matches!(waiting, Waiting::Prompt { .. })
}

fn is_hop(waiting: &Waiting) -> bool {
    matches!(waiting, Waiting::Hop { .. })
}

fn is_letter(waiting: &Waiting) -> bool {
    matches!(waiting, Waiting::Letter { .. })
}

fn kind(kind: valley::Kind) -> Kind {
    match kind {
        valley::Kind::Introduction => Kind::Introduction,
        valley::Kind::Appraisal => Kind::Appraisal,
        valley::Kind::Opportunity => Kind::Opportunity,
    }
}
