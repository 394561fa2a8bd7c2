//! Asking: what a form becomes, and what is said where it can't be.

use stn_protocol::exchange::MemberCommand;
use stn_protocol::message::Kind;

use super::canned::PLAIN;
use super::*;

const ID: &str = "99999999999999999999999999999999";

#[tokio::test]
async fn an_ask_is_what_its_form_says() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;
    let form = format!(
        "ask={ID}&for-1=Ada@Wells.Example&for-2=Ada+Adler+at+Wells&topic=Clean+Water&region=ke&until=14&again=90\
         &avoid=a.example,+b.example"
    );

    let answer = world.post("/ask/intelligence", &cookie, &form).await;

    assert_eq!(answer.headers()["location"].to_str().unwrap(), format!("/asks/{ID}?said=asked"));
    let acts = world.acts();
    let [MemberCommand::Ask { ask, kind, handles, until, keep_looking_until, attributes, avoid, terms }] = &acts[..]
    else {
        panic!("{} acts came", acts.len())
    };
    assert_eq!((ask.to_string().as_str(), *kind, terms), (ID, Kind::Intelligence, &None));
    let handles: Vec<_> = handles.iter().map(|handle| handle.canonical().as_str()).collect();
    assert_eq!(handles[0], "ada@wells.example");
    assert!(handles.len() > 1, "a name at an organisation is sought too");
    let attributes: Vec<_> = attributes.iter().map(|one| one.value.as_str()).collect();
    assert_eq!((attributes, avoid.len()), (vec!["clean-water", "KE"], 2));
    let away = |at: Timestamp| (at.as_secs() - clock::now().as_secs()).div_ceil(86_400);
    assert_eq!((away(*until), keep_looking_until.map(away)), (14, Some(90)));
}

#[tokio::test]
async fn an_id_that_another_ask_has_is_not_used_again() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;
    let taken = "ask=01010101010101010101010101010101&for-1=ada@wells.example";

    let answer = world.post("/ask/introduction", &cookie, taken).await;

    assert_ne!(answer.headers()["location"], "/asks/01010101010101010101010101010101?said=asked");
    assert_eq!(world.acts().len(), 1, "somebody went back and asks something else");
}

#[tokio::test]
async fn a_form_that_can_not_be_asked_comes_back_with_what_was_typed() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;
    for (path, form, says) in [
        ("/ask/introduction", "for-1=Jonas", "That is no address"),
        ("/ask/introduction", "", "Say whom you seek"),
        ("/ask/introduction", "for-1=ada@wells.example&region=Kenya", "Two letters of a country"),
        ("/ask/influence", "topic=water", "name a person or an organisation"),
        ("/ask/introduction", "for-1=ada@wells.example&until=99", "could not be read"),
        ("/ask/introduction", "for-1=ada@wells.example&avoid=nowhere", "named by its domain"),
    ] {
        let answer = world.post(path, &cookie, form).await;

        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        let text = answer.text().await.unwrap();
        assert!(text.contains(says), "{form}");
        assert!(!form.contains("Jonas") || text.contains("value=\"Jonas\""), "{form}");
    }
    for path in ["/ask/opportunity", "/ask/nothing"] {
        assert_eq!(world.post(path, &cookie, "for-1=ada@wells.example").await.status(), StatusCode::NOT_FOUND);
    }
    let appraisal = world.post("/ask/appraisal", &cookie, "for-1=ada@wells.example").await;
    assert_eq!(appraisal.status(), StatusCode::BAD_REQUEST, "its terms are the device's");
    assert_eq!(world.acts().len(), 0);
}

#[tokio::test]
async fn how_a_form_is_read_is_said_and_nothing_is_done() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;
    let form = "kind=introduction&for-1=Ada@Wells.Example&for-2=0000-0002-1825-0098&topic=Clean+Water";

    let said: serde_json::Value = world.post("/ask/check", &cookie, form).await.json().await.unwrap();

    let said: Vec<_> = said.as_array().unwrap().iter().map(|one| (one["field"].clone(), one["fits"].clone())).collect();
    let expected = [("for-1", true), ("for-2", false), ("topic", true)];
    assert_eq!(said, expected.map(|(field, fits)| (field.into(), fits.into())));
    assert_eq!(world.acts().len(), 0);
    assert_eq!(world.post("/ask/check", "", form).await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn before_a_letter_the_page_says_who_sees_what() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;

    let text = world.get("/asks/01010101010101010101010101010101", &cookie).await.text().await.unwrap();

    let (sees, sends) = (text.find("What each person will see").unwrap(), text.find("data-sign=\"request\"").unwrap());
    assert!(sees < sends);
    assert!(text[sees..sends].contains("Henrike Tønnesen") && text[sees..sends].contains("Everybody else"));
    assert!(!text.contains("name=\"letter\""), "a letter is part of no form");
}
