//! The join exchange: answered, dropped, rationed.

use super::world::{Node, QUIC, TCP, large, org, small};
use crate::net::NetEvent;

#[tokio::test]
async fn a_join_is_answered_or_dropped() {
    for listen in [TCP, QUIC] {
        let (mut node, mut stranger) = (Node::start(1, listen), Node::start(2, listen));
        let addrs = node.net.listen_addrs().await;

        for (call, reply) in [(7, Some(small(9))), (8, None), (9, Some(small(10)))] {
            stranger.net.join(call, node.org, addrs.clone(), small(1));
            let exchange = arrived(&mut node).await;
            node.net.answer_join(exchange, reply.clone());

            assert_eq!(answered(&mut stranger).await, (call, reply));
        }
    }
}

#[tokio::test]
async fn a_join_to_nobody_ends_without_an_answer() {
    let mut stranger = Node::start(2, TCP);
    let nobody = org(3);

    stranger.net.join(1, nobody, vec!["/ip4/127.0.0.1/tcp/1".to_owned()], small(1));
    assert_eq!(answered(&mut stranger).await, (1, None));
    stranger.net.join(2, nobody, Vec::new(), small(1));
    assert_eq!(answered(&mut stranger).await, (2, None));
    stranger.net.join(3, nobody, vec!["/ip4/127.0.0.1/tcp/1".to_owned()], large(1));
    assert_eq!(answered(&mut stranger).await, (3, None));
}

#[tokio::test]
async fn joins_from_one_place_are_rationed() {
    let mut node = Node::start(1, TCP);
    let addrs = node.net.listen_addrs().await;
    let mut strangers = [Node::start(2, TCP), Node::start(3, TCP)];

    let mut replies = 0;
    for call in 0..12 {
        let stranger = &mut strangers[usize::from(call % 2 == 0)];
        stranger.net.join(call, node.org, addrs.clone(), small(1));
        if call < 8 {
            let exchange = arrived(&mut node).await;
            node.net.answer_join(exchange, Some(small(2)));
        }
        replies += usize::from(answered(stranger).await.1.is_some());
    }

    assert_eq!(replies, 8);
    assert_eq!(node.net.counters().read().joins_in, 8);
    assert_eq!(node.net.counters().read().refused_joins, 4);
}

#[tokio::test]
async fn strangers_from_one_place_hold_few_connections() {
    let mut node = Node::start(1, TCP);
    let addrs = node.net.listen_addrs().await;
    let mut strangers: Vec<_> = (2..8).map(|number| Node::start(number, TCP)).collect();
    let mut peer = Node::start(9, TCP);
    node.net.link(peer.org, Vec::new());

    let mut answers = 0;
    for stranger in &mut strangers {
        stranger.net.join(1, node.org, addrs.clone(), small(1));
        if answers < 4 {
            let exchange = arrived(&mut node).await;
            node.net.answer_join(exchange, Some(small(2)));
        }
        answers += usize::from(answered(stranger).await.1.is_some());
    }

    assert_eq!(answers, 4);
    assert_eq!(node.net.counters().read().refused_connections, 2);
    peer.link_to(&node).await;
    peer.send_all(node.org, 0..3);
    assert_eq!(node.take(3).await, [0, 1, 2]);
    assert_eq!(peer.settled(3).await.len(), 3);
}

#[tokio::test]
async fn a_private_address_is_not_dialled_unless_allowed() {
    let mut node = Node::start(1, TCP);
    let addrs = node.net.listen_addrs().await;
    let mut public = Node::start_with(2, TCP, |config| config.allow_private = false);

    public.net.join(1, node.org, addrs, small(1));

    assert_eq!(answered(&mut public).await, (1, None));
    assert!(node.is_quiet().await);
}

async fn arrived(node: &mut Node) -> u64 {
    let event = node.next().await;
    let NetEvent::JoinArrived { exchange, .. } = event else { panic!("expected a join, found {event:?}") };
    exchange
}

async fn answered(node: &mut Node) -> (u64, Option<Vec<u8>>) {
    let event = node.next().await;
    let NetEvent::JoinAnswered { call, reply } = event else { panic!("expected a join's end, found {event:?}") };
    (call, reply)
}
