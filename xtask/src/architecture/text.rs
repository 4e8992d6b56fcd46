//! Texts that would tie the repository to one machine.

use super::{Source, Violation};

/// A text that no file may contain.
struct Forbidden {
    text: &'static str,
    /// Only where it begins a path, as in a quote or after a space; not inside an address.
    starts_path: bool,
    remedy: &'static str,
}

const MACHINE: &str = "paths of one machine do not belong here: name it from the repository's root";
const REGISTRY: &str =
    "name the package, not where it was fetched from: that is each machine's own setting";

const FORBIDDEN: &[Forbidden] = &[
    Forbidden { text: "/work/", starts_path: true, remedy: MACHINE },
    Forbidden { text: "/root/", starts_path: true, remedy: MACHINE },
    Forbidden { text: "/home/", starts_path: true, remedy: MACHINE },
    Forbidden { text: "/Users/", starts_path: true, remedy: MACHINE },
    Forbidden { text: "../shared", starts_path: false, remedy: MACHINE },
    Forbidden { text: "index.crates.io", starts_path: false, remedy: REGISTRY },
    Forbidden { text: "static.crates.io", starts_path: false, remedy: REGISTRY },
    Forbidden { text: "files.pythonhosted.org", starts_path: false, remedy: REGISTRY },
    Forbidden { text: "pypi.org/simple", starts_path: false, remedy: REGISTRY },
    Forbidden { text: "deb.debian.org", starts_path: false, remedy: REGISTRY },
    Forbidden { text: "registry.npmjs.org", starts_path: false, remedy: REGISTRY },
];

/// This very list.
const EXEMPT: &str = "xtask/src/architecture/text.rs";

/// The forbidden texts of a file, each with its line.
pub(super) fn check(file: &Source) -> Vec<Violation> {
    if file.path == EXEMPT {
        return Vec::new();
    }
    let lines = file.text.lines().zip(1_usize..);
    lines.flat_map(|(line, number)| check_line(&file.path, line, number)).collect()
}

fn check_line(path: &str, line: &str, number: usize) -> impl Iterator<Item = Violation> {
    FORBIDDEN.iter().filter(|forbidden| forbidden.stands_in(line)).map(move |forbidden| Violation {
        place: format!("{path}:{number}"),
        fault: format!("contains `{}`", forbidden.text),
        remedy: forbidden.remedy,
    })
}

impl Forbidden {
    fn stands_in(&self, line: &str) -> bool {
        line.match_indices(self.text).any(|(at, _)| {
            let before = line.get(..at).and_then(|text| text.chars().next_back());
            !self.starts_path || !before.is_some_and(belongs_to_path)
        })
    }
}

fn belongs_to_path(before: char) -> bool {
    before.is_alphanumeric() || "/.-_~}".contains(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<String> {
        let found = check(&Source { path: "a.md".into(), text: text.into() });
        found
            .into_iter()
            .map(|violation| format!("{} {}", violation.place, violation.fault))
            .collect()
    }

    #[test]
    fn every_forbidden_text_is_found_with_its_line() {
        for forbidden in FORBIDDEN {
            let text = forbidden.text;
            let expected = format!("a.md:2 contains `{text}`");
            assert_eq!(places(&format!("first\nsee \"{text}x\"")), [expected]);
        }
    }

    #[test]
    fn a_host_is_found_inside_an_address() {
        let address = "https://index.crates.io/se/rd/serde";
        assert_eq!(places(address), ["a.md:1 contains `index.crates.io`"]);
    }

    #[test]
    fn a_path_inside_an_address_is_free() {
        assert_eq!(places("https://example.org/work/1 {base}/root/x ./home/x"), [""; 0]);
        assert_eq!(places("/work/x"), ["a.md:1 contains `/work/`"]);
    }
}
