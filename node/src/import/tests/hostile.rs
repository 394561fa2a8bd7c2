//! Files that are no exports, broken ones, and such as somebody made to do harm: each refused with its own
//! sentence or cleaned, in bounded memory.

use super::*;

#[test]
fn another_table_is_refused_with_a_sentence_that_helps() {
    let error = read(b"Date,Amount,Purpose\n2024-01-02,12.50,Bread\n").unwrap_err();

    assert_eq!(error, ImportError::NotContacts { found: Looks::OtherText });
    let sentence = error.to_string();
    for part in ["Expected contacts", "found other text", "Nothing was stored.", "choose the file as it came"] {
        assert!(sentence.contains(part), "{sentence}");
    }
}

#[test]
fn what_holds_no_contacts_is_named_for_what_it_looks_like() {
    let noise: Vec<u8> = (0..50_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    for (bytes, found) in [
        (b"".as_slice(), Looks::Empty),
        (b"\xef\xbb\xbf \n", Looks::Empty),
        (b"\x1f\x8b\x08\x00....", Looks::Archive),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", Looks::Spreadsheet),
        (b"<!DOCTYPE html><title>Sign in</title>", Looks::WebPage),
        (&noise, Looks::Binary),
    ] {
        assert_eq!(read(bytes), Err(ImportError::NotContacts { found }));
    }
}

#[test]
fn every_refusal_says_what_happened_what_stayed_safe_and_what_to_do() {
    let skipped = Skipped { nobody: 3, ..Skipped::default() };
    let mut refusals = vec![
        ImportError::TooLarge { found: 2 << 30 },
        ImportError::TooManyRows,
        ImportError::CellTooLong { line: 5 },
        ImportError::RowTooLong { line: 5 },
        ImportError::SwallowedRows { line: 5 },
        ImportError::Unreadable { line: 5 },
        ImportError::Nobody { format: Format::LinkedIn, skipped },
    ];
    refusals.extend(
        [NoFile::Missing, NoFile::Forbidden, NoFile::Directory, NoFile::Special, NoFile::Failing]
            .map(ImportError::NoFile),
    );
    refusals.extend(
        [Looks::Empty, Looks::Archive, Looks::Spreadsheet, Looks::WebPage, Looks::Binary, Looks::OtherText]
            .map(|found| ImportError::NotContacts { found }),
    );
    refusals.extend(
        [
            ArchiveFault::Broken,
            ArchiveFault::TooManyEntries,
            ArchiveFault::NoConnections,
            ArchiveFault::Spreadsheet,
            ArchiveFault::Locked,
            ArchiveFault::Method,
            ArchiveFault::Bomb,
        ]
        .map(ImportError::Archive),
    );

    let sentences: Vec<String> = refusals.iter().map(ToString::to_string).collect();

    for sentence in &sentences {
        assert!(sentence.starts_with("Expected ") && sentence.contains(", found "), "{sentence}");
        let (_, advice) = sentence.split_once(" Nothing was stored. ").expect(sentence);
        assert!(advice.len() > 10 && advice.ends_with('.'), "{sentence}");
        assert_eq!(sentences.iter().filter(|other| *other == sentence).count(), 1, "{sentence}");
    }
}

#[test]
fn a_file_that_names_nobody_is_refused() {
    let nobody = |format, nobody, not_people| {
        Err(ImportError::Nobody { format, skipped: Skipped { nobody, not_people, values: 0 } })
    };

    assert_eq!(read(b"First Name,Last Name,Connected On\n"), nobody(Format::LinkedIn, 0, 0));
    assert_eq!(read(b"First Name,Last Name,Connected On\n,,05 Mar 2024\n"), nobody(Format::LinkedIn, 1, 0));
    let groups = "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Board\nEND:VCARD\n\
                  BEGIN:VCARD\nVERSION:3.0\nFN:Friends\nX-ADDRESSBOOKSERVER-KIND:group\nEND:VCARD\n\
                  BEGIN:VCARD\nVERSION:4.0\nEND:VCARD\n";
    assert_eq!(read(groups.as_bytes()), nobody(Format::Vcard, 1, 2));
}

#[test]
fn a_huge_cell_is_refused_at_its_line_since_it_swallowed_other_rows() {
    let people = "Ann,Lee,x\n".repeat(600);
    let text = format!("Notes:\n\nFirst Name,Last Name,Company\nJo,Ray,y\n\"Un,closed,z\n{people}");

    assert_eq!(read(text.as_bytes()), Err(ImportError::CellTooLong { line: 5 }));
}

#[test]
fn a_value_that_swallowed_a_few_rows_is_refused_at_its_line() {
    let text = "First Name,Last Name,Company\nJo,Ray,y\n\"Un,closed,z\nAnn,Lee,x\nTom,Lee,x\n";

    assert_eq!(read(text.as_bytes()), Err(ImportError::SwallowedRows { line: 3 }));
}

#[test]
fn a_long_note_is_no_fault_and_an_endless_one_is() {
    let table = |note: usize| format!("First Name,Last Name,Email,Notes\nAnn,Lee,a@b.example,{}\n", "n".repeat(note));

    assert_eq!(read(table(MAX_UNREAD_CELL_BYTES).as_bytes()).unwrap().rows.len(), 1);
    assert_eq!(read(table(MAX_UNREAD_CELL_BYTES + 1).as_bytes()), Err(ImportError::CellTooLong { line: 2 }));
    assert_eq!(read(table(MAX_RECORD_BYTES * 2).as_bytes()), Err(ImportError::RowTooLong { line: 2 }));
}

#[test]
fn a_row_of_a_million_columns_is_refused_before_it_is_taken_in() {
    let text = format!("First Name,Last Name,Company\nAnn,Lee,x{}\n", ",".repeat(MAX_RECORD_BYTES * 2));

    assert_eq!(read(text.as_bytes()), Err(ImportError::RowTooLong { line: 2 }));
}

#[test]
fn a_file_beyond_the_bounds_is_refused() {
    assert_eq!(read(&vec![b' '; MAX_FILE_BYTES + 1]), Err(ImportError::TooLarge { found: MAX_FILE_BYTES as u64 + 1 }));
    let rows = |count: usize| format!("First Name,Last Name,Company\n{}", "A,B,C\n".repeat(count));
    assert_eq!(read(rows(MAX_ROWS).as_bytes()).unwrap().rows.len(), MAX_ROWS);
    assert_eq!(read(rows(MAX_ROWS + 1).as_bytes()), Err(ImportError::TooManyRows));
    let cards = "BEGIN:VCARD\nEND:VCARD\n".repeat(MAX_ROWS + 1);
    assert_eq!(read(cards.as_bytes()), Err(ImportError::TooManyRows));
}

#[test]
fn an_archive_that_cannot_be_used_is_told_apart() {
    let sheet = zipped(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")]);
    let inner = zipped(&[("Connections.csv", &fixture("linkedin-de.csv"))]);
    let whole = zipped(&[("Connections.csv", &fixture("linkedin-de.csv"))]);
    for (archive, fault) in [
        (zipped(&[]), ArchiveFault::NoConnections),
        (zipped(&[("Profile.csv", b"x"), ("Connections.csv/x", b"x")]), ArchiveFault::NoConnections),
        (zipped(&[("inner.zip", &inner)]), ArchiveFault::NoConnections),
        (sheet, ArchiveFault::Spreadsheet),
        (whole[..whole.len() / 2].to_vec(), ArchiveFault::Broken),
        (changed(&whole, 6, 8, |flags| flags | 1), ArchiveFault::Locked),
        (changed(&whole, 8, 10, |_| 12), ArchiveFault::Method),
    ] {
        assert_eq!(read(&archive), Err(ImportError::Archive(fault)));
    }
}

#[test]
fn what_an_archive_unpacks_to_is_counted_and_never_believed() {
    let bomb = zipped(&[("Connections.csv", &vec![b'0'; MAX_UNPACKED_BYTES + 1])]);
    assert!(bomb.len() < 1 << 20);

    assert_eq!(read(&bomb), Err(ImportError::Archive(ArchiveFault::Bomb)));
    // The unpacked size stands at 22 in an entry's own header and at 24 in the table of contents.
    let modest = changed(&changed(&bomb, 22, 24, |_| 9), 24, 26, |_| 0);
    assert!(matches!(read(&modest), Err(ImportError::Archive(ArchiveFault::Bomb | ArchiveFault::Broken))));
}

#[test]
fn an_archive_of_countless_entries_is_refused_before_they_are_read() {
    let entries = b"PK\x01\x02".repeat(MAX_ENTRIES + 1);
    let archive = [b"PK\x03\x04".as_slice(), &entries].concat();

    assert_eq!(read(&archive), Err(ImportError::Archive(ArchiveFault::TooManyEntries)));
}

#[test]
fn a_value_too_long_for_a_card_is_refused_and_a_picture_is_not() {
    let card = |line: &str| format!("BEGIN:VCARD\nVERSION:3.0\nFN:Ann Lee\n{line}\nEND:VCARD\n");
    let folded = |name: &str, lines: usize| card(&format!("{name}:{}", "x\n ".repeat(lines)));

    assert_eq!(read(folded("TITLE", 5 << 10).as_bytes()), Err(ImportError::CellTooLong { line: 1 }));
    assert_eq!(read(folded("TITLE", 5 << 20).as_bytes()), Err(ImportError::CellTooLong { line: 1 }));
    assert_eq!(read(folded("PHOTO;ENCODING=b", 5 << 20).as_bytes()).unwrap().rows.len(), 1);
    assert_eq!(read(card(&"TEL:123456\n".repeat(200_000)).as_bytes()), Err(ImportError::RowTooLong { line: 1 }));
}

#[test]
fn cards_nested_by_the_thousand_and_without_an_end_are_read_in_a_straight_line() {
    let begins = "BEGIN:VCARD\n".repeat(100_000);
    assert!(matches!(read(begins.as_bytes()), Err(ImportError::Nobody { .. })));

    let agents = format!("BEGIN:VCARD\nFN:Ann Lee\n{}", "AGENT:\nBEGIN:VCARD\n".repeat(500_000));
    assert_eq!(*read(agents.as_bytes()).unwrap().rows[0].name, "Ann Lee");
}

#[test]
fn a_card_with_odd_lines_gives_what_can_be_read() {
    let card = "BEGIN:VCARD\n:\n;\n.\nFN\nFN;=:;\nTEL;TYPE=\"voice:+44 1632 960001\nN:\\\nEMAIL;PREF=x:ann@well.example\n\
                TITLE:ends in a backslash\\\nORG;ENCODING=QUOTED-PRINTABLE:=ZZ=\nFN:Ann Lee";

    let row = read(card.as_bytes()).unwrap().rows.remove(0);

    assert_eq!(*row.emails[0], "ann@well.example");
    assert_eq!(*row.title, "ends in a backslash\\");
}

#[test]
fn what_hides_or_runs_is_taken_out_and_counted() {
    let text = "First Name,Last Name,Email Address,Company,Position,Phone,Connected On\n\
                =HYPERLINK(\"x\"),\u{202e}eeL,a\u{200b}nn@well.example,@SUM(1),-2+3,+44 1632 960001,05 Mar 2024\n\
                Ann,Lee,ann@well.example,Wells,Chair,,\n";

    let export = read(text.as_bytes()).unwrap();

    let row = &export.rows[0];
    assert_eq!((&**row.given, &**row.family), ("HYPERLINK(\"x\")", "eeL"));
    assert_eq!((&**row.org, &**row.title), ("SUM(1)", "2+3"));
    assert_eq!((&**row.emails[0], &**row.phones[0]), ("ann@well.example", "+441632960001"));
    assert_eq!(export.cleaned, 5);
}

#[test]
fn an_address_counts_once_however_often_it_is_written() {
    let text = "First Name,Email,Email Address\nAnn,ANN@well.example ann@well.example,Ann@Well.Example\n";

    let export = read(text.as_bytes()).unwrap();

    assert_eq!(export.rows[0].emails, ["ann@well.example".into()]);
    assert_eq!(export.skipped, Skipped::default());
}

#[test]
fn a_name_that_mixes_scripts_stays_and_is_marked() {
    let text =
        "First Name,Last Name,Email Address\nP\u{430}ul,Smith,\nPaul,Smith,\nИван,Smith,\n,,x@w\u{435}ll.example\n";

    let rows = read(text.as_bytes()).unwrap().rows;

    assert_eq!(rows.iter().map(|row| row.looks_mixed).collect::<Vec<_>>(), [true, false, false, true]);
    assert_eq!(*rows[0].name, "P\u{430}ul Smith");
}

#[test]
fn values_beyond_what_a_contact_may_have_are_counted() {
    let emails: Vec<String> = (0..40).map(|i| format!("ann{i}@well.example")).collect();
    let text = format!("First Name,Last Name,Email\nAnn,Lee,{}\n", emails.join(" "));

    let export = read(text.as_bytes()).unwrap();

    assert_eq!(export.rows[0].emails.len(), MAX_VALUES);
    assert_eq!(export.skipped.values, 8);
}

/// The archive with a number of two bytes changed in an entry's own header and in the table of contents.
fn changed(archive: &[u8], local: usize, central: usize, change: impl Fn(u16) -> u16) -> Vec<u8> {
    let mut changed = archive.to_vec();
    let contents = archive.windows(4).rposition(|at| at == b"PK\x01\x02").unwrap();
    for at in [local, contents + central] {
        let number = change(u16::from_le_bytes([changed[at], changed[at + 1]]));
        changed[at..at + 2].copy_from_slice(&number.to_le_bytes());
    }
    changed
}
