//! What `quote` answers about duties by themselves and about exemptions, and
//! `deadline` about the periods of rules pages.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::project::Project;
use crate::requests::{assert_holds, deadline, json_of, quote};

/// The duties, how many units each is, and how many grounds of exemption it has.
const DUTIES: [(&str, &str, usize); 4] = [
    ("invitation", "0.5", 6),
    ("exit", "0.5", 7),
    ("entry-exit", "7", 7),
    ("multiple", "30", 7),
];
const DAY: &str = "2026-11-23";

fn members(object: &Json) -> BTreeSet<&str> {
    object
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

fn first_words(text: &Json) -> &str {
    text.as_str().unwrap().split('.').next().unwrap()
}

#[test]
fn each_duty_on_two_days() {
    for (on, unit_value, amounts) in [
        (DAY, "4325", ["2162.5", "2162.5", "30275", "129750"]),
        ("2021-06-01", "2917", ["1458.5", "1458.5", "20419", "87510"]),
    ] {
        for ((duty, rate, _), amount) in DUTIES.into_iter().zip(amounts) {
            let found = json_of(&quote(&["--duty", duty, "--on", on, "--json"]).expect(0));
            assert_holds(
                &found,
                &json!({
                    "duty": duty,
                    "on": on,
                    "currency": "KZT",
                    "people": 1,
                    "options": {},
                    "items": [{"kind": "state-duty", "line": duty, "amount": amount,
                               "rate": rate, "unit": "mrp", "unit_value": unit_value}],
                    "total": amount,
                    "unknown": [],
                }),
            );
            assert!(found["options"].as_object().unwrap().is_empty());
        }
    }
}

/// The rate is the same before and after the new code; where it stands is not.
#[test]
fn a_duty_cites_the_code_of_its_day() {
    let source = |on: &str| {
        let found = json_of(&quote(&["--duty", "entry-exit", "--on", on, "--json"]).expect(0));
        let item = &found["items"][0];
        format!(
            "{} {} {}",
            item["amount"], item["source"]["document"], item["unit_source"]["document"]
        )
    };
    assert_eq!(
        source("2025-12-31"),
        r#""27524" "joint-order-2020" "budget-2025""#
    );
    assert_eq!(
        source("2026-01-01"),
        r#""30275" "tax-code-2025" "budget-2026""#
    );
}

#[test]
fn a_duty_for_many_people() {
    for (people, amount) in [("3", "6487.5"), ("1000", "2162500")] {
        let arguments = ["--duty", "exit", "--on", DAY, "--people", people, "--json"];
        let found = json_of(&quote(&arguments).expect(0));
        assert_eq!(found["people"].to_string(), people);
        assert_eq!(found["items"][0]["amount"], amount);
        assert_eq!(found["total"], amount);
    }
}

#[test]
fn the_members_of_an_answer_about_a_duty() {
    let found = json_of(&quote(&["--duty", "exit", "--on", DAY, "--json"]).expect(0));
    let expected = [
        "duty",
        "on",
        "currency",
        "people",
        "options",
        "items",
        "total",
        "unknown",
        "total_text",
        "on_text",
        "excluded",
        "version",
    ];
    assert_eq!(members(&found), BTreeSet::from(expected));
    let item = [
        "kind",
        "amount",
        "rate",
        "unit",
        "unit_value",
        "source",
        "unit_source",
        "line",
        "label",
        "amount_text",
        "formula",
    ];
    assert_eq!(members(&found["items"][0]), BTreeSet::from(item));
}

#[test]
fn a_duty_in_words() {
    insta::assert_snapshot!(quote(&["--duty", "multiple", "--on", DAY, "--people", "2"]).whole(), @r"
    exit: 0
    stdout:
    Visa for entering and leaving Kazakhstan many times: issue, restoration or extension in Kazakhstan, 23 November 2026
      State duty: 259 500 ₸
          = 30 × 4 325 ₸ (MCI on 23 November 2026) × 2 people
          [Tax Code of 2025: Article 666]
          [Budget law for 2026–2028: Monthly calculation index]
      = 259 500 ₸
    ");
    insta::assert_snapshot!(quote(&["--duty", "multiple", "--on", DAY, "--people", "2", "--option", "exemption=children-under-16"]).whole(), @r"
    exit: 0
    stdout:
    Visa for entering and leaving Kazakhstan many times: issue, restoration or extension in Kazakhstan, 23 November 2026
      State duty: 0 ₸
          = exempt: Children under 16, on the basis of reciprocity
          [Tax Code of 2025: Article 666]
          [Joint order of 2020: Annex 4-2, item 6, subitem 5)]
          * These grounds are those of the order of 2020. Whether the Tax Code in force since 1 January 2026 keeps each of them is not on file. Have an exemption confirmed before relying on it.
      * The exemption is counted for everyone in this request. For people whom it doesn't cover, ask separately.
      = 0 ₸
    ");
    insta::assert_snapshot!(quote(&["--duty", "consular-fee", "--on", DAY]).whole(), @r"
    exit: 3
    stdout:
    Consular fee (visas for entry and transit issued by the MFA and missions abroad; the e-visa), 23 November 2026
      Consular fee: ?
          The rates of the consular fee are in neither of the two documents. The order refers to article 628 of the Tax Code of 2017; since 1 January 2026 a new code is in force, whose text on the consular fee is not on file. Ask the embassy of Kazakhstan for the amount.
      = ?
    ");
    insta::assert_snapshot!(quote(&["--duty", "exit", "--on", DAY, "--lang", "ru"]).whole(), @r"
    exit: 0
    stdout:
    Виза на право выезда из Казахстана: выдача, восстановление или продление на территории Казахстана, 23 ноября 2026 г.
      Государственная пошлина: 2 162,5 ₸
          = 0,5 × 4 325 ₸ (МРП на 23 ноября 2026 г.)
          [Налоговый кодекс 2025 года: Статья 666]
          [Закон о бюджете на 2026–2028 годы: Месячный расчётный показатель]
      = 2 162,5 ₸
    ");
}

/// A ground that a refusal names takes its duty away, and nothing is said of a
/// unit that doesn't matter then. The golden cases have every ground.
#[test]
fn grounds_of_each_duty() {
    let project = Project::real();
    let fee = ("consular-fee", "", 12);
    for (duty, _, count) in DUTIES.into_iter().chain([fee]) {
        let on = |exemption: &str| {
            let option = format!("exemption={exemption}");
            let arguments = ["quote", "--duty", duty, "--on", DAY, "--json", "--option"];
            project.run(&[&arguments[..], &[&option]].concat())
        };
        let refusal = on("kinship").expect(2).stderr;
        let (_, grounds) = refusal.split_once("Allowed: ").unwrap();
        let grounds: Vec<&str> = grounds.trim_end_matches(".\n").split(", ").collect();
        assert_eq!(grounds.len(), count, "{duty}: {refusal}");
        for ground in [grounds[0], grounds[count - 1]] {
            let found = json_of(&on(ground).expect(0));
            assert_eq!(found["total"], "0", "{duty}: {ground}");
            assert_eq!(found["options"], json!({"exemption": ground}));
            let item = &found["items"][0];
            assert_holds(
                item,
                &json!({"line": duty, "amount": "0",
                        "exemption": {"id": ground, "source": {"document": "joint-order-2020"}}}),
            );
            for member in ["rate", "unit", "unit_value", "unit_source"] {
                assert!(item.get(member).is_none(), "{item}");
            }
            for words in ["text", "note"] {
                assert!(!item["exemption"][words].as_str().unwrap().is_empty());
            }
        }
    }
}

/// A total is never given with a part missing; what an exemption takes away is
/// not missing.
#[test]
fn a_fee_whose_rate_is_not_on_file() {
    let found = json_of(&quote(&["--duty", "consular-fee", "--on", DAY, "--json"]).expect(3));
    assert_holds(
        &found,
        &json!({
            "duty": "consular-fee",
            "items": [],
            "total": null,
            "unknown": [{"kind": "consular-fee", "code": "not-given",
                         "source": {"document": "joint-order-2020", "at": "annex-4-3-item-6"}}],
        }),
    );
    let arguments = ["--duty", "consular-fee", "--on", DAY, "--json", "--option"];
    let found = json_of(&quote(&[&arguments[..], &["exemption=major-events"]].concat()).expect(0));
    assert_holds(
        &found,
        &json!({
            "items": [{"kind": "consular-fee", "amount": "0",
                       "exemption": {"id": "major-events",
                                     "source": {"document": "joint-order-2020", "at": "annex-4-3-item-6/2"}},
                       "source": {"document": "joint-order-2020", "at": "annex-4-3-item-6"}}],
            "total": "0",
            "unknown": [],
        }),
    );
}

#[test]
fn duties_on_days_that_the_sources_do_not_reach() {
    for (on, option, code, reason) in [
        // The unit has no value yet.
        (
            "2027-01-01",
            "exemption=",
            "unit-not-on-file",
            "The value of the MCI is on file until 31 December 2026 only",
        ),
        // Neither the duty nor the ground is on file before the order.
        (
            "2020-09-02",
            "exemption=",
            "not-on-file",
            "Our sources give this fee from 3 September 2020 only",
        ),
        (
            "2020-09-02",
            "exemption=ethnic-kazakhs",
            "not-on-file",
            "Our sources give this exemption from 3 September 2020 only",
        ),
    ] {
        let arguments = ["--duty", "exit", "--on", on, "--option", option, "--json"];
        let found = json_of(&quote(&arguments).expect(3));
        assert_eq!(found["total"], Json::Null, "{on} {option}");
        assert_eq!(found["unknown"][0]["code"], code);
        assert_eq!(first_words(&found["unknown"][0]["reason"]), reason);
    }
    for on in ["2020-09-03", "2027-01-01"] {
        let arguments = ["--duty", "exit", "--on", on, "--json", "--option"];
        let exempt = [&arguments[..], &["exemption=ethnic-kazakhs"]].concat();
        assert_eq!(json_of(&quote(&exempt).expect(0))["total"], "0", "{on}");
    }
}

#[test]
fn an_exemption_takes_the_duty_off_a_service_and_nothing_else() {
    let service = [
        "--service",
        "work-visa-invitation",
        "--on",
        DAY,
        "--option",
        "term=3",
        "--option",
        "priority=yes",
        "--people",
        "2",
        "--json",
        "--option",
    ];
    let answer = |option| quote(&[&service[..], &[option]].concat()).expect(0);
    let charged = answer("exemption=");
    let without = quote(&service[..service.len() - 1]).expect(0);
    assert_eq!(charged.stdout, without.stdout);
    let charged = json_of(&charged);
    assert_eq!(charged["total"], "1404325");
    assert!(charged["options"].get("exemption").is_none());
    assert!(charged.get("exemption_note").is_none());

    let exempt = json_of(&answer("exemption=ethnic-kazakhs"));
    assert_eq!(exempt["total"], "1400000");
    assert_eq!(exempt["options"]["exemption"], "ethnic-kazakhs");
    assert!(exempt["exemption_note"].is_string());
    for line in [0, 1] {
        assert_eq!(exempt["items"][line], charged["items"][line]);
    }
    assert_eq!(exempt["items"][2]["kind"], "state-duty");
    assert_eq!(exempt["items"][2]["amount"], "0");
    assert_eq!(exempt["items"][2]["exemption"]["id"], "ethnic-kazakhs");
}

/// What is not known of the other lines stays unknown.
#[test]
fn an_exemption_does_not_hide_what_is_unreadable() {
    let found = json_of(
        &quote(&[
            "--service",
            "business-visa-single-invitation",
            "--on",
            DAY,
            "--option",
            "exemption=children-under-16",
            "--json",
        ])
        .expect(3),
    );
    assert_eq!(found["total"], Json::Null);
    assert_eq!(found["unknown"].as_array().unwrap().len(), 1);
    assert_eq!(found["unknown"][0]["kind"], "service-fee");
    assert_eq!(found["items"][0]["kind"], "state-duty");
    assert_eq!(found["items"][0]["amount"], "0");
}

#[test]
fn wrong_questions_about_duties() {
    insta::assert_snapshot!(quote(&["--duty", "invitations", "--on", DAY]).whole(), @r"
    exit: 2
    stderr:
    error: duty: There is no duty or fee “invitations”. Duties and fees: invitation, exit, entry-exit, multiple, consular-fee.
    ");
    insta::assert_snapshot!(quote(&["--duty", "invitation", "--on", DAY, "--option", "exemption=funeral-of-relatives"]).whole(), @r"
    exit: 2
    stderr:
    error: exemption: “funeral-of-relatives” is not a value of “exemption”. Allowed: official-delegation, invited-by-state-bodies, humanitarian-aid, foreign-investors, ethnic-kazakhs, children-under-16.
    ");
    insta::assert_snapshot!(quote(&["--duty", "invitation", "--on", DAY, "--option", "term=1"]).whole(), @r"
    exit: 2
    stderr:
    error: term: “term” is not an option of a duty. It takes “exemption” only.
    ");
    insta::assert_snapshot!(quote(&["--duty", "invitation", "--on", DAY, "--option", "exemption=ethnic-kazakhs", "--option", "exemption=foreign-investors"]).whole(), @r"
    exit: 2
    stderr:
    error: exemption: “exemption” is given twice. Leave one of the two.
    ");
    // Everything at once.
    insta::assert_snapshot!(quote(&["--duty", "invitation", "--on", "23.11.2026", "--people", "0", "--option", "priority=yes", "--option", "exemption=me"]).whole(), @r"
    exit: 2
    stderr:
    error: on: “23.11.2026” is not a date. Enter it as year-month-day, for example 2026-11-23.
    error: people: “0” is not a number of people. Enter a whole number from 1 to 1000.
    error: priority: “priority” is not an option of a duty. It takes “exemption” only.
    error: exemption: “me” is not a value of “exemption”. Allowed: official-delegation, invited-by-state-bodies, humanitarian-aid, foreign-investors, ethnic-kazakhs, children-under-16.
    ");
    insta::assert_snapshot!(quote(&["--duty", "invitation", "--service", "iin", "--on", DAY]).whole(), @r"
    exit: 2
    stderr:
    error: the argument '--duty <ID>' cannot be used with '--service <ID>'

    Usage: qagida quote --on <DATE> <--service <ID>|--duty <ID>>

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(quote(&["--on", DAY]).whole(), @r"
    exit: 2
    stderr:
    error: the following required arguments were not provided:
      <--service <ID>|--duty <ID>>

    Usage: qagida quote --on <DATE> <--service <ID>|--duty <ID>>

    For more information, try '--help'.
    ");
    // Of services.
    insta::assert_snapshot!(quote(&["--service", "work-visa-invitation", "--on", DAY, "--option", "term=1", "--option", "exemption=funeral-of-relatives"]).whole(), @r"
    exit: 2
    stderr:
    error: exemption: “funeral-of-relatives” is not a value of “exemption”. Allowed: official-delegation, invited-by-state-bodies, humanitarian-aid, foreign-investors, ethnic-kazakhs, children-under-16.
    ");
    insta::assert_snapshot!(quote(&["--service", "iin", "--on", DAY, "--option", "exemption=ethnic-kazakhs"]).whole(), @r"
    exit: 2
    stderr:
    error: exemption: Our sources give no exemption from these charges.
    ");
}

// Periods

/// Runs `deadline` on a period and gives the answer as JSON.
#[track_caller]
fn period(rule: &str, period: &str, submitted: &str, channel: &str) -> Json {
    let mut arguments = vec!["--rule", rule, "--submitted", submitted, "--json"];
    for (name, value) in [("--period", period), ("--channel", channel)] {
        if !value.is_empty() {
            arguments.extend([name, value]);
        }
    }
    json_of(&deadline(&arguments).expect(0))
}

#[test]
fn a_period_that_begins_with_a_filing() {
    let found = period("invitation", "decision", "2026-12-14", "police");
    assert_holds(
        &found,
        &json!({
            "rule": "invitation",
            "period": "decision",
            "submitted": "2026-12-14",
            "channel": "police",
            "accepted": "2026-12-14",
            // The 16th is Independence Day.
            "due": "2026-12-22",
            "earliest": "2026-12-22",
            "extended": "2027-01-13",
            "unknown": [],
            "source": {"document": "joint-order-2020", "at": "annex-3-1-item-3"},
        }),
    );
    assert!(found.get("service").is_none());
    // The first channel is the usual one.
    assert_eq!(period("invitation", "decision", "2026-12-14", ""), found);
    // At the end of reception, and after it.
    let accepted = |time: &str| {
        let submitted = format!("2026-12-14T{time}");
        period("invitation", "decision", &submitted, "police")["accepted"].clone()
    };
    assert_eq!(accepted("17:30"), "2026-12-14");
    assert_eq!(accepted("17:31"), "2026-12-15");
}

/// A Saturday is a day of acceptance there, but no working day; and the result
/// is handed over one working day before the end.
#[test]
fn a_period_through_a_channel_that_gets_the_result_early() {
    let found = period("invitation", "decision", "2026-12-12", "state-corporation");
    assert_holds(
        &found,
        &json!({"accepted": "2026-12-12", "due": "2026-12-21", "extended": "2027-01-11"}),
    );
    let steps: Vec<String> = found["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| format!("{} {}", step["day"], step["kind"]).replace('"', ""))
        .collect();
    assert_eq!(
        steps,
        [
            "2026-12-12 accepted",
            "2026-12-14 first-day",
            "2026-12-16 day-off",
            "2026-12-18 handed-over",
            "2026-12-21 due",
            "2027-01-11 extended",
        ]
    );
    let police = period("invitation", "decision", "2026-12-12", "police");
    assert_holds(
        &police,
        &json!({"accepted": "2026-12-14", "due": "2026-12-22"}),
    );
}

#[test]
fn a_period_that_begins_with_an_event() {
    // A Saturday: the event is what it is, and nothing is filed.
    let found = period("invitation", "consent", "2026-11-21", "");
    assert_holds(
        &found,
        &json!({
            "rule": "invitation",
            "period": "consent",
            "submitted": "2026-11-21",
            "accepted": "2026-11-21",
            "due": "2026-11-25",
            // The 21st of December is the thirtieth day.
            "extended": "2026-12-21",
            "unknown": [],
        }),
    );
    assert!(found.get("channel").is_none());
    assert_eq!(found["steps"][0]["kind"], "event");
    let codes: Vec<&str> = found["assumptions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|assumption| assumption["code"].as_str().unwrap())
        .collect();
    // Nothing is filed, so nothing is assumed about papers and acceptance.
    assert_eq!(
        codes,
        [
            "starts-next-day",
            "working-week",
            "end-moves",
            "extension",
            "later-acts"
        ]
    );
}

#[test]
fn a_period_in_minutes() {
    for submitted in ["2026-11-23", "2026-11-23T10:00"] {
        let found = period("invitation", "queue-police", submitted, "");
        assert_eq!(found["due"], "2026-11-23", "{submitted}");
        assert_eq!(found["extended"], Json::Null);
    }
    // Filed through the portal after its hours, and in them; the page has one period.
    let due = |submitted: &str| period("e-visa", "", submitted, "")["due"].clone();
    assert_eq!(due("2026-11-23T18:30"), "2026-11-23");
    assert_eq!(due("2026-11-23T18:31"), "2026-11-24");
    assert_eq!(due("2026-11-21"), "2026-11-23");
}

#[test]
fn the_members_of_an_answer_about_a_period() {
    let expected = [
        "rule",
        "period",
        "submitted",
        "accepted",
        "due",
        "earliest",
        "extended",
        "steps",
        "assumptions",
        "unknown",
        "due_text",
        "earliest_text",
        "extended_text",
        "note",
        "source",
        "version",
    ];
    let event = period("invitation", "consent", DAY, "");
    assert_eq!(members(&event), BTreeSet::from(expected));
    let filed = period("invitation", "decision", DAY, "");
    let mut with_channel = BTreeSet::from(expected);
    with_channel.insert("channel");
    assert_eq!(members(&filed), with_channel);
}

#[test]
fn periods_in_words() {
    insta::assert_snapshot!(deadline(&["--rule", "invitation", "--period", "decision", "--submitted", "2026-12-12", "--channel", "state-corporation"]).whole(), @r"
    exit: 0
    stdout:
    Arranging and approving an invitation: Decision on the invitation
      Saturday, 12 December 2026: Accepted: Through the State Corporation
      Monday, 14 December 2026: First day of the period
      Wednesday, 16 December 2026: Not counted: Independence Day
      Friday, 18 December 2026: The result is handed over by this day: Through the State Corporation
      Monday, 21 December 2026: Last day of the period (5 working days)
      Monday, 11 January 2027: Last day if the period is extended (30 calendar days from acceptance)
      * The papers are complete and nothing has to be asked for again.
      * The period starts on the day after acceptance (Civil Code).
      * Working days are Monday to Friday without public holidays, days moved from weekends and government swaps.
      * What is filed after 20:00 or on a day off counts as filed on the next day of acceptance.
      * A period in calendar days that ends on a day off ends on the next working day.
      * The longest extension is counted as 30 calendar days from acceptance in all.
      * The period is as the text on file gives it (Joint order of 2020). Later acts have changed that document; their text is not on file.
      * The calendar of 2027 is provisional. The swapped days off of 2027 are not published yet, and the date of Kurban Ait is an astronomical estimate.
      * If bodies of the NSC ask for it in writing, the period is extended to 30 calendar days. The order doesn't say which period applies to an application through the VMP.
    ");
    insta::assert_snapshot!(deadline(&["--rule", "invitation", "--period", "consent", "--submitted", "2026-11-21"]).whole(), @r"
    exit: 0
    stdout:
    Arranging and approving an invitation: Approval by the NSC
      Saturday, 21 November 2026: Start of the count: from the papers being sent to the NSC
      Monday, 23 November 2026: First day of the period
      Wednesday, 25 November 2026: Last day of the period (3 working days)
      Monday, 21 December 2026: Last day if the period is extended (30 calendar days from the start of the count)
      * The period starts on the day after the event that it is counted from (Civil Code).
      * Working days are Monday to Friday without public holidays, days moved from weekends and government swaps.
      * A period in calendar days that ends on a day off ends on the next working day.
      * The longest extension is counted as 30 calendar days from the same event in all.
      * The period is as the text on file gives it (Joint order of 2020). Later acts have changed that document; their text is not on file.
      * The order doesn't say from which moment this runs. We count it from the sending of the papers to the NSC.
    ");
}

/// A range, a note and a chain, in the words of made-up content.
#[test]
fn periods_of_other_content() {
    let project = Project::small();
    let answer = |arguments: &[&str]| {
        let all = ["deadline", "--rule", "appeal", "--submitted", "2026-11-23"];
        project.run(&[&all[..], arguments].concat()).whole()
    };
    insta::assert_snapshot!(answer(&["--period", "answer"]), @r"
    exit: 0
    stdout:
    Appealing a decision: Answer to the appeal
      Monday, 23 November 2026: Accepted: At the office
      Tuesday, 24 November 2026: First day of the period
      Thursday, 26 November 2026: Earliest end of the period (3 working days)
      Monday, 30 November 2026: Last day of the period (3–5 working days)
      Wednesday, 23 December 2026: Last day if the period is extended (30 calendar days from acceptance)
      * The papers are complete and nothing has to be asked for again.
      * The period starts on the day after acceptance.
      * Working days are all days without the weekly days off, holidays, days moved from weekends and swapped days.
      * What is filed after 18:00 or on a day off counts as filed on the next day of acceptance.
      * A period in calendar days that ends on a day off ends on the next working day.
      * The longest extension is counted as 30 calendar days from acceptance in all.
    ");
    insta::assert_snapshot!(answer(&["--period", "notice", "--lang", "kk"]), @r"
    exit: 0
    stdout:
    Шешімге шағым беру: Жауапты хабарлау
      2026 жылғы 23 қараша, дүйсенбі: Санақ басы: жауап берілгеннен бастап
      2026 жылғы 24 қараша, сейсенбі: Мерзімнің бірінші күні
      2026 жылғы 25 қараша, сәрсенбі: Мерзімнің соңғы күні (2 күнтізбелік күн)
      * Мерзім оны бастайтын оқиға болған күннен кейінгі күннен басталады.
      * Күнтізбелік күндермен саналатын мерзімнің соңғы күні демалысқа тура келсе, мерзім келесі жұмыс күні аяқталады.
      * Хат арқылы.
    ");
}

#[test]
fn a_period_that_leads_past_the_calendar() {
    let arguments = ["--rule", "invitation", "--period", "consent", "--json"];
    let arguments = [&arguments[..], &["--submitted", "2027-12-30"]].concat();
    let found = json_of(&deadline(&arguments).expect(3));
    assert_eq!(found["due"], Json::Null);
    assert_eq!(found["unknown"][0]["kind"], "due");
    assert_eq!(found["unknown"][0]["code"], "off-calendar");
}

#[test]
fn wrong_questions_about_periods() {
    insta::assert_snapshot!(deadline(&["--rule", "invitations", "--period", "decision", "--submitted", DAY]).whole(), @r"
    exit: 2
    stderr:
    error: rule: There is no page “invitations” with periods. Pages with periods: complaints, deadlines, e-visa, invitation, visa-abroad, visa-in-kazakhstan.
    ");
    // A page without periods.
    insta::assert_snapshot!(deadline(&["--rule", "amendments", "--submitted", DAY]).whole(), @r"
    exit: 2
    stderr:
    error: rule: There is no page “amendments” with periods. Pages with periods: complaints, deadlines, e-visa, invitation, visa-abroad, visa-in-kazakhstan.
    ");
    insta::assert_snapshot!(deadline(&["--rule", "invitation", "--submitted", DAY]).whole(), @r"
    exit: 2
    stderr:
    error: period: Please choose “period”. Allowed: decision, consent, answer, extension-notice, queue-police, queue-state-corporation, service.
    ");
    insta::assert_snapshot!(deadline(&["--rule", "invitation", "--period", "decisions", "--submitted", DAY]).whole(), @r"
    exit: 2
    stderr:
    error: period: There is no period “decisions” on this page. Periods: decision, consent, answer, extension-notice, queue-police, queue-state-corporation, service.
    ");
    // A period of another page.
    insta::assert_snapshot!(deadline(&["--rule", "e-visa", "--period", "decision", "--submitted", DAY]).whole(), @r"
    exit: 2
    stderr:
    error: period: There is no period “decision” on this page. Periods: e-visa.
    ");
    insta::assert_snapshot!(deadline(&["--rule", "invitation", "--period", "decision", "--submitted", DAY, "--channel", "mission"]).whole(), @r"
    exit: 2
    stderr:
    error: channel: “mission” is not a way to file here. Allowed: police, state-corporation.
    ");
    insta::assert_snapshot!(deadline(&["--rule", "invitation", "--period", "consent", "--submitted", DAY, "--channel", "police"]).whole(), @r"
    exit: 2
    stderr:
    error: channel: This period doesn't begin with a filing. Leave “police” out.
    ");
    insta::assert_snapshot!(deadline(&["--rule", "invitation", "--period", "consent", "--submitted", "2026-11-23T10:00"]).whole(), @r"
    exit: 2
    stderr:
    error: submitted: The time doesn't matter here: this period is counted in days, from the day of the event. Leave “10:00” out.
    ");
    insta::assert_snapshot!(deadline(&["--rule", "invitation", "--period", "decision", "--submitted", "2026-11-31T24:00"]).whole(), @r"
    exit: 2
    stderr:
    error: submitted: “2026-11-31” is not a date. Enter it as year-month-day, for example 2026-11-23.
    error: submitted: “24:00” is not a time of day. Enter it as hours:minutes, for example 14:30.
    ");
    insta::assert_snapshot!(deadline(&["--rule", "invitation", "--expires", DAY]).whole(), @r"
    exit: 2
    stderr:
    error: the argument '--rule <ID>' cannot be used with '--expires <DATE>'

    Usage: qagida deadline <--service <ID>|--rule <ID>> <--submitted <DATE[THH:MM]>|--expires <DATE>>

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(deadline(&["--rule", "invitation", "--service", "iin", "--submitted", DAY]).whole(), @r"
    exit: 2
    stderr:
    error: the argument '--rule <ID>' cannot be used with '--service <ID>'

    Usage: qagida deadline <--service <ID>|--rule <ID>> <--submitted <DATE[THH:MM]>|--expires <DATE>>

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(deadline(&["--service", "iin", "--period", "decision", "--submitted", DAY]).whole(), @r"
    exit: 2
    stderr:
    error: the argument '--service <ID>' cannot be used with '--period <ID>'

    Usage: qagida deadline <--service <ID>|--rule <ID>> <--submitted <DATE[THH:MM]>|--expires <DATE>>

    For more information, try '--help'.
    ");
}

// Golden cases

#[test]
fn cases_of_duties_and_periods() {
    let project = Project::small();
    let case = "content/cases/appeal.yaml";
    project.write(
        case,
        "cases:
  - name: two children
    duty: {duty: stay, on: 2026-11-23, people: 2, options: {exemption: child}}
    expect:
      duty: stay
      on: 2026-11-23
      people: 2
      options: {exemption: child}
      items: [{kind: state-duty, amount: 0, exemption: {id: child}}]
      total: 0
      unknown: []
  - name: an appeal
    period: {rule: appeal, period: answer, submitted: 2026-11-23}
    expect:
      rule: appeal
      period: answer
      submitted: 2026-11-23
      channel: office
      accepted: 2026-11-23
      due: 2026-11-30
      earliest: 2026-11-26
      extended: 2026-12-23
      unknown: []
",
    );
    let said = project.run(&["check"]).expect(0);
    assert!(said.stdout.contains(" 3 golden cases"), "{}", said.stdout);
    assert_eq!(said.stderr, "");
    project.edit(case, "amount: 0,", "amount: 4325,").edit(
        case,
        "due: 2026-11-30",
        "due: 2026-12-01",
    );
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[case-failed]: the answer to “two children” is not the expected one
                          items[0].amount: expected 4325, found 0
     --> content/cases/appeal.yaml:9:42
      |
    9 |       items: [{kind: state-duty, amount: 4325, exemption: {id: child}}]
      |                                          ^^^^
      |
      = help: if the new answer is right, correct the case; if not, correct the rule that you changed

    error[case-failed]: the answer to “an appeal” is not the expected one
                          due: expected 2026-12-01, found 2026-11-30
      --> content/cases/appeal.yaml:20:12
       |
    20 |       due: 2026-12-01
       |            ^^^^^^^^^^
       |
       = help: if the new answer is right, correct the case; if not, correct the rule that you changed

    2 errors
    ");
}
