//! The CSV files: the records of the JSON files, one line each.
//!
//! A text has a column for each language, a citation has two: document and
//! place. What is null in JSON is empty here.

use std::iter;

use csv::{Terminator, WriterBuilder};

use super::Published;
use super::records::{
    Category, CategoryRow, Cell, ChangeFrom, Citation, Country, Day, Duty, DutyValue, Exemption,
    Line, Period, Place, Price, Records, Rule, Service, Source, Step, StepPaper, Unit, UnitValue,
    Words, Year,
};

/// A table's columns: each its head, and how it is filled from a line's record.
struct Table<'a, R> {
    languages: &'a [&'a str],
    columns: Vec<(String, Filled<'a, R>)>,
}

type Filled<'a, R> = Box<dyn Fn(&R) -> String + 'a>;

impl<'a, R> Table<'a, R> {
    fn new(records: &Records<'a>) -> Self {
        Self {
            languages: records.languages,
            columns: Vec::new(),
        }
    }

    fn plain<T: ToString>(mut self, name: &str, filled: impl Fn(&R) -> T + 'a) -> Self {
        let filled = move |record: &R| filled(record).to_string();
        self.columns.push((name.to_owned(), Box::new(filled)));
        self
    }

    fn maybe<T: ToString>(self, name: &str, filled: impl Fn(&R) -> Option<T> + 'a) -> Self {
        self.plain(name, move |record| {
            filled(record).map_or_else(String::new, |value| value.to_string())
        })
    }

    /// A column for each language.
    fn text<'r>(
        mut self,
        name: &str,
        filled: impl Fn(&R) -> Option<Words<'r>> + Copy + 'a,
    ) -> Self {
        for (number, language) in self.languages.iter().enumerate() {
            self = self.maybe(&format!("{name}_{language}"), move |record| {
                filled(record).map(|words| words.get(number).to_owned())
            });
        }
        self
    }

    /// Two columns: where something stands.
    fn source<'r>(
        self,
        name: &str,
        filled: impl Fn(&R) -> Option<Citation<'r>> + Copy + 'a,
    ) -> Self {
        self.maybe(&format!("{name}_document"), move |record| {
            filled(record).map(|source| source.document)
        })
        .maybe(&format!("{name}_at"), move |record| {
            filled(record).map(|source| source.at)
        })
    }

    fn file(self, name: &str, records: &[R]) -> Published {
        let head = self.columns.iter().map(|(name, _)| name.clone()).collect();
        let lines = records.iter().map(|record| {
            let columns = self.columns.iter();
            columns.map(|(_, filled)| filled(record)).collect()
        });
        Published {
            name: format!("{name}.csv"),
            count: records.len(),
            bytes: written(iter::once(head).chain(lines)),
        }
    }
}

/// As RFC 4180 has it.
fn written(lines: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    for line in lines {
        writer
            .write_record(line)
            .expect("memory takes everything, and a line has all of the table's columns");
    }
    writer.into_inner().expect("memory takes everything")
}

/// A line for each service.
pub(super) fn services(records: &Records<'_>, services: &[Service<'_>]) -> Published {
    let services: Vec<&Service<'_>> = services.iter().collect();
    Table::<&Service<'_>>::new(records)
        .plain("id", |s| s.id)
        .text("title", |s| Some(s.title))
        .text("summary", |s| Some(s.summary))
        .plain("categories", |s| s.categories.join(" "))
        .plain("options", |s| s.options.join(" "))
        .plain("channels", |s| s.channels.join(" "))
        .maybe("term_min", |s| Some(s.term.as_ref()?.min))
        .maybe("term_max", |s| Some(s.term.as_ref()?.max))
        .maybe("term_unit", |s| Some(s.term.as_ref()?.unit))
        .maybe("extension_max", |s| {
            Some(s.term.as_ref()?.extension.as_ref()?.max)
        })
        .maybe("extension_unit", |s| {
            Some(s.term.as_ref()?.extension.as_ref()?.unit)
        })
        .text("term_not_given", |s| {
            Some(s.term_not_given.as_ref()?.reason)
        })
        .source("term_source", |s| {
            let given = s.term.as_ref().map(|term| term.source);
            given.or(s.term_not_given.as_ref().map(|missing| missing.source))
        })
        .maybe("filing_opens", |s| Some(s.filing_window.as_ref()?.opens))
        .maybe("filing_closes", |s| Some(s.filing_window.as_ref()?.closes))
        .maybe("filing_unit", |s| Some(s.filing_window.as_ref()?.unit))
        .plain("page", |s| s.page.clone())
        .source("source", |s| Some(s.source))
        .file("services", &services)
}

/// A price of a service: for one value of an option, where it depends on one.
struct Tariff<'a> {
    service: &'a str,
    line: &'a Line<'a>,
    price: &'a Price<'a>,
    choice: Option<&'a str>,
    cell: &'a Cell<'a>,
}

/// A line for each price.
pub(super) fn tariffs(records: &Records<'_>, services: &[Service<'_>]) -> Published {
    let mut prices = Vec::new();
    for service in services {
        for line in &service.tariff {
            for price in &line.values {
                let one = |choice, cell| Tariff {
                    service: service.id,
                    line,
                    price,
                    choice,
                    cell,
                };
                match &price.table {
                    Some(rows) => {
                        prices.extend(rows.iter().map(|row| one(Some(row.choice), &row.cell)));
                    }
                    None => prices.push(one(None, &price.cell)),
                }
            }
        }
    }
    Table::<Tariff<'_>>::new(records)
        .plain("service", |p| p.service)
        .plain("line", |p| p.line.id)
        .plain("kind", |p| p.line.kind)
        .plain("when", |p| {
            let when = p.line.when.0.iter();
            let when: Vec<String> = when.map(|(id, value)| format!("{id}={value}")).collect();
            when.join(" ")
        })
        .maybe("by", |p| p.line.by)
        .maybe("choice", |p| p.choice)
        .plain("per", |p| p.line.per)
        .maybe("duty", |p| p.line.duty)
        .plain("from", |p| p.price.from)
        .maybe("until", |p| p.price.until)
        .maybe("amount", |p| p.cell.amount)
        .maybe("rate", |p| p.cell.rate)
        .maybe("unit", |p| p.cell.unit)
        .maybe("unreadable", |p| p.cell.unreadable)
        .text("not_given", |p| p.cell.not_given)
        .text("note", |p| p.cell.note)
        .source("source", |p| Some(p.price.source))
        .source("applies_source", |p| p.line.source)
        .file("services-tariffs", &prices)
}

/// A paper of a step of a service.
struct Brought<'a> {
    service: &'a str,
    number: usize,
    step: &'a Step<'a>,
    paper: &'a StepPaper<'a>,
}

/// A line for each paper of each step.
pub(super) fn papers(records: &Records<'_>, services: &[Service<'_>]) -> Published {
    let mut papers = Vec::new();
    for service in services {
        for (step, number) in service.steps.iter().zip(1..) {
            papers.extend(step.documents.iter().map(|paper| Brought {
                service: service.id,
                number,
                step,
                paper,
            }));
        }
    }
    Table::<Brought<'_>>::new(records)
        .plain("service", |p| p.service)
        .plain("step", |p| p.number)
        .plain("where", |p| p.step.r#where)
        .plain("document", |p| p.paper.document)
        .text("name", |p| records.paper(p.paper.document))
        .maybe("when", |p| p.paper.when)
        .text("condition", |p| records.condition(p.paper.when?))
        .text("note", |p| p.paper.note)
        .source("source", |p| p.step.documents_source)
        .file("services-documents", &papers)
}

/// A line for each row of entries, validity and stay; one without them for a
/// category that has none on file.
pub(super) fn category_rows(
    records: &Records<'_>,
    path: &str,
    categories: &[Category<'_>],
) -> Published {
    type Line<'a> = (&'a Category<'a>, Option<&'a CategoryRow<'a>>);
    let mut lines: Vec<Line<'_>> = Vec::new();
    for category in categories {
        lines.extend(category.rows.iter().map(|row| (category, Some(row))));
        if category.rows.is_empty() {
            lines.push((category, None));
        }
    }
    Table::<Line<'_>>::new(records)
        .plain("code", |(c, _)| c.code)
        .text("title", |(c, _)| Some(c.title))
        .maybe("row", |(_, row)| Some((*row)?.id))
        .maybe("entries", |(_, row)| Some((*row)?.entries))
        .maybe("validity", |(_, row)| Some((*row)?.validity))
        .maybe("stay", |(_, row)| (*row)?.stay.clone())
        .maybe("per_entry", |(_, row)| Some((*row)?.per_entry))
        .text("for", |(_, row)| (*row)?.r#for)
        .text("note", |(_, row)| (*row)?.note)
        .text("doubt", |(_, row)| (*row)?.doubt)
        .source("source", |(c, _)| Some(c.source))
        .file(path, &lines)
}

/// A line for each category.
pub(super) fn categories(
    records: &Records<'_>,
    path: &str,
    categories: &[Category<'_>],
) -> Published {
    let categories: Vec<&Category<'_>> = categories.iter().collect();
    let mut table = Table::<&Category<'_>>::new(records)
        .plain("code", |c| c.code)
        .text("title", |c| Some(c.title))
        .plain("purpose", |c| c.purpose);
    for issuer in records.issuers() {
        table = table.maybe(&format!("issued_{issuer}"), move |c| {
            let mut issued = c.issued.as_ref()?.0.iter();
            issued.find(|(id, _)| *id == issuer).map(|(_, does)| *does)
        });
    }
    table
        .maybe("change_from", |c| {
            Some(match c.change_from.as_ref()? {
                ChangeFrom::Any(any) => (*any).to_owned(),
                ChangeFrom::These(codes) => codes.join(" "),
            })
        })
        .maybe("extension", |c| {
            let known = !c.not_on_file.contains(&"extension");
            known.then_some(c.extension.is_some())
        })
        .maybe("extension_max", |c| c.extension.as_ref()?.max)
        .maybe("interview", |c| c.interview)
        .maybe("reinstatement", |c| {
            Some(c.reinstatement.as_ref()?.possible)
        })
        .maybe("term_max", |c| Some(c.term.as_ref()?.max))
        .maybe("term_unit", |c| Some(c.term.as_ref()?.unit))
        .plain("duties", |c| c.duties.join(" "))
        .plain("not_on_file", |c| c.not_on_file.join(" "))
        .text("doubt", |c| c.doubt)
        .plain("page", |c| c.page.clone())
        .source("source", |c| Some(c.source))
        .file(&format!("{path}-categories"), &categories)
}

/// A line for each change from one category into another.
pub(super) fn changes(records: &Records<'_>, path: &str, categories: &[Category<'_>]) -> Published {
    let mut changes = Vec::new();
    for category in categories {
        let from = match &category.change_from {
            Some(ChangeFrom::Any(any)) => vec![*any],
            Some(ChangeFrom::These(codes)) => codes.clone(),
            None => Vec::new(),
        };
        changes.extend(from.into_iter().map(|from| (from, category)));
    }
    Table::<(&str, &Category<'_>)>::new(records)
        .plain("from", |(from, _)| *from)
        .plain("to", |(_, to)| to.code)
        .source("source", |(_, to)| to.change_source)
        .file(&format!("{path}-changes"), &changes)
}

/// A line for each rules page.
pub(super) fn rules(records: &Records<'_>, rules: &[Rule<'_>]) -> Published {
    let rules: Vec<&Rule<'_>> = rules.iter().collect();
    Table::<&Rule<'_>>::new(records)
        .plain("id", |r| r.id)
        .text("title", |r| Some(r.title))
        .text("summary", |r| Some(r.summary))
        .plain("page", |r| r.page.clone())
        .source("source", |r| Some(r.source))
        .file("rules", &rules)
}

/// A line for each period of a rules page.
pub(super) fn periods(records: &Records<'_>, rules: &[Rule<'_>]) -> Published {
    let of_rule = |rule| {
        let rule: &Rule<'_> = rule;
        rule.periods.iter().map(move |period| (rule, period))
    };
    let periods: Vec<(&Rule<'_>, &Period<'_>)> = rules.iter().flat_map(of_rule).collect();
    Table::<(&Rule<'_>, &Period<'_>)>::new(records)
        .plain("rule", |(rule, _)| rule.id)
        .plain("id", |(_, p)| p.id)
        .text("title", |(_, p)| Some(p.title))
        .text("starts", |(_, p)| Some(p.starts))
        .maybe("after", |(_, p)| p.after)
        .plain("by", |(_, p)| p.by.join(" "))
        .plain("min", |(_, p)| p.min)
        .plain("max", |(_, p)| p.max)
        .plain("unit", |(_, p)| p.unit)
        .maybe("extension_max", |(_, p)| Some(p.extension.as_ref()?.max))
        .maybe("extension_unit", |(_, p)| Some(p.extension.as_ref()?.unit))
        .plain("channels", |(_, p)| p.channels.join(" "))
        .text("note", |(_, p)| p.note)
        .source("source", |(_, p)| Some(p.source))
        .file("rules-periods", &periods)
}

/// A line for each rate of each duty and fee.
pub(super) fn duties(records: &Records<'_>, duties: &[Duty<'_>], fees: &[Duty<'_>]) -> Published {
    let mut values: Vec<(&Duty<'_>, &DutyValue<'_>)> = Vec::new();
    for duty in duties.iter().chain(fees) {
        values.extend(duty.values.iter().map(|value| (duty, value)));
    }
    Table::<(&Duty<'_>, &DutyValue<'_>)>::new(records)
        .plain("id", |(duty, _)| duty.id)
        .plain("kind", |(duty, _)| duty.kind)
        .text("title", |(duty, _)| Some(duty.title))
        .plain("per", |(duty, _)| duty.per)
        .plain("from", |(_, value)| value.from)
        .maybe("until", |(_, value)| value.until)
        .maybe("rate", |(_, value)| value.rate)
        .maybe("unit", |(duty, value)| value.rate.and(duty.unit))
        .text("not_given", |(_, value)| value.not_given)
        .source("source", |(_, value)| Some(value.source))
        .file("duties", &values)
}

/// A line for each ground of exemption of each duty and fee.
pub(super) fn exemptions(
    records: &Records<'_>,
    duties: &[Duty<'_>],
    fees: &[Duty<'_>],
) -> Published {
    let mut exemptions: Vec<(&Duty<'_>, &Exemption<'_>)> = Vec::new();
    for duty in duties.iter().chain(fees) {
        exemptions.extend(duty.exemptions.iter().map(|exemption| (duty, exemption)));
    }
    Table::<(&Duty<'_>, &Exemption<'_>)>::new(records)
        .plain("duty", |(duty, _)| duty.id)
        .plain("id", |(_, exemption)| exemption.id)
        .text("text", |(_, exemption)| exemption.text)
        .plain("from", |(_, exemption)| exemption.from)
        .maybe("until", |(_, exemption)| exemption.until)
        .source("source", |(_, exemption)| Some(exemption.source))
        .file("duties-exemptions", &exemptions)
}

/// A line for each value of each unit.
pub(super) fn units(records: &Records<'_>, units: &[Unit<'_>]) -> Published {
    let mut values: Vec<(&Unit<'_>, &UnitValue<'_>)> = Vec::new();
    for unit in units {
        values.extend(unit.values.iter().map(|value| (unit, value)));
    }
    Table::<(&Unit<'_>, &UnitValue<'_>)>::new(records)
        .plain("unit", |(unit, _)| unit.id)
        .text("name", |(unit, _)| Some(unit.name))
        .plain("from", |(_, value)| value.from)
        .maybe("until", |(_, value)| value.until)
        .plain("value", |(_, value)| value.value)
        .text("doubt", |(_, value)| value.doubt)
        .source("source", |(_, value)| Some(value.source))
        .file("units", &values)
}

/// A line for each day off besides weekends.
pub(super) fn days(records: &Records<'_>, years: &[Year<'_>]) -> Published {
    let mut days: Vec<(&Year<'_>, &Day<'_>)> = Vec::new();
    for year in years {
        days.extend(year.days.iter().map(|day| (year, day)));
    }
    Table::<(&Year<'_>, &Day<'_>)>::new(records)
        .plain("date", |(_, day)| day.date)
        .plain("kind", |(_, day)| day.kind)
        .text("name", |(_, day)| day.name)
        .maybe("worked_instead", |(_, day)| day.worked_instead)
        .plain("estimated", |(_, day)| day.estimated)
        .plain("provisional", |(year, _)| year.provisional.is_some())
        .source("source", |(year, _)| Some(year.source))
        .file("calendar", &days)
}

/// A line for each country.
pub(super) fn countries(records: &Records<'_>, countries: &[Country<'_>]) -> Published {
    let countries: Vec<&Country<'_>> = countries.iter().collect();
    Table::<&Country<'_>>::new(records)
        .plain("number", |c| c.number)
        .plain("code", |c| c.code)
        .plain("alpha3", |c| c.alpha3)
        .text("name", |c| Some(c.name))
        .plain("listed_as", |c| c.listed_as)
        .text("note", |c| c.note)
        .file("countries", &countries)
}

/// A line for each document cited.
pub(super) fn sources(records: &Records<'_>, sources: &[Source<'_>]) -> Published {
    let sources: Vec<&Source<'_>> = sources.iter().collect();
    Table::<&Source<'_>>::new(records)
        .plain("id", |s| s.id)
        .text("title", |s| Some(s.title))
        .text("short", |s| Some(s.short))
        .plain("kind", |s| s.kind)
        .plain("language", |s| s.language)
        .maybe("number", |s| s.number)
        .maybe("date", |s| s.date)
        .maybe("edition_from", |s| s.edition_from)
        .text("edition", |s| s.edition)
        .plain("checked", |s| s.checked)
        .maybe("link", |s| s.link)
        .plain("later_acts", |s| s.later_acts.len())
        .file("sources", &sources)
}

/// A line for each place of each document, and for each part that its places have.
pub(super) fn places(records: &Records<'_>, sources: &[Source<'_>]) -> Published {
    type Line<'a> = (&'a Source<'a>, &'static str, &'a Place<'a>);
    let mut lines: Vec<Line<'_>> = Vec::new();
    for source in sources {
        lines.extend(source.places.iter().map(|place| (source, "place", place)));
        lines.extend(source.parts.iter().map(|part| (source, "part", part)));
    }
    Table::<Line<'_>>::new(records)
        .plain("document", |(source, ..)| source.id)
        .plain("kind", |(_, kind, _)| *kind)
        .plain("id", |(.., place)| place.id)
        .text("name", |(.., place)| Some(place.name))
        .file("sources-places", &lines)
}
