//! The open data: that it is there, in the shape that other programs rely on,
//! and that it says what the pages say.

use std::collections::{BTreeMap, BTreeSet};

use scraper::Html;
use serde_json::{Value, json};

use crate::project::{Project, all, plain, text};
use crate::site::real_site;

#[track_caller]
fn raw(name: &str) -> &'static str {
    let bytes = real_site()
        .get(&format!("data/{name}"))
        .unwrap_or_else(|| panic!("data/{name} is missing"));
    std::str::from_utf8(bytes).unwrap()
}

#[track_caller]
fn read(name: &str) -> Value {
    serde_json::from_str(raw(name)).unwrap()
}

#[track_caller]
fn items(name: &str) -> Vec<Value> {
    read(name)["items"].as_array().unwrap().clone()
}

/// The item that has this value in a member.
#[track_caller]
fn item(name: &str, member: &str, value: &str) -> Value {
    items(name)
        .into_iter()
        .find(|item| item[member] == value)
        .unwrap_or_else(|| panic!("{name} has no {value}"))
}

/// A table's lines, each by the names of the columns.
#[track_caller]
fn lines(name: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(raw(name).as_bytes())
        .deserialize()
        .map(Result::unwrap)
        .collect()
}

fn page(path: &str) -> Html {
    Html::parse_document(std::str::from_utf8(&real_site()[path]).unwrap())
}

/// The names of the members on lines that are so far indented, in the file's order.
fn members(text: &str, indent: usize) -> Vec<&str> {
    text.lines()
        .filter_map(|line| {
            let rest = line.strip_prefix(&" ".repeat(indent))?.strip_prefix('"')?;
            rest.split_once("\": ").map(|(name, _)| name)
        })
        .collect()
}

/// The text of the item whose first member has this value.
#[track_caller]
fn item_text<'a>(text: &'a str, member: &str, value: &str) -> &'a str {
    let start = text
        .find(&format!("\n      \"{member}\": \"{value}\""))
        .unwrap_or_else(|| panic!("no {value}"));
    let length = text[start..].find("\n    }").unwrap();
    &text[start..start + length]
}

fn strings(values: &Value) -> Vec<&str> {
    let values = values.as_array().unwrap().iter();
    values.map(|value| value.as_str().unwrap()).collect()
}

const JSON: [&str; 10] = [
    "services",
    "visas",
    "rules",
    "duties",
    "units",
    "calendar",
    "countries",
    "sources",
    "status",
    "index",
];

#[test]
fn every_file_says_its_version_and_day_first() {
    let shown = text(&page("en/index.html"), "footer code");
    for name in JSON {
        let name = format!("{name}.json");
        let members = members(raw(&name), 2);
        assert_eq!(members[..3], ["version", "as_of", "items"], "{name}");
        let file = read(&name);
        assert_eq!(file["version"], shown, "{name}");
        assert_eq!(file["as_of"], "2026-11-23", "{name}");
        assert!(file["items"].is_array(), "{name}");
    }
}

#[test]
fn the_index_lists_every_other_file() {
    let mut listed = BTreeSet::from(["data/index.json".to_owned()]);
    for item in items("index.json") {
        let name = item["file"].as_str().unwrap();
        let bytes = raw(name).len();
        assert_eq!(item["bytes"], bytes, "{name}");
        let count = if name.ends_with(".csv") {
            lines(name).len()
        } else {
            items(name).len()
        };
        assert_eq!(item["count"], count, "{name}");
        listed.insert(format!("data/{name}"));
    }
    let published: BTreeSet<String> = real_site()
        .keys()
        .filter(|path| path.starts_with("data/") && !compressed(path))
        .cloned()
        .collect();
    assert_eq!(listed, published);
    let index = read("index.json");
    assert_eq!(index["languages"], json!(["kk", "ru", "en"]));
    assert_eq!(index["reference_language"], "kk");
}

/// Whether a file is a copy of another for hosts that send it so.
fn compressed(path: &str) -> bool {
    [".br", ".gz"].iter().any(|ending| path.ends_with(ending))
}

/// The example of the contract, to the letter.
#[test]
fn a_category_looks_as_the_contract_says() {
    let text = item_text(raw("visas.json"), "code", "B1");
    let order = [
        "code",
        "title",
        "rows",
        "issued",
        "change_from",
        "extension",
        "interview",
    ];
    assert_eq!(members(text, 6)[..7], order);
    assert_eq!(members(text, 8)[..3], ["kk", "ru", "en"]);
    assert_eq!(
        members(text, 10)[..4],
        ["entries", "validity", "stay", "note"]
    );
    let issuers = text.find("\"issued\": {").unwrap();
    assert_eq!(
        members(&text[issuers..], 8)[..5],
        ["abroad", "mfa", "mia", "airport", "evisa"]
    );

    let b1 = item("visas.json", "code", "B1");
    assert_eq!(
        b1["title"],
        json!({"kk": "Іскерлік сапарға арналған виза", "ru": "Деловая виза", "en": "Business visa"})
    );
    let row = b1["rows"][0].as_object().unwrap();
    for (member, value) in [
        ("entries", json!("single")),
        ("validity", json!("P90D")),
        ("stay", json!("P60D")),
        ("note", Value::Null),
    ] {
        assert_eq!(row[member], value, "{member}");
    }
    assert_eq!(
        b1["issued"],
        json!({"abroad": true, "mfa": false, "mia": false, "airport": true, "evisa": true})
    );
    assert_eq!(b1["change_from"], json!([]));
    assert_eq!(b1["extension"], Value::Null);
    assert_eq!(b1["interview"], "conditional");
    assert_eq!(b1["not_on_file"], json!([]));
}

#[test]
fn all_categories_have_values_that_the_contract_allows() {
    let categories = items("visas.json");
    let codes: Vec<&str> = categories
        .iter()
        .map(|category| category["code"].as_str().unwrap())
        .collect();
    let of_group = |letter: &str, numbers: Vec<u32>| -> Vec<String> {
        let code = |number| format!("{letter}{number}");
        numbers.into_iter().map(code).collect()
    };
    let expected = [
        of_group("A", (1..=6).collect()),
        of_group("B", (1..=22).filter(|number| *number != 9).collect()),
        of_group("C", (1..=12).collect()),
    ]
    .concat();
    assert_eq!(codes, expected);

    let duration = |value: &Value| {
        let text = value.as_str().unwrap();
        let number = text.strip_prefix('P').unwrap();
        let number = number.trim_end_matches(['D', 'M', 'Y']);
        assert!(
            text.len() == number.len() + 2 && number.parse::<u32>().is_ok(),
            "{text}"
        );
    };
    for category in &categories {
        let code = category["code"].as_str().unwrap();
        assert_eq!(category["title"].as_object().unwrap().len(), 3, "{code}");
        for row in category["rows"].as_array().unwrap() {
            let entries = row["entries"].as_str().unwrap();
            assert!(["single", "multiple"].contains(&entries), "{code}");
            duration(&row["validity"]);
            if !row["stay"].is_null() && row["stay"] != "validity" {
                duration(&row["stay"]);
            }
        }
        if code == "A6" {
            continue;
        }
        assert!(!category["rows"].as_array().unwrap().is_empty(), "{code}");
        let issued = category["issued"].as_object().unwrap();
        assert_eq!(issued.len(), 5, "{code}");
        assert!(issued.values().all(Value::is_boolean), "{code}");
        if category["change_from"] != "any" {
            for from in strings(&category["change_from"]) {
                assert!(codes.contains(&from), "{code} from {from}");
            }
        }
        if let Some(extension) = category["extension"].as_object() {
            assert!(extension["note"].is_object(), "{code}");
            if !extension["max"].is_null() {
                duration(&extension["max"]);
            }
        }
        let interview = category["interview"].as_str().unwrap();
        assert!(["yes", "no", "conditional"].contains(&interview), "{code}");
        assert_eq!(category["not_on_file"], json!([]), "{code}");
    }
    let extended: Vec<&str> = categories
        .iter()
        .filter(|category| !category["extension"].is_null())
        .map(|category| category["code"].as_str().unwrap())
        .collect();
    assert!(
        extended.contains(&"C3") && !extended.contains(&"A1"),
        "{extended:?}"
    );
}

/// Known from the guide alone: what the order would say is not on file, and the
/// data say so instead of saying no.
#[test]
fn what_is_not_on_file_is_null_and_named() {
    let a6 = item("visas.json", "code", "A6");
    assert_eq!(a6["rows"], json!([]));
    for member in [
        "issued",
        "change_from",
        "extension",
        "interview",
        "reinstatement",
        "term",
    ] {
        assert_eq!(a6[member], Value::Null, "{member}");
        assert!(
            strings(&a6["not_on_file"]).contains(&member),
            "{member} is not on file"
        );
    }
    assert!(strings(&a6["not_on_file"]).contains(&"rows"));
    assert!(a6["doubt"]["en"].is_string());
    // No stay is given, and the row is there all the same.
    let rows = item("visas.json", "code", "B10")["rows"].clone();
    let mut stays = rows.as_array().unwrap().iter().map(|row| &row["stay"]);
    assert!(stays.any(Value::is_null));
}

/// Each category's page and its data agree on validity and stay.
#[test]
fn categories_are_as_on_their_pages() {
    for category in items("visas.json") {
        let path = category["page"].as_str().unwrap();
        let page = page(&format!("en/{path}/index.html"));
        for row in category["rows"].as_array().unwrap() {
            let id = row["id"].as_str().unwrap();
            let shown = text(&page, &format!("#validity-{id}"));
            let validity = row["validity"].as_str().unwrap();
            let number = validity.trim_matches(|c: char| c.is_ascii_alphabetic());
            assert!(shown.contains(&format!(" {number} ")), "{path}: {shown}");
        }
    }
}

#[test]
fn duties_are_those_of_the_day() {
    let duties = items("duties.json");
    let ids: Vec<&str> = duties
        .iter()
        .map(|duty| duty["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["invitation", "exit", "entry-exit", "multiple"]);
    let text = item_text(raw("duties.json"), "id", "invitation");
    assert_eq!(members(text, 6)[..4], ["id", "rate", "unit", "per"]);
    for (duty, rate, amount) in [
        (0, "0.5", "2162.5"),
        (1, "0.5", "2162.5"),
        (2, "7", "30275"),
        (3, "30", "129750"),
    ] {
        let duty = &duties[duty];
        assert_eq!(duty["rate"], rate);
        assert_eq!(duty["unit"], "mrp");
        assert_eq!(duty["per"], "person");
        assert_eq!(duty["unit_value"], "4325");
        assert_eq!(duty["amount"], amount);
        assert_eq!(duty["values"][0]["until"], "2025-12-31");
        assert_eq!(duty["values"][1]["until"], Value::Null);
    }
}

/// Another day, other figures; and none where none is on file.
#[test]
fn figures_of_another_day() {
    let project = Project::small();
    let duty = |day: &str| -> Value {
        project.build_with(&["--as-of", day]);
        let text = project.read("site/data/duties.json");
        let file: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(file["as_of"], day);
        let duty = &file["items"][0];
        json!([duty["rate"], duty["unit_value"], duty["amount"]])
    };
    assert_eq!(duty("2026-11-23"), json!(["0.5", "4325", "2162.5"]));
    assert_eq!(duty("2025-12-31"), json!([null, null, null]));
    assert_eq!(duty("2027-01-01"), json!(["0.5", null, null]));
}

/// Where a price of a service stands on its page: the anchor, and what is there.
fn prices(service: &Value) -> Vec<(String, Value)> {
    let mut prices = Vec::new();
    let mut by_option = BTreeSet::new();
    for line in service["tariff"].as_array().unwrap() {
        let id = line["id"].as_str().unwrap();
        let values = line["values"].as_array().unwrap();
        let value = values.last().unwrap();
        assert!(value["from"].as_str().unwrap() <= "2026-11-23");
        let Some(rows) = value["table"].as_array() else {
            prices.push((id.to_owned(), value.clone()));
            continue;
        };
        let by = line["by"].as_str().unwrap();
        let anchor = if by_option.insert(by) {
            format!("fee-{by}")
        } else {
            format!("{id}-{by}")
        };
        for row in rows {
            let choice = row["choice"].as_str().unwrap();
            prices.push((format!("{anchor}-{choice}"), row.clone()));
        }
    }
    prices
}

#[test]
fn prices_are_as_on_the_pages() {
    let services = items("services.json");
    assert_eq!(services.len(), 23);
    let mut compared = 0;
    for service in &services {
        let id = service["id"].as_str().unwrap();
        assert_eq!(service["page"], format!("services/{id}"));
        let page = page(&format!("en/services/{id}/index.html"));
        for (anchor, price) in prices(service) {
            let shown = all(&page, &format!("#{anchor} .amount"));
            let shown = shown.first().map(|amount| {
                let amount = plain(*amount).replace(' ', "");
                amount.trim_end_matches('₸').to_owned()
            });
            if let Some(amount) = price["amount"].as_str() {
                assert_eq!(shown.as_deref(), Some(amount), "{id} {anchor}");
                compared += 1;
            } else if let Some(rate) = price["rate"].as_str() {
                let rate_shown = text(&page, &format!("#{anchor} .rate"));
                assert!(rate_shown.starts_with(&format!("{rate} ")), "{id} {anchor}");
            } else if let Some(unreadable) = price["unreadable"].as_str() {
                assert_eq!(text(&page, &format!("#{anchor} del")), unreadable);
                assert!(price["note"]["en"].is_string(), "{id} {anchor}");
            } else {
                assert!(price["not_given"]["en"].is_string(), "{id} {anchor}");
                assert_eq!(shown, None, "{id} {anchor}");
            }
        }
        // A time, or the reason why there is none.
        assert_ne!(
            service["term"].is_null(),
            service["term_not_given"].is_null(),
            "{id}"
        );
    }
    assert!(compared > 40, "{compared}");
}

/// Everything that a service refers to is in the same file or a neighbour.
#[test]
fn references_lead_somewhere() {
    let ids_of = |list: &Value, member: &str| -> BTreeSet<String> {
        let list = list.as_array().unwrap().iter();
        list.map(|item| item[member].as_str().unwrap().to_owned())
            .collect()
    };
    let file = read("services.json");
    let bodies = ids_of(&file["bodies"], "id");
    let papers = ids_of(&file["documents"], "id");
    let conditions = ids_of(&file["conditions"], "id");
    let codes = ids_of(&read("visas.json")["items"], "code");
    let duties = ids_of(&read("duties.json")["items"], "id");
    for service in file["items"].as_array().unwrap() {
        for step in service["steps"].as_array().unwrap() {
            assert!(bodies.contains(step["where"].as_str().unwrap()));
            for paper in step["documents"].as_array().unwrap() {
                assert!(papers.contains(paper["document"].as_str().unwrap()));
                if let Some(when) = paper["when"].as_str() {
                    assert!(conditions.contains(when));
                }
            }
        }
        for (list, known) in [
            ("options", &ids_of(&file["options"], "id")),
            ("channels", &ids_of(&file["channels"], "id")),
            ("categories", &codes),
        ] {
            for id in strings(&service[list]) {
                assert!(known.contains(id), "{id} of {list}");
            }
        }
        for line in service["tariff"].as_array().unwrap() {
            if let Some(duty) = line["duty"].as_str() {
                assert!(duties.contains(duty));
            }
        }
    }
}

/// Every source named anywhere is a place on file.
#[test]
fn every_source_is_on_file() {
    let mut places = BTreeSet::new();
    for source in items("sources.json") {
        let names = |list: &str| -> Vec<String> {
            let list = source[list].as_array().unwrap().iter();
            list.map(|named| named["id"].as_str().unwrap().to_owned())
                .collect()
        };
        let document = source["id"].as_str().unwrap();
        for place in names("places") {
            places.insert(format!("{document} {place}"));
            for part in names("parts") {
                places.insert(format!("{document} {place}/{part}"));
            }
        }
    }
    let mut cited = 0;
    for name in JSON {
        sources(&read(&format!("{name}.json")), &mut |source| {
            let text = |member: &str| source[member].as_str().unwrap();
            let place = format!("{} {}", text("document"), text("at"));
            assert!(places.contains(&place), "{name}: {place}");
            cited += 1;
        });
    }
    assert!(cited > 500, "{cited}");
}

fn sources(value: &Value, found: &mut impl FnMut(&Value)) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                if name == "also" {
                    member.as_array().unwrap().iter().for_each(&mut *found);
                } else if (name == "source" || name.ends_with("_source")) && member.is_object() {
                    found(member);
                }
                sources(member, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| sources(item, found)),
        _ => {}
    }
}

#[test]
fn countries_with_the_categories_for_them() {
    let file = read("countries.json");
    let countries = file["items"].as_array().unwrap();
    assert_eq!(countries.len(), 109);
    for (country, number) in countries.iter().zip(1..) {
        assert_eq!(country["number"], number);
        assert_eq!(country["code"].as_str().unwrap().len(), 2);
        assert_eq!(country["alpha3"].as_str().unwrap().len(), 3);
        assert!(country["name"]["kk"].is_string() && country["listed_as"].is_string());
    }
    let issuer = file["issuer"].as_str().unwrap();
    let for_them: Vec<Value> = items("visas.json")
        .iter()
        .filter(|category| category["issued"][issuer] == true)
        .map(|category| category["code"].clone())
        .collect();
    assert!(!for_them.is_empty());
    assert_eq!(file["categories"], Value::Array(for_them));
}

#[test]
fn units_and_calendar_are_as_on_the_page() {
    let page = page("en/sources/index.html");
    for unit in items("units.json") {
        let id = unit["id"].as_str().unwrap();
        for value in unit["values"].as_array().unwrap() {
            let from = value["from"].as_str().unwrap();
            let shown = text(&page, &format!("#{id}-{from} .amount")).replace(' ', "");
            assert_eq!(shown.trim_end_matches('₸'), value["value"], "{id} {from}");
        }
    }
    let file = read("calendar.json");
    assert_eq!(file["weekend"], json!(["saturday", "sunday"]));
    for year in file["items"].as_array().unwrap() {
        let number = &year["year"];
        let shown: Vec<String> = all(&page, &format!("#year-{number} tbody tr"))
            .iter()
            .map(|row| row.attr("id").unwrap().replacen("day-", "", 1))
            .collect();
        let days: Vec<&str> = year["days"]
            .as_array()
            .unwrap()
            .iter()
            .map(|day| day["date"].as_str().unwrap())
            .collect();
        assert_eq!(shown, days, "{number}");
    }
}

#[test]
fn rules_pages_with_their_periods() {
    let mut periods = 0;
    for rule in items("rules.json") {
        let path = rule["page"].as_str().unwrap();
        assert!(
            real_site().contains_key(&format!("en/{path}/index.html")),
            "{path}"
        );
        for period in rule["periods"].as_array().unwrap() {
            let unit = period["unit"].as_str().unwrap();
            assert!(["working-day", "calendar-day", "minute"].contains(&unit));
            assert!(period["min"].as_u64() <= period["max"].as_u64());
            periods += 1;
        }
    }
    assert!(periods > 0);
    assert_eq!(lines("rules-periods.csv").len(), periods);
}

/// How many things a list in each item has, over all items.
fn counted(items: &[Value], list: &str) -> usize {
    let lists = items.iter().map(|item| item[list].as_array().unwrap());
    lists.map(Vec::len).sum()
}

#[test]
fn tables_have_a_line_for_each_record() {
    let services = items("services.json");
    assert_eq!(lines("services.csv").len(), services.len());
    let prices: usize = services
        .iter()
        .flat_map(|service| service["tariff"].as_array().unwrap())
        .flat_map(|line| line["values"].as_array().unwrap())
        .map(|value| value["table"].as_array().map_or(1, Vec::len))
        .sum();
    assert_eq!(lines("services-tariffs.csv").len(), prices);
    let papers: usize = services
        .iter()
        .map(|service| counted(service["steps"].as_array().unwrap(), "documents"))
        .sum();
    assert_eq!(lines("services-documents.csv").len(), papers);

    let categories = items("visas.json");
    let without_rows = categories
        .iter()
        .filter(|category| category["rows"] == json!([]))
        .count();
    assert_eq!(
        lines("visas.csv").len(),
        counted(&categories, "rows") + without_rows
    );
    assert_eq!(lines("visas-categories.csv").len(), categories.len());
    let changes: usize = categories
        .iter()
        .map(|category| match &category["change_from"] {
            Value::Null => 0,
            Value::Array(codes) => codes.len(),
            _ => 1,
        })
        .sum();
    assert_eq!(lines("visas-changes.csv").len(), changes);

    let duties = read("duties.json");
    let all_duties = [&duties["items"], &duties["fees"]]
        .map(|list| list.as_array().unwrap().clone())
        .concat();
    assert_eq!(lines("duties.csv").len(), counted(&all_duties, "values"));
    assert_eq!(
        lines("duties-exemptions.csv").len(),
        counted(&all_duties, "exemptions")
    );
    assert_eq!(lines("rules.csv").len(), items("rules.json").len());
    assert_eq!(
        lines("units.csv").len(),
        counted(&items("units.json"), "values")
    );
    assert_eq!(
        lines("calendar.csv").len(),
        counted(&items("calendar.json"), "days")
    );
    assert_eq!(lines("countries.csv").len(), items("countries.json").len());
    let sources = items("sources.json");
    assert_eq!(lines("sources.csv").len(), sources.len());
    assert_eq!(
        lines("sources-places.csv").len(),
        counted(&sources, "places") + counted(&sources, "parts")
    );
}

#[test]
fn tables_say_what_the_json_says() {
    let line = |name: &str, wanted: &[(&str, &str)]| {
        let fits = |line: &BTreeMap<String, String>| {
            wanted.iter().all(|(column, value)| line[*column] == *value)
        };
        let found: Vec<_> = lines(name).into_iter().filter(fits).collect();
        assert_eq!(found.len(), 1, "{name}: {wanted:?}");
        found.into_iter().next().unwrap()
    };
    let b1 = line("visas.csv", &[("code", "B1"), ("row", "single")]);
    assert_eq!(b1["title_en"], "Business visa");
    assert_eq!((&*b1["validity"], &*b1["stay"]), ("P90D", "P60D"));
    assert_eq!(b1["per_entry"], "false");
    assert_eq!(b1["source_document"], "joint-order-2020");
    let b1 = line("visas-categories.csv", &[("code", "B1")]);
    assert_eq!(b1["issued_evisa"], "true");
    assert_eq!(b1["issued_mia"], "false");
    assert_eq!(b1["extension"], "false");
    assert_eq!(b1["interview"], "conditional");
    let a6 = line("visas-categories.csv", &[("code", "A6")]);
    assert_eq!((&*a6["issued_abroad"], &*a6["extension"]), ("", ""));
    let a6 = line("visas.csv", &[("code", "A6")]);
    assert_eq!((&*a6["entries"], &*a6["validity"]), ("", ""));

    let price = line(
        "services-tariffs.csv",
        &[
            ("service", "work-visa-invitation"),
            ("line", "service-fee"),
            ("choice", "3"),
        ],
    );
    assert_eq!(price["amount"], "550000");
    assert_eq!((&*price["by"], &*price["rate"]), ("term", ""));
    let unreadable = line(
        "services-tariffs.csv",
        &[
            ("service", "business-visa-single-invitation"),
            ("line", "service-fee"),
        ],
    );
    assert_eq!(unreadable["amount"], "");
    assert_eq!(unreadable["unreadable"], "00 000 KZT");
    assert_eq!(unreadable["when"], "manager=no");
    let unit = line("units.csv", &[("unit", "mrp"), ("from", "2026-01-01")]);
    assert_eq!((&*unit["value"], &*unit["until"]), ("4325", "2026-12-31"));
}

/// RFC 4180: lines end in CR LF, and all have as many fields as the first.
#[test]
fn tables_are_plain_csv() {
    for (path, bytes) in real_site() {
        if !path.ends_with(".csv") {
            continue;
        }
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(!text.starts_with('\u{feff}'), "{path}");
        assert!(text.ends_with("\r\n"), "{path}");
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let head: BTreeSet<&str> = records[0].iter().collect();
        assert_eq!(head.len(), records[0].len(), "{path}: columns twice");
    }
}

#[test]
fn difficult_texts_come_through_whole() {
    let title = "a \"b\", c; d\te <f> & 'g'";
    let project = Project::small();
    project
        .edit(
            "content/services/permit.yaml",
            "en: Residence permit}",
            &format!("en: {}}}", json!(title)),
        )
        .build();
    let text = project.read("site/data/services.json");
    let file: Value = serde_json::from_str(&text).unwrap();
    let titles = file["items"].as_array().unwrap().iter();
    assert!(titles.clone().any(|item| item["title"]["en"] == title));
    let text = project.read("site/data/services.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let column = reader
        .headers()
        .unwrap()
        .iter()
        .position(|name| name == "title_en")
        .unwrap();
    let mut records = reader.records().map(Result::unwrap);
    assert!(records.any(|record| &record[column] == title));
}

/// Content without categories or countries has data all the same.
#[test]
fn small_content_has_data_without_categories() {
    let project = Project::small();
    project.build();
    let files = project.site();
    let data: Vec<&String> = files.keys().filter(|p| p.starts_with("data/")).collect();
    assert!(data.iter().all(|path| !path.contains("visas")), "{data:?}");
    let file = |name: &str| -> Value {
        serde_json::from_str(&project.read(&format!("site/data/{name}.json"))).unwrap()
    };
    assert_eq!(file("countries")["items"], json!([]));
    assert_eq!(file("countries")["categories"], json!([]));
    assert_eq!(file("rules")["items"].as_array().unwrap().len(), 1);
    let services = file("services");
    let services = services["items"].as_array().unwrap();
    assert_eq!(services.len(), 2);
    assert_eq!(
        services[0]["term_not_given"]["reason"],
        json!({"kk": "Мерзімі берілмеген.", "en": "No term is given."})
    );
    assert!(
        project
            .read("site/data/countries.csv")
            .starts_with("number,")
    );
    let page = project.page("en/data/index.html");
    assert_eq!(all(&page, "#categories").len(), 0);
}

/// The page names every file and explains every member, in every language.
#[test]
fn the_page_explains_every_file_and_member() {
    for language in ["kk", "ru", "en"] {
        let page = page(&format!("{language}/data/index.html"));
        let linked: BTreeSet<String> = all(&page, "#main table a")
            .iter()
            .map(|link| link.attr("href").unwrap()[1..].to_owned())
            .collect();
        let published: BTreeSet<String> = real_site()
            .keys()
            .filter(|path| path.starts_with("data/") && !compressed(path))
            .cloned()
            .collect();
        assert_eq!(linked, published, "{language}");
        for cell in all(&page, "#main td, #main dd, #main li, #main h2, #main h3") {
            assert_ne!(plain(cell), "", "{language}");
        }
        for name in JSON {
            let file = read(&format!("{name}.json"));
            let lists = all(&page, &format!("#{name} dl"));
            let explained = |number: usize| -> BTreeSet<String> {
                let code = scraper::Selector::parse("dt code").unwrap();
                let list = lists.get(number).into_iter();
                list.flat_map(|list| list.select(&code))
                    .map(plain)
                    .collect()
            };
            let first = file["items"][0].as_object().unwrap();
            let own: BTreeSet<String> = first.keys().cloned().collect();
            assert_eq!(explained(0), own, "{name}");
            let around: BTreeSet<String> = file
                .as_object()
                .unwrap()
                .keys()
                .filter(|member| !["version", "as_of", "items"].contains(&member.as_str()))
                .cloned()
                .collect();
            assert_eq!(explained(1), around, "{name}");
        }
    }
}
