//! Contact cards (vCard 2.1, 3.0, 4.0): card by card through `calcard`, each within bounds.
//!
//! `lines` cuts the file into cards and keeps only what is read here, so that a picture, an endless line or
//! cards within cards never reach the parser. What the versions do differently is evened out on the way.

mod lines;

use std::borrow::Cow;

use calcard::vcard::{
    VCard, VCardEntry, VCardKind, VCardParameter, VCardParameterName, VCardParameterValue, VCardProperty, VCardType,
    VCardValue,
};

use super::draft::{Draft, Tally};
use super::{Export, Format, ImportError, Kind, MAX_CELL_BYTES, MAX_ROWS, decode};
use lines::{Card, Cards};

pub(super) use lines::begin;

/// Reads every card of a file.
pub(super) fn read(bytes: &[u8]) -> Result<Export, ImportError> {
    let mut rows = Vec::new();
    let mut tally = Tally::default();
    for (number, card) in Cards::of(bytes).enumerate() {
        if number == MAX_ROWS {
            return Err(ImportError::TooManyRows);
        }
        let Card { line, text } = card?;
        let card = VCard::parse(&text).map_err(|_| ImportError::Unreadable { line })?;
        match kind(&card) {
            Some(kind) => rows.extend(draft(&card, kind, line)?.row(Format::Vcard, &mut tally)),
            None => tally.skipped.not_people += 1,
        }
    }
    Ok(Export { format: Format::Vcard, rows, skipped: tally.skipped, cleaned: tally.cleaned })
}

/// What the card is of; nothing for a group, a place or a device.
fn kind(card: &VCard) -> Option<Kind> {
    let mut kind = Some(Kind::Person);
    for entry in &card.entries {
        kind = match (&entry.name, entry.values.first()) {
            (VCardProperty::Kind, Some(VCardValue::Kind(told))) => match told {
                VCardKind::Individual => kind,
                VCardKind::Org => Some(Kind::Organisation),
                VCardKind::Group | VCardKind::Location | VCardKind::Application | VCardKind::Device => None,
            },
            // Apple's words, from before cards had a kind.
            (VCardProperty::Other(name), Some(VCardValue::Text(told))) => {
                match (name.as_str(), told.trim().to_ascii_lowercase().as_str()) {
                    ("X-ABSHOWAS", "company") => Some(Kind::Organisation),
                    ("X-ADDRESSBOOKSERVER-KIND", "group") => None,
                    _ => kind,
                }
            }
            _ => kind,
        };
        kind?;
    }
    kind
}

fn draft(card: &VCard, kind: Kind, line: u64) -> Result<Draft<'_>, ImportError> {
    let all = |wanted: &[VCardProperty]| -> Result<Vec<Cow<'_, str>>, ImportError> {
        let mut of_name: Vec<&VCardEntry> = card.entries.iter().filter(|entry| wanted.contains(&entry.name)).collect();
        of_name.sort_by_key(|entry| rank(entry));
        of_name
            .into_iter()
            .filter(|entry| !is_fax(entry))
            .filter_map(|entry| component(entry, 0))
            .map(|value| short(value, line))
            .collect()
    };
    let first =
        |wanted: VCardProperty| all(&[wanted]).map(|values| values.into_iter().find(|value| !value.trim().is_empty()));
    let name = card.entries.iter().find(|entry| entry.name == VCardProperty::N);
    let part = |at: usize| name.and_then(|name| component(name, at)).map_or(Ok("".into()), |part| short(part, line));
    let title = match first(VCardProperty::Title)? {
        Some(title) => Some(title),
        None => first(VCardProperty::Role)?,
    };
    let other = |name: &str| VCardProperty::Other(name.to_owned());
    let mut urls = all(&[VCardProperty::Url, VCardProperty::Socialprofile, other("X-SOCIALPROFILE")])?;
    // Its value may be the bare iD, which elsewhere is sixteen digits like any.
    urls.extend(all(&[other("X-ORCID")])?.iter().map(|id| format!("orcid:{}", id.trim()).into()));
    Ok(Draft {
        names: all(&[VCardProperty::Fn])?,
        bynames: all(&[VCardProperty::Nickname])?,
        given: part(1)?,
        middle: part(2)?,
        family: part(0)?,
        emails: all(&[VCardProperty::Email])?,
        phones: all(&[VCardProperty::Tel])?,
        urls,
        org: first(VCardProperty::Org)?.unwrap_or_default(),
        title: title.unwrap_or_default(),
        kind,
        ..Draft::default()
    })
}

/// The text at that place of a value in parts: an organisation's name before its departments, a family name
/// before a given one. Where a part is a list, or has a comma nobody escaped, its pieces stay together.
fn component(entry: &VCardEntry, at: usize) -> Option<Cow<'_, str>> {
    let value = entry.values.get(at)?;
    if let VCardValue::Text(text) = value {
        Some(text.into())
    } else if let VCardValue::Component(pieces) = value {
        Some(pieces.iter().map(|piece| piece.trim()).collect::<Vec<_>>().join(", ").into())
    } else if let VCardValue::Binary(data) = value {
        // What was quoted-printable or base64 and isn't in the encoding it names.
        Some(decode::unmarked(&data.data, None))
    } else {
        None
    }
}

fn short(value: Cow<'_, str>, line: u64) -> Result<Cow<'_, str>, ImportError> {
    if value.len() > MAX_CELL_BYTES { Err(ImportError::CellTooLong { line }) } else { Ok(value) }
}

/// Where a value stands among its like: those marked as preferred first (4.0 numbers them), then the file's order.
fn rank(entry: &VCardEntry) -> u32 {
    entry.params.iter().map(preference).min().unwrap_or(UNRANKED)
}

fn preference(parameter: &VCardParameter) -> u32 {
    match (&parameter.name, &parameter.value) {
        (VCardParameterName::Pref, VCardParameterValue::Integer(rank)) => *rank,
        (VCardParameterName::Pref, VCardParameterValue::Null) => 0,
        (VCardParameterName::Type, VCardParameterValue::Text(word)) if word.eq_ignore_ascii_case("pref") => 0,
        _ => UNRANKED,
    }
}

fn is_fax(entry: &VCardEntry) -> bool {
    entry
        .params
        .iter()
        .any(|parameter| matches!(parameter.value, VCardParameterValue::Type(VCardType::Fax | VCardType::Pager)))
}

/// Behind 4.0's last rank, 100.
const UNRANKED: u32 = 101;
