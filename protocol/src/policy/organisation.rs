//! What an organisation lets its node serve: for everybody, and for each peer. Set by the admin, read by its members.
//!
//! Own questions against it are refused with a sentence; others' have no effect and no answer.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::OrgId;
use crate::limits;
use crate::message::{AttributeType, Kind, QueryCore};
use crate::private::Private;
use crate::time::Span;
use crate::wire::text::is_prose;

/// An organisation's policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrgPolicy {
    /// The kinds of question that are served.
    pub kinds: BTreeSet<Kind>,
    /// What a question may name in clear.
    pub attributes: BTreeSet<AttributeType>,
    /// Organisations whose questions are not served.
    pub blocked: BTreeSet<OrgId>,
    /// How long asks that are over and their answers are kept, after the last request could have ended.
    pub keep_asks: Span,
    /// How long records of what left about a member are kept.
    pub keep_ledger: Span,
    /// Whether an appraisal needs the candidate's permission.
    pub appraisal: AppraisalRule,
}

/// The rule for appraisals.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AppraisalRule {
    /// Nobody asks about a candidate without their permission.
    #[default]
    PermissionNeeded,
    /// They may, for a reason in law that members can read.
    WithoutPermission {
        /// The reason.
        reason: Private<String>,
    },
}

/// What a peering serves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PeerPolicy {
    /// The kinds of question that cross it.
    pub kinds: BTreeSet<Kind>,
    /// Whose questions cross it.
    pub audience: PeerAudience,
}

/// Whose questions cross a peering, in either direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeerAudience {
    /// Those of the two organisations.
    Own,
    /// Also those they relay.
    #[default]
    Relayed,
}

impl Default for OrgPolicy {
    fn default() -> Self {
        Self {
            kinds: all_kinds(),
            attributes: [AttributeType::Topic, AttributeType::Org, AttributeType::Role, AttributeType::Region].into(),
            blocked: BTreeSet::new(),
            keep_asks: limits::ASK_KEPT,
            keep_ledger: limits::LEDGER_KEPT,
            appraisal: AppraisalRule::default(),
        }
    }
}

impl Default for PeerPolicy {
    fn default() -> Self {
        Self { kinds: all_kinds(), audience: PeerAudience::default() }
    }
}

impl OrgPolicy {
    /// Whether it can be.
    pub fn is_fit(&self) -> bool {
        let lasts = |span: Span| (limits::KEPT_LEAST..=limits::KEPT_MOST).contains(&span);
        let reasoned = match &self.appraisal {
            AppraisalRule::PermissionNeeded => true,
            AppraisalRule::WithoutPermission { reason } => {
                !reason.trim().is_empty() && is_prose(reason, limits::REASON)
            }
        };
        reasoned && lasts(self.keep_asks) && lasts(self.keep_ledger) && self.blocked.len() <= limits::BLOCKED_MAX
    }

    /// Whether a question that came is served here.
    pub fn serves(&self, core: &QueryCore) -> bool {
        self.kinds.contains(&core.kind) && !self.blocked.contains(&core.origin) && self.may_name(core)
    }

    /// Whether everything a question names in clear may travel.
    pub fn may_name(&self, core: &QueryCore) -> bool {
        core.attributes.iter().all(|attribute| self.attributes.contains(&attribute.r#type))
    }
}

impl PeerPolicy {
    /// Whether a question may cross. `origin` is who asks, `ends` are the two organisations.
    pub fn lets_cross(&self, kind: Kind, origin: &OrgId, ends: [&OrgId; 2]) -> bool {
        let heard = match self.audience {
            PeerAudience::Own => ends.contains(&origin),
            PeerAudience::Relayed => true,
        };
        heard && self.kinds.contains(&kind)
    }
}

fn all_kinds() -> BTreeSet<Kind> {
    [Kind::Introduction, Kind::Intelligence, Kind::Influence, Kind::Appraisal, Kind::Opportunity].into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const US: OrgId = OrgId::from_bytes([1; 32]);
    const PEER: OrgId = OrgId::from_bytes([2; 32]);
    const FAR: OrgId = OrgId::from_bytes([3; 32]);

    #[test]
    fn a_peering_lets_cross_what_its_policy_names() {
        let own = PeerPolicy { audience: PeerAudience::Own, ..PeerPolicy::default() };
        let no_influence = PeerPolicy { kinds: [Kind::Introduction].into(), ..PeerPolicy::default() };
        let cases = [
            (PeerPolicy::default(), Kind::Influence, FAR, true),
            (own.clone(), Kind::Introduction, PEER, true),
            (own.clone(), Kind::Introduction, US, true),
            (own, Kind::Introduction, FAR, false),
            (no_influence.clone(), Kind::Introduction, FAR, true),
            (no_influence, Kind::Influence, PEER, false),
        ];

        for (policy, kind, origin, expected) in cases {
            assert_eq!(policy.lets_cross(kind, &origin, [&US, &PEER]), expected, "{policy:?} {kind:?} {origin:?}");
        }
    }

    #[test]
    fn permission_is_waived_only_for_a_stated_reason() {
        let without = |reason: &str| OrgPolicy {
            appraisal: AppraisalRule::WithoutPermission { reason: reason.into() },
            ..OrgPolicy::default()
        };

        assert!(OrgPolicy::default().is_fit());
        assert!(without("Section 12 of the safeguarding act").is_fit());
        assert!(!without("  ").is_fit());
        assert!(!without(&"x".repeat(limits::REASON + 1)).is_fit());
        assert!(!OrgPolicy { keep_asks: Span::secs(60), ..OrgPolicy::default() }.is_fit());
    }
}
