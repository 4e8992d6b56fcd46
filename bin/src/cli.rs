//! The command line.

use crate::config::Flag;
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use kredo_domain::identity::Role;
use std::{net::SocketAddr, path::PathBuf};
use uuid::Uuid;

/// Kredo, an open lending core.
///
/// Settings come from defaults, then `kredo.toml`, then environment variables `KREDO_…`, then
/// flags; `kredo config --explain` shows each with its origin.
#[derive(Parser)]
#[command(version, propagate_version = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) settings: Settings,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Flags that every command takes.
#[derive(Args)]
pub(crate) struct Settings {
    /// Reads settings from FILE instead of `kredo.toml`.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// The database: `sqlite://FILE`, or `postgres://USER:PASSWORD@HOST/NAME`.
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) database: Option<String>,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Work(Work),
    /// Plays the manual's demo flow over HTTP against a server of its own, and shows the loan.
    ///
    /// The server stands on the manual's day, 2024-11-22, and asks sandboxes only. The flow is
    /// token, create, `select_offer`, `send_otp`, sign and confirm, each followed by a look at the
    /// status; the program ends well only at COMPLETED.
    Demo {
        /// Database, keys, the signed contract and its schedule go there; made when missing.
        #[arg(long, value_name = "DIR", default_value = "demo")]
        out: String,
    },
    /// Saves an SQLite installation, its files and its keys into a new folder.
    ///
    /// A server may run meanwhile: what is committed when it begins is saved.
    Backup {
        /// The folder; it must not exist.
        folder: PathBuf,
    },
    /// Brings an SQLite installation back from a backup, where there is none.
    Restore {
        /// The folder that `kredo backup` wrote.
        folder: PathBuf,
    },
    /// Signed contracts.
    #[command(subcommand)]
    Contract(ContractCommand),
    /// Prints the OpenAPI document.
    Openapi,
    /// Prints the description of every activity.
    Activities,
    /// Prints the settings in force, as TOML.
    Config {
        /// As a table that tells the origin and the meaning of each.
        #[arg(long)]
        explain: bool,
        /// The reference that `docs/configuration.md` is made of.
        #[arg(long, hide = true, conflicts_with = "explain")]
        markdown: bool,
    },
    /// Prints the reference of error codes that `docs/errors.md` is made of.
    #[command(hide = true)]
    Errors,
}

/// Commands that work on the database.
#[derive(Subcommand)]
pub(crate) enum Work {
    /// Serves the REST interface until it is told to stop (Ctrl-C or SIGTERM).
    Serve {
        /// Where to listen; port 0 takes a free one.
        #[arg(long, value_name = "ADDRESS")]
        listen: Option<SocketAddr>,
        /// Works on another day, for trials: contracts, interest and offers go by it.
        #[arg(long, value_name = "YYYY-MM-DD")]
        business_date: Option<NaiveDate>,
    },
    /// Brings the database to this program's version.
    Migrate,
    /// Customers.
    #[command(subcommand)]
    Customers(CustomersCommand),
    /// The register of invalid passports.
    #[command(subcommand)]
    Passports(PassportsCommand),
    /// Accounts of partners.
    #[command(subcommand)]
    Partner(PartnerCommand),
    /// Accounts of employees and of other systems.
    #[command(subcommand)]
    User(UserCommand),
    /// One-time codes.
    #[command(subcommand)]
    Otp(OtpCommand),
    /// Who did what: the audit trail.
    #[command(subcommand)]
    Audit(AuditCommand),
}

#[derive(Subcommand)]
pub(crate) enum AuditCommand {
    /// Checks that no record was changed, put in or taken out, and prints the head of the chain.
    Verify {
        /// The head that an earlier check printed; it must still be in the chain.
        #[arg(long, value_name = "HASH")]
        head: Option<String>,
    },
    /// Prints what happened to one application, customer or account, oldest first.
    Show {
        /// Its guid.
        guid: Uuid,
    },
}

#[derive(Subcommand)]
pub(crate) enum OtpCommand {
    /// Phones whose code is fixed, for demonstrations and reviewers.
    #[command(subcommand)]
    Exception(OtpExceptionCommand),
}

#[derive(Subcommand)]
pub(crate) enum OtpExceptionCommand {
    /// Fixes the code of a phone; again with another code: gives it that one.
    Add {
        /// The phone, in any usual form: `+7 (901) 000-00-01`.
        phone: String,
        /// Its code, 4 to 10 digits.
        code: String,
    },
}

#[derive(Subcommand)]
pub(crate) enum ContractCommand {
    /// Checks the seal of a signed contract and prints what it says; any changed byte fails.
    Verify {
        /// The contract, a PDF.
        file: PathBuf,
        /// Public key of the lender, PEM or a JWK set; without it this installation's own keys.
        #[arg(long, value_name = "PUBLIC")]
        key: Option<PathBuf>,
    },
    /// Prints the public key that contracts are sealed with, as PEM, for whoever checks them.
    Key {
        /// All keys that ever sealed, as a JWK set, the newest first.
        #[arg(long)]
        jwks: bool,
    },
}

#[derive(Subcommand)]
pub(crate) enum PartnerCommand {
    /// Opens an account for a partner's back end and prints its credentials once.
    Add {
        /// The partner's name: its client id, and the `azp` of its tokens.
        name: String,
        /// The seller's name as contracts print it: `ООО «Электроника»`; NAME when left out.
        #[arg(long)]
        title: Option<String>,
        /// The seller's taxpayer number, 10 or 12 digits, as contracts print it.
        #[arg(long)]
        inn: Option<String>,
    },
}

#[derive(Subcommand)]
pub(crate) enum CustomersCommand {
    /// Takes customers over from a CSV file.
    ///
    /// Each is known by its login: who is not there is registered, of who is there becomes known
    /// what the file says; empty cells say nothing. What was taken over stays, and the same file
    /// again changes nothing, so that an import that ended too soon is started again as it was.
    ///
    /// The file is UTF-8, its cells separated by commas or semicolons, one customer a line. The first
    /// line names the columns, in any order: login; `last_name`, `first_name`, `middle_name`, gender,
    /// `birth_date`; phone, email; `passport_series`, `passport_number`, `passport_issuer`,
    /// `passport_issue_date`, `passport_authority_code`, `passport_birthplace`, inn, snils; `address.…`
    /// for parts of the address of registration and `additional_data.…` for anything else, as in
    /// `address.city`. Only login is needed. Dates are `yyyy-MM-dd` or `dd.MM.yyyy`.
    #[command(verbatim_doc_comment)]
    Import {
        /// The file.
        file: PathBuf,
        /// Writes every line that was not taken over, and why, into this CSV file.
        #[arg(long, value_name = "FILE")]
        faults: Option<PathBuf>,
    },
    /// Writes everything that is held about one customer into a folder, for the customer to have.
    ///
    /// `data.json` has the record, contacts, documents, consents, applications, loans, and who read
    /// them; contracts and uploads lie beside it under their guids. That it was done stands in the
    /// audit trail.
    Export {
        /// The customer's guid or login.
        customer: String,
        /// The folder, which is made.
        folder: PathBuf,
    },
    /// Erases what is held about customers whose term is over, with their files.
    ///
    /// The term, `personal_data.keep_years`, begins on the day on which anything last happened
    /// between the customer and the lender; who has an open loan or application is left. Loans and
    /// orders to pay stay, under the customer's guid alone, and so does the audit trail, which keeps
    /// the act. What is erased cannot be brought back, but by a backup of before: see
    /// `docs/operations.md`. Interrupted, the same command goes on.
    Erase {
        /// Only this customer, by guid or login.
        customer: Option<String>,
        /// Prints who would be erased, by guid, and erases nobody.
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(Subcommand)]
pub(crate) enum PassportsCommand {
    /// Puts an edition of the register in the place of the one in force.
    ///
    /// Other writers to an `SQLite` database wait until it is done.
    Import {
        /// The unpacked list: a line `PASSP_SERIES,PASSP_NUMBER`, then one line a passport.
        file: PathBuf,
        /// The day of the edition; today without it.
        #[arg(long, value_name = "YYYY-MM-DD")]
        edition: Option<NaiveDate>,
    },
}

#[derive(Subcommand)]
pub(crate) enum UserCommand {
    /// Opens an account and prints its credentials once.
    Add {
        /// What it logs in with.
        login: String,
        /// What it may do.
        #[arg(long)]
        role: UserRole,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum UserRole {
    /// A person who works for the lender.
    Employee,
    /// An employee who may also change accounts and settings.
    Admin,
    /// Another system of the lender.
    Service,
}

impl From<UserRole> for Role {
    fn from(role: UserRole) -> Self {
        match role {
            UserRole::Employee => Self::Employee,
            UserRole::Admin => Self::Admin,
            UserRole::Service => Self::Service,
        }
    }
}

impl Arguments {
    /// The settings that were given as flags.
    pub(crate) fn flags(&self) -> Vec<Flag> {
        let mut flags = Vec::new();
        if let Some(value) = self.settings.database.clone() {
            flags.push(Flag { key: "database.url", name: "--database", value });
        }
        if let Command::Work(Work::Serve { listen: Some(listen), .. }) = &self.command {
            let value = listen.to_string();
            flags.push(Flag { key: "server.listen", name: "--listen", value });
        }
        if let Command::Demo { out } = &self.command {
            let mut below = |key, value| flags.push(Flag { key, name: "--out", value });
            below("keys.folder", format!("{out}/keys"));
            below("files.folder", format!("{out}/files"));
            below("files.storage", "folder".to_owned());
            if self.settings.database.is_none() {
                below("database.url", format!("sqlite://{out}/kredo.db"));
            }
        }
        flags
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }
}
