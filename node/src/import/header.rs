//! Where the table starts: the row of column names, by the names themselves.
//!
//! LinkedIn puts notes of changing length and wording before it, and spreadsheets pad them with separators,
//! so lines without content don't count and the first ten with content are looked at one by one.
//! The separator is the one under which most columns are known.

use csv::StringRecord;

/// A column this importer knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Given,
    Family,
    Url,
    Email,
    Phone,
    Org,
    Title,
    ConnectedOn,
}

/// The row of column names, found.
#[derive(Debug)]
pub(super) struct Header {
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
        let mut end = 0;
        let mut told = 0;
        for (index, line) in text.split_inclusive('\n').take(MAX_LINES).enumerate() {
            end += line.len();
            if line.chars().all(|c| c.is_whitespace() || SEPARATORS.contains(&c)) {
                continue;
            }
            if let Some((separator, columns)) = read(line) {
                return Some(Self { separator, end, lines: index as u64 + 1, columns });
            }
            told += 1;
            if told == MAX_TOLD_LINES {
                break;
            }
        }
        None
    }

    /// The row's first value in such a column that isn't blank; nothing where there is none.
    pub(super) fn value<'r>(&self, record: &'r StringRecord, column: Column) -> &'r str {
        let mut of_column = self.columns.iter().zip(record).filter(|(known, _)| **known == Some(column));
        of_column.find_map(|(_, value)| (!value.trim().is_empty()).then_some(value)).unwrap_or_default()
    }
}

/// Reads a line as a header under the separator that makes most of it; nothing if it is no header.
fn read(line: &str) -> Option<(u8, Vec<Option<Column>>)> {
    let mut best: Option<(usize, u8, Vec<Option<Column>>)> = None;
    for separator in SEPARATORS {
        let columns = columns(line, separator as u8)?;
        let known = columns.iter().flatten().count();
        let named = columns.iter().flatten().any(|column| matches!(column, Column::Given | Column::Family));
        if named && known >= MIN_COLUMNS && best.as_ref().is_none_or(|(most, ..)| known > *most) {
            best = Some((known, separator as u8, columns));
        }
    }
    best.map(|(_, separator, columns)| (separator, columns))
}

fn columns(line: &str, separator: u8) -> Option<Vec<Option<Column>>> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(line.as_bytes());
    let record = reader.records().next()?.ok()?;
    Some(record.iter().map(column).collect())
}

fn column(name: &str) -> Option<Column> {
    let words: Vec<&str> = name.split(|c: char| c.is_whitespace() || c == '-' || c == '_').collect();
    let folded = words.join(" ").trim().to_lowercase();
    ALIASES.iter().find(|(_, names)| names.split('|').any(|name| name == folded)).map(|(column, _)| *column)
}

const SEPARATORS: [char; 3] = [',', ';', '\t'];
/// Lines with content before the header, at most; the longest preamble known has three.
const MAX_TOLD_LINES: usize = 10;
/// Lines of any sort before the header, at most; long runs of empty rows have been seen.
const MAX_LINES: usize = 1_000;
/// A note that happens to say "position" is no header.
const MIN_COLUMNS: usize = 3;

/// The names in English, German, French, Spanish, Italian and Portuguese, `|` between them; no name means two columns.
const ALIASES: [(Column, &str); 8] = [
    (Column::Given, "first name|given name|vorname|prénom|prenom|nombre|nome"),
    (
        Column::Family,
        "last name|family name|surname|nachname|familienname|nom|nom de famille|apellidos|apellido|cognome|\
         sobrenome|apelido",
    ),
    (Column::Url, "url|profile url|profil url|url du profil|url del perfil|url del profilo|url do perfil"),
    (
        Column::Email,
        "email address|e mail address|email|e mail|e mail adresse|mail|adresse e mail|adresse email|courriel|\
         correo electrónico|dirección de correo electrónico|dirección de correo|indirizzo email|\
         indirizzo e mail|endereço de e mail|endereço de email",
    ),
    (Column::Phone, "phone|phone number|phone numbers|telefon|telefonnummer|téléphone|teléfono|telefono|telefone"),
    (Column::Org, "company|organization|organisation|unternehmen|firma|entreprise|société|empresa|azienda|società"),
    (Column::Title, "position|job title|poste|fonction|cargo|puesto|posizione|posição"),
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
            let (separator, columns) = read(line).unwrap();

            assert_eq!(separator, b',');
            assert_eq!(columns.iter().flatten().count(), 7, "{line}");
        }
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
