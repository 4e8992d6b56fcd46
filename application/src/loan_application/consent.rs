//! What a borrower agrees to with the signature.

use kredo_domain::{
    consent::{ConsentKind, ConsentStatement, ConsentText},
    loan_application::{DocumentHash, Questionnaire},
};
use serde_json::Value;

/// The edition of the texts below; a new one whenever a word of them changes.
const EDITION: &str = "2026-11";

/// One consent, in the words that are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Consent {
    /// A stable word for it.
    pub(super) kind: &'static str,
    /// What it is about.
    pub(super) title: &'static str,
    /// What exactly is agreed to.
    pub(super) text: &'static str,
    /// Whether the borrower agrees.
    pub(super) given: bool,
}

/// The choices of one borrower.
///
/// What a contract needs is given by signing it: its text says so. Everything else is given only
/// where the questionnaire says so (`additional_data.consents`, a list of words): 353-FZ art. 7
/// part 2 forbids the lender to set a tick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Consents {
    advertising: bool,
    /// Whether the lender may assign its claims (353-FZ art. 12).
    pub(super) assignment: bool,
}

impl Consents {
    /// The choices that a questionnaire states.
    pub(super) fn of(questionnaire: &Questionnaire) -> Self {
        let stated = questionnaire.additional_data.get("consents").and_then(Value::as_array);
        let has = |word: &str| stated.is_some_and(|words| words.iter().any(|known| known == word));
        Self { advertising: has("ADVERTISING"), assignment: has("ASSIGNMENT") }
    }

    /// Each as it is recorded, stated by the signature of that document.
    pub(super) fn statements(self, document: &DocumentHash) -> Vec<ConsentStatement> {
        let statement = |consent: Consent| ConsentStatement {
            kind: ConsentKind::new(consent.kind),
            text: ConsentText {
                title: consent.title.to_owned(),
                version: EDITION.to_owned(),
                wording: consent.text.to_owned(),
            },
            given: consent.given,
            document: Some(document.clone()),
        };
        self.items().map(statement).into()
    }

    /// Each as it is printed.
    pub(super) const fn items(self) -> [Consent; 4] {
        [
            Consent {
                kind: "PERSONAL_DATA",
                title: "Обработка персональных данных",
                text: "Подписывая договор, Заемщик подтверждает согласие на обработку персональных \
                       данных, данное Кредитору отдельным документом.",
                given: true,
            },
            Consent {
                kind: "CREDIT_HISTORY",
                title: "Запрос кредитной истории",
                text: "Подписывая договор, Заемщик подтверждает согласие на запрос основной части \
                       кредитной истории для заключения и исполнения договора.",
                given: true,
            },
            Consent {
                kind: "ELECTRONIC_SIGNATURE",
                title: "Простая электронная подпись",
                text: "Подписывая договор, Заемщик соглашается, что код из SMS-сообщения является \
                       его простой электронной подписью и равнозначен собственноручной подписи.",
                given: true,
            },
            Consent {
                kind: "ADVERTISING",
                title: "Рекламные сообщения",
                text: "Кредитор вправе направлять сообщения о своих услугах.",
                given: self.advertising,
            },
        ]
    }
}
