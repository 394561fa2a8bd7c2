//! Everything the node holds of one member, for the member: one value that can be written to a file.
//!
//! What the member's device holds is not in it: the device adds what it can open.

use serde::{Deserialize, Serialize};

use crate::id::{AskId, ContactId, ImportId, LetterKeyId, OrgId, OrgRecordId, RequestId, SealKey};
use crate::local::profile::Profile;
use crate::local::view::{
    AlertAnswerView, AlertsView, AnswerView, AskView, BridgeView, ColleagueView, ContactView, ItemView, KnockView,
    LedgerView, LimitsView, MeView, OfferView,
};
use crate::local::{Findable, OrgTie};
use crate::message::{Kind, Strength};
use crate::policy::ConnectorMeters;
use crate::private::Private;
use crate::time::Timestamp;
use crate::trust::{EdgePolicy, Handle};

/// Everything the node holds of a member.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExportView {
    /// When it was written down.
    pub at: Timestamp,
    /// Who the member is to the node.
    pub me: MeView,
    /// Letter keys: the public halves, and when they were given away.
    pub letter_keys: Vec<ExportedKey>,
    /// Contacts.
    pub people: Vec<ContactView>,
    /// Colleagues the member rated.
    pub trusted: Vec<ColleagueView>,
    /// Bridges.
    pub bridges: Vec<ExportedBridge>,
    /// Asks.
    pub asks: Vec<AskView>,
    /// Paths offered to them.
    pub offers: Vec<ExportedOffers>,
    /// Answers that came, sealed.
    pub answers: Vec<AnswerView>,
    /// What waits, sealed where it was sealed.
    pub inbox: Vec<ItemView>,
    /// Requests of others the member stands on the path of and has passed on or answered.
    pub passed: Vec<ExportedPassing>,
    /// The profile.
    pub profile: Profile,
    /// How the member lets themself be sought.
    pub findable: Option<Findable>,
    /// Organisations the member named, by record.
    pub organisations: Vec<ExportedOrganisation>,
    /// How the member said to be tied to organisations.
    pub org_ties: Vec<(OrgRecordId, OrgTie)>,
    /// Imports that can be undone, with contacts as they were before.
    pub imports: Vec<ExportedImport>,
    /// Knocks.
    #[serde(default)]
    pub knocks: Vec<KnockView>,
    /// What left.
    pub ledger: LedgerView,
    /// Alerts, the own ones and those others brought.
    pub alerts: AlertsView,
    /// Answers to own alerts, sealed.
    pub alert_answers: Vec<AlertAnswerView>,
    /// What the member lets come before them.
    pub limits: LimitsView,
    /// What is counted of it.
    pub meters: ConnectorMeters,
}

/// A letter key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExportedKey {
    /// Its name.
    pub id: LetterKeyId,
    /// The public half.
    pub public: SealKey,
    /// When it was given to an offer.
    pub given: Option<Timestamp>,
}

/// A bridge.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExportedBridge {
    /// As it is shown.
    #[serde(flatten)]
    pub view: BridgeView,
    /// What it may serve.
    pub policy: EdgePolicy,
    /// Until when an open link may be taken up.
    pub expires: Timestamp,
}

/// The paths offered to one ask.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExportedOffers {
    /// The ask.
    pub ask: AskId,
    /// The paths.
    pub offers: Vec<OfferView>,
}

/// A request the member passed on or answered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExportedPassing {
    /// The asking organisation.
    pub origin: OrgId,
    /// As it calls itself.
    pub origin_name: String,
    /// The request.
    pub request: RequestId,
    /// What for.
    pub kind: Kind,
    /// Until when the node keeps it.
    pub kept_until: Timestamp,
}

/// An organisation's record the member confirmed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExportedOrganisation {
    /// The record.
    pub record: OrgRecordId,
    /// Its name.
    pub name: Private<String>,
    /// Other names.
    pub aliases: Vec<Private<String>>,
    /// Its domains.
    pub domains: Vec<Private<String>>,
    /// When.
    pub confirmed: Timestamp,
}

/// An import.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExportedImport {
    /// The import.
    pub import: ImportId,
    /// What sort of file it was.
    pub source: String,
    /// When.
    pub at: Timestamp,
    /// Contacts it brought.
    pub added: Vec<ContactId>,
    /// Contacts it changed, as they were before.
    pub before: Vec<ExportedBefore>,
}

/// A contact as it was before an import.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExportedBefore {
    /// The contact.
    pub contact: ContactId,
    /// Its name.
    pub name: Private<String>,
    /// Its organisation.
    pub org: Private<String>,
    /// Its role.
    pub role: Private<String>,
    /// Its handles.
    pub handles: Vec<Handle>,
    /// How well the member knew them.
    pub strength: Strength,
}
