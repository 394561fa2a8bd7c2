//! The 16 B records of a link: the opening each side writes first, and the settlements that follow.
//!
//! Opening: `u64 BE incarnation ‖ 8 zero`. Settlement: `u64 BE index ‖ u8 status ‖ u32 BE retry_after_s ‖ 3 zero`;
//! the index gets `status`, every lower unsettled index is settled as taken.

use crate::wire::{Malformed, Refusal};

/// Length of every record.
pub const LEN: usize = 16;

/// What became of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Taken: durable at the reader, or of no further use to it. The two look the same.
    Taken,
    /// Not taken; offer it again later.
    Busy,
    /// Wrong size, syntax or a signature that the block alone shows to be wrong.
    Malformed,
    /// A version the reader does not speak.
    Unsupported,
    /// The sender is no peer of the reader.
    NotPeer,
    /// The reader knows a later life of the sender: one that was restored from a backup.
    Outdated,
}

/// Settles a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The block's number on its stream, from 0.
    pub index: u64,
    /// What became of it.
    pub status: Status,
    /// With [`Status::Busy`]: how many seconds to wait before offering it again.
    pub retry_after_secs: u32,
}

impl Status {
    const fn code(self) -> u8 {
        match self {
            Self::Taken => 0,
            Self::Busy => 1,
            Self::Malformed => 2,
            Self::Unsupported => 3,
            Self::NotPeer => 4,
            Self::Outdated => 5,
        }
    }

    const fn from_code(code: u8) -> Option<Self> {
        Some(match code {
            0 => Self::Taken,
            1 => Self::Busy,
            2 => Self::Malformed,
            3 => Self::Unsupported,
            4 => Self::NotPeer,
            5 => Self::Outdated,
            _ => return None,
        })
    }
}

impl Settlement {
    /// The record's bytes.
    pub fn encode(&self) -> [u8; LEN] {
        let mut bytes = [0; LEN];
        bytes[..8].copy_from_slice(&self.index.to_be_bytes());
        bytes[8] = self.status.code();
        bytes[9..13].copy_from_slice(&self.retry_after_secs.to_be_bytes());
        bytes
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`Malformed`] if the status is unknown or the end is not zero.
    pub fn decode(bytes: &[u8; LEN]) -> Result<Self, Malformed> {
        let [i0, i1, i2, i3, i4, i5, i6, i7, code, r0, r1, r2, r3, 0, 0, 0] = *bytes else { return Err(Malformed) };
        Ok(Self {
            index: u64::from_be_bytes([i0, i1, i2, i3, i4, i5, i6, i7]),
            status: Status::from_code(code).ok_or(Malformed)?,
            retry_after_secs: u32::from_be_bytes([r0, r1, r2, r3]),
        })
    }
}

impl From<Refusal> for Status {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Malformed => Self::Malformed,
            Refusal::Unsupported => Self::Unsupported,
        }
    }
}

/// The opening's bytes.
pub fn encode_opening(incarnation: u64) -> [u8; LEN] {
    let mut bytes = [0; LEN];
    bytes[..8].copy_from_slice(&incarnation.to_be_bytes());
    bytes
}

/// Reads an opening: the sender's incarnation.
///
/// # Errors
/// [`Malformed`] if the end is not zero.
pub fn decode_opening(bytes: &[u8; LEN]) -> Result<u64, Malformed> {
    let [i0, i1, i2, i3, i4, i5, i6, i7, 0, 0, 0, 0, 0, 0, 0, 0] = *bytes else { return Err(Malformed) };
    Ok(u64::from_be_bytes([i0, i1, i2, i3, i4, i5, i6, i7]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_settlement_reads_what_it_wrote() {
        let settlement = Settlement { index: 7, status: Status::Busy, retry_after_secs: 30 };

        assert_eq!(Settlement::decode(&settlement.encode()), Ok(settlement));
    }

    #[test]
    fn an_unknown_status_is_malformed() {
        let mut bytes = Settlement { index: 0, status: Status::Taken, retry_after_secs: 0 }.encode();
        bytes[8] = 6;

        assert_eq!(Settlement::decode(&bytes), Err(Malformed));
    }
}
