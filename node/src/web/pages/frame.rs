//! What stands around every page: where one is, how much waits, what was just done, and the languages there are.

use super::Section;
use super::admin::{self, AdminSection};
use crate::web::assets;
use crate::web::guest::Guest;
use crate::web::tongue::{LANGUAGES, Tongue, shown};

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
            admin: None,
            waiting: 0,
            done: None,
        }
    }

    /// Around a page of a member.
    pub(in crate::web) fn signed_in(guest: &Guest, org: &str, section: Section, waiting: usize) -> Self {
        let query = guest.query();
        let done = DONE.iter().find(|(code, _)| *code == query.text("said")).map(|(_, key)| guest.tongue.say(key));
        Self { section: Some(section), waiting, done, ..Self::open(guest, org) }
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
const DONE: [(&str, &str); 14] = [
    ("passed", "done-passed"),
    ("answered", "done-answered"),
    ("declined", "done-declined"),
    ("snoozed", "done-snoozed"),
    ("muted", "done-muted"),
    ("unmuted", "done-unmuted"),
    ("allowed", "done-allowed"),
    ("closed", "done-closed"),
    ("policy", "done-policy"),
    ("strength", "done-strength"),
    ("forgotten", "done-forgotten"),
    ("limits", "done-limits"),
    ("no-go", "done-no-go"),
    ("profile", "done-profile"),
];
