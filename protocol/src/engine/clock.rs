//! Time: alarms that have come, the tick of the release grid, and the matching epoch.

use std::collections::BTreeMap;

use rand_core::Rng;

use crate::crypto::oprf::EpochSecret;
use crate::crypto::stream::Purpose;
use crate::exchange::standby;
use crate::exchange::{
    Counter, Turn, alert, avoid, bridge, certificate, ends, epoch, evaluation, gate, keep_looking, knock, knocked,
    metering, peering, query, re_enrolment, relay, request, retention, succession,
};
use crate::id::OrgId;
use crate::limits;
use crate::message::{Frame, Query};
use crate::policy::quota;
use crate::state::{Alarm, Epoch, State};
use crate::wire::frame;

impl Turn<'_> {
    pub(super) fn deadline_passed(&mut self) {
        let mut ticked = false;
        while let Some((at, alarm)) = self.state.derived.alarms.first().copied().filter(|(at, _)| *at <= self.now) {
            self.state.derived.alarms.remove(&(at, alarm));
            if alarm != Alarm::Tick || !std::mem::replace(&mut ticked, true) {
                self.ring(alarm);
            }
        }
    }

    fn ring(&mut self, alarm: Alarm) {
        let now = self.now;
        match alarm {
            Alarm::Tick => self.tick(),
            Alarm::Query(query) => self.state.forget_query(&query, now),
            Alarm::Relayed(origin, query) => relay::on_date(self, (origin, query)),
            Alarm::Route(offer) => self.state.forget_route(&offer, now),
            Alarm::Request(offer) => request::expire(self, offer),
            Alarm::Ask(ask) => query::expire(self, ask),
            Alarm::Item(member, item) => {
                if self.state.inbox.row(&(member, item)).is_some_and(|row| row.expires <= now) {
                    self.drop_item(member, item);
                }
            }
            Alarm::Join(org) => peering::repeat_join(self, org),
            Alarm::Bridge(bridge) => bridge::expire(self, bridge),
            Alarm::MemberInvite(invite) | Alarm::PeerInvite(invite) => self.state.forget_invite(&invite, now),
            Alarm::Evaluation(eval) => {
                if self.state.evaluations.row(&eval).is_some_and(|row| row.expires <= now) {
                    self.state.evaluations.remove(&eval);
                }
            }
            Alarm::EvalRoute(eval) => {
                if self.state.eval_routes.row(&eval).is_some_and(|row| row.expires <= now) {
                    self.state.eval_routes.remove(&eval);
                }
            }
            Alarm::Batch(origin, epoch) => evaluation::on_batch_due(self, origin, epoch),
            Alarm::Table(origin, epoch) => self.state.forget_table(&(origin, epoch), now),
            Alarm::Cert(member) => certificate::wake_or_rest(self, member),
            Alarm::KnownCert(org, member) => certificate::forget(self, (org, member)),
            Alarm::DeviceInvite(invite) => self.state.forget_device_invite(&invite, now),
            Alarm::ReEnrolment(old) => re_enrolment::expire(self, old),
            Alarm::Prefetch(org) => epoch::prefetch(self, org),
            Alarm::Farewell(peer) => ends::farewell(self, peer),
            Alarm::Epoch => epoch::renew(self),
            Alarm::Show(member) => gate::on_due(self, member),
            Alarm::Ageing => self.age_edges(),
            Alarm::Resend(peer, number) => self.offer_again(peer, number),
            Alarm::Standby(offer) => standby::release(self, offer),
            Alarm::Retention(ask) => retention::on_date(self, ask),
            Alarm::Answer(request) => retention::on_answer_date(self, request),
            Alarm::Avoid(origin, epoch) => avoid::on_patience_over(self, (origin, epoch)),
            Alarm::Limits(member) => gate::prune(self, member),
            Alarm::Asked(of) => metering::expire(self, of),
            Alarm::Ledger(member) => self.state.age_ledger(member, now),
            Alarm::Search(ask) => keep_looking::on_due(self, ask),
            Alarm::Knock(knock) => knock::forget(self, &knock),
            Alarm::KnockBatch(peer) => knock::send_batch(self, peer),
            Alarm::Succession(old) => succession::on_date(self, old),
            Alarm::Alert(request, member) => alert::expire(self, request, member),
        }
    }

    /// A tick of the release grid: new questions and held frames leave, and what waits is worked on.
    fn tick(&mut self) {
        query::send_new(self);
        self.release_held();
        self.work_on_waiting();
        if self.state.has_idle_waiting() {
            self.wake_on_grid();
        }
    }

    /// Lets held frames go, in an order that tells nothing.
    fn release_held(&mut self) {
        let due = self.state.held.iter().filter(|(_, held)| held.release <= self.now);
        let mut due: Vec<u64> = due.map(|(number, _)| *number).collect();
        if due.is_empty() {
            return;
        }
        let mut stream = self.rng.stream(Purpose::OfferShuffle);
        quota::shuffle(&mut due, &mut |bound| stream.next_u64() % bound);
        for number in due {
            if let Some(held) = self.state.held.remove(&number) {
                self.send_block(held.peer, held.block);
            }
        }
    }

    /// Hands what waits to workers, no more than a fixed number at a tick.
    fn work_on_waiting(&mut self) {
        let free = self.state.fair_share();
        let mut questions: Vec<(u64, OrgId, Query)> = Vec::new();
        for (number, peer, block) in free {
            let in_hand = match frame::decode(&block) {
                Ok(Frame::Query(query)) => {
                    questions.push((number, peer, query));
                    continue;
                }
                Ok(Frame::EvalRequest(request)) => evaluation::on_request(self, number, peer, request),
                Ok(Frame::EvalResponse(response)) => evaluation::on_response(self, number, peer, response),
                Ok(Frame::Knock(knock)) => knocked::on_knock(self, number, peer, knock),
                Ok(_) | Err(_) => false,
            };
            if in_hand {
                self.state.derived.in_hand.insert(number);
            } else {
                self.state.take_waiting(&number);
            }
        }
        for number in relay::on_tick(self, questions) {
            self.count(Counter::IdleFrame);
            self.state.take_waiting(&number);
        }
    }
}

impl State {
    /// The frames to work on at a tick: as many of each peer, so that nobody's backlog delays the others'.
    fn fair_share(&self) -> Vec<(u64, OrgId, Vec<u8>)> {
        let peers = self.derived.waiting_of.values().filter(|count| **count > 0).count().max(1);
        let each = (limits::ARRIVALS_PER_TICK / peers).max(1);
        let mut taken = BTreeMap::<OrgId, usize>::new();
        let free = self.waiting.iter().filter(|(number, _)| !self.derived.in_hand.contains(number));
        let mut share = |peer: OrgId| {
            let count = taken.entry(peer).or_default();
            *count += 1;
            *count <= each
        };
        free.filter(|(_, row)| share(row.peer)).map(|(number, row)| (*number, row.peer, row.block.clone())).collect()
    }
}

impl Epoch {
    /// The epoch's key.
    pub fn secret(&self) -> EpochSecret {
        EpochSecret::derive(&self.seed, self.epoch)
    }
}
