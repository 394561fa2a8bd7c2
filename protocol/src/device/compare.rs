//! The six words two members at the ends of a bridge read to each other: they are the same on both sides only if
//! nobody stands in between. How words are made is `crypto::words`.

use std::collections::BTreeSet;

use crate::crypto::words;
use crate::device::{Device, DeviceError};
use crate::id::BridgeId;

impl Device {
    /// The six words of a bridge: of both members as this device knows them, and of the bridge.
    ///
    /// # Errors
    /// [`DeviceError::LinkUnknown`] if this device has not seen who is at the far end.
    pub fn bridge_words(&self, bridge: &BridgeId) -> Result<String, DeviceError> {
        let far = *self.bridge_pins.get(bridge).ok_or(DeviceError::LinkUnknown)?;
        // A set, so that both sides name the two in the same order.
        let ends = BTreeSet::from([far, (self.org, self.member())]);
        let ends: Vec<[&[u8]; 2]> = ends.iter().map(|(org, member)| [&org.as_bytes()[..], member.as_bytes()]).collect();
        let mut parts: Vec<&[u8]> = ends.concat();
        parts.push(bridge.as_bytes());
        Ok(words::compared(&parts))
    }

    /// Whether a bridge came about by a knock and its two members have not compared their words yet.
    pub fn awaits_words(&self, bridge: &BridgeId) -> bool {
        self.uncompared.contains(bridge)
    }

    /// The member says that the six words of a bridge are the same on both sides.
    pub fn words_agree(&mut self, bridge: &BridgeId) {
        self.uncompared.remove(bridge);
    }
}
