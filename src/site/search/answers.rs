//! What the pages answer to questions with a figure.
//!
//! A figure is the one that the page shows, made by the same code. It goes with
//! the last day for which it holds: whoever asks later is told so, and gets the
//! calculator instead.

use std::collections::BTreeSet;

use qagida_calculator::quote::Quote;
use qagida_calculator::rulebook::{Choice, Service};
use qagida_calculator::term::{TermOnFile, TermUnit};
use qagida_calculator::tools::Tool;
use qagida_calculator::{Amount, Date, Dated, QuoteRequest, Rulebook};
use qagida_search::{Answer, Row};

use super::super::data::Made;
use super::super::pages::{Language, Page, Site};
use super::super::tariff;
use super::super::views::rules::{Duty, Rule};
use super::super::views::{Basis, CategoryRow};
use crate::content::model;
use crate::content::reading::Id;
use crate::content::search::Asked;

/// A card with more periods than these is no answer that anybody reads.
const MOST_PERIODS: usize = 8;

/// What an entry of a page answers, to the questions that the content has words
/// for.
pub fn of(site: &Site<'_>, language: usize, page: &Page<'_>, anchor: &str) -> Vec<Answer> {
    let questions = &site.content.search.questions;
    let elsewhere = !anchor.is_empty() && !matches!(page, Page::Glossary(_));
    if elsewhere || questions.is_empty() {
        return Vec::new();
    }
    let mut answers = site.language(language).answers(page, anchor);
    answers.retain(|answer| {
        let mut questions = questions.iter();
        questions.any(|question| question.id.id() == answer.question)
    });
    let by_day = |answer: &Answer| {
        let by_day = [Asked::Cost, Asked::Unit].map(Asked::id);
        by_day.contains(&&*answer.question)
    };
    if !answers.iter().any(by_day) {
        return answers;
    }
    for last in last_days(&site.rulebooks[language], site.as_of) {
        let Some(next) = last.next() else {
            continue;
        };
        let later = Site {
            as_of: next,
            data: Made::default(),
            ..*site
        };
        let then = later.language(language).answers(page, anchor);
        for answer in &mut answers {
            end(answer, &then, last);
        }
    }
    answers
}

/// The days, from one on, after which something may cost another amount.
fn last_days(rulebook: &Rulebook, from: Date) -> BTreeSet<Date> {
    fn ends<T>(values: &Dated<T>) -> Vec<Date> {
        let entries = values.entries().iter();
        entries
            .flat_map(|entry| [entry.from.previous(), entry.until])
            .flatten()
            .collect()
    }
    let units = rulebook.units.iter().map(|unit| ends(&unit.values));
    let duties = rulebook.duties.iter().map(|duty| &duty.line);
    let lines = rulebook.services.iter().flat_map(|service| &service.tariff);
    let lines = lines.chain(duties).map(|line| ends(&line.values));
    units
        .chain(lines)
        .flatten()
        .filter(|day| *day >= from)
        .collect()
}

/// Ends the figures of an answer that are not the same on the next day.
fn end(answer: &mut Answer, then: &[Answer], last: Date) {
    let then = then.iter().find(|then| then.question == answer.question);
    let rows = then.map_or(&[][..], |then| &then.rows);
    for row in answer.rows.iter_mut().filter(|row| row.until.is_empty()) {
        let same = |other: &Row| {
            other.when == row.when && other.label == row.label && other.value == row.value
        };
        if !rows.iter().any(same) {
            row.until = last.to_string();
        }
    }
}

/// A figure that does not depend on what was chosen.
fn row(label: String, value: String, href: String) -> Row {
    Row {
        label,
        value,
        href,
        ..Row::default()
    }
}

/// A sentence that another follows, without its full stop.
fn unended(text: &str) -> &str {
    text.trim_end_matches('.')
}

impl Language<'_> {
    /// What an entry of a page answers on the site's day.
    fn answers(&self, page: &Page<'_>, anchor: &str) -> Vec<Answer> {
        let found = match *page {
            Page::Service(_, id) => [self.cost_of_service(id), self.wait_for_service(id)].into(),
            Page::Category(_, code) => self.answers_of_category(code),
            Page::Rule(_, id) => self.answers_of_rule(id),
            Page::Calculator(_, Tool::Duty, false) => {
                let duties = self.site.content.duties_and_fees();
                let duties: Vec<&model::Duty> = duties.collect();
                let page = self.href(&self.calculator_path(Tool::Duty, false));
                let link = |duty: &Duty| format!("{page}#{}", duty.id);
                vec![
                    self.cost_of_duties(&self.title_of_duties(), &duties, link),
                    self.worth(),
                ]
            }
            Page::Glossary(_) if self.is_home_unit(anchor) => vec![self.worth()],
            _ => Vec::new(),
        };
        let found = found.into_iter().flatten();
        found.filter(|answer| !answer.rows.is_empty()).collect()
    }

    fn title_of_duties(&self) -> String {
        let title = self.words.page("calc-duty-title");
        self.words.fill("answer-duty-title", &[("title", title)])
    }

    /// What a figure for the day of payment goes with: the day, and what stands
    /// in its place when it no longer holds.
    fn on_day_of_payment(&self) -> (String, String) {
        let date = self.words.phrasebook.date(self.site.as_of);
        let say = |key| self.words.fill(key, &[("date", &date)]);
        (say("answer-cost-note"), say("answer-cost-stale"))
    }

    /// What a service costs one person, for each choice that a question can make.
    fn cost_of_service(&self, id: &Id) -> Option<Answer> {
        let service = self.rulebook.service(id)?;
        let (mut note, mut stale) = self.on_day_of_payment();
        let mut excluded: Vec<&str> = Vec::new();
        for remark in &service.excluded {
            let name = self.rulebook.charge_name(&remark.kind);
            if !excluded.contains(&name) {
                excluded.push(name);
            }
        }
        if !excluded.is_empty() {
            let slots = [("what", &*excluded.join(", "))];
            let excluded = self.words.fill("answer-not-included", &slots);
            for text in [&mut note, &mut stale] {
                *text = format!("{text} {excluded}");
            }
        }
        Some(Answer {
            question: Asked::Cost.id().to_owned(),
            title: self
                .words
                .fill("answer-cost-title", &[("title", &service.title)]),
            note,
            stale,
            href: self.plan_href(id)?,
            link: self.words.page("answer-link").to_owned(),
            rows: self
                .choices(service)
                .iter()
                .filter_map(|chosen| self.cost_row(service, chosen))
                .collect(),
        })
    }

    /// What may be chosen of a service: those of the page's table of totals.
    fn choices(&self, service: &Service) -> Vec<Vec<(String, String)>> {
        match tariff::totals_on(self, service, self.site.as_of) {
            Some(totals) => {
                let rows = totals.rows.iter();
                rows.map(|row| {
                    let pairs = row.options.split('&');
                    let pairs = pairs.filter_map(|pair| pair.split_once('='));
                    pairs
                        .map(|(option, value)| (option.to_owned(), value.to_owned()))
                        .collect()
                })
                .collect()
            }
            None if service.options.is_empty() => vec![Vec::new()],
            // There are too many for a table.
            None => Vec::new(),
        }
    }

    /// What a choice costs; nothing if no question can make it.
    fn cost_row(&self, service: &Service, chosen: &[(String, String)]) -> Option<Row> {
        let mut row = Row::default();
        let mut labels = Vec::new();
        for (id, value) in chosen {
            let option = self.rulebook.option(id)?;
            let default = option.default.as_deref();
            let usual = default.is_none_or(|default| default == value);
            if !usual && !self.can_be_said(id, value) {
                return None;
            }
            row.when.push((id.clone(), value.clone(), usual));
            labels.extend(self.label_of_choice(option, value));
        }
        row.when.extend(self.not_offered(service));
        let request = QuoteRequest {
            service: &service.id,
            on: &self.site.as_of.to_string(),
            people: "1",
            options: chosen
                .iter()
                .map(|(id, value)| (id.as_str(), value.as_str()))
                .collect(),
        };
        let quote = self.rulebook.quote(&request).ok()?;
        row.label = match &labels[..] {
            [] => self.words.page("total").to_owned(),
            _ => labels.join(", "),
        };
        row.unknown = quote.total.is_none();
        row.value = match quote.total {
            Some(total) => self.money(total),
            None => self.no_total(&quote),
        };
        let chosen = chosen.iter().map(|(id, value)| format!("&{id}={value}"));
        let query = format!("s={}{}", service.id, chosen.collect::<String>());
        row.href = self.tool_href(Tool::Fees, &query)?;
        Some(row)
    }

    /// Why there is no total, in words. What is known of it is no figure.
    fn no_total(&self, quote: &Quote<'_>) -> String {
        let unknown = quote.unknown.iter().map(|unknown| {
            let why = self.words.page(match unknown.code {
                "unreadable" => "answer-unreadable",
                "not-given" => "term-not-given",
                _ => "not-on-file",
            });
            format!("{} ({why})", quote.label(&unknown.kind))
        });
        let unknown: Vec<String> = unknown.collect();
        let because = self.words.page("no-total-because");
        format!("{because} {}", unknown.join(", "))
    }

    /// Whether the content has words with which a question chooses a value.
    fn can_be_said(&self, option: &str, value: &str) -> bool {
        let mut said = self.site.content.search.values.iter();
        said.any(|said| {
            **said.option == *option
                && match &said.value {
                    Some(said) => said.value == value,
                    None => value.bytes().all(|byte| byte.is_ascii_digit()),
                }
        })
    }

    /// Choices that a service does not know. A question that makes one is not
    /// answered with what the service costs without it.
    fn not_offered(&self, service: &Service) -> Vec<(String, String, bool)> {
        let options = self.rulebook.options.iter();
        options
            .filter(|option| !service.options.contains(&option.id))
            .filter_map(|option| {
                let default = option.default.as_ref()?;
                let mut others = option.values.iter().filter(|value| value.id != *default);
                others
                    .any(|value| self.can_be_said(&option.id, &value.id))
                    .then(|| (option.id.clone(), default.clone(), true))
            })
            .collect()
    }

    /// A value of an option in few words; none for what holds without a choice.
    fn label_of_choice(&self, option: &Choice, value: &str) -> Option<String> {
        let name = option.values.iter().find(|known| known.id == value);
        let name = &name?.name;
        let yes = self.words.page("yes");
        match &option.default {
            None => Some(name.clone()),
            Some(default) if default == value => None,
            // A yes alone says nothing.
            Some(_) if name.to_lowercase() == yes.to_lowercase() => Some(option.label.clone()),
            Some(_) => Some(format!("{}: {name}", option.label)),
        }
    }

    /// How long a service takes.
    fn wait_for_service(&self, id: &Id) -> Option<Answer> {
        let service = self.rulebook.service(id)?;
        let page = self.href(&format!("services/{}/#term", &**id));
        let label = |key| self.words.page(key).to_owned();
        let mut answer = Answer {
            question: Asked::Wait.id().to_owned(),
            title: self
                .words
                .fill("answer-wait-title", &[("title", &service.title)]),
            ..Answer::default()
        };
        let value = self.term_text(&service.term);
        match &service.term {
            TermOnFile::NotGiven { note, .. } => {
                answer.rows = vec![row(label("term-label"), value, page.clone())];
                answer.note.clone_from(note);
                answer.href = page;
                answer.link = label("calc-js-page-of");
            }
            TermOnFile::Given(term) => {
                let key = match term.unit {
                    TermUnit::Minute => "term-label",
                    TermUnit::WorkingDay | TermUnit::CalendarDay => "answer-wait-label",
                };
                answer.rows = vec![row(label(key), value, page)];
                let mut notes = Vec::new();
                if let Some(extension) = &term.extension {
                    let longest = extension
                        .unit
                        .counted(&self.words.phrasebook, extension.max);
                    notes.push(self.words.fill("term-extension", &[("term", &longest)]));
                }
                if term.unit != TermUnit::Minute {
                    notes.push(label("answer-wait-note"));
                }
                if let Some(document) = &term.later_acts {
                    notes.push(self.outdated(document));
                }
                answer.note = notes.join(" ");
                answer.href =
                    self.tool_href(Tool::Deadlines, &format!("what=service/{}", &**id))?;
                answer.link = label("work-out-day");
            }
        }
        Some(answer)
    }

    /// What a rules page answers: the duties that it shows or says to be paid,
    /// its periods, and what the unit is worth that its duties are counted in.
    fn answers_of_rule(&self, id: &Id) -> Vec<Option<Answer>> {
        let content = self.site.content;
        let Some(file) = content.rules.get(id) else {
            return Vec::new();
        };
        let Some(view) = self.rule(id, String::new()) else {
            return Vec::new();
        };
        let page = self.rule_href(id);
        let sections = file.rule.sections.iter();
        let shown: Vec<&str> = sections
            .flat_map(|section| &section.duties)
            .map(|duty| &*duty.value)
            .collect();
        let mut duties: Vec<&model::Duty> = Vec::new();
        let named = file.rule.duties.iter().map(|duty| &*duty.value);
        for duty in shown.iter().copied().chain(named) {
            if duties.iter().all(|known| **known.id != *duty) {
                duties.extend(content.duty(duty));
            }
        }
        let link = |duty: &Duty| match &duty.href {
            Some(href) if !shown.iter().any(|id| duty.id == format!("duty-{id}")) => href.clone(),
            _ => format!("{page}#{}", duty.id),
        };
        let title = [("title", view.title.as_str())];
        let cost = self.words.fill("answer-duty-title", &title);
        let mut answers = vec![
            self.cost_of_duties(&cost, &duties, link),
            self.wait_for_periods(&title, id, &view),
        ];
        let home = content.site.home_unit.as_ref().map(|unit| &unit.value);
        let counts = |duty: &&str| {
            let unit = content.duty(duty).and_then(|duty| duty.unit.as_ref());
            unit.is_some_and(|unit| Some(&unit.value) == home)
        };
        if shown.iter().any(counts) {
            answers.push(self.worth());
        }
        answers
    }

    /// The periods of a rules page.
    fn wait_for_periods(&self, title: &[(&str, &str)], id: &Id, view: &Rule) -> Option<Answer> {
        let content = self.site.content;
        let rule = &content.rules.get(id)?.rule;
        let periods = content.periods_on(id, rule);
        let (page, first) = periods.first()?;
        let query = format!("what=period/{}/{}", &***page, &**first.id);
        let mut notes = self.all_outdated(&view.basis);
        if view.tools.periods.len() > MOST_PERIODS {
            notes.push(self.words.page("answer-more").to_owned());
        }
        Some(Answer {
            question: Asked::Wait.id().to_owned(),
            title: self.words.fill("answer-wait-title", title),
            note: notes.join(" "),
            stale: String::new(),
            href: self.tool_href(Tool::Deadlines, &query)?,
            link: self.words.page("work-out-day").to_owned(),
            rows: view
                .tools
                .periods
                .iter()
                .take(MOST_PERIODS)
                .map(|period| {
                    let mut value = period.length.clone();
                    if let Some(extension) = &period.extension {
                        value = format!("{value}. {}", unended(extension));
                    }
                    row(period.title.clone(), value, period.href.clone())
                })
                .collect(),
        })
    }

    /// What a category answers: how long one may stay, how long it takes to issue
    /// it, and the duties for it.
    fn answers_of_category(&self, code: &str) -> Vec<Option<Answer>> {
        let content = self.site.content;
        let (Some(file), Some((view, path))) = (content.categories.get(code), self.category(code))
        else {
            return Vec::new();
        };
        let page = self.href(&path);
        let title = format!("{code}: {}", view.title);
        let title = [("title", title.as_str())];
        let basis = self.all_outdated(&view.basis);

        let mut notes: Vec<String> = view.doubt.iter().cloned().collect();
        notes.extend(basis.clone());
        let mut stay = Answer {
            question: Asked::Stay.id().to_owned(),
            title: self.words.fill("answer-stay-title", &title),
            note: notes.join(" "),
            stale: String::new(),
            href: format!("{page}#validity"),
            link: self.words.page("validity-title").to_owned(),
            rows: view.rows.iter().map(|row| self.stay(row, &page)).collect(),
        };
        if stay.rows.is_empty() {
            let say = |key| self.words.page(key).to_owned();
            stay.rows = vec![row(say("stay"), say("not-on-file"), page.clone())];
            stay.href.clone_from(&page);
            stay.link = say("calc-js-page-of");
        }

        let term = file.category.term.as_ref();
        let wait = term.and_then(|term| {
            let rule = view.rules.iter().find(|rule| rule.id == "term")?;
            let period = format!("what=period/{}/{}", &**term.rule, &**term.period);
            Some(Answer {
                question: Asked::Wait.id().to_owned(),
                title: self.words.fill("answer-wait-title", &title),
                note: basis.join(" "),
                stale: String::new(),
                href: self.tool_href(Tool::Deadlines, &period)?,
                link: self.words.page("work-out-day").to_owned(),
                rows: vec![row(
                    rule.name.clone(),
                    rule.value.clone(),
                    format!("{page}#{}", rule.id),
                )],
            })
        });

        let duties = file.category.duties.iter();
        let duties: Vec<&model::Duty> = duties.filter_map(|duty| content.duty(duty)).collect();
        let cost = self.words.fill("answer-category-title", &title);
        let link = |duty: &Duty| format!("{page}#{}", duty.id);
        let mut cost = self.cost_of_duties(&cost, &duties, link);
        if let Some(cost) = &mut cost {
            let text = self.words.page("category-duties-text");
            for said in [&mut cost.note, &mut cost.stale] {
                *said = format!("{said} {text}");
            }
        }
        vec![Some(stay), wait, cost]
    }

    /// How long one may stay by a row of a category's table, and its validity.
    fn stay(&self, of: &CategoryRow, page: &str) -> Row {
        let label = match &of.whom {
            Some(whom) => format!("{}. {}", of.entries, unended(whom)),
            None => of.entries.clone(),
        };
        let slots = [("stay", &*of.stay), ("validity", &*of.validity)];
        let mut value = self.words.fill("answer-stay", &slots);
        if let Some(note) = &of.note {
            value = format!("{value}. {}", unended(note));
        }
        if let Some(doubt) = &of.doubt {
            let doubtful = self.words.page("doubtful");
            value = format!("{value} ({doubtful}: {})", unended(doubt));
        }
        row(label, value, format!("{page}#{}", of.id))
    }

    /// What duties come to.
    fn cost_of_duties(
        &self,
        title: &str,
        duties: &[&model::Duty],
        link: impl Fn(&Duty) -> String,
    ) -> Option<Answer> {
        let (note, stale) = self.on_day_of_payment();
        let query = match duties {
            [one] => format!("duty={}", &**one.id),
            _ => String::new(),
        };
        Some(Answer {
            question: Asked::Cost.id().to_owned(),
            title: title.to_owned(),
            note,
            stale,
            href: self.tool_href(Tool::Duty, &query)?,
            link: self.words.page("answer-link").to_owned(),
            rows: duties
                .iter()
                .map(|duty| {
                    let duty = self.duty(duty);
                    row(duty.title.clone(), amount_of(&duty), link(&duty))
                })
                .collect(),
        })
    }

    /// Whether a term of the glossary is the unit of duties.
    fn is_home_unit(&self, term: &str) -> bool {
        let content = self.site.content;
        let unit = content.site.home_unit.as_ref();
        let unit = unit.and_then(|unit| content.unit(unit));
        let mut terms = content.glossary.terms.iter();
        let term = terms.find(|known| **known.id == *term);
        unit.zip(term).is_some_and(|(unit, term)| {
            let names = [&unit.full_name, &unit.name].map(|name| self.text(name).to_lowercase());
            let term = self.text(&term.term).to_lowercase();
            names.contains(&term) || term == format!("{} ({})", names[0], names[1])
        })
    }

    /// What the unit of duties is worth.
    fn worth(&self) -> Option<Answer> {
        let content = self.site.content;
        let unit = content.unit(content.site.home_unit.as_ref()?)?;
        let (name, full_name) = (self.text(&unit.name), self.text(&unit.full_name));
        let history = self.unit_history(unit);
        let counted = |duty: &model::Duty| {
            let of = duty.unit.as_ref();
            of.is_some_and(|of| *of.value == **unit.id)
        };
        // The calculator's page has the histories of the units that it works with.
        let there = content.duties_and_fees().any(counted);
        let page = self.tool_href(Tool::Duty, "").filter(|_| there);
        let before = if page.is_some() { "history-" } else { "" };
        let page = page.unwrap_or_else(|| self.href("sources/"));
        let table = format!("{page}#{before}{}", history.id);
        let date = |date| self.words.phrasebook.date(date);
        let as_of = self.site.as_of;
        let holding = unit.values.iter().find(|value| {
            let until = value.until.as_ref();
            value.from.value <= as_of && until.is_none_or(|until| as_of <= until.value)
        });
        let mut note = String::new();
        let mut stale = String::new();
        let one = Amount::parse("1").ok()?;
        let worth = match (self.rulebook.rate_on(one, &unit.id, as_of), holding) {
            (Ok(used), Some(value)) => {
                let from = date(value.from.value);
                let label = match &value.until {
                    Some(until) => format!("{from} – {}", date(until.value)),
                    None => self.words.fill("since", &[("date", &from)]),
                };
                if let Some(until) = &value.until {
                    let until = date(until.value);
                    stale = self.words.fill("answer-unit-stale", &[("date", &until)]);
                }
                note = self.maybe(value.doubt.as_ref()).unwrap_or_default();
                let money = self.money(used.unit_value);
                let anchor = format!("{page}#{}-{}", &**unit.id, value.from.value);
                row(label, format!("1\u{a0}{name} = {money}"), anchor)
            }
            (Err(unknown), _) => Row {
                unknown: true,
                ..row(date(as_of), unknown.reason, table.clone())
            },
            (Ok(_), None) => return None,
        };
        let slots = [("unit", &*name), ("name", &*full_name)];
        Some(Answer {
            question: Asked::Unit.id().to_owned(),
            title: self.words.fill("answer-unit-title", &slots),
            note,
            stale,
            href: table,
            link: self.words.fill("calc-history-title", &slots[..1]),
            rows: vec![worth],
        })
    }

    /// That a document has been changed by acts that are not on file.
    fn outdated(&self, document: &str) -> String {
        let text = self.words.page("basis-outdated");
        format!("{document}. {text}")
    }

    /// The same for each such document of a page.
    fn all_outdated(&self, basis: &[Basis]) -> Vec<String> {
        let outdated = basis.iter().filter(|basis| !basis.later_acts.is_empty());
        outdated.map(|basis| self.outdated(&basis.short)).collect()
    }
}

/// What a duty comes to, as the pages say it; or why that is not known.
fn amount_of(duty: &Duty) -> String {
    let mut text = String::new();
    if let Some(rate) = &duty.rate {
        text.push_str(rate);
        if let Some(amount) = &duty.amount {
            text.push_str(" = ");
            text.push_str(amount);
        }
        text.push_str(", ");
        text.push_str(&duty.per);
    }
    if !duty.reason.is_empty() {
        if !text.is_empty() {
            text.push_str(". ");
        }
        text.push_str(&duty.reason);
    }
    text
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::commands::{Prepared, prepare_to_answer};
    use crate::site::pages::Assets;

    const ENGLISH: usize = 1;

    const SEARCH: &str = r#"
questions:
  - {id: cost, words: {kk: [құны], en: [cost]}}
  - {id: unit, words: {kk: [АЕК], en: [MCI]}}
values:
  - {option: term, number: true, words: {kk: [жыл], en: [year]}}
  - {option: priority, value: "yes", words: {kk: [жедел], en: [urgent]}}
"#;

    /// The tests' small content with a file for the search.
    fn prepared(search: &str) -> Prepared {
        let folder = tempfile::tempdir().unwrap();
        let small = Path::new("tests/tool/small");
        for entry in walkdir::WalkDir::new(small) {
            let entry = entry.unwrap();
            let to = folder
                .path()
                .join(entry.path().strip_prefix(small).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).unwrap();
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
        fs::write(folder.path().join("search.yaml"), search).unwrap();
        prepare_to_answer(folder.path(), Path::new("templates")).unwrap()
    }

    /// What a service's page, or the duties' calculator, answers on a day.
    fn answers(prepared: &Prepared, service: Option<&str>, as_of: &str) -> Vec<Answer> {
        let site = Site {
            content: &prepared.content,
            words: &prepared.words,
            rulebooks: &prepared.rulebooks,
            toolboxes: &prepared.toolboxes,
            as_of: Date::parse(as_of).unwrap(),
            base_url: None,
            root: "",
            assets: &Assets::default(),
            data: Made::default(),
        };
        let services = &prepared.content.services;
        let page = match service {
            Some(id) => {
                let id = services.keys().find(|known| ***known == *id).unwrap();
                Page::Service(ENGLISH, id)
            }
            None => Page::Calculator(ENGLISH, Tool::Duty, false),
        };
        of(&site, ENGLISH, &page, "")
    }

    /// Label, value and last day of each figure.
    fn rows(answer: &Answer) -> Vec<[String; 3]> {
        let rows = answer.rows.iter();
        rows.map(|row| {
            let value = row.value.replace(['\u{a0}', '\u{202f}'], " ");
            [row.label.clone(), value, row.until.clone()]
        })
        .collect()
    }

    #[test]
    fn figures_end_with_what_they_are_made_from() {
        let prepared = prepared(SEARCH);
        let cost = |as_of| {
            let answers = answers(&prepared, Some("permit"), as_of);
            // That it takes some days nobody can ask: there are no words for it.
            assert_eq!(answers.len(), 1);
            rows(&answers[0])
        };
        assert_eq!(
            cost("2026-05-01"),
            [
                ["1 year", "2 262.5 ₸", "2026-12-31"],
                ["1 year, Priority", "2 302.5 ₸", "2026-06-30"],
                ["2 years", "2 362.5 ₸", "2026-12-31"],
                ["2 years, Priority", "2 402.5 ₸", "2026-06-30"],
            ]
        );
        assert_eq!(
            cost("2026-06-30")[1],
            ["1 year, Priority", "2 302.5 ₸", "2026-06-30"]
        );
        assert_eq!(
            cost("2026-07-01")[1],
            ["1 year, Priority", "2 312.5 ₸", "2026-12-31"]
        );
        assert_eq!(
            cost("2027-01-01")[1],
            [
                "1 year, Priority",
                "no total; not known: State duty (not on file)",
                ""
            ]
        );
    }

    #[test]
    fn what_is_not_known_is_no_figure_and_has_no_end() {
        let prepared = prepared(SEARCH);
        let answers = answers(&prepared, Some("extension"), "2026-05-01");
        let why = "no total; not known: Service fee (unreadable in the source)";
        assert_eq!(rows(&answers[0]), [["Total", why, ""]]);
        // It has no priority, and so no answer to what it costs with that.
        let when = [("priority".to_owned(), "no".to_owned(), true)];
        assert_eq!(answers[0].rows[0].when, when);
    }

    #[test]
    fn choices_without_words_for_them_are_left_out() {
        let search = SEARCH.split("  - {option: priority").next().unwrap();
        let prepared = prepared(search);
        let answers = answers(&prepared, Some("permit"), "2026-05-01");
        let labels: Vec<&str> = answers[0].rows.iter().map(|row| &*row.label).collect();
        assert_eq!(labels, ["1 year", "2 years"]);
        let usual = |row: &Row| row.when.iter().all(|(_, _, usual)| *usual);
        assert!(answers[0].rows.iter().all(usual));
    }

    #[test]
    fn the_unit_is_worth_what_it_is_on_the_day() {
        let prepared = prepared(SEARCH);
        let worth = |as_of| {
            let answers = answers(&prepared, None, as_of);
            let questions = answers.iter().map(|answer| &*answer.question);
            assert_eq!(questions.collect::<Vec<_>>(), ["cost", "unit"]);
            answers[1].clone()
        };
        let period = "1 January 2026 – 31 December 2026";
        assert_eq!(
            rows(&worth("2026-05-01")),
            [[period, "1 MCI = 4 325 ₸", "2026-12-31"]]
        );
        assert!(worth("2026-05-01").stale.contains("31 December 2026"));
        let unknown = rows(&worth("2027-01-01"));
        assert!(unknown[0][1].contains("is on file until"), "{unknown:?}");
    }

    #[test]
    fn without_questions_there_are_no_answers() {
        let prepared = prepared("questions: []\n");
        assert!(answers(&prepared, Some("permit"), "2026-05-01").is_empty());
    }
}
