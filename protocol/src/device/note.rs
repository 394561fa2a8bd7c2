//! Private notes about contacts: sealed by the device for itself, so that the node keeps bytes and reads nothing.
//!
//! ```text
//!   wrap(vault key, nonce,  pad( label ‖ u32 BE contact ‖ text ))      pad: up to a multiple of 256 B
//! ```
//!
//! The length tells little, and a note that was moved to another contact does not open.

use rand_core::Rng;
use zeroize::Zeroizing;

use crate::crypto::stream::{Purpose, Randomness};
use crate::crypto::{Label, seal};
use crate::device::{Device, DeviceError};
use crate::id::{Blob, ContactId};
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
        if text.len() > NOTE_TEXT {
            return Err(DeviceError::TextTooLong);
        }
        let content = Zeroizing::new([head(contact).as_slice(), text.as_bytes()].concat());
        let len = (content.len() + LENGTH_LEN).next_multiple_of(STEP);
        let padded = Zeroizing::new(seal::pad(&content, len).expect("the length was made to fit, and is below 64 KiB"));
        let mut nonce = [0; 12];
        rng.stream(Purpose::Device).fill_bytes(&mut nonce);
        Ok(Blob(seal::wrap(&self.vault_key, &nonce, &padded)))
    }

    /// Opens a note about a contact.
    ///
    /// # Errors
    /// [`DeviceError::NoteClosed`] if another device sealed it, it is another contact's, or it was altered.
    pub fn open_note(&self, contact: ContactId, sealed: &Blob) -> Result<Private<String>, DeviceError> {
        let padded = seal::unwrap_sealed(&self.vault_key, &sealed.0).map_err(|_| DeviceError::NoteClosed)?;
        let content = seal::unpad(&padded).ok_or(DeviceError::NoteClosed)?;
        let text = content.strip_prefix(head(contact).as_slice()).ok_or(DeviceError::NoteClosed)?;
        String::from_utf8(text.to_vec()).map(Private).map_err(|_| DeviceError::NoteClosed)
    }
}

/// What a note is and whom it is about.
fn head(contact: ContactId) -> Vec<u8> {
    [Label::Note.as_bytes(), &contact.0.to_be_bytes()].concat()
}

/// The longest note, in bytes: what fits into [`limits::NOTE_LEN`] when it is sealed.
pub const NOTE_TEXT: usize = 1_776;
/// Sealed notes come in as many lengths as there are of these steps.
const STEP: usize = 256;
/// What padding puts first.
const LENGTH_LEN: usize = 2;
/// A nonce and a tag.
const WRAP_LEN: usize = 12 + 16;
/// A label of ten bytes and a number.
const HEAD_LEN: usize = 14;
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
