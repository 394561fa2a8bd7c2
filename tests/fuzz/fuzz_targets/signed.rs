//! Who signed what, for libFuzzer: `stn_tests::fuzz::signed` has the body.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stn_tests::fuzz::{signed, watch};

fuzz_target!(|input: &[u8]| watch(&signed::TARGET, input));
