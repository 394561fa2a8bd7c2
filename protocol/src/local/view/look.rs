//! What a member may look at, and what each look shows. Looks change nothing.

use serde::{Deserialize, Serialize};

use super::{
    AlertAnswerView, AlertsView, AnswerView, AnsweredView, AskView, BridgeView, ColleagueView, ContactView, ExportView,
    ItemView, KnockView, LedgerView, LimitsView, MeView, OfferView, OrgPolicyView, PeopleByNameView, WordView,
};
use crate::id::{AskId, ContactId, MemberKey, RequestId};
use crate::local::findable::Findable;
use crate::local::insight::{ExplainView, FoundView, HintsView, ImportView, NearView, PartnerView, ReachView, Sought};
use crate::local::keys::KeysView;
use crate::local::organisation::OrganisationView;
use crate::local::profile::Profile;
use crate::message::{Kind, Strength};
use crate::private::Private;
use crate::trust::{Audience, Word};

/// What a member may look at.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "see", rename_all = "kebab-case")]
pub enum MemberLook {
    /// Who I am to the node; a [`MeView`].
    Me,
    /// What waits for me; a list of [`ItemView`].
    Inbox,
    /// What I asked; a list of [`AskView`].
    Asks,
    /// What was offered to one ask; a list of [`OfferView`].
    Offers {
        /// The ask.
        ask: AskId,
    },
    /// Answers to my requests; a list of [`AnswerView`].
    Answers,
    /// Whom I know; a list of [`ContactView`].
    People,
    /// Some of those I know, in the order they are named, without who is none; a list of [`ContactView`].
    Contacts {
        /// Whom.
        contacts: Vec<ContactId>,
    },
    /// Some of those I know in the order of their names, for a list too long to be shown whole; a
    /// [`PeopleByNameView`].
    PeopleByName {
        /// How many come before the first shown.
        from: usize,
        /// How many are shown at most.
        at_most: usize,
    },
    /// Who else is a member here; a list of [`ColleagueView`].
    Colleagues,
    /// My bridges; a list of [`BridgeView`].
    Bridges,
    /// Whom I know by a name, organisation, role, topic or region half remembered; a list of [`FoundView`].
    Find {
        /// What is remembered.
        text: Private<String>,
    },
    /// Who is nearest with an attribute, or at an organisation; a [`NearView`].
    Near {
        /// What they have.
        #[serde(flatten)]
        sought: Sought,
    },
    /// How far my network reaches; a [`ReachView`].
    Reach,
    /// Why an edge of mine serves a question, or why not; an [`ExplainView`].
    Explain {
        /// My contact.
        contact: ContactId,
        /// What is asked for.
        kind: Kind,
        /// From how far away.
        from: Audience,
        /// How many steps the question took to come to me, if that is to be judged.
        #[serde(default)]
        steps: Option<u8>,
        /// The least strength it asks for, if any.
        #[serde(default)]
        at_least: Option<Strength>,
    },
    /// What I imported; a list of [`ImportView`], newest first.
    Imports,
    /// My profile; a [`Profile`].
    Profile,
    /// What a colleague lets the organisation read of their profile; a [`Profile`].
    ProfileOf {
        /// The colleague.
        member: MemberKey,
    },
    /// What colleagues say they work on, as far as they let the organisation read it, what most of them say first; a
    /// list of [`Word`].
    ColleagueTopics,
    /// Organisations my contacts are at or I am tied to; a list of [`OrganisationView`].
    Organisations,
    /// My contacts who seem to be at partner organisations; a [`HintsView`].
    Hints,
    /// My partner organisations and what they say of themselves; a list of [`PartnerView`].
    Partners,
    /// Words that came for me along requests; a list of [`WordView`].
    Words,
    /// Letters I answered; a list of [`AnsweredView`].
    Answered,
    /// My knocks; a list of [`KnockView`], newest first.
    Knocks,
    /// My certificate and devices, and what is known of others' keys; a [`KeysView`].
    Keys,
    /// My alerts, and those others brought; an [`AlertsView`].
    Alerts,
    /// Answers to an alert of mine; a list of [`AlertAnswerView`].
    AlertAnswers {
        /// The alert.
        request: RequestId,
    },
    /// What I let come before me; a [`LimitsView`].
    Limits,
    /// What my organisation lets its node serve; an [`OrgPolicyView`].
    OrgPolicy,
    /// What left about me; a [`LedgerView`].
    Ledger,
    /// Everything the node holds of me; an [`ExportView`].
    Export,
    /// How I may be found as the person sought; a [`Findable`], or nothing.
    Findable,
}

/// What a member sees: the view that belongs to the look, written without a wrapper.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum MemberSight {
    /// To [`MemberLook::Me`].
    Me(Box<MeView>),
    /// To [`MemberLook::Inbox`].
    Inbox(Vec<ItemView>),
    /// To [`MemberLook::Asks`].
    Asks(Vec<AskView>),
    /// To [`MemberLook::Offers`].
    Offers(Vec<OfferView>),
    /// To [`MemberLook::Answers`].
    Answers(Vec<AnswerView>),
    /// To [`MemberLook::People`] and [`MemberLook::Contacts`].
    People(Vec<ContactView>),
    /// To [`MemberLook::PeopleByName`].
    PeopleByName(PeopleByNameView),
    /// To [`MemberLook::Colleagues`].
    Colleagues(Vec<ColleagueView>),
    /// To [`MemberLook::Bridges`].
    Bridges(Vec<BridgeView>),
    /// To [`MemberLook::Find`].
    Found(Vec<FoundView>),
    /// To [`MemberLook::Near`].
    Near(Box<NearView>),
    /// To [`MemberLook::Reach`].
    Reach(Box<ReachView>),
    /// To [`MemberLook::Explain`]; nothing if there is no such contact.
    Explained(Option<Box<ExplainView>>),
    /// To [`MemberLook::Imports`].
    Imports(Vec<ImportView>),
    /// To [`MemberLook::Profile`] and [`MemberLook::ProfileOf`].
    Profile(Box<Profile>),
    /// To [`MemberLook::ColleagueTopics`].
    Topics(Vec<Word>),
    /// To [`MemberLook::Organisations`].
    Organisations(Vec<OrganisationView>),
    /// To [`MemberLook::Hints`].
    Hints(HintsView),
    /// To [`MemberLook::Partners`].
    Partners(Vec<PartnerView>),
    /// To [`MemberLook::Words`].
    Words(Vec<WordView>),
    /// To [`MemberLook::Answered`].
    Answered(Vec<AnsweredView>),
    /// To [`MemberLook::Knocks`].
    Knocks(Vec<KnockView>),
    /// To [`MemberLook::Limits`].
    Limits(Box<LimitsView>),
    /// To [`MemberLook::OrgPolicy`].
    OrgPolicy(Box<OrgPolicyView>),
    /// To [`MemberLook::Ledger`].
    Ledger(Box<LedgerView>),
    /// To [`MemberLook::Export`].
    Export(Box<ExportView>),
    /// Who looks is no member.
    Nobody,
    /// To [`MemberLook::Keys`].
    Keys(Box<KeysView>),
    /// To [`MemberLook::Alerts`].
    Alerts(Box<AlertsView>),
    /// To [`MemberLook::AlertAnswers`].
    AlertAnswers(Vec<AlertAnswerView>),
    /// To [`MemberLook::Findable`].
    Findable(Option<Box<Findable>>),
}
