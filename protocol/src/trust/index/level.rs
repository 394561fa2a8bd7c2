//! What an edge says in three bytes' worth of bits: how strong it is and which questions it lets through.

use crate::message::{Kind, Strength};
use crate::trust::{AnswerMode, Audience, EdgePolicy, Question};

/// How strong an edge is: 1 to 4, the higher the stronger.
///
/// Strengths said by people take 1 to 3; 4 is room for one more word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(u8);

impl Level {
    /// The strongest level there is.
    pub const STRONGEST: Self = Self(4);
    pub(crate) const WOULD_VOUCH: Self = Self(3);
    pub(crate) const KNOW_WELL: Self = Self(2);
    pub(crate) const HAVE_MET: Self = Self(1);

    /// The level of this number, if it is 1 to 4.
    pub fn new(level: u8) -> Option<Self> {
        (1..=4).contains(&level).then_some(Self(level))
    }

    /// The number, 1 to 4.
    pub fn number(self) -> u8 {
        self.0
    }

    /// The strength people say, if it is one of theirs.
    pub fn strength(self) -> Option<Strength> {
        match self.0 {
            1 => Some(Strength::HaveMet),
            2 => Some(Strength::KnowWell),
            3 => Some(Strength::WouldVouch),
            _ => None,
        }
    }
}

impl From<Strength> for Level {
    fn from(strength: Strength) -> Self {
        Self(strength as u8)
    }
}

/// Which questions an edge lets through: a bit for each kind, a bit for each distance they may come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Passes(u8);

impl Passes {
    /// Lets every question through.
    pub const ALL: Self = Self(u8::MAX);
    /// Lets none through.
    pub const NONE: Self = Self(0);

    /// The bits as they were stored.
    pub fn from_bits(bits: u8) -> Self {
        Self(bits)
    }

    /// The bits, to be stored: kinds in the lower five, distances in the upper three.
    pub fn bits(self) -> u8 {
        self.0
    }

    /// What a tie lets travel along it.
    pub fn of_tie(policy: &EdgePolicy) -> Self {
        Self::of(policy, |_, from| policy.search && from <= policy.audience)
    }

    /// What an edge to a person outside may answer.
    pub fn of_contact(policy: &EdgePolicy) -> Self {
        Self::of(policy, |kind, from| policy.answer(kind, from) != AnswerMode::Never)
    }

    /// Whether the question may pass.
    pub fn lets(self, question: Question) -> bool {
        self.covers(Self::mask(question))
    }

    /// The bits an edge must have for this question.
    pub(crate) fn mask(question: Question) -> Self {
        Self(kind_bit(question.kind) | from_bit(question.from))
    }

    #[inline]
    pub(crate) fn covers(self, mask: Self) -> bool {
        self.0 & mask.0 == mask.0
    }

    /// Every question these bits let through, a bit each: five kinds for each of three distances.
    #[inline]
    pub(crate) fn questions(self) -> u16 {
        let kinds = u16::from(self.0 & 0x1f);
        let from = |distance: u32| (u16::from(self.0 >> (5 + distance) & 1) * kinds) << (5 * distance);
        from(0) | from(1) | from(2)
    }

    fn of(policy: &EdgePolicy, admits: impl Fn(Kind, Audience) -> bool) -> Self {
        let kinds = policy.kinds.iter().fold(0, |bits, kind| bits | kind_bit(*kind));
        let is_open = |from: &Audience| policy.kinds.iter().any(|kind| admits(*kind, *from));
        let froms = [Audience::OwnOrg, Audience::Peers, Audience::Network];
        Self(froms.into_iter().filter(is_open).fold(kinds, |bits, from| bits | from_bit(from)))
    }
}

fn kind_bit(kind: Kind) -> u8 {
    match kind {
        Kind::Introduction => 1,
        Kind::Intelligence => 1 << 1,
        Kind::Influence => 1 << 2,
        Kind::Appraisal => 1 << 3,
        Kind::Opportunity => 1 << 4,
    }
}

fn from_bit(from: Audience) -> u8 {
    match from {
        Audience::OwnOrg => 1 << 5,
        Audience::Peers => 1 << 6,
        Audience::Network => 1 << 7,
    }
}
