//! Why an application is declined.

use crate::{
    product::{Misfit, OfferRefusal},
    regulation::ExpensiveRefusal,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

macro_rules! reasons {
    ($($(#[$doc:meta])+ $name:ident $code:literal $sentence:literal;)+) => {
        /// One reason to decline, in the order in which a client reads them.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum DeclineReason {
            $($(#[$doc])+ #[serde(rename = $code)] $name,)+
        }

        impl DeclineReason {
            /// Every reason.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Its stable code: `PASSPORT_EXPIRED`. Never renamed once published.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
            /// The sentence that the client reads, Russian.
            #[must_use]
            pub const fn sentence(self) -> &'static str {
                match self { $(Self::$name => $sentence,)+ }
            }
        }
    };
}

reasons! {
    /// The lender has no such product.
    ProductUnknown "PRODUCT_UNKNOWN"
        "Такого кредитного продукта нет.";
    /// Less or more than the product lends.
    AmountOutOfRange "AMOUNT_OUT_OF_RANGE"
        "Сумма не подходит для выбранного продукта.";
    /// Shorter or longer than the product lends for.
    TermOutOfRange "TERM_OUT_OF_RANGE"
        "Срок не подходит для выбранного продукта.";
    /// Younger or older than the product's borrowers.
    AgeOutOfRange "AGE_OUT_OF_RANGE"
        "Возраст не подходит для выбранного продукта.";
    /// All loans together would exceed what a lender of this kind may lend to one person.
    LenderLimitExceeded "LENDER_LIMIT_EXCEEDED"
        "Превышен предел задолженности одного заёмщика перед займодавцем.";
    /// No payments pay such a loan off.
    ScheduleImpossible "SCHEDULE_IMPOSSIBLE"
        "Для такой суммы и такого срока нельзя составить график платежей.";
    /// Even the lowest rate breaks a limit of the law on price.
    BeyondLaw "BEYOND_LAW"
        "На таких условиях заём превысил бы установленные законом ограничения.";
    /// A document that the product asks for was not given.
    DocumentMissing "DOCUMENT_MISSING"
        "Не хватает обязательного документа.";
    /// By the business date.
    PassportExpired "PASSPORT_EXPIRED"
        "Срок действия паспорта истёк.";
    /// It has a form that no passport has, or is in the register of invalid ones.
    PassportInvalid "PASSPORT_INVALID"
        "Паспорт недействителен.";
    /// Its check digits do not fit.
    InnInvalid "INN_INVALID"
        "ИНН указан с ошибкой.";
    /// Its check digits do not fit.
    SnilsInvalid "SNILS_INVALID"
        "СНИЛС указан с ошибкой.";
    /// The phone is known as somebody else's.
    CustomerDataMismatch "CUSTOMER_DATA_MISMATCH"
        "Указанные данные не совпадают с известными займодавцу.";
    /// The customer is not who it says it is, or did not prove it.
    IdentificationFailed "IDENTIFICATION_FAILED"
        "Не удалось подтвердить личность.";
    /// The law asks for an identification that this installation cannot make (41-FZ of 2025-04-01).
    RemoteIdentificationUnavailable "REMOTE_IDENTIFICATION_UNAVAILABLE"
        "Дистанционное оформление сейчас невозможно: нужна идентификация через ЕСИА с биометрией.";
    /// The lender itself has restricted the customer.
    CustomerRestricted "CUSTOMER_RESTRICTED"
        "Для клиента действует ограничение на выдачу займов.";
    /// In a list of terrorists or of frozen assets (115-FZ).
    Sanctioned "SANCTIONED"
        "Выдача займа невозможна в силу закона № 115-ФЗ.";
    /// Suspicion of fraud, or a payee in the regulator's list.
    FraudSuspected "FRAUD_SUSPECTED"
        "Заявка не прошла проверку безопасности.";
    /// The customer forbade loans to itself (31-FZ of 2024-02-26).
    SelfBan "SELF_BAN"
        "В кредитной истории установлен самозапрет на заключение договоров займа.";
    /// As many unpaid expensive loans as the law allows (545-FZ of 2025-12-29).
    ExpensiveLoansTooMany "EXPENSIVE_LOANS_TOO_MANY"
        "Закон не позволяет выдать ещё один дорогой заём, пока не погашены прежние.";
    /// Too few days since an expensive loan was repaid (545-FZ of 2025-12-29).
    ExpensiveLoanTooEarly "EXPENSIVE_LOAN_TOO_EARLY"
        "После погашения дорогого займа ещё не прошёл установленный законом срок.";
    /// Another application of the same customer is on its way.
    DuplicateApplication "DUPLICATE_APPLICATION"
        "Другая заявка этого клиента уже рассматривается.";
    /// Payments would take too much of the income (353-FZ art. 5.1).
    DebtBurdenTooHigh "DEBT_BURDEN_TOO_HIGH"
        "Долговая нагрузка слишком высока.";
    /// The scoring model says no.
    ScoreTooLow "SCORE_TOO_LOW"
        "По результатам оценки заявка не одобрена.";
    /// A credit bureau that must be asked before a contract gave no report.
    ReportUnavailable "REPORT_UNAVAILABLE"
        "Не удалось получить кредитную историю; попробуйте подать заявку позже.";
    /// Another check that must be made before a contract could not be made.
    CheckUnavailable "CHECK_UNAVAILABLE"
        "Не удалось провести обязательную проверку; попробуйте подать заявку позже.";
}

impl From<Misfit> for DeclineReason {
    fn from(misfit: Misfit) -> Self {
        match misfit {
            Misfit::AmountBelow(_) | Misfit::AmountAbove(_) | Misfit::Currency(_) => {
                Self::AmountOutOfRange
            }
            Misfit::TermBelow(_) | Misfit::TermAbove(_) | Misfit::TermUnit(_) => {
                Self::TermOutOfRange
            }
            Misfit::AgeBelow(_) | Misfit::AgeAbove(_) => Self::AgeOutOfRange,
            Misfit::DisbursedBeforeContract(_) => Self::ScheduleImpossible,
        }
    }
}

impl From<&ExpensiveRefusal> for DeclineReason {
    fn from(refusal: &ExpensiveRefusal) -> Self {
        match refusal {
            ExpensiveRefusal::TooMany { .. } => Self::ExpensiveLoansTooMany,
            ExpensiveRefusal::TooEarly { .. } => Self::ExpensiveLoanTooEarly,
        }
    }
}

/// The reasons of one refusal: at least one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeSet<DeclineReason>")]
pub struct DeclineReasons(BTreeSet<DeclineReason>);

impl TryFrom<BTreeSet<DeclineReason>> for DeclineReasons {
    type Error = &'static str;
    fn try_from(reasons: BTreeSet<DeclineReason>) -> Result<Self, Self::Error> {
        Self::from_all(reasons).ok_or("a refusal has a reason")
    }
}

impl From<DeclineReason> for DeclineReasons {
    fn from(reason: DeclineReason) -> Self {
        Self(BTreeSet::from([reason]))
    }
}

impl From<&OfferRefusal> for DeclineReasons {
    fn from(refusal: &OfferRefusal) -> Self {
        let reasons = match refusal {
            OfferRefusal::OutsideProduct(misfits) => {
                Self::from_all(misfits.iter().copied().map(DeclineReason::from))
            }
            OfferRefusal::BeyondLaw { .. } => Some(DeclineReason::BeyondLaw.into()),
            OfferRefusal::NotComputable(_) => None,
        };
        reasons.unwrap_or_else(|| DeclineReason::ScheduleImpossible.into())
    }
}

impl DeclineReasons {
    /// These reasons, each once; `None` when there is none, so that nothing speaks against the
    /// application.
    pub fn from_all(reasons: impl IntoIterator<Item = DeclineReason>) -> Option<Self> {
        let reasons: BTreeSet<_> = reasons.into_iter().collect();
        (!reasons.is_empty()).then_some(Self(reasons))
    }
    /// Each once, in the order in which a client reads them.
    pub fn iter(&self) -> impl Iterator<Item = DeclineReason> {
        self.0.iter().copied()
    }
    /// What the client reads, Russian: a sentence for each reason.
    #[must_use]
    pub fn message(&self) -> String {
        self.iter().map(DeclineReason::sentence).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Money, loan::LoanError};

    #[test]
    fn every_reason_has_its_own_code_and_a_russian_sentence() {
        let codes: BTreeSet<_> = DeclineReason::ALL.iter().map(|r| r.code()).collect();
        let sentences: BTreeSet<_> = DeclineReason::ALL.iter().map(|r| r.sentence()).collect();
        assert_eq!((codes.len(), sentences.len()), (26, 26));
        for reason in DeclineReason::ALL {
            let stored = serde_json::to_value(reason).unwrap();
            assert_eq!(stored, reason.code());
            let sentence = reason.sentence();
            assert!(sentence.starts_with(|c| ('А'..='Я').contains(&c)), "{sentence}");
            assert!(sentence.ends_with('.') && !sentence.contains(". "), "{sentence}");
        }
    }

    #[test]
    fn a_client_reads_each_reason_once_in_a_stable_order() {
        let reasons = DeclineReasons::from_all([
            DeclineReason::SnilsInvalid,
            DeclineReason::PassportExpired,
            DeclineReason::SnilsInvalid,
        ]);
        let message = "Срок действия паспорта истёк. СНИЛС указан с ошибкой.";
        assert_eq!(reasons.unwrap().message(), message);
    }

    #[test]
    fn a_refusal_without_a_reason_cannot_be_made_or_read() {
        assert_eq!(DeclineReasons::from_all([]), None);
        assert!(serde_json::from_str::<DeclineReasons>("[]").is_err());
        assert!(serde_json::from_str::<DeclineReasons>(r#"["BAD_LUCK"]"#).is_err());
        let one = serde_json::from_str::<DeclineReasons>(r#"["SELF_BAN"]"#);
        assert_eq!(one.unwrap(), DeclineReason::SelfBan.into());
    }

    #[test]
    fn a_refused_offer_declines_for_every_misfit() {
        let least = Money::kopecks(300_000);
        let misfits = vec![Misfit::AmountBelow(least), Misfit::TermAbove(36), Misfit::AgeBelow(18)];
        let reasons = DeclineReasons::from(&OfferRefusal::OutsideProduct(misfits));
        let expected = [
            DeclineReason::AmountOutOfRange,
            DeclineReason::TermOutOfRange,
            DeclineReason::AgeOutOfRange,
        ];
        assert_eq!(reasons.iter().collect::<Vec<_>>(), expected);
        let impossible = OfferRefusal::NotComputable(LoanError::DateOutOfRange);
        assert_eq!(DeclineReasons::from(&impossible), DeclineReason::ScheduleImpossible.into());
    }
}
