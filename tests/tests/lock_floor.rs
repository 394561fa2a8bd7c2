//! What must not stand in Cargo.lock: versions with known holes, and crates that were left out on purpose.
//!
//! Each line of the table carries its reason. The test needs no tool and no network, so it runs wherever
//! the code does. It can't know of tomorrow's advisories; raise a floor when one appears.

use std::collections::BTreeMap;

use Rule::{AtLeast, AtLeastIn, Banned, Exactly, OneVersion};

/// What is held of one crate, if it is in the tree at all.
#[derive(Clone, Copy, Debug)]
enum Rule {
    /// Every version is at least this one.
    AtLeast(&'static str),
    /// Every version of this series (`0.9`) is at least this one.
    AtLeastIn(&'static str, &'static str),
    /// Every version is this one.
    Exactly(&'static str),
    /// There is one version, not two.
    OneVersion,
    /// It isn't in the tree; a `*` at the end stands for any ending.
    Banned,
}

const RULES: &[(&str, Rule, &str)] = &[
    // network
    ("yamux", AtLeast("0.13.10"), "CVE-2026-32314: one frame panics a node, and 0.12 has no fix; CVE-2024-32984"),
    ("libp2p-yamux", AtLeast("0.48.0"), "falls back to yamux 0.12 when a limit is set"),
    ("libp2p", AtLeast("0.57.1"), "the first whose yamux is mended"),
    ("libp2p", OneVersion, "two swarms would not speak to each other"),
    ("libp2p-core", AtLeast("0.31.1"), "RUSTSEC-2022-0009"),
    ("libp2p-quic", AtLeast("0.13.1"), "GHSA-5hq8-qhww-jm7q: a certificate that fails panics"),
    ("libp2p-gossipsub", Banned, "not used; four advisories in 2026 alone"),
    ("libp2p-rendezvous", Banned, "not used; memory grows at a stranger's wish"),
    ("libp2p-relay", AtLeast("0.22.0"), "panics that this version mended"),
    ("libp2p-upnp", AtLeast("0.7.0"), "panics that this version mended"),
    ("prost-codec", AtLeast("0.4.0"), "an overflowing length panics in decode"),
    ("quinn-proto", AtLeast("0.11.15"), "RUSTSEC-2026-0185, 2026-0037, 2024-0373: memory and panics before any check"),
    ("snow", AtLeast("0.9.5"), "RUSTSEC-2024-0011"),
    ("hickory-proto", AtLeast("0.26.0"), "RUSTSEC-2026-0118, 0119; 0.25 has no fix"),
    ("h2", AtLeast("0.4.16"), "RUSTSEC-2026-0258"),
    // crypto
    ("ed25519-dalek", AtLeast("2.0.0"), "RUSTSEC-2022-0093: signing can be asked for the key"),
    ("curve25519-dalek", AtLeast("4.1.3"), "RUSTSEC-2024-0344: timing tells bits of scalars"),
    ("hpke-rs*", Banned, "RUSTSEC-2026-0069 to 0072: zero secrets, nonce reuse; `hpke` is used"),
    ("libcrux-*", Banned, "many advisories in 2026, from RUSTSEC-2026-0023 on"),
    ("ring", AtLeast("0.17.12"), "RUSTSEC-2025-0009"),
    ("rustls", OneVersion, "two would have two ideas of what is trusted"),
    ("rustls-webpki", AtLeast("0.103.13"), "RUSTSEC-2026-0098, 0099, 0104"),
    ("openssl", Banned, "rustls is used; nothing of the system's may decide what is trusted"),
    ("openssl-sys", Banned, "as openssl"),
    ("native-tls", Banned, "as openssl"),
    ("rand", AtLeastIn("0.9", "0.9.3"), "RUSTSEC-2026-0097"),
    ("rand", AtLeastIn("0.10", "0.10.1"), "RUSTSEC-2026-0097"),
    // storage
    ("sled", Exactly("0.34.7"), "1.0 alpha has another format and lost data in a trial"),
    ("crossbeam-epoch", AtLeast("0.9.20"), "RUSTSEC-2026-0204; sled stands on it"),
    // the rest
    ("lettre", AtLeast("0.11.22"), "RUSTSEC-2026-0141: with another TLS than ours, any name was believed"),
    ("bytes", AtLeast("1.11.1"), "RUSTSEC-2026-0007"),
    ("tokio", AtLeast("1.44.2"), "RUSTSEC-2025-0023"),
    ("tokio", OneVersion, "two runtimes would not wake each other"),
    ("tracing-subscriber", AtLeast("0.3.20"), "RUSTSEC-2025-0055: text from outside reaches the terminal unescaped"),
    ("time", AtLeast("0.3.47"), "RUSTSEC-2026-0009"),
    ("lru", AtLeast("0.18.2"), "RUSTSEC-2026-0253"),
    ("serde", OneVersion, "two would not see each other's types"),
];

#[test]
fn the_lock_file_holds_every_floor() {
    let lock = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock")).unwrap();
    let locked = locked(&lock);

    assert!(locked.len() > 100, "only {} crates read from Cargo.lock", locked.len());
    for needed in ["libp2p", "sled", "ed25519-dalek"] {
        assert!(locked.contains_key(needed), "{needed} isn't in Cargo.lock: is it still the right file?");
    }
    let broken = broken(&locked, RULES);
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn each_rule_refuses_what_it_is_for() {
    let rules = [
        ("yamux", AtLeast("0.13.10"), "floor"),
        ("rand", AtLeastIn("0.9", "0.9.3"), "series"),
        ("sled", Exactly("0.34.7"), "pin"),
        ("libcrux-*", Banned, "banned"),
        ("tokio", OneVersion, "one"),
    ];
    let bad = [("yamux", "0.12.1"), ("rand", "0.9.2"), ("sled", "1.0.0-alpha.124"), ("libcrux-kem", "0.1.0")];
    let good =
        [("yamux", "0.13.10"), ("rand", "0.10.0"), ("sled", "0.34.7"), ("libcruxade", "0.1.0"), ("tokio", "1.0.0")];

    let told =
        broken(&locked(&lock_file(&[bad.as_slice(), &[("tokio", "1.0.0"), ("tokio", "2.0.0")]].concat())), &rules);

    assert_eq!(told.len(), rules.len(), "{told:?}");
    for (line, (_, _, why)) in told.iter().zip(rules) {
        assert!(line.ends_with(why), "{line}");
    }
    assert_eq!(broken(&locked(&lock_file(&good)), &rules), Vec::<String>::new());
}

#[test]
fn a_pre_release_is_older_than_its_release() {
    assert!(parts("0.57.1-alpha.2") < parts("0.57.1"));
    assert!(parts("0.57.0") < parts("0.57.1-alpha.2"));
    assert!(parts("0.9.10+build.5") > parts("0.9.9"));
}

#[test]
fn nothing_that_ships_depends_on_a_stand_in() {
    let lock = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock")).unwrap();
    let weakened = lock.replace("\n \"stn-protocol\",\n", "\n \"stn-protocol\",\n \"stn-standin-ed25519\",\n");

    assert!(lock.contains(&format!("name = \"{STAND_IN}protocol\"")), "are they still called {STAND_IN}…?");
    assert_eq!(on_stand_ins(&lock), Vec::<String>::new());
    assert_eq!(on_stand_ins(&weakened), ["\"stn-node\"", "\"stn-tests\""], "packages that depend on one are found");
}

/// What the packages begin with that keep nobody out.
const STAND_IN: &str = "stn-standin-";

/// Packages that are no stand-ins and depend on one.
fn on_stand_ins(lock: &str) -> Vec<String> {
    let lock: toml::Table = lock.parse().expect("Cargo.lock is TOML");
    let is_stand_in = |name: &toml::Value| name.as_str().is_some_and(|name| name.starts_with(STAND_IN));
    let depends = |package: &&toml::Value| {
        let dependencies = package.get("dependencies").and_then(toml::Value::as_array);
        dependencies.is_some_and(|dependencies| dependencies.iter().any(is_stand_in))
    };
    let packages = lock["package"].as_array().expect("Cargo.lock lists packages").iter();
    let found = packages.filter(depends).filter(|package| !is_stand_in(&package["name"]));
    found.map(|package| package["name"].to_string()).collect()
}

/// Every crate with its versions.
fn locked(lock: &str) -> BTreeMap<String, Vec<String>> {
    let lock: toml::Table = lock.parse().expect("Cargo.lock is TOML");
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in lock["package"].as_array().expect("Cargo.lock lists packages") {
        let text = |key: &str| package[key].as_str().expect("a package has a name and a version").to_owned();
        found.entry(text("name")).or_default().push(text("version"));
    }
    found
}

/// The rules that the tree breaks, each with what stands there and why it must not.
fn broken(locked: &BTreeMap<String, Vec<String>>, rules: &[(&str, Rule, &str)]) -> Vec<String> {
    let mut told = Vec::new();
    for (name, rule, why) in rules {
        let start = name.strip_suffix('*');
        let named = |found: &&String| start.map_or(found.as_str() == *name, |start| found.starts_with(start));
        for found in locked.keys().filter(named) {
            let versions = &locked[found];
            if !holds(*rule, versions) {
                told.push(format!("{found} {}: must be {rule:?}, since {why}", versions.join(", ")));
            }
        }
    }
    told
}

fn holds(rule: Rule, versions: &[String]) -> bool {
    match rule {
        AtLeast(floor) => versions.iter().all(|version| parts(version) >= parts(floor)),
        AtLeastIn(series, floor) => {
            let start = format!("{series}.");
            versions.iter().filter(|version| version.starts_with(&start)).all(|version| parts(version) >= parts(floor))
        }
        Exactly(only) => versions.iter().all(|version| version == only),
        OneVersion => versions.len() == 1,
        Banned => false,
    }
}

/// A version as numbers that compare; a pre-release comes before its release.
fn parts(version: &str) -> (Vec<u64>, bool) {
    let plain = version.split('+').next().unwrap_or_default();
    let (numbers, pre_release) = plain.split_once('-').map_or((plain, false), |(numbers, _)| (numbers, true));
    let numbers = numbers.split('.').map(|number| number.parse().expect("a version is numbers and dots"));
    (numbers.collect(), !pre_release)
}

fn lock_file(packages: &[(&str, &str)]) -> String {
    let package = |(name, version): &(&str, &str)| format!("[[package]]\nname = \"{name}\"\nversion = \"{version}\"\n");
    packages.iter().map(package).collect()
}
