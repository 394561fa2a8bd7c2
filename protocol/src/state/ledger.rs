//! What left about each member, kept for a time: one row for each record, in the order they left.
//!
//! Who adds a record is `exchange::ledger`. The oldest go first, by age and by number.

use crate::id::{MemberKey, OrgId};
use crate::limits;
use crate::local::ledger::{Entry, Left};
use crate::state::{Alarm, State};
use crate::time::{Span, Timestamp};

impl State {
    /// How long a record is kept.
    pub fn ledger_kept(&self) -> Span {
        self.org_policy.row(&()).map_or(limits::LEDGER_KEPT, |policy| policy.keep_ledger)
    }

    /// A member's records, oldest first.
    pub fn ledger_of(&self, member: &MemberKey) -> impl DoubleEndedIterator<Item = (u64, &Entry)> {
        self.ledger.range((*member, 0)..=(*member, u64::MAX)).map(|((_, number), entry)| (*number, entry))
    }

    /// Adds a record. Beyond the bound the member's oldest goes.
    pub fn note_entry(&mut self, member: MemberKey, entry: Entry) {
        let number = self.ledger_of(&member).next_back().map_or(0, |(last, _)| last + 1);
        if let Left::Evaluated { origin, epoch, .. } = &entry.left {
            self.derived.evaluated.insert((member, origin.org, *epoch), number);
        }
        let over = entry.at.plus(self.ledger_kept());
        self.ledger.put((member, number), entry);
        let first = self.ledger_of(&member).next().map_or(number, |(first, _)| first);
        if first == number {
            self.wake_at(over, Alarm::Ledger(member));
        } else if self.ledger_of(&member).count() > limits::LEDGER_MAX {
            self.forget_entry(member, first);
        }
    }

    /// Takes the record of one organisation's key out, to be written anew with what was added.
    pub fn take_evaluated(&mut self, member: MemberKey, origin: OrgId, epoch: u32) -> Option<Entry> {
        let number = self.derived.evaluated.remove(&(member, origin, epoch))?;
        self.ledger.remove(&(member, number))
    }

    /// Forgets a member's records that are too old.
    pub fn age_ledger(&mut self, member: MemberKey, now: Timestamp) {
        let kept = self.ledger_kept();
        let over: Vec<u64> = self
            .ledger_of(&member)
            .take_while(|(_, entry)| entry.at.plus(kept) <= now)
            .map(|(number, _)| number)
            .collect();
        for number in over {
            self.forget_entry(member, number);
        }
        let next = self.ledger_of(&member).next().map(|(_, entry)| entry.at.plus(kept));
        if let Some(next) = next {
            self.wake_at(next, Alarm::Ledger(member));
        }
    }

    /// Forgets all records of a member.
    pub fn forget_ledger(&mut self, member: MemberKey) {
        let all: Vec<u64> = self.ledger_of(&member).map(|(number, _)| number).collect();
        for number in all {
            self.forget_entry(member, number);
        }
    }

    /// Where each member's record of each organisation's key stands.
    pub(crate) fn derive_ledger(&mut self) {
        for ((member, number), entry) in self.ledger.iter() {
            if let Left::Evaluated { origin, epoch, .. } = &entry.left {
                self.derived.evaluated.insert((*member, origin.org, *epoch), *number);
            }
        }
    }

    /// One alarm for each member with a ledger.
    pub(crate) fn alarms_of_ledgers(&self, alarms: &mut Vec<(Timestamp, Alarm)>) {
        let kept = self.ledger_kept();
        let mut last = None;
        for ((member, _), entry) in self.ledger.iter() {
            if last.replace(*member) != Some(*member) {
                alarms.push((entry.at.plus(kept), Alarm::Ledger(*member)));
            }
        }
    }

    fn forget_entry(&mut self, member: MemberKey, number: u64) {
        let gone = self.ledger.remove(&(member, number));
        if let Some(Entry { left: Left::Evaluated { origin, epoch, .. }, .. }) = gone {
            self.derived.evaluated.remove(&(member, origin.org, epoch));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::AskId;
    use crate::local::Origin;
    use crate::message::Kind;

    const ANN: MemberKey = MemberKey::from_bytes([1; 32]);

    fn asked(at: u64) -> Entry {
        let ask = AskId::from_bytes([0; 16]);
        let left = Left::Asked { ask, kind: Kind::Introduction, partners: 0, attributes: Vec::new() };
        Entry { at: Timestamp::from_secs(at), left }
    }

    fn dates(state: &State) -> Vec<u64> {
        state.ledger_of(&ANN).map(|(_, entry)| entry.at.as_secs()).collect()
    }

    fn due(state: &State) -> Vec<Timestamp> {
        state.derived.alarms.iter().filter(|(_, alarm)| *alarm == Alarm::Ledger(ANN)).map(|(at, _)| *at).collect()
    }

    #[test]
    fn records_go_when_they_are_two_years_old() {
        let mut state = State::default();
        for at in [10, 20, 30] {
            state.note_entry(ANN, asked(at));
        }
        let kept = limits::LEDGER_KEPT;

        assert_eq!(due(&state), [Timestamp::from_secs(10).plus(kept)]);
        state.age_ledger(ANN, Timestamp::from_secs(20).plus(kept));

        assert_eq!(dates(&state), [30]);
        assert!(due(&state).contains(&Timestamp::from_secs(30).plus(kept)));
        let mut alarms = Vec::new();
        state.alarms_of_ledgers(&mut alarms);
        assert_eq!(alarms, [(Timestamp::from_secs(30).plus(kept), Alarm::Ledger(ANN))]);
    }

    #[test]
    fn a_member_has_no_more_records_than_may_be_and_the_oldest_go() {
        let mut state = State::default();
        let most = limits::LEDGER_MAX as u64;

        for at in 0..most + 3 {
            state.note_entry(ANN, asked(at));
        }

        assert_eq!(state.ledger_of(&ANN).count(), limits::LEDGER_MAX);
        assert_eq!(dates(&state).first(), Some(&3));
    }

    #[test]
    fn there_is_one_record_for_each_key_of_an_organisation() {
        let mut state = State::default();
        let origin = Origin { org: OrgId::from_bytes([7; 32]), name: String::new(), is_known: true };
        let evaluated = |handles| Left::Evaluated { origin: origin.clone(), epoch: 1, handles };
        state.note_entry(ANN, Entry { at: Timestamp::from_secs(1), left: evaluated(2) });
        state.note_entry(ANN, asked(2));

        let before = state.take_evaluated(ANN, origin.org, 1);
        state.note_entry(ANN, Entry { at: Timestamp::from_secs(3), left: evaluated(5) });

        assert_eq!(before.map(|entry| entry.left), Some(evaluated(2)));
        assert_eq!(dates(&state), [2, 3]);
        state.forget_ledger(ANN);
        assert!(state.ledger.is_empty() && state.derived.evaluated.is_empty());
    }
}
