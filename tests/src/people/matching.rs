//! What people do to find and to be found: asks of every sort, own handles, organisations and how one is tied to them.

use std::collections::BTreeSet;

use stn_protocol::exchange::view::{MemberLook, MemberSight};
use stn_protocol::exchange::{ContactEntry, MemberCommand, Refused, Reply};
use stn_protocol::id::{AskId, OrgRecordId};
use stn_protocol::local::{About, Findable, OrganisationEntry, Profile};
use stn_protocol::message::{Attribute, AttributeType, Kind, Strength};
use stn_protocol::time::Span;
use stn_protocol::trust::{AnswerMode, Audience, EdgePolicy, Handle, HandleType, Region, Word};

use crate::World;
use crate::people::ASK_LIFE;

/// What a story asks for.
#[derive(Clone, Debug)]
pub struct Sought {
    /// What is asked for.
    pub kind: Kind,
    /// Whom by handle.
    pub handles: Vec<Handle>,
    /// Whom by what they have.
    pub attributes: Vec<Attribute>,
    /// Organisations the question stays away from.
    pub avoid: Vec<Handle>,
}

impl Sought {
    /// Somebody or something by a handle.
    pub fn by_handle(kind: Kind, handle: &str) -> Self {
        let handles = Handle::parse_all(handle, None).expect("the story's handles are handles");
        Self { kind, handles, attributes: Vec::new(), avoid: Vec::new() }
    }

    /// Somebody who has something.
    pub fn about(kind: Kind, r#type: AttributeType, value: &str) -> Self {
        Self { kind, handles: Vec::new(), attributes: Vec::new(), avoid: Vec::new() }.and(r#type, value)
    }

    /// Who has this besides.
    pub fn and(mut self, r#type: AttributeType, value: &str) -> Self {
        self.attributes.push(Attribute::read(r#type, value).expect("the story's attributes are attributes"));
        self
    }

    /// Away from an organisation.
    pub fn avoiding(mut self, domain: &str) -> Self {
        self.avoid.push(Handle::of_type(HandleType::Org, domain, None).expect("the story's domains are domains"));
        self
    }
}

/// The kinds somebody may be found for.
pub fn every_kind_but_appraisal() -> BTreeSet<Kind> {
    [Kind::Introduction, Kind::Intelligence, Kind::Influence].into()
}

impl World {
    /// A member asks, in whatever way.
    pub fn seek(&mut self, name: &str, sought: Sought) -> Result<AskId, Refused> {
        let until = self.now.plus(ASK_LIFE);
        let (_, member) = self.member(name);
        let mut ask = *member.as_bytes().first_chunk::<16>().expect("a key is longer");
        ask[15] = 0x80 | u8::try_from(self.asks(name).len()).expect("a story has few asks");
        let ask = AskId::from_bytes(ask);
        let Sought { kind, handles, attributes, avoid } = sought;
        let terms = (kind == Kind::Appraisal).then(|| Box::new(self.terms(name, Span::days(90))));
        self.act(
            name,
            MemberCommand::Ask { ask, kind, handles, until, attributes, avoid, terms, keep_looking_until: None },
        )
        .map(|_| ask)
    }

    /// A member lets themself be found by a handle of their own, and is asked first.
    pub fn is_findable(&mut self, name: &str, handle: &str, audience: Audience) {
        let handles = vec![Handle::parse(handle, None).expect("the story's handles are handles")];
        let findable = Findable { handles, kinds: every_kind_but_appraisal(), audience, answer: AnswerMode::Ask };
        self.act(name, MemberCommand::SetFindable { findable: Some(findable) }).expect("own handles may be given");
    }

    /// A member says what they work on and where, and lets questions find them by it.
    pub fn publishes(&mut self, name: &str, topic: &str, region: &str, audience: Audience) {
        let mut profile = Profile { findable: true, ..Profile::default() };
        profile.topics.says = vec![Word::parse(topic).expect("a topic")];
        profile.topics.audience = Some(audience);
        profile.regions.says = vec![Region::parse(region).expect("a region")];
        profile.regions.audience = Some(audience);
        self.act(name, MemberCommand::SetProfile { profile: Box::new(profile) }).expect("a profile is taken");
    }

    /// A member records somebody whole.
    pub fn records(&mut self, name: &str, contact: ContactEntry) {
        let command = MemberCommand::RecordContacts { contacts: vec![contact], import: None };
        self.act(name, command).expect("a contact is recorded");
    }

    /// How many people a member knows.
    pub fn people_of(&self, name: &str) -> usize {
        let MemberSight::People(people) = self.look(name, &MemberLook::People) else { panic!("people were asked for") };
        people.len()
    }

    /// A member confirms an organisation.
    pub fn names_organisation(&mut self, member: &str, name: &str, domain: &str) -> OrgRecordId {
        let entry = OrganisationEntry {
            organisation: None,
            name: name.into(),
            aliases: Vec::new(),
            domains: vec![domain.into()],
        };
        match self.act(member, MemberCommand::NameOrganisation { organisation: entry }) {
            Ok(Reply::Named { organisation }) => organisation,
            other => panic!("an organisation is named: {other:?}"),
        }
    }
}

/// Somebody as a member records them, with a profile.
pub fn contact(name: &str, org: &str, role: &str, policy: EdgePolicy) -> ContactEntry {
    let slug: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    ContactEntry {
        contact: None,
        name: name.into(),
        org: org.into(),
        role: role.into(),
        handles: vec![Handle::parse(&format!("https://linkedin.com/in/{slug}"), None).expect("a profile")],
        strength: Strength::KnowWell,
        policy,
        about: None,
    }
}

/// The same, with a topic and region.
pub fn contact_on(name: &str, topic: &str, region: &str, policy: EdgePolicy) -> ContactEntry {
    let about = About {
        topics: vec![Word::parse(topic).expect("a topic")],
        regions: vec![Region::parse(region).expect("a region")],
        ..About::default()
    };
    ContactEntry { about: Some(about), ..contact(name, "", "", policy) }
}
