//! Ends that must not show: a bridge, a device, a certificate or a member that is over looks like no match.
