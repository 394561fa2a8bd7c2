//! A story as it is shown in a browser: what has been told of it, whose turn it is, and the play bar that lets it go on.
//!
//! ```text
//!   page ── press ──► Showing ── may go on ──► the story under way
//!   page ◄─ shows ── Showing ◄─ scene, turn ── the story under way
//! ```

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::account::Account;
use super::story::{self, Onlooker, Scene, Turn};
use super::trouble::Trouble;
use super::valley::{Script, Slug, Valley};

/// How long a scene stands before the next begins, while the story plays.
const BEAT: Duration = Duration::from_secs(3);

/// A button of the play bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// A story begins, unless one is under way.
    Begin(Script),
    /// It goes on by itself.
    Play,
    /// It stops after the present step.
    Pause,
    /// One step more.
    Step,
    /// Whose turn it is says yes.
    Yes,
    /// Yeses are said by whoever looks on, or by the people of the story.
    ApproveMyself(bool),
    /// It goes on to its end, past every turn.
    ToTheEnd,
}

/// How the story goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// By itself, at a pace to read along.
    Plays,
    /// Step by step.
    Pauses,
    /// Without waiting for anybody.
    Hurries,
}

/// What there is to see.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Which story, once one began.
    pub script: Option<Script>,
    /// How it goes on.
    pub pace: Pace,
    /// Whether whoever looks on says the yeses.
    pub approves: bool,
    /// Whose turn it is.
    pub turn: Option<Turn>,
    /// The three people side by side: who asks, who is on the way, who knows.
    pub seats: Vec<Slug>,
    /// Everything told so far.
    pub scenes: Vec<Scene>,
    /// How it ended: its account, or what went wrong.
    pub ending: Option<Result<Account, Arc<Trouble>>>,
    /// Steps that were granted and not taken.
    steps: usize,
    /// Whether the yes of this turn was said.
    said_yes: bool,
}

/// A story that is shown. Clones are of the same.
#[derive(Clone, Debug)]
pub struct Showing {
    shown: watch::Sender<Shown>,
}

/// Who looks on for the page.
struct PageOnlooker {
    showing: Showing,
    cast: Vec<Slug>,
}

impl Showing {
    /// Before any story.
    pub fn new() -> Self {
        Self { shown: watch::Sender::new(Shown::before()) }
    }

    /// What there is to see, as it changes.
    pub fn watch(&self) -> watch::Receiver<Shown> {
        self.shown.subscribe()
    }

    /// Presses a button; where it means nothing at present, nothing happens.
    pub fn press(&self, button: Button) {
        self.shown.send_if_modified(|shown| shown.press(button));
    }

    /// Plays one story after the other, as they are begun, on nodes of their own. Never ends.
    pub async fn play(&self) {
        let mut shown = self.watch();
        loop {
            let begun = shown.wait_for(Shown::is_under_way).await.ok().and_then(|shown| shown.script);
            let Some(script) = begun else { return };
            let valley = Valley::load();
            let cast = valley.cast(script).people.into_iter().cloned().collect();
            let played = story::run(script, PageOnlooker { showing: self.clone(), cast }).await;
            let ending = played.map(|played| played.account).map_err(Arc::new);
            self.shown.send_modify(|shown| (shown.turn, shown.ending) = (None, Some(ending)));
        }
    }

    /// Returns when the next step may begin.
    async fn may_go_on(&self) {
        let mut shown = self.watch();
        loop {
            let pace = shown.borrow_and_update().pace;
            let taken = self.shown.send_if_modified(Shown::take_step);
            if taken || pace == Pace::Hurries {
                return;
            }
            let changes = shown.wait_for(|shown| shown.pace != pace || shown.steps > 0);
            if pace == Pace::Pauses {
                let _ = changes.await;
            } else if tokio::time::timeout(BEAT, changes).await.is_err() {
                return;
            }
        }
    }
}

impl Default for Showing {
    fn default() -> Self {
        Self::new()
    }
}

impl Shown {
    fn before() -> Self {
        Self {
            script: None,
            pace: Pace::Plays,
            approves: true,
            turn: None,
            seats: Vec::new(),
            scenes: Vec::new(),
            ending: None,
            steps: 0,
            said_yes: false,
        }
    }

    /// Whether a story began and did not end.
    pub fn is_under_way(&self) -> bool {
        self.script.is_some() && self.ending.is_none()
    }

    /// Whether a button changed anything.
    fn press(&mut self, button: Button) -> bool {
        match button {
            Button::Begin(_) if self.is_under_way() => return false,
            Button::Begin(script) => {
                *self = Self { script: Some(script), seats: seats(script), approves: self.approves, ..Self::before() };
            }
            Button::Play => self.pace = Pace::Plays,
            Button::Pause => self.pace = Pace::Pauses,
            Button::Step => (self.pace, self.steps) = (Pace::Pauses, 1),
            Button::Yes if self.turn.is_none() => return false,
            Button::Yes => self.said_yes = true,
            Button::ApproveMyself(approves) => self.approves = approves,
            Button::ToTheEnd => self.pace = Pace::Hurries,
        }
        true
    }

    fn take_step(&mut self) -> bool {
        let granted = self.steps > 0;
        self.steps = 0;
        granted
    }

    /// Whether whose turn it is may say yes.
    fn may_say_yes(&self) -> bool {
        self.said_yes || !self.approves || self.pace == Pace::Hurries
    }

    fn begin_turn(&mut self, turn: Turn) {
        // The asker keeps the first seat, whoever answers has the last; everybody else is on the way.
        let seat = if turn.yes == story::Yes::PassOn { 1 } else { 2 };
        if let Some(seat) = self.seats.get_mut(seat) {
            *seat = turn.person.clone();
        }
        (self.turn, self.said_yes) = (Some(turn), false);
    }
}

impl Onlooker for PageOnlooker {
    fn looks_at(&self) -> &[Slug] {
        &self.cast
    }

    async fn turn(&mut self, turn: Turn) {
        self.showing.shown.send_modify(|shown| shown.begin_turn(turn));
        // The sender lives in this very showing.
        let _ = self.showing.watch().wait_for(Shown::may_say_yes).await;
        self.showing.shown.send_modify(|shown| shown.turn = None);
    }

    async fn told(&mut self, scene: &Scene) {
        self.showing.shown.send_modify(|shown| shown.scenes.push(scene.clone()));
        self.showing.may_go_on().await;
    }
}

/// Who sits side by side when a story begins.
fn seats(script: Script) -> Vec<Slug> {
    let valley = Valley::load();
    let first = match script {
        Script::FirstFunder => {
            let asking = &valley.first_funder.asking;
            [asking.path.first(), asking.path.get(1), asking.path.last()]
        }
        Script::Hiring => {
            let alert = &valley.hiring.alert;
            [alert.path.first(), alert.path.get(1), alert.path.last()]
        }
    };
    first.into_iter().flatten().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::story::Yes;

    fn turn() -> Turn {
        Turn { person: "nadia-rahmani".into(), yes: Yes::PassOn, words: String::from("Yes.").into() }
    }

    #[tokio::test]
    async fn a_paused_story_goes_on_by_one_step_at_a_time() {
        let showing = Showing::new();
        showing.press(Button::Begin(Script::FirstFunder));
        showing.press(Button::Step);

        showing.may_go_on().await;
        let second = showing.may_go_on();
        tokio::pin!(second);
        assert!(futures::poll!(&mut second).is_pending());
        showing.press(Button::Step);
        second.await;
    }

    #[tokio::test]
    async fn nobody_on_the_way_says_yes_before_whoever_looks_on() {
        let showing = Showing::new();
        showing.press(Button::Begin(Script::FirstFunder));
        showing.press(Button::Yes);
        let mut onlooker = PageOnlooker { showing: showing.clone(), cast: Vec::new() };

        let said = onlooker.turn(turn());
        tokio::pin!(said);
        assert!(futures::poll!(&mut said).is_pending(), "a yes from before this turn counts for nothing");
        assert!(showing.watch().borrow().turn.is_some());
        showing.press(Button::Yes);
        said.await;
        assert!(showing.watch().borrow().turn.is_none());
    }

    #[tokio::test]
    async fn past_every_turn_it_goes_to_its_end_and_none_begins_meanwhile() {
        let showing = Showing::new();
        showing.press(Button::Begin(Script::Hiring));
        showing.press(Button::Begin(Script::FirstFunder));
        assert_eq!(showing.watch().borrow().script, Some(Script::Hiring));

        showing.press(Button::ToTheEnd);
        showing.may_go_on().await;
        PageOnlooker { showing: showing.clone(), cast: Vec::new() }.turn(turn()).await;
    }
}
