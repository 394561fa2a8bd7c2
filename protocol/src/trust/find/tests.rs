//! What a person may expect who half remembers a name, and a slow plain model that says the same.

use proptest::prelude::*;

use super::nearness::nearness;
use super::*;

const NOBODY: [u32; 0] = [];

fn named(names: &[&str]) -> PeopleIndex {
    let mut index = PeopleIndex::default();
    for (id, name) in (0..).zip(names) {
        index.put(id, &Described { name, ..Described::default() });
    }
    index
}

fn found(index: &PeopleIndex, text: &str) -> Vec<u32> {
    index.search(text, 20).iter().map(|hit| hit.id).collect()
}

fn finds(name: &str, text: &str) -> bool {
    !named(&[name]).search(text, 5).is_empty()
}

#[test]
fn words_are_found_in_any_order_and_while_they_are_typed() {
    let index = named(&["Jonas Weidt", "Jonas Brandt", "Ana Ferrer"]);

    assert_eq!(found(&index, "weidt jonas"), [0]);
    assert_eq!(found(&index, "jon"), [0, 1]);
    assert_eq!(found(&index, "jo we"), [0]);
    assert_eq!(found(&index, "Weidt, Jonas"), [0]);
    assert_eq!(found(&index, "jonas ferrer"), NOBODY);
}

#[test]
fn an_initial_stands_for_a_name_on_either_side() {
    let index = named(&["Jonas Weidt", "J. Weidt", "Tom Weidt"]);

    assert_eq!(found(&index, "J. Weidt"), [1, 0]);
    assert_eq!(found(&index, "Jonas Weidt"), [0, 1]);
    assert_eq!(found(&index, "jonas"), [0]);
}

#[test]
fn accents_and_umlauts_are_forgiven_on_either_side() {
    for family in [
        &["Lucía", "Lucia", "LUCIA", "Luci\u{301}a"][..],
        &["Sørby", "Sorby", "Soerby", "Sörby"],
        &["Jörg Weißenfels", "Jorg Weissenfels", "Joerg Weissenfels", "JÖRG WEIẞENFELS"],
        &["Müller", "Mueller", "Muller"],
        &["Ayşe Öztürk", "Ayse Ozturk"],
        &["Łukasz", "Lukasz"],
        &["İbrahim Işık", "Ibrahim Isik", "ibrahim ışık"],
        &["Éloïse d'Arcy", "Eloise Darcy", "eloise d’arcy"],
        &["Nguyễn Văn Đức", "Nguyen Van Duc"],
    ] {
        for name in family {
            for asked in family {
                assert!(finds(name, asked), "{asked} for {name}");
            }
        }
    }
}

#[test]
fn other_scripts_are_found_as_written_and_in_latin_letters() {
    for (name, asked) in [
        ("李伟", &["李伟", "李", "伟", "li wei", "Wei Li", "liwei", "伟 李"][..]),
        ("王小明", &["xiaoming wang", "王小明", "小明", "wang xiao"]),
        ("Дмитрий Иванов", &["dmitri", "dmitry", "Dmitriy Ivanov", "дмитрий", "ДМИТРИЙ", "Дмитр"]),
        ("Юлия Хрущёва", &["yulia", "julia", "Юлия", "Хрущева", "khrushcheva"]),
        ("محمد الحسن", &["mohammed", "muhammad", "mohamed", "محمد", "مُحَمَّد"]),
        ("خالد يوسف", &["khalid", "khaled", "yusuf", "youssef", "خالد"]),
        ("דוד כהן", &["david", "דוד", "דָּוִד", "cohen", "kohen"]),
        ("Γιώργος Παπαδόπουλος", &["giorgos", "papadopoulos", "Γιωργος", "ΓΙΏΡΓΟΣ"]),
        ("राजेश शर्मा", &["rajesh", "राजेश", "sharma", "राजे"]),
        ("प्रिया", &["priya", "प्रिया"]),
        ("김민수", &["김민수", "민수", "min su"]),
        ("たなか ゆい", &["tanaka", "たなか", "yui"]),
        ("Dmitry Ivanov", &["дмитрий", "Иванов"]),
        ("Mohammed Hassan", &["محمد", "حسن"]),
    ] {
        for asked in asked {
            assert!(finds(name, asked), "{asked} for {name}");
        }
        assert!(!finds(name, "bertelsmann"), "bertelsmann for {name}");
    }
}

#[test]
fn a_typing_error_is_forgiven_in_longer_words() {
    for asked in ["weidt", "wiedt", "wedt", "weeidt", "weixt"] {
        assert!(finds("Jonas Weidt", asked), "{asked}");
    }
    for asked in ["papadopolous", "papadoupolos", "papadoppulos"] {
        assert!(finds("Papadopoulos", asked), "{asked}");
    }
    assert!(!finds("Ana", "anx"));
    assert!(!finds("Weidt", "waixt"));
}

#[test]
fn parts_of_three_letters_are_found() {
    assert!(finds("Weissenfels", "fels"));
    assert!(finds("Weissenfels", "sen"));
    assert!(!finds("Weissenfels", "fe"));
    assert!(finds("Tomás Villarreal-Ng", "villarrealng"));
    assert!(finds("Tomás Villarreal-Ng", "ng villarreal"));
    assert!(finds("Al-Hassan", "alhassan"));
}

#[test]
fn the_nearest_come_first() {
    let index =
        named(&["Jonas Peter Weidt", "Jonas Weidtmann", "Jonas Wiedt", "Jonas Weidt", "Jonas Weidt", "Jonas Schweidt"]);

    assert_eq!(found(&index, "jonas weidt"), [3, 4, 0, 1, 5, 2]);
    assert_eq!(index.search("jonas weidt", 2).len(), 2);
}

#[test]
fn other_fields_are_found_for_less_and_alone_if_asked() {
    let mut index = named(&["River Okonjo"]);
    index.put(
        7,
        &Described { name: "Ana Ferrer", org: "River Foundation", role: "Head of Grants", words: &["Solar", "Kenya"] },
    );

    assert_eq!(found(&index, "river"), [0, 7]);
    assert_eq!(found(&index, "org:river"), [7]);
    assert_eq!(found(&index, "ORG:river ana"), [7]);
    assert_eq!(found(&index, "name:river"), [0]);
    assert_eq!(found(&index, "kenya grants"), [7]);
    assert_eq!(found(&index, "region:kenya"), [7]);
    assert_eq!(found(&index, "role:river"), NOBODY);
    let why = index.search("ana kenya", 1)[0].why;
    assert!(why.has(Field::Name) && why.has(Field::Words) && !why.has(Field::Org));
}

#[test]
fn a_person_is_replaced_and_taken_out_wholly() {
    let mut index = named(&["Jonas Weidt", "Ana Ferrer"]);
    index.put(0, &Described { name: "Tom Brandt", ..Described::default() });

    assert_eq!(found(&index, "jonas"), NOBODY);
    assert_eq!(found(&index, "brandt"), [0]);
    assert!(index.remove(0));
    assert!(!index.remove(0));
    assert_eq!(found(&index, "brandt"), NOBODY);
    assert_eq!(index.len(), 1);
}

#[test]
fn odd_texts_are_bounded_and_find_nothing_odd() {
    let long = "a".repeat(10_000);
    let signs = "李".repeat(10_000);
    let marks = "\u{301}".repeat(10_000);
    let many = "jonas weidt ".repeat(5_000);
    let index =
        named(&["Jun 🌱 Ikeda", &long, &signs, &marks, "", "\u{0}\u{1b}\u{202e}", "ﷺﷺﷺ", "Wei\u{ad}dt\u{202e}"]);

    for asked in ["", " ", "🌱", "\u{0}", ":", "org:", "org::", "-", "'", "\u{301}"] {
        assert_eq!(found(&index, asked), NOBODY, "{asked:?}");
    }
    for asked in [long.as_str(), signs.as_str(), marks.as_str(), many.as_str(), "a", "ﷺ"] {
        assert!(found(&index, asked).len() <= 8);
    }
    assert_eq!(found(&index, "jun ikeda"), [0]);
    assert_eq!(found(&index, "weidt"), [7]);
    assert!(index.search("a", 0).is_empty());
    assert!(index.memory_bytes() < 100_000);
}

#[test]
fn an_index_never_prints_names() {
    let index = named(&["Jonas Weidt"]);

    assert_eq!(format!("{index:?}"), "PeopleIndex { people: 1, .. }");
}

#[test]
fn names_agree_if_they_may_be_one_persons() {
    for (a, b) in [
        ("Jonas Weidt", "Weidt, Jonas"),
        ("J. Weidt", "Jonas Weidt"),
        ("Dr. Jonas Weidt, PhD", "Jonas Weidt"),
        ("Jonas", "Jonas Weidt"),
        ("Jonas Weidt", "Jonas Wiedt"),
        ("Jörg Weißenfels", "Joerg Weissenfels"),
        ("Дмитрий Иванов", "Dmitry Ivanov"),
        ("李伟", "Wei Li"),
        ("محمد", "Mohammed"),
        ("Tomás Villarreal-Ng", "Tomas Villarreal Ng"),
        ("Al-Hassan", "Alhassan"),
        ("Priscilla Wren, PhD, MPH", "Priscilla Wren"),
        ("", "Ana Ferrer"),
        ("🌱", "Ana Ferrer"),
    ] {
        assert!(names_agree(a, b), "{a} / {b}");
        assert!(names_agree(b, a), "{b} / {a}");
    }
    for (a, b) in [
        ("Ana Ferrer", "Tom Brandt"),
        ("Ana Ferrer", "Ana Brandt"),
        ("Jonas Weidt", "Jonas Weidtmann"),
        ("J. Weidt", "Tom Weidt"),
        ("李伟", "王芳"),
    ] {
        assert!(!names_agree(a, b), "{a} / {b}");
        assert!(!names_agree(b, a), "{b} / {a}");
    }
}

/// The rules without an index: every spelling of every asked word against every spelling of every word.
mod model {
    use super::*;
    use crate::trust::find::fold::{Spelling, spellings};

    pub(super) fn search(people: &[(u32, Person)], text: &str) -> Vec<(Reverse<u32>, u32)> {
        let asked = asked_words(text);
        let mut hits = Vec::new();
        for (id, person) in people {
            let (texts, name_words) = texts_of(&person.described());
            let worths: Option<Vec<(u32, bool)>> =
                asked.iter().map(|word| best(word, &texts, asked.len() < 2)).collect();
            let Some(worths) = worths.filter(|worths| !worths.is_empty()) else { continue };
            let points: u32 = worths.iter().map(|(points, _)| points).sum();
            let in_name = worths.iter().filter(|(_, in_name)| *in_name).count() as u32;
            let complete = if in_name == 0 { 0 } else { 15 - u32::from(name_words).saturating_sub(in_name).min(15) };
            hits.push((Reverse(points * 16 + complete), *id));
        }
        hits.sort_unstable();
        hits
    }

    /// The most points that a person's words give for one asked word, and whether a name gave them.
    fn best(asked: &AskedWord, texts: &[(String, Field)], alone: bool) -> Option<(u32, bool)> {
        let worth = |(text, field): &(String, Field)| {
            let near = nearest(&asked.spellings, &spellings(text))?;
            let points = u32::from(near.points());
            let may = asked.only.is_none_or(|only| only == *field);
            let initial_may = near != Nearness::Initial || (!alone && *field == Field::Name);
            let worth = match field {
                Field::Name => (points, true),
                Field::Org => (points * 60 / 100, false),
                Field::Role | Field::Words => (points * 55 / 100, false),
            };
            (may && initial_may).then_some(worth)
        };
        texts.iter().filter_map(worth).max()
    }

    fn nearest(asked: &[Spelling], held: &[Spelling]) -> Option<Nearness> {
        asked.iter().flat_map(|asked| held.iter().filter_map(move |held| nearness(asked, &held.text, held.kind))).max()
    }
}

#[derive(Clone, Debug)]
struct Person {
    name: String,
    org: String,
    role: String,
    words: Vec<String>,
}

impl Person {
    fn described(&self) -> Described<'_> {
        Described { name: &self.name, org: &self.org, role: &self.role, words: &[] }
    }

    fn put(&self, index: &mut PeopleIndex, id: u32) {
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        index.put(id, &Described { words: &words, ..self.described() });
    }
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[abeJ]{1,4}",
        2 => "[ab]{6,10}",
        3 => prop::sample::select(vec![
            "Müller", "Mueller", "Muller", "Milner", "Jonas", "Jonah", "J.", "Weidt", "Wiedt", "Weißenfels", "Sørby", "Soerby",
            "李伟", "李", "li", "wei", "Дмитрий", "dmitry", "Юлия", "julia", "محمد", "mohammed", "muhammad", "דוד", "david",
            "Γιώργος", "राजेश", "rajesh", "Al-Hassan", "d'Arcy", "김민수", "papadopoulos", "papadopolous",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,8}",
    ]
}

fn text(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 0..=most).prop_map(|words| words.join(" "))
}

fn person() -> impl Strategy<Value = Person> {
    (text(3), text(1), text(1)).prop_map(|(name, org, role)| Person { name, org, role, words: Vec::new() })
}

fn query() -> impl Strategy<Value = String> {
    prop_oneof![8 => text(2), 1 => word().prop_map(|word| format!("org:{word}")), 1 => text(9)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_search_is_what_the_plain_rules_say(people in prop::collection::vec(person(), 0..40), asked in query()) {
        let people: Vec<(u32, Person)> = (0..).zip(people).collect();
        let mut index = PeopleIndex::default();
        for (id, person) in &people {
            person.put(&mut index, *id);
        }

        let hits: Vec<_> = index.search(&asked, 100).iter().map(|hit| (Reverse(hit.score.0), hit.id)).collect();

        prop_assert_eq!(hits, model::search(&people, &asked));
    }

    #[test]
    fn changes_leave_what_a_fresh_index_has(
        changes in prop::collection::vec((0_u32..12, prop::option::of(person())), 0..60),
        asked in query(),
    ) {
        let mut changed = PeopleIndex::default();
        let mut left = BTreeMap::new();
        for (id, person) in changes {
            match person {
                Some(person) => {
                    person.put(&mut changed, id);
                    left.insert(id, person);
                }
                None => prop_assert_eq!(changed.remove(id), left.remove(&id).is_some()),
            }
        }
        let mut fresh = PeopleIndex::default();
        for (id, person) in &left {
            person.put(&mut fresh, *id);
        }

        prop_assert_eq!(changed.search(&asked, 100), fresh.search(&asked, 100));
        prop_assert_eq!(changed.len(), fresh.len());
    }

    #[test]
    fn a_limit_only_cuts(people in prop::collection::vec(person(), 0..40), asked in query(), limit in 0_usize..10) {
        let mut index = PeopleIndex::default();
        for (id, person) in (0..).zip(&people) {
            person.put(&mut index, id);
        }

        let all = index.search(&asked, 100);

        prop_assert_eq!(&index.search(&asked, limit)[..], &all[..limit.min(all.len())]);
    }

    #[test]
    fn any_text_is_held_and_asked_without_harm(name in ".{0,300}", asked in ".{0,300}") {
        let index = named(&[&name]);
        prop_assert!(index.search(&asked, 10).len() <= 1);
    }

    #[test]
    fn agreement_has_no_order_and_every_name_agrees_with_itself(a in text(4), b in text(4)) {
        prop_assert!(names_agree(&a, &a));
        prop_assert_eq!(names_agree(&a, &b), names_agree(&b, &a));
    }

    #[test]
    fn errors_are_counted_as_by_the_whole_table(a in "[abcä]{0,12}", b in "[abcä]{0,12}", most in 1_usize..3) {
        let whole = strsim::osa_distance(&a, &b);
        let expected = (a.is_ascii() == b.is_ascii() && whole <= most).then_some(whole);
        prop_assert_eq!(nearness::errors_between(&a, &b, most), expected);
    }
}
