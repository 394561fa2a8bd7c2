//! How fast people are found by half-remembered names among 200 000, and how often among the first twenty.
//!
//! Names are composed of syllables in six scripts from a fixed seed. Beside the index, in the same run, a plain scan
//! of lower-case text that forgives nothing. `cargo bench -p stn-tests --bench find`; a number of people may follow.

use std::hint::black_box;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use stn_protocol::trust::{Described, PeopleIndex};

fn main() -> io::Result<()> {
    let people: usize = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(PEOPLE);
    let world = World::compose(people);
    let out = &mut io::stdout();

    let before = resident_bytes();
    let start = Instant::now();
    let mut index = PeopleIndex::default();
    for (id, person) in (0..).zip(&world.people) {
        person.put(&mut index, id);
    }
    let built = start.elapsed();
    let resident = resident_bytes().saturating_sub(before);
    let per_person = |bytes: usize| bytes / people.max(1);
    writeln!(out, "{people} people, built in {} ms", built.as_millis())?;
    writeln!(
        out,
        "memory per person: {} B counted, {} B resident; their names alone {} B, all their text {} B",
        per_person(index.memory_bytes()),
        per_person(resident),
        per_person(world.people.iter().map(|person| person.name.len()).sum()),
        per_person(world.people.iter().map(Person::text_bytes).sum()),
    )?;
    report_changes(&mut index, &world)?;
    report_searches(&index, &world)
}

/// Times taking people out and putting them back.
fn report_changes(index: &mut PeopleIndex, world: &World) -> io::Result<()> {
    let mut rng = Rng(7);
    let (mut removes, mut puts) = (Vec::new(), Vec::new());
    for _ in 0..CHANGES {
        let id = rng.below(world.people.len());
        let start = Instant::now();
        black_box(index.remove(id as u32));
        removes.push(start.elapsed());
        let start = Instant::now();
        world.people[id].put(index, id as u32);
        puts.push(start.elapsed());
    }
    report("remove", &mut removes, None)?;
    report("put", &mut puts, None)
}

fn report_searches(index: &PeopleIndex, world: &World) -> io::Result<()> {
    let out = &mut io::stdout();
    writeln!(out, "\n{:34} {:>10} {:>10} {:>10}   found", "search", "median us", "p99 us", "max us")?;
    let mut all = Vec::new();
    for class in &CLASSES {
        let mut rng = Rng(class.name.len() as u64);
        let asked: Vec<Asked> = (0..QUERIES).filter_map(|_| (class.ask)(world, &mut rng)).collect();
        let mut found = 0;
        let mut times = Vec::new();
        for asked in &asked {
            let start = Instant::now();
            let hits = black_box(index.search(black_box(&asked.text), LIMIT));
            times.push(start.elapsed());
            found += usize::from(hits.iter().any(|hit| asked.accepts(&world.people[hit.id as usize])));
        }
        all.extend_from_slice(&times);
        report(class.name, &mut times, Some((found, asked.len())))?;
    }
    report("all searches", &mut all, None)?;
    report_scan(world)
}

/// The baseline: every typed word has to stand somewhere in the text, letter by letter.
fn report_scan(world: &World) -> io::Result<()> {
    let texts: Vec<String> = world.people.iter().map(Person::lower_case_text).collect();
    let mut all = Vec::new();
    for class in &CLASSES {
        let mut rng = Rng(class.name.len() as u64);
        for asked in (0..SCANS).filter_map(|_| (class.ask)(world, &mut rng)) {
            let start = Instant::now();
            let words: Vec<String> = asked.text.split_whitespace().map(str::to_lowercase).collect();
            let hits: Vec<usize> =
                (0..texts.len()).filter(|at| words.iter().all(|word| texts[*at].contains(word.as_str()))).collect();
            black_box(hits);
            all.push(start.elapsed());
        }
    }
    report("plain scan, the same questions", &mut all, None)
}

fn report(what: &str, times: &mut [Duration], found: Option<(usize, usize)>) -> io::Result<()> {
    times.sort_unstable();
    let at = |per_mille: usize| {
        times.get(times.len().saturating_sub(1) * per_mille / 1000).map_or(0.0, |t| t.as_secs_f64() * 1e6)
    };
    let found = found.map_or_else(String::new, |(found, asked)| format!("{found}/{asked}"));
    writeln!(io::stdout(), "{what:34} {:10.1} {:10.1} {:10.1}   {found}", at(500), at(990), at(1000))
}

/// Bytes of this process in memory; nought where the system doesn't tell.
fn resident_bytes() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").ok();
    let pages = pages.and_then(|text| text.split_whitespace().nth(1)?.parse::<usize>().ok());
    pages.unwrap_or_default() * PAGE_BYTES
}

/// A way to half remember somebody.
struct Class {
    name: &'static str,
    ask: fn(&World, &mut Rng) -> Option<Asked>,
}

/// What is typed, and the name of whoever is meant; an empty name accepts anybody.
struct Asked {
    text: String,
    meant: String,
}

impl Asked {
    fn accepts(&self, person: &Person) -> bool {
        self.meant.is_empty() || person.name == self.meant
    }
}

const CLASSES: [Class; 15] = [
    Class { name: "exact name", ask: |world, rng| world.ask(rng, |person, _| Some(person.name.clone())) },
    Class {
        name: "surname alone, as typed",
        ask: |world, rng| world.ask_any(rng, |person, _| Some(person.surname().to_owned())),
    },
    Class { name: "first letters of both names", ask: |world, rng| world.ask(rng, |person, _| person.beginnings(4)) },
    Class {
        name: "three letters",
        ask: |world, rng| world.ask_any(rng, |person, _| Some(person.name.chars().take(3).collect())),
    },
    Class {
        name: "two letters",
        ask: |world, rng| world.ask_any(rng, |person, _| Some(person.name.chars().take(2).collect())),
    },
    Class {
        name: "one letter",
        ask: |_, rng| Some(Asked { text: rng.one_of(&ALPHABET).to_string(), meant: String::new() }),
    },
    Class { name: "initial and surname", ask: |world, rng| world.ask(rng, |person, _| person.initialled()) },
    Class { name: "part of a name", ask: |world, rng| world.ask_any(rng, |person, _| person.middle()) },
    Class { name: "without accents", ask: |world, rng| world.ask(rng, |person, _| person.without_accents()) },
    Class { name: "one typing error", ask: |world, rng| world.ask(rng, |person, rng| person.mistyped(rng)) },
    Class { name: "in Latin letters", ask: |world, rng| world.ask(rng, |person, _| person.latin.clone()) },
    Class { name: "name and organisation", ask: |world, rng| world.ask(rng, |person, _| person.with_org()) },
    Class { name: "org: and role", ask: |world, rng| world.ask_any(rng, |person, _| person.org_and_role()) },
    Class {
        name: "very common words",
        ask: |_, rng| {
            Some(Asked { text: format!("{} {}", rng.one_of(&ROLES), rng.one_of(&REGIONS)), meant: String::new() })
        },
    },
    Class {
        name: "nobody",
        ask: |_, rng| {
            Some(Asked { text: format!("{}{}zqx", rng.one_of(&LATIN), rng.one_of(&LATIN)), meant: String::new() })
        },
    },
];

/// Invented people.
struct World {
    people: Vec<Person>,
}

/// One of them.
struct Person {
    name: String,
    /// The name in Latin letters, where it is in another script.
    latin: Option<String>,
    org: String,
    role: String,
    words: [&'static str; 3],
}

impl World {
    fn compose(people: usize) -> Self {
        let mut rng = Rng(1);
        let given: Vec<String> = (0..GIVEN_NAMES).map(|_| rng.latin_name(2)).collect();
        let surnames: Vec<String> = (0..SURNAMES).map(|_| rng.surname()).collect();
        let orgs: Vec<String> = (0..ORGS).map(|_| format!("{} {}", rng.latin_name(3), rng.one_of(&KINDS))).collect();
        let mut person = |_| {
            let (name, latin) = match rng.below(20) {
                0 => rng.name_in(&CYRILLIC, " "),
                1 => rng.name_in(&GREEK, " "),
                2 => rng.name_in(&HAN, ""),
                3 => rng.name_in(&DEVANAGARI, " "),
                _ => (format!("{} {}", rng.often_first(&given), rng.often_first(&surnames)), None),
            };
            let role = format!("{} {}", rng.one_of(&RANKS), rng.one_of(&ROLES));
            let words = [*rng.one_of(&TOPICS), *rng.one_of(&TOPICS), *rng.one_of(&REGIONS)];
            Person { name, latin, org: rng.often_first(&orgs).clone(), role, words }
        };
        Self { people: (0..people).map(&mut person).collect() }
    }

    /// Asks for one person who can be asked for so.
    fn ask(&self, rng: &mut Rng, how: impl Fn(&Person, &mut Rng) -> Option<String>) -> Option<Asked> {
        (0..TRIES).find_map(|_| {
            let person = rng.one_of(&self.people);
            Some(Asked { text: how(person, rng)?, meant: person.name.clone() })
        })
    }

    /// Asks as for one person, content with anybody.
    fn ask_any(&self, rng: &mut Rng, how: impl Fn(&Person, &mut Rng) -> Option<String>) -> Option<Asked> {
        let asked = self.ask(rng, how)?;
        Some(Asked { meant: String::new(), ..asked })
    }
}

impl Person {
    fn put(&self, index: &mut PeopleIndex, id: u32) {
        index.put(id, &Described { name: &self.name, org: &self.org, role: &self.role, words: &self.words });
    }

    fn text_bytes(&self) -> usize {
        self.name.len() + self.org.len() + self.role.len() + self.words.iter().map(|word| word.len()).sum::<usize>()
    }

    fn lower_case_text(&self) -> String {
        [self.name.as_str(), &self.org, &self.role, &self.words.join(" ")].join(" ").to_lowercase()
    }

    fn surname(&self) -> &str {
        self.name.rsplit(' ').next().unwrap_or_default()
    }

    fn beginnings(&self, letters: usize) -> Option<String> {
        let (given, surname) = self.name.split_once(' ')?;
        let first = |name: &str| name.chars().take(letters).collect::<String>();
        Some(format!("{} {}", first(surname), first(given)))
    }

    fn initialled(&self) -> Option<String> {
        let (given, surname) = self.name.split_once(' ')?;
        Some(format!("{}. {surname}", given.chars().next()?))
    }

    fn middle(&self) -> Option<String> {
        let letters: Vec<char> = self.surname().chars().collect();
        (letters.len() >= 6).then(|| letters[1..5].iter().collect())
    }

    fn without_accents(&self) -> Option<String> {
        if self.name.is_ascii() || self.latin.is_some() {
            return None;
        }
        let plain = |c| ACCENTS.iter().find(|(accented, _)| *accented == c).map_or(c, |(_, plain)| *plain);
        Some(self.name.to_lowercase().chars().map(plain).collect())
    }

    /// The surname with a letter swapped, left out, put in or replaced.
    fn mistyped(&self, rng: &mut Rng) -> Option<String> {
        let (given, surname) = self.name.split_once(' ')?;
        let mut letters: Vec<char> = surname.chars().collect();
        if letters.len() < 5 {
            return None;
        }
        let at = 1 + rng.below(letters.len() - 2);
        match rng.below(4) {
            0 => letters.swap(at, at + 1),
            1 => drop(letters.remove(at)),
            2 => letters.insert(at, 'e'),
            _ => letters[at] = 'e',
        }
        Some(format!("{given} {}", letters.iter().collect::<String>()))
    }

    fn with_org(&self) -> Option<String> {
        let given = self.name.split(' ').next()?;
        Some(format!("{given} {}", self.org.split(' ').next()?))
    }

    fn org_and_role(&self) -> Option<String> {
        Some(format!("org:{} {}", self.org.split(' ').next()?, self.role.split(' ').next_back()?))
    }
}

/// SplitMix64.
struct Rng(u64);

impl Rng {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// Some names are borne by many, most by few.
    fn often_first<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        let bound = 1 + self.below(all.len());
        &all[self.below(bound)]
    }

    fn latin_name(&mut self, syllables: usize) -> String {
        let count = syllables + self.below(2);
        let name: String = (0..count).map(|_| *self.one_of(&LATIN)).collect();
        name.chars().take(1).flat_map(char::to_uppercase).chain(name.chars().skip(1)).collect()
    }

    fn surname(&mut self) -> String {
        let name = self.latin_name(2);
        format!("{name}{}", self.one_of(&ENDINGS))
    }

    /// A name of two words in another script, and the same in Latin letters.
    fn name_in(&mut self, syllables: &[(&str, &str)], space: &str) -> (String, Option<String>) {
        let mut words = [String::new(), String::new()];
        let mut latin = words.clone();
        for at in 0..2 {
            let count = if space.is_empty() { 1 + at } else { 2 + self.below(2) };
            for _ in 0..count {
                let (own, sound) = self.one_of(syllables);
                words[at].push_str(own);
                latin[at].push_str(sound);
            }
        }
        (words.join(space), Some(latin.join(" ")))
    }
}

const LATIN: [&str; 64] = [
    "ba", "be", "bri", "ca", "chi", "da", "de", "dor", "el", "en", "fa", "fe", "ga", "gre", "ha", "hel", "in", "is",
    "ja", "jo", "ka", "ke", "kri", "la", "le", "lin", "lu", "ma", "mar", "mi", "mo", "na", "ne", "no", "o", "ol", "pa",
    "pe", "pri", "ra", "re", "ri", "ro", "sa", "se", "si", "so", "sta", "ta", "te", "to", "u", "va", "ve", "wa", "wi",
    "ya", "za", "é", "ö", "ü", "ør", "ñe", "ça",
];
const ENDINGS: [&str; 16] =
    ["", "s", "n", "sen", "son", "er", "mann", "ova", "ski", "ez", "ini", "feld", "berg", "dottir", "stein", "oğlu"];
const CYRILLIC: [(&str, &str); 12] = [
    ("ма", "ma"),
    ("ри", "ri"),
    ("на", "na"),
    ("дми", "dmi"),
    ("три", "tri"),
    ("ва", "va"),
    ("си", "si"),
    ("ли", "li"),
    ("оль", "ol"),
    ("га", "ga"),
    ("нов", "nov"),
    ("ский", "sky"),
];
const GREEK: [(&str, &str); 10] = [
    ("μα", "ma"),
    ("ρι", "ri"),
    ("α", "a"),
    ("νι", "ni"),
    ("κος", "kos"),
    ("πα", "pa"),
    ("δό", "do"),
    ("που", "pou"),
    ("λος", "los"),
    ("γε", "ge"),
];
const HAN: [(&str, &str); 12] = [
    ("李", "li"),
    ("伟", "wei"),
    ("王", "wang"),
    ("芳", "fang"),
    ("张", "zhang"),
    ("敏", "min"),
    ("刘", "liu"),
    ("静", "jing"),
    ("陈", "chen"),
    ("丽", "li"),
    ("明", "ming"),
    ("杨", "yang"),
];
const DEVANAGARI: [(&str, &str); 10] = [
    ("रा", "ra"),
    ("जे", "je"),
    ("प्रि", "pri"),
    ("या", "ya"),
    ("मी", "mi"),
    ("ना", "na"),
    ("सु", "su"),
    ("नी", "ni"),
    ("ता", "ta"),
    ("दे", "de"),
];
const ACCENTS: [(char, char); 7] = [('é', 'e'), ('ö', 'o'), ('ü', 'u'), ('ø', 'o'), ('ñ', 'n'), ('ç', 'c'), ('ğ', 'g')];
const ALPHABET: [char; 12] = ['a', 'b', 'e', 'j', 'm', 'p', 's', 'x', 'é', 'м', '李', 'μ'];
const KINDS: [&str; 8] =
    ["Foundation", "Institute", "University", "GmbH", "Health", "Trust, Inc.", "& Co. KG", "Network"];
const RANKS: [&str; 8] = ["Head of", "Senior", "Junior", "Director,", "Chief", "Assistant", "Deputy", "Lead"];
const ROLES: [&str; 12] = [
    "Programme Officer",
    "Engineer",
    "Research",
    "Communications",
    "Finance",
    "Operations",
    "Adviser",
    "Analyst",
    "Water",
    "Grants & Learning",
    "Policy",
    "Fundraising",
];
const TOPICS: [&str; 16] = [
    "water",
    "solar",
    "health",
    "education",
    "housing",
    "soil",
    "refugees",
    "forests",
    "law",
    "data",
    "energy",
    "fisheries",
    "nutrition",
    "journalism",
    "youth",
    "music",
];
const REGIONS: [&str; 10] =
    ["Kenya", "Peru", "Bavaria", "Nepal", "Iberia", "Oslo", "Quebec", "Cairo", "Delta", "Sahel"];

const PEOPLE: usize = 200_000;
const GIVEN_NAMES: usize = 5_000;
const SURNAMES: usize = 60_000;
const ORGS: usize = 20_000;
const QUERIES: usize = 300;
const SCANS: usize = 10;
const CHANGES: usize = 20_000;
const TRIES: usize = 10_000;
const LIMIT: usize = 20;
const PAGE_BYTES: usize = 4096;
