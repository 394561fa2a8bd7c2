//! The seeds that are made of golden values, each named by what it is.

use std::fs;

use stn_protocol::id::{BridgeId, InviteId, OrgId};
use stn_protocol::invitation::{LinkSecret, PeerToken};
use stn_protocol::time::Timestamp;
use stn_protocol::wire::block;
use stn_tests::fuzz::engine::action::LEN;
use stn_tests::fuzz::engine::scene::block_of;
use stn_tests::fuzz::{Target, engine, frame, golden, handle, link, object, signed};

#[test]
fn seeds_made_of_golden_values_are_committed() {
    for (target, name, seed) in made() {
        let path = target.folder().join(&name);
        if std::env::var_os("STN_WRITE_SEEDS").is_some() {
            fs::create_dir_all(target.folder()).unwrap();
            fs::write(&path, &seed).unwrap();
        }
        assert!(fs::read(&path).is_ok_and(|committed| committed == seed), "{}/{name}: STN_WRITE_SEEDS=1", target.name);
    }
}

#[test]
fn the_seeds_are_small() {
    let len: usize = stn_tests::fuzz::TARGETS.iter().flat_map(Target::seeds).map(|(_, seed)| seed.len()).sum();

    assert!(len < 300_000, "{len} bytes");
}

fn made() -> Vec<(Target, String, Vec<u8>)> {
    let mut made = Vec::new();
    made.extend(frames().into_iter().map(|(name, seed)| (frame::TARGET, name, seed)));
    for (target, objects, knobs) in
        [(object::TARGET, &object::OBJECTS[..], 0), (signed::TARGET, &signed::OBJECTS[..], signed::KNOBS - 1)]
    {
        made.extend(of_objects(objects, knobs).into_iter().map(|(name, seed)| (target, name, seed)));
    }
    made.extend(names().into_iter().map(|(name, seed)| (handle::TARGET, name, seed)));
    made.extend(links().into_iter().map(|(name, seed)| (link::TARGET, name, seed)));
    made.extend(attacks().into_iter().map(|(name, seed)| (engine::TARGET, name, seed)));
    made
}

/// One of every frame, a whole block, a settlement.
fn frames() -> Vec<(String, Vec<u8>)> {
    let mut seeds = vec![
        (
            "a-settlement".to_owned(),
            [&[frame::RECORD][..], &[0, 0, 0, 0, 0, 0, 0, 9, 1, 0, 0, 0, 60, 0, 0, 0]].concat(),
        ),
        ("a-whole-block".to_owned(), [&[frame::BLOCK][..], &block_of(&[0x12, 0]).unwrap()].concat()),
    ];
    for golden in golden::frames().into_iter().filter(|golden| golden.fill == "usual") {
        let kind = match block_of(&golden.bytes).map(|block| block[0]) {
            _ if golden.name.starts_with("Join") => frame::JOIN,
            Some(1) => frame::SMALL,
            _ => frame::LARGE,
        };
        seeds.push((golden.name.to_owned(), [&[kind], golden.bytes.as_slice()].concat()));
    }
    for golden in golden::frames().into_iter().filter(|golden| golden.fill == "largest" && golden.bytes.len() < 2_045) {
        seeds.push((format!("{}-largest", golden.name), [&[frame::SMALL], golden.bytes.as_slice()].concat()));
    }
    seeds
}

/// One of every object, after so many zeros.
fn of_objects(objects: &[&str], knobs: usize) -> Vec<(String, Vec<u8>)> {
    let mut seeds = Vec::new();
    for golden in golden::objects() {
        let Some(which) = objects.iter().position(|name| golden.name.starts_with(name)) else { continue };
        let is_small = golden.fill == "usual" || (golden.fill == "largest" && golden.bytes.len() < 1_400);
        if is_small {
            let name = format!("{}-{}", golden.name.replace(' ', "-"), golden.fill);
            seeds.push((name, [&[which as u8], vec![0; knobs].as_slice(), &golden.bytes].concat()));
        }
    }
    seeds
}

/// Names of every type as people write them. The first number is the type, the second the home country.
fn names() -> Vec<(String, Vec<u8>)> {
    let written = [
        ("an-address", 0, 0, "Jürgen+News@Bücher.example."),
        ("an-address-as-a-link", 6, 0, "MAILTO:o'brien@mail.sub.example.co.uk"),
        ("a-number", 1, 0, "+49 (0)30 123-45/67"),
        ("a-number-at-home", 6, 1, "030 1234567"),
        ("a-number-abroad", 6, 2, "0044 20 7946 0958"),
        ("a-page", 2, 0, "https://www.Example.org:443/jane%2fdoe/Größe/?q#f"),
        ("a-page-at-a-port-written-with-a-zero", 6, 0, "e.g:080/"),
        ("a-page-at-a-port", 6, 0, "http://example.org:8080/~jane"),
        ("a-profile", 6, 0, "https://de.linkedin.com/in/J%C3%BCrgen-M/"),
        ("a-researcher", 6, 0, "https://orcid.org/0000-0002-1825-0097"),
        ("a-researcher-with-an-x", 3, 0, "orcid:0000-0002-1694-233x"),
        ("an-organisation", 4, 0, "WWW.www.例え。jp"),
        ("an-organisation-as-written", 6, 0, "org:example.org"),
        ("a-name", 5, 0, "Dr. Jörg Weißenfels, PhD at Stiftung Wasser gGmbH e.V."),
        ("a-name-the-family-first", 6, 0, "Doe, Jane (Liz) MA @ www.Example.org"),
        ("a-name-of-signs", 5, 0, "王伟 at 蓝天有限公司"),
        ("a-name-of-many-words", 5, 0, "Maria da Graça Ma Sir II Silva y Souza at The Joining and Y Trust"),
        ("a-name-of-more-words-than-are-read", 5, 0, "4a슧ge el,hD atxg䋽g7煈Ng oa\u{bd}ss:4A@w"),
        ("a-name-of-marks", 5, 0, "I\u{307}lker Ae\u{308}e Aaue at Uee Aae Fundación"),
    ];
    let seed = |(name, r#type, home, text): (&str, u8, u8, &str)| {
        (name.to_owned(), [&[r#type, home], text.as_bytes()].concat())
    };
    written.into_iter().map(seed).collect()
}

fn links() -> Vec<(String, Vec<u8>)> {
    let token = PeerToken {
        org: OrgId::from_bytes([1; 32]),
        addrs: vec!["/ip4/127.0.0.1/tcp/4301".to_owned()],
        invite: InviteId::from_bytes([2; 16]),
        secret: LinkSecret::from_bytes([3; 16]),
        expires: Timestamp::from_secs(1_790_000_000),
    };
    let zeros = BridgeId::from_bytes([0; 16]).as_bytes().repeat(8);
    vec![
        ("a-token".to_owned(), [&[4], token.to_string().as_bytes()].concat()),
        ("a-member-link-of-zeros".to_owned(), [&[0], zeros.as_slice()].concat()),
        ("a-token-of-zeros".to_owned(), [&[1], zeros.as_slice()].concat()),
        ("a-bridge-link-of-zeros".to_owned(), [&[2], zeros.as_slice()].concat()),
        ("a-device-link-of-zeros".to_owned(), [&[3], zeros.as_slice()].concat()),
    ]
}

/// What peers may do, as actions; the first byte is the moment.
fn attacks() -> Vec<(String, Vec<u8>)> {
    let wait = |span: u8| [10, 0, span, 0, 0, 0, 0, 0];
    let each = |kind: u8, from: u8, count: u8, step: u8| -> Vec<[u8; LEN]> {
        (0..count).map(|number| [kind, 0, number * step, 0, number, 0, 0, from]).collect()
    };
    let seed = |name: &str, moment: u8, actions: Vec<[u8; LEN]>| {
        (name.to_owned(), [&[moment], actions.as_flattened()].concat())
    };
    let and_wait = |mut actions: Vec<[u8; LEN]>, spans: &[u8]| {
        actions.extend(spans.iter().map(|span| wait(*span)));
        actions
    };
    vec![
        seed("everything-again", 1, and_wait(each(0, 0, 40, 3), &[2, 3, 4])),
        seed("everything-from-a-stranger", 2, and_wait(each(2, 255, 40, 3), &[2])),
        seed("everything-altered", 1, and_wait(each(3, 0, 40, 3), &[2, 4])),
        seed("questions-of-its-own", 0, and_wait(each(6, 0, 40, 3), &[2, 2, 4, 5])),
        seed("questions-of-another", 3, and_wait(each(7, 1, 40, 3), &[2, 2, 4, 5])),
        seed("what-is-no-block", 0, (0..20).map(|n| [8, 0, 0, 0, n, n * 9, n, n]).collect()),
        seed("a-block-again-and-again", 1, vec![[0, 0, 1, 0, 0, 0, 0, 0], [9, 0, 0, 0, 0, 0, 0, 3], wait(2)]),
        seed("time-runs", 2, (0..10).map(wait).collect()),
        seed("time-runs-back", 1, (0..10).map(|n| [12, 0, 0, 0, n, 0, 0, 0]).collect()),
        seed("settlements-of-nothing", 3, (0..24).map(|n| [13, 0x80, n, 0, n, 0xff, 0xff, n]).collect()),
        seed("settlements-of-what-was-sent", 1, and_wait((0..24).map(|n| [13, 0, n, 0, n, 0, 1, n]).collect(), &[4])),
        seed("later-lives", 0, (0..8).map(|n| [14, 0, 0, 0, n, 0, 0, n]).collect()),
        seed("strangers-join", 0, (0..24).map(|n| [15, 0, n, 0, n, 0, 0, 0]).collect()),
        seed(
            "it-falls-between",
            1,
            vec![[0, 0, 1, 0, 0, 0, 0, 0], [12, 0, 1, 0, 0, 0, 0, 0], wait(2), [12, 0, 1, 0, 0, 0, 0, 0], wait(4)],
        ),
    ]
}

/// A frame that is no block of its own is left out of the seeds, so every golden frame must make one.
#[test]
fn every_golden_frame_makes_a_block() {
    for golden in golden::frames() {
        let block = block_of(&golden.bytes).unwrap();

        assert!(block::decode(&block).is_ok(), "{} {}", golden.name, golden.fill);
    }
}
