//! A node that knows a whole organisation's people: how fast it learns them, changes one, and starts again after
//! kill -9, beside the plain work those come down to. `cargo bench -p stn-tests --bench people [-- --org11m]`
//!
//! The organisation is the one of the `trust` bench: 2 000 members with 1.1 million edges, each edge to somebody
//! outside a contact with name, organisation, role and address. A child process makes it by members' commands
//! over a real store and ends itself with SIGKILL; the rows after that are measured on what it left.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench that can't go on ends")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use rustix::process::{Signal, getpid, kill_process};
use stn_node::import;
use stn_node::store::{Options, SledStore, Store};
use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::engine::{Engine, Settings};
use stn_protocol::exchange::view::{MemberLook, MemberSight};
use stn_protocol::exchange::{ContactEntry, MemberCommand};
use stn_protocol::id::{ContactId, MemberKey};
use stn_protocol::message::Strength;
use stn_protocol::trust::{EdgePolicy, Handle, HandleType};
use stn_tests::durable::Durable;
use stn_tests::graphs::{Graph, Organisation};

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let large = args.iter().any(|arg| arg == "--org11m");
    if let Some(at) = args.iter().position(|arg| arg == "--fill") {
        fill(Path::new(&args[at + 1]), large);
    }
    let root = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let dir = root.path().join("store");
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.arg("--fill").arg(&dir).args(large.then_some("--org11m"));
    let status = child.status().unwrap();
    assert!(!status.success(), "the child ends itself with SIGKILL");
    restart(&dir);
    changes(&dir);
    import(&root.path().join("other"));
}

/// Makes the organisation by commands, each member's contacts in one commit, and dies.
fn fill(dir: &Path, large: bool) -> ! {
    let graph = if large { Organisation::TEN_MILLION } else { Organisation::MILLION }.graph("org", 1);
    let mut node = Durable::create(dir).unwrap();
    let begun = Instant::now();
    let numbers = (0..graph.people()).filter(|person| graph.members[*person]);
    let members: BTreeMap<u32, MemberKey> = numbers.map(|n| (n as u32, node.join(&n.to_string()))).collect();
    node.commit().unwrap();
    println!("{} members joined in {:.1} s", members.len(), begun.elapsed().as_secs_f64());
    let begun = Instant::now();
    for (number, member) in &members {
        tell(&mut node, &graph, &members, (*number, *member));
        node.commit().unwrap();
    }
    let secs = begun.elapsed().as_secs_f64();
    let edges = graph.edges.len();
    println!("{edges} edges recorded by commands, durable after each member: {:.0} edges/s", edges as f64 / secs);
    kill_process(getpid(), Signal::KILL).unwrap();
    unreachable!("a killed process does nothing more");
}

/// One member says whom they know.
fn tell(node: &mut Durable, graph: &Graph, members: &BTreeMap<u32, MemberKey>, (from, member): (u32, MemberKey)) {
    let start = graph.edges.partition_point(|edge| edge.from < from);
    let own = graph.edges[start..].iter().take_while(|edge| edge.from == from);
    let mut contacts = Vec::new();
    for edge in own {
        let strength =
            [Strength::HaveMet, Strength::KnowWell, Strength::WouldVouch][usize::from(edge.level.min(3)) - 1];
        match members.get(&edge.to) {
            Some(colleague) => {
                let (colleague, policy) = (*colleague, EdgePolicy::default());
                node.act(member, MemberCommand::TrustColleague { colleague, strength, policy }).unwrap();
            }
            None => contacts.push(entry(edge.to, strength)),
        }
    }
    for part in contacts.chunks(1_000) {
        node.act(member, MemberCommand::RecordContacts { contacts: part.to_vec(), import: None }).unwrap();
    }
}

fn entry(person: u32, strength: Strength) -> ContactEntry {
    ContactEntry {
        contact: None,
        name: format!("Person Number {person}").into(),
        org: format!("Organisation {}", person % 5_000).into(),
        role: "Programme officer".into(),
        handles: vec![Handle::of_type(HandleType::Email, &format!("p{person}@mail.example"), None).unwrap()],
        strength,
        policy: EdgePolicy::default(),
        about: None,
    }
}

/// From a killed process's files to the first right answer, step by step.
fn restart(dir: &Path) {
    let bytes: u64 = walk(dir).iter().map(|file| file.metadata().map_or(0, |data| data.len())).sum();
    let begun = Instant::now();
    let store = SledStore::open(dir, Options::default()).unwrap();
    let opened = begun.elapsed();
    let records = store.scan(&[]).unwrap();
    let read = begun.elapsed();
    let by_table = sizes(&records);
    let engine = Engine::wake(OrgSecret::from_seed(&[1; 32]), Settings::default(), records).unwrap();
    let woken = begun.elapsed();
    let member = first_member(&engine);
    let now = stn_protocol::time::Timestamp::from_secs(1_790_000_000);
    let MemberSight::Reach(reach) = engine.member_look(&member, &MemberLook::Reach, now) else { unreachable!() };
    let answered = begun.elapsed();
    assert!(reach.within[2] > reach.within[0], "a member of this organisation reaches further than their own");
    println!("files after kill -9: {} MiB; records by table: {by_table}", bytes >> 20);
    println!(
        "start to first answer: {} ms (open with the check of every record {}, read {}, wake {}, reach {}); rings {:?}",
        answered.as_millis(),
        opened.as_millis(),
        (read - opened).as_millis(),
        (woken - read).as_millis(),
        (answered - woken).as_millis(),
        reach.within
    );
}

/// One contact changed, in memory and on the disk.
fn changes(dir: &Path) {
    let mut node = Durable::open(dir).unwrap();
    let member = first_member(&node.engine);
    let mut step = Vec::new();
    let mut durable = Vec::new();
    for round in 0..2_000_u32 {
        let mut contacts = vec![entry(round * 37 % 100_000, Strength::KnowWell)];
        contacts[0].name = format!("Person Number {}", round * 37 % 100_000).into();
        let begun = Instant::now();
        node.act(member, MemberCommand::RecordContacts { contacts, import: None }).unwrap();
        step.push(begun.elapsed().as_secs_f64() * 1e6);
        if round.is_multiple_of(10) {
            let begun = Instant::now();
            node.commit().unwrap();
            durable.push(begun.elapsed().as_secs_f64() * 1e6);
        }
    }
    println!("a contact recorded, the whole step: {}", spread(&mut step));
    println!("ten of them made durable in one commit: {}", spread(&mut durable));
    let mut forget = Vec::new();
    for contact in 1..=500 {
        let begun = Instant::now();
        node.act(member, MemberCommand::ForgetContact { contact: ContactId(contact) }).unwrap();
        forget.push(begun.elapsed().as_secs_f64() * 1e6);
    }
    println!("a contact forgotten, the whole step: {}", spread(&mut forget));
}

/// A Connections.csv of 500 rows, from bytes to durable.
fn import(dir: &Path) {
    let mut file = String::from("First Name,Last Name,URL,Email Address,Company,Position,Connected On\n");
    for row in 0..500 {
        file += &format!(
            "Given{row},Family{row},https://www.linkedin.com/in/person-{row},p{row}@mail.example,\
             \"Company {}, Inc.\",Officer,05 Mar 2024\n",
            row % 60
        );
    }
    let mut node = Durable::create(dir).unwrap();
    let members: Vec<MemberKey> = (0..20).map(|n| node.join(&n.to_string())).collect();
    node.commit().unwrap();
    let mut whole = Vec::new();
    for member in members {
        let begun = Instant::now();
        let export = import::read(file.as_bytes()).unwrap();
        let contacts = export.rows.iter().map(|row| ContactEntry {
            contact: None,
            name: row.name.clone(),
            org: row.org.clone(),
            role: row.title.clone(),
            handles: row.emails.iter().map(|mail| Handle::of_type(HandleType::Email, mail, None).unwrap()).collect(),
            strength: Strength::KnowWell,
            policy: EdgePolicy::default(),
            about: None,
        });
        let contacts = contacts.collect();
        node.act(member, MemberCommand::RecordContacts { contacts, import: None }).unwrap();
        node.commit().unwrap();
        whole.push(begun.elapsed().as_secs_f64() * 1e6);
    }
    println!("500 rows of a Connections.csv, parsed, recorded, durable: {}", spread(&mut whole));
}

fn first_member(engine: &Engine) -> MemberKey {
    use stn_protocol::exchange::view::{AdminLook, AdminSight};
    let now = stn_protocol::time::Timestamp::from_secs(1_790_000_000);
    let AdminSight::Members(members) = engine.admin_look(AdminLook::Members, now) else { unreachable!() };
    members[0].member
}

fn sizes(records: &[(Vec<u8>, Vec<u8>)]) -> String {
    let mut by_table = BTreeMap::<u8, (usize, usize)>::new();
    for (key, value) in records {
        let (count, bytes) = by_table.entry(key[0]).or_default();
        *count += 1;
        *bytes += key.len() + value.len();
    }
    let told = by_table.iter().filter(|(_, (_, bytes))| *bytes > 1 << 20);
    let told = told.map(|(table, (count, bytes))| format!("{table}: {count} of {} KiB in all", bytes >> 10));
    told.collect::<Vec<_>>().join(", ")
}

fn spread(micros: &mut [f64]) -> String {
    micros.sort_by(f64::total_cmp);
    let at = |percent: usize| micros[(micros.len() - 1) * percent / 100];
    format!("median {:.1} µs, p99 {:.1} µs, worst {:.1} µs", at(50), at(99), at(100))
}

fn walk(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(walk(&path)) } else { files.push(path) }
    }
    files
}
