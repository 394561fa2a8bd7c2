//! One turn of the engine: what it may touch while it thinks about one input.
//!
//! A conversation changes the memory and pushes effects; both leave together when the turn ends,
//! the memory first.

use rand_core::Rng;

use crate::crypto::sign::OrgSecret;
use crate::crypto::stream::{Purpose, Randomness};
use crate::exchange::matching::Asked;
use crate::exchange::{Counter, Effect, Settings, Ticket, certificate};
use crate::id::{ItemId, MemberKey, OrgId};
use crate::limits;
use crate::message::{Frame, PeerInfo, QueryCore};
use crate::state::{Alarm, Held, Item, ItemKind, Outgoing, PeerState, State};
use crate::time::Timestamp;
use crate::trust::Audience;
use crate::wire;

/// What a conversation may touch.
pub struct Turn<'a> {
    /// What the node remembers.
    pub state: &'a mut State,
    /// The time of this input.
    pub now: Timestamp,
    /// Named random streams.
    pub rng: &'a mut dyn Randomness,
    /// The organisation's key.
    pub identity: &'a OrgSecret,
    /// What the admin decided.
    pub settings: &'a Settings,
    /// What to do, in order.
    pub effects: Vec<Effect>,
}

impl Turn<'_> {
    /// This node's organisation.
    pub fn org(&self) -> OrgId {
        self.identity.public()
    }

    /// Fresh random bytes for one purpose.
    pub fn random<const N: usize>(&mut self, purpose: Purpose) -> [u8; N] {
        let mut bytes = [0; N];
        self.rng.stream(purpose).fill_bytes(&mut bytes);
        bytes
    }

    /// Puts a frame into the outbox; it is sent until the peer settles it.
    pub fn send(&mut self, peer: OrgId, frame: &Frame) {
        self.send_block(peer, wire::frame::encode(frame));
    }

    /// Puts an encoded frame into the outbox, if the organisation is a peer.
    pub fn send_block(&mut self, peer: OrgId, block: Vec<u8>) {
        if !self.is_peer(&peer) || self.state.outbox_len(&peer) >= limits::OUTBOX_PER_PEER {
            self.count(Counter::DroppedFrame);
            return;
        }
        self.queue_block(peer, block);
    }

    /// Puts an encoded frame into the outbox, whatever the organisation is.
    pub fn queue_block(&mut self, peer: OrgId, block: Vec<u8>) {
        let number = self.state.next_number();
        self.state.outbox.put((peer, number), Outgoing { block: block.clone() });
        self.effects.push(Effect::Send { peer, ticket: Ticket(number), block });
    }

    /// Lets a frame leave at the next tick of the release grid, so that its moment tells nothing.
    pub fn hold(&mut self, peer: OrgId, frame: &Frame) {
        let release = self.next_tick();
        let number = self.state.next_number();
        self.state.held.put(number, Held { peer, block: wire::frame::encode(frame), release });
        self.state.wake_at(release, Alarm::Tick);
    }

    /// Brings the network in step with the day: edges that aged, certificates that ran out.
    pub fn rouse(&mut self) {
        self.age_edges();
        certificate::refresh(self);
    }

    /// Lets edges that nobody confirmed for a year count less from here on.
    pub fn age_edges(&mut self) {
        let next = self.state.age_edges(self.now);
        self.state.derived.next_ageing = None;
        if let Some(next) = next {
            self.state.expect_ageing(next);
        }
    }

    /// The next tick of the release grid.
    pub fn next_tick(&self) -> Timestamp {
        self.now.next_on(self.settings.release_grid)
    }

    /// Makes sure that the next tick happens.
    pub fn wake_on_grid(&mut self) {
        let tick = self.next_tick();
        self.state.wake_at(tick, Alarm::Tick);
    }

    /// Puts something into a member's inbox. A full inbox drops it in silence.
    pub fn show_item(&mut self, member: MemberKey, kind: ItemKind, expires: Timestamp) -> Option<ItemId> {
        let item = self.keep_item(member, kind, expires);
        if item.is_some() {
            self.effects.push(Effect::Show { member });
        }
        item
    }

    /// Keeps something for a member's inbox without saying so.
    pub fn keep_item(&mut self, member: MemberKey, kind: ItemKind, expires: Timestamp) -> Option<ItemId> {
        let mine = (member, ItemId::from_bytes([0; 16]))..=(member, ItemId::from_bytes([0xff; 16]));
        if self.state.inbox.range(mine).count() >= limits::INBOX_MAX {
            return None;
        }
        let item = ItemId::from_bytes(self.random(Purpose::ItemId));
        self.state.inbox.put((member, item), Item { arrived: self.now, expires, kind });
        self.state.wake_at(expires, Alarm::Item(member, item));
        Some(item)
    }

    /// Takes something out of a member's inbox.
    pub fn drop_item(&mut self, member: MemberKey, item: ItemId) {
        let is_hidden = self.state.deferred.remove(&(member, item)).is_some_and(|from| from > self.now);
        if self.state.inbox.remove(&(member, item)).is_some() && !is_hidden {
            self.effects.push(Effect::Show { member });
        }
    }

    /// Counts something.
    pub fn count(&mut self, counter: Counter) {
        self.effects.push(Effect::Count(counter));
    }

    /// Whether an organisation is a peer.
    pub fn is_peer(&self, org: &OrgId) -> bool {
        self.state.peers.row(org).is_some_and(|peer| peer.state == PeerState::Active)
    }

    /// How far away a question of this origin was asked, as far as this node can check itself.
    pub fn audience_of(&self, origin: &OrgId) -> Audience {
        if *origin == self.org() {
            Audience::OwnOrg
        } else if self.is_peer(origin) {
            Audience::Peers
        } else {
            Audience::Network
        }
    }

    /// What a question asks of candidates here.
    pub fn asked<'q>(&'q self, content: &'q QueryCore) -> Asked<'q> {
        Asked {
            kind: content.kind,
            from: self.audience_of(&content.origin),
            attributes: &content.attributes,
            own_domain: &self.settings.domain,
        }
    }

    /// What this node tells peers about itself.
    pub fn own_info(&self) -> PeerInfo {
        let epoch = self.state.current_epoch();
        PeerInfo {
            name: self.settings.name.clone(),
            domain: self.settings.domain.clone(),
            addrs: self.settings.addrs.clone(),
            grant: self.settings.grant,
            epoch: epoch.epoch,
            epoch_key: epoch.secret().public(),
            epoch_until: epoch.until,
            profile: self.settings.profile.clone(),
        }
    }
}
