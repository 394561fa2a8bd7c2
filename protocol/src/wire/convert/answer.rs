//! Answers.

use stn_proto::v1 as proto;

use super::{Shape, blob, date_if_any, exact, prose, required, up_to};
use crate::id::{AnswerId, MemberKey, OfferRef, OrgId, RequestDigest, SealKey};
use crate::limits;
use crate::message::{Answer, AnswerBody};
use crate::time::Timestamp;
use crate::wire::Malformed;

impl Shape for Answer {
    type Proto = proto::Answer;

    fn shape(&self) -> proto::Answer {
        proto::Answer {
            offer_ref: self.offer.as_bytes().to_vec(),
            answer_id: self.answer.as_bytes().to_vec(),
            sealed: self.sealed.clone(),
            receipts: self.receipts.clone(),
        }
    }

    fn check(proto: proto::Answer) -> Result<Self, Malformed> {
        Ok(Self {
            offer: OfferRef::from_bytes(exact(&proto.offer_ref)?),
            answer: AnswerId::from_bytes(exact(&proto.answer_id)?),
            sealed: blob(proto.sealed, limits::SEALED_ANSWER)?,
            receipts: read_receipts(proto.receipts)?,
        })
    }
}

impl Shape for AnswerBody {
    type Proto = proto::AnswerBody;

    fn shape(&self) -> proto::AnswerBody {
        proto::AnswerBody {
            digest: self.digest.as_bytes().to_vec(),
            letter_key: self.letter_key.as_bytes().to_vec(),
            org: self.org.as_bytes().to_vec(),
            member: self.member.as_bytes().to_vec(),
            text: self.text.to_string(),
            cards: self.cards.iter().map(Shape::shape).collect(),
            cert: Some(self.cert.shape()),
            retain_until: self.retain_until.map_or(0, Timestamp::as_secs),
            reply_key: self.reply_key.as_bytes().to_vec(),
        }
    }

    fn check(proto: proto::AnswerBody) -> Result<Self, Malformed> {
        Ok(Self {
            digest: RequestDigest::from_bytes(exact(&proto.digest)?),
            letter_key: SealKey::from_bytes(exact(&proto.letter_key)?),
            org: OrgId::from_bytes(exact(&proto.org)?),
            member: MemberKey::from_bytes(exact(&proto.member)?),
            text: prose(proto.text, limits::TEXT)?,
            cards: up_to(limits::CARDS, proto.cards)?,
            cert: required(proto.cert)?,
            retain_until: date_if_any(proto.retain_until),
            reply_key: SealKey::from_bytes(exact(&proto.reply_key)?),
        })
    }
}

fn read_receipts(receipts: Vec<Vec<u8>>) -> Result<Vec<Vec<u8>>, Malformed> {
    let fit =
        receipts.len() == limits::RECEIPTS && receipts.iter().all(|receipt| receipt.len() == limits::SEALED_RECEIPT);
    if fit { Ok(receipts) } else { Err(Malformed) }
}
