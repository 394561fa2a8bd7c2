//! What scripts say when something can't be: a sentence in the visitor's language for every code of the device in the
//! browser (`node/web/device/refusal.js`), of the engine and of the doors. A test holds that none is missing.
//!
//! Where the two name one reason alike, they share its sentence, under `device-`.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::routing::get;
use axum::{Json, Router};

use crate::tongue::Tongue;
use crate::web::Door;
use crate::web::guest::Guest;

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/sentences", get(all))
}

async fn all(guest: Guest) -> Json<BTreeMap<&'static str, String>> {
    Json(sentences(guest.tongue))
}

fn sentences(t: &'static Tongue) -> BTreeMap<&'static str, String> {
    let plain = KEYS.iter().map(|key| (code(key), t.say(key)));
    // How far a clock is off is known to the script alone; it fills that in.
    let clocks = CLOCKS.iter().map(|key| (code(key), t.say1(key, "far", "{far}")));
    plain.chain(clocks).collect()
}

/// The code a key is about.
fn code(key: &'static str) -> &'static str {
    ["device-", "said-", "page-"].iter().find_map(|before| key.strip_prefix(before)).unwrap_or(key)
}

const CLOCKS: [&str; 2] = ["page-clock-ahead", "page-clock-behind"];

#[rustfmt::skip]
const KEYS: [&str; 117] = [
    "device-not-enrolled",
    "device-foreign-certificate",
    "device-own-link",
    "device-link-expired",
    "device-link-unknown",
    "device-link-proof",
    "device-link-other-form",
    "device-link-other-sort",
    "device-link-damaged",
    "device-not-pinned",
    "device-key-changed",
    "device-bad-signature",
    "device-expired",
    "device-text-too-long",
    "device-other-sort",
    "device-unopenable",
    "device-note-closed",
    "device-request-unknown",
    "device-no-member-key",
    "device-devices-full",
    "device-last-device",
    "device-phrase",
    "device-key-ended",
    "device-unverified",
    "device-word-unfit",
    "device-own-colleague",
    "device-permission-unfit",
    "device-permission-missing",
    "device-terms-unfit",
    "device-retention-date",
    "device-card-kept-back",
    "device-card-not-agreed",
    "device-answer-over",
    "device-people-count",
    "device-too-soon",
    "device-offers-too-short",
    "device-no-keys-here",
    "device-keys-there",
    "said-invite-expired",
    "said-invite-used",
    "said-invite-unknown",
    "said-invite-proof",
    "said-certificate-unfit",
    "said-item-gone",
    "said-item-of-other-sort",
    "said-contact-unknown",
    "said-import-unknown",
    "said-import-too-large",
    "said-organisation-of-other",
    "said-organisation-unknown",
    "said-organisation-claimed",
    "said-words-too-many",
    "said-colleague-unknown",
    "said-handle-missing",
    "said-handle-count",
    "said-ask-date",
    "said-ask-known",
    "said-ask-too-many",
    "said-ask-unknown",
    "said-offer-gone",
    "said-offer-used",
    "said-signature-unfit",
    "said-no-letter-key",
    "said-offer-late",
    "said-not-peer",
    "said-bridge-unknown",
    "said-own-token",
    "said-already-peer",
    "said-peer-unknown",
    "said-certificate-stale",
    "said-device-link-unknown",
    "said-device-link-used",
    "said-phrase-unknown",
    "said-hurried",
    "said-re-enrolment-unknown",
    "said-full",
    "said-asked-back",
    "said-word-unknown",
    "said-word-too-many",
    "said-standby-unfit",
    "said-keep-looking-date",
    "said-keep-looking-appraisal",
    "said-knock-too-many",
    "said-knock-again",
    "said-knock-unfit",
    "said-kind-not-asked",
    "said-kind-names",
    "said-avoid-unfit",
    "said-alert-unfit",
    "said-alert-too-many",
    "said-alert-people",
    "said-alert-at-its-end",
    "said-alert-back",
    "said-alert-unknown",
    "said-limits-unfit",
    "said-snooze-date",
    "said-kind-not-served",
    "said-attribute-not-served",
    "said-asks-of-the-day",
    "said-policy-unfit",
    "said-succession-unfit",
    "said-succession-date",
    "said-succession-unknown",
    "said-not-suppressed",
    "said-findable-unfit",
    "said-attribute-unfit",
    "said-appraisal-unnamed",
    "said-unreachable",
    "said-unreadable",
    "said-stranger",
    "said-disk-failed",
    "said-stopping",
    "said-too-large",
    "said-nothing-here",
    "page-phrase-count",
    "page-phrase-word",
    "page-phrase-check",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tongue::LANGUAGES;

    const OF_DEVICE: &str = include_str!("../../../web/device/refusal.js");
    const OF_ENGINE: &str = include_str!("../../../../protocol/src/local/refused.rs");
    const OF_DOORS: &str = include_str!("../../api/failure.rs");
    const OF_PAGE: [&str; 7] =
        ["unreachable", "unreadable", "clock-ahead", "clock-behind", "phrase-count", "phrase-word", "phrase-check"];

    /// The codes of `refusal.js`: what stands before a colon at the beginning of a line of its table.
    fn of_device() -> Vec<String> {
        let table = OF_DEVICE.split("Object.freeze({").nth(1).unwrap().split("});").next().unwrap();
        let named = table.lines().filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
        let codes = named.filter_map(|line| line.split_once(':')).map(|(code, _)| code.trim_matches('"').to_owned());
        codes.filter(|code| !code.contains(' ')).collect()
    }

    /// The reasons of the engine, as they are written for programs.
    fn of_engine() -> Vec<String> {
        let reasons = OF_ENGINE.split("pub enum Refused {").nth(1).unwrap().lines();
        let named = reasons.filter_map(|line| line.strip_prefix("    ")?.strip_suffix(','));
        named.filter(|name| name.chars().all(char::is_alphanumeric)).map(kebab).collect()
    }

    fn kebab(name: &str) -> String {
        let mut word = String::new();
        for c in name.chars() {
            if c.is_ascii_uppercase() && !word.is_empty() {
                word.push('-');
            }
            word.push(c.to_ascii_lowercase());
        }
        word
    }

    /// What the doors say of themselves: `Self::… => "…"` in their table of codes.
    fn of_doors() -> Vec<String> {
        let table = OF_DOORS.split("fn code(").nth(1).unwrap().split("};").next().unwrap();
        let named = table.lines().filter_map(|line| line.split_once("=> \"")?.1.split_once('"'));
        named.map(|(code, _)| code.to_owned()).collect()
    }

    #[test]
    fn every_code_has_its_sentence_in_every_language_and_no_sentence_is_without_a_code() {
        let known = [of_device(), of_engine(), of_doors(), OF_PAGE.map(str::to_owned).into()];
        assert!(known[0].len() > 35 && known[1].len() > 70 && known[2].len() > 5, "{known:?}");
        for (tag, _, _) in LANGUAGES {
            let said = sentences(Tongue::tagged(tag).unwrap());
            for code in known.iter().flatten() {
                assert!(said.get(code.as_str()).is_some_and(|text| text.ends_with(['.', '?'])), "{code} in {tag}");
            }
            let more: Vec<_> = said.keys().filter(|code| !known.iter().flatten().any(|one| one == *code)).collect();
            assert!(more.is_empty(), "{more:?} in {tag}");
        }
    }

    #[test]
    fn how_far_a_clock_is_off_is_left_for_the_script_to_fill_in() {
        for (tag, _, _) in LANGUAGES {
            let said = sentences(Tongue::tagged(tag).unwrap());
            for code in ["clock-ahead", "clock-behind"] {
                assert_eq!(said[code].matches("{far}").count(), 1, "{code} in {tag}");
            }
        }
    }
}
