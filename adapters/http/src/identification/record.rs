//! The identifications of a customer.

use crate::{
    answer::{Answer, PageView},
    caller::{Caller, Staff},
    extract::{CustomerGuid, GuidPath, PageOf},
    failure::{Failure, NoErrors},
    state::SharedState,
};
use axum::extract::State;
use kredo_application::{
    identification::{IdentificationView, ListIdentifications, ListIdentificationsCommand},
    read,
};
use kredo_domain::{customer::CustomerId, identification::IdentificationRecord};

pub(super) async fn list(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(customer, _): GuidPath<CustomerGuid>,
    PageOf(wanted): PageOf<IdentificationRecord>,
) -> Result<Answer<PageView<IdentificationView>>, Failure<NoErrors>> {
    let command = ListIdentificationsCommand { customer: CustomerId::new(customer), wanted };
    let page = read(state.store(), &ListIdentifications, &command).await?;
    Ok(Answer(PageView::of(page, |record| (&record).into())))
}
