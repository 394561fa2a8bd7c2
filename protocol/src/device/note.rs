//! What a member writes for themself: notes about contacts, and what asks led to. Sealed by the device for itself, so
//! that the node keeps bytes and reads nothing.
//!
//! ```text
//!   note       wrap(vault key, nonce,  pad( label ‖ u32 BE contact ‖ text ))      pad: up to a multiple of 256 B
//!   outcome    wrap(vault key, nonce,  pad( label ‖ 16 B ask ‖ text ))
//! ```
//!
//! The length tells little, and what was moved to another contact or ask does not open.

use rand_core::Rng;
use zeroize::Zeroizing;

use crate::crypto::stream::{Purpose, Randomness};
use crate::crypto::{Label, seal};
use crate::device::{Device, DeviceError};
use crate::id::{AskId, Blob, ContactId};
use crate::limits;
use crate::private::Private;

impl Device {
    /// Seals a note about a contact. Equal notes look different every time.
    ///
    /// # Errors
    /// [`DeviceError::TextTooLong`] if it has more than [`NOTE_TEXT`] bytes.
    pub fn seal_note(
        &self,
        rng: &mut dyn Randomness,
        contact: ContactId,
        text: &Private<String>,
    ) -> Result<Blob, DeviceError> {
        self.seal_own(rng, &head(contact), text, NOTE_TEXT)
    }

    /// Opens a note about a contact.
    ///
    /// # Errors
    /// [`DeviceError::NoteClosed`] if another device sealed it, it is another contact's, or it was altered.
    pub fn open_note(&self, contact: ContactId, sealed: &Blob) -> Result<Private<String>, DeviceError> {
        self.open_own(&head(contact), sealed)
    }

    /// Seals what an ask led to.
    ///
    /// # Errors
    /// [`DeviceError::TextTooLong`] if it has more than [`OUTCOME_TEXT`] bytes.
    pub fn seal_outcome(
        &self,
        rng: &mut dyn Randomness,
        ask: AskId,
        text: &Private<String>,
    ) -> Result<Blob, DeviceError> {
        self.seal_own(rng, &outcome_head(ask), text, OUTCOME_TEXT)
    }

    /// Opens what an ask led to.
    ///
    /// # Errors
    /// [`DeviceError::NoteClosed`] if another member sealed it, it is another ask's, or it was altered.
    pub fn open_outcome(&self, ask: AskId, sealed: &Blob) -> Result<Private<String>, DeviceError> {
        self.open_own(&outcome_head(ask), sealed)
    }

    fn seal_own(
        &self,
        rng: &mut dyn Randomness,
        head: &[u8],
        text: &Private<String>,
        at_most: usize,
    ) -> Result<Blob, DeviceError> {
        if text.len() > at_most {
            return Err(DeviceError::TextTooLong);
        }
        let content = Zeroizing::new([head, text.as_bytes()].concat());
        let len = (content.len() + LENGTH_LEN).next_multiple_of(STEP);
        let padded = Zeroizing::new(seal::pad(&content, len).expect("the length was made to fit, and is below 64 KiB"));
        let mut nonce = [0; 12];
        rng.stream(Purpose::Device).fill_bytes(&mut nonce);
        Ok(Blob(seal::wrap(&self.vault_key, &nonce, &padded)))
    }

    fn open_own(&self, head: &[u8], sealed: &Blob) -> Result<Private<String>, DeviceError> {
        let padded = seal::unwrap_sealed(&self.vault_key, &sealed.0).map_err(|_| DeviceError::NoteClosed)?;
        let content = seal::unpad(&padded).ok_or(DeviceError::NoteClosed)?;
        let text = content.strip_prefix(head).ok_or(DeviceError::NoteClosed)?;
        String::from_utf8(text.to_vec()).map(Private).map_err(|_| DeviceError::NoteClosed)
    }
}

/// What a note is and whom it is about.
fn head(contact: ContactId) -> Vec<u8> {
    [Label::Note.as_bytes(), &contact.0.to_be_bytes()].concat()
}

/// What an outcome is and of which ask.
fn outcome_head(ask: AskId) -> Vec<u8> {
    [Label::Outcome.as_bytes(), ask.as_bytes()].concat()
}

/// The longest note, in bytes: what fits into [`limits::NOTE_LEN`] when it is sealed.
pub const NOTE_TEXT: usize = 1_776;
/// The longest text on what an ask led to, in bytes: what fits into [`limits::OUTCOME_LEN`] when it is sealed.
pub const OUTCOME_TEXT: usize = 480;
/// Sealed notes come in as many lengths as there are of these steps.
const STEP: usize = 256;
/// What padding puts first.
const LENGTH_LEN: usize = 2;
/// A nonce and a tag.
const WRAP_LEN: usize = 12 + 16;
/// A label of ten bytes and a number.
const HEAD_LEN: usize = 14;
/// A label of thirteen bytes and an ask.
const OUTCOME_HEAD_LEN: usize = 29;
const _: () =
    assert!((OUTCOME_TEXT + OUTCOME_HEAD_LEN + LENGTH_LEN).next_multiple_of(STEP) + WRAP_LEN <= limits::OUTCOME_LEN);
const _: () = assert!((NOTE_TEXT + HEAD_LEN + LENGTH_LEN).next_multiple_of(STEP) + WRAP_LEN <= limits::NOTE_LEN);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::stream::SeededStreams;
    use crate::id::{InviteId, OrgId};
    use crate::invitation::{LinkSecret, MemberLink};
    use crate::message::Card;
    use crate::time::Timestamp;

    const ANA: ContactId = ContactId(12);

    fn device(seed: u8) -> (Device, SeededStreams) {
        let mut rng = SeededStreams::new([seed; 32], "device");
        let now = Timestamp::from_secs(1_700_000_000);
        let link = MemberLink {
            org: OrgId::from_bytes([1; 32]),
            api: String::new(),
            invite: InviteId::from_bytes([2; 16]),
            secret: LinkSecret::from_bytes([3; 16]),
            expires: now,
        };
        (Device::enrol(&mut rng, &link, Card::default(), now).0, rng)
    }

    #[test]
    fn a_note_opens_on_the_device_that_sealed_it_for_that_contact() {
        let (nadia, mut rng) = device(1);
        let sealed = nadia.seal_note(&mut rng, ANA, &"likes early trains".into()).unwrap();

        let opened = nadia.open_note(ANA, &sealed);

        assert_eq!(opened, Ok("likes early trains".into()));
        assert_eq!(nadia.open_note(ContactId(13), &sealed), Err(DeviceError::NoteClosed));
        assert_eq!(device(2).0.open_note(ANA, &sealed), Err(DeviceError::NoteClosed));
    }

    #[test]
    fn an_outcome_opens_for_its_ask_alone_and_is_no_note() {
        let (nadia, mut rng) = device(1);
        let (ask, other) = (AskId::from_bytes([7; 16]), AskId::from_bytes([8; 16]));
        let sealed = nadia.seal_outcome(&mut rng, ask, &"a grant of two years".into()).unwrap();
        let longest = nadia.seal_outcome(&mut rng, ask, &"x".repeat(OUTCOME_TEXT).into()).unwrap();

        assert_eq!(nadia.open_outcome(ask, &sealed), Ok("a grant of two years".into()));
        assert_eq!(nadia.open_outcome(other, &sealed), Err(DeviceError::NoteClosed));
        assert_eq!(nadia.open_note(ANA, &sealed), Err(DeviceError::NoteClosed));
        assert_eq!(device(2).0.open_outcome(ask, &sealed), Err(DeviceError::NoteClosed));
        assert!(longest.0.len() <= limits::OUTCOME_LEN);
        assert_eq!(outcome_head(ask).len(), OUTCOME_HEAD_LEN);
        let longer = nadia.seal_outcome(&mut rng, ask, &"x".repeat(OUTCOME_TEXT + 1).into());
        assert_eq!(longer, Err(DeviceError::TextTooLong));
    }

    #[test]
    fn an_altered_note_does_not_open() {
        let (nadia, mut rng) = device(1);
        let mut sealed = nadia.seal_note(&mut rng, ANA, &"likes early trains".into()).unwrap();
        *sealed.0.last_mut().unwrap() ^= 1;

        assert_eq!(nadia.open_note(ANA, &sealed), Err(DeviceError::NoteClosed));
        assert_eq!(nadia.open_note(ANA, &Blob(vec![0; 5])), Err(DeviceError::NoteClosed));
    }

    #[test]
    fn a_sealed_note_tells_little_of_its_length_and_nothing_of_its_text() {
        let (nadia, mut rng) = device(1);
        let mut seal = |text: &str| nadia.seal_note(&mut rng, ANA, &text.into()).unwrap();

        let (empty, short, again) = (seal(""), seal("likes early trains"), seal("likes early trains"));

        assert_eq!(empty.0.len(), short.0.len());
        assert_ne!(short, again);
        assert!(!short.0.windows(5).any(|window| window == b"early"));
    }

    #[test]
    fn the_longest_note_fits_what_a_node_takes() {
        let (nadia, mut rng) = device(1);

        let longest = nadia.seal_note(&mut rng, ANA, &"x".repeat(NOTE_TEXT).into()).unwrap();

        assert!(longest.0.len() <= limits::NOTE_LEN);
        let longer = nadia.seal_note(&mut rng, ANA, &"x".repeat(NOTE_TEXT + 1).into());
        assert_eq!(longer, Err(DeviceError::TextTooLong));
        assert_eq!(head(ANA).len(), HEAD_LEN);
    }
}
