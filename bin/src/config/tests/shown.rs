use super::{super::*, Layers, file, variables};
use std::fs;

#[test]
fn the_explanation_is_a_table_of_values_origins_and_meanings() {
    let mut layers = file("\n[log]\nfilter = 'предупреждение'");
    layers.variables = &[("KREDO_DATABASE_WAIT_SECONDS", "300")];
    layers.flags = &[("database.url", "--database", "postgres://kredo:hunter2@db/loans")];
    let explained = layers.load().unwrap().explain();
    let find = |key: &str| explained.lines().find(|line| line.starts_with(key)).unwrap();
    assert_eq!(
        find("server.listen")
            .split("  ")
            .map(str::trim)
            .filter(|c| !c.is_empty())
            .collect::<Vec<_>>(),
        [
            "server.listen",
            "\"127.0.0.1:8080\"",
            "default",
            "Where the server listens; port 0 takes a free one.",
        ]
    );
    let url = find("database.url");
    assert!(url.contains(r#"  "postgres://kredo:…@db/loans"  "#) && url.contains("  --database "));
    assert!(find("database.wait_seconds").contains("  300  "));
    assert!(find("database.wait_seconds").contains("  KREDO_DATABASE_WAIT_SECONDS  "));
    assert!(find("log.filter").contains(r#"  "предупреждение" "#));
    assert!(find("log.filter").contains("kredo.toml:3 "));
    assert_eq!(explained.lines().count(), 79);
}

#[test]
fn the_columns_of_the_explanation_stand_below_each_other() {
    let mut layers = file("");
    layers.variables = &[("KREDO_KEYS_FOLDER", "/ключи")];
    let explained = layers.load().unwrap().explain();
    let heading = explained.lines().next().unwrap();
    assert!(explained.lines().all(|line| !line.ends_with(' ')), "{explained}");
    for column in ["VALUE", "ORIGIN", "MEANING"] {
        let at = heading.split(column).next().unwrap().chars().count();
        for line in explained.lines() {
            let around: Vec<_> = line.chars().skip(at - 2).take(3).collect();
            assert!(matches!(around.as_slice(), [_, ' ', cell] if *cell != ' '), "{line}");
        }
    }
}

#[test]
fn the_printed_toml_loads_again_to_the_same_values() {
    let given = "server.listen = '0.0.0.0:1'\ntokens.issuer = \"a \\\" b \\\\ 'c'\"\n";
    let first = file(given).load().unwrap();
    assert!(first.toml().starts_with("[server]\nlisten = \"0.0.0.0:1\"\nhead_seconds = 15\n"));
    let again = file(&first.toml()).load().unwrap();
    assert_eq!(again.toml(), first.toml());
    assert_eq!(again.config.tokens.issuer, "a \" b \\ 'c'");
    assert!(again.settings.iter().all(|setting| setting.origin.is_some()));
}

#[test]
fn no_password_is_ever_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("url").display().to_string();
    let secrets = [
        "postgres://kredo:hunter2@db/loans",
        "postgres://db/loans?user=kredo&password=hunter2",
        "mysql://kredo:hunter2@db/loans",
        "postgres://kredo:hunter2",
        "postgres://kredo:1#hunter2@db/loans",
        "hunter2",
    ];
    let mut seen = 0;
    for secret in secrets {
        fs::write(&path, secret).unwrap();
        for layers in [
            file(&format!("database.url = '{secret}'")),
            file(&format!("database.url = {secret}")),
            file(&format!("database.url = '{secret}\n")),
            file(&format!("database.url = ['{secret}']")),
            file(&format!("database.url = {{ x = '{secret}' }}")),
            file(&format!("database.url = '{secret}'\ndatabase.url = '{secret}'")),
            file(&format!("database.url = '{secret}'\ndatabase.url_file = '{secret}'")),
            file(&format!("database.url_file = '{path}'")),
            file(&format!("database.url_file = '{secret}'")),
            file(&format!("database.uri = '{secret}'")),
            file(&format!("database = '{secret}'")),
            variables(&[("KREDO_DATABASE_URL", secret)]),
            variables(&[("KREDO_DATABASE_URL_FILE", secret)]),
            variables(&[("KREDO_DATABASE", secret)]),
            Layers { flags: &[("database.url", "--database", secret)], ..Layers::default() },
        ] {
            let shown = match layers.load() {
                Ok(loaded) => format!("{}{}{loaded:?}", loaded.explain(), loaded.toml()),
                Err(faults) => faults.join("\n"),
            };
            assert!(!shown.contains("hunter2"), "{shown}");
            seen += usize::from(shown.contains('…'));
        }
    }
    assert!(seen > 0);
}

#[test]
fn the_faults_debug_text_shows_no_password() {
    let given = [("KREDO_DATABASE_URL".into(), "mysql://kredo:hunter2@db".into())];
    let nothing = tempfile::NamedTempFile::new().unwrap();
    let faults = Config::load(Some(nothing.path()), given.into_iter(), &[]).unwrap_err();
    let shown = format!("{faults:?}");
    assert!(shown.contains("KREDO_DATABASE_URL") && !shown.contains("hunter2"), "{shown}");
}

#[test]
fn the_committed_reference_is_the_one_this_program_prints() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/configuration.md");
    let committed = fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == Config::markdown(),
        "write it anew: kredo config --markdown > docs/configuration.md"
    );
}
