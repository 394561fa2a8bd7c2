//! What the engine can tell of the node's health: dates that come near, pools that are empty, quotas that are used up.

use crate::exchange::evaluation;
use crate::exchange::look::Eyes;
use crate::exchange::view::{HealthView, MemberView, PeerHealth};
use crate::id::{MemberKey, OrgId};
use crate::limits::{self, CHUNK};
use crate::state::{Member, Peer, PeerState};
use crate::time::Span;

/// How long before its end a certificate is worth a word: its member has to open a page before.
const CERTIFICATE_SOON: Span = Span::days(21);

impl Eyes<'_> {
    /// The node's health.
    pub fn health(&self) -> HealthView {
        let state = self.state;
        let members = || state.members.iter().filter(|(_, row)| !row.removed);
        let view = |(member, row): (&MemberKey, &Member)| MemberView {
            member: *member,
            name: row.name.clone(),
            expires: row.content.expires,
        };
        let latest = self.now.plus(limits::CLOCK_SKEW);
        let node = state.node.row(&());
        HealthView {
            now: self.now,
            is_clock_behind: members().any(|(_, row)| row.content.issued > latest),
            epoch_until: node.and_then(|node| node.epochs.last()).map(|epoch| epoch.until).unwrap_or_default(),
            certificates: members()
                .filter(|(_, row)| row.content.expires <= self.now.plus(CERTIFICATE_SOON))
                .map(view)
                .collect(),
            without_letter_keys: members()
                .filter(|(member, _)| state.unused_letter_keys(member) == 0)
                .map(view)
                .collect(),
            peers: state
                .peers
                .iter()
                .filter(|(_, peer)| peer.state != PeerState::Ended)
                .map(|(org, peer)| self.peer_health(*org, peer))
                .collect(),
            waiting: state.waiting.len(),
            incarnation: node.map_or(0, |node| node.incarnation),
            succession: self.own_succession(),
        }
    }

    fn peer_health(&self, org: OrgId, peer: &Peer) -> PeerHealth {
        PeerHealth {
            org,
            name: peer.info.as_ref().map(|info| info.name.clone()).unwrap_or_default(),
            state: peer.state,
            outbox: self.state.outbox_len(&org),
            not_matchable: self.not_matchable(&org, peer),
            successions: self.successions_of(&org),
        }
    }

    /// Handles beyond what a direct peer's grant still lets this node send.
    fn not_matchable(&self, org: &OrgId, peer: &Peer) -> usize {
        let Some(epoch) = peer.info.as_ref().map(|info| info.epoch) else { return 0 };
        let Some(table) = self.state.match_tables.row(&(*org, epoch)) else { return 0 };
        let left = evaluation::granted(self.state, org).saturating_sub(table.chunks);
        let room = usize::try_from(left).unwrap_or(usize::MAX).saturating_mul(CHUNK);
        if self.state.derived.handles.len() <= room {
            return 0;
        }
        let from = crate::trust::Audience::Peers;
        evaluation::fresh_handles(self.state, org, epoch, from).len().saturating_sub(room)
    }
}
