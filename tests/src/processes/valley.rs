//! Three organisations as three processes, the five people of the story, and how they look again until it is there.
//!
//! ```text
//!   Omar ── Lucía ══ Nadia ── Henrike ══ Matthias ── knows Jonas
//!      Hillside        Riverbend            Lindenhof
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use serde_json::Value;
use tempfile::TempDir;

use super::{LOOK_AGAIN, Node, PATIENCE, Person, Said};

/// The organisations, in the order of the path.
pub const ORGS: [&str; 3] = ["Hillside", "Riverbend", "Lindenhof"];

/// Each person's first name, whole name and organisation.
pub const PEOPLE: [(&str, &str, &str); 5] = [
    ("Omar", "Omar Feldkamp", "Hillside"),
    ("Lucía", "Lucía Ferrerón", "Hillside"),
    ("Nadia", "Nadia Okonkwo-Bell", "Riverbend"),
    ("Henrike", "Henrike Tønnesen", "Riverbend"),
    ("Matthias", "Matthias Brandauer", "Lindenhof"),
];

/// What a person reads who decides once more on what was decided.
pub const GONE: &str = "there is no item that begins with";
/// Who is sought.
pub const JONAS: &str = "jonas.weidt@quarry.example";
/// His name.
pub const JONAS_NAME: &str = "Jonas Weidtmann";

/// The three nodes and the five people.
#[derive(Debug)]
pub struct Valley {
    dir: TempDir,
    nodes: BTreeMap<&'static str, Node>,
    people: BTreeMap<&'static str, Person>,
    seen: BTreeSet<(String, String)>,
}

impl Valley {
    /// Sets everything up through the command line, until questions can travel from end to end.
    pub fn found(program: &Path) -> Self {
        let mut valley = Self::begin(program);
        valley.settle_in(|_, _| ());
        valley
    }

    /// Three nodes that run and know nobody.
    pub fn begin(program: &Path) -> Self {
        let dir = tempfile::tempdir().expect("a temporary directory can be made");
        let mut valley = Self { nodes: BTreeMap::new(), people: BTreeMap::new(), seen: BTreeSet::new(), dir };
        fs::create_dir(valley.place("live")).expect("the directory is fresh");
        for org in ORGS {
            let mut node = Node::init(program, &valley.place("live").join(org), org);
            node.start();
            valley.nodes.insert(org, node);
        }
        for (name, ..) in PEOPLE {
            valley.people.insert(name, Person::new(program, &valley.place("live").join(format!("{name}.json"))));
        }
        valley
    }

    /// People join, trust and tie bridges, organisations connect. `before` is called before each phase with its name.
    pub fn settle_in(&mut self, mut before: impl FnMut(&mut Self, &'static str)) {
        before(self, "members");
        for (name, whole, org) in PEOPLE {
            let link = text(&self.admin(org, &["member", "invite", whole], &[]).json["link"]);
            let contact = format!("{name}@contact.example");
            let join = ["join", &link, "--name", whole, "--org", org, "--contact", &contact];
            self.repeat(name, &join, &["makes you a member of this organisation already"]);
        }
        before(self, "trust");
        self.record_trust();
        for (inviter, joiner) in [("Riverbend", "Hillside"), ("Lindenhof", "Riverbend")] {
            before(self, "token");
            let org = self.hand_token(inviter, joiner);
            before(self, "confirm");
            self.confirm(inviter, joiner, &org);
        }
        for (maker, taker) in [("Lucía", "Nadia"), ("Henrike", "Matthias")] {
            before(self, "link");
            let item = self.hand_link(maker, taker);
            before(self, "bridge");
            self.tie(maker, taker, &item);
        }
    }

    /// A node.
    pub fn node(&mut self, org: &str) -> &mut Node {
        self.nodes.get_mut(org).expect("the story names one of its organisations")
    }

    /// A command of an organisation's admin, repeated as [`Valley::repeat`] does.
    pub fn admin(&mut self, org: &str, args: &[&str], before: &[&str]) -> Said {
        self.until(args[0], |valley| settled(org, valley.nodes[org].admin(args), before))
    }

    /// A command of a member, repeated while the node is down, until it is done or the complaint has words
    /// that say it was done `before`.
    ///
    /// # Panics
    /// If the member is told anything else.
    pub fn repeat(&mut self, name: &str, args: &[&str], before: &[&str]) -> Said {
        self.until(args[0], |valley| settled(name, valley.me(name, args), before))
    }

    /// A command of a member, tried once.
    pub fn me(&self, name: &str, args: &[&str]) -> Said {
        self.people[name].me(args)
    }

    /// What a member sees; asked again until their node answers.
    pub fn look(&mut self, name: &str, args: &[&str]) -> Value {
        self.until("a look", |valley| {
            let said = valley.me(name, args);
            said.is_done().then_some(said.json)
        })
    }

    /// What waits for a member.
    pub fn inbox(&mut self, name: &str) -> Vec<Value> {
        let items = list(&self.look(name, &["inbox"]));
        self.seen.extend(items.iter().map(|item| (name.to_owned(), text(&item["item"]))));
        items
    }

    /// How many different items were ever in a member's inbox since the last [`Valley::restore`].
    pub fn seen(&self, name: &str) -> usize {
        self.seen.iter().filter(|(who, _)| who == name).count()
    }

    /// The one item that waits for a member, once it does.
    pub fn waiting(&mut self, name: &str, what: &str) -> String {
        self.until(&format!("{what} for {name}"), |valley| {
            let items = valley.inbox(name);
            assert!(items.len() <= 1, "one thing at a time waits for {name}: {items:?}");
            items.iter().find(|item| item["what"] == what).map(|item| text(&item["item"]))
        })
    }

    /// Looks again and again until there is something, and starts nodes again that died meanwhile.
    ///
    /// # Panics
    /// If it never comes.
    pub fn until<T>(&mut self, what: &str, mut look: impl FnMut(&mut Self) -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            self.tend();
            if let Some(found) = look(self) {
                return found;
            }
            assert!(Instant::now() < deadline, "{what} never came\n{}", self.logs());
            thread::sleep(LOOK_AGAIN);
        }
    }

    /// Starts nodes again that died.
    pub fn tend(&mut self) {
        self.nodes.values_mut().for_each(Node::tend);
    }

    /// Stops all nodes as an operator does.
    pub fn stop(&mut self) {
        self.nodes.values_mut().for_each(Node::stop);
    }

    /// Starts all nodes.
    pub fn start(&mut self) {
        self.nodes.values_mut().for_each(Node::start);
    }

    /// Keeps what the stopped nodes and people have, to be taken back with [`Valley::restore`].
    pub fn save(&self) {
        copy(&self.place("live"), &self.place("saved"));
    }

    /// Puts everything back to what was saved. The nodes must be stopped.
    pub fn restore(&mut self) {
        self.seen.clear();
        fs::remove_dir_all(self.place("live")).expect("what the nodes left can be removed");
        copy(&self.place("saved"), &self.place("live"));
    }

    /// A file beside the nodes' data.
    pub fn place(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn record_trust(&mut self) {
        let file = self.place("Connections.csv");
        fs::write(&file, CONNECTIONS).expect("a file can be written");
        let file = file.to_str().expect("temporary directories have plain names");
        self.repeat("Matthias", &["import", file, "--rate", "Weidtmann=have-met", "--audience", "network"], &[]);
        self.repeat("Matthias", &["trust", JONAS_NAME, "--strength", "know-well"], &[]);
        self.repeat("Omar", &["trust", "Lucía", "--strength", "know-well"], &[]);
        self.repeat("Nadia", &["trust", "Henrike", "--strength", "would-vouch", "--audience", "network"], &[]);
    }

    fn hand_token(&mut self, inviter: &str, joiner: &str) -> String {
        let token = text(&self.admin(inviter, &["peer", "invite"], &[]).json["token"]);
        self.admin(joiner, &["peer", "join", &token], &[]);
        self.until("a joining organisation", |valley| {
            let peers = list(&valley.admin(inviter, &["peer", "list"], &[]).json);
            peers.iter().find(|peer| peer["state"] == "awaits-confirmation").map(|peer| text(&peer["org"]))
        })
    }

    fn confirm(&mut self, inviter: &str, joiner: &str, org: &str) {
        self.admin(inviter, &["peer", "confirm", org], &["no organisation with that key waits"]);
        for side in [inviter, joiner] {
            self.until("a connection", |valley| {
                let peers = list(&valley.admin(side, &["peer", "list"], &[]).json);
                peers.iter().all(|peer| peer["state"] == "active").then_some(())
            });
        }
    }

    fn hand_link(&mut self, maker: &str, taker: &str) -> String {
        let how = ["--strength", "would-vouch", "--audience", "network"];
        let link = text(&self.repeat(maker, &[&["bridge", "--new"], &how[..]].concat(), &[]).json["link"]);
        self.repeat(taker, &[&["bridge", &link], &how[..]].concat(), &[]);
        self.waiting(maker, "bridge-accepted")
    }

    fn tie(&mut self, maker: &str, taker: &str, item: &str) {
        self.repeat(maker, &["approve", item], &[GONE]);
        let item = self.waiting(taker, "bridge-confirmed");
        self.repeat(taker, &["approve", &item], &[GONE]);
        for name in [maker, taker] {
            self.until("an active bridge", |valley| {
                let bridges = list(&valley.look(name, &["bridges"]));
                bridges.iter().any(|bridge| bridge["state"] == "active").then_some(())
            });
        }
    }

    fn logs(&self) -> String {
        let told = self.nodes.iter().map(|(org, node)| format!("{org}: {}", node.log()));
        told.collect::<Vec<_>>().join("\n")
    }
}

/// What is said, unless the same command has yet to be repeated.
fn settled(who: &str, said: Said, before: &[&str]) -> Option<Said> {
    if said.is_done() || before.iter().any(|words| said.says(words)) {
        return Some(said);
    }
    assert!(said.is_passing(), "{who} is told something that a repetition does not mend: {}", said.complaint);
    None
}

/// A JSON text.
pub fn text(value: &Value) -> String {
    value.as_str().expect("the answer has a text there").to_owned()
}

/// A JSON list.
pub fn list(value: &Value) -> Vec<Value> {
    value.as_array().expect("the answer is a list").clone()
}

/// Copies files and directories; sockets are made anew by who listens on them.
fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).expect("nothing is there yet");
    for entry in fs::read_dir(from).expect("the directory can be read").flatten() {
        let (kind, target) = (entry.file_type().expect("a file has a type"), to.join(entry.file_name()));
        if kind.is_dir() {
            copy(&entry.path(), &target);
        } else if kind.is_file() {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
    let mode = fs::metadata(from).expect("the directory can be read").permissions();
    fs::set_permissions(to, mode).expect("the copy is ours");
}

/// As LinkedIn writes it. Only one of them is ever rated.
const CONNECTIONS: &str = "\
Notes:
\"When exporting your connection data, you may notice that some of the email addresses are missing.\"

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Jonas,Weidtmann,https://www.linkedin.com/in/jonas-weidtmann-4711,jonas.weidt@quarry.example,Quarry Fund,Programme lead,03 Mar 2021
Petra,Unratedsdottir,https://www.linkedin.com/in/petra-unrated,petra.unrated@quarry.example,Quarry Fund,Analyst,04 Mar 2021
";
