//! Noting what leaves about a member, at the moment it is made durable. Notes alone: nothing is decided here.

use std::collections::{BTreeMap, BTreeSet};

use crate::exchange::Turn;
use crate::exchange::look::Eyes;
use crate::exchange::view::{LedgerView, NamedContact, NamedOrg, NamedPerson, NamedRecord, Neighbour};
use crate::id::{ContactId, MemberKey, OfferRef, OrgId, OrgRecordId, QueryId};
use crate::local::findable::Whom;
use crate::local::ledger::{Entry, Left, OfferedBy, Origin};
use crate::private::Private;
use crate::state::{Candidate, State, Up};
use crate::time::Timestamp;
use crate::trust::{AnswerMode, Handle};

impl Turn<'_> {
    /// Notes in a member's ledger what leaves about them.
    pub fn note_left(&mut self, member: MemberKey, left: Left) {
        let at = self.now;
        self.note_left_at(member, left, at);
    }

    /// Notes what leaves at a later tick; the member sees it from then on.
    pub fn note_left_at(&mut self, member: MemberKey, left: Left, at: Timestamp) {
        if self.state.is_member(&member) {
            self.state.note_entry(member, Entry { at, left });
        }
    }

    /// Who asked, for a record.
    pub fn origin_of(&self, org: OrgId, name: &str) -> Origin {
        Origin { org, name: name.to_owned(), is_known: org == self.org() || self.is_peer(&org) }
    }
}

/// An offer leaves under a consent of the owner of an edge.
pub fn note_offer(turn: &mut Turn<'_>, (origin, query): (OrgId, QueryId), candidate: &Candidate, by: OfferedBy) {
    let Some(content) = turn.state.question(&origin, &query) else { return };
    let (kind, name) = (content.kind, content.origin_name.clone());
    let origin = turn.origin_of(origin, &name);
    let at = turn.next_tick();
    turn.note_left_at(candidate.owner, Left::OfferLeft { origin, kind, whom: candidate.whom, by }, at);
}

/// A request goes on to the next person with a member's consent.
pub fn note_passed(turn: &mut Turn<'_>, member: MemberKey, offer: OfferRef, (to, note): (Neighbour, Private<String>)) {
    let Some(route) = turn.state.routes.row(&offer) else { return };
    let Some(request) = route.hop.as_ref().map(|hop| hop.content.request) else { return };
    let (kind, origin) = (route.kind, turn.origin_of(route.origin, &route.origin_name));
    turn.note_left(member, Left::PassedOn { origin, request, kind, to, note });
}

/// An answer goes back: it is the endpoint's, if that is a member here, and takes along the cards of those who
/// passed the request on.
pub fn note_answer(turn: &mut Turn<'_>, offer: OfferRef) {
    let Some(route) = turn.state.routes.row(&offer) else { return };
    let Some(request) = route.hop.as_ref().map(|hop| hop.content.request) else { return };
    let (kind, origin) = (route.kind, turn.origin_of(route.origin, &route.origin_name));
    let asker = usize::from(matches!(route.up, Up::Asker { .. }));
    let mut helpers: Vec<MemberKey> = route.segment.iter().skip(asker).copied().collect();
    let endpoint = route.exit.end().and_then(|end| Some((helpers.pop()?, end.whom)));
    let at = turn.next_tick();
    for member in helpers {
        turn.note_left_at(member, Left::LedToAnswer { origin: origin.clone(), request, kind }, at);
    }
    if let Some((member, whom)) = endpoint {
        turn.note_left_at(member, Left::Answered { origin, request, kind, whom }, at);
    }
}

/// A chunk of handles leaves, blinded, for evaluation under an organisation's key: each member whose edges let
/// a handle be among them is told how many, once for each of that organisation's keys.
pub fn note_evaluated(turn: &mut Turn<'_>, origin: OrgId, epoch: u32, handles: &[Handle]) {
    let name = turn.state.name_of_origin(&origin);
    let of_each = turn.state.members_behind(handles, turn.audience_of(&origin));
    for (member, more) in of_each {
        let before = match turn.state.take_evaluated(member, origin, epoch) {
            Some(Entry { left: Left::Evaluated { handles, .. }, .. }) => handles,
            Some(_) | None => 0,
        };
        let origin = turn.origin_of(origin, &name);
        turn.note_left(member, Left::Evaluated { origin, epoch, handles: before + more });
    }
}

impl State {
    /// What an origin calls itself, as far as this node has heard.
    fn name_of_origin(&self, origin: &OrgId) -> String {
        let peer = self.peers.row(origin).and_then(|peer| peer.info.as_ref()).map(|info| info.name.clone());
        let all = (*origin, QueryId::from_bytes([0; 16]))..=(*origin, QueryId::from_bytes([0xff; 16]));
        let asked = || self.relayed.range(all).next_back().map(|(_, row)| row.content.origin_name.clone());
        peer.or_else(asked).unwrap_or_default()
    }

    /// How many of these handles each member recorded, of contacts or of themself, for questions from there to find.
    /// A handle that only a colleague recorded is the colleague's business.
    fn members_behind(&self, handles: &[Handle], from: crate::trust::Audience) -> BTreeMap<MemberKey, usize> {
        let mut counts = BTreeMap::new();
        for handle in handles {
            let open = |owner: &MemberKey| self.findable.row(owner).is_some_and(|row| row.is_open_to(from));
            let themselves = self.findable_with(handle).into_iter().filter(open);
            let known = self.person_with(handle).map(|person| self.knowers(person)).unwrap_or_default();
            let eligible = known.into_iter().filter(|(owner, contact)| {
                let policy = self.edges.row(owner, contact.0).map(|row| row.edge.policy);
                let may = policy.is_some_and(|policy| policy.audience >= from && policy.beyond != AnswerMode::Never);
                may && self.contacts.row(owner, contact.0).is_some_and(|details| details.handles.contains(handle))
            });
            let owners: BTreeSet<MemberKey> = eligible.map(|(owner, _)| owner).chain(themselves).collect();
            for owner in owners {
                *counts.entry(owner).or_default() += 1;
            }
        }
        counts
    }
}

impl Eyes<'_> {
    /// What left about a member, with the names the member may read it with.
    pub fn ledger(&self, member: &MemberKey) -> LedgerView {
        let shown = self.state.ledger_of(member).map(|(_, entry)| entry).filter(|entry| entry.at <= self.now);
        let mut view = LedgerView { entries: shown.rev().cloned().collect(), ..LedgerView::default() };
        let (mut orgs, mut people) = (BTreeSet::new(), BTreeSet::new());
        let (mut contacts, mut records) = (BTreeSet::new(), BTreeSet::new());
        for entry in &view.entries {
            let named = entry.left.names();
            orgs.extend(named.orgs);
            people.extend(named.people);
            contacts.extend(named.contacts);
            records.extend(named.records);
        }
        view.organisations = orgs.into_iter().map(|org| self.named_org(org)).collect();
        view.people = people.into_iter().filter_map(|other| self.named_person(member, other)).collect();
        view.contacts = contacts.into_iter().filter_map(|contact| self.named_contact(member, contact)).collect();
        view.records = records.into_iter().filter_map(|record| self.named_record(record)).collect();
        view
    }

    fn named_record(&self, record: OrgRecordId) -> Option<NamedRecord> {
        let name = self.state.organisations.row(&record)?.name.clone();
        Some(NamedRecord { record, name })
    }

    fn named_org(&self, org: OrgId) -> NamedOrg {
        let own = org == self.org;
        let name = if own { self.settings.name.clone() } else { self.state.name_of_origin(&org) };
        NamedOrg { org, name, is_known: self.is_known(&org) }
    }

    /// A colleague, or somebody the member has or had a bridge with.
    fn named_person(&self, member: &MemberKey, other: MemberKey) -> Option<NamedPerson> {
        let colleague = self.state.members.row(&other).map(|row| row.name.clone());
        let bridged = || {
            let mut mine = self.state.bridges.iter().filter(|(_, row)| row.member == *member);
            mine.find_map(|(_, row)| row.far.as_ref().filter(|far| far.member == other)?.card.clone())
        };
        let name = colleague.or_else(|| bridged().map(|card| card.name))?;
        Some(NamedPerson { member: other, name })
    }

    fn named_contact(&self, member: &MemberKey, contact: ContactId) -> Option<NamedContact> {
        let name = self.state.contacts.row(member, contact.0)?.name;
        Some(NamedContact { contact, name })
    }
}

/// Whom a record names.
#[derive(Default)]
struct Names {
    orgs: Vec<OrgId>,
    people: Vec<MemberKey>,
    contacts: Vec<ContactId>,
    records: Vec<OrgRecordId>,
}

impl Names {
    fn of_neighbour(neighbour: &Neighbour) -> Self {
        Self { orgs: vec![neighbour.org], people: vec![neighbour.member], ..Self::default() }
    }

    fn of(whom: Whom) -> Self {
        match whom {
            Whom::Contact(contact) => Self { contacts: vec![contact], ..Self::default() },
            Whom::Organisation(record) => Self { records: vec![record], ..Self::default() },
            Whom::Themself => Self::default(),
        }
    }
}

impl Left {
    fn names(&self) -> Names {
        match self {
            Self::Asked { .. } | Self::Withdrawn { .. } | Self::LedToAnswer { .. } | Self::Evaluated { .. } => {
                Names::default()
            }
            Self::WordSent { .. } => Names::default(),
            Self::Knocked { .. } => Names::default(),
            Self::RequestSent { first: next, .. }
            | Self::PassedOn { to: next, .. }
            | Self::BridgeTied { with: next, .. }
            | Self::BridgeEnded { with: next, .. } => Names::of_neighbour(next),
            Self::OfferLeft { whom, .. } | Self::Answered { whom, .. } => Names::of(*whom),
            Self::AlertSent { to, .. } => Names {
                orgs: to.iter().map(|next| next.org).collect(),
                people: to.iter().map(|next| next.member).collect(),
                ..Names::default()
            },
            Self::AlertAnswered { .. } => Names::default(),
        }
    }
}
