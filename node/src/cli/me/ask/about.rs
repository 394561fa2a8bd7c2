//! `--about topic=water,region=KE`: what whoever is sought has, and the sentence that says who reads it.

use std::io::IsTerminal;

use anyhow::{Context, anyhow};
use stn_protocol::message::{Attribute, AttributeType};

use crate::cli::Usage;
use crate::cli::told::one_line;

/// Reads `sort=value` pairs; of one sort any value will do.
pub(super) fn read(pairs: &[String]) -> anyhow::Result<Vec<Attribute>> {
    let mut attributes = Vec::new();
    for pair in pairs {
        let (sort, value) =
            pair.split_once('=').ok_or(Usage("--about takes topic=, region=, role= or org= with a value"))?;
        let r#type = match sort.trim() {
            "topic" => AttributeType::Topic,
            "region" => AttributeType::Region,
            "role" => AttributeType::Role,
            "org" => AttributeType::Org,
            _ => return Err(Usage("--about takes topic=, region=, role= or org= with a value").into()),
        };
        let attribute = Attribute::read(r#type, value).map_err(|error| anyhow!("{error}; nothing was sent"))?;
        if !attributes.contains(&attribute) {
            attributes.push(attribute);
        }
    }
    Ok(attributes)
}

/// Attributes for people, in a row.
pub(super) fn told(attributes: &[Attribute]) -> String {
    let word = |attribute: &Attribute| match attribute.r#type {
        AttributeType::Topic => "topic",
        AttributeType::Region => "region",
        AttributeType::Role => "role",
        AttributeType::Org => "organisation",
    };
    let parts = attributes.iter().map(|one| format!("{} {}", word(one), one_line(&one.value)));
    parts.collect::<Vec<_>>().join(", ")
}

/// What every organisation the question reaches will read.
pub(super) fn sentence(attributes: &[Attribute], is_named: bool) -> String {
    let more = match is_named {
        true => "not whom you name, not who asks",
        false => "not who asks; a dishonest one among them could read the letter you send along a path it offers",
    };
    format!("Every organisation this reaches can read: {}, and that yours asks; {more}.", told(attributes))
}

/// Says the sentence, and waits for a yes where somebody sits in front.
pub(super) fn agreed(sentence: &str, yes: bool) -> anyhow::Result<bool> {
    eprintln!("{sentence}");
    if yes || !std::io::stdin().is_terminal() {
        return Ok(true);
    }
    eprintln!("Send it? [y/N]");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).context("reading your answer; nothing was sent")?;
    Ok(["y", "yes"].contains(&line.trim().to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_become_attributes_in_their_agreed_form() {
        let pairs = ["topic=Clean Water", "region=ke", "org=https://Example.org/x", "topic=clean-water"];

        let attributes = read(&pairs.map(str::to_owned)).unwrap();

        assert_eq!(told(&attributes), "topic clean-water, region KE, organisation example.org");
        assert!(sentence(&attributes, false).contains("could read the letter"));
        assert!(sentence(&attributes, true).contains("not whom you name"));
    }

    #[test]
    fn another_sort_or_a_wrong_code_sends_nothing() {
        for pair in ["water", "name=Jane", "region=Kenya", "topic="] {
            assert!(read(&[pair.to_owned()]).is_err(), "{pair}");
        }
    }
}
