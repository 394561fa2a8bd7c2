//! Words of a run: some who are asked to pass a request on, or to answer it, ask back first, and the asker replies.
//!
//! Nobody waits for a reply: whoever asked back decides at once. Whether a word still comes through depends on how soon
//! the request goes its way, so words are no part of what a run's end is compared by.

use stn_protocol::exchange::view::{ItemView, MemberLook, MemberSight, Waiting, WordTo, WordView};
use stn_protocol::exchange::{MemberCommand, WordCommand};
use stn_protocol::message::RequestCore;
use stn_protocol::wire::payload::Payload;

use crate::simulation::run::Simulation;

/// One of so many asks back.
const ONE_IN: u64 = 4;

impl Simulation<'_> {
    /// Words that came for a member.
    pub fn words(&self, who: usize) -> Vec<WordView> {
        match self.member_look(who, &MemberLook::Words) {
            Some(MemberSight::Words(words)) => words,
            _ => Vec::new(),
        }
    }

    /// Somebody asks back about what waits, if they are of that mind. Whether that need not be tried again.
    pub(super) fn ask_back(&mut self, who: usize, item: &ItemView, about: &str) -> bool {
        let now = self.time_of(who);
        let human = &mut self.people[who];
        let is_request = matches!(item.waiting, Waiting::Hop { .. } | Waiting::Letter { .. });
        let is_curious = self.plan.decide(&format!("{} asks back about {about}", human.name)).is_multiple_of(ONE_IN);
        if !is_request || !is_curious || human.asked_back.contains(&item.item) {
            return true;
        }
        if let Ok((word, sealed)) = human.device.ask_back(&mut human.rng, item, "what is it about?", now) {
            let command = MemberCommand::Word(WordCommand::AskBack { item: item.item, word, sealed });
            if self.act(who, "asks back", command).is_none() {
                return false;
            }
        }
        self.people[who].asked_back.insert(item.item)
    }

    /// Somebody replies to what was asked back. Whether nothing has to be tried again.
    pub(super) fn look_at_words(&mut self, who: usize) -> bool {
        for view in self.words(who) {
            if view.to != WordTo::Asker || view.replied {
                continue;
            }
            let (now, answers) = (self.time_of(who), self.answers_to(who));
            let human = &mut self.people[who];
            let is_heard = human.device.hear(&view, &answers, now).is_ok();
            let Ok((word, sealed)) = human.device.reply(&mut human.rng, &view, "about the river") else { continue };
            let request = RequestCore::from_bytes(&view.core.payload).expect("an own request reads").request;
            let command = if is_heard {
                MemberCommand::Word(WordCommand::SendWord { request, word, sealed })
            } else {
                MemberCommand::Word(WordCommand::DropWord { request, word: view.word })
            };
            if self.act(who, if is_heard { "replies" } else { "puts a word away" }, command).is_none() {
                return false;
            }
        }
        true
    }
}
