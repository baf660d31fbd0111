//! Standard texts of notices that hold for surveys and websites alike.

use crate::{
    locale::{AddressForm, LocalizedText},
    wording::pick,
};

/// The texts of a notice.
pub(crate) struct NoticeTexts {
    pub(crate) data_kinds: LocalizedText,
    pub(crate) recipients: LocalizedText,
    pub(crate) storage_place: LocalizedText,
    pub(crate) transfers: LocalizedText,
    pub(crate) answering_required: LocalizedText,
    pub(crate) linked_data: LocalizedText,
    pub(crate) rights: LocalizedText,
    pub(crate) complaint: LocalizedText,
}

pub(crate) fn recipients() -> LocalizedText {
    LocalizedText::new("Niemand buiten deze organisatie.", "Nobody outside this organisation.")
}

pub(crate) fn storage_place() -> LocalizedText {
    LocalizedText::new(
        "Op een server van deze organisatie in de Europese Unie.",
        "On a server of this organisation in the European Union.",
    )
}

pub(crate) fn transfers() -> LocalizedText {
    LocalizedText::new("Niet buiten de Europese Economische Ruimte.", "Not outside the European Economic Area.")
}

pub(crate) fn complaint(form: AddressForm) -> LocalizedText {
    LocalizedText::new(
        format!("{} kunt een klacht indienen bij de Autoriteit Persoonsgegevens.", pick(form, "U", "Je")),
        "You can complain to the Dutch Data Protection Authority (Autoriteit Persoonsgegevens) or the authority of your country.",
    )
}
