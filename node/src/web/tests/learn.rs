//! Lessons: whole in every language, for anybody, and of no consequence.

use super::canned::PLAIN;
use super::*;

const LESSONS: [&str; 4] = ["rate", "ask", "approve", "coach"];
/// More steps, and more choices at one of them, than any lesson has.
const MANY: usize = 20;

#[tokio::test]
async fn a_lesson_says_of_every_choice_what_it_would_do_and_leads_on_to_its_end() {
    let world = World::open(PLAIN).await;
    for language in ["en", "es", "fr"] {
        let mut told = Vec::new();
        for lesson in LESSONS {
            for step in 1..MANY {
                let at = format!("/learn/{lesson}/{step}");
                let page = read(&world, &at, language).await;
                let choices = page.matches("name=\"say\"").count();
                assert!(choices > 2 && !page.contains("id=\"said\""), "{at}");
                for choice in 1..=choices {
                    let said = read(&world, &format!("{at}?say={choice}"), language).await;
                    assert_eq!(said.matches("aria-pressed=\"true\"").count(), 1, "{at} {choice}");
                    told.push(said.split_once("id=\"said\"").unwrap().1.split("</p>").nth(1).unwrap().to_owned());
                }
                let last = read(&world, &format!("{at}?say=1"), language).await;
                if !last.contains(&format!("href=\"/learn/{lesson}/{}\"", step + 1)) {
                    assert_eq!(step, 4, "{lesson} ends where it should");
                    break;
                }
            }
        }
        let all = told.len();
        told.sort();
        told.dedup();
        assert_eq!(told.len(), all, "no two choices are told alike in {language}");
    }
    assert_eq!(world.acts().len(), 0);
}

#[tokio::test]
async fn where_there_is_no_lesson_or_step_nothing_is_shown_and_an_unknown_choice_is_none() {
    let world = World::open(PLAIN).await;
    for path in ["/learn/trust", "/learn/rate/0", "/learn/rate/5", "/learn/rate/x", "/learn/node/1"] {
        assert_eq!(world.get(path, "").await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    for say in ["0", "9", "-1", "x", "%3Cscript%3E", "18446744073709551616"] {
        let page = read(&world, &format!("/learn/rate?say={say}"), "en").await;

        assert!(!page.contains("id=\"said\"") && !page.contains("aria-pressed=\"true\""), "{say}");
    }
}

#[tokio::test]
async fn lessons_are_found_by_who_is_not_signed_in_by_whom_nothing_awaits_and_at_the_members_own_page() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;

    for (page, cookie) in [("/", ""), ("/inbox", cookie.as_str()), ("/me", cookie.as_str())] {
        assert!(world.get(page, cookie).await.text().await.unwrap().contains("href=\"/learn\""), "{page}");
    }
    let all = read(&world, "/learn", "en").await;
    for lesson in LESSONS {
        assert!(all.contains(&format!("href=\"/learn/{lesson}\"")), "{lesson}");
    }
}

/// A page without a session and without scripts.
async fn read(world: &World, path: &str, language: &str) -> String {
    let answer = world.call(Method::GET, path).header("accept-language", language).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    let text = answer.text().await.unwrap();
    assert!(!text.contains("<script"), "{path}");
    text
}
