//! An organisation changes its key: its admin announces, other admins confirm, and members' devices go along.

use stn_protocol::exchange::view::{AdminLook, AdminSight, OwnSuccessionView, PeerView};
use stn_protocol::exchange::{AdminCommand, Input, Refused, Reply};
use stn_protocol::id::OrgId;
use stn_protocol::local::keys::KeyCall;
use stn_protocol::message::{Frame, Succession};
use stn_protocol::wire;

use crate::World;

/// The block such a change travels in.
pub fn succession_block(signed: &Succession) -> Vec<u8> {
    wire::frame::encode(&Frame::Succession(signed.clone()))
}

impl World {
    /// An admin announces that the organisation's key changes.
    pub fn announce(&mut self, org: &str, signed: &Succession) -> Result<Reply, Refused> {
        let (org, succession) = (self.org(org), signed.clone());
        self.call(org, |call| Input::AdminActed { call, command: AdminCommand::AnnounceSuccession { succession } })
    }

    /// An admin confirms that another organisation's key changes.
    pub fn confirm_succession(&mut self, org: &str, old: OrgId, new: OrgId) -> Result<Reply, Refused> {
        let command = AdminCommand::ConfirmSuccession { old, new };
        self.call(self.org(org), |call| Input::AdminActed { call, command })
    }

    /// How an organisation's key changes, as its admin sees it.
    pub fn own_succession(&self, org: &str) -> Option<OwnSuccessionView> {
        let AdminSight::Succession(view) = self.engine(&self.org(org)).admin_look(AdminLook::Succession, self.now)
        else {
            panic!("the change of key was asked for")
        };
        view.map(|view| *view)
    }

    /// An organisation's peers, as its admin sees them.
    pub fn peer_views(&self, org: &str) -> Vec<PeerView> {
        let AdminSight::Peers(peers) = self.engine(&self.org(org)).admin_look(AdminLook::Peers, self.now) else {
            panic!("peers were asked for")
        };
        peers
    }

    /// What lies on a node's disk in one of its tables.
    pub fn rows(&self, org: &OrgId, table: u8) -> Vec<(Vec<u8>, Vec<u8>)> {
        let rows = self.disk(org).iter().filter(|(key, _)| key.first() == Some(&table));
        rows.map(|(key, row)| (key.clone(), row.clone())).collect()
    }

    /// A member's device, which knows the node by an earlier key, asks what became of it, goes along, and renews.
    pub fn find_back(&mut self, org: &str, name: &str) -> bool {
        let org = self.org(org);
        let known = self.device(name).org();
        let Ok(Reply::Succeeded { successions }) = self.ask_keys(org, KeyCall::FollowOrganisation { org: known })
        else {
            return false;
        };
        let is_moved = self.device(name).follow_organisation(&successions);
        self.people.get_mut(name).expect("the story names a person it introduced").org = org;
        self.open_session(name);
        let now = self.now;
        if self.device(name).holds_member_key() && self.device(name).is_due(now) {
            self.renew(name);
        }
        is_moved
    }
}
