use super::{super::*, Layers, file, variables};
use std::{fs, path::PathBuf};

#[test]
fn without_anything_given_the_defaults_are_in_force() {
    let Config { server, database, tokens, passwords, keys, files, events, log, .. } =
        Layers::default().load().unwrap().config;
    assert_eq!(server.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(database.url.expose(), "sqlite://kredo.db");
    assert_eq!((database.max_connections, database.wait_seconds), (10, 10));
    assert_eq!((tokens.issuer.as_str(), tokens.audience.as_str()), ("kredo", "kredo"));
    assert_eq!(tokens.lifetime_seconds, 3600);
    assert_eq!((passwords.memory_kib, passwords.passes, passwords.buffers.get()), (19_456, 2, 2));
    assert_eq!(keys.folder, PathBuf::from("keys"));
    assert_eq!(files.folder, PathBuf::from("files"));
    assert_eq!(events.source.as_str(), "kredo");
    assert_eq!((log.format, log.filter.as_str()), (LogFormat::Text, "info"));
}

#[test]
fn every_key_can_be_set_in_the_file() {
    let loaded = file(
        r#"
        keys.folder = "/var/lib/kredo/keys"
        files.folder = "/var/lib/kredo/files"
        events.source = "https://kredo.example/events"
        server = { listen = "[::1]:80", connections = 9, head_seconds = 1, body_seconds = 2 }
        limits = { caller_per_second = 7, guest_burst = 8, behind_proxy = true }
        flows = { lease_seconds = 5, order_pause_seconds = 7 }
        events.lease_seconds = 6
        [database]
        url = "postgres://kredo:hunter2@db/loans"
        max_connections = 1_000
        wait_seconds = 0x0f
        [tokens]
        issuer = "https://kredo.example"
        audience = "loans"
        lifetime_seconds = 60
        [passwords]
        memory_kib = 8192
        passes = 10
        buffers = 64
        [log]
        format = "json"
        filter = "warn"
        "#,
    );
    let config = loaded.load().unwrap().config;
    let (settings, limits) = (config.server.settings, config.limits.settings);
    assert_eq!((settings.connections, settings.head.as_secs()), (9, 1));
    assert_eq!((settings.drain.as_secs(), config.server.body_time.as_secs()), (30, 2));
    let measures = (limits.callers.per_second.get(), limits.guests.burst.get());
    assert_eq!((measures, limits.behind_proxy), ((7, 8), true));
    let flows = (config.flows.lease_seconds, config.flows.order_pause_seconds);
    assert_eq!((flows, config.events.lease_seconds), ((5, 7), 6));
    let Config { server, database, tokens, passwords, keys, files, events, log, .. } = config;
    assert_eq!(server.listen.to_string(), "[::1]:80");
    assert_eq!(database.url.expose(), "postgres://kredo:hunter2@db/loans");
    assert_eq!((database.max_connections, database.wait_seconds), (1000, 15));
    assert_eq!(tokens.issuer, "https://kredo.example");
    assert_eq!(tokens.audience, "loans");
    assert_eq!(tokens.lifetime_seconds, 60);
    assert_eq!((passwords.memory_kib, passwords.passes, passwords.buffers.get()), (8192, 10, 64));
    assert_eq!(keys.folder, PathBuf::from("/var/lib/kredo/keys"));
    assert_eq!(files.folder, PathBuf::from("/var/lib/kredo/files"));
    assert_eq!(events.source.as_str(), "https://kredo.example/events");
    assert_eq!((log.format, log.filter.as_str()), (LogFormat::Json, "warn"));
}

#[test]
fn each_layer_overrides_the_one_below() {
    let mut layers = file("[tokens]\nissuer = 'file'\naudience = 'file'\n[log]\nfilter = 'file'");
    layers.variables = &[("KREDO_TOKENS_AUDIENCE", "variable"), ("KREDO_LOG_FILTER", "variable")];
    layers.flags = &[("log.filter", "--log", "flag")];
    let Loaded { config, settings } = layers.load().unwrap();
    assert_eq!(config.tokens.issuer, "file");
    assert_eq!(config.tokens.audience, "variable");
    assert_eq!(config.log.filter, "flag");
    let origins: Vec<_> = settings.iter().map(|s| (s.key, s.origin.as_deref())).collect();
    assert!(origins.contains(&("server.listen", None)));
    assert!(origins.contains(&("tokens.audience", Some("KREDO_TOKENS_AUDIENCE"))));
    assert!(origins.contains(&("log.filter", Some("--log"))));
}

#[test]
fn a_flag_overrides_a_secret_of_the_file() {
    let mut layers = file("database.url = 'sqlite://file.db'");
    layers.flags = &[("database.url", "--database", "sqlite://flag.db")];
    assert_eq!(layers.load().unwrap().config.database.url.expose(), "sqlite://flag.db");
}

#[test]
fn a_variable_sets_a_key_with_underscores_of_its_own() {
    let loaded = variables(&[("KREDO_TOKENS_LIFETIME_SECONDS", "61")]).load().unwrap();
    assert_eq!(loaded.config.tokens.lifetime_seconds, 61);
}

#[test]
fn no_two_keys_share_a_variable() {
    let loaded = Layers::default().load().unwrap();
    let mut names: Vec<_> = loaded.settings.iter().map(|s| layer::variable(s.key)).collect();
    let files = names.iter().map(|name| format!("{name}_FILE")).collect::<Vec<_>>();
    names.extend(files);
    let all = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all, "{names:?}");
}

#[test]
fn variables_of_other_programs_do_not_matter() {
    assert!(variables(&[("PATH", "/bin"), ("KREDOX", "1"), ("kredo_log", "1")]).load().is_ok());
}

#[test]
fn a_secret_comes_from_the_file_that_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("url").display().to_string();
    fs::write(&path, "postgres://kredo:hunter2@db/loans\r\n").unwrap();
    let loaded = variables(&[("KREDO_DATABASE_URL_FILE", &path)]).load().unwrap();
    assert_eq!(loaded.config.database.url.expose(), "postgres://kredo:hunter2@db/loans");
    assert!(loaded.explain().contains(&format!("  KREDO_DATABASE_URL_FILE, {path}  ")));

    let toml = format!("database.url_file = {path:?}");
    let loaded = file(&toml).load().unwrap();
    assert_eq!(loaded.config.database.url.expose(), "postgres://kredo:hunter2@db/loans");
}

#[test]
fn a_secret_file_that_a_higher_layer_overrides_is_not_opened() {
    let mut layers = file("database.url_file = 'nowhere'");
    layers.flags = &[("database.url", "--database", "sqlite://flag.db")];
    assert_eq!(layers.load().unwrap().config.database.url.expose(), "sqlite://flag.db");
}

#[test]
fn a_secret_file_overrides_a_secret_of_a_lower_layer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("url").display().to_string();
    fs::write(&path, "sqlite://secret.db").unwrap();
    let mut layers = file("database.url = 'sqlite://file.db'");
    let variables = [("KREDO_DATABASE_URL_FILE", path.as_str())];
    layers.variables = &variables;
    assert_eq!(layers.load().unwrap().config.database.url.expose(), "sqlite://secret.db");
}

#[test]
fn a_section_without_keys_is_no_fault() {
    assert!(file("[log]\n[server]\n").load().is_ok());
}
