//! What a member may look at of ties to people elsewhere: hints, knocks, words along requests, alerts.

use axum::response::Response;
use stn_protocol::exchange::view::{
    AlertsView, AnswerView, AnsweredView, KnockView, MemberLook, MemberSight, WordView,
};
use stn_protocol::local::insight::{FoundView, HintsView, Sought};

use super::Visitor;

impl Visitor {
    /// Their contacts who seem to be at partner organisations.
    pub(in crate::web) async fn hints(&self) -> Result<HintsView, Response> {
        let MemberSight::Hints(hints) = self.look(MemberLook::Hints).await? else { return Err(self.stranger()) };
        Ok(hints)
    }

    /// Those of their contacts who seem to be at an organisation of this name.
    pub(in crate::web) async fn at_organisation(&self, name: &str) -> Result<Vec<FoundView>, Response> {
        let look = MemberLook::Near { sought: Sought::Organisation { name: name.into() } };
        let MemberSight::Near(near) = self.look(look).await? else { return Err(self.stranger()) };
        Ok(near.own)
    }

    /// Their knocks.
    pub(in crate::web) async fn knocks(&self) -> Result<Vec<KnockView>, Response> {
        let MemberSight::Knocks(knocks) = self.look(MemberLook::Knocks).await? else { return Err(self.stranger()) };
        Ok(knocks)
    }

    /// Words that came along requests.
    pub(in crate::web) async fn heard(&self) -> Result<Vec<WordView>, Response> {
        let MemberSight::Words(words) = self.look(MemberLook::Words).await? else { return Err(self.stranger()) };
        Ok(words)
    }

    /// Letters they answered.
    pub(in crate::web) async fn letters_answered(&self) -> Result<Vec<AnsweredView>, Response> {
        let MemberSight::Answered(all) = self.look(MemberLook::Answered).await? else { return Err(self.stranger()) };
        Ok(all)
    }

    /// Answers that came to their requests.
    pub(in crate::web) async fn answers_that_came(&self) -> Result<Vec<AnswerView>, Response> {
        let MemberSight::Answers(all) = self.look(MemberLook::Answers).await? else { return Err(self.stranger()) };
        Ok(all)
    }

    /// Their alerts, and those others brought.
    pub(in crate::web) async fn alerts(&self) -> Result<AlertsView, Response> {
        let MemberSight::Alerts(alerts) = self.look(MemberLook::Alerts).await? else { return Err(self.stranger()) };
        Ok(*alerts)
    }
}
