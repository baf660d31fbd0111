//! `GET /admin/surveys/{slug}/pictures/{picture}.svg`, `.png` and `.csv`: a picture of the results page as a file, and
//! its figures. The PNG is drawn from the SVG, so that both withhold the same figures.

use std::sync::Arc;

use app::{
    report::{figure_sheet::Sheet, picture_svg},
    results::picture::Picture,
};
use axum::{
    body::Body,
    extract::{Path, State},
    response::Response,
};
use domain::{calendar::Day, export::Format};

use super::figures::{Gathered, broken, gathered};
use crate::{
    account::{audit::note_file, sign_in::SignedIn, staff::Survey},
    clock::{self, zone},
    export::{
        Dialect,
        files::{import_part, media_type},
    },
    http::{
        reply::{error::Error, page::attachment},
        request::context::Context,
    },
    report::{figure_file::figures_csv, raster::Rasters},
    results,
};

/// The file. It is not found if the page does not draw the picture.
pub(crate) async fn show(
    State(state): State<Arc<results::State>>,
    State(rasters): State<Rasters>,
    context: Context,
    Survey(SignedIn(user), published): Survey<SignedIn>,
    Path((slug, file)): Path<(String, String)>,
) -> Result<Response, Error> {
    let (name, kind) = file.rsplit_once('.').ok_or(Error::not_found())?;
    let picture = Picture::ALL.into_iter().find(|picture| picture.name() == name).ok_or(Error::not_found())?;
    let (page, data) = match gathered(&state, &context, &user, published).await? {
        Gathered::Page(response) => return Ok(response),
        Gathered::Data(page, data) => (page, data),
    };
    let (now, zone) = (clock::now(), zone(&data.published));
    let svg = picture_svg::svg(&page, &data, picture).ok_or(Error::not_found())?;
    let part = import_part(data.importing.as_ref());
    let file = format!("klankbord-{slug}-{name}-{}{part}.{kind}", Day::of(now, &zone));
    let (body, media_type) = match kind {
        "png" => (Body::from(rasters.png(svg).await?), "image/png"),
        "svg" => (Body::from(svg), "image/svg+xml; charset=utf-8"),
        "csv" => {
            let dialect = match data.query.export.format {
                Format::CsvExcelNl => Dialect::of(Format::CsvExcelNl, zone),
                _ => Dialect::Standard,
            };
            let sheet = Sheet::of_picture(&page, &data, picture);
            let bytes = figures_csv(&sheet, &dialect).map_err(|error| broken(&error))?;
            (Body::from(bytes), media_type(Format::Csv))
        }
        _ => return Err(Error::not_found()),
    };
    note_file(&state.store, &user, &slug, &file).await?;
    Ok(attachment(body, media_type, &file))
}
