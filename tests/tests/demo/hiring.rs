//! Story 2, hiring: a job finds somebody, and the appraisal of them passes their employer by.

use std::collections::BTreeSet;

use serde_json::Value;
use stn_node::demo::story::{Played, Scene};
use stn_node::demo::traffic::Arrived;
use stn_node::demo::valley::{Script, Valley};
use stn_protocol::message::{Frame, Kind, QueryCore, RequestCore};
use stn_protocol::wire::frame;
use stn_protocol::wire::payload::Payload;

use super::{ledgers, names, none_crossed, play, telling};

#[test]
fn the_second_story_ends_as_told_and_passes_the_employer_by() {
    let mut scenes = Vec::new();
    let played = play(Script::Hiring, async |scene: &Scene| scenes.push(scene.title.clone()));

    let told = serde_json::to_value(&played.account).unwrap();
    assert_eq!((&told["story"], &told["outcome"]), (&Value::from(2), &Value::from("appraised")));
    assert_eq!(names(&told["path"], "name"), ["Kerensa Trevanion", "Maeve Kinsella"]);
    assert_eq!(scenes.len(), 18, "{scenes:?}");
    the_job_found_somebody_once(&told["alert"]);
    consents_form_a_chain(&told);
    messages_are_told(&told);
    answer_is_the_one_written(&told);
    nothing_reached_the_employer(&played, &told);
    only_the_job_can_be_read(&played);
    ledgers::of_the_second_story(&told);
}

fn the_job_found_somebody_once(alert: &Value) {
    let story = Valley::load().hiring.alert;

    assert_eq!(alert["text"].as_str().unwrap(), story.text.as_str());
    assert_eq!(alert["brought_by"], serde_json::json!(["Kofi Ampadu", "Agnieszka Rudzka"]));
    assert_eq!(names(&alert["path"], "name"), ["Gwenllian Pryce", "Kofi Ampadu"]);
    assert_eq!(alert["answer"]["text"].as_str().unwrap(), story.answer.text.as_str());
    assert_eq!(names(&alert["answer"]["cards"], "name"), ["Samir Haddad"]);
}

fn consents_form_a_chain(told: &Value) {
    let consents = &told["consents"];

    assert_eq!(names(consents, "who"), ["Tom Brandt", "Kerensa Trevanion", "Maeve Kinsella"]);
    assert_eq!(names(consents, "predecessor"), ["", "Tom Brandt", "Kerensa Trevanion"]);
    assert_eq!(names(consents, "successor"), ["Kerensa Trevanion", "Maeve Kinsella", "Ruth Adeyemi"]);
    let orgs = ["Saltmarsh Housing Co-op", "Saltmarsh Housing Co-op", "Open Orchard"];
    assert_eq!(names(consents, "organisation"), orgs);
    assert_eq!(BTreeSet::from_iter(names(consents, "digest")).len(), 1);
}

fn messages_are_told(told: &Value) {
    let messages = told["messages"].as_array().unwrap();
    let of_type = |r#type: &str| messages.iter().filter(|one| one["type"] == r#type).count();
    let learned =
        |of: &str| messages.iter().filter(|one| one["receiver_learned"].as_str().unwrap().contains(of)).count();

    // The job crosses three bridges and its answer one; the appraisal's request and answer cross one.
    assert_eq!((of_type("Offer"), of_type("Request"), of_type("Answer")), (1, 4, 2), "{messages:?}");
    assert_eq!((of_type("Query"), of_type("Cancel"), of_type("Word")), (1, 0, 0));
    assert_eq!((learned("an alert of Saltmarsh Housing Co-op in clear"), learned("candidate's permission")), (3, 1));
    assert_eq!(learned("that Saltmarsh Housing Co-op asks for an appraisal"), 1);
    for (n, message) in (1..).zip(messages) {
        assert_eq!(message["n"], n);
        assert!(!message["receiver_learned"].as_str().unwrap().is_empty());
    }
}

fn answer_is_the_one_written(told: &Value) {
    let story = Valley::load().hiring.asking;

    assert_eq!(told["answer"]["text"].as_str().unwrap(), story.answer.text.as_str());
    // The candidate's card goes along with no appraisal.
    assert_eq!(names(&told["answer"]["cards"], "name"), ["Ruth Adeyemi"]);
}

/// Looks at what each block is, since the nodes started: the job comes to the employer's node, the appraisal doesn't.
fn nothing_reached_the_employer(played: &Played, told: &Value) {
    let of_kind = |kind: Kind, org: &str| {
        let touches = |one: &&Arrived| [one.from, one.to].iter().any(|id| played.organisations[id] == org);
        played.blocks.iter().filter(touches).filter(|one| kind_of(one) == Some(kind)).count()
    };

    assert_eq!(told["kept_away"], serde_json::json!(["Weavers' Guild"]));
    assert_eq!(of_kind(Kind::Opportunity, "Weavers' Guild"), 2);
    assert_eq!(of_kind(Kind::Appraisal, "Weavers' Guild"), 0);
    assert_eq!(of_kind(Kind::Appraisal, "Open Orchard"), 2, "the question and the request");
}

/// What a question or request in a block is for.
fn kind_of(arrived: &Arrived) -> Option<Kind> {
    let frame = frame::decode(&arrived.block).unwrap();
    if let Frame::Query(query) = &frame {
        return Some(QueryCore::from_bytes(&query.core.payload).unwrap().kind);
    }
    let Frame::Request(request) = &frame else { return None };
    Some(RequestCore::from_bytes(&request.core.payload).unwrap().kind)
}

/// The job and the words it is handed on with are for every node on its way to read; nothing else is.
fn only_the_job_can_be_read(played: &Played) {
    let valley = Valley::load();
    let (alert, asking) = (&valley.hiring.alert, &valley.hiring.asking);
    let holds =
        |part: &str| played.blocks.iter().any(|one| one.block.windows(part.len()).any(|at| at == part.as_bytes()));
    assert!(telling(&alert.text).all(holds));
    assert!(holds(&alert.link));

    // Nobody of these has a bridge, so their names stand on no card that crossed a link.
    let mut secrets = vec!["Samir", "Haddad", "Brandt", "Adeyemi", "tom.brandt", "ruth.adeyemi"];
    let target = valley.contact(&asking.target).unwrap();
    secrets.extend(target.handles.iter().map(|handle| handle.as_str()));
    let sealed = [&alert.answer.text, &asking.letter, &asking.answer.text, &asking.terms.as_ref().unwrap().permission];
    secrets.extend(sealed.into_iter().flat_map(|text| telling(text)));
    none_crossed(played, &secrets);
}
