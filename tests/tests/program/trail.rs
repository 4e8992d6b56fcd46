//! Who did what, as an operator reads it.

use crate::{APPLICATION, On, installation, tally::everything_is_published};
use kredo_tests::program::{Around, Installation, SteadfastPartner};

fn audit(installation: &Installation, arguments: &[&str]) -> (bool, String, String) {
    let output = installation.command(&[&["audit"], arguments].concat()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.success(), text(output.stdout), text(output.stderr))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_trail_of_a_journey_names_everybody_and_holds() {
    let around = Around::start().await;
    let installation = installation(On::Sqlite, &around).await;
    let partner = SteadfastPartner::new(&installation, "shop");
    partner.journey(APPLICATION, async || around.code()).await;
    everything_is_published(&installation, &partner).await;
    partner.stop_server().await;

    let (good, verified, _) = audit(&installation, &["verify"]);
    assert!(good && verified.starts_with("the audit trail holds: "), "{verified}");
    let head = verified.lines().find_map(|line| line.strip_prefix("head ")).unwrap();
    let (good, again, _) = audit(&installation, &["verify", "--head", head]);
    assert_eq!((good, again.as_str()), (true, verified.as_str()));
    let (good, _, told) = audit(&installation, &["verify", "--head", &"0f".repeat(32)]);
    assert!(
        !good && told.contains("the head that was known earlier is not in the trail"),
        "{told}"
    );

    let (good, shown, _) = audit(&installation, &["show", APPLICATION]);
    assert!(good);
    for (actor, what) in [
        ("partner shop", "created"),
        ("flow", "approved"),
        ("partner shop", "offer-selected"),
        ("partner shop", "otp-accepted"),
        ("flow", "contract-signed"),
        ("partner shop", "confirmed"),
        ("flow", "completed"),
    ] {
        let line = format!("  {actor}  kredo.loan-application.{what}.v1  ");
        assert!(shown.contains(&line), "{line}\n{shown}");
    }
    let (good, shown, told) =
        audit(&installation, &["show", "00000000-0000-0000-0000-000000000001"]);
    assert_eq!((good, shown.as_str()), (false, ""));
    assert!(told.contains("the audit trail has nothing about"), "{told}");
}
