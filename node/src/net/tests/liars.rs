//! Nodes that break the rules: strangers, garbage, silence, endless openings.

use std::time::Duration;

use futures::{AsyncReadExt, AsyncWriteExt};
use stn_protocol::wire::record::{self, Settlement, Status};
use tokio::time::timeout;

use super::world::{Liar, Node, QUIC, SOON, TCP, small};

#[tokio::test]
async fn a_stranger_on_the_link_gets_not_one_byte() {
    for listen in [TCP, QUIC] {
        let mut node = Node::start(1, listen);
        let mut stranger = Liar::start(2, listen, &node).await;

        let mut stream = stranger.open(&node).await;
        // The node may have reset the stream already.
        let _ = stream.write_all(&record::encode_opening(1)).await;
        let _ = stream.write_all(&small(1)).await;
        let _ = stream.flush().await;

        assert_eq!(bytes_until_the_end(&mut stream).await, 0);
        assert!(node.is_quiet().await);
        assert_eq!(node.net.counters().read().refused_strangers, 1);
    }
}

#[tokio::test]
async fn garbage_closes_its_stream_and_nothing_else() {
    for listen in [TCP, QUIC] {
        let (mut node, honest) = (Node::start(1, listen), Node::start(3, listen));
        node.net.link(honest.org, Vec::new());
        honest.link_to(&node).await;
        let mut liar = Liar::start(2, listen, &node).await;
        node.net.link(liar.org, Vec::new());

        let opening = record::encode_opening(0);
        let garbage = [vec![0; 2_048], vec![3; 16_384], vec![255; 1], vec![]];
        for bytes in garbage {
            let mut stream = liar.open(&node).await;
            stream.write_all(&opening).await.unwrap();
            let _ = stream.write_all(&bytes).await;
            let _ = stream.close().await;
            assert_eq!(bytes_until_the_end(&mut stream).await, 0);
        }
        let mut bad_opening = liar.open(&node).await;
        bad_opening.write_all(&[1; record::LEN]).await.unwrap();
        bad_opening.flush().await.unwrap();
        assert_eq!(bytes_until_the_end(&mut bad_opening).await, 0);

        honest.send_all(node.org, 0..20);
        assert_eq!(node.take(20).await, (0..20).collect::<Vec<u8>>());
        assert_eq!(node.net.counters().read().malformed, 4);
        assert_eq!(node.net.counters().read().restarts, 0);
    }
}

#[tokio::test]
async fn half_a_block_is_no_block() {
    let mut node = Node::start(1, TCP);
    let mut liar = Liar::start(2, TCP, &node).await;
    node.net.link(liar.org, Vec::new());

    let mut stream = liar.open(&node).await;
    stream.write_all(&record::encode_opening(0)).await.unwrap();
    stream.write_all(&small(1)[..2_000]).await.unwrap();
    stream.close().await.unwrap();
    node.link_up().await;
    let mut stream = liar.open(&node).await;
    stream.write_all(&record::encode_opening(0)).await.unwrap();
    stream.write_all(&small(2)).await.unwrap();
    stream.flush().await.unwrap();

    assert_eq!(node.take(1).await, [2]);
    let mut settlement = [0; record::LEN];
    timeout(SOON, stream.read_exact(&mut settlement)).await.unwrap().unwrap();
    let expected = Settlement { index: 0, status: Status::Taken, retry_after_secs: 0 };
    assert_eq!(Settlement::decode(&settlement), Ok(expected));
}

#[tokio::test]
async fn only_the_newest_of_many_slow_streams_is_held() {
    let mut node = Node::start(1, TCP);
    let mut liar = Liar::start(2, TCP, &node).await;
    node.net.link(liar.org, Vec::new());

    let mut streams = Vec::new();
    for _ in 0..12 {
        let mut stream = liar.open(&node).await;
        stream.write_all(&record::encode_opening(0)).await.unwrap();
        stream.write_all(&[2, 0xff, 0xff, 0, 0, 0, 0, 0]).await.unwrap();
        stream.flush().await.unwrap();
        node.link_up().await;
        streams.push(stream);
    }

    let newest = streams.pop().unwrap();
    for mut stream in streams {
        assert_eq!(bytes_until_the_end(&mut stream).await, 0);
    }
    assert!(node.is_quiet().await);
    drop(newest);
}

#[tokio::test]
async fn a_silent_reader_gets_everything_again_on_a_new_stream() {
    let mut node = Node::start_with(1, TCP, |config| config.stall_after = Duration::from_millis(300));
    let mut liar = Liar::start(2, TCP, &node).await;
    node.net.link(liar.org, liar.addrs.clone());
    node.send_all(liar.org, 0..3);

    let mut silent = liar.accept().await;
    assert_eq!(read_numbers(&mut silent, 3).await, [0, 1, 2]);
    let mut again = liar.accept().await;
    assert_eq!(read_numbers(&mut again, 3).await, [0, 1, 2]);
    let settlement = Settlement { index: 2, status: Status::Taken, retry_after_secs: 0 };
    again.write_all(&settlement.encode()).await.unwrap();
    again.flush().await.unwrap();

    assert_eq!(node.settled(3).await.len(), 3);
    assert!(node.net.counters().read().stalls >= 1);
}

#[tokio::test]
async fn a_settlement_that_cannot_be_settles_nothing() {
    let mut node = Node::start(1, TCP);
    let mut liar = Liar::start(2, TCP, &node).await;
    node.net.link(liar.org, liar.addrs.clone());
    node.send_all(liar.org, 0..2);

    let impossible = Settlement { index: 2, status: Status::Taken, retry_after_secs: 0 }.encode();
    for lie in [impossible, [0xee; record::LEN]] {
        let mut stream = liar.accept().await;
        assert_eq!(read_numbers(&mut stream, 2).await, [0, 1]);
        stream.write_all(&lie).await.unwrap();
        stream.flush().await.unwrap();
    }
    let mut stream = liar.accept().await;
    assert_eq!(read_numbers(&mut stream, 2).await, [0, 1]);

    assert!(node.is_quiet().await);
    assert_eq!(node.net.counters().read().malformed, 2);
}

/// Reads the opening and so many small blocks.
async fn read_numbers(stream: &mut libp2p::Stream, count: usize) -> Vec<u8> {
    let mut bytes = vec![0; record::LEN + 2_048 * count];
    timeout(SOON, stream.read_exact(&mut bytes)).await.unwrap().unwrap();
    bytes[record::LEN..].chunks(2_048).map(|block| block[3]).collect()
}

/// How much still comes before the stream is closed or reset.
async fn bytes_until_the_end(stream: &mut libp2p::Stream) -> usize {
    let mut bytes = Vec::new();
    // A reset is an end as well.
    let _ = timeout(SOON, stream.read_to_end(&mut bytes)).await.expect("the stream ends soon");
    bytes.len()
}
