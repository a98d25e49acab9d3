//! Content -> the calculator's rules, in one language.

use qagida_calculator::calendar::{self, DayOff, DayOffKind};
use qagida_calculator::rulebook::{self, Channel, Choice, Named, Remark, Unit, Valued};
use qagida_calculator::tariff::{Cell, Exemption, Line, Price, Priced};
use qagida_calculator::term::{Extension, Term, TermOnFile, TermUnit, Window};
use qagida_calculator::tools::basket::{BasketRules, LeftOut, Recipient, Together};
use qagida_calculator::tools::days::DateRule;
use qagida_calculator::tools::typed::Months;
use qagida_calculator::tools::{ToolWords, Toolbox};
use qagida_calculator::{Calendar, Citation, Date, Dated, Entry, Phrasebook, Rulebook};

use super::Content;
use super::date_rules;
use super::finder;
use super::load::ServiceFile;
use super::model::{self, DayKind, Per, Written};
use super::reading::{At, Id, Text};
use super::rules::{self, Rule};

/// All rules in the language of a number. `None` if the content
/// has errors that [`crate::check`] reports.
pub fn rulebook(content: &Content, language: usize, phrasebook: &Phrasebook) -> Option<Rulebook> {
    Compiler { content, language }.rulebook(phrasebook)
}

/// The same rules as if neither the calendar nor the units held anything that
/// begins after a day. `None` if nothing is left of one of them.
pub fn without_later(
    rulebook: &Rulebook,
    content: &Content,
    language: usize,
    last: Date,
) -> Option<Rulebook> {
    let mut earlier = rulebook.clone();
    earlier.calendar = Compiler { content, language }.calendar(Some(last))?;
    for unit in &mut earlier.units {
        let values = unit.values.entries().iter();
        let values = values.filter(|value| value.from <= last).cloned().collect();
        unit.values = Dated::new(values).ok()?;
    }
    Some(earlier)
}

/// What the tools of the calculators' pages work with, in the language of a
/// number: the rules and words of that language, and the months of all. `None`
/// if the content has errors that [`crate::check`] reports.
pub fn toolbox(
    content: &Content,
    language: usize,
    rulebook: &Rulebook,
    words: &ToolWords,
    months: &Months,
) -> Option<Toolbox> {
    let compiler = Compiler { content, language };
    let date_rules = content.date_rules.date_rules.iter();
    let date_rules = date_rules
        .map(|rule| compiler.date_rule(rule))
        .collect::<Option<_>>()?;
    Some(Toolbox {
        rulebook: rulebook.clone(),
        as_of: None,
        words: words.clone(),
        months: months.clone(),
        basket: compiler.basket()?,
        date_rules,
        finder: match content.finder {
            Some(_) => Some(finder::compile(content, language, words, rulebook)?),
            None => None,
        },
    })
}

/// What a page calculates, by id.
#[derive(Clone, Copy, Debug, Default)]
pub struct Needs<'a> {
    /// The services.
    pub services: &'a [&'a str],
    /// The duties and fees by themselves; those of a service come with it.
    pub duties: &'a [&'a str],
    /// The rules pages whose periods it shows.
    pub periods_of: &'a [&'a str],
}

/// The rules that a page needs, and no others.
pub fn page(rulebook: &Rulebook, needs: &Needs<'_>) -> Rulebook {
    let mut page = rulebook.clone();
    page.services
        .retain(|service| needs.services.contains(&service.id.as_str()));
    page.duties
        .retain(|duty| needs.duties.contains(&duty.id.as_str()));
    page.periods
        .retain(|period| needs.periods_of.contains(&period.rule.as_str()));
    let uses_option = |id: &String| page.services.iter().any(|s| s.options.contains(id));
    page.options.retain(|option| uses_option(&option.id));
    let uses_channel = |id: &String| {
        let of_services = page.services.iter().map(|service| &service.channels);
        let of_periods = page.periods.iter().map(|period| &period.channels);
        of_services.chain(of_periods).any(|ids| ids.contains(id))
    };
    page.channels.retain(|channel| uses_channel(&channel.id));
    page
}

/// The rules that a page for these services needs, and no others.
pub fn only(rulebook: &Rulebook, services: &[&str]) -> Rulebook {
    let needs = Needs {
        services,
        ..Needs::default()
    };
    page(rulebook, &needs)
}

struct Compiler<'a> {
    content: &'a Content,
    language: usize,
}

impl Compiler<'_> {
    fn text(&self, text: &Text) -> String {
        text.get(self.language).to_owned()
    }

    fn rulebook(&self, phrasebook: &Phrasebook) -> Option<Rulebook> {
        let content = self.content;
        let places = content.site.currency.places.as_ref();
        let named = |id: &At<Id>, name| Named {
            id: id.to_string(),
            name: self.text(name),
        };
        Some(Rulebook {
            version: content.version.clone(),
            currency: rulebook::Currency {
                code: content.site.currency.code.clone(),
                symbol: content.site.currency.symbol.clone(),
                places: places.map_or(0, |places| places.value),
            },
            units: content
                .units
                .units
                .iter()
                .map(|unit| self.unit(unit))
                .collect::<Option<_>>()?,
            calendar: self.calendar(None)?,
            options: content
                .options
                .options
                .iter()
                .map(|option| Choice {
                    id: option.id.to_string(),
                    label: self.text(&option.label),
                    values: option
                        .values
                        .iter()
                        .map(|value| named(&value.id, &value.label))
                        .collect(),
                    default: option.default.as_ref().map(|d| d.value.clone()),
                })
                .collect(),
            charges: content
                .site
                .charges
                .iter()
                .map(|charge| named(&charge.id, &charge.name))
                .collect(),
            channels: content
                .channels
                .channels
                .iter()
                .map(|channel| self.channel(channel))
                .collect::<Option<_>>()?,
            services: content
                .services
                .iter()
                .map(|(id, file)| self.service(id, file))
                .collect::<Option<_>>()?,
            duties: content
                .duties_and_fees()
                .map(|duty| self.duty(duty))
                .collect::<Option<_>>()?,
            periods: content
                .rules
                .iter()
                .flat_map(|(id, file)| {
                    let periods = file.rule.periods.iter();
                    periods.map(|period| self.period(id, &file.rule, period))
                })
                .collect::<Option<_>>()?,
            phrasebook: phrasebook.clone(),
        })
    }

    /// A citation with its document and place in words.
    fn citation(&self, citation: &model::Citation) -> Option<Citation> {
        Some(Citation {
            document: citation.document.to_string(),
            at: citation.at.value.clone(),
            text: self.content.place_of(citation, self.language)?,
        })
    }

    fn unit(&self, unit: &model::Unit) -> Option<Unit> {
        let values = unit.values.iter().map(|value| {
            Some((
                &value.from,
                value.until.as_ref(),
                Valued {
                    value: value.value,
                    source: self.citation(&value.source)?,
                },
            ))
        });
        Some(Unit {
            id: unit.id.to_string(),
            name: self.text(&unit.name),
            values: dated(values)?,
        })
    }

    /// The calendar, perhaps only until the year of a day.
    fn calendar(&self, last: Option<Date>) -> Option<Calendar> {
        let source = &self.content.calendar;
        let mut weekend = [false; 7];
        for day in source.weekend.iter() {
            weekend[*day as usize] = true;
        }
        let mut days = Vec::new();
        let mut years = Vec::new();
        for year in source.years.iter() {
            let number = i32::try_from(year.year.value).ok()?;
            if last.is_some_and(|last| last.year() < number) {
                continue;
            }
            years.push(calendar::Year {
                year: number,
                provisional: year.provisional.as_ref().map(|text| self.text(text)),
                source: self.citation(&year.source)?,
            });
            for day in &year.days {
                let name = match &day.name {
                    Some(name) => Some(
                        source
                            .names
                            .iter()
                            .position(|named| named.id.value == name.value)
                            .and_then(|at| u16::try_from(at).ok())?,
                    ),
                    None => None,
                };
                days.push(DayOff {
                    date: day.date.value,
                    kind: match day.kind {
                        DayKind::Holiday => DayOffKind::Holiday,
                        DayKind::Observed => DayOffKind::Observed,
                        DayKind::DayOff => DayOffKind::Fixed,
                        DayKind::Swap => DayOffKind::Swap {
                            worked_instead: day.worked_instead.as_ref()?.value,
                        },
                    },
                    name,
                    estimated: day.estimated.unwrap_or(false),
                });
            }
        }
        let names = source.names.iter().map(|n| self.text(&n.name)).collect();
        Calendar::new(weekend, years, names, days).ok()
    }

    fn channel(&self, channel: &model::Channel) -> Option<Channel> {
        let mut accepts = [false; 7];
        for day in channel.accepts.iter() {
            accepts[*day as usize] = true;
        }
        Some(Channel {
            id: channel.id.to_string(),
            name: self.text(&channel.title),
            accepts,
            closes: channel.closes.as_ref().map(|closes| closes.value),
            hands_over_early: channel.hands_over_early,
            source: self.citation(&channel.source)?,
        })
    }

    fn service(&self, id: &Id, file: &ServiceFile) -> Option<rulebook::Service> {
        let service = &file.service;
        Some(rulebook::Service {
            id: id.to_string(),
            title: self.text(&service.title),
            options: texts(&service.options),
            tariff: service
                .tariff
                .iter()
                .map(|line| self.line(line))
                .collect::<Option<_>>()?,
            excluded: service
                .excluded
                .iter()
                .map(|remark| {
                    Some(Remark {
                        kind: remark.kind.to_string(),
                        text: self.text(&remark.text),
                        source: self.citation(&remark.source)?,
                    })
                })
                .collect::<Option<_>>()?,
            term: self.term(&service.term)?,
            window: match &service.filing_window {
                Some(window) => Some(Window {
                    opens: window.opens.value,
                    closes: window.closes.value,
                    unit: window.unit,
                    source: self.citation(&window.source)?,
                }),
                None => None,
            },
            channels: texts(&service.channels),
        })
    }

    /// What the planner needs besides the tariffs.
    fn basket(&self) -> Option<BasketRules> {
        let planner = &self.content.planner;
        let together = planner.together.iter().map(|rule| {
            let option = rule.option.as_ref().zip(rule.value.as_ref());
            Some(Together {
                service: rule.service.to_string(),
                option: option.map(|(option, value)| (option.to_string(), value.value.clone())),
                with: texts(&rule.with),
                text: self.text(&rule.text),
                source: self.citation(&rule.source)?,
            })
        });
        let left_out = planner.left_out.iter().map(|cost| {
            Some(LeftOut {
                kind: cost.kind.as_ref().map(|kind| kind.to_string()),
                services: texts(&cost.services),
                text: self.text(&cost.text),
                source: match &cost.source {
                    Some(source) => Some(self.citation(source)?),
                    None => None,
                },
            })
        });
        let roles = planner.roles.iter().map(|role| Named {
            id: role.id.to_string(),
            name: self.text(&role.name),
        });
        let recipients = planner.recipients.iter().map(|recipient| Recipient {
            id: recipient.id.to_string(),
            name: self.text(&recipient.name),
            charges: texts(&recipient.charges),
        });
        Some(BasketRules {
            roles: roles.collect(),
            recipients: recipients.collect(),
            together: together.collect::<Option<_>>()?,
            left_out: left_out.collect::<Option<_>>()?,
        })
    }

    fn period(&self, rule: &Id, page: &Rule, period: &rules::Period) -> Option<rulebook::Period> {
        let max = period.max.value;
        let min = period.min.as_ref().map_or(max, |min| min.value);
        Some(rulebook::Period {
            rule: rule.to_string(),
            id: period.id.to_string(),
            rule_title: self.text(&page.title),
            title: self.text(&period.title),
            starts: self.text(&period.starts),
            note: period.note.as_ref().map(|note| self.text(note)),
            term: self.given_term(
                (min, max),
                period.unit,
                &period.source,
                period.extension.as_ref(),
            )?,
            channels: texts(&period.channels),
        })
    }

    fn date_rule(&self, rule: &date_rules::DateRule) -> Option<DateRule> {
        let document = self.content.source(&rule.source.document)?;
        let also = rule.also.iter().map(|place| self.citation(place));
        Some(DateRule {
            id: rule.id.to_string(),
            title: self.text(&rule.title),
            asks: self.text(&rule.asks),
            direction: rule.direction,
            count: rule.count.value,
            unit: rule.unit,
            means: rule.means.value,
            result: self.text(&rule.result),
            text: self.text(&rule.text),
            source: self.citation(&rule.source)?,
            also: also.collect::<Option<_>>()?,
            edition_from: document.edition_from,
            later_acts: (!document.later_acts.is_empty()).then(|| self.text(&document.short)),
        })
    }

    /// A duty or fee by itself.
    fn duty(&self, duty: &model::Duty) -> Option<rulebook::Duty> {
        Some(rulebook::Duty {
            id: duty.id.to_string(),
            title: self.text(&duty.title),
            line: Line {
                id: duty.id.to_string(),
                kind: duty.kind.to_string(),
                when: Vec::new(),
                per_person: duty.per == Per::Person,
                values: self.rates(duty, None)?,
                exemptions: self.exemptions(duty)?,
            },
        })
    }

    fn line(&self, line: &model::Line) -> Option<Line> {
        let (per, values, exemptions) = if let Some(duty) = &line.duty {
            let duty = self.content.duty(duty)?;
            let values = self.rates(duty, Some(line.source.as_ref()?))?;
            (duty.per, values, self.exemptions(duty)?)
        } else {
            let per = line.per.unwrap_or(Per::Person);
            (per, self.prices(line)?, Vec::new())
        };
        Some(Line {
            id: line.id.to_string(),
            kind: line.kind.to_string(),
            when: line
                .when
                .0
                .iter()
                .map(|(option, value)| (option.value.clone(), value.value.clone()))
                .collect(),
            per_person: per == Per::Person,
            values,
            exemptions,
        })
    }

    /// A duty's rates; for a service, with the place that says that they apply there.
    fn rates(
        &self,
        duty: &model::Duty,
        applies: Option<&model::Citation>,
    ) -> Option<Dated<Priced>> {
        dated(duty.values.iter().map(|value| {
            let cell = self.cell(Written::duty(duty, value))?;
            Some((
                &value.from,
                value.until.as_ref(),
                Priced {
                    price: Price::One(cell),
                    source: self.citation(applies.unwrap_or(&value.source))?,
                    rate_source: match applies {
                        Some(_) => Some(self.citation(&value.source)?),
                        None => None,
                    },
                },
            ))
        }))
    }

    /// The grounds on which a duty need not be paid.
    fn exemptions(&self, duty: &model::Duty) -> Option<Vec<Exemption>> {
        let Some(exemptions) = &duty.exemptions else {
            return Some(Vec::new());
        };
        let exemptions = exemptions.grounds.iter().map(|exemption| {
            let ground = self.content.ground(&exemption.ground)?;
            let source = self.citation(&exemption.source)?;
            let value = (&exemption.from, exemption.until.as_ref(), source);
            Some(Exemption {
                id: ground.id.to_string(),
                text: self.text(&ground.text),
                note: self.text(&exemptions.note),
                sources: dated(std::iter::once(Some(value)))?,
            })
        });
        exemptions.collect()
    }

    fn prices(&self, line: &model::Line) -> Option<Dated<Priced>> {
        dated(line.values.iter().map(|value| {
            let price = match &line.by {
                Some(option) => Price::By {
                    option: option.to_string(),
                    rows: value
                        .table
                        .iter()
                        .map(|row| {
                            let cell = self.cell(Written::from(row))?;
                            Some((row.choice.value.clone(), cell))
                        })
                        .collect::<Option<_>>()?,
                },
                None => Price::One(self.cell(Written::from(value))?),
            };
            Some((
                &value.from,
                value.until.as_ref(),
                Priced {
                    price,
                    source: self.citation(&value.source)?,
                    rate_source: None,
                },
            ))
        }))
    }

    fn cell(&self, written: Written<'_>) -> Option<Cell> {
        if let Some(amount) = written.amount {
            return Some(Cell::Amount(amount));
        }
        if let (Some(rate), Some(unit)) = (written.rate, written.unit) {
            let unit = unit.to_string();
            return Some(Cell::Rate { rate, unit });
        }
        if let (Some(text), Some(note)) = (written.unreadable, written.note) {
            return Some(Cell::Unreadable {
                text: text.to_owned(),
                note: self.text(note),
            });
        }
        let note = self.text(written.not_given?);
        Some(Cell::NotGiven { note })
    }

    fn term(&self, term: &model::Term) -> Option<TermOnFile> {
        if let Some(note) = &term.not_given {
            return Some(TermOnFile::NotGiven {
                note: self.text(note),
                source: self.citation(&term.source)?,
            });
        }
        let range = (term.min.as_ref()?.value, term.max.as_ref()?.value);
        let given = self.given_term(range, term.unit?, &term.source, term.extension.as_ref())?;
        Some(TermOnFile::Given(given))
    }

    fn given_term(
        &self,
        (min, max): (u32, u32),
        unit: TermUnit,
        source: &model::Citation,
        extension: Option<&model::Extension>,
    ) -> Option<Term> {
        let document = self.content.source(&source.document)?;
        Some(Term {
            min,
            max,
            unit,
            source: self.citation(source)?,
            extension: match extension {
                Some(extension) => Some(Extension {
                    max: extension.max.value,
                    unit: extension.unit,
                    source: self.citation(&extension.source)?,
                }),
                None => None,
            },
            edition_from: document.edition_from,
            later_acts: (!document.later_acts.is_empty()).then(|| self.text(&document.short)),
        })
    }
}

fn texts(ids: &[At<Id>]) -> Vec<String> {
    ids.iter().map(|id| id.to_string()).collect()
}

fn dated<'a, T>(
    values: impl Iterator<Item = Option<(&'a At<Date>, Option<&'a At<Date>>, T)>>,
) -> Option<Dated<T>> {
    let entries = values
        .map(|value| {
            let (from, until, value) = value?;
            Some(Entry {
                from: from.value,
                until: until.map(|until| until.value),
                value,
            })
        })
        .collect::<Option<Vec<_>>>()?;
    Dated::new(entries).ok()
}
