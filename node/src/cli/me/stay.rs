//! `stn me stay`: stay connected with somebody met through an answered request. One proposes, the other agrees;
//! both devices sign, and each tells its own node.

use anyhow::bail;
use clap::Args;
use serde_json::json;
use stn_protocol::device::StayWish;
use stn_protocol::exchange::view::{AnswerView, AnsweredView, MemberLook, WordTo, WordView};
use stn_protocol::exchange::{MemberCommand, WordCommand};
use stn_protocol::id::RequestId;
use stn_protocol::limits::TEXT;
use stn_protocol::message::{RequestCore, Signed};
use stn_protocol::wire::payload::Payload;

use super::expect_at_most;
use super::word::{all, request_of};
use crate::cli::prefix::pick;
use crate::cli::session::Session;
use crate::cli::told::{Told, short};
use crate::cli::words::{PolicyFlags, StrengthWord};
use crate::clock;

/// `stn me stay`.
#[derive(Debug, Args)]
pub(in crate::cli) struct StayArgs {
    /// A proposal from `stn me words`, or a request from `stn me answers` that was answered, by its first digits
    what: String,
    /// A line with your proposal
    #[arg(long, default_value = "")]
    text: String,
    /// How well you know them
    #[arg(long, value_enum, default_value = "have-met")]
    strength: StrengthWord,
    #[command(flatten)]
    policy: PolicyFlags,
}

/// What the digits may name.
#[derive(Clone)]
enum Candidate {
    Proposal(Box<WordView>),
    Answer(Box<AnswerView>, RequestId),
    Answered(RequestId),
}

impl Candidate {
    fn id(&self) -> String {
        match self {
            Self::Proposal(view) => view.word.to_string(),
            Self::Answer(_, request) | Self::Answered(request) => request.to_string(),
        }
    }
}

/// Proposes, or agrees.
pub(super) async fn run(session: &mut Session, args: StayArgs) -> anyhow::Result<Told> {
    expect_at_most("the line", &args.text, TEXT)?;
    let wish = StayWish { strength: args.strength.into(), policy: args.policy.over(Default::default()) };
    let (came, answers) = all(session).await?;
    let candidates = candidates(session, &came, &answers).await?;
    let line = match pick("proposal or request", &args.what, candidates, Candidate::id)? {
        Candidate::Proposal(view) => agree(session, &view, &answers, wish).await?,
        Candidate::Answer(answer, request) => {
            let now = clock::now();
            let far = session.device().endpoint(&answer, now)?;
            let said = (args.text.into(), wish);
            let (word, sealed) = session.make(|device, streams| device.propose_stay(streams, &far, said, now))?;
            session.act(&MemberCommand::Word(WordCommand::SendWord { request, word, sealed })).await?;
            proposed()
        }
        Candidate::Answered(request) => propose_as_endpoint(session, request, wish, &args.text).await?,
    };
    Ok(Told::json(json!({ "stay": args.what }))?.line(line))
}

/// The one who answered proposes.
pub(super) async fn propose_as_endpoint(
    session: &mut Session,
    request: RequestId,
    wish: StayWish,
    text: &str,
) -> anyhow::Result<String> {
    let far = session.device().asker(&request)?;
    let (said, now) = ((text.into(), wish), clock::now());
    let (word, sealed) = session.make(|device, streams| device.propose_stay(streams, &far, said, now))?;
    session.act(&MemberCommand::Word(WordCommand::SendWord { request, word, sealed })).await?;
    Ok(proposed())
}

async fn agree(
    session: &mut Session,
    view: &WordView,
    answers: &[AnswerView],
    wish: StayWish,
) -> anyhow::Result<String> {
    let (request, now) = (request_of(view)?, clock::now());
    let (strength, policy) = (wish.strength, wish.policy.clone());
    let came = (view, answers);
    let ((word, sealed), tie) = session.make(|device, streams| device.agree_to_stay(streams, came, wish, now))?;
    session.act(&MemberCommand::Word(WordCommand::StayConnected { tie: Box::new(tie), strength, policy })).await?;
    session.act(&MemberCommand::Word(WordCommand::SendWord { request, word, sealed })).await?;
    Ok(format!(
        "Agreed to {}…. The bridge opens at once if your organisations are connected; if not, both admins see that \
         members would stay connected, not who, and it opens when they connect the two. See `stn me bridges`.",
        short(word)
    ))
}

async fn candidates(session: &Session, came: &[WordView], answers: &[AnswerView]) -> anyhow::Result<Vec<Candidate>> {
    let proposals = came.iter().filter(|view| view.to != WordTo::Sender).cloned();
    let mut candidates: Vec<Candidate> = proposals.map(|view| Candidate::Proposal(Box::new(view))).collect();
    for answer in answers {
        candidates.push(Candidate::Answer(Box::new(answer.clone()), read(&answer.core)?));
    }
    let answered: Vec<AnsweredView> = session.look(&MemberLook::Answered).await?;
    for one in &answered {
        candidates.push(Candidate::Answered(read(&one.core)?));
    }
    Ok(candidates)
}

fn read(core: &Signed<RequestCore>) -> anyhow::Result<RequestId> {
    match RequestCore::from_bytes(&core.payload) {
        Ok(core) => Ok(core.request),
        Err(_) => bail!("the node handed over a request that can't be read; it may be of another version"),
    }
}

fn proposed() -> String {
    "Your proposal is on its way, sealed for them. If they agree, the bridge shows in `stn me bridges` after your next \
     `stn me words`; if they don't, nothing comes back."
        .to_owned()
}
