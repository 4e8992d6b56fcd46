//! Lists of sanctioned persons, from a configuration.

use async_trait::async_trait;
use chrono::NaiveDate;
use kredo_application::{
    outside::{CallKey, OutsideError},
    scoring::{
        Subject,
        ports::{BackgroundRequest, SanctionsList},
    },
};
use kredo_domain::scoring::{SanctionsAnswer, SearchedList};
use serde::Deserialize;

/// The lists to search.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SandboxSanctionsSettings {
    /// Each of them; a search without any finds nobody, and the checks say that none was made.
    pub lists: Vec<SandboxList>,
}

/// One list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SandboxList {
    /// Its name.
    pub name: String,
    /// The date of its edition.
    pub edition: NaiveDate,
    /// Who stands in it.
    #[serde(default)]
    pub people: Vec<SandboxListing>,
}

/// One entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SandboxListing {
    /// Surname, first name and patronymic, in any case, ё or е.
    pub full_name: String,
    /// The date of birth; without it everybody of that name is meant.
    pub birth_date: Option<NaiveDate>,
}

impl SandboxListing {
    fn is(&self, subject: &Subject) -> bool {
        folded(&self.full_name) == folded(&subject.full_name())
            && self.birth_date.is_none_or(|born| born == subject.birth_date)
    }
}

fn folded(name: &str) -> String {
    let words: Vec<_> = name.split_whitespace().collect();
    words.join(" ").to_lowercase().replace('ё', "е")
}

/// Searches the lists of its configuration.
#[derive(Debug, Clone)]
pub struct SandboxSanctions(SandboxSanctionsSettings);

impl SandboxSanctions {
    /// Searches those lists.
    #[must_use]
    pub const fn new(settings: SandboxSanctionsSettings) -> Self {
        Self(settings)
    }
}

#[async_trait]
impl SanctionsList for SandboxSanctions {
    async fn search(
        &self,
        _: &CallKey,
        request: &BackgroundRequest,
    ) -> Result<SanctionsAnswer, OutsideError> {
        let searched = self.0.lists.iter().map(|list| SearchedList {
            name: list.name.clone(),
            edition: list.edition,
            is_listed: list.people.iter().any(|listing| listing.is(&request.subject)),
        });
        Ok(SanctionsAnswer { lists: searched.collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::who::tests::subject;
    use uuid::Uuid;

    async fn hits(people: &str) -> Vec<String> {
        let text = format!(
            "[[lists]]\nname = 'empty'\nedition = '2024-11-20'\n\
             [[lists]]\nname = 'full'\nedition = '2024-11-21'\npeople = [{people}]"
        );
        let search = SandboxSanctions::new(toml::from_str(&text).unwrap());
        let request = BackgroundRequest {
            subject: subject(),
            asked_at: "2024-11-22T10:00:00+03:00".parse().unwrap(),
        };
        let answer = search.search(&CallKey::of_step(Uuid::nil(), 1), &request).await.unwrap();
        assert_eq!(answer.lists.len(), 2);
        answer.hits().map(|list| format!("{} {}", list.name, list.edition)).collect()
    }

    #[tokio::test]
    async fn a_name_in_any_spelling_is_found_with_list_and_edition() {
        for listing in [
            "{ full_name = 'Зайцев Василий Петрович' }",
            "{ full_name = ' ЗАЙЦЕВ  василий петрович' }",
            "{ full_name = 'Зайцёв Василий Петрович', birth_date = '2000-06-28' }",
        ] {
            assert_eq!(hits(listing).await, ["full 2024-11-21"], "{listing}");
        }
    }

    #[tokio::test]
    async fn a_namesake_is_not() {
        for listing in [
            "",
            "{ full_name = 'Зайцев Василий Петрович', birth_date = '2000-06-29' }",
            "{ full_name = 'Зайцев Василий' }",
        ] {
            assert_eq!(hits(listing).await, [""; 0], "{listing}");
        }
    }
}
