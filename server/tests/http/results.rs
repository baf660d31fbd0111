//! Tests of results: pages, figures, drivers, named days, saved views, and disclosure control.

mod api;
mod disclosure;
mod drivers;
mod figures;
mod named_days;
mod page;
mod saved_views;
