//! What a notice by mail says, in the language its reader chose: plain text, without a name, a kind or a link but one.

use crate::notice::{Said, Words};
use crate::tongue::{Tongue, shown};

/// The words of a mail.
pub fn notice_words(tongue: &str, org: &str, site: &str, said: &Said) -> Words {
    let t = Tongue::tagged(tongue).unwrap_or_else(|| Tongue::best(""));
    let (page, first) = match said {
        Said::Waits(None) => ("/inbox", t.say1("mail-waits", "org", org)),
        Said::Waits(Some(count)) => ("/inbox", t.say2("mail-waits-count", "count", *count, "org", org)),
        Said::Code(code) => ("/me/notices", t.say2("mail-code", "org", org, "code", code.as_str())),
    };
    let last = match said {
        Said::Waits(_) => t.say("mail-stop"),
        Said::Code(_) => t.say("mail-code-not-you"),
    };
    let subject = match said {
        Said::Waits(_) => t.say1("mail-subject", "org", org),
        Said::Code(_) => t.say1("mail-code-subject", "org", org),
    };
    // Without the marks that set names apart, which mail programs show as signs. The link stands alone on its line, so that no sign of the sentence becomes part of it.
    let body = format!("{}\n\n{site}{page}\n\n{}\n", shown(&first), shown(&last));
    Words { subject: shown(&subject), body }
}
