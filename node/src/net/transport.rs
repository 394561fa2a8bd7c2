//! The ways bytes travel: TCP with Noise and Yamux, and QUIC, both under a name look-up. Nothing else is built in.

use std::io;

use libp2p::core::muxing::StreamMuxerBox;
use libp2p::core::transport::{Boxed, OrTransport, Transport, global_only};
use libp2p::core::upgrade::Version;
use libp2p::identity::Keypair;
use libp2p::{PeerId, dns, noise, quic, tcp, yamux};

use super::NetError;
use super::bounds::{HANDSHAKE_TIMEOUT, QUIC_CONNECTION_BYTES, QUIC_STREAM_BYTES, STREAMS_MAX};

/// What a connection becomes: a proved identity and streams.
type Connections = Boxed<(PeerId, StreamMuxerBox)>;

/// Builds the transports. Unless private addresses are allowed, only public ones are dialled,
/// also when a name resolves to another.
pub(super) fn build(key: &Keypair, allow_private: bool) -> Result<Connections, NetError> {
    let plain = tcp::tokio::Transport::new(tcp::Config::default().nodelay(true));
    let quic = quic::tokio::Transport::new(quic_config(key));
    let (tcp, quic) = if allow_private {
        (secured(plain, key)?, quic.map(|(peer, muxer), _| (peer, StreamMuxerBox::new(muxer))).boxed())
    } else {
        let quic = global_only::Transport::new(quic);
        (
            secured(global_only::Transport::new(plain), key)?,
            quic.map(|(peer, muxer), _| (peer, StreamMuxerBox::new(muxer))).boxed(),
        )
    };
    let either = OrTransport::new(quic, tcp).map(|connection, _| connection.into_inner());
    Ok(dns::tokio::Transport::system(either).map_err(NetError::Transport)?.boxed())
}

fn secured<T>(plain: T, key: &Keypair) -> Result<Connections, NetError>
where
    T: Transport<Output = tcp::tokio::TcpStream, Error = io::Error> + Send + Unpin + 'static,
    T::Dial: Send,
    T::ListenerUpgrade: Send,
{
    let mut streams = yamux::Config::default();
    streams.set_max_num_streams(STREAMS_MAX);
    let noise = noise::Config::new(key).map_err(NetError::Handshake)?;
    Ok(plain.upgrade(Version::V1Lazy).authenticate(noise).multiplex(streams).timeout(HANDSHAKE_TIMEOUT).boxed())
}

fn quic_config(key: &Keypair) -> quic::Config {
    let mut config = quic::Config::new(key);
    config.handshake_timeout = HANDSHAKE_TIMEOUT;
    config.max_concurrent_stream_limit = u32::try_from(STREAMS_MAX).expect("a small constant");
    config.max_stream_data = QUIC_STREAM_BYTES;
    config.max_connection_data = QUIC_CONNECTION_BYTES;
    config
}
