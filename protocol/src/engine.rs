//! The engine: an input comes in, an ordered list of effects goes out. That is the whole surface.

use crate::change::Change;
use crate::crypto::sign::OrgSecret;
use crate::exchange::view::{AdminLook, AdminSight, MemberLook, MemberSight};
use crate::exchange::{Effect, Input};
use crate::id::{DeviceKey, MemberKey};
use crate::time::{Span, Timestamp};

pub use crate::exchange::settings::Settings;

/// skeleton
pub struct Engine {
    settings: Settings,
}

/// The memory can't be read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a stored record can't be read: it was written by another version or is damaged")]
pub struct Unreadable;

impl Engine {
    /// Wakes a node from what it remembers. `records` is empty for a new node.
    ///
    /// # Errors
    /// [`Unreadable`] if a record is not as this version writes it.
    pub fn wake(
        identity: OrgSecret,
        settings: Settings,
        records: impl IntoIterator<Item = (Vec<u8>, Vec<u8>)>,
    ) -> Result<Self, Unreadable> {
        let _ = (identity, records);
        Ok(Self { settings })
    }

    /// Takes one input and says what to do, in order.
    pub fn step(&mut self, now: Timestamp, rng: &mut dyn crate::crypto::stream::Randomness, input: Input) -> Vec<Effect> {
        let _ = (now, rng, input);
        Vec::new()
    }

    /// When to come back with [`Input::DeadlinePassed`].
    pub fn next_deadline(&self) -> Option<Timestamp> {
        None
    }

    /// What a member sees. Reads only.
    pub fn member_look(&self, member: &MemberKey, look: &MemberLook) -> MemberSight {
        let _ = (member, look, &self.settings);
        MemberSight::Nobody
    }

    /// What the admin sees. Reads only.
    pub fn admin_look(&self, look: AdminLook) -> AdminSight {
        let _ = look;
        AdminSight::Peers(Vec::new())
    }

    /// The member one of whose current devices holds this key.
    pub fn member_of_device(&self, device: &DeviceKey, now: Timestamp) -> Option<MemberKey> {
        let _ = (device, now);
        None
    }
}
