//! What this program serves to anybody, bit for bit, so that a node can be held to it: its files, and those pages that
//! are the same for everybody who asks. What a member sees is made for that member, and can't be known here.

use axum::http::HeaderName;

use super::guest::Guest;
use super::{assets, guard, pages};
use crate::tongue::{LANGUAGES, Tongue};

/// A file, or a page in one language.
#[derive(Debug)]
pub struct Served {
    /// Where it is.
    pub path: String,
    /// In which language it is read; none for a file.
    pub language: Option<&'static str>,
    /// Its type.
    pub kind: &'static str,
    /// All of it.
    pub content: String,
}

/// What a browser is told with every answer.
pub const HEADERS: [(HeaderName, &str); 7] = guard::ON_EVERY_ANSWER;

/// The address below which the files of this version are.
pub fn below() -> &'static str {
    assets::below()
}

/// Every script and style sheet.
pub fn files() -> Vec<Served> {
    let served =
        |(path, kind, content): (_, _, &str)| Served { path, language: None, kind, content: content.to_owned() };
    assets::all().map(served).collect()
}

/// The pages for anybody in every language, for an organisation of this name.
pub fn pages_for_anybody(org: &str) -> Vec<Served> {
    let tongues = LANGUAGES.into_iter().filter_map(|(tag, _, _)| Some((tag, Tongue::tagged(tag)?)));
    let in_tongue = |(tag, tongue): (&'static str, &'static Tongue)| {
        let drawn = pages::for_anybody(org, |path| Guest::reading(tongue, path));
        let served = move |(path, content): (&str, _)| Served {
            path: path.to_owned(),
            language: Some(tag),
            kind: "text/html; charset=utf-8",
            content,
        };
        drawn.into_iter().map(served)
    };
    tongues.flat_map(in_tongue).collect()
}

/// The organisation that a page says it is of. Whatever stands there, a page drawn for it is compared with the whole.
pub fn name_on(page: &str) -> String {
    let behind = page.split_once(r#"<span class="org"><bdi>"#).map_or("", |(_, rest)| rest);
    let name = behind.split_once("</bdi>").map_or("", |(name, _)| name);
    let plain = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    plain.into_iter().fold(name.to_owned(), |name, (written, meant)| name.replace(written, meant))
}

/// Where a page says its files are, if it says so.
pub fn below_on(page: &str) -> Option<&str> {
    let from = page.find("/assets/")?;
    let rest = &page[from + "/assets/".len()..];
    let hash = rest.split_once('/')?.0;
    hash.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| &page[from..from + "/assets/".len() + hash.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_off_a_page_as_it_was_given() {
        for name in ["Riverbend Trust", "O'Neill & <Söhne> \"e.V.\"", "a &#60; b", ""] {
            for page in pages_for_anybody(name) {
                assert_eq!(name_on(&page.content), name, "{}", page.path);
                assert_eq!(below_on(&page.content), Some(below()), "{}", page.path);
            }
        }
    }

    #[test]
    fn every_file_that_such_a_page_loads_is_listed() {
        let listed: Vec<String> = files().into_iter().map(|file| file.path).collect();
        let mut loaded = 0;
        for page in pages_for_anybody("Riverbend Trust") {
            for path in page.content.split('"').filter(|part| part.starts_with("/assets/")) {
                assert!(listed.iter().any(|file| file == path), "{path} of {}", page.path);
                loaded += 1;
            }
            assert_eq!(
                page.content.matches("<script").count(),
                page.content.matches("<script type=\"module\" src=").count()
            );
        }
        assert!(loaded > 50 && listed.len() > 100);
    }
}
