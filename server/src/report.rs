//! Reports, figure files and pictures.

pub(crate) mod figure_file;
pub(crate) mod figures;
pub(crate) mod fixed_reports;
pub(crate) mod page;
pub(crate) mod pictures;
pub(crate) mod raster;
