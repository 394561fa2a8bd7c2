//! `stn me pin` and `stn me vouch`: words compared with a colleague whose key changed, or who lost every key.

use anyhow::bail;
use clap::Args;
use serde_json::json;
use stn_protocol::crypto::words::same_words;
use stn_protocol::exchange::view::{ColleagueView, MemberLook};
use stn_protocol::exchange::{KeysCommand, MemberCommand};
use stn_protocol::local::keys::{KeysView, ReEnrolmentView};

use crate::cli::session::Session;
use crate::cli::told::{Told, one_line, short};
use crate::cli::words;

/// `stn me pin`.
#[derive(Debug, Args)]
pub(in crate::cli) struct PinArgs {
    /// A colleague: part of the name
    who: String,
    /// The six words they read to you from `stn me pin YOUR-NAME` on their device
    words: Vec<String>,
}

/// `stn me vouch`.
#[derive(Debug, Args)]
pub(in crate::cli) struct VouchArgs {
    /// The colleague who lost every key: part of the name
    who: Option<String>,
    /// The six words they read to you from their new device
    words: Vec<String>,
}

/// Shows the words with a colleague, or believes a changed key once the words are the same.
pub(super) async fn run(session: &mut Session, args: PinArgs) -> anyhow::Result<Told> {
    let colleagues: Vec<ColleagueView> = session.look(&MemberLook::Colleagues).await?;
    let found = one_named(colleagues, &args.who, |one| &one.name)?;
    let (name, shown) = (one_line(&found.name), session.device().words_with(&found.member));
    let changed = session.device().unchecked().any(|key| *key == found.member);
    if args.words.is_empty() {
        let state = if changed { "their key changed; nothing is signed with them yet" } else { "their key is known" };
        return Ok(Told::json(json!({ "member": found.member, "words": shown, "changed": changed }))?
            .line(format!("{name} ({}): {state}.", short(found.member)))
            .line(format!("The words between you two: {shown}"))
            .line(format!("Ask them, in person or by voice; if they see the same: `stn me pin {name} WORDS`.")));
    }
    expect_same(&args.words.join(" "), &shown)?;
    let member = found.member;
    session.make(|device, _| {
        device.accept_key(&member);
        Ok(())
    })?;
    session.keep_vault().await?;
    Ok(Told::json(json!({ "pinned": member }))?.line(format!("{name}'s key {}… is kept.", short(member))))
}

/// Lists who lost every key, or vouches for one of them once the words are the same.
pub(super) async fn vouch(session: &mut Session, args: VouchArgs) -> anyhow::Result<Told> {
    let keys: KeysView = session.look(&MemberLook::Keys).await?;
    let Some(who) = &args.who else { return list(session, &keys.re_enrolments) };
    let found = one_named(keys.re_enrolments, who, |one| &one.name)?;
    let Some(new) = found.new else {
        bail!("{} has not brought a new key yet; nothing was signed", one_line(&found.name));
    };
    expect_same(&args.words.join(" "), &session.device().key_words(&new))?;
    let signature = session.device().vouch(&found.old, &new);
    session.act(&MemberCommand::Keys(KeysCommand::ConfirmReEnrolment { old: found.old, new, signature })).await?;
    Ok(Told::json(json!({ "vouched": new }))?.line(format!(
        "You vouch that {} holds the new key {}….",
        one_line(&found.name),
        short(new)
    )))
}

fn list(session: &Session, open: &[ReEnrolmentView]) -> anyhow::Result<Told> {
    let line = |one: &ReEnrolmentView| {
        let name = one_line(&one.name);
        let until = words::moment(one.expires);
        match one.new {
            None => format!("  {name}: has not brought a new key yet (until {until})"),
            Some(_) if one.old == session.device().member() => {
                format!(
                    "  somebody with a link of your admin asks to take over your own membership (until {until}); \
                     if that is not you: `stn me refuse-takeover`"
                )
            }
            Some(new) => format!(
                "  {name}: {} of {} vouched (until {until}); their new device must show: {}",
                one.confirmed,
                one.needed,
                session.device().key_words(&new)
            ),
        }
    };
    Ok(Told::json(open)?.line(format!("{} colleagues lost every key", open.len())).lines(open.iter().map(line)))
}

fn expect_same(said: &str, shown: &str) -> anyhow::Result<()> {
    if !same_words(said, shown) {
        bail!(
            "the words differ: this device shows “{shown}”; nothing was signed or changed; \
             somebody may stand between you, so tell your admin"
        );
    }
    Ok(())
}

fn one_named<T>(all: Vec<T>, given: &str, name: impl Fn(&T) -> &str) -> anyhow::Result<T> {
    let wanted = given.to_lowercase();
    let mut fit: Vec<T> = all.into_iter().filter(|one| name(one).to_lowercase().contains(&wanted)).collect();
    match (fit.pop(), fit.len()) {
        (Some(only), 0) => Ok(only),
        (Some(_), others) => bail!("{} people fit “{given}”; nothing was changed; give more of the name", others + 1),
        (None, _) => bail!("nobody fits “{given}”; nothing was changed"),
    }
}

/// Stops a re-enrolment somebody began in the member's name.
pub(super) async fn refuse_takeover(session: &Session) -> anyhow::Result<Told> {
    let keys: KeysView = session.look(&MemberLook::Keys).await?;
    let own = session.device().member();
    if keys.re_enrolments.iter().all(|one| one.old != own) {
        bail!(
            "nobody asks to take over your membership; nothing was changed; see `stn me device list` for your devices"
        );
    }
    session.act(&MemberCommand::Keys(KeysCommand::StopReEnrolment)).await?;
    Ok(Told::json(json!({ "stopped": true }))?.line("Stopped: the link serves no more. Tell your admin."))
}
