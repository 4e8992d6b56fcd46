//! What is said of a great many customers.

use super::table::Table;

pub(super) fn imports() -> Table {
    Table::new(
        "Customers from a file",
        "`kredo customers import`: names, date of birth, phone, e-mail, passport and address, one \
         customer a line; the most memory of the process in MiB.",
        "| store | lines | a second | memory | again, a second | memory |",
    )
}

pub(super) fn searches() -> Table {
    Table::new(
        "Search",
        "Milliseconds of `GET /crs/internal/v1/customers/parameters` among those customers, one \
         request after the other, whoever is looked for drawn anew each time; found is `total`, on \
         average.",
        "| store | by | found | p50 | p99 | most |",
    )
}
