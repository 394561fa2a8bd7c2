//! Links of a run: blocks that are lost, doubled, overtaken or cut off, and sent again until they are settled.

use std::sync::Arc;

use stn_protocol::exchange::{Arrival, Input, Taken, Ticket};
use stn_protocol::id::OrgId;
use stn_protocol::time::Span;
use stn_protocol::wire::record::Status;

use crate::network::{kind_of, status_of};
use crate::simulation::happening::{Happening, Place};
use crate::simulation::record::Told;
use crate::simulation::run::Simulation;

impl Simulation<'_> {
    /// A node wants a link: what it has not seen settled goes out.
    pub(super) fn link(&mut self, from: Place, peer: &OrgId) {
        let Some(to) = self.places.get(peer).copied() else { return };
        self.nodes[from].links.insert(to);
        self.send_unsettled(from, to);
    }

    /// A block leaves.
    pub(super) fn send(&mut self, from: Place, peer: &OrgId, ticket: Ticket, block: Vec<u8>) {
        let Some(to) = self.places.get(peer).copied() else { return };
        let block = Arc::new(block);
        self.nodes[from].unsettled.insert((to, ticket), Arc::clone(&block));
        if self.nodes[from].links.contains(&to) {
            self.transmit(from, to, ticket, &block);
        }
    }

    fn transmit(&mut self, from: Place, to: Place, ticket: Ticket, block: &Arc<Vec<u8>>) {
        let arrivals = if self.cut.contains(&(from, to)) { Vec::new() } else { self.fates.arrivals() };
        self.record.tell(self.now, Told::Sent(from, to, kind_of(block), arrivals.len()));
        let life = self.nodes[from].life;
        for after in arrivals {
            self.expect(after, Happening::Block { from, life, to, ticket, block: Arc::clone(block) });
        }
        if self.nodes[from].impatient.insert(to) {
            let patience = self.fates.patience();
            self.expect(patience, Happening::Again { from, life, to });
        }
    }

    /// A sender has waited long enough for settlements.
    pub(super) fn send_again(&mut self, (from, life): (Place, u32), to: Place) {
        if self.nodes[from].life == life && self.nodes[from].impatient.remove(&to) {
            self.send_unsettled(from, to);
        }
    }

    fn send_unsettled(&mut self, from: Place, to: Place) {
        let open = self.nodes[from].unsettled.range((to, Ticket(0))..=(to, Ticket(u64::MAX)));
        let open: Vec<_> = open.map(|((_, ticket), block)| (*ticket, Arc::clone(block))).collect();
        for (ticket, block) in open {
            self.transmit(from, to, ticket, &block);
        }
    }

    /// A block arrives. A node that is down hears nothing.
    pub(super) fn arrive(&mut self, from: (Place, u32), to: Place, ticket: Ticket, block: Arc<Vec<u8>>) {
        let sender = self.nodes[from.0].org;
        let arrival = Arrival(self.number());
        if self.nodes[to].engine.is_none() || !self.nodes[to].links.contains(&from.0) {
            return;
        }
        self.record.tell(self.now, Told::Arrived(to, from.0, kind_of(&block)));
        self.nodes[to].received.insert(arrival, (from.0, from.1, ticket));
        let input = Input::FrameArrived { peer: sender, arrival, block: block.to_vec() };
        self.step(to, input, Some((sender, block)));
    }

    /// A node settles a block.
    pub(super) fn settle(&mut self, by: Place, arrival: Arrival, taken: Taken) {
        let Some((to, life, ticket)) = self.nodes[by].received.remove(&arrival) else { return };
        let (status, retry_after_secs) = status_of(taken);
        self.record.tell(self.now, Told::Settled(by, to, status as u8));
        if self.cut.contains(&(by, to)) {
            return;
        }
        if let Some(after) = self.fates.settlement() {
            self.expect(after, Happening::Settled { to, life, by, ticket, status, retry_after_secs });
        }
    }

    /// A settlement reaches the sender, if that has not fallen since.
    pub(super) fn hear_settlement(
        &mut self,
        (to, life): (Place, u32),
        by: Place,
        ticket: Ticket,
        (status, retry_after_secs): (Status, u32),
    ) {
        if self.nodes[to].life != life || self.nodes[to].unsettled.remove(&(by, ticket)).is_none() {
            return;
        }
        let peer = self.nodes[by].org;
        self.step(to, Input::FrameSettled { peer, ticket, status, retry_after_secs }, None);
    }

    /// Looks at every link once a minute.
    pub(super) fn cut_links(&mut self) {
        for from in 0..self.nodes.len() {
            for to in self.nodes[from].links.clone() {
                if let Some(lasting) = self.fates.cut()
                    && self.cut.insert((from, to))
                {
                    self.record.tell(self.now, Told::Cut(from, to, true));
                    self.expect(lasting, Happening::Heal { from, to });
                }
            }
        }
        self.expect(Span::secs(60), Happening::Minute);
    }

    /// A link works again.
    pub(super) fn heal(&mut self, from: Place, to: Place) {
        self.cut.remove(&(from, to));
        self.record.tell(self.now, Told::Cut(from, to, false));
    }
}
