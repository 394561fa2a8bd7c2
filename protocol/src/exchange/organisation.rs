//! Members confirm which names and domains are one organisation, and say how they are tied to it.
//!
//! A record is the whole node's: what one member confirmed lets every member's contacts there meet. It tells
//! nobody who confirmed it or who knows anybody there.

use crate::crypto::stream::Purpose;
use crate::exchange::{Refused, Reply, Turn};
use crate::id::{MemberKey, OrgRecordId};
use crate::limits;
use crate::local::{OrgTie, OrganisationEntry};
use crate::private::Private;
use crate::state::{OrgRecord, State};
use crate::trust::{Handle, HandleType};
use crate::wire::text::is_prose;

/// Confirms an organisation: a new record, or more names and domains for one that has some of them.
pub fn name(turn: &mut Turn<'_>, member: MemberKey, entry: OrganisationEntry) -> Result<Reply, Refused> {
    let OrganisationEntry { organisation, name, aliases, domains } = entry;
    let texts = || [&name].into_iter().chain(&aliases);
    if name.trim().is_empty()
        || texts().any(|text| text.len() > limits::LABEL_LEN || !is_prose(text, limits::LABEL_LEN))
    {
        return Err(Refused::TextTooLong);
    }
    let domains = domains.iter().map(|domain| canonical(domain)).collect::<Option<Vec<_>>>();
    let domains = domains.ok_or(Refused::HandleMissing)?;
    let known = texts().chain(&domains).flat_map(|text| turn.state.organisations_of(text));
    let mut known: Vec<OrgRecordId> = known.chain(organisation).collect();
    known.sort_unstable();
    known.dedup();
    let id = match (organisation, known.as_slice()) {
        (_, [_, _, ..]) => return Err(Refused::OrganisationClaimed),
        (Some(id), _) if !turn.state.organisations.has(&id) => return Err(Refused::OrganisationUnknown),
        (_, [known]) => *known,
        (_, []) if turn.state.organisations.len() >= limits::ORGANISATIONS_MAX => return Err(Refused::Full),
        (_, []) if confirmed_by(turn.state, &member) >= limits::ORGANISATIONS_PER_MEMBER => return Err(Refused::Full),
        (_, []) => OrgRecordId::from_bytes(turn.random(Purpose::OrgRecordId)),
    };
    let is_others = turn.state.organisations.row(&id).is_some_and(|before| before.confirmed_by != member);
    if organisation.is_some() && is_others {
        return Err(Refused::OrganisationOfOther);
    }
    let mut record = OrgRecord { name, aliases, domains, confirmed_by: member, confirmed: turn.now };
    if let Some(before) = turn.state.organisations.row(&id).filter(|_| organisation.is_none()) {
        record.confirmed_by = before.confirmed_by;
        // A spelling that is known renames nothing: the name is what the first member, or a change of the record, said.
        let given = std::mem::replace(&mut record.name, before.name.clone());
        add(&mut record.aliases, [&given].into_iter().chain(&before.aliases), Some(&before.name));
        add(&mut record.domains, &before.domains, None);
    }
    if record.aliases.len() > limits::ORG_NAMES || record.domains.len() > limits::ORG_NAMES {
        return Err(Refused::Full);
    }
    turn.state.put_organisation(id, record);
    Ok(Reply::Named { organisation: id })
}

/// Says how a member is tied to an organisation, or no more.
pub fn tie(
    turn: &mut Turn<'_>,
    member: MemberKey,
    organisation: OrgRecordId,
    tie: Option<OrgTie>,
) -> Result<Reply, Refused> {
    if !turn.state.organisations.has(&organisation) {
        return Err(Refused::OrganisationUnknown);
    }
    let key = (member, organisation);
    match tie {
        Some(tie) if !is_prose(&tie.since, limits::ABOUT_LEN) => return Err(Refused::TextTooLong),
        Some(tie) => turn.state.org_ties.put(key, tie),
        None => drop(turn.state.org_ties.remove(&key)),
    }
    Ok(Reply::Done)
}

/// How many records a member confirmed.
fn confirmed_by(state: &State, member: &MemberKey) -> usize {
    state.organisations.iter().filter(|(_, record)| record.confirmed_by == *member).count()
}

/// A domain in its agreed form, as the handle of an organisation.
fn canonical(domain: &str) -> Option<Private<String>> {
    Handle::of_type(HandleType::Org, domain, None).ok().map(|handle| handle.canonical().clone())
}

fn add<'a>(
    list: &mut Vec<Private<String>>,
    more: impl IntoIterator<Item = &'a Private<String>>,
    but: Option<&Private<String>>,
) {
    for text in more {
        if !list.contains(text) && but != Some(text) {
            list.push(text.clone());
        }
    }
}

impl State {
    /// Organisations a member is tied to.
    pub fn org_ties_of<'s>(&'s self, member: &MemberKey) -> impl Iterator<Item = (OrgRecordId, &'s OrgTie)> {
        let all = (*member, OrgRecordId::from_bytes([0; 16]))..=(*member, OrgRecordId::from_bytes([0xff; 16]));
        self.org_ties.range(all).map(|((_, org), tie)| (*org, tie))
    }
}
