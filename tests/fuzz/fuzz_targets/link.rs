//! Links people hand over, for libFuzzer: `stn_tests::fuzz::link` has the body.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stn_tests::fuzz::{link, watch};

fuzz_target!(|input: &[u8]| watch(&link::TARGET, input));
