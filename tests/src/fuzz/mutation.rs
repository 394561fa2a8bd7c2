//! Ways to change an input a little: its bytes, its text, or one field of the message it holds.

use crate::fuzz::protobuf::{self, Field, Value};
use crate::simulation::chance::Chance;

/// No input grows beyond this: the largest block, and some.
const LEN_MAX: usize = 20_000;
/// How deep messages lie in messages.
const DEPTH: usize = 6;

/// Changes bytes at one to four places, or puts in a stretch of another input.
pub fn bytes(chance: &mut Chance, input: &[u8], other: &[u8]) -> Vec<u8> {
    let mut changed = input.to_vec();
    for _ in 0..=chance.below(4) {
        changed = once(chance, changed, other);
    }
    changed.truncate(LEN_MAX);
    changed
}

fn once(chance: &mut Chance, mut input: Vec<u8>, other: &[u8]) -> Vec<u8> {
    let at = chance.below(input.len());
    match chance.below(8) {
        0 if !input.is_empty() => input[at] ^= 1 << chance.below(8),
        1 if !input.is_empty() => input[at] = *chance.one_of(&EDGES).unwrap_or(&0),
        2 if !input.is_empty() => input[at] = chance.below(256) as u8,
        3 => input.insert(at, chance.below(256) as u8),
        4 if !input.is_empty() => drop(input.drain(at..(at + 1 + chance.below(16)).min(input.len()))),
        5 => input.truncate(at),
        6 => {
            let again = input[at..(at + 1 + chance.below(64)).min(input.len())].to_vec();
            insert(&mut input, at, &again);
        }
        _ => {
            let from = chance.below(other.len());
            let stretch = &other[from..(from + 1 + chance.below(64)).min(other.len())];
            insert(&mut input, at, stretch);
        }
    }
    input
}

/// Changes one field of a message, however deep it lies; bytes that are no message are changed as bytes.
pub fn message(chance: &mut Chance, input: &[u8], other: &[u8]) -> Vec<u8> {
    if chance.below(8) == 0 {
        return bytes(chance, input, other);
    }
    let mut changed = within(chance, input, other, DEPTH);
    changed.truncate(LEN_MAX);
    changed
}

fn within(chance: &mut Chance, input: &[u8], other: &[u8], depth: usize) -> Vec<u8> {
    let Some(mut fields) = protobuf::fields(input).filter(|fields| depth > 0 && !fields.is_empty()) else {
        return bytes(chance, input, other);
    };
    let at = chance.below(fields.len());
    match chance.below(10) {
        0 => drop(fields.remove(at)),
        1 => fields.insert(at, fields[at].clone()),
        2 => {
            let with = chance.below(fields.len());
            fields.swap(at, with);
        }
        3 => {
            if let Some(foreign) = protobuf::fields(other).and_then(|others| chance.one_of(&others).cloned()) {
                fields.insert(at, foreign);
            }
        }
        4 => fields[at].key = chance.below(1 << 12) as u64,
        5 => fields.insert(at, Field { key: (100 << 3) | 2, value: Value::Bytes(vec![0; chance.below(400)]) }),
        _ => change_value(chance, &mut fields[at].value, other, depth),
    }
    protobuf::message(&fields)
}

fn change_value(chance: &mut Chance, value: &mut Value, other: &[u8], depth: usize) {
    match value {
        Value::Varint(number) => {
            *number = match chance.below(3) {
                0 => *chance.one_of(&NUMBERS).unwrap_or(&0),
                1 => number.wrapping_add(1),
                _ => number.wrapping_sub(1),
            }
        }
        Value::Fixed(bytes) => {
            if let Some(first) = bytes.first_mut() {
                *first ^= 1;
            }
        }
        Value::Bytes(content) => match chance.below(6) {
            0 => content.clear(),
            1 => content.fill(0),
            2 => content.push(0),
            _ => *content = within(chance, content, other, depth - 1),
        },
    }
}

/// Changes a text by what texts of names are made of.
pub fn text(chance: &mut Chance, input: &[u8], other: &[u8]) -> Vec<u8> {
    if chance.below(6) == 0 {
        return bytes(chance, input, other);
    }
    let mut chars: Vec<char> = String::from_utf8_lossy(input).chars().collect();
    for _ in 0..=chance.below(4) {
        let at = chance.below(chars.len() + 1);
        match chance.below(6) {
            0 | 1 => {
                let piece = chance.one_of(&PIECES).copied().unwrap_or_default();
                chars.splice(at..at, piece.chars());
            }
            2 if at < chars.len() => drop(chars.remove(at)),
            3 if at < chars.len() => {
                let char = chars[at];
                chars.splice(at..=at, char.to_uppercase());
            }
            4 => {
                let again: Vec<char> = chars.iter().skip(at).take(1 + chance.below(12)).copied().collect();
                chars.splice(at..at, again);
            }
            _ => {
                let drawn = u32::from_be_bytes(chance.bytes()) >> (11 + chance.below(12));
                chars.insert(at, char::from_u32(drawn).unwrap_or('\u{fffd}'));
            }
        }
    }
    let mut changed = chars.into_iter().collect::<String>().into_bytes();
    changed.truncate(LEN_MAX);
    changed
}

fn insert(input: &mut Vec<u8>, at: usize, stretch: &[u8]) {
    let after = input.split_off(at);
    input.extend_from_slice(stretch);
    input.extend(after);
}

/// Bytes at the ends of ranges.
const EDGES: [u8; 6] = [0, 1, 0x7f, 0x80, 0xfe, 0xff];
/// Numbers at the ends of ranges.
const NUMBERS: [u64; 12] = [0, 1, 15, 16, 127, 128, 255, u32::MAX as u64, 1 << 32, i64::MAX as u64, 1 << 63, u64::MAX];
/// What stands between names, in them and around them.
const PIECES: [&str; 48] = [
    "@",
    ".",
    "/",
    " ",
    "  ",
    "-",
    "+",
    "(0)",
    "00",
    "%",
    "%2f",
    "%C3%A4",
    "?",
    "#",
    ":80",
    ":443",
    "www.",
    "https://",
    "mailto:",
    "tel:",
    "org:",
    "orcid:",
    "linkedin.com/in/",
    "xn--",
    " at ",
    " @ ",
    ", ",
    ";",
    "(",
    ")",
    "Dr. ",
    "ma",
    "ü",
    "ß",
    "aa",
    "ue",
    "İ",
    "ς",
    "ﬁ",
    "\u{308}",
    "\u{200b}",
    "\u{feff}",
    "\u{ad}",
    "王",
    "김",
    "gmbh",
    "e.V.",
    "foundation",
];
