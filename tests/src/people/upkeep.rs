//! What people and admins do with what a node holds: read the ledger, put handles on the list, restore a backup.

use stn_protocol::engine::Engine;
use stn_protocol::exchange::view::{ExportView, LedgerView, MemberLook, MemberSight};
use stn_protocol::exchange::{AdminCommand, Input, Refused, Reply};
use stn_protocol::local::Left;
use stn_protocol::trust::Handle;

use crate::World;

impl World {
    /// What left about a member, with names.
    pub fn ledger(&self, name: &str) -> LedgerView {
        let MemberSight::Ledger(ledger) = self.look(name, &MemberLook::Ledger) else {
            panic!("a ledger was asked for")
        };
        *ledger
    }

    /// What left about a member, oldest first.
    pub fn left(&self, name: &str) -> Vec<Left> {
        self.ledger(name).entries.into_iter().rev().map(|entry| entry.left).collect()
    }

    /// Everything a node holds of a member.
    pub fn export(&self, name: &str) -> ExportView {
        let MemberSight::Export(all) = self.look(name, &MemberLook::Export) else { panic!("an export was asked for") };
        *all
    }

    /// An admin says that somebody does not want to be held.
    pub fn suppress(&mut self, org: &str, handle: &str) -> Result<Reply, Refused> {
        let handle = Handle::parse(handle, None).expect("the story's handles are handles");
        self.admin(org, AdminCommand::Suppress { handle })
    }

    /// An admin takes that back.
    pub fn lift_suppression(&mut self, org: &str, handle: &str) -> Result<Reply, Refused> {
        let handle = Handle::parse(handle, None).expect("the story's handles are handles");
        self.admin(org, AdminCommand::LiftSuppression { handle })
    }

    /// A node goes on from a backup of itself.
    pub fn restore(&mut self, org: &str, backup: Vec<(Vec<u8>, Vec<u8>)>) {
        let records = Engine::restored(backup).expect("own records read");
        self.replace_disk(self.org(org), records);
    }

    fn admin(&mut self, org: &str, command: AdminCommand) -> Result<Reply, Refused> {
        let org = self.org(org);
        self.call(org, |call| Input::AdminActed { call, command })
    }
}
