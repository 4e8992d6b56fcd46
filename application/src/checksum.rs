//! SHA-256, as `sha256sum` prints it.

use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

/// SHA-256 of some bytes: of a file, of a document, of a record of the audit trail.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sha256Sum([u8; 32]);

/// The text is no SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a SHA-256 has 64 hexadecimal digits")]
pub struct Sha256SumError;

impl Sha256Sum {
    /// Computes it.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
    /// For whoever computed it piece by piece.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Sha256Sum {
    /// 64 lower-case hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sha256Sum({self})")
    }
}

impl FromStr for Sha256Sum {
    type Err = Sha256SumError;
    fn from_str(text: &str) -> Result<Self, Sha256SumError> {
        let digits: Option<Vec<u8>> = text
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok()))
            .collect();
        let digits = digits.ok_or(Sha256SumError)?;
        let (pairs, rest) = digits.as_chunks::<2>();
        let bytes: Vec<u8> = pairs.iter().map(|[high, low]| high << 4 | low).collect();
        let bytes = bytes.try_into().map_err(|_| Sha256SumError)?;
        if rest.is_empty() { Ok(Self(bytes)) } else { Err(Sha256SumError) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_and_read_as_sha256sum_prints_it() {
        let text = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let sum: Sha256Sum = text.parse().unwrap();
        assert_eq!(sum, Sha256Sum::of(b""));
        assert_eq!(sum.to_string(), text);
        assert_eq!(sum.as_bytes()[..2], [0xe3, 0xb0]);
        assert_eq!(text.to_uppercase().parse(), Ok(sum));
        let mut bytes = [0; 32];
        (bytes[0], bytes[31]) = (0xe3, 0x05);
        let padded = format!("e3{}05", "00".repeat(30));
        assert_eq!(Sha256Sum::from_bytes(bytes).to_string(), padded);
        for wrong in [
            "",
            "e3",
            &text[1..],
            &format!("{text}0"),
            &format!("{text}00"),
            &text.replace('e', "g"),
        ] {
            assert_eq!(wrong.parse::<Sha256Sum>(), Err(Sha256SumError), "{wrong}");
        }
    }
}
