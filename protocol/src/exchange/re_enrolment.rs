//! A member lost every key, phrase and all: the admin begins, the person makes new keys, colleagues vouch, and the
//! new key takes over the membership.
//!
//! ```text
//!   admin ─ link ─► person ─ new certificate ─► node ─► two colleagues, each by a signature of their device
//! ```
//!
//! People, ties, profile, limits and ledger stay with the person. Bridges end: those at the far end pinned the lost key, and tie
//! anew with the person. Colleagues' devices see that a key changed and sign nothing until their members checked.

use std::collections::BTreeSet;

use crate::crypto::{Label, digest, sign};
use crate::exchange::{Effect, Enrolment, Refused, Reply, Turn, alert, certificate, ends, membership};
use crate::id::{Blob, MemberKey, Signature};
use crate::limits;
use crate::local::keys::vouch_holds;
use crate::message::{EndReason, MemberCert, Signed};
use crate::state::{Alarm, Contact, Member, NewKey, ReEnrolment, State};
use crate::trust::Edge;
use crate::wire::verify::{countersign, verify_cert};

/// The admin begins; a link from before serves no more.
pub fn begin(turn: &mut Turn<'_>, old: MemberKey) -> Result<Reply, Refused> {
    let row = turn.state.members.row(&old).filter(|row| !row.removed).ok_or(Refused::ColleagueUnknown)?;
    let name = row.name.clone();
    let (invite, secret) = membership::fresh_invite(turn);
    let (opened, expires) = (turn.now, turn.now.plus(limits::RE_ENROLMENT_LIFE));
    let (confirmed, done) = (Default::default(), None);
    let row = ReEnrolment { name, invite, secret: secret.clone(), opened, expires, new: None, confirmed, done };
    turn.state.re_enrolments.put(old, row);
    turn.state.wake_at(expires, Alarm::ReEnrolment(old));
    turn.effects.push(Effect::Show { member: old });
    Ok(Reply::Invited { invite, secret: Blob(secret.as_bytes().to_vec()), expires })
}

/// The admin or the member themselves stops it.
pub fn stop(turn: &mut Turn<'_>, old: MemberKey) -> Result<Reply, Refused> {
    turn.state.re_enrolments.row(&old).filter(|row| row.done.is_none()).ok_or(Refused::ReEnrolmentUnknown)?;
    turn.state.re_enrolments.remove(&old);
    Ok(Reply::Done)
}

/// The person brings new keys, or asks how it stands. The first keys win.
pub fn come(turn: &mut Turn<'_>, enrolment: &Enrolment) -> Result<Reply, Refused> {
    let found = turn.state.re_enrolments.iter().find(|(_, row)| row.invite == enrolment.invite);
    let (old, row) = found.map(|(old, row)| (*old, row.clone())).ok_or(Refused::InviteUnknown)?;
    if !digest::mac_holds(row.secret.as_bytes(), Label::Join, &[&enrolment.cert_payload], &enrolment.mac) {
        return Err(Refused::InviteProof);
    }
    if let Some(new) = &row.new {
        if new.cert.payload != enrolment.cert_payload {
            return Err(Refused::InviteUsed);
        }
        let (confirmed, needed) = (row.confirmed.len(), needed(turn.state, &old));
        return Ok(match turn.state.members.row(&new.content.member) {
            Some(member) => Reply::Enrolled { cert: member.cert.clone() },
            None => Reply::AwaitsColleagues { confirmed, needed },
        });
    }
    let by_member = Signed::<MemberCert>::new(enrolment.cert_payload.clone(), enrolment.member_signature);
    let cert = countersign(turn.identity, &by_member);
    let content = verify_cert(&cert, turn.now).map_err(|_| Refused::CertificateUnfit)?.into_inner();
    let known = turn.state.members.has(&content.member) || !sign::is_sound(&content.member);
    if content.org != turn.org() || known || row.expires <= turn.now {
        return Err(Refused::CertificateUnfit);
    }
    if let Some(row) = turn.state.re_enrolments.edit(&old) {
        row.new = Some(NewKey { cert, content });
    }
    for member in colleagues(turn.state, &old) {
        turn.effects.push(Effect::Show { member });
    }
    confirm_enough(turn, old);
    come_again(turn, old)
}

/// A colleague vouches, after comparing words with the person.
pub fn confirm(
    turn: &mut Turn<'_>,
    member: MemberKey,
    old: MemberKey,
    new: MemberKey,
    signature: Signature,
) -> Result<Reply, Refused> {
    let row = turn.state.re_enrolments.row(&old).filter(|row| row.done.is_none() && member != old);
    let brought = row.and_then(|row| row.new.as_ref()).filter(|brought| brought.content.member == new);
    brought.ok_or(Refused::ReEnrolmentUnknown)?;
    let own = turn.state.members.row(&member).ok_or(Refused::SignatureUnfit)?;
    if !vouch_holds(&own.content, &old, &new, &signature) {
        return Err(Refused::SignatureUnfit);
    }
    if let Some(row) = turn.state.re_enrolments.edit(&old) {
        row.confirmed.insert(member, signature);
    }
    confirm_enough(turn, old);
    Ok(Reply::Done)
}

/// Its time is over: nobody vouched in time, or it is done for so long that every device has seen it.
pub fn expire(turn: &mut Turn<'_>, old: MemberKey) {
    if turn.state.re_enrolments.row(&old).is_some_and(|row| row.expires <= turn.now) {
        turn.state.re_enrolments.remove(&old);
    }
}

/// How many colleagues must vouch: two, or all where there are fewer.
pub fn needed(state: &State, old: &MemberKey) -> usize {
    colleagues(state, old).len().min(limits::VOUCHERS)
}

fn come_again(turn: &Turn<'_>, old: MemberKey) -> Result<Reply, Refused> {
    let row = turn.state.re_enrolments.row(&old).ok_or(Refused::InviteUnknown)?;
    match (&row.new, row.done) {
        (Some(new), Some(_)) => Ok(Reply::Enrolled { cert: new.cert.clone() }),
        (_, None) | (None, Some(_)) => {
            Ok(Reply::AwaitsColleagues { confirmed: row.confirmed.len(), needed: needed(turn.state, &old) })
        }
    }
}

fn colleagues(state: &State, old: &MemberKey) -> Vec<MemberKey> {
    let others = state.members.iter().filter(|(member, row)| *member != old && !row.removed);
    others.map(|(member, _)| *member).filter(|member| state.may_stand(member)).collect()
}

/// Lets the new key take over once enough colleagues vouch who are still members.
fn confirm_enough(turn: &mut Turn<'_>, old: MemberKey) {
    let Some(row) = turn.state.re_enrolments.row(&old).filter(|row| row.done.is_none()) else { return };
    let vouching = row.confirmed.keys().filter(|member| turn.state.may_stand(member)).count();
    let (Some(new), true) = (row.new.clone(), vouching >= needed(turn.state, &old)) else { return };
    let lost_at = row.opened;
    certificate::end(turn, old, EndReason::Compromised, lost_at);
    ends::of_member(turn, old);
    alert::leave(turn, &old);
    take_over(turn, old, &new);
    let expires = turn.now.plus(limits::KEY_CHANGE_KEPT);
    if let Some(row) = turn.state.re_enrolments.edit(&old) {
        row.done = Some(turn.now);
        row.expires = expires;
    }
    turn.state.wake_at(expires, Alarm::ReEnrolment(old));
    turn.state.wake_at(new.content.expires, Alarm::Cert(new.content.member));
    for member in colleagues(turn.state, &new.content.member) {
        turn.effects.push(Effect::Show { member });
    }
}

/// Moves everything that stays with the person to the new key, under the same number.
fn take_over(turn: &mut Turn<'_>, old: MemberKey, new: &NewKey) {
    let member = new.content.member;
    let state = &mut *turn.state;
    let contacts: Vec<_> = state.contacts_of(&old).collect();
    let ties = ties_from(state, &old);
    for (contact, _) in &contacts {
        state.forget_contact(old, *contact);
    }
    for (to, _) in &ties {
        state.put_tie(old, *to, None);
    }
    let Some(row) = state.members.remove(&old) else { return };
    let (cert, content) = (new.cert.clone(), new.content.clone());
    state.members.put(member, Member { cert, content, removed: false, ..row });
    rename(state, old, member);
    state.derive_again();
    restore(state, member, contacts, ties);
    turn.rouse();
}

fn restore(
    state: &mut State,
    member: MemberKey,
    contacts: Vec<(crate::id::ContactId, Contact)>,
    ties: Vec<(MemberKey, Edge)>,
) {
    for (contact, kept) in contacts {
        state.put_contact(member, contact, &kept);
    }
    for (to, edge) in ties {
        state.put_tie(member, to, Some(edge));
    }
}

fn ties_from(state: &State, from: &MemberKey) -> Vec<(MemberKey, Edge)> {
    let others: BTreeSet<MemberKey> = state.members.iter().map(|(member, _)| *member).collect();
    others.into_iter().filter_map(|to| Some((to, state.tie(from, &to)?))).collect()
}

/// Rows that name the member by key and stay: the profile, imports, organisations.
fn rename(state: &mut State, old: MemberKey, new: MemberKey) {
    if let Some(profile) = state.profiles.remove(&old) {
        state.profiles.put(new, profile);
    }
    if let Some(limits) = state.connector_limits.remove(&old) {
        state.connector_limits.put(new, limits);
    }
    if let Some(findable) = state.findable.remove(&old) {
        state.findable.put(new, findable);
    }
    if let Some(meters) = state.connector_meters.remove(&old) {
        state.connector_meters.put(new, meters);
    }
    let ledger: Vec<_> = state.ledger.range((old, 0)..=(old, u64::MAX)).map(|(key, _)| *key).collect();
    for key in ledger {
        if let Some(entry) = state.ledger.remove(&key) {
            state.ledger.put((new, key.1), entry);
        }
    }
    let imports: Vec<_> = state.imports.iter().map(|(key, _)| *key).filter(|(owner, _)| *owner == old).collect();
    for key in imports {
        if let Some(row) = state.imports.remove(&key) {
            state.imports.put((new, key.1), row);
        }
    }
    let ties: Vec<_> = state.org_ties.iter().map(|(key, _)| *key).filter(|(owner, _)| *owner == old).collect();
    for key in ties {
        if let Some(row) = state.org_ties.remove(&key) {
            state.org_ties.put((new, key.1), row);
        }
    }
    let confirmed = state.organisations.iter().filter(|(_, row)| row.confirmed_by == old);
    let confirmed: Vec<_> = confirmed.map(|(id, _)| *id).collect();
    for id in confirmed {
        if let Some(row) = state.organisations.edit(&id) {
            row.confirmed_by = new;
        }
    }
}
