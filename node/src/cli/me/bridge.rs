//! `stn me bridge` and `stn me bridges`: ties to people one knows in other organisations.

use anyhow::{anyhow, bail};
use clap::Args;
use serde_json::json;
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{BridgeView, MemberLook};
use stn_protocol::invitation::BridgeLink;
use stn_protocol::limits::INVITE_LIFE_MAX;

use crate::cli::Usage;
use crate::cli::prefix::{is_prefix, pick};
use crate::cli::session::Session;
use crate::cli::told::{Told, one_line, short};
use crate::cli::words::{self, Lasting, PolicyFlags, StrengthWord};
use crate::clock;

/// `stn me bridge`.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("which").required(true).args(["new", "link", "end", "compare"])))]
pub(in crate::cli) struct BridgeArgs {
    /// Make a link for somebody you know in another organisation
    #[arg(long, requires = "strength")]
    new: bool,
    /// A link somebody you know gave you; or a bridge of yours, by its first digits, to say anew how well you know them
    #[arg(requires = "strength", value_name = "LINK|BRIDGE")]
    link: Option<String>,
    /// End a bridge, by its first digits
    #[arg(long, value_name = "BRIDGE")]
    end: Option<String>,
    /// Show the six words to compare with the person at the other end of a bridge
    #[arg(long, value_name = "BRIDGE")]
    compare: Option<String>,
    /// The six words are the same on both sides
    #[arg(long, requires = "link")]
    words_agree: bool,
    /// How well you know them
    #[arg(long, value_enum)]
    strength: Option<StrengthWord>,
    /// How long a new link serves
    #[arg(long = "until", value_name = "TIME", default_value = "7d")]
    until: Lasting,
    #[command(flatten)]
    policy: PolicyFlags,
}

/// Makes, takes up or ends a bridge.
pub(super) async fn run(session: &mut Session, args: BridgeArgs) -> anyhow::Result<Told> {
    if let Some(given) = &args.end {
        return end(session, given).await;
    }
    if let Some(given) = &args.compare {
        return compare(session, given).await;
    }
    let strength = args.strength.ok_or(Usage("say how well you know them with --strength"))?;
    match args.link {
        None => open(session, strength, args.policy, args.until).await,
        Some(given) if is_prefix(&given) => {
            rate(session, &given, Rating { strength, policy: args.policy, words_agree: args.words_agree }).await
        }
        Some(link) => accept(session, &link, strength, args.policy).await,
    }
}

/// Lists the member's bridges.
pub(super) async fn list(session: &Session) -> anyhow::Result<Told> {
    let bridges: Vec<BridgeView> = session.look(&MemberLook::Bridges).await?;
    let line = |one: &BridgeView| {
        let who = one.card.as_ref().map_or_else(|| "nobody yet".to_owned(), |card| one_line(&card.name));
        let org = one.org.map_or_else(String::new, |org| format!(" at {}", short(org)));
        let state = serde_json::to_value(one.state).unwrap_or_default();
        let state = state.as_str().unwrap_or_default().replace('-', " ");
        format!("  {}  {who}{org}, {}: {state}", short(one.bridge), words::strength(one.strength))
    };
    Ok(Told::json(&bridges)?.line(words::counted(bridges.len(), "bridge", "bridges")).lines(bridges.iter().map(line)))
}

async fn open(
    session: &mut Session,
    strength: StrengthWord,
    policy: PolicyFlags,
    until: Lasting,
) -> anyhow::Result<Told> {
    if until.0 > INVITE_LIFE_MAX {
        bail!("a link may serve for 30 days at most; nothing was made");
    }
    let expires = clock::now().plus(until.0);
    let link = session.make(|device, streams| Ok(device.open_bridge(streams, expires)))?;
    let policy = policy.over(Default::default());
    let (bridge, strength) = (link.bridge, strength.into());
    session.act(&MemberCommand::OpenBridge { bridge, expires, strength, policy }).await?;
    Ok(Told::json(json!({ "bridge": bridge, "link": link.to_string(), "expires": expires }))?
        .line(link.to_string())
        .line(format!("Give this link to the one person it is for; it serves once, until {}.", words::moment(expires)))
        .line("When they have taken it up, it appears in your inbox for your yes."))
}

async fn accept(
    session: &mut Session,
    link: &str,
    strength: StrengthWord,
    policy: PolicyFlags,
) -> anyhow::Result<Told> {
    let link: BridgeLink = link.parse().map_err(|error| anyhow!("{error}; nothing was sent"))?;
    if link.expires <= clock::now() {
        bail!("this bridge link has expired; nothing was sent; ask for a new one");
    }
    if link.member == session.device().member() {
        bail!("this is your own link; nothing was sent; give it to the person it is for");
    }
    if link.org == session.device().org() {
        bail!(
            "this link was made by a member of your own organisation; nothing was sent; \
             colleagues need no bridge, see `stn me trust`"
        );
    }
    let accept = Box::new(session.make(|device, _| device.accept_bridge(&link, clock::now()))?);
    let (strength, policy) = (strength.into(), policy.over(Default::default()));
    session.act(&MemberCommand::AcceptBridge { accept, strength, policy }).await?;
    Ok(Told::json(json!({ "bridge": link.bridge, "org": link.org, "member": link.member }))?
        .line(format!("Bridge {}… is on its way; it opens once they have confirmed it.", short(link.bridge))))
}

/// What a member says anew of a bridge.
struct Rating {
    strength: StrengthWord,
    policy: PolicyFlags,
    words_agree: bool,
}

/// Says anew how well the member knows the person at the other end. A bridge that came of a knock counts as of
/// people who have met until the two have compared their words.
async fn rate(session: &mut Session, given: &str, rating: Rating) -> anyhow::Result<Told> {
    let bridge = named(session, given).await?.bridge;
    let Rating { strength, policy, words_agree } = rating;
    if session.device().awaits_words(&bridge) && strength != StrengthWord::HaveMet && !words_agree {
        bail!(
            "this bridge came of a knock, and nobody proved who is at the other end; nothing was changed; \
             compare the words of `stn me bridge --compare {id}` with them, then add --words-agree",
            id = short(bridge)
        );
    }
    if words_agree {
        session.make(|device, _| {
            device.words_agree(&bridge);
            Ok(())
        })?;
    }
    let policy = policy.is_given().then(|| policy.over(Default::default()));
    let strength = strength.into();
    session.act(&MemberCommand::RateBridge { bridge, strength, policy }).await?;
    Ok(Told::json(json!({ "bridge": bridge, "strength": strength }))?.line(format!(
        "Bridge {}…: {}.",
        short(bridge),
        words::strength(strength)
    )))
}

/// Shows the six words of a bridge.
async fn compare(session: &Session, given: &str) -> anyhow::Result<Told> {
    let bridge = named(session, given).await?.bridge;
    let words = session.device().bridge_words(&bridge)?;
    Ok(Told::json(json!({ "bridge": bridge, "words": words }))?
        .line(format!("  {}", words))
        .line("Read them to each other, by phone or in person, in a way that shows who speaks.")
        .line(format!(
            "The same on both sides: `stn me bridge {id} --strength … --words-agree`. \
             Not the same: somebody stands between you; `stn me bridge --end {id}` and tell your admin.",
            id = short(bridge)
        )))
}

async fn named(session: &Session, given: &str) -> anyhow::Result<BridgeView> {
    let bridges: Vec<BridgeView> = session.look(&MemberLook::Bridges).await?;
    Ok(pick("bridge", given, bridges, |one| one.bridge)?)
}

async fn end(session: &Session, given: &str) -> anyhow::Result<Told> {
    let bridge = named(session, given).await?.bridge;
    session.act(&MemberCommand::EndBridge { bridge }).await?;
    Ok(Told::json(json!({ "ended": bridge }))?.line(format!("Bridge {}… is over.", short(bridge))))
}
