//! Whole blocks: a decoder says frame or malformed of anything, and what it takes it gives back.

use stn_protocol::message::{Frame, SizeClass};
use stn_protocol::wire::record::{self, Settlement};
use stn_protocol::wire::{Refusal, block, frame, join};

use crate::fuzz::reader::Reader;
use crate::fuzz::{Target, mutation};
use crate::simulation::chance::Chance;

/// The first byte says what the rest is: a block, what stands in a small or large one, a join frame, or a link's record.
pub const TARGET: Target = Target { name: "frame", judge, mutate, cases: 40_000 };

/// A whole block.
pub const BLOCK: u8 = 0;
/// What stands in a small block.
pub const SMALL: u8 = 1;
/// What stands in a large block.
pub const LARGE: u8 = 2;
/// What stands in a join frame's block.
pub const JOIN: u8 = 3;
/// A settlement or an opening of a link.
pub const RECORD: u8 = 4;
const KINDS: u8 = 5;

fn judge(input: &[u8]) -> Result<(), String> {
    judge_with(frame::decode, input)
}

fn mutate(chance: &mut Chance, input: &[u8], other: &[u8]) -> Vec<u8> {
    let Some((kind, rest)) = input.split_first() else { return vec![chance.below(256) as u8] };
    let kind = if chance.below(16) == 0 { chance.below(KINDS.into()) as u8 } else { *kind };
    let changed = mutation::message(chance, rest, other.get(1..).unwrap_or_default());
    [&[kind], changed.as_slice()].concat()
}

/// Judges a decoder of frames by an input.
///
/// # Errors
/// What does not hold.
pub fn judge_with(decode: impl Fn(&[u8]) -> Result<Frame, Refusal>, input: &[u8]) -> Result<(), String> {
    let mut input = Reader::new(input);
    match input.byte() % KINDS {
        BLOCK => judge_block(decode, input.rest()),
        SMALL => judge_content(decode, SizeClass::Small, input.rest()),
        LARGE => judge_content(decode, SizeClass::Large, input.rest()),
        JOIN => judge_join(input.rest()),
        _ => judge_record(input.rest()),
    }
}

fn judge_content(
    decode: impl Fn(&[u8]) -> Result<Frame, Refusal>,
    class: SizeClass,
    content: &[u8],
) -> Result<(), String> {
    block::encode(class, content).map_or(Ok(()), |block| judge_block(decode, &block))
}

fn judge_block(decode: impl Fn(&[u8]) -> Result<Frame, Refusal>, block: &[u8]) -> Result<(), String> {
    let taken = decode(block);
    for (what, other) in neighbours(block) {
        if decode(&other).is_ok() {
            return Err(format!("a block with {what} is taken"));
        }
    }
    let Ok(frame) = taken else { return Ok(()) };
    if frame.size_class().block_len() != block.len() {
        return Err("a frame is taken from a block of the other class".to_owned());
    }
    if decode(&frame::encode(&frame)).as_ref() != Ok(&frame) {
        return Err("a frame that was taken does not come back as it left".to_owned());
    }
    Ok(())
}

/// Blocks that are none, whatever the block they are made of is.
fn neighbours(block: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let lengths = [SizeClass::Small, SizeClass::Large].map(SizeClass::block_len);
    if !lengths.contains(&block.len()) {
        return Vec::new();
    }
    let mut neighbours = vec![("a byte too many", [block, &[0]].concat())];
    if let Some((last, rest)) = block.split_last() {
        neighbours.push(("a byte too few", rest.to_vec()));
        let filled = block.get(1..3).map_or(usize::MAX, |len| usize::from(u16::from_be_bytes([len[0], len[1]])));
        if filled.saturating_add(block::HEADER_LEN) < block.len() {
            neighbours.push(("padding that is not zero", [rest, &[last | 1]].concat()));
        }
    }
    neighbours
}

fn judge_join(content: &[u8]) -> Result<(), String> {
    let Some(block) = block::encode(SizeClass::Small, content) else { return Ok(()) };
    let Ok(frame) = join::decode(&block) else { return Ok(()) };
    match join::decode(&join::encode(&frame)) {
        Ok(again) if again == frame => Ok(()),
        Ok(_) | Err(_) => Err("a join frame that was taken does not come back as it left".to_owned()),
    }
}

fn judge_record(content: &[u8]) -> Result<(), String> {
    let mut bytes = [0; record::LEN];
    let len = content.len().min(record::LEN);
    bytes[..len].copy_from_slice(&content[..len]);
    if Settlement::decode(&bytes).is_ok_and(|settlement| settlement.encode() != bytes) {
        return Err("a settlement that was read is written in other bytes".to_owned());
    }
    if record::decode_opening(&bytes).is_ok_and(|incarnation| record::encode_opening(incarnation) != bytes) {
        return Err("an opening that was read is written in other bytes".to_owned());
    }
    Ok(())
}
