//! The world of the audit: who is where, and everything secret in it under a marker of its own.
//!
//! ```text
//!   asker ── gate ══ near ── far ══ endpoint ── knows the person sought, and a candidate
//!   aside            knocker  ╚════ stranger   (knows nobody sought; is knocked at)
//!   Hillside         Riverbend      Lindenhof  endpoint
//!   origin           relay          holder     Millbrook: stranger, off the path
//! ```

use stn_protocol::exchange::{ContactEntry, MemberCommand};
use stn_protocol::invitation::BridgeLink;
use stn_protocol::local::{About, Field, Profile};
use stn_protocol::message::Strength;
use stn_protocol::private::Private;
use stn_protocol::time::Span;
use stn_protocol::trust::{Audience, Handle, Word};
use stn_tests::World;
use stn_tests::people::network;

use super::scan::Secret;

/// The nodes: what each is in the introduction, and the organisation's name.
pub(crate) const NODES: [(&str, &str); 4] =
    [("origin", "Hillside"), ("relay", "Riverbend"), ("holder", "Lindenhof"), ("off", "Millbrook")];

/// A member.
pub(crate) struct Member {
    /// What they are in the introduction.
    pub(crate) role: &'static str,
    /// What the table calls their name, card and key.
    pub(crate) secrets: [&'static str; 3],
    /// Their name, a marker.
    pub(crate) name: &'static str,
    org: &'static str,
}

/// Everybody.
pub(crate) const MEMBERS: [Member; 8] = [
    member("asker", ["asker name", "asker card", "asker key"], ASKER, "Hillside"),
    member("gate", ["gate name", "gate card", "gate key"], GATE, "Hillside"),
    member("aside", ["aside name", "aside card", "aside key"], ASIDE, "Hillside"),
    member("near", ["near name", "near card", "near key"], NEAR, "Riverbend"),
    member("far", ["far name", "far card", "far key"], FAR, "Riverbend"),
    member("knocker", ["knocker name", "knocker card", "knocker key"], KNOCKER, "Riverbend"),
    member("endpoint", ["endpoint name", "endpoint card", "endpoint key"], ENDPOINT, "Lindenhof"),
    member("stranger", ["stranger name", "stranger card", "stranger key"], STRANGER, "Millbrook"),
];

pub(crate) const ASKER: &str = "Zq7askerK2vLx";
pub(crate) const GATE: &str = "Zq7gateH8nTpw";
pub(crate) const ASIDE: &str = "Zq7asideJ4rWc";
pub(crate) const NEAR: &str = "Zq7nearF6bXsd";
pub(crate) const FAR: &str = "Zq7farP3mYgeu";
pub(crate) const KNOCKER: &str = "Zq7knockerD5t";
pub(crate) const ENDPOINT: &str = "Zq7endpointV9";
pub(crate) const STRANGER: &str = "Zq7strangerB1";
pub(crate) const SOUGHT: &str = "zq7sought.h3kd@letters.example";
pub(crate) const CANDIDATE: &str = "zq7candidate.w8@letters.example";
pub(crate) const FINDABLE: &str = "zq7findable.m6@millbrook.example";
pub(crate) const SUPPRESSED: &str = "zq7suppressed.c2@letters.example";
pub(crate) const TOPIC: &str = "zq7topicoftheask";
pub(crate) const BLURB: &str = "Zq7blurbN5xRt of the endpoint";
pub(crate) const NOTE: &str = "Zq7noteG7cQzy of the request";
pub(crate) const LETTER: &str = "Zq7letterT2wMb for two people";
pub(crate) const ANSWER: &str = "Zq7answerS8fKv for the asker";
pub(crate) const GATE_NOTE: &str = "Zq7gatenoteL4 to the next";
pub(crate) const NEAR_NOTE: &str = "Zq7nearnoteC9 to the next";
pub(crate) const FAR_NOTE: &str = "Zq7farnoteX3d to the next";
pub(crate) const WORD: &str = "Zq7wordbackR6 to the asker";
pub(crate) const REPLY: &str = "Zq7replyofM1z to the connector";
pub(crate) const ALERT: &str = "Zq7alertU5hJn text";
pub(crate) const ALERT_NOTE: &str = "Zq7alertnoteE of near";
pub(crate) const INTERESTED: &str = "Zq7interestedY answer";
/// As stories write it.
const PERMISSION: &str = "You may ask whom I worked with";
/// As stories write it.
const KNOCK_NOTE: &str = "we met at the river";
const CONTACT: &str = "Zq7contactnameW";
const HOW: &str = "Zq7howtheymetA";
const THROUGH: &str = "Zq7throughwhomO";
const PROFILE_SHOWN: &str = "zq7profiletopic";
const PROFILE_KEPT: &str = "Zq7profilehelpI";

/// The links of two bridges: near to gate, and far to endpoint.
pub(crate) struct Links {
    pub(crate) near: BridgeLink,
    pub(crate) far: BridgeLink,
}

const fn member(role: &'static str, secrets: [&'static str; 3], name: &'static str, org: &'static str) -> Member {
    Member { role, secrets, name, org }
}

/// What is a secret about whom questions and knocks seek, and the handle it is.
pub(crate) const HANDLES: [(&str, &str); 3] = [
    ("whom the introduction seeks", SOUGHT),
    ("whom the appraisal seeks", CANDIDATE),
    ("whom the knock seeks", FINDABLE),
];

/// Founds the organisations, lets people join, record and know each other, and ties the bridges.
pub(crate) fn gather(world: &mut World) -> Links {
    for (_, org) in NODES {
        world.found(org);
    }
    for member in &MEMBERS {
        world.join(member.org, member.name);
    }
    record(world, CONTACT, SOUGHT);
    record(world, "Somebody", CANDIDATE);
    describe_gate(world);
    world.suppress("Lindenhof", SUPPRESSED).expect("an admin may put somebody on the list");
    world.is_findable(STRANGER, FINDABLE, Audience::Peers);
    world.trust(ASKER, GATE, Strength::WouldVouch, network());
    world.trust(NEAR, FAR, Strength::WouldVouch, network());
    for org in ["Hillside", "Lindenhof", "Millbrook"] {
        world.peer("Riverbend", org);
    }
    let near = world.bridge(NEAR, GATE, &network());
    let far = world.bridge(FAR, ENDPOINT, &network());
    world.bridge(FAR, STRANGER, &network());
    world.run(Span::days(8));
    Links { near, far }
}

fn record(world: &mut World, name: &str, handle: &str) {
    let about = About { how: HOW.into(), through: THROUGH.into(), ..About::default() };
    let entry = ContactEntry {
        contact: None,
        name: name.into(),
        org: Private::default(),
        role: Private::default(),
        handles: vec![Handle::parse(handle, None).expect("the story's handles are handles")],
        strength: Strength::KnowWell,
        policy: network(),
        about: Some(about),
    };
    world.records(ENDPOINT, entry);
}

/// The gate says what they work on to colleagues, and what they can help with to nobody.
fn describe_gate(world: &mut World) {
    let shown = vec![Word::parse(PROFILE_SHOWN).expect("a topic")];
    let profile = Profile {
        topics: Field { says: shown, audience: Some(Audience::OwnOrg) },
        can_help: Field { says: PROFILE_KEPT.into(), audience: None },
        ..Profile::default()
    };
    world.act(GATE, MemberCommand::SetProfile { profile: Box::new(profile) }).expect("a profile is taken");
}

/// Everything secret.
pub(crate) fn secrets(world: &World, links: &Links) -> Vec<Secret> {
    let mut secrets = Vec::new();
    for member in &MEMBERS {
        let [name, card, key] = member.secrets;
        let (_, member_key) = world.member(member.name);
        secrets.push(plain(name, member.name.as_bytes()));
        secrets.push(plain(card, format!("{}@contact.example", member.name).as_bytes()));
        secrets.push(plain(key, member_key.as_bytes()));
    }
    for (name, handle) in [
        ("handle sought", SOUGHT),
        ("candidate's handle", CANDIDATE),
        ("findable handle", FINDABLE),
        ("suppressed handle", SUPPRESSED),
    ] {
        secrets.push(Secret { name, bytes: handle.into(), handle_type: Some("email") });
    }
    secrets.extend(TEXTS.map(|(name, text)| plain(name, text.as_bytes())));
    for (names, link) in
        [(["near bridge", "near link secret"], &links.near), (["far bridge", "far link secret"], &links.far)]
    {
        secrets.push(plain(names[0], link.bridge.as_bytes()));
        secrets.push(plain(names[1], link.secret.as_bytes()));
    }
    secrets
}

fn plain(name: &'static str, bytes: &[u8]) -> Secret {
    Secret { name, bytes: bytes.to_vec(), handle_type: None }
}

const TEXTS: [(&str, &str); 20] = [
    ("contact's name", CONTACT),
    ("how they met", HOW),
    ("through whom", THROUGH),
    ("profile to colleagues", PROFILE_SHOWN),
    ("profile to nobody", PROFILE_KEPT),
    ("attribute sought", TOPIC),
    ("blurb", BLURB),
    ("note of the request", NOTE),
    ("letter", LETTER),
    ("answer", ANSWER),
    ("gate's note", GATE_NOTE),
    ("near's note", NEAR_NOTE),
    ("far's note", FAR_NOTE),
    ("word back", WORD),
    ("reply", REPLY),
    ("alert", ALERT),
    ("alert's note", ALERT_NOTE),
    ("interest", INTERESTED),
    ("permission", PERMISSION),
    ("knock's note", KNOCK_NOTE),
];
