//! The place of an answer: its survey, question, day, language and channel.

use domain::{calendar::Day, channel::Channel, id::ResponseId, locale::Locale};
use sea_orm::ActiveValue::Set;

use crate::{database::column::Text, entity::response::answer};

/// The columns of a response that its answers repeat.
pub(crate) struct AnswerPlace {
    pub(crate) response: ResponseId,
    pub(crate) day: Day,
    pub(crate) locale: Locale,
    pub(crate) channel: Channel,
    pub(crate) included: i16,
}

impl AnswerPlace {
    pub(crate) fn answer(&self, question: i32, item: i16, value: AnswerValue) -> answer::ActiveModel {
        answer::ActiveModel {
            response_id: Set(self.response.0),
            question_id: Set(question),
            item: Set(item),
            score: Set(value.score.map(i16::from)),
            number: Set(value.number),
            choice: Set(value.choice),
            text: Set(value.text),
            included: Set(self.included),
            day: Set(self.day.0),
            locale: Set(Text(self.locale)),
            channel: Set(Text(self.channel)),
        }
    }
}

#[derive(Default)]
pub(crate) struct AnswerValue {
    pub(crate) score: Option<u8>,
    pub(crate) number: Option<f64>,
    pub(crate) choice: Option<String>,
    pub(crate) text: Option<String>,
}
