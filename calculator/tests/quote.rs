//! What services cost: one line a question.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::rulebook;
use insta::assert_snapshot;
use qagida_calculator::quote::{RequestError, errors_to_json};
use qagida_calculator::{Amount, Dated, DutyRequest, Quote, QuoteRequest, Rulebook};

/// The answer to `service date [people=N] [option=value]…`, in one line.
fn quote(asked: &str) -> String {
    quote_from(&rulebook(), asked)
}

fn quote_from(rules: &Rulebook, asked: &str) -> String {
    said(rules.quote(&request(asked)))
}

/// The answer to `duty date [people=N] [option=value]…`, in one line.
fn duty(asked: &str) -> String {
    said(rulebook().quote_duty(&duty_request(asked)))
}

fn request(asked: &str) -> QuoteRequest<'_> {
    let mut words = asked.split(' ');
    let mut request = QuoteRequest {
        service: words.next().unwrap(),
        on: words.next().unwrap(),
        people: "1",
        options: Vec::new(),
    };
    for (option, value) in words.map(|word| word.split_once('=').unwrap()) {
        match option {
            "people" => request.people = value,
            _ => request.options.push((option, value)),
        }
    }
    request
}

fn duty_request(asked: &str) -> DutyRequest<'_> {
    let request = request(asked);
    DutyRequest {
        duty: request.service,
        on: request.on,
        people: request.people,
        options: request.options,
    }
}

fn said(answer: Result<Quote<'_>, Vec<RequestError>>) -> String {
    let quote = match answer {
        Ok(quote) => quote,
        Err(errors) => {
            let errors = errors.iter().map(|e| format!("{}: {}", e.field, e.message));
            return errors.collect::<Vec<_>>().join(" / ");
        }
    };
    let items = quote.items.iter().map(|item| {
        let formula = match item.formula.as_str() {
            "" => String::new(),
            formula => format!(" [{formula}]"),
        };
        format!("{} {}{formula}", item.line.kind, item.amount)
    });
    let unknown = quote
        .unknown
        .iter()
        .map(|unknown| format!("{}? {}: {}", unknown.kind, unknown.code, unknown.reason));
    let total = quote
        .total
        .map_or("no total".to_owned(), |total| format!("total {total}"));
    let note = quote.exemption_note();
    let lines: Vec<_> = items.chain(unknown).chain([total]).chain(note).collect();
    plain(&lines.join("; "))
}

/// The text with plain spaces in place of unbreakable ones.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn adds_up_the_lines() {
    assert_snapshot!(quote("card 2026-11-23 term=1"), @"service-fee 370000; state-duty 2162.5 [0.5 × 4 325 ₸ (MRP on 23 November 2026)]; total 372162.5");
    // The example of the public interface: 550 000 + 150 000 + 2 162.5.
    assert_snapshot!(quote("card 2026-11-23 term=3 priority=yes"), @"service-fee 550000; priority-fee 150000; state-duty 2162.5 [0.5 × 4 325 ₸ (MRP on 23 November 2026)]; total 702162.5");
    assert_snapshot!(quote("card 2026-11-23 priority=no term=1 delivery=no"), @"service-fee 370000; state-duty 2162.5 [0.5 × 4 325 ₸ (MRP on 23 November 2026)]; total 372162.5");
    assert_snapshot!(quote("stay 2026-01-01"), @"service-fee 20000; total 20000");
    assert_snapshot!(quote("number 2026-11-23"), @"total 0");
}

#[test]
fn counts_people() {
    assert_snapshot!(quote("card 2026-11-23 term=3 people=2"), @"service-fee 1100000 [550 000 ₸ × 2 people]; state-duty 4325 [0.5 × 4 325 ₸ (MRP on 23 November 2026) × 2 people]; total 1104325");
    // Delivery is paid once, however many people there are.
    assert_snapshot!(quote("card 2026-11-23 term=1 delivery=yes people=1"), @"service-fee 370000; state-duty 2162.5 [0.5 × 4 325 ₸ (MRP on 23 November 2026)]; delivery-fee 1500.5; total 373663");
    assert_snapshot!(quote("card 2026-11-23 term=1 delivery=yes people=3"), @"service-fee 1110000 [370 000 ₸ × 3 people]; state-duty 6487.5 [0.5 × 4 325 ₸ (MRP on 23 November 2026) × 3 people]; delivery-fee 1500.5; total 1117988");
    assert_snapshot!(quote("stay 2026-01-01 people=1000"), @"service-fee 20000000 [20 000 ₸ × 1 000 people]; total 20000000");
}

#[test]
fn takes_the_unit_of_the_day() {
    assert_snapshot!(quote("permit 2024-12-31"), @"state-duty? unit-not-on-file: The value of the MRP is on file from 1 January 2025 only; for 31 December 2024 we have none.; no total");
    assert_snapshot!(quote("permit 2025-01-01"), @"state-duty 27524 [7 × 3 932 ₸ (MRP on 1 January 2025)]; total 27524");
    assert_snapshot!(quote("permit 2025-12-31"), @"state-duty 27524 [7 × 3 932 ₸ (MRP on 31 December 2025)]; total 27524");
    assert_snapshot!(quote("permit 2026-01-01"), @"state-duty 30275 [7 × 4 325 ₸ (MRP on 1 January 2026)]; total 30275");
    assert_snapshot!(quote("permit 2026-12-31"), @"state-duty 30275 [7 × 4 325 ₸ (MRP on 31 December 2026)]; total 30275");
    assert_snapshot!(quote("permit 2027-01-01"), @"state-duty? unit-not-on-file: The value of the MRP is on file until 31 December 2026 only. For 1 January 2027 it is not known yet, and we don't use an old value in its place.; no total");
}

#[test]
fn gives_no_total_with_a_part_missing() {
    assert_snapshot!(quote("card 2026-11-23 term=5"), @"state-duty 2162.5 [0.5 × 4 325 ₸ (MRP on 23 November 2026)]; service-fee? unreadable: The source reads “00 000 KZT” here. A digit is lost.; no total");
    assert_snapshot!(quote("notice 2026-11-23"), @"service-fee 20000; state-duty? not-given: The guide doesn't say what duty is paid.; no total");
    assert_snapshot!(quote("card 2027-01-01 term=1"), @"service-fee 370000; state-duty? unit-not-on-file: The value of the MRP is on file until 31 December 2026 only. For 1 January 2027 it is not known yet, and we don't use an old value in its place.; no total");
    assert_snapshot!(quote("card 2025-12-31 term=1"), @"state-duty 1966 [0.5 × 3 932 ₸ (MRP on 31 December 2025)]; service-fee? not-on-file: Our sources give this fee from 1 January 2026 only. What it was before that day is not on file.; no total");
    assert_snapshot!(quote("stay 2025-12-31"), @"service-fee? not-on-file: Our sources give this fee from 1 January 2026 only. What it was before that day is not on file.; no total");
    assert_snapshot!(quote("stay 2026-06-30"), @"service-fee 20000; total 20000");
    assert_snapshot!(quote("stay 2026-07-01"), @"service-fee? not-on-file: Our sources give this fee until 30 June 2026 only. What it is after that day is not on file.; no total");
    // A line that doesn't apply is not missed.
    assert_snapshot!(quote("card 2025-12-31 term=1 priority=yes"), @"state-duty 1966 [0.5 × 3 932 ₸ (MRP on 31 December 2025)]; service-fee? not-on-file: Our sources give this fee from 1 January 2026 only. What it was before that day is not on file.; priority-fee? not-on-file: Our sources give this fee from 1 January 2026 only. What it was before that day is not on file.; no total");
}

#[test]
fn takes_nothing_from_whom_is_exempt() {
    assert_snapshot!(quote("card 2026-11-23 term=3 exemption=delegation"), @"service-fee 550000; state-duty 0 [exempt: whoever is a delegation]; total 550000");
    assert_snapshot!(quote("card 2026-11-23 exemption=delegation term=3 people=3"), @"service-fee 1650000 [550 000 ₸ × 3 people]; state-duty 0 [exempt: whoever is a delegation]; total 1650000; The exemption is counted for everyone in this request. For people whom it doesn't cover, ask separately.");
    assert_snapshot!(quote("permit 2026-06-30 exemption=child"), @"state-duty 0 [exempt: whoever is a child]; total 0");
    assert_snapshot!(quote("permit 2026-11-23 exemption="), @"state-duty 30275 [7 × 4 325 ₸ (MRP on 23 November 2026)]; total 30275");
    // A service without exemptions may be asked for none.
    assert_snapshot!(quote("stay 2026-01-01 exemption="), @"service-fee 20000; total 20000");
    assert_snapshot!(duty("entry 2026-11-23 exemption=delegation people=2"), @"state-duty 0 [exempt: whoever is a delegation]; total 0; The exemption is counted for everyone in this request. For people whom it doesn't cover, ask separately.");
}

#[test]
fn takes_nothing_even_where_the_price_is_not_known() {
    // The unit's value of 2027, the rate of 2024, and a rate that isn't given.
    assert_snapshot!(quote("permit 2027-01-01 exemption=delegation"), @"state-duty 0 [exempt: whoever is a delegation]; total 0");
    assert_snapshot!(duty("entry 2024-12-31 exemption=delegation"), @"state-duty 0 [exempt: whoever is a delegation]; total 0");
    assert_snapshot!(duty("entry 2024-12-31"), @"state-duty? not-on-file: Our sources give this fee from 1 January 2025 only. What it was before that day is not on file.; no total");
    assert_snapshot!(duty("consular 2026-11-23 exemption=child"), @"consular-fee 0 [exempt: whoever is a child]; total 0");
    assert_snapshot!(duty("consular 2026-11-23"), @"consular-fee? not-given: The guide doesn't give the rates.; no total");
    // What is not exempt stays unknown.
    assert_snapshot!(quote("card 2026-11-23 term=5 exemption=delegation"), @"state-duty 0 [exempt: whoever is a delegation]; service-fee? unreadable: The source reads “00 000 KZT” here. A digit is lost.; no total");
}

#[test]
fn knows_an_exemption_only_while_it_is_on_file() {
    assert_snapshot!(quote("permit 2024-05-31 exemption=delegation"), @"state-duty? not-on-file: Our sources give this exemption from 1 June 2024 only. Whether it held before that day is not on file.; no total");
    assert_snapshot!(quote("permit 2024-06-01 exemption=delegation"), @"state-duty 0 [exempt: whoever is a delegation]; total 0");
    assert_snapshot!(quote("permit 2025-12-31 exemption=child"), @"state-duty? not-on-file: Our sources give this exemption from 1 January 2026 only. Whether it held before that day is not on file.; no total");
    assert_snapshot!(quote("permit 2026-01-01 exemption=child"), @"state-duty 0 [exempt: whoever is a child]; total 0");
    assert_snapshot!(quote("permit 2026-07-01 exemption=child"), @"state-duty? not-on-file: Our sources give this exemption until 30 June 2026 only, so after that day we don't count with it.; no total");
}

#[test]
fn asks_for_the_price_of_a_duty() {
    assert_snapshot!(duty("entry 2026-11-23"), @"state-duty 129750 [30 × 4 325 ₸ (MRP on 23 November 2026)]; total 129750");
    assert_snapshot!(duty("entry 2026-11-23 people=4"), @"state-duty 519000 [30 × 4 325 ₸ (MRP on 23 November 2026) × 4 people]; total 519000");
    assert_snapshot!(duty("entry 2027-01-01"), @"state-duty? unit-not-on-file: The value of the MRP is on file until 31 December 2026 only. For 1 January 2027 it is not known yet, and we don't use an old value in its place.; no total");
    assert_snapshot!(duty("postal 2026-11-23 people=2"), @"delivery-fee 200 [100 ₸ × 2 people]; total 200");
}

#[test]
fn names_what_is_wrong_with_a_duty_or_an_exemption() {
    assert_snapshot!(duty("exit 2026-11-23"), @"duty: There is no duty or fee “exit”. Duties and fees: entry, consular, postal.");
    assert_snapshot!(duty("exit today people=01 exemption=child"), @"duty: There is no duty or fee “exit”. Duties and fees: entry, consular, postal. / on: “today” is not a date. Enter it as year-month-day, for example 2026-11-23. / people: “01” is not a number of people. Enter a whole number from 1 to 1000.");
    assert_snapshot!(duty("entry 2026-11-23 term=1"), @"term: “term” is not an option of a duty. It takes “exemption” only.");
    assert_snapshot!(duty("postal 2026-11-23 term=1 term=2"), @"term: “term” is not an option of a duty. It takes “exemption” only. / term: “term” is not an option of a duty. It takes “exemption” only.");
    assert_snapshot!(duty("postal 2026-11-23 exemption=child"), @"exemption: Our sources give no exemption from these charges.");
    assert_snapshot!(duty("entry 2026-11-23 exemption=investor"), @"exemption: “investor” is not a value of “exemption”. Allowed: delegation, child.");
    assert_snapshot!(duty("entry 2026-11-23 exemption=child exemption=delegation"), @"exemption: “exemption” is given twice. Leave one of the two.");
    assert_snapshot!(quote("card 2026-11-23 term=1 exemption=child"), @"exemption: “child” is not a value of “exemption”. Allowed: delegation.");
    assert_snapshot!(quote("stay 2026-01-01 exemption=child"), @"exemption: Our sources give no exemption from these charges.");
    assert_snapshot!(quote("permit 2026-11-23 term=1"), @"term: “term” is not an option of this service. Options: exemption.");
}

/// The rulebook with a unit that is worth `value` in 2026.
fn with_unit_value(value: Amount) -> Rulebook {
    let mut rules = rulebook();
    let mut entry = rules.units[0].values.entries()[1].clone();
    entry.value.value = value;
    rules.units[0].values = Dated::new(vec![entry]).unwrap();
    rules
}

#[test]
fn refuses_sums_that_are_not_exact() {
    let largest = Amount::parse("999999999999.999999").unwrap();
    let rules = with_unit_value(largest);
    assert_snapshot!(quote_from(&rules, "card 2026-11-23 term=1 people=2"), @"service-fee 740000 [370 000 ₸ × 2 people]; state-duty 999999999999.999999 [0.5 × 999 999 999 999.999999 ₸ (MRP on 23 November 2026) × 2 people]; total 1000000739999.999999");

    let many = |count| largest.for_people(count).unwrap();
    let rules = with_unit_value(many(1_000_000_000));
    assert_snapshot!(quote_from(&rules, "permit 2026-11-23"), @"state-duty 6999999999999999993000 [7 × 999 999 999 999 999 999 000 ₸ (MRP on 23 November 2026)]; total 6999999999999999993000");
    let rules = with_unit_value(many(999_999_999).for_people(9).unwrap());
    assert_snapshot!(quote_from(&rules, "card 2026-11-23 term=1 people=999"), @"service-fee 369630000 [370 000 ₸ × 999 people]; state-duty? too-large: The sum is too large to be worked out exactly.; no total");
}

#[test]
fn names_what_is_wrong() {
    assert_snapshot!(quote("cart 2026-11-23"), @"service: There is no service “cart”. Services: card, permit, number, stay, notice, renewal.");
    assert_snapshot!(quote("card 2026-02-29 term=1"), @"on: “2026-02-29” is not a date. Enter it as year-month-day, for example 2026-11-23.");
    assert_snapshot!(quote("card 23.11.2026 term=1"), @"on: “23.11.2026” is not a date. Enter it as year-month-day, for example 2026-11-23.");
    assert_snapshot!(quote("card 2026-11-23"), @"term: Please choose “term”. Allowed: 1, 3, 5.");
    assert_snapshot!(quote("card 2026-11-23 term=2"), @"term: “2” is not a value of “term”. Allowed: 1, 3, 5.");
    assert_snapshot!(quote("card 2026-11-23 term="), @"term: “” is not a value of “term”. Allowed: 1, 3, 5.");
    assert_snapshot!(quote("card 2026-11-23 term=1 priority=maybe"), @"priority: “maybe” is not a value of “priority”. Allowed: no, yes.");
    assert_snapshot!(quote("card 2026-11-23 term=1 colour=red"), @"colour: “colour” is not an option of this service. Options: term, priority, delivery, exemption.");
    assert_snapshot!(quote("card 2026-11-23 term=1 term=3"), @"term: “term” is given twice. Leave one of the two.");
    assert_snapshot!(quote("stay 2026-11-23 term=1"), @"term: “term” is not an option of this service: it takes none.");
    for people in [
        "",
        "0",
        "007",
        "1001",
        "-1",
        "+1",
        "1.5",
        "two",
        "99999999999999999999",
    ] {
        let message = format!(
            "people: “{people}” is not a number of people. Enter a whole number from 1 to 1000."
        );
        assert_eq!(quote(&format!("stay 2026-11-23 people={people}")), message);
    }
}

#[test]
fn names_all_that_is_wrong_at_once() {
    assert_snapshot!(quote("card today people=0 term=9 colour=red"), @"on: “today” is not a date. Enter it as year-month-day, for example 2026-11-23. / people: “0” is not a number of people. Enter a whole number from 1 to 1000. / colour: “colour” is not an option of this service. Options: term, priority, delivery, exemption. / term: “9” is not a value of “term”. Allowed: 1, 3, 5.");
    assert_snapshot!(quote("cart today people=0"), @"service: There is no service “cart”. Services: card, permit, number, stay, notice, renewal. / on: “today” is not a date. Enter it as year-month-day, for example 2026-11-23. / people: “0” is not a number of people. Enter a whole number from 1 to 1000.");
    // What was typed is never taken for a place to fill in.
    assert_snapshot!(quote("{allowed} {given}"), @"service: There is no service “{allowed}”. Services: card, permit, number, stay, notice, renewal. / on: “{given}” is not a date. Enter it as year-month-day, for example 2026-11-23.");
}

fn json(asked: &QuoteRequest<'_>) -> serde_json::Value {
    read(rulebook().quote(asked))
}

fn read(answer: Result<Quote<'_>, Vec<RequestError>>) -> serde_json::Value {
    let text = match answer {
        Ok(quote) => quote.to_json(),
        Err(errors) => errors_to_json(&errors),
    };
    serde_json::from_str(&plain(&text)).unwrap()
}

#[test]
fn writes_the_public_json() {
    let quote = json(&QuoteRequest {
        service: "card",
        on: "2026-11-23",
        people: "1",
        options: vec![("term", "3"), ("priority", "yes")],
    });
    assert_eq!(quote["service"], "card");
    assert_eq!(quote["on"], "2026-11-23");
    assert_eq!(quote["currency"], "KZT");
    assert_eq!(quote["people"], 1);
    assert_eq!(
        quote["options"],
        serde_json::json!({"term": "3", "priority": "yes", "delivery": "no"})
    );
    assert_eq!(quote["total"], "702162.5");
    assert_eq!(quote["unknown"], serde_json::json!([]));
    assert_eq!(quote["term"]["min"], 5);
    assert_eq!(quote["term"]["unit"], "working-day");
    let duty = &quote["items"][2];
    assert_eq!(
        *duty,
        serde_json::json!({"amount": "2162.5", "amount_text": "2 162.5 ₸", "formula": "0.5 × 4 325 ₸ (MRP on 23 November 2026)", "kind": "state-duty", "label": "State duty", "line": "state-duty", "rate": "0.5", "source": {"at": "state-duty", "document": "guide", "text": "Guide, state-duty"}, "unit": "mrp", "unit_source": {"at": "budget", "document": "guide", "text": "Guide, budget"}, "unit_value": "4325", "rate_source": {"at": "duties", "document": "guide", "text": "Guide, duties"}})
    );

    let quote = json(&QuoteRequest {
        service: "notice",
        on: "2026-11-23",
        people: "1",
        options: Vec::new(),
    });
    assert_eq!(quote["total"], serde_json::Value::Null);
    assert_eq!(quote["total_text"], serde_json::Value::Null);
    assert_eq!(quote["term"], serde_json::Value::Null);
    assert_eq!(
        quote["unknown"],
        serde_json::json!([{"code": "not-given", "kind": "state-duty", "label": "State duty", "reason": "The guide doesn't say what duty is paid.", "source": {"at": "state-duty", "document": "guide", "text": "Guide, state-duty"}}])
    );

    let quote = json(&QuoteRequest {
        service: "number",
        on: "2026-11-23",
        people: "1",
        options: Vec::new(),
    });
    assert_eq!(quote["term"]["text"], "20–30 minutes");
    assert_eq!(
        quote["excluded"],
        serde_json::json!([{"kind": "service-fee", "label": "Service fee", "source": {"at": "free", "document": "guide", "text": "Guide, free"}, "text": "Free of charge."}])
    );
}

#[test]
fn writes_exemptions_and_duties_as_json() {
    let quote = json(&request(
        "card 2026-11-23 term=1 exemption=delegation people=2",
    ));
    assert_eq!(quote["options"]["exemption"], "delegation");
    assert_eq!(quote["total"], "740000");
    assert_eq!(
        quote["exemption_note"],
        "The exemption is counted for everyone in this request. For people whom it doesn't cover, ask separately."
    );
    assert_eq!(
        quote["items"][1],
        serde_json::json!({"amount": "0", "amount_text": "0 ₸", "exemption": {"id": "delegation", "text": "whoever is a delegation", "note": "Have it confirmed.", "source": {"at": "delegation", "document": "guide", "text": "Guide, delegation"}}, "formula": "exempt: whoever is a delegation", "kind": "state-duty", "label": "State duty", "line": "state-duty", "source": {"at": "state-duty", "document": "guide", "text": "Guide, state-duty"}})
    );
    let quote = json(&request("card 2026-11-23 term=1 exemption="));
    assert_eq!(quote["options"].get("exemption"), None);
    assert_eq!(quote.get("exemption_note"), None);

    let rules = rulebook();
    let quote = read(rules.quote_duty(&duty_request("entry 2026-11-23")));
    assert_eq!(
        quote,
        serde_json::json!({"duty": "entry", "on": "2026-11-23", "currency": "KZT", "people": 1, "options": {}, "items": [{"amount": "129750", "amount_text": "129 750 ₸", "formula": "30 × 4 325 ₸ (MRP on 23 November 2026)", "kind": "state-duty", "label": "State duty", "line": "entry", "rate": "30", "source": {"at": "duties", "document": "guide", "text": "Guide, duties"}, "unit": "mrp", "unit_source": {"at": "budget", "document": "guide", "text": "Guide, budget"}, "unit_value": "4325"}], "total": "129750", "unknown": [], "total_text": "129 750 ₸", "on_text": "23 November 2026", "excluded": [], "version": "test"})
    );
    let quote = read(rules.quote_duty(&duty_request("consular 2026-11-23")));
    assert_eq!(quote["total"], serde_json::Value::Null);
    assert_eq!(quote["unknown"][0]["code"], "not-given");
}

#[test]
fn writes_errors_as_json() {
    let errors = json(&QuoteRequest {
        service: "\"\\\n",
        on: "2026-11-23",
        people: "0",
        options: Vec::new(),
    });
    assert_eq!(
        errors,
        serde_json::json!({"errors": [{"field": "service", "message": "There is no service “\"\\\n”. Services: card, permit, number, stay, notice, renewal."}, {"field": "people", "message": "“0” is not a number of people. Enter a whole number from 1 to 1000."}]})
    );
}
