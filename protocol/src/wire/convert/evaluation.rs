//! Evaluation chunks: one length, whatever is inside.

use stn_proto::v1 as proto;

use super::{Shape, blob, exact, unless_zero};
use crate::id::{BranchId, EvalId};
use crate::limits;
use crate::message::{EvalRequest, EvalResponse};
use crate::wire::Malformed;

impl Shape for EvalRequest {
    type Proto = proto::EvalRequest;

    fn shape(&self) -> proto::EvalRequest {
        proto::EvalRequest {
            branch_id: self.branch.map_or([0; 16], |branch| *branch.as_bytes()).to_vec(),
            eval_id: self.eval.as_bytes().to_vec(),
            epoch: self.epoch,
            elements: self.elements.clone(),
        }
    }

    fn check(proto: proto::EvalRequest) -> Result<Self, Malformed> {
        Ok(Self {
            branch: unless_zero(&proto.branch_id)?.map(BranchId::from_bytes),
            eval: EvalId::from_bytes(exact(&proto.eval_id)?),
            epoch: proto.epoch,
            elements: blob(proto.elements, limits::CHUNK_BYTES)?,
        })
    }
}

impl Shape for EvalResponse {
    type Proto = proto::EvalResponse;

    fn shape(&self) -> proto::EvalResponse {
        proto::EvalResponse {
            eval_id: self.eval.as_bytes().to_vec(),
            evaluated: self.evaluated.clone(),
            proof: self.proof.clone(),
        }
    }

    fn check(proto: proto::EvalResponse) -> Result<Self, Malformed> {
        Ok(Self {
            eval: EvalId::from_bytes(exact(&proto.eval_id)?),
            evaluated: blob(proto.evaluated, limits::CHUNK_BYTES)?,
            proof: blob(proto.proof, limits::PROOF_BYTES)?,
        })
    }
}
