//! What holds for every question.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use std::sync::LazyLock;

use proptest::prelude::*;
use qagida_calculator::phrases::fill;
use qagida_calculator::quote::errors_to_json;
use qagida_calculator::term::{TermOnFile, TermUnit, Window};
use qagida_calculator::{
    Amount, Date, DeadlineRequest, DutyRequest, PeriodRequest, Quote, QuoteRequest, Rulebook,
};

static RULES: LazyLock<Rulebook> = LazyLock::new(common::rulebook);

/// A day of the years on file.
fn on_file() -> impl Strategy<Value = Date> {
    (0..1461u32).prop_map(|days| {
        let first = Date::parse("2024-01-01").unwrap();
        first.plus_days(days).unwrap()
    })
}

fn with_time() -> impl Strategy<Value = String> {
    let time = prop_oneof![
        Just(String::new()),
        (0..24u32, 0..60u32).prop_map(|(hour, minute)| format!("T{hour:02}:{minute:02}")),
    ];
    (on_file(), time).prop_map(|(day, time)| format!("{day}{time}"))
}

/// One of the texts that mean something, or any other.
fn typed(known: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(known).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

fn service() -> impl Strategy<Value = String> {
    typed(&["card", "permit", "number", "stay", "notice", "renewal"])
}

fn date() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => on_file().prop_map(|date| date.to_string()),
        2 => with_time(),
        1 => "[0-9]{4}-[01][0-9]-[0-3][0-9]",
        1 => any::<String>(),
    ]
}

fn options() -> impl Strategy<Value = Vec<(String, String)>> {
    let option = typed(&["term", "priority", "delivery", "exemption"]);
    let value = typed(&["1", "3", "5", "no", "yes", "delegation", ""]);
    prop::collection::vec((option, value), 0..4)
}

/// A quote that is no error.
fn quote(on: Date, people: u32, term: &str, priority: &str, delivery: &str) -> Quote<'static> {
    let request = QuoteRequest {
        service: "card",
        on: &on.to_string(),
        people: &people.to_string(),
        options: vec![
            ("term", term),
            ("priority", priority),
            ("delivery", delivery),
        ],
    };
    RULES.quote(&request).unwrap()
}

fn reads(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

fn millionths(amount: Amount) -> u128 {
    let text = amount.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    format!("{whole}{fraction:0<6}").parse().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn adding_and_subtracting_working_days_cancel(date in on_file(), count in 0..400u32) {
        let calendar = &RULES.calendar;
        if calendar.is_working(date).unwrap()
            && let Ok(later) = calendar.add_working_days(date, count)
        {
            prop_assert!(calendar.is_working(later).unwrap());
            prop_assert_eq!(calendar.subtract_working_days(later, count), Ok(date));
        }
    }

    #[test]
    fn working_days_are_counted_one_by_one(date in on_file(), count in 1..300u32) {
        let calendar = &RULES.calendar;
        if let Ok(end) = calendar.add_working_days(date, count) {
            let mut counted = 0;
            let mut day = date;
            while day < end {
                day = day.next().unwrap();
                counted += u32::from(calendar.is_working(day).unwrap());
            }
            prop_assert_eq!(counted, count);
        }
        if let Ok(start) = calendar.subtract_working_days(date, count) {
            prop_assert!(calendar.is_working(start).unwrap());
            prop_assert!(start < date);
        }
    }

    #[test]
    fn the_nearest_working_day_has_none_between(date in on_file()) {
        let calendar = &RULES.calendar;
        if let (Ok(after), Ok(before)) = (calendar.working_day_from(date), calendar.working_day_until(date)) {
            prop_assert!(before <= date && date <= after);
            prop_assert_eq!(after == date, calendar.is_working(date).unwrap());
            prop_assert_eq!(before == date, calendar.is_working(date).unwrap());
        }
    }

    #[test]
    fn results_are_due_on_working_days_after_acceptance(
        service in prop::sample::select(vec!["card", "permit", "stay", "renewal"]),
        submitted in with_time(),
    ) {
        let request = DeadlineRequest { service, submitted: &submitted, channel: "" };
        let answer = RULES.deadline(&request).unwrap();
        for day in [answer.accepted, answer.earliest, answer.due, answer.extended].into_iter().flatten() {
            prop_assert!(RULES.calendar.is_working(day).unwrap(), "{day}");
        }
        prop_assert!(answer.accepted.is_none_or(|accepted| answer.submitted <= accepted));
        if let (Some(accepted), Some(due)) = (answer.accepted, answer.due) {
            prop_assert!(accepted < due);
            prop_assert!(answer.earliest.unwrap() <= due);
            prop_assert!(answer.extended.is_none_or(|extended| due <= extended));
        }
        prop_assert_eq!(answer.due.is_none(), answer.unknown.iter().any(|unknown| unknown.kind == "due"));
        prop_assert!(answer.steps.is_sorted_by_key(|step| step.day));
    }

    #[test]
    fn a_later_filing_is_never_due_earlier(
        service in prop::sample::select(vec!["card", "permit", "stay", "number"]),
        by_corporation in any::<bool>(),
        one in with_time(),
        other in with_time(),
    ) {
        let channel = if by_corporation && service == "card" { "corporation" } else { "" };
        // Without a time it counts as filed in time.
        let whole = |text: &str| if text.len() > 10 { text.to_owned() } else { format!("{text}T00:00") };
        let (first, last) = if whole(&one) <= whole(&other) { (one, other) } else { (other, one) };
        let ask = |submitted: &str| {
            let answer = RULES.deadline(&DeadlineRequest { service, submitted, channel }).unwrap();
            [answer.accepted, answer.earliest, answer.due, answer.extended]
        };
        for (before, after) in ask(&first).into_iter().zip(ask(&last)) {
            if let (Some(before), Some(after)) = (before, after) {
                prop_assert!(before <= after, "{first} {before}, {last} {after}");
            }
        }
    }

    #[test]
    fn windows_open_and_close_on_working_days(
        expires in on_file(),
        closes in 1..20u32,
        length in 10..40u32,
        calendar_days in any::<bool>(),
    ) {
        let mut rules = RULES.clone();
        let renewal = rules.services.last_mut().unwrap();
        renewal.window = Some(Window {
            opens: closes + length,
            closes,
            unit: if calendar_days { TermUnit::CalendarDay } else { TermUnit::WorkingDay },
            ..renewal.window.clone().unwrap()
        });
        let answer = rules.filing_window("renewal", &expires.to_string()).unwrap();
        for day in [answer.opens, answer.closes].into_iter().flatten() {
            prop_assert!(rules.calendar.is_working(day).unwrap());
            prop_assert!(day < expires);
        }
        if let (Some(opens), Some(last)) = (answer.opens, answer.closes) {
            prop_assert!(opens <= last);
            if calendar_days {
                prop_assert!(expires.minus_days(closes + length).unwrap() <= opens);
                prop_assert!(last <= expires.minus_days(closes).unwrap());
            }
        }
        reads(&answer.to_json());
    }

    #[test]
    fn the_total_is_the_sum_or_nothing(
        on in on_file(),
        people in 1..=1000u32,
        term in prop::sample::select(vec!["1", "3", "5"]),
        priority in prop::sample::select(vec!["no", "yes"]),
        delivery in prop::sample::select(vec!["no", "yes"]),
    ) {
        let answer = quote(on, people, term, priority, delivery);
        prop_assert_eq!(answer.total.is_none(), !answer.unknown.is_empty());
        if let Some(total) = answer.total {
            let sum: u128 = answer.items.iter().map(|item| millionths(item.amount)).sum();
            prop_assert_eq!(millionths(total), sum);
        }
        let lines = 2 + usize::from(priority == "yes") + usize::from(delivery == "yes");
        prop_assert_eq!(answer.items.len() + answer.unknown.len(), lines);

        let alone = quote(on, 1, term, priority, delivery);
        prop_assert_eq!(alone.items.len(), answer.items.len());
        for (one, all) in alone.items.iter().zip(&answer.items) {
            let times = if one.line.per_person { people } else { 1 };
            prop_assert_eq!(millionths(all.amount), millionths(one.amount) * u128::from(times));
        }
    }

    #[test]
    fn an_exemption_never_raises_a_total(
        on in on_file(),
        people in 1..=1000u32,
        term in prop::sample::select(vec!["1", "3", "5"]),
        delivery in prop::sample::select(vec!["no", "yes"]),
    ) {
        let (on, people) = (on.to_string(), people.to_string());
        let ask = |exemption| {
            let options = vec![("term", term), ("delivery", delivery), ("exemption", exemption)];
            RULES.quote(&QuoteRequest { service: "card", on: &on, people: &people, options }).unwrap()
        };
        let (whole, reduced) = (ask(""), ask("delegation"));
        let lines = |quote: &Quote<'_>| quote.items.len() + quote.unknown.len();
        prop_assert_eq!(lines(&whole), lines(&reduced));
        if let (Some(whole), Some(reduced)) = (whole.total, reduced.total) {
            prop_assert!(reduced <= whole);
        }
        for item in &reduced.items {
            let same = whole.items.iter().find(|other| other.line == item.line);
            if item.exemption.is_some() {
                prop_assert_eq!(item.amount, Amount::ZERO);
            } else {
                prop_assert_eq!(Some(item), same);
            }
        }
    }

    #[test]
    fn an_exempt_duty_is_free_for_any_number_of_people(
        on in on_file(),
        people in 1..=1000u32,
        (duty, ground) in prop::sample::select(vec![("entry", "delegation"), ("entry", "child"), ("consular", "child")]),
    ) {
        let request = DutyRequest {
            duty,
            on: &on.to_string(),
            people: &people.to_string(),
            options: vec![("exemption", ground)],
        };
        let answer = RULES.quote_duty(&request).unwrap();
        let line = &RULES.duty(duty).unwrap().line;
        let exemption = line.exemptions.iter().find(|exemption| exemption.id == ground).unwrap();
        if exemption.sources.on(on).is_ok() {
            prop_assert_eq!(answer.total, Some(Amount::ZERO));
            prop_assert!(answer.items[0].exemption.is_some());
        } else {
            prop_assert_eq!(answer.total, None);
            prop_assert_eq!(answer.unknown[0].code, "not-on-file");
        }
    }

    #[test]
    fn a_later_event_never_ends_a_period_earlier(
        (rule, period) in prop::sample::select(vec![
            ("invitation", "decision"), ("invitation", "consent"), ("invitation", "queue"), ("complaint", ""),
        ]),
        one in on_file(),
        other in on_file(),
    ) {
        let ask = |day: Date| {
            let submitted = day.to_string();
            let answer = RULES.deadline_of_rule(&PeriodRequest { rule, period, submitted: &submitted, channel: "" }).unwrap();
            prop_assert!(answer.steps.is_sorted_by_key(|step| step.day));
            if answer.channel.is_none() {
                prop_assert_eq!(answer.accepted, Some(day));
            }
            Ok([answer.accepted, answer.earliest, answer.due, answer.extended])
        };
        for (before, after) in ask(one.min(other))?.into_iter().zip(ask(one.max(other))?) {
            if let (Some(before), Some(after)) = (before, after) {
                prop_assert!(before <= after, "{one} and {other}: {before}, {after}");
            }
        }
    }

    #[test]
    fn every_question_is_answered_in_json(
        service in service(),
        on in date(),
        people in prop_oneof![4 => (0..1100u32).prop_map(|people| people.to_string()), 1 => any::<String>()],
        options in options(),
        channel in typed(&["", "office", "corporation"]),
        duty in typed(&["entry", "consular", "postal"]),
        rule in typed(&["invitation", "complaint"]),
        period in typed(&["", "decision", "consent", "queue", "answer"]),
    ) {
        let request = QuoteRequest {
            service: &service,
            on: &on,
            people: &people,
            options: options.iter().map(|(id, value)| (id.as_str(), value.as_str())).collect(),
        };
        match RULES.quote(&request) {
            Ok(answer) => {
                let read = reads(&answer.to_json());
                prop_assert_eq!(&read["service"], &service);
                prop_assert_eq!(read["total"].is_null(), read["unknown"][0].is_object());
            }
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                prop_assert_eq!(reads(&errors_to_json(&errors))["errors"].as_array().unwrap().len(), errors.len());
            }
        }
        match RULES.quote_duty(&DutyRequest { duty: &duty, on: &on, people: &people, options: request.options }) {
            Ok(answer) => {
                let read = reads(&answer.to_json());
                prop_assert_eq!(&read["duty"], &duty);
                prop_assert_eq!(read["total"].is_null(), read["unknown"][0].is_object());
            }
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                reads(&errors_to_json(&errors));
            }
        }
        match RULES.deadline_of_rule(&PeriodRequest { rule: &rule, period: &period, submitted: &on, channel: &channel }) {
            Ok(answer) => {
                let read = reads(&answer.to_json());
                prop_assert_eq!(&read["rule"], &rule);
                prop_assert_eq!(read["due"].is_null(), read["unknown"].as_array().unwrap().iter().any(|unknown| unknown["kind"] == "due"));
            }
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                reads(&errors_to_json(&errors));
            }
        }
        match RULES.deadline(&DeadlineRequest { service: &service, submitted: &on, channel: &channel }) {
            Ok(answer) => {
                let read = reads(&answer.to_json());
                prop_assert_eq!(read["due"].is_null(), read["unknown"].as_array().unwrap().iter().any(|unknown| unknown["kind"] != "extended"));
            }
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                reads(&errors_to_json(&errors));
            }
        }
        match RULES.filing_window(&service, &on) {
            Ok(answer) => {
                let read = reads(&answer.to_json());
                prop_assert_eq!(&read["expires"], &on);
            }
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                reads(&errors_to_json(&errors));
            }
        }
    }

    #[test]
    fn bytes_carry_all_rules(term in 0..100u32, title in any::<String>(), cut in any::<prop::sample::Index>()) {
        let mut rules = RULES.clone();
        rules.services[0].title = title;
        if let TermOnFile::Given(given) = &mut rules.services[0].term {
            given.max = term;
        }
        let bytes = rules.to_bytes().unwrap();
        prop_assert_eq!(Rulebook::from_bytes(&bytes), Ok(rules));
        prop_assert!(Rulebook::from_bytes(&bytes[..cut.index(bytes.len())]).is_err());
        prop_assert!(Rulebook::from_bytes(&[&bytes[..], &[0]].concat()).is_err());
        let of_another_version = [&[bytes[0] + 1], &bytes[1..]].concat();
        prop_assert!(Rulebook::from_bytes(&of_another_version).is_err());
    }

    #[test]
    fn what_is_read_can_be_asked(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        service in service(),
        on in date(),
    ) {
        let mut bytes = RULES.to_bytes().unwrap();
        for (at, byte) in changes {
            *at.get_mut(&mut bytes) = byte;
        }
        if let Ok(rules) = Rulebook::from_bytes(&bytes) {
            prop_assert_eq!(rules.to_bytes().and_then(|bytes| Rulebook::from_bytes(&bytes)), Ok(rules.clone()));
            let request = QuoteRequest { service: &service, on: &on, people: "2", options: vec![("term", "3")] };
            let _ = rules.quote(&request).map(|answer| answer.to_json());
            let _ = rules.deadline(&DeadlineRequest { service: &service, submitted: &on, channel: "" }).map(|answer| answer.to_json());
            let request = DutyRequest { duty: "entry", on: &on, people: "2", options: vec![("exemption", "delegation")] };
            let _ = rules.quote_duty(&request).map(|answer| answer.to_json());
            let request = PeriodRequest { rule: "invitation", period: "consent", submitted: &on, channel: "" };
            let _ = rules.deadline_of_rule(&request).map(|answer| answer.to_json());
            let _ = rules.filing_window(&service, &on).map(|answer| answer.to_json());
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Rulebook::from_bytes(&bytes);
    }

    #[test]
    fn filling_takes_any_text(text in any::<String>(), name in any::<String>(), value in any::<String>()) {
        let _ = fill(&text, &[(&name, &value)]);
        prop_assert_eq!(fill(&text, &[]), text);
    }

    #[test]
    fn filling_leaves_alone_what_it_puts_in(text in "[{}abc]*", value in "[{}abc]*") {
        let marked = text.replace("{a}", "A").replace("{b}", "B");
        let expected = marked.replace('B', "").replace('A', &value);
        prop_assert_eq!(fill(&text, &[("a", &value), ("b", "")]), expected);
    }

    #[test]
    fn amounts_are_read_as_they_are_written(text in "(0|[1-9][0-9]{0,11})([.][0-9]{1,6})?") {
        let amount = Amount::parse(&text).unwrap();
        let written = amount.to_string();
        prop_assert_eq!(Amount::parse(&written), Ok(amount));
        let short = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
        prop_assert_eq!(written, short);
    }

    #[test]
    fn any_text_is_an_amount_or_none(text in "[0-9.,+e -]{0,20}|.*") {
        if let Ok(amount) = Amount::parse(&text) {
            prop_assert!(text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'));
            prop_assert_eq!(Amount::parse(&amount.to_string()), Ok(amount));
        }
    }

    #[test]
    fn amounts_are_exact(one in "(0|[1-9][0-9]{0,11})([.][0-9]{1,6})?", other in "(0|[1-9][0-9]{0,5})([.][0-9]{1,6})?") {
        let (one, other) = (Amount::parse(&one).unwrap(), Amount::parse(&other).unwrap());
        prop_assert_eq!(millionths(one.plus(other).unwrap()), millionths(one) + millionths(other));
        let product = one.times(other).unwrap().to_string();
        let (whole, fraction) = product.split_once('.').unwrap_or((&product, ""));
        let exact: u128 = format!("{whole}{fraction:0<12}").parse().unwrap();
        prop_assert_eq!(exact, millionths(one) * millionths(other));
    }

    #[test]
    fn dates_are_read_as_they_are_written(year in 1..=9999i32, month in 0..14u32, day in 0..33u32) {
        let written = format!("{year:04}-{month:02}-{day:02}");
        let date = Date::parse(&written);
        prop_assert_eq!(date, Date::new(year, month, day));
        if let Some(date) = date {
            prop_assert_eq!(date.to_string(), written);
            prop_assert_eq!(date.next().and_then(Date::previous), date.next().map(|_| date));
        }
    }
}
