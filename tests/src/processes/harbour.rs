//! Two organisations as two processes, five members, one bridge: the least federation in which everything a member
//! can do reaches somebody.
//!
//! ```text
//!   Omar ── Lucía ══ Nadia ── Henrike, who knows people
//!                          └─ Tomas
//!      Hillside        Riverbend
//! ```
//!
//! Whom Henrike knows stands in [`HENRIKES`]. They are recorded before the two organisations connect, so questions
//! find them at once.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use serde_json::Value;
use tempfile::TempDir;

use super::valley::{list, text};
use super::{LOOK_AGAIN, Node, PATIENCE, Person, Said, wind};

/// Who is a member of which organisation.
const MEMBERS: [(&str, &str); 5] = [
    ("Omar", "Hillside"),
    ("Lucía", "Hillside"),
    ("Nadia", "Riverbend"),
    ("Henrike", "Riverbend"),
    ("Tomas", "Riverbend"),
];

/// Whom a member trusts, and how well.
const TRUST: [(&str, &str, &str); 4] = [
    ("Omar", "Lucía", "would-vouch"),
    ("Nadia", "Henrike", "would-vouch"),
    ("Nadia", "Tomas", "know-well"),
    ("Henrike", "Nadia", "would-vouch"),
];

/// The two nodes and the five people.
#[derive(Debug)]
pub struct Harbour {
    dir: TempDir,
    nodes: BTreeMap<&'static str, Node>,
    people: BTreeMap<&'static str, Person>,
}

impl Harbour {
    /// Sets everything up through the command line, until questions can travel.
    pub fn found(program: &Path) -> Self {
        Self::found_after(program, |_| ())
    }

    /// The same, with something that people do before the two organisations connect.
    pub fn found_after(program: &Path, before: impl FnOnce(&Self)) -> Self {
        let harbour = Self::begin(program);
        let file = harbour.write("Connections.csv", HENRIKES);
        harbour.me("Henrike", &["import", &file, "--rate", "all=know-well"]);
        for (who, whom, strength) in TRUST {
            harbour.me(who, &["trust", whom, "--strength", strength]);
        }
        before(&harbour);
        harbour.connect();
        harbour.tie("Lucía", "Nadia");
        harbour
    }

    fn begin(program: &Path) -> Self {
        let dir = tempfile::tempdir().expect("a temporary directory can be made");
        let mut harbour = Self { nodes: BTreeMap::new(), people: BTreeMap::new(), dir };
        for org in ["Hillside", "Riverbend"] {
            let mut node = Node::init(program, &harbour.place(org), org);
            node.start();
            harbour.nodes.insert(org, node);
        }
        for (name, org) in MEMBERS {
            let person = Person::new(program, &harbour.place(&format!("{name}.json")));
            harbour.people.insert(name, person);
            let link = text(&harbour.admin(org, &["member", "invite", name])["link"]);
            let contact = format!("{}@contact.example", name.to_lowercase());
            harbour.me(name, &["join", &link, "--name", name, "--org", org, "--contact", &contact]);
        }
        harbour
    }

    /// What an admin's command answers.
    ///
    /// # Panics
    /// If it fails.
    #[track_caller]
    pub fn admin(&self, org: &str, args: &[&str]) -> Value {
        self.nodes[org].admin(args).done()
    }

    /// Lets so many days pass since the beginning, while both nodes are off.
    pub fn days_later(&mut self, days: u64) {
        self.nodes.values_mut().for_each(Node::stop);
        wind(self.dir.path(), days * 86_400);
        self.nodes.values_mut().for_each(Node::start);
    }

    /// Has people's commands live so many seconds after the beginning; a node that runs lives on as it did.
    pub fn people_live_ahead(&self, secs: u64) {
        wind(self.dir.path(), secs);
    }

    /// A node.
    pub fn node(&self, org: &str) -> &Node {
        &self.nodes[org]
    }

    /// What a member's command answers.
    ///
    /// # Panics
    /// If it fails.
    #[track_caller]
    pub fn me(&self, name: &str, args: &[&str]) -> Value {
        self.people[name].me(args).done()
    }

    /// A command of a member that may fail.
    pub fn tries(&self, name: &str, args: &[&str]) -> Said {
        self.people[name].me(args)
    }

    /// What a member reads in sentences.
    ///
    /// # Panics
    /// If the command fails.
    #[track_caller]
    pub fn reads(&self, name: &str, args: &[&str]) -> String {
        self.people[name].read(args).sentences()
    }

    /// Somebody by name.
    pub fn person(&self, name: &str) -> &Person {
        &self.people[name]
    }

    /// The one item of a sort that waits for a member, once it does.
    pub fn waiting(&self, name: &str, what: &str) -> Value {
        self.until(&format!("{what} for {name}"), || {
            let items = list(&self.me(name, &["inbox"]));
            items.into_iter().find(|item| item["what"] == what)
        })
    }

    /// Its first digits, as people type them.
    pub fn waiting_id(&self, name: &str, what: &str) -> String {
        digits(&self.waiting(name, what)["item"])
    }

    /// The paths offered to an ask, once there is one.
    pub fn offers(&self, name: &str, ask: &str) -> Vec<Value> {
        self.until("an offer", || {
            let offers = list(&self.me(name, &["offers", ask]));
            (!offers.is_empty()).then_some(offers)
        })
    }

    /// Looks again and again until there is something.
    ///
    /// # Panics
    /// If it never comes.
    pub fn until<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = look() {
                return found;
            }
            assert!(Instant::now() < deadline, "{what} never came\n{}", self.logs());
            thread::sleep(LOOK_AGAIN);
        }
    }

    /// Writes a file, and returns how to name it.
    pub fn write(&self, name: &str, content: &str) -> String {
        let path = self.place(name);
        fs::write(&path, content).expect("a file can be written");
        plain(&path)
    }

    /// Where a file of that name would be.
    pub fn file(&self, name: &str) -> String {
        plain(&self.place(name))
    }

    fn place(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn connect(&self) {
        let token = text(&self.admin("Riverbend", &["peer", "invite"])["token"]);
        self.admin("Hillside", &["peer", "join", &token]);
        let org = self.until("a joining organisation", || {
            let peers = list(&self.admin("Riverbend", &["peer", "list"]));
            peers.iter().find(|peer| peer["state"] == "awaits-confirmation").map(|peer| digits(&peer["org"]))
        });
        self.admin("Riverbend", &["peer", "confirm", &org]);
        self.until("Hillside's table at Riverbend", || {
            (self.admin("Riverbend", &["status"])["status"]["tables"].as_u64() > Some(0)).then_some(())
        });
        for org in ["Hillside", "Riverbend"] {
            self.until("a connection", || {
                list(&self.admin(org, &["peer", "list"])).iter().all(|peer| peer["state"] == "active").then_some(())
            });
        }
    }

    /// Ends a node's process as an operator does.
    pub fn stop(&mut self, org: &str) {
        self.nodes.get_mut(org).expect("an organisation of the harbour").stop();
    }

    /// Starts it again.
    pub fn start(&mut self, org: &str) {
        self.nodes.get_mut(org).expect("an organisation of the harbour").start();
    }

    /// Ties a bridge that serves the questions of organisations behind the two.
    pub fn tie_for_all(&self, maker: &str, taker: &str) {
        self.tie_with(maker, taker, &["--audience", "network"]);
    }

    fn tie(&self, maker: &str, taker: &str) {
        self.tie_with(maker, taker, &[]);
    }

    fn tie_with(&self, maker: &str, taker: &str, how: &[&str]) {
        let how = [&["--strength", "would-vouch"], how].concat();
        let link = text(&self.me(maker, &[&["bridge", "--new"], how.as_slice()].concat())["link"]);
        self.me(taker, &[&["bridge", link.as_str()], how.as_slice()].concat());
        self.me(maker, &["approve", &self.waiting_id(maker, "bridge-accepted")]);
        self.me(taker, &["approve", &self.waiting_id(taker, "bridge-confirmed")]);
        for name in [maker, taker] {
            self.until("an active bridge", || {
                list(&self.me(name, &["bridges"])).iter().all(|bridge| bridge["state"] == "active").then_some(())
            });
        }
    }

    fn logs(&self) -> String {
        let told = self.nodes.iter().map(|(org, node)| format!("{org}: {}", node.log()));
        told.collect::<Vec<_>>().join("\n")
    }
}

/// The first digits of an identifier, as people type them.
pub fn digits(id: &Value) -> String {
    text(id).chars().take(8).collect()
}

fn plain(path: &Path) -> String {
    path.to_str().expect("temporary directories have plain names").to_owned()
}

/// As LinkedIn writes it.
const HENRIKES: &str = "\
Notes:
\"When exporting your connection data, you may notice that some of the email addresses are missing.\"

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Jonas,Weidt,https://www.linkedin.com/in/jonas-weidt,jonas@quarry.example,Quarry Fund,Programme lead,03 Mar 2021
Ada,Adler,,ada@wells.example,Wells,Engineer,03 Mar 2021
Carla,Dune,,carla@deltaworks.example,Delta Works,Treasurer,03 Mar 2021
Dana,Silva,,dana@silence.example,Silva,Chair,03 Mar 2021
Samir,Haddad,,samir@letters.example,Weavers,Teacher,03 Mar 2021
";
