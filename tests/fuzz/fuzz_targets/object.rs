//! What is signed or sealed, as bytes, for libFuzzer: `stn_tests::fuzz::object` has the body.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stn_tests::fuzz::{object, watch};

fuzz_target!(|input: &[u8]| watch(&object::TARGET, input));
