//! The one task that owns the swarm: carries out commands, hands streams to links and joins to the driver.
//!
//! It never waits for the driver: what the driver has not fetched is kept here, bounded by the joins there can be.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use futures::StreamExt;
use libp2p::core::transport::ListenerId;
use libp2p::multiaddr::Protocol;
use libp2p::swarm::{NetworkBehaviour, Stream, SwarmEvent};
use libp2p::{Multiaddr, PeerId, Swarm, memory_connection_limits, ping};
use stn_protocol::id::OrgId;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior, interval};

use super::bounds::{ADDRESSES_MAX, IDLE_TIMEOUT, NEGOTIATING_MAX, PING_EVERY, PING_TIMEOUT, SWEEP_EVERY};
use super::counters::Counters;
use super::gate::Gate;
use super::join::Joins;
use super::link::{Common, Link, Tasks};
use super::streams::{StreamEvent, Streams};
use super::{NetConfig, NetError, NetEvent, identity, join, transport};

/// What the handle and the links order.
#[derive(Debug)]
pub(super) enum Command {
    /// Keep this link, dialling these addresses.
    Link { link: Arc<Link>, addrs: Vec<String> },
    /// End this link.
    Unlink { link: Arc<Link> },
    /// Open a stream; a dropped `reply` means that there is none.
    Open { peer: PeerId, reply: oneshot::Sender<Stream> },
    /// Make a join exchange.
    Join { call: u64, org: OrgId, addrs: Vec<String>, block: Vec<u8> },
    /// Answer one.
    AnswerJoin { exchange: u64, reply: Option<Vec<u8>> },
    /// Say where we listen.
    ListenAddrs { reply: oneshot::Sender<Vec<String>> },
    /// End.
    Shutdown { done: oneshot::Sender<()> },
}

/// Everything that runs on connections.
#[derive(NetworkBehaviour)]
struct Behaviour {
    gate: Gate,
    memory: memory_connection_limits::Behaviour,
    streams: Streams,
    join: join::Behaviour,
    ping: ping::Behaviour,
}

/// The task's state.
pub(super) struct Hub {
    swarm: Swarm<Behaviour>,
    orders: mpsc::UnboundedReceiver<Command>,
    common: Common,
    events: mpsc::Sender<NetEvent>,
    untold: VecDeque<NetEvent>,
    joins: Joins,
    links: BTreeMap<PeerId, Tasks>,
    tasks: JoinSet<()>,
    opening: BTreeMap<PeerId, oneshot::Sender<Stream>>,
    /// Listeners in the order of the configuration, and where they turned out to listen.
    listeners: Vec<(ListenerId, Vec<Multiaddr>)>,
    asked_for_addrs: Vec<oneshot::Sender<Vec<String>>>,
}

/// Both ends of the command channel: a weak one for the links, so that they don't keep the network alive.
type Commands = (mpsc::WeakUnboundedSender<Command>, mpsc::UnboundedReceiver<Command>);

impl Hub {
    /// Builds the swarm and begins to listen.
    pub(super) fn new(
        seed: &[u8; 32],
        config: &NetConfig,
        events: mpsc::Sender<NetEvent>,
        (commands, orders): Commands,
        counters: Arc<Counters>,
    ) -> Result<Self, NetError> {
        let mut swarm = swarm(seed, config, &counters)?;
        let mut listeners = Vec::new();
        for address in &config.listen {
            let listening = swarm.listen_on(address.clone());
            let id = listening.map_err(|source| NetError::Listen { address: address.clone(), source })?;
            listeners.push((id, Vec::new()));
        }
        Ok(Self {
            swarm,
            orders,
            common: Common::new(config, events.clone(), commands, counters.clone()),
            events,
            untold: VecDeque::new(),
            joins: Joins::new(config.join_burst, counters),
            links: BTreeMap::new(),
            tasks: JoinSet::new(),
            opening: BTreeMap::new(),
            listeners,
            asked_for_addrs: Vec::new(),
        })
    }

    /// Runs until ordered to end, or until nobody is left to give orders.
    pub(super) async fn run(mut self) {
        let mut sweep = interval(SWEEP_EVERY);
        sweep.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                order = self.orders.recv() => match order {
                    Some(Command::Shutdown { done }) => return self.end(done).await,
                    Some(order) => self.carry_out(order),
                    None => return,
                },
                event = self.swarm.select_next_some() => self.on_swarm_event(event),
                Ok(permit) = self.events.clone().reserve_owned(), if !self.untold.is_empty() => {
                    self.untold.pop_front().map(|event| permit.send(event));
                }
                Some(_) = self.tasks.join_next() => {}
                now = sweep.tick() => self.sweep(now),
            }
        }
    }

    fn carry_out(&mut self, order: Command) {
        match order {
            Command::Link { link, addrs } => self.link(&link, &addrs),
            Command::Unlink { link } => self.unlink(&link),
            Command::Open { peer, reply } => {
                self.opening.insert(peer, reply);
                self.swarm.behaviour_mut().streams.open(peer);
            }
            Command::Join { call, org, addrs, block } => self.call_join(call, org, &addrs, block),
            Command::AnswerJoin { exchange, reply } => {
                self.joins.answer(&mut self.swarm.behaviour_mut().join, exchange, reply);
            }
            Command::ListenAddrs { reply } => {
                self.asked_for_addrs.push(reply);
                self.tell_addrs();
            }
            Command::Shutdown { done } => drop(done),
        }
    }

    fn link(&mut self, link: &Arc<Link>, addrs: &[String]) {
        let behaviour = self.swarm.behaviour_mut();
        behaviour.gate.admit(link.peer);
        behaviour.streams.admit(link.peer, dialable(link.peer, addrs));
        let spawn = || Tasks::spawn(link, &self.common, &mut self.tasks);
        self.links.entry(link.peer).or_insert_with(spawn).try_soon();
    }

    fn unlink(&mut self, link: &Link) {
        if let Some(tasks) = self.links.remove(&link.peer) {
            tasks.abort();
        }
        self.opening.remove(&link.peer);
        let behaviour = self.swarm.behaviour_mut();
        behaviour.gate.dismiss(&link.peer);
        behaviour.streams.dismiss(link.peer);
        // An error means that there is no connection to close.
        let _ = self.swarm.disconnect_peer_id(link.peer);
    }

    fn call_join(&mut self, call: u64, org: OrgId, addrs: &[String], block: Vec<u8>) {
        let peer = identity::peer_id(&org);
        let to = peer.map(|peer| (peer, dialable(peer, addrs)));
        let failed = match to {
            Some(to) => self.joins.call(&mut self.swarm.behaviour_mut().join, call, to, block),
            None => Some(NetEvent::JoinAnswered { call, reply: None }),
        };
        self.untold.extend(failed);
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "libp2p's enum; the rest concerns its own parts")]
    fn on_swarm_event(&mut self, event: SwarmEvent<BehaviourEvent>) {
        match event {
            SwarmEvent::Behaviour(BehaviourEvent::Streams(event)) => self.on_stream(event),
            SwarmEvent::Behaviour(BehaviourEvent::Join(event)) => {
                let from = match &event {
                    join::Event::Message { connection_id, .. } => self.swarm.behaviour().gate.prefix(*connection_id),
                    join::Event::OutboundFailure { .. }
                    | join::Event::InboundFailure { .. }
                    | join::Event::ResponseSent { .. } => None,
                };
                let told = self.joins.on_event(event, from);
                self.untold.extend(told);
            }
            SwarmEvent::Behaviour(BehaviourEvent::Ping(ping::Event {
                connection,
                result: Err(ping::Failure::Timeout | ping::Failure::Other { .. }),
                ..
            })) => {
                self.swarm.close_connection(connection);
            }
            SwarmEvent::NewListenAddr { listener_id, address } => {
                let listener = self.listeners.iter_mut().find(|(id, _)| *id == listener_id);
                listener.into_iter().for_each(|(_, addresses)| addresses.push(address.clone()));
                self.tell_addrs();
            }
            SwarmEvent::ListenerClosed { listener_id, .. } => {
                tracing::warn!("a listener closed");
                self.listeners.retain(|(id, _)| *id != listener_id);
                self.tell_addrs();
            }
            _ => {}
        }
    }

    fn on_stream(&mut self, event: StreamEvent) {
        match event {
            StreamEvent::Opened { peer, stream } => {
                if let Some(reply) = self.opening.remove(&peer) {
                    // The link may have given up meanwhile; the stream is reset then.
                    let _ = reply.send(stream);
                }
            }
            StreamEvent::NotOpened { peer } => {
                self.opening.remove(&peer);
            }
            StreamEvent::Accepted { peer, stream } => {
                if let Some(tasks) = self.links.get(&peer) {
                    tasks.accept(stream);
                }
            }
        }
    }

    /// Tells who asked, once every listener has said where it listens.
    fn tell_addrs(&mut self) {
        if self.listeners.iter().any(|(_, addresses)| addresses.is_empty()) {
            return;
        }
        let addrs: Vec<_> =
            self.listeners.iter().flat_map(|(_, addresses)| addresses).map(Multiaddr::to_string).collect();
        for reply in self.asked_for_addrs.drain(..) {
            // Whoever asked may have lost interest.
            let _ = reply.send(addrs.clone());
        }
    }

    fn sweep(&mut self, now: Instant) {
        for connection in self.swarm.behaviour().gate.overstayed(now) {
            self.swarm.close_connection(connection);
        }
    }

    async fn end(mut self, done: oneshot::Sender<()>) {
        self.tasks.shutdown().await;
        drop(self.swarm);
        // Whoever ordered the end may have lost interest.
        let _ = done.send(());
    }
}

fn swarm(seed: &[u8; 32], config: &NetConfig, counters: &Arc<Counters>) -> Result<Swarm<Behaviour>, NetError> {
    let key = identity::keypair(seed);
    let me = key.public().to_peer_id();
    let behaviour = Behaviour {
        gate: Gate::new(config.strangers_per_prefix, counters.clone()),
        memory: memory_connection_limits::Behaviour::with_max_bytes(config.memory_max_bytes),
        streams: Streams::new(me, counters.clone()),
        join: join::behaviour(),
        ping: ping::Behaviour::new(ping::Config::new().with_interval(PING_EVERY).with_timeout(PING_TIMEOUT)),
    };
    let settings = libp2p::swarm::Config::with_tokio_executor()
        .with_idle_connection_timeout(IDLE_TIMEOUT)
        .with_max_negotiating_inbound_streams(NEGOTIATING_MAX);
    Ok(Swarm::new(transport::build(&key, config.allow_private)?, behaviour, me, settings))
}

/// The addresses that can be dialled as `peer`; a trailing `/p2p/…` may name the peer and nobody else.
fn dialable(peer: PeerId, addrs: &[String]) -> Vec<Multiaddr> {
    let mut dialable = Vec::new();
    for addr in addrs.iter().take(ADDRESSES_MAX) {
        let Ok(mut address) = addr.parse::<Multiaddr>() else {
            continue;
        };
        let named = match address.iter().last() {
            Some(Protocol::P2p(named)) => {
                address.pop();
                named
            }
            Some(_) => peer,
            None => continue,
        };
        if named == peer {
            dialable.push(address);
        }
    }
    dialable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_peer_itself_are_dialled() {
        let (peer, other) = (PeerId::random(), PeerId::random());
        let addrs = [
            "/ip4/192.0.2.1/tcp/4001".to_owned(),
            format!("/dns/stn.example.org/udp/4001/quic-v1/p2p/{peer}"),
            format!("/ip4/192.0.2.1/tcp/4001/p2p/{other}"),
            "https://stn.example.org".to_owned(),
            String::new(),
        ];

        let dialable: Vec<_> = dialable(peer, &addrs).iter().map(Multiaddr::to_string).collect();

        assert_eq!(dialable, ["/ip4/192.0.2.1/tcp/4001", "/dns/stn.example.org/udp/4001/quic-v1"]);
    }
}
