//! Naming things by the first digits of their identifiers.

use std::fmt::Display;

/// The fewest digits that name anything.
const DIGITS_MIN: usize = 4;

/// The digits name nothing, or too much.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum NotNamed {
    /// Fewer digits than it takes, or other characters.
    #[error("`{given}` names no {what}: nothing was done; give at least {DIGITS_MIN} of its hexadecimal digits")]
    NotDigits {
        /// What was given.
        given: String,
        /// What was to be named.
        what: &'static str,
    },
    /// Nothing begins so.
    #[error("there is no {what} that begins with {given}; nothing was done")]
    Nothing {
        /// What was given.
        given: String,
        /// What was to be named.
        what: &'static str,
    },
    /// Several begin so.
    #[error("{count} begin with {given}: give more digits of the {what}; nothing was done")]
    Several {
        /// What was given.
        given: String,
        /// What was to be named.
        what: &'static str,
        /// How many.
        count: usize,
    },
}

/// The one candidate whose identifier begins with the digits given.
pub(super) fn pick<T, I: Display>(
    what: &'static str,
    given: &str,
    candidates: impl IntoIterator<Item = T>,
    id: impl Fn(&T) -> I,
) -> Result<T, NotNamed> {
    let given = given.trim().trim_end_matches('…').to_ascii_lowercase();
    if !is_prefix(&given) {
        return Err(NotNamed::NotDigits { given, what });
    }
    let fits = |candidate: &T| id(candidate).to_string().starts_with(&given);
    let mut found: Vec<T> = candidates.into_iter().filter(fits).collect();
    match (found.pop(), found.len()) {
        (None, _) => Err(NotNamed::Nothing { given, what }),
        (Some(only), 0) => Ok(only),
        (Some(_), others) => Err(NotNamed::Several { given, what, count: others + 1 }),
    }
}

/// Whether a text could be the first digits of an identifier.
pub(super) fn is_prefix(given: &str) -> bool {
    given.len() >= DIGITS_MIN && given.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use stn_protocol::id::ItemId;

    use super::*;

    fn items() -> [ItemId; 3] {
        let item = |first: u8, second: u8| {
            let mut bytes = [7; 16];
            bytes[..3].copy_from_slice(&[0xab, first, second]);
            ItemId::from_bytes(bytes)
        };
        [item(0x01, 0x10), item(0x01, 0x20), item(0x02, 0x10)]
    }

    fn named(given: &str) -> Result<ItemId, NotNamed> {
        pick("item", given, items(), |item| *item)
    }

    #[test]
    fn enough_digits_name_one_thing() {
        assert_eq!(named("ab02"), Ok(items()[2]));
        assert_eq!(named("AB0120"), Ok(items()[1]));
        assert_eq!(named(&items()[0].to_string()), Ok(items()[0]));
    }

    #[test]
    fn too_few_digits_name_nothing() {
        assert!(matches!(named("ab0"), Err(NotNamed::NotDigits { .. })));
        assert!(matches!(named("abxy"), Err(NotNamed::NotDigits { .. })));
        assert!(matches!(named("äöüß"), Err(NotNamed::NotDigits { .. })));
    }

    #[test]
    fn digits_that_fit_several_say_how_many() {
        assert!(matches!(named("ab01"), Err(NotNamed::Several { count: 2, .. })));
        assert!(matches!(named("cd01"), Err(NotNamed::Nothing { .. })));
    }
}
