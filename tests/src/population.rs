//! Invented people in invented organisations, and how different exports write down the same person.
//!
//! One seed makes all of it. What is written is what programs and people are known to do to names (the variants of the
//! import fixtures): families first, accents lost or spelt out, titles, initials, middle names left out, legal forms,
//! an organisation's kind in another language, a domain where a name stood. Each happens with the share below, on
//! either side by itself. Nothing here knows how names are folded.

mod names;
pub mod rates;

use crate::graphs::Draw;

use names::{CULTURES, ENDS, KINDS, LEGAL, LETTERS, PLACES, STEMS};

/// What may be done to a person on the way into a file, with its share in a hundred.
pub const SHARES: [(Change, usize); 16] = [
    (Change::FamilyFirst, 20),
    (Change::AccentsLost, 20),
    (Change::UmlautsSpelt, 10),
    (Change::Titled, 15),
    (Change::MiddleLeftOut, 50),
    (Change::MiddleShortened, 15),
    (Change::SecondSurnameLeftOut, 30),
    (Change::NickName, 1),
    (Change::Mistyped, 1),
    (Change::OtherScript, 10),
    (Change::LegalForm, 40),
    (Change::KindInEnglish, 30),
    (Change::Abbreviated, 1),
    (Change::Capitals, 5),
    (Change::EmployerBefore, 3),
    (Change::DomainOnly, 8),
];

/// Something done to a person's name or organisation in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// `Doe, Jane` or `Doe Jane`.
    FamilyFirst,
    /// `Jorg` for `Jörg`.
    AccentsLost,
    /// `Joerg` for `Jörg`.
    UmlautsSpelt,
    /// `Dr.` before, `PhD` behind.
    Titled,
    /// `Chidi Achebe` for `Chidi Obi Achebe`.
    MiddleLeftOut,
    /// `Chidi O. Achebe`.
    MiddleShortened,
    /// `María García` for `María García López`.
    SecondSurnameLeftOut,
    /// `Liz` for `Elizabeth`.
    NickName,
    /// One letter wrong.
    Mistyped,
    /// In Latin letters what is not.
    OtherScript,
    /// `e.V.`, `gGmbH`, `Inc.`
    LegalForm,
    /// `Foundation` for `Stiftung`.
    KindInEnglish,
    /// Only initials of the organisation.
    Abbreviated,
    /// All in capitals.
    Capitals,
    /// The organisation before the last change of job.
    EmployerBefore,
    /// The organisation's domain where its name stood: what one asks by, never what an export holds.
    DomainOnly,
}

/// An organisation.
#[derive(Clone, Debug)]
pub struct Employer {
    /// What it is called, without what it is.
    stem: String,
    /// Which of [`KINDS`] it is.
    kind: usize,
    /// Which language it says so in.
    language: usize,
    legal: &'static str,
    /// Its domain.
    pub domain: String,
    /// Whether a member confirmed names and domain at both nodes.
    pub is_recorded: bool,
}

/// A person.
#[derive(Clone, Debug)]
pub struct Human {
    given: String,
    middle: Option<String>,
    family: String,
    second: Option<String>,
    latin: Option<(String, String)>,
    employer: usize,
    before: usize,
    /// A work address, which one in ten has in anybody's file.
    pub email: Option<String>,
}

/// A row of somebody's file.
#[derive(Clone, Debug)]
pub struct Written {
    /// The name.
    pub name: String,
    /// The organisation, by name or domain.
    pub org: String,
    /// The address.
    pub email: Option<String>,
    /// What was done to it.
    pub changes: Vec<Change>,
}

/// Everybody.
#[derive(Clone, Debug)]
pub struct Population {
    /// The organisations.
    pub employers: Vec<Employer>,
    /// The people.
    pub people: Vec<Human>,
}

impl Population {
    /// So many people, about fifty to an organisation.
    pub fn new(seed: u64, people: usize) -> Self {
        let mut draw = Draw::new(seed);
        let employers: Vec<Employer> = (0..(people / 50).max(8)).map(|at| employer(at, &mut draw)).collect();
        let mut all: Vec<Human> = Vec::with_capacity(people);
        for _ in 0..people {
            let mut human = human(&employers, &mut draw);
            // One in fifty shares another's whole name, mostly elsewhere.
            if !all.is_empty() && draw.below(50) == 0 {
                let other = all[draw.below(all.len())].clone();
                human = Human { employer: human.employer, before: human.before, email: human.email, ..other };
            }
            all.push(human);
        }
        Self { employers, people: all }
    }

    /// A person as one file has them.
    pub fn exported(&self, person: usize, draw: &mut Draw) -> Written {
        let mut changes = self.drawn(person, draw);
        changes.retain(|change| *change != Change::DomainOnly);
        self.written(person, changes, draw)
    }

    /// A person as somebody who seeks them writes them down.
    pub fn sought(&self, person: usize, draw: &mut Draw) -> Written {
        let changes = self.drawn(person, draw);
        self.written(person, changes, draw)
    }

    fn drawn(&self, person: usize, draw: &mut Draw) -> Vec<Change> {
        let human = &self.people[person];
        let changes = SHARES.iter().filter(|(_, share)| draw.below(100) < *share).map(|(change, _)| *change);
        changes.filter(|change| human.allows(*change)).collect()
    }

    fn written(&self, person: usize, changes: Vec<Change>, draw: &mut Draw) -> Written {
        let human = &self.people[person];
        let does = |change| changes.contains(&change);
        let at = &self.employers[if does(Change::EmployerBefore) { human.before } else { human.employer }];
        let org = at.written(&changes, draw);
        let email = human.email.clone().filter(|_| !does(Change::EmployerBefore));
        Written { name: human.written(&changes, draw), org, email, changes }
    }
}

impl Human {
    /// Where the person works.
    pub const fn employer(&self) -> usize {
        self.employer
    }

    fn allows(&self, change: Change) -> bool {
        match change {
            Change::MiddleLeftOut | Change::MiddleShortened => self.middle.is_some(),
            Change::SecondSurnameLeftOut => self.second.is_some(),
            Change::OtherScript => self.latin.is_some(),
            Change::NickName | Change::Mistyped => self.latin.is_none(),
            Change::EmployerBefore => self.before != self.employer,
            Change::FamilyFirst | Change::AccentsLost | Change::UmlautsSpelt | Change::Titled => true,
            Change::LegalForm | Change::KindInEnglish | Change::Abbreviated | Change::Capitals | Change::DomainOnly => {
                true
            }
        }
    }

    fn written(&self, changes: &[Change], draw: &mut Draw) -> String {
        let does = |change| changes.contains(&change);
        let (mut given, mut family) = (self.given.clone(), self.family.clone());
        if let Some((latin_given, latin_family)) = self.latin.clone().filter(|_| does(Change::OtherScript)) {
            (given, family) = (latin_given, latin_family);
        }
        if does(Change::NickName) {
            given = given.chars().take(3).collect();
        }
        if does(Change::Mistyped) {
            let at = family.char_indices().nth(1).map_or(0, |(at, _)| at);
            family.insert(at, 'h');
        }
        match &self.middle {
            Some(middle) if does(Change::MiddleShortened) => {
                given = format!("{given} {}.", middle.chars().next().unwrap_or('X'));
            }
            Some(middle) if !does(Change::MiddleLeftOut) => given = format!("{given} {middle}"),
            Some(_) | None => {}
        }
        if let Some(second) = self.second.as_ref().filter(|_| !does(Change::SecondSurnameLeftOut)) {
            family = format!("{family} {second}");
        }
        let mut name = match does(Change::FamilyFirst) {
            true if draw.below(2) == 0 => format!("{family}, {given}"),
            true => format!("{family} {given}"),
            false => format!("{given} {family}"),
        };
        if does(Change::Titled) {
            name = match draw.below(4) {
                0 => format!("Dr. {name}"),
                1 => format!("Prof. Dr. {name}"),
                2 => format!("{name}, PhD"),
                _ => format!("{name}, MBA"),
            };
        }
        in_letters(&name, changes)
    }
}

impl Employer {
    /// Its full name, as it says it itself.
    pub fn name(&self) -> String {
        self.called(KINDS[self.kind][self.language])
    }

    fn called(&self, kind: &str) -> String {
        match (kind.is_empty(), self.language) {
            (true, _) => self.stem.clone(),
            (false, 0) => format!("{} {kind}", self.stem),
            (false, _) => format!("{kind} {}", self.stem),
        }
    }

    fn written(&self, changes: &[Change], draw: &mut Draw) -> String {
        let does = |change| changes.contains(&change);
        if does(Change::DomainOnly) {
            return if draw.below(2) == 0 { format!("www.{}", self.domain) } else { self.domain.clone() };
        }
        let mut name = if does(Change::KindInEnglish) {
            let kind = KINDS[self.kind][0];
            if kind.is_empty() { self.stem.clone() } else { format!("{} {kind}", self.stem) }
        } else {
            self.name()
        };
        if does(Change::Abbreviated) {
            name = name.split(' ').filter_map(|word| word.chars().next()).collect();
        }
        if does(Change::LegalForm) {
            name = format!("{name} {}", self.legal);
        }
        in_letters(&name, changes)
    }
}

fn in_letters(text: &str, changes: &[Change]) -> String {
    let mut text = text.to_owned();
    for (letter, plain, spelt) in LETTERS {
        if changes.contains(&Change::UmlautsSpelt) && !spelt.is_empty() {
            text = text.replace(letter, spelt);
        } else if changes.contains(&Change::AccentsLost) {
            text = text.replace(letter, plain);
        }
    }
    if changes.contains(&Change::Capitals) { text.to_uppercase() } else { text }
}

fn employer(at: usize, draw: &mut Draw) -> Employer {
    let pick = |list: &[&'static str], draw: &mut Draw| list[draw.below(list.len())];
    let stem = format!("{}{}", STEMS[at % STEMS.len()], ENDS[(at / STEMS.len()) % ENDS.len()]);
    let number = at / (STEMS.len() * ENDS.len());
    let stem = if number == 0 { stem } else { format!("{stem} {}", pick(&PLACES, draw)) };
    let ascii = in_letters(&stem, &[Change::AccentsLost]).to_lowercase().replace(' ', "-");
    Employer {
        domain: format!("{ascii}-{at}.example"),
        stem,
        kind: draw.below(KINDS.len()),
        language: draw.below(KINDS[0].len()),
        legal: pick(&LEGAL, draw),
        is_recorded: draw.below(2) == 0,
    }
}

fn human(employers: &[Employer], draw: &mut Draw) -> Human {
    // Nine in ten names stand in Latin letters, as in the exports of a European or African organisation.
    let culture = &CULTURES[if draw.below(10) == 0 { 4 + draw.below(2) } else { draw.below(4) }];
    let pick = |list: &[&'static str], draw: &mut Draw| list[draw.below(list.len())].to_owned();
    let given_at = draw.below(culture.given.len());
    let (start, end) = (draw.below(culture.starts.len()), draw.below(culture.ends.len()));
    let given = culture.given[given_at].to_owned();
    let family = format!("{}{}", culture.starts[start], culture.ends[end]);
    let latin = culture
        .latin
        .map(|(given, starts, ends)| (given[given_at].to_owned(), format!("{}{}", starts[start], ends[end])));
    let has_middle = latin.is_none() && draw.below(4) == 0;
    let middle = has_middle.then(|| pick(culture.given, draw)).filter(|middle| *middle != given);
    let has_second = culture.two_surnames && draw.below(2) == 0;
    let second = has_second.then(|| format!("{}{}", pick(culture.starts, draw), pick(culture.ends, draw)));
    let employer = draw.below(employers.len());
    let before = if draw.below(4) == 0 { draw.below(employers.len()) } else { employer };
    let email = (draw.below(10) == 0).then(|| format!("p{}@{}", draw.below(1 << 30), employers[employer].domain));
    Human { given, middle, family, second, latin, employer, before, email }
}
