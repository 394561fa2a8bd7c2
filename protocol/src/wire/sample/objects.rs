//! Everything that is signed or sealed inside frames, as bytes, by its name in the schema.

use super::Fill;
use crate::wire::payload::{Encoded, Payload};

impl Fill {
    /// One of everything that is signed or sealed, as bytes, by its name in the schema.
    pub(in crate::wire) fn objects(self) -> Vec<(&'static str, Vec<u8>)> {
        vec![
            ("QueryCore", self.query_core().to_bytes()),
            ("RequestCore", self.request_core().to_bytes()),
            ("RequestCore with Alert", self.alert_core().to_bytes()),
            ("Consent", self.consent().to_bytes()),
            ("ReceiptBody", self.receipt_body().to_bytes()),
            ("LetterBody", self.letter_body().to_bytes()),
            ("AnswerBody", self.answer_body().to_bytes()),
            ("WordBody", self.word_body().to_bytes()),
            ("ReplyBody", self.reply_body().to_bytes()),
            ("OfferBody", self.offer_body().to_bytes()),
            ("KnockBody", self.knock_body().to_bytes()),
            ("BridgeTerms", self.bridge_terms().to_bytes()),
            ("MemberCert", self.member_cert().to_bytes()),
            ("SuccessionTerms", self.succession_terms().to_bytes()),
            ("Card", self.card().to_bytes()),
        ]
    }
}
