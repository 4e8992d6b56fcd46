//! Everything that is held about a customer: `/crs`.

use crate::{
    answer::Answer,
    api::Routes,
    caller::{Caller, Staff},
    extract::{CustomerGuid, GuidPath},
    failure::{Failure, errors},
    state::SharedState,
};
use axum::extract::State;
use kredo_application::{
    customer::CustomerKey,
    personal_data::{ExportPersonalData, PersonalData},
    read,
};
use kredo_domain::customer::{CustomerId, code};

errors! { ExportErrors: 404 => code::CUSTOMER_NOT_FOUND }

pub(crate) fn routes() -> Routes {
    const OF_CUSTOMER: &str = "/crs/internal/v1/customers/{customerGuid}/personal-data";
    let export = ("crs.personal-data.export", "Hand out everything that is held about a customer");
    Routes::of("customer-registry-service").get(OF_CUSTOMER, export, handed_out)
}

async fn handed_out(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(customer, _): GuidPath<CustomerGuid>,
) -> Result<Answer<PersonalData>, Failure<ExportErrors>> {
    let key = CustomerKey::Guid(CustomerId::new(customer));
    let export = ExportPersonalData::new(state.recorder());
    Ok(Answer(read(state.store(), &export, &key).await?))
}
