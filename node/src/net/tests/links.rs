//! Honest nodes: order, settlement, restarts, simultaneous dialling.

use std::time::Duration;

use stn_protocol::wire::record::Status;

use super::world::{Node, QUIC, TCP, large, org, small};
use crate::net::{NetEvent, Outcome};

#[tokio::test]
async fn blocks_arrive_in_order_and_are_settled() {
    for listen in [TCP, QUIC] {
        let (mut a, mut b) = (Node::start(1, listen), Node::start(2, listen));
        b.net.link(a.org, Vec::new());
        a.link_to(&b).await;

        for number in 0..200 {
            a.net.send(b.org, u64::from(number), if number % 5 == 0 { large(number) } else { small(number) });
        }

        assert_eq!(b.take(200).await, (0..200).collect::<Vec<u8>>());
        let expected: Vec<_> = (0..200).map(|ticket| (ticket, Status::Taken, 0)).collect();
        assert_eq!(a.settled(200).await, expected);
        assert_eq!(a.net.counters().read().frames_out, 200);
        assert_eq!(b.net.counters().read().frames_in, 200);
    }
}

#[tokio::test]
async fn a_link_says_the_incarnation_and_works_both_ways() {
    let mut a = Node::start_with(1, TCP, |config| config.incarnation = 3);
    let mut b = Node::start_with(2, TCP, |config| config.incarnation = 4);
    b.net.link(a.org, Vec::new());
    a.link_to(&b).await;

    assert_eq!((a.link_up().await, b.link_up().await), (4, 3));
    a.send_all(b.org, 0..50);
    b.send_all(a.org, 0..50);
    assert_eq!(b.take(50).await.len() + a.take(50).await.len(), 100);
}

#[tokio::test]
async fn unsettled_blocks_come_again_in_order_after_a_restart() {
    for listen in [TCP, QUIC] {
        let (mut a, mut b) = (Node::start(1, listen), Node::start(2, listen));
        b.net.link(a.org, Vec::new());
        a.link_to(&b).await;
        a.send_all(b.org, 0..10);
        assert_eq!(b.take(3).await, [0, 1, 2]);
        let _unsettled = b.arrived().await;
        assert_eq!(a.settled(3).await.len(), 3);

        b.net.shutdown().await;
        let mut b = Node::start_with(2, listen, |config| config.incarnation = 1);
        b.net.link(a.org, Vec::new());
        a.link_to(&b).await;

        assert_eq!(b.take(7).await, [3, 4, 5, 6, 7, 8, 9]);
        let tickets: Vec<_> = a.settled(7).await.iter().map(|verdict| verdict.0).collect();
        assert_eq!(tickets, [3, 4, 5, 6, 7, 8, 9]);
    }
}

#[tokio::test]
async fn the_end_of_a_link_is_told() {
    let (mut a, b) = (Node::start(1, TCP), Node::start(2, TCP));
    b.net.link(a.org, Vec::new());
    a.link_to(&b).await;
    a.link_up().await;

    b.net.shutdown().await;

    assert!(matches!(a.next().await, NetEvent::LinkDown { peer } if peer == org(2)));
}

#[tokio::test]
async fn a_busy_block_comes_back_alone() {
    let (mut a, mut b) = (Node::start(1, TCP), Node::start(2, TCP));
    b.net.link(a.org, Vec::new());
    a.link_to(&b).await;
    a.send_all(b.org, 0..5);

    let verdicts = [
        Outcome::Taken,
        Outcome::Busy { retry_after_secs: 30 },
        Outcome::Malformed,
        Outcome::Unsupported,
        Outcome::Taken,
    ];
    for outcome in verdicts {
        let (arrival, _) = b.arrived().await;
        b.net.settle(arrival, outcome);
    }

    let expected = [
        (0, Status::Taken, 0),
        (1, Status::Busy, 30),
        (2, Status::Malformed, 0),
        (3, Status::Unsupported, 0),
        (4, Status::Taken, 0),
    ];
    assert_eq!(a.settled(5).await, expected);
    assert_eq!(b.net.counters().read().malformed, 1);
}

#[tokio::test]
async fn both_sides_dialling_at_once_lose_nothing() {
    for (round, listen) in [TCP, QUIC].into_iter().cycle().take(6).enumerate() {
        let first = 10 + 2 * u8::try_from(round).unwrap();
        let (mut a, mut b) = (Node::start(first, listen), Node::start(first + 1, listen));
        let (to_a, to_b) = (a.net.listen_addrs().await, b.net.listen_addrs().await);

        a.net.link(b.org, to_b);
        b.net.link(a.org, to_a);
        a.send_all(b.org, 0..100);
        b.send_all(a.org, 0..100);

        let (at_a, at_b) = tokio::join!(take_until_all(&mut a), take_until_all(&mut b));
        assert_eq!((at_a, at_b), ((0..100).collect::<Vec<_>>(), (0..100).collect::<Vec<_>>()));
    }
}

#[tokio::test]
async fn a_peer_that_is_no_longer_configured_is_a_stranger() {
    let (mut a, mut b) = (Node::start(1, TCP), Node::start(2, TCP));
    b.net.link(a.org, Vec::new());
    a.link_to(&b).await;
    a.link_up().await;
    b.link_up().await;

    b.net.unlink(a.org);
    a.send_all(b.org, 0..3);

    assert!(b.is_quiet().await);
    assert_eq!(b.net.counters().read().frames_in, 0);
}

#[tokio::test]
async fn a_slow_driver_holds_no_more_than_the_window() {
    let (a, mut b) = (Node::start(1, TCP), Node::start(2, TCP));
    b.net.link(a.org, Vec::new());
    a.link_to(&b).await;
    a.send_all(b.org, 0..100);

    let window = 64 * 1024 / 2_048;
    for _ in 0..window {
        b.arrived().await;
    }

    assert!(b.is_quiet().await);
    assert_eq!(a.net.counters().read().frames_out, window);
}

#[tokio::test]
async fn blocks_may_be_settled_in_any_order() {
    let (mut a, mut b) = (Node::start(1, QUIC), Node::start(2, QUIC));
    b.net.link(a.org, Vec::new());
    a.link_to(&b).await;
    a.send_all(b.org, 0..20);

    let mut arrivals = Vec::new();
    for _ in 0..20 {
        arrivals.push(b.arrived().await.0);
    }
    for arrival in arrivals.into_iter().rev() {
        b.net.settle(arrival, Outcome::Taken);
        tokio::time::sleep(Duration::from_millis(1)).await;
    }

    let tickets: Vec<_> = a.settled(20).await.iter().map(|verdict| verdict.0).collect();
    assert_eq!(tickets, (0..20).collect::<Vec<_>>());
}

/// Takes blocks until the last number has come; repeats count once.
async fn take_until_all(node: &mut Node) -> Vec<u8> {
    let mut numbers = std::collections::BTreeSet::new();
    while numbers.len() < 100 {
        numbers.extend(node.take(1).await);
    }
    numbers.into_iter().collect()
}
