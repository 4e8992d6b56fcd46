//! What a file is, by its content.

use file_format::{FileFormat, Kind};
use std::{fmt, io::Cursor};

/// The type of some bytes, found in the bytes themselves: what they are called says nothing.
///
/// A type that is found by its beginning is a hint for people, not a proof that the rest is sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MediaType(FileFormat);

/// Texts that a program runs as they are.
const SCRIPTS: &[FileFormat] = &[
    FileFormat::ClojureScript,
    FileFormat::LuaScript,
    FileFormat::MsDosBatch,
    FileFormat::PerlScript,
    FileFormat::PythonScript,
    FileFormat::RubyScript,
    FileFormat::ShellScript,
    FileFormat::ToolCommandLanguageScript,
    FileFormat::WebassemblyText,
    FileFormat::WindowsShortcut,
];

/// What a browser or its kin runs on being looked at.
const PAGES: &[FileFormat] = &[
    FileFormat::ExtensibleStylesheetLanguageTransformations,
    FileFormat::HypertextMarkupLanguage,
    FileFormat::MicrosoftCompiledHtmlHelp,
    FileFormat::ScalableVectorGraphics,
];

/// Known by two bytes with which anything may begin.
const GUESSES: &[FileFormat] = &[FileFormat::CommonObjectFileFormat, FileFormat::DerCertificate];

/// The tags by which a browser takes a text for a page (<https://mimesniff.spec.whatwg.org>, 7.1).
const TAGS: &[&str] = &[
    "<!DOCTYPE HTML",
    "<HTML",
    "<HEAD",
    "<SCRIPT",
    "<IFRAME",
    "<H1",
    "<DIV",
    "<FONT",
    "<TABLE",
    "<A",
    "<STYLE",
    "<TITLE",
    "<B",
    "<BODY",
    "<BR",
    "<P",
    "<!--",
];

/// What makes a page of a document of XML, wherever in it that stands.
const PAGES_IN_XML: &[&[u8]] = &[b"http://www.w3.org/1999/xhtml", b"http://www.w3.org/2000/svg"];

impl MediaType {
    /// Looks at the bytes; `application/octet-stream` when nothing is recognised in them.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let found = Self(FileFormat::from_reader(Cursor::new(bytes)).unwrap_or_default());
        let is_xml = found.0 == FileFormat::ExtensibleMarkupLanguage;
        if is_page(bytes) || (is_xml && holds_page(bytes)) {
            return Self(FileFormat::HypertextMarkupLanguage);
        }
        if bytes.starts_with(b"#!") && !found.is_active() {
            // Whatever interpreter it names, and whatever follows.
            return Self(FileFormat::ShellScript);
        }
        if found.0 == FileFormat::Empty || GUESSES.contains(&found.0) {
            return Self(FileFormat::ArbitraryBinaryData);
        }
        found
    }

    /// The name that IANA or custom has given it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.media_type()
    }

    /// Whether it may run where somebody opens it: programs, scripts, installers, pages.
    #[must_use]
    pub fn is_active(&self) -> bool {
        let is_program = matches!(self.0.kind(), Kind::Executable | Kind::Package);
        is_program || SCRIPTS.contains(&self.0) || PAGES.contains(&self.0)
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whether a browser would show the bytes as a page, whatever they are said to be.
fn is_page(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    TAGS.iter().any(|tag| {
        let begins =
            text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()));
        let ends_there = || matches!(text.get(tag.len()), Some(b' ' | b'>'));
        begins && (*tag == "<!--" || ends_there())
    })
}

fn holds_page(xml: &[u8]) -> bool {
    PAGES_IN_XML.iter().any(|name| xml.windows(name.len()).any(|part| part == *name))
}

#[cfg(test)]
mod tests;
