//! Dates as people type them.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;
#[path = "common/tools.rs"]
mod tools;

use std::fmt::Write as _;
use std::sync::LazyLock;

use proptest::prelude::*;
use qagida_calculator::Date;
use qagida_calculator::tools::Pair;
use qagida_calculator::tools::typed::{DateWords, Months, Unread};

use crate::tools::{date_words, toolbox};

const LANGUAGES: [&str; 3] = ["kk", "ru", "en"];

static MONTHS: LazyLock<Months> = LazyLock::new(|| Months::new(&LANGUAGES.map(date_words)));
static WORDS: LazyLock<[DateWords; 3]> = LazyLock::new(|| LANGUAGES.map(date_words));

/// What is read from each, a line each.
fn read(typed: &[&str]) -> String {
    let mut lines = String::new();
    for typed in typed {
        let read = match MONTHS.read(typed) {
            Ok(date) => date.to_string(),
            Err(why) => format!("{why:?}"),
        };
        writeln!(lines, "{typed:?}: {read}").unwrap();
    }
    lines
}

#[track_caller]
fn all_are(date: &str, typed: &[&str]) {
    for typed in typed {
        assert_eq!(
            MONTHS.read(typed),
            Ok(Date::parse(date).unwrap()),
            "{typed:?}"
        );
    }
}

#[test]
fn reads_what_people_type() {
    all_are(
        "2026-11-23",
        &[
            "2026-11-23",
            "23.11.2026",
            "23.11.2026 г.",
            "23.11.2026 ж.",
            "2026.11.23",
            "2026/11/23",
            "23/11/2026",
            "11/23/2026",
            "23-11-2026",
            "23 11 2026",
            "23,11,2026",
            "23. 11. 2026",
            "23 . 11 . 2026",
            "23 November 2026",
            "November 23, 2026",
            "Nov. 23rd, 2026",
            "23 Nov 2026",
            "23-Nov-2026",
            "23rd of November, 2026",
            "the 23rd of November 2026",
            "2026 November 23",
            "23 қараша 2026",
            "23-қараша 2026 ж.",
            "2026 жылғы 23 қараша",
            "2026 жылғы 23 қараша, дүйсенбі",
            "2026 ж. 23 қараша",
            "2026 ж. 23 қарашада",
            "2026 жылдың 23 қараша күні",
            "23 ноября 2026",
            "23 ноября 2026 г.",
            "23 ноября 2026 года",
            "23-е ноября 2026",
            "23 нояб. 2026",
            "понедельник, 23 ноября 2026 г.",
            "Monday, 23 November 2026",
            "НОЯБРЬ 23 2026",
            "23 ҚАРАША 2026",
            "23 Қараша 2026",
            "23\u{a0}ноября\u{a0}2026\u{202f}г.",
            "  23   ноября   2026  ",
            "\u{200e}23.11.2026\u{200e}",
            "\u{feff}2026-11-23",
            "2026–11–23",
            "23.11.2026,",
            "23nov2026",
        ],
    );
    all_are(
        "2026-01-03",
        &[
            "3.1.2026",
            "03.01.2026",
            "3 янв 2026",
            "2026-1-3",
            "3 қаң 2026",
        ],
    );
    // The same whichever comes first.
    all_are("2026-05-05", &["5/5/2026", "05-05-2026"]);
}

#[test]
fn reads_kazakh_from_other_keyboards() {
    all_are(
        "2026-10-01",
        &["1 қазан 2026", "1 казан 2026", "1 ҚАЗАН 2026", "1 каз 2026"],
    );
    all_are(
        "2026-07-01",
        &["1 шілде 2026", "1 шилде 2026", "1 шiлде 2026"],
    );
    all_are("2026-09-01", &["1 қыркүйек 2026", "1 кыркуйек 2026"]);
    all_are("2026-02-01", &["2026 жылгы 1 акпан", "1 aқпaн 2026"]);
    all_are("2026-06-01", &["1 маусым 2026", "1 мау 2026"]);
    all_are(
        "2026-05-01",
        &["1 мамыр 2026", "1 may 2026", "1 мая 2026", "1 май 2026"],
    );
}

const REFUSED: &[&str] = &[
    "03/11/2026",
    "3-11-2026",
    "03 11 2026",
    "12/11/2026",
    "31.02.2026",
    "29.02.2026",
    "11.23.2026",
    "0.11.2026",
    "30/02/2026",
    "31 апреля 2026",
    "2026-13-01",
    "00.00.0000",
    "23.11.0000",
    "23.11.26",
    "23 ноября 26",
    "23 ноября",
    "23.11",
    "23.11.226",
    "23.11.20266",
    "223.11.2026",
    "20261123",
    "23112026",
    "2026",
    "ноябрь 2026",
    "ноября",
    "23 но 2026",
    "23 ма 2026",
    "23 ju 2026",
    "23 ноября декабря 2026",
    "23 ноября 24 2026",
    "23 2026 11",
    "23.11-2026",
    "23..11.2026",
    "23.11.2026-",
    ".23.11.2026",
    "-23.11.2026",
    "23.11.2026 10:00",
    "2026-11-23T10:00",
    "вторник, 23 ноября 2026",
    "вторник вторник, 24 ноября 2026",
    "23 brumaire 2026",
    "tomorrow",
    "1e3.11.2026",
    "２３.11.2026",
    "٢٣.11.2026",
    "23.11.2026\u{7}",
    "23\u{0}11\u{0}2026",
    "23 🙂 2026",
    "",
    "г.",
];

#[test]
fn refuses_rather_than_guesses() {
    insta::assert_snapshot!(read(REFUSED), @r#"
    "03/11/2026": TwoWays(2026-11-03, 2026-03-11)
    "3-11-2026": TwoWays(2026-11-03, 2026-03-11)
    "03 11 2026": TwoWays(2026-11-03, 2026-03-11)
    "12/11/2026": TwoWays(2026-11-12, 2026-12-11)
    "31.02.2026": NoSuchDay
    "29.02.2026": NoSuchDay
    "11.23.2026": NoSuchDay
    "0.11.2026": NoSuchDay
    "30/02/2026": NoSuchDay
    "31 апреля 2026": NoSuchDay
    "2026-13-01": NoSuchDay
    "00.00.0000": NoSuchDay
    "23.11.0000": NoSuchDay
    "23.11.26": Year
    "23 ноября 26": Year
    "23 ноября": Year
    "23.11": Year
    "23.11.226": Year
    "23.11.20266": Year
    "223.11.2026": Illegible
    "20261123": Illegible
    "23112026": Illegible
    "2026": Illegible
    "ноябрь 2026": Illegible
    "ноября": Illegible
    "23 но 2026": Illegible
    "23 ма 2026": Illegible
    "23 ju 2026": Illegible
    "23 ноября декабря 2026": Illegible
    "23 ноября 24 2026": Illegible
    "23 2026 11": Illegible
    "23.11-2026": Illegible
    "23..11.2026": Illegible
    "23.11.2026-": Illegible
    ".23.11.2026": Illegible
    "-23.11.2026": Illegible
    "23.11.2026 10:00": Illegible
    "2026-11-23T10:00": Illegible
    "вторник, 23 ноября 2026": Weekday(2026-11-23)
    "вторник вторник, 24 ноября 2026": Illegible
    "23 brumaire 2026": Illegible
    "tomorrow": Illegible
    "1e3.11.2026": Illegible
    "２３.11.2026": Illegible
    "٢٣.11.2026": Illegible
    "23.11.2026\u{7}": Illegible
    "23\011\02026": Illegible
    "23 🙂 2026": Illegible
    "": Illegible
    "г.": Illegible
    "#);
}

#[test]
fn messages_say_what_to_change() {
    let toolbox = toolbox();
    let say = |typed: &str| {
        let pair = Pair {
            at: Some(3),
            name: "on".to_owned(),
            value: typed.to_owned(),
        };
        let mistake = toolbox.typed_date(&pair).unwrap_err();
        assert_eq!((mistake.at, mistake.field.as_str()), (Some(3), "on"));
        mistake.message
    };
    let long = "x".repeat(10_000);
    let typed = [
        "",
        "tomorrow",
        "31.02.2026",
        "23.11.26",
        "03/11/2026",
        "Tuesday 23 Nov 2026",
        &long,
    ];
    insta::assert_snapshot!(typed.map(say).join("\n"), @"
    Please fill this in.
    “tomorrow” is not a date that we can read. Type it like 23.11.2026, 2026-11-23 or 23 November 2026.
    “31.02.2026”: there is no such day in the calendar. Check the day and the month.
    “23.11.26”: give the whole year with its four digits, as in 23.11.2026.
    “03/11/2026” can be read in two ways: 3 November 2026 or 11 March 2026. Write the month as a word, or use dots (23.11.2026: the day comes first, then the month).
    “Tuesday 23 Nov 2026”: the day of the week doesn’t fit, that day is Monday, 23 November 2026. Check the date, or leave the day of the week out.
    “xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…” is not a date that we can read. Type it like 23.11.2026, 2026-11-23 or 23 November 2026.
    ");
}

#[test]
fn every_name_is_read_as_its_month() {
    let all = &*MONTHS;
    assert_eq!(all.mistaken().collect::<Vec<_>>(), Vec::<&str>::new());
    for words in &*WORDS {
        for (name, month) in &words.months {
            let date = Date::new(2026, *month, 7).unwrap();
            for name in [name.clone(), name.to_uppercase(), name.to_lowercase()] {
                assert_eq!(all.date(&format!("7 {name} 2026")), Some(date), "{name}");
            }
        }
        for (name, day) in words.weekdays.iter().zip(2..) {
            let date = Date::new(2026, 11, day).unwrap();
            assert_eq!(
                all.date(&format!("{name} {day}.11.2026")),
                Some(date),
                "{name}"
            );
        }
    }
}

#[test]
fn names_that_begin_alike_are_reported() {
    let words = |months: &[(&str, u32)], fillers: &[&str]| DateWords {
        months: months
            .iter()
            .map(|(name, month)| ((*name).to_owned(), *month))
            .collect(),
        fillers: fillers.iter().map(|word| (*word).to_owned()).collect(),
        ..DateWords::default()
    };
    let months = Months::new(&[words(&[("may", 5), ("mays", 6)], &[])]);
    assert_eq!(months.mistaken().collect::<Vec<_>>(), ["may"]);
    let months = Months::new(&[words(&[("may", 5)], &["may"])]);
    assert_eq!(months.mistaken().collect::<Vec<_>>(), ["may"]);
}

#[test]
fn a_circle_of_letters_ends() {
    let words = DateWords {
        months: vec![("аб".repeat(3), 1)],
        letters: vec![('а', 'б'), ('б', 'а')],
        ..DateWords::default()
    };
    let _ = Months::new(&[words]).read("1 абабаб 2026");
}

fn any_date() -> impl Strategy<Value = Date> {
    (1..=9999i32, 1..=12u32, 1..=31u32)
        .prop_filter_map("a day that there is", |(year, month, day)| {
            Date::new(year, month, day)
        })
}

proptest! {
    #[test]
    fn every_date_in_every_form_is_read_back(
        date in any_date(),
        language in 0..3usize,
        form in 0..2usize,
        upper: bool,
    ) {
        let (all, words) = (&*MONTHS, &WORDS[language]);
        let (year, month, day) = (date.year(), date.month(), date.day());
        let names: Vec<&String> = words
            .months
            .iter()
            .filter(|(_, number)| *number == month)
            .map(|(name, _)| name)
            .collect();
        let mut name = names[form].clone();
        if upper {
            name = name.to_uppercase();
        }
        let weekday = &words.weekdays[date.weekday()];
        for typed in [
            format!("{year:04}-{month:02}-{day:02}"),
            format!("{year:04}-{month}-{day}"),
            format!("{day:02}.{month:02}.{year:04}"),
            format!("{day}.{month}.{year:04}"),
            format!("{year:04}.{month:02}.{day:02}"),
            format!("{day} {name} {year:04}"),
            format!("{day} {name} {year:04} г."),
            format!("{year:04} жылғы {day} {name}"),
            format!("{year:04} ж. {day} {name}"),
            format!("{name} {day}, {year:04}"),
            format!("{weekday}, {day} {name} {year:04}"),
        ] {
            prop_assert_eq!(all.read(&typed), Ok(date), "{}", typed);
        }
        let slashes = all.read(&format!("{day}/{month}/{year:04}"));
        if day > 12 || day == month {
            prop_assert_eq!(slashes, Ok(date));
        } else {
            prop_assert!(matches!(slashes, Err(Unread::TwoWays(one, _)) if one == date));
        }
    }

    #[test]
    fn anything_can_be_typed(typed in any::<String>()) {
        let _ = MONTHS.read(&typed);
    }

    #[test]
    fn pieces_of_dates_never_panic(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "23", "2026", "11", "0", ".", ",", "-", "/", " ", "\u{a0}", "ноября", "nov",
                "қараша", "г", "th", "понедельник", "\u{200b}", "99999999999", "é",
            ]),
            0..12,
        )
    ) {
        let _ = MONTHS.read(&pieces.concat());
    }
}

#[test]
fn is_quick_with_the_absurd() {
    for typed in [
        "1".repeat(1_000_000),
        "🙂".repeat(100_000),
        "қараша ".repeat(100_000),
    ] {
        assert_eq!(MONTHS.read(&typed), Err(Unread::Illegible));
    }
}
