//! Successful answers.

use crate::api::{DescribeAnswer, Description};
use axum::{
    Json,
    response::{IntoResponse, Response},
};
use kredo_application::activity::Described;
use serde::Serialize;

/// 200 with a JSON body.
pub(crate) struct Answer<T>(pub(crate) T);

impl<T: Serialize> IntoResponse for Answer<T> {
    fn into_response(self) -> Response {
        Json(self.0).into_response()
    }
}

impl<T: Described> DescribeAnswer for Answer<T> {
    fn describe(description: &mut Description) {
        description.answers::<T>(200);
    }
}
