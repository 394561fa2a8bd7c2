//! Who may come to see what: one table, `tests/privacy_matrix.toml`, beside what was found.
//!
//! A section is a secret, a line in it a place where it may stand and why. Every place that is not named is *never*.

use std::collections::{BTreeMap, BTreeSet};

use super::scan::Found;

/// The table.
pub(crate) struct Matrix {
    may: BTreeMap<String, BTreeMap<String, String>>,
}

impl Matrix {
    /// Reads the table.
    pub(crate) fn read(text: &str) -> Self {
        Self { may: toml::from_str(text).expect("the table is sections of lines") }
    }

    /// Where the table and what was found differ. A cell that may be and never is says too much.
    pub(crate) fn faults(&self, secrets: &[&str], places: &BTreeSet<String>, found: &Found) -> Vec<String> {
        let mut faults = Vec::new();
        for ((secret, place), encodings) in found {
            if self.why(secret, place).is_none() {
                let encodings: Vec<&str> = encodings.iter().copied().collect();
                faults.push(format!("`{secret}` stands at `{place}`, as {}", encodings.join(" and ")));
            }
        }
        for (secret, lines) in &self.may {
            let Some(known) = secrets.iter().find(|known| *known == secret) else {
                faults.push(format!("`{secret}` is no secret of the story"));
                continue;
            };
            for (place, why) in lines {
                if why.is_empty() || !places.contains(place) {
                    faults.push(format!("`{secret}` at `{place}` has no reason, or there is no such place"));
                } else if !found.contains_key(&(*known, place.clone())) {
                    faults.push(format!("`{secret}` may stand at `{place}` and never does"));
                }
            }
        }
        let missing = secrets.iter().filter(|secret| !self.may.contains_key(**secret));
        faults.extend(missing.map(|secret| format!("`{secret}` has no section")));
        faults
    }

    fn why(&self, secret: &str, place: &str) -> Option<&str> {
        self.may.get(secret)?.get(place).map(String::as_str)
    }
}
