//! What a plan for several people costs: as the page asks it.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;
#[path = "common/tools.rs"]
mod tools;

use std::sync::LazyLock;

use insta::assert_snapshot;
use proptest::prelude::*;
use qagida_calculator::rulebook::Named;
use qagida_calculator::tariff::{Cell, Price};
use qagida_calculator::tools::basket::{
    BasketRules, LeftOut, MOST_GROUPS, MOST_SERVICES, Recipient, Together,
};
use qagida_calculator::tools::{Answer, Entry, Mistake, Request, Tool, Toolbox, Value};
use qagida_calculator::{Amount, Citation, QuoteRequest, Rulebook};
use serde_json::Value as Json;

/// Cards are delivered free with a permit; with a stay there is something to know.
static TOOLBOX: LazyLock<Toolbox> = LazyLock::new(|| {
    let together = |option, with: &str, text: &str| Together {
        service: "card".to_owned(),
        option,
        with: vec![with.to_owned()],
        text: text.to_owned(),
        source: cited("together"),
    };
    let delivered = Some(("delivery".to_owned(), "no".to_owned()));
    Toolbox {
        basket: BasketRules {
            roles: vec![named("worker", "Worker"), named("child", "Child")],
            recipients: vec![
                recipient("office", &["service-fee", "priority-fee", "delivery-fee"]),
                recipient("state", &["state-duty", "consular-fee"]),
            ],
            together: vec![
                together(delivered, "permit", "It comes with the permit."),
                together(None, "stay", "Ask whether one will do."),
            ],
            left_out: vec![
                left_out(Some("consular-fee"), &[], "The consular fee."),
                left_out(Some("service-fee"), &[], "Other fees."),
                left_out(None, &["renewal"], "Insurance."),
            ],
        },
        ..tools::toolbox()
    }
});

static RULES: LazyLock<&Rulebook> = LazyLock::new(|| &TOOLBOX.rulebook);

fn cited(at: &str) -> Citation {
    Citation {
        document: "guide".to_owned(),
        at: at.to_owned(),
        text: format!("Guide, {at}"),
    }
}

fn named(id: &str, name: &str) -> Named {
    Named {
        id: id.to_owned(),
        name: name.to_owned(),
    }
}

fn recipient(id: &str, charges: &[&str]) -> Recipient {
    Recipient {
        id: id.to_owned(),
        name: format!("The {id}"),
        charges: charges.iter().map(|id| (*id).to_owned()).collect(),
    }
}

fn left_out(kind: Option<&str>, services: &[&str], text: &str) -> LeftOut {
    LeftOut {
        kind: kind.map(str::to_owned),
        services: services.iter().map(|id| (*id).to_owned()).collect(),
        text: text.to_owned(),
        source: kind.map(|_| cited("left-out")),
    }
}

fn asked(toolbox: &Toolbox, lines: &str) -> Result<Answer, Vec<Mistake>> {
    toolbox.work_out(Tool::Fees, &Request::parse(lines).asked)
}

/// An answer that is no error.
fn plan(lines: &str) -> Answer {
    asked(&TOOLBOX, lines).unwrap()
}

fn body(answer: &Answer) -> Json {
    serde_json::from_str(&answer.body).unwrap()
}

/// Lines separated by spaces, as in a link.
fn lines(text: &str) -> String {
    text.split(' ').collect::<Vec<_>>().join("\n")
}

fn mistakes(text: &str) -> String {
    let mistakes = asked(&TOOLBOX, &lines(text)).unwrap_err();
    let line = |mistake: &Mistake| {
        let at = mistake
            .at
            .map_or_else(|| "-".to_owned(), |at| at.to_string());
        format!("{at} {}: {}", mistake.field, mistake.message)
    };
    mistakes.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn total(answer: &Answer) -> Option<Amount> {
    answer
        .record
        .iter()
        .find(|entry| entry.key == "total")
        .map(|entry| match &entry.value {
            Value::Amount(total) => Some(*total),
            _ => None,
        })?
}

fn shown(record: &[Entry]) -> String {
    let line = |entry: &Entry| {
        let value = match &entry.value {
            Value::Amount(amount) => amount.to_string(),
            Value::Unknown(reason) => format!("? {reason}"),
            other => format!("{other:?}"),
        };
        let facets = entry.facets.iter();
        let facets =
            facets.map(|it| format!("; {} ({}) {} ({})", it.key, it.label, it.value, it.text));
        let facets: Vec<String> = facets.collect();
        format!(
            "{} | {} | {value}{}",
            entry.key,
            entry.label,
            facets.concat()
        )
    };
    record.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn pairs(answer: &Answer) -> String {
    let pairs = answer.request.iter();
    let pairs = pairs.map(|pair| format!("{}={}", pair.name, pair.value));
    pairs.collect::<Vec<_>>().join("\n")
}

const FAMILY: &str = "on=2026-11-23 p=worker s=card term=3 priority=yes s=permit s=number \
                      p=child n=2 s=card term=1 exemption=delegation s=renewal";

#[test]
fn a_family() {
    let answer = plan(&lines(FAMILY));
    assert!(answer.complete);
    assert_snapshot!(answer.title, @"Cost for 3 people, paid on 23 November 2026");
    let asked = answer
        .asked
        .iter()
        .map(|(label, value)| format!("{label}: {value}"));
    assert_snapshot!(asked.collect::<Vec<_>>().join("\n"), @r"
        Date of payment: 23 November 2026
        Worker: Card (term: 3, priority: yes); permit; number
        Child (2 people): Card (term: 1, Ground of exemption: whoever is a delegation); renewal
    ");
    assert_snapshot!(pairs(&answer).replace('\n', " "), @"on=2026-11-23 p=worker n=1 s=card term=3 priority=yes delivery=no s=permit s=number p=child n=2 s=card term=1 priority=no delivery=no exemption=delegation s=renewal");
    assert_snapshot!(shown(&answer.record), @r"
        1.1.service-fee | Worker: Card · Service fee | 550000; since (In force from) 2026-01-01 (1 January 2026)
        1.1.priority-fee | Worker: Card · Priority fee | 150000; since (In force from) 2026-01-01 (1 January 2026)
        1.1.state-duty | Worker: Card · State duty | 2162.5; rate (Rate) 0.5 (0.5 MRP); unit-value (MRP) 4325 (4 325 ₸); since (In force from) 2025-01-01 (1 January 2025)
        1.2.state-duty | Worker: permit · State duty | 30275; rate (Rate) 7 (7 MRP); unit-value (MRP) 4325 (4 325 ₸); since (In force from) 2024-01-01 (1 January 2024)
        2.1.service-fee | Child: Card · Service fee | 740000; since (In force from) 2026-01-01 (1 January 2026)
        2.1.state-duty | Child: Card · State duty | 0; exemption (Ground of exemption) delegation (whoever is a delegation)
        total | Total | 1472437.5
    ");
    let sources = answer.sources.iter().map(|source| source.at.as_str());
    assert_snapshot!(sources.collect::<Vec<_>>().join(", "), @"service-fee, priority-fee, state-duty, duties, budget, term, together, delegation, free, left-out");
    let event = &answer.events[0];
    assert_snapshot!(format!("{} {} {}\n{}", event.id, event.day, event.title, event.text), @r"
        payment 2026-11-23 Payment: 1 472 437.5 ₸
        Worker: Card (term: 3, priority: yes); permit; number
        Child (2 people): Card (term: 1, Ground of exemption: whoever is a delegation); renewal
    ");
    let body = body(&answer);
    assert_snapshot!(body["services"], @r#"[{"people":3,"service":"card","title":"Card","total":"1442162.5","total_text":"1 442 162.5 ₸"},{"people":1,"service":"permit","title":"permit","total":"30275","total_text":"30 275 ₸"},{"people":1,"service":"number","title":"number","total":"0","total_text":"0 ₸"},{"people":2,"service":"renewal","title":"renewal","total":"0","total_text":"0 ₸"}]"#);
    assert_snapshot!(body["recipients"], @r#"[{"id":"office","name":"The office","total":"1440000","total_text":"1 440 000 ₸","unknown":false},{"id":"state","name":"The state","total":"32437.5","total_text":"32 437.5 ₸","unknown":false}]"#);
    assert_snapshot!(body["people"][0]["services"][0]["implied"], @r#"[{"option":"delivery","source":{"at":"together","document":"guide","text":"Guide, together"},"text":"It comes with the permit.","value":"no"}]"#);
    assert_snapshot!(body["excluded"], @r#"[{"kind":"service-fee","label":"Service fee","source":{"at":"free","document":"guide","text":"Guide, free"},"text":"Free of charge."},{"kind":"consular-fee","label":"Consular fee","source":{"at":"left-out","document":"guide","text":"Guide, left-out"},"text":"The consular fee."},{"kind":null,"label":null,"text":"Insurance."}]"#);
    assert_snapshot!(body["exemption_note"], @r#""An exemption is counted for everyone in the same group. Enter people whom it doesn't cover separately.""#);
    assert_snapshot!(body["people"][1]["services"][0]["choices_text"], @r#""term: 1, Ground of exemption: whoever is a delegation""#);
}

#[test]
fn no_total_with_a_hole_in_it() {
    let answer = plan(&lines(
        "on=2026-11-23 p=worker s=card term=5 priority=yes s=notice p=child s=permit",
    ));
    assert!(!answer.complete);
    assert_snapshot!(shown(&answer.record), @r"
        1.1.service-fee | Worker: Card · Service fee | ? The source reads “00 000 KZT” here. A digit is lost.
        1.1.priority-fee | Worker: Card · Priority fee | 150000; since (In force from) 2026-01-01 (1 January 2026)
        1.1.state-duty | Worker: Card · State duty | 2162.5; rate (Rate) 0.5 (0.5 MRP); unit-value (MRP) 4325 (4 325 ₸); since (In force from) 2025-01-01 (1 January 2025)
        1.2.service-fee | Worker: notice · Service fee | 20000; since (In force from) 2026-01-01 (1 January 2026)
        1.2.state-duty | Worker: notice · State duty | ? The guide doesn't say what duty is paid.
        2.1.state-duty | Child: permit · State duty | 30275; rate (Rate) 7 (7 MRP); unit-value (MRP) 4325 (4 325 ₸); since (In force from) 2024-01-01 (1 January 2024)
        total | Total | ? A part of it is not known, so there is no total.
    ");
    let body = body(&answer);
    for total in [
        &body["total"],
        &body["people"][0]["total"],
        &body["people"][0]["services"][0]["total"],
        &body["recipients"][0]["total"],
        &body["services"][1]["total"],
    ] {
        assert!(total.is_null());
    }
    assert_eq!(body["people"][1]["total"], "30275");
    assert_eq!(body["unknown_count"], 2);
    assert_eq!(
        body["people"][0]["services"][0]["items"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert_snapshot!(answer.events[0].title, @"Payment: the sum is not known in full");
}

#[test]
fn says_what_is_wrong() {
    assert_snapshot!(mistakes(""), @r"
        - on: Please fill this in.
        - p: Add at least one person.
    ");
    assert_snapshot!(mistakes("on=2026-11-23 n=2 s=card p=worker term=1 s=permit"), @r"
        1 n: “n” stands before the person that it belongs to. The link may have been changed by hand.
        2 s: “s” stands before the person that it belongs to. The link may have been changed by hand.
        4 term: “term” stands before the service that it belongs to. The link may have been changed by hand.
    ");
    assert_snapshot!(mistakes("on=2026-11-23 p=uncle n=10000 s=card priority=maybe s=card term=1 s= colour=red p=child"), @r"
        1 p: “uncle” is none of the people that this page knows. Choose one of: Worker, Child.
        2 n: “10000” is not a number of people. Enter a whole number from 1 to 1000.
        3 term: “term”: please choose one of: 1, 3, 5.
        4 priority: “maybe” is not a value of “priority”. Allowed: no, yes.
        5 s: “Card” is chosen twice for the same person. Leave one of the two; if several people need it, raise their number.
        7 s: Please fill this in.
        8 colour: “colour” is not a part of this question. The link may have been changed by hand, or made by a newer version of this page.
        9 p: Choose at least one service for this person, or take the person out.
    ");
    assert_snapshot!(mistakes("on=2026-11-23 on=2026-11-24 p=worker n=1 n=2 s=card term=1 term=3 s=permit priority=yes s=number exemption=delegation"), @r"
        1 on: “on” is given twice. Leave one of the two.
        4 n: “n” is given twice. Leave one of the two.
        7 term: “term” is given twice. Leave one of the two.
        9 priority: “priority” is not an option of this service. Options: exemption.
        11 exemption: Our sources give no exemption from these charges.
    ");
}

#[test]
fn takes_people_and_services_in_bounds() {
    let many = |count: usize, line: &str| vec![line; count].join(" ");
    let groups = |count| format!("on=2026-11-23 {}", many(count, "p=worker s=permit"));
    assert!(asked(&TOOLBOX, &lines(&groups(MOST_GROUPS))).is_ok());
    assert_snapshot!(mistakes(&groups(MOST_GROUPS + 3)), @"101 p: At most 50 different people or groups can be worked out at once. Put people with the same needs together, or split the plan.");
    let all = format!(
        "on=2026-11-23 p=worker {}",
        many(MOST_SERVICES + 2, "s=permit")
    );
    let found = asked(&TOOLBOX, &lines(&all)).unwrap_err();
    assert_eq!(found.len(), MOST_SERVICES);
    assert_snapshot!(found.last().unwrap().message, @"At most 50 services can be worked out for one person. Take some out.");
    // However long a link is, not all that is wrong with it is told.
    let endless = many(100_000, "s=permit");
    assert_eq!(asked(&TOOLBOX, &lines(&endless)).unwrap_err().len(), 101);
}

#[test]
fn works_without_rules_for_people() {
    let plain = tools::toolbox();
    for (lines, count) in [("p=\ns=permit", "1"), ("p=person\nn=3\ns=permit", "3")] {
        let answer = asked(&plain, &format!("on=2026-11-23\n{lines}")).unwrap();
        assert_eq!(
            pairs(&answer),
            format!("on=2026-11-23\np=person\nn={count}\ns=permit")
        );
        let body = body(&answer);
        assert_eq!(body["people"][0]["label"], "Person");
        assert_eq!(body["recipients"], serde_json::json!([]));
    }
    let wrong = asked(&plain, "on=2026-11-23\np=worker\ns=permit").unwrap_err();
    assert_eq!((wrong.len(), wrong[0].at), (1, Some(1)));
}

#[test]
fn what_another_service_settles_is_checked_all_the_same() {
    let settled = "on=2026-11-23 p=worker s=permit s=card term=1 delivery=";
    assert_eq!(
        plan(&lines(&format!("{settled}yes"))).record,
        plan(&lines(settled)).record
    );
    assert!(asked(&TOOLBOX, &lines(&format!("{settled}maybe"))).is_err());
    // What was chosen stays in the link: without the permit it counts again.
    assert!(pairs(&plan(&lines(&format!("{settled}yes")))).contains("delivery=yes"));
    let note = body(&plan(&lines("on=2026-11-23 p=worker s=stay s=card term=1")));
    assert_eq!(
        note["people"][0]["services"][1]["notes"][0]["text"],
        "Ask whether one will do."
    );
}

#[test]
fn travels_whole() {
    let bytes = TOOLBOX.to_bytes().unwrap();
    assert_eq!(Toolbox::from_bytes(&bytes).as_ref(), Ok(&*TOOLBOX));
}

/// What one group needs.
#[derive(Clone, Debug)]
struct Need {
    role: &'static str,
    count: u32,
    services: Vec<&'static str>,
    term: &'static str,
    priority: bool,
    delivery: bool,
    exempt: bool,
}

impl Need {
    fn options(&self, service: &str) -> Vec<(&'static str, &'static str)> {
        let yes_no = |yes| if yes { "yes" } else { "no" };
        let exemption = self.exempt.then_some(("exemption", "delegation"));
        let mut options = Vec::new();
        if service == "card" {
            options.push(("term", self.term));
            options.push(("priority", yes_no(self.priority)));
            options.push(("delivery", yes_no(self.delivery)));
        }
        if service == "card" || service == "permit" {
            options.extend(exemption);
        }
        options
    }
}

/// The form with these needs filled in.
fn form(on: &str, needs: &[Need]) -> String {
    let mut form = vec![format!("on={on}")];
    for need in needs {
        form.push(format!("p={}\nn={}", need.role, need.count));
        for service in &need.services {
            form.push(format!("s={service}"));
            let options = need.options(service).into_iter();
            form.extend(options.map(|(option, value)| format!("{option}={value}")));
        }
    }
    form.join("\n")
}

fn services() -> impl Strategy<Value = Vec<&'static str>> {
    let all = vec!["card", "permit", "number", "stay", "notice", "renewal"];
    // Mostly what is known in full.
    prop_oneof![
        3 => prop::sample::subsequence(vec!["card", "permit", "number", "renewal"], 1..=4),
        1 => prop::sample::subsequence(all, 1..=6),
    ]
    .prop_shuffle()
}

fn need() -> impl Strategy<Value = Need> {
    let term = prop_oneof![4 => Just("1"), 4 => Just("3"), 1 => Just("5")];
    let role = prop::sample::select(vec!["worker", "child"]);
    let count = prop_oneof![1..=4u32, 1..=1000u32];
    let options = (term, any::<bool>(), any::<bool>(), any::<bool>());
    (role, count, services(), options).prop_map(|(role, count, services, options)| {
        let (term, priority, delivery, exempt) = options;
        Need {
            role,
            count,
            services,
            term,
            priority,
            delivery,
            exempt,
        }
    })
}

fn needs() -> impl Strategy<Value = Vec<Need>> {
    prop::collection::vec(need(), 1..5)
}

fn on() -> impl Strategy<Value = &'static str> {
    let days = [
        "2025-12-31",
        "2026-01-01",
        "2026-06-30",
        "2026-11-23",
        "2026-12-31",
        "2027-01-01",
    ];
    prop::sample::select(days.to_vec())
}

fn sum(amounts: impl IntoIterator<Item = Option<Amount>>) -> Option<Amount> {
    amounts
        .into_iter()
        .try_fold(Amount::ZERO, |sum, amount| sum.plus(amount?))
}

/// A line's price for one person on a day, by itself.
fn alone(service: &str, on: &str, people: u32, options: Vec<(&str, &str)>) -> Option<Amount> {
    let people = people.to_string();
    RULES
        .quote(&QuoteRequest {
            service,
            on,
            people: &people,
            options,
        })
        .unwrap()
        .total
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_total_is_the_sum_of_all_quotes(on in on(), needs in needs()) {
        let answer = plan(&form(on, &needs));
        let quotes = needs.iter().flat_map(|need| {
            need.services.iter().map(|service| {
                let mut options = need.options(service);
                if *service == "card" && need.services.contains(&"permit") {
                    options.retain(|(option, _)| *option != "delivery");
                }
                alone(service, on, need.count, options)
            })
        });
        let expected = sum(quotes);
        prop_assert_eq!(total(&answer), expected);
        prop_assert_eq!(answer.complete, expected.is_some());
        let body = body(&answer);
        let written = |json: &Json| json["total"].as_str().map(|text| Amount::parse(text).unwrap());
        prop_assert_eq!(written(&body), expected);
        prop_assert_eq!(body["unknown_count"] == 0, expected.is_some());
        // However it is cut, it comes to the same.
        for parts in ["people", "services", "recipients"] {
            prop_assert_eq!(sum(body[parts].as_array().unwrap().iter().map(written)), expected);
        }
    }

    #[test]
    fn the_order_does_not_matter(
        on in on(),
        (needs, other) in needs().prop_flat_map(|needs| (Just(needs.clone()), Just(needs).prop_shuffle())),
    ) {
        let mut other = other;
        for need in &mut other {
            need.services.reverse();
        }
        prop_assert_eq!(total(&plan(&form(on, &needs))), total(&plan(&form(on, &other))));
    }

    #[test]
    fn another_service_never_lowers_the_total(on in on(), needs in needs(), group in any::<prop::sample::Index>()) {
        let whole = total(&plan(&form(on, &needs)));
        let mut fewer = needs;
        let at = group.index(fewer.len());
        if fewer[at].services.len() > 1 {
            let gone = fewer[at].services.pop().unwrap();
            let left = total(&plan(&form(on, &fewer)));
            match (left, whole) {
                // The rule saves a delivery for the permit.
                (Some(left), Some(whole)) if gone == "permit" && fewer[at].services.contains(&"card") => {
                    let saved = if fewer[at].delivery { "1500.5" } else { "0" };
                    prop_assert!(left <= whole.plus(Amount::parse(saved).unwrap()).unwrap());
                }
                (Some(left), Some(whole)) => prop_assert!(left <= whole),
                (None, Some(_)) => prop_assert!(false, "more is known of more services"),
                (_, None) => {}
            }
        }
    }

    #[test]
    fn an_exemption_never_raises_the_total(on in on(), needs in needs()) {
        let exempt = |exempt| {
            let needs: Vec<Need> = needs.iter().cloned().map(|need| Need { exempt, ..need }).collect();
            total(&plan(&form(on, &needs)))
        };
        if let (Some(paid), Some(free)) = (exempt(false), exempt(true)) {
            prop_assert!(free <= paid);
        }
    }

    #[test]
    fn priority_adds_exactly_its_price(on in on(), needs in needs()) {
        let with = |priority| {
            let needs: Vec<Need> = needs.iter().cloned().map(|need| Need { priority, ..need }).collect();
            total(&plan(&form(on, &needs)))
        };
        let cards = needs.iter().filter(|need| need.services.contains(&"card"));
        let people: u32 = cards.map(|need| need.count).sum();
        let price = Amount::parse("150000").unwrap().for_people(people).unwrap();
        if let (Some(without), Some(with)) = (with(false), with(true)) {
            prop_assert_eq!(without.plus(price), Some(with));
        }
    }

    #[test]
    fn a_longer_term_never_costs_less(on in on(), needs in needs()) {
        let mut toolbox = TOOLBOX.clone();
        // So that all terms can be compared.
        let card = toolbox.rulebook.services.iter_mut().find(|it| it.id == "card").unwrap();
        let mut priced = card.tariff[0].values.entries().to_vec();
        if let Price::By { rows, .. } = &mut priced[0].value.price {
            rows[2].1 = Cell::Amount(Amount::parse("730000").unwrap());
        }
        card.tariff[0].values = qagida_calculator::Dated::new(priced).unwrap();
        let totals = ["1", "3", "5"].map(|term| {
            let needs: Vec<Need> = needs.iter().cloned().map(|need| Need { term, ..need }).collect();
            total(&asked(&toolbox, &form(on, &needs)).unwrap())
        });
        prop_assert!(totals.is_sorted());
    }

    #[test]
    fn a_question_understood_is_understood_the_same_again(on in on(), needs in needs()) {
        let answer = plan(&form(on, &needs));
        let mut again = plan(&pairs(&answer));
        prop_assert_eq!(pairs(&again), pairs(&answer));
        again.request.clone_from(&answer.request);
        prop_assert_eq!(again, answer);
    }

    #[test]
    fn whatever_is_asked_is_answered_in_json(
        lines in prop::collection::vec(
            prop_oneof![
                6 => prop::sample::select(vec![
                    "on=2026-11-23", "on=2027-02-01", "p=worker", "p=child", "p=", "n=3", "n=0", "s=card", "s=permit",
                    "s=notice", "s=", "s=nothing", "term=1", "term=5", "term=", "priority=yes", "priority=maybe",
                    "delivery=yes", "exemption=delegation", "exemption=child", "colour=red", "", "=", "on=",
                ]).prop_map(str::to_owned),
                1 => any::<String>(),
            ],
            0..20,
        ),
    ) {
        let lines = lines.join("\n");
        let read: Json = serde_json::from_str(&TOOLBOX.answer("fees", &lines)).unwrap();
        match asked(&TOOLBOX, &lines) {
            Ok(answer) => prop_assert_eq!(read["complete"] == true, answer.complete),
            Err(mistakes) => {
                prop_assert!(!mistakes.is_empty());
                prop_assert!(mistakes.is_sorted_by_key(|mistake| mistake.at));
                prop_assert_eq!(read["errors"].as_array().unwrap().len(), mistakes.len());
            }
        }
    }
}
