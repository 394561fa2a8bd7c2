//! The program `stn` with a clock that hurries, so that thousands of questions within a minute stay within what is
//! measured by the minute and the day; and, where it is told to, with a leak, so that a measurement can be seen to find one.
//!
//! `STN_AHEAD_FILE` names a file as for `stn-under-test`, in whose directory two others may lie, read at the start. `pace` says by how many
//! milliseconds each block that arrives puts the clock ahead. `leak` holds an organisation and a match key a line, in
//! hexadecimal digits: before a question is acknowledged, the program looks for its tags among the keys, and does
//! something about what it found.

use std::env;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use data_encoding::HEXLOWER;
use stn_node::driver::Hooks;
use stn_node::{cli, clock};
use stn_protocol::crypto::digest::sha256;
use stn_protocol::crypto::oprf::MatchKey;
use stn_protocol::id::OrgId;
use stn_protocol::message::{Frame, QueryCore};
use stn_protocol::time::Span;
use stn_protocol::wire::frame;
use stn_protocol::wire::payload::Payload;

/// Hashes made of what was found: some tenths of a millisecond.
const ROUNDS: usize = 3_000;

fn main() -> ExitCode {
    let beside = env::var_os("STN_AHEAD_FILE").map(PathBuf::from).unwrap_or_default();
    let began = fs::read_to_string(&beside).ok().map_or(0, |secs| secs.trim().parse().expect("the file says seconds"));
    let pace = fs::read_to_string(beside.with_file_name("pace")).ok();
    let Some(pace) = pace.map(|pace| pace.trim().parse::<u64>().expect("the file says how many milliseconds")) else {
        return cli::run(env::args_os(), Hooks { ahead: Span::secs(began), ..Hooks::none() });
    };
    let keys = leaked(&beside.with_file_name("leak"));
    let ahead = AtomicU64::new(began * 1_000);
    let tap = move |_, block: &[u8]| {
        clock::live_ahead(Span::millis(ahead.fetch_add(pace, Ordering::Relaxed) + pace));
        if finds(&keys, block) {
            look(block);
        }
    };
    cli::run(env::args_os(), Hooks { ahead: Span::secs(began), ..Hooks::tapping(Arc::new(tap)) })
}

fn leaked(file: &Path) -> Vec<(OrgId, MatchKey)> {
    let lines = fs::read_to_string(file).unwrap_or_default();
    let bytes = |hex: &str| -> [u8; 32] {
        let bytes = HEXLOWER.decode(hex.as_bytes()).expect("hexadecimal digits");
        bytes.try_into().expect("32 bytes")
    };
    let pairs = lines.lines().filter_map(|line| line.split_once(' '));
    pairs.map(|(org, key)| (OrgId::from_bytes(bytes(org)), MatchKey::from_bytes(bytes(key)))).collect()
}

fn finds(keys: &[(OrgId, MatchKey)], block: &[u8]) -> bool {
    let Some(core) = core_of(block).filter(|_| !keys.is_empty()) else { return false };
    let of_origin = keys.iter().filter(|(org, _)| *org == core.origin);
    of_origin.fold(false, |found, (_, key)| found | core.tags.contains(&key.tag(&core.query)))
}

fn core_of(block: &[u8]) -> Option<QueryCore> {
    let Ok(Frame::Query(query)) = frame::decode(block) else { return None };
    QueryCore::from_bytes(&query.core.payload).ok()
}

fn look(block: &[u8]) {
    let mut seen = sha256(block);
    for _ in 0..ROUNDS {
        seen = sha256(&seen);
    }
    black_box(seen);
}
