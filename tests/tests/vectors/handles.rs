//! Handles: what people write, and the one form both sides blind. A page's script reads the same table.

use stn_protocol::trust::{Handle, HandleType};

use crate::data;

#[test]
fn every_row_of_the_table_comes_out() {
    let rows = data::rows::<5>(include_str!("../../vectors/handles.tsv"));
    assert!(rows.len() >= 60);

    for [read_as, home, text, r#type, expected] in rows {
        let written = unescaped(text);
        let home = (!home.is_empty()).then(|| home.parse().unwrap());
        let found = match read_as {
            "guess" => Handle::parse(&written, home),
            word => Handle::of_type(handle_type(word), &written, home),
        };

        match found {
            Ok(handle) => {
                let found = (handle.handle_type().word(), handle.canonical().as_str());
                assert_eq!(found, (r#type, expected), "{text}");
            }
            Err(refusal) => assert_eq!(("-", format!("{refusal:?}").as_str()), (r#type, expected), "{text}"),
        }
    }
}

#[test]
fn every_agreed_form_reads_as_itself() {
    for [.., r#type, expected] in data::rows::<5>(include_str!("../../vectors/handles.tsv")) {
        if r#type != "-" {
            let again = Handle::of_type(handle_type(r#type), expected, None).unwrap();
            assert_eq!(again.canonical().as_str(), expected);
        }
    }
}

fn handle_type(word: &str) -> HandleType {
    serde_json::from_value(word.into()).expect("a type's word")
}

fn unescaped(text: &str) -> String {
    serde_json::from_str(&format!("\"{}\"", text.replace('"', "\\\""))).expect("text with \\u escapes")
}
