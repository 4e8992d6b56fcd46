//! The lines of the file.

use csv::{ByteRecord, ReaderBuilder};
use std::io::{self, BufRead, BufReader, Read};

/// The longest line, bytes.
const LONGEST: u64 = 64 * 1024;

/// A file of comma- or semicolon-separated lines. A line ends at its line break, whatever quotes are
/// open: a lost quote must not swallow those after it.
pub(super) struct Source<R> {
    reader: BufReader<R>,
    delimiter: Option<u8>,
    number: u64,
}

/// One line.
pub(super) struct Record {
    /// Which line of the file, from 1.
    pub(super) number: u64,
    /// Its cells; `None` where it is too long or no text.
    pub(super) cells: Option<Vec<String>>,
}

impl<R: Read> Source<R> {
    pub(super) fn new(source: R) -> Self {
        Self { reader: BufReader::new(source), delimiter: None, number: 0 }
    }

    /// The next line that is not empty.
    pub(super) fn next(&mut self) -> io::Result<Option<Record>> {
        loop {
            let mut line = Vec::new();
            let mut limited = (&mut self.reader).take(LONGEST);
            if limited.read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            self.number += 1;
            if !line.ends_with(b"\n") && line.len() as u64 == LONGEST {
                self.reader.skip_until(b'\n')?;
                return Ok(Some(Record { number: self.number, cells: None }));
            }
            if !line.trim_ascii().is_empty() {
                let cells = self.cells(&line);
                return Ok(Some(Record { number: self.number, cells }));
            }
        }
    }

    fn cells(&mut self, line: &[u8]) -> Option<Vec<String>> {
        // The header line shows which of the two the file has.
        let delimiter = *self.delimiter.get_or_insert_with(|| {
            if line.contains(&b';') && !line.contains(&b',') { b';' } else { b',' }
        });
        let mut reader = ReaderBuilder::new();
        let reader = reader.has_headers(false).delimiter(delimiter).buffer_capacity(1024);
        let mut record = ByteRecord::new();
        reader.from_reader(line).read_byte_record(&mut record).ok()?;
        let text = |cell: &[u8]| std::str::from_utf8(cell).map(|cell| cell.trim().to_owned());
        record.iter().map(text).collect::<Result<_, _>>().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{collection::vec, prelude::*};

    fn read(text: &[u8]) -> Vec<(u64, Option<Vec<String>>)> {
        let mut source = Source::new(text);
        let mut all = Vec::new();
        while let Some(record) = source.next().unwrap() {
            all.push((record.number, record.cells));
        }
        all
    }

    fn cells(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|&cell| cell.to_owned()).collect()
    }

    #[test]
    fn lines_are_numbered_and_a_lost_quote_ends_with_its_line() {
        let text = "\u{feff}login,name\r\n\n 1 ,\"Ли, Анна\"\n\"2,x\n3,y".as_bytes();
        let expected = [
            (1, Some(cells(&["login", "name"]))),
            (3, Some(cells(&["1", "Ли, Анна"]))),
            (4, Some(cells(&["2,x"]))),
            (5, Some(cells(&["3", "y"]))),
        ];
        assert_eq!(read(text), expected);
        let semicolons = read(b"login;name\n1;Li, Anna\n");
        assert_eq!(semicolons[1], (2, Some(cells(&["1", "Li, Anna"]))));
    }

    #[test]
    fn what_is_too_long_or_no_text_is_one_line() {
        let mut text = b"login\n".to_vec();
        text.extend(vec![b'x'; 200_000]);
        text.extend(b"\n\xff\xff\nlast\n");
        let read = read(&text);
        let expected =
            [(1, Some(cells(&["login"]))), (2, None), (3, None), (4, Some(cells(&["last"])))];
        assert_eq!(read, expected);
    }

    proptest! {
        #[test]
        fn whatever_a_file_holds_no_line_gets_lost(bytes in vec(any::<u8>(), 0..400)) {
            let filled = bytes.split(|byte| *byte == b'\n');
            let filled = filled.filter(|line| !line.trim_ascii().is_empty()).count();
            prop_assert_eq!(read(&bytes).len(), filled);
        }
    }
}
