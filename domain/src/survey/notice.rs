//! The check of a notice by the mode of its survey.

use crate::{
    error::FieldError,
    notice::Notice,
    survey::{Mode, Questionnaire},
};

impl Questionnaire {
    /// Checks a notice for the mode of the survey: only answers of light mode may be called anonymous.
    ///
    /// # Errors
    /// Each missing part, with its field.
    pub fn check_notice(&self, notice: &Notice) -> Result<(), Vec<FieldError>> {
        match self.mode {
            Mode::Full => notice.check(),
            Mode::Light => notice.check_light(),
        }
    }
}
