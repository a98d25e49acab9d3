//! Golden cases: a request and its whole expected answer, compared with what
//! the calculator says.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Formatter, Write as _};

use qagida_calculator::calendar::{Calendar, Year};
use qagida_calculator::tools::{Tool, Toolbox};
use qagida_calculator::{
    Date, DeadlineRequest, DutyRequest, PeriodRequest, QuoteRequest, Rulebook,
};
use rayon::prelude::*;
use serde::Deserializer;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json, json};

use crate::content::Content;
use crate::content::compile;
use crate::content::model::{
    AskCase, Case, ConvertCase, DeadlineCase, DutyCase, PeriodCase, QuoteCase, WindowCase,
};
use crate::content::reading::Chosen;
use crate::content::yaml::{Node, Value};
use crate::diagnostics::{Code, Diagnostic, Place};

/// What a case need not spell out: words, and how the answer came about. What it
/// does spell out is compared.
const EXPLANATIONS: &[&str] = &[
    "title",
    "request",
    "asked",
    "sources",
    "events",
    "record",
    "message",
    "at",
    "source",
    "rate_source",
    "unit_source",
    "line",
    "label",
    "amount_text",
    "formula",
    "total_text",
    "on_text",
    "excluded",
    "version",
    "reason",
    "text",
    "steps",
    "assumptions",
    "due_text",
    "earliest_text",
    "extended_text",
    "opens_text",
    "closes_text",
    "day_text",
    "currency",
    "time",
    "code",
    "note",
    "exemption_note",
    "months",
    "result_text",
    "result_label",
    "asks",
    "also",
    "rule_title",
    "starts",
    "name",
    "choices_text",
    "term_text",
    "rate_text",
    "notices",
    "with_text",
    "path",
    "summary",
    "why",
    "notes",
    "needs",
    "term_source",
    "doubt",
    "questions",
    "ruled_out",
    "way_on",
    "ignored",
];

/// The warning that a year may still change, and that a day off is an estimate.
const PROVISIONAL: &str = "provisional-year";
const ESTIMATED: &str = "estimated-day-off";

/// The language whose answers are compared: the first. Words are left out.
const LANGUAGE: usize = 0;

/// How many cases there are, and a message for each whose answer is another.
pub fn run(content: &Content, toolbox: &Toolbox) -> (usize, Vec<Diagnostic>) {
    let cases: Vec<&Case> = content
        .cases
        .iter()
        .flat_map(|file| file.cases.iter())
        .collect();
    let mut failures = repeated(&cases);
    let earlier = without_later(&cases, content, toolbox);
    let compared: Vec<Diagnostic> = cases
        .par_iter()
        .filter_map(|case| match &case.on_file_until {
            None => compare(case, content, toolbox),
            Some(last) => match earlier.get(&last.value)? {
                Some(earlier) => compare(case, content, earlier),
                None => Some(
                    Diagnostic::error(
                        Code::BadValue,
                        format!(
                            "no calendar, or no value of a unit, is on file by {}",
                            last.value
                        ),
                    )
                    .at(&last.place)
                    .hint("give the last day that was on file when the case was written"),
                ),
            },
        })
        .collect();
    failures.extend(compared);
    (cases.len(), failures)
}

/// For each last day that a case names, the rules as if calendar and units held
/// nothing later. Else every case about the end of what is on file would fail
/// whenever another year is added.
fn without_later(
    cases: &[&Case],
    content: &Content,
    toolbox: &Toolbox,
) -> BTreeMap<Date, Option<Toolbox>> {
    let days: BTreeSet<Date> = cases
        .iter()
        .filter_map(|case| case.on_file_until.as_ref())
        .map(|last| last.value)
        .collect();
    let earlier = days.into_iter().map(|last| {
        let rulebook = compile::without_later(&toolbox.rulebook, content, LANGUAGE, last);
        let toolbox = rulebook.map(|rulebook| Toolbox {
            rulebook,
            ..toolbox.clone()
        });
        (last, toolbox)
    });
    earlier.collect()
}

/// Typical cases must be questions that their tool understands. On which day
/// doesn't matter: what isn't known on it is no mistake of the case.
pub fn typical(content: &Content, toolbox: &Toolbox) -> Vec<Diagnostic> {
    let Some(year) = content.calendar.years.first() else {
        return Vec::new();
    };
    let day = format!("{}-01-01", *year.year);
    let cases = content.typical.typical.iter();
    cases
        .flat_map(|case| {
            let place = &case.ask.place;
            let Some(tool) = Tool::of(&case.ask.tool) else {
                let known: Vec<&str> = Tool::ALL.iter().map(|tool| tool.id()).collect();
                let message = format!("there is no tool `{}`", case.ask.tool);
                return vec![
                    Diagnostic::error(Code::UnknownReference, message)
                        .at(place)
                        .hint(format!("tools: {}", known.join(", "))),
                ];
            };
            let mistakes = toolbox.work_out(tool, &case.ask.on(&day)).err();
            mistakes
                .unwrap_or_default()
                .into_iter()
                .map(|mistake| {
                    let message = format!(
                        "the tool `{}` doesn't understand `{}` in this case: {}",
                        case.ask.tool, mistake.field, mistake.message
                    );
                    Diagnostic::error(Code::BadValue, message)
                        .at(place)
                        .hint("docs/tools.md says what may be asked of each tool")
                })
                .collect()
        })
        .collect()
}

/// Whoever reads of a failure finds its case by the name.
fn repeated(cases: &[&Case]) -> Vec<Diagnostic> {
    let mut repeated = Vec::new();
    let mut seen = BTreeMap::new();
    for case in cases {
        let name = &case.name;
        if let Some(first) = seen.insert(&name.value, &name.place) {
            repeated.push(
                Diagnostic::error(
                    Code::DuplicateId,
                    format!("there are two cases “{}”", name.value),
                )
                .at(&name.place)
                .label("the second")
                .also(first, "the first")
                .hint("say in the name what only this case shows"),
            );
        }
    }
    repeated
}

fn compare(case: &Case, content: &Content, toolbox: &Toolbox) -> Option<Diagnostic> {
    let rulebook = &toolbox.rulebook;
    let wanted = Wanted::by(&case.expect);
    let answers = [
        case.quote.as_ref().map(|it| quote(it, rulebook, wanted)),
        case.duty.as_ref().map(|it| duty(it, rulebook, wanted)),
        case.deadline
            .as_ref()
            .map(|it| deadline(it, rulebook, wanted)),
        case.period.as_ref().map(|it| period(it, rulebook, wanted)),
        case.window.as_ref().map(|it| window(it, rulebook, wanted)),
        case.convert.as_ref().map(|it| convert(it, rulebook)),
        case.category.as_ref().map(|code| category(code, content)),
        case.ask.as_ref().map(|it| ask(it, toolbox, wanted)),
    ];
    let mut answers = answers.into_iter().flatten();
    let (Some(answer), None) = (answers.next(), answers.next()) else {
        return Some(
            Diagnostic::error(
                Code::BadValue,
                "a case asks exactly one question: `quote`, `duty`, `deadline`, `period`, `window`, `convert`, `category` or `ask`",
            )
            .at(&case.place),
        );
    };
    let expected = still_uncertain(&case.expect, &answer, &rulebook.calendar);
    let mut differences = String::new();
    differ("", &json_of(&expected), &answer, &mut differences);
    (!differences.is_empty()).then(|| {
        Diagnostic::error(
            Code::CaseFailed,
            format!(
                "the answer to “{}” is not the expected one{differences}",
                case.name.value
            ),
        )
        .at(first_difference(&expected, &answer).unwrap_or(&expected.place))
        .hint("if the new answer is right, correct the case; if not, correct the rule that you changed")
    })
}

fn quote(case: &QuoteCase, rulebook: &Rulebook, wanted: Wanted<'_>) -> Json {
    let request = QuoteRequest {
        service: &case.service,
        on: &case.on,
        people: case.people.as_deref().unwrap_or("1"),
        options: chosen(&case.options),
    };
    wanted.of(rulebook.quote(&request).map(|quote| quote.to_json()))
}

fn duty(case: &DutyCase, rulebook: &Rulebook, wanted: Wanted<'_>) -> Json {
    let request = DutyRequest {
        duty: &case.duty,
        on: &case.on,
        people: case.people.as_deref().unwrap_or("1"),
        options: chosen(&case.options),
    };
    wanted.of(rulebook.quote_duty(&request).map(|quote| quote.to_json()))
}

fn chosen(options: &Chosen) -> Vec<(&str, &str)> {
    let options = options.0.iter();
    options
        .map(|(id, value)| (id.as_str(), value.as_str()))
        .collect()
}

fn deadline(case: &DeadlineCase, rulebook: &Rulebook, wanted: Wanted<'_>) -> Json {
    let request = DeadlineRequest {
        service: &case.service,
        submitted: &case.submitted,
        channel: case.channel.as_deref().unwrap_or_default(),
    };
    wanted.of(rulebook.deadline(&request).map(|answer| answer.to_json()))
}

fn period(case: &PeriodCase, rulebook: &Rulebook, wanted: Wanted<'_>) -> Json {
    let request = PeriodRequest {
        rule: &case.rule,
        period: &case.period,
        submitted: &case.submitted,
        channel: case.channel.as_deref().unwrap_or_default(),
    };
    let answered = rulebook.deadline_of_rule(&request);
    wanted.of(answered.map(|answer| answer.to_json()))
}

fn window(request: &WindowCase, rulebook: &Rulebook, wanted: Wanted<'_>) -> Json {
    let window = rulebook.filing_window(&request.service, &request.expires);
    wanted.of(window.map(|window| window.to_json()))
}

fn convert(request: &ConvertCase, rulebook: &Rulebook) -> Json {
    match rulebook.rate_on(request.rate, &request.unit, request.on) {
        Ok(used) => json!({
            "amount": used.rate.times(used.unit_value).map(|amount| amount.to_string()),
            "unit_value": used.unit_value.to_string(),
        }),
        Err(unknown) => json!({"unknown": [{"kind": unknown.kind, "code": unknown.code}]}),
    }
}

/// What a tool answers, without what it says in words and for links.
fn ask(request: &AskCase, toolbox: &Toolbox, wanted: Wanted<'_>) -> Json {
    let lines: Vec<&str> = request.lines.iter().map(String::as_str).collect();
    wanted.read(&toolbox.answer(&request.tool, &lines.join("\n")))
}

/// A category's figures, so that a slip in its file doesn't pass unseen.
fn category(code: &str, content: &Content) -> Json {
    let Some(file) = content.categories.get(code) else {
        return json!({"errors": [{"field": "category"}]});
    };
    let category = &file.category;
    let rows: Vec<Json> = category
        .rows
        .iter()
        .map(|row| {
            json!({
                "entries": row.entries.id(),
                "validity": row.validity.to_string(),
                "stay": row.stay.to_string(),
                "per_entry": (row.per_entry == Some(true)).to_string(),
            })
        })
        .collect();
    let issued = category.issued.iter().flat_map(|issued| &issued.by.0);
    let issued: Map<String, Json> = issued
        .map(|(issuer, does)| (issuer.value.clone(), json!(does.value)))
        .collect();
    let change = category.change.as_ref();
    let change_from = match change {
        Some(change) if change.any == Some(true) => json!("any"),
        _ => {
            let from = change.into_iter().flat_map(|change| &change.from);
            from.map(|code| json!(code.value)).collect()
        }
    };
    let extension = category.extension.as_ref().map(|extension| {
        let max = extension.max.map(|max| max.to_string());
        max.unwrap_or_else(|| "open".to_owned())
    });
    let term = category.term.as_ref();
    let term = term.and_then(|term| content.period(&term.rule, &term.period));
    json!({
        "category": code,
        "rows": rows,
        "issued": issued,
        "change_from": change_from,
        "extension": extension.as_deref().unwrap_or("none"),
        "interview": category.interview.as_ref().map_or("none", |it| it.value.id()),
        "reinstatement": category.reinstatement.as_ref().is_some_and(|it| it.possible).to_string(),
        "term": term.map_or_else(
            || "none".to_owned(),
            |period| format!("{} {}", period.max.value, period.unit.id()),
        ),
        "duties": category.duties.iter().map(|duty| json!(&*duty.value)).collect::<Json>(),
    })
}

/// What is wanted of an answer: all but explanations that a case doesn't spell out.
/// They are most of it, and aren't even taken in.
#[derive(Clone, Copy)]
struct Wanted<'n> {
    /// What is expected there, if anything.
    expected: Option<&'n Node>,
    /// Whether explanations are wanted, too.
    explained: bool,
}

impl<'n> Wanted<'n> {
    fn by(expected: &'n Node) -> Self {
        Self {
            expected: Some(expected),
            // The days in them tell whether a warning can still be expected.
            explained: mentions(expected, &[PROVISIONAL, ESTIMATED]),
        }
    }

    fn of(self, answer: Result<String, Vec<qagida_calculator::quote::RequestError>>) -> Json {
        match answer {
            Ok(text) => self.read(&text),
            Err(errors) => {
                let fields: Vec<Json> = errors
                    .into_iter()
                    .map(|e| json!({"field": e.field}))
                    .collect();
                json!({ "errors": fields })
            }
        }
    }

    fn read(self, text: &str) -> Json {
        let mut json = serde_json::Deserializer::from_str(text);
        self.deserialize(&mut json).unwrap_or(Json::Null)
    }

    fn member(self, key: &str) -> Option<Self> {
        let members = match self.expected.map(|node| &node.value) {
            Some(Value::Map(members)) => &members[..],
            _ => &[],
        };
        let expected = members.iter().find(|member| member.key == key);
        let wanted = self.explained || expected.is_some() || !EXPLANATIONS.contains(&key);
        wanted.then(|| Self {
            expected: expected.map(|member| &member.node),
            ..self
        })
    }

    fn item(self, at: usize) -> Self {
        let expected = match self.expected.map(|node| &node.value) {
            Some(Value::List(items)) => items.get(at),
            _ => None,
        };
        Self { expected, ..self }
    }
}

impl<'de> DeserializeSeed<'de> for Wanted<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Json, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Wanted<'_> {
    type Value = Json;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(self.item(items.len()))? {
            items.push(item);
        }
        Ok(items.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut members = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if let Some(wanted) = self.member(&key) {
                let value = map.next_value_seed(wanted)?;
                members.insert(key, value);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(members.into())
    }
}

/// What a case expects, without the warnings of a provisional year and of estimated
/// days that the answer no longer touches: that they have become certain is no
/// mistake, and what they changed shows in the answer's days.
fn still_uncertain<'n>(expected: &'n Node, answer: &Json, calendar: &Calendar) -> Cow<'n, Node> {
    let unchanged = Cow::Borrowed(expected);
    // Few cases have such a warning.
    if !mentions(expected, &[PROVISIONAL, ESTIMATED]) {
        return unchanged;
    }
    let mut days = Vec::new();
    days_in(answer, &mut days);
    let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) else {
        return unchanged;
    };
    let years = first.year()..=last.year();
    let provisional = |year: &Year| year.provisional.is_some() && years.contains(&year.year);
    let mut certain = Vec::new();
    if !calendar.years().iter().any(provisional) {
        certain.push(PROVISIONAL);
    }
    if !calendar.days_off(*first, *last).any(|day| day.estimated) {
        certain.push(ESTIMATED);
    }
    let mut expected = expected.clone();
    leave_out(&certain, &mut expected);
    Cow::Owned(expected)
}

/// The days that an answer names, its record left out.
fn days_in(answer: &Json, days: &mut Vec<Date>) {
    match answer {
        Json::String(text) => days.extend(Date::parse(text)),
        Json::Array(items) => items.iter().for_each(|item| days_in(item, days)),
        Json::Object(members) => {
            let members = members.iter().filter(|(key, _)| *key != "record");
            members.for_each(|(_, value)| days_in(value, days));
        }
        _ => {}
    }
}

/// Whether something has one of these codes.
fn has_code(item: &Node, codes: &[&str]) -> bool {
    let Value::Map(members) = &item.value else {
        return false;
    };
    members.iter().any(|member| {
        let code = &member.node.value;
        member.key == "code"
            && matches!(code, Value::Scalar(code) if codes.contains(&code.as_str()))
    })
}

/// Whether something in a list, at any depth, has one of these codes.
fn mentions(node: &Node, codes: &[&str]) -> bool {
    match &node.value {
        Value::List(items) => items
            .iter()
            .any(|item| has_code(item, codes) || mentions(item, codes)),
        Value::Map(members) => members.iter().any(|member| mentions(&member.node, codes)),
        Value::Nothing | Value::Scalar(_) => false,
    }
}

/// Takes what has one of these codes out of all lists.
fn leave_out(codes: &[&str], node: &mut Node) {
    match &mut node.value {
        Value::List(items) => {
            items.retain(|item| !has_code(item, codes));
            for item in items {
                leave_out(codes, item);
            }
        }
        Value::Map(members) => {
            for member in members {
                leave_out(codes, &mut member.node);
            }
        }
        Value::Nothing | Value::Scalar(_) => {}
    }
}

/// YAML as JSON: numbers and truth values stay the text they are written as.
fn json_of(node: &Node) -> Json {
    match &node.value {
        Value::Nothing => Json::Null,
        Value::Scalar(text) => Json::String(text.clone()),
        Value::List(items) => items.iter().map(json_of).collect(),
        Value::Map(members) => members
            .iter()
            .map(|member| (member.key.clone(), json_of(&member.node)))
            .collect::<Map<_, _>>()
            .into(),
    }
}

/// Where the first thing stands that is not as expected. What the answer has
/// besides stands nowhere: then it is the group that lacks it.
fn first_difference<'n>(expected: &'n Node, found: &Json) -> Option<&'n Place> {
    match (&expected.value, found) {
        (Value::Map(members), Json::Object(found)) => members.iter().find_map(|member| match found
            .get(&member.key)
        {
            Some(found) => first_difference(&member.node, found),
            None => Some(&member.key_place),
        }),
        (Value::List(items), Json::Array(found)) => {
            let in_items = items
                .iter()
                .enumerate()
                .find_map(|(at, item)| match found.get(at) {
                    Some(found) => first_difference(item, found),
                    None => Some(&item.place),
                });
            in_items.or_else(|| (found.len() > items.len()).then_some(&expected.place))
        }
        _ => (plain(&json_of(expected)) != plain(found)).then_some(&expected.place),
    }
}

/// Adds a line for each difference.
fn differ(path: &str, expected: &Json, found: &Json, out: &mut String) {
    match (expected, found) {
        (Json::Object(expected), Json::Object(found)) => {
            for (key, value) in expected {
                let path = join(path, key);
                match found.get(key) {
                    Some(found) => differ(&path, value, found, out),
                    None => note(out, &path, &plain(value), "nothing"),
                }
            }
            for (key, value) in found {
                if !expected.contains_key(key) && !EXPLANATIONS.contains(&key.as_str()) {
                    note(out, &join(path, key), "nothing", &plain(value));
                }
            }
        }
        (Json::Array(expected), Json::Array(found)) => {
            let count = expected.len().max(found.len());
            for at in 0..count {
                let path = format!("{path}[{at}]");
                match (expected.get(at), found.get(at)) {
                    (Some(expected), Some(found)) => differ(&path, expected, found, out),
                    (Some(expected), None) => note(out, &path, &plain(expected), "nothing"),
                    (None, Some(found)) => note(out, &path, "nothing", &plain(found)),
                    (None, None) => {}
                }
            }
        }
        (expected, found) if plain(expected) != plain(found) => {
            note(out, path, &plain(expected), &plain(found));
        }
        _ => {}
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

fn note(out: &mut String, path: &str, expected: &str, found: &str) {
    let path = if path.is_empty() { "the answer" } else { path };
    // Writing to a string cannot fail.
    let _ = write!(out, "\n  {path}: expected {expected}, found {found}");
}

fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .filter(|(key, _)| !EXPLANATIONS.contains(&key.as_str()))
                .map(|(key, value)| format!("{key}: {}", plain(value)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
        other => other.to_string(),
    }
}
