// Where a table starts: the row of column names, by the names themselves, and what program they tell of. Notes may
// stand before it; the separator is the one under which most columns are known. As node/src/import/header.rs.

import { splitLine } from "./csv.js";
import { trimmed } from "./text.js";
import { isLonger } from "./unread.js";

/** @typedef {{format: string, separator: string, end: number, lines: number, columns: (string | null)[]}} Header */

const SEPARATORS = [",", ";", "\t"];
/** Lines with content before the header, lines of any sort, columns it must have, and its length. */
const MAX_TOLD_LINES = 10;
const MAX_LINES = 1_000;
const MIN_COLUMNS = 3;
const MAX_HEADER_BYTES = 64 * 1024;

/** The header among the first lines that say anything, or null. @param {string} text @returns {Header | null} */
export function find(text) {
  const endOfLine = text.includes("\n") ? "\n" : "\r";
  let end = 0;
  let told = 0;
  for (let lines = 1; lines <= MAX_LINES && end < text.length; lines += 1) {
    const at = text.indexOf(endOfLine, end);
    const line = text.slice(end, at < 0 ? text.length : at + 1);
    end += line.length;
    if (/^[\p{White_Space},;]*$/u.test(line)) continue;
    const found = read(line);
    if (found !== null) {
      const columns = found.names.map(column);
      return { format: formatOf(found.names), separator: found.separator, end, lines, columns };
    }
    told += 1;
    if (told === MAX_TOLD_LINES) break;
  }
  return null;
}

/** The row's values in such columns that aren't blank, without faxes. @param {Header} header @param {string[]} record @param {string} wanted */
export function values(header, record, wanted) {
  const all = record.slice(0, header.columns.length);
  return all.filter((value, at) => header.columns[at] === wanted && trimmed(value) !== "" && !isFax(header, record, at));
}

/** @param {Header} header @param {string[]} record @param {number} at */
const isFax = (header, record, at) =>
  at > 0 && header.columns[at - 1] === "phone-label" && /fax|pager/.test((record[at - 1] ?? "").toLowerCase());

/** Whether a line by itself would be a whole row of this table. @param {Header} header @param {string} line */
export function fits(header, line) {
  let quoted = false;
  let columns = 1;
  for (const char of line) {
    if (char === '"') quoted = !quoted;
    else if (char === header.separator && !quoted) columns += 1;
  }
  return columns === header.columns.length;
}

/** Reads a line as a header under the separator that makes most of it. @param {string} line */
function read(line) {
  if (isLonger(line, MAX_HEADER_BYTES)) return null;
  let best = null;
  let most = 0;
  for (const separator of SEPARATORS) {
    const names = splitLine(line, separator).map(folded);
    const columns = names.map(column).filter((one) => one !== null);
    const named = columns.some((one) => ["given", "family", "display"].includes(one ?? ""));
    if (named && columns.length >= MIN_COLUMNS && columns.length > most) {
      [best, most] = [{ separator, names }, columns.length];
    }
  }
  return best;
}

/** The name in lower case with single blanks, and `#` for every number in it. @param {string} name */
const folded = (name) =>
  name
    .split(/[\p{White_Space}\-_:]+/u)
    .filter((word) => word !== "")
    .map((word) => (/^[0-9]+$/.test(word) ? "#" : word.toLowerCase()))
    .join(" ");

/** @param {string} name */
const column = (name) => COLUMNS.get(name) ?? null;

/** The program, by a name that no other has. @param {string[]} names */
function formatOf(names) {
  const marked = MARKS.find(([, marks]) => names.some((name) => marks.split("|").includes(name)));
  if (marked !== undefined) return marked[0];
  return names.some((name) => column(name) === "connected-on") ? "linkedin" : "table";
}

const MARKS = [
  ["google-old", "group membership"],
  ["google", "labels"],
  ["thunderbird", "primary email|primäre e mail adresse"],
  ["outlook", "e mail # address|e mail display name|company main phone|e mail # adresse"],
];

/** The names in English, German, French, Spanish, Italian and Portuguese; no name means two columns. */
const ALIASES = {
  display: "name|display name|full name|anzeigename",
  middle: "middle name|additional name|weitere vornamen",
  "file-as": "file as",
  nickname: "nickname|spitzname",
  "phone-label": "phone # label|phone # type",
  given: "first name|given name|vorname|prénom|prenom|nombre|nome",
  family:
    "last name|family name|surname|nachname|familienname|nom|nom de famille|apellidos|apellido|cognome|sobrenome|apelido",
  url:
    "url|website # value|web page|web page #|website|webseite|personal web page|profile url|profil url|url du profil|" +
    "url del perfil|url del profilo|url do perfil",
  email:
    "email address|e mail address|e mail # address|e mail # value|primary email|secondary email|email|e mail|" +
    "e mail adresse|mail|adresse e mail|adresse email|courriel|correo electrónico|dirección de correo electrónico|" +
    "dirección de correo|indirizzo email|indirizzo e mail|endereço de e mail|endereço de email|" +
    "primäre e mail adresse|sekundäre e mail adresse|e mail # adresse",
  phone:
    "phone|phone number|phone numbers|phone # value|primary phone|mobile phone|mobile number|business phone|" +
    "business phone #|work phone|home phone|home phone #|car phone|other phone|radio phone|telefon|telefonnummer|" +
    "mobiltelefon|telefon geschäftlich|telefon geschäftlich #|telefon privat|telefon privat #|téléphone|teléfono|" +
    "telefono|telefone",
  org:
    "company|organization|organisation|organization name|organization # name|unternehmen|firma|entreprise|société|" +
    "empresa|azienda|società",
  title:
    "position|job title|organization title|organization # title|poste|fonction|cargo|puesto|posizione|posição",
  "connected-on":
    "connected on|verbunden am|verbunden seit|date de connexion|connecté le|conectado el|fecha de conexión|" +
    "data di collegamento|collegato il|conectado em|data de conexão",
};
/** @type {Map<string, string>} */
const COLUMNS = new Map(
  Object.entries(ALIASES).flatMap(([column, names]) => names.split("|").map((name) => /** @type {const} */ ([name, column]))),
);
