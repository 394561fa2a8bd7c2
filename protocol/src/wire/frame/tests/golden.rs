//! Golden frames and objects: the bytes other programs are held to, in tests/vectors/frames.txt and objects.txt.
//!
//! Each message stands there three times: as small as it may be, as people usually send it, as large as it may be.
//! The files are data; with `STN_WRITE_VECTORS=1` this test writes them, and whoever does must say why in the
//! change: what another program wrote yesterday must still be read.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::*;

const FILLS: [(Fill, &str); 3] = [(Fill::Smallest, "smallest"), (Fill::Usual, "usual"), (Fill::Largest, "largest")];

#[test]
fn every_frame_has_its_golden_bytes() {
    let mut lines = String::from(FRAMES_HEADER);
    for (fill, name) in FILLS {
        for frame in fill.frames() {
            let bytes = frame.shape().encode_to_vec();
            assert_eq!(decode(&block::encode(frame.size_class(), &bytes).unwrap()).as_ref(), Ok(&frame));
            line(&mut lines, &type_name(&format!("{frame:?}")), name, &bytes);
        }
        for join in fill.join_frames() {
            line(&mut lines, &format!("Join{}", type_name(&format!("{join:?}"))), name, &join.shape().encode_to_vec());
        }
    }

    compare("frames.txt", &lines);
}

#[test]
fn everything_signed_or_sealed_has_its_golden_bytes() {
    let mut lines = String::from(OBJECTS_HEADER);
    for (fill, name) in FILLS {
        for (object, bytes) in fill.objects() {
            line(&mut lines, object, name, &bytes);
        }
    }

    compare("objects.txt", &lines);
}

fn compare(file: &str, lines: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors").join(file);
    if std::env::var_os("STN_WRITE_VECTORS").is_some() {
        std::fs::write(&path, lines).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap();
    for (number, (found, expected)) in (1..).zip(lines.lines().zip(golden.lines())) {
        assert_eq!(found, expected, "{file}, line {number}");
    }
    assert_eq!(lines.lines().count(), golden.lines().count(), "{file}");
}

fn type_name(debug: &str) -> String {
    debug.split('(').next().unwrap().to_owned()
}

fn line(lines: &mut String, what: &str, fill: &str, bytes: &[u8]) {
    writeln!(lines, "{what} | {fill} | {} | {}", bytes.len(), written(bytes)).unwrap();
}

/// Hexadecimal; a byte that comes sixteen times or more in a row as `(xx*count)`.
fn written(bytes: &[u8]) -> String {
    let mut text = String::new();
    for run in bytes.chunk_by(|one, other| one == other) {
        if run.len() >= 16 {
            write!(text, "({:02x}*{})", run[0], run.len()).unwrap();
        } else {
            run.iter().for_each(|byte| write!(text, "{byte:02x}").unwrap());
        }
    }
    text
}

const FRAMES_HEADER: &str = "\
# Golden frames of version 1: what stands in a block before its zeros. docs/protocol.md, \"Vectors\".
# message | smallest, usual or largest | bytes | hexadecimal, a byte repeated n times as (xx*n)
";
const OBJECTS_HEADER: &str = "\
# Golden payloads of version 1: what is signed or sealed inside frames. docs/protocol.md, \"Vectors\".
# object | smallest, usual or largest | bytes | hexadecimal, a byte repeated n times as (xx*n)
";
