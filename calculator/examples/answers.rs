//! Random questions with the answers of this build, for `tests/wasm/` to put to
//! the page's WASM.
//!
//! `answers SEED COUNT`; standard input names the files of rules, one a line:
//! `calculator FILE`, or `planner FILE TOOL`. Standard output holds a record for
//! each question: its length in bytes, then fields, each with its length before
//! it (all lengths 32 bits, little-endian): the number of the line of its rules,
//! the door, the door's arguments, and the answer; without an answer, its length
//! is the largest number.
//!
//! The vocabulary comes from the rules. About half of the questions are made as
//! the rules want them; the others are spoilt in one way or more.

#![allow(clippy::unwrap_used, reason = "a test: it ends at once and says where")]

use std::error::Error;
use std::io::{self, BufWriter, Write};

use qagida_calculator::quote::Subject;
use qagida_calculator::term::TermOnFile;
use qagida_calculator::tools::{Tool, Toolbox};
use qagida_calculator::{
    Date, Dated, DeadlineRequest, DutyRequest, PeriodRequest, QuoteRequest, Rulebook,
};

fn main() -> Result<(), Box<dyn Error>> {
    let numbers: Vec<u64> = std::env::args()
        .skip(1)
        .map(|text| text.parse())
        .collect::<Result<_, _>>()?;
    let [seed, count] = numbers[..] else {
        return Err("usage: answers SEED COUNT < RULES".into());
    };
    let mut books = Vec::new();
    for line in io::stdin().lines() {
        books.push(Book::open(&line?)?);
    }
    if books.is_empty() {
        return Err("no rules on standard input".into());
    }
    let mut dice = Dice(seed.wrapping_mul(2).wrapping_add(1));
    let mut out = BufWriter::new(io::stdout().lock());
    for _ in 0..count {
        let number = dice.below(books.len());
        let (door, arguments, answer) = books[number].question(&mut dice);
        let mut record = Vec::new();
        for field in [number.to_string().as_str(), door]
            .into_iter()
            .chain(arguments.iter().map(String::as_str))
        {
            put(&mut record, field)?;
        }
        match answer {
            Some(answer) => put(&mut record, &answer)?,
            None => record.extend(u32::MAX.to_le_bytes()),
        }
        out.write_all(&u32::try_from(record.len())?.to_le_bytes())?;
        out.write_all(&record)?;
    }
    out.flush()?;
    Ok(())
}

fn put(record: &mut Vec<u8>, field: &str) -> Result<(), Box<dyn Error>> {
    record.extend(u32::try_from(field.len())?.to_le_bytes());
    record.extend(field.as_bytes());
    Ok(())
}

/// Xorshift: the same questions for the same seed.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below another, which must not be 0.
    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap();
        usize::try_from((self.next() >> 16) % end).unwrap()
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    fn text(&mut self, of: &[String]) -> String {
        if of.is_empty() {
            String::new()
        } else {
            self.one(of).clone()
        }
    }
}

/// Texts that nobody expects, among them what other code trips over.
const ODD: [&str; 30] = [
    "",
    " ",
    "0",
    "-1",
    "1.5",
    "1e3",
    "01",
    "1001",
    "10000",
    "4294967296",
    "99999999999999999999",
    "\u{ff12}",
    "null",
    "undefined",
    "\0",
    "\u{7f}",
    "\u{1b}[31m",
    "\t\r",
    "a=b&c=d",
    "%2e%2e/%00",
    "<b>&amp;\"'\\",
    "қағида",
    "ШАҚЫРУ",
    "e\u{301}\u{20d7}",
    "🙂👨‍👩‍👧",
    "\u{202e}evil",
    "\u{feff}",
    "\u{2028}\u{2029}\u{a0}",
    "\u{fffd}\u{10ffff}",
    "ﬀİıſẞ",
];

/// Dates that don't exist, or are not written as they should be.
const ODD_DATES: [&str; 22] = [
    "2026-02-29",
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "0000-00-00",
    "0000-01-01",
    "0001-01-01",
    "1899-12-31",
    "9999-12-31",
    "10000-01-01",
    "262143-12-31",
    "-2026-01-01",
    "+2026-01-01",
    "2026-1-1",
    "26-01-01",
    "2026/01/01",
    "2026-01-01T",
    "2026-01-01T25:00",
    "2026-01-01T09:30:00",
    "\u{ff12}\u{ff10}26-01-01",
    "31.02.2026",
];

/// Makes something of a text that is nearly it, or not at all.
fn mangled(dice: &mut Dice, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let place = dice.below(letters.len() + 1);
    match dice.below(9) {
        0 => letters.clear(),
        1 => {
            letters.pop();
        }
        2 if place < letters.len() => {
            letters.remove(place);
        }
        3 if place < letters.len() => letters.insert(place, letters[place]),
        4 if place > 1 => letters.swap(place - 1, place - 2),
        5 => {
            let upper = text.to_uppercase();
            letters = upper.chars().collect();
        }
        6 => {
            let odd = dice.one(&ODD).chars();
            letters.splice(place..place, odd);
        }
        7 if dice.chance(10) => letters = text.chars().cycle().take(3000).collect(),
        8 => {
            // Any characters at all.
            let any = |_| char::from_u32(u32::try_from(dice.next() >> 43).unwrap());
            letters = (0..6).filter_map(any).collect();
        }
        _ => return (*dice.one(&ODD)).to_owned(),
    }
    letters.into_iter().collect()
}

/// Spoils one of the arguments of a door, or two.
fn spoil(dice: &mut Dice, arguments: &mut [String]) {
    for _ in 0..=dice.below(2) {
        let at = dice.below(arguments.len());
        arguments[at] = if dice.chance(40) {
            (*dice.one(&ODD_DATES)).to_owned()
        } else {
            mangled(dice, &arguments[at])
        };
    }
}

/// Spoils lines of a form.
fn spoil_lines(dice: &mut Dice, lines: &mut Vec<(String, String)>) {
    for _ in 0..=dice.below(2) {
        if lines.is_empty() {
            return;
        }
        let at = dice.below(lines.len());
        let other = dice.below(lines.len());
        match dice.below(10) {
            0 => {
                lines.remove(at);
            }
            1 => lines.insert(other, lines[at].clone()),
            2 => lines.swap(at, other),
            3 => lines[at].0 = mangled(dice, &lines[at].0.clone()),
            4 => (*dice.one(&ODD_DATES)).clone_into(&mut lines[at].1),
            5 => (*dice.one(&ODD)).clone_into(&mut lines[at].1),
            6 => lines[at].1 = lines[other].1.clone(),
            7 => lines.truncate(at),
            _ => lines[at].1 = mangled(dice, &lines[at].1.clone()),
        }
    }
}

/// Rules, with what to ask them.
struct Book {
    rules: Rules,
    services: Vec<ServiceWords>,
    duties: Vec<DutyWords>,
    periods: Vec<PeriodWords>,
    /// The days on which something changes, and those beside them.
    edges: Vec<Date>,
}

enum Rules {
    Calculator(Box<Rulebook>),
    Planner(Box<PlannerWords>),
}

/// The tools of a page, with what to ask them.
struct PlannerWords {
    toolbox: Toolbox,
    /// The tool of the page.
    tool: Tool,
    roles: Vec<String>,
    date_rules: Vec<String>,
    /// What the finder asks, with the answers that there are.
    questions: Vec<(String, Vec<String>)>,
    /// The figures of an earlier answer, as a link carries them.
    was: String,
}

struct ServiceWords {
    id: String,
    options: Vec<(String, Vec<String>)>,
    grounds: Vec<String>,
    channels: Vec<String>,
    has_window: bool,
    has_term: bool,
}

struct DutyWords {
    id: String,
    grounds: Vec<String>,
}

struct PeriodWords {
    rule: String,
    id: String,
    channels: Vec<String>,
}

type Question = (&'static str, Vec<String>, Option<String>);

impl Book {
    fn open(line: &str) -> Result<Self, Box<dyn Error>> {
        let mut words = line.split_whitespace();
        let (Some(kind), Some(file)) = (words.next(), words.next()) else {
            return Err(format!("not `calculator FILE` or `planner FILE TOOL`: {line}").into());
        };
        let bytes = std::fs::read(file)?;
        let unreadable = |_| format!("{file} holds no rules of this version");
        Ok(match (kind, words.next().and_then(Tool::of)) {
            ("calculator", None) => {
                let rulebook = Rulebook::from_bytes(&bytes).map_err(unreadable)?;
                Self::new(&rulebook.clone(), Rules::Calculator(Box::new(rulebook)))
            }
            ("planner", Some(tool)) => {
                let toolbox = Toolbox::from_bytes(&bytes).map_err(unreadable)?;
                let ids = |ids: &mut dyn Iterator<Item = &String>| ids.cloned().collect();
                let planner = PlannerWords {
                    tool,
                    roles: ids(&mut toolbox.basket.roles.iter().map(|role| &role.id)),
                    date_rules: ids(&mut toolbox.date_rules.iter().map(|rule| &rule.id)),
                    questions: questions(&toolbox),
                    was: String::new(),
                    toolbox,
                };
                Self::new(
                    &planner.toolbox.rulebook.clone(),
                    Rules::Planner(Box::new(planner)),
                )
            }
            _ => return Err(format!("no such rules: {line}").into()),
        })
    }

    fn new(rulebook: &Rulebook, rules: Rules) -> Self {
        let grounds = |subject: Subject<'_>| {
            let grounds = subject.grounds().into_iter();
            grounds.map(|ground| ground.id.clone()).collect()
        };
        let service = |service: &qagida_calculator::Service| ServiceWords {
            id: service.id.clone(),
            options: service
                .options
                .iter()
                .filter_map(|id| rulebook.option(id))
                .map(|option| {
                    let values = option.values.iter().map(|value| value.id.clone());
                    (option.id.clone(), values.collect())
                })
                .collect(),
            grounds: grounds(Subject::Service(service)),
            channels: service.channels.clone(),
            has_window: service.window.is_some(),
            has_term: matches!(service.term, TermOnFile::Given(_)),
        };
        Self {
            services: rulebook.services.iter().map(service).collect(),
            duties: rulebook
                .duties
                .iter()
                .map(|duty| DutyWords {
                    id: duty.id.clone(),
                    grounds: grounds(Subject::Duty(duty)),
                })
                .collect(),
            periods: rulebook
                .periods
                .iter()
                .map(|period| PeriodWords {
                    rule: period.rule.clone(),
                    id: period.id.clone(),
                    channels: period.channels.clone(),
                })
                .collect(),
            edges: edges(rulebook),
            rules,
        }
    }

    fn question(&mut self, dice: &mut Dice) -> Question {
        match &self.rules {
            Rules::Calculator(rulebook) => self.ask_calculator(dice, rulebook),
            Rules::Planner(_) => self.ask_planner(dice),
        }
    }

    /// A day on which much is known, or on which something changes.
    fn day(&self, dice: &mut Dice) -> Date {
        let first = Date::new(2020, 1, 1).unwrap();
        let some = |dice: &mut Dice, from: Date, days| {
            let days = u32::try_from(dice.below(days)).unwrap();
            from.plus_days(days).unwrap_or(from)
        };
        match dice.below(10) {
            0 | 1 => *dice.one(&self.edges),
            2 | 3 => some(dice, first, 3000),
            4 => some(dice, first, 40_000),
            _ => some(dice, Date::new(2026, 1, 1).unwrap(), 365),
        }
    }

    fn iso_day(&self, dice: &mut Dice) -> String {
        self.day(dice).to_string()
    }

    fn ask_calculator(&self, dice: &mut Dice, rulebook: &Rulebook) -> Question {
        let mut doors = Vec::new();
        if !self.services.is_empty() {
            doors.extend(["quote", "deadline"]);
            // Most services prolong nothing, which is soon said.
            if dice.chance(10) || self.services.iter().any(|service| service.has_window) {
                doors.push("filing_window");
            }
        }
        if !self.duties.is_empty() {
            doors.push("quote_duty");
        }
        if !self.periods.is_empty() {
            doors.push("deadline_of_rule");
        }
        let door = *dice.one(&doors);
        let mut arguments = match door {
            "quote" => {
                let service = dice.one(&self.services);
                let mut options = service.chosen(dice);
                if dice.chance(15) {
                    spoil_lines(dice, &mut options);
                }
                let on = self.iso_day(dice);
                vec![service.id.clone(), on, people(dice), joined(&options, "&")]
            }
            "quote_duty" => {
                let duty = dice.one(&self.duties);
                let mut options = Vec::new();
                if dice.chance(50) {
                    options.push(("exemption".to_owned(), dice.text(&duty.grounds)));
                }
                let on = self.iso_day(dice);
                vec![duty.id.clone(), on, people(dice), joined(&options, "&")]
            }
            "deadline" => {
                let service = dice.one(&self.services);
                let submitted = self.moment(dice, true);
                let channel = channel(dice, &service.channels);
                vec![service.id.clone(), submitted, channel]
            }
            "deadline_of_rule" => {
                let period = dice.one(&self.periods);
                let submitted = self.moment(dice, !period.channels.is_empty());
                let channel = channel(dice, &period.channels);
                vec![period.rule.clone(), period.id.clone(), submitted, channel]
            }
            _ => vec![dice.one(&self.services).id.clone(), self.iso_day(dice)],
        };
        if dice.chance(40) {
            spoil(dice, &mut arguments);
        }
        let answer = answer(rulebook, door, &arguments);
        (door, arguments, Some(answer))
    }

    fn moment(&self, dice: &mut Dice, timed: bool) -> String {
        let mut moment = self.iso_day(dice);
        if timed && dice.chance(40) {
            moment.push('T');
            moment.push_str(&time(dice));
        }
        moment
    }

    fn ask_planner(&mut self, dice: &mut Dice) -> Question {
        let Rules::Planner(planner) = &self.rules else {
            unreachable!("asked only of planners");
        };
        // Also what the page has no rules for.
        let tool = if dice.chance(5) {
            *dice.one(&Tool::ALL)
        } else {
            planner.tool
        };
        let mut lines = match tool {
            Tool::Fees => self.basket(dice, planner),
            Tool::Duty => self.duty_lines(dice, planner),
            Tool::Deadlines => self.deadline_lines(dice, planner),
            Tool::Finder => self.finder_lines(dice, planner),
        };
        if dice.chance(25) {
            let with = self.typed_day(dice, planner);
            lines.push(("with".to_owned(), with));
        }
        if dice.chance(25) {
            let version = if dice.chance(50) {
                planner.toolbox.rulebook.version.clone()
            } else {
                "0123456789abcdef".to_owned()
            };
            let format = dice.one(&["1", "1", "1", "2"]);
            lines.push(("f".to_owned(), (*format).to_owned()));
            lines.push(("v".to_owned(), version));
            lines.push(("made".to_owned(), self.iso_day(dice)));
            lines.push(("was".to_owned(), planner.was.clone()));
        }
        if dice.chance(40) {
            spoil_lines(dice, &mut lines);
        }
        let lines = joined(&lines, "\n");
        let name = if dice.chance(1) {
            mangled(dice, tool.id())
        } else {
            tool.id().to_owned()
        };
        if dice.chance(20) {
            let mut arguments = vec![
                name,
                lines,
                "20261122T075816Z".to_owned(),
                "https://example.org/en/calculators/?on=2026-11-23".to_owned(),
            ];
            if dice.chance(20) {
                spoil(dice, &mut arguments[2..]);
            }
            let [tool, lines, stamp, link] = &arguments[..] else {
                unreachable!("four arguments");
            };
            let file = planner.toolbox.calendar_file(tool, lines, stamp, link);
            return ("calendar_file", arguments, file);
        }
        let answer = planner.toolbox.answer(&name, &lines);
        if tool == planner.tool
            && let Some(was) = member(&answer, "record")
            && let Rules::Planner(planner) = &mut self.rules
        {
            planner.was = was;
        }
        ("answer", vec![name, lines], Some(answer))
    }

    /// A day as somebody types it.
    fn typed_day(&self, dice: &mut Dice, planner: &PlannerWords) -> String {
        let day = self.day(dice);
        match dice.below(6) {
            0 => format!("{:02}.{:02}.{}", day.day(), day.month(), day.year()),
            1 => planner.toolbox.rulebook.phrasebook.date(day),
            2 => planner.toolbox.rulebook.phrasebook.date_with_weekday(day),
            _ => day.to_string(),
        }
    }

    fn line_of_day(&self, dice: &mut Dice, planner: &PlannerWords) -> (String, String) {
        ("on".to_owned(), self.typed_day(dice, planner))
    }

    fn basket(&self, dice: &mut Dice, planner: &PlannerWords) -> Vec<(String, String)> {
        let mut lines = vec![self.line_of_day(dice, planner)];
        for _ in 0..=dice.below(3) {
            lines.push(("p".to_owned(), dice.text(&planner.roles)));
            if dice.chance(50) {
                lines.push(("n".to_owned(), people(dice)));
            }
            if self.services.is_empty() {
                continue;
            }
            // Each once for the same people.
            let first = dice.below(self.services.len());
            let services = self.services.iter().cycle().skip(first);
            let count = dice.below(3) + 1;
            for service in services.take(count.min(self.services.len())) {
                lines.push(("s".to_owned(), service.id.clone()));
                lines.extend(service.chosen(dice));
            }
        }
        lines
    }

    fn duty_lines(&self, dice: &mut Dice, planner: &PlannerWords) -> Vec<(String, String)> {
        let mut lines = Vec::new();
        if let [_, ..] = &self.duties[..] {
            let duty = dice.one(&self.duties);
            lines.push(("duty".to_owned(), duty.id.clone()));
            lines.push(("people".to_owned(), people(dice)));
            if dice.chance(50) {
                lines.push(("exemption".to_owned(), dice.text(&duty.grounds)));
            }
        }
        lines.push(self.line_of_day(dice, planner));
        lines
    }

    fn deadline_lines(&self, dice: &mut Dice, planner: &PlannerWords) -> Vec<(String, String)> {
        let mut subjects: Vec<(String, &[String])> = Vec::new();
        for service in &self.services {
            if service.has_term || dice.chance(50) {
                subjects.push((format!("service/{}", service.id), &service.channels));
            }
            if service.has_window {
                subjects.push((format!("window/{}", service.id), &[]));
            }
        }
        for period in &self.periods {
            let what = format!("period/{}/{}", period.rule, period.id);
            subjects.push((what, &period.channels));
        }
        for rule in &planner.date_rules {
            subjects.push((format!("date/{rule}"), &[]));
        }
        let day = self.line_of_day(dice, planner);
        if subjects.is_empty() {
            return vec![day];
        }
        let (what, channels) = dice.one(&subjects).clone();
        let mut lines = vec![("what".to_owned(), what), day];
        if !channels.is_empty() && dice.chance(40) {
            lines.push(("time".to_owned(), time(dice)));
        }
        if dice.chance(60) {
            lines.push(("channel".to_owned(), channel(dice, channels)));
        }
        lines
    }

    fn finder_lines(&self, dice: &mut Dice, planner: &PlannerWords) -> Vec<(String, String)> {
        let mut lines = vec![self.line_of_day(dice, planner)];
        let answered = dice.below(80) + 10;
        for (question, answers) in &planner.questions {
            if dice.chance(answered) {
                lines.push((question.clone(), dice.text(answers)));
            }
        }
        lines
    }
}

impl ServiceWords {
    /// A choice that the service takes.
    fn chosen(&self, dice: &mut Dice) -> Vec<(String, String)> {
        let mut chosen = Vec::new();
        for (option, values) in &self.options {
            if dice.chance(95) {
                chosen.push((option.clone(), dice.text(values)));
            }
        }
        if !self.grounds.is_empty() && dice.chance(25) {
            chosen.push(("exemption".to_owned(), dice.text(&self.grounds)));
        }
        chosen
    }
}

/// The page's answer, worked out here: [`qagida_calculator`]'s WASM doors take
/// the same texts.
fn answer(rulebook: &Rulebook, door: &str, arguments: &[String]) -> String {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let answered = match (door, &arguments[..]) {
        ("quote", &[service, on, people, options]) => rulebook
            .quote(&QuoteRequest {
                service,
                on,
                people,
                options: pairs(options),
            })
            .map(|quote| quote.to_json()),
        ("quote_duty", &[duty, on, people, options]) => rulebook
            .quote_duty(&DutyRequest {
                duty,
                on,
                people,
                options: pairs(options),
            })
            .map(|quote| quote.to_json()),
        ("deadline", &[service, submitted, channel]) => rulebook
            .deadline(&DeadlineRequest {
                service,
                submitted,
                channel,
            })
            .map(|deadline| deadline.to_json()),
        ("deadline_of_rule", &[rule, period, submitted, channel]) => rulebook
            .deadline_of_rule(&PeriodRequest {
                rule,
                period,
                submitted,
                channel,
            })
            .map(|deadline| deadline.to_json()),
        ("filing_window", &[service, expires]) => rulebook
            .filing_window(service, expires)
            .map(|window| window.to_json()),
        _ => unreachable!("no such door: {door}"),
    };
    answered.unwrap_or_else(|errors| qagida_calculator::quote::errors_to_json(&errors))
}

/// What the page's options mean, read in another way than the page's door does.
fn pairs(options: &str) -> Vec<(&str, &str)> {
    let parts = options.split('&');
    parts.filter_map(|part| part.split_once('=')).collect()
}

fn joined(lines: &[(String, String)], between: &str) -> String {
    let lines = lines.iter().map(|(name, value)| format!("{name}={value}"));
    lines.collect::<Vec<_>>().join(between)
}

fn people(dice: &mut Dice) -> String {
    let people = match dice.below(10) {
        0 => dice.below(1000) + 1,
        1 => 1000,
        2 => 999,
        _ => dice.below(6) + 1,
    };
    people.to_string()
}

fn time(dice: &mut Dice) -> String {
    match dice.below(4) {
        // Where offices close.
        0 => format!("{}:00", dice.below(4) + 17),
        1 => format!("{}:{:02}", dice.below(4) + 17, dice.below(3) + 29),
        _ => format!("{:02}:{:02}", dice.below(24), dice.below(60)),
    }
}

/// A way of filing; often none, which stands for the usual one.
fn channel(dice: &mut Dice, channels: &[String]) -> String {
    if dice.chance(60) {
        dice.text(channels)
    } else {
        String::new()
    }
}

/// The days on which the rules change, and those before and after.
fn edges(rulebook: &Rulebook) -> Vec<Date> {
    let mut edges = Vec::new();
    let years = rulebook.calendar.years();
    for year in years.first().into_iter().chain(years.last()) {
        edges.extend(Date::new(year.year, 1, 1));
        edges.extend(Date::new(year.year, 12, 31));
    }
    edges.extend(Date::new(2024, 2, 29));
    edges.extend(Date::new(1, 1, 1));
    edges.extend(Date::new(9999, 12, 31));
    for unit in &rulebook.units {
        changes(&unit.values, &mut edges);
    }
    let of_services = rulebook.services.iter().flat_map(|s| &s.tariff);
    for line in of_services.chain(rulebook.duties.iter().map(|duty| &duty.line)) {
        changes(&line.values, &mut edges);
        for exemption in &line.exemptions {
            changes(&exemption.sources, &mut edges);
        }
    }
    let beside: Vec<Date> = edges
        .iter()
        .flat_map(|day| [day.previous(), day.next()])
        .flatten()
        .collect();
    edges.extend(beside);
    edges.sort_unstable();
    edges.dedup();
    edges
}

fn changes<T>(dated: &Dated<T>, edges: &mut Vec<Date>) {
    for entry in dated.entries() {
        edges.push(entry.from);
        edges.extend(entry.until);
    }
}

/// What the finder asks, as its own answers say it: also what it asks only of
/// those who gave a certain answer.
fn questions(toolbox: &Toolbox) -> Vec<(String, Vec<String>)> {
    let mut known: Vec<(String, Vec<String>)> = Vec::new();
    let mut asked = vec![String::from("on=2026-11-23")];
    while let Some(lines) = asked.pop() {
        let answer = toolbox.answer(Tool::Finder.id(), &lines);
        let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
        let questions = answer["answer"]["questions"].as_array();
        for question in questions.into_iter().flatten() {
            let id = question["id"].as_str().unwrap_or_default().to_owned();
            if known.iter().any(|(before, _)| *before == id) {
                continue;
            }
            let answers = question["answers"].as_array().into_iter().flatten();
            let answers: Vec<String> = answers
                .filter_map(|answer| answer["id"].as_str())
                .map(str::to_owned)
                .collect();
            asked.extend(
                answers
                    .iter()
                    .map(|answer| format!("{lines}\n{id}={answer}")),
            );
            known.push((id, answers));
        }
    }
    known
}

/// A text of a JSON object.
fn member(json: &str, name: &str) -> Option<String> {
    let json: serde_json::Value = serde_json::from_str(json).ok()?;
    json.get(name)?.as_str().map(str::to_owned)
}
