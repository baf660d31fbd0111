//! The support of several rooms: a database, samples, a log and a request.

pub(crate) mod database;
pub(crate) mod kept;
pub(crate) mod log;
pub(crate) mod rights;
pub(crate) mod sample;
