//! Everything the node holds of one member, gathered for that member. All of it is theirs; nothing of others is
//! added, but for the names they may read anyway.

use crate::exchange::import;
use crate::exchange::look::Eyes;
use crate::exchange::view::{
    ExportView, ExportedBefore, ExportedBridge, ExportedImport, ExportedKey, ExportedOffers, ExportedOrganisation,
    ExportedPassing,
};
use crate::id::{LetterKeyId, MemberKey};
use crate::state::{Contact, Route};

impl Eyes<'_> {
    /// Everything of a member.
    pub fn export(&self, member: &MemberKey) -> Option<ExportView> {
        let asks = self.asks(member);
        let offers = asks.iter().map(|ask| ExportedOffers { ask: ask.ask, offers: self.offers(member, &ask.ask) });
        Some(ExportView {
            at: self.now,
            me: self.me(member)?,
            letter_keys: self.letter_keys(member),
            people: self.people(member),
            trusted: self.colleagues(member).into_iter().filter(|one| one.strength.is_some()).collect(),
            bridges: self.exported_bridges(member),
            offers: offers.filter(|one| !one.offers.is_empty()).collect(),
            asks,
            answers: self.answers(member),
            inbox: self.whole_inbox(member),
            passed: self.passed(member),
            profile: self.profile(member, member),
            findable: self.state.findable.row(member).cloned(),
            organisations: self.named_organisations(member),
            org_ties: self.state.org_ties_of(member).map(|(record, tie)| (record, tie.clone())).collect(),
            imports: self.exported_imports(member),
            knocks: self.knocks(member),
            ledger: self.ledger(member),
            alert_answers: self
                .alerts(member)
                .own
                .iter()
                .flat_map(|one| self.alert_answers(member, &one.request))
                .collect(),
            alerts: self.alerts(member),
            limits: self.limits(member),
            meters: self.state.connector_meters.row(member).cloned().unwrap_or_default(),
        })
    }

    fn letter_keys(&self, member: &MemberKey) -> Vec<ExportedKey> {
        let all = (*member, LetterKeyId::from_bytes([0; 16]))..=(*member, LetterKeyId::from_bytes([0xff; 16]));
        let keys = self.state.letter_keys.range(all);
        keys.map(|((_, id), row)| ExportedKey { id: *id, public: row.public, given: row.given }).collect()
    }

    fn exported_bridges(&self, member: &MemberKey) -> Vec<ExportedBridge> {
        let views = self.bridges(member).into_iter();
        views
            .filter_map(|view| {
                let row = self.state.bridges.row(&view.bridge)?;
                Some(ExportedBridge { view, policy: row.policy.clone(), expires: row.expires })
            })
            .collect()
    }

    /// Requests that have left the member: what waits stands in the inbox.
    fn passed(&self, member: &MemberKey) -> Vec<ExportedPassing> {
        let mut passed = Vec::new();
        for (_, route) in self.state.routes.iter() {
            let Some(hop) = route.hop.as_ref().filter(|_| has_left(route, member)) else { continue };
            passed.push(ExportedPassing {
                origin: route.origin,
                origin_name: route.origin_name.clone(),
                request: hop.content.request,
                kind: route.kind,
                kept_until: route.keep_until,
            });
        }
        passed
    }

    fn named_organisations(&self, member: &MemberKey) -> Vec<ExportedOrganisation> {
        let mine = self.state.organisations.iter().filter(|(_, row)| row.confirmed_by == *member);
        mine.map(|(record, row)| ExportedOrganisation {
            record: *record,
            name: row.name.clone(),
            aliases: row.aliases.clone(),
            domains: row.domains.clone(),
            confirmed: row.confirmed,
        })
        .collect()
    }

    fn exported_imports(&self, member: &MemberKey) -> Vec<ExportedImport> {
        let imports = import::imports_of(self.state, member);
        imports
            .map(|(import, row)| ExportedImport {
                import,
                source: row.source.clone(),
                at: row.at,
                added: row.added.iter().copied().collect(),
                before: row
                    .changed
                    .iter()
                    .filter_map(|(contact, before)| Some((*contact, before.contact()?)))
                    .map(|(contact, Contact { edge, details })| ExportedBefore {
                        contact,
                        name: details.name,
                        org: details.org,
                        role: details.role,
                        handles: details.handles,
                        strength: edge.strength,
                    })
                    .collect(),
            })
            .collect()
    }
}

/// Whether a request has left the member. The asker's own stand among the asks.
fn has_left(route: &Route, member: &MemberKey) -> bool {
    let Some(at) = route.segment.iter().position(|one| one == member) else { return false };
    let is_asker = at == 0 && matches!(route.up, crate::state::Up::Asker { .. });
    !is_asker && route.hop.as_ref().is_some_and(|hop| at < hop.at || (at == hop.at && hop.item.is_none()))
}
