//! What a node remembers: typed tables, kept in memory, each change made durable with its step.
//!
//! Whatever can be derived from the tables (indexes, alarms, the search graph) is not stored;
//! it is built when the node wakes.

pub mod alarm;
pub mod alert;
pub mod appraisal;
pub mod contact;
pub mod findable;
pub mod format;
pub mod keys;
pub mod knock;
pub mod known_as;
pub mod ledger;
pub mod lookup;
pub mod network;
pub mod organisation;
pub mod page;
pub mod person;
pub mod policy;
pub mod record;
pub mod restored;
pub mod route;
pub mod succession;
pub mod suppression;
pub mod table;
pub mod word;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::change::Change;
use crate::id::WordId;
use crate::id::{
    AnswerId, AskId, Blob, BranchId, BridgeId, EvalId, ImportId, InviteId, ItemId, KnockId, LetterKeyId, MemberKey,
    OfferRef, OrgId, OrgRecordId, QueryId, RequestId,
};
use crate::local::{AppraisalTerms, Entry, Findable, OrgTie, Profile};
use crate::policy::{AskedMeter, ConnectorLimits, ConnectorMeters, Metered, OrgPolicy, PeerPolicy};
use crate::time::Timestamp;
use crate::trust::{Bridges, Handle, PersonNo};

pub use crate::local::view::{BridgeState, PeerState};
pub use alarm::Alarm;
pub use alert::{AlertAnswer, AlertRoute, AlertSender, MemberAlert};
pub use appraisal::{AvoidKeys, WaitingQuestion};
pub use contact::{Contact, ContactEdge, Details, Person, Tie};
pub use findable::{Candidate, End, Prompted};
pub use keys::{Announced, DeviceInvite, KnownCert, Meter, NewKey, ReEnrolment, RecoveryCopy};
pub use knock::{KnockMeter, OwnKnock, Search, ShownKnock};
pub use lookup::Lookups;
pub use network::Network;
pub use page::Pages;
pub use record::{
    Ask, Before, Bridge, Epoch, EvalRoute, Evaluation, Far, Held, Import, Item, ItemKind, LetterKey, MatchTable,
    Member, MemberInvite, NodeRecord, OrgRecord, Outgoing, OutgoingJoin, OwnAnswer, Peer, PeerInvite, TableEntry,
    WaitingFrame,
};
pub use route::{
    Child, ChildEntry, Exit, Hop, HopStage, OwnFrame, OwnQuery, Relayed, Route, Up, UpBranch, UpEntry, Way,
};
pub use succession::{Followed, OwnSuccession, PeerSuccession};
pub use suppression::Suppressed;
pub use table::{Table, Unreadable};
pub use word::{HeldRequest, Passage, Standby, Whence, WordRow};

macro_rules! tables {
    ($($(#[$doc:meta])* $number:literal $name:ident: $kind:ident $key:ty => $row:ty,)*) => {
        /// All tables of a node, and what is derived from them.
        #[derive(Debug)]
        pub struct State {
            $($(#[$doc])* pub $name: $kind<$key, $row>,)*
            /// Derived.
            pub derived: Derived,
        }

        impl Default for State {
            fn default() -> Self {
                Self { $($name: $kind::new($number),)* derived: Derived::default() }
            }
        }

        impl State {
            /// Takes a stored record back into its table.
            ///
            /// # Errors
            /// [`Unreadable`] for an unknown table or a record of another shape.
            pub fn restore(&mut self, key: &[u8], value: &[u8]) -> Result<(), Unreadable> {
                match key.split_first() {
                    $(Some(($number, key)) => self.$name.restore(key, value),)*
                    _ => Err(Unreadable),
                }
            }

            /// Everything as it would be stored, in the order of the keys.
            pub fn records(&self) -> Vec<(Vec<u8>, Vec<u8>)> {
                let mut records = Vec::new();
                $(self.$name.records(&mut records);)*
                records.sort_unstable();
                records
            }

            /// Writes down everything that changed since the last call.
            pub fn drain_changes(&mut self) -> Vec<Change> {
                let mut changes = std::mem::take(&mut self.derived.forwarded);
                $(self.$name.drain_changes(&mut changes);)*
                changes
            }
        }
    };
}

tables! {
    /// The format of all records.
    0 format: Table () => u32,
    /// The node itself: one row.
    1 node: Table () => NodeRecord,
    /// Members.
    2 members: Table MemberKey => Member,
    /// Open and used invitations of members.
    3 member_invites: Table InviteId => MemberInvite,
    /// Letter keys in members' pools.
    4 letter_keys: Table (MemberKey, LetterKeyId) => LetterKey,
    /// Bridges to members of other organisations.
    8 bridges: Table BridgeId => Bridge,
    /// Other organisations.
    9 peers: Table OrgId => Peer,
    /// Open and used invitations of peers.
    10 peer_invites: Table InviteId => PeerInvite,
    /// Members' questions.
    11 asks: Table AskId => Ask,
    /// What they led to, sealed by the members' devices for themselves.
    79 outcomes: Table AskId => Blob,
    /// The queries they became.
    12 queries: Table QueryId => OwnQuery,
    /// Others' queries.
    13 relayed: Table (OrgId, QueryId) => Relayed,
    /// Offers known here, each by the name it has towards the asker.
    14 routes: Table OfferRef => Route,
    /// What waits for a member.
    15 inbox: Table (MemberKey, ItemId) => Item,
    /// Answers to own requests.
    16 answers: Table RequestId => OwnAnswer,
    /// Handles evaluated under an origin's key.
    17 match_tables: Table (OrgId, u32) => MatchTable,
    /// Chunks sent for evaluation.
    18 evaluations: Table EvalId => Evaluation,
    /// Chunks passed on for evaluation.
    19 eval_routes: Table EvalId => EvalRoute,
    /// Frames taken, to be worked on at the next tick.
    20 waiting: Table u64 => WaitingFrame,
    /// Frames that leave at the next tick.
    21 held: Table u64 => Held,
    /// Frames on their way to a peer.
    22 outbox: Table (OrgId, u64) => Outgoing,
    /// People known, one row per connected set of handles.
    23 people: Pages () => Person,
    /// Members' edges to people.
    24 edges: Pages MemberKey => ContactEdge,
    /// Members' edges to colleagues, each under the colleague's number.
    30 ties: Pages MemberKey => Tie,
    /// What members keep of those people.
    25 contacts: Pages MemberKey => Details,
    /// Imports that can be undone.
    26 imports: Table (MemberKey, ImportId) => Import,
    /// Organisations as members know them.
    27 organisations: Table OrgRecordId => OrgRecord,
    /// Members' own ties to organisations.
    28 org_ties: Table (MemberKey, OrgRecordId) => OrgTie,
    /// What members say of themselves.
    29 profiles: Table MemberKey => Profile,
    /// Words that passed along requests, or are kept for a member.
    43 words: Table (OfferRef, WordId) => WordRow,
    /// Requests that were signed at once, each under its offer.
    44 standby: Table OfferRef => Standby,
    /// Asks that keep looking.
    47 searches: Table AskId => Search,
    /// Own members' knocks.
    48 knocks: Table KnockId => OwnKnock,
    /// What knocks are counted and timed by, for each peer.
    55 knock_meters: Table OrgId => KnockMeter,
    /// The highest certificates seen, and keys that ended.
    36 known_certs: Table (OrgId, MemberKey) => KnownCert,
    /// Members' keys, wrapped under their recovery phrases.
    37 recovery_copies: Table MemberKey => RecoveryCopy,
    /// Members who lost every key, by the lost one.
    38 re_enrolments: Table MemberKey => ReEnrolment,
    /// The keys members' devices have seen, under their vault keys.
    39 vaults: Table MemberKey => Blob,
    /// Links for further devices.
    70 device_invites: Table InviteId => DeviceInvite,
    /// The matching epoch after the current one.
    71 next_epoch: Table () => Epoch,
    /// What was evaluated for a peer in an epoch of this node.
    72 meters: Table (OrgId, u32) => Meter,
    /// Epochs that peers announced.
    73 announced: Table OrgId => Announced,
    /// Until when match tables are kept whose origin uses a higher epoch.
    74 superseded: Table (OrgId, u32) => Timestamp,
    /// The terms of members' appraisals.
    40 permissions: Table AskId => AppraisalTerms,
    /// Handles evaluated under an origin's key to keep away from their organisations.
    41 avoid_keys: Table (OrgId, u32) => AvoidKeys,
    /// When answers go whose endpoints said so.
    42 retained: Table RequestId => Timestamp,
    /// Alerts, each before one member.
    45 alerts: Table (RequestId, MemberKey) => MemberAlert,
    /// Where alerts went on from members here, each under the name it has there.
    46 alert_routes: Table OfferRef => AlertRoute,
    /// Answers to own alerts, by the first edge they came back over.
    75 alert_answers: Table (OfferRef, AnswerId) => AlertAnswer,
    /// What members let come before them, where they said so.
    31 connector_limits: Table MemberKey => ConnectorLimits,
    /// What in an inbox shows from a later moment on.
    32 deferred: Table (MemberKey, ItemId) => Timestamp,
    /// What came before members lately.
    33 connector_meters: Table MemberKey => ConnectorMeters,
    /// What peerings serve, where the admin said so.
    51 peer_policies: Table OrgId => PeerPolicy,
    /// The organisation's policy: one row, where the admin said so.
    52 org_policy: Table () => OrgPolicy,
    /// Questions over each link and of each origin.
    53 asked_meters: Table Metered => AskedMeter,
    /// Others' queries that are beyond what their origin may have matched.
    54 unmatched: Table (OrgId, QueryId) => (),
    /// What left about each member, in order.
    49 ledger: Table (MemberKey, u64) => Entry,
    /// People who are not to be held as contacts, by hash.
    50 suppressed: Table [u8; 32] => Suppressed,
    /// Members who let themselves be sought, and by what.
    34 findable: Table MemberKey => Findable,
    /// Our own change of key: one row, the latest.
    76 own_succession: Table () => OwnSuccession,
    /// Changes of key that peers announced, by the old key and the new.
    77 peer_successions: Table (OrgId, OrgId) => PeerSuccession,
    /// Changes of key that were followed, by the old key.
    78 followed: Table OrgId => Followed,
}

/// What is built from the tables when the node wakes, and kept in step with them.
#[derive(Debug, Default)]
pub struct Derived {
    /// When to look at what again.
    pub alarms: BTreeSet<(Timestamp, Alarm)>,
    /// Where a branch this node opened belongs.
    pub branches: BTreeMap<BranchId, Place>,
    /// The offer a route's exit is known by at a peer, to the name it has here.
    pub exits: BTreeMap<(OrgId, OfferRef), OfferRef>,
    /// Who has a handle.
    pub handles: BTreeMap<Handle, PersonNo>,
    /// Numbers of persons that are free again.
    pub free_persons: BTreeSet<PersonNo>,
    /// The number after the highest ever given to a person.
    pub next_person: u32,
    /// Members' edges as searches see them.
    pub network: Network,
    /// When edges are gone over because one of them ages; `None` if none will.
    pub next_ageing: Option<Timestamp>,
    /// Lookups that somebody opened.
    pub lookups: Lookups,
    /// Organisations by name and domain.
    pub org_names: organisation::OrgNames,
    /// Bridges as a search sees them; `None` after a change.
    pub bridges: Option<Arc<Bridges>>,
    /// Waiting frames a worker has in hand.
    pub in_hand: BTreeSet<u64>,
    /// How many frames of a peer wait for a tick.
    pub waiting_of: BTreeMap<OrgId, usize>,
    /// Others' queries a worker has in hand, and how many table entries it was given to match them against.
    pub spreading: BTreeMap<(OrgId, QueryId), usize>,
    /// How often a frame was offered to a peer that was not ready for it.
    pub tries: BTreeMap<(OrgId, u64), u32>,
    /// Questions of others held for each peer.
    pub branches_of: BTreeMap<OrgId, usize>,
    /// Where a member's ledger tells of an organisation's key.
    pub evaluated: BTreeMap<(MemberKey, OrgId, u32), u64>,
    /// What bringing records of an older format forward changed, not yet durable.
    pub forwarded: Vec<Change>,
    /// The next free number for waiting, held and outgoing frames.
    pub next_number: u64,
    /// Members whose certificate ran out: not searched, matched or prompted until it is renewed.
    pub asleep: BTreeSet<MemberKey>,
    /// Calls of strangers about keys in the current minute.
    pub key_calls: (Timestamp, u32),
    /// Peers whose link shows an older life than the one known.
    pub outdated: BTreeSet<OrgId>,
    /// Peers that know a later life of this node.
    pub outdated_at: BTreeSet<OrgId>,
    /// Questions that came by lately: when their offers may leave, and who could answer so far. What a new life of the
    /// node matches again is answered at once.
    pub ripening: BTreeMap<(OrgId, QueryId), (Timestamp, BTreeSet<Candidate>)>,
    /// Members whom open appraisals are about. Found again whenever a question is matched.
    pub recognised: appraisal::Recognised,
    /// How many alerts that came over each link are kept.
    pub alerts_of: BTreeMap<OrgId, usize>,
}

/// Where a branch belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// To a query of our own.
    Own(QueryId),
    /// To somebody else's.
    Relayed(OrgId, QueryId),
}

impl State {
    /// Builds everything derived. Called once, after all records are restored.
    pub(crate) fn derive(&mut self) {
        let mut derived = Derived::default();
        for (query, own) in self.queries.iter() {
            derived.branches.extend(own.frames.keys().map(|branch| (*branch, Place::Own(*query))));
        }
        for ((origin, query), relayed) in self.relayed.iter() {
            derived.branches.extend(relayed.children.keys().map(|branch| (*branch, Place::Relayed(*origin, *query))));
            for up in relayed.up.values() {
                *derived.branches_of.entry(up.peer).or_default() += 1;
            }
        }
        for (offer, route) in self.routes.iter() {
            if let Exit::Bridge { peer, offer: far, .. } = &route.exit {
                derived.exits.insert((*peer, *far), *offer);
            }
        }
        for (_, frame) in self.waiting.iter() {
            *derived.waiting_of.entry(frame.peer).or_default() += 1;
        }
        let numbers = [
            self.waiting.iter().next_back().map(|(number, _)| *number),
            self.held.iter().next_back().map(|(number, _)| *number),
            self.outbox.iter().map(|((_, number), _)| *number).max(),
        ];
        derived.next_number = numbers.into_iter().flatten().max().map_or(0, |number| number + 1);
        self.derived = derived;
        self.derive_people();
        self.derive_network();
        self.derive_organisations();
        self.derive_alerts();
        self.derive_ledger();
        self.derive_alarms();
    }

    /// Builds everything derived once more, after rows moved to another key. What is not yet durable stays so.
    pub(crate) fn derive_again(&mut self) {
        let forwarded = std::mem::take(&mut self.derived.forwarded);
        let (key_calls, outdated) = (self.derived.key_calls, std::mem::take(&mut self.derived.outdated));
        self.derive();
        self.derived.forwarded = forwarded;
        self.derived.key_calls = key_calls;
        self.derived.outdated = outdated;
    }

    /// Forgets an ask and what it led to.
    pub fn forget_ask(&mut self, ask: &AskId) -> Option<Ask> {
        self.outcomes.remove(ask);
        self.asks.remove(ask)
    }

    /// The next number for a waiting, held or outgoing frame.
    pub fn next_number(&mut self) -> u64 {
        let number = self.derived.next_number;
        self.derived.next_number += 1;
        number
    }

    /// Bridges as a search sees them, rebuilt if something changed.
    pub fn bridge_edges(&mut self) -> Arc<Bridges> {
        if let Some(bridges) = &self.derived.bridges {
            return Arc::clone(bridges);
        }
        let bridges = Arc::new(self.derive_bridges());
        self.derived.bridges = Some(Arc::clone(&bridges));
        bridges
    }
}

impl State {
    /// The matching epoch new questions use. A node makes one before it does anything else.
    pub fn current_epoch(&self) -> &Epoch {
        let epochs = self.node.row(&()).map_or(&[][..], |node| &node.epochs);
        epochs.last().expect("a started node has an epoch")
    }

    /// A matching epoch whose key is still kept.
    pub fn epoch(&self, number: u32) -> Option<&Epoch> {
        let next = self.next_epoch.row(&()).filter(|next| next.epoch == number);
        self.node.row(&())?.epochs.iter().find(|epoch| epoch.epoch == number).or(next)
    }

    /// Keeps a frame for the next tick.
    pub fn push_waiting(&mut self, peer: OrgId, block: Vec<u8>) {
        let number = self.next_number();
        *self.derived.waiting_of.entry(peer).or_default() += 1;
        self.waiting.put(number, WaitingFrame { peer, block });
    }

    /// Takes a waiting frame out.
    pub fn take_waiting(&mut self, number: &u64) -> Option<WaitingFrame> {
        self.derived.in_hand.remove(number);
        let frame = self.waiting.remove(number)?;
        if let Some(count) = self.derived.waiting_of.get_mut(&frame.peer) {
            *count = count.saturating_sub(1);
        }
        Some(frame)
    }

    /// How many frames of a peer wait for a tick.
    pub fn waiting_of(&self, peer: &OrgId) -> usize {
        self.derived.waiting_of.get(peer).copied().unwrap_or(0)
    }

    /// Whether a frame waits that no worker has in hand.
    pub fn has_idle_waiting(&self) -> bool {
        self.waiting.len() > self.derived.in_hand.len()
    }

    /// How many frames are on their way to a peer.
    pub fn outbox_len(&self, peer: &OrgId) -> usize {
        self.outbox.range((*peer, 0)..=(*peer, u64::MAX)).count()
    }

    /// Forgets a frame that was settled, or will never be.
    pub fn forget_outgoing(&mut self, key: &(OrgId, u64)) {
        self.outbox.remove(key);
        self.derived.tries.remove(key);
    }

    /// Forgets a match table whose time is over.
    pub fn forget_table(&mut self, key: &(OrgId, u32), now: Timestamp) {
        let is_superseded = self.superseded.row(key).is_some_and(|until| *until <= now);
        let over = |table: &MatchTable| is_superseded || table.made.plus(crate::limits::TABLE_LIFE) <= now;
        if self.match_tables.row(key).is_none_or(over) {
            self.drop_table(key);
            self.superseded.remove(key);
        }
    }
}
