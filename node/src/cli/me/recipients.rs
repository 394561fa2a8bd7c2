//! Whom the member may hand something to directly: colleagues, and people at the far end of bridges that stand.

use anyhow::bail;
use stn_protocol::exchange::view::{BridgeState, BridgeView, ColleagueView, MemberLook, Neighbour};

use crate::cli::prefix::is_prefix;
use crate::cli::session::Session;
use crate::cli::told::{one_line, short};

/// Somebody next to the member.
#[derive(Clone, Debug)]
pub(super) struct Recipient {
    /// The way to them.
    pub(super) way: Neighbour,
    /// Who they are, for people.
    pub(super) shown: String,
    name: String,
}

/// Those that are meant, each once, in the order given.
pub(super) async fn named(session: &Session, given: &[String]) -> anyhow::Result<Vec<Recipient>> {
    let all = everybody(session).await?;
    let mut meant: Vec<Recipient> = Vec::new();
    for who in given {
        let one = choose(&all, who)?;
        if !meant.iter().any(|other| other.way.member == one.way.member) {
            meant.push(one);
        }
    }
    Ok(meant)
}

/// Who somebody next to the member is, for people; the digits of their key if the member knows them no more.
pub(super) fn called(near: &[Recipient], who: &Neighbour) -> String {
    let is_they = |one: &&Recipient| one.way.member == who.member && one.way.bridge.is_some() == who.bridge.is_some();
    near.iter().find(is_they).map_or_else(|| short(who.member), |one| one.shown.clone())
}

/// Everybody next to the member.
pub(super) async fn everybody(session: &Session) -> anyhow::Result<Vec<Recipient>> {
    let org = session.device().org();
    let colleagues: Vec<ColleagueView> = session.look(&MemberLook::Colleagues).await?;
    let bridges: Vec<BridgeView> = session.look(&MemberLook::Bridges).await?;
    let inside = colleagues.into_iter().map(|one| Recipient {
        way: Neighbour { org, member: one.member, bridge: None },
        shown: format!("{} ({}), your colleague", one_line(&one.name), short(one.member)),
        name: one.name.to_lowercase(),
    });
    let over = |one: BridgeView| {
        let (org, member) = (one.org?, one.member?);
        let card = one.card.unwrap_or_default();
        let shown = format!("{} ({}), over bridge {}", one_line(&card.name), short(member), short(one.bridge));
        Some(Recipient {
            way: Neighbour { org, member, bridge: Some(one.bridge) },
            shown,
            name: card.name.to_lowercase(),
        })
    };
    let outside = bridges.into_iter().filter(|one| one.state == BridgeState::Active).filter_map(over);
    Ok(inside.chain(outside).collect())
}

/// By the first digits of their key or bridge, otherwise by a part of the name; a whole name wins.
fn choose(all: &[Recipient], who: &str) -> anyhow::Result<Recipient> {
    let wanted = who.trim().to_lowercase();
    let begins = |one: &&Recipient| {
        let bridge = one.way.bridge.map(|bridge| bridge.to_string()).unwrap_or_default();
        one.way.member.to_string().starts_with(&wanted) || bridge.starts_with(&wanted)
    };
    let mut fitting: Vec<&Recipient> =
        if is_prefix(&wanted) { all.iter().filter(begins).collect() } else { Vec::new() };
    if fitting.is_empty() && !wanted.is_empty() {
        fitting = all.iter().filter(|one| one.name.contains(&wanted)).collect();
        if fitting.iter().filter(|one| one.name == wanted).count() == 1 {
            fitting.retain(|one| one.name == wanted);
        }
    }
    match fitting.as_slice() {
        [only] => Ok((*only).clone()),
        [] => bail!(
            "no colleague and nobody you have a bridge with is called {}; nothing was sent; \
             see `stn me people` and `stn me bridges`",
            one_line(who)
        ),
        several => bail!(
            "{} could be {}; nothing was sent; give the whole name or digits",
            one_line(who),
            several.iter().map(|one| one.shown.clone()).collect::<Vec<_>>().join(" or ")
        ),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a choice that fails is a failed test")]

    use stn_protocol::id::{BridgeId, MemberKey, OrgId};

    use super::*;

    fn all() -> Vec<Recipient> {
        let one = |number: u8, name: &str, bridge| Recipient {
            way: Neighbour { org: OrgId::from_bytes([1; 32]), member: MemberKey::from_bytes([number; 32]), bridge },
            shown: name.to_owned(),
            name: name.to_lowercase(),
        };
        vec![one(0xaa, "Ana", None), one(0xbb, "Ana Lucía", Some(BridgeId::from_bytes([0xcc; 16])))]
    }

    #[test]
    fn people_are_named_by_name_key_or_bridge() {
        let chosen = |who: &str| choose(&all(), who).map(|one| one.way.member.as_bytes()[0]).ok();

        assert_eq!(chosen("ana"), Some(0xaa));
        assert_eq!(chosen("lucía"), Some(0xbb));
        assert_eq!(chosen("bbbb"), Some(0xbb));
        assert_eq!(chosen("cccc"), Some(0xbb));
        assert_eq!(chosen("an"), None);
        assert_eq!(chosen("Tom"), None);
        assert_eq!(chosen(" "), None);
    }
}
