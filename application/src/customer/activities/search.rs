//! `CustomerSearchActivity`.

use super::view::CustomerView;
use crate::{
    AppError, UnitOfWork, UseCase,
    activity::LocalActivity,
    customer::{CustomerSearch, SearchCustomers},
    paging::{PageView, Pageable},
};
use async_trait::async_trait;
use chrono::NaiveDate;
use kredo_domain::{
    ErrorCode,
    customer::{ContactFilter, ContactKind, ContactOwner, Customer, CustomerFilter, NameKey, code},
    document::{DocumentFilter, DocumentTypeName},
};
use serde::Deserialize;
use utoipa::ToSchema;

/// Which page of those found.
type CustomerPage = Pageable<Customer>;

/// Who a customer is.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CustomerDataFilter {
    /// First name, whole.
    first_name: String,
    /// Patronymic, whole.
    middle_name: Option<String>,
    /// What the surname begins with.
    last_name: Option<String>,
    /// Date of birth.
    birth_date: NaiveDate,
}

/// Customers to find by who they are.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct SearchByData {
    customer_data_filter: CustomerDataFilter,
    #[schema(inline)]
    pageable: Option<CustomerPage>,
}

impl From<CustomerDataFilter> for CustomerFilter {
    fn from(sent: CustomerDataFilter) -> Self {
        let key = |name: Option<String>| name.and_then(|name| NameKey::of(&name));
        Self {
            last_name: key(sent.last_name),
            first_name: key(Some(sent.first_name)),
            middle_name: key(sent.middle_name),
            birth_date: Some(sent.birth_date),
            ..Self::default()
        }
    }
}

/// A contact of a customer, in any spelling.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CustomerContactFilter {
    /// `PHONE`, `EMAIL`, or another word.
    r#type: String,
    /// The number or address.
    contact: String,
    /// Whose it is: `CUSTOMER`, or a relation; anybody's where not said.
    owner: Option<String>,
    /// Whether it is in use.
    is_active: Option<bool>,
    /// Whether it is the first to use of its type.
    is_primary: Option<bool>,
}

impl From<CustomerContactFilter> for CustomerFilter {
    fn from(sent: CustomerContactFilter) -> Self {
        let contact = ContactFilter {
            owner: sent.owner.as_deref().map(ContactOwner::new),
            active: sent.is_active,
            primary: sent.is_primary,
            ..ContactFilter::new(ContactKind::new(&sent.r#type), &sent.contact)
        };
        Self { contacts: vec![contact], ..Self::default() }
    }
}

/// Customers to find by a contact.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct SearchByContact {
    customer_contact_filter: CustomerContactFilter,
    #[schema(inline)]
    pageable: Option<CustomerPage>,
}

/// A document of a customer, as anybody ever stated it.
#[derive(Deserialize, ToSchema)]
struct CustomerDocumentFilter {
    /// Name of its type: `PASSPORT`; any where not said.
    r#type: Option<String>,
    /// Its series, whole; any where not said.
    series: Option<String>,
    /// Its number, whole.
    number: String,
}

impl From<CustomerDocumentFilter> for CustomerFilter {
    fn from(sent: CustomerDocumentFilter) -> Self {
        let document = DocumentFilter {
            type_name: sent.r#type.as_deref().map(DocumentTypeName::new),
            series: sent.series.map(|series| series.trim().to_owned()),
            number: sent.number.trim().to_owned(),
        };
        Self { documents: vec![document], ..Self::default() }
    }
}

/// Customers to find by a document, by a contact, or by both: the manual's own example of this
/// activity names a contact.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct SearchByDocument {
    customer_document_filter: Option<CustomerDocumentFilter>,
    customer_contact_filter: Option<CustomerContactFilter>,
    #[schema(inline)]
    pageable: Option<CustomerPage>,
}

impl From<SearchByData> for CustomerSearch {
    fn from(sent: SearchByData) -> Self {
        let Pageable(page) = sent.pageable.unwrap_or_default();
        Self { filter: sent.customer_data_filter.into(), page }
    }
}

impl From<SearchByContact> for CustomerSearch {
    fn from(sent: SearchByContact) -> Self {
        let Pageable(page) = sent.pageable.unwrap_or_default();
        Self { filter: sent.customer_contact_filter.into(), page }
    }
}

impl From<SearchByDocument> for CustomerSearch {
    fn from(sent: SearchByDocument) -> Self {
        let Pageable(page) = sent.pageable.unwrap_or_default();
        let by_document = sent.customer_document_filter.map(CustomerFilter::from);
        let by_contact = sent.customer_contact_filter.map(CustomerFilter::from);
        let filter = CustomerFilter {
            documents: by_document.unwrap_or_default().documents,
            contacts: by_contact.unwrap_or_default().contacts,
            ..CustomerFilter::default()
        };
        Self { filter, page }
    }
}

macro_rules! search {
    ($(#[$doc:meta])* $activity:ident, $name:literal, $request:ty, $errors:expr) => {
        $(#[$doc])*
        pub(super) struct $activity;

        #[async_trait]
        impl LocalActivity for $activity {
            const NAME: &'static str = $name;
            const ARGUMENTS: &'static [&'static str] = &["request"];
            const ERRORS: &'static [ErrorCode] = $errors;
            type Arguments = ($request,);
            type Output = PageView<CustomerView>;

            async fn run(
                &self,
                unit: &mut dyn UnitOfWork,
                (request,): ($request,),
            ) -> Result<Option<PageView<CustomerView>>, AppError> {
                let found = SearchCustomers.execute_in(unit, &request.into()).await?;
                Ok(Some(PageView::of(found, CustomerView::from)))
            }
        }
    };
}

search!(
    /// Finds customers by who they are.
    FindByData, "CustomerSearchActivity#findByCustomerData", SearchByData, &[]
);
search!(
    /// Finds customers by a contact.
    FindByContact, "CustomerSearchActivity#findByCustomerContact", SearchByContact, &[]
);
search!(
    /// Finds customers by a document.
    FindByDocument, "CustomerSearchActivity#findByCustomerDocument", SearchByDocument,
    &[code::INPUT_PARAMETERS_ARE_EMPTY]
);
