//! What a duty comes to, in money and in the units that its rate is in.
//!
//! A question is `duty`, `people`, `exemption` (a ground, if one is claimed) and
//! `on`, the day of payment.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::Amount;
use crate::digits;
use crate::json::Json;
use crate::phrases::Phrase;
use crate::quote::{DutyRequest, Quote, Subject};
use crate::tariff::{Cell, EXEMPTION};
use crate::tools::bill::Mistakes;
use crate::tools::{Answer, Mistake, Pair, ToolPhrase, Toolbox, pair};

/// The lines of the form, in its order.
const FIELDS: [&str; 4] = ["duty", "people", EXEMPTION, "on"];

impl Toolbox {
    /// What a duty comes to.
    pub(super) fn duty(&self, asked: &[Pair]) -> Result<Answer, Vec<Mistake>> {
        let mut mistakes = Mistakes::default();
        let mut lines: [Option<&Pair>; FIELDS.len()] = [None; FIELDS.len()];
        for line in asked {
            let given = [("given", line.name.as_str())];
            match FIELDS.iter().position(|field| *field == line.name) {
                // A line that is not filled in says nothing.
                _ if line.value.is_empty() && line.name != "on" => {}
                None => {
                    mistakes
                        .note(line.wrong(self.words.say(ToolPhrase::ErrorUnknownField, &given)));
                }
                Some(at) if lines[at].is_some() => {
                    mistakes.note(line.wrong(self.words.say(ToolPhrase::ErrorTwice, &given)));
                }
                Some(at) => lines[at] = Some(line),
            }
        }
        let [duty, people, exemption, on] = lines;
        let empty = |name| pair(name, "").wrong(self.words.say(ToolPhrase::ErrorEmpty, &[]));
        let on = on.map_or_else(|| Err(empty("on")), |on| self.typed_date(on));
        let day = on.as_ref().map(|on| on.text()).unwrap_or_default();
        let quoted = self.rulebook.quote_duty(&DutyRequest {
            duty: duty.map_or("", |duty| &duty.value),
            on: &day,
            people: people.map_or("1", |people| &people.value),
            options: exemption
                .iter()
                .map(|ground| (EXEMPTION, ground.value.as_str()))
                .collect(),
        });
        match (quoted, on) {
            (Ok(quote), Ok(_)) if mistakes.0.is_empty() => return Ok(self.duty_answer(&quote)),
            (quoted, on) => {
                for error in quoted.err().into_iter().flatten() {
                    let at = FIELDS.iter().position(|field| *field == error.field);
                    match at.and_then(|at| lines[at]) {
                        // What is wrong with the date is said better below.
                        _ if error.field == "on" => {}
                        Some(line) => mistakes.note(line.wrong(error.message)),
                        None if error.field == "duty" => mistakes.note(empty("duty")),
                        None => mistakes.note(pair(&error.field, "").wrong(error.message)),
                    }
                }
                on.err().into_iter().for_each(|it| mistakes.note(it));
            }
        }
        Err(mistakes.0)
    }

    fn duty_answer(&self, quote: &Quote<'_>) -> Answer {
        let rules = &self.rulebook;
        let words = &rules.phrasebook;
        let title = quote.subject.title();
        let date = words.date(quote.on);
        let slots = [("duty", title), ("date", &*date)];
        let said = |phrase| self.words.say(phrase, &[]);
        let id = match quote.subject {
            Subject::Duty(duty) => duty.id.as_str(),
            Subject::Service(service) => service.id.as_str(),
        };

        let mut request = Vec::new();
        request.push(pair("duty", id));
        request.push(pair("people", &digits::text(quote.people)));
        let mut asked = Vec::new();
        asked.push((said(ToolPhrase::DutyWhat), title.to_owned()));
        let people = words.counted(Phrase::People, quote.people);
        asked.push((said(ToolPhrase::DutyPeople), people));
        if let Some((option, ground)) = quote.options.first() {
            request.push(pair(option, ground));
            let grounds = quote.subject.grounds();
            let text = grounds.iter().find(|known| known.id == *ground);
            asked.push((
                said(ToolPhrase::FacetExemption),
                text.map_or(ground, |ground| &ground.text).clone(),
            ));
        }
        request.push(pair("on", &quote.on.text()));
        asked.push((said(ToolPhrase::PaymentDate), date.clone()));

        let mut record = self.figures(quote, |_| "duty".to_owned(), |_| title.to_owned());
        record.push(self.total_figure(quote.total, quote.unknown.is_empty()));
        let mut answer = Answer {
            title: self.words.say(ToolPhrase::DutyTitle, &slots),
            complete: quote.total.is_some(),
            request,
            asked,
            body: Json::object(|json| {
                quote.write(json);
                match units(quote) {
                    Some((number, unit)) => json.inner("units", |json| {
                        json.text("rate", &number.text());
                        json.text("rate_text", &self.in_units(number, unit));
                        json.text("unit", unit);
                    }),
                    None => json.maybe("units", None),
                }
            }),
            record,
            sources: Vec::new(),
            events: Vec::new(),
        };
        answer.cite_bill(quote);
        let text = String::from(title);
        answer
            .events
            .push(self.payment(quote.on, quote.total, text));
        answer
    }
}

/// How many units a duty comes to for all people, and of which unit. Known even
/// on a day for which the unit's value is not. `None` for what need not be paid,
/// is not in units, or is not on file.
fn units<'a>(quote: &Quote<'a>) -> Option<(Amount, &'a str)> {
    let line = quote.subject.lines().first()?;
    if line.exempted(&quote.options).is_some() {
        return None;
    }
    match line
        .values
        .on(quote.on)
        .ok()?
        .value
        .price
        .cell(&quote.options)?
    {
        Cell::Rate { rate, unit } => {
            let people = if line.per_person { quote.people } else { 1 };
            Some((rate.for_people(people)?, unit))
        }
        _ => None,
    }
}
