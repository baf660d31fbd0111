//! The pages at `/admin/register`: the processing register as a page, as CSV and as JSON. It is generated at each
//! request from the notices in force.

use app::{
    page::PageContext,
    privacy::{
        register::{ActivityKind, Register, Source},
        register_page,
    },
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    account::user::User,
    organisation::Organisation,
    survey::{
        attribute::{self, Attribute},
        published::PublishedSurvey,
    },
};
use store::Store;

use crate::{
    account::{sign_in::Analyst, staff},
    clock,
    http::{
        reply::{self, error::Error, page::attachment},
        request::context::Context,
    },
    privacy::register_csv,
};

/// `GET /admin/register`.
pub(crate) async fn show(State(store): State<Store>, context: Context, Analyst(user): Analyst) -> Result<Response, Error> {
    let (page, organisation, register) = draw(&store, &context, &user).await?;
    Ok(reply::page::page(StatusCode::OK, register_page::render(&page, &register, &organisation)))
}

/// `GET /admin/register.csv`: one row per activity and purpose.
pub(crate) async fn csv(State(store): State<Store>, context: Context, Analyst(user): Analyst) -> Result<Response, Error> {
    let (_, _, register) = draw(&store, &context, &user).await?;
    let csv = register_csv::register_csv(&register);
    Ok(attachment(csv.into(), "text/csv; charset=utf-8", &file(&register, "csv")))
}

/// `GET /admin/register.json`.
pub(crate) async fn json(State(store): State<Store>, context: Context, Analyst(user): Analyst) -> Result<Response, Error> {
    let (_, _, register) = draw(&store, &context, &user).await?;
    let json = serde_json::to_vec_pretty(&register).expect("our own types have a JSON form");
    Ok(attachment(json.into(), "application/json", &file(&register, "json")))
}

/// The register of all surveys and websites, in the order of their own lists. The imports of a survey follow it.
async fn draw(store: &Store, context: &Context, user: &User) -> Result<(PageContext, Organisation, Register), Error> {
    let organisation = staff::organisation(store, user).await?;
    let page = crate::account::staff::page(context, user);
    let mut surveys = Vec::new();
    for summary in store.list_surveys().await? {
        if summary.published.organisation.id == organisation.id {
            let mut imports = Vec::new();
            for (notice, published_at) in store.list_import_notices(summary.published.survey.id).await? {
                let purposes = store.list_import_purposes(notice.id).await?;
                imports.push((notice, published_at, purposes));
            }
            surveys.push((summary.published, imports));
        }
    }
    let mut websites = store.list_sites().await?;
    websites.retain(|published| published.organisation.id == organisation.id);

    let names = |published: &PublishedSurvey, is_stored: fn(&Attribute) -> bool| -> Vec<_> {
        let attributes = published.version.questionnaire.attributes.iter();
        attributes.filter(|attribute| is_stored(attribute)).map(|attribute| attribute.text.clone()).collect()
    };
    let attributes: Vec<_> = surveys
        .iter()
        .map(|(published, _)| {
            (names(published, |_| true), names(published, |attribute| attribute.sources.contains(&attribute::Source::Import)))
        })
        .collect();
    let mut sources = Vec::new();
    for ((published, imports), (all, imported)) in surveys.iter().zip(&attributes) {
        let (key, name) = (published.survey.slug.as_str(), published.version.questionnaire.title.get(page.locale));
        let kind = ActivityKind::Survey;
        sources.push(Source {
            kind,
            key,
            name,
            notice: &published.version.notice,
            purposes: None,
            attributes: all,
            published_at: published.version.published_at,
        });
        for (notice, published_at, purposes) in imports {
            sources.push(Source {
                kind: ActivityKind::Import,
                key,
                name,
                notice,
                purposes: purposes.as_deref(),
                attributes: imported,
                published_at: *published_at,
            });
        }
    }
    for published in &websites {
        sources.push(Source {
            kind: ActivityKind::Website,
            key: published.site.key.as_str(),
            name: &published.site.settings.name,
            notice: &published.notice.published,
            purposes: None,
            attributes: &[],
            published_at: published.notice.published_at,
        });
    }
    let register = Register::draw(page.locale, page.address_form, &organisation, &sources, clock::now());
    Ok((page, organisation, register))
}

fn file(register: &Register, ending: &str) -> String {
    format!("klankbord-register-{}.{ending}", &register.drawn_at[..10])
}
