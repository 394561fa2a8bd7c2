//! Every domain label in one table. No label is written anywhere else.
//!
//! A label keeps two uses of one key or hash apart. All begin with `stn/1/` and are shorter than 32 B,
//! so that a signature's first byte (the label's length) can't be that of a libp2p signature.

/// What a signature, hash, MAC, seal or derivation is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// Signature: an origin's question.
    Query,
    /// Signature: an origin's request.
    Request,
    /// Signature: a member's certificate.
    Member,
    /// Signature and MAC: a bridge's terms.
    Bridge,
    /// MAC: the confirmation of a bridge.
    BridgeConfirm,
    /// Signature: one person's yes.
    Consent,
    /// Signature and seal: what a connector keeps for the asker.
    Receipt,
    /// Signature and seal: the asker's letter.
    Letter,
    /// Signature and seal: the endpoint's answer.
    Answer,
    /// Signature: a device's request to its own node.
    Api,
    /// Seal and pre-shared key: an offer.
    Offer,
    /// MAC: a stranger's request to become a peer.
    Peer,
    /// MAC: a person's request to become a member.
    Join,
    /// Hash: the commitment to a predecessor.
    Predecessor,
    /// VOPRF input: a handle.
    Handle,
    /// VOPRF key: an epoch.
    Oprf,
    /// Derivation: a match key.
    Match,
    /// Derivation: a node's named random streams.
    Stream,
    /// Wrap under a device's own key: a private note.
    Note,
    /// Wrap under a device's own key: what an ask led to.
    Outcome,
    /// Hash: words that people compare.
    Words,
    /// Derivation and hash: what follows from a recovery phrase.
    Recovery,
    /// MAC and seal: a member's further device.
    Device,
    /// Signature: a colleague vouches that a member lost all keys and made new ones.
    ReEnrolment,
    /// Wrap under a member's vault key: the keys the member's devices have seen.
    Vault,
    /// Hash and signature: a candidate's permission.
    Permission,
    /// Signature and seal: a word along a path.
    Word,
    /// Seal: an asker's reply to a connector's word.
    Reply,
    /// Signature: a knock.
    Knock,
    /// Signature: an organisation's change of key.
    Succession,
    /// Hash: a handle on the suppression list.
    Suppression,
}

impl Label {
    /// All labels, for tests that compare them.
    pub const ALL: [Self; 31] = [
        Self::Query,
        Self::Request,
        Self::Member,
        Self::Bridge,
        Self::BridgeConfirm,
        Self::Consent,
        Self::Receipt,
        Self::Letter,
        Self::Answer,
        Self::Api,
        Self::Offer,
        Self::Peer,
        Self::Join,
        Self::Predecessor,
        Self::Handle,
        Self::Oprf,
        Self::Match,
        Self::Stream,
        Self::Note,
        Self::Outcome,
        Self::Words,
        Self::Recovery,
        Self::Device,
        Self::ReEnrolment,
        Self::Vault,
        Self::Permission,
        Self::Word,
        Self::Reply,
        Self::Knock,
        Self::Succession,
        Self::Suppression,
    ];

    /// The label's bytes.
    pub const fn as_bytes(self) -> &'static [u8] {
        match self {
            Self::Query => b"stn/1/query",
            Self::Request => b"stn/1/request",
            Self::Member => b"stn/1/member",
            Self::Bridge => b"stn/1/bridge",
            Self::BridgeConfirm => b"stn/1/bridge-confirm",
            Self::Consent => b"stn/1/consent",
            Self::Receipt => b"stn/1/receipt",
            Self::Letter => b"stn/1/letter",
            Self::Answer => b"stn/1/answer",
            Self::Api => b"stn/1/api",
            Self::Offer => b"stn/1/offer",
            Self::Peer => b"stn/1/peer",
            Self::Join => b"stn/1/join",
            Self::Predecessor => b"stn/1/pred",
            Self::Handle => b"stn/1/handle",
            Self::Oprf => b"stn/1/oprf",
            Self::Match => b"stn/1/match",
            Self::Stream => b"stn/1/stream",
            Self::Note => b"stn/1/note",
            Self::Outcome => b"stn/1/outcome",
            Self::Words => b"stn/1/words",
            Self::Recovery => b"stn/1/recovery",
            Self::Device => b"stn/1/device",
            Self::ReEnrolment => b"stn/1/re-enrolment",
            Self::Vault => b"stn/1/vault",
            Self::Permission => b"stn/1/permission",
            Self::Word => b"stn/1/word",
            Self::Reply => b"stn/1/reply",
            Self::Knock => b"stn/1/knock",
            Self::Succession => b"stn/1/succession",
            Self::Suppression => b"stn/1/suppress",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_labels_are_alike_and_all_are_short() {
        let distinct: BTreeSet<_> = Label::ALL.iter().map(|label| label.as_bytes()).collect();

        assert_eq!(distinct.len(), Label::ALL.len());
        assert!(distinct.iter().all(|text| text.len() < 32 && text.starts_with(b"stn/1/")));
    }
}
