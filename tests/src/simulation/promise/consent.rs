//! No request leaves a node without a consent of the last local hop, for exactly this request and this successor.

use std::collections::BTreeSet;

use stn_protocol::crypto::digest;
use stn_protocol::message::{Frame, Request, RequestBody};
use stn_protocol::wire::verify::{verify_by_device, verify_by_origin, verify_cert};

use super::Promise;
use crate::simulation::facts::Facts;
use crate::simulation::standin::StandIn;
use crate::simulation::step::Step;

/// See the file.
#[derive(Default)]
pub struct NeverARequestWithoutConsent {
    /// Blocks seen to be in order: a repeat is the same bytes.
    seen: BTreeSet<[u8; 32]>,
}

impl Promise for NeverARequestWithoutConsent {
    fn name(&self) -> &'static str {
        "never_a_request_without_consent"
    }

    fn see(&mut self, facts: &Facts, _: &mut StandIn, step: &Step<'_>) -> Result<(), String> {
        for sent in step.sent.iter().filter(|_| !step.is_liar) {
            if let Some(Frame::Request(request)) = &sent.frame
                && !self.seen.contains(&digest::sha256(sent.block))
            {
                holds(facts, step, &sent.to, request)?;
                self.seen.insert(digest::sha256(sent.block));
            }
        }
        Ok(())
    }
}

fn holds(facts: &Facts, step: &Step<'_>, to: &stn_protocol::id::OrgId, request: &Request) -> Result<(), String> {
    let told = |what: &str| Err(format!("a request leaves {} {what}", facts.org_name(&step.org)));
    let Ok(core) = verify_by_origin(&request.core) else { return told("that its origin did not sign") };
    let Ok(cert) = verify_cert(&request.cert, step.at) else { return told("with an unfit certificate") };
    let Ok(consent) = verify_by_device(&request.consent, &cert) else { return told("with no device's consent") };
    if cert.org != step.org {
        return told("with the consent of somebody elsewhere");
    }
    if consent.digest != digest::request_digest(&request.core.payload) {
        return told("with the consent to another request");
    }
    if consent.note_hash != digest::note_hash(&request.connector_note) {
        return told("with another note than was consented to");
    }
    let bridge = request.bridge.and_then(|bridge| facts.bridges.get(&bridge));
    let ends = bridge.map(|bridge| bridge.ends);
    let is_over = ends.is_some_and(|ends| ends.contains(&cert.member) && ends.contains(&consent.successor));
    if consent.successor_org != *to || facts.org_of(&consent.successor) != Some(*to) || !is_over {
        return told("to somebody else than was consented to");
    }
    if matches!(core.body, RequestBody::Alert(_)) { told("as an alert nobody made") } else { Ok(()) }
}
