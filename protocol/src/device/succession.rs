//! A device goes along when an organisation changes its key: its own, or one at the far end of a bridge.
//!
//! The node shows the change; the device checks both signatures itself. Members' keys stay what they are, so what is
//! pinned of a person changes in nothing but the organisation's name.

use crate::device::Device;
use crate::id::OrgId;
use crate::message::{Succession, SuccessionTerms};
use crate::wire::verify::verify_succession;

impl Device {
    /// Follows the changes of the own organisation's key, in their order. Returns whether the organisation is known
    /// by another key from here on.
    pub fn follow_organisation(&mut self, line: &[Succession]) -> bool {
        let before = self.org;
        for signed in line {
            let Some(terms) = opened(signed).filter(|terms| terms.old_org == self.org) else { continue };
            if !self.former.contains(&terms.new_org) {
                self.former.insert(self.org);
                self.org = terms.new_org;
            }
        }
        self.org != before
    }

    /// Follows the changes of keys of organisations at the far ends of bridges, in their order.
    pub(super) fn follow_partners(&mut self, successions: &[Succession]) {
        for terms in successions.iter().filter_map(opened) {
            let concerns_us = [terms.old_org, terms.new_org].iter().any(|org| self.is_own(org));
            let pins = self.bridge_pins.values_mut().filter(|(org, _)| *org == terms.old_org && !concerns_us);
            pins.for_each(|(org, _)| *org = terms.new_org);
        }
    }

    /// Whether an organisation is the own one, by its present key or an earlier one.
    pub(super) fn is_own(&self, org: &OrgId) -> bool {
        *org == self.org || self.former.contains(org)
    }
}

fn opened(signed: &Succession) -> Option<SuccessionTerms> {
    verify_succession(signed).ok().map(crate::wire::verify::Verified::into_inner)
}
