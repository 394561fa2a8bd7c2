//! Since when two people know each other, as precisely as somebody remembers.

/// Whether a text is empty, or a year, month or day that can be.
pub(crate) fn is_since(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let is_number = |part: &str, len: usize| part.len() == len && part.bytes().all(|byte| byte.is_ascii_digit());
    let whole = match parts.as_slice() {
        [""] => return true,
        [year] if is_number(year, 4) => format!("{year}-01-01"),
        [year, month] if is_number(year, 4) && is_number(month, 2) => format!("{year}-{month}-01"),
        [year, month, day] if is_number(year, 4) && is_number(month, 2) && is_number(day, 2) => text.to_owned(),
        _ => return false,
    };
    whole.parse::<jiff::civil::Date>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn since_is_a_year_a_month_or_a_day() {
        for good in ["", "2019", "2019-04", "2019-04-07"] {
            assert!(is_since(good), "{good}");
        }
        for bad in ["19", "2019-13", "2019-4", "2019-02-30", "04-2019", "2019-04-07-01", "long ago"] {
            assert!(!is_since(bad), "{bad}");
        }
    }
}
