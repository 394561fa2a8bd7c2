//! The golden frames and objects of tests/vectors as bytes: valid inputs to begin from.

const FRAMES: &str = include_str!("../../vectors/frames.txt");
const OBJECTS: &str = include_str!("../../vectors/objects.txt");

/// A golden value.
pub struct Golden {
    /// The message's or object's name in the schema.
    pub name: &'static str,
    /// `smallest`, `usual` or `largest`.
    pub fill: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Every golden frame, join frames included: what stands in a block before its zeros.
pub fn frames() -> Vec<Golden> {
    read(FRAMES)
}

/// Every golden object.
pub fn objects() -> Vec<Golden> {
    read(OBJECTS)
}

fn read(file: &'static str) -> Vec<Golden> {
    let lines = file.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| golden(line).expect("a golden line is name | fill | bytes | hexadecimal")).collect()
}

fn golden(line: &'static str) -> Option<Golden> {
    let mut columns = line.split('|').map(str::trim);
    let (name, fill, len, hex) = (columns.next()?, columns.next()?, columns.next()?, columns.next()?);
    let bytes = bytes_of(hex)?;
    (bytes.len().to_string() == len).then_some(Golden { name, fill, bytes })
}

/// Hexadecimal digits in which `(xx*n)` stands for a byte repeated.
fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for piece in hex.split(['(', ')']) {
        match piece.split_once('*') {
            Some((byte, count)) => {
                let byte = u8::from_str_radix(byte, 16).ok()?;
                bytes.resize(bytes.len() + count.parse::<usize>().ok()?, byte);
            }
            None => bytes.extend(data_encoding::HEXLOWER.decode(piece.as_bytes()).ok()?),
        }
    }
    Some(bytes)
}
