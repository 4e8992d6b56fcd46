//! Prints a sample contract: `cargo run -p kredo-document --example contract -- contract.pdf`.
//!
//! A number after the file's name asks for that many payments.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "an example may stop at the first fault"
)]

#[path = "../tests/it/sample.rs"]
mod sample;

use kredo_application::loan_application::contract_document::ContractRenderer;
use kredo_document::PdfContractRenderer;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("where to write the PDF")?;
    let started = std::time::Instant::now();
    let renderer = PdfContractRenderer::try_new()?;
    let loaded = started.elapsed();
    let sample = match std::env::args().nth(2) {
        Some(payments) => sample::with_payments(payments.parse()?),
        None => sample::contract(),
    };
    let contract = renderer.render(&sample)?;
    let finished = started.elapsed();
    std::fs::write(&path, &contract.pdf)?;
    println!("{} bytes, SHA-256 {}", contract.pdf.len(), contract.hash);
    println!("fonts loaded in {loaded:?}, all done in {finished:?}");
    Ok(())
}
