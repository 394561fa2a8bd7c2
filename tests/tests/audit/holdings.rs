//! What each node and each member's device ever held: what crossed a node's links and lay on its disk; a member's key
//! file and pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use serde_json::Value;
use stn_tests::World;

use super::cast::{MEMBERS, NODES};
use super::places::looks;

/// Bytes that somebody held, as one piece.
pub(crate) type Text = Arc<[u8]>;

/// By role, everything held at any moment of the story.
#[derive(Clone, Default)]
pub(crate) struct Holdings(BTreeMap<&'static str, BTreeSet<Text>>);

impl Holdings {
    /// Adds what is there now; the trace must not have been taken yet.
    pub(crate) fn add(&mut self, world: &World) {
        for (role, org) in NODES {
            let org = world.org(org);
            for traced in world.trace.iter().filter(|traced| [traced.from, traced.to].contains(&org)) {
                self.hold(role, &traced.block);
            }
            for record in world.disk(&org).values() {
                self.hold(role, record);
            }
        }
        for member in &MEMBERS {
            let file = serde_json::to_value(&world.people[member.name].device).expect("a key file is plain data");
            self.hold_all(member.role, &file);
            for look in looks(world, member.name) {
                let shown = serde_json::to_value(world.look(member.name, &look)).expect("a sight is plain data");
                self.hold_all(member.role, &shown);
            }
        }
    }

    /// Gives somebody one piece more.
    pub(crate) fn hold(&mut self, role: &'static str, bytes: &[u8]) {
        let held = self.0.entry(role).or_default();
        if !held.contains(bytes) {
            held.insert(bytes.into());
        }
    }

    /// Everybody, in the order of their names.
    pub(crate) fn roles(&self) -> Vec<&'static str> {
        self.0.keys().copied().collect()
    }

    /// What one of them holds.
    pub(crate) fn of(&self, role: &str) -> &BTreeSet<Text> {
        &self.0[role]
    }

    /// What there is at all.
    pub(crate) fn all(&self) -> BTreeSet<Text> {
        self.0.values().flatten().cloned().collect()
    }

    /// Every text, list of bytes and encoded text in some plain data.
    fn hold_all(&mut self, role: &'static str, value: &Value) {
        match value {
            Value::String(text) => {
                self.hold(role, text.as_bytes());
                let decoded = HEXLOWER.decode(text.as_bytes()).or_else(|_| BASE64URL_NOPAD.decode(text.as_bytes()));
                if let Ok(bytes) = decoded {
                    self.hold(role, &bytes);
                }
            }
            Value::Array(items) => {
                let bytes: Option<Vec<u8>> = items.iter().map(|item| u8::try_from(item.as_u64()?).ok()).collect();
                match bytes {
                    Some(bytes) => self.hold(role, &bytes),
                    None => items.iter().for_each(|item| self.hold_all(role, item)),
                }
            }
            Value::Object(fields) => {
                for (name, field) in fields {
                    self.hold_all(role, &Value::String(name.clone()));
                    self.hold_all(role, field);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}
