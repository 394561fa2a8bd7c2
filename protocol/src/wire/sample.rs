pub(super) fn join_frames() -> Vec<crate::message::JoinFrame> { vec![] }
