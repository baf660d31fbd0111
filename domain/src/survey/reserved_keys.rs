//! Keys of form fields and export columns that no question or attribute may use.

/// The field with the random key of the form.
pub const KEY: &str = "key";

/// The field with the version that was shown.
pub const VERSION: &str = "version";

/// The field with the language in which it was shown.
pub const LOCALE: &str = "locale";

/// The checkboxes of the optional purposes.
pub const PURPOSE: &str = "purpose";

/// The e-mail address, if the respondent allows contact.
pub const CONTACT_EMAIL: &str = "contact_email";

/// The telephone number, if the respondent allows contact.
pub const CONTACT_PHONE: &str = "contact_phone";

/// The button that shows a form again as it was typed, in another language or with a decision about cookies. No key has
/// a hyphen, so no question can have this name.
pub const AGAIN: &str = "show-again";

/// The value of [`AGAIN`] for another language, which the address names.
pub const AGAIN_IN_LANGUAGE: &str = "language";

/// The code of "don't know / not applicable".
pub const NOT_APPLICABLE: &str = "na";

/// Names that no question may have: fields of the form and columns of every export.
pub const RESERVED: [&str; 25] = [
    KEY,
    VERSION,
    LOCALE,
    PURPOSE,
    CONTACT_EMAIL,
    CONTACT_PHONE,
    NOT_APPLICABLE,
    "response_id",
    "external_id",
    "submitted_at",
    "channel",
    "consent_event_id",
    "notice_version",
    "notice_hash",
    "purposes_given",
    "decided_at",
    "tags",
    "attribute",
    "attributes_by",
    EXPIRES,
    SIGNATURE,
    "lang",
    FORM_SIGNATURE,
    FORM_BODY,
    FORM_CHOICE,
];

/// Whether a field of a form is about the form itself, and no answer to a question.
pub fn is_about_form(name: &str) -> bool {
    name == AGAIN || RESERVED.contains(&name)
}

/// In an address and a form: the expiry of a signed link, in seconds since 1970-01-01T00:00:00Z.
pub const EXPIRES: &str = "link_expires";

/// In an address and a form: the signature, in hexadecimal.
pub const SIGNATURE: &str = "link_signature";

/// In a form: the signature of its key.
pub const FORM_SIGNATURE: &str = "form_signature";

/// In a form: which page sends it, and the how manieth body of that page it is.
pub const FORM_BODY: &str = "form_body";

/// In a form that was sent before: whether it improves the answer that is stored.
pub const FORM_CHOICE: &str = "form_choice";
