//! The valley is as promised, and each promise can be seen to fail.

use super::*;

#[test]
fn the_valley_is_as_promised() {
    let valley = Valley::load();

    assert_eq!(valley.check(), []);
    assert_eq!((valley.people(), valley.ties()), (90, 420));
}

#[test]
fn the_first_story_takes_the_only_way_within_three_hops() {
    let valley = Valley::load();

    let path = valley.path(&"lucia-ferrer".into(), &"matthias-ebner".into()).unwrap();
    let orgs: Vec<&str> = path.iter().map(|id| valley.member(id).unwrap().0.id.as_str()).collect();

    assert_eq!(path, ["lucia-ferrer", "nadia-rahmani", "henrike-solberg", "matthias-ebner"].map(Slug::from));
    assert_eq!(orgs, ["hillside", "riverbend", "riverbend", "lindenhof"]);
}

#[test]
fn hiring_has_its_ways_through_the_valley_too() {
    let valley = Valley::load();

    let alert = valley.path(&"tom-brandt".into(), &"samir-haddad".into()).unwrap();
    let appraisal = valley.path(&"tom-brandt".into(), &"ruth-adeyemi".into()).unwrap();

    assert_eq!((alert.len(), appraisal.len()), (4, 4));
    assert_eq!((&alert, &appraisal), (&valley.hiring.alert.path, &valley.hiring.asking.path));
    assert!(appraisal.iter().all(|id| valley.member(id).unwrap().0.domain != "weavers.example"));
}

#[test]
fn nobody_is_reached_through_a_node_that_is_offline() {
    let valley = Valley::load();

    assert_eq!(valley.path(&"lucia-ferrer".into(), &"callum-whitaker".into()), None);
}

#[test]
fn a_missing_person_is_noticed() {
    let mut valley = Valley::load();
    valley.organisations[0].members[0].ties[0].to = "nobody-here".into();

    let by = valley.organisations[0].members[0].id.clone();

    assert_eq!(valley.check(), [Flaw::Nobody { by, of: "nobody-here".into() }]);
}

#[test]
fn a_colleague_of_another_organisation_is_no_colleague() {
    let mut valley = Valley::load();
    valley.organisations[0].members[0].ties[0].to = "lucia-ferrer".into();

    assert!(matches!(valley.check()[..], [Flaw::Nobody { .. }]));
}

#[test]
fn a_name_or_a_rating_that_stands_twice_is_noticed() {
    let mut valley = Valley::load();
    let contact = valley.contacts[5].clone();
    valley.contacts.push(contact.clone());
    let member = &mut valley.organisations[0].members[0];
    let tie = member.ties[0].clone();
    member.ties.push(tie.clone());
    let by = member.id.clone();

    assert_eq!(valley.check(), [Flaw::Twice(contact.id), Flaw::RatedTwice { by, of: tie.to }]);
}

#[test]
fn a_handle_that_could_be_real_is_noticed() {
    for handle in
        ["ann@lindenhof.org", "+4930123456", "https://www.linkedin.com/in/ann", "ann@example", "+4416329601234"]
    {
        let mut valley = Valley::load();
        valley.contacts[0].handles.push(handle.into());

        assert_eq!(valley.check(), [Flaw::NotInvented("jonas-weidt".into())], "{handle}");
    }
}

#[test]
fn another_number_of_anything_is_noticed() {
    let mut valley = Valley::load();
    valley.bridges.pop();
    valley.organisations[4].offline = false;

    let off: Vec<&str> = valley.check().iter().filter_map(counted).collect();

    assert_eq!(off, ["bridges", "nodes offline"]);
}

#[test]
fn a_bridge_within_one_organisation_is_noticed() {
    let mut valley = Valley::load();
    valley.bridges[0].b.member = "baraka-mwangi".into();

    assert_eq!(valley.check(), [Flaw::BridgeAtHome("lucia-ferrer".into())]);
}

#[test]
fn a_shorter_way_or_a_name_on_the_way_spoils_the_story() {
    let mut valley = Valley::load();
    valley.bridges[2].b.member = "matthias-ebner".into();
    let asking = &mut valley.first_funder.asking;
    asking.note = "Please lead me to Jonas Weidt.".into();
    asking.approvals[0].words = "Lucía asks, and I vouch for her.".into();

    let flaws = valley.check();

    assert!(flaws.contains(&Flaw::OtherPath { from: "lucia-ferrer".into(), to: "matthias-ebner".into() }), "{flaws:?}");
    assert!(flaws.contains(&Flaw::Story("note")) && flaws.contains(&Flaw::Story("words")), "{flaws:?}");
}

#[test]
fn a_job_that_skips_somebody_or_names_somebody_spoils_the_story() {
    let mut skips = Valley::load();
    skips.hiring.alert.passes[0].to = "samir-haddad".into();
    let mut names = Valley::load();
    names.hiring.alert.text = "Samir, this is for you.".into();
    let mut once = Valley::load();
    once.hiring.alert.passes.pop();

    for (valley, part) in [(skips, "passes"), (names, "alert's words"), (once, "alert's second way")] {
        let flaws = valley.check();
        assert!(flaws.contains(&Flaw::Story(part)), "{part}: {flaws:?}");
    }
}

#[test]
fn an_appraisal_that_forgets_the_employer_or_the_date_spoils_the_story() {
    let terms = |change: fn(&mut Terms)| {
        let mut valley = Valley::load();
        valley.hiring.asking.terms.as_mut().map(change).unwrap();
        valley.check()
    };

    assert_eq!(terms(|terms| terms.avoid.clear()), [Flaw::Story("terms")]);
    assert_eq!(terms(|terms| terms.avoid.push("open-orchard".into())), [Flaw::Story("terms")]);
    assert_eq!(terms(|terms| terms.answer_retain_days = terms.retain_days), [Flaw::Story("terms")]);
    assert_eq!(terms(|terms| terms.permission = "".into()), [Flaw::Story("terms")]);
    assert_eq!(terms(|terms| terms.candidate = "kofi-ampadu".into()).len(), 2);
}

#[test]
fn an_unknown_key_is_refused() {
    assert!(parse::<Contact>(("x", "id = \"a\"\nname = \"A\"\nrole = \"r\"\nhandles = []\nage = 3")).is_err());
}

fn counted(flaw: &Flaw) -> Option<&'static str> {
    match flaw {
        Flaw::Count { what, .. } => Some(what),
        Flaw::Twice(_)
        | Flaw::Nobody { .. }
        | Flaw::RatedTwice { .. }
        | Flaw::NotInvented(_)
        | Flaw::BridgeAtHome(_)
        | Flaw::OtherPath { .. }
        | Flaw::Story(_) => None,
    }
}
