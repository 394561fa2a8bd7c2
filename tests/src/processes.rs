//! Nodes as processes of their own, and people who have nothing but the command line.
//!
//! A node keeps its ports for its whole life, so that its peers find it again after a restart. It ends when it is
//! dropped, or by its own hand where a test has told it to (see the program `stn-under-test`).
//! [`valley`] is three organisations made of these, [`harbour`] two.

pub mod harbour;
pub mod valley;

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

/// How long anything may take before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// How often a person looks again.
pub const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// What a command said.
#[derive(Clone, Debug)]
pub struct Said {
    /// Its exit code; `None` if it was killed.
    pub code: Option<i32>,
    /// Its answer, if it gave one.
    pub json: Value,
    /// What it wrote for people.
    pub text: String,
    /// What it complained about.
    pub complaint: String,
}

/// A node's data and its process.
#[derive(Debug)]
pub struct Node {
    program: PathBuf,
    data: PathBuf,
    running: Option<Running>,
    away_until: Option<Instant>,
    /// Where it died by its own hand, in order.
    pub deaths: Vec<String>,
}

/// A member with a key file.
#[derive(Clone, Debug)]
pub struct Person {
    program: PathBuf,
    keys: PathBuf,
}

#[derive(Debug)]
struct Running {
    child: Child,
    /// Held so that the node can say its last words.
    _words: BufReader<ChildStdout>,
}

/// Runs `program` with `args` and waits for its end.
pub fn stn(program: &Path, args: &[impl AsRef<OsStr>]) -> Said {
    let output = command(program).args(args).output().expect("the program can be started");
    Said::of(&output)
}

/// A port on which nothing listens: below those that connections leave from, so that none takes it for its own, and
/// given to nobody else of this process. Other processes begin elsewhere.
pub fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    const FIRST: u16 = 10_240;
    const COUNT: u16 = 20_480;
    let begin = std::process::id().wrapping_mul(997) as u16;
    let drawn = |_| FIRST + begin.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)) % COUNT;
    let is_free = |port: &u16| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, *port))).is_ok();
    (0..COUNT).map(drawn).find(is_free).expect("a port is free")
}

impl Said {
    fn of(output: &Output) -> Self {
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        Self {
            code: output.status.code(),
            json: serde_json::from_str(&text).unwrap_or_default(),
            text,
            complaint: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Whether it did what it was asked.
    pub fn is_done(&self) -> bool {
        self.code == Some(0)
    }

    /// Whether it complains of a node that is down, or went down before it answered: nothing but that.
    pub fn is_passing(&self) -> bool {
        PASSING.iter().any(|sentence| self.says(sentence))
    }

    /// Whether it complains in these words.
    pub fn says(&self, words: &str) -> bool {
        self.complaint.contains(words)
    }

    /// What it wrote for people.
    ///
    /// # Panics
    /// If it failed.
    pub fn sentences(self) -> String {
        assert!(self.is_done(), "a command failed: {}", self.complaint);
        self.text
    }

    /// Its answer.
    ///
    /// # Panics
    /// If it failed.
    pub fn done(self) -> Value {
        assert!(self.is_done(), "a command failed: {}", self.complaint);
        self.json
    }
}

impl Node {
    /// Sets a node up with `stn init`, on free ports of this computer, with a quick clock.
    pub fn init(program: &Path, data: &Path, name: &str) -> Self {
        let listen = format!("/ip4/127.0.0.1/tcp/{}", free_port());
        let api = format!("127.0.0.1:{}", free_port());
        let (program, data) = (program.to_owned(), data.to_owned());
        let node = Self { program, data, running: None, away_until: None, deaths: Vec::new() };
        node.admin(&["init", "--yes", "--name", name, "--listen", &listen, "--api", &api]).done();
        let mut settings =
            File::options().append(true).open(node.data.join("node.toml")).expect("init wrote the settings");
        settings.write_all(QUICK.as_bytes()).expect("the settings can be written");
        node
    }

    /// Where its data lie.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Has the node run on other data from here on. It must be stopped.
    pub fn move_to(&mut self, data: &Path) {
        data.clone_into(&mut self.data);
    }

    /// Starts `stn serve` and waits until it runs. A port somebody else holds for a moment is waited for.
    pub fn start(&mut self) {
        let deadline = Instant::now() + PATIENCE;
        while !self.try_start() {
            self.note_death();
            assert!(Instant::now() < deadline, "the node does not start: {}", self.log());
            thread::sleep(LOOK_AGAIN);
        }
    }

    /// Ends the process as an operator does, and waits.
    pub fn stop(&mut self) {
        if let Some(mut running) = self.running.take() {
            // A process that has died meanwhile needs no signal.
            let _ = kill_process(Pid::from_child(&running.child), Signal::TERM);
            running.child.wait().expect("a child can be waited for");
        }
    }

    /// Ends the process with SIGKILL.
    pub fn kill(&mut self) {
        if let Some(mut running) = self.running.take() {
            let _ = running.child.kill();
            running.child.wait().expect("a child can be waited for");
        }
    }

    /// Ends the process with SIGKILL, and lets [`Node::tend`] start it again only after a while.
    pub fn leave(&mut self, away: Duration) {
        self.kill();
        self.away_until = Some(Instant::now() + away);
    }

    /// Tells the node where to die: at the `nth` passing of a point from now on.
    pub fn arm(&self, point: &str, nth: u32) {
        let fresh = self.data.with_extension("kill.new");
        fs::write(&fresh, format!("{point}:{nth}")).expect("the sentence can be written");
        fs::rename(fresh, self.sentence()).expect("the sentence can be written");
    }

    /// Takes it back. Whether it was still to happen.
    pub fn disarm(&self) -> bool {
        fs::remove_file(self.sentence()).is_ok()
    }

    /// Starts the node again if it has died, or was away for long enough.
    ///
    /// # Panics
    /// If it ended in any other way than it was told to.
    pub fn tend(&mut self) {
        if self.away_until.is_some_and(|until| until <= Instant::now()) {
            self.away_until = None;
            self.start();
        }
        let Some(running) = &mut self.running else { return };
        if let Some(status) = running.child.try_wait().expect("a child can be asked for") {
            self.running = None;
            let is_killed = status.signal() == Some(Signal::KILL.as_raw());
            assert!(self.note_death() && is_killed, "the node ended by itself ({status}): {}", self.log());
            self.start();
        }
    }

    /// A command of the admin.
    pub fn admin(&self, args: &[&str]) -> Said {
        self.run(args, &["--json"])
    }

    /// A command of the admin, answered in sentences.
    pub fn read(&self, args: &[&str]) -> Said {
        self.run(args, &[])
    }

    /// What a command of the admin says to people.
    pub fn plain(&self, args: &[&str]) -> String {
        let data = self.data.to_str().expect("temporary directories have plain names");
        stn(&self.program, &[args, &["--data", data]].concat()).text
    }

    /// What the node wrote about itself.
    pub fn log(&self) -> String {
        fs::read_to_string(self.data.with_extension("log")).unwrap_or_default()
    }

    /// The file into which what arrives is written.
    pub fn tap(&self) -> PathBuf {
        self.data.with_extension("tap")
    }

    fn run(&self, args: &[&str], how: &[&str]) -> Said {
        let data = self.data.to_str().expect("temporary directories have plain names");
        let mut command = command_at(&self.program, &self.data);
        command.args([args, how, &["--data", data]].concat());
        Said::of(&command.output().expect("the program can be started"))
    }

    fn try_start(&mut self) -> bool {
        let log = File::options().create(true).append(true).open(self.data.with_extension("log"));
        let mut child = command_at(&self.program, &self.data)
            .args(["serve", "--json", "--data"])
            .arg(&self.data)
            .env("STN_KILL_FILE", self.sentence())
            .env("STN_TAP", self.tap())
            .stdout(Stdio::piped())
            .stderr(log.expect("the log can be written"))
            .spawn()
            .expect("the program can be started");
        let mut words = BufReader::new(child.stdout.take().expect("its output is a pipe"));
        let mut first = String::new();
        if words.read_line(&mut first).is_ok_and(|bytes| bytes > 0) {
            self.running = Some(Running { child, _words: words });
            return true;
        }
        child.wait().expect("a child can be waited for");
        false
    }

    fn note_death(&mut self) -> bool {
        let killed = self.data.with_extension("kill.killed");
        match fs::read_to_string(&killed) {
            Ok(sentence) => {
                fs::remove_file(killed).expect("the sentence's file can be removed");
                self.deaths.push(sentence);
                true
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => panic!("the sentence's file can't be read: {error}"),
        }
    }

    fn sentence(&self) -> PathBuf {
        self.data.with_extension("kill")
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Person {
    /// Somebody whose keys are to lie in `keys`.
    pub fn new(program: &Path, keys: &Path) -> Self {
        Self { program: program.to_owned(), keys: keys.to_owned() }
    }

    /// A command of the member.
    pub fn me(&self, args: &[&str]) -> Said {
        Said::of(&self.command(args, &["--json"]).output().expect("the program can be started"))
    }

    /// A command of the member, answered in sentences.
    pub fn read(&self, args: &[&str]) -> Said {
        Said::of(&self.command(args, &[]).output().expect("the program can be started"))
    }

    /// A command of the member that reads a line.
    pub fn me_saying(&self, args: &[&str], line: &str) -> Said {
        let mut command = self.command(args, &["--json"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program can be started");
        let mut input = child.stdin.take().expect("its input is a pipe");
        input.write_all(format!("{line}\n").as_bytes()).expect("it reads a line");
        drop(input);
        Said::of(&child.wait_with_output().expect("it ends"))
    }

    fn command(&self, args: &[&str], how: &[&str]) -> Command {
        let keys = self.keys.to_str().expect("temporary directories have plain names");
        let mut command = command_at(&self.program, &self.keys);
        command.args([&["me"], args, how, &["--keys", keys]].concat());
        command
    }
}

/// The program, with the clock of everybody whose data or keys lie in the same directory: see [`wind`].
fn command_at(program: &Path, beside: &Path) -> Command {
    let mut command = command(program);
    command.env("STN_AHEAD_FILE", beside.with_file_name(AHEAD));
    command
}

/// Lets so much time pass, since the beginning, for everybody whose data or keys lie in `dir`. Nodes that run learn of
/// it when they start again.
pub fn wind(dir: &Path, secs: u64) {
    fs::write(dir.join(AHEAD), secs.to_string()).expect("a file can be written");
}

/// The program without anything of this environment that it would listen to.
fn command(program: &Path) -> Command {
    let mut command = Command::new(program);
    for name in ["STN_DATA", "STN_KEYS", "STN_KILL_FILE", "STN_TAP", "STN_AHEAD_FILE", "RUST_LOG"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

/// What people and admins read whose node is down, or went down before it answered.
const PASSING: [&str; 3] = ["the node can't be reached", "the node did not answer in time", "no node runs on the data"];
/// The name of the file that says how late it is.
const AHEAD: &str = "ahead";
/// Settings for a test that must not wait long.
const QUICK: &str = "release_grid_ms = 100\nreconnect_min_ms = 100\nlog_level = \"warn\"\n";
