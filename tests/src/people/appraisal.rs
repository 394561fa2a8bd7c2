//! What people do for an appraisal: write its terms, ask under them, keep away from organisations, and what their
//! disks and devices hold of it.

use stn_protocol::crypto::sign::CandidateSecret;
use stn_protocol::device::permission::{sign_permission, write_permission};
use stn_protocol::device::{AnswerDraft, DeviceError, Draft};
use stn_protocol::exchange::view::OfferView;
use stn_protocol::exchange::{MemberCommand, Refused, Reply};
use stn_protocol::id::AskId;
use stn_protocol::local::AppraisalTerms;
use stn_protocol::message::{Card, Kind};
use stn_protocol::time::{Span, Timestamp};
use stn_protocol::trust::Handle;

use super::{ASK_LIFE, REQUEST_LIFE};
use crate::World;

/// How an ask of a story differs from an introduction to somebody.
#[derive(Clone, Debug)]
pub struct Appraised {
    /// What is asked for.
    pub kind: Kind,
    /// Organisations to keep away from.
    pub avoid: Vec<&'static str>,
    /// The terms.
    pub terms: Option<AppraisalTerms>,
}

impl Appraised {
    /// An ask of a kind that has no terms.
    pub const fn plain(kind: Kind) -> Self {
        Self { kind, avoid: Vec::new(), terms: None }
    }
}

impl World {
    /// The terms of an appraisal: signed by a candidate, kept for so long from here on.
    pub fn terms(&mut self, asker: &str, keep: Span) -> AppraisalTerms {
        let (now, org) = (self.now, self.member(asker).0);
        let person = self.people.get_mut(asker).expect("the asker exists");
        let written = write_permission(&mut person.rng, "You may ask whom I worked with", now);
        let permission = written.expect("a short text is a permission");
        let signed = sign_permission(&CandidateSecret::from_seed(&[42; 32]), &org, &permission);
        let retain_until = Timestamp::from_secs(now.plus(keep).as_secs());
        AppraisalTerms { permission: Some(signed), retain_until }
    }

    /// A member asks, of any kind.
    pub fn ask_as(&mut self, name: &str, handle: &str, appraised: &Appraised) -> Result<AskId, Refused> {
        let handle_of = |text: &str| Handle::parse(text, None).expect("the story's handles are handles");
        let Appraised { kind, avoid, terms } = appraised.clone();
        let (now, until) = (self.now, self.now.plus(ASK_LIFE));
        let person = self.people.get_mut(name).expect("the asker exists");
        person.asks += 1;
        let mut ask = [person.asks; 16];
        ask[1..].copy_from_slice(&person.device.member().as_bytes()[..15]);
        let ask = AskId::from_bytes(ask);
        if let Some(terms) = terms.as_ref().filter(|_| kind == Kind::Appraisal) {
            person.device.keep_terms(ask, terms, now).expect("the story's terms hold");
        }
        let (handles, avoid) = (vec![handle_of(handle)], avoid.into_iter().map(handle_of).collect());
        let (attributes, terms) = (Vec::new(), terms.map(Box::new));
        let command =
            MemberCommand::Ask { ask, kind, handles, until, attributes, avoid, terms, keep_looking_until: None };
        self.act(name, command).map(|_| ask)
    }

    /// A member asks for an appraisal, kept for ninety days, away from these organisations.
    pub fn appraise(&mut self, name: &str, handle: &str, avoid: &[&'static str]) -> AskId {
        let terms = Some(self.terms(name, Span::days(90)));
        let appraised = Appraised { kind: Kind::Appraisal, avoid: avoid.to_vec(), terms };
        self.ask_as(name, handle, &appraised).expect("an appraisal with a permission may be asked")
    }

    /// A member sends the request of an appraisal along an offer.
    pub fn request_appraisal(
        &mut self,
        name: &str,
        ask: AskId,
        offer: &OfferView,
        letter: &str,
    ) -> Result<Result<Reply, Refused>, DeviceError> {
        self.see_colleagues(name);
        let (now, until) = (self.now, self.now.plus(REQUEST_LIFE));
        let person = self.people.get_mut(name).expect("the asker exists");
        let terms = person.device.terms(&ask).cloned();
        let draft = Draft { note: "about a candidate".into(), letter: letter.into(), terms };
        let (core, consent) = person.device.compose(&mut person.rng, offer, &draft, until, now)?;
        Ok(self.act(name, MemberCommand::SubmitRequest { offer: offer.offer, core, consent }))
    }

    /// The endpoint answers with somebody else's card, or a date of its own.
    pub fn answer_as(&mut self, name: &str, draft: AnswerDraft) -> Result<(), DeviceError> {
        self.see_colleagues(name);
        let now = self.now;
        let item = self.inbox(name).into_iter().next().expect("a letter waits");
        let person = self.people.get_mut(name).expect("the endpoint exists");
        let sealed = person.device.answer_with(&mut person.rng, &item, draft, now)?;
        self.act(name, MemberCommand::AnswerLetter { item: item.item, sealed }).expect("an answer is taken");
        Ok(())
    }

    /// The cards of an answer: the endpoint's own, and the one of the person sought.
    pub fn cards(&mut self, name: &str, theirs: &str) -> Vec<Card> {
        vec![self.device(name).card().clone(), Card { name: theirs.into(), ..Card::default() }]
    }

    /// Whether a node's disk holds these bytes anywhere.
    pub fn disk_holds(&self, org: &str, bytes: &[u8]) -> bool {
        let disk = self.disk(&self.org(org));
        disk.values().any(|value| value.windows(bytes.len()).any(|window| window == bytes))
    }

    /// Everything a member's device keeps, as the key file has it.
    pub fn key_file(&self, name: &str) -> String {
        let person = self.people.get(name).expect("the story names a person it introduced");
        serde_json::to_string(&person.device).expect("a device is plain data")
    }
}
