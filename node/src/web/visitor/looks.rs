//! What a member may look at, each with its own type.
//!
//! A sight that does not belong to its look is that of nobody: the membership ended between two steps.

use axum::response::Response;
use stn_protocol::exchange::view::{
    AnswerView, AskView, BridgeView, ColleagueView, ContactView, ExportView, ItemView, LedgerView, LimitsView, MeView,
    MemberLook, MemberSight, OfferView, PeopleByNameView,
};
use stn_protocol::id::{AskId, ContactId};
use stn_protocol::local::Profile;
use stn_protocol::local::insight::{FoundView, ImportView, PartnerView, ReachView};
use stn_protocol::local::keys::KeysView;
use stn_protocol::trust::Word;

use super::Visitor;

impl Visitor {
    /// What waits.
    pub(in crate::web) async fn inbox(&self) -> Result<Vec<ItemView>, Response> {
        let MemberSight::Inbox(items) = self.look(MemberLook::Inbox).await? else { return Err(self.stranger()) };
        Ok(items)
    }

    /// What they asked.
    pub(in crate::web) async fn asks(&self) -> Result<Vec<AskView>, Response> {
        let MemberSight::Asks(asks) = self.look(MemberLook::Asks).await? else { return Err(self.stranger()) };
        Ok(asks)
    }

    /// What was offered to one ask.
    pub(in crate::web) async fn offers(&self, ask: AskId) -> Result<Vec<OfferView>, Response> {
        let look = MemberLook::Offers { ask };
        let MemberSight::Offers(offers) = self.look(look).await? else { return Err(self.stranger()) };
        Ok(offers)
    }

    /// What was answered to them, sealed.
    pub(in crate::web) async fn answers(&self) -> Result<Vec<AnswerView>, Response> {
        let MemberSight::Answers(all) = self.look(MemberLook::Answers).await? else { return Err(self.stranger()) };
        Ok(all)
    }

    /// Whom they know.
    pub(in crate::web) async fn people(&self) -> Result<Vec<ContactView>, Response> {
        let MemberSight::People(people) = self.look(MemberLook::People).await? else { return Err(self.stranger()) };
        Ok(people)
    }

    /// Those of their contacts, in this order, that there are.
    pub(in crate::web) async fn contacts(&self, contacts: Vec<ContactId>) -> Result<Vec<ContactView>, Response> {
        let look = MemberLook::Contacts { contacts };
        let MemberSight::People(people) = self.look(look).await? else { return Err(self.stranger()) };
        Ok(people)
    }

    /// Some of those they know, in the order of their names.
    pub(in crate::web) async fn people_by_name(
        &self,
        from: usize,
        at_most: usize,
    ) -> Result<PeopleByNameView, Response> {
        let look = MemberLook::PeopleByName { from, at_most };
        let MemberSight::PeopleByName(people) = self.look(look).await? else { return Err(self.stranger()) };
        Ok(people)
    }

    /// One of their contacts, if it is theirs.
    pub(in crate::web) async fn contact(&self, contact: ContactId) -> Result<Option<ContactView>, Response> {
        Ok(self.contacts(vec![contact]).await?.pop())
    }

    /// Whom they know by something half remembered.
    pub(in crate::web) async fn found(&self, text: &str) -> Result<Vec<FoundView>, Response> {
        let look = MemberLook::Find { text: text.into() };
        let MemberSight::Found(found) = self.look(look).await? else { return Err(self.stranger()) };
        Ok(found)
    }

    /// Who else is a member.
    pub(in crate::web) async fn colleagues(&self) -> Result<Vec<ColleagueView>, Response> {
        let look = MemberLook::Colleagues;
        let MemberSight::Colleagues(all) = self.look(look).await? else { return Err(self.stranger()) };
        Ok(all)
    }

    /// What their colleagues say they work on.
    pub(in crate::web) async fn colleague_topics(&self) -> Result<Vec<Word>, Response> {
        let look = MemberLook::ColleagueTopics;
        let MemberSight::Topics(topics) = self.look(look).await? else { return Err(self.stranger()) };
        Ok(topics)
    }

    /// How far their network reaches.
    pub(in crate::web) async fn reach(&self) -> Result<ReachView, Response> {
        let MemberSight::Reach(reach) = self.look(MemberLook::Reach).await? else { return Err(self.stranger()) };
        Ok(*reach)
    }

    /// Files of contacts they brought, newest first.
    pub(in crate::web) async fn imports(&self) -> Result<Vec<ImportView>, Response> {
        let MemberSight::Imports(imports) = self.look(MemberLook::Imports).await? else { return Err(self.stranger()) };
        Ok(imports)
    }

    /// Their bridges.
    pub(in crate::web) async fn bridges(&self) -> Result<Vec<BridgeView>, Response> {
        let MemberSight::Bridges(all) = self.look(MemberLook::Bridges).await? else { return Err(self.stranger()) };
        Ok(all)
    }

    /// Their organisation's partners.
    pub(in crate::web) async fn partners(&self) -> Result<Vec<PartnerView>, Response> {
        let MemberSight::Partners(all) = self.look(MemberLook::Partners).await? else { return Err(self.stranger()) };
        Ok(all)
    }

    /// Who they are to the node.
    pub(in crate::web) async fn me(&self) -> Result<MeView, Response> {
        let MemberSight::Me(me) = self.look(MemberLook::Me).await? else { return Err(self.stranger()) };
        Ok(*me)
    }

    /// Their devices.
    pub(in crate::web) async fn keys(&self) -> Result<KeysView, Response> {
        let MemberSight::Keys(keys) = self.look(MemberLook::Keys).await? else { return Err(self.stranger()) };
        Ok(*keys)
    }

    /// What they let come before them.
    pub(in crate::web) async fn limits(&self) -> Result<LimitsView, Response> {
        let MemberSight::Limits(limits) = self.look(MemberLook::Limits).await? else { return Err(self.stranger()) };
        Ok(*limits)
    }

    /// What left about them.
    pub(in crate::web) async fn ledger(&self) -> Result<LedgerView, Response> {
        let MemberSight::Ledger(ledger) = self.look(MemberLook::Ledger).await? else { return Err(self.stranger()) };
        Ok(*ledger)
    }

    /// What they say of themselves.
    pub(in crate::web) async fn profile(&self) -> Result<Profile, Response> {
        let MemberSight::Profile(profile) = self.look(MemberLook::Profile).await? else { return Err(self.stranger()) };
        Ok(*profile)
    }

    /// Everything the node holds of them.
    pub(in crate::web) async fn export(&self) -> Result<ExportView, Response> {
        let MemberSight::Export(export) = self.look(MemberLook::Export).await? else { return Err(self.stranger()) };
        Ok(*export)
    }
}
