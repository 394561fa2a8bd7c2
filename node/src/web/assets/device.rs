//! The modules of a member's device, as the browser loads them: beside one another, below `device/`.

macro_rules! modules {
    ($($name:literal),* $(,)?) => {
        [$((concat!("device/", $name), include_str!(concat!("../../../web/device/", $name)))),*]
    };
}

/// Every module: its name below the assets, and its text.
pub(super) const MODULES: [(&str, &str); 49] = modules![
    "alert.js",
    "appraisal.js",
    "ask.js",
    "bridge.js",
    "bytes.js",
    "call.js",
    "certificate.js",
    "compare.js",
    "curve.js",
    "device.js",
    "door.js",
    "enrol.js",
    "fitness.js",
    "hash.js",
    "join.js",
    "keeping.js",
    "keys.js",
    "knock.js",
    "label.js",
    "learn.js",
    "letter.js",
    "limits.js",
    "link.js",
    "note.js",
    "pair.js",
    "pass.js",
    "path.js",
    "payload.js",
    "postcard.js",
    "protobuf.js",
    "recovery.js",
    "refusal.js",
    "said.js",
    "seal.js",
    "session.js",
    "sha256.js",
    "shape.js",
    "sign.js",
    "spacing.js",
    "stay.js",
    "succession.js",
    "text.js",
    "time.js",
    "unfit.js",
    "verdict.js",
    "verify.js",
    "views.js",
    "word.js",
    "words.js",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::*;

    #[test]
    fn every_module_of_the_device_is_served() {
        let there = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/web/device")).unwrap();
        let there: BTreeSet<String> = there.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        let served: BTreeSet<String> = MODULES.iter().map(|(name, _)| name.replace("device/", "")).collect();

        assert_eq!(served, there);
    }
}
