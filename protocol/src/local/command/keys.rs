//! What a member does with keys and devices: certificates, further devices, recovery, a colleague's new keys.
//!
//! Every private key stays on a device; the node gets signatures and sealed bytes.

use serde::{Deserialize, Serialize};

use crate::id::{Blob, InviteId, MemberKey, RecoveryLocator, Signature};
use crate::local::keys::CertDraft;
use crate::time::Timestamp;

/// What a member does. The API has checked that one of the member's devices signed it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "keys", rename_all = "kebab-case")]
pub enum KeysCommand {
    /// Brings the next version of the member's certificate.
    UpdateCert {
        /// The draft.
        draft: CertDraft,
    },
    /// Makes a link for a further device; the node learns no secret.
    OpenDevice {
        /// Names it.
        invite: InviteId,
        /// Until when it serves, an hour at most.
        expires: Timestamp,
    },
    /// Takes a further device up, after its words were compared.
    AdmitDevice {
        /// The link it came by.
        invite: InviteId,
        /// The certificate that lists it.
        draft: CertDraft,
        /// What it needs, sealed to it.
        bundle: Blob,
    },
    /// Takes a link for a further device back, with whatever came by it.
    CloseDevice {
        /// The link.
        invite: InviteId,
    },
    /// Keeps the member's keys, wrapped under a new recovery phrase.
    KeepRecovery {
        /// Where the phrase finds them.
        locator: RecoveryLocator,
        /// The keys, wrapped.
        sealed: Blob,
    },
    /// Keeps what the member's devices have seen of others' keys, under the vault key.
    KeepVault {
        /// The pins, wrapped.
        sealed: Blob,
    },
    /// Vouches for a colleague who lost every key.
    ConfirmReEnrolment {
        /// The lost key.
        old: MemberKey,
        /// The new one.
        new: MemberKey,
        /// The device's word.
        signature: Signature,
    },
    /// Stops a re-enrolment that somebody began in the member's name.
    StopReEnrolment,
}
