//! A member's certificate through its life: the next version, its end, and what is known of others'.
//!
//! The organisation signs what the member signed, one version after the other. Peers across which the member has
//! a bridge are told. A key that was left out never comes back, and what it signs from then on has no effect:
//! towards the sender that looks like any other request that fits nothing.

use std::collections::BTreeSet;

use crate::crypto::{Label, sign};
use crate::exchange::{Counter, Effect, Refused, Reply, Taken, Turn, bridge};
use crate::id::{BridgeId, DeviceKey, MemberKey, OrgId};
use crate::limits;
use crate::local::keys::{CertDraft, holds_on_arrival};
use crate::message::{CertUpdate, CoSigned, Consent, EndReason, EndedKey, Frame, MemberCert, Signed};
use crate::state::{Alarm, Bridge, BridgeState, KnownCert, State};
use crate::time::Timestamp;
use crate::wire::verify::{countersign, sign_removal, verify_cert, verify_removal};

/// Signs the next version of a member's certificate. The same version again gets the same answer.
pub fn update(turn: &mut Turn<'_>, member: MemberKey, draft: CertDraft) -> Result<Reply, Refused> {
    let row = turn.state.members.row(&member).filter(|row| !row.removed).ok_or(Refused::CertificateUnfit)?;
    if row.cert.payload == draft.cert_payload {
        return Ok(Reply::Enrolled { cert: row.cert.clone() });
    }
    let before = row.content.clone();
    let by_member = Signed::<MemberCert>::new(draft.cert_payload, draft.member_signature);
    let cert = countersign(turn.identity, &by_member);
    let content = verify_cert(&cert, turn.now).map_err(|_| Refused::CertificateUnfit)?.into_inner();
    if (content.org, content.member) != (turn.org(), member) {
        return Err(Refused::CertificateUnfit);
    }
    if Some(content.version) != before.version.checked_add(1) {
        return Err(Refused::CertificateStale);
    }
    let ended = ended_by(turn.now, &before, &content, &draft.ended);
    let known = turn.state.known_certs.row(&(content.org, member)).map_or(&[][..], |known| &known.ended);
    if content.devices.iter().any(|device| known.iter().any(|key| key.key == device.sign_key)) {
        return Err(Refused::CertificateUnfit);
    }
    let expires = content.expires;
    note(turn, (content.org, member), &content, &ended);
    if let Some(row) = turn.state.members.edit(&member) {
        row.cert = cert.clone();
        row.content = content;
    }
    turn.state.wake_at(expires, Alarm::Cert(member));
    wake_or_rest(turn, member);
    tell(turn, member, &cert);
    turn.effects.push(Effect::Show { member });
    Ok(Reply::Enrolled { cert })
}

/// Ends a member's certificate: no device is left, and the organisation says so alone.
pub fn end(turn: &mut Turn<'_>, member: MemberKey, reason: EndReason, from: Timestamp) {
    let Some(row) = turn.state.members.row(&member) else { return };
    let ended = row.content.devices.iter().map(|device| EndedKey { key: device.sign_key, reason, from });
    let ended: Vec<EndedKey> = ended.collect();
    let content = MemberCert {
        org: turn.org(),
        devices: Vec::new(),
        version: row.content.version.saturating_add(1),
        issued: turn.now,
        expires: turn.now.plus(limits::CERT_LIFE),
        ..row.content.clone()
    };
    let cert = sign_removal(turn.identity, &content);
    note(turn, (content.org, member), &content, &ended);
    tell(turn, member, &cert);
}

/// A peer's member has a new certificate. It is kept where a bridge leads to them; a lower version says nothing.
pub fn on_update(turn: &mut Turn<'_>, peer: OrgId, update: &CertUpdate) -> Taken {
    let cert = match verify_cert(&update.cert, turn.now).or_else(|_| verify_removal(&update.cert)) {
        Ok(cert) => cert,
        Err(refused) => return refused.into(),
    };
    let id = (cert.org, cert.member);
    let across = bridges_to(turn.state, &id);
    let known = turn.state.known_certs.row(&id).map_or(0, |known| known.version);
    if cert.org != peer || across.is_empty() || cert.version <= known {
        turn.count(Counter::IdleFrame);
        return Taken::Yes;
    }
    let left_out = |ended: &&EndedKey| cert.devices.iter().all(|device| device.sign_key != ended.key);
    let ended: Vec<EndedKey> = update.ended.iter().filter(left_out).copied().collect();
    note(turn, id, &cert, &ended);
    if cert.devices.is_empty() {
        for bridge in across {
            bridge::close(turn, bridge);
        }
    }
    Taken::Yes
}

/// Whether a consent that arrives was signed by a key that has ended, as far as this node knows.
pub fn is_by_ended(state: &State, cert: &MemberCert, consent: &Signed<Consent>, issued: Timestamp) -> bool {
    let Some(known) = state.known_certs.row(&(cert.org, cert.member)) else { return false };
    let listed = |key: &DeviceKey| cert.devices.iter().any(|device| device.sign_key == *key);
    let signed = |key: &DeviceKey| sign::verify(key, Label::Consent, &consent.payload, &consent.signature).is_ok();
    let ended = known.ended.iter().filter(|ended| !holds_on_arrival(ended, issued));
    ended.map(|ended| ended.key).any(|key| listed(&key) && signed(&key))
}

/// Lets every member rest whose certificate ran out, and wakes whose did not.
pub fn refresh(turn: &mut Turn<'_>) {
    let members: Vec<MemberKey> = turn.state.members.iter().map(|(member, _)| *member).collect();
    for member in members {
        wake_or_rest(turn, member);
    }
}

/// A member whose certificate ran out, or is by a key the organisation gave up, is not searched, matched or prompted
/// until it is renewed.
pub fn wake_or_rest(turn: &mut Turn<'_>, member: MemberKey) {
    let Some(row) = turn.state.members.row(&member) else { return };
    let rests = !row.removed && (row.content.expires <= turn.now || row.content.org != turn.org());
    turn.state.set_asleep(member, rests);
}

/// Forgets what was known of somebody's keys once no certificate with an ended key can be fit.
pub fn forget(turn: &mut Turn<'_>, id: (OrgId, MemberKey)) {
    if turn.state.known_certs.row(&id).is_some_and(|row| row.keep_until <= turn.now) {
        turn.state.known_certs.remove(&id);
    }
}

/// The keys a version leaves out, for the reasons given; without one they are retired from this moment on.
fn ended_by(now: Timestamp, before: &MemberCert, after: &MemberCert, said: &[EndedKey]) -> Vec<EndedKey> {
    let stays = |key: &DeviceKey| after.devices.iter().any(|device| device.sign_key == *key);
    let gone = before.devices.iter().map(|device| device.sign_key).filter(|key| !stays(key));
    gone.map(|key| {
        let said = said.iter().find(|ended| ended.key == key);
        let ended = said.copied().unwrap_or(EndedKey { key, reason: EndReason::Retired, from: now });
        EndedKey { from: ended.from.min(now), ..ended }
    })
    .collect()
}

/// Keeps the version and the keys it ended.
fn note(turn: &mut Turn<'_>, id: (OrgId, MemberKey), cert: &MemberCert, ended: &[EndedKey]) {
    let keep_until = turn.now.plus(limits::CERT_LIFE).plus(limits::REQUEST_LIFE_MAX);
    let mut all = turn.state.known_certs.row(&id).map(|known| known.ended.clone()).unwrap_or_default();
    all.retain(|known| ended.iter().all(|fresh| fresh.key != known.key));
    all.extend(ended);
    let excess = all.len().saturating_sub(limits::ENDED_KEYS);
    all.drain(..excess);
    let row = KnownCert { version: cert.version, removed: cert.devices.is_empty(), ended: all, keep_until };
    turn.state.known_certs.put(id, row);
    turn.state.wake_at(keep_until, Alarm::KnownCert(id.0, id.1));
}

/// Tells the peers across which the member has a bridge.
fn tell(turn: &mut Turn<'_>, member: MemberKey, cert: &CoSigned<MemberCert>) {
    let known = turn.state.known_certs.row(&(turn.org(), member));
    let ended = known.map(|known| known.ended.clone()).unwrap_or_default();
    let frame = Frame::CertUpdate(CertUpdate { cert: cert.clone(), ended });
    let stands = |row: &&Bridge| row.member == member && row.state != BridgeState::Ended;
    let across = turn.state.bridges.iter().map(|(_, row)| row).filter(stands);
    let peers: BTreeSet<OrgId> = across.filter_map(|row| row.far.as_ref().map(|far| far.org)).collect();
    for peer in peers {
        turn.send(peer, &frame);
    }
}

fn bridges_to(state: &State, (org, member): &(OrgId, MemberKey)) -> Vec<BridgeId> {
    let stands = |row: &Bridge| row.leads_to(org, member) && row.state != BridgeState::Ended;
    state.bridges.iter().filter(|(_, row)| stands(row)).map(|(bridge, _)| *bridge).collect()
}

impl State {
    /// Whether a member can stand on a path: has not left, and holds a certificate that has not run out.
    pub fn may_stand(&self, member: &MemberKey) -> bool {
        self.is_member(member) && !self.derived.asleep.contains(member)
    }
}
