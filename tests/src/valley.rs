//! Three organisations of Marrow Valley, as most tests use them.
//!
//! ```text
//!   Lucía ══ Nadia ── Henrike ══ Matthias ── knows Jonas
//!   Hillside   Riverbend           Lindenhof
//!   Omar       (their colleague at Hillside)
//! ```

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

/// The same, where Matthias knows several people.
pub fn valley_knowing(seed: u8, handles: &[&str], policy: &EdgePolicy) -> World {
    let mut world = World::new(seed);
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
