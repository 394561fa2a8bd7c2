//! The program `stn`: arguments in, exit code out.

use std::process::ExitCode;

use stn_node::cli;
use stn_node::driver::Hooks;

fn main() -> ExitCode {
    cli::run(std::env::args_os(), Hooks::none())
}
