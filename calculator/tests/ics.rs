//! Files for calendars.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;
#[path = "common/tools.rs"]
mod tools;

use std::sync::LazyLock;

use proptest::prelude::*;
use qagida_calculator::tools::{Answer, Event, Pair, Toolbox};
use qagida_calculator::{Citation, Date};

use crate::tools::toolbox;

static TOOLS: LazyLock<Toolbox> = LazyLock::new(toolbox);
const STAMP: &str = "20261122T075816Z";

fn pair(name: &str, value: &str) -> Pair {
    Pair {
        at: None,
        name: name.to_owned(),
        value: value.to_owned(),
    }
}

fn event(id: &str, day: &str, title: &str, text: &str) -> Event {
    Event {
        id: id.to_owned(),
        day: Date::parse(day).unwrap(),
        title: title.to_owned(),
        text: text.to_owned(),
    }
}

fn answer(events: Vec<Event>) -> Answer {
    Answer {
        title: "Мерзім".to_owned(),
        complete: true,
        request: vec![pair("what", "service/work-visa"), pair("on", "2026-12-14")],
        asked: vec![(
            "Тапсыру күні".to_owned(),
            "2026 жылғы 14 желтоқсан, дүйсенбі".to_owned(),
        )],
        body: "{}".to_owned(),
        record: Vec::new(),
        sources: vec![Citation {
            document: "guide".to_owned(),
            at: "term".to_owned(),
            text: "Нұсқаулық, 3-бет; мерзімі".to_owned(),
        }],
        events,
    }
}

fn file(answer: &Answer) -> String {
    let link =
        "https://example.org/kk/calculators/deadlines/?what=service%2Fwork-visa&on=2026-12-14";
    TOOLS.calendar_of("deadlines", answer, STAMP, link).unwrap()
}

/// The lines as whoever reads the file sees them.
fn unfolded(file: &str) -> Vec<(String, String)> {
    let file = file.strip_suffix("\r\n").unwrap().replace("\r\n ", "");
    let lines = file.split("\r\n").map(|line| line.split_once(':').unwrap());
    lines
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next().unwrap() {
                'n' => text.push('\n'),
                c @ ('\\' | ';' | ',') => text.push(c),
                c => panic!("an escape that there isn't: {c}"),
            },
            ';' | ',' => panic!("{c} stands unescaped"),
            c => text.push(c),
        }
    }
    text
}

fn values(file: &str, name: &str) -> Vec<String> {
    let lines = unfolded(file)
        .into_iter()
        .filter(|(found, _)| found == name);
    lines.map(|(_, value)| value).collect()
}

#[test]
fn looks_like_this() {
    let answer = answer(vec![
        event(
            "due",
            "2026-12-22",
            "Соңғы күні: шақыру; жұмыс визасы, C3",
            "Мерзімнің соңғы күні.\nЕң кеші \\ осы.",
        ),
        event("extended", "2026-12-31", "Продление", "Последний день"),
    ]);
    let file = file(&answer);
    insta::assert_snapshot!(file.replace("\r\n", "⏎\n"), @r#"
    BEGIN:VCALENDAR⏎
    VERSION:2.0⏎
    PRODID:-//qagida//qagida//EN⏎
    CALSCALE:GREGORIAN⏎
    METHOD:PUBLISH⏎
    BEGIN:VEVENT⏎
    UID:0123defc42047224@qagida⏎
    DTSTAMP:20261122T075816Z⏎
    SEQUENCE:0⏎
    DTSTART;VALUE=DATE:20261222⏎
    DTEND;VALUE=DATE:20261223⏎
    SUMMARY:Соңғы күні: шақыру\; жұмыс визасы\, C3⏎
    DESCRIPTION:Мерзімнің соңғы күні.\nЕң кеші \\ ос⏎
     ы.\nТапсыру күні: 2026 жылғы 14 желтоқсан\, дү⏎
     йсенбі\nSources: Нұсқаулық\, 3-бет\; мерзімі\nThi⏎
     s is an estimate\; the authority decides. Content version: test\nThe whole⏎
      answer: https://example.org/kk/calculators/deadlines/?what=service%2Fwork⏎
     -visa&on=2026-12-14⏎
    URL:https://example.org/kk/calculators/deadlines/?what=service%2Fwork-visa&⏎
     on=2026-12-14⏎
    TRANSP:TRANSPARENT⏎
    END:VEVENT⏎
    BEGIN:VEVENT⏎
    UID:7c86d494927fe0cb@qagida⏎
    DTSTAMP:20261122T075816Z⏎
    SEQUENCE:0⏎
    DTSTART;VALUE=DATE:20261231⏎
    DTEND;VALUE=DATE:20270101⏎
    SUMMARY:Продление⏎
    DESCRIPTION:Последний день\nТапсыру күні: 2026 жы⏎
     лғы 14 желтоқсан\, дүйсенбі\nSources: Нұсқаулы⏎
     қ\, 3-бет\; мерзімі\nThis is an estimate\; the authority decide⏎
     s. Content version: test\nThe whole answer: https://example.org/kk/calcula⏎
     tors/deadlines/?what=service%2Fwork-visa&on=2026-12-14⏎
    URL:https://example.org/kk/calculators/deadlines/?what=service%2Fwork-visa&⏎
     on=2026-12-14⏎
    TRANSP:TRANSPARENT⏎
    END:VEVENT⏎
    END:VCALENDAR⏎
    "#);
}

#[test]
fn the_same_day_keeps_its_id() {
    let first = answer(vec![
        event("due", "2026-12-22", "A", "a"),
        event("extended", "2026-12-22", "A", "a"),
    ]);
    let uids = |answer: &Answer| values(&file(answer), "UID");
    let ids = uids(&first);
    assert_ne!(ids[0], ids[1]);
    // Another day, title and language, and other content: the same event, moved.
    let mut later = answer(vec![event("due", "2026-12-23", "Б", "б")]);
    later.asked.clear();
    later.sources.clear();
    assert_eq!(uids(&later)[0], ids[0]);
    // Another question.
    later.request[1].value = "2026-12-15".to_owned();
    assert_ne!(uids(&later)[0], ids[0]);
    // Names and values don't run together.
    let ids = [
        [("a", "bc"), ("d", "")],
        [("ab", "c"), ("d", "")],
        [("a", "b"), ("cd", "")],
    ];
    let ids = ids.map(|pairs| {
        later.request = pairs
            .iter()
            .map(|(name, value)| pair(name, value))
            .collect();
        uids(&later)[0].clone()
    });
    assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2]);
    assert!(
        ids.iter()
            .all(|id| id.len() == 23 && id.ends_with("@qagida"))
    );
}

#[test]
fn refuses_what_is_no_moment() {
    let answer = answer(vec![event("due", "2026-12-22", "A", "a")]);
    for bad in [
        "",
        "20261122",
        "20261122T0758Z",
        "20261122T075816",
        "20261122t075816z",
        "20261322T075816Z",
        "20260230T075816Z",
        "20261122T245816Z",
        "20261122T076016Z",
        "20261122T075860Z",
        "20261122T075816Z\r\nX:1",
        "2026112２T07581Z",
        "+0261122T075816Z",
    ] {
        assert_eq!(TOOLS.calendar_of("duty", &answer, bad, ""), None, "{bad:?}");
    }
    assert!(TOOLS.calendar_of("duty", &answer, STAMP, "").is_some());
    let nothing = Answer {
        events: Vec::new(),
        ..answer
    };
    assert_eq!(TOOLS.calendar_of("duty", &nothing, STAMP, ""), None);
    assert_eq!(
        TOOLS.calendar_file("no-tool", "on=2026-11-23", STAMP, ""),
        None
    );
    assert_eq!(TOOLS.calendar_file("duty", "on=tomorrow", STAMP, ""), None);
}

#[test]
fn links_only_to_the_web() {
    let answer = answer(vec![event("due", "2026-12-22", "A", "a")]);
    let url = |link: &str| {
        let file = TOOLS.calendar_of("duty", &answer, STAMP, link).unwrap();
        (
            values(&file, "URL"),
            unescaped(&values(&file, "DESCRIPTION")[0]).contains(link),
        )
    };
    for link in ["http://127.0.0.1:8080/kk/?a=1,2;3", "https://example.org/"] {
        assert_eq!(url(link), (vec![link.to_owned()], true));
    }
    for link in [
        "/kk/calculators/",
        "javascript:alert(1)",
        "https://",
        "ftp://example.org/",
        "https://example.org/\r\nATTACH:x",
        "https://example.org/a b",
        "https://example.org/қ",
    ] {
        assert_eq!(url(link), (Vec::new(), false), "{link}");
    }
}

#[test]
fn the_last_day_of_all_has_no_next() {
    let file = file(&answer(vec![event("due", "9999-12-31", "A", "a")]));
    assert_eq!(values(&file, "DTSTART;VALUE=DATE"), ["99991231"]);
    assert!(!file.contains("DTEND"));
}

#[test]
fn a_tool_gives_one() {
    let file = TOOLS
        .calendar_file("duty", "duty=entry\npeople=1\non=23.11.2026", STAMP, "")
        .unwrap();
    assert_eq!(values(&file, "DTSTART;VALUE=DATE"), ["20261123"]);
    assert_eq!(values(&file, "DTEND;VALUE=DATE"), ["20261124"]);
    assert_eq!(values(&file, "DTSTAMP"), [STAMP]);
    let iso = TOOLS
        .calendar_file("duty", "duty=entry\non=2026-11-23", STAMP, "")
        .unwrap();
    assert_eq!(values(&iso, "UID"), values(&file, "UID"));
}

/// What is left of a text in a calendar.
fn kept(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let kept = text.chars().filter_map(|c| match c {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    });
    kept.collect()
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[а-яәғқңөұүһі,;\\\\:\r\n\" 🙂]{0,300}",
        "\\PC{0,200}",
        prop::collection::vec(any::<char>(), 0..120).prop_map(|chars| chars.into_iter().collect()),
    ]
}

proptest! {
    #[test]
    fn any_text_comes_back(title in any_text(), text in any_text(), link in any_text()) {
        let answer = answer(vec![event("due", "2026-12-22", &title, &text)]);
        let file = TOOLS.calendar_of("deadlines", &answer, STAMP, &link).unwrap();
        prop_assert!(file.ends_with("\r\n"));
        // In bytes, as what reads it folds and unfolds them: every line by itself is UTF-8.
        for line in file.as_bytes().split(|byte| *byte == b'\n') {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            prop_assert!(line.len() <= 75);
            let line = std::str::from_utf8(line).unwrap();
            prop_assert!(!line.chars().any(char::is_control), "{:?}", line);
        }
        prop_assert_eq!(file.matches('\n').count(), file.matches("\r\n").count());
        prop_assert_eq!(unescaped(&values(&file, "SUMMARY")[0]), kept(&title));
        let description = unescaped(&values(&file, "DESCRIPTION")[0]);
        prop_assert!(description.starts_with(&kept(&text)));
        prop_assert_eq!(values(&file, "BEGIN"), ["VCALENDAR", "VEVENT"]);
    }
}
