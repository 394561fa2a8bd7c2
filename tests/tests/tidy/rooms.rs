//! Who may use whom. Tests are free; everything else keeps to the walls.
//!
//! ```text
//!   protocol   id time private limits change invitation ← crypto ← message ← wire trust policy
//!              ← state ← exchange ← engine; device sees up to trust and policy
//!   node       net, store, api and web never import one another; clock alone asks the system
//! ```

use super::Fault;
use super::source::{Named, Source};

/// Every rule about rooms.
pub(crate) fn all(source: &Source) -> Vec<Fault> {
    let rules = [outside_world, uphill, prost_outside_wire, node_walls, system_outside_clock];
    rules.iter().flat_map(|rule| rule(source)).collect()
}

/// The protocol has no files, no sockets, no clock, no randomness and no order that differs from run to run.
fn outside_world(source: &Source) -> Vec<Fault> {
    if !source.path.starts_with("protocol/src/") {
        return Vec::new();
    }
    let whole = ["std::fs", "std::net", "std::env", "std::process", "std::thread", "tokio", "getrandom"];
    let names = ["Instant", "SystemTime", "HashMap", "HashSet", "OsRng", "ThreadRng"];
    let forbidden = |named: &Named| {
        whole.iter().any(|start| starts(&named.segments, start))
            || named.segments.iter().any(|segment| names.contains(&segment.as_str()))
    };
    faults(source, forbidden, "the protocol has no IO, clock, randomness or order of its own")
}

/// Inside the protocol, a room uses only those below it.
fn uphill(source: &Source) -> Vec<Fault> {
    let Some(module) = module_of(source, "protocol/src/") else {
        return Vec::new();
    };
    let Some(room) = module.first() else { return Vec::new() };
    let Some(mine) = level(room) else {
        return vec![Fault::new(&source.path, 1, format!("`{room}` is no room of the protocol: give it a level here"))];
    };
    let forbidden = |named: &Named| {
        let Some(used) = in_crate(&module, &named.segments) else {
            return false;
        };
        used != *room && level(&used).is_some_and(|level| !may_use(room, mine, level))
    };
    faults(source, forbidden, "this import runs uphill: move the code or the type")
}

/// Only wire sees bytes as prost does.
fn prost_outside_wire(source: &Source) -> Vec<Fault> {
    let path = source.path.as_str();
    if !path.starts_with("protocol/src/") || path == "protocol/src/wire.rs" || path.starts_with("protocol/src/wire/") {
        return Vec::new();
    }
    let forbidden = |named: &Named| starts(&named.segments, "prost") || starts(&named.segments, "stn_proto");
    faults(source, forbidden, "prost stays in wire")
}

fn node_walls(source: &Source) -> Vec<Fault> {
    let Some(module) = module_of(source, "node/src/") else {
        return Vec::new();
    };
    let apart = ["net", "store", "api", "web"];
    let Some(room) = module.first().filter(|room| apart.contains(&room.as_str())) else {
        return Vec::new();
    };
    let forbidden = |named: &Named| {
        in_crate(&module, &named.segments).is_some_and(|used| used != *room && apart.contains(&used.as_str()))
    };
    faults(source, forbidden, "net, store, api and web never import one another: the driver knows them all")
}

fn system_outside_clock(source: &Source) -> Vec<Fault> {
    if !source.path.starts_with("node/src/") || source.path == "node/src/clock.rs" {
        return Vec::new();
    }
    let forbidden = |named: &Named| {
        let names = &named.segments;
        names.iter().any(|name| name == "SystemTime" || name == "OsRng")
            || starts(names, "getrandom")
            || names.windows(2).any(|pair| pair[0] == "Instant" && pair[1] == "now")
    };
    faults(source, forbidden, "only clock.rs reads the time and the system's randomness")
}

fn faults(source: &Source, forbidden: impl Fn(&Named) -> bool, why: &str) -> Vec<Fault> {
    let mut found = Vec::new();
    for named in source.paths().iter().filter(|named| forbidden(named)) {
        let fault = Fault::new(&source.path, named.line, format!("`{}`: {why}", named.segments.join("::")));
        if !found.contains(&fault) {
            found.push(fault);
        }
    }
    found
}

/// The room's height in the protocol; rooms of one height don't use one another, but for the lowest.
fn level(room: &str) -> Option<u8> {
    match room {
        "id" | "time" | "private" | "limits" | "change" | "invitation" => Some(0),
        "crypto" => Some(1),
        "message" => Some(2),
        "wire" | "trust" => Some(3),
        "policy" => Some(4),
        "local" => Some(5),
        "device" | "state" => Some(6),
        "exchange" => Some(7),
        "engine" => Some(8),
        _ => None,
    }
}

fn may_use(room: &str, mine: u8, used: u8) -> bool {
    used < mine || (used == 0 && mine == 0) || room == "lib"
}

/// The module a file is, below a folder of sources: `trust/edge.rs` is `trust` and `edge`.
fn module_of(source: &Source, folder: &str) -> Option<Vec<String>> {
    let below = source.path.strip_prefix(folder)?.strip_suffix(".rs")?;
    let roots = ["lib", "main"];
    Some(below.split('/').map(str::to_owned).filter(|name| !roots.contains(&name.as_str())).collect())
}

/// The room of the same crate that a path leads into; nothing where it leads elsewhere.
fn in_crate(module: &[String], segments: &[String]) -> Option<String> {
    let climbs = segments.iter().take_while(|segment| *segment == "super").count();
    if climbs > 0 {
        let above = module.get(..module.len().checked_sub(climbs)?)?;
        return above.iter().chain(&segments[climbs..]).next().cloned();
    }
    match segments {
        [first, room, ..] if first == "crate" => Some(room.clone()),
        _ => None,
    }
}

fn starts(segments: &[String], path: &str) -> bool {
    let wanted: Vec<&str> = path.split("::").collect();
    segments.len() >= wanted.len() && segments.iter().zip(&wanted).all(|(segment, wanted)| segment == wanted)
}

mod bad {
    use super::*;

    #[test]
    fn the_protocol_touching_the_world_is_refused() {
        for text in [
            "use std::fs;",
            "use std::{fmt, net::IpAddr};",
            "use tokio::sync::mpsc;",
            "fn f() {\n    let now = std::time::Instant::now();\n}",
            "use std::time::SystemTime;",
            "use std::collections::{BTreeMap, HashMap};",
            "use rand_core::OsRng;",
        ] {
            assert_eq!(count(outside_world, "protocol/src/trust/graph.rs", text), 1, "{text}");
            assert_eq!(count(outside_world, "node/src/driver.rs", text), 0, "{text}");
        }
        let in_tests = "use std::fmt;\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}";
        assert_eq!(count(outside_world, "protocol/src/trust/graph.rs", in_tests), 0);
    }

    #[test]
    fn an_import_that_runs_uphill_is_refused() {
        for (path, text) in [
            ("protocol/src/id.rs", "use crate::crypto::sign;"),
            ("protocol/src/crypto/seal.rs", "use crate::message::Card;"),
            ("protocol/src/message/offer.rs", "use crate::{id::OrgId, wire::Block};"),
            ("protocol/src/trust/search.rs", "use super::super::wire::Block;"),
            ("protocol/src/policy.rs", "fn f(a: crate::local::view::MeView) {}"),
            ("protocol/src/state.rs", "use crate::exchange::Turn;"),
            ("protocol/src/exchange/query.rs", "use crate::engine::Engine;"),
            ("protocol/src/device.rs", "use crate::state::State;"),
            ("protocol/src/device/open.rs", "use crate::exchange::Input;"),
            ("protocol/src/misc.rs", ""),
        ] {
            assert_eq!(count(uphill, path, text), 1, "{path}");
        }
    }

    #[test]
    fn an_import_that_runs_downhill_is_fine() {
        for (path, text) in [
            ("protocol/src/engine.rs", "use crate::exchange::Input;\nuse crate::state::State;"),
            ("protocol/src/device.rs", "use crate::trust::handle;\nuse crate::wire::Signed;"),
            ("protocol/src/limits.rs", "use crate::time::Span;"),
            ("protocol/src/wire/block.rs", "use super::record;\nuse crate::wire::frame;"),
            ("protocol/src/lib.rs", "pub use crate::engine::Engine;"),
        ] {
            assert_eq!(count(uphill, path, text), 0, "{path}");
        }
    }

    #[test]
    fn prost_outside_wire_is_refused() {
        for text in ["use prost::Message as _;", "use stn_proto::v1;", "fn f(a: prost::bytes::Bytes) {}"] {
            assert_eq!(count(prost_outside_wire, "protocol/src/message.rs", text), 1, "{text}");
            assert_eq!(count(prost_outside_wire, "protocol/src/wire/frame.rs", text), 0, "{text}");
        }
    }

    #[test]
    fn net_store_api_and_web_importing_one_another_is_refused() {
        for (path, text) in [
            ("node/src/net/link.rs", "use crate::store::Store;"),
            ("node/src/store.rs", "use super::api;"),
            ("node/src/api/member.rs", "use crate::{clock, web::page};"),
            ("node/src/web.rs", "fn f() {\n    crate::net::dial();\n}"),
        ] {
            assert_eq!(count(node_walls, path, text), 1, "{path}");
        }
        assert_eq!(count(node_walls, "node/src/driver.rs", "use crate::net::Net;\nuse crate::store::Store;"), 0);
        assert_eq!(count(node_walls, "node/src/net/link.rs", "use super::peers;\nuse crate::clock::Clock;"), 0);
    }

    #[test]
    fn reading_time_or_randomness_outside_the_clock_is_refused() {
        for text in [
            "use std::time::SystemTime;",
            "fn f() {\n    tokio::time::Instant::now();\n}",
            "fn f() {\n    getrandom::fill(&mut a);\n}",
        ] {
            assert_eq!(count(system_outside_clock, "node/src/net.rs", text), 1, "{text}");
            assert_eq!(count(system_outside_clock, "node/src/clock.rs", text), 0, "{text}");
        }
    }

    fn count(rule: fn(&Source) -> Vec<Fault>, path: &str, text: &str) -> usize {
        rule(&Source::new(path, text)).len()
    }
}
