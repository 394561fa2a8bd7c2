//! An organisation's key as libp2p sees it: the identity is the Ed25519 public key itself, inside a `PeerId`.

use libp2p::PeerId;
use libp2p::identity::{Keypair, PublicKey, ed25519};
use stn_protocol::id::OrgId;

/// What stands before the key in a `PeerId`: identity multihash of 36 B, then a protobuf with type Ed25519, 32 B.
const PREFIX: [u8; 6] = [0x00, 0x24, 0x08, 0x01, 0x12, 0x20];

/// The node's key pair.
pub(super) fn keypair(seed: &[u8; 32]) -> Keypair {
    let mut seed = zeroize::Zeroizing::new(*seed);
    Keypair::ed25519_from_bytes(seed.as_mut_slice()).expect("any 32 bytes are an Ed25519 seed")
}

/// The identity of an organisation's node, unless its bytes are no public key.
pub(super) fn peer_id(org: &OrgId) -> Option<PeerId> {
    let key = ed25519::PublicKey::try_from_bytes(org.as_bytes()).ok()?;
    Some(PublicKey::from(key).to_peer_id())
}

/// The organisation behind an identity that has been proved in a handshake.
pub(super) fn org_id(peer: &PeerId) -> Option<OrgId> {
    OrgId::from_slice(peer.to_bytes().strip_prefix(&PREFIX)?)
}

#[cfg(test)]
mod tests {
    use stn_protocol::crypto::sign::OrgSecret;

    use super::*;

    #[test]
    fn a_node_is_known_by_its_organisations_key() {
        let seed = [0x11; 32];
        let org = OrgSecret::from_seed(&seed).public();

        let peer = keypair(&seed).public().to_peer_id();

        assert_eq!(peer_id(&org), Some(peer));
        assert_eq!(org_id(&peer), Some(org));
    }

    #[test]
    fn an_identity_of_another_form_is_nobodys() {
        assert_eq!(org_id(&PeerId::random()), None);
    }
}
