//! What stands in the tables of members' limits, of the organisation's policy and of what is counted, and when
//! each of it is looked at again.

use crate::id::{ItemId, MemberKey, OrgId, QueryId};
use crate::policy::{
    ConnectorLimits, ConnectorMeters, Metered, Mute, Occasion, OrgPolicy, PeerPolicy, Verdict, verdict,
};
use crate::state::{Alarm, Item, State};
use crate::time::Timestamp;

impl State {
    /// What a member set, or what holds where they set nothing.
    pub fn limits_of(&self, member: &MemberKey) -> ConnectorLimits {
        self.connector_limits.row(member).cloned().unwrap_or_default()
    }

    /// What becomes of something that would come before a member.
    pub fn verdict_on(&self, member: &MemberKey, occasion: &Occasion, now: Timestamp) -> Verdict {
        let (limits, meters) = (ConnectorLimits::default(), ConnectorMeters::default());
        let limits = self.connector_limits.row(member).unwrap_or(&limits);
        let meters = self.connector_meters.row(member).unwrap_or(&meters);
        verdict(limits, meters, occasion, now)
    }

    /// Whether something in an inbox was not put off to later.
    pub fn is_due(&self, key: &(MemberKey, ItemId), now: Timestamp) -> bool {
        self.deferred.row(key).is_none_or(|from| *from <= now)
    }

    /// What of a member was put off to later.
    pub fn put_off(&self, member: &MemberKey, now: Timestamp) -> impl Iterator<Item = (ItemId, Timestamp)> {
        let mine = (*member, ItemId::from_bytes([0; 16]))..=(*member, ItemId::from_bytes([0xff; 16]));
        let later = self.deferred.range(mine).filter(move |(_, from)| **from > now);
        later.map(|((_, item), from)| (*item, *from))
    }

    /// Something in a member's inbox, put off or not.
    pub fn item(&self, member: &MemberKey, item: ItemId) -> Option<&Item> {
        self.inbox.row(&(*member, item))
    }

    /// Forgets what a member set and what was counted of them.
    pub fn forget_limits(&mut self, member: &MemberKey) {
        self.connector_limits.remove(member);
        self.connector_meters.remove(member);
    }

    /// The organisation's policy.
    pub fn org_policy(&self) -> OrgPolicy {
        self.org_policy.row(&()).cloned().unwrap_or_default()
    }

    /// What the peering with an organisation serves.
    pub fn peer_policy(&self, peer: &OrgId) -> PeerPolicy {
        self.peer_policies.row(peer).cloned().unwrap_or_default()
    }

    /// Forgets that a question is not to be matched, with the question.
    pub fn forget_unmatched(&mut self, id: &(OrgId, QueryId)) {
        self.unmatched.remove(id);
    }

    /// Alarms of everything here.
    pub(super) fn alarms_of_policy(&self, alarms: &mut Vec<(Timestamp, Alarm)>) {
        alarms.extend(self.deferred.iter().map(|((member, _), from)| (*from, Alarm::Show(*member))));
        for (member, limits) in self.connector_limits.iter() {
            let ends = limits.mutes.iter().filter_map(|mute: &Mute| mute.until);
            alarms.extend(ends.map(|until| (until, Alarm::Limits(*member))));
        }
        for (member, meters) in self.connector_meters.iter() {
            alarms.extend(meters.ends().map(|end| (end, Alarm::Limits(*member))));
        }
        alarms.extend(self.asked_meters.iter().map(|(of, meter)| (meter.until, Alarm::Asked(*of))));
    }

    /// The row of a count to make room for another: the one that ends first.
    pub fn first_meter_to_end(&self) -> Option<Metered> {
        self.asked_meters.iter().min_by_key(|(_, meter)| meter.until).map(|(of, _)| *of)
    }
}
