//! The program `stn`, with ears for tests: it can be told where to die and how late it is, and it can write down what
//! arrives.
//!
//! `STN_KILL_FILE` names a file that may appear while the program runs. It says `POINT:N`: from then on, the
//! N-th passing of that point ends the process with SIGKILL, and the file is renamed to `….killed` just before.
//! `STN_AHEAD_FILE` names a file that says by how many seconds the program's clock is ahead, if it is there at the start.
//! `STN_TAP` names a file that gets every block that arrives from a peer, one a line, in hexadecimal digits.

use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::thread;

use data_encoding::HEXLOWER;
use rustix::process::{Signal, getpid, kill_process};
use stn_node::cli;
use stn_node::driver::{Hooks, Tap};
use stn_protocol::time::Span;

fn main() -> ExitCode {
    let mut hooks = Hooks::none();
    if let Some(file) = env::var_os("STN_KILL_FILE") {
        let death = Mutex::new(Death { file: file.into(), sentence: String::new(), passed: 0 });
        hooks.at = Arc::new(move |point| death.lock().expect("nobody panics holding it").pass(point));
    }
    hooks.tap = env::var_os("STN_TAP").map(|file| tap(file.into()));
    if let Some(secs) = env::var_os("STN_AHEAD_FILE").and_then(|file| fs::read_to_string(file).ok()) {
        hooks.ahead = Span::secs(secs.trim().parse().expect("the file says how many seconds"));
    }
    cli::run(env::args_os(), hooks)
}

/// When to die.
struct Death {
    file: PathBuf,
    sentence: String,
    passed: u64,
}

impl Death {
    fn pass(&mut self, point: &str) {
        let Ok(sentence) = fs::read_to_string(&self.file) else {
            self.sentence.clear();
            return;
        };
        if sentence != self.sentence {
            (self.sentence, self.passed) = (sentence, 0);
        }
        let (at, nth) = self.sentence.split_once(':').expect("a sentence is POINT:N");
        if at == point {
            self.passed += 1;
            if self.passed.to_string() == nth {
                self.die();
            }
        }
    }

    fn die(&self) -> ! {
        let mut killed = self.file.clone().into_os_string();
        killed.push(".killed");
        fs::rename(&self.file, killed).expect("the sentence's file can be renamed");
        kill_process(getpid(), Signal::KILL).expect("a process may end itself");
        loop {
            thread::park();
        }
    }
}

fn tap(path: PathBuf) -> Tap {
    let file = OpenOptions::new().create(true).append(true).open(path).expect("the tap's file can be written");
    let file: Mutex<File> = Mutex::new(file);
    Arc::new(move |_, block| {
        let mut file = file.lock().expect("nobody panics holding it");
        writeln!(file, "{}", HEXLOWER.encode(block)).expect("the tap's file can be written");
    })
}
