//! Tests of the works council: attributes that name an employee.

mod employees;
mod employees_since;
