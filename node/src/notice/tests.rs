//! Mail over a real SMTP conversation, to a small server on this computer that keeps what it is given.

use std::collections::BTreeSet;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use stn_protocol::id::{ItemId, MemberKey};
use stn_protocol::policy::{Hours, QuietHours};
use stn_protocol::time::{Span, Timestamp};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tracing_subscriber::fmt::MakeWriter;

use super::rounds::{Rounds, Waiting};
use super::*;
use crate::desk::{Desk, Order, Waits};
use crate::web::notice_words;

/// A Friday, at noon.
const NOON: Timestamp = Timestamp::from_secs(1_800_014_400);
const NADIA: MemberKey = MemberKey::from_bytes([1; 32]);
const ADDRESS: &str = "nadia@riverbend.example";
const ORG: &str = "<script>alert(1)</script> \"Ürümqi\"\r\nBcc: all@riverbend.example";
const SITE: &str = "https://stn.riverbend.example";

/// One mail as the server was given it.
#[derive(Clone, Debug)]
pub(crate) struct Mail {
    to: Vec<String>,
    text: String,
}

/// A node's mailer with a server before it and a member behind it.
struct World {
    dir: tempfile::TempDir,
    notices: Arc<Notices>,
    rounds: Rounds,
    waiting: Waiting,
    mails: Arc<Mutex<Vec<Mail>>>,
    waits: Arc<Mutex<Option<Waits>>>,
    /// What the server answers to a recipient.
    answer: Arc<Mutex<&'static str>>,
    tried: Arc<AtomicUsize>,
}

impl World {
    async fn open() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (mails, answer, tried) = (Arc::default(), Arc::new(Mutex::new("250 fine")), Arc::default());
        tokio::spawn(serve(listener, Arc::clone(&mails), Arc::clone(&answer), Arc::clone(&tried)));
        let waits = Arc::new(Mutex::new(Some(Waits { items: BTreeSet::new(), hours: Hours::default() })));
        let (desk, orders) = Desk::open();
        tokio::spawn(drive(orders, Arc::clone(&waits)));
        let notices = Arc::new(Notices::open(dir.path(), true).unwrap());
        let server = MailServer {
            host: "127.0.0.1".to_owned(),
            port,
            tls: MailTls::None,
            account: None,
            from: "stn@riverbend.example".to_owned(),
        };
        let rounds = Rounds {
            notices: Arc::clone(&notices),
            desk,
            post: Post::to(&server).unwrap(),
            words: notice_words,
            org: ORG.to_owned(),
            site: SITE.to_owned(),
            digest: Span::days(1),
        };
        Self { dir, notices, rounds, waiting: Waiting::new(), mails, waits, answer, tried }
    }

    /// The member chooses, and types the code that comes.
    async fn sign_up(&mut self, detail: Detail) {
        self.notices.choose(NADIA, ADDRESS, detail, "en", NOON).unwrap();
        self.round(NOON).await;
        let code = code(&self.take().pop().unwrap());
        assert!(self.notices.confirm(NADIA, &code).unwrap());
    }

    async fn round(&mut self, now: Timestamp) {
        self.rounds.round(&mut self.waiting, now).await;
    }

    fn arrives(&self, number: u8) {
        self.waits.lock().unwrap().as_mut().unwrap().items.insert(ItemId::from_bytes([number; 16]));
    }

    /// The mails since the last look.
    fn take(&self) -> Vec<Mail> {
        std::mem::take(&mut self.mails.lock().unwrap())
    }

    fn tried(&self) -> usize {
        self.tried.load(Ordering::Relaxed)
    }
}

async fn drive(mut orders: tokio::sync::mpsc::Receiver<Order>, waits: Arc<Mutex<Option<Waits>>>) {
    while let Some(order) = orders.recv().await {
        let Order::Waits { answer, .. } = order else { panic!("the mailer looks at nothing else: {order:?}") };
        let _ = answer.send(Ok(waits.lock().unwrap().clone()));
    }
}

/// Takes mail for as long as the test runs.
pub(crate) async fn serve(
    listener: TcpListener,
    mails: Arc<Mutex<Vec<Mail>>>,
    answer: Arc<Mutex<&'static str>>,
    tried: Arc<AtomicUsize>,
) {
    while let Ok((stream, _)) = listener.accept().await {
        tried.fetch_add(1, Ordering::Relaxed);
        // One that was hung up on is no mail.
        if let Ok(Some(mail)) = converse(stream, &answer).await {
            mails.lock().unwrap().push(mail);
        }
    }
}

/// One conversation, as RFC 5321 has it.
async fn converse(stream: TcpStream, answer: &Mutex<&'static str>) -> io::Result<Option<Mail>> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut mail = Mail { to: Vec::new(), text: String::new() };
    write.write_all(b"220 test\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let said = match line.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => "250-test\r\n250 8BITMIME",
            "RCPT" => {
                mail.to.push(line);
                *answer.lock().unwrap()
            }
            "DATA" => {
                write.write_all(b"354 go on\r\n").await?;
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    mail.text.push_str(&line);
                    mail.text.push('\n');
                }
                "250 taken"
            }
            "QUIT" => {
                write.write_all(b"221 bye\r\n").await?;
                break;
            }
            _ => "250 fine",
        };
        write.write_all(format!("{said}\r\n").as_bytes()).await?;
        if mail.text.is_empty() {
            continue;
        }
        return Ok(Some(mail));
    }
    Ok(None)
}

/// The six digits in a mail.
pub(crate) fn code(mail: &Mail) -> String {
    let (_, rest) = body(mail).split_once("The code is ").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    rest.chars().take(6).collect()
}

/// What stands in a mail below its head, whichever way it was written for the wire.
pub(crate) fn body(mail: &Mail) -> String {
    let (head, body) = mail.text.split_once("\n\n").unwrap();
    if head.contains("Content-Transfer-Encoding: base64") {
        let packed: String = body.split_whitespace().collect();
        return String::from_utf8(data_encoding::BASE64.decode(packed.as_bytes()).unwrap()).unwrap();
    }
    let plain = body.replace("=\n", "");
    let mut bytes = Vec::new();
    let mut rest = plain.as_str();
    let is_quoted = head.contains("quoted-printable");
    while let Some(c) = rest.chars().next() {
        match u8::from_str_radix(rest.get(1..3).unwrap_or_default(), 16) {
            Ok(byte) if is_quoted && c == '=' => {
                bytes.push(byte);
                rest = &rest[3..];
            }
            _ => {
                bytes.extend_from_slice(c.to_string().as_bytes());
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn a_mail_says_that_something_waits_and_a_script_in_a_name_is_text() {
    let mut world = World::open().await;
    world.sign_up(Detail::Something).await;
    world.arrives(7);
    world.round(NOON).await;
    let mails = world.take();

    let [mail] = mails.as_slice() else { panic!("{mails:?}") };
    assert_eq!(mail.to, [format!("RCPT TO:<{ADDRESS}>")]);
    let (head, _) = mail.text.split_once("\n\n").unwrap();
    assert!(head.contains("Content-Type: text/plain; charset=utf-8"), "{head}");
    assert!(head.contains("Auto-Submitted: auto-generated") && head.contains("From: stn@riverbend.example"));
    // What would be a line of its own goes on with the line before.
    let names: Vec<&str> = head.lines().filter(|line| !line.starts_with(' ')).collect();
    assert!(names.iter().all(|line| line.contains(": ") && !line.starts_with("Bcc")), "{names:?}");
    let body = body(mail).replace("\r\n", "\n");
    let org = ORG.replace("\r\n", "  ");
    let expected = format!(
        "Something waits for you at {org}. Open your inbox:\n\n{SITE}/inbox\n\nYou asked for this mail. On that site, \
         under Me, you can stop it.\n"
    );
    assert_eq!(body.trim_end(), expected.trim_end());
}

#[tokio::test]
async fn nobody_is_mailed_who_did_not_type_the_code() {
    let mut world = World::open().await;
    world.notices.choose(NADIA, ADDRESS, Detail::Something, "fr", NOON).unwrap();
    world.arrives(7);
    world.round(NOON).await;
    world.round(NOON.plus(Span::days(2))).await;
    let mails = world.take();

    assert_eq!(mails.len(), 1, "the code, once");
    assert!(body(&mails[0]).contains("Le code est") && body(&mails[0]).contains(&format!("{SITE}/me/notices")));
    for _ in 0..5 {
        assert!(!world.notices.confirm(NADIA, "xxxxxx").unwrap());
    }
    assert_eq!(world.notices.of(&NADIA), None, "after five others the code is none any more");
    let again = |at| world.notices.choose(NADIA, ADDRESS, Detail::Something, "en", at);
    again(NOON).unwrap();
    again(NOON).unwrap();
    assert!(matches!(again(NOON), Err(NotTaken::CodesOfTheDay)));
    world.notices.end(NADIA).unwrap();
    assert!(matches!(again(NOON), Err(NotTaken::CodesOfTheDay)), "nor after taking the address away");
    again(NOON.plus(Span::days(1))).unwrap();
}

#[tokio::test]
async fn one_mail_goes_in_a_digest_and_tells_of_all_that_came_meanwhile() {
    let mut world = World::open().await;
    world.sign_up(Detail::Count).await;
    world.arrives(1);
    world.round(NOON).await;
    assert!(body(&world.take()[0]).starts_with("One thing waits for you"));

    world.arrives(2);
    world.arrives(3);
    world.round(NOON.plus(Span::secs(3_600))).await;
    assert_eq!(world.take().len(), 0, "not before the day is over");
    world.round(NOON.plus(Span::days(1))).await;
    assert!(body(&world.take()[0]).starts_with("3 things wait for you"));
    world.round(NOON.plus(Span::days(9))).await;
    assert_eq!(world.take().len(), 0, "and nothing twice");
}

#[tokio::test]
async fn quiet_hours_are_quiet_for_mail_too() {
    let mut world = World::open().await;
    world.sign_up(Detail::Something).await;
    let quiet = Some(QuietHours { from: 11 * 60, to: 13 * 60 });
    world.waits.lock().unwrap().as_mut().unwrap().hours = Hours { quiet, ..Hours::default() };
    world.arrives(1);

    world.round(NOON).await;
    assert_eq!(world.take().len(), 0);
    world.round(NOON.plus(Span::secs(3_600))).await;
    assert_eq!(world.take().len(), 1);
}

/// Everything logged while it lives.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn a_server_that_is_down_is_tried_ever_less_often_and_nothing_is_lost_or_told_of_whom() {
    let log = Log::default();
    let lines = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone()).finish();
    let _logged = tracing::subscriber::set_default(lines);
    // While only one subscriber lives, whoever comes to a line first settles for good whether it is logged, and that may
    // be another test's thread, which has none. With a second one alive both are asked.
    let _second = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::new());
    let mut world = World::open().await;
    world.sign_up(Detail::Something).await;
    *world.answer.lock().unwrap() = "451 <nadia@riverbend.example> come again";
    world.arrives(1);
    let before = world.tried();
    // Every minute of two hours.
    for minute in 0..120 {
        world.round(NOON.plus(Span::secs(minute * 60))).await;
    }

    let tries = world.tried() - before;
    assert!((5..=8).contains(&tries), "{tries} tries in two hours");
    assert_eq!(world.take().len(), 0);
    *world.answer.lock().unwrap() = "250 fine";
    // The server is back, and so is a node that was started again meanwhile.
    world.waiting.clear();
    world.round(NOON.plus(Span::days(1))).await;
    assert_eq!(world.take().len(), 1);
    let logged = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(logged.contains("a mail did not go"), "{logged}");
    for secret in ["nadia", "riverbend", "come again", &NADIA.to_string()] {
        assert!(!logged.contains(secret), "{secret} was logged: {logged}");
    }
}

#[tokio::test]
async fn an_address_a_server_refuses_is_left_alone_for_hours() {
    let mut world = World::open().await;
    world.sign_up(Detail::Something).await;
    *world.answer.lock().unwrap() = "550 nobody";
    world.arrives(1);
    let before = world.tried();
    for minute in 0..120 {
        world.round(NOON.plus(Span::secs(minute * 60))).await;
    }

    assert_eq!(world.tried() - before, 1);
}

#[tokio::test]
async fn who_is_no_member_any_more_is_forgotten() {
    let mut world = World::open().await;
    world.sign_up(Detail::Something).await;
    *world.waits.lock().unwrap() = None;
    world.round(NOON).await;

    assert_eq!(world.notices.of(&NADIA), None);
    let kept = std::fs::read_to_string(world.dir.path().join(BOOK_FILE)).unwrap();
    assert!(!kept.contains("nadia"), "{kept}");
}

#[test]
fn an_address_can_say_nothing_else_in_a_mails_head() {
    let dir = tempfile::tempdir().unwrap();
    let notices = Notices::open(dir.path(), true).unwrap();
    for bad in [
        "",
        "nadia",
        "nadia@localhost",
        "a@b.example\r\nBcc: c@d.example",
        "a@b.example\nBcc: c@d.example",
        "a@b.example, c@d.example",
        "Nadia <a@b.example>",
        "\"a b\"@b.example",
        "a%c@b.example",
        "a@[127.0.0.1]",
        "ü@b.example",
        "a@b.example>",
        &format!("{}@b.example", "a".repeat(300)),
    ] {
        let taken = notices.choose(NADIA, bad, Detail::Something, "en", NOON);
        assert!(matches!(taken, Err(NotTaken::NoAddress)), "{bad:?}");
    }
    assert!(!dir.path().join(BOOK_FILE).exists());
}

#[test]
fn choices_are_the_nodes_own_and_there_after_a_start() {
    let dir = tempfile::tempdir().unwrap();
    let notices = Notices::open(dir.path(), true).unwrap();
    notices.choose(NADIA, ADDRESS, Detail::Count, "en", NOON).unwrap();
    let path = dir.path().join(BOOK_FILE);

    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let again = Notices::open(dir.path(), false).unwrap();
    assert_eq!((again.of(&NADIA), again.is_on()), (notices.of(&NADIA), false));
    assert!(!format!("{notices:?}").contains("nadia@"), "an address prints as nothing");
    std::fs::write(&path, "{}").unwrap();
    assert!(Notices::open(dir.path(), true).is_err());
}

#[test]
fn a_password_others_can_read_is_not_used() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("password");
    std::fs::write(&path, "secret\n").unwrap();
    let with_mode = |mode| {
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        let account = Some(("stn".to_owned(), path.clone()));
        let host = "mail.riverbend.example".to_owned();
        Post::to(&MailServer { host, port: 587, tls: MailTls::StartTls, account, from: "stn@b.example".to_owned() })
    };

    assert!(matches!(with_mode(0o644), Err(PostError::Open { mode: 0o644, .. })));
    assert!(with_mode(0o600).is_ok());
    let none = MailServer {
        host: "mail.b.example".to_owned(),
        port: 587,
        tls: MailTls::Wrapped,
        account: Some(("stn".to_owned(), Path::new("/nowhere/password").to_owned())),
        from: "stn@b.example".to_owned(),
    };
    assert!(matches!(Post::to(&none), Err(PostError::Unread { .. })));
}
