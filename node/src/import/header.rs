//! Where the table starts: the row of column names, by the names themselves, and what program they tell of.
//!
//! LinkedIn puts notes of changing length and wording before it, and spreadsheets pad them with separators,
//! so lines without content don't count and the first ten with content are looked at one by one.
//! The separator is the one under which most columns are known.

use csv::StringRecord;

use super::Format;

/// A column this importer knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Display,
    Given,
    Middle,
    Family,
    FileAs,
    Nickname,
    Url,
    Email,
    /// What sort of number stands in the next column.
    PhoneLabel,
    Phone,
    Org,
    Title,
    ConnectedOn,
}

/// The row of column names, found.
#[derive(Debug)]
pub(super) struct Header {
    /// What the names tell of the program that wrote them.
    pub(super) format: Format,
    /// What stands between two values.
    pub(super) separator: u8,
    /// Where in the text the first row of people starts.
    pub(super) end: usize,
    /// Lines before that place.
    pub(super) lines: u64,
    columns: Vec<Option<Column>>,
}

impl Header {
    /// Looks for the header among the first lines that say anything.
    pub(super) fn find(text: &str) -> Option<Self> {
        // Spreadsheets on older Macs end lines with the other half of the pair.
        let end_of_line = if text.contains('\n') { '\n' } else { '\r' };
        let mut end = 0;
        let mut told = 0;
        for (index, line) in text.split_inclusive(end_of_line).take(MAX_LINES).enumerate() {
            end += line.len();
            if line.chars().all(|c| c.is_whitespace() || SEPARATORS.contains(&c)) {
                continue;
            }
            if let Some((separator, names)) = read(line) {
                let columns = names.iter().map(|name| column(name)).collect();
                return Some(Self { format: format(&names), separator, end, lines: index as u64 + 1, columns });
            }
            told += 1;
            if told == MAX_TOLD_LINES {
                break;
            }
        }
        None
    }

    /// What the column at that place holds, if it is one of ours.
    pub(super) fn column(&self, at: usize) -> Option<Column> {
        self.columns.get(at).copied().flatten()
    }

    /// The row's values in such columns that aren't blank, without faxes and pagers.
    pub(super) fn values<'r>(&self, record: &'r StringRecord, column: Column) -> impl Iterator<Item = &'r str> {
        let of_column =
            self.columns.iter().zip(record).enumerate().filter(move |(_, (known, _))| **known == Some(column));
        of_column
            .filter(|(at, (_, value))| !value.trim().is_empty() && !self.is_fax(record, *at))
            .map(|(_, (_, value))| value)
    }

    /// Whether a line by itself would be a whole row of this table.
    pub(super) fn fits(&self, line: &str) -> bool {
        let mut quoted = false;
        let mut columns = 1;
        for byte in line.bytes() {
            quoted ^= byte == b'"';
            columns += usize::from(byte == self.separator && !quoted);
        }
        columns == self.columns.len()
    }

    fn is_fax(&self, record: &StringRecord, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let label = record.get(before).unwrap_or_default().to_lowercase();
        self.column(before) == Some(Column::PhoneLabel) && FAXES.iter().any(|word| label.contains(word))
    }
}

/// Reads a line as a header under the separator that makes most of it; nothing if it is no header.
fn read(line: &str) -> Option<(u8, Vec<String>)> {
    if line.len() > MAX_HEADER_BYTES {
        return None;
    }
    let mut best: Option<(usize, u8, Vec<String>)> = None;
    for separator in SEPARATORS {
        let names: Vec<String> = split(line, separator as u8)?.iter().map(folded).collect();
        let columns: Vec<Column> = names.iter().filter_map(|name| column(name)).collect();
        let named = columns.iter().any(|column| matches!(column, Column::Given | Column::Family | Column::Display));
        if named && columns.len() >= MIN_COLUMNS && best.as_ref().is_none_or(|(most, ..)| columns.len() > *most) {
            best = Some((columns.len(), separator as u8, names));
        }
    }
    best.map(|(_, separator, names)| (separator, names))
}

fn split(line: &str, separator: u8) -> Option<StringRecord> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(line.as_bytes());
    reader.records().next()?.ok()
}

/// The name in lower case with single blanks, and `#` for every number in it.
fn folded(name: &str) -> String {
    let words = name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | ':')).filter(|word| !word.is_empty());
    let words =
        words.map(|word| if word.bytes().all(|byte| byte.is_ascii_digit()) { "#".into() } else { word.to_lowercase() });
    words.collect::<Vec<String>>().join(" ")
}

fn column(name: &str) -> Option<Column> {
    ALIASES.iter().find(|(_, names)| names.split('|').any(|known| known == name)).map(|(column, _)| *column)
}

/// The program, by a name that no other has.
fn format(names: &[String]) -> Format {
    let marked = MARKS.iter().find(|(_, marks)| names.iter().any(|name| marks.split('|').any(|mark| mark == name)));
    match marked {
        Some((format, _)) => *format,
        None if names.iter().any(|name| column(name) == Some(Column::ConnectedOn)) => Format::LinkedIn,
        None => Format::Table,
    }
}

const SEPARATORS: [char; 3] = [',', ';', '\t'];
/// Lines with content before the header, at most; the longest preamble known has three.
const MAX_TOLD_LINES: usize = 10;
/// Lines of any sort before the header, at most; long runs of empty rows have been seen.
const MAX_LINES: usize = 1_000;
/// A note that happens to say "position" is no header.
const MIN_COLUMNS: usize = 3;

/// Several times the longest header known, Outlook's with 92 columns.
const MAX_HEADER_BYTES: usize = 64 << 10;
/// How a label says that nobody answers there.
const FAXES: [&str; 2] = ["fax", "pager"];

/// Names by which a program is known.
const MARKS: [(Format, &str); 4] = [
    (Format::GoogleOld, "group membership"),
    (Format::Google, "labels"),
    (Format::Thunderbird, "primary email|primäre e mail adresse"),
    (Format::Outlook, "e mail # address|e mail display name|company main phone|e mail # adresse"),
];

/// The names in English, German, French, Spanish, Italian and Portuguese, `|` between them; no name means two columns.
/// Numbers stand as `#`. A company's main number and a fax stand for nobody in particular, so they aren't here.
const ALIASES: [(Column, &str); 13] = [
    (Column::Display, "name|display name|full name|anzeigename"),
    (Column::Middle, "middle name|additional name|weitere vornamen"),
    (Column::FileAs, "file as"),
    (Column::Nickname, "nickname|spitzname"),
    (Column::PhoneLabel, "phone # label|phone # type"),
    (Column::Given, "first name|given name|vorname|prénom|prenom|nombre|nome"),
    (
        Column::Family,
        "last name|family name|surname|nachname|familienname|nom|nom de famille|apellidos|apellido|cognome|\
         sobrenome|apelido",
    ),
    (
        Column::Url,
        "url|website # value|web page|web page #|website|webseite|personal web page|profile url|profil url|url du profil|url del perfil|url del profilo|url do perfil",
    ),
    (
        Column::Email,
        "email address|e mail address|e mail # address|e mail # value|primary email|secondary email|email|e mail|e mail adresse|mail|adresse e mail|adresse email|courriel|\
         correo electrónico|dirección de correo electrónico|dirección de correo|indirizzo email|\
         indirizzo e mail|endereço de e mail|endereço de email|primäre e mail adresse|sekundäre e mail adresse|\
         e mail # adresse",
    ),
    (
        Column::Phone,
        "phone|phone number|phone numbers|phone # value|primary phone|mobile phone|mobile number|business phone|\
         business phone #|work phone|home phone|home phone #|car phone|other phone|radio phone|telefon|telefonnummer|\
         mobiltelefon|telefon geschäftlich|telefon geschäftlich #|telefon privat|telefon privat #|téléphone|teléfono|\
         telefono|telefone",
    ),
    (
        Column::Org,
        "company|organization|organisation|organization name|organization # name|unternehmen|firma|entreprise|société|empresa|azienda|\
         società",
    ),
    (
        Column::Title,
        "position|job title|organization title|organization # title|poste|fonction|cargo|puesto|posizione|posição",
    ),
    (
        Column::ConnectedOn,
        "connected on|verbunden am|verbunden seit|date de connexion|connecté le|conectado el|\
         fecha de conexión|data di collegamento|collegato il|conectado em|data de conexão",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_is_known_in_six_languages() {
        for line in [
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
            "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
            "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Date de connexion",
            "Nombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Cargo,Conectado el",
            "Nome,Cognome,URL,Indirizzo email,Azienda,Posizione,Data di collegamento",
            "Nome,Sobrenome,URL,Endereço de e-mail,Empresa,Cargo,Conectado em",
        ] {
            let header = Header::find(line).unwrap();

            assert_eq!((header.separator, header.format), (b',', Format::LinkedIn));
            assert_eq!(header.columns.iter().flatten().count(), 7, "{line}");
        }
    }

    #[test]
    fn a_program_is_known_by_its_columns() {
        for (line, format) in [
            ("Name,Given Name,Group Membership,E-mail 1 - Value", Format::GoogleOld),
            ("First Name,Last Name,Labels,E-mail 1 - Value", Format::Google),
            ("First Name,Last Name,E-mail Address,E-mail 2 Address", Format::Outlook),
            ("First Name;Last Name;Display Name;Primary Email", Format::Thunderbird),
            ("First Name\tLast Name\tOrganisation", Format::Table),
        ] {
            assert_eq!(Header::find(line).unwrap().format, format, "{line}");
        }
    }

    #[test]
    fn a_fax_is_no_phone() {
        let header = Header::find("Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value").unwrap();
        let record = StringRecord::from(vec!["Ann", "Work Fax", "1234567", "Mobile", "7654321"]);

        assert_eq!(header.values(&record, Column::Phone).collect::<Vec<_>>(), ["7654321"]);
    }

    #[test]
    fn a_long_run_of_empty_rows_may_stand_before_the_header() {
        let text = format!("{}First Name\tLast Name\tCompany\nAda\t\t", ",,,,,,\r\n".repeat(60));

        let header = Header::find(&text).unwrap();

        assert_eq!((header.separator, header.lines), (b'\t', 61));
        assert!(text[header.end..].starts_with("Ada"));
    }

    #[test]
    fn a_note_with_known_words_is_no_header() {
        assert!(read("Notes about your position, company, and email address").is_none());
    }

    #[test]
    fn no_name_means_two_columns() {
        let mut names: Vec<&str> = ALIASES.iter().flat_map(|(_, names)| names.split('|')).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();

        assert_eq!(names.len(), all);
    }
}
