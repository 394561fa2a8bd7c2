//! `/stn/join/1`: one small block there, one small block back, or nothing. The only thing a stranger may do.
//!
//! Exchanges are rationed by address prefix and bounded in number; one that is refused, dropped or
//! too late simply ends, and all of these look the same.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use futures::{AsyncRead, AsyncWrite, AsyncWriteExt};
use libp2p::request_response::{
    self, Codec, Config, InboundRequestId, Message, OutboundRequestId, ProtocolSupport, ResponseChannel,
};
use libp2p::{Multiaddr, PeerId, StreamProtocol};
use stn_protocol::message::SizeClass;
use tokio::time::Instant;

use crate::clock;

use super::bounds::{JOIN_CALLS_MAX, JOIN_EVERY, JOIN_PREFIXES_MAX, JOIN_TIMEOUT, JOINS_MAX, JOINS_PER_CONNECTION};
use super::counters::Counters;
use super::link::BlockReader;
use super::prefix::{Allowance, Prefix};
use super::{NetEvent, identity};

/// The protocol of join exchanges.
pub(super) const JOIN: StreamProtocol = StreamProtocol::new("/stn/join/1");

/// libp2p's request-response with our blocks.
pub(super) type Behaviour = request_response::Behaviour<JoinCodec>;

/// What that behaviour reports.
pub(super) type Event = request_response::Event<Vec<u8>, Vec<u8>>;

/// The behaviour, with our bounds.
pub(super) fn behaviour() -> Behaviour {
    let config = Config::default().with_request_timeout(JOIN_TIMEOUT).with_max_concurrent_streams(JOINS_PER_CONNECTION);
    Behaviour::new([(JOIN, ProtocolSupport::Full)], config)
}

/// The exchanges under way, others' and ours.
pub(super) struct Joins {
    allowance: Allowance,
    next_exchange: u64,
    open: BTreeMap<u64, Open>,
    calls: BTreeMap<OutboundRequestId, u64>,
    counters: Arc<Counters>,
}

struct Open {
    request: InboundRequestId,
    channel: ResponseChannel<Vec<u8>>,
}

impl Joins {
    /// Nothing under way.
    pub(super) fn new(burst: u32, counters: Arc<Counters>) -> Self {
        Self {
            allowance: Allowance::new(burst, JOIN_EVERY, JOIN_PREFIXES_MAX),
            next_exchange: 0,
            open: BTreeMap::new(),
            calls: BTreeMap::new(),
            counters,
        }
    }

    /// Begins an exchange of our own; at once an event, if there can be none.
    pub(super) fn call(
        &mut self,
        behaviour: &mut Behaviour,
        call: u64,
        to: (PeerId, Vec<Multiaddr>),
        block: Vec<u8>,
    ) -> Option<NetEvent> {
        let (peer, addresses) = to;
        if self.calls.len() >= JOIN_CALLS_MAX || addresses.is_empty() || block.len() != SizeClass::Small.block_len() {
            return Some(NetEvent::JoinAnswered { call, reply: None });
        }
        let request = behaviour.send_request_with_addresses(&peer, block, addresses);
        self.calls.insert(request, call);
        None
    }

    /// Answers somebody's exchange, or ends it without a byte.
    pub(super) fn answer(&mut self, behaviour: &mut Behaviour, exchange: u64, reply: Option<Vec<u8>>) {
        let Some(open) = self.open.remove(&exchange) else {
            return;
        };
        if let Some(reply) = reply.filter(|reply| reply.len() == SizeClass::Small.block_len()) {
            // The exchange may have ended meanwhile; the asker tries again.
            let _ = behaviour.send_response(open.channel, reply);
        }
    }

    /// Takes in what happened; `from` is where the connection comes from.
    pub(super) fn on_event(&mut self, event: Event, from: Option<Prefix>) -> Option<NetEvent> {
        match event {
            Event::Message { peer, message: Message::Request { request_id, request, channel }, .. } => {
                self.on_request(peer, from, request, Open { request: request_id, channel })
            }
            Event::Message { message: Message::Response { request_id, response }, .. } => {
                let call = self.calls.remove(&request_id)?;
                Some(NetEvent::JoinAnswered { call, reply: Some(response) })
            }
            Event::OutboundFailure { request_id, .. } => {
                let call = self.calls.remove(&request_id)?;
                Some(NetEvent::JoinAnswered { call, reply: None })
            }
            Event::InboundFailure { request_id, .. } => {
                self.open.retain(|_, open| open.request != request_id);
                None
            }
            Event::ResponseSent { .. } => None,
        }
    }

    fn on_request(&mut self, peer: PeerId, from: Option<Prefix>, block: Vec<u8>, open: Open) -> Option<NetEvent> {
        let org = identity::org_id(&peer);
        let may = self.open.len() < JOINS_MAX
            && from.is_some_and(|prefix| self.allowance.take(prefix, Instant::from_std(clock::steady())));
        let Some(from) = org.filter(|_| may) else {
            self.counters.refused_joins.add();
            return None;
        };
        self.counters.joins_in.add();
        let exchange = self.next_exchange;
        self.next_exchange += 1;
        self.open.insert(exchange, open);
        Some(NetEvent::JoinArrived { exchange, from, block })
    }
}

/// Reads and writes one small block.
#[derive(Clone, Debug, Default)]
pub(super) struct JoinCodec;

impl Codec for JoinCodec {
    type Protocol = StreamProtocol;
    type Request = Vec<u8>;
    type Response = Vec<u8>;

    async fn read_request<T>(&mut self, _: &StreamProtocol, io: &mut T) -> io::Result<Vec<u8>>
    where
        T: AsyncRead + Unpin + Send,
    {
        read(io).await
    }

    async fn read_response<T>(&mut self, _: &StreamProtocol, io: &mut T) -> io::Result<Vec<u8>>
    where
        T: AsyncRead + Unpin + Send,
    {
        read(io).await
    }

    async fn write_request<T>(&mut self, _: &StreamProtocol, io: &mut T, block: Vec<u8>) -> io::Result<()>
    where
        T: AsyncWrite + Unpin + Send,
    {
        io.write_all(&block).await
    }

    async fn write_response<T>(&mut self, _: &StreamProtocol, io: &mut T, block: Vec<u8>) -> io::Result<()>
    where
        T: AsyncWrite + Unpin + Send,
    {
        io.write_all(&block).await
    }
}

async fn read(io: &mut (impl AsyncRead + Unpin)) -> io::Result<Vec<u8>> {
    let block = BlockReader::new(SizeClass::Small).next(io).await;
    block.map_err(|_| io::ErrorKind::InvalidData.into())
}
