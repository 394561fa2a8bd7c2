//! What a member says of themselves, field by field, each with its audience.

use serde::{Deserialize, Serialize};

use crate::private::Private;
use crate::trust::{Audience, Language, Region, Word};

/// A member's profile. A new one is empty, and nobody finds anybody by it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// What the member works on.
    pub topics: Field<Vec<Word>>,
    /// Where.
    pub regions: Field<Vec<Region>>,
    /// Languages they speak.
    pub languages: Field<Vec<Language>>,
    /// What they can help with.
    pub can_help: Field<Private<String>>,
    /// What they look for.
    pub looks_for: Field<Private<String>>,
    /// Whether questions may find the member by this profile.
    pub findable: bool,
    /// Whether the member's edges may be counted, without names, when the admin looks which organisations
    /// members know people at.
    pub counted: bool,
}

/// One field and who may see it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Field<T> {
    /// What it says.
    pub says: T,
    /// Who may see it; `None`: only the member.
    pub audience: Option<Audience>,
}

impl<T: Clone + Default> Field<T> {
    /// What somebody this far away may read: nothing, unless the member said so.
    pub fn for_audience(&self, from: Audience) -> T {
        if self.audience.is_some_and(|most| from <= most) { self.says.clone() } else { T::default() }
    }
}

impl Profile {
    /// The profile as somebody this far away may read it.
    pub fn for_audience(&self, from: Audience) -> Self {
        fn cut<T: Clone + Default>(field: &Field<T>, from: Audience) -> Field<T> {
            Field { says: field.for_audience(from), audience: None }
        }
        Self {
            topics: cut(&self.topics, from),
            regions: cut(&self.regions, from),
            languages: cut(&self.languages, from),
            can_help: cut(&self.can_help, from),
            looks_for: cut(&self.looks_for, from),
            findable: false,
            counted: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_shows_as_far_as_its_audience_and_nothing_by_default() {
        let mut profile = Profile::default();
        profile.topics.says = vec![Word::parse("water").unwrap()];
        profile.regions.says = vec![Region::parse("KE").unwrap()];
        profile.regions.audience = Some(Audience::Peers);

        let seen = |from| profile.for_audience(from);

        assert!(seen(Audience::OwnOrg).topics.says.is_empty());
        assert_eq!(seen(Audience::Peers).regions.says.len(), 1);
        assert!(seen(Audience::Network).regions.says.is_empty());
        assert_eq!(seen(Audience::Peers).regions.audience, None);
    }
}
