//! Clicks: each command of a member or admin, handed to the conversation it belongs to.

use crate::exchange::bridge::{self, OpenLink};
use crate::exchange::contacts::Tagging;
use crate::exchange::query::{self, NewAsk};
use crate::exchange::request::{self, Passed};
use crate::exchange::{
    AdminCommand, AlertCommand, KeysCommand, MemberCommand, Refused, Reply, Turn, WordCommand, alert, answer,
    certificate, contacts, devices, edge_policy, erasure, findable, gate, import, invites, knock, knocked, membership,
    offer, org_policy, organisation, peering, re_enrolment, recovery, retention, standby, stay, succession,
    suppression, word,
};
use crate::id::MemberKey;

impl Turn<'_> {
    pub(super) fn member_acted(&mut self, member: MemberKey, command: MemberCommand) -> Result<Reply, Refused> {
        match command {
            MemberCommand::StockLetterKeys { keys } => membership::stock_letter_keys(self, member, keys),
            MemberCommand::RecordContacts { contacts, import } => contacts::record(self, member, contacts, import),
            MemberCommand::ForgetContact { contact } => contacts::forget(self, member, contact),
            MemberCommand::UndoImport { import } => import::undo(self, member, import),
            MemberCommand::TagContacts { contacts, add, remove, import } => {
                contacts::tag(self, member, &contacts, &Tagging { add, remove, import })
            }
            MemberCommand::SetProfile { profile } => membership::set_profile(self, member, *profile),
            MemberCommand::NameOrganisation { organisation } => organisation::name(self, member, organisation),
            MemberCommand::TieOrganisation { organisation, tie } => organisation::tie(self, member, organisation, tie),
            MemberCommand::TrustColleague { colleague, strength, policy } => {
                membership::trust_colleague(self, member, colleague, strength, policy)
            }
            MemberCommand::OpenBridge { bridge, expires, strength, policy } => {
                bridge::open(self, member, bridge, OpenLink { expires, strength, policy })
            }
            MemberCommand::AcceptBridge { accept, strength, policy } => {
                bridge::accept_now(self, member, *accept, (strength, policy))
            }
            MemberCommand::ConfirmBridge { item, confirm } => bridge::confirm(self, member, item, *confirm),
            MemberCommand::CompleteBridge { item } => bridge::complete(self, member, item),
            MemberCommand::EndBridge { bridge } => bridge::end_by_member(self, member, bridge),
            MemberCommand::Ask { ask, kind, handles, until, attributes, avoid, terms, keep_looking_until } => {
                let terms = terms.map(|terms| *terms);
                let new = NewAsk { ask, kind, handles, until, attributes, avoid, terms, keep_looking_until };
                query::ask(self, member, new)
            }
            MemberCommand::CloseAsk { ask } => query::close_by_member(self, member, ask),
            MemberCommand::KeepOutcome { ask, outcome } => query::keep_outcome(self, member, ask, outcome),
            MemberCommand::SubmitRequest { offer, core, consent } => {
                request::submit(self, member, offer, &core, consent)
            }
            MemberCommand::AllowOffer { item, blurb } => offer::allow(self, member, item, blurb),
            MemberCommand::PassOn { item, consent, receipt, note } => {
                request::pass_on(self, member, item, Passed { consent, receipt, note })
            }
            MemberCommand::AnswerLetter { item, sealed } => answer::answer(self, member, item, sealed),
            MemberCommand::Decline { item } => request::decline(self, member, item),
            MemberCommand::RecordOutcome { request, verified } => answer::note_outcome(self, member, request, verified),
            MemberCommand::SubmitRequests { requests } => standby::submit(self, member, requests),
            MemberCommand::Knock { knock } => knock::knock(self, member, *knock),
            MemberCommand::AnswerKnock { item, accept, policy } => {
                knocked::answer(self, member, item, (*accept, policy))
            }
            MemberCommand::RateBridge { bridge, strength, policy } => {
                bridge::rate(self, member, bridge, (strength, policy))
            }
            MemberCommand::LimitAnswer { request, until } => retention::limit(self, member, request, until),
            MemberCommand::ChangePolicy { edge, change } => edge_policy::change(self, member, edge, change),
            MemberCommand::SetLimits { limits } => gate::set_limits(self, member, *limits),
            MemberCommand::Snooze { item, until } => gate::snooze(self, member, item, until),
            MemberCommand::EraseMe => erasure::erase(self, member),
            MemberCommand::SetFindable { findable } => findable::set(self, member, findable),
            MemberCommand::Keys(command) => self.keys_acted(member, command),
            MemberCommand::Alert(command) => self.alert_acted(member, command),
            MemberCommand::Word(command) => self.word_acted(member, command),
        }
    }

    fn keys_acted(&mut self, member: MemberKey, command: KeysCommand) -> Result<Reply, Refused> {
        match command {
            KeysCommand::UpdateCert { draft } => certificate::update(self, member, draft),
            KeysCommand::OpenDevice { invite, expires } => devices::open(self, member, invite, expires),
            KeysCommand::AdmitDevice { invite, draft, bundle } => devices::admit(self, member, invite, draft, bundle),
            KeysCommand::CloseDevice { invite } => devices::close(self, member, invite),
            KeysCommand::KeepRecovery { locator, sealed } => recovery::keep(self, member, locator, sealed),
            KeysCommand::KeepVault { sealed } => recovery::keep_vault(self, member, sealed),
            KeysCommand::ConfirmReEnrolment { old, new, signature } => {
                re_enrolment::confirm(self, member, old, new, signature)
            }
            KeysCommand::StopReEnrolment => re_enrolment::stop(self, member),
        }
    }

    fn alert_acted(&mut self, member: MemberKey, command: AlertCommand) -> Result<Reply, Refused> {
        match command {
            AlertCommand::SendAlert { core, edges } => alert::send(self, member, &core, edges),
            AlertCommand::PassAlert { item, from, edges } => {
                alert::pass_on(self, member, item, alert::Passed { from, edges })
            }
            AlertCommand::WithdrawAlert { request } => alert::withdraw(self, member, request),
            AlertCommand::RecordAlertOutcome { offer, answer, verified } => {
                alert::record_outcome(self, member, (offer, answer), verified)
            }
        }
    }

    fn word_acted(&mut self, member: MemberKey, command: WordCommand) -> Result<Reply, Refused> {
        match command {
            WordCommand::AskBack { item, word, sealed } => word::ask_back(self, member, item, (word, sealed)),
            WordCommand::SendWord { request, word, sealed } => word::send(self, member, request, (word, sealed)),
            WordCommand::DropWord { request, word } => word::put_away(self, member, request, word),
            WordCommand::StayConnected { tie, strength, policy } => stay::keep(self, member, *tie, strength, policy),
        }
    }

    pub(super) fn admin_acted(&mut self, command: AdminCommand) -> Result<Reply, Refused> {
        match command {
            AdminCommand::InviteMember { name, expires } => membership::invite(self, name, expires),
            AdminCommand::WithdrawInvite { invite } => invites::withdraw(self, invite),
            AdminCommand::RemoveMember { member } => membership::remove(self, member),
            AdminCommand::InvitePeer { expires } => peering::invite(self, expires),
            AdminCommand::JoinPeer { org, addrs, invite: _, secret } => peering::join(self, org, addrs, &secret),
            AdminCommand::ConfirmPeer { org } => peering::confirm(self, org),
            AdminCommand::EndPeer { org } => peering::end(self, org),
            AdminCommand::ReEnrolMember { member } => re_enrolment::begin(self, member),
            AdminCommand::StopReEnrolment { member } => re_enrolment::stop(self, member),
            AdminCommand::SetPolicy { policy } => org_policy::set(self, *policy),
            AdminCommand::SetPeerPolicy { org, policy } => org_policy::set_peer(self, org, policy),
            AdminCommand::Suppress { handle } => suppression::suppress(self, &handle),
            AdminCommand::LiftSuppression { handle } => suppression::lift(self, &handle),
            AdminCommand::AnnounceSuccession { succession } => succession::announce(self, succession),
            AdminCommand::ConfirmSuccession { old, new } => succession::confirm(self, old, new),
        }
    }
}
