//! A member's ledger as shown: the records, and the names this member may read them with.

use serde::{Deserialize, Serialize};

use crate::id::{ContactId, MemberKey, OrgId, OrgRecordId};
use crate::local::ledger::Entry;
use crate::private::Private;

/// A member's ledger.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct LedgerView {
    /// What left, newest first.
    pub entries: Vec<Entry>,
    /// The organisations in them.
    pub organisations: Vec<NamedOrg>,
    /// The people next to the member in them: colleagues, and those the member has a bridge with.
    pub people: Vec<NamedPerson>,
    /// The member's own contacts in them, as far as the member still has them.
    pub contacts: Vec<NamedContact>,
    /// The organisations the member is tied to in them.
    pub records: Vec<NamedRecord>,
}

/// An organisation by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedOrg {
    /// The organisation.
    pub org: OrgId,
    /// As it calls itself.
    pub name: String,
    /// Whether it is the own organisation or a partner; otherwise its name is not verified.
    pub is_known: bool,
}

/// Somebody next to the member, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedPerson {
    /// They.
    pub member: MemberKey,
    /// As the organisation calls a colleague, or as they introduced themselves over a bridge.
    pub name: Private<String>,
}

/// A contact by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedContact {
    /// The contact.
    pub contact: ContactId,
    /// As the member calls them.
    pub name: Private<String>,
}

/// An organisation as members know it, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedRecord {
    /// Its record.
    pub record: OrgRecordId,
    /// Its name.
    pub name: Private<String>,
}
