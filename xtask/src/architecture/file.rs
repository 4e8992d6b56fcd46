//! Names and sizes of source files.

use super::{Source, Violation};

/// A rule for files by the end of their path.
struct Rule {
    ending: &'static str,
    limit: Limit,
    remedy: &'static str,
}

enum Limit {
    /// No such file at all.
    None,
    Lines(usize),
}

const RULES: &[Rule] = &[
    Rule {
        ending: ".rs",
        limit: Limit::Lines(600),
        remedy: "split it by what its parts are about; a file is best at around 150 lines",
    },
    Rule {
        ending: "/mod.rs",
        limit: Limit::None,
        remedy: "a module lies in `name.rs`, its parts in `name/`",
    },
];

/// The rules this file breaks.
pub(super) fn check(file: &Source) -> Vec<Violation> {
    let rules = RULES.iter().filter(|rule| file.path.ends_with(rule.ending));
    rules.filter_map(|rule| rule.check(file)).collect()
}

impl Rule {
    fn check(&self, file: &Source) -> Option<Violation> {
        let lines = file.text.lines().count();
        let fault = match self.limit {
            Limit::None => "no such file names".to_owned(),
            Limit::Lines(most) if lines > most => format!("{lines} lines, at most {most}"),
            Limit::Lines(_) => return None,
        };
        Some(Violation { place: file.path.clone(), fault, remedy: self.remedy })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(path: &str, lines: usize) -> Vec<String> {
        let found = check(&Source { path: path.into(), text: "x\n".repeat(lines) });
        found.into_iter().map(|violation| violation.fault).collect()
    }

    #[test]
    fn long_source_files_are_found() {
        assert_eq!(faults("a/src/lib.rs", 600), [""; 0]);
        assert_eq!(faults("a/src/lib.rs", 601), ["601 lines, at most 600"]);
        assert_eq!(faults("a/data.json", 601), [""; 0]);
    }

    #[test]
    fn files_named_mod_are_found() {
        assert_eq!(faults("a/src/b/mod.rs", 0), ["no such file names"]);
        assert_eq!(faults("a/src/bmod.rs", 1), [""; 0]);
    }
}
