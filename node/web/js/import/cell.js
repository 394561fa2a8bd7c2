// One value at a time, already cleaned: mail addresses, phone numbers, pages, dates. A value that doesn't parse becomes
// nothing rather than something wrong. As node/src/import/cell.rs.

import { clean, oneLine } from "./text.js";

/** Every mail address in the value, in lower case. @param {string} value @returns {string[]} */
export const emails = (value) =>
  value
    .toLowerCase()
    .split(/[\p{White_Space},;<>]+/u)
    .map((part) => part.replace(/^mailto:/, "").replace(/^['"()[\]]+|['"()[\]]+$/g, ""))
    .filter(isAddress);

/** @param {string} part */
function isAddress(part) {
  const at = part.indexOf("@");
  return at > 0 && new TextEncoder().encode(part).length <= 254 && isHost(part.slice(at + 1));
}

/** Every phone number: digits, a leading `+` kept, extensions dropped. @param {string} value @returns {string[]} */
export const phones = (value) =>
  value.replaceAll(":::", ";").split(/[,;\n]/).flatMap((part) => phone(part) ?? []);

/** The zeros of the scripts in which address books write numbers. */
const ZEROS = ["0", "٠", "۰", "०", "০", "０"].map((zero) => zero.codePointAt(0) ?? 0);

/** @param {string} char @returns {string | null} the digit in ASCII */
function digit(char) {
  const code = char.codePointAt(0) ?? 0;
  const zero = ZEROS.find((zero) => code >= zero && code < zero + 10);
  return zero === undefined ? null : String(code - zero);
}

/** @param {string} raw @returns {string | null} the number up to a letter or `#`, which start an extension */
function phone(raw) {
  if (/^\s*(ext=|isub=|phone-context=)/.test(raw)) return null;
  // The national (0) behind a country code is no digit.
  const part = raw.replaceAll("＋", "+").replaceAll("(0)", /[+＋]/.test(raw) ? "" : "0");
  let phone = "";
  for (const char of part) {
    const found = digit(char);
    if (found !== null) phone += found;
    else if (char === "+" && phone === "") phone = "+";
    else if (phone !== "" && /[\p{Alphabetic}#]/u.test(char)) break;
  }
  const digits = phone.replace(/^\++/, "").length;
  return digits >= 5 && digits <= 19 ? phone : null;
}

/** A page's host in lower case, without `www.` and such for LinkedIn, and what follows its slash. @param {string} value */
function hostAndPath(value) {
  if (/\p{White_Space}/u.test(value)) return null;
  const scheme = value.indexOf("://");
  if (scheme >= 0 && !/^https?$/i.test(value.slice(0, scheme))) return null;
  const rest = scheme >= 0 ? value.slice(scheme + 3) : value;
  const end = rest.search(/[/?#]/);
  const host = (end < 0 ? rest : rest.slice(0, end)).toLowerCase();
  if (/[:@]/.test(host)) return null;
  const named = host.endsWith(".linkedin.com") ? "linkedin.com" : host.replace(/^www\./, "");
  const after = end < 0 ? "" : rest.slice(end);
  return { host: named, path: after.startsWith("/") ? after.slice(1) : "" };
}

/** @param {string} host */
const isHost = (host) =>
  host.includes(".") && host.split(".").every((label) => label !== "") && !/[@/"]/.test(host);

/** The slug of a LinkedIn profile's address; nothing for any other address. @param {string} value @returns {string} */
export function profileSlug(value) {
  const place = hostAndPath(value);
  if (place?.host !== "linkedin.com" || !/^in\//i.test(place.path)) return "";
  const slug = clean(decoded(place.path.slice(3).split(/[/?#]/)[0])).text.toLowerCase();
  return /[\p{White_Space}/?#]/u.test(slug) ? "" : slug;
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** The ORCID iD an address or `orcid:` text names, if its checksum holds. @param {string} value @returns {string | null} */
export function orcid(value) {
  const lower = value.toLowerCase();
  const named = lower.startsWith("orcid:") || hostAndPath(lower)?.host === "orcid.org";
  const found = named && /(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dx])\/?$/.exec(lower);
  if (!found) return null;
  const id = found.slice(1).join("").toUpperCase();
  const total = [...id.slice(0, 15)].reduce((sum, char) => (sum + Number(char)) * 2, 0);
  const check = (12 - (total % 11)) % 11;
  return id[15] === (check === 10 ? "X" : String(check)) ? id : null;
}

/** Whether it is the address of a page that may stand for its person. @param {string} value */
export function isPage(value) {
  const place = hostAndPath(value);
  return place !== null && isHost(place.host) && place.host !== "linkedin.com";
}

/** The date as ISO writes it, or null. `3/4/2021` alone could be two days: nothing. @param {string} value */
export function date(value) {
  const text = oneLine(value).toLowerCase();
  const parts = text.split(/[^\p{L}\p{N}\p{M}]+/u).filter((part) => part !== "");
  const numbers = parts.slice(0, 3).map((part) => (/^\d{1,5}$/.test(part) ? Number(part) : null));
  const [first, second, third] = numbers;
  if (numbers.length === 3 && first !== null && second !== null && third !== null) {
    switch (/[^0-9]/.exec(text)?.[0]) {
      case "-":
        return first > 31 ? day(first, second, third) : day(third, second, first);
      case ".":
        return day(third, second, first);
      case "/":
        return slashed(first, second, third, /[ap]m$/.test(text));
      default:
        return null;
    }
  }
  const [a, b, c] = parts.filter((part) => part !== "de");
  if (c === undefined || !/^\d{1,5}$/.test(c)) return null;
  const later = month(b);
  if (later !== null) return /^\d{1,2}$/.test(a) ? day(Number(c), later, Number(a)) : null;
  const earlier = month(a);
  return earlier !== null && /^\d{1,2}$/.test(b) ? day(Number(c), earlier, Number(b)) : null;
}

/** @param {number} first @param {number} second @param {number} year @param {boolean} american */
function slashed(first, second, year, american) {
  if (first > 31) return day(first, second, year);
  if (first > 12) return day(year, second, first);
  return american || second > 12 || first === second ? day(year, first, second) : null;
}

/** @param {number} year of two digits: this century @param {number} month @param {number} day */
function day(year, month, day) {
  const whole = year < 100 ? year + 2000 : year;
  const at = new Date(Date.UTC(2000, 0, 1));
  at.setUTCFullYear(whole, month - 1, day);
  if (whole > 9999 || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
  return `${String(whole).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** The month a word of at least three letters begins, in one of six languages. @param {string} word */
function month(word) {
  if ([...word].length < 3) return null;
  const begun = MONTHS.flatMap((names, at) => (names.split(" ").some((name) => name.startsWith(word)) ? [at + 1] : []));
  return begun.length === 1 ? begun[0] : null;
}

/** English, German, French, Spanish, Italian, Portuguese, each where it differs. */
const MONTHS = [
  "january januar jänner janvier enero gennaio janeiro",
  "february februar février fevrier febrero febbraio fevereiro",
  "march märz maerz mrz mars marzo março",
  "april avril abril aprile",
  "may mai mayo maggio maio",
  "june juni juin junio giugno junho",
  "july juli juillet julio luglio julho",
  "august août aout agosto",
  "september septembre septiembre setiembre settembre setembro",
  "october oktober octobre octubre ottobre outubro",
  "november novembre noviembre novembro",
  "december dezember décembre decembre diciembre dicembre dezembro",
];
