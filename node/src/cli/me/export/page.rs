//! The export as a page: one file, no script, nothing fetched. All text of people is escaped.

use std::fmt::Write as _;

use serde_json::Value;
use stn_protocol::exchange::view::{AskState, BridgeState, ExportView, Waiting};
use stn_protocol::local::Profile;
use stn_protocol::message::Card;

use super::Opened;
use crate::cli::ledger_words::Ledger;
use crate::cli::told::one_line;
use crate::cli::words;
use crate::notice::{Detail, Shown};

/// Writes the page.
pub(super) fn write(all: &ExportView, mail: Option<&Shown>, opened: &Opened) -> String {
    let title = format!("{} at {}", one_line(&all.me.name), one_line(&all.me.org_name));
    let mut page = Page(format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style></head><body>\n",
        title = escaped(&title)
    ));
    page.head(&title, &format!("Everything this node holds of you, written on {}.", words::moment(all.at)));
    page.list("What left about you", Ledger(&all.ledger).sentences());
    page.people(all);
    page.ties(all);
    page.asking(all, opened);
    page.waiting(all, opened);
    page.list("Your profile", profile(&all.profile));
    page.list("Told by mail", mail.map(told_by_mail));
    page.rest(all);
    page.0.push_str("</body></html>\n");
    page.0
}

struct Page(String);

impl Page {
    fn head(&mut self, title: &str, line: &str) {
        self.put(format_args!("<h1>{}</h1>\n<p>{}</p>\n", escaped(title), escaped(line)));
    }

    fn list(&mut self, title: &str, lines: impl IntoIterator<Item = String>) {
        self.put(format_args!("<h2>{}</h2>\n<ul>\n", escaped(title)));
        let mut count = 0;
        for line in lines {
            self.put(format_args!("<li>{}</li>\n", escaped(&line)));
            count += 1;
        }
        if count == 0 {
            self.0.push_str("<li>Nothing.</li>\n");
        }
        self.0.push_str("</ul>\n");
    }

    fn people(&mut self, all: &ExportView) {
        let line = |one: &stn_protocol::exchange::view::ContactView| {
            let handles: Vec<String> = one.handles.iter().map(|handle| one_line(handle.canonical())).collect();
            let about = [&one.org, &one.role, &one.about.how, &one.about.since, &one.about.through];
            let about: Vec<_> = about.into_iter().filter(|text| !text.is_empty()).map(|text| one_line(text)).collect();
            format!(
                "#{} {} ({}; open to {}; said on {}): {}. {}",
                one.contact.0,
                one_line(&one.name),
                words::strength(one.strength),
                words::audience(one.policy.audience),
                words::day(one.confirmed),
                handles.join(", "),
                about.join(", ")
            )
        };
        self.list("Your contacts", all.people.iter().map(line));
    }

    fn ties(&mut self, all: &ExportView) {
        let colleague = |one: &stn_protocol::exchange::view::ColleagueView| {
            let strength = one.strength.map_or("not rated", words::strength);
            format!("{}: {strength}", one_line(&one.name))
        };
        self.list("Colleagues you rated", all.trusted.iter().map(colleague));
        let bridge = |one: &stn_protocol::exchange::view::ExportedBridge| {
            let with = one.view.card.as_ref().map_or_else(|| "nobody yet".to_owned(), introduced);
            format!("{with}: {}, {}", words::strength(one.view.strength), stands(one.view.state))
        };
        self.list("Your bridges", all.bridges.iter().map(bridge));
    }

    fn asking(&mut self, all: &ExportView, opened: &Opened) {
        let ask = |one: &stn_protocol::exchange::view::AskView| {
            let handles: Vec<String> = one.handles.iter().map(|handle| one_line(handle.canonical())).collect();
            format!(
                "{}: you asked for {} to {}, until {}; {}",
                words::day(one.created),
                words::kind(one.kind),
                handles.join(", "),
                words::day(one.until),
                state(one.state)
            )
        };
        self.list("Your questions", all.asks.iter().map(ask));
        self.list("Answers that came", opened.answers.iter().map(text));
    }

    fn waiting(&mut self, all: &ExportView, opened: &Opened) {
        let item = |one: &stn_protocol::exchange::view::ItemView| {
            let what = match &one.waiting {
                Waiting::Prompt { origin_name, name, .. } => {
                    format!("{} asks about {}", one_line(origin_name), one_line(name))
                }
                Waiting::Hop { request, .. } => format!("a request of {} to pass on", one_line(&request.origin_name)),
                Waiting::Letter { name, .. } => format!("a letter about {}", one_line(name)),
                Waiting::Knock { org_name, .. } => format!("somebody at {} knocks", one_line(org_name)),
                Waiting::Alert { alert } => format!("an alert of {}", one_line(&alert.request.origin_name)),
                Waiting::BridgeAccepted { accept } => format!("a bridge with {}", introduced(&accept.card)),
                Waiting::BridgeConfirmed { confirm, .. } => format!("a bridge with {}", introduced(&confirm.card)),
            };
            format!("{}: {what}, until {}", words::day(one.arrived), words::day(one.expires))
        };
        self.list("What waits for you", all.inbox.iter().map(item));
        self.list("Letters that wait, opened on your device", opened.letters.iter().map(text));
        self.list(
            "Your notes on contacts",
            opened
                .notes
                .iter()
                .map(|note| format!("#{}: {}", note["contact"], note["note"].as_str().unwrap_or_default())),
        );
    }

    fn rest(&mut self, all: &ExportView) {
        let passed = |one: &stn_protocol::exchange::view::ExportedPassing| {
            format!(
                "{}, for {}, until {}",
                words::org(&one.origin_name, one.origin),
                words::kind(one.kind),
                words::day(one.kept_until)
            )
        };
        self.list("Requests of others that you passed on or answered", all.passed.iter().map(passed));
        let import = |one: &stn_protocol::exchange::view::ExportedImport| {
            format!(
                "{}: {}, {} brought, {} changed",
                words::day(one.at),
                one_line(&one.source),
                one.added.len(),
                one.before.len()
            )
        };
        self.list("Imports that can be undone", all.imports.iter().map(import));
        self.list("Organisations you named", all.organisations.iter().map(|one| one_line(&one.name)));
        let keys = words::counted(all.letter_keys.len(), "letter key", "letter keys");
        let until = words::day(certificate_end(all));
        self.list("Keys", [format!("{keys}; your member key is {}; your certificate ends on {until}", all.me.member)]);
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a text does not fail.
        let _ = self.0.write_fmt(text);
    }
}

fn certificate_end(all: &ExportView) -> stn_protocol::time::Timestamp {
    use stn_protocol::message::MemberCert;
    use stn_protocol::wire::payload::Payload;
    MemberCert::from_bytes(&all.me.cert.payload).map(|cert| cert.expires).unwrap_or_default()
}

fn told_by_mail(mail: &Shown) -> String {
    let what = match mail.detail {
        Detail::Something => "that something waits",
        Detail::Count => "how many things wait",
    };
    let state = if mail.is_confirmed { "" } else { " (its code was not typed yet)" };
    format!("{}{state}: {what}", one_line(&mail.address))
}

fn profile(profile: &Profile) -> Vec<String> {
    let Ok(Value::Object(fields)) = serde_json::to_value(profile) else { return Vec::new() };
    fields.iter().map(|(name, field)| format!("{}: {field}", name.replace('_', " "))).collect()
}

fn text(one: &Value) -> String {
    one["text"].as_str().unwrap_or_default().to_owned()
}

fn introduced(card: &Card) -> String {
    let parts = [&card.name, &card.role, &card.org, &card.contact];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).map(|part| one_line(part)).collect();
    parts.join(", ")
}

const fn stands(state: BridgeState) -> &'static str {
    match state {
        BridgeState::LinkOpen => "a link nobody took up yet",
        BridgeState::AwaitsConfirmation => "waits for your yes",
        BridgeState::AwaitsOther => "waits for the other side",
        BridgeState::AwaitsCheck => "waits for your device",
        BridgeState::Active => "active",
        BridgeState::Ended => "over",
        BridgeState::AwaitsPeering => "waits for the two organisations to be connected",
    }
}

const fn state(state: AskState) -> &'static str {
    match state {
        AskState::Waiting => "waiting",
        AskState::PathOffered => "a path was offered",
        AskState::InProgress => "a request is under way",
        AskState::Introduced => "answered",
        AskState::Closed => "closed",
    }
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(c),
        }
    }
    safe
}

const STYLE: &str = "body{font:16px/1.5 sans-serif;max-width:46em;margin:2em auto;padding:0 1em}\
                     h2{margin-top:2em}li{margin:.3em 0;white-space:pre-wrap}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_of_people_becomes_markup() {
        let mut page = Page(String::new());

        page.list("A & B", ["<script>alert('x')</script>".to_owned()]);

        assert!(page.0.contains("&lt;script&gt;alert(&#39;x&#39;)"));
        assert!(page.0.contains("A &amp; B"));
        assert!(!page.0.contains("<script"));
    }
}
