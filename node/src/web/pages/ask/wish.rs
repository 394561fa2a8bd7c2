//! What a member wishes to ask, read from a form: whom by handles or by what they have, how long, whom to keep from.
//! Each field is told on its own, so that a mistake is said where it was made.

use serde::Serialize;
use stn_protocol::exchange::view::{AskView, MeView};
use stn_protocol::limits;
use stn_protocol::message::{Attribute, AttributeType, Kind};
use stn_protocol::policy::kind::{Unsuited, suits};
use stn_protocol::time::Span;
use stn_protocol::trust::{CountryCode, Handle, HandleType, NotAHandle, attribute};

use crate::tongue::{Tongue, shown};
use crate::web::fields::Fields;

/// The fields for handles of one person or organisation.
pub(super) const FOR: [&str; limits::HANDLES_PER_ASK] = ["for-1", "for-2", "for-3", "for-4"];
/// The fields for what whoever is sought has: field, sort, what it is called, and its hint.
pub(super) const ABOUT: [(&str, AttributeType, &str, &str); 4] = [
    ("topic", AttributeType::Topic, "ask-topic", "ask-topic-hint"),
    ("role", AttributeType::Role, "ask-role", "ask-role-hint"),
    ("region", AttributeType::Region, "ask-region", "ask-region-hint"),
    ("org", AttributeType::Org, "ask-org", "ask-org-hint"),
];
/// The field for organisations to keep from.
pub(super) const AVOID: &str = "avoid";
/// For how many days one may look.
pub(super) const DAYS: [u64; 4] = [3, 7, 10, 14];
/// For how many days it may be asked afresh; zero is not at all.
pub(super) const AGAIN: [u64; 4] = [0, 90, 180, 365];

/// For how many days what belongs to an appraisal may be kept.
pub(super) const RETAIN: [u64; 4] = [30, 90, 180, 365];
/// For how many it usually is.
pub(super) const RETAIN_USUAL: u64 = 90;

/// What one field was read as, or why it can't be; the whole form's has no field.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Said {
    pub(super) field: &'static str,
    pub(super) fits: bool,
    pub(super) says: String,
    /// In the form in which a device names them to the node.
    pub(super) handles: Vec<Handle>,
}

/// What is asked, whole.
pub(super) struct Wish {
    pub(super) handles: Vec<Handle>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) avoid: Vec<Handle>,
    pub(super) life: Span,
    pub(super) again: Option<Span>,
    kind: Kind,
}

impl Wish {
    /// What a form asks; else what is to be said of its fields.
    pub(super) fn of(t: &'static Tongue, kind: Kind, fields: &Fields, me: &MeView) -> Result<Self, Vec<Said>> {
        let mut said = said(t, fields, me.country);
        let (handles, attributes) = (handles(fields, me.country), attributes(fields));
        let avoid = listed(fields, AVOID).filter_map(|text| domain(text).ok()).collect();
        // What is wrong with one field is said there; of the whole there is something to say once each is read.
        let are_read = said.iter().all(|one| one.fits);
        if let Some(key) = fault(kind, &handles, &attributes).filter(|_| are_read) {
            said.push(Said::wrong("", t.say(key)));
        }
        let days = fields.one("until").unwrap_or_else(|| usual_days(me));
        let again = fields.one::<u64>("again").filter(|days| *days > 0);
        let fits = DAYS.contains(&days) || days == usual_days(me);
        if !fits || !again.is_none_or(|days| AGAIN.contains(&days)) {
            said.push(Said::wrong("", t.say("trouble-unfit")));
        }
        if said.iter().any(|one| !one.fits) {
            return Err(said);
        }
        Ok(Self { handles, attributes, avoid, life: Span::days(days), again: again.map(Span::days), kind })
    }

    /// Whether an ask asks just that.
    pub(super) fn is(&self, ask: &AskView) -> bool {
        let same = |one: &[Handle], other: &[Handle]| {
            one.len() == other.len() && one.iter().all(|handle| other.contains(handle))
        };
        ask.kind == self.kind
            && same(&self.handles, &ask.handles)
            && ask.attributes.len() == self.attributes.len()
            && self.attributes.iter().all(|attribute| ask.attributes.contains(attribute))
    }
}

/// How many days an ask of this organisation looks where its member does not say.
pub(super) fn usual_days(me: &MeView) -> u64 {
    (me.query_life.as_secs() / 86_400).clamp(1, limits::QUERY_LIFE_MAX.as_secs() / 86_400)
}

/// What each field that was filled in is read as.
pub(super) fn said(t: &'static Tongue, fields: &Fields, home: Option<CountryCode>) -> Vec<Said> {
    let mut all = Vec::new();
    for field in FOR.into_iter().filter(|field| !fields.text(field).is_empty()) {
        all.push(match Handle::parse_all(fields.text(field), home) {
            Ok(handles) => Said { handles: handles.clone(), ..Said::read(field, named(t, &handles[0])) },
            Err(why) => Said::wrong(field, t.say(wrong(why))),
        });
    }
    for (field, sort, _, _) in ABOUT.into_iter().filter(|(field, ..)| listed(fields, field).next().is_some()) {
        let read: Result<Vec<String>, _> =
            listed(fields, field).map(|text| Attribute::read(sort, text).map(|one| one.value)).collect();
        all.push(match read {
            Ok(values) => Said::read(field, shown(&values.join(", "))),
            Err(_) => Said::wrong(field, t.say(unread(sort))),
        });
    }
    all.extend(listed(fields, AVOID).next().map(|_| avoided(t, fields)));
    all
}

/// The organisations to keep from.
fn avoided(t: &'static Tongue, fields: &Fields) -> Said {
    let read: Result<Vec<Handle>, _> = listed(fields, AVOID).map(domain).collect();
    match read {
        Ok(all) if all.len() > limits::AVOID => Said::wrong(AVOID, t.say("ask-fault-avoid")),
        Ok(handles) => {
            let names: Vec<_> = handles.iter().map(|one| one.canonical().as_str()).collect();
            let says = shown(&names.join(", "));
            Said { handles, ..Said::read(AVOID, says) }
        }
        Err(key) => Said::wrong(AVOID, t.say(key)),
    }
}

impl Said {
    fn read(field: &'static str, says: String) -> Self {
        Self { field, fits: true, says, handles: Vec::new() }
    }

    fn wrong(field: &'static str, says: String) -> Self {
        Self { field, fits: false, says, handles: Vec::new() }
    }
}

/// The handles of whom is sought, as many as travel: each text's first before what else it stands for.
fn handles(fields: &Fields, home: Option<CountryCode>) -> Vec<Handle> {
    let read: Vec<Vec<Handle>> =
        FOR.iter().filter_map(|field| Handle::parse_all(fields.text(field), home).ok()).collect();
    let mut handles: Vec<Handle> = Vec::new();
    for place in 0..limits::HANDLES_PER_ASK {
        for handle in read.iter().filter_map(|all| all.get(place)) {
            if handles.len() < limits::HANDLES_PER_ASK && !handles.contains(handle) {
                handles.push(handle.clone());
            }
        }
    }
    handles
}

fn attributes(fields: &Fields) -> Vec<Attribute> {
    let mut all: Vec<Attribute> = Vec::new();
    for (field, sort, _, _) in ABOUT {
        for attribute in listed(fields, field).filter_map(|text| Attribute::read(sort, text).ok()) {
            if !all.contains(&attribute) {
                all.push(attribute);
            }
        }
    }
    all
}

/// What is wrong with whom is sought, taken together.
fn fault(kind: Kind, handles: &[Handle], attributes: &[Attribute]) -> Option<&'static str> {
    if handles.is_empty() && attributes.is_empty() {
        return Some("ask-fault-nobody");
    }
    if !attribute::all_fit(attributes) {
        return Some("ask-fault-many");
    }
    match suits(kind, handles, attributes) {
        Ok(()) => None,
        Err(Unsuited::AboutOrganisation) => Some("ask-fault-organisation"),
        Err(Unsuited::Attributes | Unsuited::NotAsked) => Some("ask-fault-about"),
    }
}

/// The parts of a field that holds several.
fn listed<'f>(fields: &'f Fields, field: &str) -> impl Iterator<Item = &'f str> {
    fields.text(field).split([',', ';']).map(str::trim).filter(|part| !part.is_empty())
}

fn domain(text: &str) -> Result<Handle, &'static str> {
    Handle::of_type(HandleType::Org, text, None).map_err(|_| "ask-not-org")
}

/// A handle with what it is, as it is compared.
fn named(t: &'static Tongue, handle: &Handle) -> String {
    let key = match handle.handle_type() {
        HandleType::Email => "ask-is-email",
        HandleType::Phone => "ask-is-phone",
        HandleType::Url => "ask-is-url",
        HandleType::Orcid => "ask-is-orcid",
        HandleType::Org => "ask-is-org",
        HandleType::NameOrg => "ask-is-name",
    };
    t.say1(key, "handle", handle.canonical())
}

const fn wrong(why: NotAHandle) -> &'static str {
    match why {
        NotAHandle::Unknown => "ask-not-known",
        NotAHandle::Email => "ask-not-email",
        NotAHandle::Phone => "ask-not-phone",
        NotAHandle::PhoneWithoutCountry => "ask-not-country",
        NotAHandle::Url => "ask-not-url",
        NotAHandle::Orcid | NotAHandle::OrcidChecksum => "ask-not-orcid",
        NotAHandle::Org => "ask-not-org",
        NotAHandle::NameOrg => "ask-not-name",
        NotAHandle::TooLong => "ask-not-short",
    }
}

const fn unread(sort: AttributeType) -> &'static str {
    match sort {
        AttributeType::Topic | AttributeType::Role => "ask-not-word",
        AttributeType::Region => "ask-not-region",
        AttributeType::Org => "ask-not-org",
    }
}

#[cfg(test)]
mod tests {
    use stn_protocol::exchange::view::AskState;
    use stn_protocol::id::AskId;
    use stn_protocol::time::Timestamp;

    use super::*;

    fn form(text: &str) -> Fields {
        Fields::of_query(Some(text))
    }

    #[test]
    fn each_field_is_told_on_its_own() {
        let t = Tongue::tagged("en").unwrap();
        let fields =
            form("for-1=Jonas@Lindenhof.Example&for-2=nobody&topic=Clean+Water,soil&region=Kenya&avoid=a.example");

        let said: Vec<_> = said(t, &fields, None).into_iter().map(|one| (one.field, one.fits)).collect();

        assert_eq!(said, [("for-1", true), ("for-2", false), ("topic", true), ("region", false), ("avoid", true)]);
    }

    #[test]
    fn somebody_named_at_an_organisation_is_sought_by_less_of_the_name_too() {
        let found = handles(&form("for-1=Dr.+Jane+Mary+Doe+at+Foundation+F&for-2=jane@f.example"), None);

        assert_eq!(found[1].canonical().as_str(), "jane@f.example");
        assert!(found.len() <= limits::HANDLES_PER_ASK);
    }

    #[test]
    fn what_does_not_suit_the_kind_is_said_before_it_is_sent() {
        let topic = attributes(&form("topic=water"));
        let jonas = handles(&form("for-1=jonas@lindenhof.example"), None);

        assert_eq!(fault(Kind::Introduction, &[], &[]), Some("ask-fault-nobody"));
        assert_eq!(fault(Kind::Influence, &[], &topic), Some("ask-fault-about"));
        assert_eq!(fault(Kind::Introduction, &[], &topic), None);
        assert_eq!(fault(Kind::Influence, &jonas, &topic), None);
    }

    #[test]
    fn the_same_ask_in_another_order_is_the_same() {
        let wish = |text: &str| Wish {
            handles: handles(&form(text), None),
            attributes: attributes(&form(text)),
            avoid: Vec::new(),
            life: Span::days(7),
            again: None,
            kind: Kind::Introduction,
        };
        let Wish { handles, attributes, kind, .. } = wish("for-1=a@b.example&for-2=c@d.example&topic=water");
        let now = Timestamp::from_secs(1_800_000_000);
        let asked = AskView {
            ask: AskId::from_bytes([1; 16]),
            kind,
            handles,
            created: now,
            until: now,
            state: AskState::Waiting,
            offers: 0,
            attributes,
            keeps_looking: false,
            retain_until: None,
            outcome: None,
        };

        assert!(wish("for-1=c@d.example&for-3=A@b.example&topic=Water").is(&asked));
        assert!(!wish("for-1=c@d.example&for-3=A@b.example").is(&asked));
        assert!(!wish("for-1=c@d.example&topic=water").is(&asked));
    }
}
