//! The member's key file: who may read it, and that it is whole or not there.

use stn_protocol::id::{InviteId, OrgId};
use stn_protocol::invitation::{LinkSecret, MemberLink};
use stn_protocol::message::Card;
use stn_protocol::time::Timestamp;

use super::*;
use crate::clock::OsStreams;

fn begin(path: &Path) -> KeyFile {
    let link = MemberLink {
        org: OrgId::from_bytes([1; 32]),
        api: "http://127.0.0.1:1".to_owned(),
        invite: InviteId::from_bytes([2; 16]),
        secret: LinkSecret::from_bytes([3; 16]),
        expires: Timestamp::from_secs(2_000_000_000),
    };
    let (device, _) = Device::enrol(&mut OsStreams, &link, Card::default(), Timestamp::from_secs(1_900_000_000));
    Lock::take(path).unwrap().begin(link.api, device).unwrap()
}

#[test]
fn a_key_file_reads_what_it_saved_and_is_its_owners_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("fresh/me.json");

    let member = begin(&path).keys.device.member();

    assert_eq!(Lock::take(&path).unwrap().open().ok().unwrap().keys.device.member(), member);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(path.parent().unwrap()).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn a_key_file_others_can_read_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("me.json");
    drop(begin(&path));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();

    let refused = Lock::take(&path).unwrap().open().err().unwrap();

    assert!(matches!(refused, KeyFileError::Open { mode: 0o644, .. }));
}

#[test]
fn a_damaged_key_file_is_left_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("me.json");
    drop(begin(&path));
    fs::write(&path, "{}").unwrap();

    assert!(matches!(Lock::take(&path).unwrap().open(), Err(KeyFileError::Damaged(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), "{}");
}

#[test]
fn a_missing_key_file_says_how_to_get_one() {
    let dir = tempfile::tempdir().unwrap();

    let missing = Lock::take(&dir.path().join("me.json")).unwrap().open().err().unwrap();

    assert!(missing.to_string().contains("stn me join"));
}

#[test]
fn one_command_at_a_time_holds_the_lock() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("me.json");
    let held = begin(&path);
    let beside = OpenOptions::new().write(true).open(super::beside(&path, "lock")).unwrap();

    assert!(matches!(beside.try_lock(), Err(TryLockError::WouldBlock)));
    drop(held);
    assert!(beside.try_lock().is_ok());
}

#[test]
fn a_key_file_from_before_further_devices_still_opens() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("me.json");
    let member = begin(&path).keys.device.member();
    let mut text: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let device = text["device"].as_object_mut().unwrap();
    for fresh in ["member_key", "device_links", "ended", "changed", "vault_told", "reply_secrets"] {
        assert!(device.remove(fresh).is_some(), "{fresh} is written");
    }
    assert!(device["member_seed"].is_array(), "the member's key is written as it was before");
    fs::write(&path, serde_json::to_vec(&text).unwrap()).unwrap();

    let opened = Lock::take(&path).unwrap().open().ok().unwrap();

    assert_eq!(opened.keys.device.member(), member);
    assert!(opened.keys.device.holds_member_key());
}
