//! A contact as it is stored, in two packed rows: the edge, which a start reads into the search, and the details,
//! which lie packed until somebody looks. An edge to a colleague is packed alike.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::id::{Blob, ImportId};
use crate::local::About;
use crate::message::Strength;
use crate::private::Private;
use crate::state::page::PackedRow;
use crate::state::table::{Unreadable, encoded};
use crate::time::{Span, Timestamp};
use crate::trust::{Edge, EdgePolicy, Handle, HandleType, PersonNo, Region, Word};

/// What one member says and keeps of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The edge.
    pub edge: Edge,
    /// The rest.
    pub details: Details,
}

/// An edge to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactEdge {
    /// The person.
    pub person: PersonNo,
    /// What the owner says; the date to the day.
    pub edge: Edge,
}

/// An edge to a colleague; the date to the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie(pub Edge);

/// What a member keeps of a contact beside the edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// How the owner calls the person.
    pub name: Private<String>,
    /// The person's organisation as the owner knows it.
    pub org: Private<String>,
    /// The person's role as the owner knows it.
    pub role: Private<String>,
    /// The handles this member recorded.
    pub handles: Vec<Handle>,
    /// What else the member keeps.
    pub about: About,
    /// The import that wrote the contact last; `None` once the member changed it by hand.
    pub import: Option<ImportId>,
}

/// A person: one connected set of handles, known by members who do not learn of each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// What they can be found by: each handle at least one contact says.
    pub handles: Vec<Handle>,
}

impl ContactEdge {
    /// Whom a written row is about, without reading the rest.
    pub fn person_in(row: &[u8]) -> PersonNo {
        PersonNo(row.first_chunk().map_or(u32::MAX, |bytes| u32::from_le_bytes(*bytes)))
    }
}

impl PackedRow for ContactEdge {
    const PER_PAGE: u32 = 256;
    const FORMAT: u8 = 1;

    /// Nine bytes: u32 LE person, then the edge.
    fn write(&self, into: &mut Vec<u8>) {
        into.extend_from_slice(&self.person.0.to_le_bytes());
        write_edge(&self.edge, into);
    }

    fn read(format: u8, bytes: &[u8]) -> Result<Self, Unreadable> {
        let (person, edge) = bytes.split_first_chunk().ok_or(Unreadable)?;
        let person = PersonNo(u32::from_le_bytes(*person));
        if format == Self::FORMAT { Ok(Self { person, edge: read_edge(edge)? }) } else { Err(Unreadable) }
    }
}

impl PackedRow for Tie {
    const PER_PAGE: u32 = 256;
    const FORMAT: u8 = 1;

    /// Five bytes: the edge. Whom it is about is the row's number.
    fn write(&self, into: &mut Vec<u8>) {
        write_edge(&self.0, into);
    }

    fn read(format: u8, bytes: &[u8]) -> Result<Self, Unreadable> {
        if format == Self::FORMAT { read_edge(bytes).map(Self) } else { Err(Unreadable) }
    }
}

/// Five bytes: u16 LE policy, u16 LE days since 1970, u8 strength.
fn write_edge(edge: &Edge, into: &mut Vec<u8>) {
    into.extend_from_slice(&edge.policy.to_bits().to_le_bytes());
    let days = edge.confirmed.as_secs() / SECS_PER_DAY;
    into.extend_from_slice(&u16::try_from(days).unwrap_or(u16::MAX).to_le_bytes());
    into.push(edge.strength as u8);
}

fn read_edge(bytes: &[u8]) -> Result<Edge, Unreadable> {
    let [policy0, policy1, day0, day1, strength] = *bytes else { return Err(Unreadable) };
    let strength = match strength {
        1 => Strength::HaveMet,
        2 => Strength::KnowWell,
        3 => Strength::WouldVouch,
        _ => return Err(Unreadable),
    };
    let days = u64::from(u16::from_le_bytes([day0, day1]));
    let policy = EdgePolicy::from_bits(u16::from_le_bytes([policy0, policy1])).ok_or(Unreadable)?;
    Ok(Edge { strength, policy, confirmed: Timestamp::default().plus(Span::days(days)) })
}

impl Details {
    /// The name in a written row, without reading the rest.
    pub fn name_in(row: &[u8]) -> &str {
        postcard::take_from_bytes(row).map_or("", |(name, _)| name)
    }
}

impl PackedRow for Details {
    const PER_PAGE: u32 = 64;
    const FORMAT: u8 = 1;

    fn write(&self, into: &mut Vec<u8>) {
        let Self { name, org, role, handles, about, import } = self;
        let About { how, since, through, topics, regions, note } = about;
        let written = WrittenDetails {
            name: name.0.as_str().into(),
            org: org.0.as_str().into(),
            role: role.0.as_str().into(),
            handles: handles.iter().map(written_handle).collect(),
            how: how.0.as_str().into(),
            since: since.0.as_str().into(),
            through: through.0.as_str().into(),
            topics: topics.iter().map(|word| word.as_str().into()).collect(),
            regions: regions.iter().map(|region| region.as_str().into()).collect(),
            note: note.as_ref().map(|note| note.0.as_slice().into()),
            import: *import,
        };
        into.extend(encoded(&written));
    }

    fn read(format: u8, bytes: &[u8]) -> Result<Self, Unreadable> {
        if format != Self::FORMAT {
            return Err(Unreadable);
        }
        let written: WrittenDetails<'_> = postcard::from_bytes(bytes).map_err(|_| Unreadable)?;
        let topics = written.topics.iter().map(|text| Word::parse(text)).collect::<Result<_, _>>();
        let regions = written.regions.iter().map(|text| Region::parse(text)).collect::<Result<_, _>>();
        let about = About {
            how: written.how.into_owned().into(),
            since: written.since.into_owned().into(),
            through: written.through.into_owned().into(),
            topics: topics.map_err(|_| Unreadable)?,
            regions: regions.map_err(|_| Unreadable)?,
            note: written.note.map(|note| Blob(note.into_owned())),
        };
        Ok(Self {
            name: written.name.into_owned().into(),
            org: written.org.into_owned().into(),
            role: written.role.into_owned().into(),
            handles: written.handles.into_iter().map(restored_handle).collect(),
            about,
            import: written.import,
        })
    }
}

impl PackedRow for Person {
    const PER_PAGE: u32 = 256;
    const FORMAT: u8 = 1;

    fn write(&self, into: &mut Vec<u8>) {
        let written: Vec<_> = self.handles.iter().map(written_handle).collect();
        into.extend(encoded(&written));
    }

    fn read(format: u8, bytes: &[u8]) -> Result<Self, Unreadable> {
        if format != Self::FORMAT {
            return Err(Unreadable);
        }
        let written: Vec<WrittenHandle<'_>> = postcard::from_bytes(bytes).map_err(|_| Unreadable)?;
        Ok(Self { handles: written.into_iter().map(restored_handle).collect() })
    }
}

/// Details as postcard writes them.
#[derive(Serialize, Deserialize)]
struct WrittenDetails<'a> {
    name: Cow<'a, str>,
    org: Cow<'a, str>,
    role: Cow<'a, str>,
    handles: Vec<WrittenHandle<'a>>,
    how: Cow<'a, str>,
    since: Cow<'a, str>,
    through: Cow<'a, str>,
    topics: Vec<Cow<'a, str>>,
    regions: Vec<Cow<'a, str>>,
    note: Option<Cow<'a, [u8]>>,
    import: Option<ImportId>,
}

/// A handle's type and agreed form.
type WrittenHandle<'a> = (HandleType, Cow<'a, str>);

fn written_handle(handle: &Handle) -> WrittenHandle<'_> {
    (handle.handle_type(), handle.canonical().0.as_str().into())
}

fn restored_handle((r#type, canonical): WrittenHandle<'_>) -> Handle {
    Handle::restored(r#type, canonical.into_owned())
}

const SECS_PER_DAY: u64 = 86_400;

#[cfg(test)]
mod tests {
    use super::*;

    fn reads_back<V: PackedRow + PartialEq + std::fmt::Debug>(row: &V) -> usize {
        let mut bytes = Vec::new();
        row.write(&mut bytes);
        assert_eq!(&V::read(V::FORMAT, &bytes).unwrap(), row);
        assert_eq!(V::read(V::FORMAT + 1, &bytes), Err(Unreadable));
        bytes.len()
    }

    #[test]
    fn an_edge_takes_nine_bytes_and_comes_back_to_the_day() {
        let edge = Edge {
            strength: Strength::WouldVouch,
            policy: EdgePolicy::default(),
            confirmed: Timestamp::default().plus(Span::days(20_415)),
        };

        assert_eq!(reads_back(&Tie(edge.clone())), 5);
        assert_eq!(reads_back(&ContactEdge { person: PersonNo(7_000_000), edge }), 9);
        assert_eq!(ContactEdge::read(1, &[0; 9]), Err(Unreadable));
    }

    #[test]
    fn details_and_persons_come_back() {
        let handle = Handle::parse("jane@a.example", None).unwrap();
        let details = Details {
            name: "Jane".into(),
            org: "Foundation F".into(),
            role: "Chair".into(),
            handles: vec![handle.clone(), Handle::parse("https://linkedin.com/in/jane", None).unwrap()],
            about: About {
                how: "same choir".into(),
                topics: vec![Word::parse("water").unwrap()],
                regions: vec![Region::parse("KE").unwrap()],
                note: Some(Blob(vec![1, 2, 3])),
                ..About::default()
            },
            import: Some(ImportId::from_bytes([4; 16])),
        };

        let mut row = Vec::new();
        details.write(&mut row);
        assert_eq!(Details::name_in(&row), "Jane");
        reads_back(&details);
        reads_back(&Person { handles: vec![handle] });
    }
}
