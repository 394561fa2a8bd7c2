//! `stn me profile`: what the member says of themselves, each field with who may read it.

use clap::Args;
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::MemberLook;
use stn_protocol::limits::NOTE_LEN;
use stn_protocol::local::{Field, Profile};
use stn_protocol::private::Private;
use stn_protocol::trust::{Language, NotAWord, Region, Word};

use super::{expect_at_most, who};
use crate::cli::Usage;
use crate::cli::session::Session;
use crate::cli::told::{Told, one_line};
use crate::cli::words::{self, ReaderWord, YesNo};

/// `stn me profile`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ProfileArgs {
    /// A colleague, to read what they let your organisation read: part of the name, or the first digits
    #[arg(conflicts_with = "change")]
    colleague: Option<String>,
    #[command(flatten)]
    change: Change,
}

/// What is changed. A list is written with commas; an empty text empties a field.
#[derive(Debug, Default, Args)]
#[group(id = "change", multiple = true)]
struct Change {
    /// What you work on, such as water,social-housing
    #[arg(long, value_name = "LIST")]
    topics: Option<String>,
    /// Who may read it
    #[arg(long, value_enum, value_name = "WHO")]
    topics_for: Option<ReaderWord>,
    /// Where, such as KE,DE-BY
    #[arg(long, value_name = "LIST")]
    regions: Option<String>,
    /// Who may read it
    #[arg(long, value_enum, value_name = "WHO")]
    regions_for: Option<ReaderWord>,
    /// Languages you speak, such as sw,en
    #[arg(long, value_name = "LIST")]
    languages: Option<String>,
    /// Who may read it
    #[arg(long, value_enum, value_name = "WHO")]
    languages_for: Option<ReaderWord>,
    /// What you can help with
    #[arg(long, value_name = "TEXT")]
    can_help: Option<String>,
    /// Who may read it
    #[arg(long, value_enum, value_name = "WHO")]
    can_help_for: Option<ReaderWord>,
    /// What you look for
    #[arg(long, value_name = "TEXT")]
    seeks: Option<String>,
    /// Who may read it
    #[arg(long, value_enum, value_name = "WHO")]
    seeks_for: Option<ReaderWord>,
    /// Whether questions may find you by this profile
    #[arg(long, value_enum)]
    findable: Option<YesNo>,
    /// Whether your admin may count your ties when looking which organisations members know: counts, no names
    #[arg(long, value_enum)]
    counted: Option<YesNo>,
}

/// Shows a profile, or changes the member's own.
pub(super) async fn run(session: &Session, args: ProfileArgs) -> anyhow::Result<Told> {
    if let Some(colleague) = &args.colleague {
        let colleague = who::colleague(session, colleague).await?;
        let profile: Profile = session.look(&MemberLook::ProfileOf { member: colleague.member }).await?;
        return Ok(Told::json(&profile)?
            .line(format!("{}, as your organisation may read", one_line(&colleague.name)))
            .lines(fields(&profile).into_iter().map(|(what, says, _)| format!("  {what}: {}", or_nothing(&says)))));
    }
    let before: Profile = session.look(&MemberLook::Profile).await?;
    let profile = args.change.over(before.clone())?;
    let told = shown(&profile)?;
    if profile == before {
        return Ok(told);
    }
    session.act(&MemberCommand::SetProfile { profile: Box::new(profile) }).await?;
    Ok(told.line("That is your profile from here on."))
}

impl Change {
    /// The profile with what was said changed.
    fn over(self, mut profile: Profile) -> anyhow::Result<Profile> {
        set_list(&mut profile.topics, self.topics, self.topics_for, Word::parse)?;
        set_list(&mut profile.regions, self.regions, self.regions_for, Region::parse)?;
        set_list(&mut profile.languages, self.languages, self.languages_for, Language::parse)?;
        set_text(&mut profile.can_help, self.can_help, self.can_help_for)?;
        set_text(&mut profile.looks_for, self.seeks, self.seeks_for)?;
        let is_yes = |word| word == YesNo::Yes;
        profile.findable = self.findable.map_or(profile.findable, is_yes);
        profile.counted = self.counted.map_or(profile.counted, is_yes);
        Ok(profile)
    }
}

fn set_list<T: Ord>(
    field: &mut Field<Vec<T>>,
    list: Option<String>,
    reader: Option<ReaderWord>,
    parse: impl Fn(&str) -> Result<T, NotAWord>,
) -> anyhow::Result<()> {
    if let Some(list) = list {
        let parts = list.split(',').map(str::trim).filter(|part| !part.is_empty());
        let words: Result<Vec<T>, NotAWord> = parts.map(parse).collect();
        field.says = words.map_err(|error| anyhow::anyhow!("{error}; nothing was changed"))?;
        field.says.sort_unstable();
        field.says.dedup();
    }
    if let Some(reader) = reader {
        field.audience = reader.into();
    }
    Ok(())
}

fn set_text(
    field: &mut Field<Private<String>>,
    text: Option<String>,
    reader: Option<ReaderWord>,
) -> anyhow::Result<()> {
    if let Some(text) = text {
        expect_at_most("a field of the profile", &text, NOTE_LEN)?;
        if text.chars().any(|c| c.is_control() && c != '\n') {
            anyhow::bail!(Usage("a profile holds no tabs or other control characters; nothing was changed"));
        }
        field.says = text.into();
    }
    if let Some(reader) = reader {
        field.audience = reader.into();
    }
    Ok(())
}

/// A profile in front of its owner.
fn shown(profile: &Profile) -> anyhow::Result<Told> {
    let line = |(what, says, reader): (&str, String, &str)| match says.is_empty() {
        true => format!("  {what}: nothing"),
        false => format!("  {what}: {says}  (read by: {reader})"),
    };
    let findable = match profile.findable {
        true => "  questions for topics and regions may find you by it; you are asked before anything leaves",
        false => "  nobody's question finds you by it (--findable yes changes that)",
    };
    let counted = match profile.counted {
        true => "  your admin may count your ties, without names",
        false => "  your ties are not counted for your admin (--counted yes changes that)",
    };
    Ok(Told::json(profile)?.lines(fields(profile).into_iter().map(line)).line(findable).line(counted))
}

/// Each field's name, what it says, and who may read it.
fn fields(profile: &Profile) -> [(&'static str, String, &'static str); 5] {
    fn list<T>(field: &Field<Vec<T>>, text: impl Fn(&T) -> &str) -> String {
        field.says.iter().map(text).collect::<Vec<_>>().join(", ")
    }
    let Profile { topics, regions, languages, can_help, looks_for, .. } = profile;
    [
        ("topics", list(topics, Word::as_str), words::reader(topics.audience)),
        ("regions", list(regions, Region::as_str), words::reader(regions.audience)),
        ("languages", list(languages, Language::as_str), words::reader(languages.audience)),
        ("can help with", one_line(&can_help.says), words::reader(can_help.audience)),
        ("looks for", one_line(&looks_for.says), words::reader(looks_for.audience)),
    ]
}

fn or_nothing(says: &str) -> &str {
    if says.is_empty() { "nothing" } else { says }
}

#[cfg(test)]
mod tests {
    use stn_protocol::trust::Audience;

    use super::*;

    #[test]
    fn what_is_not_named_stays() {
        let mut before = Profile { findable: true, ..Profile::default() };
        before.regions.says = vec![Region::parse("KE").unwrap()];
        let change = Change {
            topics: Some("Water, social housing,,water".to_owned()),
            topics_for: Some(ReaderWord::Peers),
            ..Change::default()
        };

        let after = change.over(before.clone()).unwrap();

        assert_eq!(after.topics.says, [Word::parse("social-housing").unwrap(), Word::parse("water").unwrap()]);
        assert_eq!(after.topics.audience, Some(Audience::Peers));
        assert_eq!(after.regions, before.regions);
        assert!(after.findable);
    }

    #[test]
    fn an_empty_text_empties_and_a_wrong_code_changes_nothing() {
        let mut before = Profile::default();
        before.can_help.says = "grant writing".into();

        let emptied = Change { can_help: Some(String::new()), ..Change::default() }.over(before).unwrap();
        let wrong = Change { regions: Some("Kenya".to_owned()), ..Change::default() }.over(Profile::default());

        assert!(emptied.can_help.says.is_empty());
        assert!(wrong.unwrap_err().to_string().contains("nothing was changed"));
    }
}
