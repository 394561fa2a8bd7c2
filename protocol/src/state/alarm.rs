//! When to look at what again. Every open thing has an alarm; none is stored, all follow from the tables.

use crate::id::{AskId, BridgeId, EvalId, InviteId, ItemId, KnockId, MemberKey, OfferRef, OrgId, QueryId, RequestId};
use crate::message::Kind;
use crate::policy::Metered;
use crate::state::{HopStage, PeerState, State};
use crate::time::Timestamp;

/// What to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alarm {
    /// A tick of the release grid with something to do.
    Tick,
    /// An own query to forget.
    Query(QueryId),
    /// Somebody else's query to forget.
    Relayed(OrgId, QueryId),
    /// An offer to forget.
    Route(OfferRef),
    /// A request to end.
    Request(OfferRef),
    /// An ask to end.
    Ask(AskId),
    /// Something in an inbox to drop.
    Item(MemberKey, ItemId),
    /// A request to become a peer to repeat.
    Join(OrgId),
    /// A bridge link to end.
    Bridge(BridgeId),
    /// An invitation of a member to forget.
    MemberInvite(InviteId),
    /// An invitation of a peer to forget.
    PeerInvite(InviteId),
    /// An evaluation to give up.
    Evaluation(EvalId),
    /// A passed-on evaluation to give up.
    EvalRoute(EvalId),
    /// New handles to send for evaluation.
    Batch(OrgId, u32),
    /// A match table to forget.
    Table(OrgId, u32),
    /// The own matching epoch to change, or an old one's key to destroy.
    Epoch,
    /// Something in front of a member that shows from now on.
    Show(MemberKey),
    /// Edges that were not confirmed for a year.
    Ageing,
    /// A frame to offer again to a busy peer.
    Resend(OrgId, u64),
    /// A held request to send.
    Standby(OfferRef),
    /// An ask that keeps looking, to be asked afresh.
    Search(AskId),
    /// A knock to forget.
    Knock(KnockId),
    /// A batch of knocks to send.
    KnockBatch(OrgId),
    /// A certificate that runs out.
    Cert(MemberKey),
    /// What is known of somebody's keys to forget.
    KnownCert(OrgId, MemberKey),
    /// A link for a further device to forget.
    DeviceInvite(InviteId),
    /// A re-enrolment to end, or to forget.
    ReEnrolment(MemberKey),
    /// A table for an announced epoch to begin.
    Prefetch(OrgId),
    /// A former peer to whom nothing is owed any more.
    Farewell(OrgId),
    /// An appraisal to delete with everything about it.
    Retention(AskId),
    /// An answer to delete.
    Answer(RequestId),
    /// Questions that waited long enough for a neighbour to be judged.
    Avoid(OrgId, u32),
    /// An alert before a member that ends, or is to be forgotten.
    Alert(RequestId, MemberKey),
    /// What is remembered of a member's limits to be gone over.
    Limits(MemberKey),
    /// A count of questions to end.
    Asked(Metered),
    /// A member's ledger, whose oldest records go.
    Ledger(MemberKey),
    /// What a peer announced of its key: to be followed, or to be forgotten.
    Succession(OrgId),
}

impl State {
    /// Sets an alarm.
    pub fn wake_at(&mut self, at: Timestamp, alarm: Alarm) {
        self.derived.alarms.insert((at, alarm));
    }

    /// Builds all alarms from the tables. Repetitions of joins and busy frames begin at once.
    pub(crate) fn derive_alarms(&mut self) {
        let mut alarms = Vec::new();
        self.alarms_of_questions(&mut alarms);
        self.alarms_of_people(&mut alarms);
        self.alarms_of_evaluations(&mut alarms);
        self.alarms_of_knocks(&mut alarms);
        self.alarms_of_keys(&mut alarms);
        self.alarms_of_appraisals(&mut alarms);
        self.alarms_of_alerts(&mut alarms);
        self.alarms_of_policy(&mut alarms);
        self.alarms_of_ledgers(&mut alarms);
        self.alarms_of_successions(&mut alarms);
        self.derived.alarms.extend(alarms);
    }

    fn alarms_of_questions(&self, alarms: &mut Vec<(Timestamp, Alarm)>) {
        let start = Timestamp::default();
        let unsent = self.asks.iter().any(|(_, ask)| !ask.sent && !ask.closed);
        if unsent || !self.waiting.is_empty() {
            alarms.push((start, Alarm::Tick));
        }
        alarms.extend(self.held.iter().map(|(_, held)| (held.release, Alarm::Tick)));
        alarms.extend(self.asks.iter().map(|(id, ask)| (ask.until, Alarm::Ask(*id))));
        alarms.extend(self.queries.iter().map(|(id, query)| (query.keep_until, Alarm::Query(*id))));
        alarms.extend(self.relayed.iter().map(|((origin, id), row)| (row.keep_until, Alarm::Relayed(*origin, *id))));
        let held = self.standby.iter().filter_map(|(offer, row)| Some((row.held.as_ref()?.release, *offer)));
        alarms.extend(held.map(|(at, offer)| (at, Alarm::Standby(offer))));
        for (offer, route) in self.routes.iter() {
            alarms.push((route.keep_until, Alarm::Route(*offer)));
            if let Some(hop) =
                route.hop.as_ref().filter(|hop| matches!(hop.stage, HopStage::Waiting | HopStage::Passed))
            {
                alarms.push((hop.content.expires, Alarm::Request(*offer)));
            }
        }
    }

    fn alarms_of_people(&self, alarms: &mut Vec<(Timestamp, Alarm)>) {
        alarms.extend(self.inbox.iter().map(|((member, id), item)| (item.expires, Alarm::Item(*member, *id))));
        alarms.extend(self.member_invites.iter().map(|(id, invite)| (invite.expires, Alarm::MemberInvite(*id))));
        alarms.extend(self.peer_invites.iter().map(|(id, invite)| (invite.expires, Alarm::PeerInvite(*id))));
        alarms.extend(self.bridges.iter().map(|(id, bridge)| (bridge.expires, Alarm::Bridge(*id))));
        let joining = self.peers.iter().filter(|(_, peer)| peer.state == PeerState::AwaitsOther);
        alarms.extend(joining.map(|(org, _)| (Timestamp::default(), Alarm::Join(*org))));
    }

    fn alarms_of_keys(&self, alarms: &mut Vec<(Timestamp, Alarm)>) {
        alarms.extend(self.members.iter().map(|(member, row)| (row.content.expires, Alarm::Cert(*member))));
        let known = self.known_certs.iter();
        alarms.extend(known.map(|((org, member), row)| (row.keep_until, Alarm::KnownCert(*org, *member))));
        alarms.extend(self.device_invites.iter().map(|(id, row)| (row.expires, Alarm::DeviceInvite(*id))));
        alarms.extend(self.re_enrolments.iter().map(|(old, row)| (row.expires, Alarm::ReEnrolment(*old))));
        alarms.extend(self.announced.iter().map(|(org, row)| (row.fetch_at, Alarm::Prefetch(*org))));
        alarms.extend(self.superseded.iter().map(|((org, epoch), until)| (*until, Alarm::Table(*org, *epoch))));
    }

    fn alarms_of_evaluations(&self, alarms: &mut Vec<(Timestamp, Alarm)>) {
        alarms.extend(self.evaluations.iter().map(|(id, row)| (row.expires, Alarm::Evaluation(*id))));
        alarms.extend(self.eval_routes.iter().map(|(id, row)| (row.expires, Alarm::EvalRoute(*id))));
        for ((origin, epoch), table) in self.match_tables.iter() {
            alarms.push((table.next_batch, Alarm::Batch(*origin, *epoch)));
            alarms.push((table.made.plus(crate::limits::TABLE_LIFE), Alarm::Table(*origin, *epoch)));
        }
        let epochs = self.node.row(&()).map_or(&[][..], |node| &node.epochs);
        alarms.extend(epochs.iter().map(|epoch| (epoch.until, Alarm::Epoch)));
    }

    fn alarms_of_appraisals(&self, alarms: &mut Vec<(Timestamp, Alarm)>) {
        alarms.extend(self.permissions.iter().map(|(ask, terms)| (terms.retain_until, Alarm::Retention(*ask))));
        alarms.extend(self.retained.iter().map(|(request, until)| (*until, Alarm::Answer(*request))));
        for ((origin, epoch), row) in self.avoid_keys.iter() {
            alarms.extend(row.waiting.iter().map(|waiting| (waiting.until, Alarm::Avoid(*origin, *epoch))));
        }
        for (offer, route) in self.routes.iter().filter(|(_, route)| route.kind == Kind::Appraisal) {
            alarms.extend(route.hop.iter().map(|hop| (hop.content.expires, Alarm::Request(*offer))));
        }
    }
}
