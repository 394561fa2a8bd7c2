//! The words of the command line: how well, how far, what for, how long.

use std::str::FromStr;

use clap::{Args, ValueEnum};
use stn_protocol::id::OrgId;
use stn_protocol::message::{Kind, Strength};
use stn_protocol::time::{Span, Timestamp};
use stn_protocol::trust::{AnswerMode, Audience, EdgePolicy};

/// How well one person knows another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum StrengthWord {
    /// We have met
    HaveMet,
    /// I know them well
    KnowWell,
    /// I would vouch for them
    WouldVouch,
}

/// Who may reach through an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum AudienceWord {
    /// Questions of my own organisation
    #[value(alias = "own")]
    OwnOrg,
    /// Also questions of organisations mine is connected to
    #[value(alias = "partners")]
    Peers,
    /// Also questions from anywhere in the network
    Network,
}

/// Who may read something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReaderWord {
    /// Only I
    Me,
    /// My own organisation
    #[value(alias = "own")]
    OwnOrg,
    /// Also organisations mine is connected to
    #[value(alias = "partners")]
    Peers,
    /// Anybody in the network
    Network,
}

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum YesNo {
    /// Yes
    Yes,
    /// No
    No,
}

/// What happens when a question matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum AnswerWord {
    /// An offer leaves without asking me; every request still waits for my yes
    Standing,
    /// I am asked first
    Ask,
    /// Nothing happens
    Never,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum KindWord {
    /// Who can introduce me?
    Introduction,
    /// Who can tell me how they decide?
    Intelligence,
    /// Who can put in a word?
    Influence,
    /// Who has worked with this candidate?
    Appraisal,
    /// Pass it to people who fit
    Opportunity,
}

/// What an edge may serve.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(super) struct PolicyFlags {
    /// Whose questions it may serve [default: peers]
    #[arg(long, value_enum)]
    pub(super) audience: Option<AudienceWord>,
    /// What happens when a question matches [default: standing for colleagues, ask for others]
    #[arg(long, value_enum)]
    pub(super) answer: Option<AnswerWord>,
}

impl PolicyFlags {
    /// Whether anything was said.
    pub(super) fn is_given(self) -> bool {
        self.audience.is_some() || self.answer.is_some()
    }

    /// The policy with what was said changed.
    pub(super) fn over(self, mut policy: EdgePolicy) -> EdgePolicy {
        if let Some(audience) = self.audience {
            policy.audience = audience.into();
        }
        if let Some(answer) = self.answer {
            policy.own_org = answer.into();
            policy.beyond = answer.into();
        }
        policy
    }
}

impl From<StrengthWord> for Strength {
    fn from(word: StrengthWord) -> Self {
        match word {
            StrengthWord::HaveMet => Self::HaveMet,
            StrengthWord::KnowWell => Self::KnowWell,
            StrengthWord::WouldVouch => Self::WouldVouch,
        }
    }
}

impl From<AudienceWord> for Audience {
    fn from(word: AudienceWord) -> Self {
        match word {
            AudienceWord::OwnOrg => Self::OwnOrg,
            AudienceWord::Peers => Self::Peers,
            AudienceWord::Network => Self::Network,
        }
    }
}

impl From<AnswerWord> for AnswerMode {
    fn from(word: AnswerWord) -> Self {
        match word {
            AnswerWord::Standing => Self::Standing,
            AnswerWord::Ask => Self::Ask,
            AnswerWord::Never => Self::Never,
        }
    }
}

impl From<KindWord> for Kind {
    fn from(word: KindWord) -> Self {
        match word {
            KindWord::Introduction => Self::Introduction,
            KindWord::Intelligence => Self::Intelligence,
            KindWord::Influence => Self::Influence,
            KindWord::Appraisal => Self::Appraisal,
            KindWord::Opportunity => Self::Opportunity,
        }
    }
}

impl From<ReaderWord> for Option<Audience> {
    fn from(word: ReaderWord) -> Self {
        match word {
            ReaderWord::Me => None,
            ReaderWord::OwnOrg => Some(Audience::OwnOrg),
            ReaderWord::Peers => Some(Audience::Peers),
            ReaderWord::Network => Some(Audience::Network),
        }
    }
}

/// How well, in words.
pub(super) const fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::HaveMet => "have met",
        Strength::KnowWell => "know well",
        Strength::WouldVouch => "would vouch",
    }
}

/// How far, in words.
pub(super) const fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::OwnOrg => "own organisation",
        Audience::Peers => "connected organisations",
        Audience::Network => "the network",
    }
}

/// What for, in words.
pub(crate) const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Introduction => "an introduction",
        Kind::Intelligence => "knowledge",
        Kind::Influence => "a word put in",
        Kind::Appraisal => "an appraisal",
        Kind::Opportunity => "people who fit",
    }
}

/// A point in time for people.
pub(super) fn moment(at: Timestamp) -> String {
    let time = i64::try_from(at.as_millis()).ok().and_then(|millis| jiff::Timestamp::from_millisecond(millis).ok());
    time.map_or_else(|| "far away".to_owned(), |time| time.strftime("%Y-%m-%d %H:%M UTC").to_string())
}

/// A strength as it is typed.
pub(super) const fn typed(strength: Strength) -> &'static str {
    match strength {
        Strength::HaveMet => "have-met",
        Strength::KnowWell => "know-well",
        Strength::WouldVouch => "would-vouch",
    }
}

/// Who may read something, in words.
pub(super) fn reader(audience: Option<Audience>) -> &'static str {
    audience.map_or("only you", self::audience)
}

/// A day, in the form everybody reads alike.
pub(super) fn day(at: Timestamp) -> String {
    moment(at).split(' ').next().unwrap_or_default().to_owned()
}

/// A number with a space between each three digits.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// A number and what is counted, in the singular for one.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// Text of others as one word of a shell's command, to be shown in a remedy.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", super::told::one_line(text).replace('\'', r"'\''"))
}

/// An organisation for people: what it calls itself, and the first digits of its key.
pub(super) fn org(name: &str, id: OrgId) -> String {
    if name.is_empty() {
        return format!("organisation {}", super::told::short(id));
    }
    format!("{} ({})", super::told::one_line(name), super::told::short(id))
}

/// How long something lasts, such as `7d`, `12h` or `30m`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lasting(pub(super) Span);

/// The text is no length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a number of days, hours or minutes, such as 7d, 12h or 30m")]
pub(super) struct NotALength;

impl FromStr for Lasting {
    type Err = NotALength;

    fn from_str(text: &str) -> Result<Self, NotALength> {
        let at = text.find(|c: char| !c.is_ascii_digit()).ok_or(NotALength)?;
        let (number, unit) = text.split_at(at);
        let number: u64 = number.parse().map_err(|_| NotALength)?;
        let unit_secs = match unit {
            "d" => 86_400,
            "h" => 3_600,
            "m" => 60,
            "s" => 1,
            _ => return Err(NotALength),
        };
        match number.checked_mul(unit_secs) {
            Some(secs) if secs > 0 => Ok(Self(Span::secs(secs))),
            Some(_) | None => Err(NotALength),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_time_is_a_number_and_a_unit() {
        assert_eq!("7d".parse(), Ok(Lasting(Span::days(7))));
        assert_eq!("90m".parse(), Ok(Lasting(Span::secs(5_400))));
        for bad in ["", "7", "d", "0d", "-1d", "7 d", "7w", "99999999999999999999d", "999999999999999999d"] {
            assert_eq!(bad.parse::<Lasting>(), Err(NotALength), "{bad}");
        }
    }

    #[test]
    fn a_flag_changes_only_what_it_names() {
        let flags = PolicyFlags { audience: Some(AudienceWord::Network), answer: None };

        let policy = flags.over(EdgePolicy::default());

        assert_eq!(policy.audience, Audience::Network);
        assert_eq!(policy.beyond, EdgePolicy::default().beyond);
    }

    #[test]
    fn a_long_number_is_grouped() {
        assert_eq!([0, 12, 999, 4_310, 1_234_567].map(grouped), ["0", "12", "999", "4 310", "1 234 567"]);
        assert_eq!(counted(1, "person", "people"), "1 person");
        assert_eq!(counted(30_000, "person", "people"), "30 000 people");
    }

    #[test]
    fn a_name_in_a_remedy_stays_one_word_of_the_shell() {
        assert_eq!(quoted("Ana O'Neill"), r"'Ana O'\''Neill'");
        assert_eq!(quoted("a\u{1b}b"), "'a b'");
    }

    #[test]
    fn a_moment_reads_as_a_date() {
        assert_eq!(moment(Timestamp::from_secs(0)), "1970-01-01 00:00 UTC");
        assert_eq!(moment(Timestamp::from_millis(u64::MAX)), "far away");
    }
}
