//! The steps of one question, from the ask to the checked answer. Both stories go through them.

use std::time::Duration;

use stn_protocol::device::{AnswerDraft, Draft, VerifiedAnswer};
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{AnswerView, AskState, OfferView, Waiting};
use stn_protocol::id::AskId;
use stn_protocol::local::AppraisalTerms;
use stn_protocol::message::{Card, RequestCore};
use stn_protocol::policy::kind::may_carry_their_card;
use stn_protocol::time::{Span, Timestamp};
use stn_protocol::trust::{Handle, HandleType};
use stn_protocol::wire::payload::Payload;

use super::onlooker::{Onlooker, Yes};
use super::permission;
use super::play::{PATIENCE, Play, digest};
use crate::clock;
use crate::demo::nodes::RELEASE_GRID_MS;
use crate::demo::trouble::{Otherwise, Stage, Trouble, until};
use crate::demo::valley::{Asking, Slug, Words};
use crate::tongue::Sentence;

impl<T: Onlooker> Play<'_, T> {
    /// One question, from the ask to the checked answer that stays the only one.
    pub(super) async fn ask_to_answer(
        &mut self,
        asking: &Asking,
        terms: Option<AppraisalTerms>,
    ) -> Result<VerifiedAnswer, Trouble> {
        let ask = self.ask(asking, terms).await?;
        let offer = self.offer(asking, ask).await?;
        self.request(asking, ask, &offer).await?;
        for approval in &asking.approvals {
            self.pass_on(approval).await?;
        }
        let retain_until = self.answer(asking).await?;
        let verified = self.judge(asking, ask, retain_until).await?;
        self.remains_as_it_is(asking, ask).await?;
        Ok(verified)
    }

    /// The question goes out, until the one who knows is asked.
    async fn ask(&mut self, asking: &Asking, terms: Option<AppraisalTerms>) -> Result<AskId, Trouble> {
        const DURING: Stage = Stage::Asking;
        let handles = vec![Handle::parse(&asking.handle, None)?];
        let avoid = self.avoided(asking)?;
        let (begun, before) = (clock::now(), self.elapsed);
        let (ask, until_day) = (AskId::from_bytes(clock::random()), begun.plus(Span::days(7)));
        let asker = self.people.person(&asking.asker)?;
        if let Some(terms) = &terms {
            asker.make(DURING, |device, _| device.keep_terms(ask, terms, begun))?;
        }
        let command = MemberCommand::Ask {
            ask,
            kind: asking.kind.of_protocol(),
            handles,
            until: until_day,
            attributes: Vec::new(),
            avoid,
            terms: terms.map(Box::new),
            keep_looking_until: None,
        };
        asker.act(DURING, &command).await?;
        self.waits_for(&asking.offer.member, DURING, is_prompt).await?;
        let title = self.asked(asking)?;
        self.told(begun, title, None).await?;
        self.ask_to_first_offer_ms += self.elapsed - before;
        Ok(ask)
    }

    /// The one who knows says yes; the offer comes back.
    async fn offer(&mut self, asking: &Asking, ask: AskId) -> Result<OfferView, Trouble> {
        const DURING: Stage = Stage::Offering;
        let (begun, before) = (clock::now(), self.elapsed);
        let prompt = self.waits_for(&asking.offer.member, DURING, is_prompt).await?;
        self.turn(&asking.offer.member, Yes::Allow, &asking.offer.words).await;
        let command = MemberCommand::AllowOffer { item: prompt.item, blurb: asking.offer.words.clone() };
        self.people.person(&asking.offer.member)?.act(DURING, &command).await?;
        let asker = self.people.person(&asking.asker)?;
        let offer = until(DURING, PATIENCE, async || Ok(asker.offers(DURING, ask).await?.into_iter().next())).await?;
        if usize::from(offer.hops) != asking.hops || offer.blurb != asking.offer.words {
            return Err(Otherwise::OtherPath.into());
        }
        let first = self.people.who(&offer.first.org, &offer.first.member).ok_or(Otherwise::OtherPath)?;
        let title = Sentence::new("story-offers")
            .with("endpoint", self.called(&asking.offer.member))
            .with("asker", self.called(&asking.asker))
            .with("hops", usize::from(offer.hops))
            .with("first", self.called(first));
        self.told(begun, title, Some(asking.offer.words.clone())).await?;
        self.ask_to_first_offer_ms += self.elapsed - before;
        Ok(offer)
    }

    /// The request goes along the offer, with a note for everybody and a letter for the last.
    async fn request(&mut self, asking: &Asking, ask: AskId, offer: &OfferView) -> Result<(), Trouble> {
        const DURING: Stage = Stage::Requesting;
        let begun = clock::now();
        let until_day = begun.plus(Span::days(21));
        let asker = self.people.person(&asking.asker)?;
        let terms = asker.device().terms(&ask).cloned();
        let draft = Draft { note: asking.note.clone(), letter: asking.letter.clone(), terms };
        let (core, consent) =
            asker.make(DURING, |device, streams| device.compose(streams, offer, &draft, until_day, begun))?;
        let command = MemberCommand::SubmitRequest { offer: offer.offer, core, consent: consent.clone() };
        asker.act(DURING, &command).await?;
        self.consented(&asking.asker, None, &consent)?;
        if let Some(next) = asking.approvals.first() {
            self.waits_for(&next.member, Stage::PassingOn, is_hop).await?;
        }
        let title = Sentence::new("story-requests").with("asker", self.called(&asking.asker));
        self.told(begun, title, Some(asking.note.clone())).await
    }

    /// A connector reads, signs and passes the request on.
    async fn pass_on(&mut self, approval: &Words) -> Result<(), Trouble> {
        const DURING: Stage = Stage::PassingOn;
        let begun = clock::now();
        let item = self.waits_for(&approval.member, DURING, is_hop).await?;
        self.turn(&approval.member, Yes::PassOn, &approval.words).await;
        let connector = self.people.person(&approval.member)?;
        let (consent, receipt) =
            connector.make(DURING, |device, streams| device.pass_on(streams, &item, &approval.words, clock::now()))?;
        let (item_id, note) = (item.item, approval.words.clone());
        let command = MemberCommand::PassOn { item: item_id, consent: consent.clone(), receipt, note };
        connector.act(DURING, &command).await?;
        let Waiting::Hop { request, .. } = &item.waiting else { return Err(Otherwise::OtherPath.into()) };
        self.consented(&approval.member, Some(&request.predecessor), &consent)?;
        let title = Sentence::new("story-passes-on").with("who", self.called(&approval.member));
        self.told(begun, title, Some(approval.words.clone())).await
    }

    /// The last on the path opens the letter and answers it. Gives the date by which the answer is deleted, if it has
    /// one.
    async fn answer(&mut self, asking: &Asking) -> Result<Option<Timestamp>, Trouble> {
        const DURING: Stage = Stage::Answering;
        let begun = clock::now();
        let item = self.waits_for(&asking.answer.member, DURING, is_letter).await?;
        self.turn(&asking.answer.member, Yes::Answer, &asking.answer.text).await;
        let endpoint = self.people.person(&asking.answer.member)?;
        let letter = endpoint.make(DURING, |device, _| device.open_letter(&item, clock::now()))?;
        if letter.text != asking.letter || letter.note != asking.note {
            return Err(Otherwise::OtherLetter.into());
        }
        permission::is_as_signed(asking, &letter)?;
        let own = endpoint.device().card().clone();
        let draft = self.reply(asking, own)?;
        let retain_until = draft.retain_until;
        let endpoint = self.people.person(&asking.answer.member)?;
        let sealed =
            endpoint.make(DURING, |device, streams| device.answer_with(streams, &item, draft, clock::now()))?;
        endpoint.act(DURING, &MemberCommand::AnswerLetter { item: item.item, sealed }).await?;
        let title = Sentence::new("story-answers")
            .with("kind", asking.kind.of_protocol())
            .with("endpoint", self.called(&asking.answer.member))
            .with("asker", letter.card.name.as_str());
        self.told(begun, title, Some(letter.text)).await?;
        Ok(retain_until)
    }

    /// The asker's device checks the whole chain.
    async fn judge(
        &mut self,
        asking: &Asking,
        ask: AskId,
        retain_until: Option<Timestamp>,
    ) -> Result<VerifiedAnswer, Trouble> {
        const DURING: Stage = Stage::Judging;
        let begun = clock::now();
        let asker = self.people.person(&asking.asker)?;
        let answer: AnswerView =
            until(DURING, PATIENCE, async || Ok(asker.answers(DURING).await?.into_iter().next())).await?;
        let verified = asker.make(DURING, |device, _| device.verify_answer(&answer, clock::now()))?;
        let request = RequestCore::from_bytes(&answer.core.payload).map_err(|_| Otherwise::OtherAnswer)?.request;
        asker.act(DURING, &MemberCommand::RecordOutcome { request, verified: true }).await?;
        if let Some(until) = verified.retain_until {
            asker.act(DURING, &MemberCommand::LimitAnswer { request, until }).await?;
        }
        let asks = asker.asks(DURING).await?;
        if !asks.iter().any(|one| one.ask == ask && one.state == AskState::Introduced) {
            return Err(Otherwise::NotIntroduced.into());
        }
        if verified.retain_until != retain_until {
            return Err(Otherwise::OtherAnswer.into());
        }
        self.is_as_told(asking, &answer, &verified)?;
        let title = Sentence::new("story-judges")
            .with("asker", self.called(&asking.asker))
            .with("kind", asking.kind.of_protocol());
        self.told(begun, title, Some(verified.text.clone())).await?;
        Ok(verified)
    }

    /// After a while longer than anything on its way may take, nothing has been added.
    async fn remains_as_it_is(&mut self, asking: &Asking, ask: AskId) -> Result<(), Trouble> {
        const DURING: Stage = Stage::Judging;
        tokio::time::sleep(Duration::from_millis(4 * RELEASE_GRID_MS)).await;
        let asker = self.people.person(&asking.asker)?;
        let (answers, offers) = (asker.answers(DURING).await?, asker.offers(DURING, ask).await?);
        if answers.len() != 1 || offers.len() != 1 {
            return Err(Otherwise::NotOneAnswer.into());
        }
        self.messages_since()?;
        Ok(())
    }

    fn avoided(&self, asking: &Asking) -> Result<Vec<Handle>, Trouble> {
        let avoid = asking.terms.iter().flat_map(|terms| &terms.avoid);
        let orgs = &self.reader.valley.organisations;
        let domains = avoid.filter_map(|id| orgs.iter().find(|org| org.id == *id)).map(|org| &org.domain);
        Ok(domains.map(|domain| Handle::of_type(HandleType::Org, domain, None)).collect::<Result<_, _>>()?)
    }

    fn asked(&self, asking: &Asking) -> Result<Sentence, Otherwise> {
        let sought = self.reader.valley.contact(&asking.target).ok_or(Otherwise::Nobody)?;
        Ok(Sentence::new("story-asks")
            .with("kind", asking.kind.of_protocol())
            .with("asker", self.called(&asking.asker))
            .with("endpoint", self.called(&asking.offer.member))
            .with("name", sought.name.as_str())
            .with("org", sought.org.as_str()))
    }

    /// What the last on the path writes: with the card of the person sought only where they agreed, and with a date
    /// only where the letter has one.
    fn reply(&self, asking: &Asking, own: Card) -> Result<AnswerDraft, Otherwise> {
        let now = clock::now();
        let text = asking.answer.text.clone();
        if !may_carry_their_card(asking.kind.of_protocol()) {
            let days = asking.terms.as_ref().map(|terms| terms.answer_retain_days);
            let retain_until = days.map(|days| Timestamp::from_secs(now.plus(Span::days(days)).as_secs()));
            return Ok(AnswerDraft { text, cards: vec![own], agreed_on: None, retain_until });
        }
        let sought = self.reader.valley.contact(&asking.target).ok_or(Otherwise::Nobody)?;
        let theirs = Card {
            name: sought.name.clone(),
            org: sought.org.clone(),
            role: sought.role.clone(),
            contact: asking.handle.clone(),
        };
        Ok(AnswerDraft { text, cards: vec![own, theirs], agreed_on: Some(now), retain_until: None })
    }

    fn is_as_told(&self, asking: &Asking, answer: &AnswerView, verified: &VerifiedAnswer) -> Result<(), Otherwise> {
        let signers: Vec<&Slug> =
            verified.signers.iter().filter_map(|(org, member)| self.people.who(org, member)).collect();
        let passed_on: Vec<String> = verified.path.iter().map(|card| card.name.clone().into_inner()).collect();
        let approvals: Vec<String> = asking.approvals.iter().map(|one| self.called(&one.member)).collect();
        if !signers.into_iter().eq(asking.path.iter().skip(1)) || passed_on != approvals {
            return Err(Otherwise::OtherPath);
        }
        if verified.text != asking.answer.text {
            return Err(Otherwise::OtherAnswer);
        }
        let digest = digest(&answer.consent)?;
        if self.consents.len() != asking.path.len() - 1 || self.consents.iter().any(|one| one.digest != digest) {
            return Err(Otherwise::OtherRequest);
        }
        Ok(())
    }
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
