//! The columns of the file.

/// What stands in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    Named(Named),
    /// A part of the address where the customer is registered: `address.city`.
    Address(String),
    /// A free-form fact: `additional_data.children`.
    Fact(String),
}

macro_rules! named {
    ($($column:ident: $name:literal,)+) => {
        /// A column with a meaning of its own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Named {
            $($column,)+
        }

        impl Named {
            const ALL: &'static [Self] = &[$(Self::$column),+];

            /// As in the header line.
            pub(super) const fn name(self) -> &'static str {
                match self {
                    $(Self::$column => $name,)+
                }
            }
        }
    };
}

named! {
    Login: "login",
    LastName: "last_name",
    FirstName: "first_name",
    MiddleName: "middle_name",
    Gender: "gender",
    BirthDate: "birth_date",
    Phone: "phone",
    Email: "email",
    PassportSeries: "passport_series",
    PassportNumber: "passport_number",
    PassportIssuer: "passport_issuer",
    PassportIssueDate: "passport_issue_date",
    PassportAuthorityCode: "passport_authority_code",
    PassportBirthplace: "passport_birthplace",
    Inn: "inn",
    Snils: "snils",
}

const ADDRESS: &str = "address.";
const FACT: &str = "additional_data.";

impl Column {
    fn read(name: &str) -> Option<Self> {
        let part = |prefix| name.strip_prefix(prefix).filter(|part: &&str| !part.is_empty());
        let named = Named::ALL.iter().find(|column| column.name() == name);
        named
            .map(|column| Self::Named(*column))
            .or_else(|| part(ADDRESS).map(|part| Self::Address(part.to_owned())))
            .or_else(|| part(FACT).map(|part| Self::Fact(part.to_owned())))
    }

    /// As in the header line.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Named(column) => column.name().to_owned(),
            Self::Address(part) => format!("{ADDRESS}{part}"),
            Self::Fact(name) => format!("{FACT}{name}"),
        }
    }
}

/// Which column stands at which place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Header(Vec<Column>);

impl Header {
    /// Reads the header line, or tells everything that is wrong with it.
    pub(super) fn read(cells: &[String]) -> Result<Self, String> {
        let mut columns = Vec::new();
        let mut faults = Vec::new();
        for cell in cells {
            match Column::read(cell) {
                None => faults.push(format!("there is no column \"{cell}\"")),
                Some(column) if columns.contains(&column) => {
                    faults.push(format!("the column \"{cell}\" is there twice"));
                }
                Some(column) => columns.push(column),
            }
        }
        if !columns.contains(&Column::Named(Named::Login)) {
            faults.push("the column \"login\" is missing".to_owned());
        }
        if faults.is_empty() {
            return Ok(Self(columns));
        }
        let known: Vec<_> = Named::ALL.iter().map(|column| column.name()).collect();
        Err(format!(
            "the header line, the first of the file, names the columns: {}.\nColumns are {}, \
             {ADDRESS}… and {FACT}…, in any order; login is needed.",
            faults.join("; "),
            known.join(", ")
        ))
    }

    pub(super) fn columns(&self) -> &[Column] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(header: &str) -> Result<Header, String> {
        Header::read(&header.split(',').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn columns_stand_in_any_order() {
        let header = read("inn,address.city,login,additional_data.a b").unwrap();
        let expected = [
            Column::Named(Named::Inn),
            Column::Address("city".to_owned()),
            Column::Named(Named::Login),
            Column::Fact("a b".to_owned()),
        ];
        assert_eq!(header.columns(), expected);
        let names: Vec<_> = header.columns().iter().map(Column::name).collect();
        assert_eq!(names, ["inn", "address.city", "login", "additional_data.a b"]);
    }

    #[test]
    fn every_fault_of_the_header_is_told() {
        let told = read("surname,inn,inn,address.").unwrap_err();
        for part in
            ["\"surname\"", "\"inn\" is there twice", "\"address.\"", "\"login\" is missing"]
        {
            assert!(told.contains(part), "{part}: {told}");
        }
        assert!(read("").unwrap_err().contains("\"login\" is missing"));
    }
}
