//! A knock shows nothing until the yes: not that somebody was found, asked, declined or asleep, nor whether anybody
//! knocked at all. An ask that keeps looking tells nobody what its questions found.

use stn_tests::people::network;
use stn_tests::seen::{seen_at, settled_at};

use stn_protocol::id::OrgId;
use stn_protocol::time::{Span, Timestamp};
use stn_protocol::trust::{AnswerMode, Audience, EdgePolicy};
use stn_tests::World;
use stn_tests::valley::JONAS;

const NADIA: &str = "nadia@riverbend.example";

/// Two peers; at Riverbend there is Nadia, or nobody of hers.
fn two(seed: u8, with: &[&str]) -> World {
    let mut world = World::new(seed);
    world.found("Hillside");
    world.found("Riverbend");
    world.join("Hillside", "Lucía");
    for name in with {
        world.join("Riverbend", name);
    }
    world.peer("Riverbend", "Hillside");
    world
}

/// A world in which Lucía knocks, after what was done before; and what happens then.
fn knocked(with: &[&str], before: impl FnOnce(&mut World), then: impl FnOnce(&mut World)) -> World {
    let mut world = two(121, with);
    before(&mut world);
    world.run(Span::days(2));
    world.knock("Lucía", NADIA, "Riverbend").unwrap();
    world.run(Span::days(1));
    then(&mut world);
    world.run(Span::days(31));
    world
}

fn findable(world: &mut World) {
    world.is_findable("Nadia", NADIA, Audience::Peers);
}

/// Everything at the knocker's node and on the link, and what the knocker's page could show.
fn assert_same_at_hillside(one: &World, other: &World) {
    assert_eq!(seen_at(one, "Hillside"), seen_at(other, "Hillside"));
    assert_eq!(settled_at(one, "Hillside"), settled_at(other, "Hillside"));
    assert_eq!(format!("{:?}", one.knocks_of("Lucía")), format!("{:?}", other.knocks_of("Lucía")));
    assert_eq!(format!("{:?}", one.inbox("Lucía")), format!("{:?}", other.inbox("Lucía")));
    assert!(seen_at(one, "Hillside").iter().any(|seen| seen.3 == "knock"));
}

#[test]
fn a_knock_declined_ignored_or_for_nobody_looks_the_same() {
    let ignored = knocked(&["Nadia"], findable, |world| assert_eq!(world.knocks_before("Nadia").len(), 1));
    let declined = knocked(&["Nadia"], findable, |world| world.decline("Nadia"));
    let hidden = knocked(&["Nadia"], |_| (), |world| assert!(world.inbox("Nadia").is_empty()));
    let inside_only = knocked(&["Nadia"], |world| world.is_findable("Nadia", NADIA, Audience::OwnOrg), |_| ());
    let nobody = knocked(&[], |_| (), |_| ());

    for other in [declined, hidden, inside_only, nobody] {
        assert_same_at_hillside(&ignored, &other);
    }
}

#[test]
fn until_the_yes_leaves_a_knock_that_is_answered_looks_like_one_for_nobody() {
    let mut said = None;
    let answered = knocked(&["Nadia"], findable, |world| {
        world.opens_door("Nadia", network());
        said = Some(world.now);
    });
    let nobody = knocked(&[], |_| (), |_| ());
    let said = said.unwrap();
    let before = |world: &World| -> (Vec<_>, Vec<(Timestamp, OrgId, OrgId, u8)>) {
        let seen = seen_at(world, "Hillside").into_iter().filter(|seen| seen.0 <= said).collect();
        (seen, settled_at(world, "Hillside").into_iter().filter(|one| one.0 <= said).collect())
    };

    assert_eq!(before(&answered), before(&nobody));
    let yes = answered.trace.iter().find(|traced| traced.kind() == "bridge-accept").unwrap();
    assert!(yes.at > said && yes.at.as_millis() % 200 == 0, "a yes leaves on the release grid");
}

#[test]
fn whether_anybody_knocked_does_not_show() {
    let moments = |world: &World| -> Vec<_> {
        seen_at(world, "Hillside").into_iter().map(|(at, from, to, kind, len, _)| (at, from, to, kind, len)).collect()
    };
    let day = |knocks: usize| {
        let mut world = two(122, &["Nadia"]);
        findable(&mut world);
        world.run(Span::days(2));
        for number in 0..knocks {
            let handle = if number == 0 { NADIA.to_owned() } else { format!("person{number}@riverbend.example") };
            world.knock("Lucía", &handle, "Riverbend").unwrap();
        }
        world.run(Span::days(10));
        world
    };
    let (none, one, many) = (day(0), day(1), day(20));

    assert_eq!(moments(&none), moments(&one));
    assert_eq!(moments(&none), moments(&many));
    let of_hillside = |seen: &&(_, OrgId, _, &str, _)| seen.1 == none.org("Hillside") && seen.3 == "knock";
    assert_eq!(moments(&none).iter().filter(of_hillside).count() % 8, 0);
}

#[test]
fn a_knock_carries_nothing_in_clear_and_two_batches_share_nothing() {
    let world = knocked(&["Nadia"], findable, |_| ());
    let hillside = world.org("Hillside");
    let knocks: Vec<_> =
        world.trace.iter().filter(|traced| traced.from == hillside && traced.kind() == "knock").collect();

    for secret in ["Lucía", "we met at the river", NADIA] {
        assert!(!knocks.iter().any(|traced| super::holds(&traced.block, secret)));
    }
    let mut ids = std::collections::BTreeSet::new();
    for traced in &knocks {
        let Ok(stn_protocol::message::Frame::Knock(knock)) = stn_protocol::wire::frame::decode(&traced.block) else {
            panic!("a knock")
        };
        assert_eq!((knock.tags.len(), knock.wrapped.len()), (4, 4));
        ids.insert(knock.knock);
    }
    assert_eq!(ids.len(), knocks.len());
}

/// A world in which Lucía's ask keeps looking, Nadia knows somebody, and Lucía's colleague imports contacts.
fn kept_looking(handle: &str, policy: EdgePolicy, then: impl Fn(&mut World)) -> World {
    let mut world = two(123, &["Nadia"]);
    world.bridge("Lucía", "Nadia", &network());
    world.knows("Nadia", "Jonas Weidt", handle, policy);
    world.run(Span::days(15));
    world.ask_on("Lucía", JONAS, Span::days(60)).unwrap();
    for number in 0..40 {
        world.run(Span::days(1));
        then(&mut world);
        if number % 5 == 0 {
            let handle = format!("somebody{number}@elsewhere.example");
            world.knows("Lucía", "Somebody", &handle, EdgePolicy::default());
        }
    }
    world
}

#[test]
fn when_an_ask_is_asked_afresh_does_not_depend_on_what_was_found() {
    let unknown = kept_looking("somebody.else@riverbend.example", network(), |_| ());
    let ignored = kept_looking(JONAS, network(), |_| ());
    let declined = kept_looking(JONAS, network(), |world| {
        if !world.inbox("Nadia").is_empty() {
            world.decline("Nadia");
        }
    });
    let never = kept_looking(JONAS, EdgePolicy { beyond: AnswerMode::Never, ..network() }, |_| ());
    for other in [ignored, declined, never] {
        assert_eq!(seen_at(&unknown, "Hillside"), seen_at(&other, "Hillside"));
        assert_eq!(settled_at(&unknown, "Hillside"), settled_at(&other, "Hillside"));
    }

    let offered = kept_looking(JONAS, EdgePolicy { beyond: AnswerMode::Standing, ..network() }, |_| ());
    let questions =
        |world: &World| -> Vec<_> { seen_at(world, "Hillside").into_iter().filter(|seen| seen.3 == "query").collect() };
    assert_eq!(questions(&unknown), questions(&offered));
    assert!(questions(&unknown).len() > 3);
    assert!(seen_at(&offered, "Hillside").iter().any(|seen| seen.3 == "offer"));
}

#[test]
fn two_questions_of_an_ask_that_keeps_looking_share_nothing_a_relay_could_link() {
    let world = kept_looking(JONAS, network(), |_| ());
    let mut tags = std::collections::BTreeSet::new();
    let mut questions = 0;
    for traced in world.trace.iter().filter(|traced| traced.kind() == "query") {
        let Ok(stn_protocol::message::Frame::Query(query)) = stn_protocol::wire::frame::decode(&traced.block) else {
            panic!("a question")
        };
        let core = stn_protocol::wire::verify::verify_by_origin(&query.core).unwrap();
        questions += 1;
        tags.extend(core.tags.iter().map(|tag| tag.as_bytes().to_vec()));
        tags.insert(core.reply_key.as_bytes().to_vec());
        tags.insert(core.query.as_bytes().to_vec());
    }

    assert!(questions > 3);
    assert_eq!(tags.len(), questions * 6);
}
