//! How a member changes what an edge may serve: only what they name.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::{BridgeId, ContactId, MemberKey};
use crate::message::Kind;
use crate::trust::{AnswerMode, Audience, EdgePolicy};

/// Which edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EdgeOf {
    /// To a contact.
    Contact(ContactId),
    /// To a colleague.
    Colleague(MemberKey),
    /// A bridge.
    Bridge(BridgeId),
}

/// What changes; the rest stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PolicyChange {
    /// The kinds of question it may serve.
    pub kinds: Option<BTreeSet<Kind>>,
    /// Whether questions may travel along it.
    pub search: Option<bool>,
    /// How far away a question may come from.
    pub audience: Option<Audience>,
    /// How it answers colleagues.
    pub own_org: Option<AnswerMode>,
    /// How it answers others.
    pub beyond: Option<AnswerMode>,
}

impl PolicyChange {
    /// Changes a policy.
    pub fn apply(self, policy: &mut EdgePolicy) {
        let Self { kinds, search, audience, own_org, beyond } = self;
        policy.kinds = kinds.unwrap_or_else(|| std::mem::take(&mut policy.kinds));
        policy.search = search.unwrap_or(policy.search);
        policy.audience = audience.unwrap_or(policy.audience);
        policy.own_org = own_org.unwrap_or(policy.own_org);
        policy.beyond = beyond.unwrap_or(policy.beyond);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_named_changes() {
        let mut policy = EdgePolicy::default();
        PolicyChange::default().apply(&mut policy);
        assert_eq!(policy, EdgePolicy::default());

        let change = PolicyChange { search: Some(false), beyond: Some(AnswerMode::Never), ..PolicyChange::default() };
        change.apply(&mut policy);

        let expected = EdgePolicy { search: false, beyond: AnswerMode::Never, ..EdgePolicy::default() };
        assert_eq!(policy, expected);
    }
}
