//! Looks for every secret in every encoding at once.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, MatchKind};

use super::encoding::{Written, every};

/// Something that must not be everywhere.
pub(crate) struct Secret {
    /// How the table calls it.
    pub(crate) name: &'static str,
    /// The bytes by which it is known: no two secrets have the same.
    pub(crate) bytes: Vec<u8>,
    /// The word of its type, if it is a handle.
    pub(crate) handle_type: Option<&'static str>,
}

/// What was found where: by secret and place, in which encodings.
pub(crate) type Found = BTreeMap<(&'static str, String), BTreeSet<&'static str>>;

/// Knows all secrets.
pub(crate) struct Scanner {
    automaton: AhoCorasick,
    /// By the number of the pattern: the secret and the encoding.
    patterns: Vec<(&'static str, &'static str)>,
}

impl Scanner {
    /// Learns every secret in every encoding.
    pub(crate) fn new(secrets: &[Secret]) -> Self {
        let (mut patterns, mut bytes) = (Vec::new(), Vec::new());
        for secret in secrets {
            for Written { encoding, bytes: one } in every(&secret.bytes, secret.handle_type) {
                patterns.push((secret.name, encoding));
                bytes.push(one);
            }
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&bytes);
        Self { automaton: automaton.expect("a story has few secrets"), patterns }
    }

    /// Notes what stands in some bytes.
    pub(crate) fn look(&self, place: &str, bytes: &[u8], found: &mut Found) {
        for hit in self.automaton.find_overlapping_iter(bytes) {
            let (secret, encoding) = self.patterns[hit.pattern().as_usize()];
            found.entry((secret, place.to_owned())).or_default().insert(encoding);
        }
    }
}
