//! What left about each of a story's people, word for word as `stn me ledger` tells them: no more and no less.

use serde_json::Value;
use stn_node::demo::valley::{Alert, Asking, Hiring, Valley};

/// What is said of every offer that left after a question.
const FAR: &str = "It said how many steps away somebody is and how strong the weakest tie is, and named neither of you";

/// A member's name, and every sentence of the ledger.
type Ledger = (&'static str, Vec<String>);

/// Lucía asked, Nadia and Henrike passed on, Matthias answered.
pub(super) fn of_the_first_story(told: &Value) {
    let asking = Valley::load().first_funder.asking;
    let (note, blurb) = (asking.note.as_str(), asking.offer.words.as_str());
    let (home, kind) = ("Hillside Commons", "an introduction");
    let passed = |at: usize, to: &str| passed_on(home, kind, to, &asking.approvals[at].words);
    // Lindenhof and Hillside are no partners.
    let unknown = "Hillside Commons, name not verified";
    let asked = "You asked for an introduction. The question went to 2 partner organisations, without your name.";

    let lucia = [
        tied("Nadia Rahmani at Riverbend Trust", "Lucía Ferrer"),
        asked.to_owned(),
        request_sent(kind, "Nadia Rahmani at Riverbend Trust", note),
    ];
    let nadia = vec![
        tied("Lucía Ferrer at Hillside Commons", "Nadia Rahmani"),
        passed(0, "Henrike Solberg, your colleague"),
        led_to_answer(home, kind),
    ];
    let henrike = [
        tied("Matthias Ebner at Lindenhof Foundation", "Henrike Solberg"),
        passed(1, "Matthias Ebner at Lindenhof Foundation"),
        led_to_answer(home, kind),
    ];
    let matthias = vec![
        evaluated(4, "Riverbend Trust"),
        evaluated(3, unknown),
        tied("Henrike Solberg at Riverbend Trust", "Matthias Ebner"),
        offered(unknown, kind, "to Jonas Weidt", blurb),
        answered(unknown, kind, "Jonas Weidt"),
    ];
    let expected = [
        ("Lucía Ferrer", with_evaluated(2, &["Riverbend Trust", "Weavers' Guild"], &lucia)),
        ("Nadia Rahmani", nadia),
        ("Henrike Solberg", with_evaluated(1, &[home, "Lindenhof Foundation", "Weavers' Guild"], &henrike)),
        ("Matthias Ebner", matthias),
    ];
    assert_ledgers(told, &expected);
}

/// Tom sent a job and asked, six people carried the job, two of them the request too, Samir and Ruth answered.
pub(super) fn of_the_second_story(told: &Value) {
    let Hiring { alert, asking, .. } = Valley::load().hiring;
    let (note, blurb) = (asking.note.as_str(), asking.offer.words.as_str());
    let asked = "You asked for an appraisal. The question went to 1 partner organisation, without your name.";
    let sent = "An alert for people who fit went, in clear and with your signature, to Gwenllian Pryce, your colleague; \
                Kerensa Trevanion, your colleague.";
    let replied = "You answered an alert of Saltmarsh Housing Co-op for people who fit. The answer and your card are \
                   sealed for the one who sent it.";

    let tom = vec![
        sent.to_owned(),
        asked.to_owned(),
        request_sent("an appraisal", "Kerensa Trevanion, your colleague", note),
    ];
    let ruth =
        [offered(COOP, "an appraisal", "of Samir Haddad", blurb), answered(COOP, "an appraisal", "Samir Haddad")];
    let mut expected = carriers(&alert, &asking);
    expected.extend([
        ("Tom Brandt", tom),
        ("Samir Haddad", with_evaluated(1, &GUILDS_PARTNERS, &[replied.to_owned()])),
        ("Ruth Adeyemi", with_evaluated(4, &[COOP, "Weavers' Guild"], &ruth)),
    ]);
    assert_ledgers(told, &expected);
}

const COOP: &str = "Saltmarsh Housing Co-op";
const GUILDS_PARTNERS: [&str; 4] = [COOP, "Hillside Commons", "Riverbend Trust", "Open Orchard"];

/// Those between Tom and who answers him. The way over Cormac and Agnieszka led to no answer.
fn carriers(alert: &Alert, asking: &Asking) -> Vec<Ledger> {
    let handed = |at: usize, to: &str| passed_on(COOP, "people who fit", to, &alert.passes[at].words);
    let passed = |at: usize, to: &str| passed_on(COOP, "an appraisal", to, &asking.approvals[at].words);
    let led = |kind: &str| led_to_answer(COOP, kind);
    let (kofi, maeve) = ("Kofi Ampadu at Weavers' Guild", "Maeve Kinsella at Open Orchard");
    let agnieszka = "Agnieszka Rudzka at Weavers' Guild";

    let of_gwenllian = [tied(kofi, "Gwenllian Pryce"), handed(0, kofi), led("people who fit")];
    let of_kofi = [
        tied("Gwenllian Pryce at Saltmarsh Housing Co-op", "Kofi Ampadu"),
        handed(1, "Samir Haddad, your colleague"),
        led("people who fit"),
    ];
    let of_kerensa = [tied(maeve, "Kerensa Trevanion"), handed(2, maeve), passed(0, maeve), led("an appraisal")];
    let of_maeve = [
        tied("Kerensa Trevanion at Saltmarsh Housing Co-op", "Maeve Kinsella"),
        handed(3, "Cormac Delahunt, your colleague"),
        passed(1, "Ruth Adeyemi, your colleague"),
        led("an appraisal"),
    ];
    let of_cormac = [tied(agnieszka, "Cormac Delahunt"), handed(4, agnieszka)];
    let of_agnieszka =
        [tied("Cormac Delahunt at Open Orchard", "Agnieszka Rudzka"), handed(5, "Samir Haddad, your colleague")];
    vec![
        ("Gwenllian Pryce", with_evaluated(1, &["Open Orchard", "Weavers' Guild"], &of_gwenllian)),
        ("Kofi Ampadu", with_evaluated(3, &GUILDS_PARTNERS, &of_kofi)),
        ("Kerensa Trevanion", with_evaluated(7, &["Open Orchard", "Weavers' Guild"], &of_kerensa)),
        ("Maeve Kinsella", with_evaluated(1, &[COOP, "Weavers' Guild"], &of_maeve)),
        ("Cormac Delahunt", with_evaluated(4, &[COOP, "Weavers' Guild"], &of_cormac)),
        ("Agnieszka Rudzka", with_evaluated(1, &GUILDS_PARTNERS, &of_agnieszka)),
    ]
}

/// What left in the story, and before it the member's handles to be evaluated for each of these organisations.
fn with_evaluated(handles: usize, origins: &[&str], left: &[String]) -> Vec<String> {
    origins.iter().map(|origin| evaluated(handles, origin)).chain(left.iter().cloned()).collect()
}

/// Every ledger of the account holds these sentences and no other, and there is no ledger beside them.
fn assert_ledgers(told: &Value, expected: &[Ledger]) {
    let ledgers = told["ledgers"].as_array().unwrap();
    let mut found: Vec<(String, Vec<String>)> = ledgers.iter().map(read).collect();
    let sorted = |(who, left): &Ledger| {
        let mut left = left.clone();
        left.sort();
        ((*who).to_owned(), left)
    };
    let mut expected: Vec<(String, Vec<String>)> = expected.iter().map(sorted).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected, "{found:#?}");
}

/// A ledger without the digits of keys, which differ from run to run. What left in the setting up has no fixed order.
fn read(ledger: &Value) -> (String, Vec<String>) {
    let left = ledger["left"].as_array().unwrap();
    let mut left: Vec<String> = left.iter().map(|sentence| without_keys(sentence.as_str().unwrap())).collect();
    left.sort();
    (ledger["who"].as_str().unwrap().to_owned(), left)
}

/// Takes the first digits of an organisation's key, in brackets, out of a sentence.
fn without_keys(sentence: &str) -> String {
    let is_key = |digits: &str| digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let mut kept = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once(" (") {
        kept.push_str(before);
        rest = match after.split_once(')') {
            Some((digits, behind)) if is_key(digits) => behind,
            Some(_) | None => {
                kept.push_str(" (");
                after
            }
        };
    }
    kept + rest
}

fn request_sent(kind: &str, first: &str, note: &str) -> String {
    format!(
        "Your request for {kind} and a sealed letter went to {first}, who saw that they came from you. Everybody on the \
         path could read your note: {}.",
        quote(note)
    )
}

fn passed_on(origin: &str, kind: &str, to: &str, words: &str) -> String {
    format!(
        "You said yes to a request of {origin} for {kind}: it went on to {to}, who saw that it came from you, with your \
         words {}. Your card lies sealed at your node, and goes to the one who asked only with an answer.",
        quote(words)
    )
}

fn led_to_answer(origin: &str, kind: &str) -> String {
    format!(
        "A request of {origin} for {kind} that you passed on led to an answer. Your card went back with it, sealed for \
         the one who asked."
    )
}

fn answered(origin: &str, kind: &str, whom: &str) -> String {
    format!(
        "You answered a letter from {origin} for {kind}, about {whom}. The answer and your card are sealed for the one \
         who asked."
    )
}

fn offered(origin: &str, kind: &str, whom: &str, blurb: &str) -> String {
    format!(
        "You said yes to {origin}, which asked for {kind} {whom}: an offer left. {FAR}, with your words {}.",
        quote(blurb)
    )
}

fn tied(with: &str, whose: &str) -> String {
    let valley = Valley::load();
    let (org, member) = valley.memberships().find(|(_, member)| member.name.as_str() == whose).unwrap();
    format!(
        "Your card and certificate went to {with}, to tie a bridge. The card: {whose}, {}, {}, {}.",
        *member.role, org.name, *member.contact
    )
}

fn evaluated(handles: usize, origin: &str) -> String {
    let count = match handles {
        1 => "1 address, number or profile".to_owned(),
        many => format!("{many} addresses, numbers and profiles"),
    };
    format!(
        "{count} of your contacts, or your own, went to {origin} in a form nobody there can read, so that its questions \
         can find them."
    )
}

/// A text on one line.
fn quote(text: &str) -> String {
    format!("“{}”", text.replace('\n', " "))
}
