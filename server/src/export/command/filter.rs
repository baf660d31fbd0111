//! Which responses `klankbord export` includes: the filter of the results page.

use domain::{
    calendar::Day,
    channel::Channel,
    locale::Locale,
    response::filter::{Condition, MAX_CONDITIONS, ResultsFilter},
};

use super::one_of;
use crate::cli::output::UsageError;

#[derive(clap::Args, Debug)]
pub struct FilterArgs {
    /// Only what was sent from this day on, on the organisation's calendar
    #[arg(long, env = "KLANKBORD_FROM", value_name = "YYYY-MM-DD", value_parser = Day::parse)]
    from: Option<Day>,

    /// Only what was sent up to this day, itself included
    #[arg(long, env = "KLANKBORD_TO", value_name = "YYYY-MM-DD", value_parser = Day::parse)]
    to: Option<Day>,

    /// Only what was answered in this language: nl or en
    #[arg(long, env = "KLANKBORD_ANSWERED_IN", value_name = "LOCALE")]
    answered_in: Option<Locale>,

    /// Only what arrived in this way
    #[arg(long, env = "KLANKBORD_CHANNEL", value_name = "CHANNEL", value_parser = one_of(Channel::ALL, Channel::name))]
    channel: Option<Channel>,

    /// Only responses with this answer or attribute, such as delivery:late; give it up to three times. In the environment each
    /// stands on a line of its own
    #[arg(long = "where", env = "KLANKBORD_WHERE", value_name = "KEY:VALUE", value_delimiter = '\n', value_parser = Condition::parse)]
    conditions: Vec<Condition>,
}

impl FilterArgs {
    /// The filter.
    pub fn read(&self) -> Result<ResultsFilter, UsageError> {
        if self.conditions.len() > MAX_CONDITIONS {
            return Err(UsageError(format!("--where can be given {MAX_CONDITIONS} times at most")));
        }
        let filter = ResultsFilter {
            from: self.from,
            to: self.to,
            locale: self.answered_in,
            channel: self.channel,
            conditions: self.conditions.clone(),
        };
        filter.validate().map_err(|_| UsageError("--to lies before --from".to_owned()))?;
        Ok(filter)
    }
}
