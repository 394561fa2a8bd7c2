//! Which device signed a request. Whatever is wrong, the answer is the same.
//!
//! Three headers stand beside the body: `stn-device`, `stn-time` (milliseconds since 1970) and `stn-signature`,
//! which covers the organisation, method, path, time and body. Whether the device belongs to a
//! current member, the engine says. A request repeated within the five minutes has no second effect.

use axum::http::{HeaderMap, HeaderValue};
use stn_protocol::device::{Call, Device, call_holds};
use stn_protocol::id::{DeviceKey, OrgId, Signature};
use stn_protocol::limits::CLOCK_SKEW;
use stn_protocol::time::Timestamp;

use crate::desk::NotDone;

/// The device's key in hexadecimal.
pub const DEVICE_HEADER: &str = "stn-device";
/// When the request was signed, in milliseconds since 1970.
pub const TIME_HEADER: &str = "stn-time";
/// The signature in hexadecimal.
pub const SIGNATURE_HEADER: &str = "stn-signature";

/// The headers with which a device signs a `POST` of this body.
pub fn headers(device: &Device, path: &str, at: Timestamp, body: &[u8]) -> HeaderMap {
    let signature = device.sign_call("POST", path, at, body);
    let said = [
        (DEVICE_HEADER, device.device_key().to_string()),
        (TIME_HEADER, at.as_millis().to_string()),
        (SIGNATURE_HEADER, signature.to_string()),
    ];
    let mut headers = HeaderMap::new();
    for (name, value) in said {
        headers.insert(name, HeaderValue::try_from(value).expect("digits are fit for a header"));
    }
    headers
}

/// A request as a signature covers it.
#[derive(Clone, Copy, Debug)]
pub struct SignedCall<'c> {
    /// Its method.
    pub method: &'c str,
    /// Its path, without the query.
    pub path: &'c str,
    /// Its headers, with the three among them.
    pub headers: &'c HeaderMap,
    /// Its body.
    pub body: &'c [u8],
}

/// The device that signed this request for this organisation, around `now`.
///
/// # Errors
/// [`NotDone::Stranger`], whatever is wrong.
pub fn signer(org: &OrgId, now: Timestamp, request: SignedCall<'_>) -> Result<DeviceKey, NotDone> {
    let SignedCall { method, path, headers, body } = request;
    let device: DeviceKey = header(headers, DEVICE_HEADER).ok_or(NotDone::Stranger)?;
    let millis: u64 = header(headers, TIME_HEADER).ok_or(NotDone::Stranger)?;
    let signature: Signature = header(headers, SIGNATURE_HEADER).ok_or(NotDone::Stranger)?;
    let at = Timestamp::from_millis(millis);
    if !is_near(at, now) || !call_holds(org, &device, &Call { method, path, at, body }, &signature) {
        return Err(NotDone::Stranger);
    }
    Ok(device)
}

fn is_near(at: Timestamp, now: Timestamp) -> bool {
    at <= now.plus(CLOCK_SKEW) && now <= at.plus(CLOCK_SKEW)
}

fn header<T: std::str::FromStr>(headers: &HeaderMap, name: &str) -> Option<T> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}
