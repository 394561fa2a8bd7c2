//! A form or a query as it was sent: names and values, each perhaps several times. What they must be, each page says.

use std::str::FromStr;

use axum::body::Bytes;

/// The most fields that are read; a form of ours has fewer.
const FIELDS_MAX: usize = 64;

/// What somebody filled in.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// What a form sent.
    pub(super) fn of_form(body: &Bytes) -> Self {
        Self::read(body)
    }

    /// What stands behind `?` in an address.
    pub(super) fn of_query(query: Option<&str>) -> Self {
        Self::read(query.unwrap_or_default().as_bytes())
    }

    fn read(bytes: &[u8]) -> Self {
        Self(form_urlencoded::parse(bytes).into_owned().take(FIELDS_MAX).collect())
    }

    /// The first of this name, without blanks around it; empty if there is none.
    pub(super) fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// All of this name.
    pub(super) fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.trim())
    }

    /// The first of this name as something else, if it is that.
    pub(super) fn one<T: FromStr>(&self, name: &str) -> Option<T> {
        self.text(name).parse().ok()
    }

    /// Whether a box of this name was ticked.
    pub(super) fn is_ticked(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_with_its_repetitions() {
        let fields = Fields::of_query(Some("kind=introduction&kind=influence&q=%C5%81ucja+%20&days=30"));

        assert_eq!(fields.all("kind").collect::<Vec<_>>(), ["introduction", "influence"]);
        assert_eq!((fields.text("q"), fields.one::<u64>("days")), ("Łucja", Some(30)));
        assert_eq!((fields.text("none"), fields.one::<u64>("q")), ("", None));
        assert!(fields.is_ticked("kind") && !fields.is_ticked("none"));
    }

    #[test]
    fn no_more_fields_are_read_than_a_form_has() {
        let many = "a=1&".repeat(1_000);

        assert_eq!(Fields::of_form(&Bytes::from(many)).0.len(), FIELDS_MAX);
    }
}
