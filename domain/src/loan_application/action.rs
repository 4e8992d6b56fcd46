//! What a partner does with an application.

use super::{
    Confirmation, Expectation, Fingerprint, Happening, LoanApplication, LoanApplicationError,
    LoanApplicationEvent, Stage, StageName, State, UploadedFile,
};
use chrono::{DateTime, Utc};

/// An action of the partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// The customer takes up the offer.
    SelectOffer,
    /// The customer is to be sent a code for signing.
    SendOtp,
    /// The customer signs with the code.
    Sign,
    /// The goods were handed over.
    Confirm,
    /// The customer or the partner wants no loan.
    Cancel,
    /// A file belongs to the application.
    UploadFile,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 6] = [
        Self::SelectOffer,
        Self::SendOtp,
        Self::Sign,
        Self::Confirm,
        Self::Cancel,
        Self::UploadFile,
    ];

    /// As in the partner's addresses: `select_offer`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SelectOffer => "select_offer",
            Self::SendOtp => "send_otp",
            Self::Sign => "sign",
            Self::Confirm => "confirm",
            Self::Cancel => "cancel",
            Self::UploadFile => "upload_file",
        }
    }
}

/// What became of an action that was not refused outright.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionOutcome {
    /// What to tell the partner.
    pub answer: Answer,
    /// What happened; none when there was nothing to do.
    pub events: Vec<LoanApplicationEvent>,
}

/// What to tell the partner, after what happened is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It was expected, and is recorded.
    Accepted,
    /// It was recorded before; nothing is done twice.
    Repeated,
    /// A code was sent before and is asked for again: the code's own rules decide.
    ResendRequested,
    /// Too late: that the application has ended is recorded, and the partner is refused.
    OfferExpired,
}

impl Answer {
    /// The refusal to answer once the events are stored, if it is one.
    #[must_use]
    pub const fn refusal(self) -> Option<LoanApplicationError> {
        match self {
            Self::OfferExpired => Some(LoanApplicationError::OfferExpired),
            Self::Accepted | Self::Repeated | Self::ResendRequested => None,
        }
    }
}

/// An action with what is compared of its body.
#[derive(Clone, Copy)]
enum Request<'a> {
    SelectOffer,
    SendOtp,
    Sign(&'a Fingerprint),
    Confirm(&'a Fingerprint),
    Cancel(&'a str),
    UploadFile(&'a UploadedFile),
}

impl Request<'_> {
    const fn action(&self) -> Action {
        match self {
            Self::SelectOffer => Action::SelectOffer,
            Self::SendOtp => Action::SendOtp,
            Self::Sign(_) => Action::Sign,
            Self::Confirm(_) => Action::Confirm,
            Self::Cancel(_) => Action::Cancel,
            Self::UploadFile(_) => Action::UploadFile,
        }
    }
}

impl LoanApplication {
    /// The customer takes up the offer.
    ///
    /// # Errors
    /// [`LoanApplicationError::OutOfTurn`], or [`LoanApplicationError::OfferExpired`] when that is
    /// recorded already; an offer that turns out to be expired now is an outcome.
    pub fn select_offer(
        &mut self,
        now: DateTime<Utc>,
    ) -> Result<ActionOutcome, LoanApplicationError> {
        let answer = self.timely(self.judge(Request::SelectOffer)?, now);
        Ok(self.carry_out(answer, Happening::OfferSelected))
    }
    /// The customer asks for a code, or, where one was sent, for another.
    ///
    /// # Errors
    /// As [`Self::select_offer`].
    pub fn send_otp(&mut self, now: DateTime<Utc>) -> Result<ActionOutcome, LoanApplicationError> {
        let answer = self.timely(self.judge(Request::SendOtp)?, now);
        Ok(self.carry_out(answer, Happening::OtpRequested))
    }
    /// What [`Self::sign`] would answer. Only where that is [`Answer::Accepted`] may the code be
    /// tried: anything else must not cost an attempt.
    ///
    /// # Errors
    /// As [`Self::sign`].
    pub fn expects_code(
        &self,
        code: &Fingerprint,
        now: DateTime<Utc>,
    ) -> Result<Answer, LoanApplicationError> {
        Ok(self.timely(self.judge(Request::Sign(code))?, now))
    }
    /// The customer signs: the caller has found the code right.
    ///
    /// # Errors
    /// As [`Self::select_offer`], and [`LoanApplicationError::ActionAlreadyTaken`] when it signed
    /// with another code.
    pub fn sign(
        &mut self,
        code: Fingerprint,
        now: DateTime<Utc>,
    ) -> Result<ActionOutcome, LoanApplicationError> {
        let answer = self.expects_code(&code, now)?;
        Ok(self.carry_out(answer, Happening::OtpAccepted { code }))
    }
    /// The partner confirms that the goods were handed over: the point of no return.
    ///
    /// # Errors
    /// [`LoanApplicationError::OutOfTurn`], or [`LoanApplicationError::ActionAlreadyTaken`] when it
    /// confirmed with another body.
    pub fn confirm(
        &mut self,
        confirmation: Confirmation,
    ) -> Result<ActionOutcome, LoanApplicationError> {
        let answer = self.judge(Request::Confirm(&confirmation.body))?;
        Ok(self.carry_out(answer, Happening::Confirmed { confirmation }))
    }
    /// The partner wants no loan. What waits for the partner before the signature ends at once;
    /// otherwise what has been done is undone first.
    ///
    /// # Errors
    /// [`LoanApplicationError::PointOfNoReturn`] once the partner has confirmed,
    /// [`LoanApplicationError::OutOfTurn`] when the application has ended otherwise,
    /// [`LoanApplicationError::ActionAlreadyTaken`] when it was cancelled for another reason.
    pub fn cancel(&mut self, reason: String) -> Result<ActionOutcome, LoanApplicationError> {
        let answer = self.judge(Request::Cancel(&reason))?;
        let waits = self
            .state()
            .open()
            .is_some_and(|stage| stage.name().expects().is_some() && stage.signed().is_none());
        let happening = if waits {
            Happening::Cancelled { reason }
        } else {
            Happening::CancelRequested { reason }
        };
        Ok(self.carry_out(answer, happening))
    }
    /// The partner uploads a file. Another file is another action, so that only the very same is
    /// a repetition.
    ///
    /// # Errors
    /// [`LoanApplicationError::OutOfTurn`] when the application has ended,
    /// [`LoanApplicationError::TooManyFiles`].
    pub fn upload_file(
        &mut self,
        file: UploadedFile,
    ) -> Result<ActionOutcome, LoanApplicationError> {
        let answer = self.judge(Request::UploadFile(&file))?;
        Ok(self.carry_out(answer, Happening::FileUploaded { file }))
    }

    fn carry_out(&mut self, answer: Answer, happening: Happening) -> ActionOutcome {
        let events = match answer {
            Answer::Accepted => self.note(happening),
            Answer::OfferExpired => self.note(Happening::Expired),
            Answer::Repeated | Answer::ResendRequested => Vec::new(),
        };
        ActionOutcome { answer, events }
    }
    fn judge(&self, request: Request<'_>) -> Result<Answer, LoanApplicationError> {
        match self.taken_before(request) {
            Some(false) => Err(LoanApplicationError::ActionAlreadyTaken(request.action())),
            Some(true) if self.asks_for_another_code(request) => Ok(Answer::ResendRequested),
            Some(true) => Ok(Answer::Repeated),
            None => self.judge_first(request),
        }
    }
    /// Whether the action was recorded before, and if so, whether with the same body.
    fn taken_before(&self, request: Request<'_>) -> Option<bool> {
        let state = self.state();
        match request {
            Request::SelectOffer => state.is_past(StageName::Approved).then_some(true),
            Request::SendOtp => state.is_past(StageName::AwaitingOtpRequest).then_some(true),
            Request::Sign(code) => state.signed().map(|signed| signed.code == *code),
            Request::Confirm(body) => state.confirmation().map(|known| known.body == *body),
            Request::Cancel(reason) => state.cancel_reason().map(|known| known == reason),
            Request::UploadFile(file) => {
                self.record.files.iter().any(|known| known.is_same_upload(file)).then_some(true)
            }
        }
    }
    fn asks_for_another_code(&self, request: Request<'_>) -> bool {
        matches!(request, Request::SendOtp)
            && self.state().open().is_some_and(|s| s.name() == StageName::AwaitingOtp)
    }
    fn judge_first(&self, request: Request<'_>) -> Result<Answer, LoanApplicationError> {
        let action = request.action();
        let accepted = match action {
            Action::Cancel => self.may_be_cancelled()?,
            Action::UploadFile => self.may_take_a_file()?,
            Action::SelectOffer | Action::SendOtp | Action::Sign => {
                if matches!(self.state(), State::Expired { .. }) {
                    return Err(LoanApplicationError::OfferExpired);
                }
                self.expectation() == Expectation::Action(action)
            }
            Action::Confirm => self.expectation() == Expectation::Action(action),
        };
        if accepted {
            Ok(Answer::Accepted)
        } else {
            Err(LoanApplicationError::OutOfTurn { action, expected: self.expectation() })
        }
    }
    fn may_be_cancelled(&self) -> Result<bool, LoanApplicationError> {
        match self.state() {
            State::Open(Stage::Confirming { .. }) | State::Completed { .. } => {
                Err(LoanApplicationError::PointOfNoReturn)
            }
            state => Ok(!state.is_terminal()),
        }
    }
    fn may_take_a_file(&self) -> Result<bool, LoanApplicationError> {
        if self.state().is_terminal() {
            Ok(false)
        } else if self.record.files.len() < Self::MAX_FILES {
            Ok(true)
        } else {
            Err(LoanApplicationError::TooManyFiles(Self::MAX_FILES))
        }
    }
    /// What is expected of the partner now.
    #[must_use]
    pub fn expectation(&self) -> Expectation {
        let state = self.state();
        let action = state.open().and_then(|stage| stage.name().expects());
        match action {
            Some(action) => Expectation::Action(action),
            None if state.is_terminal() => Expectation::Nothing(state.name()),
            None => Expectation::Patience,
        }
    }
    /// The same answer, unless it would go on with an offer that has expired.
    fn timely(&self, answer: Answer, now: DateTime<Utc>) -> Answer {
        match answer {
            Answer::Accepted | Answer::ResendRequested if self.offer_is_over(now) => {
                Answer::OfferExpired
            }
            Answer::Accepted
            | Answer::ResendRequested
            | Answer::Repeated
            | Answer::OfferExpired => answer,
        }
    }
    /// Whether the offer waits for the customer, and its time is over.
    pub(super) fn offer_is_over(&self, now: DateTime<Utc>) -> bool {
        self.state().open().is_some_and(|stage| {
            stage.name().expects().is_some() && stage.expires_at().is_some_and(|end| now >= end)
        })
    }
}
