//! The lender: what the law sees in it, and the party of its contracts.

mod form;

use super::super::reader::Reader;
use chrono::{FixedOffset, Offset, Utc};
use kredo_domain::regulation::LenderKind;

/// `[lender]`
///
/// The defaults are a lender that does not exist and says so.
#[derive(Debug)]
pub(crate) struct LenderSection {
    pub(crate) kind: LenderKind,
    pub(crate) full_name: String,
    pub(crate) short_name: String,
    pub(crate) inn: String,
    pub(crate) ogrn: String,
    pub(crate) registry_number: String,
    pub(crate) address: String,
    pub(crate) phone: String,
    pub(crate) email: String,
    pub(crate) bank: LenderBank,
    pub(crate) place: String,
    pub(crate) site: String,
    pub(crate) zone: FixedOffset,
}

/// The taxpayer number of the lender that does not exist.
const EXAMPLE_INN: &str = "7700000009";

impl LenderSection {
    /// Whether contracts would name the lender that does not exist.
    pub(crate) fn is_example(&self) -> bool {
        self.inn == EXAMPLE_INN
    }

    pub(in super::super) fn read(reader: &mut Reader) -> Self {
        Self {
            kind: reader
                .key("lender.kind", "What kind of lender the law sees.")
                .text(LenderKind::Mkk),
            full_name: reader
                .key("lender.full_name", "Full name in the companies' register.")
                .text(
                "Общество с ограниченной ответственностью Микрокредитная компания «Кредо Пример»"
                    .to_owned(),
            ),
            short_name: reader
                .key("lender.short_name", "Short name in the companies' register.")
                .text("ООО МКК «Кредо Пример»".to_owned()),
            inn: reader
                .key("lender.inn", "Taxpayer number (ИНН).")
                .form(&form::COMPANY_INN, EXAMPLE_INN),
            ogrn: reader
                .key("lender.ogrn", "Number in the companies' register (ОГРН).")
                .form(&form::COMPANY_OGRN, "1027700000008"),
            registry_number: reader
                .key(
                    "lender.registry_number",
                    "Number in the state register of microfinance organisations.",
                )
                .text("0000000000000".to_owned()),
            address: reader
                .key("lender.address", "Registered address.")
                .text("101000, г. Москва, ул. Примерная, д. 1".to_owned()),
            phone: reader
                .key("lender.phone", "Telephone, as printed.")
                .text("8 800 000-00-00".to_owned()),
            email: reader
                .key("lender.email", "E-mail address.")
                .form(&form::EMAIL, "info@kredo.example"),
            bank: LenderBank::read(reader),
            place: reader
                .key("lender.place", "Where contracts are concluded, as printed.")
                .text("г. Москва".to_owned()),
            site: reader
                .key("lender.site", "The site that contracts and messages name.")
                .text("kredo.example".to_owned()),
            zone: zone(reader),
        }
    }
}

/// A zone of Russia has no summer time, so that its distance from UTC is all there is to it.
fn zone(reader: &mut Reader) -> FixedOffset {
    let key = reader.key(
        "lender.utc_offset_hours",
        "The lender's time zone, hours ahead of UTC: interest days, contracts and offers go by \
         its calendar days. Moscow is 3.",
    );
    let hours: i32 = key.number(-12..=14, 3);
    // No offset of that range is too large.
    FixedOffset::east_opt(hours * 3600).unwrap_or(Utc.fix())
}

/// The account that loans are repaid to.
#[derive(Debug)]
pub(crate) struct LenderBank {
    pub(crate) account: String,
    pub(crate) name: String,
    pub(crate) bic: String,
    pub(crate) correspondent_account: String,
}

impl LenderBank {
    fn read(reader: &mut Reader) -> Self {
        Self {
            account: reader
                .key("lender.bank_account", "The account that loans are repaid to.")
                .form(&form::ACCOUNT, "40701810000000000001"),
            name: reader
                .key("lender.bank_name", "The bank's name.")
                .text("ПАО «Примерный банк»".to_owned()),
            bic: reader
                .key("lender.bank_bic", "The bank's identifier (БИК).")
                .form(&form::BIC, "040000000"),
            correspondent_account: reader
                .key(
                    "lender.bank_correspondent_account",
                    "The bank's account at the Bank of Russia.",
                )
                .form(&form::ACCOUNT, "30101810000000000000"),
        }
    }
}
