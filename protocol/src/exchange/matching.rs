//! Who here could answer a question: from the handles it matched, and from what it asks for in clear.
//!
//! A question that names somebody finds who has one of its handles; one that names attributes besides finds those
//! of them who have one of the values of each sort. Whether a candidate was reached, and what they allow, is
//! `offer`'s to decide.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::{ContactId, MemberKey};
use crate::local::{MatchedBy, Whom};
use crate::message::{Attribute, AttributeType, Kind, QueryCore};
use crate::policy::kind::{Selector, selectors};
use crate::state::lookup::{Mark, marks_of, regions_of};
use crate::state::{Candidate, State};
use crate::trust::{Audience, Handle, HandleType, Region, Word};

/// What a question asks of candidates.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// What is asked for.
    pub kind: Kind,
    /// How far away it was asked.
    pub from: Audience,
    /// What whoever is sought has.
    pub attributes: &'a [Attribute],
    /// The domain of this node's own organisation; may be empty.
    pub own_domain: &'a str,
}

/// Candidates for a question by the handles it matched; for one that names nobody, by its attributes.
pub fn candidates<'h>(
    state: &State,
    asked: Asked<'_>,
    is_named: bool,
    matched: impl IntoIterator<Item = &'h Handle>,
) -> BTreeSet<Candidate> {
    if !is_named {
        return if selectors(asked.kind).contains(&Selector::AttributesAlone) {
            state.with_attributes(asked)
        } else {
            BTreeSet::new()
        };
    }
    let all = matched.into_iter().flat_map(|handle| by_handle(state, handle, asked.kind));
    all.filter(|candidate| state.has_attributes(candidate, asked)).collect()
}

/// Whether a question of others names somebody or something.
pub fn is_named(core: &QueryCore) -> bool {
    !core.tags.is_empty()
}

fn by_handle(state: &State, handle: &Handle, kind: Kind) -> Vec<Candidate> {
    let person = state.person_with(handle);
    let recorded = person.into_iter().flat_map(|person| state.knowers(person));
    let recorded = recorded.map(|(owner, contact)| (owner, Whom::Contact(contact)));
    let themselves = state.findable_with(handle).into_iter().map(|owner| (owner, Whom::Themself));
    let derived = || state.known_as(handle).into_iter().map(|(owner, contact)| (owner, Whom::Contact(contact)));
    let (by, found): (_, Vec<_>) = match handle.handle_type() {
        HandleType::Email | HandleType::Phone | HandleType::Url | HandleType::Orcid => {
            (MatchedBy::Handle, recorded.chain(themselves).collect())
        }
        HandleType::NameOrg => (MatchedBy::NameOrg, derived().chain(themselves).collect()),
        HandleType::Org if selectors(kind).contains(&Selector::Organisation) => {
            let tied = state.tied_to(handle).into_iter().map(|(owner, record)| (owner, Whom::Organisation(record)));
            (MatchedBy::Organisation, recorded.chain(derived()).chain(tied).collect())
        }
        // An appraisal is about a person: who is at an organisation is none of its business.
        HandleType::Org => (MatchedBy::Organisation, Vec::new()),
    };
    found.into_iter().map(|(owner, whom)| Candidate { owner, whom, by }).collect()
}

impl State {
    /// Who has one value of each sort asked for: contacts, and members who let questions find them by their profile.
    fn with_attributes(&self, asked: Asked<'_>) -> BTreeSet<Candidate> {
        let mut carriers: Option<BTreeSet<(MemberKey, ContactId)>> = None;
        for marks in self.marks_by_sort(asked).values() {
            let of_sort: BTreeSet<_> = marks.iter().flat_map(|mark| self.carriers(mark)).collect();
            carriers = Some(match carriers {
                Some(before) => before.intersection(&of_sort).copied().collect(),
                None => of_sort,
            });
        }
        let by = MatchedBy::Attributes;
        let contacts = carriers.into_iter().flatten();
        let contacts = contacts.map(|(owner, contact)| Candidate { owner, whom: Whom::Contact(contact), by });
        let members = self.profiles.iter().filter(|(_, profile)| profile.findable).map(|(member, _)| *member);
        let members = members.filter(|member| self.is_member(member));
        let members = members.map(|owner| Candidate { owner, whom: Whom::Themself, by });
        contacts.chain(members.filter(|member| self.has_attributes(member, asked))).collect()
    }

    /// Whether a candidate has one value of each sort asked for.
    fn has_attributes(&self, candidate: &Candidate, asked: Asked<'_>) -> bool {
        if asked.attributes.is_empty() {
            return true;
        }
        let own = match candidate.whom {
            Whom::Contact(contact) => {
                self.contacts.row(&candidate.owner, contact.0).map(|details| marks_of(&details)).unwrap_or_default()
            }
            Whom::Themself => self.published_by(&candidate.owner, asked),
            Whom::Organisation(record) => {
                let domains = self.organisations.row(&record).map(|row| row.domains.clone()).unwrap_or_default();
                domains.into_iter().map(|domain| Mark::Domain(domain.0)).collect()
            }
        };
        self.marks_by_sort(asked).values().all(|marks| !marks.is_disjoint(&own))
    }

    /// What a member lets somebody as far away as the asker read of themself.
    fn published_by(&self, member: &MemberKey, asked: Asked<'_>) -> BTreeSet<Mark> {
        let profile = self.profiles.row(member).map(|profile| profile.for_audience(asked.from)).unwrap_or_default();
        let domain = (!asked.own_domain.is_empty()).then(|| Mark::Domain(asked.own_domain.to_owned()));
        let topics = profile.topics.says.into_iter().map(Mark::Topic);
        topics.chain(regions_of(&profile.regions.says)).chain(domain).collect()
    }

    /// For each sort of attribute asked for, the marks under which one of its values stands here.
    fn marks_by_sort(&self, asked: Asked<'_>) -> BTreeMap<AttributeType, BTreeSet<Mark>> {
        let mut sorts = BTreeMap::<_, BTreeSet<Mark>>::new();
        for Attribute { r#type, value } in asked.attributes {
            let marks = sorts.entry(*r#type).or_default();
            match r#type {
                AttributeType::Topic => marks.extend(Word::parse(value).ok().map(Mark::Topic)),
                AttributeType::Role => marks.extend(Word::parse(value).ok().map(Mark::Role)),
                AttributeType::Region => marks.extend(Region::parse(value).ok().map(Mark::Region)),
                AttributeType::Org => marks.extend(self.marks_of_organisation(value)),
            }
        }
        sorts
    }

    /// Every handle by which a question could have found what a candidate stands for.
    pub fn handles_standing_for(&self, candidate: &Candidate) -> Vec<Handle> {
        match candidate.whom {
            Whom::Contact(contact) => {
                let edge = self.edges.row(&candidate.owner, contact.0);
                let recorded = edge.map(|edge| self.handles_of(edge.person)).unwrap_or_default();
                let details = self.contacts.row(&candidate.owner, contact.0);
                let derived = details.map(|details| self.derived_handles(&details)).unwrap_or_default();
                recorded.into_iter().chain(derived).collect()
            }
            Whom::Themself => self.findable.row(&candidate.owner).map(|row| row.handles.clone()).unwrap_or_default(),
            Whom::Organisation(record) => self.handles_of_organisation(&record),
        }
    }
}
