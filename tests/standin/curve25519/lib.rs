//! Stands in for `curve25519-dalek` in simulations alone: every key is a sound point, but the one of zeros.
//!
//! Only what `protocol/src/crypto/sign.rs` calls is here, under the names it calls.

pub mod edwards {
    //! Points as bytes.

    /// A point as bytes.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct CompressedEdwardsY(pub [u8; 32]);

    /// A point.
    #[derive(Clone, Copy, Debug)]
    pub struct EdwardsPoint(CompressedEdwardsY);

    impl CompressedEdwardsY {
        /// The point.
        pub fn decompress(&self) -> Option<EdwardsPoint> {
            (self.0 != [0; 32]).then_some(EdwardsPoint(*self))
        }
    }

    impl EdwardsPoint {
        /// The point as bytes.
        pub const fn compress(&self) -> CompressedEdwardsY {
            self.0
        }

        /// Always.
        pub const fn is_torsion_free(&self) -> bool {
            true
        }

        /// Never.
        pub const fn is_small_order(&self) -> bool {
            false
        }
    }
}
