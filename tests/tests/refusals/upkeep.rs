//! Backups that are not whole, erasing and exporting, and what the doctor says, through the program itself.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::{Value, json};

use super::{House, Person, refused};

#[test]
fn a_truncated_altered_or_foreign_backup_is_refused_and_nothing_is_made() {
    let house = House::open();
    let place = |name: &str| house.dir.path().join(name).to_str().unwrap().to_owned();
    let (file, data) = (place("backup"), place("fresh"));
    house.node.admin(&["backup", &file]).done();
    let whole = fs::read(&file).unwrap();
    let mut altered = whole.clone();
    altered[whole.len() / 2] ^= 1;
    let broken = [
        (whole[..whole.len() - 9].to_vec(), "is cut short"),
        (altered, "was altered or damaged"),
        (b"stn backup, format 2\nmore".to_vec(), "was written by a newer stn"),
        (b"PK something else".to_vec(), "it is no stn backup"),
    ];

    for (bytes, sentence) in broken {
        fs::write(&file, bytes).unwrap();
        let said = house.elsewhere(&["restore", &file, "--data", &data]);
        refused(&said, sentence);
        assert!(said.says("nothing was restored"));
    }

    assert!(!house.dir.path().join("fresh").exists());
    fs::write(&file, whole).unwrap();
    house.elsewhere(&["restore", &file, "--data", &data]).done();
    assert_eq!(fs::metadata(format!("{data}/identity.key")).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(&data).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn a_node_is_erased_only_when_it_is_stopped_and_its_name_is_typed() {
    let mut house = House::open();

    refused(&house.node.admin(&["erase", "--yes"]), "another stn process is using the store");
    house.node.stop();
    refused(&house.node.admin(&["erase"]), "nothing was erased");
    assert!(house.node.data().join("identity.key").exists());
    house.node.admin(&["erase", "--yes"]).done();

    assert!(!house.node.data().exists());
}

#[test]
fn an_admins_export_holds_members_and_settings_and_no_contact() {
    let house = House::open();
    let nadia = house.member("Nadia");
    let csv = house.dir.path().join("people.csv");
    fs::write(&csv, "Notes:\n\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\nTom,Ashdown,,tom@quarry.example,Quarry,Chair,03 Mar 2021\n").unwrap();
    nadia.me(&["import", csv.to_str().unwrap(), "--rate", "all=know-well"]).done();
    let file = house.dir.path().join("export.json");

    house.node.admin(&["export", file.to_str().unwrap()]).done();
    let text = fs::read_to_string(&file).unwrap();
    let all: Value = serde_json::from_str(&text).unwrap();

    assert_eq!(all["members"][0]["name"], "Nadia");
    assert_eq!(all["settings"]["organisation"], "Riverbend");
    assert!(!text.contains("Ashdown") && !text.contains("tom@quarry.example"));
}

#[test]
fn a_member_exports_everything_and_erases_themself() {
    let mut house = House::open();
    let nadia = house.member("Nadia");
    let csv = house.dir.path().join("people.csv");
    fs::write(&csv, "Notes:\n\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\nTom,<b>Ashdown,,tom@quarry.example,Quarry,Chair,03 Mar 2021\n").unwrap();
    nadia.me(&["import", csv.to_str().unwrap(), "--rate", "all=know-well"]).done();
    nadia.me(&["note", "#1", "met at the quarry"]).done();
    tell_by_mail(&mut house, &nadia, "nadia@riverbend.example");
    let place = |name: &str| house.dir.path().join(name).to_str().unwrap().to_owned();
    let (json, html) = (place("me.json"), place("me.html"));

    nadia.me(&["export", &json]).done();
    nadia.me(&["export", &html]).done();
    assert_eq!(nadia.me(&["export", &place("me.txt")]).code, Some(2));
    refused(&nadia.me(&["export", &json]), "left as it is");
    let all: Value = serde_json::from_str(&fs::read_to_string(&json).unwrap()).unwrap();
    let page = fs::read_to_string(&html).unwrap();
    assert_eq!(all["node"]["people"][0]["name"], "Tom <b>Ashdown");
    assert_eq!(all["opened"]["notes"][0]["note"], "met at the quarry");
    assert!(all["device"]["member_seed"].is_null() && all["device"]["vault_key"].is_null());
    assert!(page.contains("Tom &lt;b&gt;Ashdown") && page.contains("met at the quarry"));
    assert_eq!(all["mail"]["address"], "nadia@riverbend.example");
    assert!(page.contains("nadia@riverbend.example"));
    assert!(!page.contains("<script") && !page.contains("src="));

    refused(&nadia.me(&["erase"]), "nothing was erased");
    nadia.me(&["erase", "--yes"]).done();

    refused(&nadia.me(&["status"]), "there is no key file");
    assert_eq!(house.node.admin(&["member", "list"]).done(), Value::Array(Vec::new()));
    house.member("Ines").me(&["people"]).done();
}

/// Has it written down beside the store that a member is told by mail there, as the page does once the code was typed.
fn tell_by_mail(house: &mut House, member: &Person, address: &str) {
    let key = member.me(&["status"]).done()["member"].clone();
    let wish = json!({ "address": address, "detail": "count", "tongue": "en", "code": null });
    let row = json!({ "wish": wish, "codes": [], "mailed": null, "told": [] });
    house.node.stop();
    let file = house.node.data().join("notices.json");
    fs::write(&file, json!([[key, row]]).to_string()).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    house.node.start();
}

#[test]
fn who_does_not_want_to_be_held_is_refused_at_import() {
    let house = House::open();
    let nadia = house.member("Nadia");
    let csv = house.dir.path().join("people.csv");
    fs::write(&csv, "Notes:\n\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\nTom,Ashdown,,tom@quarry.example,Quarry,Chair,03 Mar 2021\n").unwrap();

    house.node.admin(&["suppress", "add", "Tom@Quarry.example"]).done();
    let said = nadia.me(&["import", csv.to_str().unwrap(), "--rate", "all=know-well"]).done();
    assert_eq!((said["suppressed"].as_array().unwrap().len(), said["recorded"].as_u64()), (1, Some(0)));
    assert_eq!(house.node.admin(&["suppress", "list"]).done().as_array().unwrap().len(), 1);
    refused(&house.node.admin(&["suppress", "remove", "other@x.example"]), "not on the suppression list");
    house.node.admin(&["suppress", "remove", "tom@quarry.example"]).done();
    let said = nadia.me(&["import", csv.to_str().unwrap(), "--rate", "all=know-well"]).done();

    assert_eq!(said["recorded"].as_u64(), Some(1));
}

#[test]
fn the_doctor_finds_nothing_at_a_healthy_node_and_says_what_to_do_for_a_stopped_one() {
    let mut house = House::open();
    house.member("Nadia");

    let well = house.node.admin(&["doctor"]);
    house.node.stop();
    let stopped = house.node.admin(&["doctor"]);
    fs::set_permissions(house.node.data().join("identity.key"), fs::Permissions::from_mode(0o644)).unwrap();
    let open = house.node.admin(&["doctor"]);

    assert_eq!((well.code, well.json["healthy"].as_bool()), (Some(0), Some(true)), "{}", well.text);
    assert_eq!((stopped.code, red(&stopped.json)), (Some(1), vec!["node".to_owned()]), "{}", stopped.text);
    assert_eq!(red(&open.json), ["identity", "node"]);
    let findings = open.json["findings"].as_array().unwrap();
    assert!(findings.iter().filter(|one| one["level"] == "red").all(|one| one["remedy"].is_string()));
    assert!(findings.iter().any(|one| one["what"] == "store" && one["level"] == "fine"));
}

fn red(doctor: &Value) -> Vec<String> {
    let red = doctor["findings"].as_array().unwrap().iter().filter(|one| one["level"] == "red");
    red.map(|one| one["what"].as_str().unwrap().to_owned()).collect()
}
