//! When results are due and when one may file: one line a question.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::rulebook;
use insta::assert_snapshot;
use qagida_calculator::calendar::Status;
use qagida_calculator::deadline::{Assumption, Step};
use qagida_calculator::quote::{RequestError, Unknown, errors_to_json};
use qagida_calculator::rulebook::Rulebook;
use qagida_calculator::term::{TermOnFile, TermUnit, Window};
use qagida_calculator::{Date, Deadline, DeadlineRequest, PeriodRequest};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// `service submitted [channel]`
fn request(asked: &str) -> DeadlineRequest<'_> {
    let mut words = asked.split(' ');
    DeadlineRequest {
        service: words.next().unwrap(),
        submitted: words.next().unwrap(),
        channel: words.next().unwrap_or(""),
    }
}

/// `rule/period submitted [channel]`
fn period(asked: &str) -> PeriodRequest<'_> {
    let request = request(asked);
    let (rule, period) = request.service.split_once('/').unwrap();
    PeriodRequest {
        rule,
        period,
        submitted: request.submitted,
        channel: request.channel,
    }
}

/// The days of the answer, in one line.
fn due(asked: &str) -> String {
    days(rulebook().deadline(&request(asked)))
}

/// The days of a period, in one line.
fn ends(asked: &str) -> String {
    days(rulebook().deadline_of_rule(&period(asked)))
}

fn days(answer: Result<Deadline<'_>, Vec<RequestError>>) -> String {
    let answer = match answer {
        Ok(answer) => answer,
        Err(errors) => return said(&errors),
    };
    let days = [
        ("accepted", answer.accepted),
        (
            "earliest",
            answer.earliest.filter(|_| answer.earliest != answer.due),
        ),
        ("due", answer.due),
        ("extended", answer.extended),
    ];
    line(&days, &answer.unknown)
}

fn line(days: &[(&str, Option<Date>)], unknown: &[Unknown]) -> String {
    let days = days
        .iter()
        .filter_map(|(name, day)| day.map(|day| format!("{name} {day}")));
    let unknown = unknown
        .iter()
        .map(|unknown| format!("{}? {}: {}", unknown.kind, unknown.code, unknown.reason));
    days.chain(unknown).collect::<Vec<_>>().join(", ")
}

fn said(errors: &[RequestError]) -> String {
    let errors = errors.iter().map(|e| format!("{}: {}", e.field, e.message));
    errors.collect::<Vec<_>>().join(" / ")
}

fn listed(steps: &[Step]) -> String {
    let steps = steps
        .iter()
        .map(|step| format!("{} {}: {}", step.day, step.kind, step.text));
    steps.collect::<Vec<_>>().join("\n")
}

fn steps(asked: &str) -> String {
    let rules = rulebook();
    listed(&rules.deadline(&request(asked)).unwrap().steps)
}

fn codes(assumptions: &[Assumption]) -> String {
    let codes = assumptions.iter().map(|assumption| assumption.code);
    codes.collect::<Vec<_>>().join(" ")
}

fn assumptions(asked: &str) -> String {
    let rules = rulebook();
    codes(&rules.deadline(&request(asked)).unwrap().assumptions)
}

/// The window for `service expires`, in one line.
fn window(asked: &str) -> String {
    window_from(&rulebook(), asked)
}

fn window_from(rules: &Rulebook, asked: &str) -> String {
    let (service, expires) = asked.split_once(' ').unwrap();
    match rules.filing_window(service, expires) {
        Ok(answer) => line(
            &[("opens", answer.opens), ("closes", answer.closes)],
            &answer.unknown,
        ),
        Err(errors) => said(&errors),
    }
}

#[test]
fn counts_working_days_from_the_day_after() {
    // The example of the public interface: 15, 17, 18, 21, 22; the 16th is a holiday.
    assert_snapshot!(due("card 2026-12-14"), @"accepted 2026-12-14, due 2026-12-22, extended 2027-01-13");
    assert_snapshot!(due("card 2026-12-14 office"), @"accepted 2026-12-14, due 2026-12-22, extended 2027-01-13");
    assert_snapshot!(due("permit 2026-12-14"), @"accepted 2026-12-14, earliest 2026-12-18, due 2026-12-22");
    // 24 and 25 March 2026 are off for the 21st and 22nd: 26, 27, 30, 31, 1.
    assert_snapshot!(due("card 2026-03-20"), @"accepted 2026-03-20, due 2026-04-01, extended 2026-04-20");
    // Constitution Day moved: the last of August 2026 is an ordinary day.
    assert_snapshot!(due("card 2026-08-28"), @"accepted 2026-08-28, due 2026-09-04, extended 2026-09-28");
    assert_snapshot!(due("card 2026-08-31"), @"accepted 2026-08-31, due 2026-09-07, extended 2026-09-30");
    assert_snapshot!(due("card 2025-08-29"), @"accepted 2025-08-29, due 2025-09-08, extended 2025-09-29");
}

#[test]
fn counts_weekend_days_that_are_worked() {
    // Sunday 5 January 2025 is worked for Friday the 3rd: 5, 6, 8, 9, 10.
    assert_snapshot!(due("card 2024-12-31"), @"accepted 2024-12-31, due 2025-01-10, extended 2025-01-30");
    assert_snapshot!(due("card 2025-01-04"), @"accepted 2025-01-05, due 2025-01-13, extended 2025-02-04");
    assert_snapshot!(due("card 2025-01-05"), @"accepted 2025-01-05, due 2025-01-13, extended 2025-02-04");
    assert_snapshot!(due("card 2025-01-05 corporation"), @"accepted 2025-01-05, due 2025-01-13, extended 2025-02-04");
    // Saturday 4 May 2024 is worked for Wednesday the 8th.
    assert_snapshot!(due("card 2024-05-03"), @"accepted 2024-05-03, due 2024-05-14, extended 2024-06-03");
}

#[test]
fn accepts_on_the_next_day_of_acceptance() {
    // Saturday 21 November 2026.
    assert_snapshot!(due("card 2026-11-21"), @"accepted 2026-11-23, due 2026-11-30, extended 2026-12-23");
    assert_snapshot!(due("card 2026-11-21T10:00"), @"accepted 2026-11-23, due 2026-11-30, extended 2026-12-23");
    assert_snapshot!(due("card 2026-11-21T23:59"), @"accepted 2026-11-23, due 2026-11-30, extended 2026-12-23");
    assert_snapshot!(due("card 2026-11-23T00:00"), @"accepted 2026-11-23, due 2026-11-30, extended 2026-12-23");
    assert_snapshot!(due("card 2026-11-23T18:00"), @"accepted 2026-11-23, due 2026-11-30, extended 2026-12-23");
    assert_snapshot!(due("card 2026-11-23T18:01"), @"accepted 2026-11-24, due 2026-12-01, extended 2026-12-24");
    assert_snapshot!(due("card 2026-11-20T18:01"), @"accepted 2026-11-23, due 2026-11-30, extended 2026-12-23");
    // Victory Day on a Saturday, and Monday off for it.
    assert_snapshot!(due("card 2026-05-09"), @"accepted 2026-05-12, due 2026-05-19, extended 2026-06-11");
}

#[test]
fn the_corporation_accepts_on_saturdays() {
    assert_snapshot!(due("card 2026-11-21 corporation"), @"accepted 2026-11-21, due 2026-11-27, extended 2026-12-21");
    assert_snapshot!(due("card 2026-11-21T20:00 corporation"), @"accepted 2026-11-21, due 2026-11-27, extended 2026-12-21");
    assert_snapshot!(due("card 2026-11-21T20:01 corporation"), @"accepted 2026-11-23, due 2026-11-30, extended 2026-12-23");
    assert_snapshot!(due("card 2026-11-22 corporation"), @"accepted 2026-11-23, due 2026-11-30, extended 2026-12-23");
    assert_snapshot!(due("card 2026-05-09 corporation"), @"accepted 2026-05-12, due 2026-05-19, extended 2026-06-11");
    assert_snapshot!(steps("card 2026-11-21 corporation"), @r"
    2026-11-21 accepted: Accepted: the corporation
    2026-11-23 first-day: First day of the period
    2026-11-26 handed-over: The result is handed over by this day: the corporation
    2026-11-27 due: Last day of the period (5 working days)
    2026-12-21 extended: Last day if the period is extended (30 calendar days from acceptance)
    ");
}

#[test]
fn calendar_days_end_on_a_working_day() {
    assert_snapshot!(due("stay 2026-11-23"), @"accepted 2026-11-23, due 2026-12-03");
    // Saturday 5 December; Friday 1 May, a holiday; Saturday 21 March, and all that follows it.
    assert_snapshot!(due("stay 2026-11-25"), @"accepted 2026-11-25, due 2026-12-07");
    assert_snapshot!(due("stay 2026-04-21"), @"accepted 2026-04-21, due 2026-05-04");
    assert_snapshot!(due("stay 2026-03-11"), @"accepted 2026-03-11, due 2026-03-26");
    assert_snapshot!(steps("stay 2026-04-21"), @r"
    2026-04-21 accepted: Accepted: the office
    2026-04-22 first-day: First day of the period
    2026-05-01 end-moved: The period would end here, but it is a day off (Kazakhstan's People Solidarity Holiday), so it ends on the next working day
    2026-05-04 due: Last day of the period (10 calendar days)
    ");
    assert_snapshot!(steps("stay 2026-11-25"), @r"
    2026-11-25 accepted: Accepted: the office
    2026-11-26 first-day: First day of the period
    2026-12-05 end-moved: The period would end here, but it is a day off (weekend), so it ends on the next working day
    2026-12-07 due: Last day of the period (10 calendar days)
    ");
}

#[test]
fn minutes_are_done_on_the_day() {
    assert_snapshot!(due("number 2026-11-23"), @"accepted 2026-11-23, due 2026-11-23");
    assert_snapshot!(due("number 2026-11-23T18:01"), @"accepted 2026-11-24, due 2026-11-24");
    assert_snapshot!(steps("number 2026-11-23T18:01"), @r"
    2026-11-23 after-hours: Filed after 18:00, so it counts as filed on the next day of acceptance
    2026-11-24 accepted: Accepted: the office
    2026-11-24 due: Done while you wait (20–30 minutes)
    ");
}

#[test]
fn explains_each_day() {
    assert_snapshot!(steps("card 2026-12-14"), @r"
    2026-12-14 accepted: Accepted: the office
    2026-12-15 first-day: First day of the period
    2026-12-16 day-off: Not counted: Independence Day
    2026-12-22 due: Last day of the period (5 working days)
    2027-01-13 extended: Last day if the period is extended (30 calendar days from acceptance)
    ");
    assert_snapshot!(steps("card 2024-12-31"), @r"
    2024-12-31 accepted: Accepted: the office
    2025-01-01 day-off: Not counted: New Year's Day
    2025-01-02 day-off: Not counted: New Year's Day
    2025-01-03 day-off: Not counted: day off in exchange for work on 5 January 2025
    2025-01-05 worked: Counted although it is a weekend day: worked instead of 3 January 2025
    2025-01-05 first-day: First day of the period
    2025-01-07 day-off: Not counted: Orthodox Christmas
    2025-01-10 due: Last day of the period (5 working days)
    2025-01-30 extended: Last day if the period is extended (30 calendar days from acceptance)
    ");
    // The day of acceptance is not counted, worked weekend day or not.
    assert_snapshot!(steps("card 2025-01-04"), @r"
    2025-01-04 not-accepting: Nothing is accepted on this day: weekend
    2025-01-05 accepted: Accepted: the office
    2025-01-06 first-day: First day of the period
    2025-01-07 day-off: Not counted: Orthodox Christmas
    2025-01-13 due: Last day of the period (5 working days)
    2025-02-04 extended: Last day if the period is extended (30 calendar days from acceptance)
    ");
    assert_snapshot!(steps("card 2026-05-08T18:01"), @r"
    2026-05-08 after-hours: Filed after 18:00, so it counts as filed on the next day of acceptance
    2026-05-09 not-accepting: Nothing is accepted on this day: Victory Day
    2026-05-10 not-accepting: Nothing is accepted on this day: weekend
    2026-05-11 not-accepting: Nothing is accepted on this day: Victory Day, moved from a weekend
    2026-05-12 accepted: Accepted: the office
    2026-05-13 first-day: First day of the period
    2026-05-19 due: Last day of the period (5 working days)
    2026-06-11 extended: Last day if the period is extended (30 calendar days from acceptance)
    ");
    assert_snapshot!(steps("permit 2026-05-26"), @r"
    2026-05-26 accepted: Accepted: the office
    2026-05-27 day-off: Not counted: Eid al-Adha (estimated date)
    2026-05-28 first-day: First day of the period
    2026-06-01 earliest: Earliest end of the period (3 working days)
    2026-06-03 due: Last day of the period (3–5 working days)
    ");
}

#[test]
fn a_channel_may_be_closed_on_a_working_day() {
    let mut rules = rulebook();
    rules.channels[0].accepts[4] = false;
    let answer = rules.deadline(&request("number 2026-11-20")).unwrap();
    assert_snapshot!(listed(&answer.steps), @r"
    2026-11-20 not-accepting: Nothing is accepted on this day: no acceptance on this day of the week
    2026-11-21 not-accepting: Nothing is accepted on this day: weekend
    2026-11-22 not-accepting: Nothing is accepted on this day: weekend
    2026-11-23 accepted: Accepted: the office
    2026-11-23 due: Done while you wait (20–30 minutes)
    ");
}

#[test]
fn the_first_day_stands_before_the_end_on_the_same_day() {
    let mut rules = rulebook();
    if let TermOnFile::Given(term) = &mut rules.services[1].term {
        (term.min, term.max) = (1, 1);
    }
    rules.services[1].channels = vec!["corporation".to_owned()];
    // One day before the end is the day of acceptance: nothing to hand over yet.
    let answer = rules.deadline(&request("permit 2026-11-23")).unwrap();
    assert_snapshot!(listed(&answer.steps), @r"
    2026-11-23 accepted: Accepted: the corporation
    2026-11-24 first-day: First day of the period
    2026-11-24 due: Last day of the period (1 working day)
    ");
}

#[test]
fn says_what_it_takes_for_granted() {
    assert_snapshot!(assumptions("card 2026-11-23"), @"complete-papers starts-next-day working-week acceptance end-moves extension");
    assert_snapshot!(assumptions("permit 2026-11-23"), @"complete-papers starts-next-day working-week acceptance");
    assert_snapshot!(assumptions("stay 2026-11-23"), @"complete-papers starts-next-day acceptance end-moves");
    assert_snapshot!(assumptions("number 2026-11-23"), @"complete-papers acceptance");
    // The term is of 2026; the extension leads into 2027; Kurban Ait is an estimate.
    assert_snapshot!(assumptions("card 2025-12-31"), @"complete-papers starts-next-day working-week acceptance end-moves extension later-edition");
    assert_snapshot!(assumptions("card 2026-01-01"), @"complete-papers starts-next-day working-week acceptance end-moves extension");
    assert_snapshot!(assumptions("card 2026-12-14"), @"complete-papers starts-next-day working-week acceptance end-moves extension provisional-year");
    assert_snapshot!(assumptions("permit 2026-05-25"), @"complete-papers starts-next-day working-week acceptance estimated-day-off");
    assert_snapshot!(assumptions("permit 2026-05-28"), @"complete-papers starts-next-day working-week acceptance");

    let rules = rulebook();
    let answer = rules.deadline(&request("card 2027-05-14")).unwrap();
    let texts: Vec<_> = answer.assumptions.iter().map(|a| a.text.as_str()).collect();
    assert_snapshot!(texts.join("\n"), @r"
    The papers are complete and nothing has to be asked for again.
    The period starts on the day after acceptance.
    Working days are all days without the weekly days off, holidays, days moved from weekends and swapped days.
    What is filed after 18:00 or on a day off counts as filed on the next day of acceptance.
    A period in calendar days that ends on a day off ends on the next working day.
    The longest extension is counted as 30 calendar days from acceptance in all.
    Eid al-Adha on 16 May 2027 is an estimated date; it may move by a day.
    The calendar of 2027 is provisional. Swaps are not published yet.
    ");
}

#[test]
fn refuses_what_leads_off_the_calendar() {
    let off = "off-calendar: The working calendar is on file for 2024–2027. The period leads outside it, so we can't count its working days.";
    let due = |asked| due(asked).replace(off, "off");
    assert_snapshot!(due("card 2027-12-24"), @"accepted 2027-12-24, due 2027-12-31, extended? off");
    assert_snapshot!(due("card 2027-12-27"), @"accepted 2027-12-27, due? off, extended? off");
    assert_snapshot!(due("permit 2027-12-24"), @"accepted 2027-12-24, earliest 2027-12-29, due 2027-12-31");
    assert_snapshot!(due("permit 2027-12-27"), @"accepted 2027-12-27, earliest 2027-12-30, due? off");
    assert_snapshot!(due("permit 2027-12-31"), @"accepted 2027-12-31, due? off");
    assert_snapshot!(due("permit 2027-12-31T18:01"), @"due? off");
    assert_snapshot!(due("stay 2027-12-21"), @"accepted 2027-12-21, due 2027-12-31");
    assert_snapshot!(due("stay 2027-12-22"), @"accepted 2027-12-22, due? off");
    assert_snapshot!(due("number 2027-12-31"), @"accepted 2027-12-31, due 2027-12-31");
    assert_snapshot!(due("number 2028-01-05"), @"due? off");
    assert_snapshot!(due("number 2023-12-29"), @"due? off");
    assert_snapshot!(due("number 9999-12-31"), @"due? off");
    assert_snapshot!(due("number 0001-01-01"), @"due? off");
}

#[test]
fn counts_periods_from_a_filing() {
    // As for a service.
    assert_snapshot!(ends("invitation/decision 2026-12-14"), @"accepted 2026-12-14, due 2026-12-22, extended 2027-01-13");
    assert_snapshot!(ends("invitation/decision 2026-11-21T10:00"), @"accepted 2026-11-23, due 2026-11-30, extended 2026-12-23");
    assert_snapshot!(ends("invitation/decision 2026-11-21 corporation"), @"accepted 2026-11-21, due 2026-11-27, extended 2026-12-21");
}

#[test]
fn counts_periods_from_any_day_of_an_event() {
    // A Monday; Saturday 21 November 2026; Victory Day.
    assert_snapshot!(ends("invitation/consent 2026-12-14"), @"accepted 2026-12-14, earliest 2026-12-17, due 2026-12-18, extended 2027-01-13");
    assert_snapshot!(ends("invitation/consent 2026-11-21"), @"accepted 2026-11-21, earliest 2026-11-24, due 2026-11-25, extended 2026-12-21");
    assert_snapshot!(ends("invitation/consent 2026-05-09"), @"accepted 2026-05-09, earliest 2026-05-13, due 2026-05-14, extended 2026-06-08");
    assert_snapshot!(ends("complaint/answer 2026-11-21"), @"accepted 2026-11-21, due 2026-12-07");
    assert_snapshot!(ends("complaint/answer 2026-11-22"), @"accepted 2026-11-22, due 2026-12-07");
    // The page's only period.
    assert_snapshot!(ends("complaint/ 2026-11-21"), @"accepted 2026-11-21, due 2026-12-07");
    assert_snapshot!(ends("invitation/queue 2026-11-21"), @"accepted 2026-11-21, due 2026-11-21");
    assert_snapshot!(ends("invitation/queue 2026-11-21T10:00"), @"accepted 2026-11-21, due 2026-11-21");
    assert_snapshot!(ends("complaint/answer 2027-12-20"), @"accepted 2027-12-20, due? off-calendar: The working calendar is on file for 2024–2027. The period leads outside it, so we can't count its working days.");
    assert_snapshot!(ends("complaint/answer 2028-01-01"), @"due? off-calendar: The working calendar is on file for 2024–2027. The period leads outside it, so we can't count its working days.");
}

#[test]
fn explains_a_period() {
    let rules = rulebook();
    let answer = rules.deadline_of_rule(&period("invitation/consent 2026-11-21"));
    let answer = answer.unwrap();
    assert_snapshot!(listed(&answer.steps), @r"
    2026-11-21 event: Start of the count: from what begins the consent
    2026-11-23 first-day: First day of the period
    2026-11-24 earliest: Earliest end of the period (2 working days)
    2026-11-25 due: Last day of the period (2–3 working days)
    2026-12-21 extended: Last day if the period is extended (30 calendar days from the start of the count)
    ");
    let texts: Vec<_> = answer.assumptions.iter().map(|a| a.text.as_str()).collect();
    assert_snapshot!(texts.join("\n"), @r"
    The period starts on the day after the event that it is counted from.
    Working days are all days without the weekly days off, holidays, days moved from weekends and swapped days.
    A period in calendar days that ends on a day off ends on the next working day.
    The longest extension is counted as 30 calendar days from the same event in all.
    ");
    assert_snapshot!(answer.note().unwrap(), @"The order doesn't say when it begins.");

    let answer = rules.deadline_of_rule(&period("invitation/queue 2026-11-21"));
    let answer = answer.unwrap();
    assert_snapshot!(listed(&answer.steps), @r"
    2026-11-21 event: Start of the count: from what begins the queue
    2026-11-21 due: At most 30 minutes
    ");
    assert_snapshot!(codes(&answer.assumptions), @"");

    let answer = rules.deadline_of_rule(&period("invitation/decision 2026-11-23"));
    let answer = answer.unwrap();
    assert_snapshot!(listed(&answer.steps), @r"
    2026-11-23 accepted: Accepted: the office
    2026-11-24 first-day: First day of the period
    2026-11-30 due: Last day of the period (5 working days)
    2026-12-23 extended: Last day if the period is extended (30 calendar days from acceptance)
    ");
    assert_snapshot!(codes(&answer.assumptions), @"complete-papers starts-next-day working-week acceptance end-moves extension later-acts");
    let later = answer.assumptions.iter().find(|a| a.code == "later-acts");
    assert_snapshot!(later.unwrap().text, @"The period is as the text on file gives it (Order of 2020). Later acts have changed that document; their text is not on file.");
    assert_eq!(answer.note(), None);
}

#[test]
fn names_what_is_wrong_with_a_period() {
    assert_snapshot!(ends("refusal/decision 2026-11-23"), @"rule: There is no page “refusal” with periods. Pages with periods: invitation, complaint.");
    assert_snapshot!(ends("invitation/answer 2026-11-23"), @"period: There is no period “answer” on this page. Periods: decision, consent, queue.");
    assert_snapshot!(ends("invitation/ 2026-11-23"), @"period: Please choose “period”. Allowed: decision, consent, queue.");
    assert_snapshot!(ends("invitation/decision 2026-11-23 portal"), @"channel: “portal” is not a way to file here. Allowed: office, corporation.");
    assert_snapshot!(ends("invitation/consent 2026-11-23 office"), @"channel: This period doesn't begin with a filing. Leave “office” out.");
    assert_snapshot!(ends("invitation/consent 2026-11-23T10:00"), @"submitted: The time doesn't matter here: this period is counted in days, from the day of the event. Leave “10:00” out.");
    assert_snapshot!(ends("invitation/consent 2026-11-23T25:00"), @"submitted: “25:00” is not a time of day. Enter it as hours:minutes, for example 14:30.");
    assert_snapshot!(ends("refusal/ today office"), @"rule: There is no page “refusal” with periods. Pages with periods: invitation, complaint. / submitted: “today” is not a date. Enter it as year-month-day, for example 2026-11-23.");
}

#[test]
fn says_when_no_term_is_given() {
    assert_snapshot!(due("notice 2026-11-21"), @"accepted 2026-11-23, term? not-given: The guide doesn't say how long it takes.");
}

#[test]
fn names_what_is_wrong() {
    assert_snapshot!(due("cart 2026-11-23"), @"service: There is no service “cart”. Services: card, permit, number, stay, notice, renewal.");
    assert_snapshot!(due("card 2026-02-29"), @"submitted: “2026-02-29” is not a date. Enter it as year-month-day, for example 2026-11-23.");
    assert_snapshot!(due("card "), @"submitted: “” is not a date. Enter it as year-month-day, for example 2026-11-23.");
    assert_snapshot!(due("card 2026-11-23T24:00"), @"submitted: “24:00” is not a time of day. Enter it as hours:minutes, for example 14:30.");
    assert_snapshot!(due("card 2026-11-23T"), @"submitted: “” is not a time of day. Enter it as hours:minutes, for example 14:30.");
    assert_snapshot!(due("card 2026-11-23 portal"), @"channel: “portal” is not a way to file for this service. Allowed: office, corporation.");
    // Known, but not for this service.
    assert_snapshot!(due("permit 2026-11-23 corporation"), @"channel: “corporation” is not a way to file for this service. Allowed: office.");
    assert_snapshot!(due("card todayTnow post"), @"submitted: “today” is not a date. Enter it as year-month-day, for example 2026-11-23. / submitted: “now” is not a time of day. Enter it as hours:minutes, for example 14:30. / channel: “post” is not a way to file for this service. Allowed: office, corporation.");
    assert_snapshot!(due("cart today"), @"service: There is no service “cart”. Services: card, permit, number, stay, notice, renewal. / submitted: “today” is not a date. Enter it as year-month-day, for example 2026-11-23.");
}

#[test]
fn opens_and_closes_a_window() {
    assert_snapshot!(window("renewal 2027-03-01"), @"opens 2027-01-18, closes 2027-02-22");
    // 9, 8, 6 January, Sunday the 5th (worked), and 31 December.
    assert_snapshot!(window("renewal 2025-01-10"), @"opens 2024-11-25, closes 2024-12-31");
    assert_snapshot!(window("renewal 2026-03-30"), @"opens 2026-02-10, closes 2026-03-18");
    assert_snapshot!(window("renewal 2027-12-31"), @"opens 2027-11-18, closes 2027-12-24");
    let off = "off-calendar: The working calendar is on file for 2024–2027. The period leads outside it, so we can't count its working days.";
    assert_snapshot!(window("renewal 2024-01-10").replace(off, "off"), @"closes 2024-01-03, opens? off");
    assert_snapshot!(window("renewal 2028-01-10").replace(off, "off"), @"closes? off, opens? off");
}

#[test]
fn explains_a_window() {
    let rules = rulebook();
    let answer = rules.filing_window("renewal", "2025-01-10").unwrap();
    assert_snapshot!(listed(&answer.steps), @r"
    2024-11-25 opens: First day on which you can apply (30 working days before expiry)
    2024-12-16 day-off: Not counted: Independence Day
    2024-12-31 closes: Last day on which you can apply (5 working days before expiry)
    2025-01-01 day-off: Not counted: New Year's Day
    2025-01-02 day-off: Not counted: New Year's Day
    2025-01-03 day-off: Not counted: day off in exchange for work on 5 January 2025
    2025-01-05 worked: Counted although it is a weekend day: worked instead of 3 January 2025
    2025-01-07 day-off: Not counted: Orthodox Christmas
    2025-01-10 expires: Expiry
    ");
    assert_snapshot!(codes(&answer.assumptions), @"window-counting working-week");

    // Wednesday 8 May 2024 is off for Saturday the 4th, which is counted though
    // the day off itself is not.
    let answer = rules.filing_window("renewal", "2024-05-08").unwrap();
    let worked: Vec<_> = answer.steps.iter().filter(|s| s.kind == "worked").collect();
    assert_eq!(worked[0].day, day("2024-05-04"));
    // The day of the expiry is not counted, worked or not.
    let answer = rules.filing_window("renewal", "2024-05-04").unwrap();
    assert!(answer.steps.iter().all(|step| step.kind != "worked"));
    let answer = rules.filing_window("renewal", "2027-03-01").unwrap();
    assert_snapshot!(codes(&answer.assumptions), @"window-counting working-week provisional-year");
}

#[test]
fn a_window_of_calendar_days_never_passes_its_limits() {
    let mut rules = rulebook();
    let renewal = rules.services.last_mut().unwrap();
    renewal.window = Some(Window {
        opens: 30,
        closes: 1,
        unit: TermUnit::CalendarDay,
        ..renewal.window.clone().unwrap()
    });
    // 8 November and 7 December are a Sunday and a Monday.
    assert_snapshot!(window_from(&rules, "renewal 2026-12-08"), @"opens 2026-11-09, closes 2026-12-07");
    // The day before is Saturday 28 November: later would be too late.
    assert_snapshot!(window_from(&rules, "renewal 2026-11-29"), @"opens 2026-10-30, closes 2026-11-27");
    // Days off are counted, so none is said not to be.
    let answer = rules.filing_window("renewal", "2026-12-29").unwrap();
    assert_snapshot!(listed(&answer.steps), @r"
    2026-11-30 opens: First day on which you can apply (30 calendar days before expiry)
    2026-12-28 closes: Last day on which you can apply (1 calendar day before expiry)
    2026-12-29 expires: Expiry
    ");
    assert_snapshot!(codes(&answer.assumptions), @"window-counting");
}

#[test]
fn names_what_is_wrong_with_a_window() {
    assert_snapshot!(window("renewal soon"), @"expires: “soon” is not a date. Enter it as year-month-day, for example 2026-11-23.");
    assert_snapshot!(window("card 2026-11-23"), @"expires: This service extends nothing, so there is no expiry date to count back from. Services that do: renewal.");
    assert_snapshot!(window("cart soon"), @"service: There is no service “cart”. Services: card, permit, number, stay, notice, renewal. / expires: “soon” is not a date. Enter it as year-month-day, for example 2026-11-23.");
    let mut rules = rulebook();
    rules.services.pop();
    assert_snapshot!(window_from(&rules, "card 2026-11-23"), @"expires: This service extends nothing, so there is no expiry date to count back from.");
}

#[test]
fn knows_the_days_off() {
    let rules = rulebook();
    let kind = |date| match rules.calendar.status(day(date)).unwrap() {
        Status::Working => "working".to_owned(),
        Status::Worked(off) => format!("worked for {off}"),
        Status::Weekend => "weekend".to_owned(),
        Status::Off(off) => format!("{:?} {}", off.kind, rules.calendar.name(off)),
    };
    assert_snapshot!(kind("2026-03-20"), @"working");
    assert_snapshot!(kind("2026-03-21"), @"Holiday Nowruz Holiday");
    assert_snapshot!(kind("2026-03-24"), @"Observed Nowruz Holiday");
    assert_snapshot!(kind("2026-03-25"), @"Observed Nowruz Holiday");
    assert_snapshot!(kind("2026-03-26"), @"working");
    assert_snapshot!(kind("2026-08-30"), @"weekend");
    assert_snapshot!(kind("2026-08-31"), @"working");
    assert_snapshot!(kind("2027-03-15"), @"Holiday Constitution Day");
    assert_snapshot!(kind("2025-01-03"), @"Swap { worked_instead: 2025-01-05 } ");
    assert_snapshot!(kind("2025-01-05"), @"worked for 2025-01-03");
    assert_snapshot!(kind("2025-01-04"), @"weekend");
    // Days that don't move: a Sunday, and the Monday after it.
    assert_snapshot!(kind("2024-01-07"), @"Fixed Orthodox Christmas");
    assert_snapshot!(kind("2024-01-08"), @"working");
}

#[test]
fn counts_the_working_days_of_2026() {
    let rules = rulebook();
    let mut months = [0; 12];
    let mut date = day("2026-01-01");
    while date.year() == 2026 {
        months[date.month() as usize - 1] += u32::from(rules.calendar.is_working(date).unwrap());
        date = date.next().unwrap();
    }
    assert_eq!(months, [19, 20, 18, 22, 17, 22, 22, 21, 22, 21, 21, 22]);
}

#[test]
fn writes_the_public_json() {
    let rules = rulebook();
    let answer = rules.deadline(&request("permit 2026-12-14T09:30")).unwrap();
    let read: serde_json::Value = serde_json::from_str(&answer.to_json()).unwrap();
    assert_eq!(read["service"], "permit");
    assert_eq!(read["submitted"], "2026-12-14");
    assert_eq!(read["time"], "09:30");
    assert_eq!(read["channel"], "office");
    assert_eq!(read["accepted"], "2026-12-14");
    assert_eq!(read["due"], "2026-12-22");
    assert_eq!(read["due_text"], "Tuesday, 22 December 2026");
    assert_eq!(read["earliest"], "2026-12-18");
    assert_eq!(read["unknown"], serde_json::json!([]));
    assert!(read.get("extended").is_none());
    assert_eq!(
        read["steps"][1],
        serde_json::json!({"day": "2026-12-15", "day_text": "Tuesday, 15 December 2026", "kind": "first-day", "text": "First day of the period"})
    );

    let answer = rules.deadline(&request("card 2026-12-14")).unwrap();
    let read: serde_json::Value = serde_json::from_str(&answer.to_json()).unwrap();
    assert_eq!(read["extended"], "2027-01-13");

    let answer = rules.deadline_of_rule(&period("invitation/consent 2026-12-14"));
    let read: serde_json::Value = serde_json::from_str(&answer.unwrap().to_json()).unwrap();
    assert_eq!(read["rule"], "invitation");
    assert_eq!(read["period"], "consent");
    assert!(read.get("service").is_none());
    assert!(read.get("channel").is_none());
    assert_eq!(read["accepted"], "2026-12-14");
    assert_eq!(read["due"], "2026-12-18");
    assert_eq!(read["note"], "The order doesn't say when it begins.");

    let answer = rules.filing_window("renewal", "2027-03-01").unwrap();
    let read: serde_json::Value = serde_json::from_str(&answer.to_json()).unwrap();
    assert_eq!(read["expires"], "2027-03-01");
    assert_eq!(read["opens"], "2027-01-18");
    assert_eq!(read["closes"], "2027-02-22");

    let errors = rules.filing_window("card", "soon").unwrap_err();
    let read: serde_json::Value = serde_json::from_str(&errors_to_json(&errors)).unwrap();
    assert_eq!(read["errors"][1]["field"], "expires");
}
