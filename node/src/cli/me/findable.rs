//! `stn me findable`: handles of my own by which questions may find me, for what, from how far, and who is asked.

use std::collections::BTreeSet;

use anyhow::{anyhow, bail};
use clap::Args;
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{MeView, MemberLook};
use stn_protocol::local::Findable;
use stn_protocol::message::Kind;
use stn_protocol::trust::{AnswerMode, Audience, CountryCode, Handle};

use crate::cli::Usage;
use crate::cli::session::Session;
use crate::cli::told::{Told, one_line};
use crate::cli::words::{self, AudienceWord, KindWord};

/// `stn me findable`.
#[derive(Debug, Args)]
pub(in crate::cli) struct FindableArgs {
    /// A mail address, phone number, profile or ORCID iD of your own, or `Your Name at Organisation`; give each anew
    #[arg(long = "handle", value_name = "HANDLE")]
    handles: Vec<String>,
    /// What for, such as introduction,intelligence [default: everything but appraisals]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KINDS")]
    kinds: Vec<KindWord>,
    /// Whose questions may find you [default: peers]
    #[arg(long, value_enum)]
    audience: Option<AudienceWord>,
    /// An offer leaves without asking you; every letter still waits for your yes
    #[arg(long)]
    standing: bool,
    /// Nobody's question finds you by a handle any more
    #[arg(long, conflicts_with_all = ["handles", "kinds", "audience", "standing"])]
    off: bool,
}

/// Shows how the member may be found, or changes it.
pub(super) async fn run(session: &Session, args: FindableArgs) -> anyhow::Result<Told> {
    if args.off {
        session.act(&MemberCommand::SetFindable { findable: None }).await?;
        return Ok(Told::json(None::<Findable>)?.line("From here on nobody's question finds you by a handle."));
    }
    if args.handles.is_empty() {
        if !args.kinds.is_empty() || args.audience.is_some() || args.standing {
            bail!(Usage("name the handles you may be found by with --handle; nothing was changed"));
        }
        let findable: Option<Findable> = session.look(&MemberLook::Findable).await?;
        let told = Told::json(&findable)?;
        return Ok(match &findable {
            Some(findable) => told.lines(lines(findable)),
            None => told.line("Nobody's question finds you by a handle (`stn me findable --handle …` changes that)."),
        });
    }
    let me: MeView = session.look(&MemberLook::Me).await?;
    let findable = args.read(me.country)?;
    session.act(&MemberCommand::SetFindable { findable: Some(findable.clone()) }).await?;
    Ok(Told::json(&findable)?
        .lines(lines(&findable))
        .line("Nobody is told. Questions find you once your handles have gone out blinded, within days."))
}

impl FindableArgs {
    fn read(self, country: Option<CountryCode>) -> anyhow::Result<Findable> {
        let handles: Result<Vec<Handle>, _> = self.handles.iter().map(|text| Handle::parse(text, country)).collect();
        let mut handles = handles.map_err(|error| anyhow!("{error}; nothing was changed"))?;
        handles.sort_unstable();
        handles.dedup();
        let kinds: BTreeSet<Kind> = match self.kinds.is_empty() {
            true => FINDABLE_KINDS.into(),
            false => self.kinds.into_iter().map(Kind::from).collect(),
        };
        if kinds.contains(&Kind::Appraisal) {
            bail!(Usage("nobody can be found for an appraisal of themselves; nothing was changed"));
        }
        let audience = self.audience.map_or(Audience::Peers, Audience::from);
        let answer = if self.standing { AnswerMode::Standing } else { AnswerMode::Ask };
        Ok(Findable { handles, kinds, audience, answer })
    }
}

fn lines(findable: &Findable) -> Vec<String> {
    let handles: Vec<String> = findable.handles.iter().map(|handle| one_line(handle.canonical())).collect();
    let kinds: Vec<&str> = findable.kinds.iter().map(|kind| words::kind(*kind)).collect();
    let answer = match findable.answer {
        AnswerMode::Standing => "an offer leaves without asking you",
        AnswerMode::Ask => "you are asked first",
        AnswerMode::Never => "nothing happens",
    };
    vec![
        format!("Questions may find you by {}.", handles.join(", ")),
        format!("  for: {}", kinds.join(", ")),
        format!("  from: {}", words::audience(findable.audience)),
        format!("  then: {answer}"),
    ]
}

/// What somebody may be found for.
const FINDABLE_KINDS: [Kind; 3] = [Kind::Introduction, Kind::Intelligence, Kind::Influence];

#[cfg(test)]
mod tests {
    use super::*;

    fn args(handles: &[&str], kinds: Vec<KindWord>) -> FindableArgs {
        let handles = handles.iter().map(|&handle| handle.to_owned()).collect();
        FindableArgs { handles, kinds, audience: None, standing: false, off: false }
    }

    #[test]
    fn who_says_nothing_more_is_asked_first_and_only_by_partners() {
        let findable = args(&["jane@a.example", "JANE@a.example"], Vec::new()).read(None).unwrap();

        assert_eq!(findable.handles.len(), 1);
        assert_eq!((findable.audience, findable.answer), (Audience::Peers, AnswerMode::Ask));
        assert!(!findable.kinds.contains(&Kind::Appraisal));
    }

    #[test]
    fn nobody_is_found_for_an_appraisal() {
        assert!(args(&["jane@a.example"], vec![KindWord::Appraisal]).read(None).is_err());
        assert!(args(&["jane"], Vec::new()).read(None).is_err());
    }
}
