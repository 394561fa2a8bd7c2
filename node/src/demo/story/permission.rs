//! What an appraisal has beside a question: what the candidate signed, and whom it is kept from.

use stn_protocol::crypto::sign::CandidateSecret;
use stn_protocol::device::Letter;
use stn_protocol::device::permission::{Giver, sign_permission, write_permission};
use stn_protocol::local::AppraisalTerms;
use stn_protocol::time::{Span, Timestamp};

use super::onlooker::Onlooker;
use super::play::Play;
use crate::clock;
use crate::demo::account::Message;
use crate::demo::learned::MessageType;
use crate::demo::trouble::{Otherwise, Stage, Trouble};
use crate::demo::valley::{Asking, Terms};
use crate::tongue::Sentence;

/// The messages by which anything of a question can be noticed.
const OF_A_QUESTION: [MessageType; 6] = [
    MessageType::Query,
    MessageType::Offer,
    MessageType::Request,
    MessageType::Answer,
    MessageType::Cancel,
    MessageType::Word,
];

impl<T: Onlooker> Play<'_, T> {
    /// The asker writes a permission down, and the candidate signs it on their own computer. It goes from hand to
    /// hand: no node sees it before it is asked under.
    pub(super) async fn permit(&mut self, asking: &Asking, terms: &Terms) -> Result<AppraisalTerms, Trouble> {
        const DURING: Stage = Stage::Permitting;
        let begun = clock::now();
        let asker = self.people.person(&asking.asker)?;
        let written = asker.make(DURING, |_, streams| write_permission(streams, &terms.permission, begun))?;
        let secret = CandidateSecret::from_seed(&clock::random());
        let signed = sign_permission(&secret, &asker.device().org(), &written);
        let retain_until = Timestamp::from_secs(begun.plus(Span::days(terms.retain_days)).as_secs());
        let title = Sentence::new("story-permits")
            .with("candidate", self.called(&terms.candidate))
            .with("asker", self.called(&asking.asker));
        self.told(begun, title, Some(terms.permission.clone())).await?;
        Ok(AppraisalTerms { permission: Some(signed), retain_until })
    }

    /// Since the first `told` messages nothing of a question came to an avoided node or left one, and nothing waits
    /// for anybody there, the candidate included. Gives the avoided organisations' names.
    pub(super) async fn kept_away(&mut self, terms: &Terms, told: usize) -> Result<Vec<String>, Trouble> {
        let mut names = Vec::new();
        for org in self.reader.valley.organisations.iter().filter(|org| terms.avoid.contains(&org.id)) {
            let touches = |one: &Message| [&one.from, &one.to].contains(&&org.name);
            if self.messages.iter().skip(told).any(|one| touches(one) && is_of_a_question(one)) {
                return Err(Otherwise::NotKeptAway.into());
            }
            for member in &org.members {
                if !self.people.person(&member.id)?.inbox(Stage::Judging).await?.is_empty() {
                    return Err(Otherwise::NotKeptAway.into());
                }
            }
            names.push(org.name.clone());
        }
        Ok(names)
    }
}

/// Checks that a letter brings what the candidate signed, and a date, where the story has them.
pub(super) fn is_as_signed(asking: &Asking, letter: &Letter) -> Result<(), Otherwise> {
    let is_signed = match (&asking.terms, &letter.permission) {
        (Some(terms), Some(read)) => {
            read.text == terms.permission && matches!(read.giver, Giver::Candidate(_)) && letter.retain_until.is_some()
        }
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    if is_signed { Ok(()) } else { Err(Otherwise::OtherPermission) }
}

fn is_of_a_question(message: &Message) -> bool {
    OF_A_QUESTION.iter().any(|one| one.name() == message.r#type)
}
