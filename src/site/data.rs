//! The open data: what the pages show, as JSON and CSV for other programs.
//! docs/data.md describes the files, for those who write such programs.

mod page;
mod records;
mod status;
mod tables;

use std::iter;
use std::sync::OnceLock;

use qagida_calculator::{Amount, Date};
use serde::Serialize;

use self::records::Records;
use super::pages::Site;
use super::render::File;

/// The folder of the files, below the site's root.
const FOLDER: &str = "data";

/// The files of the open data.
pub fn files(site: &Site<'_>) -> Vec<File> {
    let files = site.data.sets(site).iter();
    files
        .flat_map(|set| iter::once(&set.json).chain(&set.tables))
        .map(|file| (format!("{FOLDER}/{}", file.name), file.bytes.clone()))
        .collect()
}

/// The data of a site, made once: the page in each language tells their sizes.
#[derive(Debug, Default)]
pub struct Made(OnceLock<Vec<Set>>);

impl Made {
    fn sets(&self, site: &Site<'_>) -> &[Set] {
        self.0.get_or_init(|| sets(site))
    }
}

/// What belongs together: a JSON file and the same as tables.
#[derive(Debug)]
struct Set {
    topic: Topic,
    json: Published,
    tables: Vec<Published>,
}

/// A file with its size in its own terms.
#[derive(Debug)]
struct Published {
    name: String,
    /// How many items or lines it has.
    count: usize,
    bytes: Vec<u8>,
}

/// What a set is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Topic {
    Services,
    Categories,
    Rules,
    Duties,
    Units,
    Calendar,
    Countries,
    Sources,
    Status,
    Index,
}

/// A JSON file: the members that every file has, and its own after them.
#[derive(Serialize)]
struct Whole<'a, Item, More> {
    version: &'a str,
    as_of: String,
    items: &'a [Item],
    #[serde(flatten)]
    more: More,
}

fn sets(site: &Site<'_>) -> Vec<Set> {
    let languages: Vec<&str> = site.content.languages().collect();
    let records = Records {
        content: site.content,
        languages: &languages,
    };
    let mut sets = vec![services(site, &records)];
    sets.extend(categories(site, &records));
    sets.extend([
        rules(site, &records),
        duties(site, &records),
        units(site, &records),
        calendar(site, &records),
        countries(site, &records),
        sources(site, &records),
        status::status(site),
    ]);
    sets.push(index(site, &records, &sets));
    sets
}

fn services(site: &Site<'_>, records: &Records<'_>) -> Set {
    let services = records.services();
    Set {
        topic: Topic::Services,
        json: json(site, "services", &services, records.around_services()),
        tables: vec![
            tables::services(records, &services),
            tables::tariffs(records, &services),
            tables::papers(records, &services),
        ],
    }
}

fn categories(site: &Site<'_>, records: &Records<'_>) -> Option<Set> {
    // The file is called as the content calls the categories.
    let path = &site.content.site.categories.as_ref()?.path.value;
    let categories = records.categories();
    Some(Set {
        topic: Topic::Categories,
        json: json(site, path, &categories, records.around_categories()),
        tables: vec![
            tables::category_rows(records, path, &categories),
            tables::categories(records, path, &categories),
            tables::changes(records, path, &categories),
        ],
    })
}

fn rules(site: &Site<'_>, records: &Records<'_>) -> Set {
    let rules = records.rules();
    Set {
        topic: Topic::Rules,
        json: json(site, "rules", &rules, ()),
        tables: vec![
            tables::rules(records, &rules),
            tables::periods(records, &rules),
        ],
    }
}

fn duties(site: &Site<'_>, records: &Records<'_>) -> Set {
    let today = Today { site };
    let content = site.content;
    let duties = records.duties(&content.duties.duties, today);
    let fees = records.duties(&content.duties.fees, today);
    let tables = vec![
        tables::duties(records, &duties, &fees),
        tables::exemptions(records, &duties, &fees),
    ];
    Set {
        topic: Topic::Duties,
        json: json(site, "duties", &duties, records::AroundDuties { fees }),
        tables,
    }
}

fn units(site: &Site<'_>, records: &Records<'_>) -> Set {
    let units = records.units();
    Set {
        topic: Topic::Units,
        json: json(site, "units", &units, ()),
        tables: vec![tables::units(records, &units)],
    }
}

fn calendar(site: &Site<'_>, records: &Records<'_>) -> Set {
    let years = records.years();
    Set {
        topic: Topic::Calendar,
        json: json(site, "calendar", &years, records.around_calendar()),
        tables: vec![tables::days(records, &years)],
    }
}

fn countries(site: &Site<'_>, records: &Records<'_>) -> Set {
    let countries = records.countries();
    Set {
        topic: Topic::Countries,
        json: json(site, "countries", &countries, records.around_countries()),
        tables: vec![tables::countries(records, &countries)],
    }
}

fn sources(site: &Site<'_>, records: &Records<'_>) -> Set {
    let sources = records.sources();
    Set {
        topic: Topic::Sources,
        json: json(site, "sources", &sources, ()),
        tables: vec![
            tables::sources(records, &sources),
            tables::places(records, &sources),
        ],
    }
}

/// The small file that says what there is, and with what caution to use it.
fn index(site: &Site<'_>, records: &Records<'_>, sets: &[Set]) -> Set {
    let files: Vec<records::Listed<'_>> = sets
        .iter()
        .flat_map(|set| iter::once(&set.json).chain(&set.tables))
        .map(|file| records::Listed {
            file: &file.name,
            count: file.count,
            bytes: file.bytes.len(),
        })
        .collect();
    Set {
        topic: Topic::Index,
        json: json(site, "index", &files, records.around_all()),
        tables: Vec::new(),
    }
}

fn json<Item: Serialize>(
    site: &Site<'_>,
    name: &str,
    items: &[Item],
    more: impl Serialize,
) -> Published {
    let whole = Whole {
        version: &site.content.version,
        as_of: site.as_of.to_string(),
        items,
        more,
    };
    // Serialising plain data to memory cannot fail.
    let mut bytes = serde_json::to_vec_pretty(&whole).unwrap_or_default();
    bytes.push(b'\n');
    Published {
        name: format!("{name}.json"),
        count: items.len(),
        bytes,
    }
}

/// The day for which figures are worked out, and what to work them out with.
#[derive(Clone, Copy)]
struct Today<'a> {
    site: &'a Site<'a>,
}

impl Today<'_> {
    /// Whether something holds on this day.
    fn holds(self, from: Date, until: Option<Date>) -> bool {
        let day = self.site.as_of;
        from <= day && until.is_none_or(|until| day <= until)
    }

    /// The value of a unit, and so many of them in money; `None` without a value
    /// for this day.
    fn in_money(self, rate: Amount, unit: &str) -> Option<(Amount, Amount)> {
        // Figures are the same in every language.
        let rulebook = self.site.rulebooks.first()?;
        let used = rulebook.rate_on(rate, unit, self.site.as_of).ok()?;
        Some((used.unit_value, rate.times(used.unit_value)?))
    }
}
