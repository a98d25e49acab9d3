//! A small rulebook with the rules that the real one has: fees by option, rates
//! in units, figures that nobody can read, and the real days off of 2024–2027.

use qagida_calculator::calendar::{DayOff, DayOffKind, Year};
use qagida_calculator::date::Time;
use qagida_calculator::rulebook::{
    Channel, Choice, Currency, Duty, Named, Period, Remark, Unit, Valued,
};
use qagida_calculator::tariff::{Cell, Exemption, Line, Price, Priced};
use qagida_calculator::term::{Extension, Term, TermOnFile, TermUnit, Window};
use qagida_calculator::{
    Amount, Calendar, Citation, Date, Dated, Entry, Phrase, Phrasebook, Rulebook, Service,
};

/// The rulebook of the tests, in English.
pub fn rulebook() -> Rulebook {
    let yes_no = ["no", "yes"];
    Rulebook {
        version: "test".to_owned(),
        currency: Currency {
            code: "KZT".to_owned(),
            symbol: "₸".to_owned(),
            places: 0,
        },
        units: vec![Unit {
            id: "mrp".to_owned(),
            name: "MRP".to_owned(),
            values: Dated::new(vec![
                valued("2025-01-01", "2025-12-31", "3932"),
                valued("2026-01-01", "2026-12-31", "4325"),
            ])
            .unwrap(),
        }],
        calendar: calendar(),
        options: vec![
            choice("term", &["1", "3", "5"], None),
            choice("priority", &yes_no, Some("no")),
            choice("delivery", &yes_no, Some("no")),
        ],
        charges: vec![
            named("service-fee", "Service fee"),
            named("priority-fee", "Priority fee"),
            named("state-duty", "State duty"),
            named("delivery-fee", "Delivery"),
            named("consular-fee", "Consular fee"),
        ],
        channels: vec![
            channel("office", 5, "18:00", None),
            channel("corporation", 6, "20:00", Some(1)),
        ],
        services: services(),
        duties: duties(),
        periods: periods(),
        phrasebook: phrasebook(),
    }
}

fn services() -> Vec<Service> {
    let plain = |id: &str, tariff, term| Service {
        id: id.to_owned(),
        title: id.to_owned(),
        options: Vec::new(),
        tariff,
        excluded: Vec::new(),
        term,
        window: None,
        channels: vec!["office".to_owned()],
    };
    vec![
        card(),
        // A duty alone, so that its unit's limits show; days in a range.
        plain(
            "permit",
            vec![Line {
                exemptions: vec![
                    exemption("delegation", "2024-06-01", ""),
                    exemption("child", "2026-01-01", "2026-06-30"),
                ],
                ..line("state-duty", Price::One(rate("7")), "2024-01-01", "", &[])
            }],
            term(3, 5, TermUnit::WorkingDay),
        ),
        // Nothing to pay; done while one waits.
        Service {
            excluded: vec![Remark {
                kind: "service-fee".to_owned(),
                text: "Free of charge.".to_owned(),
                source: cited("free"),
            }],
            ..plain("number", Vec::new(), term(20, 30, TermUnit::Minute))
        },
        plain(
            "stay",
            vec![line(
                "service-fee",
                Price::One(amount("20000")),
                "2026-01-01",
                "2026-06-30",
                &[],
            )],
            term(10, 10, TermUnit::CalendarDay),
        ),
        // The source leaves out a fee and the term.
        plain(
            "notice",
            vec![
                line(
                    "service-fee",
                    Price::One(amount("20000")),
                    "2026-01-01",
                    "",
                    &[],
                ),
                line(
                    "state-duty",
                    Price::One(Cell::NotGiven {
                        note: "The guide doesn't say what duty is paid.".to_owned(),
                    }),
                    "2026-01-01",
                    "",
                    &[],
                ),
            ],
            TermOnFile::NotGiven {
                note: "The guide doesn't say how long it takes.".to_owned(),
                source: cited("term"),
            },
        ),
        Service {
            window: Some(Window {
                opens: 30,
                closes: 5,
                unit: TermUnit::WorkingDay,
                source: cited("window"),
            }),
            ..plain("renewal", Vec::new(), term(3, 3, TermUnit::WorkingDay))
        },
    ]
}

/// A service with all kinds of lines.
fn card() -> Service {
    let by_term = Price::By {
        option: "term".to_owned(),
        rows: vec![
            ("1".to_owned(), amount("370000")),
            ("3".to_owned(), amount("550000")),
            (
                "5".to_owned(),
                Cell::Unreadable {
                    text: "00 000 KZT".to_owned(),
                    note: "A digit is lost.".to_owned(),
                },
            ),
        ],
    };
    Service {
        id: "card".to_owned(),
        title: "Card".to_owned(),
        options: ["term", "priority", "delivery"].map(str::to_owned).into(),
        tariff: vec![
            line("service-fee", by_term, "2026-01-01", "2027-03-31", &[]),
            line(
                "priority-fee",
                Price::One(amount("150000")),
                "2026-01-01",
                "",
                &[("priority", "yes")],
            ),
            Line {
                exemptions: vec![exemption("delegation", "2024-06-01", "")],
                ..line("state-duty", Price::One(rate("0.5")), "2025-01-01", "", &[])
            },
            Line {
                per_person: false,
                ..line(
                    "delivery-fee",
                    Price::One(amount("1500.5")),
                    "2026-01-01",
                    "",
                    &[("delivery", "yes")],
                )
            },
        ],
        excluded: Vec::new(),
        term: TermOnFile::Given(Term {
            min: 5,
            max: 5,
            unit: TermUnit::WorkingDay,
            source: cited("term"),
            extension: Some(Extension {
                max: 30,
                unit: TermUnit::CalendarDay,
                source: cited("extension"),
            }),
            edition_from: Date::parse("2026-01-01"),
            later_acts: None,
        }),
        window: None,
        channels: vec!["office".to_owned(), "corporation".to_owned()],
    }
}

fn duties() -> Vec<Duty> {
    let duty = |id: &str, line| Duty {
        id: id.to_owned(),
        title: id.to_owned(),
        line: Line {
            id: id.to_owned(),
            ..line
        },
    };
    let not_given = Price::One(Cell::NotGiven {
        note: "The guide doesn't give the rates.".to_owned(),
    });
    vec![
        duty(
            "entry",
            Line {
                exemptions: vec![
                    exemption("delegation", "2024-06-01", ""),
                    exemption("child", "2026-01-01", "2026-06-30"),
                ],
                values: Dated::new(vec![Entry {
                    value: Priced {
                        price: Price::One(rate("30")),
                        source: cited("duties"),
                        rate_source: None,
                    },
                    from: Date::parse("2025-01-01").unwrap(),
                    until: None,
                }])
                .unwrap(),
                ..line("state-duty", not_given.clone(), "2025-01-01", "", &[])
            },
        ),
        duty(
            "consular",
            Line {
                exemptions: vec![exemption("child", "2020-01-01", "")],
                ..line("consular-fee", not_given.clone(), "2020-01-01", "", &[])
            },
        ),
        duty(
            "postal",
            line(
                "delivery-fee",
                Price::One(amount("100")),
                "2020-01-01",
                "",
                &[],
            ),
        ),
    ]
}

fn periods() -> Vec<Period> {
    let period = |rule: &str, id: &str, term| Period {
        rule: rule.to_owned(),
        id: id.to_owned(),
        rule_title: rule.to_owned(),
        title: id.to_owned(),
        starts: format!("from what begins the {id}"),
        note: None,
        term,
        channels: Vec::new(),
    };
    let to_thirty_days = |term| Term {
        extension: Some(Extension {
            max: 30,
            unit: TermUnit::CalendarDay,
            source: cited("extension"),
        }),
        ..term
    };
    vec![
        Period {
            channels: vec!["office".to_owned(), "corporation".to_owned()],
            ..period(
                "invitation",
                "decision",
                Term {
                    later_acts: Some("Order of 2020".to_owned()),
                    ..to_thirty_days(given(5, 5, TermUnit::WorkingDay))
                },
            )
        },
        Period {
            note: Some("The order doesn't say when it begins.".to_owned()),
            ..period(
                "invitation",
                "consent",
                to_thirty_days(given(2, 3, TermUnit::WorkingDay)),
            )
        },
        period("invitation", "queue", given(30, 30, TermUnit::Minute)),
        period("complaint", "answer", given(15, 15, TermUnit::CalendarDay)),
    ]
}

fn exemption(id: &str, from: &str, until: &str) -> Exemption {
    let entry = Entry {
        from: Date::parse(from).unwrap(),
        until: Date::parse(until),
        value: cited(id),
    };
    Exemption {
        id: id.to_owned(),
        text: format!("whoever is a {id}"),
        note: "Have it confirmed.".to_owned(),
        sources: Dated::new(vec![entry]).unwrap(),
    }
}

fn term(min: u32, max: u32, unit: TermUnit) -> TermOnFile {
    TermOnFile::Given(given(min, max, unit))
}

fn given(min: u32, max: u32, unit: TermUnit) -> Term {
    Term {
        min,
        max,
        unit,
        source: cited("term"),
        extension: None,
        edition_from: None,
        later_acts: None,
    }
}

fn line(kind: &str, price: Price, from: &str, until: &str, when: &[(&str, &str)]) -> Line {
    let is_rate = matches!(price, Price::One(Cell::Rate { .. }));
    let entry = Entry {
        from: Date::parse(from).unwrap(),
        until: Date::parse(until),
        value: Priced {
            price,
            source: cited(kind),
            rate_source: is_rate.then(|| cited("duties")),
        },
    };
    Line {
        id: kind.to_owned(),
        kind: kind.to_owned(),
        when: when
            .iter()
            .map(|(option, value)| ((*option).to_owned(), (*value).to_owned()))
            .collect(),
        per_person: true,
        values: Dated::new(vec![entry]).unwrap(),
        exemptions: Vec::new(),
    }
}

fn amount(text: &str) -> Cell {
    Cell::Amount(Amount::parse(text).unwrap())
}

fn rate(text: &str) -> Cell {
    Cell::Rate {
        rate: Amount::parse(text).unwrap(),
        unit: "mrp".to_owned(),
    }
}

fn valued(from: &str, until: &str, value: &str) -> Entry<Valued> {
    Entry {
        from: Date::parse(from).unwrap(),
        until: Date::parse(until),
        value: Valued {
            value: Amount::parse(value).unwrap(),
            source: cited("budget"),
        },
    }
}

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

fn choice(id: &str, values: &[&str], default: Option<&str>) -> Choice {
    Choice {
        id: id.to_owned(),
        label: id.to_owned(),
        values: values.iter().map(|value| named(value, value)).collect(),
        default: default.map(str::to_owned),
    }
}

/// A channel that accepts on the first `days` days of the week.
fn channel(id: &str, days: usize, closes: &str, hands_over_early: Option<u32>) -> Channel {
    Channel {
        id: id.to_owned(),
        name: format!("the {id}"),
        accepts: std::array::from_fn(|day| day < days),
        closes: Time::parse(closes),
        hands_over_early,
        source: cited(id),
    }
}

/// The words of the site's English pages.
fn phrasebook() -> Phrasebook {
    let file = include_str!("../../../templates/text/en.yaml");
    let value = |key: &str| {
        file.lines()
            .find_map(|line| line.trim().strip_prefix(key)?.strip_prefix(": "))
            .unwrap_or_else(|| panic!("en.yaml has no {key}"))
    };
    let list = |key| {
        let inner = value(key)
            .strip_prefix('[')
            .and_then(|v| v.strip_suffix(']'));
        inner.unwrap().split(", ").map(str::to_owned).collect()
    };
    let text = |phrase: &Phrase| {
        let inner = value(phrase.key())
            .strip_prefix('"')
            .and_then(|v| v.strip_suffix('"'));
        assert!(!inner.unwrap().contains('\\'), "no escapes here");
        inner.unwrap().to_owned()
    };
    Phrasebook::new(
        Phrase::ALL.iter().map(text).collect(),
        list("months"),
        list("weekdays"),
    )
    .unwrap()
}

fn calendar() -> Calendar {
    let years = (2024..=2027).map(|year| Year {
        year,
        provisional: (year == 2027).then(|| "Swaps are not published yet.".to_owned()),
        source: cited("calendar"),
    });
    let mut names: Vec<String> = Vec::new();
    let mut days = Vec::new();
    for row in DAYS_OFF.trim().lines() {
        let (date, rest) = row.trim().split_once(' ').unwrap();
        let (kind, name) = rest.split_once(' ').unwrap();
        let kind_of_day = match kind {
            "holiday" => DayOffKind::Holiday,
            "observed" => DayOffKind::Observed,
            "fixed" | "estimated" => DayOffKind::Fixed,
            "swap" => DayOffKind::Swap {
                worked_instead: Date::parse(name).unwrap(),
            },
            other => panic!("no such kind of day off: {other}"),
        };
        let number = (kind != "swap").then(|| {
            let at = names.iter().position(|known| known == name);
            let at = at.unwrap_or_else(|| {
                names.push(name.to_owned());
                names.len() - 1
            });
            u16::try_from(at).unwrap()
        });
        days.push(DayOff {
            date: Date::parse(date).unwrap(),
            kind: kind_of_day,
            name: number,
            estimated: kind == "estimated",
        });
    }
    let weekend = [false, false, false, false, false, true, true];
    Calendar::new(weekend, years.collect(), names, days).unwrap()
}

/// Date, kind, and the holiday or, for a swap, the day worked instead.
const DAYS_OFF: &str = "
    2024-01-01 holiday New Year's Day
    2024-01-02 holiday New Year's Day
    2024-01-07 fixed Orthodox Christmas
    2024-03-08 holiday International Women's Day
    2024-03-21 holiday Nowruz Holiday
    2024-03-22 holiday Nowruz Holiday
    2024-03-23 holiday Nowruz Holiday
    2024-03-25 observed Nowruz Holiday
    2024-05-01 holiday Kazakhstan's People Solidarity Holiday
    2024-05-07 holiday Defender of the Fatherland Day
    2024-05-08 swap 2024-05-04
    2024-05-09 holiday Victory Day
    2024-06-16 fixed Eid al-Adha
    2024-07-06 holiday Capital Day
    2024-07-08 observed Capital Day
    2024-08-30 holiday Constitution Day
    2024-10-25 holiday Republic Day
    2024-12-16 holiday Independence Day
    2025-01-01 holiday New Year's Day
    2025-01-02 holiday New Year's Day
    2025-01-03 swap 2025-01-05
    2025-01-07 fixed Orthodox Christmas
    2025-03-08 holiday International Women's Day
    2025-03-10 observed International Women's Day
    2025-03-21 holiday Nowruz Holiday
    2025-03-22 holiday Nowruz Holiday
    2025-03-23 holiday Nowruz Holiday
    2025-03-24 observed Nowruz Holiday
    2025-03-25 observed Nowruz Holiday
    2025-05-01 holiday Kazakhstan's People Solidarity Holiday
    2025-05-07 holiday Defender of the Fatherland Day
    2025-05-09 holiday Victory Day
    2025-06-06 fixed Eid al-Adha
    2025-07-06 holiday Capital Day
    2025-07-07 observed Capital Day
    2025-08-30 holiday Constitution Day
    2025-09-01 observed Constitution Day
    2025-10-25 holiday Republic Day
    2025-10-27 observed Republic Day
    2025-12-16 holiday Independence Day
    2026-01-01 holiday New Year's Day
    2026-01-02 holiday New Year's Day
    2026-01-07 fixed Orthodox Christmas
    2026-03-08 holiday International Women's Day
    2026-03-09 observed International Women's Day
    2026-03-21 holiday Nowruz Holiday
    2026-03-22 holiday Nowruz Holiday
    2026-03-23 holiday Nowruz Holiday
    2026-03-24 observed Nowruz Holiday
    2026-03-25 observed Nowruz Holiday
    2026-05-01 holiday Kazakhstan's People Solidarity Holiday
    2026-05-07 holiday Defender of the Fatherland Day
    2026-05-09 holiday Victory Day
    2026-05-11 observed Victory Day
    2026-05-27 estimated Eid al-Adha
    2026-07-06 holiday Capital Day
    2026-10-25 holiday Republic Day
    2026-10-26 observed Republic Day
    2026-12-16 holiday Independence Day
    2027-01-01 holiday New Year's Day
    2027-01-02 holiday New Year's Day
    2027-01-04 observed New Year's Day
    2027-01-07 fixed Orthodox Christmas
    2027-03-08 holiday International Women's Day
    2027-03-15 holiday Constitution Day
    2027-03-21 holiday Nowruz Holiday
    2027-03-22 holiday Nowruz Holiday
    2027-03-23 holiday Nowruz Holiday
    2027-03-24 observed Nowruz Holiday
    2027-05-01 holiday Kazakhstan's People Solidarity Holiday
    2027-05-03 observed Kazakhstan's People Solidarity Holiday
    2027-05-07 holiday Defender of the Fatherland Day
    2027-05-09 holiday Victory Day
    2027-05-10 observed Victory Day
    2027-05-16 estimated Eid al-Adha
    2027-07-06 holiday Capital Day
    2027-10-25 holiday Republic Day
    2027-12-16 holiday Independence Day
";
