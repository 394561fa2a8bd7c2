//! The stories as they are meant to go: who asks whom, who says which words, how it ends. They stand in
//! `story-1.toml` and `story-2.toml`.

use serde::Deserialize;
use stn_protocol::message;
use stn_protocol::private::Private;

use super::{Slug, Valley};

/// Which story is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Story 1, a first funder.
    FirstFunder,
    /// Story 2, hiring.
    Hiring,
}

/// What setting up, telling and reading along need to know of a story.
#[derive(Clone, Debug)]
pub struct Cast<'v> {
    /// What is asked in it.
    pub asking: &'v Asking,
    /// Who does something in it, in the order in which they come on.
    pub people: Vec<&'v Slug>,
    /// What can be read on no link: whom the question seeks, and lines of what is sealed.
    pub secrets: Vec<&'v str>,
}

/// Story 1: an introduction is asked for and made.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// The story's name.
    pub title: String,
    /// What is asked, from the question to the answer.
    pub asking: Asking,
    /// Who also knows the target but is out of reach.
    pub near_miss: NearMiss,
}

/// Story 2: a job finds somebody, who is then asked about.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hiring {
    /// The story's name.
    pub title: String,
    /// The job, handed from person to person.
    pub alert: Alert,
    /// What is asked about who answered it.
    pub asking: Asking,
}

/// One question and what comes of it: who asks, who is on the way, who answers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asking {
    /// The kind of question.
    pub kind: Kind,
    /// Who asks.
    pub asker: Slug,
    /// Who is sought, a contact.
    pub target: Slug,
    /// The handle the asker has of them.
    pub handle: Private<String>,
    /// How many steps from member to member the asker allows.
    pub hops: usize,
    /// Who is asked one after the other, from the asker to the one who knows the target.
    pub path: Vec<Slug>,
    /// What everybody on the path reads.
    pub note: Private<String>,
    /// What only the last on the path reads.
    pub letter: Private<String>,
    /// Of an appraisal: what the candidate permits, who is kept out of it, when it is deleted.
    #[serde(default)]
    pub terms: Option<Terms>,
    /// Who passes the request on, and with which words.
    pub approvals: Vec<Words>,
    /// What the one who knows the target says to being found.
    pub offer: Words,
    /// How they answer the letter.
    pub answer: Reply,
}

/// The kinds of question the stories ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// "Who can introduce me?"
    Introduction,
    /// "Who has worked with this person?"
    Appraisal,
}

/// What an appraisal is asked under.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The candidate, who is a member somewhere too.
    pub candidate: Slug,
    /// What the candidate signs.
    pub permission: Private<String>,
    /// The organisations whose nodes no question reaches.
    pub avoid: Vec<Slug>,
    /// After how many days the asker has everything deleted.
    pub retain_days: u64,
    /// After how many days who answers has the answer deleted.
    pub answer_retain_days: u64,
}

/// A job that people hand on, in clear.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alert {
    /// Whose it is.
    pub asker: Slug,
    /// What everybody it comes to reads, their nodes too.
    pub text: Private<String>,
    /// Where more is to be read.
    pub link: String,
    /// The roles it may fit.
    pub roles: Vec<String>,
    /// What it is about.
    pub topics: Vec<String>,
    /// The asker's word to the first people.
    pub note: Private<String>,
    /// The first people.
    pub to: Vec<Slug>,
    /// By way of whom it reaches the one who answers, both ends included.
    pub path: Vec<Slug>,
    /// Who hands it to whom, in order.
    pub passes: Vec<Pass>,
    /// The one answer.
    pub answer: Reply,
}

/// One person hands the job to another.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pass {
    /// Who hands it on.
    pub member: Slug,
    /// To whom.
    pub to: Slug,
    /// With which words.
    pub words: Private<String>,
}

/// A member's own words to the next person.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Who says them.
    pub member: Slug,
    /// The words.
    pub words: Private<String>,
}

/// A sealed answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// Who answers.
    pub member: Slug,
    /// The answer's text.
    pub text: Private<String>,
}

/// Somebody who also knows the target, too far away.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NearMiss {
    /// Who it is.
    pub member: Slug,
    /// How many steps away from the asker.
    pub hops: usize,
}

impl Kind {
    /// The kind as the protocol knows it.
    pub const fn of_protocol(self) -> message::Kind {
        match self {
            Self::Introduction => message::Kind::Introduction,
            Self::Appraisal => message::Kind::Appraisal,
        }
    }
}

impl Script {
    /// The story of this number, if there is one.
    pub const fn of(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::FirstFunder),
            2 => Some(Self::Hiring),
            _ => None,
        }
    }

    /// Its number.
    pub const fn number(self) -> u8 {
        match self {
            Self::FirstFunder => 1,
            Self::Hiring => 2,
        }
    }
}

impl Valley {
    /// Who and what a story is about.
    pub fn cast(&self, script: Script) -> Cast<'_> {
        match script {
            Script::FirstFunder => {
                let asking = &self.first_funder.asking;
                Cast { asking, people: asking.path.iter().collect(), secrets: asking.secrets(self) }
            }
            Script::Hiring => {
                let Hiring { alert, asking, .. } = &self.hiring;
                let carriers = alert.passes.iter().map(|pass| &pass.member);
                let all = [&alert.asker].into_iter().chain(carriers).chain([&alert.answer.member]).chain(&asking.path);
                let mut people: Vec<&Slug> = Vec::new();
                for one in all {
                    if !people.contains(&one) {
                        people.push(one);
                    }
                }
                let secrets = [asking.secrets(self), telling(&alert.answer.text).collect()].concat();
                Cast { asking, people, secrets }
            }
        }
    }
}

impl Asking {
    fn secrets<'v>(&'v self, valley: &'v Valley) -> Vec<&'v str> {
        let name = valley.contact(&self.target).map(|contact| contact.name.as_str());
        let permission = self.terms.iter().flat_map(|terms| telling(&terms.permission));
        let lines = telling(&self.letter).chain(telling(&self.answer.text)).chain(permission);
        name.into_iter().chain([self.handle.as_str()]).chain(lines).collect()
    }
}

impl Alert {
    /// By how many people it has been brought to whoever gets it in the pass with this index.
    pub fn bringers(&self, pass: usize) -> usize {
        let so_far = &self.passes[..=pass];
        so_far.iter().filter(|one| one.to == so_far[pass].to).count()
    }
}

/// Lines that say something: the shortest are greetings and first names, which may stand on cards as well.
fn telling(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| line.split(' ').count() > 3)
}
