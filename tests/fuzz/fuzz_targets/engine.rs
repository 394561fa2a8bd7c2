//! A node among hostile peers, for libFuzzer: `stn_tests::fuzz::engine` has the body.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stn_tests::fuzz::{engine, watch};

fuzz_target!(|input: &[u8]| watch(&engine::TARGET, input));
