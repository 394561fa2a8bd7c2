//! What must hold of any bytes at all: one body for each target, for three callers.
//!
//! ```text
//!   tests/fuzz/fuzz_targets ─┐                     ┌─► frame   object   signed   handle   link
//!   tests/seeds (replayed)  ─┼─► Target::try_input ─┤
//!   campaign (mutations)    ─┘                     └─► engine: a list of actions at a node at rest
//! ```
//!
//! A body says what did not hold, in words; a panic on the way says it too. Bodies take what they judge as an argument,
//! so that a weakened twin can stand in its place. How to run them is told in docs/fuzzing.md.

pub mod campaign;
pub mod engine;
pub mod frame;
pub mod golden;
pub mod handle;
pub mod link;
pub mod mutation;
pub mod object;
pub mod protobuf;
pub mod reader;
pub mod signed;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use crate::simulation::chance::Chance;

/// Something that is tried with bytes.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name: that of the folder of its seeds, and of its file among the libFuzzer targets.
    pub name: &'static str,
    /// Says what does not hold of an input.
    pub judge: fn(&[u8]) -> Result<(), String>,
    /// Makes another input of one, or of two.
    pub mutate: fn(&mut Chance, &[u8], &[u8]) -> Vec<u8>,
    /// How many mutations are tried where nobody says for how long.
    pub cases: u64,
}

/// An input of which something does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which target.
    pub target: &'static str,
    /// The input.
    pub input: Vec<u8>,
    /// What does not hold, or what it panicked with.
    pub what: String,
}

/// Every target.
pub const TARGETS: [Target; 6] =
    [frame::TARGET, object::TARGET, signed::TARGET, handle::TARGET, link::TARGET, engine::TARGET];

impl Target {
    /// Tries one input, and takes a panic for an answer.
    ///
    /// # Errors
    /// What does not hold of it.
    pub fn try_input(&self, input: &[u8]) -> Result<(), Found> {
        let judged = catch_unwind(AssertUnwindSafe(|| (self.judge)(input)));
        let said = judged.unwrap_or_else(|panic| Err(format!("panicked: {}", words_of(panic.as_ref()))));
        said.map_err(|what| Found { target: self.name, input: input.to_vec(), what })
    }

    /// The committed inputs by name, in order.
    ///
    /// # Panics
    /// If the folder can't be read, or is empty.
    pub fn seeds(&self) -> Vec<(String, Vec<u8>)> {
        let files = std::fs::read_dir(self.folder()).expect("every target has a folder of seeds").flatten();
        let mut seeds: Vec<(String, Vec<u8>)> = files
            .map(|file| {
                let bytes = std::fs::read(file.path()).expect("a seed can be read");
                (file.file_name().to_string_lossy().into_owned(), bytes)
            })
            .collect();
        seeds.sort();
        assert!(!seeds.is_empty(), "{} has seeds", self.name);
        seeds
    }

    /// Where its seeds lie.
    pub fn folder(&self) -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds").join(self.name)
    }
}

/// Tries an input for a fuzzer that watches for panics.
///
/// # Panics
/// If something does not hold of it.
pub fn watch(target: &Target, input: &[u8]) {
    if let Err(what) = (target.judge)(input) {
        panic!("{}: {what}", target.name);
    }
}

fn words_of(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("something without words").to_owned()
}
