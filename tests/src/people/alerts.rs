//! What people do with alerts: send, pass on, answer, take back, judge.

use stn_protocol::device::{AlertDraft, DeviceError, VerifiedAnswer};
use stn_protocol::exchange::view::{
    AlertAnswerView, AlertView, AlertsView, BridgeState, ItemView, MemberLook, MemberSight, Neighbour, Waiting,
};
use stn_protocol::exchange::{AlertCommand, MemberCommand, Refused, Reply};
use stn_protocol::id::RequestId;
use stn_protocol::local::AlertEdge;
use stn_protocol::message::{Attribute, AttributeType, Kind};
use stn_protocol::time::Span;

use crate::World;

/// How long an alert of a story lives.
pub const ALERT_LIFE: Span = Span::days(2);

/// A job, as a story tells of it.
pub fn job() -> AlertDraft {
    AlertDraft {
        kind: Kind::Opportunity,
        text: "We look for somebody who knows hedges.".into(),
        link: "https://hillside.example/jobs/1".to_owned(),
        attributes: vec![Attribute { r#type: AttributeType::Topic, value: "hedges".to_owned() }],
        note: "".into(),
    }
}

impl World {
    /// The way from one member to another: as a colleague, or over the bridge between them.
    pub fn next_to(&self, name: &str, other: &str) -> Neighbour {
        let ((org, _), (other_org, member)) = (self.member(name), self.member(other));
        if org == other_org {
            return Neighbour { org, member, bridge: None };
        }
        let MemberSight::Bridges(bridges) = self.look(name, &MemberLook::Bridges) else {
            panic!("bridges were asked for")
        };
        let mut over = bridges.iter().filter(|one| one.member == Some(member) && one.state == BridgeState::Active);
        let bridge = over.next().map(|one| one.bridge);
        Neighbour { org: other_org, member, bridge: Some(bridge.expect("the story ties a bridge between the two")) }
    }

    /// A member sends an alert to people of their choice.
    pub fn alert(&mut self, name: &str, draft: &AlertDraft, to: &[&str]) -> Result<RequestId, Refused> {
        let (core, edges) = self.composed_alert(name, draft, to).expect("the device agrees");
        self.act(name, MemberCommand::Alert(AlertCommand::SendAlert { core, edges }))?;
        Ok(self.alerts(name).own.last().expect("an alert was sent").request)
    }

    /// What a member's device makes of an alert.
    pub fn composed_alert(
        &mut self,
        name: &str,
        draft: &AlertDraft,
        to: &[&str],
    ) -> Result<(Vec<u8>, Vec<AlertEdge>), DeviceError> {
        self.see_colleagues(name);
        let (now, until) = (self.now, self.now.plus(ALERT_LIFE));
        let to: Vec<Neighbour> = to.iter().map(|other| self.next_to(name, other)).collect();
        let person = self.people.get_mut(name).expect("the asker exists");
        person.device.compose_alert(&mut person.rng, draft, &to, until, now)
    }

    /// A member passes the first alert before them on.
    pub fn pass(&mut self, name: &str, to: &[&str], note: &str) -> Result<Reply, Refused> {
        let command = self.passed_alert(name, to, note).expect("the device agrees");
        self.act(name, command)
    }

    /// What a member's device makes to pass the first alert before them on.
    pub fn passed_alert(&mut self, name: &str, to: &[&str], note: &str) -> Result<MemberCommand, DeviceError> {
        self.see_colleagues(name);
        let now = self.now;
        let to: Vec<Neighbour> = to.iter().map(|other| self.next_to(name, other)).collect();
        let (item, alert) = self.alert_before(name);
        let person = self.people.get_mut(name).expect("the member exists");
        let edges = person.device.pass_alert(&mut person.rng, &item, &to, note, now)?;
        Ok(MemberCommand::Alert(AlertCommand::PassAlert { item: item.item, from: alert.offer, edges }))
    }

    /// A member says that they are interested in the first alert before them.
    pub fn interested(&mut self, name: &str, text: &str) -> Result<Reply, Refused> {
        self.see_colleagues(name);
        let now = self.now;
        let (item, _) = self.alert_before(name);
        let person = self.people.get_mut(name).expect("the member exists");
        let cards = vec![person.device.card().clone()];
        let sealed = person.device.answer_alert(&mut person.rng, &item, text, cards, now).expect("the device agrees");
        self.act(name, MemberCommand::AnswerLetter { item: item.item, sealed })
    }

    /// The asker's device judges every answer to an alert, in the order of their texts.
    pub fn judge_alert(&mut self, name: &str, request: RequestId) -> Vec<Result<VerifiedAnswer, DeviceError>> {
        let now = self.now;
        let answers = self.alert_answers(name, request);
        let mut judged: Vec<_> =
            answers.iter().map(|answer| self.device(name).verify_alert_answer(answer, now)).collect();
        judged.sort_by_key(|one| one.as_ref().map(|answer| answer.text.to_string()).unwrap_or_default());
        judged
    }

    /// A member's alerts.
    pub fn alerts(&self, name: &str) -> AlertsView {
        let MemberSight::Alerts(alerts) = self.look(name, &MemberLook::Alerts) else { panic!("alerts were asked for") };
        *alerts
    }

    /// Answers to an alert of a member.
    pub fn alert_answers(&self, name: &str, request: RequestId) -> Vec<AlertAnswerView> {
        let MemberSight::AlertAnswers(answers) = self.look(name, &MemberLook::AlertAnswers { request }) else {
            panic!("answers were asked for")
        };
        answers
    }

    /// The first alert before a member, waiting or passed on.
    pub fn alert_before(&self, name: &str) -> (ItemView, AlertView) {
        let item = self.alerts(name).came.into_iter().next().expect("an alert came");
        let Waiting::Alert { alert } = &item.waiting else { panic!("alerts were asked for") };
        let alert = alert.as_ref().clone();
        (item, alert)
    }
}
