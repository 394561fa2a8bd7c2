//! Links people hand over: any text is a link or refused, and a link prints as itself.

use std::fmt::Display;
use std::str::FromStr;

use data_encoding::BASE64URL_NOPAD;
use stn_protocol::invitation::{BridgeLink, DeviceLink, MemberLink, NotALink, PeerToken};

use crate::fuzz::{Target, mutation};
use crate::simulation::chance::Chance;

/// The first byte says what the rest is: a text, or what a link of one of the four sorts holds.
pub const TARGET: Target = Target { name: "link", judge, mutate, cases: 60_000 };

const SORTS: [&str; 4] = ["member", "peer", "bridge", "device"];

fn judge(input: &[u8]) -> Result<(), String> {
    let Some((sort, rest)) = input.split_first() else { return Ok(()) };
    let text = match SORTS.get(usize::from(*sort) % (SORTS.len() + 1)) {
        Some(sort) => format!("stn:{sort}:{}", BASE64URL_NOPAD.encode(rest)),
        None => String::from_utf8_lossy(rest).into_owned(),
    };
    judge_sort::<MemberLink>(&text)?;
    judge_sort::<PeerToken>(&text)?;
    judge_sort::<BridgeLink>(&text)?;
    judge_sort::<DeviceLink>(&text)
}

fn mutate(chance: &mut Chance, input: &[u8], other: &[u8]) -> Vec<u8> {
    mutation::bytes(chance, input, other)
}

fn judge_sort<L: FromStr<Err = NotALink> + Display + PartialEq>(text: &str) -> Result<(), String> {
    let Ok(link) = text.parse::<L>() else { return Ok(()) };
    match link.to_string().parse::<L>() {
        Ok(again) if again == link => Ok(()),
        Ok(_) | Err(_) => Err("a link that was read is another once it is printed".to_owned()),
    }
}
