//! The valley's people, ties, bridges and stories, read from the text files in `config/demo`.
//!
//! The files are part of the program, so the demo needs nothing installed and nothing fetched.
//! [`Valley::check`] holds them to what the documentation says of the valley; [`path`] walks it.

mod check;
mod path;
mod story;

use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use stn_protocol::private::Private;

pub use check::Flaw;
pub use story::{Alert, Asking, Cast, Hiring, Kind, NearMiss, Pass, Reply, Script, Story, Terms, Words};

/// The language in which the valley's people write and name what they do.
pub const LANGUAGE: &str = "en";

/// Everything there is in Marrow Valley.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Valley {
    /// The organisations, each with its members and their ties.
    pub organisations: Vec<Organisation>,
    /// People whom members know and who are nobody's member.
    pub contacts: Vec<Contact>,
    /// Mutual ties between members of different organisations.
    pub bridges: Vec<Bridge>,
    /// Story 1, a first funder.
    pub first_funder: Story,
    /// Story 2, hiring.
    pub hiring: Hiring,
}

/// The short name by which one file speaks of a person or an organisation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(transparent)]
pub struct Slug(String);

/// One organisation, which has one node.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Its short name, also its file's.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// Its domain, which ends in `.example`.
    pub domain: String,
    /// What it is, in a sentence.
    pub about: String,
    /// Whether its node can't be reached while the stories play.
    #[serde(default)]
    pub offline: bool,
    /// Its members.
    pub members: Vec<Member>,
}

/// One person as a member of one organisation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// The member's short name, unlike any other in the valley.
    pub id: Slug,
    /// What the person is called; two people may be called the same.
    pub name: Private<String>,
    /// What the person does there.
    pub role: Private<String>,
    /// The person's mail address there.
    pub contact: Private<String>,
    /// The other membership of the same person, written once.
    #[serde(default)]
    pub same_person_as: Option<Slug>,
    /// Whether the person ever opens the inbox.
    #[serde(default = "yes")]
    pub answers: bool,
    /// Whom the person rates.
    pub ties: Vec<Tie>,
}

/// What one member says of a colleague or of somebody outside.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tie {
    /// The colleague or contact.
    pub to: Slug,
    /// How well they know each other.
    pub strength: Strength,
    /// What happens when somebody asks for them.
    pub answer: Answer,
    /// Who may reach through the tie.
    pub audience: Audience,
    /// Whether searches may walk over it.
    pub search: bool,
}

/// How well two people know each other, in words; later is stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// They have met.
    HaveMet,
    /// They know each other well.
    KnowWell,
    /// They would vouch for each other.
    WouldVouch,
}

/// What happens when somebody asks for a person through a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The member said yes for all such questions.
    Standing,
    /// The member is asked each time.
    Ask,
    /// The tie answers nobody.
    Never,
}

/// Whose questions a tie may serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// The member's own organisation.
    OwnOrg,
    /// Partner organisations too.
    Peers,
    /// Anybody in the network.
    Network,
}

/// Somebody outside, whom members know.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The contact's short name, unlike any member's.
    pub id: Slug,
    /// What the person is called.
    pub name: Private<String>,
    /// What the person does.
    pub role: Private<String>,
    /// Where, if anywhere.
    #[serde(default)]
    pub org: Private<String>,
    /// Mail addresses, phone numbers and profiles.
    pub handles: Vec<Private<String>>,
}

/// A mutual tie over the border of two organisations.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bridge {
    /// How the two came to trust each other.
    pub story: Private<String>,
    /// The member who made the link, with what they hold of the other.
    pub a: BridgeEnd,
    /// The member who took it up, with what they hold of the other.
    pub b: BridgeEnd,
}

/// One side of a bridge; what it says is this side's own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BridgeEnd {
    /// The member on this side.
    pub member: Slug,
    /// How well they know the other.
    pub strength: Strength,
    /// What happens when somebody asks for the other.
    pub answer: Answer,
    /// Who may reach over the bridge.
    pub audience: Audience,
    /// Whether searches may walk over it.
    pub search: bool,
}

/// A text file of the valley that doesn't read as one.
#[derive(Debug, thiserror::Error)]
#[error("config/demo/{file} does not read as a part of the valley")]
pub struct NotAValley {
    file: &'static str,
    source: toml::de::Error,
}

impl Valley {
    /// The valley that is part of this program.
    pub fn load() -> Self {
        Self::read(&FILES).expect("the files are compiled in and a test reads them")
    }

    /// The organisation a member belongs to, and the member.
    pub fn member(&self, id: &Slug) -> Option<(&Organisation, &Member)> {
        self.memberships().find(|(_, member)| member.id == *id)
    }

    /// Every membership with its organisation, in the files' order.
    pub fn memberships(&self) -> impl Iterator<Item = (&Organisation, &Member)> {
        self.organisations.iter().flat_map(|org| org.members.iter().map(move |member| (org, member)))
    }

    /// The contact with this short name.
    pub fn contact(&self, id: &Slug) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.id == *id)
    }

    /// How many people the memberships are.
    pub fn people(&self) -> usize {
        self.memberships().filter(|(_, member)| member.same_person_as.is_none()).count()
    }

    /// How many ties the members have, bridges not counted.
    pub fn ties(&self) -> usize {
        self.memberships().map(|(_, member)| member.ties.len()).sum()
    }

    /// The fewest steps from member to member that lead from one to another, with who stands on the way.
    ///
    /// Walked as a search does it: over ties and bridges that allow it to the organisation that asks.
    pub fn path(&self, from: &Slug, to: &Slug) -> Option<Vec<Slug>> {
        path::shortest(self, from, to)
    }

    fn read(files: &Files) -> Result<Self, NotAValley> {
        let organisations = files.organisations.iter().map(|file| parse(*file)).collect::<Result<_, _>>()?;
        let contacts: ContactsFile = parse(files.contacts)?;
        let bridges: BridgesFile = parse(files.bridges)?;
        let (first_funder, hiring) = (parse(files.first_funder)?, parse(files.hiring)?);
        Ok(Self { organisations, contacts: contacts.contacts, bridges: bridges.bridges, first_funder, hiring })
    }
}

impl Slug {
    /// The short name's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Slug {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContactsFile {
    contacts: Vec<Contact>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BridgesFile {
    bridges: Vec<Bridge>,
}

/// Each file's name and text.
struct Files {
    organisations: [(&'static str, &'static str); 7],
    contacts: (&'static str, &'static str),
    bridges: (&'static str, &'static str),
    first_funder: (&'static str, &'static str),
    hiring: (&'static str, &'static str),
}

fn parse<T: DeserializeOwned>((file, text): (&'static str, &'static str)) -> Result<T, NotAValley> {
    toml::from_str(text).map_err(|source| NotAValley { file, source })
}

/// Absent means that a person answers.
fn yes() -> bool {
    true
}

macro_rules! file {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../config/demo/", $name)))
    };
}

const FILES: Files = Files {
    organisations: [
        file!("riverbend.toml"),
        file!("hillside.toml"),
        file!("lindenhof.toml"),
        file!("saltmarsh.toml"),
        file!("kestrel.toml"),
        file!("open-orchard.toml"),
        file!("weavers.toml"),
    ],
    contacts: file!("contacts.toml"),
    bridges: file!("bridges.toml"),
    first_funder: file!("story-1.toml"),
    hiring: file!("story-2.toml"),
};

#[cfg(test)]
mod tests;
