//! Exports as CSV (RFC 4180): one row per standing response, with the provenance of each, page by page, so that memory does
//! not grow with rows; and the codebook that says what every column and code means. It must not know where they go.

mod codebook;
mod columns;

use bytes::Bytes;
use csv::{Terminator, WriterBuilder};
use domain::{id::SurveyId, results::ResultsFilter};
use futures::stream::{self, Stream};
use store::{ExportRow, PublishedSurvey, Store, StoreError};
use tokio::task::JoinHandle;

pub use codebook::codebook_csv;

use columns::RowWriter;
pub(crate) use columns::guarded;

/// How many responses are read at once.
const PAGE: u32 = 1000;

/// About what a page takes; it grows where comments are long.
const PAGE_BYTES: usize = 400 * PAGE as usize;

/// The CSV of a survey's standing responses, a heading first. The columns are those of the version asked
/// now.
pub fn csv_stream(
    store: Store,
    published: PublishedSurvey,
    filter: ResultsFilter,
) -> impl Stream<Item = Result<Bytes, StoreError>> + Send + 'static {
    let rows = RowWriter::new(&published.version.questionnaire);
    let pages = Pages { store, survey: published.survey.id, filter };
    stream::try_unfold((rows, pages, Next::Heading), |(mut rows, pages, next)| async move {
        let (bytes, next) = match next {
            Next::Heading => (rows.write(None)?, Next::Page(pages.fetch(None))),
            Next::Page(page) => {
                let page = page.await.map_err(|error| StoreError::Broken(error.to_string()))??;
                // The next page is read while this one is written and sent.
                let next = match page.last() {
                    Some(last) if page.len() == PAGE as usize => Next::Page(pages.fetch(Some(last.clone()))),
                    _ => Next::End,
                };
                (rows.write(Some(&page))?, next)
            }
            Next::End => return Ok(None),
        };
        Ok(Some((bytes, (rows, pages, next))))
    })
}

enum Next {
    Heading,
    Page(JoinHandle<Result<Vec<ExportRow>, StoreError>>),
    End,
}

struct Pages {
    store: Store,
    survey: SurveyId,
    filter: ResultsFilter,
}

impl Pages {
    fn fetch(&self, after: Option<ExportRow>) -> JoinHandle<Result<Vec<ExportRow>, StoreError>> {
        let (store, survey, filter) = (self.store.clone(), self.survey, self.filter.clone());
        tokio::spawn(async move { store.list_export_rows(survey, &filter, after.as_ref(), PAGE).await })
    }
}

impl RowWriter {
    /// A page of rows, or the heading.
    fn write(&mut self, page: Option<&[ExportRow]>) -> Result<Bytes, StoreError> {
        let memory = Vec::with_capacity(if page.is_some() { PAGE_BYTES } else { 256 });
        let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).buffer_capacity(1 << 16).from_writer(memory);
        let written = match page {
            None => self.write_heading(&mut csv),
            Some(page) => page.iter().try_for_each(|row| self.write_row(&mut csv, row)),
        };
        let broken = |error: &dyn std::fmt::Display| StoreError::Broken(format!("a row cannot be written as CSV: {error}"));
        written.map_err(|error| broken(&error))?;
        csv.into_inner().map(Bytes::from).map_err(|error| broken(&error))
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        answer::Answer,
        calendar::Millis,
        id::{Slug, key},
        locale::{Locale, LocalizedText},
        organisation::OrganisationProfile,
        provenance::Provenance,
        purpose::Basis,
        question::{Choice, Question, QuestionKind},
        survey::Questionnaire,
        template::Template,
    };
    use futures::TryStreamExt as _;
    use store::ImportRow;

    use super::*;

    fn questionnaire(profile: &OrganisationProfile) -> Questionnaire {
        let mut questionnaire = Template::Csat.questionnaire(profile, Basis::Consent);
        let choice = |name| Choice { key: key(name), text: LocalizedText::same(name) };
        let mut add = |name, not_applicable, kind| {
            let question = Question { key: key(name), text: LocalizedText::same(name), required: false, not_applicable, kind };
            questionnaire.pages[0].questions.push(question);
        };
        let points = vec![LocalizedText::same("-"), LocalizedText::same("=")];
        add("views", true, QuestionKind::Likert { rows: vec![choice("fast"), choice("kind")], points });
        add("why", true, QuestionKind::MultipleChoice { choices: vec![choice("price"), choice("taste")], at_most: None });
        add("spent", false, QuestionKind::Number { min: None, max: None, unit: None });
        questionnaire
    }

    async fn export(answers: Vec<Vec<(&'static str, Answer)>>) -> (String, String) {
        let home = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite://{}", home.path().join("a.db").display())).await.unwrap();
        let organisation = store.create_organisation(&OrganisationProfile::new("A", "b", "c")).await.unwrap();
        let slug = Slug::parse("a").unwrap();
        let published = store.create_survey(&organisation, &slug, &questionnaire(&organisation.profile)).await.unwrap();
        let provenance = Provenance {
            legal_basis: Basis::Contract,
            notice: "n".into(),
            collected_by: "c".into(),
            purposes: vec![key("analysis"), key("publish")],
            retention_months: None,
            decided_at: Some(Millis(0)),
        };
        let mut import = store.begin_import(&published, &provenance).await.unwrap();
        let rows = answers.into_iter().enumerate().map(|(i, answers)| ImportRow {
            external_id: format!("-{i}"),
            submitted_at: Millis(1_534_306_237_000 + 86_400_000 * i64::try_from(i).unwrap()),
            locale: Locale::Nl,
            answers: answers.into_iter().map(|(name, answer)| (key(name), answer)).collect(),
            attributes: Vec::new(),
        });
        import.add(rows.collect()).await.unwrap();
        import.commit().await.unwrap();
        let codebook = codebook_csv(&published, Locale::En);
        let bytes: Vec<_> = csv_stream(store.clone(), published, ResultsFilter::default()).try_collect().await.unwrap();
        store.close().await;
        (String::from_utf8(bytes.concat()).unwrap(), codebook)
    }

    #[tokio::test]
    async fn every_kind_of_answer() {
        let (text, codebook) = export(vec![
            vec![
                ("satisfaction", Answer::Score(5)),
                ("reason", Answer::Text("=1, \"a\"\r\nb ".to_owned())),
                ("views", Answer::Matrix(vec![(key("kind"), 2)])),
                ("why", Answer::Choices(vec![key("price"), key("taste")])),
                ("spent", Answer::Number(-2.5)),
            ],
            vec![("satisfaction", Answer::Score(1)), ("why", Answer::NotApplicable)],
        ])
        .await;
        assert_eq!(text.matches("\r\n").count(), 4, "each record ends so, and a comment keeps its own");
        // Ids differ each time, and so does the hash.
        let cells: Vec<_> = csv::Reader::from_reader(text.as_bytes())
            .into_records()
            .map(|record| {
                record.unwrap().iter().map(|cell| if cell.len() > 30 { "…" } else { cell }).collect::<Vec<_>>().join("|")
            })
            .collect();
        insta::assert_snapshot!(cells.join("\n").replace('\r', "␍"), @r#"
        …|'-0|2018-08-15T04:10:37.000Z|nl|import|5|'=1, "a"␍
        b ||2|price;taste|-2.5|…|2|…|analysis;publish|1970-01-01T00:00:00.000Z
        …|'-1|2018-08-16T04:10:37.000Z|nl|import|1||||na||…|2|…|analysis;publish|1970-01-01T00:00:00.000Z
        "#);
        let columns: Vec<_> = text.lines().next().unwrap().split(',').collect();
        let mut described: Vec<String> =
            csv::Reader::from_reader(codebook.as_bytes()).records().map(|record| record.unwrap()[0].to_owned()).collect();
        described.dedup();
        assert_eq!(described, columns, "the codebook describes every column, in the order of the export");
        let of_views: Vec<_> = codebook.lines().filter(|line| line.starts_with("views.kind")).collect();
        insta::assert_snapshot!(of_views.join("\n"), @r"
        views.kind,views – kind,likert,,,,Empty: not answered.
        views.kind,,,1,'-,,
        views.kind,,,2,'=,,
        views.kind,,,na,don't know or not applicable,,
        ");
        assert!(codebook.contains("satisfaction,How satisfied are you with A?,csat_1_5,,,4,"), "{codebook}");
    }

    #[tokio::test]
    async fn page_after_page_nothing_twice_and_nothing_left_out() {
        let rows = 2 * PAGE as usize;
        let (text, _) = export(vec![vec![("satisfaction", Answer::Score(3))]; rows]).await;
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let ids: std::collections::BTreeSet<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
        assert_eq!(ids.len(), rows);
        assert_eq!(text.lines().count(), rows + 1);
    }
}
