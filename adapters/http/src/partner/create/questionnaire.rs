//! From the wire to the questionnaire.

use super::request::{
    CartRequest, ContactRequest, CreateApplicationRequest, CustomerRequest, DeviceRequest,
    DocumentRequest, EmploymentRequest, ExternalServiceRequest,
};
use kredo_domain::{
    FieldFault, Phone,
    loan_application::{
        Applicant, Cart, CartItem, ContactPerson, Device, ExternalServiceData, Income, Mode,
        Questionnaire, StatedDocument, StatedEmployment,
    },
};

/// The questionnaire, or every field that the schema could not judge and that no application can
/// have.
pub(super) fn read(request: CreateApplicationRequest) -> Result<Questionnaire, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let customer = applicant(request.customer, &mut faults);
    let cart = cart(request.cart).map_err(|found| faults.extend(found));
    let (Some(customer), Ok(cart), true) = (customer, cart, faults.is_empty()) else {
        return Err(faults);
    };
    let external = request.ext_service_data.unwrap_or_default();
    Ok(Questionnaire {
        mode: Mode::new(request.mode),
        cart,
        down_payment: request.down_payment.0,
        loan_amount: request.loan_amount.0,
        loan_term: request.loan_term,
        product_code: request.product_code,
        branch_guid: request.branch_guid,
        employee_id: request.employee_id,
        partner_application_id: request.partner_application_id,
        customer,
        documents: request.customer_documents.into_iter().map(document).collect(),
        employment: employment(request.customer_employment),
        contacts: request.customer_contacts.into_iter().map(contact).collect(),
        device: request.customer_device.map(device).unwrap_or_default(),
        additional_data: request.additional_data.unwrap_or_default(),
        ext_service_data: external.into_iter().map(external_service).collect(),
    })
}

fn applicant(stated: CustomerRequest, faults: &mut Vec<FieldFault>) -> Option<Applicant> {
    let phone = Phone::parse(&stated.phone).map_err(|fault| {
        faults.push(FieldFault::new("customer.phone", fault.to_string()));
    });
    Some(Applicant {
        first_name: stated.first_name,
        last_name: stated.last_name,
        middle_name: stated.middle_name,
        phone: phone.ok()?,
        email: stated.email,
        birth_date: stated.birth_date,
        gender: stated.gender,
        actual_address: stated.actual_address,
        registration_address: stated.registration_address,
        registration_date: stated.registration_date,
        property_type: stated.property_type,
        another_property: stated.another_property,
        monthly_expenses: stated.monthly_expenses.map(|roubles| roubles.0),
        children_number: stated.children_number,
        family_status: stated.family_status,
    })
}

fn cart(cart: CartRequest) -> Result<Cart, Vec<FieldFault>> {
    let items = cart.items.into_iter().map(|item| CartItem {
        name: item.name,
        quantity: item.quantity,
        price: item.price.0,
        goods_type: item.goods_type,
    });
    Cart::try_new(items.collect())
}

fn document(stated: DocumentRequest) -> StatedDocument {
    StatedDocument {
        kind: stated.r#type,
        series: stated.series,
        number: stated.number,
        issuer: stated.issuer,
        subdivision: stated.subdivision,
        issue_date: stated.issue_date,
        expiration_date: stated.expiration_date,
        birthplace: stated.birthplace,
    }
}

fn employment(stated: EmploymentRequest) -> StatedEmployment {
    let income = Income { minor: stated.salary.0.minor(), currency: stated.salary_currency };
    let extra_income = stated.extra_salary.map(|extra| Income {
        minor: extra.0.minor(),
        currency: stated.extra_salary_currency.unwrap_or_else(|| income.currency.clone()),
    });
    StatedEmployment {
        position_type: stated.position_type,
        position: stated.position,
        company_scope: stated.company_scope,
        company_name: stated.company_name,
        income,
        extra_income,
        work_experience: stated.work_experience,
        work_address: stated.work_address,
        work_phone: stated.work_phone,
    }
}

fn contact(stated: ContactRequest) -> ContactPerson {
    ContactPerson {
        kind: stated.r#type,
        owner: stated.owner,
        contact: stated.contact,
        contact_name: stated.contact_name,
    }
}

fn device(stated: DeviceRequest) -> Device {
    Device { user_agent: stated.user_agent, user_ip: stated.user_ip }
}

fn external_service(stated: ExternalServiceRequest) -> ExternalServiceData {
    ExternalServiceData { service_type: stated.service_type, service_data: stated.service_data }
}
