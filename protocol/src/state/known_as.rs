//! What contacts are known as besides the handles their owners recorded: by name at an organisation, and the
//! organisation itself.
//!
//! Derived from a contact's name, organisation and mail address, and from what members confirmed of organisations.
//! Nothing of it is stored, and none of it makes two contacts one person. Whose contact has such a handle is looked
//! up in an index that is built when a question first matches one, and kept in step from then on.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::crypto::digest::sha256;
use crate::id::{ContactId, MemberKey, OrgRecordId};
use crate::limits;
use crate::state::contact::Details;
use crate::state::lookup::{Mark, mail_domain};
use crate::state::{OrgRecord, State};
use crate::trust::{AnswerMode, Audience, Handle, HandleType, PersonNo, names_at, org_form};

/// Who is known as what, each handle as the first bytes of its hash: a hit is looked at again.
pub type KnownAs = BTreeSet<(u64, MemberKey, ContactId)>;

impl State {
    /// Whose contacts are known as this, and not because somebody recorded the handle.
    pub fn known_as(&self, handle: &Handle) -> Vec<(MemberKey, ContactId)> {
        let mut open = self.derived.lookups.known_as.borrow_mut();
        let known = open.get_or_insert_with(|| {
            let all = self.contacts.iter();
            let hashes = all.flat_map(|(owner, slot, details)| {
                let handles = self.derived_handles(&details);
                handles.into_iter().map(move |handle| (hash(&handle), owner, ContactId(slot)))
            });
            hashes.collect()
        });
        let sought = hash(handle);
        let from = (sought, MemberKey::from_bytes([0; 32]), ContactId(0));
        let to = (sought, MemberKey::from_bytes([0xff; 32]), ContactId(u32::MAX));
        let has = |owner: &MemberKey, id: ContactId| {
            let details = self.contacts.row(owner, id.0);
            details.is_some_and(|details| self.derived_handles(&details).contains(handle))
        };
        let hits = known.range(from..=to).map(|(_, owner, id)| (*owner, *id));
        hits.filter(|(owner, id)| has(owner, *id)).collect()
    }

    /// The handles that follow from what an owner keeps of a contact: the organisation's domains first, then the
    /// name at each of its domains and names, and what the owner recorded of that sort.
    pub fn derived_handles(&self, details: &Details) -> Vec<Handle> {
        let (domains, names) = self.organisation_forms(details);
        let orgs = domains.iter().filter_map(|domain| Handle::of_type(HandleType::Org, domain, None).ok());
        let orgs: Vec<Handle> = orgs.collect();
        let at = names.iter().chain(&domains).map(String::as_str);
        let named = names_at(&details.name, at).into_iter().take(limits::NAME_ORG_PER_CONTACT);
        let recorded = details.handles.iter().filter(|handle| !handle.handle_type().is_identity()).cloned();
        orgs.into_iter().chain(named).chain(recorded).collect()
    }

    /// Members tied to an organisation of this domain, each with the record.
    pub fn tied_to(&self, handle: &Handle) -> Vec<(MemberKey, OrgRecordId)> {
        let Some(record) = self.organisation_of(handle.canonical()) else { return Vec::new() };
        let tied = self.org_ties.iter().filter(|((_, of), _)| *of == record);
        tied.map(|((owner, of), _)| (*owner, *of)).collect()
    }

    /// The domains of an organisation's record as handles.
    pub fn handles_of_organisation(&self, record: &OrgRecordId) -> Vec<Handle> {
        let domains = self.organisations.row(record).map(|row| row.domains.clone()).unwrap_or_default();
        domains.iter().filter_map(|domain| Handle::of_type(HandleType::Org, domain, None).ok()).collect()
    }

    /// A question's own handles with others for the same person or organisation that members confirmed, as many as a
    /// question has tags.
    pub fn handles_sought(&self, handles: &[Handle]) -> Vec<Handle> {
        let mut sought = handles.to_vec();
        for handle in handles {
            let more = match handle.handle_type() {
                HandleType::Org => {
                    let record = self.organisation_of(handle.canonical());
                    record.map(|record| self.handles_of_organisation(&record)).unwrap_or_default()
                }
                HandleType::NameOrg => self.at_other_names(handle),
                HandleType::Email | HandleType::Phone | HandleType::Url | HandleType::Orcid => Vec::new(),
            };
            for other in more {
                if sought.len() < limits::HANDLES_PER_ASK && !sought.contains(&other) {
                    sought.push(other);
                }
            }
        }
        sought
    }

    /// What may be evaluated for an origin this far away, the most wanted first, at most so many: handles of persons
    /// somebody consents to be asked about, of members who let themselves be sought, then organisations, then names.
    pub fn eligible_handles(&self, from: Audience, most: usize) -> Vec<Handle> {
        let mut ranked = Vec::new();
        for (owner, slot, row) in self.edges.iter() {
            let policy = &row.edge.policy;
            let is_unfit = policy.audience < from || policy.beyond == AnswerMode::Never || policy.kinds.is_empty();
            if is_unfit || self.derived.asleep.contains(&owner) {
                continue;
            }
            ranked.push(((row.edge.strength, row.edge.confirmed), row.person, owner, slot));
        }
        ranked.sort_by(|one, other| other.cmp(one));
        let mut eligible = Eligible { seen: BTreeSet::new(), handles: Vec::new(), most };
        eligible.extend(self.findable_handles(from).cloned());
        let mut taken = BTreeSet::new();
        for (_, person, _, _) in &ranked {
            if !eligible.is_full() && taken.insert(*person) {
                eligible.extend(self.handles_of(*person));
            }
        }
        self.extend_with_derived(&mut eligible, from, &ranked);
        eligible.handles
    }

    fn extend_with_derived(&self, eligible: &mut Eligible, from: Audience, ranked: &[Ranked]) {
        for ((_, record), tie) in self.org_ties.iter() {
            if tie.policy.audience >= from && tie.policy.beyond != AnswerMode::Never {
                eligible.extend(self.handles_of_organisation(record));
            }
        }
        let mut named = Vec::new();
        for (_, _, owner, slot) in ranked {
            if eligible.is_full() || named.len() >= eligible.most {
                break;
            }
            let Some(details) = self.contacts.row(owner, *slot) else { continue };
            let derived = self.derived_handles(&details).into_iter();
            let (orgs, names): (Vec<_>, Vec<_>) = derived.partition(|one| one.handle_type() == HandleType::Org);
            eligible.extend(orgs);
            named.extend(names);
        }
        eligible.extend(named);
    }

    /// The organisation's domains and names as a contact's owner, or a record, has them.
    fn organisation_forms(&self, details: &Details) -> (Vec<String>, Vec<String>) {
        let mut domains: Vec<String> = Vec::new();
        for domain in details.handles.iter().filter_map(mail_domain) {
            add(&mut domains, domain);
        }
        let mut records: BTreeSet<OrgRecordId> = domains.iter().filter_map(|of| self.organisation_of(of)).collect();
        let mut names: Vec<String> = Vec::new();
        if !details.org.trim().is_empty() {
            records.extend(self.organisation_of(&details.org));
            add(&mut names, details.org.0.clone());
        }
        for record in records.iter().filter_map(|id| self.organisations.row(id)) {
            for domain in &record.domains {
                add(&mut domains, domain.0.clone());
            }
            for name in [&record.name].into_iter().chain(&record.aliases) {
                add(&mut names, name.0.clone());
            }
        }
        domains.truncate(limits::ORG_FORMS);
        names.truncate(limits::ORG_FORMS);
        (domains, names)
    }

    /// The same name at the other domains and names of its organisation.
    fn at_other_names(&self, handle: &Handle) -> Vec<Handle> {
        let Some((name, org)) = handle.name_and_org() else { return Vec::new() };
        let has = |record: &OrgRecord| {
            let names = [&record.name].into_iter().chain(&record.aliases);
            names.into_iter().any(|of| org_form(of).is_some_and(|form| form == org))
        };
        let by_domain = self.organisation_of(org).and_then(|id| self.organisations.row(&id));
        let record = by_domain.or_else(|| self.organisations.iter().map(|(_, row)| row).find(|row| has(row)));
        let forms: Vec<String> = match record {
            Some(record) => {
                let names = record.domains.iter().chain([&record.name]).chain(&record.aliases);
                names.filter_map(|of| org_form(of)).collect()
            }
            None => self.forms_with_addresses_at(org),
        };
        let whole =
            forms.iter().filter_map(|form| Handle::of_type(HandleType::NameOrg, &format!("{name}@{form}"), None).ok());
        whole.collect()
    }

    /// What members' contacts with an address at this domain say their organisation is, most often said first. What
    /// is said less than half as often as that is left out: people keep addresses when they change jobs.
    fn forms_with_addresses_at(&self, domain: &str) -> Vec<String> {
        let mut said: BTreeMap<String, usize> = BTreeMap::new();
        for (owner, id) in self.carriers(&Mark::Domain(domain.to_owned())).into_iter().take(limits::ADDRESSES_ASKED) {
            let form = self.contacts.row(&owner, id.0).and_then(|details| org_form(&details.org));
            if let Some(form) = form.filter(|form| form != domain) {
                *said.entry(form).or_default() += 1;
            }
        }
        let mut said: Vec<(String, usize)> = said.into_iter().collect();
        said.sort_by_key(|(_, times)| Reverse(*times));
        let most = said.first().map_or(0, |(_, times)| *times);
        said.retain(|(_, times)| times * 2 >= most);
        said.into_iter().map(|(form, _)| form).take(limits::ORG_FORMS).collect()
    }
}

/// How good an edge is, whom it is about, and where it stands.
type Ranked = ((crate::message::Strength, crate::time::Timestamp), PersonNo, MemberKey, u32);

/// Handles for evaluation, each once, up to a bound.
struct Eligible {
    seen: BTreeSet<Handle>,
    handles: Vec<Handle>,
    most: usize,
}

impl Eligible {
    fn is_full(&self) -> bool {
        self.handles.len() >= self.most
    }

    fn extend(&mut self, handles: impl IntoIterator<Item = Handle>) {
        for handle in handles {
            if !self.is_full() && self.seen.insert(handle.clone()) {
                self.handles.push(handle);
            }
        }
    }
}

/// The first bytes of a handle's hash.
pub(super) fn hash(handle: &Handle) -> u64 {
    sha256(&handle.oprf_input()).first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes))
}

fn add(texts: &mut Vec<String>, text: String) {
    if !texts.contains(&text) {
        texts.push(text);
    }
}
