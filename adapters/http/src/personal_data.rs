//! Everything that is held about a customer: `/crs`.

use crate::{
    answer::Answer,
    api::Routes,
    caller::{AdminOnly, Caller, Staff},
    extract::{CustomerGuid, GuidPath},
    failure::{Failure, errors},
    state::SharedState,
};
use axum::extract::State;
use kredo_application::{
    code as common,
    customer::CustomerKey,
    personal_data::{ErasureView, ExportPersonalData, PersonalData},
    read,
};
use kredo_domain::{
    customer::{CustomerId, code},
    personal_data::{DataSubject, code as personal_data},
};

errors! { ExportErrors: 404 => code::CUSTOMER_NOT_FOUND }

errors! { EraseErrors:
    404 => code::CUSTOMER_NOT_FOUND,
    409 => personal_data::PERSONAL_DATA_STILL_NEEDED,
    503 => common::OUTSIDE_UNAVAILABLE,
}

pub(crate) fn routes() -> Routes {
    const OF_CUSTOMER: &str = "/crs/internal/v1/customers/{customerGuid}/personal-data";
    let export = ("crs.personal-data.export", "Hand out everything that is held about a customer");
    let erase =
        ("crs.personal-data.erase", "Erase what is held about a customer, when its term is over");
    Routes::of("customer-registry-service").get(OF_CUSTOMER, export, handed_out).delete(
        OF_CUSTOMER,
        erase,
        erased,
    )
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

/// Again for one who was erased: the act, and whatever of its files could not be deleted before.
async fn erased(
    State(state): State<SharedState>,
    _: Caller<AdminOnly>,
    GuidPath(customer, _): GuidPath<CustomerGuid>,
) -> Result<Answer<ErasureView>, Failure<EraseErrors>> {
    let subject = DataSubject::Customer(CustomerId::new(customer));
    let erased = state.erase_personal_data().erase(subject).await?;
    Ok(Answer(ErasureView::from(&erased.act)))
}
