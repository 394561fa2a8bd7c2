//! What the member says of rows: how well they know whom, and whether a row is the contact it seems to be.

use std::collections::BTreeMap;

use anyhow::{anyhow, bail};
use clap::ValueEnum;
use stn_protocol::message::Strength;

use super::rows::Numbered;
use crate::cli::Usage;
use crate::cli::words::StrengthWord;

/// What the member says of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rating {
    /// Nothing, or that it stays in the file.
    None,
    /// How well, said of this row.
    Said(Strength),
    /// How well, said of everybody else: who was rated before keeps that rating.
    Rest(Strength),
}

/// What the member says of the rows.
#[derive(Debug, Default)]
pub(super) struct Ratings {
    by_number: BTreeMap<usize, Option<Strength>>,
    by_name: Vec<(String, Option<Strength>)>,
    rest: Option<Strength>,
}

/// Rows that are named one by one: by number, or by a part of the name.
#[derive(Debug, Default)]
pub(super) struct Named {
    numbers: Vec<usize>,
    names: Vec<String>,
}

/// Which rows a rule is about.
enum Whom {
    Number(usize),
    Name(String),
}

impl Ratings {
    /// Reads rules, and files of rules.
    pub(super) fn read(rules: &[String]) -> anyhow::Result<Self> {
        let mut ratings = Self::default();
        for rule in rules {
            if rule.contains('=') {
                ratings.add(rule)?;
                continue;
            }
            let text = std::fs::read_to_string(rule)
                .map_err(|_| Usage("--rate takes NAME=STRENGTH or a file with such lines; nothing was stored"))?;
            for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")) {
                ratings.add(line)?;
            }
        }
        Ok(ratings)
    }

    /// What is said of a row. A number wins over a name, a later name over an earlier one, and both over `all`.
    /// Something that is no person is rated by its number only.
    pub(super) fn of(&self, row: &Numbered<'_>) -> Rating {
        let said = |strength: Option<Strength>| strength.map_or(Rating::None, Rating::Said);
        if let Some(strength) = self.by_number.get(&row.number) {
            return said(*strength);
        }
        if !row.is_person() {
            return Rating::None;
        }
        let name = row.row.name.to_lowercase();
        match self.by_name.iter().rev().find(|(part, _)| name.contains(part)) {
            Some((_, strength)) => said(*strength),
            None => self.rest.map_or(Rating::None, Rating::Rest),
        }
    }

    /// The rules that fit no row, as they were given.
    pub(super) fn unmatched(&self, rows: &[Numbered<'_>]) -> Vec<String> {
        let numbers = self.by_number.keys().copied().collect();
        let names = self.by_name.iter().map(|(part, _)| part.clone()).collect();
        Named { numbers, names }.unmatched(rows)
    }

    fn add(&mut self, rule: &str) -> anyhow::Result<()> {
        let (whom, rating) =
            rule.rsplit_once('=').ok_or(Usage("a rating is written NAME=STRENGTH; nothing was stored"))?;
        let rating = match rating.trim() {
            "skip" => None,
            word => Some(StrengthWord::from_str(word, true).map(Strength::from).map_err(|_| {
                anyhow!(Usage("a rating is have-met, know-well, would-vouch or skip; nothing was stored"))
            })?),
        };
        match Whom::read(whom)? {
            Whom::Number(number) => drop(self.by_number.insert(number, rating)),
            Whom::Name(name) if name == "all" => self.rest = rating,
            Whom::Name(name) => self.by_name.push((name, rating)),
        }
        Ok(())
    }
}

impl Named {
    /// Reads names and numbers of rows.
    pub(super) fn read(rules: &[String]) -> anyhow::Result<Self> {
        let mut named = Self::default();
        for rule in rules {
            match Whom::read(rule)? {
                Whom::Number(number) => named.numbers.push(number),
                Whom::Name(name) => named.names.push(name),
            }
        }
        Ok(named)
    }

    /// Whether a row is named.
    pub(super) fn has(&self, row: &Numbered<'_>) -> bool {
        let name = row.row.name.to_lowercase();
        self.numbers.contains(&row.number) || self.names.iter().any(|part| name.contains(part))
    }

    /// What fits none of the rows, as it was given.
    pub(super) fn unmatched(&self, rows: &[Numbered<'_>]) -> Vec<String> {
        let numbers = self.numbers.iter().filter(|number| !rows.iter().any(|row| row.number == **number));
        let lower: Vec<String> = rows.iter().map(|row| row.row.name.to_lowercase()).collect();
        let names = self.names.iter().filter(|part| !lower.iter().any(|name| name.contains(part.as_str())));
        numbers.map(|number| format!("#{number}")).chain(names.cloned()).collect()
    }
}

impl Whom {
    fn read(text: &str) -> anyhow::Result<Self> {
        let whom = text.trim().to_lowercase();
        if whom.is_empty() {
            bail!(Usage("a rule needs a name, a #number or `all`; nothing was stored"));
        }
        match whom.strip_prefix('#').map(str::parse) {
            Some(Ok(number)) => Ok(Self::Number(number)),
            Some(Err(_)) => bail!(Usage("after # comes the number of a row; nothing was stored")),
            None => Ok(Self::Name(whom)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Kind, Row};

    fn rows(names: &[&str]) -> Vec<Row> {
        names.iter().map(|name| Row { name: (*name).into(), ..Row::default() }).collect()
    }

    fn read(rules: &[&str]) -> anyhow::Result<Ratings> {
        Ratings::read(&rules.iter().map(|rule| (*rule).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_number_wins_over_a_name_and_a_name_over_all() {
        let rows = rows(&["Ana Ferrer", "Lucía Ferrer", "Ana Ferrer", "Tom Brandt"]);
        let ratings = read(&["all=have-met", "Ferrer=know-well", "Ana Ferrer=would-vouch", "#3=skip"]).unwrap();

        let said: Vec<Rating> = Numbered::all(&rows, None).iter().map(|row| ratings.of(row)).collect();

        assert_eq!(
            said,
            [
                Rating::Said(Strength::WouldVouch),
                Rating::Said(Strength::KnowWell),
                Rating::None,
                Rating::Rest(Strength::HaveMet)
            ]
        );
    }

    #[test]
    fn an_organisation_is_rated_by_its_number_only() {
        let rows = [Row { name: "Riverbend".into(), kind: Kind::Organisation, ..Row::default() }];
        let row = &Numbered::all(&rows, None)[0];

        assert_eq!(read(&["all=have-met", "River=know-well"]).unwrap().of(row), Rating::None);
        assert_eq!(read(&["#1=have-met"]).unwrap().of(row), Rating::Said(Strength::HaveMet));
    }

    #[test]
    fn a_rule_that_fits_nobody_is_told() {
        let rows = rows(&["Ana Ferrer"]);
        let ratings = read(&["ferrer=know-well", "Tom=have-met", "#9=skip", "all=skip"]).unwrap();

        assert_eq!(ratings.unmatched(&Numbered::all(&rows, None)), ["#9", "tom"]);
    }

    #[test]
    fn a_rating_that_is_none_is_wrong_usage() {
        for rule in ["Ana=best-friend", "=know-well", "#x=know-well", "/no/such/file"] {
            assert!(read(&[rule]).unwrap_err().is::<Usage>(), "{rule}");
        }
    }
}
