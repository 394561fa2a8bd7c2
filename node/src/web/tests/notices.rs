//! Choosing to be told by mail.

use stn_protocol::id::MemberKey;

use super::canned::PLAIN;
use super::*;
use crate::notice::Detail;

const ME: MemberKey = MemberKey::from_bytes([2; 32]);

async fn mailing() -> World {
    let settings = "mail_server = \"localhost\"\nmail_tls = \"none\"\nmail_from = \"stn@riverbend.example\"";
    World::with(PLAIN, Config::parse(settings).unwrap()).await
}

fn chosen(world: &World) -> Option<crate::notice::Shown> {
    world.notices.of(&ME)
}

#[tokio::test]
async fn an_address_is_chosen_confirmed_and_taken_away_by_forms_alone() {
    let world = mailing().await;
    let cookie = world.sign_in().await;
    let before = world.get("/me/notices", &cookie).await.text().await.unwrap();
    let form = "address=nadia%40riverbend.example&detail=count";
    world.get(&format!("/me/notices?{form}"), &cookie).await;
    let crossed =
        world.call(Method::POST, "/me/notices").header("cookie", &cookie).header("sec-fetch-site", "cross-site");
    assert_eq!(crossed.body(form).send().await.unwrap().status(), StatusCode::FORBIDDEN);
    assert_eq!(world.post("/me/notices", "", form).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(chosen(&world), None);

    assert_eq!(world.post("/me/notices", &cookie, form).await.status(), StatusCode::SEE_OTHER);
    let asked = world.get("/me/notices", &cookie).await.text().await.unwrap();
    let wrong = world.post("/me/notices/code", &cookie, "code=000000x").await;

    let told = before.find("What each person will see").unwrap();
    assert!(told < before.find("action=\"/me/notices\"").unwrap());
    assert!(asked.contains("Type the code") && asked.contains("value=\"nadia@riverbend.example\""));
    assert_eq!(wrong.headers()["location"], "/me/notices?wrong=code");
    let one = chosen(&world).unwrap();
    assert_eq!((one.detail, one.is_confirmed), (Detail::Count, false));
    assert_eq!(world.post("/me/notices/end", &cookie, "").await.status(), StatusCode::SEE_OTHER);
    assert_eq!(chosen(&world), None);
}

#[tokio::test]
async fn what_is_no_address_is_said_to_be_none_and_a_node_without_mail_takes_none() {
    let world = mailing().await;
    let cookie = world.sign_in().await;
    let bad = world.post("/me/notices", &cookie, "address=a%40b.example%0d%0aBcc:c%40d.example&detail=count").await;
    assert_eq!(bad.headers()["location"], "/me/notices?wrong=address");
    let said = world.get("/me/notices?wrong=address", &cookie).await.text().await.unwrap();
    assert!(said.contains("role=\"alert\">That is no mail address"));
    assert_eq!(
        world.post("/me/notices", &cookie, "address=a%40b.example&detail=all").await.status(),
        StatusCode::BAD_REQUEST
    );
    assert_eq!(chosen(&world), None);

    let silent = World::open(PLAIN).await;
    let cookie = silent.sign_in().await;
    let page = silent.get("/me/notices", &cookie).await.text().await.unwrap();
    assert!(page.contains("sends no mail") && !page.contains("action=\"/me/notices\""));
    let refused = silent.post("/me/notices", &cookie, "address=a%40b.example&detail=count").await;
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
    assert_eq!(chosen(&silent), None);
}
