//! Compiles `stn/v1/*.proto` to Rust with protox, so that no `protoc` is needed on the machine.
//!
//! Generated types get no `Debug`: they hold names and letters, which must never be printed.

use std::error::Error;

const FILES: [&str; 10] = [
    "stn/v1/signed.proto",
    "stn/v1/certificate.proto",
    "stn/v1/query.proto",
    "stn/v1/evaluation.proto",
    "stn/v1/offer.proto",
    "stn/v1/request.proto",
    "stn/v1/answer.proto",
    "stn/v1/peering.proto",
    "stn/v1/bridge.proto",
    "stn/v1/frame.proto",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=stn");
    let descriptors = protox::compile(FILES, ["."])?;
    prost_build::Config::new().skip_debug(["."]).compile_fds(descriptors)?;
    Ok(())
}
