//! What opens what: every key anywhere in the story is tried on everything sealed, every epoch's key on everybody who
//! could be sought, every salt on every member. Who could use it, `closure` says.
//!
//! Keys are not asked for but sought: any 32 bytes whose public half stands anywhere are one. Not tried: to invert a
//! hash or a blinding, or anything under a recovery phrase.

use std::collections::{BTreeSet, HashMap, HashSet};

use stn_protocol::crypto::oprf::{self, EpochSecret, MatchKey};
use stn_protocol::crypto::seal::{self, Psk, SealSecret};
use stn_protocol::crypto::{Label, digest};
use stn_protocol::id::{KnockId, MemberKey, OrgId, QueryId, RequestId, Tag};
use stn_protocol::limits;
use stn_protocol::message::{Frame, Knock, QueryCore, RequestCore};
use stn_protocol::trust::Handle;
use stn_protocol::wire;
use stn_protocol::wire::payload::Payload;
use stn_tests::World;

use super::cast::{HANDLES, MEMBERS, NODES};
use super::closure::{Gives, Rule};
use super::holdings::{Holdings, Text};

/// Thirty-two bytes that stand somewhere.
type Window = [u8; 32];

/// Everything in the story that keys, tags and salts are tried on.
#[derive(Default)]
struct Locks {
    /// All that look drawn.
    windows: HashSet<Window>,
    /// Of those, what stands in short records.
    seeds: HashSet<Window>,
    /// All 16 bytes that look drawn.
    salts: HashSet<[u8; 16]>,
    /// What stands somewhere as a piece of its own.
    whole: HashSet<Window>,
    /// What was taken for a private half, and by its public half again.
    tried: HashSet<Window>,
    publics: HashMap<Window, Window>,
    /// What nothing opened yet: sealed to a key, or wrapped by a device for itself.
    sealed: BTreeSet<Vec<u8>>,
    wrapped: BTreeSet<Vec<u8>>,
    questions: HashMap<QueryId, QueryCore>,
    requests: BTreeSet<RequestId>,
    knocks: HashMap<KnockId, Knock>,
}

/// Every rule there is in a story.
pub(crate) fn rules(world: &World, holdings: &Holdings) -> Vec<Rule> {
    let mut locks = Locks::default();
    locks.read(&holdings.all());
    let (mut rules, keys) = locks.sought(world);
    locks.read(&rules.iter().filter_map(text_of).collect());
    eprintln!(
        "windows {} seeds {} whole {} sealed {} wrapped {} keys {}",
        locks.windows.len(),
        locks.seeds.len(),
        locks.whole.len(),
        locks.sealed.len(),
        locks.wrapped.len(),
        keys.len()
    );
    loop {
        let more = locks.opened(&keys);
        if more.is_empty() {
            break;
        }
        locks.read(&more.iter().filter_map(text_of).collect());
        rules.extend(more);
    }
    rules.extend(locks.commitments(world));
    rules
}

fn text_of(rule: &Rule) -> Option<Text> {
    match &rule.gives {
        Gives::Text(text) => Some(text.clone()),
        Gives::Fact(..) => None,
    }
}

impl Locks {
    fn read(&mut self, texts: &BTreeSet<Text>) {
        for text in texts {
            self.note_ids(text);
            self.whole.extend(<&Window>::try_from(&**text));
            if text.len() == WRAPPED_SECRET {
                self.wrapped.insert(text.to_vec());
            }
            let mut at = 0;
            while at < text.len() {
                let rest = &text[at..];
                if let Some(size) = SIZES.iter().find(|size| stands_here(rest, **size, at, text.len())) {
                    let begin = if at == 0 && text.len() == *size { 0 } else { 2 };
                    if !PASSED_OVER.contains(size) {
                        self.sealed.insert(rest[begin..begin + size].to_vec());
                    }
                    at += begin + size;
                    continue;
                }
                self.salts.extend(rest.first_chunk::<16>().filter(|salt| differing(*salt) >= DISTINCT_OF_SALT));
                if let Some(window) = rest.first_chunk().filter(|window| is_drawn(window)) {
                    self.windows.insert(*window);
                    if text.len() <= SEED_RECORD {
                        self.seeds.insert(*window);
                    }
                }
                at += 1;
            }
        }
    }

    /// Which questions, requests and knocks there are.
    fn note_ids(&mut self, text: &Text) {
        match wire::frame::decode(text) {
            Ok(Frame::Query(query)) => {
                if let Ok(core) = QueryCore::from_bytes(&query.core.payload) {
                    self.questions.insert(core.query, core);
                }
            }
            Ok(Frame::Request(request)) => {
                if let Ok(core) = RequestCore::from_bytes(&request.core.payload) {
                    self.requests.insert(core.request);
                }
            }
            Ok(Frame::Knock(knock)) => {
                self.knocks.insert(knock.knock, knock);
            }
            Ok(_) | Err(_) => {}
        }
    }

    /// Whom questions and knocks seek, by an epoch's key or by a table; and the match keys of questions.
    fn sought(&self, world: &World) -> (Vec<Rule>, Vec<MatchKey>) {
        let (mut rules, mut keys) = (Vec::new(), Vec::new());
        for (seed, epoch, served) in self.epochs() {
            for (origin, (what, handle)) in
                NODES.iter().flat_map(|node| HANDLES.map(|handle| (world.org(node.1), handle)))
            {
                let handle = Handle::parse(handle, None).expect("the story's handles are handles");
                let key = MatchKey::derive(&served.output(&handle.oprf_input()), &origin, epoch);
                let by = [(seed, "an epoch's key"), (*key.as_bytes(), "a table")];
                for tag in self.questions.values().map(|core| key.tag(&core.query)).filter(|tag| self.asks_for(tag)) {
                    let fact = |(need, how): (Window, _)| Rule::of(&[&need, tag.as_bytes()], Gives::Fact(what, how));
                    rules.extend(by.map(fact));
                }
                rules.extend(self.knocked(what, &key, by));
                keys.push(key);
            }
        }
        (rules, keys)
    }

    fn asks_for(&self, tag: &Tag) -> bool {
        self.questions.values().any(|core| core.tags.contains(tag))
    }

    /// Whom a knock seeks, and what is in it for them.
    fn knocked(&self, what: &'static str, key: &MatchKey, by: [(Window, &'static str); 2]) -> Vec<Rule> {
        let mut rules = Vec::new();
        for knock in self.knocks.values() {
            let Some(place) = knock.tags.iter().position(|tag| *tag == key.knock_tag(&knock.knock)) else { continue };
            let Ok(once) = seal::unwrap_once(&key.knock_key(&knock.knock), &knock.wrapped[place]) else { continue };
            for (need, how) in by {
                rules.push(Rule::of(&[&need, knock.tags[place].as_bytes()], Gives::Fact(what, how)));
                rules.push(Rule::of(&[&need, &knock.wrapped[place]], Gives::Text(once.as_slice().into())));
            }
            let once: &Window = once.as_slice().try_into().expect("a key has 32 bytes");
            if let Ok(text) = seal::unwrap_once(once, &knock.sealed) {
                rules.push(Rule::of(&[once, &knock.sealed], Gives::Text(text.as_slice().into())));
            }
        }
        rules
    }

    /// Seeds whose public halves stand somewhere, with the epoch they serve.
    fn epochs(&self) -> Vec<(Window, u32, EpochSecret)> {
        let derived =
            self.seeds.iter().flat_map(|seed| EPOCHS.map(|epoch| (*seed, epoch, EpochSecret::derive(seed, epoch))));
        derived.filter(|(_, _, secret)| self.windows.contains(secret.public().as_bytes())).collect()
    }

    /// What keys open that nothing opened before.
    fn opened(&mut self, keys: &[MatchKey]) -> Vec<Rule> {
        let unknown = self.windows.iter().filter(|key| !self.tried.contains(*key));
        for (public, key) in unknown.map(|key| (SealSecret::from_bytes(key).public(), *key)) {
            self.publics.insert(*public.as_bytes(), key);
        }
        self.tried.clone_from(&self.windows);
        let secrets = self.publics.iter().filter(|(public, _)| self.windows.contains(*public));
        let secrets: Vec<_> = secrets.map(|(_, key)| (*key, SealSecret::from_bytes(key))).collect();
        let psks: Vec<(&MatchKey, QueryId, Psk)> =
            keys.iter().flat_map(|key| self.questions.keys().map(move |query| (key, *query, key.psk(query)))).collect();
        let mut rules = Vec::new();
        for sealed in &self.sealed {
            let found = secrets.iter().find_map(|secret| self.opens(sealed, secret, &psks));
            rules.extend(found.unwrap_or_default());
        }
        for wrapped in &self.wrapped {
            let found = self.whole.iter().find_map(|key| Some((key, seal::unwrap_sealed(key, wrapped).ok()?)));
            rules.extend(found.map(|(key, text)| Rule::of(&[key, wrapped], Gives::Text(text.as_slice().into()))));
        }
        for rule in &rules {
            for need in &rule.needs {
                self.sealed.remove(need);
                self.wrapped.remove(need);
            }
        }
        rules
    }

    /// What one key opens of one sealed text.
    fn opens(
        &self,
        sealed: &[u8],
        secret: &(Window, SealSecret),
        psks: &[(&MatchKey, QueryId, Psk)],
    ) -> Option<Vec<Rule>> {
        let (window, secret) = secret;
        let base = self.uses(sealed.len()).iter().find_map(|info| seal::open(secret, info, sealed).ok());
        if let Some(text) = base {
            return Some(vec![Rule::of(&[sealed, window], Gives::Text(text.as_slice().into()))]);
        }
        psks.iter().filter(|_| sealed.len() == limits::SEALED_OFFER).find_map(|(key, query, psk)| {
            let text = seal::open_psk(secret, &seal::info(Label::Offer, query.as_bytes()), psk, sealed).ok()?;
            let by = [key.as_bytes(), psk.as_bytes()];
            Some(by.map(|by| Rule::of(&[sealed, window, by], Gives::Text(text.as_slice().into()))).into())
        })
    }

    /// What a sealed text of this size may be bound to.
    fn uses(&self, size: usize) -> Vec<Vec<u8>> {
        let of_requests = |labels: &[Label]| {
            let of_one = |request: &RequestId| {
                labels.iter().map(|label| seal::info(*label, request.as_bytes())).collect::<Vec<_>>()
            };
            self.requests.iter().flat_map(of_one).collect()
        };
        match size {
            limits::SEALED_OFFER => {
                self.questions.keys().map(|query| seal::info(Label::Offer, query.as_bytes())).collect()
            }
            limits::SEALED_RECEIPT => of_requests(&[Label::Receipt]),
            _ => of_requests(&[Label::Letter, Label::Answer, Label::Word, Label::Reply]),
        }
    }

    /// Which salt shows which member behind which commitment.
    fn commitments(&self, world: &World) -> Vec<Rule> {
        let members: Vec<(&'static str, OrgId, MemberKey)> = MEMBERS
            .iter()
            .map(|member| {
                let (org, key) = world.member(member.name);
                (member.secrets[2], org, key)
            })
            .collect();
        let mut rules = Vec::new();
        for salt in &self.salts {
            for (secret, org, member) in &members {
                let commitment = digest::predecessor_commitment(salt, org, member);
                if self.windows.contains(commitment.as_bytes()) {
                    rules.push(Rule::of(&[salt, commitment.as_bytes()], Gives::Fact(secret, "a commitment")));
                }
            }
        }
        rules
    }
}

/// Whether something of this size stands here: behind its length, or as the whole.
fn stands_here(rest: &[u8], size: usize, at: usize, len: usize) -> bool {
    let length = [0x80 | (size & 0x7f) as u8, (size >> 7) as u8];
    (at == 0 && len == size) || (rest.starts_with(&length) && rest.len() >= size + 2)
}

/// Whether bytes look drawn and not written: most of them differ, and they are no text.
fn is_drawn(window: &Window) -> bool {
    if window.is_ascii() {
        return false;
    }
    differing(window) >= DISTINCT
}

/// How many different bytes there are.
fn differing(bytes: &[u8]) -> usize {
    let mut seen = [false; 256];
    bytes.iter().for_each(|byte| seen[usize::from(*byte)] = true);
    seen.iter().filter(|one| **one).count()
}

/// Of 32 drawn bytes 30 differ on average; 22 or fewer once in a thousand million.
const DISTINCT: usize = 22;
/// Of 16 drawn bytes 15 or 16 differ; 10 or fewer once in a hundred thousand.
const DISTINCT_OF_SALT: usize = 11;
/// A record with an epoch's seed is shorter.
const SEED_RECORD: usize = 256;
/// A letter key's secret as its device wraps it: nonce, 32 bytes, the AEAD's tag.
const WRAPPED_SECRET: usize = 12 + 32 + 16;
/// Epochs that begin within the story.
const EPOCHS: [u32; 3] = [0, 1, 2];
/// What is passed over: the elements of a chunk, among which there is no key, and knocks, whose keys travel with them.
const PASSED_OVER: [usize; 2] = [oprf::CHUNK * oprf::ELEMENT_LEN, limits::SEALED_KNOCK];
/// Sizes of what is sealed to a key, answers and words being as long as letters, and of what is passed over. All are
/// written in two bytes of seven bits.
const SIZES: [usize; 5] =
    [limits::SEALED_OFFER, limits::SEALED_LETTER, limits::SEALED_RECEIPT, PASSED_OVER[0], PASSED_OVER[1]];
