//! Published figures that were put right, on the page of what has changed.
//!
//! What was published and what stands there now are known in the words of the
//! content's files ([`crate::check::figures`]); here they become a reader's.

use qagida_calculator::term::TermUnit;
use qagida_calculator::tools::ToolPhrase;
use qagida_calculator::{Amount, Date};

use super::changes::{Dated, plain};
use super::pages::Language;
use super::tariff;
use super::views::changes::Change;
use crate::check::figures::{DUTY, NOT_GIVEN, UNREADABLE};
use crate::check::published::WITHDRAWN;
use crate::content::model::{Duration, Entries};
use crate::content::published::{Correction, CorrectionKind};

/// What a figure is of, and where it stands.
struct Subject {
    title: String,
    href: Option<String>,
}

impl Language<'_> {
    /// The corrections made until the site's day: nobody knows of one before.
    pub(super) fn corrections(&self) -> Vec<Dated> {
        let corrections = self.site.content.corrections.corrections.iter();
        let made = corrections.filter(|it| it.date.value <= self.site.as_of);
        let mut seen: Vec<String> = Vec::new();
        made.map(|correction| {
            let day = correction.date.value;
            let slug = correction.figure.replace(
                |letter: char| !(letter.is_ascii_alphanumeric() || letter == '-'),
                "-",
            );
            let id = format!("correction-{slug}-{day}");
            seen.push(id.clone());
            let times = seen.iter().filter(|known| **known == id).count();
            let id = match times {
                1 => id,
                _ => format!("{id}-{times}"),
            };
            Dated {
                day,
                change: self.correction(id, correction),
            }
        })
        .collect()
    }

    fn correction(&self, id: String, correction: &Correction) -> Change {
        let figure = correction.figure.as_str();
        let subject = self.subject(figure);
        let said = |written: Option<&str>| {
            let unknown = || self.words.page("unknown-part").to_owned();
            written.map_or_else(unknown, |said| self.said(figure, said))
        };
        let written = |text: &Option<crate::content::reading::At<String>>| {
            said(text.as_ref().map(|text| text.value.as_str()))
        };
        let (key, change) = match correction.kind() {
            CorrectionKind::Corrected => (
                "changes-corrected",
                self.instead(&written(&correction.was), &written(&correction.now)),
            ),
            CorrectionKind::Amended => (
                "changes-amended",
                self.instead(&written(&correction.was), &written(&correction.now)),
            ),
            CorrectionKind::Withdrawn => ("changes-withdrawn", said(self.last_said(figure))),
        };
        // Of a whole file that is withdrawn, no single figure can be named.
        let whole = correction.kind() == CorrectionKind::Withdrawn && !figure.contains(' ');
        let slots = [("what", &*subject.title), ("change", &*change)];
        let title = if whole {
            self.words.fill("changes-withdrawn-whole", &slots[..1])
        } else {
            self.words.fill(key, &slots)
        };
        Change {
            href: subject.href,
            text: correction.reason.as_ref().map(|reason| self.text(reason)),
            sources: correction
                .source
                .iter()
                .map(|source| self.cited(source))
                .collect(),
            ..plain(id, title)
        }
    }

    /// What a figure said last, before it was withdrawn.
    fn last_said(&self, figure: &str) -> Option<&str> {
        let ledger = self.site.content.published.as_ref()?;
        let lines = ledger.published.iter().rev();
        let mut of = lines.filter(|line| line.figure == figure && line.said != WITHDRAWN);
        of.next().map(|line| line.said.as_str())
    }

    /// Whose figure it is. What is no longer in the content is called as it was
    /// recorded.
    fn subject(&self, figure: &str) -> Subject {
        self.known_subject(figure).unwrap_or_else(|| Subject {
            title: self
                .category_gone(figure)
                .unwrap_or_else(|| figure.to_owned()),
            href: None,
        })
    }

    /// A category has a code to be called by even when its file is gone.
    fn category_gone(&self, figure: &str) -> Option<String> {
        let path = &self.site.content.site.categories.as_ref()?.path;
        let code = figure.strip_prefix(&***path)?.strip_prefix('/')?;
        let whole = !code.contains(' ');
        whole.then(|| format!("{} {}", self.words.page("category"), code.to_uppercase()))
    }

    fn known_subject(&self, figure: &str) -> Option<Subject> {
        let content = self.site.content;
        let words: Vec<&str> = figure.split(' ').collect();
        let (file, rest) = words.split_first()?;
        let date = |text: &str| Some(self.words.phrasebook.date(Date::parse(text)?));
        let since = |text: &str| {
            let date = date(text)?;
            Some(self.words.fill("since", &[("date", &date)]))
        };
        let (parts, href): (Vec<String>, Option<String>) = match (*file, rest) {
            ("units", [id, from]) => {
                let unit = content.unit(id)?;
                let held = unit.values.iter().any(|it| it.from.to_string() == **from);
                let href = self.href(&format!("sources/#{id}-{from}"));
                (
                    vec![self.text(&unit.name), since(from)?],
                    held.then_some(href),
                )
            }
            ("duties", [id, .., from]) => {
                let duty = content.duty(id)?;
                let ground = rest.get(2).and_then(|ground| content.ground(ground));
                let mut parts = vec![self.text(&duty.title)];
                parts.extend(ground.map(|ground| self.text(&ground.text)));
                parts.extend(since(from));
                (parts, self.duty_href(id))
            }
            ("calendar", [day]) => {
                let what = date(day).unwrap_or_else(|| self.words.page("why-weekend").to_owned());
                let calendar = self.words.page("calendar").to_owned();
                (vec![calendar, what], Some(self.href("sources/#calendar")))
            }
            ("channels", [id, ..]) => {
                let mut channels = content.channels.channels.iter();
                let channel = channels.find(|channel| *channel.id.value == **id)?;
                (vec![self.text(&channel.title)], None)
            }
            ("date-rules", [id]) => {
                let rule = content.date_rule(id)?;
                (vec![self.text(&rule.title)], None)
            }
            (file, rest) => match file.split_once('/')? {
                ("services", id) => return self.subject_of_service(id, rest),
                ("rules", id) => {
                    let period = content.period(id, rest.get(1)?)?;
                    let href = self.href(&format!("rules/{id}/#period-{}", &**period.id));
                    let mut parts = vec![self.text(&period.title)];
                    parts.extend(self.extended(rest));
                    (parts, Some(href))
                }
                (_, code) => return self.subject_of_category(code, rest),
            },
        };
        Some(Subject {
            title: parts.join(", "),
            href,
        })
    }

    fn subject_of_service(&self, id: &str, rest: &[&str]) -> Option<Subject> {
        let service = self.site.content.service(id)?;
        let rules = self.rulebook.service(id)?;
        let page = self.href(&format!("services/{id}/"));
        let mut parts = vec![self.text(&service.title)];
        let anchor = match rest {
            ["tariff", line, choices @ ..] => {
                let mut lines = service.tariff.iter();
                let line_there = lines.find(|known| *known.id.value == **line)?;
                parts.push(self.rulebook.charge_name(&line_there.kind).to_owned());
                let mut value = "";
                for choice in choices {
                    if let Some((option, chosen)) = choice.split_once('=') {
                        value = chosen;
                        let label = self.rulebook.option(option).map(|it| &it.label);
                        let chosen = tariff::value_label(self.rulebook, option, chosen);
                        // A row of a table is known by its value alone.
                        let row = line_there
                            .by
                            .as_ref()
                            .is_some_and(|by| *by.value == *option);
                        parts.push(match label {
                            Some(label) if !row => format!("{label}: {chosen}"),
                            _ => chosen,
                        });
                    } else if let Some(from) = Date::parse(choice) {
                        let date = self.words.phrasebook.date(from);
                        parts.push(self.words.fill("since", &[("date", &date)]));
                    }
                }
                let groups = tariff::prices_on(self, rules, self.site.as_of);
                let group = groups.into_iter().find(|group| group.line == **line)?;
                let mut rows = group.rows.iter();
                let row = rows.find(|row| row.id.ends_with(&format!("-{value}")));
                let row = row.or(group.rows.first());
                row.map_or_else(|| "tariff".to_owned(), |row| row.id.clone())
            }
            ["filing-window", end] => {
                parts.push(self.words.page("fact-window").to_owned());
                let end = if *end == "opens" { "opens" } else { "closes" };
                parts.push(self.words.page(end).to_owned());
                "filing-window".to_owned()
            }
            rest => {
                parts.push(self.words.page("fact-term").to_owned());
                parts.extend(self.extended(rest));
                "term".to_owned()
            }
        };
        Some(Subject {
            title: parts.join(", "),
            href: Some(format!("{page}#{anchor}")),
        })
    }

    fn subject_of_category(&self, code: &str, rest: &[&str]) -> Option<Subject> {
        let code = code.to_ascii_uppercase();
        let file = self.site.content.categories.get(&code)?;
        let link = self.category_link(&code);
        let page = link.href;
        let (what, anchor) = match rest {
            ["rows", row, figure] => {
                let known = ["entries", "validity", "stay"];
                let figure = known.into_iter().find(|known| known == figure)?;
                let mut rows = file.category.rows.iter();
                let there = rows.any(|known| *known.id.value == **row);
                let anchor = there.then(|| format!("#validity-{row}"));
                (figure, anchor.unwrap_or_default())
            }
            _ => ("extended", String::new()),
        };
        let what = self.words.page(what);
        Some(Subject {
            title: format!("{} {}, {what}", link.code, link.title),
            href: Some(format!("{page}{anchor}")),
        })
    }

    /// That a figure is the one for an extension.
    fn extended(&self, rest: &[&str]) -> Option<String> {
        let last = rest.last().filter(|last| **last == "extension");
        last.map(|_| self.words.page("extended").to_owned())
    }

    /// What a figure says, in words.
    fn said(&self, figure: &str, said: &str) -> String {
        let words = &self.words.phrasebook;
        if said == NOT_GIVEN {
            return self.words.page("term-not-given").to_owned();
        }
        if let Some(text) = said.strip_prefix(UNREADABLE) {
            return format!("{} {text}", self.words.page("unreadable-label"));
        }
        if let Some(duty) = said.strip_prefix(DUTY)
            && let Some(duty) = self.site.content.duty(duty)
        {
            return self.text(&duty.title);
        }
        if figure.starts_with("calendar ") {
            return self.day_said(said);
        }
        if let Some(length) = said.strip_suffix(" each-entry").and_then(Duration::parse) {
            let slots = [("length", &*self.duration(length))];
            return self.words.fill("up-to-each-entry", &slots);
        }
        if let Some(length) = Duration::parse(said) {
            return self.duration(length);
        }
        let one_word = [
            ("validity", "stay-validity"),
            (Entries::Single.id(), "entries-single"),
            (Entries::Multiple.id(), "entries-multiple"),
        ];
        if let Some((_, key)) = one_word.iter().find(|(word, _)| *word == said) {
            return self.words.page(key).to_owned();
        }
        if let Ok(amount) = Amount::parse(said) {
            return self.money(amount);
        }
        let Some((number, of)) = said.split_once(' ') else {
            return said.to_owned();
        };
        let (least, count) = number.split_once('-').unwrap_or(("", number));
        let dash = if least.is_empty() { "" } else { "–" };
        let counted = count.parse().ok().and_then(|count: u32| {
            let mut units = TermUnit::ALL.into_iter();
            if let Some(unit) = units.find(|unit| unit.id() == of) {
                return Some(unit.counted(words, count));
            }
            let tool = |phrase| self.toolbox().words.text(phrase);
            match of {
                "day" => Some(TermUnit::CalendarDay.counted(words, count)),
                "month" => Some(words.count(tool(ToolPhrase::CountMonths), count)),
                "year" | "calendar-year" => Some(words.count(tool(ToolPhrase::CountYears), count)),
                _ => None,
            }
        });
        if let Some(counted) = counted {
            return format!("{least}{dash}{counted}");
        }
        match (Amount::parse(number), self.site.content.unit(of)) {
            (Ok(rate), Some(unit)) => self.units_of(rate, &self.text(&unit.name)),
            _ => said.to_owned(),
        }
    }

    /// Why a day is off, or which days of a week are.
    fn day_said(&self, said: &str) -> String {
        let calendar = &self.site.content.calendar;
        let (kind, worked) = match said.split_once(", worked ") {
            Some((kind, worked)) => (kind, Date::parse(worked)),
            None => (said, None),
        };
        if let Some(worked) = worked {
            let date = self.words.phrasebook.date(worked);
            return self.words.fill("day-swap", &[("date", &date)]);
        }
        let Some((kind, name)) = kind.split_once(' ') else {
            return said.to_owned();
        };
        let mut names = calendar.names.iter();
        match names.find(|known| *known.id.value == *name) {
            Some(known) if kind == "observed" => {
                let name = self.text(&known.name);
                self.words.fill("day-observed", &[("name", &name)])
            }
            Some(known) => self.text(&known.name),
            None => said.to_owned(),
        }
    }
}
