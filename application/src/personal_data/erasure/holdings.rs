//! Everything that is held about one person, read to be taken out.

use crate::{
    BusinessTime, UnitOfWork,
    flow::Flow,
    loan_application::{files_of, flow_of},
    store::{Aggregate, Repository, StoreError, Versioned},
};
use chrono::{DateTime, Utc};
use kredo_domain::{
    Phone,
    card::Card,
    consent::Consent,
    customer::{Address, Contact, Customer, Employment},
    document::{Document, DocumentFile, DocumentInfo},
    flag::CustomerFlag,
    identification::IdentificationRecord,
    loan::Loan,
    loan_application::{ContractFile, LoanApplication},
    otp::{OtpChallenge, OtpChallengeId, OtpState},
    payment::TransactionOrder,
    personal_data::{DataKind, Dealings},
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

type Found<A> = Vec<Versioned<A>>;

/// An application with what was made for it.
struct Served {
    application: Versioned<LoanApplication>,
    contract: Option<Versioned<ContractFile>>,
    codes: Option<Versioned<OtpChallenge>>,
    flow: Option<Versioned<Flow>>,
}

/// What belongs to a customer and goes with it, each as the unit calls it, with when something was
/// last done to it: those that refer to others before them.
macro_rules! holdings {
    ($($name:ident: $aggregate:ty => $kind:ident, $touched:expr;)+) => {
        /// Everything of one person. Loans and orders are not taken out.
        pub(super) struct Holdings {
            /// When the customer was registered, or the application created.
            pub(super) began_at: DateTime<Utc>,
            customer: Option<Versioned<Customer>>,
            $($name: Found<$aggregate>,)+
            applications: Vec<Served>,
            logins: Found<OtpChallenge>,
            loans: Found<Loan>,
            orders: Found<TransactionOrder>,
        }

        impl Holdings {
            /// Reads everything of a customer.
            pub(super) async fn of_customer(
                unit: &mut dyn UnitOfWork,
                customer: Versioned<Customer>,
            ) -> Result<Self, StoreError> {
                let id = customer.value.id();
                let loans = unit.loans().of(id).await?;
                let mut applications = Vec::new();
                for application in unit.loan_applications().of_customer(id).await? {
                    applications.push(served(unit, application).await?);
                }
                Ok(Self {
                    began_at: customer.value.state().created_at,
                    $($name: unit.$name().of(id).await?,)+
                    applications,
                    logins: logins(unit, &customer.value).await?,
                    orders: orders(unit, &loans).await?,
                    loans,
                    customer: Some(customer),
                })
            }

            /// Reads everything of somebody who never became a customer.
            pub(super) async fn of_applicant(
                unit: &mut dyn UnitOfWork,
                application: Versioned<LoanApplication>,
            ) -> Result<Self, StoreError> {
                Ok(Self {
                    began_at: application.value.record().created_at,
                    customer: None,
                    $($name: Vec::new(),)+
                    applications: vec![served(unit, application).await?],
                    logins: Vec::new(),
                    loans: Vec::new(),
                    orders: Vec::new(),
                })
            }

            /// How much there is of each kind.
            pub(super) fn counts(&self) -> BTreeMap<DataKind, usize> {
                [
                    $((DataKind::$kind, self.$name.len()),)+
                    (DataKind::Applications, self.applications.len()),
                    (DataKind::Contracts, self.contracts().count()),
                    (DataKind::LoginCodes, self.logins.len()),
                ]
                .into()
            }

            /// Everything that events can have been about, by guid.
            fn subjects(&self) -> Vec<String> {
                let applications = self.applications.iter();
                guids(&self.customer)
                    $(.chain(guids(&self.$name)))+
                    .chain(guids(&self.logins))
                    .chain(guids(&self.loans))
                    .chain(guids(&self.orders))
                    .chain(applications.map(|held| held.application.value.id().to_string()))
                    .collect()
            }

            /// When something was last done to each of them, as they tell by themselves.
            fn touched(&self) -> Vec<DateTime<Utc>> {
                let mut all = vec![self.began_at];
                all.extend(self.customer.iter().map(|one| one.value.state().updated_at));
                $(
                    let touched: fn(&$aggregate) -> DateTime<Utc> = $touched;
                    all.extend(self.$name.iter().map(|one| touched(&one.value)));
                )+
                all.extend(self.applications.iter().flat_map(Served::touched));
                all.extend(self.logins.iter().map(|login| answered(&login.value)));
                all.extend(self.loans.iter().map(|loan| loan.value.record().created_at));
                all.extend(self.orders.iter().map(|order| order.value.record().created_at));
                all
            }

            /// Takes it all out, the customer last.
            pub(super) async fn remove(self, unit: &mut dyn UnitOfWork) -> Result<(), StoreError> {
                $(remove_all(unit.$name(), self.$name).await?;)+
                remove_all(unit.otp_challenges(), self.logins).await?;
                for served in self.applications {
                    remove_all(unit.flows(), served.flow).await?;
                    remove_all(unit.otp_challenges(), served.codes).await?;
                    remove_all(unit.contract_files(), served.contract).await?;
                    unit.loan_applications().remove(served.application).await?;
                }
                remove_all(unit.customers(), self.customer).await
            }
        }
    };
}

holdings! {
    contacts: Contact => Contacts, |contact| contact.state().updated_at;
    addresses: Address => Addresses, Address::updated_at;
    employments: Employment => Employments, Employment::updated_at;
    document_files: DocumentFile => DocumentFiles, |file| {
        file.state().updated_at.unwrap_or(file.state().created_at)
    };
    document_infos: DocumentInfo => DocumentInfos, |info| {
        info.state().updated_at.unwrap_or(info.state().created_at)
    };
    documents: Document => Documents, |document| document.state().updated_at;
    flags: CustomerFlag => Flags, |flag| flag.state().updated_at;
    cards: Card => Cards, |card| card.state().updated_at;
    identifications: IdentificationRecord => Identifications, |record| record.state().updated_at;
    consents: Consent => Consents, |consent| consent.state().at;
}

impl Served {
    /// When something was last done to it: the process that serves it tells its end.
    fn touched(&self) -> impl Iterator<Item = DateTime<Utc>> {
        let contract = self.contract.as_ref().map(|contract| contract.value.record().created_at);
        let codes = self.codes.as_ref().map(|codes| answered(&codes.value));
        let flow = self.flow.as_ref().map(|flow| flow.value.keep().updated_at);
        let created = self.application.value.record().created_at;
        [Some(created), contract, codes, flow].into_iter().flatten()
    }

    /// Where the file storage keeps its files: uploads, the contract, and what was printed or sealed
    /// and came to be no contract.
    fn files(&self) -> impl Iterator<Item = String> {
        let uploads = self.application.value.record().files.iter();
        let uploads = uploads.map(|file| file.storage_id.clone());
        let contract = self.contract.iter().flat_map(|contract| {
            let record = contract.value.record();
            let sealed = record.sealed.as_ref().map(|sealed| &sealed.bytes);
            let bytes = [Some(&record.printed), sealed].into_iter().flatten();
            bytes.map(|bytes| bytes.storage_id.clone()).collect::<Vec<_>>()
        });
        let flow = self.flow.iter().flat_map(|flow| files_of(&flow.value.keep().state));
        uploads.chain(contract).chain(flow)
    }
}

/// When a code was last sent or entered.
fn answered(challenge: &OtpChallenge) -> DateTime<Utc> {
    let record = challenge.record();
    match record.state {
        OtpState::Accepted { at } => at.max(record.sent_at),
        OtpState::Open => record.sent_at,
    }
}

impl Holdings {
    fn contracts(&self) -> impl Iterator<Item = &ContractFile> {
        self.applications.iter().filter_map(|held| Some(&held.contract.as_ref()?.value))
    }

    /// Where the file storage keeps the person's files.
    pub(super) fn files(&self) -> BTreeSet<String> {
        self.applications.iter().flat_map(Served::files).collect()
    }

    /// Files that other systems keep, by guid: those that showed the person's documents.
    pub(super) fn files_elsewhere(&self) -> BTreeSet<Uuid> {
        self.document_files.iter().map(|link| link.value.state().shown_by.file).collect()
    }

    /// What there is between the person and the lender. Whatever was done to anything of the person
    /// counts, apart from that somebody looked: the things tell by themselves, and the audit trail of
    /// what they do not keep.
    pub(super) async fn dealings(
        &self,
        unit: &mut dyn UnitOfWork,
        time: &BusinessTime,
    ) -> Result<Dealings, StoreError> {
        let told = unit.audit().last_change(&self.subjects()).await?;
        let last = self.touched().into_iter().chain(told).fold(self.began_at, Ord::max);
        let applications = self.applications.iter().map(|held| held.application.value.state());
        let loans = self.loans.iter().map(|loan| &loan.value.record().state);
        Ok(Dealings {
            open_loans: loans.filter(|state| !state.is_over()).count(),
            open_applications: applications.filter(|state| !state.is_terminal()).count(),
            last: time.day_of(last),
        })
    }
}

fn guids<'a, A: Aggregate>(
    found: impl IntoIterator<Item = &'a Versioned<A>>,
) -> impl Iterator<Item = String> {
    found.into_iter().map(|one| one.value.id().to_string())
}

async fn remove_all<A: Aggregate>(
    from: &mut (impl Repository<A> + ?Sized),
    found: impl IntoIterator<Item = Versioned<A>, IntoIter: Send>,
) -> Result<(), StoreError> {
    for one in found {
        from.remove(one).await?;
    }
    Ok(())
}

async fn served(
    unit: &mut dyn UnitOfWork,
    application: Versioned<LoanApplication>,
) -> Result<Served, StoreError> {
    let id = application.value.id();
    Ok(Served {
        contract: unit.contract_files().get(ContractFile::id_of(id)).await?,
        codes: unit.otp_challenges().get(OtpChallengeId::new(id.guid())).await?,
        flow: unit.flows().get(flow_of(id)).await?,
        application,
    })
}

/// Codes that were sent to the phone that the customer comes in by.
async fn logins(
    unit: &mut dyn UnitOfWork,
    of: &Customer,
) -> Result<Found<OtpChallenge>, StoreError> {
    match Phone::parse(of.state().login.as_str()) {
        Ok(phone) => unit.otp_challenges().logins(&phone).await,
        Err(_) => Ok(Vec::new()),
    }
}

async fn orders(
    unit: &mut dyn UnitOfWork,
    loans: &Found<Loan>,
) -> Result<Found<TransactionOrder>, StoreError> {
    let loans: Vec<_> = loans.iter().map(|loan| loan.value.id()).collect();
    unit.transaction_orders().of_all(&loans).await
}
