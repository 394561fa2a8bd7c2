//! Handles of any text: every type answers with its agreed form or a refusal, the agreed form of an agreed form is
//! itself, and what is stored comes back.

use stn_protocol::trust::{CountryCode, Handle, HandleType, NotAHandle, org_form};

use crate::fuzz::reader::Reader;
use crate::fuzz::{Target, mutation};
use crate::simulation::chance::Chance;

/// The first byte says how to read, the second which country is home; the rest is a text.
pub const TARGET: Target = Target { name: "handle", judge, mutate, cases: 60_000 };

/// The types by the first byte; the number after the last lets the text show its type.
pub const TYPES: [HandleType; 6] =
    [HandleType::Email, HandleType::Phone, HandleType::Url, HandleType::Orcid, HandleType::Org, HandleType::NameOrg];

/// Says what a text means, as a type and the agreed form.
pub type Reading<'r> =
    &'r dyn Fn(Option<HandleType>, &str, Option<CountryCode>) -> Result<(HandleType, String), NotAHandle>;

fn judge(input: &[u8]) -> Result<(), String> {
    judge_with(&canonical, input)?;
    let Some((_, home, text)) = parts(input) else { return Ok(()) };
    for handle in Handle::parse_all(&text, home).into_iter().flatten() {
        let again = Handle::of_type(handle.handle_type(), handle.canonical(), None);
        if again.as_ref() != Ok(&handle) {
            return Err("one of several handles of a text is not in its agreed form".to_owned());
        }
        let stored = serde_json::to_string(&handle).map_err(|_| "a handle can't be stored")?;
        if serde_json::from_str::<Handle>(&stored).ok().as_ref() != Some(&handle) {
            return Err("a handle that was stored does not come back".to_owned());
        }
    }
    match org_form(&text) {
        Some(form) if org_form(&form).as_ref() != Some(&form) => {
            Err(format!("the form {form:?} of an organisation is not its own form"))
        }
        Some(_) | None => Ok(()),
    }
}

fn mutate(chance: &mut Chance, input: &[u8], other: &[u8]) -> Vec<u8> {
    let (knobs, text) = input.split_at(input.len().min(2));
    let mut knobs = [knobs.first().copied().unwrap_or(6), knobs.get(1).copied().unwrap_or(0)];
    if chance.below(8) == 0 {
        knobs = [chance.below(TYPES.len() + 1) as u8, chance.below(3) as u8];
    }
    [knobs.as_slice(), &mutation::text(chance, text, other.get(2..).unwrap_or_default())].concat()
}

/// Judges a way to read handles by an input.
///
/// # Errors
/// What does not hold.
pub fn judge_with(read: Reading<'_>, input: &[u8]) -> Result<(), String> {
    let Some((r#type, home, text)) = parts(input) else { return Ok(()) };
    let Ok((found, form)) = read(r#type, &text, home) else { return Ok(()) };
    if r#type.is_some_and(|wanted| wanted != found) {
        return Err(format!("{found:?} is read where {type:?} was asked for"));
    }
    match read(Some(found), &form, None) {
        Ok((_, again)) if again == form => {}
        Ok((_, again)) => return Err(format!("{form:?} is the agreed form of a text, and its own is {again:?}")),
        Err(refused) => return Err(format!("{form:?} is the agreed form of a text, and by itself: {refused}")),
    }
    // A home country is used up by the form: the form of another country's reader is the same.
    match read(Some(found), &format!("\u{feff} {form}\u{200b} "), home) {
        Ok((_, again)) if again == form => Ok(()),
        Ok(_) | Err(_) => Err(format!("{form:?} means something else between blanks")),
    }
}

/// What the product makes of a text.
///
/// # Errors
/// As [`Handle::of_type`] and [`Handle::parse`].
pub fn canonical(
    r#type: Option<HandleType>,
    text: &str,
    home: Option<CountryCode>,
) -> Result<(HandleType, String), NotAHandle> {
    let handle = match r#type {
        Some(r#type) => Handle::of_type(r#type, text, home),
        None => Handle::parse(text, home),
    }?;
    Ok((handle.handle_type(), handle.canonical().as_str().to_owned()))
}

fn parts(input: &[u8]) -> Option<(Option<HandleType>, Option<CountryCode>, String)> {
    let mut input = Reader::new(input);
    let r#type = TYPES.get(usize::from(input.byte()) % (TYPES.len() + 1)).copied();
    let home = match input.byte() % 3 {
        0 => None,
        1 => "49".parse().ok(),
        _ => "1".parse().ok(),
    };
    let text = String::from_utf8_lossy(input.rest()).into_owned();
    (!text.is_empty()).then_some((r#type, home, text))
}
