//! What stands around every page: where one is, how much waits, what was just done, and the languages there are.

use super::Section;
use super::admin::{self, AdminSection};
use crate::tongue::{LANGUAGES, Tongue, shown};
use crate::web::assets;
use crate::web::guest::Guest;

/// The frame of one page.
#[derive(Clone, Debug)]
pub(in crate::web) struct Frame {
    t: &'static Tongue,
    /// The organisation; empty where it is not said.
    pub(in crate::web) org: String,
    /// The address of this page, to come back to.
    pub(in crate::web) path: String,
    /// Which part of the site it belongs to; none for a guest.
    pub(in crate::web) section: Option<Section>,
    /// Which part of the admin's pages it belongs to.
    admin: Option<AdminSection>,
    /// How much waits.
    pub(in crate::web) waiting: usize,
    /// What was just done.
    pub(in crate::web) done: Option<String>,
    /// What the device learned while it signed in.
    pub(in crate::web) notes: Vec<Note>,
}

/// Something a device learned, to be said once.
#[derive(Clone, Debug)]
pub(in crate::web) struct Note {
    /// It.
    pub(in crate::web) says: String,
    /// The page where something can be done about it.
    pub(in crate::web) leads: Option<&'static str>,
}

/// A part of the site as the frame shows it.
#[derive(Debug)]
pub(in crate::web) struct Way {
    /// Where it is.
    pub(in crate::web) href: &'static str,
    /// What it is called.
    pub(in crate::web) name: String,
    /// Whether the page belongs to it.
    pub(in crate::web) is_here: bool,
    /// Whether how much waits is shown beside it.
    pub(in crate::web) counts: bool,
}

impl Frame {
    /// Around a page for anybody.
    pub(in crate::web) fn open(guest: &Guest, org: &str) -> Self {
        Self {
            t: guest.tongue,
            org: shown(org),
            path: guest.path.clone(),
            section: None,
            waiting: 0,
            done: None,
            notes: Vec::new(),
            admin: None,
        }
    }

    /// Around a page of a member.
    pub(in crate::web) fn signed_in(guest: &Guest, org: &str, section: Section, waiting: usize) -> Self {
        let query = guest.query();
        let done = DONE.iter().find(|(code, _)| *code == query.text("said")).map(|(_, key)| guest.tongue.say(key));
        let told = |code: &str| NOTES.iter().find(|(known, _, _)| *known == code);
        let note = |(_, key, leads): &(_, &str, _)| Note { says: guest.tongue.say(key), leads: *leads };
        let notes = query.all("note").filter_map(told).map(note).collect();
        Self { section: Some(section), waiting, done, notes, ..Self::open(guest, org) }
    }

    /// Around a page of the admin.
    pub(in crate::web) fn of_admin(guest: &Guest, org: &str, section: AdminSection) -> Self {
        let done = admin::done(guest.query().text("said")).map(|key| guest.tongue.say(key));
        Self { admin: Some(section), done, ..Self::open(guest, org) }
    }

    /// The parts of the site; none for a guest.
    pub(in crate::web) fn ways(&self) -> Vec<Way> {
        if let Some(here) = self.admin {
            return admin::ways(self.t, here);
        }
        let Some(here) = self.section else { return Vec::new() };
        let way = |(section, href, key)| Way {
            href,
            name: self.t.say(key),
            is_here: section == here,
            counts: section == Section::Inbox,
        };
        WAYS.map(way).into()
    }

    /// The other languages: tag and what each calls itself.
    pub(in crate::web) fn languages(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        LANGUAGES.into_iter().map(|(tag, name, _)| (tag, name)).filter(|(tag, _)| *tag != self.t.tag())
    }

    /// Where the files of this version are.
    pub(in crate::web) fn assets(&self) -> &'static str {
        assets::below()
    }
}

const WAYS: [(Section, &str, &str); 5] = [
    (Section::Inbox, "/inbox", "way-inbox"),
    (Section::Asks, "/asks", "way-asks"),
    (Section::People, "/people", "way-people"),
    (Section::Ledger, "/ledger", "way-ledger"),
    (Section::Me, "/me", "way-me"),
];

/// What a page may say was just done, by the code in its address: nobody else's sentence is ever shown.
const DONE: [(&str, &str); 43] = [
    ("asked", "done-asked"),
    ("requested", "done-requested"),
    ("answer", "done-answer"),
    ("brought", "done-brought"),
    ("edited", "done-edited"),
    ("noted", "done-noted"),
    ("import-undone", "done-import-undone"),
    ("passed", "done-passed"),
    ("answered", "done-answered"),
    ("declined", "done-declined"),
    ("snoozed", "done-snoozed"),
    ("muted", "done-muted"),
    ("unmuted", "done-unmuted"),
    ("allowed", "done-allowed"),
    ("closed", "done-closed"),
    ("led-to", "done-led-to"),
    ("policy", "done-policy"),
    ("strength", "done-strength"),
    ("forgotten", "done-forgotten"),
    ("limits", "done-limits"),
    ("no-go", "done-no-go"),
    ("profile", "done-profile"),
    ("device-ended", "done-device-ended"),
    ("admitted", "done-admitted"),
    ("turned-away", "done-turned-away"),
    ("phrase", "done-phrase"),
    ("pinned", "done-pinned"),
    ("vouched", "done-vouched"),
    ("takeover", "done-takeover"),
    ("bridge-taken", "tied-bridge-taken"),
    ("bridge-confirmed", "tied-bridge-confirmed"),
    ("bridge-complete", "tied-bridge-complete"),
    ("bridge-ended", "tied-bridge-ended"),
    ("bridge-changed", "tied-bridge-changed"),
    ("knocked", "tied-knocked"),
    ("asked-back", "tied-asked-back"),
    ("alert-sent", "tied-alert-sent"),
    ("alert-passed", "tied-alert-passed"),
    ("alert-withdrawn", "tied-alert-withdrawn"),
    ("word-dropped", "tied-word-dropped"),
    ("replied", "tied-replied"),
    ("proposed", "tied-proposed"),
    ("agreed", "tied-agreed"),
];

/// What a device may have learned while it signed in, by the code in the address, and the page it leads to.
const NOTES: [(&str, &str, Option<&str>); 5] = [
    ("organisation-changed", "note-organisation-changed", None),
    ("use-first-device", "note-use-first-device", None),
    ("certificate-renewed", "note-certificate-renewed", None),
    ("key-changed", "note-key-changed", Some("/me/keys")),
    ("somebody-takes-over", "note-somebody-takes-over", Some("/me/keys")),
];
