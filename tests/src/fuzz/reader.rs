//! Takes an input apart into numbers and stretches of bytes. Where it has run out, everything is zero or empty, so that
//! every input means something and a prefix means what the whole meant so far.

/// What is left of an input.
pub struct Reader<'i>(&'i [u8]);

impl<'i> Reader<'i> {
    /// All of an input.
    pub const fn new(input: &'i [u8]) -> Self {
        Self(input)
    }

    /// Whether nothing is left.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().map_or((0, [].as_slice()), |(first, rest)| (*first, rest));
        self.0 = rest;
        first
    }

    /// The next two bytes as a number.
    pub fn short(&mut self) -> u16 {
        u16::from_be_bytes([self.byte(), self.byte()])
    }

    /// The next bytes, at most so many.
    pub fn stretch(&mut self, len: usize) -> &'i [u8] {
        let (taken, rest) = self.0.split_at(len.min(self.0.len()));
        self.0 = rest;
        taken
    }

    /// Everything that is left.
    pub fn rest(self) -> &'i [u8] {
        self.0
    }
}
