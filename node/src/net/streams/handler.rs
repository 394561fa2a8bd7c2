//! One connection's side of `streams`: opens and accepts streams of `/stn/link/1` and passes them on untouched.

use std::collections::VecDeque;
use std::task::{Context, Poll};

use libp2p::StreamProtocol;
use libp2p::core::upgrade::ReadyUpgrade;
use libp2p::swarm::handler::{ConnectionEvent, DialUpgradeError, FullyNegotiatedInbound, FullyNegotiatedOutbound};
use libp2p::swarm::{ConnectionHandler, ConnectionHandlerEvent, Stream, SubstreamProtocol};

use crate::net::bounds::ACCEPTED_MAX;

/// The protocol of links.
pub(in crate::net) const LINK: StreamProtocol = StreamProtocol::new("/stn/link/1");

/// What the behaviour asks of a connection.
#[derive(Clone, Copy, Debug)]
pub(in crate::net) enum Ask {
    /// Open a stream.
    Open,
    /// The other side is a configured peer: stay, also without a stream.
    Keep,
    /// The other side is a stranger: end when idle.
    Leave,
}

/// What a connection brings.
#[derive(Debug)]
pub(in crate::net) enum Got {
    /// The stream that was asked for.
    Opened(Stream),
    /// The other side would not open it.
    NotOpened,
    /// A stream the other side opened.
    Accepted(Stream),
}

/// The handler of one connection.
pub(in crate::net) struct LinkHandler {
    stays: bool,
    to_open: usize,
    got: VecDeque<Got>,
}

impl LinkHandler {
    /// A handler; its connection stays if the other side is a configured peer.
    pub(super) fn new(stays: bool) -> Self {
        Self { stays, to_open: 0, got: VecDeque::new() }
    }
}

impl ConnectionHandler for LinkHandler {
    type FromBehaviour = Ask;
    type ToBehaviour = Got;
    type InboundProtocol = ReadyUpgrade<StreamProtocol>;
    type OutboundProtocol = ReadyUpgrade<StreamProtocol>;
    type InboundOpenInfo = ();
    type OutboundOpenInfo = ();

    fn listen_protocol(&self) -> SubstreamProtocol<Self::InboundProtocol> {
        SubstreamProtocol::new(ReadyUpgrade::new(LINK), ())
    }

    fn connection_keep_alive(&self) -> bool {
        self.stays
    }

    fn poll(
        &mut self,
        _: &mut Context<'_>,
    ) -> Poll<ConnectionHandlerEvent<Self::OutboundProtocol, (), Self::ToBehaviour>> {
        if let Some(got) = self.got.pop_front() {
            return Poll::Ready(ConnectionHandlerEvent::NotifyBehaviour(got));
        }
        if self.to_open > 0 {
            self.to_open -= 1;
            let protocol = SubstreamProtocol::new(ReadyUpgrade::new(LINK), ());
            return Poll::Ready(ConnectionHandlerEvent::OutboundSubstreamRequest { protocol });
        }
        Poll::Pending
    }

    fn on_behaviour_event(&mut self, ask: Ask) {
        match ask {
            Ask::Open => self.to_open += 1,
            Ask::Keep => self.stays = true,
            Ask::Leave => self.stays = false,
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "libp2p's enum; only streams concern us")]
    fn on_connection_event(&mut self, event: ConnectionEvent<'_, Self::InboundProtocol, Self::OutboundProtocol>) {
        match event {
            ConnectionEvent::FullyNegotiatedInbound(FullyNegotiatedInbound { protocol: stream, .. })
                if self.got.len() < ACCEPTED_MAX =>
            {
                self.got.push_back(Got::Accepted(stream));
            }
            ConnectionEvent::FullyNegotiatedOutbound(FullyNegotiatedOutbound { protocol: stream, .. }) => {
                self.got.push_back(Got::Opened(stream));
            }
            ConnectionEvent::DialUpgradeError(DialUpgradeError { .. }) => self.got.push_back(Got::NotOpened),
            _ => {}
        }
    }
}
