//! When something is due, and what follows from a day: as the page asks it.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;
#[path = "common/tools.rs"]
mod tools;

use std::sync::LazyLock;

use insta::assert_snapshot;
use proptest::prelude::*;
use qagida_calculator::tools::days::{DateRule, Direction, Meaning, RuleUnit};
use qagida_calculator::tools::{Answer, Request, Tool, Toolbox, Value};
use qagida_calculator::{Citation, Date};
use serde_json::Value as Json;

/// The tools with a date rule of every unit in both directions: `date/3-month-after`.
static TOOLBOX: LazyLock<Toolbox> = LazyLock::new(|| {
    let units = RuleUnit::ALL.into_iter();
    let counts = |unit| match unit {
        RuleUnit::CalendarYear => &[1, 2][..],
        RuleUnit::Month => &[1, 3, 12, 18],
        RuleUnit::Year => &[1, 5, 10],
        RuleUnit::Day | RuleUnit::WorkingDay => &[1, 15, 180],
    };
    let all = units.flat_map(|unit| counts(unit).iter().map(move |count| (unit, *count)));
    let all = all.flat_map(|it| Direction::ALL.map(|direction| (it, direction)));
    Toolbox {
        date_rules: all
            .map(|((unit, count), it)| rule(unit, count, it))
            .collect(),
        ..tools::toolbox()
    }
});

fn rule(unit: RuleUnit, count: u32, direction: Direction) -> DateRule {
    DateRule {
        id: format!("{count}-{}-{}", unit.id(), direction.id()),
        title: "The paper".to_owned(),
        asks: "End of the visa".to_owned(),
        direction,
        count,
        unit,
        means: Meaning::MustLast,
        result: "It must last until this day".to_owned(),
        text: "Long enough.".to_owned(),
        source: cited("papers"),
        also: vec![cited("more-papers")],
        edition_from: Date::parse("2026-01-01"),
        later_acts: None,
    }
}

fn cited(at: &str) -> Citation {
    Citation {
        document: "guide".to_owned(),
        at: at.to_owned(),
        text: format!("Guide, {at}"),
    }
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// The answer to `what on …` as JSON: the lines apart by spaces.
fn ask(lines: &str) -> Json {
    let answer = TOOLBOX.answer("deadlines", &lines.replace(' ', "\n"));
    serde_json::from_str(&answer).unwrap()
}

fn answer(lines: &str) -> Answer {
    let request = Request::parse(&lines.replace(' ', "\n"));
    TOOLBOX.work_out(Tool::Deadlines, &request.asked).unwrap()
}

/// The days of an answer in one line; or what is wrong with the question.
fn days(lines: &str) -> String {
    let request = Request::parse(&lines.replace(' ', "\n"));
    match TOOLBOX.work_out(Tool::Deadlines, &request.asked) {
        Ok(answer) => {
            let days = answer.record.iter().map(|entry| match &entry.value {
                Value::Day(day) => format!("{} {day}", entry.key),
                Value::Unknown(reason) => format!("{}? {reason}", entry.key),
                other => panic!("no day: {other:?}"),
            });
            days.collect::<Vec<_>>().join(", ")
        }
        Err(mistakes) => {
            let mistakes = mistakes.iter().map(|mistake| {
                let at = mistake.at.map_or("-".to_owned(), |at| at.to_string());
                format!("{at} {}: {}", mistake.field, mistake.message)
            });
            mistakes.collect::<Vec<_>>().join("\n")
        }
    }
}

/// The day that a date rule of the tests leads to, or `?`.
fn follows(rule: &str, on: &str) -> String {
    let answer = ask(&format!("what=date/{rule} on={on}"));
    answer["answer"]["result"]
        .as_str()
        .unwrap_or("?")
        .to_owned()
}

/// A calendar as text: a mark of two letters for each kind of day, brackets
/// around the days inside, and what happens.
fn drawn(lines: &str) -> String {
    let answer = ask(lines);
    let mut text = String::new();
    for month in answer["answer"]["months"].as_array().unwrap() {
        text += month["title"].as_str().unwrap();
        if month["gap"] == true {
            text += " left out\n";
            continue;
        }
        text.push('\n');
        for week in month["weeks"].as_array().unwrap() {
            let cells = week.as_array().unwrap().iter().map(|day| {
                let Some(number) = day["day"].as_u64() else {
                    return " .  ".to_owned();
                };
                let kind = match day["kind"].as_str().unwrap() {
                    "working" => ' ',
                    "weekend" => '-',
                    "off" => 'x',
                    "worked" => 'w',
                    _ => '?',
                };
                let inside = if day["in"] == true { '+' } else { ' ' };
                format!("{number:>2}{kind}{inside}")
            });
            let cells: Vec<String> = cells.collect();
            let marks = week.as_array().unwrap().iter().filter_map(|day| {
                let marks = day["marks"].as_array()?;
                let marks: Vec<&str> = marks.iter().map(|it| it.as_str().unwrap()).collect();
                (!marks.is_empty()).then(|| format!("{}={}", day["day"], marks.join("+")))
            });
            let marks: Vec<String> = marks.collect();
            let line = format!("{} {}", cells.join(" "), marks.join(" "));
            text += line.trim_end();
            text.push('\n');
        }
    }
    text
}

#[test]
fn gives_the_days_of_services_periods_and_windows() {
    // The example of the public interface.
    assert_eq!(
        days("what=service/card on=2026-12-14"),
        "accepted 2026-12-14, due 2026-12-22, extended 2027-01-13"
    );
    // After hours on a Friday: accepted on Monday.
    assert_eq!(
        days("what=service/card on=2026-11-20 time=18:01"),
        "accepted 2026-11-23, due 2026-11-30, extended 2026-12-23"
    );
    assert_eq!(
        days("what=service/permit on=2026-12-14"),
        "accepted 2026-12-14, earliest 2026-12-18, due 2026-12-22"
    );
    // Saturday counts as a day of acceptance here.
    assert_eq!(
        days("what=period/invitation/decision on=2026-11-21 channel=corporation"),
        "accepted 2026-11-21, due 2026-11-27, extended 2026-12-21"
    );
    // An event, and the only period of its page.
    assert_eq!(
        days("what=period/complaint on=2026-11-23"),
        "due 2026-12-08"
    );
    assert_eq!(
        days("what=window/renewal on=2027-03-01"),
        "opens 2027-01-18, closes 2027-02-22"
    );
    // While one waits: all on that day.
    assert_eq!(
        days("what=service/number on=2026-11-23"),
        "accepted 2026-11-23, due 2026-11-23"
    );
}

#[test]
fn says_what_it_cannot_count() {
    assert_snapshot!(days("what=service/notice on=2026-11-23"), @"accepted 2026-11-23, due? The guide doesn't say how long it takes.");
    assert_snapshot!(days("what=service/card on=2028-01-10"), @"accepted? The working calendar is on file for 2024–2027. The period leads outside it, so we can't count its working days., due? The working calendar is on file for 2024–2027. The period leads outside it, so we can't count its working days., extended? The working calendar is on file for 2024–2027. The period leads outside it, so we can't count its working days.");
    assert_snapshot!(days("what=window/renewal on=2024-01-20"), @"opens? The working calendar is on file for 2024–2027. The period leads outside it, so we can't count its working days., closes 2024-01-15");
    assert_snapshot!(days("what=date/10-year-after on=9995-01-01"), @"result? The day would lie outside the years 1–9999; we don't count any further.");
    for lines in [
        "what=service/notice on=2026-11-23",
        "what=service/card on=2028-01-10",
        "what=date/15-working-day-after on=2027-12-20",
    ] {
        assert!(!answer(lines).complete, "{lines}");
    }
    // The reason is in the answer too.
    let unknown = &ask("what=date/180-day-before on=0001-02-01")["answer"]["unknown"];
    assert_eq!(unknown[0]["kind"], "result");
    assert_eq!(unknown[0]["code"], "off-years");
    assert!(answer("what=date/15-working-day-after on=2027-11-20").complete);
}

#[test]
fn names_every_mistake_at_its_line() {
    assert_snapshot!(days("on="), @r"
    0 on: Please fill this in.
    - what: Please fill this in.
    ");
    assert_snapshot!(days(""), @r"
    - on: Please fill this in.
    - what: Please fill this in.
    ");
    assert_snapshot!(days("what=service/card time=25:00 on=2026-11-23 channel=pigeon"), @r"
    1 time: “25:00” is not a time of day. Enter it as hours:minutes, for example 14:30.
    3 channel: “pigeon” is not a way to file for this service. Allowed: office, corporation.
    ");
    // A wrong day doesn't hide what else is wrong.
    assert_snapshot!(days("what=service/card on=soon time=25:00").lines().last().unwrap(), @"2 time: “25:00” is not a time of day. Enter it as hours:minutes, for example 14:30.");
    assert_eq!(
        days("what=service/card on=soon time=25:00").lines().count(),
        2
    );
    assert_snapshot!(days("what=card on=2026-11-23"), @"0 what: “card” is nothing that can be counted here. Choose a service, a procedure or a rule from the list.");
    assert_snapshot!(days("what=service/none on=2026-11-23").split(':').next().unwrap(), @"0 what");
    assert_snapshot!(days("what=period/invitation on=2026-11-23"), @"0 what: Please choose “period”. Allowed: decision, consent, queue.");
    assert_snapshot!(days("what=period/none/decision on=2026-11-23").split(':').next().unwrap(), @"0 what");
    // There is a day, but nothing to count back from it.
    assert_snapshot!(days("what=window/card on=2026-11-23"), @"0 what: This service extends nothing, so there is no expiry date to count back from. Services that do: renewal.");
    assert_snapshot!(days("what=window/renewal on=2026-11-23 time=10:00 channel=office"), @r"
    2 time: Nothing is filed in this question. Leave “10:00” out.
    3 channel: Nothing is filed in this question. Leave “office” out.
    ");
    assert_snapshot!(days("what=date/none on=2026-11-23").split('.').next().unwrap(), @"0 what: There is no date rule “none”");
    assert_snapshot!(days("what=period/complaint/answer on=2026-11-23 time=10:00"), @"2 time: The time doesn't matter here: this period is counted in days, from the day of the event. Leave “10:00” out.");
    assert_snapshot!(days("what=service/card on=2026-11-23 on=2026-11-24 people=2"), @r"
    2 on: “on” is given twice. Leave one of the two.
    3 people: “people” is not a part of this question. The link may have been changed by hand, or made by a newer version of this page.
    ");
    // What is left empty is not given.
    assert_eq!(
        days("what=window/renewal on=2027-03-01 time= channel="),
        days("what=window/renewal on=2027-03-01")
    );
}

/// The question as it was understood.
fn understood(lines: &str) -> String {
    let pairs = answer(lines).request;
    let pairs = pairs
        .iter()
        .map(|pair| format!("{}={}", pair.name, pair.value));
    pairs.collect::<Vec<_>>().join(" ")
}

#[test]
fn repeats_the_question_in_full() {
    assert_snapshot!(understood("on=23.11.2026 what=service/card"), @"what=service/card on=2026-11-23 channel=office");
    assert_snapshot!(understood("what=service/card on=2026-11-23 time=9.30 channel=corporation"), @"what=service/card on=2026-11-23 time=09:30 channel=corporation");
    assert_snapshot!(understood("what=period/complaint on=2026-11-23"), @"what=period/complaint/answer on=2026-11-23");
    assert_snapshot!(understood("what=window/renewal on=2026-11-23"), @"what=window/renewal on=2026-11-23");
    assert_snapshot!(understood("what=date/3-month-after on=2026-11-23"), @"what=date/3-month-after on=2026-11-23");
    let words = |lines: &str| {
        let asked = answer(lines).asked;
        let asked = asked
            .iter()
            .map(|(label, value)| format!("{label}: {value}"));
        asked.collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(words("what=service/card on=2026-11-23 time=9:30"), @r"
    What is counted: Card
    Day of filing: Monday, 23 November 2026
    Time: 09:30
    Way of filing: the office
    ");
    assert_snapshot!(words("what=period/complaint on=2026-11-23"), @r"
    What is counted: complaint: answer
    Start of the count: Monday, 23 November 2026 (from what begins the answer)
    ");
    assert_snapshot!(words("what=window/renewal on=2026-11-23"), @r"
    What is counted: renewal: when to apply
    Day of expiry: Monday, 23 November 2026
    ");
    assert_snapshot!(words("what=date/3-month-after on=2026-11-23"), @r"
    What is counted: The paper
    End of the visa: Monday, 23 November 2026
    ");
}

#[test]
fn counts_months_to_the_same_day_or_the_last() {
    for (rule, on, result) in [
        ("3-month-after", "2026-11-30", "2027-02-28"),
        ("3-month-after", "2026-11-28", "2027-02-28"),
        ("3-month-after", "2026-12-01", "2027-03-01"),
        ("3-month-after", "2027-11-29", "2028-02-29"),
        ("3-month-after", "2027-11-30", "2028-02-29"),
        ("3-month-after", "2026-12-31", "2027-03-31"),
        ("1-month-after", "2026-08-31", "2026-09-30"),
        ("1-month-before", "2026-03-31", "2026-02-28"),
        ("1-month-before", "2024-03-30", "2024-02-29"),
        ("12-month-before", "2028-02-29", "2027-02-28"),
        ("12-month-before", "2026-01-01", "2025-01-01"),
        ("1-year-after", "2024-02-29", "2025-02-28"),
        ("5-year-after", "2023-02-28", "2028-02-28"),
        ("10-year-before", "2026-03-01", "2016-03-01"),
        ("180-day-after", "2026-11-23", "2027-05-22"),
        ("180-day-after", "2027-11-23", "2028-05-21"),
        ("180-day-before", "2027-05-22", "2026-11-23"),
        ("1-day-after", "2028-02-28", "2028-02-29"),
        ("1-calendar-year-after", "2026-01-01", "2026-12-31"),
        ("1-calendar-year-after", "2026-12-31", "2026-12-31"),
        ("2-calendar-year-after", "2026-12-31", "2027-12-31"),
        ("1-calendar-year-before", "2026-12-31", "2026-01-01"),
        ("2-calendar-year-before", "2026-01-01", "2025-01-01"),
        // 16 December is off: 15, 17, 18, 21, …, 31, 5 January.
        ("15-working-day-after", "2026-12-14", "2027-01-08"),
        ("1-working-day-after", "2026-12-15", "2026-12-17"),
        ("1-working-day-before", "2026-12-17", "2026-12-15"),
        ("3-month-after", "9999-10-01", "?"),
        ("1-month-before", "0001-01-31", "?"),
    ] {
        assert_eq!(follows(rule, on), result, "{rule} of {on}");
    }
    let steps = |lines: &str| {
        let answer = ask(lines);
        let steps = answer["answer"]["steps"].as_array().unwrap().iter();
        let steps = steps.map(|step| {
            let [day, kind, text] = ["day", "kind", "text"].map(|key| step[key].as_str().unwrap());
            format!("{day} {kind}: {text}")
        });
        steps.collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(steps("what=date/3-month-after on=2026-11-30"), @r"
    2026-11-30 asked: End of the visa
    2027-02-28 month-cut: This month has no day 30 (February 2027), so its last day is taken
    2027-02-28 result: It must last until this day (plus 3 months)
    ");
    assert_snapshot!(steps("what=date/1-year-before on=2026-11-30"), @r"
    2025-11-30 result: It must last until this day (minus 1 year)
    2026-11-30 asked: End of the visa
    ");
    assert_snapshot!(steps("what=date/1-calendar-year-after on=2026-11-30"), @r"
    2026-11-30 asked: End of the visa
    2026-12-31 result: It must last until this day (end of the calendar year)
    ");
    assert_snapshot!(steps("what=date/1-working-day-after on=2026-12-15"), @r"
    2026-12-15 asked: End of the visa
    2026-12-16 day-off: Not counted: Independence Day
    2026-12-17 result: It must last until this day (plus 1 working day)
    ");
}

#[test]
fn says_what_a_date_rule_takes_for_granted() {
    let codes = |lines: &str| {
        let answer = ask(lines);
        let all = answer["answer"]["assumptions"].as_array().unwrap().iter();
        let all = all.map(|it| it["code"].as_str().unwrap().to_owned());
        all.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        codes("what=date/180-day-after on=2026-11-23"),
        "calendar-days"
    );
    assert_eq!(codes("what=date/3-month-after on=2026-11-23"), "months");
    assert_eq!(
        codes("what=date/1-calendar-year-after on=2026-11-23"),
        "calendar-year"
    );
    assert_eq!(
        codes("what=date/15-working-day-after on=2026-12-14"),
        "day-not-counted working-week provisional-year"
    );
    // All of it before the edition that is on file; and not quite all of it.
    assert_eq!(
        codes("what=date/1-month-after on=2025-11-30"),
        "months later-edition"
    );
    assert_eq!(codes("what=date/1-month-after on=2025-12-01"), "months");
    assert_eq!(codes("what=date/1-month-before on=2026-01-01"), "months");
}

#[test]
fn draws_a_deadline() {
    // The 16th is a holiday; 4 January is off for the 2nd, the 7th doesn't move.
    assert_snapshot!(drawn("what=service/card on=2026-12-14 channel=corporation"), @r"
    December 2026
     .    1    2    3    4    5-   6-
     7    8    9   10   11   12-  13-
    14   15 + 16x+ 17 + 18 + 19-+ 20-+ 14=submitted+accepted 15=first-day
    21 + 22 + 23   24   25   26-  27-  21=handed-over 22=due
    28   29   30   31    .    .    .
    January 2027
     .    .    .    .    1x   2x   3-
     4x   5    6    7x   8    9-  10-
    11   12   13   14   15   16-  17-  13=extended
    18   19   20   21   22   23-  24-
    25   26   27   28   29   30-  31-
    ");
    // Filed on New Year's Eve after hours; Sunday the 5th is worked for the 3rd.
    assert_snapshot!(drawn("what=service/permit on=2024-12-31 time=18:30"), @r"
    December 2024
     .    .    .    .    .    .    1-
     2    3    4    5    6    7-   8-
     9   10   11   12   13   14-  15-
    16x  17   18   19   20   21-  22-
    23   24   25   26   27   28-  29-
    30   31    .    .    .    .    .   31=submitted
    January 2025
     .    .    1x   2x   3x   4-   5w  5=accepted
     6 +  7x+  8 +  9 + 10 + 11-+ 12-+ 6=first-day 9=earliest
    13 + 14   15   16   17   18-  19-  13=due
    20   21   22   23   24   25-  26-
    27   28   29   30   31    .    .
    ");
    // Why: by its name, and what it is worked for.
    let answer = ask("what=service/permit on=2024-12-31");
    let why = |month: usize, week: usize, day: usize| {
        answer["answer"]["months"][month]["weeks"][week][day]["why"].clone()
    };
    assert_eq!(why(1, 0, 2), "New Year's Day");
    assert_eq!(
        why(1, 0, 4),
        "day off in exchange for work on 5 January 2025"
    );
    assert_eq!(why(1, 0, 6), "working day in exchange for 3 January 2025");
    assert_eq!(why(1, 0, 5), "");
}

#[test]
fn draws_events_windows_and_rules() {
    assert_snapshot!(drawn("what=period/complaint on=2026-10-10"), @r"
    October 2026
     .    .    .    1    2    3-   4-
     5    6    7    8    9   10-  11-+ 10=event 11=first-day
    12 + 13 + 14 + 15 + 16 + 17-+ 18-+
    19 + 20 + 21 + 22 + 23 + 24-+ 25x+
    26x+ 27 + 28   29   30   31-   .   27=due
    ");
    // While one waits: that day.
    assert_snapshot!(drawn("what=service/number on=2026-02-02"), @r"
    February 2026
     .    .    .    .    .    .    1-
     2 +  3    4    5    6    7-   8-  2=submitted+accepted+due
     9   10   11   12   13   14-  15-
    16   17   18   19   20   21-  22-
    23   24   25   26   27   28-   .
    ");
    assert_snapshot!(drawn("what=date/1-month-before on=2027-03-31"), @r"
    February 2027
     1    2    3    4    5    6-   7-
     8    9   10   11   12   13-  14-
    15   16   17   18   19   20-  21-
    22   23   24   25   26   27-  28-+ 28=result
    March 2027
     1 +  2 +  3 +  4 +  5 +  6-+  7-+
     8x+  9 + 10 + 11 + 12 + 13-+ 14-+
    15x+ 16 + 17 + 18 + 19 + 20-+ 21x+
    22x+ 23x+ 24x+ 25 + 26 + 27-+ 28-+
    29 + 30 + 31    .    .    .    .   31=asked
    ");
    let window = drawn("what=window/renewal on=2027-03-01");
    assert!(
        window.contains("18 + 19 + 20 + 21 + 22 + 23-+ 24-+ 18=opens"),
        "{window}"
    );
    assert!(
        window.contains("22 + 23   24   25   26   27-  28-  22=closes"),
        "{window}"
    );
    assert!(
        window.contains(" 1    2    3    4    5    6-   7-  1=expires"),
        "{window}"
    );
    // Off the calendar there are days, of which nothing is known.
    let unknown = drawn("what=service/card on=2028-02-10");
    assert!(
        unknown.starts_with("February 2028\n .    1?   2?   3?   4?   5?   6?\n"),
        "{unknown}"
    );
    assert!(unknown.contains("28?  29?"), "{unknown}");
}

#[test]
fn leaves_out_the_middle_of_a_long_calendar() {
    let titles = |lines: &str| {
        let answer = ask(lines);
        let months = answer["answer"]["months"].as_array().unwrap().iter();
        let titles = months.map(|month| month["title"].as_str().unwrap().to_owned());
        titles.collect::<Vec<_>>()
    };
    // 18 months after the 1st of one are 19 with both ends.
    let long = titles("what=date/18-month-after on=2026-01-01");
    assert_eq!(long.len(), 13);
    assert_eq!(long[5..8], ["June 2026", "7 months", "February 2027"]);
    let whole = titles("what=date/12-month-after on=2026-01-01");
    assert_eq!(whole.len(), 13);
    assert_eq!(whole[12], "January 2027");
    let years = titles("what=date/10-year-before on=2026-06-30");
    assert_eq!(years[0], "June 2016");
    assert_eq!(years[6], "109 months");
    assert_eq!(years[12], "June 2026");
    let answer = ask("what=date/10-year-before on=2026-06-30");
    assert_eq!(answer["answer"]["months"][6]["gap"], true);
}

#[test]
fn records_what_a_day_was_made_from() {
    let facets = |lines: &str| {
        let answer = answer(lines);
        let facets = answer.record.iter().flat_map(|entry| {
            let facets = entry.facets.iter();
            facets.map(|it| format!("{} {}: {} ({})", entry.key, it.key, it.value, it.text))
        });
        facets.collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(facets("what=service/card on=2026-12-14"), @r"
    accepted days: 0 (0 calendar days)
    accepted crossed:  (none)
    due days: 8 (8 calendar days)
    due crossed: 2026-12-16 (16 December 2026: Independence Day)
    extended days: 30 (30 calendar days)
    extended crossed:  (none)
    ");
    // A swap, and a holiday that is no weekend: Saturday the 4th is neither.
    assert_snapshot!(facets("what=service/permit on=2024-12-30"), @r"
    accepted days: 0 (0 calendar days)
    accepted crossed:  (none)
    earliest days: 7 (7 calendar days)
    earliest crossed: 2025-01-01 2025-01-02 2025-01-03 2025-01-05 (1 January 2025: New Year's Day; 2 January 2025: New Year's Day; 3 January 2025: day off in exchange for work on 5 January 2025; 5 January 2025: working day in exchange for 3 January 2025)
    due days: 10 (10 calendar days)
    due crossed: 2025-01-01 2025-01-02 2025-01-03 2025-01-07 2025-01-05 (1 January 2025: New Year's Day; 2 January 2025: New Year's Day; 3 January 2025: day off in exchange for work on 5 January 2025; 7 January 2025: Orthodox Christmas; 5 January 2025: working day in exchange for 3 January 2025)
    ");
    assert_snapshot!(facets("what=window/renewal on=2026-12-18"), @r"
    opens days: -43 (43 calendar days)
    opens crossed: 2026-12-16 (16 December 2026: Independence Day)
    closes days: -8 (8 calendar days)
    closes crossed: 2026-12-16 (16 December 2026: Independence Day)
    ");
    assert_snapshot!(facets("what=date/3-month-after on=2026-11-30"), @"result days: 90 (90 calendar days)");
}

#[test]
fn gives_days_to_a_calendar_and_cites() {
    let events = |lines: &str| {
        let events = answer(lines).events;
        let events = events.iter().map(|it| {
            format!(
                "{} {} {}\n  {}",
                it.id,
                it.day,
                it.title,
                it.text.replace('\n', " / ")
            )
        });
        events.collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(events("what=service/card on=2026-12-14"), @r"
    accepted 2026-12-14 Counts as filed on: Card
      Accepted: the office / Source: Guide, term
    due 2026-12-22 Last day of the period: Card
      Last day of the period (5 working days) / Source: Guide, term
    extended 2027-01-13 Last day if the period is extended: Card
      Last day if the period is extended (30 calendar days from acceptance) / Source: Guide, term
    ");
    assert_snapshot!(events("what=date/3-month-after on=2026-11-30"), @r"
    result 2027-02-28 It must last until this day: The paper
      Long enough. / Source: Guide, papers
    ");
    let places = |lines: &str| {
        let sources = answer(lines).sources;
        sources
            .iter()
            .map(|it| it.at.clone())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(
        places("what=service/card on=2026-12-14"),
        "term extension office calendar"
    );
    assert_eq!(
        places("what=window/renewal on=2026-12-14"),
        "window calendar"
    );
    assert_eq!(
        places("what=date/3-month-after on=2026-12-14"),
        "papers more-papers"
    );
    assert_eq!(places("what=period/invitation/queue on=2026-12-14"), "term");
}

#[test]
fn travels_to_the_page() {
    let bytes = TOOLBOX.to_bytes().unwrap();
    assert_eq!(Toolbox::from_bytes(&bytes).unwrap(), *TOOLBOX);
}

#[test]
fn nothing_is_too_absurd() {
    let mut toolbox = TOOLBOX.clone();
    for unit in RuleUnit::ALL {
        for direction in Direction::ALL {
            for count in [0, 3660, u32::MAX] {
                toolbox.date_rules = vec![rule(unit, count, direction)];
                let id = toolbox.date_rules[0].id.clone();
                for on in ["0001-01-01", "2026-11-23", "9999-12-31"] {
                    let text = toolbox.answer("deadlines", &format!("what=date/{id}\non={on}"));
                    let answer: Json = serde_json::from_str(&text).unwrap();
                    assert!(
                        answer["answer"]["months"].is_array(),
                        "{id} of {on}: {text}"
                    );
                }
            }
        }
    }
    for lines in [
        "what=/ on=/",
        "=",
        "what=period// on==",
        "what=service/card/more on=2026-11-23",
        "time=:::: channel=/ what=window/ on=0",
    ] {
        assert!(ask(lines)["errors"].is_array(), "{lines}");
    }
}

fn any_day() -> impl Strategy<Value = Date> {
    (2024..=2027, 1u32..=12, 1u32..=28)
        .prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn any_question() -> impl Strategy<Value = String> {
    let rules: Vec<String> = TOOLBOX
        .date_rules
        .iter()
        .map(|it| format!("date/{}", it.id))
        .collect();
    let others = [
        "service/card",
        "service/permit",
        "service/number",
        "service/stay",
        "service/notice",
        "service/renewal",
        "period/invitation/decision",
        "period/invitation/consent",
        "period/complaint/answer",
        "window/renewal",
    ];
    let whats: Vec<String> = rules.into_iter().chain(others.map(str::to_owned)).collect();
    (prop::sample::select(whats), any_day()).prop_map(|(what, on)| format!("what={what} on={on}"))
}

/// A day of an answer.
fn recorded(answer: &Answer, key: &str) -> Option<Date> {
    let entry = answer.record.iter().find(|entry| entry.key == key)?;
    match entry.value {
        Value::Day(day) => Some(day),
        _ => None,
    }
}

proptest! {
    #[test]
    fn every_day_is_drawn_once_in_its_column(question in any_question()) {
        let answer = ask(&question);
        let body = &answer["answer"];
        let mut marks = Vec::new();
        let mut last: Option<Date> = None;
        for month in body["months"].as_array().unwrap() {
            if month["gap"] == true {
                last = None;
                continue;
            }
            let number = |key: &str| month[key].as_u64().unwrap();
            for week in month["weeks"].as_array().unwrap() {
                let week = week.as_array().unwrap();
                prop_assert_eq!(week.len(), 7);
                for (column, cell) in week.iter().enumerate() {
                    let Some(date) = cell["date"].as_str() else { continue };
                    let date = day(date);
                    prop_assert_eq!(date.weekday(), column);
                    prop_assert_eq!(u64::from(date.day()), cell["day"].as_u64().unwrap());
                    prop_assert_eq!((u64::from(date.month()), u64::from(date.year().unsigned_abs())), (number("month"), number("year")));
                    if let Some(last) = last {
                        prop_assert_eq!(last.next().unwrap(), date);
                    }
                    last = Some(date);
                    let working = TOOLBOX.rulebook.calendar.is_working(date).ok();
                    let kind = cell["kind"].as_str().unwrap();
                    prop_assert_eq!(working, match kind {
                        "working" | "worked" => Some(true),
                        "off" | "weekend" => Some(false),
                        _ => None,
                    });
                    prop_assert_eq!(cell["why"].as_str().unwrap().is_empty(), matches!(kind, "working" | "weekend" | "unknown"));
                    for mark in cell["marks"].as_array().unwrap() {
                        marks.push((mark.as_str().unwrap().to_owned(), date));
                    }
                }
            }
            // It ends with the month.
            prop_assert_eq!(last.unwrap().next().unwrap().day(), 1);
        }
        // Every day of the answer is marked, and each mark stands once.
        for key in ["submitted", "accepted", "due", "earliest", "extended", "opens", "closes", "expires", "on", "result"] {
            let Some(text) = body[key].as_str() else { continue };
            let mark = if key == "on" { "asked" } else { key };
            let event = body["kind"] == "period" && body.get("channel").is_none();
            let mark = match (mark, event) {
                ("submitted", true) => "event",
                ("accepted", true) => continue,
                _ => mark,
            };
            if key == "earliest" && body["earliest"] == body["due"] {
                continue;
            }
            let found: Vec<_> = marks.iter().filter(|(name, _)| name == mark).collect();
            let expected = (mark.to_owned(), day(text));
            prop_assert_eq!(found, vec![&expected]);
        }
    }

    #[test]
    fn the_question_repeats_the_answer(question in any_question()) {
        let again = understood(&question);
        prop_assert_eq!(ask(&question), ask(&again));
    }

    #[test]
    fn a_later_day_never_leads_to_an_earlier_one(question in any_question(), later in 1u32..40) {
        let first = answer(&question);
        let (what, on) = question.split_once(" on=").unwrap();
        let after = day(on).plus_days(later).unwrap();
        let second = answer(&format!("{what} on={after}"));
        for key in ["accepted", "earliest", "due", "extended", "opens", "closes", "result"] {
            if let (Some(first), Some(second)) = (recorded(&first, key), recorded(&second, key)) {
                prop_assert!(first <= second, "{}: {} on {} but {} on {}", key, first, on, second, after);
            }
        }
    }

    #[test]
    fn the_ends_of_a_window_are_working_days(on in any_day()) {
        let window = answer(&format!("what=window/renewal on={on}"));
        for key in ["opens", "closes"] {
            if let Some(day) = recorded(&window, key) {
                prop_assert!(TOOLBOX.rulebook.calendar.is_working(day).unwrap());
                prop_assert!(day < on);
            }
        }
    }

    #[test]
    fn a_rule_leads_there_and_back(at in 0..TOOLBOX.date_rules.len() / 2, on in any_day()) {
        // Each rule stands before its reverse. No month has fewer days than these.
        let [after, before] = [0, 1].map(|back| &TOOLBOX.date_rules[2 * at + back]);
        prop_assume!(!matches!(after.unit, RuleUnit::CalendarYear | RuleUnit::WorkingDay));
        let there = follows(&after.id, &on.to_string());
        prop_assert_eq!(follows(&before.id, &there), on.to_string());
    }
}
