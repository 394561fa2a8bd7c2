//! What peers, time and the machine do to a node, each in eight bytes of an input.

use stn_protocol::time::Span;

use crate::fuzz::reader::Reader;

/// Bytes of one action.
pub const LEN: usize = 8;

/// Something that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// A recorded block comes from whom it came from.
    Recorded {
        /// Which.
        block: u16,
    },
    /// A recorded block comes from any peer, or from somebody who is none.
    Misdirected {
        /// Which.
        block: u16,
        /// From whom.
        from: u8,
    },
    /// A recorded block comes with one field changed.
    Altered {
        /// Which.
        block: u16,
        /// From whom.
        from: u8,
        /// What is changed.
        draw: u16,
    },
    /// A question or request is changed and signed by the peer as its own.
    Signed {
        /// Which.
        block: u16,
        /// By whom.
        from: u8,
        /// What is changed.
        draw: u16,
    },
    /// Bytes that nobody recorded come as a block.
    Arbitrary {
        /// From whom.
        from: u8,
        /// What they are drawn from.
        draw: u16,
        /// How many.
        len: u16,
    },
    /// The last block comes again.
    Repeated {
        /// How often.
        times: u8,
    },
    /// Time passes, and everything that is due happens.
    Waited {
        /// How long.
        span: Span,
    },
    /// The clock is set back.
    SetBack {
        /// How far.
        span: Span,
    },
    /// A peer settles a block, one it was sent or another.
    Settled {
        /// Who.
        from: u8,
        /// Which.
        ticket: u16,
        /// As what.
        status: u8,
        /// To be offered again after so many seconds.
        retry: u16,
    },
    /// A peer opens a link.
    Opened {
        /// Who.
        from: u8,
        /// How often it says it was restored.
        incarnation: u8,
    },
    /// A stranger wants to become a peer.
    Joined {
        /// Which join frame.
        block: u16,
        /// What is changed.
        draw: u16,
    },
    /// A worker is done with its oldest piece of work.
    Worked,
    /// The node is killed and wakes from its disk.
    Fell,
}

impl Action {
    /// The next action of an input.
    pub fn read(input: &mut Reader<'_>) -> Self {
        let mut action = Reader::new(input.stretch(LEN));
        let kind = action.byte() % 16;
        let (first, second, third, byte) = (action.short(), action.short(), action.short(), action.byte());
        let from = byte;
        match kind {
            0 | 1 => Self::Recorded { block: first },
            2 => Self::Misdirected { block: first, from },
            3..=5 => Self::Altered { block: first, from, draw: second },
            6 | 7 => Self::Signed { block: first, from, draw: second },
            8 => Self::Arbitrary { from, draw: second, len: third },
            9 => Self::Repeated { times: byte % 4 + 1 },
            10 | 11 => Self::Waited { span: SPANS[usize::from(first) % SPANS.len()] },
            12 => match first % 3 {
                0 => Self::SetBack { span: SPANS[usize::from(second) % SPANS.len()] },
                1 => Self::Fell,
                _ => Self::Worked,
            },
            13 => Self::Settled { from, ticket: first, status: (second % 6) as u8, retry: third },
            14 => Self::Opened { from, incarnation: (second % 4) as u8 },
            _ => Self::Joined { block: first, draw: second },
        }
    }
}

/// A moment, a tick of the grid, what people wait for, and what outlives certificates and epochs.
const SPANS: [Span; 10] = [
    Span::millis(1),
    Span::secs(1),
    Span::secs(10),
    Span::secs(60),
    Span::secs(3_600),
    Span::days(1),
    Span::days(8),
    Span::days(31),
    Span::days(100),
    Span::days(400),
];
