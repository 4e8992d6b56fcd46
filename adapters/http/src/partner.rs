//! The partner's facade: `/pfs`.

mod application;
mod cart;
mod create;
mod otp;
mod status;
mod upload_file;

use crate::api::Routes;

pub(crate) fn routes() -> Routes {
    const APPLICATION: &str = "/pfs/partner/api/v1/applications/{applicationGuid}";
    let at = |action: &str| format!("{APPLICATION}/{action}");
    let select_offer = ("pfs.application.select-offer", "The customer takes up the offer");
    Routes::of("partner-facade-service")
        .post(
            "/pfs/partner/api/v1/applications/create",
            ("pfs.application.create", "Create a loan application"),
            create::create,
        )
        .post(&at("select_offer"), select_offer, application::select_offer)
        .post(
            &at("select-offer"),
            ("pfs.application.select-offer.hyphen", "The customer takes up the offer"),
            application::select_offer,
        )
        .post(
            &at("send_otp"),
            ("pfs.application.send-otp", "Send the customer a code for signing"),
            otp::send_otp,
        )
        .post(
            &at("send0tp"),
            ("pfs.application.send-otp.zero", "Send the customer a code for signing"),
            otp::send_otp,
        )
        .post(
            &at("sign"),
            ("pfs.application.sign", "The customer signs the contract with the code"),
            otp::sign,
        )
        .post(
            &at("upload_file"),
            ("pfs.application.upload-file", "Upload a file for the application"),
            upload_file::upload_file,
        )
        .post(
            &at("confirm"),
            ("pfs.application.confirm", "The goods were handed over"),
            application::confirm,
        )
        .post(
            &at("cancel"),
            ("pfs.application.cancel", "Cancel the application"),
            application::cancel,
        )
        .get(
            &at("status"),
            ("pfs.application.get-status", "Get the status of the application"),
            status::get,
        )
        .get(
            "/pfs/internal/v1/carts/{applicationGuid}",
            ("pfs.cart.get", "Get the customer's cart"),
            cart::get,
        )
}
