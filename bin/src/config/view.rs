//! The configuration as the operator sees it.

use super::{
    layer::variable,
    reader::{Setting, file_key},
};
use std::iter;

const INTRODUCTION: &str = "\
# Configuration

Written by `kredo config --markdown`; not to be changed by hand.

A value comes from the highest of these layers that has one:

1. flags, such as `--database`;
2. environment variables, such as `KREDO_DATABASE_URL` for the key `database.url`;
3. the file `kredo.toml` in the working directory, or the file that `--config` names (which must exist);
4. the default.

```toml
[server]
listen = \"0.0.0.0:8080\"

[database]
url_file = \"/run/secrets/database_url\"
```

`kredo config` prints the values in force, `kredo config --explain` also where each comes from. \
Passwords and tokens are shown as `…`.

The program starts only when nothing is wrong: an unknown key, an unknown variable that begins with \
`KREDO_`, or a value that is not allowed is a fault, also where a higher layer overrides it. All \
faults are reported together. Kubernetes sets variables such as `KREDO_PORT` in every pod beside a \
service named `kredo`; `enableServiceLinks: false` in the pod's spec keeps them out.

A secret can also be read from a file: `KEY_file` names it (the variable ends in `_FILE`), and line \
ends at its end are left out. In one layer only one of the two may be given; a file is not opened \
where a higher layer overrides it. Relative paths start at the working directory.

Faults of other files that a key names, such as `products.file`, are reported with all others.
";

/// One line a key, in aligned columns.
pub(super) fn explain(settings: &[Setting]) -> String {
    let heading = ["KEY", "VALUE", "ORIGIN", "MEANING"];
    let rows = settings.iter().map(|setting| {
        let origin = setting.origin.as_deref().unwrap_or("default");
        [setting.key, &setting.value, origin, setting.doc]
    });
    let rows: Vec<_> = iter::once(heading).chain(rows).collect();
    let mut widths = [0; 4];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let line = |row: &[&str; 4]| {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

/// The values in force.
pub(super) fn toml(settings: &[Setting]) -> String {
    let sections = sections(settings).map(|(section, settings)| {
        let lines = settings.iter().map(|s| format!("{} = {}\n", s.split().1, s.value));
        format!("[{section}]\n{}", lines.collect::<String>())
    });
    sections.collect::<Vec<_>>().join("\n")
}

/// The reference of all keys.
pub(super) fn markdown(settings: &[Setting]) -> String {
    let sections = sections(settings).map(|(section, settings)| {
        let rows = settings.iter().map(markdown_row).collect::<String>();
        format!(
            "\n## {section}\n\n| Key, variable | Default | Must be | Meaning |\n|---|---|---|---|\n{rows}"
        )
    });
    INTRODUCTION.to_owned() + &sections.collect::<String>()
}

fn markdown_row(setting: &Setting) -> String {
    let Setting { key, doc, expected, default, .. } = setting;
    let by_file = setting.secret.then(|| file_key(key));
    let or_file = by_file.map(|key| format!(", or `{key}`, `{}`", variable(&key)));
    let or_file = or_file.unwrap_or_default();
    let variable = variable(key);
    format!("| `{key}`, `{variable}`{or_file} | `{default}` | {expected} | {doc} |\n")
}

fn sections(settings: &[Setting]) -> impl Iterator<Item = (&'static str, &[Setting])> {
    let sections = settings.chunk_by(|one, next| one.split().0 == next.split().0);
    sections.filter_map(|settings| Some((settings.first()?.split().0, settings)))
}
