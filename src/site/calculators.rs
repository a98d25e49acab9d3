//! The pages of the calculators.

use qagida_calculator::tools::Tool;
use qagida_calculator::tools::basket::PERSON;
use qagida_calculator::{Amount, Date};

use super::drawing::{self, Mark, Step, Steps};
use super::pages::{Language, Site};
use super::views::calculators::{
    Calculator, Calculators, Card, DateLine, DeadlinesPart, DutyPart, FeesForm, FinderPart,
    History, Question, ServiceChoice, ServiceGroup, TermLine, What, WhatGroup, Word,
};
use super::views::rules::PagePeriods;
use super::views::{FormValue, Link};
use crate::content::compile;
use crate::content::model;
use crate::content::rules::Rule;

/// The path of the pages on the site.
pub const PATH: &str = "calculators/";
/// The path of the page for other sites, below that of the page itself.
pub(super) const EMBED: &str = "embed/";
/// What the keys of the script's words start with in the text files.
const SCRIPT_WORDS: &str = "calc-js-";
/// More answers than these are shown as a list to open.
const MOST_SHOWN: usize = 20;

impl Site<'_> {
    /// The tools for which the content has something to work with.
    pub fn tools(&self) -> Vec<Tool> {
        let content = self.content;
        let periods = || {
            content
                .rules
                .values()
                .any(|file| !file.rule.periods.is_empty())
        };
        let works = |tool: &Tool| match tool {
            Tool::Fees => !content.services.is_empty(),
            Tool::Duty => content.duties_and_fees().next().is_some(),
            Tool::Deadlines => !content.services.is_empty() || periods(),
            Tool::Finder => self.toolboxes.iter().any(|tools| tools.finder.is_some()),
        };
        Tool::ALL.into_iter().filter(works).collect()
    }
}

impl Language<'_> {
    /// The path of a tool's page below the language.
    pub(super) fn tool_path(&self, tool: Tool) -> String {
        let name = match (tool, &self.site.content.finder) {
            (Tool::Finder, Some(finder)) => &*finder.path.value,
            _ => tool.id(),
        };
        format!("{PATH}{name}/")
    }

    /// The address of a tool's page, if there is one, with a question in it: a
    /// query without the question mark, or nothing.
    pub(super) fn tool_href(&self, tool: Tool, query: &str) -> Option<String> {
        self.site.tools().contains(&tool).then(|| {
            let mark = if query.is_empty() { "" } else { "?" };
            self.href(&format!("{}{mark}{query}", self.tool_path(tool)))
        })
    }

    /// The address of the costs of a plan in which a service is already.
    pub(super) fn plan_href(&self, service: &str) -> Option<String> {
        self.tool_href(Tool::Fees, &format!("s={service}"))
    }

    pub(super) fn tool_title(&self, tool: Tool) -> String {
        match (tool, &self.site.content.finder) {
            (Tool::Finder, Some(finder)) => self.text(&finder.title),
            _ => self
                .words
                .page(&format!("calc-{}-title", tool.id()))
                .to_owned(),
        }
    }

    fn tool_lead(&self, tool: Tool) -> String {
        match (tool, &self.site.content.finder) {
            (Tool::Finder, Some(finder)) => self.text(&finder.lead),
            _ => self
                .words
                .page(&format!("calc-{}-lead", tool.id()))
                .to_owned(),
        }
    }

    /// The calculators as cards.
    pub(super) fn tool_cards(&self) -> Vec<Card> {
        let tools = self.site.tools().into_iter();
        tools.map(|tool| self.tool_card(tool)).collect()
    }

    fn tool_card(&self, tool: Tool) -> Card {
        Card {
            title: self.tool_title(tool),
            summary: self.tool_lead(tool),
            href: self.href(&self.tool_path(tool)),
        }
    }

    /// What most people come for: first what fits, then what it costs, then by when.
    pub(super) fn doors(&self) -> Vec<Card> {
        let tools = self.site.tools();
        [Tool::Finder, Tool::Fees, Tool::Deadlines]
            .into_iter()
            .filter(|tool| tools.contains(tool))
            .map(|tool| self.tool_card(tool))
            .collect()
    }

    /// A link to a tool's page, if there is one.
    pub(super) fn tool_link(&self, tool: Tool) -> Option<Link> {
        Some(Link {
            text: self.tool_title(tool),
            href: self.tool_href(tool, "")?,
        })
    }

    /// The list of calculators.
    pub fn calculators(&self) -> Calculators {
        let title = self.words.page("calculators");
        let mut frame = self.frame(PATH, title, Some(vec![self.home_link()]));
        self.words
            .page("calc-lead")
            .clone_into(&mut frame.description);
        Calculators {
            frame,
            cards: self.tool_cards(),
        }
    }

    /// The path of a calculator below the language.
    pub fn calculator_path(&self, tool: Tool, embed: bool) -> String {
        let below = if embed { EMBED } else { "" };
        format!("{}{below}", self.tool_path(tool))
    }

    /// A calculator, with the address of its rules.
    pub fn calculator(&self, tool: Tool, embed: bool, rules_href: String) -> Calculator {
        let title = self.tool_title(tool);
        let lead = self.tool_lead(tool);
        let own = self.tool_path(tool);
        let trail = vec![
            self.home_link(),
            Link {
                text: self.words.page("calculators").to_owned(),
                href: self.href(PATH),
            },
        ];
        let mut frame = self.frame(&self.calculator_path(tool, embed), &title, Some(trail));
        frame.description.clone_from(&lead);
        // A page about the rule may be called the same.
        frame.title = [&title, self.words.page("calculators"), &frame.site].join(" · ");
        if embed {
            // Search engines are to find the page itself.
            frame.hide();
        } else {
            let item = self.application(tool, &frame);
            frame.structured.push(item);
        }
        let assets = self.site.assets;
        let full = self.href(&own);
        let parts = |wanted: Tool| tool == wanted;
        Calculator {
            tool: tool.id().to_owned(),
            embed,
            embedded: self.href(&format!("{own}{EMBED}")),
            embed_script: assets.embed.clone(),
            rules: rules_href,
            code: assets.planner.clone(),
            wasm: assets.planner_wasm.clone(),
            script: assets.tools.clone(),
            words: self.script_words(),
            fees: parts(Tool::Fees).then(|| self.fees_form()),
            duty: parts(Tool::Duty).then(|| self.duty_part()).flatten(),
            deadlines: parts(Tool::Deadlines).then(|| self.deadlines_part()),
            finder: parts(Tool::Finder).then(|| self.finder_part()).flatten(),
            open_full: self
                .words
                .fill("calc-open-full", &[("site", frame.site.as_str())]),
            others: self
                .tool_cards()
                .into_iter()
                .filter(|card| card.href != full)
                .collect(),
            frame,
            title,
            lead,
            full,
        }
    }

    /// The rules of a tool's page, as bytes.
    pub fn rules_of_tool(&self, tool: Tool) -> Vec<u8> {
        let mut toolbox = self.toolbox().clone();
        let content = self.site.content;
        let services: Vec<&str> = content.services.keys().map(|id| &**id).collect();
        let duties: Vec<&str> = content.duties_and_fees().map(|duty| &**duty.id).collect();
        let pages: Vec<&str> = content.rules.keys().map(|id| &**id).collect();
        let needs = match tool {
            Tool::Fees | Tool::Finder => compile::Needs {
                services: &services,
                ..compile::Needs::default()
            },
            Tool::Duty => compile::Needs {
                duties: &duties,
                ..compile::Needs::default()
            },
            Tool::Deadlines => compile::Needs {
                services: &services,
                periods_of: &pages,
                ..compile::Needs::default()
            },
        };
        toolbox.rulebook = compile::page(&toolbox.rulebook, &needs);
        toolbox.as_of = Some(self.site.as_of);
        if tool == Tool::Deadlines {
            // What a service costs has no part in when it is done.
            for service in &mut toolbox.rulebook.services {
                service.tariff.clear();
                service.options.clear();
                service.excluded.clear();
            }
            toolbox.rulebook.options.clear();
        } else {
            toolbox.date_rules.clear();
        }
        if tool != Tool::Finder {
            toolbox.finder = None;
        }
        // Serialising plain data to memory cannot fail.
        toolbox.to_bytes().unwrap_or_default()
    }

    fn script_words(&self) -> Vec<Word> {
        let words = self.words.page.iter();
        words
            .filter_map(|(key, text)| {
                Some(Word {
                    id: key.strip_prefix(SCRIPT_WORDS)?.to_owned(),
                    text: text.clone(),
                })
            })
            .collect()
    }

    fn fees_form(&self) -> FeesForm {
        let groups = self.site.content.site.groups.iter();
        FeesForm {
            roles: self
                .toolbox()
                .basket
                .roles
                .iter()
                .enumerate()
                .map(|(at, role)| FormValue {
                    id: role.id.clone(),
                    label: role.name.clone(),
                    selected: at == 0,
                })
                .collect(),
            person: PERSON.to_owned(),
            groups: groups
                .map(|group| ServiceGroup {
                    title: self.text(&group.title),
                    services: group
                        .services
                        .iter()
                        .filter_map(|id| self.service_choice(id))
                        .collect(),
                })
                .collect(),
        }
    }

    fn service_choice(&self, id: &str) -> Option<ServiceChoice> {
        let rules = self.rulebook.service(id)?;
        let (price, doubtful) = self.price(rules);
        let mut options = self.form_options(rules);
        for option in &mut options {
            // Here a ground is for those in one line, not for everybody.
            if option.id == qagida_calculator::tariff::EXEMPTION {
                option.help = Some(self.words.page("calc-exemption-help").to_owned());
            }
        }
        Some(ServiceChoice {
            id: id.to_owned(),
            title: rules.title.clone(),
            href: self.href(&format!("services/{id}/")),
            price,
            doubtful,
            options,
        })
    }

    fn duty_part(&self) -> Option<DutyPart> {
        let content = self.site.content;
        let duties: Vec<&model::Duty> = content.duties_and_fees().collect();
        let mut units: Vec<&model::Unit> = Vec::new();
        for unit in duties
            .iter()
            .filter_map(|duty| content.unit(duty.unit.as_ref()?))
        {
            if units.iter().all(|known| known.id.value != unit.id.value) {
                units.push(unit);
            }
        }
        Some(DutyPart {
            form: self.duty_form_of(&duties)?,
            histories: units.into_iter().map(|unit| self.history(unit)).collect(),
            duties: duties.into_iter().map(|duty| self.duty(duty)).collect(),
        })
    }

    fn history(&self, unit: &model::Unit) -> History {
        let values = || unit.values.iter();
        let highest = values().map(|value| value.value).max();
        let scale = Scale::of(
            &highest
                .map(|highest| highest.to_string())
                .unwrap_or_default(),
        );
        let highest = highest.map_or(1, |highest| scale.drawn(&highest.to_string()));
        // A value without an end is drawn until the day of the build.
        let until = |value: &model::UnitValue| {
            let last = value.until.as_ref().map(|until| until.value);
            last.unwrap_or(self.site.as_of.max(value.from.value))
        };
        let last = values().last().map(until);
        let words = &self.words.phrasebook;
        let steps: Vec<Step> = values()
            .map(|value| Step {
                from: day_number(value.from.value),
                until: day_number(until(value)) + 1,
                value: scale.drawn(&value.value.to_string()),
                label: self.money(value.value),
                doubtful: value.doubt.is_some(),
            })
            .collect();
        let described: Vec<String> = values()
            .map(|value| {
                let from = words.date(value.from.value);
                format!("{from}: {}", self.money(value.value))
            })
            .collect();
        let first_year = values().next().map_or(0, |value| value.from.value.year());
        let last_year = last.map_or(first_year, Date::year);
        let years = (first_year..=last_year).filter_map(|year| {
            let at = day_number(Date::new(year, 1, 1)?);
            Some(Mark {
                at,
                label: year.to_string(),
            })
        });
        let levels = drawing::levels(highest).into_iter();
        let unit_name = self.text(&unit.full_name);
        let title = self
            .words
            .fill("calc-history-title", &[("unit", unit_name.as_str())]);
        let chart = drawing::steps(&Steps {
            id: format!("_history-{}", &**unit.id),
            title: title.clone(),
            description: described.join("; "),
            levels: levels
                .map(|at| Mark {
                    at,
                    label: Amount::parse(&scale.number(at))
                        .map_or_else(|_| String::new(), |amount| words.number(amount)),
                })
                .collect(),
            days: years
                .filter(|year| steps.first().is_some_and(|s| s.from <= year.at))
                .collect(),
            values: steps,
        });
        History {
            title,
            chart,
            doubtful: values().any(|value| value.doubt.is_some()),
            unit: self.unit_history(unit),
        }
    }

    fn deadlines_part(&self) -> DeadlinesPart {
        let content = self.site.content;
        let services = || {
            let ids = content.site.groups.iter().flat_map(|group| &group.services);
            ids.filter_map(|id| self.rulebook.service(id))
        };
        let mut groups = vec![WhatGroup {
            title: self.words.page("services").to_owned(),
            choices: services()
                .map(|service| What {
                    value: format!("service/{}", service.id),
                    label: service.title.clone(),
                    asks: self.words.page("submitted-date").to_owned(),
                    channels: service.channels.join(" "),
                })
                .collect(),
        }];
        groups.push(WhatGroup {
            title: self.words.page("calc-windows").to_owned(),
            choices: services()
                .filter(|service| service.window.is_some())
                .map(|service| What {
                    value: format!("window/{}", service.id),
                    label: service.title.clone(),
                    asks: self.words.page("calc-expiry-date").to_owned(),
                    channels: String::new(),
                })
                .collect(),
        });
        let pages = content.site.rules.iter();
        let pages: Vec<(&str, &Rule)> = pages
            .filter_map(|id| Some((&*id.value, &content.rules.get(&id.value)?.rule)))
            .filter(|(_, rule)| !rule.periods.is_empty())
            .collect();
        groups.extend(pages.iter().map(|(id, rule)| {
            WhatGroup {
                title: self.text(&rule.title),
                choices: rule
                    .periods
                    .iter()
                    .map(|period| What {
                        value: format!("period/{id}/{}", &**period.id),
                        label: format!("{} ({})", self.text(&period.title), self.length(period)),
                        asks: self.words.fill(
                            "calc-period-asks",
                            &[("starts", &self.text(&period.starts))],
                        ),
                        channels: period
                            .channels
                            .iter()
                            .map(|id| &*id.value)
                            .collect::<Vec<&str>>()
                            .join(" "),
                    })
                    .collect(),
            }
        }));
        groups.push(WhatGroup {
            title: self.words.page("calc-dates").to_owned(),
            choices: self.date_choices(),
        });
        groups.retain(|group| !group.choices.is_empty());
        DeadlinesPart {
            groups,
            channels: self
                .rulebook
                .channels
                .iter()
                .map(|channel| FormValue {
                    id: channel.id.clone(),
                    label: channel.name.clone(),
                    selected: false,
                })
                .collect(),
            periods: pages
                .iter()
                .filter_map(|(id, rule)| {
                    let (page, _) = content.rules.iter().find(|(known, _)| ***known == **id)?;
                    Some(PagePeriods {
                        page: Link {
                            text: self.text(&rule.title),
                            href: self.rule_href(id),
                        },
                        periods: self.own_periods(page, rule),
                    })
                })
                .collect(),
            terms: services()
                .map(|service| TermLine {
                    service: Link {
                        text: service.title.clone(),
                        href: self.href(&format!("services/{}/#term", service.id)),
                    },
                    term: self.term_text(&service.term),
                    window: self.window_text(service),
                })
                .collect(),
            dates: self.date_lines(),
        }
    }

    fn date_choices(&self) -> Vec<What> {
        let rules = self.toolbox().date_rules.iter();
        rules
            .map(|rule| What {
                value: format!("date/{}", rule.id),
                label: rule.title.clone(),
                asks: rule.asks.clone(),
                channels: String::new(),
            })
            .collect()
    }

    fn date_lines(&self) -> Vec<DateLine> {
        let rules = self.toolbox().date_rules.iter();
        rules
            .map(|rule| DateLine {
                title: rule.title.clone(),
                text: rule.text.clone(),
                source: self.cite(&rule.source),
            })
            .collect()
    }

    fn finder_part(&self) -> Option<FinderPart> {
        let finder = self.toolbox().finder.as_ref()?;
        let countries = self.site.content.countries.iter();
        let countries: Vec<&str> = countries
            .flat_map(|list| list.countries.iter())
            .map(|country| country.code.value.as_str())
            .collect();
        let questions = finder.questions.iter().map(|question| {
            let mut answers: Vec<FormValue> = question
                .answers
                .iter()
                .map(|answer| FormValue {
                    id: answer.id.clone(),
                    label: answer.text.clone(),
                    selected: false,
                })
                .collect();
            // Countries are looked up by name, in the order of the language; what
            // else may be answered stands before them.
            answers.sort_by_cached_key(|answer| {
                let is_country = countries
                    .iter()
                    .any(|code| code.eq_ignore_ascii_case(&answer.id));
                is_country.then(|| self.words.alphabet.key(&answer.label))
            });
            Question {
                id: question.id.clone(),
                title: question.title.clone(),
                help: question.help.clone(),
                listed: question.answers.len() > MOST_SHOWN,
                answers,
            }
        });
        let categories = self.site.content.site.categories.as_ref();
        Some(FinderPart {
            questions: questions.collect(),
            all: categories.map(|categories| Link {
                text: self.text(&categories.title),
                href: self.href(&format!("{}/", categories.path.value)),
            }),
        })
    }
}

/// How numbers are drawn: as whole ones, of which the highest is large enough for
/// its differences from the others to be seen.
struct Scale {
    /// How many digits after the decimal point become digits before it.
    places: usize,
}

impl Scale {
    /// How many digits the highest has at least.
    const DIGITS: usize = 4;

    fn of(highest: &str) -> Self {
        let whole = highest.split('.').next().unwrap_or_default();
        Self {
            places: Self::DIGITS.saturating_sub(whole.len()),
        }
    }

    /// A number as it is drawn.
    fn drawn(&self, number: &str) -> i64 {
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let places = self.places;
        let fraction: String = fraction.chars().take(places).collect();
        format!("{whole}{fraction:0<places$}").parse().unwrap_or(0)
    }

    /// What something drawn stands for.
    fn number(&self, drawn: i64) -> String {
        let places = self.places;
        let digits = format!("{drawn:0>width$}", width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() {
            whole.to_owned()
        } else {
            format!("{whole}.{fraction}")
        }
    }
}

/// Days since some day.
fn day_number(date: Date) -> i64 {
    use chrono::{Datelike, NaiveDate};
    let day = NaiveDate::from_ymd_opt(date.year(), date.month(), date.day());
    day.map_or(0, |day| i64::from(day.num_days_from_ce()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_as_far_apart_as_in_the_calendar() {
        let day = |text: &str| day_number(Date::parse(text).unwrap());
        assert_eq!(day("2024-03-01") - day("2024-02-28"), 2);
        assert_eq!(day("2026-01-01") - day("2025-01-01"), 365);
    }

    #[test]
    fn small_numbers_are_drawn_apart() {
        for (highest, number, drawn, read) in [
            ("7300", "7300", 7300, "7300"),
            ("7300", "1824.5", 1824, "1824"),
            ("0.3", "0.25", 250, "0.25"),
            ("40", "40", 4000, "40"),
            ("40", "0.5", 50, "0.5"),
        ] {
            let scale = Scale::of(highest);
            assert_eq!(scale.drawn(number), drawn, "{number}");
            assert_eq!(scale.number(drawn), read, "{number}");
        }
        assert_eq!(Scale::of("").drawn(""), 0);
        assert_eq!(Scale::of("0.3").number(0), "0");
    }
}
