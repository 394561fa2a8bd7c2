//! What a node and a stranger say on `/stn/join/1`: one small block each way.

use prost::Message;
use stn_proto::v1 as proto;

use crate::message::{JoinFrame, SizeClass};
use crate::wire::convert::Shape;
use crate::wire::{Malformed, block, frame};

/// Makes the block that carries a join frame: 2 048 B.
pub fn encode(join: &JoinFrame) -> Vec<u8> {
    frame::encode_shape(SizeClass::Small, &join.shape())
}

/// Takes a block apart into a join frame.
///
/// # Errors
/// [`Malformed`] if the block is no small one or a field is out of its bounds.
pub fn decode(block: &[u8]) -> Result<JoinFrame, Malformed> {
    match block::decode(block)? {
        (SizeClass::Small, bytes) => JoinFrame::check(proto::JoinFrame::decode(bytes).map_err(|_| Malformed)?),
        (SizeClass::Large, _) => Err(Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::sample::Fill;

    #[test]
    fn a_join_frame_comes_back_as_it_left() {
        for join in [Fill::Usual, Fill::Largest].into_iter().flat_map(Fill::join_frames) {
            let block = encode(&join);

            assert_eq!(block.len(), 2_048);
            assert_eq!(decode(&block), Ok(join));
        }
    }

    #[test]
    fn a_join_frame_in_a_large_block_is_malformed() {
        let join = Fill::Usual.join_frames().remove(0);

        let block = frame::encode_shape(SizeClass::Large, &join.shape());

        assert_eq!(decode(&block), Err(Malformed));
    }
}
