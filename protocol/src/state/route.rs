//! How questions, offers, requests and answers find their way: what a node keeps of each path.
//!
//! ```text
//!   up (towards the asker)                          down (towards who would answer)
//!   UpBranch ──entry──► segment of own members ──bridge──► Child entry
//!   Up       ◄─offer──  Route.segment          ◄──offer──  Exit
//! ```

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::id::{
    AskId, Blob, BranchId, BridgeId, ContactId, ItemId, LetterKeyId, MemberKey, OfferRef, OrgId, QueryId, SealKey,
};
use crate::local::{MatchedBy, Whom};
use crate::message::{
    CoSigned, Consent, Kind, MemberCert, OfferBody, QueryCore, Request, RequestCore, Signed, Strength,
};
use crate::private::Private;
use crate::time::Timestamp;
use crate::trust::Label;

/// A query of this node's own member.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OwnQuery {
    /// The ask it serves.
    pub ask: AskId,
    /// Who asks.
    pub member: MemberKey,
    /// As signed and sent.
    pub core: Signed<QueryCore>,
    /// What it says.
    pub content: QueryCore,
    /// Opens offers.
    pub reply_secret: [u8; 32],
    /// Pre-shared keys of its tags.
    pub psks: Vec<[u8; 32]>,
    /// The frames it went out in.
    pub frames: BTreeMap<BranchId, OwnFrame>,
    /// Offers kept in all.
    pub offers: usize,
    /// Owners already prompted or offered, inside the own organisation.
    pub decided: BTreeSet<MemberKey>,
    /// Until when it is kept.
    pub keep_until: Timestamp,
}

/// One frame of an own query.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OwnFrame {
    /// To whom it went.
    pub peer: OrgId,
    /// The bridges of its entries, in order.
    pub bridges: Vec<BridgeId>,
    /// Offers kept from it.
    pub offers: usize,
}

/// Somebody else's query.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Relayed {
    /// As signed.
    pub core: Signed<QueryCore>,
    /// What it says.
    pub content: QueryCore,
    /// The frames it came in.
    pub up: BTreeMap<BranchId, UpBranch>,
    /// The members it reached.
    pub labels: BTreeMap<MemberKey, Label>,
    /// Bridges used, in either direction; each serves a query once.
    pub used: BTreeSet<BridgeId>,
    /// The frames it went out in.
    pub children: BTreeMap<BranchId, Child>,
    /// Owners already prompted or offered.
    pub decided: BTreeSet<MemberKey>,
    /// Until when it is kept.
    pub keep_until: Timestamp,
}

/// One frame a query came in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct UpBranch {
    /// Who sent it.
    pub peer: OrgId,
    /// Its entries, in order.
    pub entries: Vec<UpEntry>,
    /// Offers sent up it.
    pub offers: usize,
}

/// One entry of such a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpEntry {
    /// The bridge it came over.
    pub bridge: BridgeId,
    /// Steps it might still go from the bridge's member on.
    pub hops_left: u8,
}

/// One frame a relayed query went out in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Child {
    /// To whom it went.
    pub peer: OrgId,
    /// Its entries, in order.
    pub entries: Vec<ChildEntry>,
}

/// One entry of such a frame: over which bridge, and how the query came to it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChildEntry {
    /// The bridge.
    pub bridge: BridgeId,
    /// How the query reached the bridge's member.
    pub label: Label,
}

/// An offer, known by one name towards the asker: a request comes down it, an answer goes up it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Route {
    /// What is asked for.
    pub kind: Kind,
    /// The asking organisation.
    pub origin: OrgId,
    /// As it calls itself.
    pub origin_name: String,
    /// The question.
    pub query: QueryId,
    /// Towards the asker.
    pub up: Up,
    /// Own members on the path, nearest to the asker first. At the asker's node the asker is the first.
    pub segment: Vec<MemberKey>,
    /// Away from the asker.
    pub exit: Exit,
    /// When the offer ends; a request must come before.
    pub expires: Timestamp,
    /// Until when it is kept.
    pub keep_until: Timestamp,
    /// The request that came along it; the first wins.
    pub hop: Option<Box<Hop>>,
    /// Other ways a request may come and go, besides that of `up`, `segment` and `exit`. The request names its
    /// bridge, and with that one way.
    pub others: Vec<Way>,
}

/// One way through this node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// The bridge a request comes over.
    pub bridge: BridgeId,
    /// Own members, nearest to the asker first.
    pub segment: Vec<MemberKey>,
    /// The bridge it goes on over; none where it ends here.
    pub onward: Option<BridgeId>,
}

/// Where an offer goes, and its request comes from.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Up {
    /// A peer.
    Peer {
        /// Which.
        peer: OrgId,
        /// The bridge of the entry the question came by.
        bridge: BridgeId,
    },
    /// This node's own member.
    Asker {
        /// The ask.
        ask: AskId,
        /// What was offered.
        body: OfferBody,
        /// Steps from the asker to who would answer.
        hops: u8,
        /// The weakest strength on the way.
        floor: Strength,
        /// When it is shown: on the release grid.
        shown_at: Timestamp,
    },
}

/// Where a request goes, and its answer comes from.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Exit {
    /// Over a bridge.
    Bridge {
        /// Which.
        bridge: BridgeId,
        /// The peer on its far side.
        peer: OrgId,
        /// What the offer is called there.
        offer: OfferRef,
    },
    /// To the last member of the segment, who knows whom the question seeks.
    Endpoint {
        /// The owner's contact.
        contact: ContactId,
        /// The letter key of the offer.
        letter_key: LetterKeyId,
        /// Its public half.
        public: SealKey,
    },
    /// To the last member of the segment, for another reason than a contact's handle.
    Found {
        /// Whom or what the question found.
        whom: Whom,
        /// What they have in common.
        by: MatchedBy,
        /// The letter key of the offer.
        letter_key: LetterKeyId,
        /// Its public half.
        public: SealKey,
    },
}

impl Route {
    /// This path by the bridge a request came over, if it leads there.
    pub fn narrowed(&self, bridge: &BridgeId) -> Option<Self> {
        let others = self.others.iter().find(|way| way.bridge == *bridge).cloned();
        let way = self.way().filter(|way| way.bridge == *bridge).or(others)?;
        Some(self.clone().along(way, Vec::new()))
    }

    /// This path without some of its ways, before a request came along it; `None` if no way is left, and for a path
    /// of this node's own asker, which has one.
    pub fn without(&self, out: impl Fn(&Way) -> bool) -> Option<Self> {
        let mut ways = self.ways().into_iter().filter(|way| !out(way));
        let first = ways.next()?;
        Some(self.clone().along(first, ways.collect()))
    }

    /// Whether any way of it is of such a sort.
    pub fn leads(&self, by: impl Fn(&Way) -> bool) -> bool {
        self.ways().iter().any(by)
    }

    /// The ways a request may take; none at the asker's own node.
    pub fn ways(&self) -> Vec<Way> {
        self.way().into_iter().chain(self.others.iter().cloned()).collect()
    }

    fn way(&self) -> Option<Way> {
        let Up::Peer { bridge, .. } = self.up else { return None };
        let onward = match &self.exit {
            Exit::Bridge { bridge, .. } => Some(*bridge),
            Exit::Endpoint { .. } | Exit::Found { .. } => None,
        };
        Some(Way { bridge, segment: self.segment.clone(), onward })
    }

    fn along(mut self, way: Way, others: Vec<Way>) -> Self {
        if let Up::Peer { bridge, .. } = &mut self.up {
            *bridge = way.bridge;
        }
        if let (Exit::Bridge { bridge, .. }, Some(onward)) = (&mut self.exit, way.onward) {
            *bridge = onward;
        }
        self.segment = way.segment;
        self.others = others;
        self
    }
}

/// A request on its way through this node.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Hop {
    /// As the origin signed it.
    pub core: Signed<RequestCore>,
    /// What it says.
    pub content: RequestCore,
    /// Which member of the segment it stands before, or stood before last.
    pub at: usize,
    /// The consent it came with.
    pub first: Signed<Consent>,
    /// The latest consent.
    pub consent: Signed<Consent>,
    /// What the latest consent says.
    pub consented: Consent,
    /// Its signer's certificate.
    pub cert: CoSigned<MemberCert>,
    /// Its signer's word to the next.
    pub connector_note: Private<String>,
    /// Receipts of this node's members, in path order.
    pub receipts: Vec<Blob>,
    /// What waits for the member it stands before.
    pub item: Option<ItemId>,
    /// Where it stands.
    pub stage: HopStage,
}

/// Where a request stands at this node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HopStage {
    /// Before a member.
    Waiting,
    /// Gone on to the next node.
    Passed,
    /// The answer went by.
    Done,
    /// Declined, withdrawn or expired: nothing will come of it, and nothing is said.
    Dead,
}

impl Hop {
    /// Begins with what came from upstream.
    pub fn begin(request: Request, content: RequestCore, consented: Consent, at: usize) -> Self {
        Self {
            core: request.core,
            content,
            at,
            first: request.consent.clone(),
            consent: request.consent,
            consented,
            cert: request.cert,
            connector_note: request.connector_note,
            receipts: Vec::new(),
            item: None,
            stage: HopStage::Waiting,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANN: MemberKey = MemberKey::from_bytes([1; 32]);
    const BEA: MemberKey = MemberKey::from_bytes([2; 32]);

    fn bridge(number: u8) -> BridgeId {
        BridgeId::from_bytes([number; 16])
    }

    fn way(entry: u8, segment: &[MemberKey], onward: u8) -> Way {
        Way { bridge: bridge(entry), segment: segment.to_vec(), onward: Some(bridge(onward)) }
    }

    /// An offer from a peer: by way of Ann from bridge 1 to 8, of both from 2 to 8, of Bea from 3 to 9.
    fn of_three() -> Route {
        let peer = OrgId::from_bytes([7; 32]);
        Route {
            kind: Kind::Introduction,
            origin: peer,
            origin_name: "Hillside".to_owned(),
            query: QueryId::from_bytes([0; 16]),
            up: Up::Peer { peer, bridge: bridge(1) },
            segment: vec![ANN],
            exit: Exit::Bridge { bridge: bridge(8), peer, offer: OfferRef::from_bytes([0; 16]) },
            expires: Timestamp::from_secs(10),
            keep_until: Timestamp::from_secs(20),
            hop: None,
            others: vec![way(2, &[ANN, BEA], 8), way(3, &[BEA], 9)],
        }
    }

    #[test]
    fn a_request_takes_the_way_of_its_bridge_and_no_other() {
        let route = of_three();

        assert_eq!(route.narrowed(&bridge(1)).map(|one| one.ways()), Some(vec![way(1, &[ANN], 8)]));
        assert_eq!(route.narrowed(&bridge(3)).map(|one| one.ways()), Some(vec![way(3, &[BEA], 9)]));
        assert!(route.narrowed(&bridge(8)).is_none());
    }

    #[test]
    fn a_path_lasts_while_one_of_its_ways_does() {
        let by = |member: MemberKey| move |way: &Way| way.segment.contains(&member);

        let without_ann = of_three().without(by(ANN));
        assert_eq!(without_ann.as_ref().map(Route::ways), Some(vec![way(3, &[BEA], 9)]));
        assert!(without_ann.and_then(|route| route.without(by(BEA))).is_none());
        assert_eq!(of_three().without(|_| false).map(|route| route.ways()), Some(of_three().ways()));
    }
}
