use super::{commit, commit_loans};
use crate::{
    backend::Backend,
    fixture::{Sample, id},
};
use kredo_application::Versioned;
use kredo_domain::{
    loan::Loan,
    loan_application::{LoanApplication, LoanApplicationRecord},
    payment::{TransactionOrder, TransactionOrderRecord},
};

fn values<A>(found: Vec<Versioned<A>>) -> Vec<A> {
    found.into_iter().map(|found| found.value).collect()
}

pub async fn what_a_customer_applied_for_is_found_by_the_customer(b: &impl Backend) {
    commit_loans(b, 2).await;
    let of_first = |n: u8| {
        let record = LoanApplication::bare(n).record().clone();
        LoanApplication::restore(LoanApplicationRecord { customer: Some(id(1)), ..record })
    };
    let mut unit = b.store().begin().await.unwrap();
    let mut known =
        unit.loan_applications().get(LoanApplication::bare(1).id()).await.unwrap().unwrap();
    known.value = of_first(1);
    unit.loan_applications().update(known).await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = b.store().begin().await.unwrap();
    unit.loan_applications().insert(&of_first(3)).await.unwrap();
    let found = unit.loan_applications().of_customer(id(1)).await.unwrap();
    assert_eq!(values(found), [of_first(1), of_first(3)], "own writes included");
    assert_eq!(unit.loan_applications().of_customer(id(2)).await.unwrap(), []);
}

pub async fn loans_are_found_by_the_customer_and_orders_by_the_loan(b: &impl Backend) {
    commit_loans(b, 2).await;
    for n in [1, 2] {
        commit(b, &TransactionOrder::bare(n)).await;
    }
    let mut unit = b.store().begin().await.unwrap();
    let record = TransactionOrder::bare(1).record().clone();
    let second = TransactionOrder::restore(TransactionOrderRecord { id: id(99), ..record });
    unit.transaction_orders().insert(&second).await.unwrap();
    for n in [1, 2] {
        let found = unit.loans().of(id(n.into())).await.unwrap();
        assert_eq!(values(found), [Loan::bare(n)]);
    }
    let all = unit.loans().of_all(&[id(2), id(1), id(9)]).await.unwrap();
    assert_eq!(values(all), [Loan::bare(1), Loan::bare(2)]);
    let orders = unit.transaction_orders().of(Loan::bare(1).id()).await.unwrap();
    assert_eq!(values(orders), [TransactionOrder::bare(1), second], "own writes included");
}
