//! Every figure of the content under a name that stays: what the site has once
//! published under it cannot change in silence ([`super::published`]).
//!
//! A name is the file without its ending, then what leads to the figure there,
//! with the day on which a dated one begins:
//! `services/iin tariff service-fee 2026-01-01 manager=no`. The choices for which
//! a price holds belong to its name, so that a price cannot become another's.
//!
//! Days of a year that is provisional, and days that are estimated, were never
//! given as certain: they may still move, and are no figures here yet.

use std::collections::BTreeMap;

use crate::content::Content;
use crate::content::model::{self, Extension, Per, Written};
use crate::diagnostics::Place;

/// What a figure says that its source doesn't give.
pub const NOT_GIVEN: &str = "not-given";
/// What precedes the words of a figure that cannot be read.
pub const UNREADABLE: &str = "unreadable: ";
/// What an exemption says.
pub const EXEMPT: &str = "exempt";
/// What precedes the id of a duty that a line of a bill charges.
pub const DUTY: &str = "duty ";

/// A figure.
#[derive(Debug)]
pub struct Figure<'a> {
    /// What it says, in the words of the files.
    pub says: String,
    /// Where it stands.
    pub place: &'a Place,
    /// Where the entry stands that it is in: what its name says of it, its day among
    /// them, is written there.
    pub entry: &'a Place,
    /// Whether it holds from a day on, so that another can follow it.
    pub dated: bool,
}

/// The figures by their names.
pub type Figures<'a> = BTreeMap<String, Figure<'a>>;

/// All figures.
pub fn figures(content: &Content) -> Figures<'_> {
    let mut list = List(BTreeMap::new());
    for unit in &content.units.units {
        for value in unit.values.iter() {
            let name = format!("units {} {}", &**unit.id, value.from.value);
            list.add(name, value.value.to_string(), &value.place, true);
        }
    }
    list.duties(content);
    list.calendar(&content.calendar);
    for channel in &content.channels.channels {
        let name = format!("channels {}", &**channel.id);
        if let Some(closes) = &channel.closes {
            list.add(
                format!("{name} closes"),
                closes.to_string(),
                &closes.place,
                false,
            );
        }
        if let Some(days) = channel.hands_over_early {
            list.add(
                format!("{name} hands-over-early"),
                format!("{days} working-day"),
                &channel.place,
                false,
            );
        }
    }
    for (id, file) in &content.services {
        list.service(&format!("services/{}", &**id), &file.service);
    }
    for (id, file) in &content.rules {
        for period in &file.rule.periods {
            let name = format!("rules/{} periods {}", &**id, &**period.id);
            let min = period.min.as_ref().map(|min| min.value);
            let length = length(min, period.max.value, period.unit.id());
            list.add(name.clone(), length, &period.max.place, false);
            list.extension(&name, period.extension.as_ref());
        }
    }
    let folder = content.site.categories.as_ref();
    let folder = folder.map_or("", |categories| &*categories.path.value);
    for (code, file) in &content.categories {
        let name = format!("{folder}/{}", code.to_ascii_lowercase());
        list.category(&name, &file.category);
    }
    for rule in &content.date_rules.date_rules {
        list.add(
            format!("date-rules {}", &**rule.id),
            format!("{} {}", rule.count.value, rule.unit.id()),
            &rule.count.place,
            false,
        );
    }
    list.0
}

struct List<'a>(Figures<'a>);

impl<'a> List<'a> {
    /// Adds a figure. Two of one name are a mistake that is reported elsewhere.
    fn add(&mut self, name: String, says: String, place: &'a Place, dated: bool) {
        let entry = place;
        let figure = Figure {
            says,
            place,
            entry,
            dated,
        };
        self.0.entry(name).or_insert(figure);
    }

    /// Adds what an entry of a history says.
    fn add_written(&mut self, name: String, written: &Written<'a>) {
        let figure = Figure {
            says: says(written),
            place: written.figure,
            entry: written.place,
            dated: true,
        };
        self.0.entry(name).or_insert(figure);
    }

    fn duties(&mut self, content: &'a Content) {
        for duty in content.duties_and_fees() {
            let name = format!("duties {}", &**duty.id);
            for value in duty.values.iter() {
                let says = says(&Written::duty(duty, value));
                self.add(
                    format!("{name} {}", value.from.value),
                    says,
                    &value.place,
                    true,
                );
            }
            let exemptions = duty.exemptions.iter();
            for exemption in exemptions.flat_map(|exemptions| exemptions.grounds.iter()) {
                let from = exemption.from.value;
                self.add(
                    format!("{name} {EXEMPT} {} {from}", &**exemption.ground),
                    EXEMPT.to_owned(),
                    &exemption.place,
                    true,
                );
            }
        }
    }

    fn calendar(&mut self, calendar: &'a model::Calendar) {
        let days: Vec<&str> = calendar.weekend.iter().map(|day| day.id()).collect();
        self.add(
            "calendar weekend".to_owned(),
            days.join(" "),
            &calendar.place,
            false,
        );
        let settled = calendar
            .years
            .iter()
            .filter(|year| year.provisional.is_none());
        for day in settled.flat_map(|year| &year.days) {
            if day.estimated == Some(true) {
                continue;
            }
            let mut says = day.kind.id().to_owned();
            if let Some(name) = &day.name {
                says = format!("{says} {}", name.value);
            }
            if let Some(worked) = &day.worked_instead {
                says = format!("{says}, worked {}", worked.value);
            }
            self.add(
                format!("calendar {}", day.date.value),
                says,
                &day.place,
                false,
            );
        }
    }

    fn service(&mut self, name: &str, service: &'a model::Service) {
        for line in service.tariff.iter() {
            let name = format!("{name} tariff {}", &**line.id);
            let mut choices = String::new();
            for (option, value) in &line.when.0 {
                choices = format!("{choices} {}={}", option.value, value.value);
            }
            if line.per == Some(Per::Application) {
                choices = format!("{choices} once");
            }
            if let Some(duty) = &line.duty {
                let says = format!("{DUTY}{}", duty.value);
                self.add(format!("{name}{choices}"), says, &duty.place, false);
            }
            for price in &line.values {
                let name = format!("{name} {}{choices}", price.from.value);
                if price.table.is_empty() {
                    self.add_written(name.clone(), &price.into());
                }
                let option = line.by.as_ref().map_or("", |option| &*option.value);
                for row in &price.table {
                    let name = format!("{name} {option}={}", row.choice.value);
                    let figure = Figure {
                        says: says(&row.into()),
                        place: &row.place,
                        entry: &price.place,
                        dated: true,
                    };
                    self.0.entry(name).or_insert(figure);
                }
            }
        }
        let term = &service.term;
        let says = match (&term.max, term.unit) {
            (Some(max), Some(unit)) => {
                let min = term.min.as_ref().map(|min| min.value);
                length(min, max.value, unit.id())
            }
            _ => NOT_GIVEN.to_owned(),
        };
        let of_term = format!("{name} term");
        let place = term.max.as_ref().map_or(&term.place, |max| &max.place);
        self.add(of_term.clone(), says, place, false);
        self.extension(&of_term, term.extension.as_ref());
        if let Some(window) = &service.filing_window {
            for (end, count) in [("opens", &window.opens), ("closes", &window.closes)] {
                self.add(
                    format!("{name} filing-window {end}"),
                    format!("{} {}", count.value, window.unit.id()),
                    &count.place,
                    false,
                );
            }
        }
    }

    fn category(&mut self, name: &str, category: &'a model::Category) {
        for row in &category.rows {
            let name = format!("{name} rows {}", &**row.id);
            let each = if row.per_entry == Some(true) {
                " each-entry"
            } else {
                ""
            };
            let figures = [
                ("entries", row.entries.id().to_owned(), &row.place),
                ("validity", row.validity.to_string(), &row.validity.place),
                ("stay", format!("{}{each}", row.stay.value), &row.stay.place),
            ];
            for (figure, says, place) in figures {
                self.add(format!("{name} {figure}"), says, place, false);
            }
        }
        if let Some(extension) = &category.extension {
            let says = extension.max.as_ref().map(ToString::to_string);
            self.add(
                format!("{name} extension"),
                says.unwrap_or_else(|| NOT_GIVEN.to_owned()),
                &extension.place,
                false,
            );
        }
    }

    fn extension(&mut self, name: &str, extension: Option<&'a Extension>) {
        if let Some(extension) = extension {
            self.add(
                format!("{name} extension"),
                format!("{} {}", extension.max.value, extension.unit.id()),
                &extension.max.place,
                false,
            );
        }
    }
}

fn length(min: Option<u32>, max: u32, unit: &str) -> String {
    match min {
        Some(min) if min != max => format!("{min}-{max} {unit}"),
        _ => format!("{max} {unit}"),
    }
}

fn says(written: &Written<'_>) -> String {
    if let Some(amount) = written.amount {
        return amount.to_string();
    }
    if let Some(rate) = written.rate {
        let unit = written.unit.map_or("", |unit| &*unit.value);
        return format!("{rate} {unit}");
    }
    match written.unreadable {
        Some(words) => format!("{UNREADABLE}{words}"),
        None => NOT_GIVEN.to_owned(),
    }
}
