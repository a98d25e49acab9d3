//! What a duty comes to, in money and in units: as the page asks it.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;
#[path = "common/tools.rs"]
mod tools;

use std::sync::LazyLock;

use insta::assert_snapshot;
use proptest::prelude::*;
use qagida_calculator::tools::{Answer, Mistake, Request, Tool, Toolbox, Value};
use qagida_calculator::{Amount, DutyRequest};
use serde_json::{Value as Json, json};

static TOOLBOX: LazyLock<Toolbox> = LazyLock::new(tools::toolbox);

fn asked(lines: &str) -> Result<Answer, Vec<Mistake>> {
    TOOLBOX.work_out(Tool::Duty, &Request::parse(&lines.replace(' ', "\n")).asked)
}

fn body(answer: &Answer) -> Json {
    serde_json::from_str(&answer.body).unwrap()
}

fn mistakes(lines: &str) -> String {
    let line = |mistake: &Mistake| {
        let at = mistake
            .at
            .map_or_else(|| "-".to_owned(), |at| at.to_string());
        format!("{at} {}: {}", mistake.field, mistake.message)
    };
    let mistakes = asked(lines).unwrap_err();
    mistakes.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn in_money_and_in_units() {
    let answer = asked("duty=entry people=3 on=23.11.2026").unwrap();
    assert_snapshot!(answer.title, @"entry, paid on 23 November 2026");
    let asked = answer
        .asked
        .iter()
        .map(|(label, value)| format!("{label}: {value}"));
    assert_snapshot!(asked.collect::<Vec<_>>().join("\n"), @r"
        What it is paid for: entry
        People: 3 people
        Date of payment: 23 November 2026
    ");
    let request = answer
        .request
        .iter()
        .map(|pair| format!("{}={}", pair.name, pair.value));
    assert_snapshot!(request.collect::<Vec<_>>().join(" "), @"duty=entry people=3 on=2026-11-23");
    let body = body(&answer);
    assert_eq!(body["total"], "389250");
    assert_snapshot!(body["units"], @r#"{"rate":"90","rate_text":"90 MRP","unit":"mrp"}"#);
    let record = answer.record.iter();
    let record = record.map(|entry| {
        let Value::Amount(amount) = &entry.value else {
            panic!("an amount")
        };
        let facets = entry
            .facets
            .iter()
            .map(|facet| format!(" {}={}", facet.key, facet.value));
        format!(
            "{} {} {amount}{}",
            entry.key,
            entry.label,
            facets.collect::<String>()
        )
    });
    assert_snapshot!(record.collect::<Vec<_>>().join("\n"), @r"
        duty entry 389250 rate=30 unit-value=4325 since=2025-01-01
        total Total 389250
    ");
    assert_snapshot!(format!("{:?}", answer.events[0]), @r#"Event { id: "payment", day: 2026-11-23, title: "Payment: 389\u{202f}250\u{a0}₸", text: "entry" }"#);
}

#[test]
fn units_are_known_even_where_their_value_is_not() {
    let answer = asked("duty=entry people=2 on=2027-01-01").unwrap();
    assert!(!answer.complete);
    assert_eq!(body(&answer)["units"]["rate"], "60");
    assert_eq!(body(&answer)["total"], Json::Null);
    for lines in [
        "duty=entry exemption=delegation on=2026-11-23",
        "duty=entry on=2024-12-31",
        "duty=consular on=2026-11-23",
        "duty=postal on=2026-11-23",
    ] {
        assert_eq!(body(&asked(lines).unwrap())["units"], Json::Null, "{lines}");
    }
}

#[test]
fn says_what_is_wrong() {
    assert_snapshot!(mistakes(""), @r"
        - duty: Please fill this in.
        - on: Please fill this in.
    ");
    assert_snapshot!(mistakes("duty=toll people=10000 exemption=uncle on=2026-02-30"), @r"
        0 duty: There is no duty or fee “toll”. Duties and fees: entry, consular, postal.
        1 people: “10000” is not a number of people. Enter a whole number from 1 to 1000.
        3 on: “2026-02-30”: there is no such day in the calendar. Check the day and the month.
    ");
    assert_snapshot!(mistakes("duty=entry duty=postal exemption=uncle colour=red on=2026-11-23"), @r"
        1 duty: “duty” is given twice. Leave one of the two.
        2 exemption: “uncle” is not a value of “exemption”. Allowed: delegation, child.
        3 colour: “colour” is not a part of this question. The link may have been changed by hand, or made by a newer version of this page.
    ");
    assert_snapshot!(mistakes("duty=postal exemption=child on="), @r"
        1 exemption: Our sources give no exemption from these charges.
        2 on: Please fill this in.
    ");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn says_what_the_quote_says(
        duty in prop::sample::select(vec!["entry", "consular", "postal"]),
        people in 1..=1000u32,
        on in prop::sample::select(vec!["2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01", "2027-01-01"]),
        exempt in any::<bool>(),
    ) {
        let exempt = exempt && duty == "entry";
        let ground = if exempt { "child" } else { "" };
        let answer = asked(&format!("duty={duty} people={people} exemption={ground} on={on}")).unwrap();
        let request = DutyRequest {
            duty,
            on,
            people: &people.to_string(),
            options: if exempt { vec![("exemption", ground)] } else { Vec::new() },
        };
        let quote = TOOLBOX.rulebook.quote_duty(&request).unwrap();
        let mut found = body(&answer);
        let units = found.as_object_mut().unwrap().remove("units").unwrap();
        prop_assert_eq!(&found, &serde_json::from_str::<Json>(&quote.to_json()).unwrap());
        prop_assert_eq!(answer.complete, quote.total.is_some());
        let thirty = Amount::parse("30").unwrap().for_people(people).unwrap();
        let expected = if duty == "entry" && !exempt {
            json!({"rate": thirty.to_string(), "unit": "mrp", "rate_text": units["rate_text"]})
        } else {
            Json::Null
        };
        prop_assert_eq!(units, expected);
    }

    #[test]
    fn whatever_is_asked_is_answered_in_json(
        lines in prop::collection::vec(
            prop_oneof![
                6 => prop::sample::select(vec![
                    "duty=entry", "duty=postal", "duty=", "duty=x", "people=2", "people=0", "exemption=child",
                    "exemption=", "on=2026-11-23", "on=", "on=x", "x=y", "", "=",
                ]).prop_map(str::to_owned),
                1 => any::<String>(),
            ],
            0..8,
        ),
    ) {
        let lines = lines.join("\n");
        let read: Json = serde_json::from_str(&TOOLBOX.answer("duty", &lines)).unwrap();
        match TOOLBOX.work_out(Tool::Duty, &Request::parse(&lines).asked) {
            Ok(answer) => prop_assert_eq!(read["complete"] == true, answer.complete),
            Err(mistakes) => prop_assert_eq!(read["errors"].as_array().unwrap().len(), mistakes.len()),
        }
    }
}
