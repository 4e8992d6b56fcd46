//! The nine steps, in the words of the manual.

use super::{
    actor::{Actor, Expected},
    installation::{CODE, EXAMPLE, phone},
    screen,
};
use anyhow::Context;
use base64::{Engine, prelude::BASE64_STANDARD};
use kredo_application::Store;
use kredo_domain::loan_application::{ContractNumber, LoanApplicationId};
use kredo_persistence::SqlStore;
use serde_json::{Value, json};

const APPLICATIONS: &str = "/pfs/partner/api/v1/applications";

/// When the manual's partner passed the money on.
const CONFIRM_DATE: &str = "2024-11-22T10:00:00.52Z";

const LOOK: &str = "The partner checks the status";

/// What came of the flow.
pub(super) struct Signed {
    pub(super) application: LoanApplicationId,
    pub(super) number: ContractNumber,
    /// The contract with its seal.
    pub(super) pdf: Vec<u8>,
}

/// Plays every step.
pub(super) async fn play(mut actor: Actor, store: &SqlStore) -> anyhow::Result<Signed> {
    actor.log_in("Before. The partner gets its token").await?;
    let create = "Step 1. The partner creates the application";
    let created = actor.act(create, &format!("{APPLICATIONS}/create"), Some(EXAMPLE)).await?;
    let guid = created.get("application_guid").cloned().unwrap_or_default();
    let application: LoanApplicationId = serde_json::from_value(guid)
        .with_context(|| format!("{create}: expected an application_guid, came {created}"))?;
    let own = |action: &str| format!("{APPLICATIONS}/{application}/{action}");
    let status = own("status");

    actor.look(&format!("Step 2. {LOOK}"), &status, &APPROVED).await?;
    let step =
        "Step 3. The partner performs select_offer (the customer chooses the approved offer)";
    actor.act(step, &own("select_offer"), None).await?;
    actor.look(&format!("Step 4. {LOOK}"), &status, &REQUEST_OTP).await?;

    let step = "Step 5. The partner performs send_otp (the customer agrees to be sent an OTP code \
                for signing the documents)";
    actor.act(step, &own("send_otp"), None).await?;
    actor.look(&format!("Step 6. {LOOK}"), &status, &ENTER_OTP).await?;
    let step = "Step 7. The partner performs sign (sends the OTP code the customer received)";
    receive_code(store).await.with_context(|| step.to_owned())?;
    actor.act(step, &own("sign"), Some(&json!({ "code": CODE }).to_string())).await?;
    let step = format!("Step 8. {LOOK}");
    let payload = actor.look(&step, &status, &SIGNED).await?;
    let signed = signed(application, &payload).context(step)?;

    let step = "Step 9. The partner performs confirm";
    let body = json!({ "confirm_date": CONFIRM_DATE }).to_string();
    actor.act(step, &own("confirm"), Some(&body)).await?;
    actor.look(&format!("After step 9. {LOOK}"), &status, &COMPLETED).await?;
    Ok(signed)
}

const APPROVED: Expected = Expected { status: "APPROVED", message: "", action: "select_offer" };

const REQUEST_OTP: Expected =
    Expected { status: "CONFIRMATION", message: "Request OTP code", action: "send_otp" };

const ENTER_OTP: Expected =
    Expected { status: "CONFIRMATION", message: "Enter OTP code", action: "sign" };

const SIGNED: Expected = Expected {
    status: "CONFIRMATION",
    message: "Contract is signed. Transfer of product",
    action: "confirm",
};

const COMPLETED: Expected = Expected { status: "COMPLETED", message: "", action: "" };

/// Reads the message that the customer got, which must hold the code.
async fn receive_code(store: &SqlStore) -> anyhow::Result<()> {
    let phone = phone()?;
    let messages = store.reader().await?.mailbox().to(&phone).await?;
    let message = messages.last().context("expected an SMS with a code, came none")?;
    let text = &message.record().text;
    anyhow::ensure!(text.contains(CODE), "expected the code {CODE} in the SMS, came: {text}");
    screen::note(&format!("SMS to {}: {text}", phone.masked()));
    Ok(())
}

/// The contract out of the payload.
fn signed(application: LoanApplicationId, payload: &Value) -> anyhow::Result<Signed> {
    let text = |name| {
        let found = payload.get(name).and_then(Value::as_str);
        found.with_context(|| format!("expected {name} in the payload, came none"))
    };
    let number = ContractNumber::try_new(text("contractNumber")?.to_owned())?;
    let pdf = BASE64_STANDARD.decode(text("contract_pdf")?).context("contract_pdf is no base64")?;
    Ok(Signed { application, number, pdf })
}
