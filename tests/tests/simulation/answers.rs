//! Two promises that need no bad network: an answer names the key its letter was sealed to, and who knows nobody has
//! as much evaluated as who knows somebody.

use stn_protocol::device::{Device, DeviceError};
use stn_protocol::time::Span;
use stn_protocol::trust::{AnswerMode, EdgePolicy};
use stn_tests::World;
use stn_tests::people::network;
use stn_tests::simulation::Seed;
use stn_tests::valley::{JONAS, valley};

/// Lucía's request stands before Matthias.
fn letter_waits(seed: u8) -> World {
    let mut world = valley(seed, JONAS, EdgePolicy { beyond: AnswerMode::Standing, ..network() });
    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    let offer = world.offers("Lucía", ask).remove(0);
    world.request("Lucía", &offer, "Hello").unwrap();
    for connector in ["Nadia", "Henrike"] {
        world.run(Span::secs(1));
        world.approve(connector, "").unwrap();
    }
    world.run(Span::secs(1));
    world
}

#[test]
fn an_answer_that_names_another_letter_key_is_not_believed() {
    let mut world = letter_waits(61);
    world.answer("Matthias", "Yes").unwrap();
    world.run(Span::secs(5));
    let (now, answer) = (world.now, world.answers("Lucía").remove(0));
    let asker = world.device("Lucía");

    let elsewhere = sealed_to_another_key(asker);

    assert_eq!(*asker.verify_answer(&answer, now).unwrap().text, "Yes");
    assert_eq!(elsewhere.verify_answer(&answer, now).unwrap_err(), DeviceError::Unverified);
}

/// The same device, had it sealed its letters to a key that is not the endpoint's.
fn sealed_to_another_key(device: &Device) -> Device {
    let another = device.letter_keys(&mut Seed(1).streams("another"), 1).remove(0).public;
    let mut kept = serde_json::to_value(device).unwrap();
    for request in kept["requests"].as_object_mut().unwrap().values_mut() {
        request["letter_key"] = another.to_string().into();
    }
    serde_json::from_value(kept).unwrap()
}

#[test]
fn a_node_that_knows_nobody_has_as_many_chunks_evaluated_as_one_that_knows_somebody() {
    let chunks = |knows: bool| {
        let mut world = World::new(62);
        world.found("Hillside");
        world.found("Riverbend");
        world.join("Riverbend", "Nadia");
        if knows {
            world.knows("Nadia", "Jonas Weidt", JONAS, network());
        }
        world.peer("Hillside", "Riverbend");
        let of_riverbend = world.trace.iter().filter(|traced| traced.from == world.org("Riverbend"));
        of_riverbend.filter(|traced| traced.kind() == "eval-request").count()
    };

    assert_eq!((chunks(false), chunks(true)), (1, 1));
}
