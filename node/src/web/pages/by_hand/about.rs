//! What a member keeps of a person for themself: how, since when and through whom they know each other, what the person
//! works on and where.

use stn_protocol::limits::ABOUT_LEN;
use stn_protocol::local::About;
use stn_protocol::trust::{Region, Word};

use super::Unfit;
use crate::since::is_since;
use crate::tongue;
use crate::web::fields::Fields;

/// What the form's fields say of it.
#[derive(Clone, Default)]
pub(super) struct AboutFilled {
    pub(super) how: String,
    pub(super) since: String,
    pub(super) through: String,
    /// With commas between.
    pub(super) topics: String,
    pub(super) regions: String,
}

impl AboutFilled {
    pub(super) fn of(about: &About) -> Self {
        let topics: Vec<_> = about.topics.iter().map(Word::as_str).collect();
        let regions: Vec<_> = about.regions.iter().map(Region::as_str).collect();
        Self {
            how: tongue::shown(&about.how),
            since: tongue::shown(&about.since),
            through: tongue::shown(&about.through),
            topics: topics.join(", "),
            regions: regions.join(", "),
        }
    }

    pub(super) fn said(fields: &Fields) -> Self {
        let text = |field| fields.text(field).trim().to_owned();
        Self {
            how: text("how"),
            since: text("since"),
            through: text("through"),
            topics: text("topics"),
            regions: text("regions"),
        }
    }

    /// Whether anything is said.
    pub(super) fn is_blank(&self) -> bool {
        [&self.how, &self.since, &self.through, &self.topics, &self.regions].iter().all(|text| text.is_empty())
    }

    /// What is kept from now on, beside the note there was.
    pub(super) fn read(&self, before: Option<&About>) -> Result<About, Unfit> {
        if [&self.how, &self.through].iter().any(|text| text.len() > ABOUT_LEN) {
            return Err(Unfit::Name);
        }
        if !is_since(&self.since) {
            return Err(Unfit::Since);
        }
        Ok(About {
            how: self.how.as_str().into(),
            since: self.since.as_str().into(),
            through: self.through.as_str().into(),
            topics: listed(&self.topics, |part| Word::parse(part).ok())?,
            regions: listed(&self.regions, |part| Region::parse(part).ok())?,
            note: before.and_then(|before| before.note.clone()),
        })
    }
}

/// What stands between commas, each once; what is none of its sort is said.
fn listed<T: Ord>(text: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Unfit> {
    let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let mut all: Vec<T> =
        parts.map(|part| parse(part).ok_or_else(|| Unfit::Word(part.to_owned()))).collect::<Result<_, _>>()?;
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

#[cfg(test)]
mod tests {
    use stn_protocol::id::Blob;

    use super::*;

    fn filled(form: &str) -> AboutFilled {
        AboutFilled::said(&Fields::of_query(Some(form)))
    }

    #[test]
    fn what_is_filled_in_is_kept_beside_the_note() {
        let before = About { note: Some(Blob(vec![1])), how: "a choir".into(), ..About::default() };

        let form = filled("how=&since=2019-04&through=Ana&topics=Water,+social+housing;water&regions=ke");
        let Ok(about) = form.read(Some(&before)) else { panic!("it fits") };

        assert_eq!((about.how.as_str(), about.since.as_str(), about.topics.len()), ("", "2019-04", 2));
        assert_eq!((about.regions[0].as_str(), about.note), ("KE", before.note));
    }

    #[test]
    fn what_does_not_fit_is_said() {
        assert!(matches!(filled("since=long+ago").read(None), Err(Unfit::Since)));
        assert!(matches!(filled("regions=KE,Kenya").read(None), Err(Unfit::Word(word)) if word == "Kenya"));
        assert!(filled("").is_blank() && !filled("how=a+choir").is_blank());
    }
}
