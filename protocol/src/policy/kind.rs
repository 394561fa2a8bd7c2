//! What each kind of ask means, in one place: whom it may name, whether that person is spoken to, what an answer may
//! carry, and what must be kept to. Pure; the node, the device and the command line all ask here.
//!
//! | kind | names | the person sought | their card |
//! |---|---|---|---|
//! | introduction | a person, an organisation, or attributes | spoken to by who answers | if they agreed |
//! | intelligence | an organisation, a person, or attributes | not spoken to | no |
//! | influence | a person or an organisation | spoken to by who answers | no |
//! | appraisal | a person, by handle alone | must not learn of it | no |
//! | opportunity | nobody: it is passed on | – | – |

use crate::message::{Attribute, Kind};
use crate::trust::{Handle, HandleType};

/// What an ask names whom it seeks by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selector {
    /// Handles of one person.
    Person,
    /// An organisation's domain.
    Organisation,
    /// Attributes without any handle.
    AttributesAlone,
}

/// What the one who answers may do with whom the ask is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Speak to them, outside of this network or as the one who was found.
    SpokenTo,
    /// Leave them alone: what is asked for is knowledge.
    LeftAlone,
    /// Keep it from them altogether: their own node keeps it from them too.
    KeptFrom,
    /// There is none.
    Nobody,
}

/// Why an ask does not suit its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsuited {
    /// This kind is passed on, not asked.
    NotAsked,
    /// This kind is about a person.
    AboutOrganisation,
    /// This kind names whom it seeks; attributes alone are too little, or say too much in clear.
    Attributes,
}

/// Whom a kind may name.
pub const fn selectors(kind: Kind) -> &'static [Selector] {
    match kind {
        Kind::Introduction | Kind::Intelligence => {
            &[Selector::Person, Selector::Organisation, Selector::AttributesAlone]
        }
        Kind::Influence => &[Selector::Person, Selector::Organisation],
        Kind::Appraisal => &[Selector::Person],
        Kind::Opportunity => &[],
    }
}

/// Whether whom the ask is about may be spoken to.
pub const fn target(kind: Kind) -> Target {
    match kind {
        Kind::Introduction | Kind::Influence => Target::SpokenTo,
        Kind::Intelligence => Target::LeftAlone,
        Kind::Appraisal => Target::KeptFrom,
        Kind::Opportunity => Target::Nobody,
    }
}

/// Whether an answer may carry the card of the person sought, if they agreed.
pub const fn may_carry_their_card(kind: Kind) -> bool {
    matches!(kind, Kind::Introduction)
}

/// Whether the person asked about must have given permission, and letter and answer are deleted by a date.
pub const fn has_terms(kind: Kind) -> bool {
    matches!(target(kind), Target::KeptFrom)
}

/// Whether what an ask names suits its kind. How many handles and attributes there may be is not judged here.
///
/// # Errors
/// [`Unsuited`] says what does not suit.
pub fn suits(kind: Kind, handles: &[Handle], attributes: &[Attribute]) -> Result<(), Unsuited> {
    let allowed = selectors(kind);
    if allowed.is_empty() {
        return Err(Unsuited::NotAsked);
    }
    let is_organisation = |handle: &Handle| handle.handle_type() == HandleType::Org;
    if handles.iter().any(is_organisation) && !allowed.contains(&Selector::Organisation) {
        return Err(Unsuited::AboutOrganisation);
    }
    let alone = handles.is_empty() && !allowed.contains(&Selector::AttributesAlone);
    // An attribute travels in clear: beside a candidate's tags it would tell every relay about the candidate.
    let tells = !attributes.is_empty() && matches!(target(kind), Target::KeptFrom);
    if alone || tells { Err(Unsuited::Attributes) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::AttributeType;

    const KINDS: [Kind; 5] =
        [Kind::Introduction, Kind::Intelligence, Kind::Influence, Kind::Appraisal, Kind::Opportunity];

    fn handle(text: &str) -> Vec<Handle> {
        vec![Handle::parse(text, None).unwrap()]
    }

    fn topic() -> Vec<Attribute> {
        vec![Attribute { r#type: AttributeType::Topic, value: "water".into() }]
    }

    #[test]
    fn every_kind_that_is_asked_may_name_a_person() {
        let person = handle("jonas@lindenhof.example");

        let suited: Vec<_> = KINDS.into_iter().filter(|kind| suits(*kind, &person, &[]).is_ok()).collect();

        assert_eq!(suited, KINDS[..4]);
    }

    #[test]
    fn an_appraisal_is_about_one_person_and_says_nothing_in_clear() {
        let (person, organisation) = (handle("jonas@lindenhof.example"), handle("lindenhof.example"));

        assert_eq!(suits(Kind::Appraisal, &organisation, &[]), Err(Unsuited::AboutOrganisation));
        assert_eq!(suits(Kind::Appraisal, &[], &topic()), Err(Unsuited::Attributes));
        assert_eq!(suits(Kind::Appraisal, &person, &topic()), Err(Unsuited::Attributes));
    }

    #[test]
    fn a_word_is_put_in_with_somebody_and_knowledge_may_be_of_a_topic() {
        assert_eq!(suits(Kind::Influence, &[], &topic()), Err(Unsuited::Attributes));
        assert_eq!(suits(Kind::Influence, &handle("lindenhof.example"), &topic()), Ok(()));
        assert_eq!(suits(Kind::Intelligence, &[], &topic()), Ok(()));
    }

    #[test]
    fn only_an_introduction_hands_over_a_card_and_only_an_appraisal_has_terms() {
        let with_card: Vec<_> = KINDS.into_iter().filter(|kind| may_carry_their_card(*kind)).collect();
        let with_terms: Vec<_> = KINDS.into_iter().filter(|kind| has_terms(*kind)).collect();

        assert_eq!((with_card, with_terms), (vec![Kind::Introduction], vec![Kind::Appraisal]));
    }
}
