//! Attributes in the address of the answering page: plain, or signed by the maker of the link. The respondent can
//! change all of them, so they are checked when the form is shown and again when it is sent. Attributes that are not
//! valid are dropped without an error, because a respondent cannot correct an address.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::{
    calendar::Millis,
    form_fields::FormFields,
    id::{Key, Slug},
    survey::{
        Questionnaire,
        attribute::{Attributes, MAX_ATTRIBUTES, MAX_LENGTH, ReceivedBy, Source},
        reserved_keys::{EXPIRES, SIGNATURE},
    },
};

/// The prefix of an attribute key in a form.
const FIELD: &str = "attribute.";
/// The time for which a link is accepted after it expired, in milliseconds. One hour, so that a form that was opened in
/// time can be sent.
pub const GRACE: i64 = 3_600_000;

/// The secret that signs the links of a survey.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkSecret(pub [u8; 32]);

impl LinkSecret {
    /// The HMAC-SHA-256, in hexadecimal, over lines that each end in a line feed. The lines are the name of the format,
    /// the slug, the expiry and each attribute as `key=value`, ordered by key. Values with a line feed are never
    /// accepted.
    pub fn sign(&self, slug: &Slug, expires: u64, attributes: &[(String, String)]) -> String {
        hex::encode(self.mac(slug, expires, attributes).finalize().into_bytes())
    }

    fn verifies(&self, slug: &Slug, expires: u64, attributes: &[(String, String)], signature: &str) -> bool {
        // Compared in constant time, so that a signature cannot be found byte by byte.
        hex::decode(signature).is_ok_and(|bytes| self.mac(slug, expires, attributes).verify_slice(&bytes).is_ok())
    }

    fn mac(&self, slug: &Slug, expires: u64, attributes: &[(String, String)]) -> Hmac<Sha256> {
        let mut sorted: Vec<_> = attributes.iter().collect();
        sorted.sort();
        let lines: String = sorted.iter().map(|(key, value)| format!("{key}={value}\n")).collect();
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(format!("klankbord-attributes-v1\n{slug}\n{expires}\n{lines}").as_bytes());
        mac
    }
}

impl std::fmt::Debug for LinkSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LinkSecret(…)")
    }
}

/// The attributes in an address, or in the form behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkAttributes {
    /// The values of declared attributes.
    values: Vec<(String, String)>,
    /// The expiry and signature of a signed link, unchanged.
    signed: Option<(String, String)>,
}

/// The input for checking a link.
#[derive(Clone, Copy, Debug)]
pub struct LinkCheck<'a> {
    /// The survey.
    pub slug: &'a Slug,
    /// The secret that signs its links. `None` if it has none.
    pub secret: Option<&'a LinkSecret>,
    /// A link that expired before this time is not valid: the current time minus [`GRACE`].
    pub now: Millis,
}

impl LinkAttributes {
    /// Reads the address of the answering page.
    pub fn of_address(questionnaire: &Questionnaire, query: &FormFields) -> Self {
        Self::read(questionnaire, query, Some)
    }

    /// Reads the form behind the address.
    pub fn of_form(questionnaire: &Questionnaire, fields: &FormFields) -> Self {
        Self::read(questionnaire, fields, |name| name.strip_prefix(FIELD))
    }

    /// The fields of a form that do not belong to a link.
    pub fn others(fields: &FormFields) -> FormFields {
        let is_ours = |name: &str| name.starts_with(FIELD) || [EXPIRES, SIGNATURE].contains(&name);
        FormFields(fields.0.iter().filter(|(name, _)| !is_ours(name)).cloned().collect())
    }

    fn read<'a>(questionnaire: &Questionnaire, fields: &'a FormFields, key_of: impl Fn(&'a str) -> Option<&'a str>) -> Self {
        let once = |wanted: &str| fields.all(wanted).count() == 1;
        let values = fields.0.iter().filter_map(|(name, value)| {
            let key = key_of(name)?;
            // A line feed in a value would be signed like its end and another attribute.
            let is_text = value.chars().count() <= MAX_LENGTH && !value.contains(char::is_control);
            // A withheld attribute is part of the signature, but is not stored.
            let is_declared = questionnaire.attribute(key).is_some() || questionnaire.withheld(key).is_some();
            let is_fit = is_declared && once(name) && is_text;
            is_fit.then(|| (key.to_owned(), value.clone()))
        });
        let values: Vec<_> = values.take(MAX_ATTRIBUTES).collect();
        let given = |name| fields.first(name).map(|text| text.chars().take(MAX_LENGTH).collect::<String>());
        // A signature without expiry, or the reverse, is not valid, and the link is not an unsigned one.
        let signed = match (given(EXPIRES), given(SIGNATURE)) {
            (None, None) => None,
            (expires, signature) => Some((expires.unwrap_or_default(), signature.unwrap_or_default())),
        };
        // Withheld attributes count: a signed link that is left with only these must not become an unsigned one.
        let mut declared =
            questionnaire.attributes.iter().chain(questionnaire.withheld.iter().map(|withheld| &withheld.attribute));
        let takes_signed = declared.any(|attribute| attribute.sources.contains(&Source::SignedLink));
        Self { values, signed: signed.filter(|_| takes_signed) }
    }

    /// Whether it has no attributes.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Whether a secret is needed to check it.
    pub fn is_signed(&self) -> bool {
        self.signed.is_some()
    }

    /// The hidden fields that pass it on to the next request.
    pub fn fields(&self) -> Vec<(String, String)> {
        let values = self.values.iter().map(|(key, value)| (format!("{FIELD}{key}"), value.clone()));
        let signed = self.signed.iter().flat_map(|(expires, signature)| [(EXPIRES, expires), (SIGNATURE, signature)]);
        values.chain(signed.map(|(name, value)| (name.to_owned(), value.clone()))).collect()
    }

    /// The attributes to store, and how they were received. An attribute is stored if the survey accepts this source,
    /// the value is on its list, and its purpose is in force. A link with a wrong or expired signature has none.
    pub fn attributes(&self, questionnaire: &Questionnaire, granted: &[Key], check: LinkCheck<'_>) -> (Attributes, ReceivedBy) {
        let (source, origin) = match &self.signed {
            Some(signed) if self.holds(signed, check) => (Source::SignedLink, ReceivedBy::SignedLink),
            Some(_) => return (Attributes::new(), ReceivedBy::Link),
            None => (Source::Link, ReceivedBy::Link),
        };
        let kept = questionnaire.attributes.iter().filter_map(|attribute| {
            let is_taken = attribute.sources.contains(&source) && questionnaire.stands(&attribute.purpose, granted);
            let (_, value) = self.values.iter().find(|(key, _)| *key == attribute.key.as_str()).filter(|_| is_taken)?;
            Some((attribute.key.clone(), attribute.parse(value).ok()??))
        });
        (kept.collect(), origin)
    }

    fn holds(&self, (expires, signature): &(String, String), check: LinkCheck<'_>) -> bool {
        let Ok(until) = expires.parse::<u64>() else { return false };
        let is_over = i64::try_from(until).is_ok_and(|until| until.saturating_mul(1000) < check.now.0);
        !is_over && check.secret.is_some_and(|secret| secret.verifies(check.slug, until, &self.values, signature))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        channel::Channel,
        id::key,
        locale::LocalizedText,
        notice::purpose::Basis,
        organisation::OrganisationProfile,
        survey::{attribute::Attribute, template::Template, withheld::Why},
    };

    const SECRET: LinkSecret = LinkSecret([7; 32]);
    const NOW: Millis = Millis(1_800_000_000_000);

    fn questionnaire() -> Questionnaire {
        let mut questionnaire = Template::Nps.questionnaire(&OrganisationProfile::new("a", "b", "c"), Basis::Consent);
        for (name, values, sources) in [
            ("store", &["rotterdam", "utrecht"][..], &[Source::Link][..]),
            ("plan", &[], &[Source::SignedLink, Source::Import]),
            ("team", &["a"], &[Source::Link, Source::SignedLink]),
            ("region", &["n"], &[Source::Import, Source::Api]),
        ] {
            let values = values.iter().map(|value| (*value).to_owned()).collect();
            let attribute = Attribute::new(key(name), LocalizedText::same(name), values);
            questionnaire.attributes.push(Attribute { sources: sources.to_vec(), ..attribute });
        }
        questionnaire
    }

    fn fields(text: &str) -> FormFields {
        FormFields(text.split('&').filter_map(|pair| pair.split_once('=')).map(|(n, v)| (n.to_owned(), v.to_owned())).collect())
    }

    /// The stored attributes of an address, which are the same for the address and for the form behind it.
    fn kept(address: &str, slug: &str, now: Millis) -> String {
        let questionnaire = questionnaire();
        let linked = LinkAttributes::of_address(&questionnaire, &fields(address));
        let form = FormFields([linked.fields(), vec![("recommend".to_owned(), "9".to_owned())]].concat());
        assert_eq!(LinkAttributes::of_form(&questionnaire, &form), linked);
        assert_eq!(LinkAttributes::others(&form), fields("recommend=9"));
        let slug = Slug::parse(slug).unwrap();
        let (attributes, origin) = linked.attributes(&questionnaire, &[], LinkCheck { slug: &slug, secret: Some(&SECRET), now });
        let attributes: Vec<_> = attributes.iter().map(|(key, value)| format!("{key}={value}")).collect();
        if attributes.is_empty() {
            "nothing".to_owned()
        } else {
            format!("{} by {}", attributes.join("&"), origin.name(Channel::Link))
        }
    }

    fn signed(address: &str, expires: u64) -> String {
        let signature = SECRET.sign(&Slug::parse("nps").unwrap(), expires, &fields(address).0);
        format!("{address}&{EXPIRES}={expires}&{SIGNATURE}={signature}")
    }

    #[test]
    fn what_an_address_says_is_kept_as_far_as_the_survey_takes_it() {
        for (address, expected) in [
            ("store=rotterdam", "store=rotterdam by link"),
            ("utm=x&store=utrecht&team=a", "store=utrecht&team=a by link"),
            ("store=paris", "nothing"),
            ("plan=gold", "nothing"),
            ("region=n", "nothing"),
            ("store=rotterdam&store=utrecht", "nothing"),
            ("store=", "nothing"),
            ("", "nothing"),
        ] {
            assert_eq!(kept(address, "nps", NOW), expected, "{address}");
        }
    }

    #[test]
    fn a_signed_link_holds_whole_and_in_time_or_not_at_all() {
        let until = 1_800_000_100;
        let link = signed("plan=gold&team=a", until);
        assert_eq!(kept(&link, "nps", NOW), "plan=gold&team=a by signed_link");
        assert_eq!(kept(&link, "nps", Millis(1_800_000_100_000)), "plan=gold&team=a by signed_link");
        assert_eq!(kept(&link, "nps", Millis(1_800_000_100_001)), "nothing", "it has expired");
        assert_eq!(kept(&link, "csat", NOW), "nothing", "it is of another survey");
        for forged in [
            link.replace("gold", "silver"),
            link.replace("team=a&", ""),
            format!("{link}&store=rotterdam"),
            link.replace("1800000100", "1900000100"),
            link.replace(SIGNATURE, "x"),
            link.replace(EXPIRES, "x"),
            format!("team=a&{SIGNATURE}="),
            format!("team=a&{EXPIRES}=1900000000"),
        ] {
            assert_eq!(kept(&forged, "nps", NOW), "nothing", "{forged}");
        }
        let three = signed("plan=gold&store=rotterdam&team=a", until);
        assert_eq!(kept(&three, "nps", NOW), "plan=gold&team=a by signed_link");
        let two = three.replace("&store=", "\nstore=");
        assert_eq!(kept(&two, "nps", NOW), "nothing", "no attribute is cut out by hiding it in the value of another");
        assert_eq!(kept(&signed("plan=gold\nstore=rotterdam&team=a", until), "nps", NOW), "nothing", "nor let in by it");
        assert_eq!(kept(&signed("store=rotterdam", until), "nps", NOW), "nothing", "the survey does not take it by signed link");
        assert_eq!(
            kept(&format!("{link}&utm=x"), "nps", NOW),
            "plan=gold&team=a by signed_link",
            "what is not declared means nothing"
        );
        let questionnaire = questionnaire();
        let slug = Slug::parse("nps").unwrap();
        let linked = LinkAttributes::of_address(&questionnaire, &fields(&link));
        assert_eq!(linked.attributes(&questionnaire, &[], LinkCheck { slug: &slug, secret: None, now: NOW }).0, []);
    }

    #[test]
    fn a_signed_link_stays_one_where_what_it_is_signed_for_is_withheld() {
        let mut declared = questionnaire();
        declared.attributes.retain(|attribute| ["store", "plan"].contains(&attribute.key.as_str()));
        for attribute in &mut declared.attributes {
            attribute.team = (attribute.key.as_str() == "plan").then(|| key("store"));
        }
        let off = declared.without_employees(Why::NotStated);
        assert!(off.withheld("plan").is_some() && off.attribute("store").is_some());
        let slug = Slug::parse("nps").unwrap();
        let link = signed("plan=gold&store=rotterdam", 1_800_000_100);
        for address in [link.clone(), link.replace("gold", "silver")] {
            let linked = LinkAttributes::of_address(&off, &fields(&address));
            let check = LinkCheck { slug: &slug, secret: Some(&SECRET), now: NOW };
            assert_eq!(linked.attributes(&off, &[], check).0, [], "the store comes by an unsigned link only: {address}");
        }
    }

    #[test]
    fn the_signature_is_that_of_the_documentation() {
        let expected = "b531f27da7ece4604f004f4ab83da3264c9290b8ac9b8b00d0130499f2a86f53";
        let attributes = fields("store=rotterdam&plan=gold").0;
        assert_eq!(SECRET.sign(&Slug::parse("nps").unwrap(), 1_800_000_000, &attributes), expected);
    }
}
