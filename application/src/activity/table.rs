//! The list of activities.

use super::{Arguments, Described, Schemas};
use crate::{AppError, UnitOfWork, code as general, outside::CallKey};
use async_trait::async_trait;
use kredo_domain::{Coded, ErrorCode};
use serde::Serialize;
use serde_json::Value;
use std::{collections::BTreeMap, sync::Arc};
use utoipa::openapi::{RefOr, schema::Schema};

/// Codes of the table itself.
pub mod code {
    kredo_domain::error_codes! {
        ACTIVITY_NOT_FOUND: NotFound = "No activity has this name; `kredo activities` lists them.";
        ACTIVITY_TIMED_OUT: Unavailable = "The activity did not end in the time that the request gave it.";
    }
}

/// Why an activity was not run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActivityError {
    /// No such name.
    #[error("there is no activity of this name")]
    NotFound,
    /// It took too long; what it did was rolled back.
    #[error("the activity did not end in the time given")]
    TimedOut,
}

impl Coded for ActivityError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::NotFound => code::ACTIVITY_NOT_FOUND,
            Self::TimedOut => code::ACTIVITY_TIMED_OUT,
        }
    }
}

/// An activity that works inside a unit of work and waits for nothing outside.
#[async_trait]
pub trait LocalActivity: Send + Sync + 'static {
    /// The manual's name: `CustomerActivity#getByLogin`.
    const NAME: &'static str;
    /// Names of the arguments, for descriptions; they do not reach the wire.
    const ARGUMENTS: &'static [&'static str];
    /// The codes it refuses with.
    const ERRORS: &'static [ErrorCode];
    /// Its arguments, a tuple.
    type Arguments: Arguments;
    /// Its result; `None` answers nothing.
    type Output: Serialize + Described + Send;

    /// Does it.
    ///
    /// # Errors
    /// One of its codes, or the store's.
    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        arguments: Self::Arguments,
    ) -> Result<Option<Self::Output>, AppError>;
}

/// An activity that calls another system. It runs outside of any unit of work, is tried again when
/// the other side was not reached, and asks for the truth first where the other side may have acted.
#[async_trait]
pub trait OutsideActivity: Send + Sync + 'static {
    /// The manual's name.
    const NAME: &'static str;
    /// Names of the arguments, for descriptions; they do not reach the wire.
    const ARGUMENTS: &'static [&'static str];
    /// The codes it refuses with.
    const ERRORS: &'static [ErrorCode];
    /// Whether it changes nothing on the other side, however often it is asked. What led to such a
    /// question need not be kept before it: it is done again with the answer at hand.
    const ONLY_ASKS: bool = false;
    /// Its arguments, a tuple.
    type Arguments: Arguments;
    /// Its result; `None` answers nothing.
    type Output: Serialize + Described + Send;

    /// Does it.
    ///
    /// # Errors
    /// [`AppError::Outside`], one of its codes, or the store's.
    async fn run(
        &self,
        context: &StepContext,
        arguments: Self::Arguments,
    ) -> Result<Option<Self::Output>, AppError>;
}

/// Which call of an activity this is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepContext {
    /// Names the call for ever.
    pub key: CallKey,
    /// 1 at first; from 2 on the other side may have acted on an earlier try.
    pub attempt: u32,
}

/// An activity whose types are erased: JSON in, JSON out.
pub trait Activity: Send + Sync {
    /// Its name.
    fn name(&self) -> &'static str;
    /// Its description; named schemas are put into `schemas`.
    fn describe(&self, schemas: &mut Schemas) -> ActivitySpec;
    /// The codes it refuses with.
    fn errors(&self) -> Vec<ErrorCode>;
    /// How it is done.
    fn work(&self) -> Work<'_>;
}

/// How an activity is done.
pub enum Work<'a> {
    /// Inside a unit of work.
    Local(&'a dyn LocalWork),
    /// Outside of any.
    Outside(&'a dyn OutsideWork),
}

/// A local activity, JSON in, JSON out.
#[async_trait]
pub trait LocalWork: Send + Sync {
    /// Does it inside a unit that somebody else commits.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for arguments that cannot be read; one of its codes; the store's.
    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        arguments: &[Value],
    ) -> Result<Option<Value>, AppError>;
}

/// An outside activity, JSON in, JSON out.
#[async_trait]
pub trait OutsideWork: Send + Sync {
    /// Whether it changes nothing on the other side.
    fn only_asks(&self) -> bool;
    /// Does it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for arguments that cannot be read; [`AppError::Outside`]; one of its
    /// codes; the store's.
    async fn run(
        &self,
        context: &StepContext,
        arguments: &[Value],
    ) -> Result<Option<Value>, AppError>;
}

/// What an activity takes and gives.
#[derive(Clone, Serialize)]
pub struct ActivitySpec {
    /// `CustomerActivity#getByLogin`.
    pub name: &'static str,
    /// The task queue: the part before `#`.
    pub queue: &'static str,
    /// The arguments in their order.
    pub args: Vec<ArgumentSpec>,
    /// The result; null where there is none.
    pub result: Option<RefOr<Schema>>,
    /// The codes it refuses with.
    pub errors: Vec<&'static str>,
}

/// One argument.
#[derive(Clone, Serialize)]
pub struct ArgumentSpec {
    /// What it is called in the manual.
    pub name: &'static str,
    /// Its JSON Schema; null where anything goes.
    pub schema: Option<RefOr<Schema>>,
}

struct Local<A>(A);
struct Outside<A>(A);

/// Name, description and codes are the same for both kinds, apart from what every activity of a kind
/// refuses with.
macro_rules! erased {
    ($wrapper:ident: $kind:ident, $every:expr) => {
        impl<A: $kind> Activity for $wrapper<A> {
            fn name(&self) -> &'static str {
                A::NAME
            }
            fn describe(&self, schemas: &mut Schemas) -> ActivitySpec {
                let described = A::Arguments::describe(schemas);
                let args = A::ARGUMENTS.iter().zip(described);
                ActivitySpec {
                    name: A::NAME,
                    queue: A::NAME.split('#').next().unwrap_or_default(),
                    args: args.map(|(name, schema)| ArgumentSpec { name, schema }).collect(),
                    result: A::Output::describe(schemas),
                    errors: self.errors().into_iter().map(ErrorCode::name).collect(),
                }
            }
            fn errors(&self) -> Vec<ErrorCode> {
                [A::ERRORS, $every].concat()
            }
            fn work(&self) -> Work<'_> {
                Work::$wrapper(self)
            }
        }
    };
}

erased!(Local: LocalActivity, &[]);
erased!(Outside: OutsideActivity, &[general::OUTSIDE_REFUSED, general::OUTSIDE_UNAVAILABLE]);

fn json(output: Option<impl Serialize>) -> Result<Option<Value>, AppError> {
    let json = output.map(serde_json::to_value).transpose();
    json.map_err(|cause| AppError::internal("writing an activity's result", cause))
}

#[async_trait]
impl<A: LocalActivity> LocalWork for Local<A> {
    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        arguments: &[Value],
    ) -> Result<Option<Value>, AppError> {
        let arguments = A::Arguments::read(A::ARGUMENTS, arguments)?;
        json(self.0.run(unit, arguments).await?)
    }
}

#[async_trait]
impl<A: OutsideActivity> OutsideWork for Outside<A> {
    fn only_asks(&self) -> bool {
        A::ONLY_ASKS
    }
    async fn run(
        &self,
        context: &StepContext,
        arguments: &[Value],
    ) -> Result<Option<Value>, AppError> {
        let arguments = A::Arguments::read(A::ARGUMENTS, arguments)?;
        json(self.0.run(context, arguments).await?)
    }
}

/// Every activity, by name.
#[derive(Clone, Default)]
pub struct ActivityTable(BTreeMap<&'static str, Arc<dyn Activity>>);

impl ActivityTable {
    /// Adds one that works inside a unit; a second one of the same name takes its place.
    #[must_use]
    pub fn with(self, activity: impl LocalActivity) -> Self {
        self.adding(Arc::new(Local(activity)))
    }

    /// Adds one that calls another system.
    #[must_use]
    pub fn with_outside(self, activity: impl OutsideActivity) -> Self {
        self.adding(Arc::new(Outside(activity)))
    }

    fn adding(mut self, activity: Arc<dyn Activity>) -> Self {
        self.0.insert(activity.name(), activity);
        self
    }

    /// The activity of that name.
    ///
    /// # Errors
    /// [`ActivityError::NotFound`].
    pub fn get(&self, name: &str) -> Result<&Arc<dyn Activity>, ActivityError> {
        self.0.get(name).ok_or(ActivityError::NotFound)
    }

    /// The codes that any of them refuses with.
    #[must_use]
    pub fn errors(&self) -> Vec<ErrorCode> {
        self.0.values().flat_map(|activity| activity.errors()).collect()
    }

    /// Describes all of them, by name.
    pub fn describe(&self, schemas: &mut Schemas) -> Vec<ActivitySpec> {
        self.0.values().map(|activity| activity.describe(schemas)).collect()
    }
}
