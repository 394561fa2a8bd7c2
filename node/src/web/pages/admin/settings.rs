//! The settings in force, to read. They are changed in their file, by whoever may open it.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use serde_json::Value;

use super::super::frame::Frame;
use super::super::shown;
use super::AdminSection;
use crate::tongue::{self, Tongue};
use crate::web::Door;
use crate::web::admin::Admin;

#[derive(Template)]
#[template(path = "admin-settings.html")]
struct SettingsPage {
    t: &'static Tongue,
    frame: Frame,
    settings: Vec<(String, String)>,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/admin/settings", get(show))
}

async fn show(admin: Admin) -> Response {
    let settings = lines("", &admin.door.admin.settings);
    let page = SettingsPage { t: admin.guest.tongue, frame: admin.frame(AdminSection::Overview), settings };
    shown(&admin.guest, &page)
}

/// Every setting by its key; those of a group have the group's name in front.
fn lines(group: &str, settings: &Value) -> Vec<(String, String)> {
    let line = |(key, value): (&String, &Value)| {
        let key = format!("{group}{key}");
        match value {
            Value::Object(_) => lines(&format!("{key}."), value),
            Value::String(text) => vec![(key, tongue::shown(text))],
            Value::Array(many) => vec![(key, many.iter().map(plain).collect::<Vec<_>>().join(", "))],
            Value::Null | Value::Bool(_) | Value::Number(_) => vec![(key, value.to_string())],
        }
    };
    settings.as_object().into_iter().flatten().flat_map(line).collect()
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), tongue::shown)
}
