//! What members and the admin see: read from the memory, changing nothing.

use crate::exchange::view::{
    AnswerView, AskState, AskView, BridgeView, ColleagueView, ContactView, ItemView, MeView, MemberView, Neighbour,
    OfferView, PeerView, PeopleByNameView, RequestView, StatusView, Waiting,
};
use crate::exchange::{Settings, standby};
use crate::id::{AskId, ContactId, ItemId, MemberKey, OfferRef, OrgId};
use crate::local::Whom;
use crate::private::Private;
use crate::state::{Ask, BridgeState, Contact, End, HopStage, Item, ItemKind, PeerState, Prompted, Route, State, Up};
use crate::time::Timestamp;

/// A pair of eyes: whose node, and when.
pub struct Eyes<'a> {
    /// What the node remembers.
    pub state: &'a State,
    /// What the admin decided.
    pub settings: &'a Settings,
    /// The organisation.
    pub org: OrgId,
    /// The time.
    pub now: Timestamp,
}

impl Eyes<'_> {
    /// Who a member is to the node.
    pub fn me(&self, member: &MemberKey) -> Option<MeView> {
        let row = self.state.members.row(member)?;
        Some(MeView {
            org: self.org,
            org_name: self.settings.name.clone(),
            member: *member,
            name: row.name.clone(),
            cert: row.cert.clone(),
            letter_keys: self.state.unused_letter_keys(member),
            addrs: self.settings.addrs.clone(),
            query_life: self.settings.query_life,
            request_life: self.settings.request_life,
            fall_over: self.settings.fall_over,
            country: self.settings.country,
        })
    }

    /// What waits for a member and was not put off, oldest first.
    pub fn inbox(&self, member: &MemberKey) -> Vec<ItemView> {
        let mut items = self.whole_inbox(member);
        items.retain(|item| self.state.is_due(&(*member, item.item), self.now));
        items
    }

    /// What waits for a member, put off or not, oldest first.
    pub fn whole_inbox(&self, member: &MemberKey) -> Vec<ItemView> {
        let mine = (*member, ItemId::from_bytes([0; 16]))..=(*member, ItemId::from_bytes([0xff; 16]));
        let open = self.state.inbox.range(mine).filter(|(_, item)| item.expires > self.now);
        let mut items: Vec<ItemView> = open.filter_map(|((_, id), item)| self.item(member, *id, item)).collect();
        items.sort_by_key(|item| (item.arrived, item.item));
        items
    }

    /// What a member asked, oldest first.
    pub fn asks(&self, member: &MemberKey) -> Vec<AskView> {
        let mine = self.state.asks.iter().filter(|(_, ask)| ask.member == *member);
        let mut asks: Vec<AskView> = mine.map(|(id, ask)| self.ask(*id, ask)).collect();
        asks.sort_by_key(|ask| (ask.created, ask.ask));
        asks
    }

    /// The paths offered to one ask, so that the first few serve to be tried one after another: nearest first, then
    /// strongest, and none by way of somebody who is first on a better one before all others have come.
    pub fn offers(&self, member: &MemberKey, ask: &AskId) -> Vec<OfferView> {
        if self.state.asks.row(ask).is_none_or(|row| row.member != *member) {
            return Vec::new();
        }
        let routes = self.shown_routes(ask);
        let mut offers: Vec<OfferView> = routes.filter_map(|(offer, route)| self.offer(*offer, route)).collect();
        offers.sort_by_key(|offer| (offer.hops, std::cmp::Reverse(offer.floor), offer.offer));
        standby::apart(offers)
    }

    /// Answers to a member's requests.
    pub fn answers(&self, member: &MemberKey) -> Vec<AnswerView> {
        let shown = self.state.answers.iter().filter(|(_, row)| row.member == *member && row.shown_at <= self.now);
        shown
            .map(|(request, row)| AnswerView {
                ask: row.ask,
                core: row.core.clone(),
                consent: row.consent.clone(),
                letter_key: row.letter_key,
                sealed: row.sealed.clone(),
                receipts: row.receipts.clone(),
                verified: row.verified,
                retain_until: self.state.answer_retained(request, &row.ask),
            })
            .collect()
    }

    /// Whom a member knows.
    pub fn people(&self, member: &MemberKey) -> Vec<ContactView> {
        self.state.contacts_of(member).map(|(id, contact)| contact_view(id, contact)).collect()
    }

    /// Some of those a member knows; who is not named, or is none of theirs, is left out.
    pub fn contacts(&self, member: &MemberKey, named: &[ContactId]) -> Vec<ContactView> {
        let known = named.iter().filter_map(|id| Some((*id, self.state.contact(member, *id)?)));
        known.map(|(id, contact)| contact_view(id, contact)).collect()
    }

    /// Some of a member's people in the order of their names. Of the others nothing but the name is read.
    pub fn people_by_name(&self, member: &MemberKey, from: usize, at_most: usize) -> PeopleByNameView {
        let mut names: Vec<(ContactId, &str)> = self.state.contact_names_of(member).collect();
        names.sort_by_cached_key(|(_, name)| name.to_lowercase());
        let asked: Vec<ContactId> = names.iter().skip(from).take(at_most).map(|(id, _)| *id).collect();
        PeopleByNameView { count: names.len(), people: self.contacts(member, &asked) }
    }

    /// Who else is a member.
    pub fn colleagues(&self, member: &MemberKey) -> Vec<ColleagueView> {
        let others = self.state.members.iter().filter(|(other, row)| *other != member && !row.removed);
        others
            .map(|(other, row)| {
                let tie = self.state.tie(member, other);
                ColleagueView {
                    member: *other,
                    name: row.name.clone(),
                    cert: row.cert.clone(),
                    strength: tie.as_ref().map(|tie| tie.strength),
                    policy: tie.map(|tie| tie.policy),
                }
            })
            .collect()
    }

    /// A member's bridges.
    pub fn bridges(&self, member: &MemberKey) -> Vec<BridgeView> {
        let mine = self.state.bridges.iter().filter(|(_, row)| row.member == *member);
        mine.map(|(bridge, row)| BridgeView {
            bridge: *bridge,
            state: row.state,
            org: row.far.as_ref().map(|far| far.org),
            member: row.far.as_ref().map(|far| far.member),
            card: row.far.as_ref().and_then(|far| far.card.clone()),
            strength: row.strength,
            policy: row.policy.clone(),
        })
        .collect()
    }

    /// The node at a glance.
    pub fn status(&self) -> StatusView {
        let state = self.state;
        StatusView {
            org: self.org,
            name: self.settings.name.clone(),
            members: state.members.iter().filter(|(_, row)| !row.removed).count(),
            peers: state.active_peers().len(),
            bridges: state.bridges.iter().filter(|(_, row)| row.state == BridgeState::Active).count(),
            people: state.people.len(),
            edges: state.edges.len() + state.ties.len(),
            tables: state.match_tables.iter().filter(|(_, table)| !table.entries.is_empty()).count(),
            evaluations: state.evaluations.len(),
            outbox: state.outbox.len(),
            queries: state.queries.len() + state.relayed.len(),
            succession: self.own_succession(),
        }
    }

    /// The members as the admin sees them.
    pub fn members(&self) -> Vec<MemberView> {
        let members = self.state.members.iter().filter(|(_, row)| !row.removed);
        members
            .map(|(member, row)| MemberView { member: *member, name: row.name.clone(), expires: row.content.expires })
            .collect()
    }

    /// The peers as the admin sees them.
    pub fn peers(&self) -> Vec<PeerView> {
        let known = self.state.peers.iter().filter(|(_, peer)| peer.state != PeerState::Ended);
        known.map(|(org, peer)| self.peer(*org, peer)).collect()
    }

    fn peer(&self, org: OrgId, peer: &crate::state::Peer) -> PeerView {
        let across = |row: &&crate::state::Bridge| {
            row.state == BridgeState::Active && row.far.as_ref().is_some_and(|far| far.org == org)
        };
        PeerView {
            org,
            name: peer.info.as_ref().map(|info| info.name.clone()).unwrap_or_default(),
            state: peer.state,
            bridges: self.state.bridges.iter().map(|(_, row)| row).filter(across).count(),
            outbox: self.state.outbox.iter().filter(|((to, _), _)| *to == org).count(),
            evaluation: self.evaluation(&org, peer),
            successions: self.successions_of(&org),
        }
    }

    fn shown_routes<'b>(&'b self, ask: &'b AskId) -> impl Iterator<Item = (&'b OfferRef, &'b Route)> {
        self.state.routes.iter().filter(move |(_, route)| match &route.up {
            Up::Asker { ask: of, shown_at, .. } => of == ask && *shown_at <= self.now,
            Up::Peer { .. } => false,
        })
    }

    fn ask(&self, id: AskId, ask: &Ask) -> AskView {
        let routes: Vec<&Route> = self.shown_routes(&id).map(|(_, route)| route).collect();
        let in_progress = routes.iter().any(|route| {
            let stage = route.hop.as_ref().map(|hop| (hop.stage, hop.content.expires));
            stage.is_some_and(|(stage, expires)| stage != HopStage::Done && expires > self.now)
        });
        let introduced = self.state.answers.iter().any(|(_, row)| row.ask == id && row.verified == Some(true));
        let state = if introduced {
            AskState::Introduced
        } else if ask.closed || (ask.until <= self.now && !in_progress) {
            AskState::Closed
        } else if in_progress {
            AskState::InProgress
        } else if routes.iter().all(|route| route.expires <= self.now) {
            AskState::Waiting
        } else {
            AskState::PathOffered
        };
        let Ask { kind, handles, created, until, .. } = ask.clone();
        let search = self.state.searches.row(&id);
        let keeps_looking = search.is_some();
        let attributes = self.state.queries.row(&ask.query).map(|own| own.content.attributes.clone());
        let attributes = attributes.or_else(|| Some(search?.attributes.clone())).unwrap_or_default();
        let retain_until = self.state.permissions.row(&id).map(|terms| terms.retain_until);
        AskView {
            ask: id,
            kind,
            handles,
            created,
            until,
            state,
            offers: routes.len(),
            attributes,
            retain_until,
            keeps_looking,
            outcome: self.state.outcomes.row(&id).cloned(),
        }
    }

    fn offer(&self, offer: OfferRef, route: &Route) -> Option<OfferView> {
        let Up::Asker { body, hops, floor, .. } = &route.up else { return None };
        Some(OfferView {
            offer,
            query: route.query,
            kind: route.kind,
            hops: *hops,
            floor: *floor,
            blurb: body.blurb.clone(),
            letter_key: body.letter_key,
            first: self.state.successor(route, 0)?,
            expires: route.expires,
            used: route.hop.is_some() || self.state.standby.has(&offer),
            letter_rule: self.letter_rule(route),
            held_until: self.state.held_until(&offer),
        })
    }

    fn item(&self, member: &MemberKey, id: ItemId, item: &Item) -> Option<ItemView> {
        let waiting = match &item.kind {
            ItemKind::Prompt { .. } | ItemKind::Found { .. } => {
                let Prompted { origin, query, whom, by, .. } = item.kind.prompted()?;
                let question = self.state.question(&origin, &query)?;
                Waiting::Prompt {
                    origin,
                    origin_name: question.origin_name.clone(),
                    origin_is_peer: self.is_known(&origin),
                    kind: question.kind,
                    whom,
                    name: self.name_of(member, whom),
                    by,
                }
            }
            ItemKind::Hop { offer } => {
                let (route, request) = self.request(offer)?;
                let at = route.hop.as_ref()?.at;
                Waiting::Hop { request: Box::new(request), successor: self.state.successor(route, at)? }
            }
            ItemKind::Letter { offer } => self.letter(member, offer)?,
            ItemKind::BridgeAccepted { accept } => Waiting::BridgeAccepted { accept: accept.clone() },
            ItemKind::BridgeConfirmed { confirm } => {
                let terms = self.state.bridges.row(&confirm.bridge)?.terms.clone()?;
                Waiting::BridgeConfirmed { terms, confirm: confirm.clone() }
            }
            ItemKind::Knock { org, body } => self.knocking(*org, body),
            ItemKind::Alert { request } => self.waiting_alert(member, request)?,
        };
        Some(ItemView { item: id, arrived: item.arrived, expires: item.expires, waiting })
    }

    fn letter(&self, member: &MemberKey, offer: &OfferRef) -> Option<Waiting> {
        let (route, request) = self.request(offer)?;
        let End { whom, letter_key, public, .. } = route.exit.end()?;
        Some(Waiting::Letter {
            request: Box::new(request),
            letter_key,
            letter_key_public: public,
            wrapped: self.state.letter_keys.row(&(*member, letter_key))?.wrapped.clone(),
            name: self.name_of(member, whom),
            whom,
        })
    }

    fn request(&self, offer: &OfferRef) -> Option<(&Route, RequestView)> {
        let route = self.state.routes.row(offer)?;
        let hop = route.hop.as_ref()?;
        let request = RequestView {
            core: hop.core.clone(),
            origin_name: route.origin_name.clone(),
            origin_is_known: self.is_known(&route.origin),
            predecessor: self.predecessor(route, hop.at)?,
            consent: hop.consent.clone(),
            cert: hop.cert.clone(),
            connector_note: hop.connector_note.clone(),
        };
        Some((route, request))
    }

    fn predecessor(&self, route: &Route, at: usize) -> Option<Neighbour> {
        if let Some(before) = at.checked_sub(1) {
            return Some(Neighbour { org: self.org, member: *route.segment.get(before)?, bridge: None });
        }
        let Up::Peer { bridge, .. } = &route.up else { return None };
        let far = self.state.bridges.row(bridge)?.far.as_ref()?;
        Some(Neighbour { org: far.org, member: far.member, bridge: Some(*bridge) })
    }

    /// Whether an organisation is this one or a direct peer, so that its name is known first hand.
    pub(super) fn is_known(&self, origin: &OrgId) -> bool {
        *origin == self.org || self.state.peers.row(origin).is_some_and(|peer| peer.state == PeerState::Active)
    }

    fn name_of(&self, member: &MemberKey, whom: Whom) -> Private<String> {
        let name = match whom {
            Whom::Contact(contact) => self.state.contacts.row(member, contact.0).map(|details| details.name),
            Whom::Themself => self.state.members.row(member).map(|row| row.name.clone()),
            Whom::Organisation(record) => self.state.organisations.row(&record).map(|row| row.name.clone()),
        };
        name.unwrap_or_default()
    }
}

fn contact_view(contact: ContactId, Contact { edge, details }: Contact) -> ContactView {
    ContactView {
        contact,
        name: details.name,
        org: details.org,
        role: details.role,
        handles: details.handles,
        strength: edge.strength,
        policy: edge.policy,
        confirmed: edge.confirmed,
        about: details.about,
        import: details.import,
    }
}
