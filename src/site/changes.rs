//! What has changed, and from which day: put together from the dated entries of
//! the content, with what is written by hand beside them. As a page, and as a feed.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::iter;

use qagida_calculator::tariff::Cell;
use qagida_calculator::term::TermUnit;
use qagida_calculator::{Amount, Date};

use super::pages::{Language, Site};
use super::render::File;
use super::tariff;
use super::views::changes::{Change, Changes, Day, Effect, First, Latest};
use super::views::{Link, PriceGroup};
use super::xml::escape;
use crate::content::Content;
use crate::content::model::{self, Duty};
use crate::content::reading::{At, Id};
use crate::diagnostics::Diagnostic;

/// The path of the page on the site.
pub const PATH: &str = "changes/";
/// The feed's name beside the page.
const FEED: &str = "atom.xml";

/// Whether the pages exist that changes written by hand name.
pub fn check(content: &Content) -> Vec<Diagnostic> {
    let mut known = super::search::known_pages(content);
    known.retain(|page| !page.contains('#'));
    let pages = content.changes.changes.iter();
    pages
        .flat_map(|change| &change.pages)
        .filter(|page| !known.contains(&page.value))
        .map(|page| super::search::no_page(page, &known))
        .collect()
}

/// The feed of each language.
pub fn feeds(site: &Site<'_>) -> Vec<File> {
    (0..site.words.len())
        .map(|number| site.language(number).feed())
        .collect()
}

/// A change and its day.
pub(super) struct Dated {
    pub(super) day: Date,
    pub(super) change: Change,
}

/// What holds on a day, if it is an entry of a history.
fn on<T>(entries: &[T], day: Date, ends: impl Fn(&T) -> (Date, Option<Date>)) -> Option<&T> {
    entries.iter().find(|entry| {
        let (from, until) = ends(entry);
        from <= day && until.is_none_or(|until| day <= until)
    })
}

fn rate_on(duty: &Duty, day: Date) -> Option<Amount> {
    let value = on(&duty.values, day, |value| {
        (value.from.value, value.until.as_ref().map(|u| u.value))
    });
    value?.rate
}

fn worth_on(unit: &model::Unit, day: Date) -> Option<Amount> {
    let value = on(&unit.values, day, |value| {
        (value.from.value, value.until.as_ref().map(|u| u.value))
    });
    Some(value?.value)
}

impl Language<'_> {
    /// The address of the feed.
    pub(super) fn feed_href(&self) -> String {
        self.href(&format!("{PATH}{FEED}"))
    }

    /// The page.
    pub fn changes_page(&self) -> Changes {
        let mut frame = self.frame(
            PATH,
            self.words.page("changes"),
            Some(vec![self.home_link()]),
        );
        self.words
            .page("changes-lead")
            .clone_into(&mut frame.description);
        let as_of = self.site.as_of;
        let (mut coming, past): (Vec<Dated>, Vec<Dated>) = self
            .dated()
            .into_iter()
            .partition(|dated| as_of < dated.day);
        // What comes next is what one looks for.
        coming.sort_by_key(|dated| dated.day);
        Changes {
            frame,
            coming: self.days(coming),
            past: self.days(past),
            first: self.first(),
        }
    }

    /// The last changes that have taken effect, the newest first.
    pub(super) fn latest_changes(&self, most: usize) -> Vec<Latest> {
        let as_of = self.site.as_of;
        let past = self.dated().into_iter().filter(|dated| dated.day <= as_of);
        past.take(most)
            .map(|dated| Latest {
                date: self.words.phrasebook.date(dated.day),
                iso: dated.day.to_string(),
                href: self.href(&format!("{PATH}#{}", dated.change.id)),
                title: dated.change.title,
            })
            .collect()
    }

    fn days(&self, changes: Vec<Dated>) -> Vec<Day> {
        let mut days: Vec<Day> = Vec::new();
        for Dated { day, change } in changes {
            let iso = day.to_string();
            match days.last_mut().filter(|last| last.iso == iso) {
                Some(last) => last.changes.push(change),
                None => days.push(Day {
                    id: format!("day-{iso}"),
                    date: self.words.phrasebook.date(day),
                    iso,
                    changes: vec![change],
                }),
            }
        }
        days
    }

    /// All changes, the newest day first; on a day, what is written by hand
    /// first, and figures from the general to the particular.
    fn dated(&self) -> Vec<Dated> {
        let mut changes = self.written();
        changes.extend(self.corrections());
        changes.extend(self.later_acts_of_all());
        changes.extend(self.units());
        changes.extend(self.duties());
        changes.extend(self.exemptions());
        changes.extend(self.prices_of_all());
        changes.extend(self.years());
        changes.sort_by_key(|dated| std::cmp::Reverse(dated.day));
        changes
    }

    fn written(&self) -> Vec<Dated> {
        let changes = self.site.content.changes.changes.iter();
        changes
            .map(|change| Dated {
                day: change.date.value,
                change: Change {
                    text: Some(self.text(&change.text)),
                    pages: change
                        .pages
                        .iter()
                        .map(|page| self.page_link(page))
                        .collect(),
                    sources: iter::once(&change.source)
                        .chain(&change.also)
                        .map(|source| self.cited(source))
                        .collect(),
                    ..plain(format!("change-{}", &**change.id), self.text(&change.title))
                },
            })
            .collect()
    }

    /// A link to a page, named by its path below the language.
    fn page_link(&self, page: &At<String>) -> Link {
        let content = self.site.content;
        let path = page.value.as_str();
        let text = match path.split_once('/') {
            Some(("services", id)) => {
                let services = content.services.iter();
                let mut found = services.filter(|(known, _)| ***known == *id);
                found.next().map(|(_, file)| self.text(&file.service.title))
            }
            Some(("rules", id)) => content.rule(id).map(|rule| self.text(&rule.title)),
            Some(("about", id)) => content.body(id).map(|body| self.text(&body.name)),
            Some(("calculators", _)) => {
                let tools = self.site.tools().into_iter();
                let mut tools = tools.filter(|tool| {
                    self.calculator_path(*tool, false).trim_end_matches('/') == path
                });
                tools.next().map(|tool| self.tool_title(tool))
            }
            Some((_, code)) => {
                let link = self.category_link(&code.to_uppercase());
                Some(format!("{} {}", link.code, link.title))
            }
            None => {
                let categories = content.site.categories.as_ref();
                let categories = categories.filter(|it| *it.path.value == *path);
                Some(match (path, categories) {
                    (_, Some(categories)) => self.text(&categories.title),
                    ("data", _) => self.words.page("open-data").to_owned(),
                    ("documents", _) => self.words.page("documents-title").to_owned(),
                    _ => self.words.page(path).to_owned(),
                })
            }
        };
        Link {
            text: text.unwrap_or_default(),
            href: self.href(&format!("{path}/")),
        }
    }

    /// The acts known to change the documents on file.
    fn later_acts_of_all(&self) -> Vec<Dated> {
        let mut changes = Vec::new();
        for source in self.site.content.sources.documents.iter() {
            for (number, act) in source.later_acts.iter().enumerate() {
                let Some(day) = act.in_force.or(act.date) else {
                    continue;
                };
                let known = if act.in_force.is_some() {
                    "changes-act-in-force"
                } else {
                    "changes-act-dated"
                };
                let slots = [
                    ("document", self.text(&source.short)),
                    ("act", self.text(&act.title)),
                ];
                let slots: Vec<(&str, &str)> =
                    slots.iter().map(|(slot, text)| (*slot, &**text)).collect();
                let id = format!("act-{}-{}", &**source.id, number + 1);
                changes.push(Dated {
                    day,
                    change: Change {
                        href: Some(self.href(&format!("sources/#{}", &**source.id))),
                        text: Some(self.words.page(known).to_owned()),
                        ..plain(id, self.words.fill("changes-act", &slots))
                    },
                });
            }
        }
        changes
    }

    fn units(&self) -> Vec<Dated> {
        let mut changes = Vec::new();
        for unit in &self.site.content.units.units {
            for pair in unit.values.windows(2) {
                let [before, after] = pair else { continue };
                let day = after.from.value;
                let id = format!("{}-{day}", &**unit.id);
                let words = self.instead(&self.money(before.value), &self.money(after.value));
                let title = format!("{}: {words}", self.text(&unit.name));
                changes.push(Dated {
                    day,
                    change: Change {
                        href: Some(self.href(&format!("sources/#{id}"))),
                        doubt: self.maybe(after.doubt.as_ref()),
                        effects: self.effects(unit, day),
                        sources: vec![self.cited(&after.source)],
                        ..plain(format!("unit-{id}"), title)
                    },
                });
            }
        }
        changes
    }

    /// What duties, and prices counted in a unit, are in money before and after it
    /// changes, where rate and unit are on file for both days.
    fn effects(&self, unit: &model::Unit, day: Date) -> Vec<Effect> {
        let content = self.site.content;
        let duties = content.duties_and_fees();
        let counted = duties.filter(|duty| {
            let of = duty.unit.as_ref();
            of.is_some_and(|of| of.value == unit.id.value)
        });
        let sum = |duty: &Duty, day| rate_on(duty, day)?.times(worth_on(unit, day)?);
        let mut effects: Vec<Effect> = counted
            .filter_map(|duty| {
                let before = self.money(sum(duty, day.previous()?)?);
                let after = self.money(sum(duty, day)?);
                Some(Effect {
                    title: self.text(&duty.title),
                    href: self.duty_href(&duty.id),
                    text: self.instead(&before, &after),
                })
            })
            .collect();
        for (id, file) in &content.services {
            let title = self.text(&file.service.title);
            effects.extend(self.effects_on_prices(id, &title, unit, day));
        }
        effects
    }

    /// The same for the prices of a service. Its duties are among the duties.
    fn effects_on_prices(
        &self,
        id: &Id,
        title: &str,
        unit: &model::Unit,
        day: Date,
    ) -> Vec<Effect> {
        let Some(rules) = self.rulebook.service(id) else {
            return Vec::new();
        };
        let page = self.href(&format!("services/{}/", &**id));
        let shown = tariff::prices(self, rules, self.site.as_of);
        let mut effects = Vec::new();
        for (line, shown) in rules.tariff.iter().zip(&shown) {
            if self.duty_of_line(id, &line.id).is_some() {
                continue;
            }
            let on = |day: Date| line.values.on(day).ok();
            let (Some(was), Some(is)) = (day.previous().and_then(on), on(day)) else {
                continue;
            };
            let was = tariff::cells(&was.value.price);
            for (choice, cell) in tariff::cells(&is.value.price) {
                let old = was.iter().find(|(of, _)| *of == choice);
                let sum = |cell: &Cell, day: Option<Date>| match cell {
                    Cell::Rate { rate, unit: of } if *of == **unit.id => {
                        rate.times(worth_on(unit, day?)?)
                    }
                    _ => None,
                };
                let before = old.and_then(|(_, cell)| sum(cell, day.previous()));
                let Some((before, after)) = before.zip(sum(cell, Some(day))) else {
                    continue;
                };
                let label =
                    choice.map(|(option, value)| tariff::value_label(self.rulebook, option, value));
                let charge = self.rulebook.charge_name(&line.kind).to_owned();
                let what = [title.to_owned(), charge];
                let what: Vec<String> = what.into_iter().chain(label).collect();
                let row = row_of(shown, choice.map_or("", |(_, value)| value));
                effects.push(Effect {
                    title: what.join(", "),
                    href: Some(format!("{page}#{row}")),
                    text: self.instead(&self.money(before), &self.money(after)),
                });
            }
        }
        effects
    }

    fn duties(&self) -> Vec<Dated> {
        let mut changes = Vec::new();
        for duty in self.site.content.duties_and_fees() {
            for pair in duty.values.windows(2) {
                let [before, after] = pair else { continue };
                let day = after.from.value;
                let (was, is) = (self.rate(duty, before), self.rate(duty, after));
                changes.push(Dated {
                    day,
                    change: Change {
                        href: self.duty_href(&duty.id),
                        sources: vec![self.cited(&after.source)],
                        ..plain(
                            format!("duty-{}-{day}", &**duty.id),
                            format!("{}: {}", self.text(&duty.title), self.instead(&was, &is)),
                        )
                    },
                });
            }
        }
        changes
    }

    fn rate(&self, duty: &Duty, value: &model::DutyValue) -> String {
        let unit = duty.unit.as_ref().and_then(|id| self.site.content.unit(id));
        match value.rate.zip(unit) {
            Some((rate, unit)) => self.units_of(rate, &self.text(&unit.name)),
            None => self.words.page("unknown-part").to_owned(),
        }
    }

    pub(super) fn units_of(&self, rate: Amount, unit: &str) -> String {
        format!("{}\u{a0}{unit}", self.words.phrasebook.number(rate))
    }

    /// Grounds of exemption that come after others of their duty, and those
    /// that end.
    fn exemptions(&self) -> Vec<Dated> {
        let content = self.site.content;
        let mut changes = Vec::new();
        for duty in content.duties_and_fees() {
            let Some(exemptions) = &duty.exemptions else {
                continue;
            };
            let first = exemptions.grounds.iter().map(|it| it.from.value).min();
            for exemption in exemptions.grounds.iter() {
                let begins = Some(exemption.from.value).filter(|from| Some(*from) > first);
                let ends = exemption.until.as_ref().and_then(|until| until.next());
                // A ground that has ended is no longer in the list on the page.
                let listed = ends.is_none_or(|ends| self.site.as_of < ends);
                let days = [(begins, "begins"), (ends, "ends")];
                for (day, what) in days {
                    let Some(day) = day else { continue };
                    let id = format!("exempt-{}-{}", &**duty.id, &**exemption.ground);
                    let ground = content.ground(&exemption.ground);
                    let ground = ground.map_or_else(String::new, |it| self.text(&it.text));
                    let title = self.words.fill(
                        &format!("changes-exemption-{what}"),
                        &[("duty", &self.text(&duty.title)), ("ground", &ground)],
                    );
                    let page = self.duty_href(&duty.id);
                    let place = page.map(|href| match href.split_once('#') {
                        Some((page, _)) if listed => format!("{page}#{id}"),
                        _ => href,
                    });
                    changes.push(Dated {
                        day,
                        change: Change {
                            href: place,
                            sources: vec![self.cited(&exemption.source)],
                            ..plain(format!("{id}-{day}"), title)
                        },
                    });
                }
            }
        }
        changes
    }

    /// Prices of services that follow earlier ones. The duties among them
    /// change by themselves.
    fn prices_of_all(&self) -> Vec<Dated> {
        let mut changes = Vec::new();
        for (id, file) in &self.site.content.services {
            let Some(rules) = self.rulebook.service(id) else {
                continue;
            };
            let page = self.href(&format!("services/{}/", &**id));
            let shown = tariff::prices_on(self, rules, self.site.as_of);
            for (line, shown) in rules.tariff.iter().zip(&shown) {
                if self.duty_of_line(id, &line.id).is_some() {
                    continue;
                }
                for pair in line.values.entries().windows(2) {
                    let [before, after] = pair else { continue };
                    let day = after.from;
                    let was = tariff::cells(&before.value.price);
                    for (choice, cell) in tariff::cells(&after.value.price) {
                        let old = was.iter().find(|(of, _)| *of == choice);
                        let old = old.map(|(_, cell)| *cell);
                        if old == Some(cell) {
                            continue;
                        }
                        let label = choice.map(|(option, value)| {
                            tariff::value_label(self.rulebook, option, value)
                        });
                        let what = [
                            self.text(&file.service.title),
                            self.rulebook.charge_name(&line.kind).to_owned(),
                            tariff::condition(self.rulebook, line),
                        ];
                        let what = what.into_iter().chain(label);
                        let what: Vec<String> = what.filter(|part| !part.is_empty()).collect();
                        let words = self.instead(&self.price_of(old), &self.price_of(Some(cell)));
                        let value = choice.map_or("", |(_, value)| value);
                        let row = row_of(shown, value);
                        let dash = if value.is_empty() { "" } else { "-" };
                        changes.push(Dated {
                            day,
                            change: Change {
                                href: Some(format!("{page}#{row}")),
                                sources: vec![self.cite(&after.value.source)],
                                ..plain(
                                    format!("price-{}-{}{dash}{value}-{day}", &**id, line.id),
                                    format!("{}: {words}", what.join(", ")),
                                )
                            },
                        });
                    }
                }
            }
        }
        changes
    }

    fn price_of(&self, cell: Option<&Cell>) -> String {
        match cell {
            Some(Cell::Amount(amount)) => self.money(*amount),
            Some(Cell::Rate { rate, unit }) => {
                let name = self.rulebook.unit(unit).map_or(unit, |unit| &unit.name);
                self.units_of(*rate, name)
            }
            _ => self.words.page("unknown-part").to_owned(),
        }
    }

    fn years(&self) -> Vec<Dated> {
        // The newest is the first.
        let years = self.calendar_years();
        let days = |count| TermUnit::WorkingDay.counted(&self.words.phrasebook, count);
        years
            .windows(2)
            .filter_map(|pair| {
                let [after, before] = pair else { return None };
                let day = Date::new(i32::try_from(after.year).ok()?, 1, 1)?;
                let title = self.words.fill(
                    "changes-year",
                    &[
                        ("year", &after.year.to_string()),
                        ("days", &days(after.working_days)),
                        ("earlier", &before.year.to_string()),
                        ("before", &days(before.working_days)),
                    ],
                );
                let id = format!("year-{}", after.year);
                Some(Dated {
                    day,
                    change: Change {
                        href: Some(self.href(&format!("sources/#{id}"))),
                        doubt: after.provisional.clone(),
                        sources: vec![after.source.clone()],
                        ..plain(id, title)
                    },
                })
            })
            .collect()
    }

    /// Since when there are values: a line for each kind and day.
    fn first(&self) -> Vec<First> {
        let content = self.site.content;
        let mut first = Vec::new();
        let mut add = |title: &str, days: BTreeSet<Date>, href: Option<String>| {
            first.extend(days.into_iter().map(|day| {
                First {
                    title: title.to_owned(),
                    since: self
                        .words
                        .fill("since", &[("date", &self.words.phrasebook.date(day))]),
                    href: href.clone(),
                }
            }));
        };
        for unit in &content.units.units {
            let day = unit.values.iter().map(|value| value.from.value).min();
            let href = self.href(&format!("sources/#unit-{}", &**unit.id));
            add(
                &self.text(&unit.name),
                day.into_iter().collect(),
                Some(href),
            );
        }
        let duties = || content.duties_and_fees();
        let mut shown = duties().filter_map(|duty| self.duty_href(&duty.id));
        let page = shown.next();
        let days = duties().filter_map(|duty| duty.values.iter().map(|v| v.from.value).min());
        add(
            self.words.page("changes-first-duties"),
            days.collect(),
            page.clone(),
        );
        let exemptions = duties().filter_map(|duty| duty.exemptions.as_ref());
        let days = exemptions.filter_map(|it| it.grounds.iter().map(|it| it.from.value).min());
        add(
            self.words.page("changes-first-exemptions"),
            days.collect(),
            page,
        );
        let services = content.services.values().map(|file| &file.service);
        let lines = services.flat_map(|service| service.tariff.iter());
        let days = lines.filter_map(|line| line.values.iter().map(|v| v.from.value).min());
        add(
            self.words.page("changes-first-prices"),
            days.collect(),
            Some(self.href("services/")),
        );
        let years = content.calendar.years.iter().map(|year| year.year.value);
        let day = years.min().and_then(|year| {
            let year = i32::try_from(year).ok()?;
            Date::new(year, 1, 1)
        });
        add(
            self.words.page("calendar"),
            day.into_iter().collect(),
            Some(self.href("sources/#calendar")),
        );
        first
    }

    /// That a value has taken the place of another, or has stayed.
    pub(super) fn instead(&self, before: &str, after: &str) -> String {
        let slots = [("before", before), ("after", after)];
        if before == after {
            self.words.fill("changes-same", &[("value", after)])
        } else {
            self.words.fill("changes-instead", &slots)
        }
    }

    /// The changes as a feed, in the format of RFC 4287. Its ids stay when the
    /// site moves; they are made as RFC 4151 has it.
    fn feed(&self) -> File {
        let site = &self.site.content.site;
        let address = |href: &str| {
            let whole = self.absolute(href);
            escape(&whole.unwrap_or_else(|| href.to_owned()))
        };
        let changes = self.dated();
        let days = changes.iter().map(|dated| dated.day);
        let past = days.clone().filter(|day| *day <= self.site.as_of);
        let updated = past.max().unwrap_or(self.site.as_of);
        let authority = self.site.authority();
        let page = self.href(PATH);
        let mut text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{code}\">\n\
             <id>tag:{authority},{since}:{code}/{PATH}</id>\n\
             <title>{title}</title>\n\
             <subtitle>{subtitle}</subtitle>\n\
             <updated>{updated}T00:00:00Z</updated>\n\
             <author><name>{name}</name></author>\n\
             <link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{alternate}\"/>\n",
            code = self.code,
            since = days.min().unwrap_or(self.site.as_of),
            title = escape(&format!(
                "{}: {}",
                self.text(&site.name),
                self.words.page("changes")
            )),
            subtitle = escape(self.words.page("changes-lead")),
            name = escape(&self.text(&site.name)),
            own = address(&self.feed_href()),
            alternate = address(&page),
        );
        for Dated { day, change } in &changes {
            let lines = change.text.iter().chain(&change.doubt).cloned();
            let effects = change.effects.iter();
            let effects = effects.map(|effect| format!("{}: {}", effect.title, effect.text));
            let sources = change.sources.iter().map(|source| {
                let word = self.words.page("source");
                format!("{word}: {}", source.text)
            });
            // Where the figures that moved stand, besides the page that tells of them.
            let figures = change.href.iter();
            let figures = figures.chain(change.effects.iter().filter_map(|it| it.href.as_ref()));
            let figures = figures.chain(change.pages.iter().map(|page| &page.href));
            let related = figures.fold(String::new(), |mut links, href| {
                let href = address(href);
                // Writing to memory cannot fail.
                let _ = writeln!(
                    links,
                    "<link rel=\"related\" type=\"text/html\" href=\"{href}\"/>"
                );
                links
            });
            // Each has a text of its own or a source.
            let content: Vec<String> = lines.chain(effects).chain(sources).collect();
            // Writing to memory cannot fail.
            let _ = write!(
                text,
                "<entry>\n\
                 <id>tag:{authority},{day}:{code}/{id}</id>\n\
                 <title>{title}</title>\n\
                 <updated>{day}T00:00:00Z</updated>\n\
                 <link rel=\"alternate\" type=\"text/html\" href=\"{href}\"/>\n\
                 {related}\
                 <content type=\"text\">{content}</content>\n\
                 </entry>\n",
                code = self.code,
                id = change.id,
                title = escape(&change.title),
                href = address(&format!("{page}#{}", change.id)),
                content = escape(&content.join("\n")),
            );
        }
        text.push_str("</feed>\n");
        (format!("{}/{PATH}{FEED}", self.code), text.into_bytes())
    }
}

impl Site<'_> {
    /// In whose name the feed's ids are given out: the site's name in Latin
    /// letters, in the language that has most of them.
    fn authority(&self) -> String {
        let name = &self.content.site.name;
        let names = (0..self.words.len()).map(|number| {
            let letters = name.get(number).chars();
            let letters = letters.filter(char::is_ascii_alphanumeric);
            letters.collect::<String>().to_ascii_lowercase()
        });
        let name = names.max_by_key(String::len);
        name.filter(|name| !name.is_empty())
            .unwrap_or_else(|| "site".to_owned())
    }
}

/// The anchor of a price's row. A choice that isn't offered on the day of the site
/// has no row on the page.
fn row_of<'p>(shown: &'p PriceGroup, value: &str) -> &'p str {
    let ends = format!("-{value}");
    let mut rows = shown.rows.iter();
    let row = rows.find(|row| value.is_empty() || row.id.ends_with(&ends));
    row.map_or("tariff", |row| &row.id)
}

/// A change with nothing but its name.
pub(super) fn plain(id: String, title: String) -> Change {
    Change {
        id,
        title,
        href: None,
        text: None,
        doubt: None,
        effects: Vec::new(),
        pages: Vec::new(),
        sources: Vec::new(),
    }
}
