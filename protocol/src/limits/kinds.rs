//! Bounds of single kinds of ask: appraisals, alerts, words.

use super::HOPS;
use crate::time::Span;

/// How long an appraisal's letter and answer are kept where the asker does not say.
pub const RETENTION: Span = Span::days(90);

/// The longest they may be kept.
pub const RETENTION_MAX: Span = Span::days(365);

/// How long a question other than an appraisal waits for a neighbour's domain to be evaluated. In the first minutes
/// of an origin's epoch that takes a few ticks a relay; where it never comes, the question must not end here.
pub const AVOID_PATIENCE: Span = Span::secs(600);

/// Questions of one origin that wait for that; beyond, they are dropped and counted.
pub const AVOID_WAITING: usize = 256;

/// Steps an alert may go, as many as a question.
pub const ALERT_HOPS: u8 = HOPS;

/// Steps an asker's own frame says at most: as many as a colleague's, so that it does not tell who asks.
pub const ALERT_HOPS_ORIGIN: u8 = ALERT_HOPS - 1;

/// People one member lets one alert go on to: each signed for by hand.
pub const ALERT_EDGES: usize = 20;

/// Alerts of one member under way: they cost others' attention.
pub const ALERTS_OPEN: usize = 5;

/// Alerts of one member that are kept, with those that are over: members who take back and send again fill them.
pub const ALERTS_KEPT: usize = 40;

/// People named as having brought an alert to one member.
pub const ALERT_SENDERS: usize = 8;

/// Alerts that wait for one member; beyond, new ones are not shown.
pub const ALERTS_WAITING: usize = 100;

/// Answers one reference of an alert lets through.
pub const ALERT_ANSWERS: usize = 32;

/// Alerts kept of those that came over one link; beyond, new ones are not shown. The peer hears nothing of it.
pub const ALERTS_PER_LINK: usize = 1_000;
