//! Reads the data files: `#` lines are comments, the rest are `name = value` blocks or tab-separated rows.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;

/// One vector: values by name.
pub(crate) struct Vector<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Vector<'a> {
    /// The text of a value.
    pub(crate) fn text(&self, name: &str) -> &'a str {
        self.0.get(name).unwrap_or_else(|| panic!("the vector has no {name}"))
    }

    /// The bytes of a value.
    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        bytes(self.text(name))
    }

    /// The bytes of a value of fixed length.
    pub(crate) fn array<const LEN: usize>(&self, name: &str) -> [u8; LEN] {
        array(self.text(name))
    }
}

/// The vectors of a file, one a block.
pub(crate) fn vectors(file: &str) -> Vec<Vector<'_>> {
    let blocks = file.split("\n\n").skip(1);
    let pairs = blocks.map(|block| block.lines().filter_map(|line| line.split_once(" =")));
    pairs.map(|lines| Vector(lines.map(|(name, value)| (name, value.trim())).collect())).collect()
}

/// The rows of a table, without the comment and the heading.
pub(crate) fn rows<const COLUMNS: usize>(file: &str) -> Vec<[&str; COLUMNS]> {
    let lines = file.lines().skip(2);
    lines.map(|line| line.split('\t').collect::<Vec<_>>().try_into().expect("a full row")).collect()
}

/// The bytes hexadecimal digits stand for.
pub(crate) fn bytes(hex: &str) -> Vec<u8> {
    HEXLOWER.decode(hex.as_bytes()).expect("hexadecimal digits")
}

/// As [`bytes`], of fixed length.
pub(crate) fn array<const LEN: usize>(hex: &str) -> [u8; LEN] {
    bytes(hex).try_into().expect("as many bytes as asked for")
}
