//! A ledger in plain sentences, one for each record, to the member it is about.
//!
//! Names come with the ledger: the member's own contacts, colleagues, people across bridges, organisations. Who has
//! left since is spoken of without a name.

use stn_protocol::exchange::view::{LedgerView, Neighbour};
use stn_protocol::id::{ContactId, MemberKey, OrgId};
use stn_protocol::local::{Entry, Left, OfferedBy, Origin, Whom};
use stn_protocol::message::{Card, Kind};

use super::kinds;
use super::told::{one_line, short};
use super::words::{self, counted, day};

/// A ledger to read names from.
pub(crate) struct Ledger<'l>(pub(crate) &'l LedgerView);

impl Ledger<'_> {
    /// All sentences with their days, newest first.
    pub(super) fn sentences(&self) -> impl Iterator<Item = String> {
        self.0.entries.iter().map(|entry| format!("{}  {}", day(entry.at), self.sentence(entry)))
    }

    /// What left, in a sentence.
    pub(crate) fn sentence(&self, entry: &Entry) -> String {
        match &entry.left {
            Left::Asked { kind, partners, attributes, .. } => asked(*kind, *partners, attributes.len()),
            Left::RequestSent { kind, first, note, .. } => self.sent(*kind, first, note),
            Left::OfferLeft { origin, kind, whom, by } => self.offered(origin, *kind, *whom, by),
            Left::PassedOn { origin, kind, to, note, .. } => self.passed(origin, *kind, to, note),
            Left::LedToAnswer { origin, kind, .. } => self.led(origin, *kind),
            Left::Answered { origin, kind, whom, .. } => self.answered(origin, *kind, *whom),
            Left::Withdrawn { kind, .. } => {
                let kind = words::kind(*kind);
                format!("You withdrew your request for {kind}: whoever it waited for does not see it any more.")
            }
            Left::BridgeTied { with, card, .. } => {
                let (who, card) = (self.neighbour(with), introduced(card));
                format!("Your card and certificate went to {who}, to tie a bridge. The card: {card}.")
            }
            Left::BridgeEnded { with, .. } => {
                format!("{} was told that your bridge with {} is over.", self.org(with.org), self.person(with.member))
            }
            Left::WordSent { origin, kind, .. } => {
                let (origin, kind) = (self.origin(origin), words::kind(*kind));
                format!(
                    "A word of yours went along a request of {origin} for {kind}, sealed for the one person it was for."
                )
            }
            Left::Evaluated { origin, handles, .. } => self.evaluated(origin, *handles),
            Left::Knocked { partners, .. } => knocked(*partners),
            Left::AlertSent { kind, to, .. } => {
                let to: Vec<String> = to.iter().map(|next| self.neighbour(next)).collect();
                let (kind, to) = (words::kind(*kind), to.join("; "));
                format!("An alert for {kind} went, in clear and with your signature, to {to}.")
            }
            Left::AlertAnswered { origin, kind, .. } => {
                let (origin, kind) = (self.origin(origin), words::kind(*kind));
                format!(
                    "You answered an alert of {origin} for {kind}. The answer and your card are sealed for the one who \
                     sent it."
                )
            }
        }
    }

    fn sent(&self, kind: Kind, first: &Neighbour, note: &str) -> String {
        format!(
            "Your request for {} and a sealed letter went to {}, who saw that they came from you. Everybody on the \
             path could read your note: {}.",
            words::kind(kind),
            self.neighbour(first),
            quote(note)
        )
    }

    fn passed(&self, origin: &Origin, kind: Kind, to: &Neighbour, note: &str) -> String {
        format!(
            "You said yes to a request of {} for {}: it went on to {}, who saw that it came from you{}. Your card lies \
             sealed at your node, and goes to the one who asked only with an answer.",
            self.origin(origin),
            words::kind(kind),
            self.neighbour(to),
            with_words(note)
        )
    }

    fn led(&self, origin: &Origin, kind: Kind) -> String {
        format!(
            "A request of {} for {} that you passed on led to an answer. Your card went back with it, sealed for the \
             one who asked.",
            self.origin(origin),
            words::kind(kind)
        )
    }

    fn answered(&self, origin: &Origin, kind: Kind, whom: Whom) -> String {
        format!(
            "You answered a letter from {} for {}, about {}. The answer and your card are sealed for the one who asked.",
            self.origin(origin),
            words::kind(kind),
            self.whom(whom)
        )
    }

    fn evaluated(&self, origin: &Origin, handles: usize) -> String {
        format!(
            "{} of your contacts, or your own, went to {} in a form nobody there can read, so that its questions can \
             find them.",
            counted(handles, "address, number or profile", "addresses, numbers and profiles"),
            self.origin(origin)
        )
    }

    fn offered(&self, origin: &Origin, kind: Kind, whom: Whom, by: &OfferedBy) -> String {
        let (origin, contact, sought) = (self.origin(origin), self.whom(whom), kinds::sought(kind));
        let far = "It said how many steps away somebody is and how strong the weakest tie is, and named neither of you";
        match by {
            OfferedBy::Standing => {
                format!("Under your standing yes an offer went to {origin}, which asked for {sought} {contact}. {far}.")
            }
            OfferedBy::Prompt { blurb } => format!(
                "You said yes to {origin}, which asked for {sought} {contact}: an offer left. {far}{}.",
                with_words(blurb)
            ),
        }
    }

    fn neighbour(&self, next: &Neighbour) -> String {
        let name = self.person(next.member);
        if next.bridge.is_none() {
            format!("{name}, your colleague")
        } else {
            format!("{name} at {}", self.org(next.org))
        }
    }

    fn person(&self, member: MemberKey) -> String {
        let known = self.0.people.iter().find(|one| one.member == member).filter(|one| !one.name.is_empty());
        known.map_or_else(|| format!("somebody ({})", short(member)), |one| one_line(&one.name))
    }

    fn whom(&self, whom: Whom) -> String {
        match whom {
            Whom::Contact(contact) => self.contact(contact),
            Whom::Themself => "yourself".to_owned(),
            Whom::Organisation(record) => {
                let known = self.0.records.iter().find(|one| one.record == record);
                known.map_or_else(|| "an organisation you are tied to".to_owned(), |one| one_line(&one.name))
            }
        }
    }

    fn contact(&self, contact: ContactId) -> String {
        let known = self.0.contacts.iter().find(|one| one.contact == contact);
        known.map_or_else(|| "a contact you no more have".to_owned(), |one| one_line(&one.name))
    }

    fn org(&self, org: OrgId) -> String {
        match self.0.organisations.iter().find(|one| one.org == org) {
            Some(one) => words::org(&one.name, org),
            None => words::org("", org),
        }
    }

    /// Who asked, as it called itself then.
    fn origin(&self, origin: &Origin) -> String {
        let org = words::org(&origin.name, origin.org);
        if origin.is_known { org } else { format!("{org}, name not verified") }
    }
}

fn asked(kind: Kind, partners: usize, attributes: usize) -> String {
    let clear = match attributes {
        0 => String::new(),
        1 => " One word of it could be read by everybody it reached.".to_owned(),
        many => format!(" {many} words of it could be read by everybody it reached."),
    };
    let kind = words::kind(kind);
    match partners {
        0 => format!("You asked for {kind}. The question stayed inside your organisation."),
        _ => format!(
            "You asked for {kind}. The question went to {}, without your name.{clear}",
            counted(partners, "partner organisation", "partner organisations")
        ),
    }
}

fn knocked(partners: usize) -> String {
    format!(
        "You knocked at somebody: your card, note and a bridge link are on their way to {}, readable only for a member \
         who has the address you gave and lets themself be found, and for both nodes.",
        counted(partners, "partner", "partners")
    )
}

fn with_words(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(", with your words {}", quote(text)) }
}

fn quote(text: &str) -> String {
    format!("“{}”", one_line(text))
}

/// How somebody introduces themselves, on one line.
fn introduced(card: &Card) -> String {
    let parts = [&card.name, &card.role, &card.org, &card.contact];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).map(|part| one_line(part)).collect();
    if parts.is_empty() { "empty".to_owned() } else { parts.join(", ") }
}

#[cfg(test)]
mod tests {
    use stn_protocol::exchange::view::{NamedContact, NamedPerson};
    use stn_protocol::id::{AskId, RequestId};
    use stn_protocol::time::Timestamp;

    use super::*;

    fn said(left: Left) -> String {
        let view = LedgerView {
            people: vec![NamedPerson { member: MemberKey::from_bytes([2; 32]), name: "Henrike".into() }],
            contacts: vec![NamedContact { contact: ContactId(4), name: "Jonas\u{1b} Weidt".into() }],
            ..LedgerView::default()
        };
        Ledger(&view).sentence(&Entry { at: Timestamp::from_secs(0), left })
    }

    fn origin(is_known: bool) -> Origin {
        Origin { org: OrgId::from_bytes([1; 32]), name: "Hillside".into(), is_known }
    }

    #[test]
    fn an_origin_that_is_no_partner_is_marked_as_not_verified() {
        let (kind, whom) = (Kind::Introduction, Whom::Contact(ContactId(4)));
        let offer = |is_known| said(Left::OfferLeft { origin: origin(is_known), kind, whom, by: OfferedBy::Standing });

        assert!(offer(false).contains("Hillside (01010101), name not verified, which asked"), "{}", offer(false));
        assert!(!offer(true).contains("not verified"));
        assert!(offer(true).contains("Jonas  Weidt"));
    }

    #[test]
    fn whom_an_offer_was_about_follows_what_was_asked_for() {
        let (whom, by) = (Whom::Contact(ContactId(4)), OfferedBy::Standing);
        let offer = |kind| said(Left::OfferLeft { origin: origin(true), kind, whom, by: by.clone() });

        assert!(offer(Kind::Introduction).contains("for an introduction to Jonas"), "{}", offer(Kind::Introduction));
        assert!(offer(Kind::Appraisal).contains("for an appraisal of Jonas"), "{}", offer(Kind::Appraisal));
    }

    #[test]
    fn who_is_not_known_any_more_has_no_name() {
        let (request, kind) = (RequestId::from_bytes([0; 16]), Kind::Introduction);
        let to = |member| Neighbour {
            org: OrgId::from_bytes([1; 32]),
            member: MemberKey::from_bytes([member; 32]),
            bridge: None,
        };
        let passed =
            |member| said(Left::PassedOn { origin: origin(true), request, kind, to: to(member), note: "".into() });

        assert!(passed(2).contains("went on to Henrike, your colleague, who saw"), "{}", passed(2));
        assert!(passed(3).contains("went on to somebody (03030303), your colleague"));
    }

    #[test]
    fn a_question_says_how_far_it_went() {
        let ask = AskId::from_bytes([0; 16]);
        let went = |partners| said(Left::Asked { ask, kind: Kind::Appraisal, partners, attributes: Vec::new() });

        assert_eq!(went(0), "You asked for an appraisal. The question stayed inside your organisation.");
        assert_eq!(
            went(2),
            "You asked for an appraisal. The question went to 2 partner organisations, without your name."
        );
    }
}
