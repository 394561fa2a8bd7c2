//! Members and their numbers in the trust index. A number is given once and means nothing outside this process.

use std::collections::BTreeMap;

use crate::id::MemberKey;
use crate::trust::MemberNo;

/// Who has which number.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    keys: Vec<MemberKey>,
    numbers: BTreeMap<MemberKey, MemberNo>,
}

impl Roster {
    /// The member's number; the next free one if there was none.
    pub fn enrol(&mut self, member: MemberKey) -> MemberNo {
        if let Some(number) = self.number(&member) {
            return number;
        }
        let number =
            MemberNo(u32::try_from(self.keys.len()).expect("an organisation has fewer members than people live"));
        self.keys.push(member);
        self.numbers.insert(member, number);
        number
    }

    /// Gives a member's number to another key, for a member who is forgotten.
    pub fn replace(&mut self, member: &MemberKey, by: MemberKey) {
        if let Some(number) = self.numbers.remove(member) {
            self.keys[number.0 as usize] = by;
            self.numbers.insert(by, number);
        }
    }

    /// The member's number, if it has one.
    pub fn number(&self, member: &MemberKey) -> Option<MemberNo> {
        self.numbers.get(member).copied()
    }

    /// Whose number it is.
    ///
    /// # Panics
    /// If this roster never gave it.
    pub fn member(&self, number: MemberNo) -> MemberKey {
        self.keys[number.0 as usize]
    }

    /// How many numbers were given.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether none was given.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_keeps_their_number() {
        let [ann, ben] = [1, 2].map(|byte| MemberKey::from_bytes([byte; 32]));
        let mut roster = Roster::default();

        let numbers = [roster.enrol(ann), roster.enrol(ben), roster.enrol(ann)];

        assert_eq!(numbers, [MemberNo(0), MemberNo(1), MemberNo(0)]);
        assert_eq!((roster.member(MemberNo(1)), roster.len()), (ben, 2));
        assert_eq!(roster.number(&MemberKey::from_bytes([3; 32])), None);
    }
}
