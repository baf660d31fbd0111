//! Tests of the works council: what names an employee.

mod employees;
mod employees_since;
