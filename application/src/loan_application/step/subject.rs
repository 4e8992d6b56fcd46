//! The person of a questionnaire, as outside systems are asked about it.

use crate::scoring::{PassportNumber, Subject};
use kredo_domain::{
    document::DocumentTypeName,
    loan_application::{Questionnaire, StatedDocument},
    scoring::Channel,
};

/// Who it is; `None` without a passport, since nobody can be asked about a person without one.
pub(super) fn subject(questionnaire: &Questionnaire) -> Option<Subject> {
    let stated = |name: &str| {
        let name = DocumentTypeName::new(name);
        questionnaire.documents.iter().find(move |document| document.type_name() == name)
    };
    let number = |name| stated(name).map(|document: &StatedDocument| document.number.clone());
    let passport = stated("PASSPORT")?;
    let applicant = &questionnaire.customer;
    Some(Subject {
        last_name: applicant.last_name.clone(),
        first_name: applicant.first_name.clone(),
        middle_name: applicant.middle_name.clone(),
        birth_date: applicant.birth_date,
        passport: PassportNumber {
            series: passport.series.clone().unwrap_or_default(),
            number: passport.number.clone(),
        },
        phone: applicant.phone.clone(),
        inn: number("INN"),
        snils: number("SNILS"),
    })
}

/// How the borrower and the lender meet.
pub(super) fn channel(questionnaire: &Questionnaire) -> Channel {
    if questionnaire.mode.is_in_person() { Channel::InPerson } else { Channel::Remote }
}
