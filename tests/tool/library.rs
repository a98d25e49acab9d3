//! A second content, of something else altogether, with the same binary and the
//! same templates: a made-up town's library. It shows that nothing but `content/`
//! knows what the published site is about.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::project::{Output, Project, all, plain, text};
use crate::requests::assert_holds;

/// The library's site of 23 November 2026, and what its build said.
fn built() -> &'static (Project, Output) {
    static BUILT: OnceLock<(Project, Output)> = OnceLock::new();
    BUILT.get_or_init(|| {
        let project = Project::library();
        let output = project.run(&["build", "--as-of", "2026-11-23"]).expect(0);
        (project, output)
    })
}

fn json_of(output: Output) -> Value {
    serde_json::from_str(&output.expect(0).stdout).unwrap()
}

#[test]
fn it_builds_with_nothing_to_mend() {
    let (project, output) = built();
    assert!(!output.stderr.contains("error["), "{}", output.stderr);
    assert!(!output.stderr.contains("warning["), "{}", output.stderr);

    let home = project.page("en/index.html");
    assert_eq!(
        text(&home, "h1"),
        "Library cards, loans and rooms: what they cost and how long they take"
    );
    let card = project.page("ru/services/library-card/index.html");
    assert_eq!(text(&card, "h1"), "Оформление читательского билета");
    // Amounts that are not whole have cents, as `places` says.
    assert_eq!(text(&card, "#express-fee .amount"), "5,50 €");

    // The columns are called what the content calls them, and what no kind of card
    // has isn't asked about.
    let kinds = project.page("en/cards/index.html");
    let columns: Vec<String> = all(&kinds, "thead th").into_iter().map(plain).collect();
    assert_eq!(
        columns,
        [
            "Card",
            "Visits",
            "Valid for",
            "Loan period",
            "Front desk",
            "Online",
            "Book bus"
        ]
    );
    let adults = project.page("en/cards/m1/index.html");
    let rules: Vec<String> = all(&adults, ".rules dt").into_iter().map(plain).collect();
    assert_eq!(rules, ["Can be had in exchange for", "Renewal"]);
}

#[test]
fn golden_cases_hold() {
    let output = Project::library().run(&["check"]).expect(0);
    assert!(
        output
            .stdout
            .contains("6 services in 2 languages, 13 golden cases"),
        "{}",
        output.stdout
    );
}

#[test]
fn it_quotes_counts_days_and_finds_the_card() {
    let project = Project::library();
    // 60 a year for three, and 8 points at 0.30.
    let quote = json_of(project.run(&[
        "quote",
        "--service",
        "library-card",
        "--on",
        "2026-11-23",
        "--option",
        "age=adult",
        "--option",
        "years=3",
        "--lang",
        "ru",
        "--json",
    ]));
    assert_holds(
        &quote,
        &json!({
            "currency": "EUR",
            "items": [
                {"kind": "annual-fee", "amount": "60", "amount_text": "60\u{a0}€"},
                {"kind": "point-charge", "amount": "2.4", "rate": "8", "unit": "reading-point", "amount_text": "2,40\u{a0}€"},
            ],
            "total": "62.4",
            "unknown": [],
        }),
    );
    // Saturday, the worked Sunday, Tuesday, Wednesday; not the 24th, 25th; Saturday.
    let deadline = json_of(project.run(&[
        "deadline",
        "--service",
        "library-card",
        "--submitted",
        "2026-12-18",
        "--json",
    ]));
    assert_holds(
        &deadline,
        &json!({"accepted": "2026-12-18", "earliest": "2026-12-20", "due": "2026-12-26"}),
    );
    // The card costs what depends on the age, and one of these prices can't be read.
    let finder = project
        .run(&[
            "ask",
            "finder",
            "on=2026-11-23",
            "who=child",
            "visits=multiple",
            "where=bus",
            "--json",
        ])
        .expect(3);
    let finder: Value = serde_json::from_str(&finder.stdout).unwrap();
    assert_holds(&finder, &json!({"answer": {"fits": [{"id": "M3"}]}}));
    // What the sources don't give is refused here, too.
    let lost = project.run(&[
        "quote",
        "--service",
        "lost-item",
        "--on",
        "2026-11-23",
        "--json",
    ]);
    let lost: Value = serde_json::from_str(&lost.expect(3).stdout).unwrap();
    assert_eq!(lost["total"], Value::Null);
}

#[test]
fn its_pages_are_found_by_their_own_words() {
    let project = Project::library();
    for (lang, query, page) in [
        ("en", "lost book", "services/lost-item"),
        ("en", "dropped it in the harbour", "services/lost-item"),
        ("en", "M2", "cards/m2"),
        ("ru", "потеряла книги", "services/lost-item"),
        ("ru", "запистаься", "services/library-card"),
        ("ru", "ghjlktybt ,bktnf", "services/card-renewal"),
    ] {
        let hits = json_of(project.run(&["search", "--lang", lang, "--json", query]));
        assert_eq!(hits[0]["page"], page, "{query}: {hits}");
    }
}

#[test]
fn what_it_publishes_as_data_is_its_own() {
    let (project, _) = built();
    let cards: Value = serde_json::from_str(&project.read("site/data/cards.json")).unwrap();
    let codes: Vec<&str> = cards["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|item| item["code"].as_str())
        .collect();
    assert_eq!(codes, ["D1", "G1", "M1", "M2", "M3", "M4"]);
    let duties: Value = serde_json::from_str(&project.read("site/data/duties.json")).unwrap();
    assert_holds(
        &duties["items"][0],
        &json!({"id": "card-issue", "rate": "8", "unit": "reading-point", "unit_value": "0.3", "amount": "2.4"}),
    );
    let feed = project.read("site/ru/changes/atom.xml");
    assert!(feed.contains("Выдача билета: 8"), "{feed}");
}

/// Words of the content that this repository publishes; in lower case.
const OTHER: [&str; 24] = [
    "visa",
    "виза",
    "визы",
    "визу",
    "виз ",
    "kazakh",
    "казах",
    "қазақ",
    "aifc",
    "мфца",
    "ахқо",
    "expat",
    "экспат",
    "tenge",
    "тенге",
    "теңге",
    "₸",
    "kzt",
    "monthly calculation",
    "мрп",
    "civil code",
    "гражданский кодекс",
    "state duty",
    "госпошлин",
];

/// Nothing of the published content shows up in this one: neither in what people
/// see nor in scripts, data, the search's index, the rulebooks or the WASM. Only
/// compressed copies are left out, which say the same.
#[test]
fn nothing_in_it_knows_of_the_other_content() {
    let (project, _) = built();
    let mut found = BTreeMap::new();
    let mut looked_at = 0;
    for (name, bytes) in project.site() {
        if name.ends_with(".br") || name.ends_with(".gz") {
            continue;
        }
        looked_at += 1;
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        for word in OTHER {
            if text.contains(word) || name.contains(word) {
                found.insert(name.clone(), word);
            }
        }
    }
    assert!(looked_at > 100, "{looked_at} files");
    assert_eq!(found, BTreeMap::new());
}

#[test]
fn a_language_that_the_templates_lack_stands_in_the_content() {
    let project = Project::library();
    // What was Russian is called German, and the templates have no German.
    let mut files = Vec::new();
    files_below(&project, "content", &mut files);
    for file in files {
        let text = project.read(&file);
        let moved = file.replace(".ru.md", ".de.md");
        if moved != file {
            project.remove(&file);
        }
        let text = text
            .replace("ru: ", "de: ")
            .replace("code: ru,", "code: de,");
        project.write(&moved, text);
    }
    let words = project.read("templates/text/ru.yaml");
    project.remove("content/words/ru.yaml");
    project.write("content/words/de.yaml", &words);
    project.run(&["check"]).expect(0);
    let quote = project.run(&[
        "quote",
        "--service",
        "room-hire",
        "--on",
        "2026-11-23",
        "--option",
        "room=hall",
        "--lang",
        "de",
    ]);
    assert!(quote.expect(0).stdout.contains("Аренда: 85\u{a0}€"));
    // Without a stemmer, words are found as they stand.
    let hits = json_of(project.run(&["search", "--lang", "de", "--json", "утерянной"]));
    assert_eq!(hits[0]["page"], "services/lost-item");

    // Then all of its words must be there.
    project.edit("content/words/de.yaml", "\n  skip: ", "\n  skipp: ");
    let refused = project.refused(&["check"]);
    assert!(
        refused.contains("the text `skip` is missing in this language"),
        "{refused}"
    );
    project.remove("content/words/de.yaml");
    let refused = project.refused(&["check"]);
    assert!(
        refused.contains("or all of them in `words/de.yaml` of the content"),
        "{refused}"
    );
}

fn files_below(project: &Project, folder: &str, files: &mut Vec<String>) {
    for entry in std::fs::read_dir(project.path(folder)).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{folder}/{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            files_below(project, &name, files);
        } else {
            files.push(name);
        }
    }
}

#[test]
fn words_that_are_wrong() {
    let project = Project::small();
    project.write("content/words/fr.yaml", "page:\n  stay: Séjour\n");
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[unknown-language]: `fr` is not a language of this site
     --> content/words/fr.yaml:1:1
      |
    1 | page:
      | ^
      |
      = help: its languages are: kk, en

    1 error
    ");
    project.remove("content/words/fr.yaml");
    project.write(
        "content/words/en.yaml",
        r#"months: [January]
tools:
  finder-singel: once
page:
  entires: Visits
  stay: ""
"#,
    );
    insta::assert_snapshot!(project.refused(&["check"]), @r#"
    error[template-text]: `months` has 1 names instead of 12
     --> content/words/en.yaml:1:9
      |
    1 | months: [January]
      |         ^^^^^^^^^

    error[template-text]: there is no text `finder-singel` in `tools`
     --> content/words/en.yaml:3:3
      |
    3 |   finder-singel: once
      |   ^^^^^^^^^^^^^
      |
      = help: did you mean `finder-single`?

    error[template-text]: there is no text `entires` in `page`
     --> content/words/en.yaml:5:3
      |
    5 |   entires: Visits
      |   ^^^^^^^
      |
      = help: did you mean `entries`?

    error[template-text]: the text `stay` is empty
     --> content/words/en.yaml:6:3
      |
    6 |   stay: ""
      |   ^^^^

    4 errors
    "#);
    project.write(
        "content/words/en.yaml",
        "page:\n  holds-until: \"until {day}\"\n",
    );
    let refused = project.refused(&["check"]);
    assert!(
        refused.contains("`holds-until` cannot fill in `{day}`"),
        "{refused}"
    );
    project.write("content/words/en.yaml", "- stay\n");
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[wrong-type]: expected a group of fields (months, months_typed, weekdays, date_fillers, date_letters, alphabet, calculator, tools, page), found a list
     --> content/words/en.yaml:1:1
      |
    1 | - stay
      | ^^^^^^

    1 error
    ");
}

#[test]
fn amounts_cannot_have_any_number_of_digits() {
    let project = Project::library();
    project.edit("content/site.yaml", "places: 2", "places: 200");
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[bad-value]: amounts can't have 200 digits after the decimal point
      --> content/site.yaml:11:42
       |
    11 | currency: {code: EUR, symbol: €, places: 200}
       |                                          ^^^
       |
       = help: 1 to 6, like 2 for cents; without `places` they have as many as they need

    1 error
    ");
}
