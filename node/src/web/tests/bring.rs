//! A portion of rated people, as the page's script sends it.

use stn_protocol::exchange::MemberCommand;

use super::canned::PLAIN;
use super::*;

const AT: &str = "/people/import";

fn portion(people: usize) -> String {
    let one = |at: usize| format!(r#"{{"strength":"know-well","name":"Ann Lee","emails":["ann{at}@well.example"]}}"#);
    let people: Vec<String> = (0..people).map(one).collect();
    let people = people.join(",");
    format!(r#"{{"import":"01010101010101010101010101010101","source":"LinkedIn","people":[{people}]}}"#)
}

#[tokio::test]
async fn a_portion_is_one_command_of_its_import() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;

    let answer = world.post(AT, &cookie, &portion(100)).await;

    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.json::<Vec<serde_json::Value>>().await.unwrap().len(), 100);
    let [MemberCommand::RecordContacts { contacts, import }] = &world.acts()[..] else { panic!("one command") };
    assert_eq!((contacts.len(), import.as_ref().map(|mark| mark.source.as_str())), (100, Some("LinkedIn")));
}

#[tokio::test]
async fn a_portion_that_is_too_large_or_somebody_elses_does_nothing() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;
    let long = portion(1).replace("Ann Lee", &"x".repeat(300_000));
    let unrated = portion(1).replace("know-well", "none");

    assert_eq!(world.post(AT, &cookie, &long).await.status(), StatusCode::PAYLOAD_TOO_LARGE);
    for unfit in [portion(101), unrated, "{}".to_owned(), String::new()] {
        assert_eq!(world.post(AT, &cookie, &unfit).await.status(), StatusCode::BAD_REQUEST);
    }
    assert_eq!(world.post(AT, "", &portion(1)).await.status(), StatusCode::UNAUTHORIZED);
    let crossed = world.call(Method::POST, AT).header("cookie", &cookie).header("sec-fetch-site", "cross-site");
    assert_eq!(crossed.body(portion(1)).send().await.unwrap().status(), StatusCode::FORBIDDEN);
    assert_eq!(world.acts().len(), 0);
}

#[tokio::test]
async fn who_is_filled_in_wrong_is_shown_again_with_what_was_typed() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;
    let policy = "audience=peers&own-org=ask&beyond=ask";

    let answer = world
        .post("/people/new", &cookie, &format!("name=Zo%C3%AB&handles=nonsense&strength=know-well&{policy}"))
        .await;

    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text().await.unwrap();
    assert!(text.contains("role=\"alert\"") && text.contains("value=\"Zoë\"") && text.contains("nonsense"));
    assert_eq!(world.acts().len(), 0);
}
