//! Rows packed into pages: one stored record for many rows of one owner, so that a million edges are a few
//! thousand records, and a start reads them in one go.
//!
//! ```text
//!   record   (owner, page) → format │ len row │ len row │ 0 │ len row │ …     a row stands at slot number % PER_PAGE
//! ```
//!
//! Pages stay packed in memory too: a row is read where it stands, and written by splicing its bytes.
//! The first byte says in which format the rows are; older ones are brought up to date when they are restored.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::change::Change;
use crate::state::table::{Unreadable, encoded};

/// A row that knows how it is written.
pub trait PackedRow: Sized {
    /// Rows in one page.
    const PER_PAGE: u32;
    /// The format rows are written in; it counts up when the writing changes.
    const FORMAT: u8;

    /// Appends the row's bytes in the current format.
    fn write(&self, into: &mut Vec<u8>);

    /// Reads a row of this or an older format.
    ///
    /// # Errors
    /// [`Unreadable`] for a newer format or bytes that are no row.
    fn read(format: u8, bytes: &[u8]) -> Result<Self, Unreadable>;
}

/// Rows of all owners, each numbered by its owner. Every change is noted, and drained once per step.
#[derive(Debug)]
pub struct Pages<O, V> {
    number: u8,
    pages: BTreeMap<(O, u32), Page>,
    changed: BTreeSet<(O, u32)>,
    rows: usize,
    of: std::marker::PhantomData<V>,
}

/// One page's bytes and how many rows they hold.
#[derive(Debug, Default)]
struct Page {
    bytes: Vec<u8>,
    rows: u32,
}

impl<O, V> Pages<O, V>
where
    O: Ord + Copy + Serialize + DeserializeOwned,
    V: PackedRow,
{
    /// No rows. `number` begins the key of each record.
    pub const fn new(number: u8) -> Self {
        let of = std::marker::PhantomData;
        Self { number, pages: BTreeMap::new(), changed: BTreeSet::new(), rows: 0, of }
    }

    /// Writes a row.
    pub fn put(&mut self, owner: O, slot: u32, row: &V) {
        let mut bytes = Vec::with_capacity(64);
        row.write(&mut bytes);
        let key = (owner, slot / V::PER_PAGE);
        let page = self.pages.entry(key).or_insert_with(|| Page { bytes: vec![V::FORMAT], rows: 0 });
        if !page.replace(slot % V::PER_PAGE, &bytes) {
            self.rows += 1;
        }
        self.changed.insert(key);
    }

    /// Removes a row. Returns whether there was one.
    pub fn remove(&mut self, owner: O, slot: u32) -> bool {
        let key = (owner, slot / V::PER_PAGE);
        let Some(page) = self.pages.get_mut(&key) else { return false };
        if !page.replace(slot % V::PER_PAGE, &[]) {
            return false;
        }
        self.rows -= 1;
        if page.rows == 0 {
            self.pages.remove(&key);
        }
        self.changed.insert(key);
        true
    }

    /// Reads a row.
    pub fn row(&self, owner: &O, slot: u32) -> Option<V> {
        let page = self.pages.get(&(*owner, slot / V::PER_PAGE))?;
        let bytes = page.slots().nth(usize::try_from(slot % V::PER_PAGE).ok()?)?;
        if bytes.is_empty() { None } else { Some(current(bytes)) }
    }

    /// An owner's rows in the order of their numbers.
    pub fn of<'p>(&'p self, owner: &O) -> impl Iterator<Item = (u32, V)> + use<'p, O, V> {
        self.pages.range((*owner, 0)..=(*owner, u32::MAX)).flat_map(|((_, page), rows)| numbered(*page, rows))
    }

    /// An owner's rows as they are written, in the order of their numbers.
    pub fn raw_of<'p>(&'p self, owner: &O) -> impl Iterator<Item = (u32, &'p [u8])> + use<'p, O, V> {
        self.pages.range((*owner, 0)..=(*owner, u32::MAX)).flat_map(|((_, page), rows)| raw::<V>(*page, rows))
    }

    /// All rows as they are written, in the order of owners and numbers.
    pub fn raw(&self) -> impl Iterator<Item = (O, u32, &[u8])> + Clone {
        self.pages.iter().flat_map(|((owner, page), rows)| raw::<V>(*page, rows).map(|(slot, row)| (*owner, slot, row)))
    }

    /// All rows, in the order of owners and numbers.
    pub fn iter(&self) -> impl Iterator<Item = (O, u32, V)> {
        self.pages.iter().flat_map(|((owner, page), rows)| numbered(*page, rows).map(|(slot, row)| (*owner, slot, row)))
    }

    /// How many rows an owner has.
    pub fn count_of(&self, owner: &O) -> usize {
        let pages = self.pages.range((*owner, 0)..=(*owner, u32::MAX));
        pages.map(|(_, page)| page.rows as usize).sum()
    }

    /// How many rows there are.
    pub const fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is no row.
    pub const fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Takes a stored record back. One of an older format is rewritten, and noted as changed.
    ///
    /// # Errors
    /// [`Unreadable`] if the record is not a page of rows this version can read.
    pub fn restore(&mut self, key: &[u8], value: &[u8]) -> Result<(), Unreadable> {
        let key: (O, u32) = postcard::from_bytes(key).map_err(|_| Unreadable)?;
        let format = *value.first().ok_or(Unreadable)?;
        let mut page = Page::checked(value, V::PER_PAGE)?;
        if format != V::FORMAT {
            page = page.converted::<V>(format)?;
            self.changed.insert(key);
        } else if let Some(first) = page.slots().find(|bytes| !bytes.is_empty()) {
            V::read(format, first)?;
        }
        self.rows += page.rows as usize;
        self.pages.insert(key, page);
        Ok(())
    }

    /// All pages as they would be stored.
    pub fn records(&self, into: &mut Vec<(Vec<u8>, Vec<u8>)>) {
        for (key, page) in &self.pages {
            let mut bytes = vec![self.number];
            bytes.extend(encoded(key));
            into.push((bytes, page.bytes.clone()));
        }
    }

    /// Writes down what changed since the last call.
    pub fn drain_changes(&mut self, into: &mut Vec<Change>) {
        for key in std::mem::take(&mut self.changed) {
            let mut bytes = vec![self.number];
            bytes.extend(encoded(&key));
            into.push(Change { key: bytes, value: self.pages.get(&key).map(|page| page.bytes.clone()) });
        }
    }
}

fn numbered<V: PackedRow>(page: u32, rows: &Page) -> impl Iterator<Item = (u32, V)> + use<'_, V> {
    raw::<V>(page, rows).map(|(slot, bytes)| (slot, current(bytes)))
}

fn raw<V: PackedRow>(page: u32, rows: &Page) -> impl Iterator<Item = (u32, &[u8])> + Clone + use<'_, V> {
    let first = page * V::PER_PAGE;
    (first..).zip(rows.slots()).filter(|(_, bytes)| !bytes.is_empty())
}

fn current<V: PackedRow>(bytes: &[u8]) -> V {
    // The store gives back what was written or nothing: each record has a digest.
    V::read(V::FORMAT, bytes).expect("a row of this format was written by this version")
}

impl Page {
    /// A page's bytes, if they are slots and no more of them than a page has.
    fn checked(bytes: &[u8], per_page: u32) -> Result<Self, Unreadable> {
        let (mut rest, mut slots, mut rows) = (&bytes[1..], 0, 0);
        while !rest.is_empty() {
            let (len, after) = length(rest).ok_or(Unreadable)?;
            rest = after.get(len..).ok_or(Unreadable)?;
            slots += 1;
            rows += u32::from(len > 0);
        }
        if slots > per_page || rows == 0 { Err(Unreadable) } else { Ok(Self { bytes: bytes.to_vec(), rows }) }
    }

    /// The same rows in the current format.
    fn converted<V: PackedRow>(&self, format: u8) -> Result<Self, Unreadable> {
        let mut page = Self { bytes: vec![V::FORMAT], rows: 0 };
        for (slot, bytes) in (0..).zip(self.slots()).filter(|(_, bytes)| !bytes.is_empty()) {
            let mut written = Vec::new();
            V::read(format, bytes)?.write(&mut written);
            page.replace(slot, &written);
        }
        Ok(page)
    }

    fn slots(&self) -> Slots<'_> {
        Slots { rest: &self.bytes[1..] }
    }

    /// Puts a slot's bytes; none empty it. Returns whether it held a row.
    fn replace(&mut self, slot: u32, row: &[u8]) -> bool {
        let mut slots = self.slots();
        let before = (0..slot).map_while(|_| slots.next()).count();
        let start = self.bytes.len() - slots.rest.len();
        let held = slots.next();
        let end = self.bytes.len() - slots.rest.len();
        let had_row = held.is_some_and(|bytes| !bytes.is_empty());
        if row.is_empty() && !had_row {
            return false;
        }
        let mut written = vec![0; slot as usize - before];
        write_length(row.len(), &mut written);
        written.extend_from_slice(row);
        self.bytes.splice(start..end, written);
        self.rows = self.rows - u32::from(had_row) + u32::from(!row.is_empty());
        had_row
    }
}

/// A page's slots in order; what stands behind the last is empty.
#[derive(Clone)]
struct Slots<'p> {
    rest: &'p [u8],
}

impl<'p> Iterator for Slots<'p> {
    type Item = &'p [u8];

    fn next(&mut self) -> Option<&'p [u8]> {
        let (len, after) = length(self.rest)?;
        let (row, rest) = after.split_at_checked(len)?;
        self.rest = rest;
        Some(row)
    }
}

/// Reads a length: 7 bits a byte, lowest first, at most three bytes.
fn length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut len = 0;
    for (at, byte) in bytes.iter().enumerate().take(3) {
        len |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((len, &bytes[at + 1..]));
        }
    }
    None
}

fn write_length(mut len: usize, into: &mut Vec<u8>) {
    debug_assert!(len < 1 << 21, "a row's texts are bounded far below two MiB");
    while len >= 0x80 {
        into.push((len & 0x7f) as u8 | 0x80);
        len >>= 7;
    }
    into.push(len as u8);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Text, and in format 1 text that stood backwards.
    #[derive(Clone, Debug, PartialEq, Eq)]
    struct Text(String);

    impl PackedRow for Text {
        const PER_PAGE: u32 = 4;
        const FORMAT: u8 = 2;

        fn write(&self, into: &mut Vec<u8>) {
            into.push(b'=');
            into.extend_from_slice(self.0.as_bytes());
        }

        fn read(format: u8, bytes: &[u8]) -> Result<Self, Unreadable> {
            let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).map_err(|_| Unreadable);
            match format {
                1 => Ok(Self(text(bytes)?.chars().rev().collect())),
                2 => Ok(Self(text(bytes.strip_prefix(b"=").ok_or(Unreadable)?)?)),
                _ => Err(Unreadable),
            }
        }
    }

    fn restored(changes: &[Change]) -> Pages<u8, Text> {
        let mut pages = Pages::new(9);
        for change in changes {
            pages.restore(&change.key[1..], change.value.as_ref().unwrap()).unwrap();
        }
        pages
    }

    #[test]
    fn a_page_of_an_older_format_is_rewritten() {
        let key = encoded(&(3_u8, 0_u32));
        let mut pages = Pages::<u8, Text>::new(9);

        pages.restore(&key, &[1, 0, 3, b'o', b'n', b'e']).unwrap();
        let mut changes = Vec::new();
        pages.drain_changes(&mut changes);

        assert_eq!(pages.row(&3, 1), Some(Text("eno".to_owned())));
        assert_eq!(changes[0].value.as_deref(), Some(&[2, 0, 4, b'=', b'e', b'n', b'o'][..]));
        assert_eq!(restored(&changes).row(&3, 1), Some(Text("eno".to_owned())));
    }

    #[test]
    fn a_record_that_is_no_page_is_unreadable() {
        let key = encoded(&(3_u8, 0_u32));
        let broken: [&[u8]; 7] =
            [&[], &[2], &[3, 1, b'='], &[2, 5, b'='], &[2, 0], &[2, 1, b'x'], &[2, 1, b'=', 0, 0, 0, 0]];
        for value in broken {
            assert_eq!(Pages::<u8, Text>::new(9).restore(&key, value), Err(Unreadable), "{value:?}");
        }
    }

    proptest! {
        #[test]
        fn pages_hold_what_a_map_holds(ops in prop::collection::vec((0u8..3, 0u32..20, prop::option::of("[a-z]{0,200}")), 0..80)) {
            let mut pages = Pages::<u8, Text>::new(9);
            let mut model = BTreeMap::new();
            for (owner, slot, text) in ops {
                match text {
                    Some(text) => {
                        pages.put(owner, slot, &Text(text.clone()));
                        model.insert((owner, slot), Text(text));
                    }
                    None => prop_assert_eq!(pages.remove(owner, slot), model.remove(&(owner, slot)).is_some()),
                }
            }

            let mut changes = Vec::new();
            pages.drain_changes(&mut changes);
            changes.retain(|change| change.value.is_some());
            for pages in [pages, restored(&changes)] {
                let held: BTreeMap<_, _> = pages.iter().map(|(owner, slot, row)| ((owner, slot), row)).collect();
                prop_assert_eq!(&held, &model);
                prop_assert_eq!(pages.len(), model.len());
                for owner in 0..3 {
                    prop_assert_eq!(pages.count_of(&owner), model.keys().filter(|(of, _)| *of == owner).count());
                    prop_assert!((0..20).all(|slot| pages.row(&owner, slot) == model.get(&(owner, slot)).cloned()));
                }
            }
        }
    }
}
