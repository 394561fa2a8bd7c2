//! What a question asks for in clear, each value in the one form both sides compare: a topic or role as a word, a
//! region as an ISO 3166 code, an organisation as a domain.
//!
//! Every node the question reaches reads these. Whether somebody has one is not decided here.

use crate::limits;
use crate::message::{Attribute, AttributeType};
use crate::trust::{Handle, HandleType, Region, Word};

/// The text is no value of this sort of attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAttribute {
    /// No word.
    #[error("expected a topic or role of one to 64 bytes, such as social-housing")]
    Word,
    /// No region.
    #[error("expected a country such as KE or a part of one such as DE-BY")]
    Region,
    /// No domain.
    #[error("expected an organisation's domain of at most 64 bytes, such as example.org")]
    Org,
}

impl Attribute {
    /// Reads a value of a known sort.
    ///
    /// # Errors
    /// If the text has not the form of one.
    pub fn read(r#type: AttributeType, text: &str) -> Result<Self, NotAnAttribute> {
        let value = match r#type {
            AttributeType::Topic | AttributeType::Role => {
                Word::parse(text).map_err(|_| NotAnAttribute::Word)?.as_str().to_owned()
            }
            AttributeType::Region => Region::parse(text).map_err(|_| NotAnAttribute::Region)?.as_str().to_owned(),
            AttributeType::Org => {
                let handle = Handle::of_type(HandleType::Org, text, None).map_err(|_| NotAnAttribute::Org)?;
                handle.canonical().0.clone()
            }
        };
        if value.len() > limits::ATTRIBUTE { Err(NotAnAttribute::Org) } else { Ok(Self { r#type, value }) }
    }
}

/// Whether attributes are few enough to travel, and each in its agreed form.
pub fn all_fit(attributes: &[Attribute]) -> bool {
    let total: usize = attributes.iter().map(|attribute| attribute.value.len()).sum();
    let is_agreed = |attribute: &Attribute| {
        Attribute::read(attribute.r#type, &attribute.value).is_ok_and(|read| read == *attribute)
    };
    attributes.len() <= limits::ATTRIBUTES && total <= limits::ATTRIBUTES_TOTAL && attributes.iter().all(is_agreed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_has_one_form_however_it_is_written() {
        for (r#type, text, value) in [
            (AttributeType::Topic, " Social Housing", "social-housing"),
            (AttributeType::Role, "Head of Programmes", "head-of-programmes"),
            (AttributeType::Region, "de-by", "DE-BY"),
            (AttributeType::Org, "https://www.Example.org/about", "example.org"),
        ] {
            let read = Attribute::read(r#type, text).unwrap();
            assert_eq!(read.value, value);
            assert_eq!(Attribute::read(r#type, value), Ok(read));
        }
        assert_eq!(Attribute::read(AttributeType::Region, "Kenya"), Err(NotAnAttribute::Region));
        assert_eq!(Attribute::read(AttributeType::Org, "Foundation F"), Err(NotAnAttribute::Org));
    }

    #[test]
    fn what_is_not_in_the_agreed_form_or_too_much_does_not_travel() {
        let topic = |value: &str| Attribute { r#type: AttributeType::Topic, value: value.to_owned() };

        assert!(all_fit(&[topic("water")]));
        assert!(!all_fit(&[topic("Water")]));
        assert!(!all_fit(&vec![topic("water"); limits::ATTRIBUTES + 1]));
        assert!(!all_fit(&vec![topic(&"x".repeat(64)); 6]));
    }
}
