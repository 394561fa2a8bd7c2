//! The words that stand for the protocol's choices, as keys into the texts: how well, how far, what for.

use stn_protocol::exchange::view::{AskState, BridgeState};
use stn_protocol::message::{Kind, Strength};
use stn_protocol::trust::{AnswerMode, Audience};

/// The kinds of ask with the words they go by in forms.
pub(super) const KINDS: [(Kind, &str); 5] = [
    (Kind::Introduction, "introduction"),
    (Kind::Intelligence, "intelligence"),
    (Kind::Influence, "influence"),
    (Kind::Appraisal, "appraisal"),
    (Kind::Opportunity, "opportunity"),
];

/// How well, with the words in forms; the weakest first.
pub(super) const STRENGTHS: [(Strength, &str); 3] =
    [(Strength::HaveMet, "have-met"), (Strength::KnowWell, "know-well"), (Strength::WouldVouch, "would-vouch")];

/// How far, with the words in forms; the nearest first.
pub(super) const AUDIENCES: [(Audience, &str); 3] =
    [(Audience::OwnOrg, "own-org"), (Audience::Peers, "peers"), (Audience::Network, "network")];

/// What happens, with the words in forms.
pub(super) const MODES: [(AnswerMode, &str); 3] =
    [(AnswerMode::Standing, "standing"), (AnswerMode::Ask, "ask"), (AnswerMode::Never, "never")];

/// What a word in a form stands for.
pub(super) fn chosen<T: Copy>(choices: &[(T, &str)], word: &str) -> Option<T> {
    choices.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
}

pub(super) const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Introduction => "kind-introduction",
        Kind::Intelligence => "kind-intelligence",
        Kind::Influence => "kind-influence",
        Kind::Appraisal => "kind-appraisal",
        Kind::Opportunity => "kind-opportunity",
    }
}

pub(super) const fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::HaveMet => "strength-have-met",
        Strength::KnowWell => "strength-know-well",
        Strength::WouldVouch => "strength-would-vouch",
    }
}

pub(super) const fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::OwnOrg => "audience-own-org",
        Audience::Peers => "audience-peers",
        Audience::Network => "audience-network",
    }
}

/// Who may read a field; nobody else, where no audience is said.
pub(super) fn reader(audience: Option<Audience>) -> &'static str {
    audience.map_or("audience-me", self::audience)
}

pub(super) const fn mode(mode: AnswerMode) -> &'static str {
    match mode {
        AnswerMode::Standing => "mode-standing",
        AnswerMode::Ask => "mode-ask",
        AnswerMode::Never => "mode-never",
    }
}

/// Where an ask stands; there is no word for a decline.
pub(super) const fn state(state: AskState) -> &'static str {
    match state {
        AskState::Waiting => "state-waiting",
        AskState::PathOffered => "state-path-offered",
        AskState::InProgress => "state-in-progress",
        AskState::Introduced => "state-introduced",
        AskState::Closed => "state-closed",
    }
}

pub(super) const fn bridge(state: BridgeState) -> &'static str {
    match state {
        BridgeState::LinkOpen => "bridge-link-open",
        BridgeState::AwaitsConfirmation => "bridge-awaits-you",
        BridgeState::AwaitsOther => "bridge-awaits-other",
        BridgeState::AwaitsCheck => "bridge-awaits-you",
        BridgeState::Active => "bridge-active",
        BridgeState::Ended => "bridge-ended",
        BridgeState::AwaitsPeering => "bridge-awaits-peering",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_none_stands_for_nothing() {
        assert_eq!(chosen(&MODES, "never"), Some(AnswerMode::Never));
        assert_eq!(chosen(&MODES, "Never"), None);
        assert_eq!(chosen(&STRENGTHS, ""), None);
    }
}
