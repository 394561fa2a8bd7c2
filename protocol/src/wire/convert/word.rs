//! Words along a path.

use stn_proto::v1 as proto;

use super::{Shape, blob, exact, prose, required};
use crate::id::{MemberKey, OfferRef, OrgId, RequestDigest, SealKey, WordId};
use crate::limits;
use crate::message::{ReplyBody, Signed, Word, WordBody, WordPurpose};
use crate::wire::Malformed;

impl Shape for Word {
    type Proto = proto::Word;

    fn shape(&self) -> proto::Word {
        proto::Word {
            offer_ref: self.offer.as_bytes().to_vec(),
            word_id: self.word.as_bytes().to_vec(),
            sealed: self.sealed.clone(),
        }
    }

    fn check(proto: proto::Word) -> Result<Self, Malformed> {
        Ok(Self {
            offer: OfferRef::from_bytes(exact(&proto.offer_ref)?),
            word: WordId::from_bytes(exact(&proto.word_id)?),
            sealed: blob(proto.sealed, limits::SEALED_WORD)?,
        })
    }
}

impl Shape for WordBody {
    type Proto = proto::WordBody;

    fn shape(&self) -> proto::WordBody {
        let purpose = match self.purpose {
            WordPurpose::Question => proto::WordPurpose::Question,
            WordPurpose::Letter => proto::WordPurpose::Letter,
            WordPurpose::Stay => proto::WordPurpose::Stay,
        };
        proto::WordBody {
            digest: self.digest.as_bytes().to_vec(),
            org: self.org.as_bytes().to_vec(),
            member: self.member.as_bytes().to_vec(),
            purpose: purpose.into(),
            text: self.text.to_string(),
            reply_key: self.reply_key.as_bytes().to_vec(),
            card: Some(self.card.shape()),
            terms: self.terms.as_ref().map(Shape::shape),
            cert: Some(self.cert.shape()),
        }
    }

    fn check(proto: proto::WordBody) -> Result<Self, Malformed> {
        let purpose = match proto::WordPurpose::try_from(proto.purpose) {
            Ok(proto::WordPurpose::Question) => WordPurpose::Question,
            Ok(proto::WordPurpose::Letter) => WordPurpose::Letter,
            Ok(proto::WordPurpose::Stay) => WordPurpose::Stay,
            Ok(proto::WordPurpose::Unspecified) | Err(_) => return Err(Malformed),
        };
        if proto.terms.is_some() != (purpose == WordPurpose::Stay) {
            return Err(Malformed);
        }
        Ok(Self {
            digest: RequestDigest::from_bytes(exact(&proto.digest)?),
            org: OrgId::from_bytes(exact(&proto.org)?),
            member: MemberKey::from_bytes(exact(&proto.member)?),
            purpose,
            text: prose(proto.text, limits::TEXT)?,
            reply_key: SealKey::from_bytes(exact(&proto.reply_key)?),
            card: required(proto.card)?,
            terms: proto.terms.map(Signed::check).transpose()?,
            cert: required(proto.cert)?,
        })
    }
}

impl Shape for ReplyBody {
    type Proto = proto::ReplyBody;

    fn shape(&self) -> proto::ReplyBody {
        proto::ReplyBody {
            digest: self.digest.as_bytes().to_vec(),
            word_id: self.word.as_bytes().to_vec(),
            text: self.text.to_string(),
        }
    }

    fn check(proto: proto::ReplyBody) -> Result<Self, Malformed> {
        Ok(Self {
            digest: RequestDigest::from_bytes(exact(&proto.digest)?),
            word: WordId::from_bytes(exact(&proto.word_id)?),
            text: prose(proto.text, limits::TEXT)?,
        })
    }
}
