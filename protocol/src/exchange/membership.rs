//! A person becomes a member, stocks letter keys, trusts colleagues, or leaves.
//!
//! The member's keys are made on the device; the node checks the link's proof and the member's
//! signature, and adds the organisation's.

use crate::crypto::stream::Purpose;
use crate::crypto::{Label, digest, sign};
use crate::exchange::{Enrolment, LetterKeyUpload, Refused, Reply, Turn, certificate, ends, knock, re_enrolment};
use crate::id::{Blob, ContactId, InviteId, LetterKeyId, MemberKey};
use crate::invitation::LinkSecret;
use crate::limits;
use crate::local::Profile;
use crate::message::{EndReason, MemberCert, Signed, Strength};
use crate::private::Private;
use crate::state::{Alarm, LetterKey, Member, MemberInvite, State};
use crate::time::Timestamp;
use crate::trust::{Edge, EdgePolicy};
use crate::wire;
use crate::wire::text::is_prose;

/// Invites a person.
pub fn invite(turn: &mut Turn<'_>, name: Private<String>, expires: Timestamp) -> Result<Reply, Refused> {
    if turn.state.member_invites.len() >= limits::INVITES_MAX {
        return Err(Refused::Full);
    }
    let (invite, secret) = fresh_invite(turn);
    let expires = expires.min(turn.now.plus(limits::INVITE_LIFE_MAX));
    let row = MemberInvite { secret: secret.clone(), name, expires, used_by: None };
    turn.state.member_invites.put(invite, row);
    turn.state.wake_at(expires, Alarm::MemberInvite(invite));
    Ok(Reply::Invited { invite, secret: Blob(secret.as_bytes().to_vec()), expires })
}

/// Draws an invitation's name and secret.
pub fn fresh_invite(turn: &mut Turn<'_>) -> (InviteId, LinkSecret) {
    let invite = InviteId::from_bytes(turn.random(Purpose::InviteSecret));
    let secret = LinkSecret::from_bytes(turn.random(Purpose::InviteSecret));
    (invite, secret)
}

/// Somebody with an invitation becomes a member. A repeat by the same person gets the same certificate.
pub fn enrol(turn: &mut Turn<'_>, enrolment: &Enrolment) -> Result<Reply, Refused> {
    if turn.state.re_enrolments.iter().any(|(_, row)| row.invite == enrolment.invite) {
        return re_enrolment::come(turn, enrolment);
    }
    let invite = turn.state.member_invites.row(&enrolment.invite).ok_or(Refused::InviteUnknown)?.clone();
    if invite.expires <= turn.now {
        return Err(Refused::InviteExpired);
    }
    if !digest::mac_holds(invite.secret.as_bytes(), Label::Join, &[&enrolment.cert_payload], &enrolment.mac) {
        return Err(Refused::InviteProof);
    }
    let by_member = Signed::<MemberCert>::new(enrolment.cert_payload.clone(), enrolment.member_signature);
    let cert = wire::verify::countersign(turn.identity, &by_member);
    let content = wire::verify::verify_cert(&cert, turn.now).map_err(|_| Refused::CertificateUnfit)?.into_inner();
    if content.org != turn.org() {
        return Err(Refused::CertificateUnfit);
    }
    if let Some(used_by) = invite.used_by {
        let known = turn.state.members.row(&used_by).filter(|known| known.cert.payload == cert.payload);
        return known.map(|known| Reply::Enrolled { cert: known.cert.clone() }).ok_or(Refused::InviteUsed);
    }
    if turn.state.members.has(&content.member) || !sign::is_sound(&content.member) {
        return Err(Refused::CertificateUnfit);
    }
    if let Some(row) = turn.state.member_invites.edit(&enrolment.invite) {
        row.used_by = Some(content.member);
    }
    let (member, expires) = (content.member, content.expires);
    let number = u32::try_from(turn.state.members.len()).map_err(|_| Refused::Full)?;
    turn.state.members.put(
        member,
        Member { name: invite.name, cert: cert.clone(), content, removed: false, contacts_made: 0, number },
    );
    turn.state.enrol_in_network(member, number);
    turn.state.wake_at(expires, Alarm::Cert(member));
    Ok(Reply::Enrolled { cert })
}

/// Adds fresh letter keys to a member's pool, up to its bound.
pub fn stock_letter_keys(turn: &mut Turn<'_>, member: MemberKey, keys: Vec<LetterKeyUpload>) -> Result<Reply, Refused> {
    let mut stocked = turn.state.unused_letter_keys(&member);
    for key in keys {
        let row = (member, key.id);
        if stocked >= limits::LETTER_POOL || turn.state.letter_keys.has(&row) || key.wrapped.0.len() > 128 {
            continue;
        }
        turn.state.letter_keys.put(row, LetterKey { public: key.public, wrapped: key.wrapped, given: None });
        stocked += 1;
    }
    Ok(Reply::Done)
}

/// Replaces what a member says of themselves.
pub fn set_profile(turn: &mut Turn<'_>, member: MemberKey, profile: Profile) -> Result<Reply, Refused> {
    let Profile { topics, regions, languages, can_help, looks_for, .. } = &profile;
    if [topics.says.len(), regions.says.len(), languages.says.len()].iter().any(|count| *count > limits::WORDS) {
        return Err(Refused::WordsTooMany);
    }
    if [can_help, looks_for].iter().any(|field| !is_prose(&field.says, limits::NOTE_LEN)) {
        return Err(Refused::TextTooLong);
    }
    turn.state.profiles.put(member, profile);
    Ok(Reply::Done)
}

/// Records how well a member knows a colleague.
pub fn trust_colleague(
    turn: &mut Turn<'_>,
    member: MemberKey,
    colleague: MemberKey,
    strength: Strength,
    policy: EdgePolicy,
) -> Result<Reply, Refused> {
    if member == colleague || !turn.state.is_member(&colleague) {
        return Err(Refused::ColleagueUnknown);
    }
    turn.state.put_tie(member, colleague, Some(Edge { strength, policy, confirmed: turn.now }));
    Ok(Reply::Done)
}

/// Ends a membership: nothing of the member is searched, shown or matched any more.
pub fn remove(turn: &mut Turn<'_>, member: MemberKey) -> Result<Reply, Refused> {
    if !turn.state.is_member(&member) {
        return Err(Refused::ColleagueUnknown);
    }
    let now = turn.now;
    certificate::end(turn, member, EndReason::Retired, now);
    if let Some(row) = turn.state.members.edit(&member) {
        row.removed = true;
    }
    ends::of_member(turn, member);
    turn.state.re_enrolments.remove(&member);
    crate::exchange::alert::leave(turn, &member);
    let contacts: Vec<ContactId> = turn.state.contacts_of(&member).map(|(contact, _)| contact).collect();
    for contact in contacts {
        turn.state.forget_contact(member, contact);
    }
    forget_words(turn.state, &member);
    knock::forget_member(turn.state, &member);
    turn.state.forget_limits(&member);
    turn.state.forget_ledger(member);
    let others: Vec<MemberKey> = turn.state.members.iter().map(|(other, _)| *other).collect();
    for other in others {
        turn.state.put_tie(member, other, None);
        turn.state.put_tie(other, member, None);
    }
    Ok(Reply::Done)
}

/// What a member said of themselves, of organisations and of their imports goes with them.
fn forget_words(state: &mut State, member: &MemberKey) {
    state.profiles.remove(member);
    state.findable.remove(member);
    let ties: Vec<_> = state.org_ties.iter().map(|(key, _)| *key).filter(|(owner, _)| owner == member).collect();
    for key in ties {
        state.org_ties.remove(&key);
    }
    let imports: Vec<_> = state.imports.iter().map(|(key, _)| *key).filter(|(owner, _)| owner == member).collect();
    for key in imports {
        state.imports.remove(&key);
    }
}

impl State {
    /// Whether this is a member who has not left.
    pub fn is_member(&self, member: &MemberKey) -> bool {
        self.members.row(member).is_some_and(|row| !row.removed)
    }

    /// How many letter keys of a member still wait for an offer.
    pub fn unused_letter_keys(&self, member: &MemberKey) -> usize {
        self.letter_pool(member).count()
    }

    /// A letter key that waits for an offer.
    pub fn next_letter_key(&self, member: &MemberKey) -> Option<LetterKeyId> {
        self.letter_pool(member).next()
    }

    fn letter_pool(&self, member: &MemberKey) -> impl Iterator<Item = LetterKeyId> {
        let pool = (*member, LetterKeyId::from_bytes([0; 16]))..=(*member, LetterKeyId::from_bytes([0xff; 16]));
        self.letter_keys.range(pool).filter(|(_, key)| key.given.is_none()).map(|((_, id), _)| *id)
    }
}
