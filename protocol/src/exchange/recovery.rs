//! What a member's node keeps for the day a device is gone: keys wrapped under a phrase, and the pins under the
//! vault key. The node can open neither.
//!
//! Whoever knows where a copy lies may fetch it; that place follows from the phrase, has 128 bits and is never
//! listed. Calls of strangers are counted together and few are answered in a minute.

use crate::exchange::{Refused, Reply, Turn, certificate, devices, succession};
use crate::id::{Blob, MemberKey, RecoveryLocator};
use crate::limits;
use crate::local::keys::{CertDraft, CopyView, KeyCall};
use crate::message::MemberCert;
use crate::state::RecoveryCopy;
use crate::time::Span;
use crate::wire::payload::Payload;

/// Somebody who is no member's device yet asks about keys.
pub fn on_call(turn: &mut Turn<'_>, call: KeyCall) -> Result<Reply, Refused> {
    if !may_call(turn) {
        return Err(Refused::Hurried);
    }
    match call {
        KeyCall::EnrolDevice { device } => devices::come(turn, device),
        KeyCall::FetchCopy { locator } => fetch(turn, &locator),
        KeyCall::FollowOrganisation { org } => succession::what_became_of(turn, &org),
        KeyCall::Renew { draft } => renew(turn, draft),
    }
}

/// Keeps a copy; the one before, and with it the phrase before, serves no more.
pub fn keep(turn: &mut Turn<'_>, member: MemberKey, locator: RecoveryLocator, sealed: Blob) -> Result<Reply, Refused> {
    if sealed.0.len() > limits::KEY_COPY {
        return Err(Refused::Full);
    }
    turn.state.recovery_copies.put(member, RecoveryCopy { locator, sealed });
    Ok(Reply::Done)
}

/// Keeps what the member's devices have seen of others' keys.
pub fn keep_vault(turn: &mut Turn<'_>, member: MemberKey, sealed: Blob) -> Result<Reply, Refused> {
    if sealed.0.len() > limits::VAULT {
        return Err(Refused::Full);
    }
    turn.state.vaults.put(member, sealed);
    Ok(Reply::Done)
}

fn fetch(turn: &Turn<'_>, locator: &RecoveryLocator) -> Result<Reply, Refused> {
    let found = turn.state.recovery_copies.iter().find(|(_, copy)| copy.locator == *locator);
    let (member, copy) = found.ok_or(Refused::PhraseUnknown)?;
    let row = turn.state.members.row(member).filter(|row| !row.removed).ok_or(Refused::PhraseUnknown)?;
    let vault = turn.state.vaults.row(member).cloned();
    let line = turn.state.line_to(&turn.org());
    let successions = line.into_iter().rev().map(|(_, row)| row.signed.clone()).collect();
    Ok(Reply::Copy { copy: CopyView { sealed: copy.sealed.clone(), cert: row.cert.clone(), vault, successions } })
}

/// Whoever holds the member's own key signs the next certificate, from a machine that is in none yet, or after the
/// last one ran out. The signature inside is the proof.
fn renew(turn: &mut Turn<'_>, draft: CertDraft) -> Result<Reply, Refused> {
    let content = MemberCert::from_bytes(&draft.cert_payload).map_err(|_| Refused::CertificateUnfit)?;
    certificate::update(turn, content.member, draft)
}

fn may_call(turn: &mut Turn<'_>) -> bool {
    let (since, count) = turn.state.derived.key_calls;
    let fresh = since.plus(Span::secs(60)) <= turn.now;
    let (since, count) = if fresh { (turn.now, 0) } else { (since, count) };
    turn.state.derived.key_calls = (since, count.saturating_add(1));
    count < limits::KEY_CALLS_A_MINUTE
}
