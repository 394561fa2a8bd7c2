//! Three organisations of Marrow Valley, as most tests use them.
//!
//! ```text
//!   Lucía ══ Nadia ── Henrike ══ Matthias ── knows Jonas
//!   Hillside   Riverbend           Lindenhof
//!   Omar       (their colleague at Hillside)
//! ```

use stn_protocol::id::AskId;
use stn_protocol::message::Strength;
use stn_protocol::time::Span;
use stn_protocol::trust::EdgePolicy;

use crate::World;
use crate::people::network;

/// The handle of the person everybody looks for.
pub const JONAS: &str = "jonas.weidt@lindenhof.example";

/// The three organisations with their bridges, and Matthias who knows somebody by `handle`.
pub fn valley(seed: u8, handle: &str, policy: EdgePolicy) -> World {
    valley_knowing(seed, &[handle], &policy)
}

/// The same, with everything real.
pub fn valley_in_earnest(seed: u8, handle: &str, policy: &EdgePolicy) -> World {
    valley_in(World::in_earnest(seed), &[handle], policy)
}

/// The same, where Matthias knows several people.
pub fn valley_knowing(seed: u8, handles: &[&str], policy: &EdgePolicy) -> World {
    valley_in(World::new(seed), handles, policy)
}

/// The same in a world that somebody prepared.
pub fn valley_in(mut world: World, handles: &[&str], policy: &EdgePolicy) -> World {
    for org in ["Hillside", "Riverbend", "Lindenhof"] {
        world.found(org);
    }
    world.join("Hillside", "Lucía");
    world.join("Hillside", "Omar");
    world.join("Riverbend", "Nadia");
    world.join("Riverbend", "Henrike");
    world.join("Lindenhof", "Matthias");
    for handle in handles {
        world.knows("Matthias", "Jonas Weidt", handle, policy.clone());
    }
    world.trust("Nadia", "Henrike", Strength::WouldVouch, network());
    world.peer("Riverbend", "Hillside");
    world.peer("Lindenhof", "Riverbend");
    world.bridge("Lucía", "Nadia", &network());
    world.bridge("Henrike", "Matthias", &network());
    world.run(Span::secs(5));
    world
}

impl World {
    /// Lucía asks for Jonas, Matthias lets an offer leave if his word is wanted, and a letter goes along the first
    /// offer: it waits for the first connector within a second.
    pub fn request_jonas(&mut self, letter: &str) -> AskId {
        let ask = self.ask("Lucía", JONAS);
        self.run(Span::secs(5));
        if !self.inbox("Matthias").is_empty() {
            self.approve("Matthias", "").expect("Matthias may let an offer leave");
            self.run(Span::secs(3));
        }
        let offer = self.offers("Lucía", ask).into_iter().next().expect("Matthias is found");
        self.request("Lucía", &offer, letter).expect("a request may be composed");
        ask
    }

    /// Each connector in turn passes on what waits for them, a second apart; then it waits for the next.
    pub fn pass_along<'n>(&mut self, connectors: impl IntoIterator<Item = &'n str>) {
        for connector in connectors {
            self.run(Span::secs(1));
            self.approve(connector, "").expect("a connector may pass on");
        }
        self.run(Span::secs(1));
    }
}
