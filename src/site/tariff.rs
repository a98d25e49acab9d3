//! A service's prices and totals as tables, worked out by the calculator.

use std::collections::BTreeMap;

use qagida_calculator::quote::Quote;
use qagida_calculator::rulebook::Service;
use qagida_calculator::tariff::{Cell, Line, Price};
use qagida_calculator::{Amount, Date, QuoteRequest, Rulebook};

use super::coming::Parts;
use super::pages::Language;
use super::views::{Cite, PriceGroup, PriceRow, TotalRow, Totals};

/// More rows than this are no table that anybody reads.
const MOST_ROWS: usize = 60;

/// Every way to choose the service's options: option id, value id.
fn choices<'a>(rulebook: &'a Rulebook, service: &'a Service) -> Vec<Vec<(&'a str, &'a str)>> {
    let mut all = vec![Vec::new()];
    for option in service.options.iter().filter_map(|id| rulebook.option(id)) {
        all = all
            .into_iter()
            .flat_map(|chosen: Vec<(&str, &str)>| {
                option.values.iter().map(move |value| {
                    let mut chosen = chosen.clone();
                    chosen.push((option.id.as_str(), value.id.as_str()));
                    chosen
                })
            })
            .collect();
        if all.len() > MOST_ROWS {
            return Vec::new();
        }
    }
    all
}

/// A quote for one person for every choice.
fn quotes<'a>(rulebook: &'a Rulebook, service: &'a Service, on: Date) -> Vec<Quote<'a>> {
    let on = on.to_string();
    choices(rulebook, service)
        .into_iter()
        .filter_map(|options| {
            let request = QuoteRequest {
                service: &service.id,
                on: &on,
                people: "1",
                options,
            };
            // Every choice is one that the service allows.
            rulebook.quote(&request).ok()
        })
        .collect()
}

/// The least and the most that a service costs one person; `None` where no
/// choice has a total.
pub struct Range {
    /// The least.
    pub least: Amount,
    /// The most.
    pub most: Amount,
    /// Whether some choice has no total.
    pub in_part: bool,
}

/// What a service costs one person, over all choices.
pub fn range(rulebook: &Rulebook, service: &Service, on: Date) -> Option<Range> {
    let totals: Vec<Option<Amount>> = quotes(rulebook, service, on)
        .iter()
        .map(|quote| quote.total)
        .collect();
    let known = || totals.iter().flatten().copied();
    Some(Range {
        least: known().min()?,
        most: known().max()?,
        in_part: totals.contains(&None),
    })
}

/// The totals for every choice, if there is a choice, with those that come.
pub fn totals(language: &Language<'_>, service: &Service, on: Date) -> Option<Totals> {
    let mut totals = totals_on(language, service, on)?;
    let rows = totals.rows.iter();
    let mut last: Vec<Parts> = rows.map(|row| vec![row.total.clone()]).collect();
    for day in language.coming_days() {
        let Some(later) = totals_on(language, service, day) else {
            continue;
        };
        // The choices are the same on every day.
        let rows = totals.rows.iter_mut().zip(&mut last);
        for ((row, last), later) in rows.zip(later.rows) {
            let comes = language.comes(day, last, vec![later.total]);
            row.coming.extend(comes);
        }
    }
    Some(totals)
}

/// The totals of a day without those that come.
pub fn totals_on(language: &Language<'_>, service: &Service, on: Date) -> Option<Totals> {
    let rulebook = language.rulebook;
    let options: Vec<_> = service
        .options
        .iter()
        .filter_map(|id| rulebook.option(id))
        .collect();
    let quotes = quotes(rulebook, service, on);
    if options.is_empty() || quotes.is_empty() {
        return None;
    }
    let rows = quotes
        .iter()
        .map(|quote| TotalRow {
            options: query(&quote.options),
            choices: quote
                .options
                .iter()
                .map(|(id, value)| value_label(rulebook, id, value))
                .collect(),
            total: quote.total.map(|total| language.money(total)),
            coming: Vec::new(),
            reason: quote
                .unknown
                .iter()
                .map(|unknown| rulebook.charge_name(&unknown.kind).to_owned())
                .collect::<Vec<_>>()
                .join(", "),
        })
        .collect();
    Some(Totals {
        options: options.iter().map(|option| option.label.clone()).collect(),
        rows,
    })
}

/// Choices as the calculator's page takes them.
fn query(chosen: &[(String, String)]) -> String {
    let pairs = chosen.iter().map(|(id, value)| format!("{id}={value}"));
    pairs.collect::<Vec<_>>().join("&")
}

pub fn value_label(rulebook: &Rulebook, option: &str, value: &str) -> String {
    rulebook
        .option(option)
        .and_then(|option| option.values.iter().find(|v| v.id == value))
        .map_or_else(|| value.to_owned(), |value| value.name.clone())
}

/// A price in money, over the time for which it holds.
pub struct Known {
    /// What is charged, for which choices.
    pub label: String,
    /// How much.
    pub amount: Amount,
    /// From which day.
    pub from: Date,
    /// Until which day.
    pub until: Option<Date>,
}

/// Every known price that holds on a day or later.
pub fn known(language: &Language<'_>, service: &Service, on: Date) -> Vec<Known> {
    let rulebook = language.rulebook;
    let mut known = Vec::new();
    for line in &service.tariff {
        let charge = rulebook.charge_name(&line.kind);
        for entry in line.values.entries() {
            for (choice, cell) in cells(&entry.value.price) {
                let choice = choice.map(|(option, value)| value_label(rulebook, option, value));
                let label = [charge.to_owned(), condition(rulebook, line)];
                let label = label.into_iter().chain(choice);
                let label: Vec<String> = label.filter(|part| !part.is_empty()).collect();
                for (amount, from, until) in in_money(rulebook, cell, entry.from, entry.until) {
                    if until.is_none_or(|until| on <= until) {
                        known.push(Known {
                            label: label.join(", "),
                            amount,
                            from,
                            until,
                        });
                    }
                }
            }
        }
    }
    known
}

/// A price's cells with the option and value that they are for.
pub fn cells(price: &Price) -> Vec<(Option<(&str, &str)>, &Cell)> {
    match price {
        Price::One(cell) => vec![(None, cell)],
        Price::By { option, rows } => rows
            .iter()
            .map(|(value, cell)| (Some((option.as_str(), value.as_str())), cell))
            .collect(),
    }
}

/// A cell's amounts with the days on which they hold: a rate has one for each
/// value of its unit.
fn in_money(
    rulebook: &Rulebook,
    cell: &Cell,
    from: Date,
    until: Option<Date>,
) -> Vec<(Amount, Date, Option<Date>)> {
    match cell {
        Cell::Amount(amount) => vec![(*amount, from, until)],
        Cell::Rate { rate, unit } => rulebook
            .unit(unit)
            .into_iter()
            .flat_map(|unit| unit.values.entries())
            .filter_map(|worth| {
                let from = from.max(worth.from);
                let until = [until, worth.until].into_iter().flatten().min();
                let holds = until.is_none_or(|until| from <= until);
                Some((rate.times(worth.value.value)?, from, until)).filter(|_| holds)
            })
            .collect(),
        Cell::Unreadable { .. } | Cell::NotGiven { .. } => Vec::new(),
    }
}

/// The prices of every line of the bill, with those that come.
pub fn prices(language: &Language<'_>, service: &Service, on: Date) -> Vec<PriceGroup> {
    let mut groups = prices_on(language, service, on);
    // By row; what comes for a choice that has no row yet is told at the last one.
    let mut last: BTreeMap<String, Parts> = BTreeMap::new();
    for row in groups.iter().flat_map(|group| &group.rows) {
        last.insert(row.id.clone(), parts(language, row));
    }
    for day in language.coming_days() {
        let later = prices_on(language, service, day);
        for (group, later) in groups.iter_mut().zip(later) {
            for later in later.rows {
                let parts = parts(language, &later);
                let last = last.entry(later.id.clone()).or_default();
                let Some(mut comes) = language.comes(day, last, parts) else {
                    continue;
                };
                let own = group.rows.iter().position(|row| row.id == later.id);
                if own.is_none() && !later.choice.is_empty() {
                    comes = format!("{}: {comes}", later.choice);
                }
                let at = own.unwrap_or(group.rows.len().saturating_sub(1));
                if let Some(row) = group.rows.get_mut(at) {
                    row.coming.push(comes);
                }
            }
        }
    }
    groups
}

/// What a price says: a rate, and what it comes to.
fn parts(language: &Language<'_>, row: &PriceRow) -> Parts {
    // A price without a source is on no file for the day.
    if row.rate.is_none() && row.amount.is_none() && !row.sources.is_empty() {
        return vec![None, Some(language.words.page("unknown-part").to_owned())];
    }
    vec![row.rate.clone(), row.amount.clone()]
}

/// The prices of a day without those that come.
pub fn prices_on(language: &Language<'_>, service: &Service, on: Date) -> Vec<PriceGroup> {
    let mut anchored = Vec::new();
    service
        .tariff
        .iter()
        .map(|line| {
            let by = line.values.on(on).ok().and_then(|entry| {
                let Price::By { option, .. } = &entry.value.price else {
                    return None;
                };
                Some(option.as_str())
            });
            // The first line by an option has the public anchors; a further one
            // is named after itself.
            let anchor = match by {
                Some(option) if !anchored.contains(&option) => format!("fee-{option}"),
                Some(option) => format!("{}-{option}", line.id),
                None => line.id.clone(),
            };
            anchored.extend(by);
            PriceGroup {
                line: line.id.clone(),
                label: language.rulebook.charge_name(&line.kind).to_owned(),
                condition: condition(language.rulebook, line),
                rows: rows(language, service, line, &anchor, on),
                exempt: language
                    .duty_of_line(&service.id, &line.id)
                    .filter(|duty| duty.exemptions.is_some())
                    .and_then(|duty| language.duty_href(&duty.id)),
            }
        })
        .collect()
}

/// For which choices a line applies, in words.
pub fn condition(rulebook: &Rulebook, line: &Line) -> String {
    line.when
        .iter()
        .map(|(id, value)| {
            let label = rulebook.option(id).map_or(id, |option| &option.label);
            format!("{label}: {}", value_label(rulebook, id, value))
        })
        .collect::<Vec<_>>()
        .join("; ")
}

fn rows(
    language: &Language<'_>,
    service: &Service,
    line: &Line,
    anchor: &str,
    on: Date,
) -> Vec<PriceRow> {
    let Ok(entry) = line.values.on(on) else {
        let first = line.values.entries()[0].from;
        return vec![PriceRow {
            id: anchor.to_owned(),
            options: query(&line.when),
            choice: String::new(),
            amount: None,
            rate: None,
            coming: Vec::new(),
            note: language.words.fill(
                "price-not-on-file",
                &[("date", &language.words.phrasebook.date(first))],
            ),
            unreadable: None,
            sources: Vec::new(),
        }];
    };
    let priced = &entry.value;
    let sources: Vec<Cite> = [Some(&priced.source), priced.rate_source.as_ref()]
        .into_iter()
        .flatten()
        .map(|source| language.cite(source))
        .collect();
    match &priced.price {
        Price::One(cell) => {
            let duty = language.duty_of_line(&service.id, &line.id);
            let what = duty.map(|duty| language.text(&duty.title));
            let row = row(
                language,
                anchor,
                what.unwrap_or_default(),
                cell,
                on,
                sources,
            );
            vec![PriceRow {
                options: query(&line.when),
                ..row
            }]
        }
        Price::By { option, rows } => rows
            .iter()
            .map(|(value, cell)| {
                let label = value_label(language.rulebook, option, value);
                let id = format!("{anchor}-{value}");
                let chosen = [&line.when[..], &[(option.clone(), value.clone())]].concat();
                PriceRow {
                    options: query(&chosen),
                    ..row(language, &id, label, cell, on, sources.clone())
                }
            })
            .collect(),
    }
}

fn row(
    language: &Language<'_>,
    id: &str,
    choice: String,
    cell: &Cell,
    on: Date,
    mut sources: Vec<Cite>,
) -> PriceRow {
    let words = &language.words.phrasebook;
    let mut row = PriceRow {
        id: id.to_owned(),
        options: String::new(),
        choice,
        amount: None,
        rate: None,
        coming: Vec::new(),
        note: String::new(),
        unreadable: None,
        sources: Vec::new(),
    };
    match cell {
        Cell::Amount(amount) => row.amount = Some(language.money(*amount)),
        Cell::Rate { rate, unit } => {
            let name = language.rulebook.unit(unit).map_or(unit, |unit| &unit.name);
            row.rate = Some(format!("{}\u{a0}{name}", words.number(*rate)));
            match language.rulebook.rate_on(*rate, unit, on) {
                Ok(used) => {
                    row.amount = used
                        .rate
                        .times(used.unit_value)
                        .map(|amount| language.money(amount));
                    row.note = language.words.fill(
                        "price-at-unit",
                        &[("unit", name), ("value", &language.money(used.unit_value))],
                    );
                    sources.push(language.cite(used.unit_source));
                }
                Err(unknown) => row.note = unknown.reason,
            }
        }
        Cell::Unreadable { text, note } => {
            row.unreadable = Some(text.clone());
            row.note.clone_from(note);
        }
        Cell::NotGiven { note } => row.note.clone_from(note),
    }
    row.sources = sources;
    row
}
