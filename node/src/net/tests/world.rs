//! What the tests live in: nodes by number, and a liar's bare libp2p node that can write any byte.

use std::time::Duration;

use futures::StreamExt;
use libp2p::swarm::dial_opts::DialOpts;
use libp2p::{PeerId, Stream, Swarm};
use stn_protocol::crypto::sign::OrgSecret;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::net::streams::LINK;
use crate::net::{Arrival, Net, NetConfig, NetEvent, OrgId, Outcome, identity, transport};

/// Where to listen.
pub(super) const TCP: &str = "/ip4/127.0.0.1/tcp/0";
/// Where to listen.
pub(super) const QUIC: &str = "/ip4/127.0.0.1/udp/0/quic-v1";

/// No test waits longer than this for anything.
pub(super) const SOON: Duration = Duration::from_secs(20);

/// A node and what happens on it.
pub(super) struct Node {
    pub(super) org: OrgId,
    pub(super) net: Net,
    events: mpsc::Receiver<NetEvent>,
}

impl Node {
    /// Starts node `number`, listening at `listen`.
    pub(super) fn start(number: u8, listen: &str) -> Self {
        Self::start_with(number, listen, |_| {})
    }

    /// Starts node `number` with settings of its own.
    pub(super) fn start_with(number: u8, listen: &str, set: impl FnOnce(&mut NetConfig)) -> Self {
        let mut config = NetConfig {
            listen: vec![listen.parse().unwrap()],
            reconnect_min: Duration::from_millis(50),
            allow_private: true,
            ..NetConfig::default()
        };
        set(&mut config);
        let (net, events) = Net::start(&[number; 32], config).unwrap();
        Self { org: org(number), net, events }
    }

    /// Keeps a link to another node, knowing its address.
    pub(super) async fn link_to(&self, other: &Self) {
        self.net.link(other.org, other.net.listen_addrs().await);
    }

    /// The next thing that happens.
    pub(super) async fn next(&mut self) -> NetEvent {
        timeout(SOON, self.events.recv()).await.expect("something happens soon").expect("the node runs")
    }

    /// Whether nothing happens for a while.
    pub(super) async fn is_quiet(&mut self) -> bool {
        timeout(Duration::from_millis(300), self.events.recv()).await.is_err()
    }

    /// The next block that arrives, with its number in the test; other events are passed over.
    pub(super) async fn arrived(&mut self) -> (Arrival, u8) {
        loop {
            if let NetEvent::FrameArrived { arrival, block, .. } = self.next().await {
                return (arrival, block[3]);
            }
        }
    }

    /// Takes `count` blocks and gives their numbers.
    pub(super) async fn take(&mut self, count: usize) -> Vec<u8> {
        let mut numbers = Vec::new();
        for _ in 0..count {
            let (arrival, number) = self.arrived().await;
            self.net.settle(arrival, Outcome::Taken);
            numbers.push(number);
        }
        numbers
    }

    /// Sends small blocks with these numbers.
    pub(super) fn send_all(&self, to: OrgId, numbers: std::ops::Range<u8>) {
        for number in numbers {
            self.net.send(to, u64::from(number), small(number));
        }
    }

    /// The verdicts on the next `count` settled blocks.
    pub(super) async fn settled(&mut self, count: usize) -> Vec<(u64, stn_protocol::wire::record::Status, u32)> {
        let mut verdicts = Vec::new();
        while verdicts.len() < count {
            if let NetEvent::Settled { ticket, status, retry_after_secs, .. } = self.next().await {
                verdicts.push((ticket, status, retry_after_secs));
            }
        }
        verdicts
    }

    /// Waits until a link comes up and gives the peer's incarnation.
    pub(super) async fn link_up(&mut self) -> u64 {
        loop {
            if let NetEvent::LinkUp { incarnation, .. } = self.next().await {
                return incarnation;
            }
        }
    }
}

/// A bare libp2p node that speaks whatever the test writes.
pub(super) struct Liar {
    pub(super) org: OrgId,
    pub(super) addrs: Vec<String>,
    pub(super) control: libp2p_stream::Control,
    pub(super) accepted: libp2p_stream::IncomingStreams,
    swarm: JoinHandle<()>,
}

impl Liar {
    /// Starts a liar with the identity of node `number`, connected to `target`.
    pub(super) async fn start(number: u8, listen: &str, target: &Node) -> Self {
        let key = identity::keypair(&[number; 32]);
        let settings = libp2p::swarm::Config::with_tokio_executor();
        let behaviour = libp2p_stream::Behaviour::new();
        let mut control = behaviour.new_control();
        let accepted = control.accept(LINK).unwrap();
        let transport = transport::build(&key, true).unwrap();
        let mut swarm = Swarm::new(transport, behaviour, key.public().to_peer_id(), settings);
        swarm.listen_on(listen.parse().unwrap()).unwrap();
        let address = loop {
            if let libp2p::swarm::SwarmEvent::NewListenAddr { address, .. } = swarm.select_next_some().await {
                break address;
            }
        };
        let addresses = target.net.listen_addrs().await.iter().map(|addr| addr.parse().unwrap()).collect();
        swarm.dial(DialOpts::peer_id(peer(target)).addresses(addresses).build()).unwrap();
        while !swarm.is_connected(&peer(target)) {
            swarm.select_next_some().await;
        }
        let swarm = tokio::spawn(async move {
            loop {
                swarm.select_next_some().await;
            }
        });
        Self { org: org(number), addrs: vec![address.to_string()], control, accepted, swarm }
    }

    /// Opens a stream of the link protocol.
    pub(super) async fn open(&mut self, to: &Node) -> Stream {
        timeout(SOON, self.control.open_stream(peer(to), LINK)).await.unwrap().unwrap()
    }

    /// The next stream the node opens.
    pub(super) async fn accept(&mut self) -> Stream {
        timeout(SOON, self.accepted.next()).await.unwrap().unwrap().1
    }
}

impl Drop for Liar {
    fn drop(&mut self) {
        self.swarm.abort();
    }
}

/// The organisation of node `number`.
pub(super) fn org(number: u8) -> OrgId {
    OrgSecret::from_seed(&[number; 32]).public()
}

/// A small block that carries a number.
pub(super) fn small(number: u8) -> Vec<u8> {
    block(1, 2_048, number)
}

/// A large block that carries a number.
pub(super) fn large(number: u8) -> Vec<u8> {
    block(2, 16_384, number)
}

fn block(class: u8, len: usize, number: u8) -> Vec<u8> {
    let mut block = vec![0; len];
    block[..4].copy_from_slice(&[class, 0, 1, number]);
    block
}

fn peer(node: &Node) -> PeerId {
    identity::peer_id(&node.org).unwrap()
}
