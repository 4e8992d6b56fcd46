//! An income as somebody else states it, who does not know where the customer works.

use super::{Employment, EmploymentDetails};
use crate::Amend;
use chrono::{DateTime, FixedOffset, Utc};

/// The kind of employment of a customer of whom only the income is known.
const UNKNOWN: &str = "UNKNOWN";
/// Where the free-form facts keep when an income was recorded.
const RECORDED_AT: &str = "incomeRecordedAt";

/// What somebody states of a customer's income. The amounts are whole numbers, kept as they are
/// sent: see [`EmploymentDetails::salary`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedIncome {
    /// The income.
    pub salary: i64,
    /// Its currency.
    pub currency: String,
    /// Further income.
    pub extra_salary: Amend<i64>,
    /// Its currency.
    pub extra_currency: Amend<String>,
    /// Identifier of the source of the data.
    pub source_id: Amend<String>,
    /// When the source recorded it.
    pub recorded_at: Amend<DateTime<FixedOffset>>,
}

impl EmploymentDetails {
    /// These facts with another income: where the customer works stays. The name of the source goes
    /// with its identifier.
    #[must_use]
    pub fn with_income(mut self, income: StatedIncome) -> Self {
        self.salary = income.salary;
        self.salary_currency = income.currency;
        self.extra_salary = income.extra_salary.apply(self.extra_salary);
        self.extra_salary_currency = income.extra_currency.apply(self.extra_salary_currency);
        let source_id = income.source_id.apply(self.source_id.clone());
        if source_id != self.source_id {
            self.source_name = None;
        }
        self.source_id = source_id;
        match income.recorded_at {
            Amend::Keep => {}
            Amend::Set(at) => {
                self.additional_data.insert(RECORDED_AT.to_owned(), at.to_rfc3339().into());
            }
            Amend::Clear => {
                self.additional_data.remove(RECORDED_AT);
            }
        }
        self
    }

    /// The facts of a customer of whom only an income is known.
    #[must_use]
    pub fn of_income(income: StatedIncome) -> Self {
        let unknown = Self { position_type: UNKNOWN.to_owned(), ..Self::default() };
        unknown.with_income(income)
    }
}

impl Employment {
    /// Takes an income over; says whether anything differs.
    pub fn state_income(&mut self, income: StatedIncome, now: DateTime<Utc>) -> bool {
        self.update(self.details.clone().with_income(income), now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customer::{AdditionalData, CustomerId, EmploymentId};
    use chrono::TimeDelta;
    use proptest::prelude::*;
    use serde_json::json;
    use uuid::Uuid;

    fn known() -> EmploymentDetails {
        EmploymentDetails {
            position: Some("Кассир".to_owned()),
            position_type: "EMPLOYEE".to_owned(),
            company_scope: Some("RETAIL".to_owned()),
            salary: 1,
            salary_currency: "USD".to_owned(),
            extra_salary: Some(2),
            extra_salary_currency: Some("USD".to_owned()),
            additional_data: AdditionalData::from_iter([("a".to_owned(), json!(1))]),
            source_id: Some("5493".to_owned()),
            source_name: Some("customer".to_owned()),
            ..EmploymentDetails::default()
        }
    }

    fn silent() -> StatedIncome {
        StatedIncome {
            salary: 100_000,
            currency: "RUB".to_owned(),
            extra_salary: Amend::Keep,
            extra_currency: Amend::Keep,
            source_id: Amend::Keep,
            recorded_at: Amend::Keep,
        }
    }

    fn at(text: &str) -> Amend<DateTime<FixedOffset>> {
        Amend::Set(text.parse().unwrap())
    }

    #[test]
    fn what_is_not_spoken_of_stays() {
        let told = known().with_income(silent());
        let (salary, salary_currency) = (100_000, "RUB".to_owned());
        assert_eq!(told, EmploymentDetails { salary, salary_currency, ..known() });
    }

    #[test]
    fn what_is_said_is_taken_over_and_the_work_stays() {
        let income = StatedIncome {
            extra_salary: Amend::Set(11_000),
            extra_currency: Amend::Set("RUB".to_owned()),
            source_id: Amend::Set("2".to_owned()),
            recorded_at: at("2023-10-31T23:59:34+03:00"),
            ..silent()
        };
        let told = known().with_income(income.clone());
        let data = json!({ "a": 1, "incomeRecordedAt": "2023-10-31T23:59:34+03:00" });
        let expected = EmploymentDetails {
            salary: 100_000,
            salary_currency: "RUB".to_owned(),
            extra_salary: Some(11_000),
            extra_salary_currency: Some("RUB".to_owned()),
            additional_data: data.as_object().cloned().unwrap(),
            source_id: Some("2".to_owned()),
            source_name: None,
            ..known()
        };
        assert_eq!(told, expected);
        let same_source = StatedIncome { source_id: Amend::Set("5493".to_owned()), ..silent() };
        let named = known().with_income(same_source).source_name;
        assert_eq!(named.as_deref(), Some("customer"), "the same source keeps its name");
    }

    #[test]
    fn what_is_said_to_be_none_is_cleared() {
        let income = StatedIncome {
            extra_salary: Amend::Clear,
            extra_currency: Amend::Clear,
            source_id: Amend::Clear,
            recorded_at: Amend::Clear,
            ..silent()
        };
        let mut before = known();
        before.additional_data.insert(RECORDED_AT.to_owned(), json!("2023"));
        let told = before.with_income(income);
        let expected = EmploymentDetails {
            salary: 100_000,
            salary_currency: "RUB".to_owned(),
            extra_salary: None,
            extra_salary_currency: None,
            source_id: None,
            source_name: None,
            ..known()
        };
        assert_eq!(told, expected);
    }

    #[test]
    fn of_whom_only_the_income_is_known_the_work_is_unknown() {
        let told = EmploymentDetails::of_income(silent());
        assert_eq!(
            (told.position_type.as_str(), told.salary, told.company_scope),
            ("UNKNOWN", 100_000, None)
        );
    }

    fn statement<T: Clone + std::fmt::Debug>(
        said: impl Strategy<Value = T>,
    ) -> impl Strategy<Value = Amend<T>> {
        prop_oneof![
            said.prop_map(Amend::Set),
            Just(()).prop_map(|()| Amend::Clear),
            Just(()).prop_map(|()| Amend::Keep),
        ]
    }

    fn words(words: [&'static str; 2]) -> impl Strategy<Value = String> {
        prop::sample::select(words.map(ToOwned::to_owned).to_vec())
    }

    fn incomes() -> impl Strategy<Value = StatedIncome> {
        let currency = || words(["RUB", "USD"]);
        let times = (0..3_i64).prop_map(|h| (DateTime::UNIX_EPOCH + TimeDelta::hours(h)).into());
        let amounts = (0..3_i64, currency(), statement(0..3_i64), statement(currency()));
        (amounts, statement(words(["1", "5493"])), statement(times)).prop_map(
            |((salary, currency, extra_salary, extra_currency), source_id, recorded_at)| {
                StatedIncome {
                    salary,
                    currency,
                    extra_salary,
                    extra_currency,
                    source_id,
                    recorded_at,
                }
            },
        )
    }

    proptest! {
        #[test]
        fn however_incomes_are_stated_the_work_stays_and_the_same_again_changes_nothing(
            incomes in prop::collection::vec(incomes(), 1..20),
        ) {
            let (id, customer) = (EmploymentId::new(Uuid::nil()), CustomerId::new(Uuid::nil()));
            let mut now = DateTime::<Utc>::UNIX_EPOCH;
            let mut job = Employment::add(id, customer, known(), now);
            for income in incomes {
                now += TimeDelta::hours(1);
                let before = job.clone();
                let changed = job.state_income(income.clone(), now);
                prop_assert_eq!(changed, job.details() != before.details());
                let since = if changed { now } else { before.updated_at() };
                prop_assert_eq!((job.updated_at(), job.created_at()), (since, before.created_at()));
                let (told, work) = (job.details().clone(), known());
                prop_assert_eq!((told.salary, &told.salary_currency), (income.salary, &income.currency));
                prop_assert_eq!((told.position, told.company_scope), (work.position, work.company_scope));
                prop_assert_eq!(told.additional_data.get("a"), Some(&json!(1)));
                prop_assert!(!job.state_income(income, now + TimeDelta::hours(1)), "the same again");
            }
        }
    }
}
