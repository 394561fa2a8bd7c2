//! The importer against whole files: invented exports of every format with what they hold.
//! Files that are none, broken or hostile are in `hostile`, files broken at random in `mutations`.

mod hostile;
mod mutations;

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;

use serde::Deserialize;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

#[test]
fn every_export_gives_the_people_it_holds() {
    let expected = fs::read_to_string(fixtures().join("expected.ndjson")).unwrap();
    let expected: Vec<Expected> = expected.lines().map(|line| serde_json::from_str(line).unwrap()).collect();

    for file in exports() {
        let export = read_file(&fixtures().join(&file)).unwrap();
        let wanted: Vec<&Expected> = expected.iter().filter(|row| row.file == file).collect();

        assert!(!wanted.is_empty(), "{file} has no expected rows");
        assert_eq!(export.rows.len(), wanted.len(), "{file}");
        for (i, (row, wanted)) in export.rows.iter().zip(wanted).enumerate() {
            assert_eq!(&Expected::of(&file, i, row), wanted);
        }
        assert_eq!(export.cleaned, 0, "{file}");
        assert!(export.rows.iter().all(|row| !row.looks_mixed && row.urls.is_empty()), "{file}");
    }
    assert!(expected.iter().all(|row| exports().contains(&row.file)), "a file is gone");
}

#[test]
fn every_export_is_known_for_what_wrote_it() {
    for file in exports() {
        let format = match file.split(['-', '.', '2', '3', '4']).next().unwrap() {
            "linkedin" => Format::LinkedIn,
            "google" if file == "google-old.csv" => Format::GoogleOld,
            "google" => Format::Google,
            "outlook" => Format::Outlook,
            "thunderbird" => Format::Thunderbird,
            "vcard" => Format::Vcard,
            other => panic!("no format is named for {other}"),
        };

        assert_eq!(read(&fixture(&file)).unwrap().format, format, "{file}");
    }
}

#[test]
fn what_is_left_out_is_counted() {
    let skipped = |file| read(&fixture(file)).unwrap().skipped;

    assert_eq!(skipped("linkedin-en-2024-notes.csv"), Skipped { nobody: 2, ..Skipped::default() });
    assert_eq!(skipped("vcard40-rfc6350.vcf"), Skipped { not_people: 1, ..Skipped::default() });
}

#[test]
fn linkedins_archive_gives_what_its_table_gives() {
    let csv = fixture("linkedin-en-2024-notes.csv");
    for name in ["Connections.csv", "Basic_LinkedInDataExport_11-23-2026/connections.csv", "..\\..\\CONNECTIONS.CSV"] {
        let archive = zipped(&[("Profile.csv", b"First Name\n"), ("__MACOSX/._Connections.csv", b"\0"), (name, &csv)]);

        let export = read(&archive).unwrap();

        assert_eq!(export.format, Format::LinkedInArchive);
        assert_eq!(export.rows, read(&csv).unwrap().rows, "{name}");
    }
}

#[test]
fn of_several_tables_in_an_archive_the_outermost_counts() {
    let table = |name: &str| format!("First Name,Last Name,Connected On\n{name},Lee,\n").into_bytes();
    let (inner, outer) = (table("Inner"), table("Outer"));

    let export = read(&zipped(&[("old/Connections.csv", &inner), ("Connections.csv", &outer)])).unwrap();

    assert_eq!(*export.rows[0].given, "Outer");
}

#[test]
fn thunderbirds_british_build_is_read_alike() {
    let american = String::from_utf8(fixture("thunderbird.csv")).unwrap();
    let british = american
        .replace("Home State,Home ZipCode", "Home County,Home Post Code")
        .replace("Work State,Work ZipCode", "Work County,Work Post Code")
        .replace("Organization", "Organisation");

    assert_eq!(read(british.as_bytes()).unwrap(), read(american.as_bytes()).unwrap());
}

#[test]
fn cards_of_all_versions_may_share_a_file() {
    let files = ["vcard21-phone.vcf", "vcard40-rfc6350.vcf", "vcard30-apple.vcf"].map(fixture);

    let together = read(&files.concat()).unwrap();

    let apart: Vec<Row> = files.iter().flat_map(|file| read(file).unwrap().rows).collect();
    assert_eq!(together.rows, apart);
}

#[test]
fn a_card_in_utf_16_is_a_card() {
    let text = String::from_utf8(fixture("vcard40-rfc6350.vcf")).unwrap();
    let wide: Vec<u8> = "\u{feff}".chars().chain(text.chars()).flat_map(|c| (c as u16).to_le_bytes()).collect();

    assert_eq!(read(&wide).unwrap(), read(text.as_bytes()).unwrap());
}

#[test]
fn pages_and_an_orcid_are_read_where_they_are_plain() {
    let card = "BEGIN:VCARD\nVERSION:4.0\nFN:Josiah Carberry\nURL:https://orcid.org/0000-0002-1825-0097\n\
                URL:https://carberry.example/\nURL:mailto:x@y.example\nURL:https://www.linkedin.com/company/psychoceramics\n\
                SOCIALPROFILE:https://uk.linkedin.com/in/Carberry/\nTEL;TYPE=fax:+44 1632 960009\nEND:VCARD\n";

    let row = read(card.as_bytes()).unwrap().rows.remove(0);

    assert_eq!((&**row.orcid, &**row.linkedin), ("0000000218250097", "carberry"));
    assert_eq!(row.urls, ["https://carberry.example/".into()]);
    assert!(row.phones.is_empty());
}

#[test]
fn a_property_is_known_in_any_case_and_an_orcid_without_its_address() {
    let card = "begin:vcard\nversion:3.0\nfn:Ann Lee\nitem1.x-socialprofile;type=linkedin:https://linkedin.com/in/ann\n\
                x-orcid:0000-0002-1825-0097\nx-abshowas:company\nend:vcard\n";

    let row = read(card.as_bytes()).unwrap().rows.remove(0);

    assert_eq!((&**row.linkedin, &**row.orcid), ("ann", "0000000218250097"));
    assert_eq!(row.kind, Kind::Organisation);
}

#[test]
fn a_name_that_is_missing_is_made_of_what_there_is() {
    for (lines, name) in [
        ("N:Lee;Ann;Mary\\, Jo;;", "Ann Mary, Jo Lee"),
        ("N:Smith, Jr.;John;;;\nTEL:+44 1632 960001", "John Smith, Jr."),
        ("NICKNAME:Annie,Lee\nTEL:+44 1632 960001", "Annie"),
        ("ORG:Open Wells;Front desk\nTEL:+44 1632 960001", "Open Wells"),
        ("FN:  \nN:;;;;\nEMAIL:ann@well.example", ""),
        ("KIND:org\nORG:Open Wells", "Open Wells"),
    ] {
        let card = format!("BEGIN:VCARD\nVERSION:3.0\n{lines}\nEND:VCARD\n");

        assert_eq!(*read(card.as_bytes()).unwrap().rows[0].name, name, "{lines}");
    }
}

#[test]
fn quoted_printable_is_read_whatever_encoding_it_forgets_to_name() {
    for (line, name) in [
        ("FN;ENCODING=QUOTED-PRINTABLE:Mar=C3=ADa", "María"),
        ("FN;QUOTED-PRINTABLE:Mar=EDa", "María"),
        ("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Mar=EDa", "María"),
        ("FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Mar=ED=\r\na", "María"),
        ("FN;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=C8=E2=E0=ED", "Иван"),
    ] {
        let card = format!("BEGIN:VCARD\r\nVERSION:2.1\r\n{line}\r\nEND:VCARD\r\n");

        assert_eq!(*read(card.as_bytes()).unwrap().rows[0].name, name, "{line}");
    }
}

#[test]
fn lines_may_end_as_on_an_old_mac() {
    for file in ["linkedin-en-2018-no-url.csv", "vcard40-rfc6350.vcf"] {
        let text = String::from_utf8(fixture(file)).unwrap();

        assert_eq!(read(text.replace('\n', "\r").as_bytes()).unwrap(), read(text.as_bytes()).unwrap(), "{file}");
    }
}

#[test]
fn no_row_and_no_error_prints_what_the_file_says() {
    let export = read(b"First Name,Last Name,Email Address\nAnn,Lee,ann@well.example\n").unwrap();

    let printed = format!("{export:?}");

    assert!(!printed.contains("Ann") && !printed.contains("well.example"), "{printed}");
}

/// An archive of such files, each squeezed.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Every export of the folder.
fn exports() -> Vec<String> {
    let files = fs::read_dir(fixtures()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    files.filter(|file| !matches!(file.as_str(), ".gitattributes" | "README.md" | "expected.ndjson")).collect()
}

fn fixture(file: &str) -> Vec<u8> {
    fs::read(fixtures().join(file)).unwrap()
}

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/imports")
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
    #[serde(default)]
    kind: Option<String>,
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
            kind: match row.kind {
                Kind::Person => None,
                Kind::Organisation => Some("org".to_owned()),
            },
        }
    }
}
