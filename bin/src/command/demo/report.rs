//! What the flow has left behind: the loan and the contract.

use super::{
    super::contract,
    flow::Signed,
    schedule::{self, roubles},
    screen,
};
use crate::config::Config;
use anyhow::Context;
use chrono::Days;
use kredo_application::{Store, loan_application::contract_document::SealVerifier};
use kredo_domain::{
    loan::{InterestRate, Loan, LoanState, RateBasis, Term, TermUnit},
    product::Offer,
};
use kredo_persistence::SqlStore;
use kredo_security::key::{KeyPurpose, KeyRing};
use std::{fs, path::Path};

/// Shows the loan as the database has it, and writes its schedule.
pub(super) async fn loan(store: &SqlStore, signed: &Signed, out: &Path) -> anyhow::Result<()> {
    let id = Loan::id_of(signed.application);
    let found = store.reader().await?.loans().get(id).await?;
    let loan = found.context("the database has no loan of this application")?.value;
    let record = loan.record();
    anyhow::ensure!(
        record.number == signed.number,
        "expected a loan of the contract {}, came {}",
        signed.number,
        record.number
    );
    screen::chapter(&format!("The loan {}, {}", record.number, record.state.name()));
    terms(&record.offer);
    for row in schedule::table(record.offer.schedule()) {
        screen::line(&row);
    }
    accrued(&loan)?;
    let path = out.join(format!("schedule-{}.csv", record.number));
    schedule::write_csv(record.offer.schedule(), &path)?;
    screen::line(&format!("schedule written to {}", path.display()));
    Ok(())
}

fn terms(offer: &Offer) {
    let (psk, date) = (offer.psk(), offer.contract_date().format("%d.%m.%Y"));
    screen::line(&format!(
        "{} roubles of {date} for {} at {}, product {}",
        roubles(offer.amount()),
        period(offer.term()),
        rate(offer.rate()),
        offer.product()
    ));
    screen::line(&format!(
        "full cost of credit (PSK) {:.3} % a year, {} roubles",
        psk.percent(),
        roubles(psk.money())
    ));
    screen::line("");
}

fn period(term: Term) -> String {
    match term.unit() {
        TermUnit::Day => format!("{} days", term.count()),
        TermUnit::Month => format!("{} months", term.count()),
    }
}

fn rate(rate: InterestRate) -> String {
    match rate.basis() {
        RateBasis::PerDay => format!("{} % a day", rate.percent()),
        RateBasis::PerYearActual365 | RateBasis::PerYearActual360 => {
            format!("{} % a year", rate.percent())
        }
    }
}

/// The interest that runs, derived from the days that pass.
fn accrued(loan: &Loan) -> anyhow::Result<()> {
    let state = &loan.record().state;
    let LoanState::Active { charging_from, .. } = state else {
        anyhow::bail!("expected a loan whose interest runs, came {}", state.name());
    };
    let after = |days| {
        let day = charging_from.checked_add_days(Days::new(days));
        let debt = loan.debt_on(day.context("such a day does not exist")?)?;
        anyhow::Ok(roubles(debt.interest))
    };
    screen::line("");
    screen::line(&format!(
        "interest runs from {}: {} roubles a day, {} after 30 days",
        charging_from.format("%d.%m.%Y"),
        after(1)?,
        after(30)?
    ));
    Ok(())
}

/// Writes the contract, checks its seal as anybody can, and says how.
pub(super) fn contract(config: &Config, signed: &Signed, out: &Path) -> anyhow::Result<()> {
    let file = out.join(format!("contract-{}.pdf", signed.number));
    let written = |path: &Path, bytes: &[u8]| {
        fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))
    };
    written(&file, &signed.pdf)?;
    let ring = KeyRing::load(&config.keys.folder, KeyPurpose::Seal)?;
    let key = out.join("seal-key.pem");
    written(&key, ring.signing_public().pem().as_bytes())?;

    let seal = contract::verifier_from_file(&key)?.verify(&fs::read(&file)?)?;
    anyhow::ensure!(
        seal.contract_number == signed.number.as_str(),
        "expected a seal of the contract {}, came {}",
        signed.number,
        seal.contract_number
    );
    screen::chapter(&format!("The contract {}: the seal holds", file.display()));
    for line in contract::lines(&seal) {
        screen::line(&line);
    }
    let (file, key) = (file.display(), key.display());
    screen::line(&format!("check it again: kredo contract verify {file} --key {key}"));
    Ok(())
}
