//! Whether two classes of times are one: Welch's t over times cropped at several percentiles, as dudect has it, because a
//! tail of interrupts hides a small difference; and Kolmogorov–Smirnov, which sees differences that leave the mean alone.

use std::fmt;

/// What was found of one measure.
#[derive(Clone, Debug)]
pub(crate) struct Verdict {
    /// What was measured.
    pub(crate) name: &'static str,
    /// The t that is farthest from zero, over all crops.
    pub(crate) t: f64,
    /// Of the two distributions being one, by Kolmogorov–Smirnov.
    pub(crate) p: f64,
    counts: [usize; 2],
    medians: [f64; 2],
    p_min: f64,
    t_max: f64,
}

/// Parts of all times, both classes together, below which times are kept.
const CROPS: [f64; 7] = [1.0, 0.99, 0.95, 0.9, 0.75, 0.5, 0.25];

/// Compares two classes.
pub(crate) fn compare(name: &'static str, one: &[f64], other: &[f64], p_min: f64, t_max: f64) -> Verdict {
    let all = sorted(&[one, other].concat());
    let cropped = |class: &[f64], most: f64| -> Vec<f64> { class.iter().copied().filter(|x| *x <= most).collect() };
    let ts = CROPS.map(|part| {
        let most = quantile(&all, part);
        welch(&cropped(one, most), &cropped(other, most))
    });
    let t = ts.into_iter().max_by(|a, b| a.abs().total_cmp(&b.abs())).unwrap_or(0.0);
    let (one, other) = (sorted(one), sorted(other));
    let medians = [quantile(&one, 0.5), quantile(&other, 0.5)];
    Verdict { name, t, p: kolmogorov_smirnov(&one, &other), counts: [one.len(), other.len()], medians, p_min, t_max }
}

impl Verdict {
    /// Whether nothing tells the classes apart.
    pub(crate) fn is_same(&self) -> bool {
        self.t.abs() < self.t_max && self.p > self.p_min
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ([a, b], [x, y]) = (self.counts, self.medians);
        write!(
            f,
            "{}: t {:.2}, p {:.4}; {a} matching, median {x:.0} µs; {b} not, median {y:.0} µs",
            self.name, self.t, self.p
        )
    }
}

/// Welch's t; 0 where there is too little to say.
fn welch(one: &[f64], other: &[f64]) -> f64 {
    let ([mean_one, error_one], [mean_other, error_other]) = (moments(one), moments(other));
    let error = (error_one + error_other).sqrt();
    if error > 0.0 { (mean_one - mean_other) / error } else { 0.0 }
}

/// The mean, and the square of its error.
fn moments(class: &[f64]) -> [f64; 2] {
    let count = class.len() as f64;
    if class.len() < 2 {
        return [0.0, 0.0];
    }
    let mean = class.iter().sum::<f64>() / count;
    let variance = class.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (count - 1.0);
    [mean, variance / count]
}

/// The chance of so great a distance between two sorted samples of one distribution.
fn kolmogorov_smirnov(one: &[f64], other: &[f64]) -> f64 {
    let (mut at_one, mut at_other, mut distance) = (0, 0, 0.0_f64);
    while at_one < one.len() && at_other < other.len() {
        let next = one[at_one].min(other[at_other]);
        at_one += one[at_one..].iter().take_while(|x| **x <= next).count();
        at_other += other[at_other..].iter().take_while(|x| **x <= next).count();
        let parts = [at_one as f64 / one.len() as f64, at_other as f64 / other.len() as f64];
        distance = distance.max((parts[0] - parts[1]).abs());
    }
    let count = (one.len() * other.len()) as f64 / (one.len() + other.len()) as f64;
    let scaled = (count.sqrt() + 0.12 + 0.11 / count.sqrt()) * distance;
    if scaled < 0.2 {
        // The series below does not converge there, and the chance is one but for 10⁻¹³.
        return 1.0;
    }
    let terms = (1..=100).map(|k| {
        let k = f64::from(k);
        let sign = if k % 2.0 == 1.0 { 2.0 } else { -2.0 };
        sign * (-2.0 * k * k * scaled * scaled).exp()
    });
    terms.sum::<f64>().clamp(0.0, 1.0)
}

fn sorted(class: &[f64]) -> Vec<f64> {
    let mut sorted = class.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

fn quantile(sorted: &[f64], part: f64) -> f64 {
    sorted.get((sorted.len().saturating_sub(1) as f64 * part) as usize).copied().unwrap_or(0.0)
}

/// A textbook's sample of seven and eight, and what it gives.
#[test]
fn welchs_t_is_the_textbooks() {
    let one = [30.02, 29.99, 30.11, 29.97, 30.01, 29.99];
    let other = [29.89, 29.93, 29.72, 29.98, 30.02, 29.98];

    assert!((welch(&one, &other) - 1.959).abs() < 0.001);
}

#[test]
fn a_distance_has_the_chance_the_table_gives_it() {
    let even: Vec<f64> = (0..1_000).map(f64::from).collect();
    let moved: Vec<f64> = (0..1_000).map(|x| f64::from(x) + 60.7).collect();

    assert!((kolmogorov_smirnov(&even, &moved) - 0.05).abs() < 0.005);
    assert!(kolmogorov_smirnov(&even, &even) > 0.999);
}

#[test]
fn a_shift_that_one_in_ten_hides_is_seen_once_times_are_cropped() {
    let spread = |shift: f64| -> Vec<f64> {
        let times = (0..3_000_u32).map(|n| f64::from(n.wrapping_mul(2_654_435_761) >> 22) + shift);
        let tail = (0..300_u32).map(|n| 1e6 + f64::from(n * n));
        times.chain(tail).collect()
    };

    let verdict = compare("", &spread(60.0), &spread(0.0), 1e-4, 4.5);

    assert!(verdict.t > 4.5 && welch(&spread(60.0), &spread(0.0)).abs() < 1.0);
}
