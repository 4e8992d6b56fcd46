//! What each command does.

mod account;
mod audit;
mod backup;
mod contract;
mod customers;
mod demo;
mod describe;
mod otp;
mod passports;
mod private;
mod serve;

use crate::{
    cli::{
        Arguments, AuditCommand, Command, ContractCommand, CustomersCommand, OtpCommand,
        OtpExceptionCommand, PartnerCommand, PassportsCommand, UserCommand, Work,
    },
    compose,
    config::Config,
    logging,
};
use kredo_application::audit::{Actor, acting};
use kredo_domain::{identity::Role, partner::PartnerProfile};
use std::{env, path::Path};
use tokio::runtime::Runtime;

/// Runs the command that was asked for.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let flags = arguments.flags();
    let load = || Config::load(arguments.settings.config.as_deref(), env::vars_os(), &flags);
    match &arguments.command {
        Command::Openapi => describe::openapi(),
        Command::Activities => describe::activities(),
        Command::Errors => describe::errors(),
        Command::Config { markdown: true, .. } => {
            describe::settings();
            Ok(())
        }
        Command::Config { explain, .. } => {
            let loaded = load()?;
            print!("{}", if *explain { loaded.explain() } else { loaded.toml() });
            Ok(())
        }
        Command::Work(work) => {
            let config = load()?.config;
            logging::start(&config.log)?;
            runtime()?.block_on(run_work(&config, work))
        }
        Command::Demo { out } => {
            let config = demo::config(load()?);
            logging::start(&config.log)?;
            let demo = demo::demo(&config, Path::new(out));
            runtime()?.block_on(acting(Some(Actor::OPERATOR), compose::new_trace(), demo))
        }
        Command::Backup { folder } => {
            let config = load()?.config;
            logging::start(&config.log)?;
            runtime()?.block_on(backup::backup(&config, folder))
        }
        Command::Restore { folder } => {
            let config = load()?.config;
            logging::start(&config.log)?;
            runtime()?.block_on(backup::restore(&config, folder))
        }
        // Whoever brings a key needs no installation.
        Command::Contract(ContractCommand::Verify { file, key: Some(key) }) => {
            contract::verify(file, &contract::verifier_from_file(key)?)
        }
        Command::Contract(ContractCommand::Verify { file, key: None }) => {
            contract::verify(file, &contract::own_verifier(&load()?.config)?)
        }
        Command::Contract(ContractCommand::Key { jwks }) => {
            contract::print_key(&load()?.config, *jwks)
        }
    }
}

fn runtime() -> anyhow::Result<Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// Does the work in the operator's name.
async fn run_work(config: &Config, work: &Work) -> anyhow::Result<()> {
    let trace = compose::new_trace();
    acting(Some(Actor::OPERATOR), trace, work_on(config, work)).await
}

async fn work_on(config: &Config, work: &Work) -> anyhow::Result<()> {
    let store = compose::database(config).await?;
    match work {
        Work::Serve { business_date, .. } => serve::serve(config, store, *business_date).await,
        Work::Partner(PartnerCommand::Add { name, title, inn }) => {
            let title = title.clone().unwrap_or_else(|| name.clone());
            let profile = PartnerProfile { title, inn: inn.clone() };
            account::add(config, store, name, (Role::Partner, Some(profile))).await
        }
        Work::User(UserCommand::Add { login, role }) => {
            account::add(config, store, login, ((*role).into(), None)).await
        }
        Work::Passports(PassportsCommand::Import { file, edition }) => {
            passports::import(config, store, file, *edition).await
        }
        Work::Customers(CustomersCommand::Import { file, faults }) => {
            customers::import(store, file, faults.as_deref()).await
        }
        Work::Customers(CustomersCommand::Export { customer, folder }) => {
            customers::export(config, store, (customer, folder)).await
        }
        Work::Customers(CustomersCommand::Erase { customer, dry_run }) => {
            customers::erase(config, store, customer.as_deref(), *dry_run).await
        }
        Work::Otp(OtpCommand::Exception(OtpExceptionCommand::Add { phone, code })) => {
            otp::add_exception(store, phone, code).await
        }
        Work::Audit(AuditCommand::Verify { head }) => {
            audit::verify(config, store, head.as_deref()).await
        }
        Work::Audit(AuditCommand::Show { guid }) => audit::show(store, *guid).await,
        Work::Migrate => {
            println!("the database is at this program's version");
            Ok(store.close().await?)
        }
    }
}
