//! What each kind of ask means for the people in it, in sentences; and permissions as files.
//!
//! The rules themselves stand in the protocol (`policy::kind`); nothing is decided here.

use std::fs;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, bail};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use stn_protocol::device::PermissionRead;
use stn_protocol::device::permission::Giver;
use stn_protocol::id::OrgId;
use stn_protocol::message::{Kind, Permission};
use stn_protocol::policy::kind::{self, Target};
use stn_protocol::time::Timestamp;

use super::told::{one_line, set_in, short};
use super::words;

/// A permission on its way between asker and candidate.
#[derive(Serialize, Deserialize)]
pub(super) struct PermissionFile {
    /// The organisation that would ask.
    pub(super) asking: OrgId,
    /// As it calls itself.
    pub(super) asking_name: String,
    /// What the candidate permits.
    pub(super) permission: Permission,
}

/// What each person will see of an ask of this kind that names so much in clear, said to who asks.
pub(super) fn who_sees_what(kind: Kind, named_in_clear: usize) -> Vec<String> {
    let sought = match kind::target(kind) {
        Target::SpokenTo => "  whom you seek: nothing from this network; who answers may speak to them",
        Target::LeftAlone => "  whom it is about: nothing, and nobody speaks to them",
        Target::KeptFrom => {
            "  the candidate: nothing; nodes that know them as a member, or as being at their own \
             organisation, keep still, and no request is shown to them"
        }
        Target::Nobody => "  nobody is sought",
    };
    let reached = match named_in_clear {
        0 => "the kind and the time; not you, not whom you mean",
        _ => "the kind, the time and what you named with --about; not you, nor anybody you named with --for",
    };
    let mut lines = vec![
        "Who sees what:".to_owned(),
        format!("  organisations it reaches: your organisation's name, {reached}"),
        "  who knows them: their own contact, your organisation's name and the kind; you only with your letter".into(),
        sought.to_owned(),
    ];
    if kind::has_terms(kind) {
        lines.push("  connectors: your note; not the letter, not the permission, not whom it is about".into());
    }
    lines
}

/// What somebody asks for, before a name: `an introduction to`.
pub(super) const fn sought(kind: Kind) -> &'static str {
    match kind {
        Kind::Introduction => "an introduction to",
        Kind::Intelligence => "knowledge about",
        Kind::Influence => "a word put in with",
        Kind::Appraisal => "an appraisal of",
        Kind::Opportunity => "people who fit",
    }
}

/// A permission as who would answer reads it.
pub(super) fn permission_lines(read: Option<&PermissionRead>) -> Vec<String> {
    let Some(read) = read else {
        return vec!["    no permission is attached: your organisation asks without one".to_owned()];
    };
    let by = match read.giver {
        Giver::Candidate(key) => format!("signed by the candidate (key {})", short(key)),
        Giver::Asker => "the asker's statement; the candidate has not signed it".to_owned(),
    };
    let head = format!("    the candidate's permission of {}, {by}:", words::day(read.given_on));
    [head].into_iter().chain(set_in(&read.text).map(|line| format!("  {line}"))).collect()
}

/// When an appraisal is deleted.
pub(super) fn deleted_line(until: Timestamp) -> String {
    format!("    deleted on {}, here, on the way and at the asker; please don't forward it", words::day(until))
}

/// Reads a permission from a file, or from standard input for `-`.
pub(super) fn read_permission(from: &Path) -> anyhow::Result<PermissionFile> {
    let shown = from.display();
    let mut text = String::new();
    if from == Path::new("-") {
        std::io::stdin().read_to_string(&mut text).context("reading standard input failed; nothing was sent")?;
    } else {
        text = fs::read_to_string(from).with_context(|| format!("{shown} could not be read; nothing was sent"))?;
    }
    serde_json::from_str(&text).map_err(|_| {
        anyhow::anyhow!("{shown} is no permission; nothing was sent; write one with `stn me permission --text TEXT`")
    })
}

/// A day such as `2026-11-20`, from its first second.
pub(super) fn read_day(text: &str) -> anyhow::Result<Timestamp> {
    let Ok(day) = text.parse::<Date>() else {
        bail!("{} is no day; write it like 2026-11-20; nothing was sent", one_line(text));
    };
    let zoned = day.to_zoned(TimeZone::UTC).context("that day is too far away; nothing was sent")?;
    let secs = u64::try_from(zoned.timestamp().as_second()).context("that day is too long ago; nothing was sent")?;
    Ok(Timestamp::from_secs(secs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_it_is_written() {
        assert_eq!(words::day(read_day("2026-11-20").unwrap()), "2026-11-20");
        for bad in ["", "20.11.2026", "2026-13-01", "yesterday"] {
            assert!(read_day(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn every_kind_says_who_sees_what_and_only_an_appraisal_speaks_of_a_candidate() {
        for kind in [Kind::Introduction, Kind::Intelligence, Kind::Influence, Kind::Appraisal] {
            let text = who_sees_what(kind, 0).join("\n");
            assert_eq!(text.contains("candidate"), kind == Kind::Appraisal);
        }
    }
}
