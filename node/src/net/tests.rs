//! Real nodes over libp2p on 127.0.0.1, ports chosen by the system, each promise over TCP and over QUIC.

mod joins;
mod liars;
mod links;
mod world;
