//! How we know that nothing is missing: a digest with every record, and a tally of all of them in every batch.
//!
//! sled may lose records to a flipped bit without a word. The tally counts the records and adds up their
//! digests, whatever their order, so one scan shows whether the records are those that were written.

use sha2::{Digest, Sha256};

const DIGEST_LEN: usize = 16;
const TALLY_LEN: usize = 32;

/// What is stored, in short: how many commits, how many records, and the sum of their digests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Batches committed since the store was made.
    pub(super) groups: u64,
    /// Records present.
    pub(super) records: u64,
    sum: u128,
}

impl Tally {
    /// Counts a record in.
    pub(super) fn add(&mut self, digest: u128) {
        self.records = self.records.wrapping_add(1);
        self.sum = self.sum.wrapping_add(digest);
    }

    /// Counts a record out.
    pub(super) fn take(&mut self, digest: u128) {
        self.records = self.records.wrapping_sub(1);
        self.sum = self.sum.wrapping_sub(digest);
    }

    /// Returns whether the records are the same, whatever the number of commits.
    pub(super) fn same_records(&self, other: &Self) -> bool {
        (self.records, self.sum) == (other.records, other.sum)
    }

    pub(super) fn to_bytes(self) -> [u8; TALLY_LEN] {
        let mut bytes = [0; TALLY_LEN];
        bytes[..8].copy_from_slice(&self.groups.to_be_bytes());
        bytes[8..16].copy_from_slice(&self.records.to_be_bytes());
        bytes[16..].copy_from_slice(&self.sum.to_be_bytes());
        bytes
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; TALLY_LEN] = bytes.try_into().ok()?;
        let (groups, rest) = bytes.split_first_chunk()?;
        let (records, rest) = rest.split_first_chunk()?;
        let (sum, _) = rest.split_first_chunk()?;
        Some(Self {
            groups: u64::from_be_bytes(*groups),
            records: u64::from_be_bytes(*records),
            sum: u128::from_be_bytes(*sum),
        })
    }
}

/// Returns a record's digest and its stored form, the digest before the value.
pub(super) fn seal(key: &[u8], value: &[u8]) -> (u128, Vec<u8>) {
    let digest = digest(key, value);
    let mut sealed = Vec::with_capacity(DIGEST_LEN + value.len());
    sealed.extend_from_slice(&digest.to_be_bytes());
    sealed.extend_from_slice(value);
    (digest, sealed)
}

/// Returns a record's digest and value if they are the ones that were sealed under this key.
pub(super) fn unseal<'a>(key: &[u8], sealed: &'a [u8]) -> Option<(u128, &'a [u8])> {
    let (stored, value) = sealed.split_first_chunk::<DIGEST_LEN>()?;
    let stored = u128::from_be_bytes(*stored);
    (stored == digest(key, value)).then_some((stored, value))
}

fn digest(key: &[u8], value: &[u8]) -> u128 {
    let mut hash = Sha256::new();
    hash.update((key.len() as u64).to_be_bytes());
    hash.update(key);
    hash.update(value);
    let bytes: [u8; 32] = hash.finalize().into();
    let (short, _) = bytes.split_first_chunk().expect("32 bytes hold 16");
    u128::from_be_bytes(*short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_records_does_not_matter_and_their_keys_do() {
        let (first, _) = seal(b"a", b"1");
        let (second, _) = seal(b"b", b"2");
        let (swapped, _) = seal(b"a", b"2");

        let mut one = Tally::default();
        one.add(first);
        one.add(second);
        let mut other = Tally::default();
        other.add(second);
        other.add(swapped);
        other.add(first);
        other.take(swapped);

        assert!(one.same_records(&other));
        assert_ne!(swapped, second);
    }

    #[test]
    fn any_flipped_bit_breaks_the_seal() {
        let (_, sealed) = seal(b"key", b"value");

        for bit in 0..sealed.len() * 8 {
            let mut flipped = sealed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(unseal(b"key", &flipped).is_none());
        }

        assert!(unseal(b"kez", &sealed).is_none());
        assert_eq!(unseal(b"key", &sealed).map(|(_, value)| value), Some(&b"value"[..]));
    }
}
