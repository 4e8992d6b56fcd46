//! Cards of customers: adding and listing them, putting them into use and out of it, and what
//! other systems call them.

mod activities;
mod add_card;
mod find_card;
mod link_integration;
mod list_cards;
mod sorted;
mod switch_card;
mod view;

pub use activities::card_activities;
pub use add_card::{AddCard, AddCardCommand};
pub use find_card::FindCard;
pub use link_integration::{LinkIntegration, LinkIntegrationCommand};
pub use list_cards::{FindOwnCards, ListCards, OwnCards};
pub use switch_card::{SwitchCard, SwitchCardCommand};
pub use view::CardView;

use crate::store::{Aggregate, Owned};
use kredo_domain::{Id, card::Card, customer::Customer};

impl Aggregate for Card {
    const NAME: &'static str = "card";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}

impl Owned for Card {
    type Owner = Customer;
    fn owner(&self) -> Id<Customer> {
        self.state().customer
    }
}
