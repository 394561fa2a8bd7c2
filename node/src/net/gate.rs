//! Who gets a connection: two for every configured peer, and a few for strangers, rationed by address prefix.
//!
//! It bounds handshakes under way and connections established, and says where a connection comes from.
//! libp2p's own connection limits are not used: they keep an entry for every identity ever seen,
//! and a stranger may have any number of those. Here everything that is kept ends with its connection.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::Arc;
use std::task::{Context, Poll};

use libp2p::PeerId;
use libp2p::core::transport::PortUse;
use libp2p::core::{Endpoint, Multiaddr};
use libp2p::swarm::behaviour::{ConnectionClosed, ConnectionEstablished, DialFailure, ListenFailure};
use libp2p::swarm::{
    ConnectionDenied, ConnectionId, FromSwarm, NetworkBehaviour, THandler, THandlerInEvent, THandlerOutEvent, ToSwarm,
    dummy,
};
use tokio::time::Instant;

use crate::clock;

use super::bounds::{
    CONNECTIONS_PER_PEER, PENDING_IN_MAX, PENDING_IN_PER_PREFIX, PENDING_OUT_MAX, STRANGER_LIFE, STRANGERS_MAX,
};
use super::counters::Counters;
use super::prefix::Prefix;

/// Why a connection was refused; the other side sees only that it ends.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("no room for another connection of this kind")]
struct NoRoom;

/// The gate: keeps account of every connection and refuses those beyond a bound.
pub(super) struct Gate {
    peers: BTreeSet<PeerId>,
    strangers_per_prefix: usize,
    pending_in: BTreeMap<ConnectionId, Prefix>,
    pending_out: BTreeSet<ConnectionId>,
    established: BTreeMap<ConnectionId, Visitor>,
    counters: Arc<Counters>,
}

struct Visitor {
    peer: PeerId,
    prefix: Prefix,
    inbound: bool,
    since: Instant,
}

impl Gate {
    /// A gate that knows no peer yet.
    pub(super) fn new(strangers_per_prefix: usize, counters: Arc<Counters>) -> Self {
        Self {
            peers: BTreeSet::new(),
            strangers_per_prefix,
            pending_in: BTreeMap::new(),
            pending_out: BTreeSet::new(),
            established: BTreeMap::new(),
            counters,
        }
    }

    /// From now on, `peer` is configured.
    pub(super) fn admit(&mut self, peer: PeerId) {
        self.peers.insert(peer);
    }

    /// From now on, `peer` is a stranger.
    pub(super) fn dismiss(&mut self, peer: &PeerId) {
        self.peers.remove(peer);
    }

    /// Where a connection comes from.
    pub(super) fn prefix(&self, connection: ConnectionId) -> Option<Prefix> {
        self.established.get(&connection).map(|visitor| visitor.prefix)
    }

    /// Strangers' connections that have lasted too long.
    pub(super) fn overstayed(&self, now: Instant) -> Vec<ConnectionId> {
        let strangers = self.established.iter().filter(|(_, visitor)| !self.peers.contains(&visitor.peer));
        strangers.filter(|(_, visitor)| now - visitor.since > STRANGER_LIFE).map(|(id, _)| *id).collect()
    }

    fn has_room_pending(&self, from: Prefix) -> bool {
        let alike = self.pending_in.values().filter(|prefix| **prefix == from).count();
        self.pending_in.len() < PENDING_IN_MAX && alike < PENDING_IN_PER_PREFIX
    }

    fn has_room(&self, peer: &PeerId) -> bool {
        self.established.values().filter(|visitor| visitor.peer == *peer).count() < CONNECTIONS_PER_PEER
    }

    fn has_room_for_stranger(&self, from: Prefix) -> bool {
        let strangers =
            || self.established.values().filter(|visitor| visitor.inbound && !self.peers.contains(&visitor.peer));
        strangers().count() < STRANGERS_MAX
            && strangers().filter(|visitor| visitor.prefix == from).count() < self.strangers_per_prefix
    }

    fn pass(&self, has_room: bool) -> Result<(), ConnectionDenied> {
        if has_room {
            return Ok(());
        }
        self.counters.refused_connections.add();
        Err(ConnectionDenied::new(NoRoom))
    }
}

impl NetworkBehaviour for Gate {
    type ConnectionHandler = dummy::ConnectionHandler;
    type ToSwarm = Infallible;

    fn handle_pending_inbound_connection(
        &mut self,
        id: ConnectionId,
        _: &Multiaddr,
        remote: &Multiaddr,
    ) -> Result<(), ConnectionDenied> {
        let prefix = Prefix::of(remote);
        self.pass(self.has_room_pending(prefix))?;
        self.pending_in.insert(id, prefix);
        Ok(())
    }

    fn handle_established_inbound_connection(
        &mut self,
        id: ConnectionId,
        peer: PeerId,
        _: &Multiaddr,
        remote: &Multiaddr,
    ) -> Result<THandler<Self>, ConnectionDenied> {
        self.pending_in.remove(&id);
        let welcome = self.peers.contains(&peer) || self.has_room_for_stranger(Prefix::of(remote));
        self.pass(welcome && self.has_room(&peer))?;
        Ok(dummy::ConnectionHandler)
    }

    fn handle_pending_outbound_connection(
        &mut self,
        id: ConnectionId,
        _: Option<PeerId>,
        _: &[Multiaddr],
        _: Endpoint,
    ) -> Result<Vec<Multiaddr>, ConnectionDenied> {
        self.pass(self.pending_out.len() < PENDING_OUT_MAX)?;
        self.pending_out.insert(id);
        Ok(Vec::new())
    }

    fn handle_established_outbound_connection(
        &mut self,
        id: ConnectionId,
        peer: PeerId,
        _: &Multiaddr,
        _: Endpoint,
        _: PortUse,
    ) -> Result<THandler<Self>, ConnectionDenied> {
        self.pending_out.remove(&id);
        self.pass(self.has_room(&peer))?;
        Ok(dummy::ConnectionHandler)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "libp2p's enum; the gate follows connections only")]
    fn on_swarm_event(&mut self, event: FromSwarm<'_>) {
        match event {
            FromSwarm::ConnectionEstablished(ConnectionEstablished { peer_id, connection_id, endpoint, .. }) => {
                let visitor = Visitor {
                    peer: peer_id,
                    prefix: Prefix::of(endpoint.get_remote_address()),
                    inbound: endpoint.is_listener(),
                    since: Instant::from_std(clock::steady()),
                };
                self.established.insert(connection_id, visitor);
            }
            FromSwarm::ConnectionClosed(ConnectionClosed { connection_id, .. }) => {
                self.established.remove(&connection_id);
            }
            FromSwarm::ListenFailure(ListenFailure { connection_id, .. }) => {
                self.pending_in.remove(&connection_id);
            }
            FromSwarm::DialFailure(DialFailure { connection_id, .. }) => {
                self.pending_out.remove(&connection_id);
            }
            _ => {}
        }
    }

    fn on_connection_handler_event(&mut self, _: PeerId, _: ConnectionId, event: THandlerOutEvent<Self>) {
        match event {}
    }

    fn poll(&mut self, _: &mut Context<'_>) -> Poll<ToSwarm<Self::ToSwarm, THandlerInEvent<Self>>> {
        Poll::Pending
    }
}
