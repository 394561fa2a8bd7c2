//! What the lessons consist of: texts by their keys, in the order in which they are told. The people are those of the
//! demo's stories, and what a choice would do is what it does on the pages it speaks of.

/// One lesson.
pub(super) struct Lesson {
    /// What its address ends with.
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) lead: &'static str,
    pub(super) steps: &'static [Step],
    /// The page where a member does the same with people of their own, and what leads there.
    pub(super) own: (&'static str, &'static str),
}

/// One thing to decide.
pub(super) struct Step {
    pub(super) head: &'static str,
    pub(super) tells: &'static str,
    /// What somebody wrote, if it is about that.
    pub(super) quotes: Option<&'static str>,
    /// The way: how a person on it is drawn, who it is, and what they do there.
    pub(super) way: &'static [(&'static str, &'static str, &'static str)],
    /// Who would see what, if it is about that.
    pub(super) sees: &'static [(&'static str, &'static str)],
    pub(super) asks: &'static str,
    /// What may be chosen, and what that would do.
    pub(super) choices: &'static [(&'static str, &'static str)],
}

impl Lesson {
    /// A step by its number, from one.
    pub(super) fn step(&self, number: usize) -> Option<&'static Step> {
        self.steps.get(number.checked_sub(1)?)
    }
}

impl Step {
    /// A choice by its number, from one.
    pub(super) fn choice(&self, number: usize) -> Option<(&'static str, &'static str)> {
        self.choices.get(number.checked_sub(1)?).copied()
    }
}

/// A step of words alone, for the others to be made from.
const PLAIN: Step = Step { head: "", tells: "", quotes: None, way: &[], sees: &[], asks: "decide", choices: &[] };

/// All of them, in the order in which they are best taken.
pub(super) const LESSONS: [Lesson; 4] = [
    Lesson {
        name: "rate",
        title: "learn-rate",
        lead: "learn-rate-lead",
        steps: &RATE,
        own: ("/people/import", "learn-rate-own"),
    },
    Lesson { name: "ask", title: "learn-ask", lead: "learn-ask-lead", steps: &ASK, own: ("/ask", "learn-ask-own") },
    Lesson {
        name: "approve",
        title: "learn-approve",
        lead: "learn-approve-lead",
        steps: &APPROVE,
        own: ("/inbox", "learn-approve-own"),
    },
    Lesson {
        name: "coach",
        title: "learn-coach",
        lead: "learn-coach-lead",
        steps: &COACH,
        own: ("/ledger", "learn-coach-own"),
    },
];

const RATE: [Step; 4] = [
    Step {
        head: "learn-rate-1-head",
        tells: "learn-rate-1",
        asks: "strength-head",
        choices: &[
            ("strength-have-met", "learn-rate-1-met"),
            ("strength-know-well", "learn-rate-1-well"),
            ("strength-would-vouch", "learn-rate-1-vouch"),
            ("learn-rate-leave", "learn-rate-1-leave"),
        ],
        ..PLAIN
    },
    Step {
        head: "learn-rate-2-head",
        tells: "learn-rate-2",
        asks: "strength-head",
        choices: &[
            ("strength-have-met", "learn-rate-2-met"),
            ("strength-know-well", "learn-rate-2-well"),
            ("strength-would-vouch", "learn-rate-2-vouch"),
        ],
        ..PLAIN
    },
    Step {
        head: "learn-rate-3-head",
        tells: "learn-rate-3",
        asks: "learn-rate-3-asks",
        choices: &[
            ("mode-standing", "learn-rate-3-standing"),
            ("mode-ask", "learn-rate-3-ask"),
            ("mode-never", "learn-rate-3-never"),
        ],
        ..PLAIN
    },
    Step {
        head: "learn-rate-4-head",
        tells: "learn-rate-4",
        asks: "learn-rate-4-asks",
        choices: &[
            ("learn-rate-4-let", "learn-rate-4-let-means"),
            ("learn-rate-4-again", "learn-rate-4-again-means"),
            ("learn-rate-4-forget", "learn-rate-4-forget-means"),
        ],
        ..PLAIN
    },
];

const ASK: [Step; 4] = [
    Step {
        head: "learn-ask-1-head",
        tells: "learn-ask-1",
        asks: "ask-what",
        choices: &[
            ("kind-introduction", "learn-ask-1-introduction"),
            ("kind-intelligence", "learn-ask-1-intelligence"),
            ("kind-influence", "learn-ask-1-influence"),
        ],
        ..PLAIN
    },
    Step {
        head: "learn-ask-2-head",
        tells: "learn-ask-2",
        sees: &[
            ("sees-node", "sees-ask-node"),
            ("sees-reached", "sees-ask-reached"),
            ("sees-knows", "sees-ask-knows"),
            ("learn-jonas", "sees-ask-sought"),
        ],
        asks: "learn-ask-2-asks",
        choices: &[
            ("learn-ask-2-address", "learn-ask-2-address-means"),
            ("learn-ask-2-name", "learn-ask-2-name-means"),
            ("learn-ask-2-words", "learn-ask-2-words-means"),
        ],
        ..PLAIN
    },
    Step {
        head: "learn-ask-3-head",
        tells: "learn-ask-3",
        sees: &[
            ("sees-node", "sees-request-node"),
            ("learn-ask-3-first", "sees-request-first"),
            ("sees-further", "sees-request-further"),
            ("sees-answers", "sees-request-answers"),
        ],
        asks: "learn-ask-3-asks",
        choices: &[
            ("learn-ask-3-names", "learn-ask-3-names-means"),
            ("learn-ask-3-plain", "learn-ask-3-plain-means"),
            ("learn-ask-3-urgent", "learn-ask-3-urgent-means"),
        ],
        ..PLAIN
    },
    Step {
        head: "learn-ask-4-head",
        tells: "learn-ask-4",
        asks: "learn-ask-4-asks",
        choices: &[
            ("learn-ask-4-no", "learn-ask-4-no-means"),
            ("learn-ask-4-unread", "learn-ask-4-unread-means"),
            ("learn-ask-4-open", "learn-ask-4-open-means"),
        ],
        ..PLAIN
    },
];

const APPROVE: [Step; 4] = [
    Step {
        head: "learn-approve-1-head",
        tells: "learn-approve-1",
        quotes: Some("learn-ask-3-plain"),
        way: &[
            ("known", "learn-hillside", "chain-asks"),
            ("blank", "chain-blank", "chain-perhaps"),
            ("known", "learn-nadia", "chain-handed"),
            ("you", "chain-you", "chain-you-decide"),
            ("known", "learn-matthias", "chain-next"),
            ("blank", "chain-blank", "chain-who-answers"),
        ],
        sees: &[
            ("learn-matthias", "sees-hop-next"),
            ("learn-hillside", "sees-hop-asker"),
            ("learn-nadia", "sees-hop-from"),
            ("sees-node", "sees-hop-node"),
        ],
        choices: &[
            ("yes-pass-on", "learn-approve-1-yes"),
            ("no", "learn-approve-1-no"),
            ("later-head", "learn-approve-1-later"),
            ("learn-approve-1-lie", "learn-approve-1-lie-means"),
        ],
        ..PLAIN
    },
    Step {
        head: "learn-approve-2-head",
        tells: "learn-approve-2",
        asks: "learn-approve-2-asks",
        choices: &[
            ("learn-approve-2-no", "learn-approve-2-no-means"),
            ("learn-approve-2-seen", "learn-approve-2-seen-means"),
            ("learn-approve-2-nothing", "learn-approve-2-nothing-means"),
        ],
        ..PLAIN
    },
    Step {
        head: "learn-approve-3-head",
        tells: "learn-approve-3",
        sees: &[
            ("learn-hillside", "sees-prompt-asker"),
            ("learn-jonas", "sees-subject-spoken"),
            ("sees-node", "sees-prompt-node"),
        ],
        choices: &[
            ("yes-allow", "learn-approve-3-yes"),
            ("no", "learn-approve-3-no"),
            ("learn-approve-3-mute", "learn-approve-3-mute-means"),
        ],
        ..PLAIN
    },
    Step {
        head: "learn-approve-4-head",
        tells: "learn-approve-4",
        asks: "learn-approve-4-asks",
        choices: &[
            ("learn-approve-4-cap", "learn-approve-4-cap-means"),
            ("learn-approve-4-quiet", "learn-approve-4-quiet-means"),
            ("learn-approve-4-all", "learn-approve-4-all-means"),
        ],
        ..PLAIN
    },
];

const COACH: [Step; 4] = [
    Step {
        head: "learn-coach-1-head",
        tells: "learn-coach-1",
        asks: "learn-coach-1-asks",
        choices: &[
            ("learn-coach-1-nobody", "learn-coach-1-nobody-means"),
            ("learn-coach-1-node", "learn-coach-1-node-means"),
            ("learn-coach-1-all", "learn-coach-1-all-means"),
        ],
        ..PLAIN
    },
    Step {
        head: "learn-coach-2-head",
        tells: "learn-coach-2",
        asks: "learn-coach-2-asks",
        choices: &[
            ("learn-coach-2-all", "learn-coach-2-all-means"),
            ("learn-coach-2-some", "learn-coach-2-some-means"),
            ("learn-coach-2-none", "learn-coach-2-none-means"),
        ],
        ..PLAIN
    },
    Step {
        head: "learn-coach-3-head",
        tells: "learn-coach-3",
        asks: "learn-coach-1-asks",
        choices: &[
            ("learn-coach-3-likely", "learn-coach-3-likely-means"),
            ("learn-coach-3-admin", "learn-coach-3-admin-means"),
            ("learn-coach-3-nobody", "learn-coach-3-nobody-means"),
        ],
        ..PLAIN
    },
    Step {
        head: "learn-coach-4-head",
        tells: "learn-coach-4",
        asks: "learn-coach-4-asks",
        choices: &[
            ("way-ledger", "learn-coach-4-ledger"),
            ("export-html", "learn-coach-4-export"),
            ("me-erase", "learn-coach-4-erase"),
            ("learn-coach-4-words", "learn-coach-4-words-means"),
        ],
        ..PLAIN
    },
];
