//! Words along a request's path, beside request and answer: up to the asker, down to a connector or the endpoint.
//!
//! ```text
//!   asker ◄── question ──── whom the request stands before      asker ──── reply ──► where the question began
//!   asker ◄── terms ─────── endpoint, after the answer          asker ──── letter, terms ──► endpoint, after it
//! ```
//!
//! A word exists only along a request that everybody between has passed on. A node sees that one passes, not what it
//! says; it remembers whence each came and lets each id pass once in each direction, at a tick of the release grid.
//! Unknown, late, repeated and too many are all taken, and nothing happens.

use crate::exchange::look::Eyes;
use crate::exchange::view::{AnsweredView, LetterRule, WordTo, WordView};
use crate::exchange::{Counter, Effect, Refused, Reply, Turn, matching};
use crate::id::{Blob, ItemId, MemberKey, OfferRef, OrgId, RequestId, WordId};
use crate::limits;
use crate::local::Left;
use crate::message::{Frame, Word};
use crate::state::{Alarm, Exit, Hop, HopStage, ItemKind, Passage, Route, State, Up, Whence, WordRow};

/// Whom a request waits for asks the asker a question. The request goes on waiting.
pub fn ask_back(
    turn: &mut Turn<'_>,
    member: MemberKey,
    item: ItemId,
    (word, sealed): (WordId, Blob),
) -> Result<Reply, Refused> {
    let row = turn.state.inbox.row(&(member, item)).ok_or(Refused::ItemGone)?;
    let offer = match row.kind {
        ItemKind::Hop { offer } | ItemKind::Letter { offer } => offer,
        ItemKind::Prompt { .. } | ItemKind::Found { .. } | ItemKind::Alert { .. } | ItemKind::Knock { .. } => {
            return Err(Refused::ItemOfOtherSort);
        }
        ItemKind::BridgeAccepted { .. } | ItemKind::BridgeConfirmed { .. } => return Err(Refused::ItemOfOtherSort),
    };
    turn.state.stage(&offer).filter(|stage| *stage == HopStage::Waiting).ok_or(Refused::ItemGone)?;
    let own = |row: &WordRow| row.whence == Whence::Member(member);
    if turn.state.words.row(&(offer, word)).is_some_and(own) {
        return Ok(Reply::Done);
    }
    if turn.state.words_of(&offer).any(|(_, row)| own(row)) {
        return Err(Refused::AskedBack);
    }
    let word = Word { offer, word, sealed: fitting(sealed)? };
    if !rise(turn, word, Whence::Member(member)) {
        return Err(Refused::WordTooMany);
    }
    note_sent(turn, member, &offer);
    Ok(Reply::Done)
}

/// The asker or the endpoint of a request sends a word along it.
pub fn send(
    turn: &mut Turn<'_>,
    member: MemberKey,
    request: RequestId,
    (word, sealed): (WordId, Blob),
) -> Result<Reply, Refused> {
    let (offer, end) = turn.state.end_of(&member, &request).ok_or(Refused::WordUnknown)?;
    let word = Word { offer, word, sealed: fitting(sealed)? };
    let row = turn.state.words.row(&(offer, word.word));
    let went = match end {
        End::Asker if row.is_some_and(|row| row.down.is_some()) => return Ok(Reply::Done),
        End::Endpoint if row.is_some_and(|row| row.up.is_some()) => return Ok(Reply::Done),
        // The device says so once it has seen the whole chain hold; before that nobody is at the other end.
        End::Asker if row.is_none() && !is_answered(turn, &request) => return Err(Refused::WordUnknown),
        End::Endpoint if turn.state.stage(&offer) != Some(HopStage::Done) => return Err(Refused::WordUnknown),
        End::Asker => descend(turn, word),
        End::Endpoint => rise(turn, word, Whence::Member(member)),
    };
    if !went {
        return Err(Refused::WordTooMany);
    }
    note_sent(turn, member, &offer);
    Ok(Reply::Done)
}

/// A member puts a word away. Nothing leaves the node, and nobody learns whether it was read.
pub fn put_away(turn: &mut Turn<'_>, member: MemberKey, request: RequestId, word: WordId) -> Result<Reply, Refused> {
    let is_for = |passage: &Option<Passage>| matches!(passage, Some(Passage::Kept { member: of, .. }) if *of == member);
    let named = turn.state.words.iter().find(|((offer, id), row)| {
        let of_request = turn.state.request_along(offer) == Some(request);
        *id == word && of_request && (is_for(&row.up) || is_for(&row.down))
    });
    let key = named.map(|(key, _)| *key).ok_or(Refused::WordUnknown)?;
    if let Some(row) = turn.state.words.edit(&key) {
        for passage in [&mut row.up, &mut row.down] {
            if is_for(passage) {
                *passage = Some(Passage::Gone);
            }
        }
    }
    turn.effects.push(Effect::Show { member });
    Ok(Reply::Done)
}

/// A word comes from a peer: from the one the request went to it goes up, from the one it came from it goes down.
pub fn on_word(turn: &mut Turn<'_>, peer: OrgId, word: Word) {
    let below = turn.state.derived.exits.get(&(peer, word.offer)).copied();
    let went = match below {
        Some(offer) => match turn.state.stage(&offer) {
            Some(HopStage::Passed | HopStage::Done) => rise(turn, Word { offer, ..word }, Whence::Below),
            Some(HopStage::Waiting | HopStage::Dead) | None => false,
        },
        None => turn.state.comes_from(&word.offer, &peer) && descend(turn, word),
    };
    if !went {
        turn.count(Counter::IdleFrame);
    }
}

/// Lets a word go up: to the next node, or before our own asker. Gives whether it went.
fn rise(turn: &mut Turn<'_>, word: Word, whence: Whence) -> bool {
    let key = (word.offer, word.word);
    let fits = turn.state.words.row(&key).is_none_or(|row| row.up.is_none() && row.whence == Whence::Above);
    let passed = turn.state.words_of(&word.offer).filter(|(_, row)| row.up.is_some()).count();
    let Some(route) = turn.state.routes.row(&word.offer).filter(|_| fits && passed < limits::WORDS_UP) else {
        return false;
    };
    let passage = match (&route.up, route.segment.first().copied()) {
        (Up::Peer { peer, .. }, _) => hand_on(turn, *peer, word),
        (Up::Asker { .. }, Some(asker)) => keep_for(turn, asker, word),
        (Up::Asker { .. }, None) => return false,
    };
    turn.state.word(key, whence).up = Some(passage);
    true
}

/// Lets a word go down: a reply to where the question began, a fresh one to the endpoint. Gives whether it went.
fn descend(turn: &mut Turn<'_>, word: Word) -> bool {
    let key = (word.offer, word.word);
    let passed = turn.state.words_of(&word.offer).filter(|(_, row)| row.down.is_some()).count();
    let Some(route) = turn.state.routes.row(&word.offer).filter(|_| passed < limits::WORDS_DOWN) else { return false };
    let row = turn.state.words.row(&key);
    let passage = match (row.map(|row| (row.whence, row.down.is_some())), stage_of(route), &route.exit) {
        (Some((_, true) | (Whence::Above, _)), _, _) => return false,
        (_, None | Some(HopStage::Dead), _) => return false,
        (Some((Whence::Member(sender), false)), Some(_), _) => keep_for(turn, sender, word),
        (None, Some(HopStage::Waiting | HopStage::Passed), _) => return false,
        (Some((Whence::Below, false)) | None, Some(_), Exit::Bridge { peer, offer, .. }) => {
            let onward = Word { offer: *offer, ..word };
            hand_on(turn, *peer, onward)
        }
        (Some((Whence::Below, false)), Some(_), Exit::Endpoint { .. } | Exit::Found { .. }) => return false,
        (None, Some(HopStage::Done), Exit::Endpoint { .. } | Exit::Found { .. }) => match route.segment.last().copied()
        {
            Some(endpoint) => keep_for(turn, endpoint, word),
            None => return false,
        },
    };
    turn.state.word(key, Whence::Above).down = Some(passage);
    true
}

/// Notes in the member's ledger that a word of theirs left.
fn note_sent(turn: &mut Turn<'_>, member: MemberKey, offer: &OfferRef) {
    let Some(route) = turn.state.routes.row(offer) else { return };
    let Some(request) = route.hop.as_ref().map(|hop| hop.content.request) else { return };
    let (kind, origin) = (route.kind, turn.origin_of(route.origin, &route.origin_name));
    let at = turn.next_tick();
    turn.note_left_at(member, Left::WordSent { origin, request, kind }, at);
}

fn hand_on(turn: &mut Turn<'_>, peer: OrgId, word: Word) -> Passage {
    turn.hold(peer, &Frame::Word(word));
    Passage::Gone
}

fn keep_for(turn: &mut Turn<'_>, member: MemberKey, word: Word) -> Passage {
    let shown_at = turn.next_tick();
    turn.state.wake_at(shown_at, Alarm::Show(member));
    Passage::Kept { member, sealed: Blob(word.sealed), shown_at }
}

fn fitting(sealed: Blob) -> Result<Vec<u8>, Refused> {
    if sealed.0.len() == limits::SEALED_WORD { Ok(sealed.0) } else { Err(Refused::TextTooLong) }
}

fn is_answered(turn: &Turn<'_>, request: &RequestId) -> bool {
    turn.state.answers.row(request).is_some_and(|answer| answer.verified == Some(true))
}

fn stage_of(route: &Route) -> Option<HopStage> {
    route.hop.as_ref().map(|hop| hop.stage)
}

/// Which end of a request a member is.
enum End {
    Asker,
    Endpoint,
}

impl State {
    fn stage(&self, offer: &OfferRef) -> Option<HopStage> {
        self.routes.row(offer).and_then(stage_of)
    }

    fn request_along(&self, offer: &OfferRef) -> Option<RequestId> {
        Some(self.routes.row(offer)?.hop.as_ref()?.content.request)
    }

    fn comes_from(&self, offer: &OfferRef, peer: &OrgId) -> bool {
        self.routes.row(offer).is_some_and(|route| matches!(&route.up, Up::Peer { peer: up, .. } if up == peer))
    }

    /// A word's row, begun if this is its first way.
    fn word(&mut self, key: (OfferRef, WordId), whence: Whence) -> &mut WordRow {
        if !self.words.has(&key) {
            self.words.put(key, WordRow { whence, up: None, down: None });
        }
        self.words.edit(&key).expect("the row was just put there, if it was not there before")
    }

    fn end_of(&self, member: &MemberKey, request: &RequestId) -> Option<(OfferRef, End)> {
        self.routes.iter().find_map(|(offer, route)| {
            route.hop.as_ref().filter(|hop| hop.content.request == *request)?;
            let is_asker = matches!(route.up, Up::Asker { .. }) && route.segment.first() == Some(member);
            let is_endpoint = route.exit.end().is_some() && route.segment.last() == Some(member);
            match (is_asker, is_endpoint) {
                (true, _) => Some((*offer, End::Asker)),
                (false, true) => Some((*offer, End::Endpoint)),
                (false, false) => None,
            }
        })
    }
}

impl Eyes<'_> {
    /// Words that came for a member, oldest first.
    pub fn words(&self, member: &MemberKey) -> Vec<WordView> {
        let mut words = Vec::new();
        for ((offer, word), row) in self.state.words.iter() {
            let Some(hop) = self.state.routes.row(offer).and_then(|route| route.hop.as_deref()) else { continue };
            let to = if row.whence == Whence::Above { WordTo::Endpoint } else { WordTo::Sender };
            let ways = [(&row.up, WordTo::Asker, row.down.is_some()), (&row.down, to, row.up.is_some())];
            for (passage, to, replied) in ways {
                words.extend(self.word(member, (*word, hop), passage.as_ref(), (to, replied)));
            }
        }
        words.sort_by_key(|word| (word.came, word.word));
        words
    }

    fn word(
        &self,
        member: &MemberKey,
        (word, hop): (WordId, &Hop),
        passage: Option<&Passage>,
        (to, replied): (WordTo, bool),
    ) -> Option<WordView> {
        let Some(Passage::Kept { member: of, sealed, shown_at }) = passage else { return None };
        let is_shown = of == member && *shown_at <= self.now;
        let view = || WordView { core: hop.core.clone(), word, to, sealed: sealed.clone(), came: *shown_at, replied };
        is_shown.then(view)
    }

    /// Letters a member answered.
    pub fn answered(&self, member: &MemberKey) -> Vec<AnsweredView> {
        let is_end = |route: &Route| route.exit.end().is_some() && route.segment.last() == Some(member);
        let answered = self.state.routes.iter().filter(|(_, route)| is_end(route));
        let view = |route: &Route| {
            let hop = route.hop.as_ref().filter(|hop| hop.stage == HopStage::Done)?;
            let (core, origin_name) = (hop.core.clone(), route.origin_name.clone());
            Some(AnsweredView { core, origin_name, until: route.keep_until })
        };
        answered.filter_map(|(_, route)| view(route)).collect()
    }

    /// When the letter follows: an offer from another node to a description alone is under no secret.
    pub fn letter_rule(&self, route: &Route) -> LetterRule {
        let by_attributes = self.state.queries.row(&route.query).is_some_and(|own| !matching::is_named(&own.content));
        match &route.exit {
            Exit::Bridge { .. } if by_attributes => LetterRule::AfterAnswer,
            Exit::Bridge { .. } | Exit::Endpoint { .. } | Exit::Found { .. } => LetterRule::WithRequest,
        }
    }
}
