use super::*;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

/// As cheap as Argon2 allows.
fn cheap() -> HasherSettings {
    HasherSettings { memory_kib: 8, passes: 1, lanes: 1, ..HasherSettings::default() }
}

fn hasher(settings: HasherSettings) -> Argon2Hasher {
    Argon2Hasher::try_new(settings).unwrap()
}

async fn refusal(hasher: &Argon2Hasher, hash: &str) -> String {
    let error = hasher.verify("secret", Some(&SecretHash::new(hash.to_owned()))).await.unwrap_err();
    let AppError::Internal { source, .. } = error else { panic!("{error:?}") };
    source.to_string()
}

#[tokio::test]
async fn a_secret_is_known_again_and_another_is_not() {
    let hasher = hasher(cheap());
    let hash = hasher.hash("correct horse").await.unwrap();
    assert!(hasher.verify("correct horse", Some(&hash)).await.unwrap());
    for wrong in ["", "correct hors", "correct horse ", "Correct horse"] {
        assert!(!hasher.verify(wrong, Some(&hash)).await.unwrap(), "{wrong:?}");
    }
}

#[tokio::test]
async fn the_same_secret_gets_another_hash_each_time() {
    let hasher = hasher(cheap());
    assert_ne!(hasher.hash("secret").await.unwrap(), hasher.hash("secret").await.unwrap());
}

#[tokio::test]
async fn the_default_settings_are_the_ones_owasp_asks_for() {
    let hash = hasher(HasherSettings::default()).hash("secret").await.unwrap();
    assert!(hash.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hash.as_str());
}

#[tokio::test]
async fn a_hash_of_the_reference_implementation_verifies() {
    // From src/test.c of github.com/P-H-C/phc-winner-argon2.
    let known = [
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
    ];
    let hasher = hasher(cheap());
    for hash in known.map(|text| SecretHash::new(text.to_owned())) {
        assert!(hasher.verify("password", Some(&hash)).await.unwrap());
        assert!(!hasher.verify("Password", Some(&hash)).await.unwrap());
    }
}

#[tokio::test]
async fn a_hash_made_with_other_settings_verifies() {
    let old = hasher(HasherSettings { memory_kib: 256, passes: 3, lanes: 2, ..cheap() });
    let hash = old.hash("secret").await.unwrap();
    assert!(hasher(cheap()).verify("secret", Some(&hash)).await.unwrap());
    assert!(!hasher(cheap()).verify("other", Some(&hash)).await.unwrap());
}

#[tokio::test]
async fn an_unknown_name_costs_a_whole_computation_and_never_passes() {
    let settings = HasherSettings { memory_kib: 1024, ..cheap() };
    let hasher = hasher(settings);
    let busy = hasher.pool.keep_busy().await;
    assert!(!hasher.verify("secret", None).await.unwrap());
    assert_eq!(hasher.pool.free(), [1024]);
    drop(busy);
}

#[tokio::test]
async fn whoever_is_the_last_gives_the_memory_back() {
    let hasher = hasher(cheap());
    let busy = hasher.pool.keep_busy().await;
    hasher.hash("secret").await.unwrap();
    assert_eq!(hasher.pool.free(), [8]);
    drop(busy);
    hasher.hash("secret").await.unwrap();
    assert_eq!(hasher.pool.free(), [0; 0]);
}

#[tokio::test]
async fn nobody_passes_as_an_unknown_name_even_with_a_secret_that_fits_the_decoy() {
    let mut hasher = hasher(cheap());
    hasher.decoy = hasher.hash("secret").await.unwrap();
    assert!(!hasher.verify("secret", None).await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_logins_at_once_hold_no_more_buffers_than_there_are() {
    let three = NonZeroU16::new(3).unwrap();
    let settings = HasherSettings { memory_kib: 1024, buffers: three, ..cheap() };
    let hasher = Arc::new(hasher(settings));
    let busy = hasher.pool.keep_busy().await;
    let hash = Arc::new(hasher.hash("secret").await.unwrap());
    let logins: Vec<_> = (0..200)
        .map(|n| {
            let (hasher, hash) = (Arc::clone(&hasher), Arc::clone(&hash));
            tokio::spawn(async move {
                let secret = if n % 2 == 0 { "secret" } else { "wrong" };
                hasher.verify(secret, (n % 3 != 0).then_some(&*hash)).await.unwrap()
            })
        })
        .collect();
    for (n, login) in logins.into_iter().enumerate() {
        assert_eq!(login.await.unwrap(), n % 2 == 0 && n % 3 != 0, "login {n}");
    }
    let buffers = hasher.pool.free();
    assert!(buffers.len() <= 2 && buffers.iter().all(|&blocks| blocks == 1024), "{buffers:?}");
    drop(busy);
}

#[tokio::test(flavor = "multi_thread")]
async fn as_many_computations_run_at_once_as_there_are_buffers_and_no_more() {
    let pool = Arc::new(BufferPool::new(NonZeroU16::new(4).unwrap(), 1));
    let busy = pool.keep_busy().await;
    let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let computations: Vec<_> = (0..200)
        .map(|_| {
            let (pool, running, most) = (pool.clone(), running.clone(), most.clone());
            tokio::spawn(async move {
                let work = move |_: &mut pool::Buffer| {
                    most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    std::thread::sleep(Duration::from_millis(2));
                    running.fetch_sub(1, Ordering::SeqCst);
                };
                pool.run(work).await.unwrap();
            })
        })
        .collect();
    for computation in computations {
        computation.await.unwrap();
    }
    assert_eq!((most.load(Ordering::SeqCst), pool.free().len()), (3, 3));
    drop(busy);
}

#[tokio::test]
async fn a_caller_who_stops_waiting_gives_the_place_back() {
    let hasher = hasher(cheap());
    let busy = hasher.pool.keep_busy().await;
    for _ in 0..10 {
        let gone = tokio::time::timeout(Duration::ZERO, hasher.verify("secret", None));
        drop(gone.await);
    }
    assert!(!hasher.verify("secret", None).await.unwrap());
    assert_eq!(hasher.pool.free().len(), 1);
    drop(busy);
}

#[tokio::test]
async fn a_costly_old_hash_leaves_no_large_buffer_behind() {
    let old = hasher(HasherSettings { memory_kib: 4096, ..cheap() });
    let hash = old.hash("secret").await.unwrap();
    let hasher = hasher(cheap());
    let busy = hasher.pool.keep_busy().await;
    assert!(hasher.verify("secret", Some(&hash)).await.unwrap());
    assert_eq!(hasher.pool.free(), [8]);
    drop(busy);
}

#[tokio::test]
async fn a_buffer_lies_wiped_between_computations() {
    let pool = BufferPool::new(NonZeroU16::new(2).unwrap(), 1);
    let busy = pool.keep_busy().await;
    let dirty = |buffer: &mut pool::Buffer| {
        let mut block = argon2::Block::new();
        block.as_mut().fill(7);
        *buffer = vec![block];
    };
    pool.run(dirty).await.unwrap();
    let left = pool.run(|buffer| buffer[0].as_ref().iter().sum::<u64>()).await.unwrap();
    assert_eq!(left, 0);
    drop(busy);
}

#[tokio::test]
async fn a_computation_that_panics_takes_no_place_with_it() {
    let pool = BufferPool::new(NonZeroU16::MIN, 1);
    assert!(pool.run(|_| panic!("on purpose")).await.is_err());
    assert_eq!(pool.run(|_| 1).await.unwrap(), 1);
}

#[tokio::test]
async fn a_stored_hash_that_asks_for_absurd_cost_is_refused_without_a_buffer() {
    let hasher = hasher(cheap());
    for cost in ["m=65537,t=1,p=1", "m=4294967295,t=1,p=1", "m=8,t=11,p=1", "m=40,t=1,p=5"] {
        let text = format!("$argon2id$v=19${cost}$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA");
        assert!(refusal(&hasher, &text).await.contains("refused"), "{cost}");
    }
    assert!(hasher.pool.free().is_empty());
}

#[tokio::test]
async fn settings_above_the_usual_limit_raise_it() {
    let settings = HasherSettings { passes: 11, ..cheap() };
    let hash = hasher(settings).hash("secret").await.unwrap();
    assert!(hasher(settings).verify("secret", Some(&hash)).await.unwrap());
    assert!(hasher(cheap()).verify("secret", Some(&hash)).await.is_err());
}

#[tokio::test]
async fn what_is_no_argon2id_hash_is_an_error_and_not_a_wrong_secret() {
    let hasher = hasher(cheap());
    for text in [
        "",
        "secret",
        "$argon2id$v=19$m=8,t=1,p=1",
        "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=18$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
        "$argon2i$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=7,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
        "$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW",
    ] {
        assert!(refusal(&hasher, text).await.contains("stored hash is not"), "{text}");
    }
}

#[test]
fn settings_that_argon2_does_not_allow_are_refused() {
    for settings in [
        HasherSettings { memory_kib: 7, ..cheap() },
        HasherSettings { passes: 0, ..cheap() },
        HasherSettings { lanes: 0, ..cheap() },
        HasherSettings { lanes: 2, ..cheap() },
    ] {
        let outcome = Argon2Hasher::try_new(settings);
        assert!(matches!(outcome, Err(SecretHashError::Settings(_))), "{settings:?}");
    }
}
