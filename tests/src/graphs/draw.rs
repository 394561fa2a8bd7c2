//! Chance from a seed: the same seed gives the same graph on every machine. Not for secrets.

/// A stream of numbers (SplitMix64).
#[derive(Clone, Debug)]
pub struct Draw(u64);

impl Draw {
    /// Starts a stream.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below the bound.
    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    /// A number from 0 up to, not including, 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number around 0 that is normally distributed.
    pub fn normal(&mut self) -> f64 {
        let (radius, angle) = ((1.0 - self.unit()).ln(), self.unit() * std::f64::consts::TAU);
        (-2.0 * radius).sqrt() * angle.cos()
    }

    /// So many different numbers below the bound, in no order.
    pub fn distinct(&mut self, bound: usize, count: usize) -> Vec<u32> {
        let mut all: Vec<u32> = (0..bound as u32).collect();
        for at in 0..count {
            let other = at + self.below(bound - at);
            all.swap(at, other);
        }
        all.truncate(count);
        all
    }

    /// Brings a list into an order of chance.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

/// Numbers below a bound, the first far likelier than the last: the k-th weighs 1/k^exponent.
#[derive(Clone, Debug)]
pub struct Skewed {
    sums: Vec<f64>,
}

impl Skewed {
    /// Prepares draws below the bound.
    pub fn new(bound: usize, exponent: f64) -> Self {
        let mut sum = 0.0;
        let weight = |at: usize| (at as f64).powf(-exponent);
        let sums = (1..=bound).map(|at| {
            sum += weight(at);
            sum
        });
        Self { sums: sums.collect() }
    }

    /// Draws one number.
    pub fn draw(&self, draw: &mut Draw) -> usize {
        let total = self.sums.last().copied().unwrap_or_default();
        let at = draw.unit() * total;
        self.sums.partition_point(|sum| *sum <= at).min(self.sums.len().saturating_sub(1))
    }
}
