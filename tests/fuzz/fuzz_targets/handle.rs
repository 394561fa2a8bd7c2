//! Handles of any text, for libFuzzer: `stn_tests::fuzz::handle` has the body.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stn_tests::fuzz::{handle, watch};

fuzz_target!(|input: &[u8]| watch(&handle::TARGET, input));
