//! Every export, broken at random: reading always ends, in people within bounds or in a sentence.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_file_broken_at_random_gives_rows_within_bounds_or_a_sentence(
        file in select(files()),
        changes in vec((any::<Index>(), any::<Index>(), select(PIECES.to_vec()), 0_u8..4), 1..12),
    ) {
        let mut bytes = file;
        for (from, to, piece, kind) in changes {
            change(&mut bytes, (from, to), piece, kind);
        }

        match read(&bytes) {
            Ok(export) => export.rows.iter().for_each(check),
            Err(error) => prop_assert!(error.to_string().contains("Nothing was stored."), "{error}"),
        }
    }
}

/// Puts a piece in, cuts a stretch out, doubles a stretch, or puts a piece in many times over.
fn change(bytes: &mut Vec<u8>, (from, to): (Index, Index), piece: &[u8], kind: u8) {
    let (from, to) = (from.index(bytes.len() + 1), to.index(bytes.len() + 1));
    let stretch = from.min(to)..from.max(to).min(from.min(to) + 200);
    match kind {
        0 => drop(bytes.splice(from..from, piece.iter().copied())),
        1 => drop(bytes.drain(stretch)),
        2 => {
            let again = bytes[stretch].to_vec();
            drop(bytes.splice(to..to, again));
        }
        _ => drop(bytes.splice(from..from, piece.repeat(100))),
    }
}

fn check(row: &Row) {
    let texts = [&row.name, &row.given, &row.family, &row.org, &row.title, &row.linkedin, &row.orcid];
    for text in texts.into_iter().chain(&row.emails).chain(&row.phones).chain(&row.urls) {
        assert!(text.len() <= MAX_CELL_BYTES);
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'));
        assert_eq!(text.trim(), text.0);
    }
    for values in [&row.emails, &row.phones, &row.urls] {
        assert!(values.len() <= MAX_VALUES);
    }
    assert!(!row.name.is_empty() || !row.emails.is_empty() || !row.phones.is_empty());
}

fn files() -> Vec<Vec<u8>> {
    let archive = zipped(&[("Connections.csv", &fixture("linkedin-de.csv"))]);
    exports().iter().map(|file| fixture(file)).chain([archive]).collect()
}

/// What formats are made of, and what breaks them.
const PIECES: [&[u8]; 30] = [
    b"\"",
    b"\n",
    b"\r",
    b"\r\n ",
    b"=\r\n",
    b"=",
    b",",
    b";",
    b":",
    b"\\",
    b".",
    b"\0",
    b"\xff\xfe",
    b"\xe2\x80\xae",
    b"\xc3",
    b"BEGIN:VCARD\n",
    b"END:VCARD\n",
    b"AGENT:\nBEGIN:VCARD\n",
    b"ENCODING=QUOTED-PRINTABLE:",
    b";ENCODING=BASE64:",
    b";CHARSET=UTF-16:",
    b"TEL;VALUE=uri:data:,",
    b"N;VALUE=date-and-or-time:1985--T--",
    b"FN;JSCOMPS=\"s,\\;0,1\":",
    b"VERSION:4.0\n",
    b"KIND:",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b" ::: ",
    b"aaaaaaaaaaaaaaaa@aaaaaaaaaaaa.aaa ",
];
