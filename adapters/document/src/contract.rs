//! The loan contract as a PDF.

mod check;
mod first_page;
mod parties;
mod schedule;
mod style;
mod terms;
mod wording;

use crate::layout::{
    Align, BODY_WIDTH, Fonts, LEFT, Length, Mark, PAGE_HEIGHT, Page, Pages, Paragraph,
};
use crate::pdf::{self, Info};
use kredo_application::{
    Sha256Sum,
    loan_application::contract_document::{
        ContractDocument, ContractRenderer, RenderError, RenderedContract,
    },
};
use style::FOOTER;

/// Prints contracts in Russian on A4, as PDF/A-2u.
pub struct PdfContractRenderer {
    fonts: Fonts,
}

impl PdfContractRenderer {
    /// Loads the fonts, which are part of the program.
    ///
    /// # Errors
    /// [`RenderError::Backend`] when a font cannot be read.
    pub fn try_new() -> Result<Self, RenderError> {
        Ok(Self { fonts: Fonts::load()? })
    }

    fn lay_out(&self, contract: &ContractDocument) -> Result<Vec<Page>, RenderError> {
        let totals = check::check(contract)?;
        let (fonts, mut pages) = (&self.fonts, Pages::new());
        first_page::place(contract, fonts, &mut pages)?;
        terms::place(contract, fonts, &mut pages)?;
        parties::place_consents(contract, fonts, &mut pages)?;
        schedule::place(contract, totals, fonts, &mut pages)?;
        parties::place(contract, fonts, &mut pages)?;
        let mut pages = pages.finish();
        let count = pages.len();
        for (index, page) in pages.iter_mut().enumerate() {
            let number = format!("стр. {} из {count}", index + 1);
            footer(&contract.number, number, fonts, page)?;
        }
        Ok(pages)
    }
}

impl ContractRenderer for PdfContractRenderer {
    fn render(&self, contract: &ContractDocument) -> Result<RenderedContract, RenderError> {
        let pages = self.lay_out(contract)?;
        let info = Info {
            title: format!("Договор потребительского займа № {}", contract.number),
            author: contract.lender.short_name.clone(),
            date: contract.date,
        };
        let pdf = pdf::write(&self.fonts, &pages, info)?;
        let hash = Sha256Sum::of(&pdf);
        Ok(RenderedContract { pdf, hash })
    }
}

fn footer(
    contract_number: &str,
    page_number: String,
    fonts: &Fonts,
    page: &mut Page,
) -> Result<(), RenderError> {
    let rule = PAGE_HEIGHT - Length::mm(14);
    page.push(Mark::Rule { left: LEFT, top: rule, width: BODY_WIDTH });
    let name = format!("Договор потребительского займа № {contract_number}");
    let texts = [
        Paragraph::new(FOOTER).plain(name),
        Paragraph::new(FOOTER.aligned(Align::Right)).plain(page_number),
    ];
    for text in texts {
        for line in text.lines(fonts, BODY_WIDTH)? {
            page.push(Mark::Text {
                left: LEFT,
                top: rule + Length::mm(1),
                width: BODY_WIDTH,
                line,
            });
        }
    }
    Ok(())
}
