//! Streams of `/stn/link/1`: which connection they live on, who may open one, and which connection is too many.
//!
//! Two sides may dial each other at the same moment. Both see both connections sooner or later, so:
//! - streams are opened on the connection dialled by the side with the lower `PeerId`, where there is one;
//! - the side with the higher `PeerId` then closes the one it dialled itself;
//! - of two connections dialled by the same side, the listener closes the older, which is a dead one
//!   whose end it has not noticed.
//!
//! A stream that dies with its connection is opened again on the other; the link sends again what was unsettled.
//! Streams of strangers are reset without a byte. Connections with configured peers are kept alive.

mod handler;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::task::{Context, Poll};

use libp2p::PeerId;
use libp2p::core::transport::PortUse;
use libp2p::core::{Endpoint, Multiaddr};
use libp2p::swarm::behaviour::{ConnectionClosed, ConnectionEstablished, DialFailure};
use libp2p::swarm::dial_opts::{DialOpts, PeerCondition};
use libp2p::swarm::{
    CloseConnection, ConnectionDenied, ConnectionId, DialError, FromSwarm, NetworkBehaviour, NotifyHandler, Stream,
    THandler, THandlerInEvent, THandlerOutEvent, ToSwarm,
};

use super::counters::Counters;
use handler::{Ask, Got, LinkHandler};

#[cfg(test)]
pub(super) use handler::LINK;

/// What became of streams.
#[derive(Debug)]
pub(super) enum StreamEvent {
    /// A stream that was asked for.
    Opened { peer: PeerId, stream: Stream },
    /// A stream that was asked for can't be had at this time.
    NotOpened { peer: PeerId },
    /// A configured peer opened a stream.
    Accepted { peer: PeerId, stream: Stream },
}

/// The behaviour: knows the configured peers, their addresses, and all connections.
pub(super) struct Streams {
    me: PeerId,
    peers: BTreeMap<PeerId, Peer>,
    connections: BTreeMap<PeerId, Vec<Connection>>,
    actions: VecDeque<ToSwarm<StreamEvent, Ask>>,
    counters: Arc<Counters>,
}

#[derive(Default)]
struct Peer {
    addresses: Vec<Multiaddr>,
    wanted: Option<Wanted>,
}

/// A stream is wanted and will come of this.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Dial,
    Connection(ConnectionId),
}

/// Connections of one peer stand in the order of their making.
#[derive(Clone, Copy)]
struct Connection {
    id: ConnectionId,
    dialled_here: bool,
    closing: bool,
}

impl Streams {
    /// Streams of the node `me`, which has no peers yet.
    pub(super) fn new(me: PeerId, counters: Arc<Counters>) -> Self {
        Self { me, peers: BTreeMap::new(), connections: BTreeMap::new(), actions: VecDeque::new(), counters }
    }

    /// `peer` is configured and may be dialled at `addresses`.
    pub(super) fn admit(&mut self, peer: PeerId, addresses: Vec<Multiaddr>) {
        self.peers.entry(peer).or_default().addresses = addresses;
        self.ask_all(peer, Ask::Keep);
    }

    /// `peer` is a stranger again.
    pub(super) fn dismiss(&mut self, peer: PeerId) {
        self.peers.remove(&peer);
        self.ask_all(peer, Ask::Leave);
    }

    /// Opens a stream to a configured peer, dialling if need be; ends in an event.
    pub(super) fn open(&mut self, peer: PeerId) {
        let existing = self.preferred(peer);
        let Some(known) = self.peers.get_mut(&peer) else {
            return self.not_opened(peer);
        };
        if let Some(connection) = existing {
            known.wanted = Some(Wanted::Connection(connection));
            self.ask(peer, connection, Ask::Open);
        } else if known.addresses.is_empty() {
            self.not_opened(peer);
        } else {
            known.wanted = Some(Wanted::Dial);
            let opts = DialOpts::peer_id(peer)
                .addresses(known.addresses.clone())
                .condition(PeerCondition::DisconnectedAndNotDialing)
                .build();
            self.actions.push_back(ToSwarm::Dial { opts });
        }
    }

    fn preferred(&self, peer: PeerId) -> Option<ConnectionId> {
        let open = || self.connections.get(&peer).into_iter().flatten().filter(|connection| !connection.closing);
        let lower_dials = open().rfind(|connection| connection.dialled_here == (self.me < peer));
        lower_dials.or_else(|| open().next_back()).map(|connection| connection.id)
    }

    fn on_established(&mut self, event: ConnectionEstablished<'_>) {
        let ConnectionEstablished { peer_id: peer, connection_id: id, endpoint, .. } = event;
        let connection = Connection { id, dialled_here: endpoint.is_dialer(), closing: false };
        self.connections.entry(peer).or_default().push(connection);
        self.close_surplus(peer);
        if self.wanted(peer) == Some(Wanted::Dial) {
            self.open(peer);
        }
    }

    /// Closes what this side has to close by the rule at the head of this file.
    fn close_surplus(&mut self, peer: PeerId) {
        let here_is_lower = self.me < peer;
        let Some(connections) = self.connections.get_mut(&peer) else {
            return;
        };
        let Some(newest) = connections.last().copied() else {
            return;
        };
        let lower_dialled = connections.iter().any(|connection| connection.dialled_here == here_is_lower);
        for connection in connections.iter_mut().filter(|connection| !connection.closing) {
            let ours_and_second = connection.dialled_here && !here_is_lower && lower_dialled;
            let theirs_and_older = !connection.dialled_here && !newest.dialled_here && connection.id != newest.id;
            if ours_and_second || theirs_and_older {
                connection.closing = true;
                let connection = CloseConnection::One(connection.id);
                self.actions.push_back(ToSwarm::CloseConnection { peer_id: peer, connection });
            }
        }
    }

    fn on_closed(&mut self, peer: PeerId, id: ConnectionId) {
        if let Some(connections) = self.connections.get_mut(&peer) {
            connections.retain(|connection| connection.id != id);
            if connections.is_empty() {
                self.connections.remove(&peer);
            }
        }
        if self.wanted(peer) == Some(Wanted::Connection(id)) {
            self.open(peer);
        }
    }

    fn on_dial_failure(&mut self, event: &DialFailure<'_>) {
        let Some(peer) = event.peer_id else { return };
        // Somebody else is dialling already, or has just got through: that will bring the stream.
        let superseded = matches!(event.error, DialError::DialPeerConditionFalse(_));
        if self.wanted(peer) == Some(Wanted::Dial) && !superseded {
            self.not_opened(peer);
        }
    }

    fn wanted(&self, peer: PeerId) -> Option<Wanted> {
        self.peers.get(&peer).and_then(|known| known.wanted)
    }

    fn not_opened(&mut self, peer: PeerId) {
        if let Some(known) = self.peers.get_mut(&peer) {
            known.wanted = None;
        }
        self.tell(StreamEvent::NotOpened { peer });
    }

    fn tell(&mut self, event: StreamEvent) {
        self.actions.push_back(ToSwarm::GenerateEvent(event));
    }

    fn ask(&mut self, peer: PeerId, connection: ConnectionId, event: Ask) {
        self.actions.push_back(ToSwarm::NotifyHandler {
            peer_id: peer,
            handler: NotifyHandler::One(connection),
            event,
        });
    }

    fn ask_all(&mut self, peer: PeerId, event: Ask) {
        let ids: Vec<_> = self.connections.get(&peer).into_iter().flatten().map(|connection| connection.id).collect();
        for id in ids {
            self.ask(peer, id, event);
        }
    }
}

impl NetworkBehaviour for Streams {
    type ConnectionHandler = LinkHandler;
    type ToSwarm = StreamEvent;

    fn handle_established_inbound_connection(
        &mut self,
        _: ConnectionId,
        peer: PeerId,
        _: &Multiaddr,
        _: &Multiaddr,
    ) -> Result<THandler<Self>, ConnectionDenied> {
        Ok(LinkHandler::new(self.peers.contains_key(&peer)))
    }

    fn handle_established_outbound_connection(
        &mut self,
        _: ConnectionId,
        peer: PeerId,
        _: &Multiaddr,
        _: Endpoint,
        _: PortUse,
    ) -> Result<THandler<Self>, ConnectionDenied> {
        Ok(LinkHandler::new(self.peers.contains_key(&peer)))
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "libp2p's enum; streams follow connections only")]
    fn on_swarm_event(&mut self, event: FromSwarm<'_>) {
        match event {
            FromSwarm::ConnectionEstablished(established) => self.on_established(established),
            FromSwarm::ConnectionClosed(ConnectionClosed { peer_id, connection_id, .. }) => {
                self.on_closed(peer_id, connection_id);
            }
            FromSwarm::DialFailure(failure) => self.on_dial_failure(&failure),
            _ => {}
        }
    }

    fn on_connection_handler_event(&mut self, peer: PeerId, id: ConnectionId, event: THandlerOutEvent<Self>) {
        match event {
            Got::Opened(stream) if self.wanted(peer) == Some(Wanted::Connection(id)) => {
                if let Some(known) = self.peers.get_mut(&peer) {
                    known.wanted = None;
                }
                self.counters.streams_opened.add();
                self.tell(StreamEvent::Opened { peer, stream });
            }
            Got::NotOpened if self.wanted(peer) == Some(Wanted::Connection(id)) => self.not_opened(peer),
            // Nobody waits for it any more; a dropped stream is reset.
            Got::Opened(_) | Got::NotOpened => {}
            Got::Accepted(stream) if self.peers.contains_key(&peer) => {
                self.tell(StreamEvent::Accepted { peer, stream });
            }
            Got::Accepted(_) => self.counters.refused_strangers.add(),
        }
    }

    fn poll(&mut self, _: &mut Context<'_>) -> Poll<ToSwarm<Self::ToSwarm, THandlerInEvent<Self>>> {
        // Every action is put there from within the swarm's loop, which comes back here before it sleeps.
        self.actions.pop_front().map_or(Poll::Pending, Poll::Ready)
    }
}

#[cfg(test)]
mod tests {
    use libp2p::core::ConnectedPoint;

    use super::*;

    /// Node 0 has the lower identity.
    fn two_nodes() -> [Streams; 2] {
        let mut ids = [PeerId::random(), PeerId::random()];
        ids.sort();
        let [lower, higher] = ids;
        [(lower, higher), (higher, lower)].map(|(me, peer)| {
            let mut streams = Streams::new(me, Arc::default());
            streams.admit(peer, vec!["/ip4/192.0.2.1/tcp/1".parse().unwrap()]);
            streams
        })
    }

    fn established(streams: &mut Streams, id: usize, dialled_here: bool) {
        let address: Multiaddr = "/ip4/192.0.2.1/tcp/1".parse().unwrap();
        let endpoint = if dialled_here {
            ConnectedPoint::Dialer { address, role_override: Endpoint::Dialer, port_use: PortUse::New }
        } else {
            ConnectedPoint::Listener { local_addr: address.clone(), send_back_addr: address }
        };
        streams.on_established(ConnectionEstablished {
            peer_id: *streams.peers.keys().next().unwrap(),
            connection_id: ConnectionId::new_unchecked(id),
            endpoint: &endpoint,
            failed_addresses: &[],
            other_established: 0,
        });
    }

    /// Which connections this side closes, and on which it opened streams.
    fn actions(streams: &mut Streams) -> (Vec<ConnectionId>, Vec<ConnectionId>) {
        let (mut closed, mut opened) = (Vec::new(), Vec::new());
        for action in streams.actions.drain(..) {
            if let ToSwarm::CloseConnection { connection: CloseConnection::One(id), .. } = action {
                closed.push(id);
            } else if let ToSwarm::NotifyHandler { handler: NotifyHandler::One(id), event: Ask::Open, .. } = action {
                opened.push(id);
            }
        }
        (closed, opened)
    }

    #[test]
    fn of_two_dials_at_once_the_lower_sides_stays_in_whatever_order_they_are_seen() {
        let (by_lower, by_higher) = (1, 2);
        for order in [[by_lower, by_higher], [by_higher, by_lower]] {
            let [mut lower, mut higher] = two_nodes();
            for id in order {
                established(&mut lower, id, id == by_lower);
                established(&mut higher, id, id == by_higher);
            }

            assert_eq!(actions(&mut lower).0, []);
            assert_eq!(actions(&mut higher).0, [ConnectionId::new_unchecked(by_higher)]);
            for side in [&mut lower, &mut higher] {
                let peer = *side.peers.keys().next().unwrap();
                side.open(peer);
                assert_eq!(actions(side).1, [ConnectionId::new_unchecked(by_lower)]);
            }
        }
    }

    #[test]
    fn a_second_connection_of_one_dialler_replaces_the_first_at_the_listener() {
        for listener in [0, 1] {
            let mut nodes = two_nodes();
            let (first, second) = (1, 2);
            for (side, node) in nodes.iter_mut().enumerate() {
                established(node, first, side != listener);
                established(node, second, side != listener);
            }

            assert_eq!(actions(&mut nodes[listener]).0, [ConnectionId::new_unchecked(first)]);
            assert_eq!(actions(&mut nodes[1 - listener]).0, []);
        }
    }

    #[test]
    fn a_stream_whose_connection_closes_is_opened_on_the_other() {
        let [mut lower, _] = two_nodes();
        let peer = *lower.peers.keys().next().unwrap();
        established(&mut lower, 1, false);
        lower.open(peer);
        established(&mut lower, 2, true);
        assert_eq!(actions(&mut lower).1, [ConnectionId::new_unchecked(1)]);

        lower.on_closed(peer, ConnectionId::new_unchecked(1));

        assert_eq!(actions(&mut lower).1, [ConnectionId::new_unchecked(2)]);
    }
}
