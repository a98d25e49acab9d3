//! What a service or a duty costs.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::slice;

use crate::digits;
use crate::json::Json;
use crate::phrases::Phrase;
use crate::rulebook::{Duty, Remark, Service};
use crate::tariff::{Cell, EXEMPTION, Exemption, Line};
use crate::term::TermOnFile;
use crate::{Amount, Citation, Date, NotOnFile, Rulebook};

/// The most people that one quote is made for.
pub const MOST_PEOPLE: u32 = 1000;

/// A question about the cost of a service, as somebody typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteRequest<'a> {
    /// The service's id.
    pub service: &'a str,
    /// The day of payment, `YYYY-MM-DD`.
    pub on: &'a str,
    /// The number of people.
    pub people: &'a str,
    /// What was chosen: option id, value id. The option [`EXEMPTION`] takes the
    /// id of a ground that a line of the bill has, or nothing.
    pub options: Vec<(&'a str, &'a str)>,
}

/// A question about the cost of a duty or fee by itself, as somebody typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DutyRequest<'a> {
    /// The duty's id.
    pub duty: &'a str,
    /// The day of payment, `YYYY-MM-DD`.
    pub on: &'a str,
    /// The number of people.
    pub people: &'a str,
    /// What was chosen: there is the option [`EXEMPTION`] only.
    pub options: Vec<(&'a str, &'a str)>,
}

/// What is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestError {
    /// The part of the request: `service`, `duty`, `on`, `people`, `rule`,
    /// `period`, `submitted`, `channel`, `expires`, or an option's id.
    pub field: String,
    /// What is wrong and what is allowed.
    pub message: String,
}

/// What a quote is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject<'a> {
    /// A service.
    Service(&'a Service),
    /// A duty or fee by itself.
    Duty(&'a Duty),
}

impl<'a> Subject<'a> {
    /// What it is called.
    pub fn title(self) -> &'a str {
        match self {
            Self::Service(service) => &service.title,
            Self::Duty(duty) => &duty.title,
        }
    }

    /// The grounds of exemption that may be chosen, each once.
    pub fn grounds(self) -> Vec<&'a Exemption> {
        let mut grounds: Vec<&Exemption> = Vec::new();
        for exemption in self.lines().iter().flat_map(|line| &line.exemptions) {
            if grounds.iter().all(|known| known.id != exemption.id) {
                grounds.push(exemption);
            }
        }
        grounds
    }

    /// The lines that its bill may have.
    pub(crate) fn lines(self) -> &'a [Line] {
        match self {
            Self::Service(service) => &service.tariff,
            Self::Duty(duty) => slice::from_ref(&duty.line),
        }
    }

    fn options(self) -> &'a [String] {
        match self {
            Self::Service(service) => &service.options,
            Self::Duty(_) => &[],
        }
    }

    /// Charges outside its bill.
    pub(crate) fn excluded(self) -> &'a [Remark] {
        match self {
            Self::Service(service) => &service.excluded,
            Self::Duty(_) => &[],
        }
    }
}

/// An answer: what it costs, line by line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote<'a> {
    /// The rules it was made from.
    pub rulebook: &'a Rulebook,
    /// What it is for.
    pub subject: Subject<'a>,
    /// The day of payment.
    pub on: Date,
    /// The number of people.
    pub people: u32,
    /// What was chosen, defaults included, and an exemption if there is one:
    /// option id, value id.
    pub options: Vec<(String, String)>,
    /// The lines that are known.
    pub items: Vec<Item<'a>>,
    /// The lines that are not.
    pub unknown: Vec<Unknown>,
    /// The sum; `None` as soon as anything is unknown.
    pub total: Option<Amount>,
}

/// A line of a bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item<'a> {
    /// The tariff line.
    pub line: &'a Line,
    /// What is to be paid for all people together.
    pub amount: Amount,
    /// The rate that it was computed from, if it was.
    pub rate: Option<RateUsed<'a>>,
    /// Why nothing is to be paid, if that is so.
    pub exemption: Option<ExemptionUsed<'a>>,
    /// How it came about, in words and figures; empty where the amount says it all.
    pub formula: String,
    /// Where it stands that this is charged.
    pub source: &'a Citation,
    /// Where the rate itself stands, if that is somewhere else.
    pub rate_source: Option<&'a Citation>,
}

/// A rate and the unit's value on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateUsed<'a> {
    /// How many units.
    pub rate: Amount,
    /// The unit's id.
    pub unit: &'a str,
    /// What one unit was worth.
    pub unit_value: Amount,
    /// Where that stands.
    pub unit_source: &'a Citation,
}

/// A ground of exemption and where it stands on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExemptionUsed<'a> {
    /// The ground.
    pub ground: &'a Exemption,
    /// Where it stands.
    pub source: &'a Citation,
}

/// A part of an answer that could not be found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What is missing: a charge's id, `term`, `due`, `extended`, `opens` or `closes`.
    pub kind: String,
    /// Why, as a stable code.
    pub code: &'static str,
    /// Why, in words.
    pub reason: String,
    /// Where that shows.
    pub source: Option<Citation>,
}

impl Rulebook {
    /// What a service costs on a day.
    ///
    /// # Errors
    /// Everything that is wrong with the request, at once. What the rules don't
    /// say is no error: see [`Quote::unknown`].
    pub fn quote(&self, request: &QuoteRequest<'_>) -> Result<Quote<'_>, Vec<RequestError>> {
        let mut errors = Vec::new();
        let service = self.requested_service(request.service, &mut errors);
        self.billed(
            service.map(Subject::Service),
            request.on,
            request.people,
            &request.options,
            errors,
        )
    }

    /// What a duty or fee costs on a day, whichever service it is paid for.
    ///
    /// # Errors
    /// Everything that is wrong with the request, at once. What the rules don't
    /// say is no error: see [`Quote::unknown`].
    pub fn quote_duty(&self, request: &DutyRequest<'_>) -> Result<Quote<'_>, Vec<RequestError>> {
        let mut errors = Vec::new();
        let duty = self.duty(request.duty);
        if duty.is_none() {
            let allowed = listed(self.duties.iter().map(|duty| duty.id.as_str()));
            errors.push(self.wrong(
                "duty",
                Phrase::ErrorDuty,
                &[("given", request.duty), ("allowed", &allowed)],
            ));
        }
        self.billed(
            duty.map(Subject::Duty),
            request.on,
            request.people,
            &request.options,
            errors,
        )
    }

    fn billed<'a>(
        &'a self,
        subject: Option<Subject<'a>>,
        on: &str,
        people: &str,
        options: &[(&str, &str)],
        mut errors: Vec<RequestError>,
    ) -> Result<Quote<'a>, Vec<RequestError>> {
        let on = self.requested_date("on", on, &mut errors);
        let people = self.requested_people(people, &mut errors);
        let options = subject
            .map(|subject| self.requested_options(subject, options, &mut errors))
            .unwrap_or_default();
        let (Some(subject), Some(on), Some(people), []) = (subject, on, people, &errors[..]) else {
            return Err(errors);
        };

        let mut quote = Quote {
            rulebook: self,
            subject,
            on,
            people,
            options,
            items: Vec::new(),
            unknown: Vec::new(),
            total: None,
        };
        for line in subject.lines() {
            if line.applies(&quote.options) {
                let item = match line.exempted(&quote.options) {
                    Some(ground) => self.exempt(line, ground, on),
                    None => self.priced(line, on, people, &quote.options),
                };
                match item {
                    Ok(item) => quote.items.push(item),
                    Err(unknown) => quote.unknown.push(unknown),
                }
            }
        }
        if quote.unknown.is_empty() {
            let sum = quote
                .items
                .iter()
                .try_fold(Amount::ZERO, |sum, item| sum.plus(item.amount));
            match sum {
                Some(sum) => quote.total = Some(sum),
                None => quote.unknown.push(self.too_large("total")),
            }
        }
        Ok(quote)
    }

    /// A refusal of one part of a request.
    pub(crate) fn wrong(
        &self,
        field: &str,
        phrase: Phrase,
        slots: &[(&str, &str)],
    ) -> RequestError {
        RequestError {
            field: field.to_owned(),
            message: self.phrasebook.say(phrase, slots),
        }
    }

    pub(crate) fn requested_service(
        &self,
        given: &str,
        errors: &mut Vec<RequestError>,
    ) -> Option<&Service> {
        let service = self.service(given);
        if service.is_none() {
            let allowed = self.services.iter().map(|service| service.id.as_str());
            errors.push(self.wrong(
                "service",
                Phrase::ErrorService,
                &[("given", given), ("allowed", &listed(allowed))],
            ));
        }
        service
    }

    pub(crate) fn requested_date(
        &self,
        field: &str,
        given: &str,
        errors: &mut Vec<RequestError>,
    ) -> Option<Date> {
        let date = Date::parse(given);
        if date.is_none() {
            errors.push(self.wrong(field, Phrase::ErrorDate, &[("given", given)]));
        }
        date
    }

    pub(crate) fn requested_people(
        &self,
        given: &str,
        errors: &mut Vec<RequestError>,
    ) -> Option<u32> {
        let people = digits::read(given.as_bytes());
        // A zero before a number is a slip: of which kind, nobody knows.
        let people =
            people.filter(|people| (1..=MOST_PEOPLE).contains(people) && !given.starts_with('0'));
        if people.is_none() {
            errors.push(self.wrong(
                "people",
                Phrase::ErrorPeople,
                &[("given", given), ("most", &digits::text(MOST_PEOPLE))],
            ));
        }
        people
    }

    /// Every option with its value: chosen, or by default. And the exemption, if
    /// one was chosen.
    fn requested_options(
        &self,
        subject: Subject<'_>,
        given: &[(&str, &str)],
        errors: &mut Vec<RequestError>,
    ) -> Vec<(String, String)> {
        let mut fail = |field: &str, phrase, slots: &[(&str, &str)]| {
            errors.push(self.wrong(field, phrase, slots));
        };
        let options = subject.options();
        let grounds = subject.grounds();
        let exemption = (!grounds.is_empty()).then_some(EXEMPTION);
        let allowed = listed(options.iter().map(String::as_str).chain(exemption));
        for (at, (id, _)) in given.iter().enumerate() {
            let known = *id == EXEMPTION || options.iter().any(|option| option == id);
            let repeated = given[..at].iter().any(|(before, _)| before == id);
            let phrase = match subject {
                _ if known && !repeated => continue,
                Subject::Duty(_) if !known => Phrase::ErrorOptionOfDuty,
                Subject::Service(_) if allowed.is_empty() => Phrase::ErrorNoOptions,
                _ if repeated => Phrase::ErrorRepeated,
                _ => Phrase::ErrorOption,
            };
            fail(id, phrase, &[("given", id), ("allowed", &allowed)]);
        }
        let mut chosen = Vec::new();
        for option in options.iter().filter_map(|id| self.option(id)) {
            let allowed = || listed(option.values.iter().map(|value| value.id.as_str()));
            let value = given.iter().find(|(id, _)| *id == option.id);
            match (value, &option.default) {
                (Some((_, value)), _) if option.values.iter().any(|v| v.id == *value) => {
                    chosen.push((option.id.clone(), (*value).to_owned()));
                }
                (Some((_, value)), _) => fail(
                    &option.id,
                    Phrase::ErrorValue,
                    &[
                        ("given", value),
                        ("option", &option.id),
                        ("allowed", &allowed()),
                    ],
                ),
                (None, Some(default)) => chosen.push((option.id.clone(), default.clone())),
                (None, None) => fail(
                    &option.id,
                    Phrase::ErrorMissing,
                    &[("option", &option.id), ("allowed", &allowed())],
                ),
            }
        }
        match given.iter().find(|(id, _)| *id == EXEMPTION) {
            None | Some((_, "")) => {}
            Some((id, ground)) if grounds.iter().any(|known| known.id == *ground) => {
                chosen.push(((*id).to_owned(), (*ground).to_owned()));
            }
            Some((id, _)) if grounds.is_empty() => fail(id, Phrase::ErrorNoExemptions, &[]),
            Some((id, ground)) => {
                let allowed = listed(grounds.iter().map(|ground| ground.id.as_str()));
                fail(
                    id,
                    Phrase::ErrorValue,
                    &[("given", ground), ("option", id), ("allowed", &allowed)],
                );
            }
        }
        chosen
    }

    /// A line that need not be paid. Whether its price is known doesn't matter.
    #[allow(
        clippy::result_large_err,
        reason = "a bill has few lines; what is unknown of them goes into the answer whole"
    )]
    fn exempt<'a>(
        &'a self,
        line: &'a Line,
        ground: &'a Exemption,
        on: Date,
    ) -> Result<Item<'a>, Unknown> {
        let source = &ground
            .sources
            .on(on)
            .map_err(|missing| {
                let phrases = [Phrase::ReasonExemptionBefore, Phrase::ReasonExemptionAfter];
                self.not_on_file(line, missing, phrases)
            })?
            .value;
        let words = &self.phrasebook;
        Ok(Item {
            line,
            amount: Amount::ZERO,
            rate: None,
            exemption: Some(ExemptionUsed { ground, source }),
            formula: words.say(Phrase::FormulaExempt, &[("ground", &ground.text)]),
            source: match line.values.on(on) {
                Ok(priced) => &priced.value.source,
                Err(_) => source,
            },
            rate_source: None,
        })
    }

    /// Something that is on file for other days only: `phrases` say so for a day
    /// before and a day after them.
    fn not_on_file(&self, line: &Line, missing: NotOnFile, phrases: [Phrase; 2]) -> Unknown {
        let words = &self.phrasebook;
        let (phrase, slot, day) = match missing {
            NotOnFile::Before(first) => (phrases[0], "first", first),
            NotOnFile::After(last) => (phrases[1], "last", last),
        };
        Unknown {
            kind: line.kind.clone(),
            code: "not-on-file",
            reason: words.say(phrase, &[(slot, &words.date(day))]),
            source: None,
        }
    }

    /// What a line costs.
    #[allow(
        clippy::result_large_err,
        reason = "a bill has few lines; what is unknown of them goes into the answer whole"
    )]
    fn priced<'a>(
        &'a self,
        line: &'a Line,
        on: Date,
        people: u32,
        options: &[(String, String)],
    ) -> Result<Item<'a>, Unknown> {
        let people = if line.per_person { people } else { 1 };
        let words = &self.phrasebook;
        let priced = &line
            .values
            .on(on)
            .map_err(|missing| {
                let phrases = [Phrase::ReasonBefore, Phrase::ReasonAfter];
                self.not_on_file(line, missing, phrases)
            })?
            .value;
        let source = &priced.source;
        let unknown = |code, reason| Unknown {
            kind: line.kind.clone(),
            code,
            reason,
            source: Some(source.clone()),
        };
        match priced.price.cell(options) {
            Some(Cell::Amount(amount)) => {
                let total = amount
                    .for_people(people)
                    .ok_or_else(|| self.too_large(&line.kind))?;
                let formula = if people == 1 {
                    String::new()
                } else {
                    words.say(
                        Phrase::FormulaPeople,
                        &[
                            ("amount", &words.money(*amount, &self.currency)),
                            ("people", &words.counted(Phrase::People, people)),
                        ],
                    )
                };
                Ok(Item {
                    line,
                    amount: total,
                    rate: None,
                    exemption: None,
                    formula,
                    source,
                    rate_source: None,
                })
            }
            Some(Cell::Rate { rate, unit }) => {
                let used = self.rate_on(*rate, unit, on).map_err(|mut missing| {
                    missing.kind.clone_from(&line.kind);
                    missing
                })?;
                let total = used
                    .rate
                    .times(used.unit_value)
                    .and_then(|amount| amount.for_people(people))
                    .ok_or_else(|| self.too_large(&line.kind))?;
                Ok(Item {
                    line,
                    amount: total,
                    rate: Some(used),
                    exemption: None,
                    formula: self.rate_formula(used, on, people),
                    source,
                    rate_source: priced.rate_source.as_ref(),
                })
            }
            Some(Cell::Unreadable { text, note }) => {
                let reason = words.say(Phrase::ReasonUnreadable, &[("text", text), ("note", note)]);
                Err(unknown("unreadable", reason))
            }
            Some(Cell::NotGiven { note }) => Err(unknown("not-given", note.clone())),
            // The content check makes every table complete; a rulebook that is
            // not has nothing on file here.
            None => Err(unknown("not-given", String::new())),
        }
    }

    /// The value of a unit on a day, with a rate to multiply it by.
    ///
    /// # Errors
    /// The reason why the unit has no value on that day.
    #[allow(
        clippy::result_large_err,
        reason = "a bill has few lines; what is unknown of them goes into the answer whole"
    )]
    pub fn rate_on<'a>(
        &'a self,
        rate: Amount,
        unit: &'a str,
        on: Date,
    ) -> Result<RateUsed<'a>, Unknown> {
        let words = &self.phrasebook;
        let name = self.unit(unit).map_or(unit, |found| &found.name);
        let missing = |phrase, slot, day| Unknown {
            kind: unit.to_owned(),
            code: "unit-not-on-file",
            reason: words.say(
                phrase,
                &[
                    ("unit", name),
                    (slot, &words.date(day)),
                    ("date", &words.date(on)),
                ],
            ),
            source: None,
        };
        let Some(found) = self.unit(unit) else {
            return Err(missing(Phrase::ReasonUnitAfter, "last", on));
        };
        match found.values.on(on) {
            Ok(entry) => Ok(RateUsed {
                rate,
                unit: &found.id,
                unit_value: entry.value.value,
                unit_source: &entry.value.source,
            }),
            Err(NotOnFile::Before(first)) => Err(missing(Phrase::ReasonUnitBefore, "first", first)),
            Err(NotOnFile::After(last)) => Err(missing(Phrase::ReasonUnitAfter, "last", last)),
        }
    }

    fn rate_formula(&self, used: RateUsed<'_>, on: Date, people: u32) -> String {
        let words = &self.phrasebook;
        let unit = self.unit(used.unit).map_or(used.unit, |unit| &unit.name);
        let phrase = if people == 1 {
            Phrase::FormulaRate
        } else {
            Phrase::FormulaRatePeople
        };
        words.say(
            phrase,
            &[
                ("rate", &words.number(used.rate)),
                ("unit", unit),
                ("value", &words.money(used.unit_value, &self.currency)),
                ("date", &words.date(on)),
                ("people", &words.counted(Phrase::People, people)),
            ],
        )
    }

    pub(crate) fn too_large(&self, kind: &str) -> Unknown {
        Unknown {
            kind: kind.to_owned(),
            code: "too-large",
            reason: self.phrasebook.say(Phrase::ReasonTooLarge, &[]),
            source: None,
        }
    }
}

/// Ids in a sentence, separated by commas.
pub(crate) fn listed<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let mut list = String::new();
    for id in ids {
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(id);
    }
    list
}

impl Quote<'_> {
    /// The label of a line: the charge's name.
    pub fn label(&self, kind: &str) -> String {
        self.rulebook.charge_name(kind).to_owned()
    }

    /// The lines that apply, in order: what each comes to, or why that is not known.
    #[cfg(feature = "tools")]
    pub(crate) fn lines(&self) -> impl Iterator<Item = (&Line, Result<&Item<'_>, &Unknown>)> {
        let lines = self.subject.lines().iter();
        let applying = lines.filter(|line| line.applies(&self.options));
        let mut items = self.items.iter().peekable();
        let mut unknown = self.unknown.iter();
        applying.filter_map(move |line| {
            let outcome = match items.next_if(|item| core::ptr::eq(item.line, line)) {
                Some(item) => Ok(item),
                None => Err(unknown.next()?),
            };
            Some((line, outcome))
        })
    }

    /// For whom the exemption counts, if there is one and that needs saying.
    pub fn exemption_note(&self) -> Option<String> {
        let exempt = self.items.iter().any(|item| item.exemption.is_some());
        let words = &self.rulebook.phrasebook;
        (exempt && self.people > 1).then(|| words.say(Phrase::NoteExemption, &[]))
    }

    /// The answer as `qagida quote --json` prints it and the page reads it.
    /// Members after the public ones say the same in words.
    pub fn to_json(&self) -> String {
        Json::object(|json| self.write(json))
    }

    /// The members of the answer.
    pub(crate) fn write(&self, json: &mut Json) {
        let words = &self.rulebook.phrasebook;
        let currency = &self.rulebook.currency;
        match self.subject {
            Subject::Service(service) => json.text("service", &service.id),
            Subject::Duty(duty) => json.text("duty", &duty.id),
        }
        json.text("on", &self.on.text());
        json.text("currency", &currency.code);
        json.number("people", self.people);
        json.inner("options", |json| {
            for (id, value) in &self.options {
                json.text(id, value);
            }
        });
        self.write_items(json);
        json.maybe("total", self.total.map(Amount::text));
        self.write_unknown(json);
        match self.subject {
            Subject::Service(Service {
                term: TermOnFile::Given(term),
                ..
            }) => json.inner("term", |json| {
                json.number("min", term.min);
                json.number("max", term.max);
                json.text("unit", term.unit.id());
                citation(json, "source", &term.source);
                json.text("text", &term.text(words));
            }),
            Subject::Service(_) => json.maybe("term", None),
            Subject::Duty(_) => {}
        }
        json.maybe(
            "total_text",
            self.total.map(|total| words.money(total, currency)),
        );
        json.text("on_text", &words.date(self.on));
        if let Some(note) = self.exemption_note() {
            json.text("exemption_note", &note);
        }
        self.write_excluded(json);
        json.text("version", &self.rulebook.version);
    }

    /// The lines that are known.
    pub(crate) fn write_items(&self, json: &mut Json) {
        let words = &self.rulebook.phrasebook;
        let currency = &self.rulebook.currency;
        json.list("items", &self.items, |json, item| {
            json.text("kind", &item.line.kind);
            json.text("amount", &item.amount.text());
            if let Some(rate) = &item.rate {
                json.text("rate", &rate.rate.text());
                json.text("unit", rate.unit);
                json.text("unit_value", &rate.unit_value.text());
            }
            if let Some(exemption) = &item.exemption {
                json.inner("exemption", |json| {
                    json.text("id", &exemption.ground.id);
                    json.text("text", &exemption.ground.text);
                    json.text("note", &exemption.ground.note);
                    citation(json, "source", exemption.source);
                });
            }
            citation(json, "source", item.source);
            if let Some(source) = item.rate_source {
                citation(json, "rate_source", source);
            }
            if let Some(rate) = &item.rate {
                citation(json, "unit_source", rate.unit_source);
            }
            json.text("line", &item.line.id);
            json.text("label", &self.label(&item.line.kind));
            json.text("amount_text", &words.money(item.amount, currency));
            json.text("formula", &item.formula);
        });
    }

    /// The lines that are not.
    pub(crate) fn write_unknown(&self, json: &mut Json) {
        json.list("unknown", &self.unknown, |json, unknown| {
            unknown.write(json, &self.label(&unknown.kind));
        });
    }

    /// What to know of charges outside the bill.
    pub(crate) fn write_excluded(&self, json: &mut Json) {
        json.list("excluded", self.subject.excluded(), |json, remark| {
            json.text("kind", &remark.kind);
            json.text("label", &self.label(&remark.kind));
            json.text("text", &remark.text);
            citation(json, "source", &remark.source);
        });
    }
}

impl Unknown {
    pub(crate) fn write(&self, json: &mut Json, label: &str) {
        json.text("kind", &self.kind);
        json.text("reason", &self.reason);
        json.text("code", self.code);
        json.text("label", label);
        if let Some(source) = &self.source {
            citation(json, "source", source);
        }
    }
}

pub(crate) fn citation(json: &mut Json, key: &str, citation: &Citation) {
    json.inner(key, |json| {
        json.text("document", &citation.document);
        json.text("at", &citation.at);
        json.text("text", &citation.text);
    });
}

/// What is wrong with a request, as JSON for the page.
pub fn errors_to_json(errors: &[RequestError]) -> String {
    Json::object(|json| {
        json.list("errors", errors, |json, error| {
            json.text("field", &error.field);
            json.text("message", &error.message);
        });
    })
}
