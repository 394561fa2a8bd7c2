//! One of the valley's people: a device in memory, and the way to the own node's member API.
//!
//! They do what a member's command line does, with the same signed calls. Their keys are never written down.

use reqwest::Client;
use reqwest::header::CONTENT_TYPE;
use serde::Serialize;
use serde::de::DeserializeOwned;
use stn_protocol::device::{Device, DeviceError};
use stn_protocol::exchange::view::{
    AlertAnswerView, AlertsView, AnswerView, AskView, ColleagueView, ItemView, LedgerView, MemberLook, OfferView,
    Waiting,
};
use stn_protocol::exchange::{AdminCommand, MemberCommand, Reply};
use stn_protocol::id::{AskId, RequestId};
use stn_protocol::invitation::{LinkSecret, MemberLink};
use stn_protocol::message::Card;
use stn_protocol::time::Span;

use super::nodes::Site;
use super::story::PersonsDesk;
use super::trouble::{Otherwise, Stage, Trouble};
use super::valley::{Member, Slug};
use crate::clock::{self, OsStreams};
use crate::signed;

/// Letter keys every member keeps ready; each serves one offer.
const LETTER_KEYS: usize = 4;

/// A member with a device.
pub struct Person {
    /// The short name.
    pub id: Slug,
    device: Device,
    line: Line,
}

/// The way to a node's member API.
#[derive(Clone)]
struct Line {
    client: Client,
    api: String,
}

impl Person {
    /// Becomes a member: invited by the admin, enrolled by the device, with a stock of letter keys.
    ///
    /// # Errors
    /// If the node refuses, or its certificate does not hold.
    pub async fn join(client: &Client, site: &Site, member: &Member) -> Result<Self, Trouble> {
        const DURING: Stage = Stage::Joining;
        let expires = clock::now().plus(Span::days(1));
        let invitation = AdminCommand::InviteMember { name: member.name.clone(), expires };
        let Reply::Invited { invite, secret, .. } = site.admin(DURING, invitation).await? else {
            return Err(Otherwise::Nobody.into());
        };
        let secret = secret.0.as_slice().try_into().map_err(|_| Otherwise::Nobody)?;
        let link =
            MemberLink { org: site.org(), api: site.api(), invite, secret: LinkSecret::from_bytes(secret), expires };
        let card = Card {
            name: member.name.clone(),
            org: site.name.clone().into(),
            role: member.role.clone(),
            contact: member.contact.clone(),
        };
        let (device, enrolment) = Device::enrol(&mut OsStreams, &link, card, clock::now());
        let line = Line { client: client.clone(), api: link.api.clone() };
        let mut person = Self { id: member.id.clone(), device, line };
        let request = person.line.request("/v1/join", body(&enrolment));
        let Reply::Enrolled { cert } = person.line.send(DURING, request).await? else {
            return Err(Otherwise::Nobody.into());
        };
        person.make(DURING, |device, _| device.accept_cert(cert, clock::now()))?;
        let keys = person.device.letter_keys(&mut OsStreams, LETTER_KEYS);
        person.act(DURING, &MemberCommand::StockLetterKeys { keys }).await?;
        Ok(person)
    }

    /// What the device is and knows.
    pub fn device(&self) -> &Device {
        &self.device
    }

    /// Lets the device make or check something.
    ///
    /// # Errors
    /// Why it would not.
    pub fn make<T>(
        &mut self,
        during: Stage,
        make: impl FnOnce(&mut Device, &mut OsStreams) -> Result<T, DeviceError>,
    ) -> Result<T, Trouble> {
        make(&mut self.device, &mut OsStreams).map_err(|source| Trouble::Device { during, source })
    }

    /// Does something.
    ///
    /// # Errors
    /// What the node said.
    pub async fn act(&self, during: Stage, command: &MemberCommand) -> Result<Reply, Trouble> {
        self.call(during, "/v1/act", command).await
    }

    /// Looks at something.
    ///
    /// # Errors
    /// What the node said.
    pub async fn look<T: DeserializeOwned>(&self, during: Stage, look: &MemberLook) -> Result<T, Trouble> {
        self.call(during, "/v1/look", look).await
    }

    /// The first thing that waits and is of this sort, if there is one.
    ///
    /// # Errors
    /// What the node said.
    pub async fn waiting(&self, during: Stage, sort: fn(&Waiting) -> bool) -> Result<Option<ItemView>, Trouble> {
        Ok(self.inbox(during).await?.into_iter().find(|item| sort(&item.waiting)))
    }

    /// Everything that waits for this member.
    ///
    /// # Errors
    /// What the node said.
    pub async fn inbox(&self, during: Stage) -> Result<Vec<ItemView>, Trouble> {
        self.look(during, &MemberLook::Inbox).await
    }

    /// This member's alerts, and those that came.
    ///
    /// # Errors
    /// What the node said.
    pub async fn alerts(&self, during: Stage) -> Result<AlertsView, Trouble> {
        self.look(during, &MemberLook::Alerts).await
    }

    /// What came back to an alert of this member's.
    ///
    /// # Errors
    /// What the node said.
    pub async fn alert_answers(&self, during: Stage, request: RequestId) -> Result<Vec<AlertAnswerView>, Trouble> {
        self.look(during, &MemberLook::AlertAnswers { request }).await
    }

    /// What left about this member.
    ///
    /// # Errors
    /// What the node said.
    pub async fn ledger(&self, during: Stage) -> Result<LedgerView, Trouble> {
        self.look(during, &MemberLook::Ledger).await
    }

    /// What lies before this member.
    ///
    /// # Errors
    /// What the node said.
    pub async fn desk(&self, during: Stage) -> Result<PersonsDesk, Trouble> {
        Ok(PersonsDesk {
            person: self.id.clone(),
            inbox: self.inbox(during).await?,
            asks: self.asks(during).await?,
            colleagues: self.look(during, &MemberLook::Colleagues).await?,
            bridges: self.look(during, &MemberLook::Bridges).await?,
        })
    }

    /// The paths offered to an ask.
    ///
    /// # Errors
    /// What the node said.
    pub async fn offers(&self, during: Stage, ask: AskId) -> Result<Vec<OfferView>, Trouble> {
        self.look(during, &MemberLook::Offers { ask }).await
    }

    /// What came back to this member's requests.
    ///
    /// # Errors
    /// What the node said.
    pub async fn answers(&self, during: Stage) -> Result<Vec<AnswerView>, Trouble> {
        self.look(during, &MemberLook::Answers).await
    }

    /// What this member asked.
    ///
    /// # Errors
    /// What the node said.
    pub async fn asks(&self, during: Stage) -> Result<Vec<AskView>, Trouble> {
        self.look(during, &MemberLook::Asks).await
    }

    /// Pins every colleague's key at first sight.
    ///
    /// # Errors
    /// If a colleague's certificate does not hold.
    pub async fn see_colleagues(&mut self, during: Stage) -> Result<(), Trouble> {
        let colleagues: Vec<ColleagueView> = self.look(during, &MemberLook::Colleagues).await?;
        for colleague in &colleagues {
            self.make(during, |device, _| device.pin_colleague(colleague, clock::now()))?;
        }
        Ok(())
    }

    async fn call<T: DeserializeOwned>(
        &self,
        during: Stage,
        path: &str,
        content: &(impl Serialize + Sync),
    ) -> Result<T, Trouble> {
        let body = body(content);
        let headers = signed::headers(&self.device, path, clock::now(), &body);
        self.line.send(during, self.line.request(path, body).headers(headers)).await
    }
}

fn body(content: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(content).expect("commands and looks are plain data")
}

impl Line {
    fn request(&self, path: &str, body: Vec<u8>) -> reqwest::RequestBuilder {
        self.client.post(format!("{}{path}", self.api)).header(CONTENT_TYPE, "application/json").body(body)
    }

    async fn send<T: DeserializeOwned>(&self, during: Stage, request: reqwest::RequestBuilder) -> Result<T, Trouble> {
        let silent = |source| Trouble::Silent { during, source };
        let response = request.send().await.map_err(silent)?;
        if response.status().is_success() {
            return response.json().await.map_err(silent);
        }
        let said = response.json().await.map_err(silent)?;
        Err(Trouble::Refused { during, said })
    }
}
