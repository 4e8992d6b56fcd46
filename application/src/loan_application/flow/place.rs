//! Where the flow can stand.

use crate::flow::{FlowError, FlowState};

macro_rules! places {
    ($($(#[$doc:meta])+ $place:ident $name:literal;)+) => {
        /// A step that is due, or something that is waited for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Place { $($(#[$doc])+ $place,)+ }

        impl Place {
            /// Every place, in the order of the journey.
            #[cfg(test)]
            pub(super) const ALL: &[Self] = &[$(Self::$place),+];

            /// As it is kept for ever.
            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$place => $name,)+ }
            }

            /// Where a state stands.
            pub(super) fn of(state: &FlowState) -> Result<Self, FlowError> {
                match state.step_name.as_str() {
                    $($name => Ok(Self::$place),)+
                    _ => Err(state.invalid("no such place")),
                }
            }
        }
    };
}

places! {
    /// The customer is registered or known again.
    SaveCustomer "save_customer";
    /// Bureaus and lists are asked.
    GatherReports "gather_reports";
    /// The borrower is checked and the loan priced.
    Assess "assess";
    /// The scoring is asked.
    Score "score";
    /// The application is approved or declined.
    Decide "decide";
    /// The customer is to take up the offer.
    AwaitOffer "await_select_offer";
    /// The identification service is asked.
    Identify "identify";
    /// Its answer is recorded.
    RecordIdentification "record_identification";
    /// The customer is to ask for a code.
    AwaitOtpRequest "await_send_otp";
    /// Bureaus and lists are asked again: an answer of another day is none.
    GatherReportsAgain "gather_reports_again";
    /// The borrower is checked again, and the contract gets its number, day and terms.
    DraftContract "draft_contract";
    /// The contract is printed and its bytes kept.
    PrintContract "print_contract";
    /// A code is bound to the printed bytes.
    IssueOtp "issue_otp";
    /// The code is sent.
    SendOtp "send_otp";
    /// That it was sent is recorded.
    RecordOtpSent "record_otp_sent";
    /// The customer is to sign.
    AwaitSign "await_sign";
    /// A further code is sent.
    ResendOtp "resend_otp";
    /// That it was sent is recorded.
    RecordResent "record_resent";
    /// The loan is made.
    CreateLoan "create_loan";
    /// The signed contract is sealed.
    SealContract "seal_contract";
    /// The seal is recorded.
    RecordSigned "record_signed";
    /// The law lets no money go yet.
    CoolingOff "cooling_off";
    /// Now it does.
    EndCoolingOff "end_cooling_off";
    /// An order to pay is made.
    OrderPayout "order_payout";
    /// It is placed with the provider.
    SubmitOrder "submit_order";
    /// The provider has not decided.
    AwaitOrder "await_order";
    /// The provider is asked what became of it.
    AskOrder "ask_order";
    /// The provider's decision is recorded.
    RecordPayout "record_payout";
    /// A refused order is followed by another after a while.
    AwaitRetry "await_retry";
    /// There is no further try.
    RefusePayout "refuse_payout";
    /// The goods are to be handed over.
    AwaitConfirm "await_confirm";
    /// Interest begins to run.
    StartCharging "start_charging";
    /// Nobody took up the offer.
    Expire "expire";
    /// The provider is to reverse the order.
    UndoPayout "undo_payout";
    /// It has not done so yet.
    AwaitUndo "await_undo";
    /// What was done is undone.
    Undo "undo";
    /// An operator has to see to it.
    Fail "fail";
    /// There is nothing left to do.
    End "end";
}
