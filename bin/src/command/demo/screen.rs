//! What people read. Colours show on terminals only.

use anstream::println;
use anstyle::{AnsiColor, Style};
use std::time::Duration;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const GOOD: Style = AnsiColor::Green.on_default().bold();

/// Where the time of a step stands.
const WIDTH: usize = 88;

/// The heading of what follows the steps.
pub(super) fn chapter(text: &str) {
    println!();
    title(text);
}

/// The first line.
pub(super) fn title(text: &str) {
    println!("{BOLD}{text}{BOLD:#}");
}

/// A step that went well: its title with the time it took, then what was sent and answered.
pub(super) fn step(title: &str, took: Duration, lines: &[String]) {
    println!("\n{BOLD}{title:WIDTH$}{BOLD:#}{:>6} ms", took.as_millis());
    for line in lines {
        detail(line);
    }
}

/// A line that belongs to what stands above it.
pub(super) fn detail(text: &str) {
    println!("  {DIM}{text}{DIM:#}");
}

/// Something that happened between two steps.
pub(super) fn note(text: &str) {
    println!("\n{text}");
}

/// A plain line; an empty one separates.
pub(super) fn line(text: &str) {
    println!("{}", if text.is_empty() { String::new() } else { format!("  {text}") });
}

/// The last line.
pub(super) fn end(took: Duration) {
    println!("\n{GOOD}COMPLETED{GOOD:#} in {} ms", took.as_millis());
}
