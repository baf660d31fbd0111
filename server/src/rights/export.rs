//! The copy of a data subject's own data (GDPR art. 15 and 20): one document with the answers, the states of purposes,
//! and the receipt as proof, in JSON or in words. Pure; it must not know where the document goes.

use std::collections::BTreeMap;

use app::{
    page::PageContext,
    rights::copy::{self, Copy},
};
use domain::{
    calendar::Millis,
    consent::standing::PurposeState,
    error::ErrorCode,
    organisation::Organisation,
    receipt::{decision::DecisionReceipt, document::ReceiptDocument, response::Receipt},
    response::answer::Answer,
    survey::attribute::ReceivedBy,
};
use serde_json::{Value, json};
use store::ReceiptEvidence;

/// The version of the document. Programs refuse a version that they do not know.
const FORMAT: &str = "klankbord-rights-export/1";

/// The data found, each with its evidence.
#[derive(Debug, Default)]
pub struct Holdings {
    /// Responses.
    pub responses: Vec<(Receipt, ReceiptEvidence)>,
    /// Visitors of websites.
    pub visitors: Vec<(DecisionReceipt, ReceiptEvidence)>,
}

impl Holdings {
    /// The number of items.
    pub fn len(&self) -> usize {
        self.responses.len() + self.visitors.len()
    }

    /// Whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The document.
///
/// # Errors
/// When no receipt can be made from the stored data.
pub fn document(now: Millis, organisation: &Organisation, holdings: &Holdings) -> Result<Vec<u8>, ErrorCode> {
    let responses: Vec<Value> =
        holdings.responses.iter().map(|(receipt, evidence)| response(now, receipt, evidence)).collect::<Result<_, _>>()?;
    let visitors: Vec<Value> =
        holdings.visitors.iter().map(|(receipt, evidence)| visitor(now, receipt, evidence)).collect::<Result<_, _>>()?;
    let profile = &organisation.profile;
    let document = json!({
        "format": FORMAT,
        "made_at": now.rfc3339(),
        "controller": { "name": profile.name, "contact": profile.contact, "privacy_officer": profile.privacy_officer },
        "responses": responses,
        "visitors": visitors,
    });
    Ok(serde_json::to_vec_pretty(&document).expect("JSON can be written"))
}

/// The same as a document to read and print.
///
/// # Errors
/// When no receipt can be made from the stored data.
pub fn in_words(now: Millis, page: &PageContext, organisation: &Organisation, holdings: &Holdings) -> Result<String, ErrorCode> {
    let proof = |evidence: &ReceiptEvidence| -> Result<String, ErrorCode> {
        Ok(ReceiptDocument::new(now, None, &evidence.notices, &evidence.events)?.to_json())
    };
    let responses: Vec<_> =
        holdings.responses.iter().map(|(receipt, evidence)| Ok((receipt, proof(evidence)?))).collect::<Result<_, ErrorCode>>()?;
    let visitors: Vec<_> =
        holdings.visitors.iter().map(|(receipt, evidence)| Ok((receipt, proof(evidence)?))).collect::<Result<_, ErrorCode>>()?;
    let copy = Copy { organisation, made_at: now, responses: &responses, visitors: &visitors };
    Ok(copy::render(page, &copy))
}

fn response(now: Millis, receipt: &Receipt, evidence: &ReceiptEvidence) -> Result<Value, ErrorCode> {
    let locale = receipt.locale;
    let questionnaire = &receipt.version.questionnaire;
    let answers: Vec<Value> = receipt
        .answers
        .iter()
        .map(|(key, answer)| {
            let question = questionnaire.question(key.as_str()).map(|question| question.text.get(locale));
            json!({ "question": key, "text": question, "answer": answer_json(answer) })
        })
        .collect();
    let contact = receipt.contact.as_ref().map(|contact| {
        json!({ "email": contact.email.as_ref().map(|e| e.as_str()), "phone": contact.phone.as_ref().map(|p| p.as_str()) })
    });
    Ok(json!({
        "response_id": receipt.response,
        "survey": { "slug": receipt.survey.slug, "version": receipt.version.number, "title": questionnaire.title.get(locale) },
        "submitted_at": receipt.submitted_at.rfc3339(),
        "locale": locale.tag(),
        "external_id": receipt.external_id,
        "answers": answers,
        "attributes": receipt.attributes.iter().cloned().collect::<BTreeMap<_, _>>(),
        "tags": receipt.tags.iter().map(|(question, name)| json!({ "question": question, "tag": name })).collect::<Vec<_>>(),
        "attributes_by": receipt.attributes_by.map(|by| match by {
            ReceivedBy::Stated => "organisation",
            ReceivedBy::Link => "link",
            ReceivedBy::SignedLink => "signed_link",
        }),
        "contact": contact,
        "corrected_at": receipt.corrected_at.map(Millis::rfc3339),
        "restricted_at": receipt.restricted_at.map(Millis::rfc3339),
        "erased_at": receipt.erased_at.map(Millis::rfc3339),
        "purposes": purposes(&receipt.standing),
        "receipt": receipt_json(now, evidence)?,
    }))
}

fn visitor(now: Millis, receipt: &DecisionReceipt, evidence: &ReceiptEvidence) -> Result<Value, ErrorCode> {
    Ok(json!({
        "event_id": receipt.event,
        "website": { "key": receipt.site.key, "name": receipt.site.settings.name },
        "decided_at": receipt.decided_at.rfc3339(),
        "valid_until": receipt.valid_until.rfc3339(),
        "locale": receipt.locale.tag(),
        "purposes": purposes(&receipt.standing),
        "receipt": receipt_json(now, evidence)?,
    }))
}

fn purposes(standing: &[PurposeState]) -> Vec<Value> {
    let purpose = |s: &PurposeState| json!({ "purpose": s.purpose, "basis": s.basis.name(), "state": s.state.name(), "since": s.since.rfc3339() });
    standing.iter().map(purpose).collect()
}

/// The receipt as its holder has it (docs/ledger.md), without its secret address.
fn receipt_json(now: Millis, evidence: &ReceiptEvidence) -> Result<Value, ErrorCode> {
    let document = ReceiptDocument::new(now, None, &evidence.notices, &evidence.events)?;
    Ok(serde_json::to_value(document).expect("a receipt has a JSON form"))
}

/// A score or number as a number, a choice as its code, a text unchanged.
fn answer_json(answer: &Answer) -> Value {
    match answer {
        Answer::Score(score) => json!(score),
        Answer::Number(number) => json!(number),
        Answer::Choice(key) => json!(key),
        Answer::Choices(keys) => json!(keys),
        Answer::Text(text) => json!(text),
        Answer::Matrix(rated) => {
            rated.iter().map(|(key, score)| (key.to_string(), score.map_or_else(|| json!("na"), |score| json!(score)))).collect()
        }
        Answer::NotApplicable => json!("na"),
    }
}
