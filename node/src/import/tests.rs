//! The importer against whole files: invented exports with what they hold, and files that are none.

use std::fs;
use std::path::PathBuf;

use serde::Deserialize;

use super::*;

#[test]
fn every_export_gives_the_people_it_holds() {
    let expected = fs::read_to_string(fixtures().join("expected.ndjson")).unwrap();
    let expected: Vec<Expected> = expected.lines().map(|line| serde_json::from_str(line).unwrap()).collect();

    for file in FILES {
        let rows = read_connections(&fs::read(fixtures().join(file)).unwrap()).unwrap();
        let wanted: Vec<&Expected> = expected.iter().filter(|row| row.file == file).collect();

        assert_eq!(rows.len(), wanted.len(), "{file}");
        for (row, wanted) in rows.iter().zip(wanted) {
            assert_eq!(&Expected::of(file, wanted.i, row), wanted);
        }
    }
}

#[test]
fn another_table_is_refused_with_a_sentence_that_helps() {
    let error = read_connections(b"Date,Amount,Purpose\n2024-01-02,12.50,Bread\n").unwrap_err();

    assert_eq!(error, ImportError::NoHeader { found: Looks::OtherText });
    let sentence = error.to_string();
    for part in
        ["Expected LinkedIn's Connections.csv", "found other text", "Nothing was stored.", "choose Connections.csv"]
    {
        assert!(sentence.contains(part), "{sentence}");
    }
}

#[test]
fn what_is_no_table_is_named_for_what_it_looks_like() {
    let noise: Vec<u8> = (0..50_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    for (bytes, found) in [
        (b"".as_slice(), Looks::Empty),
        (b"\xef\xbb\xbf \n", Looks::Empty),
        (b"PK\x03\x04....", Looks::Archive),
        (b"BEGIN:VCARD\nVERSION:3.0", Looks::Vcard),
        (b"<!DOCTYPE html><title>Sign in</title>", Looks::WebPage),
        (&noise, Looks::Binary),
    ] {
        assert_eq!(read_connections(bytes), Err(ImportError::NoHeader { found }));
    }
}

#[test]
fn a_huge_cell_is_refused_at_its_line_since_it_swallowed_other_rows() {
    let people = "Ann,Lee,x\n".repeat(600);
    let text = format!("Notes:\n\nFirst Name,Last Name,Company\nJo,Ray,y\n\"Un,closed,z\n{people}");

    assert_eq!(read_connections(text.as_bytes()), Err(ImportError::CellTooLong { line: 5 }));
}

#[test]
fn a_file_beyond_the_bounds_is_refused() {
    assert_eq!(
        read_connections(&vec![b' '; MAX_FILE_BYTES + 1]),
        Err(ImportError::TooLarge { found: MAX_FILE_BYTES + 1 })
    );
    let rows = |count: usize| format!("First Name,Last Name,Company\n{}", "A,B,C\n".repeat(count));
    assert_eq!(read_connections(rows(MAX_ROWS).as_bytes()).unwrap().len(), MAX_ROWS);
    assert_eq!(read_connections(rows(MAX_ROWS + 1).as_bytes()), Err(ImportError::TooManyRows));
}

#[test]
fn no_row_and_no_error_prints_what_the_file_says() {
    let rows = read_connections(b"First Name,Last Name,Email Address\nAnn,Lee,ann@well.example\n").unwrap();

    let printed = format!("{rows:?}");

    assert!(!printed.contains("Ann") && !printed.contains("well.example"), "{printed}");
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Expected {
    file: String,
    i: usize,
    #[serde(default)]
    name: String,
    #[serde(default)]
    given: String,
    #[serde(default)]
    family: String,
    #[serde(default)]
    emails: Vec<String>,
    #[serde(default)]
    phones: Vec<String>,
    #[serde(default)]
    org: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    linkedin: String,
    #[serde(default)]
    connected_on: Option<String>,
}

impl Expected {
    fn of(file: &str, i: usize, row: &Row) -> Self {
        Self {
            file: file.to_owned(),
            i,
            name: row.name.0.clone(),
            given: row.given.0.clone(),
            family: row.family.0.clone(),
            emails: row.emails.iter().map(|email| email.0.clone()).collect(),
            phones: row.phones.iter().map(|phone| phone.0.clone()).collect(),
            org: row.org.0.clone(),
            title: row.title.0.clone(),
            linkedin: row.linkedin.0.clone(),
            connected_on: row.connected_on.map(|date| date.to_string()),
        }
    }
}

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/imports")
}

const FILES: [&str; 5] = [
    "linkedin-en-2024-notes.csv",
    "linkedin-en-bom-crlf-extra.csv",
    "linkedin-en-2018-no-url.csv",
    "linkedin-de.csv",
    "linkedin-resaved-excel-de.csv",
];
