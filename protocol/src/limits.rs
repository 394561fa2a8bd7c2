//! Every bound, each with its reason.
