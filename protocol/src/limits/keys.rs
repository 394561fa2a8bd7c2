//! Bounds on the lives of keys: devices, phrases, re-enrolments, epochs, and what is remembered of an end.

use crate::time::Span;

/// How long a link for a further device serves: the two machines stand beside each other.
pub const DEVICE_LINK_LIFE: Span = Span::secs(3_600);

/// How long what was sealed to a further device lies ready.
pub const DEVICE_BUNDLE_LIFE: Span = Span::days(1);

/// Bytes of a wrapped copy of a member's keys, or of what a further device is given: seeds and a card.
pub const KEY_COPY: usize = 2_048;

/// Bytes of the keys a member's devices have seen: a thousand bridges and two thousand colleagues.
pub const VAULT: usize = 196_608;

/// Calls about keys from machines that are no device yet, answered in a minute, all callers together.
pub const KEY_CALLS_A_MINUTE: u32 = 60;

/// With less of a certificate left than this, a device renews it.
pub const CERT_RENEWED_BEFORE: Span = Span::days(60);

/// Colleagues who must vouch for a member who lost every key.
pub const VOUCHERS: usize = 2;

/// How long they may take.
pub const RE_ENROLMENT_LIFE: Span = Span::days(14);

/// How long a change of a member's key is remembered, so that a device that is seldom opened sees it.
pub const KEY_CHANGE_KEPT: Span = Span::days(365);

/// How long a bridge that is over is remembered: as long as an offer made over it could live.
pub const BRIDGE_KEPT: Span = Span::days(60);

/// How long a former peer is waited for to hear that the peering is over.
pub const FAREWELL: Span = Span::days(30);

/// How far ahead, or back, the date of an organisation's change of key may lie: an admin who confirms it knows the
/// other one still.
pub const SUCCESSION_AHEAD: Span = Span::days(365);

/// How long a change of key that was announced waits for the admin after its date.
pub const SUCCESSION_KEPT: Span = Span::days(365);

/// Changes of key one peer may have announced at a time: its own, and what a thief of its key may add.
pub const SUCCESSIONS_PER_PEER: usize = 4;

/// Changes of key that are kept for devices to follow. Our own are never pushed out.
pub const SUCCESSIONS_FOLLOWED: usize = 1_024;

/// How long before it begins an epoch is announced.
pub const EPOCH_AHEAD: Span = Span::days(7);
