//! Rows beside the contacts recorded: who is new, who is known, what changed, who may be somebody else.
//!
//! A contact is known by a handle, as at the node; where the names disagree only the member can say.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use stn_protocol::exchange::ContactEntry;
use stn_protocol::exchange::view::ContactView;
use stn_protocol::id::{ContactId, ImportId};
use stn_protocol::limits::HANDLES_PER_CONTACT;
use stn_protocol::local::insight::ImportView;
use stn_protocol::message::Strength;
use stn_protocol::private::Private;
use stn_protocol::trust::{EdgePolicy, Handle, names_agree};

use super::rows::Numbered;
use crate::cli::words::PolicyFlags;
use crate::import::fitting;

/// The contacts recorded, by their handles.
#[derive(Debug)]
pub(super) struct Held<'a> {
    people: &'a [ContactView],
    by_handle: BTreeMap<&'a Handle, usize>,
}

/// How a row stands to the contacts recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "standing", rename_all = "kebab-case")]
pub(super) enum Standing {
    /// Nothing to find the person by.
    WithoutHandle,
    /// Nobody who was recorded.
    New,
    /// A contact, just as the file has them.
    Known {
        /// The contact.
        contact: ContactId,
    },
    /// A contact of whom the file says something else.
    Changed {
        /// The contact.
        contact: ContactId,
        /// What: name, organisation, role, handles.
        changed: Vec<&'static str>,
    },
    /// A contact of another name has one of the handles, or several contacts have some.
    Question {
        /// The first such contact.
        contact: ContactId,
        /// As the member calls them.
        name: Private<String>,
    },
}

/// What becomes of a row of which the member said whether it is the contact it seems to be.
#[derive(Debug)]
pub(super) enum Resolved {
    /// It is recorded so.
    Entry(Box<ContactEntry>),
    /// It belongs to two contacts at once.
    TwoContacts([ContactId; 2]),
    /// Every handle it has is somebody else's.
    NothingLeft,
}

impl<'a> Held<'a> {
    /// Of these contacts.
    pub(super) fn of(people: &'a [ContactView]) -> Self {
        let mut by_handle = BTreeMap::new();
        for (at, contact) in people.iter().enumerate() {
            for handle in &contact.handles {
                by_handle.entry(handle).or_insert(at);
            }
        }
        Self { people, by_handle }
    }

    /// How a row stands to them.
    pub(super) fn standing(&self, row: &Numbered<'_>) -> Standing {
        if row.handles.is_empty() {
            return Standing::WithoutHandle;
        }
        match self.claimants(&row.handles).as_slice() {
            [] => Standing::New,
            [one] if names_agree(&one.name, &row.row.name) => {
                let (contact, changed) = (one.contact, changes(one, row));
                if changed.is_empty() { Standing::Known { contact } } else { Standing::Changed { contact, changed } }
            }
            [one, ..] => Standing::Question { contact: one.contact, name: one.name.clone() },
        }
    }

    /// Contacts that came with earlier imports of the same source and are not in the file any more.
    pub(super) fn gone(&self, rows: &[Numbered<'_>], imports: &[ImportView], source: &str) -> Vec<&'a ContactView> {
        let earlier = imports.iter().filter(|import| import.source == source);
        let earlier: BTreeSet<ImportId> = earlier.map(|import| import.import).collect();
        let present: BTreeSet<&Handle> = rows.iter().flat_map(|row| &row.handles).collect();
        let came = self.people.iter().filter(|one| one.import.is_some_and(|import| earlier.contains(&import)));
        came.filter(|one| !one.handles.iter().any(|handle| present.contains(handle))).collect()
    }

    /// A row as it is recorded. Who is known already keeps what may be done for them: an import never opens what
    /// was closed. With `keep_rating`, how well they are known stays too.
    pub(super) fn entry(
        &self,
        row: &Numbered<'_>,
        strength: Strength,
        keep_rating: bool,
        flags: PolicyFlags,
    ) -> ContactEntry {
        match self.claimants(&row.handles).as_slice() {
            [one] => {
                let kept = keep_rating && names_agree(&one.name, &row.row.name);
                row.entry(if kept { one.strength } else { strength }, flags.over(one.policy.clone()))
            }
            _ => row.entry(strength, flags.over(EdgePolicy::default())),
        }
    }

    /// A row that is the contact who has its handles: both have them all from here on.
    pub(super) fn same(&self, row: &Numbered<'_>, strength: Strength, flags: PolicyFlags) -> Resolved {
        match self.claimants(&row.handles).as_slice() {
            [] => Resolved::Entry(Box::new(self.entry(row, strength, false, flags))),
            [one] => {
                let mut entry = row.entry(strength, flags.over(one.policy.clone()));
                entry.contact = Some(one.contact);
                let more = one.handles.iter().filter(|handle| !row.handles.contains(handle)).cloned();
                entry.handles.extend(more);
                entry.handles.truncate(HANDLES_PER_CONTACT);
                for (said, before) in [(&mut entry.org, &one.org), (&mut entry.role, &one.role)] {
                    if said.is_empty() {
                        said.clone_from(before);
                    }
                }
                Resolved::Entry(Box::new(entry))
            }
            [one, other, ..] => Resolved::TwoContacts([one.contact, other.contact]),
        }
    }

    /// A row that is another person than the contact who has one of its handles: it goes without those.
    pub(super) fn apart(&self, row: &Numbered<'_>, strength: Strength, flags: PolicyFlags) -> Resolved {
        let claimants = self.claimants(&row.handles);
        let foreign = claimants.iter().filter(|one| !names_agree(&one.name, &row.row.name));
        let mut foreign: Vec<_> = foreign.copied().collect();
        if foreign.is_empty() {
            foreign.extend(claimants.first());
        }
        let mut row = row.clone();
        row.handles.retain(|handle| !foreign.iter().any(|one| one.handles.contains(handle)));
        match row.handles.is_empty() {
            true => Resolved::NothingLeft,
            false => Resolved::Entry(Box::new(self.entry(&row, strength, false, flags))),
        }
    }

    /// The contacts who have one of the handles, in the order of their numbers.
    fn claimants(&self, handles: &[Handle]) -> Vec<&'a ContactView> {
        let found: BTreeSet<usize> = handles.iter().filter_map(|handle| self.by_handle.get(handle)).copied().collect();
        let mut claimants: Vec<&ContactView> = found.into_iter().map(|at| &self.people[at]).collect();
        claimants.sort_by_key(|one| one.contact);
        claimants
    }
}

/// What the file says otherwise. What it leaves empty changes nothing.
fn changes(one: &ContactView, row: &Numbered<'_>) -> Vec<&'static str> {
    let differs = |said: &Private<String>, held: &Private<String>| {
        let said = fitting(said);
        !said.is_empty() && said.as_str() != held.as_str()
    };
    let all = [
        ("name", differs(&row.row.name, &one.name)),
        ("organisation", differs(&row.row.org, &one.org)),
        ("role", differs(&row.row.title, &one.role)),
        ("handles", row.handles.iter().any(|handle| !one.handles.contains(handle))),
    ];
    all.into_iter().filter(|(_, changed)| *changed).map(|(what, _)| what).collect()
}

#[cfg(test)]
mod tests {
    use stn_protocol::time::Timestamp;

    use super::*;
    use crate::cli::me::who::tests::known;
    use crate::import::Row;

    fn row(name: &str, emails: &[&str]) -> Row {
        Row {
            name: name.into(),
            org: "Riverbend".into(),
            title: "Engineer".into(),
            emails: emails.iter().map(|email| (*email).into()).collect(),
            ..Row::default()
        }
    }

    fn numbered(rows: &[Row]) -> Vec<Numbered<'_>> {
        Numbered::all(rows, None)
    }

    fn flags() -> PolicyFlags {
        PolicyFlags::default()
    }

    #[test]
    fn a_row_is_new_known_changed_or_a_question() {
        let people = [known(1, "Ana Ferrer", "ana@a.example"), known(2, "Tom Brandt", "tom@a.example")];
        let held = Held::of(&people);
        let mut moved = row("Ana Ferrer", &["ana@a.example", "ana@b.example"]);
        moved.title = "Director".into();
        let rows = [
            row("Ana Ferrer", &["ana@a.example"]),
            moved,
            row("Kerstin Weidt", &["tom@a.example"]),
            row("Ana Ferrer", &["ana@a.example", "tom@a.example"]),
            row("Kerstin Weidt", &["k@a.example"]),
            row("Kerstin Weidt", &[]),
            Row { org: String::new().into(), ..row("Kerstin Weidt", &[]) },
        ];

        let standing: Vec<Standing> = numbered(&rows).iter().map(|row| held.standing(row)).collect();

        let question = |number: usize| Standing::Question {
            contact: people[number - 1].contact,
            name: people[number - 1].name.clone(),
        };
        assert_eq!(
            standing,
            [
                Standing::Known { contact: ContactId(1) },
                Standing::Changed { contact: ContactId(1), changed: vec!["role", "handles"] },
                question(2),
                question(1),
                Standing::New,
                Standing::New,
                Standing::WithoutHandle,
            ]
        );
    }

    #[test]
    fn who_came_with_an_earlier_import_and_is_not_in_the_file_is_gone() {
        let import = ImportId::from_bytes([7; 16]);
        let mut people =
            [known(1, "Ana", "ana@a.example"), known(2, "Tom", "tom@a.example"), known(3, "Eva", "eva@a.example")];
        people[0].import = Some(import);
        people[1].import = Some(import);
        let imports =
            [ImportView { import, source: "LinkedIn".to_owned(), at: Timestamp::from_secs(1), added: 2, changed: 0 }];
        let rows = [row("Ana", &["ana@a.example"])];

        let gone = |source| Held::of(&people).gone(&numbered(&rows), &imports, source);

        assert_eq!(gone("LinkedIn").iter().map(|one| one.contact).collect::<Vec<_>>(), [ContactId(2)]);
        assert!(gone("Google").is_empty());
    }

    #[test]
    fn a_row_said_to_be_the_same_brings_its_handles_to_the_contact() {
        let people = [known(1, "Ana Ferrer", "ana@a.example"), known(2, "Tom Brandt", "tom@a.example")];
        let held = Held::of(&people);
        let mut married = row("Ana Soto", &["ana@b.example", "ana@a.example"]);
        married.org = Private::default();
        let rows = [married, row("Ana Soto", &["ana@a.example", "tom@a.example"])];
        let rows = numbered(&rows);

        let Resolved::Entry(entry) = held.same(&rows[0], Strength::WouldVouch, flags()) else { panic!("it is one") };

        assert_eq!(entry.contact, Some(ContactId(1)));
        assert_eq!(entry.handles.len(), 2);
        assert_eq!(entry.org, "Riverbend".into());
        let two = held.same(&rows[1], Strength::WouldVouch, flags());
        assert!(matches!(two, Resolved::TwoContacts([ContactId(1), ContactId(2)])));
    }

    #[test]
    fn a_row_said_to_be_apart_goes_without_the_contested_handle() {
        let people = [known(1, "Ana Ferrer", "office@a.example"), known(2, "Tom Brandt", "tom@a.example")];
        let held = Held::of(&people);
        let rows = [
            row("Kerstin Weidt", &["office@a.example", "kerstin@a.example"]),
            row("Kerstin Weidt", &["office@a.example"]),
            row("Tom Brandt", &["office@a.example", "tom@a.example"]),
        ];
        let apart = |at: usize| held.apart(&numbered(&rows)[at], Strength::HaveMet, flags());

        let Resolved::Entry(entry) = apart(0) else { panic!("an address is left") };
        let Resolved::Entry(again) = apart(2) else { panic!("his own address is left") };

        assert_eq!(entry.handles, [Handle::parse("kerstin@a.example", None).unwrap()]);
        assert!(matches!(apart(1), Resolved::NothingLeft));
        assert_eq!(again.handles, people[1].handles);
    }

    #[test]
    fn a_rating_of_the_rest_leaves_an_earlier_one() {
        let people = [known(1, "Ana Ferrer", "ana@a.example")];
        let held = Held::of(&people);
        let rows = [row("Ana Ferrer", &["ana@a.example"])];
        let strength = |keep| held.entry(&numbered(&rows)[0], Strength::HaveMet, keep, flags()).strength;

        assert_eq!(strength(true), Strength::KnowWell);
        assert_eq!(strength(false), Strength::HaveMet);
    }
}
