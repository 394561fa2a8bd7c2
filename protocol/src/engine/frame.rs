//! Bytes: a block from a peer is decoded, judged by itself, made durable, and acknowledged.
//!
//! Questions and evaluations wait for the next tick of the release grid; everything else is taken at
//! once. What a peer hears depends on the block's bytes and on who sent it, on nothing else.

use crate::exchange::{
    Arrival, Counter, Effect, Taken, Ticket, Turn, answer, bridge, certificate, offer, peering, request, restore,
    succession, word,
};
use crate::id::OrgId;
use crate::limits;
use crate::message::Frame;
use crate::state::{Alarm, PeerState, State};
use crate::time::Span;
use crate::wire::record::Status;
use crate::wire::verify::verify_by_origin;
use crate::wire::{Refusal, frame};

impl Turn<'_> {
    pub(super) fn link_opened(&mut self, peer: OrgId, incarnation: u64) {
        let known = self.state.peers.row(&peer).map_or(0, |row| row.incarnation);
        if incarnation > known
            && let Some(row) = self.state.peers.edit(&peer)
        {
            row.incarnation = incarnation;
            row.seq = 0;
        }
        if incarnation < known {
            self.state.derived.outdated.insert(peer);
        } else {
            self.state.derived.outdated.remove(&peer);
        }
    }

    pub(super) fn frame_arrived(&mut self, peer: OrgId, arrival: Arrival, block: Vec<u8>) {
        let taken = if !self.is_peer(&peer) {
            Taken::NotPeer
        } else if self.state.derived.outdated.contains(&peer) {
            Taken::Outdated
        } else {
            self.take_block(peer, block)
        };
        match taken {
            Taken::Malformed => self.count(Counter::MalformedFrame),
            Taken::Unsupported => self.count(Counter::UnsupportedFrame),
            Taken::NotPeer | Taken::Outdated | Taken::Yes | Taken::Busy { .. } => {}
        }
        self.effects.push(Effect::Settle { peer, arrival, taken });
    }

    pub(super) fn frame_settled(&mut self, peer: OrgId, ticket: Ticket, status: Status, retry_after_secs: u32) {
        let key = (peer, ticket.0);
        match status {
            Status::Taken => {
                succession::on_taken(self, &key);
                self.state.forget_outgoing(&key);
            }
            Status::Malformed | Status::Unsupported => {
                self.count(Counter::DeadFrame);
                self.state.forget_outgoing(&key);
            }
            // The other admin may not have confirmed yet; their frames wait like a busy peer's.
            Status::Busy | Status::NotPeer | Status::Outdated => {
                let tries = self.state.derived.tries.entry(key).or_default();
                *tries = tries.saturating_add(1);
                let wait = peering::backoff(self.settings.retry_min, *tries - 1, 0);
                let wait = wait.max(Span::secs(u64::from(retry_after_secs)).min(limits::RETRY_MAX));
                self.state.wake_at(self.now.plus(wait), Alarm::Resend(peer, ticket.0));
            }
        }
        if status == Status::Outdated {
            restore::heard_of_later_life(self, peer);
        }
        let ended = self.state.peers.row(&peer).is_some_and(|row| row.state == PeerState::Ended);
        if ended && (status == Status::NotPeer || self.state.outbox_len(&peer) == 0) {
            self.state.forget_outgoing(&key);
            self.effects.push(Effect::Unlink { peer });
        }
    }

    /// Sends a frame of the outbox once more.
    pub(super) fn offer_again(&mut self, peer: OrgId, number: u64) {
        if let Some(row) = self.state.outbox.row(&(peer, number)) {
            let block = row.block.clone();
            self.effects.push(Effect::Send { peer, ticket: Ticket(number), block });
        }
    }

    fn take_block(&mut self, peer: OrgId, block: Vec<u8>) -> Taken {
        match frame::decode(&block) {
            Ok(Frame::Query(query)) => {
                if verify_by_origin(&query.core).is_err() {
                    return Taken::Malformed;
                }
                self.let_wait(peer, block)
            }
            Ok(Frame::EvalRequest(_) | Frame::EvalResponse(_) | Frame::Knock(_)) => self.let_wait(peer, block),
            Ok(frame) => self.take_frame(peer, frame),
            Err(Refusal::Malformed) => Taken::Malformed,
            Err(Refusal::Unsupported) => Taken::Unsupported,
        }
    }

    /// Keeps a block for the next tick.
    fn let_wait(&mut self, peer: OrgId, block: Vec<u8>) -> Taken {
        if self.state.waiting_of(&peer) >= limits::ARRIVALS_MAX {
            return Taken::Busy { retry_after_secs: 60 };
        }
        self.state.push_waiting(peer, block);
        self.wake_on_grid();
        Taken::Yes
    }

    fn take_frame(&mut self, peer: OrgId, frame: Frame) -> Taken {
        match frame {
            Frame::PeerUpdate(update) => peering::on_update(self, peer, update),
            Frame::PeerEnd(_) => peering::on_end(self, peer),
            Frame::BridgeAccept(accept) => return bridge::on_accept(self, peer, accept),
            Frame::BridgeConfirm(confirm) => return bridge::on_confirm(self, peer, confirm),
            Frame::BridgeEnd(end) => bridge::on_end(self, peer, end.bridge),
            Frame::CertUpdate(update) => return certificate::on_update(self, peer, &update),
            Frame::Offer(offer) => offer::on_offer(self, peer, offer),
            Frame::Request(request) => return request::on_request(self, peer, request),
            Frame::Answer(answer) => answer::on_answer(self, peer, answer),
            Frame::Cancel(cancel) => request::on_cancel(self, peer, cancel),
            Frame::Succession(signed) => return succession::on_succession(self, peer, signed),
            Frame::Word(word) => word::on_word(self, peer, word),
            Frame::Query(_) | Frame::EvalRequest(_) | Frame::EvalResponse(_) | Frame::Knock(_) => {
                debug_assert!(false, "these wait for a tick");
            }
        }
        Taken::Yes
    }
}

impl State {
    /// Peers and former peers that are still owed a frame, and where they are.
    pub(super) fn linked_peers(&self) -> Vec<(OrgId, Vec<String>)> {
        let linked = self.peers.iter().filter(|(org, peer)| match peer.state {
            PeerState::Active => true,
            PeerState::Ended => self.outbox_len(org) > 0,
            PeerState::AwaitsOther | PeerState::AwaitsConfirmation => false,
        });
        linked.map(|(org, peer)| (*org, peer.addrs.clone())).collect()
    }
}
