//! Where an answer stands: its survey, question, day, language and channel.

use domain::{calendar::Day, id::ResponseId};
use sea_orm::ActiveValue::Set;

use crate::entity::response::answer;

/// The columns of a response that its answers repeat.
pub(crate) struct Place<'a> {
    pub(crate) response: ResponseId,
    pub(crate) day: Day,
    pub(crate) locale: &'a str,
    pub(crate) channel: &'a str,
    pub(crate) standing: i16,
}

impl Place<'_> {
    pub(crate) fn answer(&self, question: i32, item: i16, value: Value) -> answer::ActiveModel {
        answer::ActiveModel {
            response_id: Set(self.response.0),
            question_id: Set(question),
            item: Set(item),
            score: Set(value.score.map(i16::from)),
            number: Set(value.number),
            choice: Set(value.choice),
            text: Set(value.text),
            standing: Set(self.standing),
            day: Set(self.day.0),
            locale: Set(self.locale.to_owned()),
            channel: Set(self.channel.to_owned()),
        }
    }
}

#[derive(Default)]
pub(crate) struct Value {
    pub(crate) score: Option<u8>,
    pub(crate) number: Option<f64>,
    pub(crate) choice: Option<String>,
    pub(crate) text: Option<String>,
}
