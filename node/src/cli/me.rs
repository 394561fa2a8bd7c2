//! `stn me`: what a member does. The keys stay in the member's own file; the node gets signatures and sealed bytes.

mod alert;
mod answer;
mod answers;
mod approve;
mod ask;
mod boundaries;
mod bridge;
mod device;
mod erase;
mod explain;
mod export;
mod find;
mod findable;
mod import;
mod inbox;
mod join;
mod keep;
mod knock;
mod ledger;
mod org;
mod outcome;
mod people;
mod permission;
mod pin;
mod policy;
mod profile;
mod reach;
mod recipients;
mod recover;
mod request;
mod status;
mod stay;
mod trust;
mod verify_web;
mod who;
mod word;

use std::io::Read;
use std::path::Path;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use stn_protocol::exchange::view::{ItemView, LimitsView, MemberLook};
use stn_protocol::limits;
use stn_protocol::message::Card;

use super::prefix::pick;
use super::session::{KeysArg, Session};
use super::told::{self, Told};
use super::words;

pub(super) use policy::kinds;

/// `stn me`.
#[derive(Debug, Args)]
pub(super) struct MeArgs {
    #[command(flatten)]
    keys: KeysArg,
    #[command(subcommand)]
    command: MeCommand,
}

#[derive(Debug, Subcommand)]
enum MeCommand {
    /// Become a member: make keys on this computer and enrol it
    Join(join::JoinArgs),
    /// Who I am to my node, and what waits
    Status,
    /// Read an export of contacts here; only people you rate reach the node
    Import(Box<import::ImportArgs>),
    /// Whom I know, and my colleagues; with a name, one person whole
    People(people::PeopleArgs),
    /// Find somebody half remembered among my people
    Find(find::FindArgs),
    /// Who is nearest with a topic, region or role, or at an organisation
    Near(find::NearArgs),
    /// Say how well I know somebody
    Trust(trust::TrustArgs),
    /// Take a contact back
    Forget(trust::ForgetArgs),
    /// Give people topics and regions
    Tag(keep::TagArgs),
    /// A private note on somebody, sealed on this computer
    Note(keep::NoteArgs),
    /// How I know somebody: how, since when, through whom
    About(keep::AboutArgs),
    /// How far my network reaches
    Reach,
    /// Why a tie of mine serves a question, or why not
    Explain(explain::ExplainArgs),
    /// Contacts who seem to be at connected organisations
    Hints,
    /// What I say of myself, and who may read it
    Profile(Box<profile::ProfileArgs>),
    /// Organisations my people are at, and how I am tied to them
    Org(org::OrgArgs),
    /// Organisations mine is connected to
    Partners,
    /// Tie a bridge to somebody I know in another organisation
    Bridge(bridge::BridgeArgs),
    /// My bridges
    Bridges,
    /// Offer a bridge to somebody who may be a member of a connected organisation
    Knock(knock::KnockArgs),
    /// My knocks
    Knocks,
    /// Ask who can help to reach somebody
    Ask(ask::AskArgs),
    /// What I asked
    Asks,
    /// End an ask and withdraw its requests, or take an alert back
    Withdraw(ask::AskId),
    /// What an ask led to, for me alone; sealed on this computer
    LedTo(outcome::LedToArgs),
    /// The paths that were offered to an ask
    Offers(ask::AskId),
    /// Send a request and a sealed letter along an offer, or along up to three, one after another
    Request(request::RequestArgs),
    /// What waits for me
    Inbox,
    /// Say yes to something that waits
    Approve(approve::ApproveArgs),
    /// Say no to something that waits; nothing leaves the node
    Decline(approve::DeclineArgs),
    /// Answer a letter
    Answer(answer::AnswerArgs),
    /// Answers to my requests and alerts, checked on this computer
    Answers,
    /// Ask the asker one question about something that waits; it goes on waiting
    AskBack(word::AskBackArgs),
    /// Questions, replies, letters and proposals that came along requests
    Words,
    /// Reply to a question about my request
    Reply(word::ReplyArgs),
    /// Put a word away; nothing leaves the node
    Ignore(word::WordArgs),
    /// Stay connected with somebody I met through an answered request
    Stay(stay::StayArgs),
    #[command(flatten)]
    Keys(KeysCommand),
    /// Write down what a candidate permits, before an appraisal
    Permission(permission::PermissionArgs),
    /// Send a job or an open call to people of my choice, who may pass it on
    Alert(Box<alert::AlertArgs>),
    /// My alerts, and those others brought
    Alerts,
    /// Pass an alert on to people of my choice
    Pass(alert::PassArgs),
    /// Say what a tie of mine may serve, and nothing else of it
    Policy(policy::PolicyArgs),
    /// What I let come before me, how much and when
    Limits(boundaries::LimitsArgs),
    /// Leave something alone; nobody learns of it
    #[command(subcommand)]
    Mute(boundaries::MuteCommand),
    /// Leave it alone no more
    #[command(subcommand)]
    Unmute(boundaries::MuteCommand),
    /// Organisations I do nothing for; nobody learns of it
    #[command(subcommand)]
    NoGo(boundaries::NoGoCommand),
    /// Put something that waits off to later; nobody learns of it
    Snooze(boundaries::SnoozeArgs),
    /// What my organisation lets its node serve
    OrgPolicy,
    /// What left about me, to whom, and under which yes
    Ledger(ledger::LedgerArgs),
    /// Write everything my node holds of me into one file
    Export(export::ExportArgs),
    /// End my membership and have my node forget everything of me
    Erase(erase::EraseArgs),
    /// Let questions find me by handles of my own, or no more
    Findable(findable::FindableArgs),
    /// Compare a node's pages with those of this program; exit code 1 if something differs
    VerifyWeb(verify_web::VerifyWebArgs),
}

/// Keys and devices.
#[derive(Debug, Subcommand)]
enum KeysCommand {
    /// My devices: add, list, remove, report lost
    Device(device::DeviceArgs),
    /// Make a recovery phrase; one from before serves no more
    Phrase,
    /// Become a member again on this machine with the recovery phrase, read from standard input
    Recover(recover::RecoverArgs),
    /// Compare words with a colleague, and keep a key that changed
    Pin(pin::PinArgs),
    /// Vouch for a colleague who lost every key; without a name, list who did
    Vouch(pin::VouchArgs),
    /// Stop somebody who asks to take over my membership
    RefuseTakeover,
}

/// Runs the command.
pub(super) async fn run(args: MeArgs) -> anyhow::Result<Told> {
    let keys = args.keys;
    if let MeCommand::Join(args) = args.command {
        return join::run(&keys, args).await;
    }
    if let MeCommand::Keys(KeysCommand::Recover(args)) = args.command {
        return recover::run(&keys, args).await;
    }
    if let MeCommand::Keys(KeysCommand::Device(args)) = &args.command
        && let Some(link) = args.link()
    {
        return device::join(&keys, link).await;
    }
    if let MeCommand::VerifyWeb(args) = &args.command {
        return verify_web::run(args).await;
    }
    if let MeCommand::Erase(args) = &args.command {
        return erase::run(&keys, args).await;
    }
    if let MeCommand::Import(args) = &args.command
        && args.is_preview()
    {
        return import::preview(&keys, args).await;
    }
    let mut session = Session::open(&keys).await?;
    let told = carry_out(&keys, &mut session, args.command).await?;
    Ok(told.notes(session.notes()))
}

async fn carry_out(keys: &KeysArg, session: &mut Session, command: MeCommand) -> anyhow::Result<Told> {
    match command {
        MeCommand::Join(args) => join::run(keys, args).await,
        MeCommand::Status => status::run(session).await,
        MeCommand::Import(args) => import::run(session, *args).await,
        MeCommand::People(args) => people::run(session, args).await,
        MeCommand::Find(args) => find::find(session, args).await,
        MeCommand::Near(args) => find::near(session, args).await,
        MeCommand::Trust(args) => trust::run(session, args).await,
        MeCommand::Forget(args) => trust::forget(session, args).await,
        MeCommand::Tag(args) => keep::tag(session, args).await,
        MeCommand::Note(args) => keep::note(session, args).await,
        MeCommand::About(args) => keep::about(session, args).await,
        MeCommand::Reach => reach::run(session).await,
        MeCommand::Explain(args) => explain::run(session, args).await,
        MeCommand::Hints => reach::hints(session).await,
        MeCommand::Profile(args) => profile::run(session, *args).await,
        MeCommand::Org(args) => org::run(session, args).await,
        MeCommand::Partners => org::partners(session).await,
        MeCommand::Bridge(args) => bridge::run(session, args).await,
        MeCommand::Bridges => bridge::list(session).await,
        MeCommand::Knock(args) => knock::run(session, args).await,
        MeCommand::Knocks => knock::list(session).await,
        MeCommand::Ask(args) => ask::run(session, args).await,
        MeCommand::Asks => ask::list(session).await,
        MeCommand::Withdraw(args) => ask::withdraw(session, args).await,
        MeCommand::LedTo(args) => outcome::run(session, args).await,
        MeCommand::Offers(args) => ask::offers(session, args).await,
        MeCommand::Request(args) => request::run(session, args).await,
        MeCommand::Inbox => inbox::run(session).await,
        MeCommand::Approve(args) => approve::run(session, args).await,
        MeCommand::Decline(args) => approve::decline(session, args).await,
        MeCommand::Answer(args) => answer::run(session, args).await,
        MeCommand::Answers => answers::run(session).await,
        MeCommand::AskBack(args) => word::ask_back(session, args).await,
        MeCommand::Words => word::list(session).await,
        MeCommand::Reply(args) => word::reply(session, args).await,
        MeCommand::Ignore(args) => word::ignore(session, args).await,
        MeCommand::Stay(args) => stay::run(session, args).await,
        MeCommand::Keys(command) => with_keys(keys, session, command).await,
        MeCommand::Permission(args) => permission::run(session, args).await,
        MeCommand::Alert(args) => alert::send(session, *args).await,
        MeCommand::Alerts => alert::list(session).await,
        MeCommand::Pass(args) => alert::pass(session, args).await,
        MeCommand::Policy(args) => policy::run(session, args).await,
        MeCommand::Limits(args) => boundaries::run(session, args).await,
        MeCommand::Mute(command) => boundaries::mute(session, command).await,
        MeCommand::Unmute(command) => boundaries::unmute(session, command).await,
        MeCommand::NoGo(command) => boundaries::no_go(session, command).await,
        MeCommand::Snooze(args) => boundaries::snooze(session, args).await,
        MeCommand::OrgPolicy => policy::of_organisation(session).await,
        MeCommand::Ledger(args) => ledger::run(session, &args).await,
        MeCommand::Export(args) => export::run(session, keys, &args).await,
        MeCommand::Erase(args) => erase::run(keys, &args).await,
        MeCommand::Findable(args) => findable::run(session, args).await,
        MeCommand::VerifyWeb(args) => verify_web::run(&args).await,
    }
}

async fn with_keys(keys: &KeysArg, session: &mut Session, command: KeysCommand) -> anyhow::Result<Told> {
    match command {
        KeysCommand::Device(args) => device::run(keys, session, args).await,
        KeysCommand::Phrase => recover::phrase(session).await,
        KeysCommand::Recover(args) => recover::run(keys, args).await,
        KeysCommand::Pin(args) => pin::run(session, args).await,
        KeysCommand::Vouch(args) => pin::vouch(session, args).await,
        KeysCommand::RefuseTakeover => pin::refuse_takeover(session).await,
    }
}

/// The inbox item that begins with these digits.
async fn item(session: &Session, given: &str) -> anyhow::Result<ItemView> {
    let items: Vec<ItemView> = session.look(&MemberLook::Inbox).await?;
    if !items.iter().any(|one| one.item.to_string().starts_with(given)) {
        expect_not_put_off(session, given).await?;
    }
    Ok(pick("item", given, items, |one| one.item)?)
}

/// Says when something shows again that was put off.
async fn expect_not_put_off(session: &Session, given: &str) -> anyhow::Result<()> {
    let view: LimitsView = session.look(&MemberLook::Limits).await?;
    if let Ok(later) = pick("item", given, view.later, |one| one.item) {
        bail!(
            "this is put off until {}; nothing was done; `stn me snooze {} --until 1s` brings it back",
            words::moment(later.from),
            told::short(later.item)
        );
    }
    Ok(())
}

/// The text of a file, or of standard input for `-`.
fn read_text(from: &Path) -> anyhow::Result<String> {
    if from == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("reading standard input failed; nothing was sent")?;
        return Ok(text);
    }
    std::fs::read_to_string(from)
        .with_context(|| format!("{} could not be read as text; nothing was sent", from.display()))
}

/// Refuses a card whose fields are longer than what travels.
fn fit_card(card: Card) -> anyhow::Result<Card> {
    for (what, text, bytes) in [
        ("the card's name", &card.name, limits::CARD_NAME),
        ("the card's organisation", &card.org, limits::CARD_ORG),
        ("the card's role", &card.role, limits::CARD_ROLE),
        ("the card's contact", &card.contact, limits::CARD_CONTACT),
    ] {
        expect_at_most(what, text, bytes)?;
    }
    Ok(card)
}

/// Refuses a text that is longer than what travels.
fn expect_at_most(what: &str, text: &str, bytes: usize) -> anyhow::Result<()> {
    if text.len() > bytes {
        bail!("{what} may have {bytes} bytes and has {}; nothing was sent; shorten it and try again", text.len());
    }
    Ok(())
}
