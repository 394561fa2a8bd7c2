//! What the doors and the pages ask of the driver, one order for one answer.
//!
//! A [`Desk`] is a way to the driver that anybody may clone. Orders wait in a bounded queue;
//! an answer comes only once everything it speaks of is durable.

use std::collections::BTreeSet;

use stn_protocol::exchange::view::{AdminLook, AdminSight, MemberLook, MemberSight};
use stn_protocol::exchange::{AdminCommand, Enrolment, MemberCommand, Refused, Reply};
use stn_protocol::id::{DeviceKey, ItemId, MemberKey};
use stn_protocol::local::keys::KeyCall;
use stn_protocol::policy::Hours;
use tokio::sync::{mpsc, oneshot, watch};

/// Orders that may wait for the driver; beyond, doors wait with their answer.
const WAITING_MAX: usize = 256;

/// Where one answer goes.
pub type Answer<T> = oneshot::Sender<Result<T, NotDone>>;

/// Something a person asks of the node.
#[derive(Debug)]
pub enum Order {
    /// Somebody wants to become a member.
    Join {
        /// What they bring.
        enrolment: Box<Enrolment>,
        /// Where the answer goes.
        answer: Answer<Reply>,
    },
    /// Somebody who is no member's device yet asks about keys.
    Keys {
        /// What.
        ask: Box<KeyCall>,
        /// Where the answer goes.
        answer: Answer<Reply>,
    },
    /// A member does something.
    MemberAct {
        /// The device that signed it.
        device: DeviceKey,
        /// What.
        command: Box<MemberCommand>,
        /// Where the answer goes.
        answer: Answer<Reply>,
    },
    /// A member looks at something.
    MemberLook {
        /// The device that signed it.
        device: DeviceKey,
        /// At what.
        look: MemberLook,
        /// Where the answer goes.
        answer: Answer<MemberSight>,
    },
    /// A member waits for changes.
    MemberWatch {
        /// The device that signed it.
        device: DeviceKey,
        /// Where the answer goes.
        answer: Answer<watch::Receiver<u64>>,
    },
    /// The mailer looks whether something waits for a member.
    Waits {
        /// The member.
        member: MemberKey,
        /// Where the answer goes; nothing if nobody is a member by that key.
        answer: Answer<Option<Waits>>,
    },
    /// The admin does something.
    AdminAct {
        /// What.
        command: AdminCommand,
        /// Where the answer goes.
        answer: Answer<Reply>,
    },
    /// The admin makes a backup.
    AdminBackup {
        /// Where every record goes.
        answer: Answer<Vec<(Vec<u8>, Vec<u8>)>>,
    },
    /// The admin looks at something.
    AdminLook {
        /// At what.
        look: AdminLook,
        /// Where the answer goes.
        answer: Answer<AdminSight>,
    },
}

/// That something waits for a member, and when they let things come; not what.
#[derive(Clone, Debug)]
pub struct Waits {
    /// What waits, by its names alone.
    pub items: BTreeSet<ItemId>,
    /// Their hours.
    pub hours: Hours,
}

/// Why an order was not carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotDone {
    /// Not signed by a current device of a member; why exactly is not said.
    #[error(
        "the node does not know this key file as a member's: the membership has ended or run out, or it belongs to another node; nothing was done; ask your admin for a new invitation"
    )]
    Stranger,
    /// The engine refused.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// What it changed could not be written.
    #[error(
        "the disk is full or failing, so nothing of this was kept; the node stops, and what it held before is safe; \
         free some space, start the node and try again"
    )]
    DiskFailed,
    /// The node stops before it could answer.
    #[error("the node is stopping; try again when it runs, repeating does no harm")]
    Stopping,
}

/// The way to the driver.
#[derive(Clone, Debug)]
pub struct Desk {
    orders: mpsc::Sender<Order>,
}

impl Desk {
    /// A desk, and the end of the queue that belongs to the driver.
    pub fn open() -> (Self, mpsc::Receiver<Order>) {
        let (orders, queue) = mpsc::channel(WAITING_MAX);
        (Self { orders }, queue)
    }

    /// Lets somebody with an invitation become a member.
    ///
    /// # Errors
    /// [`NotDone`] with the reason.
    pub async fn join(&self, enrolment: Enrolment) -> Result<Reply, NotDone> {
        self.order(|answer| Order::Join { enrolment: Box::new(enrolment), answer }).await
    }

    /// Answers a call about keys that no device signs.
    ///
    /// # Errors
    /// [`NotDone`] with the reason.
    pub async fn keys(&self, ask: KeyCall) -> Result<Reply, NotDone> {
        self.order(|answer| Order::Keys { ask: Box::new(ask), answer }).await
    }

    /// Does what a member's device signed.
    ///
    /// # Errors
    /// [`NotDone::Stranger`] if the device belongs to no current member; otherwise the reason.
    pub async fn member_act(&self, device: DeviceKey, command: MemberCommand) -> Result<Reply, NotDone> {
        self.order(|answer| Order::MemberAct { device, command: Box::new(command), answer }).await
    }

    /// Shows a member what their device asked for.
    ///
    /// # Errors
    /// [`NotDone::Stranger`] if the device belongs to no current member.
    pub async fn member_look(&self, device: DeviceKey, look: MemberLook) -> Result<MemberSight, NotDone> {
        self.order(|answer| Order::MemberLook { device, look, answer }).await
    }

    /// A number that changes whenever something changed in front of the member.
    ///
    /// # Errors
    /// [`NotDone::Stranger`] if the device belongs to no current member.
    pub async fn member_watch(&self, device: DeviceKey) -> Result<watch::Receiver<u64>, NotDone> {
        self.order(|answer| Order::MemberWatch { device, answer }).await
    }

    /// Tells whether something waits for a member; nothing if nobody is one by that key.
    ///
    /// # Errors
    /// [`NotDone::Stopping`] if the node stops.
    pub async fn waits(&self, member: MemberKey) -> Result<Option<Waits>, NotDone> {
        self.order(|answer| Order::Waits { member, answer }).await
    }

    /// Does what the admin said.
    ///
    /// # Errors
    /// [`NotDone`] with the reason.
    pub async fn admin_act(&self, command: AdminCommand) -> Result<Reply, NotDone> {
        self.order(|answer| Order::AdminAct { command, answer }).await
    }

    /// Shows the admin what was asked for.
    ///
    /// # Errors
    /// [`NotDone::Stopping`] if the node stops.
    pub async fn admin_look(&self, look: AdminLook) -> Result<AdminSight, NotDone> {
        self.order(|answer| Order::AdminLook { look, answer }).await
    }

    /// Gives every record the node holds, as they belong together at one moment and are all on the disk.
    ///
    /// # Errors
    /// [`NotDone::Stopping`] if the node stops.
    pub async fn admin_backup(&self) -> Result<Vec<(Vec<u8>, Vec<u8>)>, NotDone> {
        self.order(|answer| Order::AdminBackup { answer }).await
    }

    async fn order<T>(&self, order: impl FnOnce(Answer<T>) -> Order) -> Result<T, NotDone> {
        let (answer, answered) = oneshot::channel();
        self.orders.send(order(answer)).await.map_err(|_| NotDone::Stopping)?;
        answered.await.unwrap_or(Err(NotDone::Stopping))
    }
}
