//! Our member asks: the question opens, travels, and closes at its deadline.
//!
//! Who asks stays hidden: what leaves names bridges drawn from all the organisation has, and looks
//! the same whoever asks. Inside the organisation the question finds colleagues with no frame at all.
//! Answering others is `relay`.

use std::collections::{BTreeMap, BTreeSet};

use rand_core::Rng;

use crate::crypto::oprf::MatchKey;
use crate::crypto::seal::SealSecret;
use crate::crypto::stream::Purpose;
use crate::exchange::forward::{self, WayOut};
use crate::exchange::gate::{self, Matched};
use crate::exchange::{
    Effect, Refused, Reply, Turn, appraisal, avoid, keep_looking, ledger, matching, metering, offer, org_policy,
    request,
};
use crate::id::{AskId, Blob, BranchId, MemberKey, OrgId, QueryId, Tag};
use crate::limits;
use crate::local::{AppraisalTerms, Left, OfferedBy};
use crate::message::{Attribute, Entry, Kind, Query, QueryCore, Strength};
use crate::policy::quota;
use crate::state::{Alarm, Ask, Candidate, ItemKind, Network, OwnFrame, OwnQuery, Place, State, Up};
use crate::time::Timestamp;
use crate::trust::search::{Ground, spread};
use crate::trust::{AnswerMode, Audience, Handle, HandleType, Label, Question, attribute};
use crate::wire;

/// What a member asks.
pub struct NewAsk {
    /// As the device names it.
    pub ask: AskId,
    /// What is asked for.
    pub kind: Kind,
    /// Up to 4 handles of one person or organisation.
    pub handles: Vec<Handle>,
    /// When its question ends.
    pub until: Timestamp,
    /// What whoever is sought has.
    pub attributes: Vec<Attribute>,
    /// Domains of organisations it keeps away from.
    pub avoid: Vec<Handle>,
    /// Of an appraisal: its terms.
    pub terms: Option<AppraisalTerms>,
    /// Until when it is asked afresh, if it is.
    pub keep_looking_until: Option<Timestamp>,
}

/// A member asks. The question leaves at the next tick.
pub fn ask(turn: &mut Turn<'_>, member: MemberKey, new: NewAsk) -> Result<Reply, Refused> {
    check_sought(&new)?;
    if new.until <= turn.now || new.until > turn.now.plus(limits::QUERY_LIFE_MAX) {
        return Err(Refused::AskDate);
    }
    avoid::check(&new.avoid)?;
    appraisal::check_ask(turn, &new)?;
    if let Some(known) = turn.state.asks.row(&new.ask) {
        return if known.member == member { Ok(Reply::Done) } else { Err(Refused::AskKnown) };
    }
    let open = turn.state.asks.iter().filter(|(_, ask)| ask.member == member && !ask.closed && ask.until > turn.now);
    if open.count() >= limits::ASKS_PER_MEMBER {
        return Err(Refused::AskTooMany);
    }
    metering::may_ask(turn, &member)?;
    let until = keep_looking::end_of(&new, turn.now)?;
    let query = open_question(turn, member, &new)?;
    if new.keep_looking_until.is_some() {
        keep_looking::begin(turn, &new);
    }
    let NewAsk { ask, kind, handles, terms, .. } = new;
    appraisal::keep_terms(turn, ask, terms);
    turn.state.wake_at(until, Alarm::Ask(ask));
    let kept = org_policy::kept_until(turn, until);
    turn.state.wake_at(kept, Alarm::Ask(ask));
    let row = Ask { member, kind, handles, query, created: turn.now, until, closed: false, sent: false };
    turn.state.asks.put(ask, row);
    turn.wake_on_grid();
    Ok(Reply::Done)
}

/// Makes a question of an ask. It leaves at the next tick.
pub fn open_question(turn: &mut Turn<'_>, member: MemberKey, new: &NewAsk) -> Result<QueryId, Refused> {
    let query = QueryId::from_bytes(turn.random(Purpose::QueryId));
    let own = compose(turn, member, query, new);
    org_policy::check_own(turn, &own.content)?;
    turn.state.wake_at(own.keep_until, Alarm::Query(query));
    turn.state.queries.put(query, own);
    Ok(query)
}

/// Sends what was asked since the last tick.
pub fn send_new(turn: &mut Turn<'_>) {
    let new: Vec<_> = turn.state.asks.iter().filter(|(_, ask)| !ask.sent && !ask.closed).map(|(id, _)| *id).collect();
    for ask in new {
        let Some(row) = turn.state.asks.edit(&ask) else { continue };
        row.sent = true;
        let query = row.query;
        spread_inside(turn, query);
        send_outside(turn, query);
    }
}

/// Ends an ask: nothing more is shown for it, and requests under way are withdrawn.
pub fn close(turn: &mut Turn<'_>, ask: AskId) {
    let Some(row) = turn.state.asks.edit(&ask).filter(|row| !row.closed) else { return };
    row.closed = true;
    let member = row.member;
    turn.state.searches.remove(&ask);
    for route in turn.state.routes_of(&ask) {
        request::withdraw(turn, route);
    }
    let of_ask = |query: &QueryId| turn.state.queries.row(query).is_some_and(|own| own.ask == ask);
    let prompts = turn.state.inbox.iter().filter(|(_, item)| match &item.kind {
        ItemKind::Prompt { query: asked, .. } | ItemKind::Found { query: asked, .. } => of_ask(asked),
        ItemKind::Hop { .. } | ItemKind::Letter { .. } | ItemKind::Knock { .. } => false,
        ItemKind::BridgeAccepted { .. } | ItemKind::BridgeConfirmed { .. } => false,
        ItemKind::Alert { .. } => false,
    });
    let prompts: Vec<_> = prompts.map(|(key, _)| *key).collect();
    for (owner, item) in prompts {
        turn.drop_item(owner, item);
    }
    turn.effects.push(Effect::Show { member });
}

/// An ask's time is over: no more offers come; requests under way go on until their own date.
/// Later it is forgotten with its answers.
pub fn expire(turn: &mut Turn<'_>, ask: AskId) {
    let Some(row) = turn.state.asks.row(&ask).filter(|row| row.until <= turn.now) else { return };
    let (member, kept) = (row.member, org_policy::kept_until(turn, row.until));
    let is_over = kept <= turn.now && !turn.state.permissions.has(&ask);
    if kept > turn.now {
        turn.state.wake_at(kept, Alarm::Ask(ask));
    }
    turn.effects.push(Effect::Show { member });
    turn.state.searches.remove(&ask);
    if is_over {
        turn.state.forget_ask(&ask);
        let answers = turn.state.answers.iter().filter(|(_, answer)| answer.ask == ask);
        let answers: Vec<_> = answers.map(|(request, _)| *request).collect();
        for request in answers {
            turn.state.answers.remove(&request);
            turn.state.retained.remove(&request);
        }
    }
}

/// When the last request of an ask that ends then could end.
pub const fn ends_at_last(until: Timestamp) -> Timestamp {
    until.plus(limits::REQUEST_LIFE_MAX)
}

/// A member ends an ask.
pub fn close_by_member(turn: &mut Turn<'_>, member: MemberKey, ask: AskId) -> Result<Reply, Refused> {
    turn.state.asks.row(&ask).filter(|row| row.member == member).ok_or(Refused::AskUnknown)?;
    close(turn, ask);
    Ok(Reply::Done)
}

/// A member keeps what an ask led to. The node can't read it.
pub fn keep_outcome(
    turn: &mut Turn<'_>,
    member: MemberKey,
    ask: AskId,
    outcome: Option<Blob>,
) -> Result<Reply, Refused> {
    turn.state.asks.row(&ask).filter(|row| row.member == member).ok_or(Refused::AskUnknown)?;
    match outcome {
        Some(sealed) if sealed.0.len() > limits::OUTCOME_LEN => return Err(Refused::TextTooLong),
        Some(sealed) => turn.state.outcomes.put(ask, sealed),
        None => drop(turn.state.outcomes.remove(&ask)),
    }
    Ok(Reply::Done)
}

/// The ways from a member to colleagues at most two steps away, on whose bridges their question may go.
pub fn ways_inside(turn: &Turn<'_>, from: MemberKey, kind: Kind) -> BTreeMap<MemberKey, Label> {
    inside(&turn.state.derived.network, from, limits::ORIGIN_STEPS_MAX, kind)
}

/// Whether an ask names somebody, or says what they have, in forms that travel.
fn check_sought(new: &NewAsk) -> Result<(), Refused> {
    let count = new.handles.len();
    if count > limits::HANDLES_PER_ASK || (count == 0 && new.attributes.is_empty()) {
        return Err(Refused::HandleCount);
    }
    if !attribute::all_fit(&new.attributes) {
        return Err(Refused::AttributeUnfit);
    }
    let names_a_person = new.handles.iter().any(|handle| handle.handle_type() != HandleType::Org);
    if new.kind == Kind::Appraisal && !names_a_person { Err(Refused::AppraisalUnnamed) } else { Ok(()) }
}

fn compose(turn: &mut Turn<'_>, member: MemberKey, query: QueryId, new: &NewAsk) -> OwnQuery {
    let epoch = turn.state.current_epoch();
    let (number, secret) = (epoch.epoch, epoch.secret());
    let reply = SealSecret::generate(&mut turn.rng.stream(Purpose::ReplyKey));
    let handles = turn.state.handles_sought(&new.handles);
    let keys = handles
        .iter()
        .map(|handle| MatchKey::derive(&secret.output(&handle.oprf_input()), &turn.identity.public(), number));
    let keys: Vec<MatchKey> = keys.collect();
    let content = QueryCore {
        origin: turn.org(),
        origin_name: turn.settings.name.clone(),
        query,
        kind: new.kind,
        created: turn.now,
        expires: new.until,
        reply_key: reply.public(),
        epoch: number,
        epoch_key: secret.public(),
        tags: if keys.is_empty() { Vec::new() } else { tags(turn, &query, &keys) },
        attributes: new.attributes.clone(),
        avoid: avoid::marks(turn, &query, &new.avoid),
    };
    OwnQuery {
        ask: new.ask,
        member,
        core: wire::verify::sign(turn.identity, &content),
        reply_secret: *reply.to_bytes(),
        psks: keys.iter().map(|key| *key.psk(&query).as_bytes()).collect(),
        frames: BTreeMap::new(),
        offers: 0,
        decided: BTreeSet::new(),
        keep_until: new.until.plus(limits::CLOCK_SKEW),
        content,
    }
}

/// Four tags in random order: those of the handles, the rest random.
fn tags(turn: &mut Turn<'_>, query: &QueryId, keys: &[MatchKey]) -> Vec<Tag> {
    let mut tags: Vec<Tag> = keys.iter().map(|key| key.tag(query)).collect();
    while tags.len() < limits::TAGS {
        tags.push(Tag::from_bytes(turn.random(Purpose::TagFill)));
    }
    let mut stream = turn.rng.stream(Purpose::TagFill);
    quota::shuffle(&mut tags, &mut |bound| stream.next_u64() % bound);
    tags
}

/// Finds colleagues who know the person: plain matching, no frame.
fn spread_inside(turn: &mut Turn<'_>, query: QueryId) {
    let Some(own) = turn.state.queries.row(&query) else { return };
    let (member, kind, ask) = (own.member, own.content.kind, own.ask);
    if avoid::leaves_alone(turn, &own.content) || appraisal::is_about_us(turn, &query) {
        return;
    }
    let labels = inside(&turn.state.derived.network, member, turn.settings.hops, kind);
    for (mode, candidate, label) in matches_inside(turn, &ask, &query, &labels) {
        if turn.state.queries.edit(&query).is_none_or(|own| !own.decided.insert(candidate.owner)) {
            continue;
        }
        match mode {
            AnswerMode::Standing => {
                if offer::make_inside(turn, query, &candidate, &label, String::new().into()).is_some() {
                    let matched = Matched { question: (turn.org(), query), candidate: &candidate, label: &label };
                    gate::note_standing(turn, &matched);
                    ledger::note_offer(turn, (turn.org(), query), &candidate, OfferedBy::Standing);
                }
            }
            AnswerMode::Ask => offer::prompt(turn, (turn.org(), query), &candidate, label),
            AnswerMode::Never => {}
        }
    }
}

/// Colleagues who were reached and could answer, each with what they allow; the most open match of one first.
fn matches_inside(
    turn: &Turn<'_>,
    ask: &AskId,
    query: &QueryId,
    labels: &BTreeMap<MemberKey, Label>,
) -> Vec<(AnswerMode, Candidate, Label)> {
    let (Some(ask), Some(own)) = (turn.state.asks.row(ask), turn.state.queries.row(query)) else { return Vec::new() };
    let content = &own.content;
    let asked = turn.asked(content);
    let handles = turn.state.handles_sought(&ask.handles);
    let mut found = Vec::new();
    for candidate in matching::candidates(turn.state, asked, matching::is_named(content), &handles) {
        let mode = turn.state.answer_of(&candidate, content.kind, Audience::OwnOrg, turn.now);
        if let Some(label) = labels.get(&candidate.owner).filter(|_| candidate.owner != own.member) {
            let matched = Matched { question: (content.origin, *query), candidate: &candidate, label };
            found.push((gate::heard(turn, mode, &matched), candidate, label.clone()));
        }
    }
    found.retain(|(mode, _, _)| *mode != AnswerMode::Never);
    found.sort_by_key(|(mode, candidate, _)| (candidate.owner, turn.state.worth(candidate, *mode, turn.now)));
    found
}

fn inside(network: &Network, from: MemberKey, steps: u8, kind: Kind) -> BTreeMap<MemberKey, Label> {
    inside_around(network, from, (steps, kind), &BTreeMap::new())
}

/// The same around members who have labels already that nothing improves.
fn inside_around(
    network: &Network,
    from: MemberKey,
    (steps, kind): (u8, Kind),
    around: &BTreeMap<MemberKey, Label>,
) -> BTreeMap<MemberKey, Label> {
    let start = Label { hops_left: steps, floor: Strength::WouldVouch, up: None, path: vec![from] };
    let question = Question { kind, from: Audience::OwnOrg };
    let ground = Ground { index: &network.index, roster: &network.roster, question };
    spread(ground, vec![(from, start)], around, limits::SEARCH_BUDGET)
}

/// A way to a colleague, and others by way of other first persons, the best first.
pub fn ways_apart(turn: &Turn<'_>, content: &QueryCore, first: &Label) -> Vec<Label> {
    let (mut ways, mut around) = (vec![first.clone()], BTreeMap::new());
    while let [from, next, .., to] = ways[ways.len() - 1].path.as_slice()
        && ways.len() < limits::WAYS_SHOWN
    {
        let (from, next, to) = (*from, *next, *to);
        // As good as at the asker: no way leads through them.
        let best = Label { hops_left: turn.settings.hops, floor: Strength::WouldVouch, up: None, path: vec![from] };
        around.insert(next, best);
        let labels = inside_around(&turn.state.derived.network, from, (turn.settings.hops, content.kind), &around);
        let Some(label) = labels.get(&to) else { break };
        if appraisal::is_kept_from(turn, &(content.origin, content.query), &label.path) {
            break;
        }
        ways.push(label.clone());
    }
    ways
}

/// Sends one frame to each neighbour: over bridges drawn from all, one of each member before a second of anybody,
/// whoever asks.
fn send_outside(turn: &mut Turn<'_>, query: QueryId) {
    let Some(own) = turn.state.queries.row(&query) else { return };
    let (core, content, kind) = (own.core.clone(), own.content.clone(), own.content.kind);
    let mut ways: BTreeMap<OrgId, Vec<WayOut<MemberKey>>> = BTreeMap::new();
    let bridges = turn.state.bridge_edges();
    let hops_left = turn.settings.hops.saturating_sub(1);
    for edge in bridges.all(Question { kind, from: Audience::OwnOrg }) {
        let entry = Entry { bridge: edge.bridge, hops_left, floor: Strength::WouldVouch };
        ways.entry(edge.to).or_default().push(WayOut { entry, label: edge.member });
    }
    ways.retain(|peer, _| org_policy::goes_to(turn, peer, (&turn.org(), kind)));
    for ways in ways.values_mut() {
        let mut stream = turn.rng.stream(Purpose::EntryDraw);
        quota::shuffle(ways, &mut |bound| stream.next_u64() % bound);
        forward::take_turns(ways);
        ways.truncate(limits::ENTRIES);
    }
    let branchings = forward::divide(ways, limits::CREDIT);
    let leaves = |peer: &OrgId| avoid::standing(turn, &content, peer) != avoid::Standing::Avoided;
    let partners = branchings.iter().filter(|branching| leaves(&branching.peer)).count();
    note_asked(turn, query, partners);
    for branching in branchings {
        let branch = BranchId::from_bytes(turn.random(Purpose::BranchId));
        let entries: Vec<Entry> = branching.ways.iter().map(|way| way.entry).collect();
        let bridges = entries.iter().map(|entry| entry.bridge).collect();
        let frame = OwnFrame { peer: branching.peer, bridges, offers: 0 };
        if let Some(own) = turn.state.queries.edit(&query) {
            own.frames.insert(branch, frame);
        }
        turn.state.derived.branches.insert(branch, Place::Own(query));
        let credit = branching.credit;
        avoid::pass(turn, &content, branching.peer, Query { core: core.clone(), branch, credit, entries });
    }
}

fn note_asked(turn: &mut Turn<'_>, query: QueryId, partners: usize) {
    let Some(own) = turn.state.queries.row(&query) else { return };
    let (kind, attributes) = (own.content.kind, own.content.attributes.clone());
    turn.note_left(own.member, Left::Asked { ask: own.ask, kind, partners, attributes });
}

impl State {
    /// Offers made to an ask.
    pub fn routes_of(&self, ask: &AskId) -> Vec<crate::id::OfferRef> {
        let of_ask = |up: &Up| matches!(up, Up::Asker { ask: of, .. } if of == ask);
        self.routes.iter().filter(|(_, route)| of_ask(&route.up)).map(|(offer, _)| *offer).collect()
    }

    /// Forgets an own query whose time is over.
    pub fn forget_query(&mut self, query: &QueryId, now: Timestamp) {
        if self.queries.row(query).is_some_and(|own| own.keep_until <= now) {
            self.drop_query(query);
        }
    }

    /// Forgets an own query.
    pub fn drop_query(&mut self, query: &QueryId) {
        if let Some(own) = self.queries.remove(query) {
            for branch in own.frames.keys() {
                self.derived.branches.remove(branch);
            }
        }
    }
}
