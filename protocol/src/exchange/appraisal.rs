//! Appraisals: asked with a permission, by handle alone, and kept from the person they are about.
//!
//! A node that recognises that person among its own members, or at its own organisation, prompts nobody. Search never
//! reads matches, so the question may pass by the person's bridges; but no offer goes up over a way they stand on,
//! and so no request ever stands before them. None of it has any output.
//!
//! A node recognises only whom it was told of: a member by the handles they let themselves be found by, an address at
//! its own domain, a contact recorded at its own organisation or under the name of a member.

use std::collections::BTreeSet;

use crate::device::permission::check_permission;
use crate::exchange::query::NewAsk;
use crate::exchange::{Refused, Settings, Turn};
use crate::id::{AskId, MemberKey, OrgId, QueryId};
use crate::limits;
use crate::local::AppraisalTerms;
use crate::message::{Kind, RequestCore};
use crate::policy::kind::{self, Unsuited};
use crate::policy::organisation::AppraisalRule;
use crate::state::{Alarm, Details, State};
use crate::trust::{Handle, OrgName, PersonNo, domain_of, names_agree};

/// Whether an appraisal needs the candidate's permission: always, unless the organisation's policy says why not.
pub fn permission_needed(state: &State) -> bool {
    match state.org_policy.row(&()).map(|policy| &policy.appraisal) {
        None | Some(AppraisalRule::PermissionNeeded) => true,
        Some(AppraisalRule::WithoutPermission { .. }) => false,
    }
}

/// Whether an ask is as its kind wants it.
pub fn check_ask(turn: &Turn<'_>, new: &NewAsk) -> Result<(), Refused> {
    kind::suits(new.kind, &new.handles, &new.attributes).map_err(|unsuited| match unsuited {
        Unsuited::NotAsked => Refused::KindNotAsked,
        Unsuited::AboutOrganisation => Refused::AppraisalUnnamed,
        Unsuited::Attributes => Refused::KindNames,
    })?;
    match (&new.terms, kind::has_terms(new.kind)) {
        (Some(terms), true) => check_terms(turn, new, terms),
        (None, true) => Err(Refused::PermissionMissing),
        (Some(_), false) => Err(Refused::PermissionUnfit),
        (None, false) => Ok(()),
    }
}

/// Keeps an appraisal's terms until its date.
pub fn keep_terms(turn: &mut Turn<'_>, ask: AskId, terms: Option<AppraisalTerms>) {
    if let Some(terms) = terms {
        turn.state.wake_at(terms.retain_until, Alarm::Retention(ask));
        turn.state.permissions.put(ask, terms);
    }
}

/// Whether a request says of permission and dates what its ask's terms say.
pub fn request_fits(state: &State, ask: &AskId, content: &RequestCore) -> bool {
    let terms = state.permissions.row(ask);
    content.permission == terms.and_then(AppraisalTerms::digest)
        && terms.is_none_or(|terms| content.expires <= terms.retain_until)
        && terms.is_some() == kind::has_terms(content.kind)
}

/// Notes whom a relayed question is about, as far as this node recognises them. Returns whether it then keeps still.
pub fn recognise(turn: &mut Turn<'_>, id: (OrgId, QueryId), matched: &[Handle]) -> bool {
    let kind = turn.state.relayed.row(&id).map(|row| row.content.kind);
    if kind != Some(Kind::Appraisal) || matched.is_empty() {
        return false;
    }
    let found = recognised(turn.state, turn.settings, matched);
    if !found.members.is_empty() {
        turn.state.derived.recognised.entry(id).or_default().extend(&found.members);
    }
    found.is_ours
}

/// Whether an own question keeps still inside this organisation: an appraisal of one of its own people.
pub fn is_about_us(turn: &Turn<'_>, query: &QueryId) -> bool {
    own_handles(turn.state, query).is_some_and(|handles| recognised(turn.state, turn.settings, handles).is_ours)
}

/// Whether somebody on a way is whom an appraisal is about.
pub fn is_kept_from(turn: &Turn<'_>, id: &(OrgId, QueryId), way: &[MemberKey]) -> bool {
    if let Some(members) = turn.state.derived.recognised.get(id)
        && way.iter().any(|member| members.contains(member))
    {
        return true;
    }
    if id.0 != turn.org() {
        return false;
    }
    let own = own_handles(turn.state, &id.1).map(|handles| recognised(turn.state, turn.settings, handles));
    own.is_some_and(|found| way.iter().any(|member| found.members.contains(member)))
}

/// What a node recognises of whom a question is about.
#[derive(Default)]
struct Recognised {
    members: BTreeSet<MemberKey>,
    is_ours: bool,
}

fn check_terms(turn: &Turn<'_>, new: &NewAsk, terms: &AppraisalTerms) -> Result<(), Refused> {
    if terms.retain_until < new.until || terms.retain_until > turn.now.plus(limits::RETENTION_MAX) {
        return Err(Refused::RetentionDate);
    }
    match &terms.permission {
        None if permission_needed(turn.state) => Err(Refused::PermissionMissing),
        None => Ok(()),
        Some(given) => {
            let is_timely = given.given_on <= turn.now.plus(limits::CLOCK_SKEW);
            let holds = is_timely && check_permission(given, &turn.org()).is_ok();
            if holds { Ok(()) } else { Err(Refused::PermissionUnfit) }
        }
    }
}

fn own_handles<'s>(state: &'s State, query: &QueryId) -> Option<&'s [Handle]> {
    let own = state.queries.row(query).filter(|own| own.content.kind == Kind::Appraisal)?;
    Some(&state.asks.row(&own.ask)?.handles)
}

fn recognised(state: &State, settings: &Settings, handles: &[Handle]) -> Recognised {
    let mut found = Recognised::default();
    let persons: BTreeSet<PersonNo> = handles.iter().filter_map(|handle| state.person_with(handle)).collect();
    let known = persons.iter().flat_map(|person| state.handles_of(*person));
    found.is_ours = handles.iter().cloned().chain(known).any(|handle| is_address_here(&handle, &settings.domain));
    for person in persons {
        for (owner, contact) in state.knowers(person) {
            let Some(details) = state.contacts.row(&owner, contact.0) else { continue };
            found.is_ours |= is_at_ours(state, settings, &details);
            found.members.extend(members_called(state, &details.name));
        }
    }
    found.members.extend(handles.iter().flat_map(|handle| state.findable_with(handle)));
    found.is_ours |= !found.members.is_empty();
    found
}

/// Whether an address lies at a domain or below it.
fn is_address_here(handle: &Handle, domain: &str) -> bool {
    let Some(at) = domain_of(handle.canonical()).filter(|_| !domain.is_empty()) else { return false };
    at == domain || at.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
}

fn is_at_ours(state: &State, settings: &Settings, details: &Details) -> bool {
    let org = details.org.trim();
    if org.is_empty() {
        return false;
    }
    let recorded = state.organisations_of(org).into_iter().filter_map(|id| state.organisations.row(&id));
    let has_domain = |row: &crate::state::OrgRecord| row.domains.iter().any(|domain| domain.0 == settings.domain);
    (!settings.name.is_empty() && OrgName::fold(org) == OrgName::fold(&settings.name))
        || (!settings.domain.is_empty()
            && (org.eq_ignore_ascii_case(&settings.domain) || recorded.into_iter().any(has_domain)))
}

fn members_called(state: &State, name: &str) -> Vec<MemberKey> {
    let current = state.members.iter().filter(|(_, row)| !row.removed);
    current.filter(|(_, row)| may_be_called(&row.name, name)).map(|(member, _)| *member).collect()
}

/// Whether two names may be one person's. One word alone says little; it must then be the same.
fn may_be_called(member: &str, contact: &str) -> bool {
    let (member, contact) = (member.trim(), contact.trim());
    let is_short = [member, contact].iter().any(|name| name.split_whitespace().count() < 2);
    if is_short {
        !member.is_empty() && member.to_lowercase() == contact.to_lowercase()
    } else {
        names_agree(member, contact)
    }
}
