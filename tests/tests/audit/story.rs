//! What happens in the audit: an introduction, an alert, an appraisal, a knock, a question by attributes. After each
//! beat every place is looked at.

use stn_protocol::device::{AlertDraft, Draft};
use stn_protocol::exchange::MemberCommand;
use stn_protocol::message::{AttributeType, Kind};
use stn_protocol::time::Span;
use stn_tests::World;
use stn_tests::people::alerts::job;
use stn_tests::people::matching::Sought;
use stn_tests::people::{REQUEST_LIFE, network};

use super::cast::{self, *};
use super::holdings::Holdings;
use super::places::{look_at_disks, look_at_pages, look_at_wires};
use super::scan::{Found, Scanner, Secret};

/// A world in which everything happened, and what was found meanwhile.
pub(crate) struct Audit {
    pub(crate) world: World,
    pub(crate) secrets: Vec<Secret>,
    pub(crate) scanner: Scanner,
    pub(crate) found: Found,
    pub(crate) holdings: Holdings,
}

impl Audit {
    /// The whole story.
    pub(crate) fn run() -> Self {
        let mut world = World::in_earnest(61);
        let links = cast::gather(&mut world);
        let secrets = cast::secrets(&world, &links);
        let scanner = Scanner::new(&secrets);
        let mut audit = Self { world, secrets, scanner, found: Found::new(), holdings: Holdings::default() };
        audit.beat();
        audit.introduction();
        audit.alert();
        audit.appraisal();
        audit.knock();
        audit.description();
        audit
    }

    /// A moment passes, then every place is looked at.
    fn beat(&mut self) {
        self.world.run(Span::secs(3));
        self.look();
    }

    /// Every place is looked at.
    pub(crate) fn look(&mut self) {
        self.holdings.add(&self.world);
        look_at_wires(&mut self.world, &self.scanner, &mut self.found);
        look_at_disks(&self.world, &self.scanner, &mut self.found);
        look_at_pages(&self.world, &self.scanner, &mut self.found);
    }

    fn introduction(&mut self) {
        let ask = self.world.ask(ASKER, SOUGHT);
        self.beat();
        self.world.approve(ENDPOINT, BLURB).expect("an endpoint may let an offer leave");
        self.beat();
        let offer = self.world.offers(ASKER, ask).remove(0);
        self.world.see_colleagues(ASKER);
        let (now, until) = (self.world.now, self.world.now.plus(REQUEST_LIFE));
        let draft = Draft { note: NOTE.into(), letter: LETTER.into(), terms: None };
        let person = self.world.people.get_mut(ASKER).expect("the asker is of the cast");
        let (core, consent) = person.device.compose(&mut person.rng, &offer, &draft, until, now).expect("a request");
        let command = MemberCommand::SubmitRequest { offer: offer.offer, core, consent };
        self.world.act(ASKER, command).expect("a request may go along an offer");
        self.beat();
        self.pass_on();
        self.world.answer(ENDPOINT, ANSWER).expect("an endpoint answers");
        self.beat();
        self.world.judge(ASKER).expect("the answer holds");
        self.world.record_outcomes(ASKER);
        self.beat();
    }

    /// Each connector passes the request on; the last asks back first.
    fn pass_on(&mut self) {
        for (connector, note) in [(GATE, GATE_NOTE), (NEAR, NEAR_NOTE), (FAR, FAR_NOTE)] {
            if connector == FAR {
                self.world.ask_back(FAR, WORD).expect("a connector may ask back");
                self.beat();
                self.world.reply(ASKER, REPLY).expect("an asker may reply");
                self.beat();
            }
            self.world.approve(connector, note).expect("a connector passes on");
            self.beat();
        }
    }

    fn alert(&mut self) {
        let draft = AlertDraft { text: ALERT.into(), ..job() };
        let request = self.world.alert(ASKER, &draft, &[GATE]).expect("an alert may be sent");
        self.beat();
        for (member, next, note) in [(GATE, NEAR, ""), (NEAR, FAR, ALERT_NOTE), (FAR, ENDPOINT, "")] {
            self.world.pass(member, &[next], note).expect("an alert may be passed on");
            self.beat();
        }
        self.world.interested(ENDPOINT, INTERESTED).expect("an alert may be answered");
        self.beat();
        self.world.judge_alert(ASKER, request).remove(0).expect("the answer holds");
        self.beat();
    }

    fn appraisal(&mut self) {
        let ask = self.world.appraise(ASKER, CANDIDATE, &[]);
        self.beat();
        self.world.approve(ENDPOINT, "").expect("an endpoint may let an offer leave");
        self.beat();
        let offer = self.world.offers(ASKER, ask).remove(0);
        let sent = self.world.request_appraisal(ASKER, ask, &offer, "Dear colleague");
        sent.expect("the device agrees").expect("the node agrees");
        self.beat();
    }

    fn knock(&mut self) {
        self.world.knock(KNOCKER, FINDABLE, "Millbrook").expect("a member may knock");
        self.world.run(Span::days(1));
        self.beat();
        self.world.opens_door(STRANGER, network());
        self.beat();
        self.world.answer_bridges(KNOCKER);
        self.beat();
        self.world.answer_bridges(STRANGER);
        self.beat();
    }

    fn description(&mut self) {
        let sought = Sought::about(Kind::Intelligence, AttributeType::Topic, TOPIC);
        self.world.seek(ASKER, sought).expect("a member may ask by description");
        self.beat();
    }
}
