//! A block: one frame, padded to one of two sizes, so that a length tells the type's class and nothing else.
//!
//! `u8 class (1|2) ‖ u16 BE n ‖ n bytes frame ‖ zeros`, 2 048 or 16 384 B in all.

use crate::message::SizeClass;
use crate::wire::Malformed;

/// Bytes before the frame.
pub const HEADER_LEN: usize = 3;

/// Puts encoded frame bytes into a block of the given class.
///
/// Returns `None` if they do not fit; every bounded message does.
pub fn encode(class: SizeClass, frame: &[u8]) -> Option<Vec<u8>> {
    build(class, frame.len(), |block| block.extend_from_slice(frame))
}

/// As [`encode`], for a frame of `len` bytes that `write` appends to the block itself.
pub(super) fn build(class: SizeClass, len: usize, write: impl FnOnce(&mut Vec<u8>)) -> Option<Vec<u8>> {
    if len > class.block_len() - HEADER_LEN {
        return None;
    }
    let mut block = Vec::with_capacity(class.block_len());
    block.push(class_byte(class));
    block.extend_from_slice(&u16::try_from(len).ok()?.to_be_bytes());
    write(&mut block);
    debug_assert_eq!(block.len(), HEADER_LEN + len, "the frame is as long as announced");
    block.resize(class.block_len(), 0);
    Some(block)
}

/// The class a block's first byte announces, so that a reader knows how much to read.
pub const fn announced_class(first: u8) -> Option<SizeClass> {
    match first {
        1 => Some(SizeClass::Small),
        2 => Some(SizeClass::Large),
        _ => None,
    }
}

/// Takes a whole block apart.
///
/// # Errors
/// [`Malformed`] if class, length or padding is wrong.
pub fn decode(block: &[u8]) -> Result<(SizeClass, &[u8]), Malformed> {
    let [first, high, low, rest @ ..] = block else { return Err(Malformed) };
    let class = announced_class(*first).ok_or(Malformed)?;
    let len = usize::from(u16::from_be_bytes([*high, *low]));
    if block.len() != class.block_len() || len > rest.len() {
        return Err(Malformed);
    }
    let (frame, padding) = rest.split_at(len);
    // Every byte is looked at, without a way out in between: that is several times faster here.
    if padding.iter().fold(0, |seen, byte| seen | byte) != 0 {
        return Err(Malformed);
    }
    Ok((class, frame))
}

const fn class_byte(class: SizeClass) -> u8 {
    match class {
        SizeClass::Small => 1,
        SizeClass::Large => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_gives_back_its_frame() {
        let block = encode(SizeClass::Small, b"frame").unwrap();

        assert_eq!(block.len(), 2_048);
        assert_eq!(decode(&block), Ok((SizeClass::Small, b"frame".as_slice())));
    }

    #[test]
    fn padding_other_than_zero_is_malformed() {
        let mut block = encode(SizeClass::Large, b"frame").unwrap();
        *block.last_mut().unwrap() = 1;

        assert_eq!(decode(&block), Err(Malformed));
    }

    #[test]
    fn a_frame_that_does_not_fit_makes_no_block() {
        assert!(encode(SizeClass::Small, &[0; 2_046]).is_none());
        assert!(encode(SizeClass::Small, &[0; 2_045]).is_some());
    }
}
