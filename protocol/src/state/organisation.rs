//! Organisations by their names and domains, in any spelling, so that what members wrote differently meets.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::OrgRecordId;
use crate::private::Private;
use crate::state::lookup::Mark;
use crate::state::{OrgRecord, State};
use crate::trust::OrgName;

/// Which record a name or domain belongs to. Derived.
#[derive(Default)]
pub struct OrgNames {
    names: BTreeMap<OrgName, OrgRecordId>,
    domains: BTreeMap<String, OrgRecordId>,
}

impl std::fmt::Debug for OrgNames {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OrgNames({})", self.names.len())
    }
}

impl State {
    /// The record a name or domain belongs to.
    pub fn organisation_of(&self, text: &str) -> Option<OrgRecordId> {
        let org_names = &self.derived.org_names;
        let by_domain = org_names.domains.get(&text.trim().to_lowercase());
        by_domain.or_else(|| org_names.names.get(&OrgName::fold(text))).copied()
    }

    /// Every record that has this text as a name or as a domain.
    pub fn organisations_of(&self, text: &str) -> BTreeSet<OrgRecordId> {
        let org_names = &self.derived.org_names;
        let by_domain = org_names.domains.get(&text.trim().to_lowercase());
        by_domain.into_iter().chain(org_names.names.get(&OrgName::fold(text))).copied().collect()
    }

    /// Every mark under which people of an organisation are known: all names and domains of its record, or just
    /// what was given where there is none.
    pub fn marks_of_organisation(&self, text: &str) -> BTreeSet<Mark> {
        let given = [Mark::Organisation(OrgName::fold(text)), Mark::Domain(text.trim().to_lowercase())];
        let record = self.organisation_of(text).and_then(|id| self.organisations.row(&id));
        let names = record.iter().flat_map(|row| [&row.name].into_iter().chain(&row.aliases));
        let names = names.map(|name| Mark::Organisation(OrgName::fold(name)));
        let domains = record.iter().flat_map(|row| &row.domains).map(|domain| Mark::Domain(domain.0.clone()));
        given.into_iter().chain(names).chain(domains).collect()
    }

    /// Writes an organisation's record.
    pub fn put_organisation(&mut self, id: OrgRecordId, record: OrgRecord) {
        self.close_known_as();
        if self.organisations.remove(&id).is_some() {
            self.derived.org_names.names.retain(|_, of| *of != id);
            self.derived.org_names.domains.retain(|_, of| *of != id);
        }
        self.enter_organisation(id, &record);
        self.organisations.put(id, record);
    }

    /// Fills the index of names. Part of waking.
    pub(super) fn derive_organisations(&mut self) {
        let records: Vec<_> = self.organisations.iter().map(|(id, record)| (*id, record.clone())).collect();
        for (id, record) in records {
            self.enter_organisation(id, &record);
        }
    }

    fn enter_organisation(&mut self, id: OrgRecordId, record: &OrgRecord) {
        let org_names = &mut self.derived.org_names;
        org_names.names.extend(names(record).map(|name| (OrgName::fold(name), id)));
        org_names.domains.extend(record.domains.iter().map(|domain| (domain.0.clone(), id)));
    }
}

fn names(record: &OrgRecord) -> impl Iterator<Item = &Private<String>> {
    [&record.name].into_iter().chain(&record.aliases)
}
