//! Whole blocks, for libFuzzer: `stn_tests::fuzz::frame` has the body.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stn_tests::fuzz::{frame, watch};

fuzz_target!(|input: &[u8]| watch(&frame::TARGET, input));
