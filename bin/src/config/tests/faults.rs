use super::{super::*, Layers, file, lines, no_variables, variables};
use std::{ffi::OsStr, fs, os::unix::ffi::OsStrExt};

const URL: &str = "`database.url` must be `sqlite://FILE` or `postgres://USER:PASSWORD@HOST/NAME`, in \
                   which `/ ? # @ %` of user and password are written `%2F %3F %23 %40 %25`";

#[test]
fn an_unknown_key_is_a_fault_that_names_the_nearest_key() {
    let layers = file("[databse]\nurl = 'x'\n\n[log]\nformt = 1\n[other]\n");
    assert_eq!(
        layers.faults(),
        [
            "kredo.toml:2: `databse.url` names no key; the nearest is `database.url`",
            "kredo.toml:5: `log.formt` names no key; the nearest is `log.format`",
            "kredo.toml:6: `other` names no key; the nearest is `log.filter`",
        ]
    );
}

#[test]
fn a_name_that_toml_has_to_quote_is_shown_as_it_is_written() {
    assert_eq!(
        file("\"log.filter\" = 'warn'\nlog.\"a\\nb\" = 1").faults(),
        [
            "kredo.toml:1: `\"log.filter\"` names no key; the nearest is `log.filter`",
            "kredo.toml:2: `log.\"a\\nb\"` names no key; the nearest is `log.filter`",
        ]
    );
}

#[test]
fn an_unknown_variable_is_a_fault_that_names_the_nearest_variable() {
    let given = [("KREDO_DATABASE_URLFILE", "x"), ("KREDO_TOKENS_LIFETIME", "60")];
    assert_eq!(
        variables(&given).faults(),
        [
            "KREDO_DATABASE_URLFILE: `KREDO_DATABASE_URLFILE` names no key; the nearest is \
             `KREDO_DATABASE_URL_FILE`",
            "KREDO_TOKENS_LIFETIME: `KREDO_TOKENS_LIFETIME` names no key; the nearest is \
             `KREDO_TOKENS_LIFETIME_SECONDS`",
        ]
    );
}

#[test]
fn a_section_given_as_a_value_is_a_fault() {
    assert_eq!(
        file("log = 'json'\n[[server]]\nlisten = '127.0.0.1:1'").faults(),
        [
            "kredo.toml:1: `log` is a section, not a key; write `[log]` and its keys below",
            "kredo.toml:2: `server` is a section, not a key; write `[server]` and its keys below",
        ]
    );
}

#[test]
fn a_value_of_the_wrong_type_is_a_fault() {
    let layers = file(
        "log.filter = 5\nlog.format = true\ntokens.lifetime_seconds = '60'\npasswords.passes = 1.5\n\
         [database.max_connections]\n[tokens.issuer]\nname = 'x'\n",
    );
    assert_eq!(
        layers.faults(),
        [
            "kredo.toml:1: `log.filter` must be a line of text, not empty, not the number 5",
            "kredo.toml:2: `log.format` must be `text` or `json`, not a value of type boolean",
            "kredo.toml:3: `tokens.lifetime_seconds` must be a whole number from 60 to 86400, not \
             the string \"60\"",
            "kredo.toml:4: `passwords.passes` must be a whole number from 1 to 10, not a value of \
             type float",
            "kredo.toml:5: `database.max_connections` must be a whole number from 1 to 1000, not a \
             section",
            "kredo.toml:6: `tokens.issuer` must be a line of text, not empty, not a value of type \
             table",
        ]
    );
}

#[test]
fn a_number_out_of_its_range_is_a_fault() {
    for (key, least, most) in [
        ("database.max_connections", 1_i64, 1000),
        ("database.wait_seconds", 1, 300),
        ("tokens.lifetime_seconds", 60, 86_400),
        ("passwords.memory_kib", 8192, 1_048_576),
        ("passwords.passes", 1, 10),
        ("passwords.buffers", 1, 64),
    ] {
        for good in [least, most] {
            assert!(file(&format!("{key} = {good}")).load().is_ok(), "{key} = {good}");
        }
        for bad in [least - 1, most + 1, -1, i64::MAX] {
            let fault = format!(
                "kredo.toml:1: `{key}` must be a whole number from {least} to {most}, not the \
                 number {bad}"
            );
            assert_eq!(file(&format!("{key} = {bad}")).faults(), [fault]);
        }
    }
}

#[test]
fn a_text_that_means_nothing_is_a_fault() {
    let given = [
        ("KREDO_EVENTS_SOURCE", "our lender"),
        ("KREDO_KEYS_FOLDER", ""),
        ("KREDO_LOG_FORMAT", "xml\n"),
        ("KREDO_PASSWORDS_PASSES", "two"),
        ("KREDO_SERVER_LISTEN", "localhost:8080"),
        ("KREDO_TOKENS_AUDIENCE", "a\nb"),
        ("KREDO_TOKENS_ISSUER", ""),
    ];
    assert_eq!(
        variables(&given).faults(),
        [
            "KREDO_EVENTS_SOURCE: `events.source` must be a URI-reference such as `kredo` or \
             `https://lender.example/kredo`, not `our lender`",
            "KREDO_KEYS_FOLDER: `keys.folder` must be a path, not ``",
            "KREDO_LOG_FORMAT: `log.format` must be `text` or `json`, not `xml\\n`",
            "KREDO_PASSWORDS_PASSES: `passwords.passes` must be a whole number from 1 to 10, not \
             `two`",
            "KREDO_SERVER_LISTEN: `server.listen` must be an IP address and a port such as \
             `127.0.0.1:8080`, not `localhost:8080`",
            "KREDO_TOKENS_AUDIENCE: `tokens.audience` must be a line of text, not empty, not `a\\nb`",
            "KREDO_TOKENS_ISSUER: `tokens.issuer` must be a line of text, not empty, not ``",
        ]
    );
}

#[test]
fn a_variable_that_is_not_utf_8_is_a_fault() {
    let bytes = |bytes| OsStr::from_bytes(bytes).to_owned();
    let variables = [
        (bytes(b"KREDO_KEYS_FOLDER"), bytes(b"keys\xff")),
        (bytes(b"KREDO_LOG_\n\xff"), bytes(b"x")),
        (bytes(b"OTHER"), bytes(b"\xff")),
    ];
    let nothing = tempfile::NamedTempFile::new().unwrap();
    let faults = Config::load(Some(nothing.path()), variables.into_iter(), &[]).unwrap_err();
    assert_eq!(
        lines(&faults.to_string()),
        [
            "KREDO_KEYS_FOLDER: `keys.folder` must be a path, not bytes that are not UTF-8",
            "KREDO_LOG_\\n\u{fffd}: `KREDO_LOG_\\n\u{fffd}` names no key; the nearest is \
             `KREDO_LOG_FILTER`",
        ]
    );
}

#[test]
fn malformed_toml_is_a_fault_with_its_line_and_the_rest_is_still_checked() {
    let layers = file(
        "[server\nlisten = 1\n[database]\nurl = postgres://kredo:hunter2@db/loans\n\
         max_connections = 0\n\n[keys]\nfolder = \"a\npath = 'x'\n[tokens]\nissuer 'x'\n",
    );
    assert_eq!(
        layers.faults(),
        [
            "kredo.toml:1: this is not TOML: unclosed table, expected `]`",
            "kredo.toml:4: this is not TOML: string values must be quoted, expected literal string",
            "kredo.toml:5: `database.max_connections` must be a whole number from 1 to 1000, not \
             the number 0",
            "kredo.toml:8: this is not TOML: invalid basic string, expected `\"`",
            "kredo.toml:9: `keys.path` names no key; the nearest is `keys.folder`",
            "kredo.toml:11: this is not TOML: key with no value, expected `=`",
        ]
    );
}

#[test]
fn of_the_errors_in_one_line_the_first_is_reported() {
    assert_eq!(
        file("log.filter = [1 = 2]\n").faults(),
        ["kredo.toml:1: this is not TOML: unexpected `=` in array, expected value, `]`"]
    );
}

#[test]
fn a_value_that_runs_into_an_error_is_left_out() {
    let layers = file("[database]\nurl = '''x\n[log]\nfilter = 5\n");
    assert_eq!(
        layers.faults(),
        ["kredo.toml:5: this is not TOML: invalid multi-line literal string, expected `'`"]
    );
}

#[test]
fn a_named_file_must_exist_and_be_readable() {
    let folder = tempfile::tempdir().unwrap();
    let fault = |path: &Path| {
        let faults = Config::load(Some(path), no_variables(), &[]).unwrap_err();
        lines(&faults.to_string())
    };
    let missing = folder.path().join("missing.toml");
    let shown = missing.display();
    assert_eq!(fault(&missing), [format!("{shown}: there is no such file; name one that exists")]);
    let shown = folder.path().display();
    assert_eq!(
        fault(folder.path()),
        [format!("{shown}: the file cannot be read: Is a directory (os error 21)")]
    );
    let bytes = folder.path().join("bytes.toml");
    fs::write(&bytes, b"[log]\nfilter = '\xff'").unwrap();
    let shown = bytes.display();
    assert_eq!(
        fault(&bytes),
        [format!("{shown}: the file cannot be read: stream did not contain valid UTF-8")]
    );
}

#[test]
fn a_secret_and_its_file_in_one_layer_are_a_fault() {
    assert_eq!(
        file("[database]\nurl = 'sqlite://a.db'\nurl_file = 'url'").faults(),
        [
            "kredo.toml:3: `database.url` and `database.url_file` are both given; leave one of them out"
        ]
    );
}

#[test]
fn a_secret_file_that_helps_nobody_is_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("url").display().to_string();
    let fault = || variables(&[("KREDO_DATABASE_URL_FILE", &path)]).faults();
    assert_eq!(
        fault(),
        [
            "KREDO_DATABASE_URL_FILE: `database.url_file` must name a file that can be read: No such \
             file or directory (os error 2)"
        ]
    );
    let expected = URL.replace("`database.url` must be", "");
    for content in ["hunter2\n", "", "\n", "sqlite://a.db\nsqlite://b.db\n"] {
        fs::write(&path, content).unwrap();
        let fault = fault();
        let expected = format!(
            "KREDO_DATABASE_URL_FILE: the file that `database.url_file` names must be a \
             single line:{expected}"
        );
        assert_eq!(fault, [expected], "{content:?}");
    }
    assert_eq!(
        file("database.url_file = 5").faults(),
        ["kredo.toml:1: `database.url_file` must be a path, not a number"]
    );
}

#[test]
fn faults_of_overridden_values_and_of_all_layers_come_in_one_report() {
    let layers = Layers {
        file: "[server]\nlisten = 'here'\n[tokens]\nissuer = ''\n[database]\nurl = 5\n[keys]\nfile = 1",
        variables: &[("KREDO_SERVER_LISTEN", "there"), ("KREDO_PORT", "tcp://10.0.0.1:80")],
        flags: &[("server.listen", "--listen", "127.0.0.1:1"), ("log.format", "--log", "xml")],
    };
    assert_eq!(
        layers.faults(),
        [
            "kredo.toml:2: `server.listen` must be an IP address and a port such as \
             `127.0.0.1:8080`, not the string \"here\"",
            "kredo.toml:4: `tokens.issuer` must be a line of text, not empty, not the string \"\"",
            &format!("kredo.toml:6: {URL}, not a number"),
            "kredo.toml:8: `keys.file` names no key; the nearest is `keys.folder`",
            "KREDO_PORT: `KREDO_PORT` names no key; the nearest is `KREDO_LOG_FORMAT`",
            "KREDO_SERVER_LISTEN: `server.listen` must be an IP address and a port such as \
             `127.0.0.1:8080`, not `there`",
            "--log: `log.format` must be `text` or `json`, not `xml`",
        ]
    );
}

#[test]
fn a_flag_for_a_key_that_does_not_exist_is_a_fault() {
    let layers = Layers { flags: &[("server.port", "--port", "1")], ..Layers::default() };
    assert_eq!(
        layers.faults(),
        ["--port: `server.port` names no key; the nearest is `server.listen`"]
    );
}
