//! The steps of an alert: it goes from hand to hand, somebody answers, and the way back is proved.

use stn_protocol::device::{AlertDraft, VerifiedAnswer};
use stn_protocol::exchange::view::{AlertView, ItemView, Waiting};
use stn_protocol::exchange::{AlertCommand, MemberCommand};
use stn_protocol::id::RequestId;
use stn_protocol::message::{self, Attribute, AttributeType, RequestBody, RequestCore};
use stn_protocol::private::Private;
use stn_protocol::time::Span;
use stn_protocol::trust::Word;
use stn_protocol::wire::payload::Payload;

use super::onlooker::{Onlooker, Yes};
use super::play::{PATIENCE, Play};
use crate::clock;
use crate::demo::account::{AlertTold, AnswerTold};
use crate::demo::trouble::{Otherwise, Stage, Trouble, until};
use crate::demo::valley::{Alert, Pass, Slug};
use crate::tongue::{Sentence, Value};

const DURING: Stage = Stage::Alerting;

impl<T: Onlooker> Play<'_, T> {
    /// The alert goes to the first people.
    pub(super) async fn send_alert(&mut self, alert: &Alert) -> Result<RequestId, Trouble> {
        let begun = clock::now();
        let to: Vec<_> =
            alert.to.iter().map(|next| self.people.next_to(&alert.asker, next)).collect::<Result<_, _>>()?;
        let draft = draft(alert)?;
        let asker = self.people.person(&alert.asker)?;
        let until_day = begun.plus(Span::days(21));
        let (core, edges) =
            asker.make(DURING, |device, streams| device.compose_alert(streams, &draft, &to, until_day, begun))?;
        let request = RequestCore::from_bytes(&core).map_err(|_| Otherwise::OtherAlert)?.request;
        asker.act(DURING, &MemberCommand::Alert(AlertCommand::SendAlert { core, edges })).await?;
        for next in &alert.to {
            self.came(next, 1).await?;
        }
        let title =
            Sentence::new("story-alerts").with("asker", self.called(&alert.asker)).with("to", self.each(&alert.to));
        self.told(begun, title, Some(alert.text.clone())).await?;
        Ok(request)
    }

    /// Somebody reads the alert, signs for one more person and hands it to them, who then has it from `bringers`.
    pub(super) async fn pass_alert(&mut self, alert: &Alert, pass: &Pass, bringers: usize) -> Result<(), Trouble> {
        let begun = clock::now();
        let to = [self.people.next_to(&pass.member, &pass.to)?];
        let (item, before) = self.came(&pass.member, 1).await?;
        self.turn(&pass.member, Yes::PassOn, &pass.words).await;
        let member = self.people.person(&pass.member)?;
        let core = member.make(DURING, |device, _| device.read_alert(&item, begun))?;
        is_as_written(alert, &core)?;
        let edges =
            member.make(DURING, |device, streams| device.pass_alert(streams, &item, &to, &pass.words, begun))?;
        let command = AlertCommand::PassAlert { item: item.item, from: before.offer, edges };
        member.act(DURING, &MemberCommand::Alert(command)).await?;
        self.came(&pass.to, bringers).await?;
        let (from, to) = (self.called(&pass.member), self.called(&pass.to));
        let title = Sentence::new("story-hands-on").with("from", from).with("to", to).with("bringers", bringers);
        self.told(begun, title, Some(pass.words.clone())).await
    }

    /// Somebody is interested and says so, sealed. Gives who brought it to them, the first in front.
    pub(super) async fn answer_alert(&mut self, alert: &Alert) -> Result<Vec<Private<String>>, Trouble> {
        let begun = clock::now();
        let who = &alert.answer.member;
        let bringers = alert.passes.iter().filter(|pass| pass.to == *who).count();
        let (item, before) = self.came(who, bringers).await?;
        self.turn(who, Yes::Answer, &alert.answer.text).await;
        let member = self.people.person(who)?;
        let core = member.make(DURING, |device, _| device.read_alert(&item, begun))?;
        is_as_written(alert, &core)?;
        let cards = vec![member.device().card().clone()];
        let text = &alert.answer.text;
        let sealed = member.make(DURING, |device, streams| device.answer_alert(streams, &item, text, cards, begun))?;
        member.act(DURING, &MemberCommand::AnswerLetter { item: item.item, sealed }).await?;
        let senders = [&before.request.predecessor].into_iter().chain(&before.others);
        let brought_by: Option<Vec<&Slug>> = senders.map(|one| self.people.who(&one.org, &one.member)).collect();
        let brought_by = brought_by.ok_or(Otherwise::OtherPath)?.into_iter().map(|id| Private(self.called(id)));
        let brought_by: Vec<Private<String>> = brought_by.collect();
        let title = Sentence::new("story-answers-alert").with("who", self.called(who));
        self.told(begun, title, Some(alert.answer.text.clone())).await?;
        Ok(brought_by)
    }

    /// The asker's device checks the whole way back.
    pub(super) async fn judge_alert(&mut self, alert: &Alert, job: RequestId) -> Result<VerifiedAnswer, Trouble> {
        let begun = clock::now();
        let asker = self.people.person(&alert.asker)?;
        let answers = until(DURING, PATIENCE, async || {
            let answers = asker.alert_answers(DURING, job).await?;
            Ok((!answers.is_empty()).then_some(answers))
        })
        .await?;
        let [answer] = &answers[..] else { return Err(Otherwise::NotOneAnswer.into()) };
        let verified = asker.make(DURING, |device, _| device.verify_alert_answer(answer, clock::now()))?;
        let command = AlertCommand::RecordAlertOutcome { offer: answer.offer, answer: answer.answer, verified: true };
        asker.act(DURING, &MemberCommand::Alert(command)).await?;
        if verified.text != alert.answer.text {
            return Err(Otherwise::OtherAnswer.into());
        }
        let signers = verified.signers.iter().filter_map(|(org, member)| self.people.who(org, member));
        if !signers.eq(alert.path.iter().skip(1)) {
            return Err(Otherwise::OtherPath.into());
        }
        let (org, _) = self.reader.valley.member(&alert.asker).ok_or(Otherwise::Nobody)?;
        let title =
            Sentence::new("story-judges-alert").with("asker", self.called(&alert.asker)).with("org", org.name.as_str());
        self.told(begun, title, None).await?;
        Ok(verified)
    }

    /// The alert's part of the account.
    pub(super) fn alert_told(
        &self,
        alert: &Alert,
        brought_by: Vec<Private<String>>,
        found: VerifiedAnswer,
    ) -> AlertTold {
        let answer = AnswerTold { text: found.text, cards: found.cards };
        AlertTold { text: alert.text.clone(), brought_by, path: found.path, answer }
    }

    /// These people, one after the other.
    fn each(&self, ids: &[Slug]) -> Value {
        let names = ids.iter().map(|id| Value::from(self.called(id)));
        let both = |before, next| Sentence::new("story-and-to").with("before", before).with("next", next).into();
        names.reduce(both).unwrap_or_else(|| "".into())
    }

    /// Waits until so many people have brought an alert to somebody, before whom it lies once.
    async fn came(&mut self, id: &Slug, bringers: usize) -> Result<(ItemView, AlertView), Trouble> {
        let person = self.people.person(id)?;
        until(DURING, PATIENCE, async || {
            let mut came = person.alerts(DURING).await?.came;
            if came.len() > 1 {
                return Err(Otherwise::ShownTwice.into());
            }
            let Some(item) = came.pop() else { return Ok(None) };
            let Waiting::Alert { alert } = &item.waiting else { return Err(Otherwise::OtherAlert.into()) };
            let alert = AlertView::clone(alert);
            Ok((1 + alert.others.len() == bringers).then_some((item, alert)))
        })
        .await
    }
}

fn draft(alert: &Alert) -> Result<AlertDraft, Otherwise> {
    let roles = alert.roles.iter().map(|value| (AttributeType::Role, value));
    let topics = alert.topics.iter().map(|value| (AttributeType::Topic, value));
    let attributes = roles.chain(topics).map(|(r#type, value)| {
        let value = Word::parse(value).map_err(|_| Otherwise::OtherAlert)?.into();
        Ok(Attribute { r#type, value })
    });
    Ok(AlertDraft {
        kind: message::Kind::Opportunity,
        text: alert.text.clone(),
        link: alert.link.clone(),
        attributes: attributes.collect::<Result<_, Otherwise>>()?,
        note: alert.note.clone(),
    })
}

fn is_as_written(alert: &Alert, core: &RequestCore) -> Result<(), Otherwise> {
    let is_same = matches!(&core.body, RequestBody::Alert(came) if came.text == alert.text && came.link == alert.link);
    if is_same { Ok(()) } else { Err(Otherwise::OtherAlert) }
}
