//! The only loop: one input, one step of the engine, its effects carried out in order.
//!
//! It knows the engine, the net, the store and the doors, and none of them knows another.
//! What a batch must precede is carried out once that batch is durable (see [`pipeline`]); the loop goes on
//! meanwhile. If a batch can't be written, the engine's memory is ahead of the disk: callers are told,
//! nothing is settled, and the driver ends, so that the node starts again from what the disk holds.

mod books;
mod hooks;
mod pipeline;
mod running;
mod succession;
mod worker;

use std::sync::Arc;

use stn_protocol::change::Change;
use stn_protocol::engine::Engine;
use stn_protocol::exchange::view::{AdminLook, AdminSight, MemberLook, MemberSight};
use stn_protocol::exchange::work::Done;
use stn_protocol::exchange::{Effect, Exchange, Input, Ticket};
use stn_protocol::id::MemberKey;
use stn_protocol::time::Timestamp;
use tokio::sync::{mpsc, watch};

pub use hooks::{Hooks, Tap};
pub use running::{ADMIN_SOCKET, Node, RunningNode, STORE_DIR, StartError, is_private};

use crate::clock::{self, OsStreams};
use crate::desk::{Answer, NotDone, Order, Waits};
use crate::net::{Net, NetEvent};
use crate::report::{Happening, LinkChange, Report};
use crate::store::{CommitThread, StoreError};
use books::{Act, Books};
use pipeline::Pipeline;
use worker::Worker;

/// Why the driver ended by itself.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Ended {
    /// A batch could not be written.
    #[error(
        "the node stopped because it could not write to its disk ({0}); what it had confirmed before is safe; \
         free some space or mend the disk, then start it again"
    )]
    CommitFailed(Arc<StoreError>),
    /// Peers know a later life of this node.
    #[error(
        "the node stopped because its peers know a later life of it: this organisation was restored from a backup and \
         runs elsewhere; nothing was changed; go on there, and don't start this copy again"
    )]
    LaterLife,
    /// A thread the driver depends on is gone.
    #[error("the node stopped because its {0} ended; what it had confirmed before is safe; start it again")]
    PartEnded(&'static str),
}

/// The engine and everything it acts through.
struct Driver {
    engine: Engine,
    streams: OsStreams,
    net: Net,
    commits: CommitThread,
    committed: mpsc::UnboundedSender<Result<(), Arc<StoreError>>>,
    worker: Worker,
    books: Books,
    pipeline: Pipeline<Act>,
    report: Arc<Report>,
    hooks: Hooks,
    /// Whether the engine wants the node to stop.
    stops: bool,
}

/// Where inputs come from.
struct Inlets {
    orders: mpsc::Receiver<Order>,
    events: mpsc::Receiver<NetEvent>,
    committed: mpsc::UnboundedReceiver<Result<(), Arc<StoreError>>>,
    done: mpsc::UnboundedReceiver<Done>,
    stop: watch::Receiver<bool>,
}

impl Driver {
    /// Runs until it is told to stop or can't go on.
    async fn run(mut self, mut inlets: Inlets) -> Result<(), Ended> {
        self.step(Input::Started);
        let outcome = self.take_inputs(&mut inlets).await;
        if let Err(ended) = &outcome {
            tracing::error!(%ended, "stopping");
            self.give_up();
        }
        // Who still waits at a door hears that the node stops.
        drop(inlets);
        let Self { commits, net, .. } = self;
        // The thread writes what it still has before it ends; that may take a while, so not on this task.
        let closed = tokio::task::spawn_blocking(move || commits.close()).await;
        net.shutdown().await;
        closed.map_err(|_| Ended::PartEnded("store's thread")).and(outcome)
    }

    async fn take_inputs(&mut self, inlets: &mut Inlets) -> Result<(), Ended> {
        while !self.stops {
            let room = self.pipeline.has_room();
            let deadline = self.engine.next_deadline();
            tokio::select! {
                () = told_to_stop(&mut inlets.stop) => break,
                outcome = inlets.committed.recv() => self.commit_came_back(outcome)?,
                done = inlets.done.recv(), if room => {
                    let done = done.ok_or(Ended::PartEnded("worker"))?;
                    self.report.saw(Happening::Work);
                    self.step(Input::WorkDone(done));
                }
                Some(order) = inlets.orders.recv(), if room => self.take_order(order),
                event = inlets.events.recv(), if room => {
                    self.take_event(event.ok_or(Ended::PartEnded("network"))?);
                }
                () = sleep_until(deadline), if room && deadline.is_some() => self.step(Input::DeadlinePassed),
            }
        }
        self.finish(inlets).await?;
        if self.stops { Err(Ended::LaterLife) } else { Ok(()) }
    }

    /// Carries out what is under way, and takes nothing new.
    async fn finish(&mut self, inlets: &mut Inlets) -> Result<(), Ended> {
        while !self.pipeline.is_empty() {
            let outcome = inlets.committed.recv().await;
            self.commit_came_back(outcome)?;
        }
        Ok(())
    }

    fn take_order(&mut self, order: Order) {
        let now = clock::now();
        match order {
            Order::Join { enrolment, answer } => {
                let call = self.books.open_call(answer);
                self.step(Input::NewcomerCame { call, enrolment: *enrolment });
            }
            Order::Keys { ask, answer } => {
                let call = self.books.open_call(answer);
                self.step(Input::KeysAsked { call, ask: *ask });
            }
            Order::MemberAct { device, command, answer } => match self.engine.member_of_device(&device, now) {
                Some(member) => {
                    let call = self.books.open_call(answer);
                    self.step(Input::MemberActed { call, member, command: *command });
                }
                None => tell(answer, Err(NotDone::Stranger)),
            },
            Order::MemberLook { device, look, answer } => {
                let sight = match self.engine.member_of_device(&device, now) {
                    Some(member) => Ok(self.engine.member_look(&member, &look, now)),
                    None => Err(NotDone::Stranger),
                };
                self.carry(Act::Tell(Box::new(move || tell(answer, sight))));
            }
            Order::MemberWatch { device, answer } => match self.engine.member_of_device(&device, now) {
                Some(member) => tell(answer, Ok(self.books.watch(member))),
                None => tell(answer, Err(NotDone::Stranger)),
            },
            Order::Waits { member, answer } => {
                let waits = self.waits(&member, now);
                self.carry(Act::Tell(Box::new(move || tell(answer, Ok(waits)))));
            }
            Order::AdminAct { command, answer } => {
                let call = self.books.open_call(answer);
                self.step(Input::AdminActed { call, command });
            }
            Order::AdminBackup { answer } => {
                let records = self.engine.records();
                self.carry(Act::Tell(Box::new(move || tell(answer, Ok(records)))));
            }
            Order::AdminLook { look, answer } => {
                let sight = self.engine.admin_look(look, now);
                self.carry(Act::Tell(Box::new(move || tell(answer, Ok(sight)))));
            }
        }
    }

    /// What waits for a current member, without saying what it is.
    fn waits(&self, member: &MemberKey, now: Timestamp) -> Option<Waits> {
        let AdminSight::Members(members) = self.engine.admin_look(AdminLook::Members, now) else { return None };
        members.iter().find(|one| one.member == *member)?;
        let MemberSight::Inbox(items) = self.engine.member_look(member, &MemberLook::Inbox, now) else {
            return None;
        };
        let items = items.iter().map(|item| item.item).collect();
        let MemberSight::Limits(limits) = self.engine.member_look(member, &MemberLook::Limits, now) else {
            return None;
        };
        Some(Waits { items, hours: limits.limits.hours })
    }

    fn take_event(&mut self, event: NetEvent) {
        let input = match event {
            NetEvent::LinkUp { peer, incarnation } => {
                self.report.saw(Happening::LinkOpened);
                self.report.link(peer, LinkChange::Up, clock::now());
                Input::LinkOpened { peer, incarnation }
            }
            NetEvent::LinkDown { peer } => {
                self.report.link(peer, LinkChange::Down, clock::now());
                return self.report.saw(Happening::LinkLost);
            }
            NetEvent::FrameArrived { peer, arrival, block } => {
                self.report.saw(Happening::FrameIn);
                self.hooks.show(peer, &block);
                Input::FrameArrived { peer, arrival: self.books.open_arrival(arrival), block }
            }
            NetEvent::Settled { peer, ticket, status, retry_after_secs } => {
                Input::FrameSettled { peer, ticket: Ticket(ticket), status, retry_after_secs }
            }
            NetEvent::JoinArrived { exchange, from, block } => {
                Input::JoinArrived { exchange: Exchange(exchange), from, block }
            }
            NetEvent::JoinAnswered { call, reply } => match self.books.close_join(call) {
                Some(org) => Input::JoinAnswered { org, reply },
                None => return,
            },
        };
        self.step(input);
    }

    fn step(&mut self, input: Input) {
        self.hooks.pass("step");
        self.report.saw(Happening::Step);
        for effect in self.engine.step(clock::now(), &mut self.streams, input) {
            self.take_effect(effect);
        }
        self.carry_out_ready();
    }

    fn take_effect(&mut self, effect: Effect) {
        match effect {
            Effect::Persist(changes) => self.submit(changes),
            Effect::Work(work) => self.worker.take(work),
            Effect::Count(counter) => self.report.count(counter),
            Effect::Settle { peer: _, arrival, taken } => {
                if let Some(act) = self.books.settlement(arrival, taken) {
                    self.pipeline.add(act);
                }
            }
            Effect::Reply { call, reply } => {
                if let Some(answer) = self.books.close_call(call) {
                    self.pipeline.add(Act::Reply { answer, reply: reply.map_err(NotDone::Refused) });
                }
            }
            Effect::Join { org, addrs, block } => {
                let call = self.books.open_join(org);
                self.pipeline.add(Act::Join { call, org, addrs, block });
            }
            Effect::Send { peer, ticket, block } => self.pipeline.add(Act::Send { peer, ticket: ticket.0, block }),
            Effect::Link { peer, addrs } => self.pipeline.add(Act::Link { peer, addrs }),
            Effect::Unlink { peer } => self.pipeline.add(Act::Unlink { peer }),
            Effect::AnswerJoin { exchange, reply } => {
                self.pipeline.add(Act::AnswerJoin { exchange: exchange.0, reply });
            }
            Effect::Show { member } => self.pipeline.add(Act::Show { member }),
            Effect::Stop => self.stops = true,
        }
    }

    fn submit(&mut self, changes: Vec<Change>) {
        if changes.is_empty() {
            return;
        }
        self.pipeline.begin();
        let committed = self.committed.clone();
        let then = move |outcome| {
            // If the driver has ended, nobody waits for this batch any more.
            let _ = committed.send(outcome);
        };
        self.commits.submit(changes, Box::new(then));
    }

    fn commit_came_back(&mut self, outcome: Option<Result<(), Arc<StoreError>>>) -> Result<(), Ended> {
        outcome.ok_or(Ended::PartEnded("store's thread"))?.map_err(Ended::CommitFailed)?;
        self.report.saw(Happening::Commit);
        self.pipeline.committed();
        self.carry_out_ready();
        Ok(())
    }

    fn carry(&mut self, act: Act) {
        self.pipeline.add(act);
        self.carry_out_ready();
    }

    fn carry_out_ready(&mut self) {
        while let Some(act) = self.pipeline.next_ready() {
            self.carry_out(act);
        }
    }

    fn carry_out(&mut self, act: Act) {
        match act {
            Act::Settle { arrival, outcome } => {
                self.hooks.pass("before-settle");
                self.net.settle(arrival, outcome);
                self.hooks.pass("after-settle");
            }
            Act::Send { peer, ticket, block } => {
                self.hooks.pass("before-send");
                self.net.send(peer, ticket, block);
                self.report.saw(Happening::FrameOut);
                self.hooks.pass("after-send");
            }
            Act::Reply { answer, reply } => {
                self.hooks.pass("before-reply");
                tell(answer, reply);
                self.hooks.pass("after-reply");
            }
            Act::Link { peer, addrs } => self.net.link(peer, addrs),
            Act::Unlink { peer } => self.net.unlink(peer),
            Act::Join { call, org, addrs, block } => self.net.join(call, org, addrs, block),
            Act::AnswerJoin { exchange, reply } => self.net.answer_join(exchange, reply),
            Act::Show { member } => self.books.changed(member),
            Act::Tell(say) => say(),
        }
    }

    /// Tells everybody who waits that nothing of theirs was kept. Nothing is settled or sent.
    fn give_up(&mut self) {
        for act in self.pipeline.abandon() {
            if let Act::Reply { answer, .. } = act {
                tell(answer, Err(NotDone::DiskFailed));
            }
        }
    }
}

/// Answers; who asked may have left meanwhile, which is their right.
fn tell<T>(answer: Answer<T>, outcome: Result<T, NotDone>) {
    let _ = answer.send(outcome);
}

/// Returns when the node is to stop; an error means that nobody holds the node any more.
async fn told_to_stop(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

async fn sleep_until(deadline: Option<Timestamp>) {
    if let Some(deadline) = deadline {
        clock::sleep_until(deadline).await;
    }
}

#[cfg(test)]
mod tests;
