//! What a member's own network shows the member, and its organisations the admin. Reads only.
//!
//! Own people by name, said by the member alone. Of colleagues' people counts, and only over edges whose owners
//! let colleagues be answered without being asked first. What somebody else said of a person never shows on one's own
//! contact: whether others know them is not for the member to learn.

use std::collections::{BTreeMap, BTreeSet};

use crate::exchange::look::Eyes;
use crate::id::{ContactId, MemberKey, OrgId, OrgRecordId};
use crate::limits;
use crate::local::insight::{
    ExplainView, FoundView, HintStep, HintsView, ImportView, NearView, PartnerHint, PartnerView, ReachView, Reason,
    Sought, ThroughView, WorthInviting,
};
use crate::local::organisation::OrganisationView;
use crate::local::profile::Profile;
use crate::message::{Kind, Strength};
use crate::private::Private;
use crate::state::lookup::{Mark, mail_domain, workplaces_of};
use crate::state::{BridgeState, Contact, Details, PeerState};
use crate::trust::{
    AnswerMode, Audience, Budget, HandleType, OrgName, PersonNo, Question, Scratch, Search, Word, resembles,
};

/// What is asked about an own edge.
pub struct Asked {
    /// The contact.
    pub contact: ContactId,
    /// What for.
    pub kind: Kind,
    /// From how far away.
    pub from: Audience,
    /// After how many steps, if that counts.
    pub steps: Option<u8>,
    /// The least strength that will do, if any.
    pub at_least: Option<Strength>,
}

impl Eyes<'_> {
    /// The member's own people whom a half-remembered text fits, best first.
    pub fn find(&self, member: &MemberKey, text: &str) -> Vec<FoundView> {
        let hits = self.state.find_people(member, text, limits::FOUND_MAX);
        hits.into_iter().filter_map(|contact| self.found(member, contact)).collect()
    }

    /// Who is nearest with an attribute.
    pub fn near(&self, member: &MemberKey, sought: &Sought) -> NearView {
        let marks = self.marks_of(sought);
        let stated: BTreeSet<_> = marks.iter().flat_map(|mark| self.state.carriers(mark)).collect();
        let own: BTreeSet<ContactId> = stated.iter().filter(|(owner, _)| owner == member).map(|(_, id)| *id).collect();
        let mut own: Vec<FoundView> = own.into_iter().filter_map(|contact| self.found(member, contact)).collect();
        own.sort_by_key(|found| (std::cmp::Reverse(found.strength), found.contact));
        // Own contacts are not taken off: whether a colleague knows one of them must not show in a difference.
        let open = stated.into_iter().filter(|(owner, _)| owner != member && is_told(sought));
        let open = open.filter_map(|(owner, contact)| {
            let row = self.state.edges.row(&owner, contact.0)?;
            let mode = row.edge.answer(INSIDE.kind, INSIDE.from, self.now);
            (mode == AnswerMode::Standing).then_some((owner, row.person))
        });
        let open: Vec<_> = open.collect();
        let (through_colleagues, colleagues, complete) = self.count_near(member, &open);
        NearView { own, through_colleagues, colleagues, complete }
    }

    /// How far the member's network reaches.
    pub fn reach(&self, member: &MemberKey) -> ReachView {
        let network = &self.state.derived.network;
        let own = self.state.edges.count_of(member);
        let ties = self.state.ties.count_of(member);
        let mut view = ReachView {
            within: [own + ties; 3],
            own,
            colleagues: ties,
            partners: 0,
            with_partners: 0,
            through: Vec::new(),
            complete: true,
        };
        if let Some(number) = network.roster.number(member) {
            let mut scratch = Scratch::new();
            let reach = self.search(&mut scratch).reach(number, 3);
            // The first ring is what the member recorded: that two of those are one person is others' to know.
            let beyond = |degree| reach.found.people(degree).saturating_sub(reach.found.people(1)) as usize;
            view.within = [1, 2, 3].map(|degree| own + ties + beyond(degree));
            let through = self.search(&mut scratch).reach_through(number);
            view.complete = reach.complete && through.complete;
            let opens = through.found.into_iter().map(|tie| {
                let colleague = network.roster.member(tie.tie);
                let name = self.state.members.row(&colleague).map(|row| row.name.clone()).unwrap_or_default();
                ThroughView { member: colleague, name, people: tie.opens as usize, only: tie.only as usize }
            });
            view.through = opens.collect();
            view.through.sort_by_key(|tie| (std::cmp::Reverse((tie.people, tie.only)), tie.member));
        }
        let partners = self.state.peers.iter().filter(|(_, peer)| peer.state == PeerState::Active);
        let classes: Vec<usize> = partners.map(|(_, peer)| peer.chunks_own as usize * limits::CHUNK).collect();
        view.partners = classes.iter().filter(|people| **people > 0).count();
        view.with_partners = view.within[1] + classes.iter().sum::<usize>();
        view
    }

    /// Why an own edge serves a question, or why not.
    pub fn explain(&self, member: &MemberKey, asked: &Asked) -> Option<ExplainView> {
        let Contact { edge, details } = self.state.contact(member, asked.contact)?;
        let counts_as = edge.counts_as(self.now);
        let too_far = asked.steps.is_some_and(|steps| steps > self.settings.hops);
        let too_weak = asked.at_least.is_some_and(|least| counts_as.is_some_and(|strength| strength < least));
        let mode = match asked.from {
            Audience::OwnOrg => edge.policy.own_org,
            Audience::Peers | Audience::Network => edge.policy.beyond,
        };
        let reasons = [
            (Reason::Kind, !edge.policy.kinds.contains(&asked.kind)),
            (Reason::Audience, asked.from > edge.policy.audience),
            (Reason::Never, mode == AnswerMode::Never),
            (Reason::Age, counts_as.is_none()),
            (Reason::Depth, too_far),
            (Reason::Strength, too_weak),
        ];
        let reasons: Vec<Reason> = reasons.into_iter().filter(|(_, holds)| *holds).map(|(reason, _)| reason).collect();
        let answer = if reasons.is_empty() { mode } else { AnswerMode::Never };
        Some(ExplainView {
            contact: asked.contact,
            name: details.name,
            kind: asked.kind,
            from: asked.from,
            answer,
            said: edge.strength,
            counts_as,
            confirmed: edge.confirmed,
            reasons,
        })
    }

    /// What a member imported, newest first.
    pub fn imports(&self, member: &MemberKey) -> Vec<ImportView> {
        let imports = crate::exchange::import::imports_of(self.state, member);
        let mut imports: Vec<ImportView> = imports
            .map(|(import, row)| ImportView {
                import,
                source: row.source.clone(),
                at: row.at,
                added: row.added.len(),
                changed: row.changed.len(),
            })
            .collect();
        imports.sort_by_key(|import| (std::cmp::Reverse(import.at), import.import));
        imports
    }

    /// What a member says of themselves, as another may read it; all of it to the member.
    pub fn profile(&self, reader: &MemberKey, member: &MemberKey) -> Profile {
        let profile = self.state.profiles.row(member).cloned().unwrap_or_default();
        if reader == member { profile } else { profile.for_audience(Audience::OwnOrg) }
    }

    /// What colleagues say they work on, as far as the organisation may read it; what most of them say first.
    pub fn colleague_topics(&self, member: &MemberKey) -> Vec<Word> {
        let others = self.state.members.iter().filter(|(other, row)| *other != member && !row.removed);
        let mut count = BTreeMap::<Word, usize>::new();
        for topic in others.flat_map(|(other, _)| self.profile(member, other).topics.says) {
            *count.entry(topic).or_default() += 1;
        }
        let mut topics: Vec<(Word, usize)> = count.into_iter().collect();
        topics.sort_by_key(|(_, said)| std::cmp::Reverse(*said));
        topics.into_iter().map(|(topic, _)| topic).collect()
    }

    /// Organisations a member's contacts are at or the member is tied to, those with most contacts first.
    pub fn organisations(&self, member: &MemberKey) -> Vec<OrganisationView> {
        let mut shown = BTreeMap::<OrgPlace, OrganisationView>::new();
        for (_, details) in self.state.contacts.of(member) {
            if let Some(place) = self.place_of(&details) {
                let view = shown.entry(place).or_insert_with_key(|place| self.organisation(place, &details.org));
                view.contacts += 1;
            }
        }
        for (id, tie) in self.state.org_ties_of(member) {
            let place = OrgPlace::Recorded(id);
            let view = shown.entry(place).or_insert_with_key(|place| self.organisation(place, &Private::default()));
            view.tie = Some(tie.clone());
        }
        let mut views: Vec<OrganisationView> = shown.into_values().collect();
        views.sort_by(|one, other| (other.contacts, &one.name).cmp(&(one.contacts, &other.name)));
        let compared = views.len().min(COMPARED_MAX);
        name_resembling(&mut views[..compared]);
        views
    }

    /// The member's contacts who seem to be at partner organisations.
    pub fn hints(&self, member: &MemberKey) -> HintsView {
        let active = self.state.peers.iter().filter(|(_, peer)| peer.state == PeerState::Active);
        let infos: Vec<_> = active.filter_map(|(org, peer)| Some((*org, peer.info.as_ref()?))).collect();
        let mut called = BTreeMap::<Mark, BTreeSet<usize>>::new();
        for (at, (_, info)) in infos.iter().enumerate() {
            for mark in self.marks_of_peer(&info.name, &info.domain) {
                called.entry(mark).or_default().insert(at);
            }
        }
        if called.is_empty() {
            return HintsView { contacts: 0, partners: Vec::new() };
        }
        let (mut there, mut at_any) = (vec![(0, false); infos.len()], 0);
        for (_, details) in self.state.contacts.of(member) {
            let at: BTreeSet<usize> =
                workplaces_of(&details).filter_map(|mark| called.get(&mark)).flatten().copied().collect();
            at_any += usize::from(!at.is_empty());
            for at in at {
                there[at].0 += 1;
                there[at].1 |= details.handles.iter().any(|one| one.handle_type() != HandleType::Org);
            }
        }
        let known = infos.iter().zip(there).filter(|(_, (contacts, _))| *contacts > 0);
        let mut partners: Vec<PartnerHint> = known
            .map(|((org, info), (contacts, can_knock))| {
                let has_bridge = self.has_bridge(member, org);
                let step = match (has_bridge, can_knock) {
                    (true, _) => HintStep::None,
                    (false, true) => HintStep::Knock,
                    (false, false) => HintStep::Link,
                };
                PartnerHint { org: *org, name: info.name.clone(), contacts, has_bridge, step }
            })
            .collect();
        partners.sort_by_key(|hint| (std::cmp::Reverse(hint.contacts), hint.org));
        HintsView { contacts: at_any, partners }
    }

    fn has_bridge(&self, member: &MemberKey, org: &OrgId) -> bool {
        let bridges = self.state.bridges.iter().filter(|(_, row)| row.member == *member);
        let mut active = bridges.filter(|(_, row)| row.state == BridgeState::Active);
        active.any(|(_, row)| row.far.as_ref().is_some_and(|far| far.org == *org))
    }

    /// Partner organisations and what they say of themselves.
    pub fn partners(&self) -> Vec<PartnerView> {
        let active = self.state.peers.iter().filter(|(_, peer)| peer.state == PeerState::Active);
        let told = active.filter_map(|(org, peer)| Some((org, peer.info.as_ref()?)));
        told.map(|(org, info)| PartnerView {
            org: *org,
            name: info.name.clone(),
            domain: info.domain.clone(),
            profile: info.profile.clone(),
        })
        .collect()
    }

    /// Organisations at which at least [`limits::WORTH_INVITING`] members know somebody: members who let their
    /// edges be counted, edges that are open to partners.
    pub fn worth_inviting(&self) -> Vec<WorthInviting> {
        let counted =
            self.state.profiles.iter().filter(|(member, profile)| profile.counted && self.state.is_member(member));
        let mut known = BTreeMap::<OrgPlace, (Private<String>, BTreeSet<MemberKey>)>::new();
        for (member, _) in counted {
            for (_, contact) in self.state.contacts_of(member) {
                if contact.edge.policy.audience < Audience::Peers {
                    continue;
                }
                if let Some(place) = self.place_of(&contact.details) {
                    let name = match &place {
                        OrgPlace::Recorded(_) => self.organisation(&place, &contact.details.org).name,
                        OrgPlace::Called(name) => name.words().join(" ").into(),
                    };
                    known.entry(place).or_insert_with(|| (name, BTreeSet::new())).1.insert(*member);
                }
            }
        }
        let peers: Vec<_> = self.partners().iter().map(|peer| self.marks_of_peer(&peer.name, &peer.domain)).collect();
        let enough = known.into_values().filter(|(_, members)| members.len() >= limits::WORTH_INVITING);
        let mut worth: Vec<WorthInviting> = enough
            .map(|(name, members)| {
                let marks = self.state.marks_of_organisation(&name);
                let is_peer = peers.iter().any(|peer| !peer.is_disjoint(&marks));
                WorthInviting { name, members: members.len(), is_peer }
            })
            .collect();
        worth.sort_by(|one, other| (other.members, &one.name).cmp(&(one.members, &other.name)));
        worth
    }

    fn found(&self, member: &MemberKey, contact: ContactId) -> Option<FoundView> {
        let Contact { edge, details } = self.state.contact(member, contact)?;
        let Details { name, org, role, .. } = details;
        Some(FoundView { contact, name, org, role, strength: edge.strength })
    }

    fn marks_of(&self, sought: &Sought) -> BTreeSet<Mark> {
        match sought {
            Sought::Topic { topic } => [Mark::Topic(topic.clone())].into(),
            Sought::Region { region } => [Mark::Region(region.clone())].into(),
            Sought::Role { role } => Word::parse(role).map(Mark::Role).into_iter().collect(),
            Sought::Organisation { name } => self.state.marks_of_organisation(name),
        }
    }

    fn marks_of_peer(&self, name: &str, domain: &str) -> BTreeSet<Mark> {
        let mut marks = self.state.marks_of_organisation(name);
        if !domain.is_empty() {
            marks.extend(self.state.marks_of_organisation(domain));
        }
        marks
    }

    /// How many of the persons colleagues lead to within 1, 2, 3 steps, and how many colleagues that takes.
    fn count_near(&self, member: &MemberKey, open: &[(MemberKey, PersonNo)]) -> ([usize; 3], usize, bool) {
        let roster = &self.state.derived.network.roster;
        let Some(number) = roster.number(member).filter(|_| !open.is_empty()) else { return ([0; 3], 0, true) };
        let persons: BTreeSet<PersonNo> = open.iter().map(|(_, person)| *person).collect();
        let persons: Vec<PersonNo> = persons.into_iter().collect();
        let mut scratch = Scratch::new();
        let knowers = self.search(&mut scratch).who_knows(number, &persons, 3);
        let steps = knowers.found.iter().map(|knower| (roster.member(knower.member), knower.hops));
        let steps: BTreeMap<MemberKey, u8> = steps.collect();
        let mut nearest = BTreeMap::<PersonNo, u8>::new();
        let mut colleagues = BTreeSet::new();
        for (owner, person) in open {
            let Some(hops) = steps.get(owner).filter(|hops| **hops > 0) else { continue };
            colleagues.insert(owner);
            nearest.entry(*person).and_modify(|least| *least = (*least).min(*hops)).or_insert(*hops);
        }
        let at = |steps: u8| nearest.values().filter(|hops| **hops == steps).count();
        ([1, 2, 3].map(at), colleagues.len(), knowers.complete)
    }

    fn search<'s>(&'s self, scratch: &'s mut Scratch) -> Search<'s> {
        let budget = Budget::edges(limits::LOOK_BUDGET);
        Search::new(&self.state.derived.network.index, scratch, INSIDE, budget)
    }

    /// Where a contact works: the record of its organisation's name or address, or the name as it is folded.
    fn place_of(&self, details: &Details) -> Option<OrgPlace> {
        let by_name = self.state.organisation_of(&details.org).filter(|_| !details.org.trim().is_empty());
        let mut domains = details.handles.iter().filter_map(mail_domain);
        let recorded = by_name.or_else(|| domains.find_map(|domain| self.state.organisation_of(&domain)));
        recorded
            .map(OrgPlace::Recorded)
            .or_else(|| (!details.org.trim().is_empty()).then(|| OrgPlace::Called(OrgName::fold(&details.org))))
    }

    fn organisation(&self, place: &OrgPlace, called: &Private<String>) -> OrganisationView {
        let (id, record) = match place {
            OrgPlace::Recorded(id) => (Some(*id), self.state.organisations.row(id)),
            OrgPlace::Called(_) => (None, None),
        };
        OrganisationView {
            organisation: id,
            name: record.map_or_else(|| called.clone(), |record| record.name.clone()),
            aliases: record.map(|record| record.aliases.clone()).unwrap_or_default(),
            domains: record.map(|record| record.domains.clone()).unwrap_or_default(),
            contacts: 0,
            tie: None,
            resembling: Vec::new(),
        }
    }
}

/// An organisation as far as it is known which it is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum OrgPlace {
    Recorded(OrgRecordId),
    Called(OrgName),
}

/// Says which others of these may be the same organisation. Only names that begin alike are compared.
fn name_resembling(views: &mut [OrganisationView]) {
    let names: Vec<OrgName> = views.iter().map(|view| OrgName::fold(&view.name)).collect();
    let mut alike = BTreeMap::<String, Vec<usize>>::new();
    for (at, name) in names.iter().enumerate() {
        let start = name.words().first().map(|word| word.chars().take(3).collect()).unwrap_or_default();
        alike.entry(start).or_default().push(at);
    }
    for group in alike.values_mut() {
        group.sort_by(|one, other| names[*one].cmp(&names[*other]));
        for (place, at) in group.iter().enumerate() {
            let near = group.iter().skip(place + 1).take(NEIGHBOURS);
            for other in near.filter(|other| resembles(&names[*at], &names[**other])) {
                let (one, two) = (views[*at].name.clone(), views[*other].name.clone());
                views[*at].resembling.push(two);
                views[*other].resembling.push(one);
            }
        }
    }
}

/// Whether colleagues' contacts count for this: topics and regions are what a member keeps for themselves.
const fn is_told(sought: &Sought) -> bool {
    match sought {
        Sought::Role { .. } | Sought::Organisation { .. } => true,
        Sought::Topic { .. } | Sought::Region { .. } => false,
    }
}

/// What every edge is asked when a member looks at their own network.
const INSIDE: Question = Question { kind: Kind::Introduction, from: Audience::OwnOrg };
/// Names compared with each of those that begin alike, in their order.
const NEIGHBOURS: usize = 8;
/// Organisations whose spellings are compared, those with most contacts first.
const COMPARED_MAX: usize = 2_000;
