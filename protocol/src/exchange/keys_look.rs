//! What members and the admin see of keys and quotas: read from the memory, changing nothing.

use crate::exchange::evaluation;
use crate::exchange::look::Eyes;
use crate::exchange::re_enrolment::needed;
use crate::exchange::view::EvaluationView;
use crate::id::{MemberKey, OrgId};
use crate::limits;
use crate::local::keys::{EndedOf, KeyChange, KeysView, PartnerGone, ReEnrolmentView, WaitingDevice};
use crate::message::EndReason;
use crate::state::{Peer, PeerState};
use crate::trust::Audience;

impl Eyes<'_> {
    /// Everything a member's device needs to know of keys.
    pub fn keys(&self, member: &MemberKey) -> Option<KeysView> {
        let row = self.state.members.row(member)?;
        Some(KeysView {
            cert: row.cert.clone(),
            has_copy: self.state.recovery_copies.has(member),
            vault: self.state.vaults.row(member).cloned(),
            waiting: self.waiting_devices(member),
            ended: self.ended_keys(),
            changed: self.key_changes(member),
            gone: self.partners_gone(member),
            re_enrolments: self.re_enrolments(member),
            successions: self.successions_across(member),
        })
    }

    /// What was evaluated with a peer, both ways.
    pub fn evaluation(&self, org: &OrgId, peer: &Peer) -> EvaluationView {
        if peer.state != PeerState::Active {
            return EvaluationView::default();
        }
        let meter = self.state.meter(org, self.state.current_epoch().epoch);
        let granted_to_us = peer.info.as_ref().map_or(0, |info| info.grant.min(limits::GRANT_MAX));
        let granted_to_them = self.settings.grant;
        EvaluationView {
            granted_to_them,
            used_by_them: meter.own.min(granted_to_them),
            used_behind_them: meter.behind,
            granted_to_us,
            used_by_us: self.state.newest_table(org).map_or(0, |(_, table)| table.chunks),
            did_not_fit: evaluation::left_out(self.state, org, Audience::Peers),
        }
    }

    fn waiting_devices(&self, member: &MemberKey) -> Vec<WaitingDevice> {
        let open = self.state.device_invites.iter().map(|(_, row)| row);
        let mine = open.filter(|row| row.member == *member && row.bundle.is_none() && row.expires > self.now);
        mine.filter_map(|row| Some(WaitingDevice { device: row.device.clone()?, expires: row.expires })).collect()
    }

    /// Ended keys of colleagues and of everybody at the far end of a bridge of the organisation: a path may cross any.
    fn ended_keys(&self) -> Vec<EndedOf> {
        let known = self.state.known_certs.iter();
        known
            .flat_map(|((org, of), row)| row.ended.iter().map(|key| EndedOf { org: *org, member: *of, key: *key }))
            .collect()
    }

    fn key_changes(&self, member: &MemberKey) -> Vec<KeyChange> {
        let done = self.state.re_enrolments.iter().filter_map(|(old, row)| {
            let (new, at) = (row.new.as_ref()?.content.member, row.done?);
            Some(KeyChange { name: row.name.clone(), old: *old, new, at })
        });
        done.filter(|change| change.new != *member).collect()
    }

    fn partners_gone(&self, member: &MemberKey) -> Vec<PartnerGone> {
        let mine = self.state.bridges.iter().map(|(_, row)| row).filter(|row| row.member == *member);
        let mut gone: Vec<PartnerGone> = mine
            .filter_map(|row| {
                let far = row.far.as_ref()?;
                let known = self.state.known_certs.row(&(far.org, far.member)).filter(|known| known.removed)?;
                let last = known.ended.last()?;
                Some(PartnerGone { org: far.org, member: far.member, reason: last.reason, from: last.from })
            })
            .collect();
        gone.sort_by_key(|one| (one.org, one.member, one.reason == EndReason::Retired));
        gone.dedup_by_key(|one| (one.org, one.member));
        gone
    }

    fn re_enrolments(&self, member: &MemberKey) -> Vec<ReEnrolmentView> {
        let open = self.state.re_enrolments.iter().filter(|(_, row)| row.done.is_none() && row.expires > self.now);
        open.map(|(old, row)| ReEnrolmentView {
            name: row.name.clone(),
            old: *old,
            new: row.new.as_ref().map(|new| new.content.member),
            expires: row.expires,
            confirmed: row.confirmed.len(),
            needed: needed(self.state, old),
            by_me: row.confirmed.contains_key(member),
        })
        .collect()
    }
}
