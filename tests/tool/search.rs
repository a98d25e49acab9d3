//! What the search answers to questions with a figure, and the mistakes that its
//! file can have.

use serde_json::Value;

use crate::project::Project;

const SEARCH: &str = r#"pages:
  services/permit:
    kk: [тұру қағазы]
    en: [residence paper]
  glossary#permit-term:
    kk: [қағаз]
    en: [paper]
questions:
  - id: cost
    words: {kk: [қанша тұрады, құны], en: [how much, cost]}
  - id: wait
    words: {kk: [қанша күтеді], en: [how long]}
  - id: stay
    words: {kk: [қанша тұруға болады], en: [how long can I stay]}
  - id: unit
    words: {kk: [АЕК], en: [MCI]}
values:
  - {option: term, number: true, words: {kk: [жыл], en: [year]}}
  - {option: term, value: "2", words: {kk: [екі жыл], en: [two years]}}
  - {option: priority, value: "yes", words: {kk: [жедел], en: [urgent]}}
"#;

/// A project with a file for the search, and with a value of the unit that holds
/// on whichever day the tests are run.
fn with_search(project: Project) -> Project {
    project.write("content/search.yaml", SEARCH);
    project.edit("content/units.yaml", "until: 2026-12-31, ", "");
    project
}

/// The hits of a query.
#[track_caller]
fn hits(project: &Project, lang: &str, query: &str) -> Vec<Value> {
    let output = project.run(&["search", "--lang", lang, "--json", query]);
    let Value::Array(hits) = serde_json::from_str(&output.expect(0).stdout).unwrap() else {
        panic!("hits are a list")
    };
    hits
}

/// What a page answers to a question; null if it has no answer.
#[track_caller]
fn answer(project: &Project, lang: &str, query: &str, page: &str) -> Value {
    let hits = hits(project, lang, query);
    let hit = hits.iter().find(|hit| hit["page"] == page);
    let hit = hit.unwrap_or_else(|| panic!("{page} is not among {hits:?}"));
    hit["answer"].clone()
}

/// Label and value of each figure, white space made plain.
fn rows(answer: &Value) -> Vec<String> {
    let plain = |text: &Value| {
        let text = text.as_str().unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let rows = answer["rows"].as_array().map_or(&[][..], Vec::as_slice);
    rows.iter()
        .map(|row| format!("{}: {}", plain(&row["label"]), plain(&row["value"])))
        .collect()
}

#[test]
fn what_a_service_costs() {
    let project = with_search(Project::small());
    let permit = |query| answer(&project, "en", query, "services/permit");
    // What is left open, and has no usual value, is shown for each.
    let all = permit("how much is a permit");
    assert_eq!(rows(&all), ["1 year: 2 262.5 ₸", "2 years: 2 362.5 ₸"]);
    assert_eq!(all["title"], "Residence permit – cost for one person");
    assert_eq!(all["href"], "/en/calculators/fees/?s=permit");
    let note = all["note"].as_str().unwrap();
    assert!(note.starts_with("For payment on "), "{note}");
    let two = permit("permit for 2 years cost");
    assert_eq!(rows(&two), ["2 years: 2 362.5 ₸"]);
    assert_eq!(
        two["rows"][0]["href"],
        "/en/calculators/fees/?s=permit&term=2&priority=no"
    );
    assert_eq!(rows(&permit("permit for two years cost")), rows(&two));
    assert_eq!(
        rows(&permit("how much is an urgent permit for 1 year")),
        ["1 year, Priority: 2 312.5 ₸"]
    );
    // There is none for three years, and so no figure for them.
    assert_eq!(permit("permit for 3 years cost"), Value::Null);
    let kazakh = answer(&project, "kk", "рұқсат 2 жылға құны", "services/permit");
    assert_eq!(rows(&kazakh), ["2 жыл: 2 362,5 ₸"]);
}

#[test]
fn a_link_of_a_figure_asks_for_the_same() {
    let project = with_search(Project::small());
    let answer = answer(
        &project,
        "en",
        "urgent permit 1 year cost",
        "services/permit",
    );
    let href = answer["rows"][0]["href"].as_str().unwrap();
    let (_, query) = href.split_once('?').unwrap();
    // The page adds who it is for, and the day.
    let mut arguments = vec!["ask", "fees", "--json", "on=2026-11-23", "p=person"];
    arguments.extend(query.split('&'));
    let asked = project.run(&arguments).expect(0).stdout;
    let asked: Value = serde_json::from_str(&asked).unwrap();
    assert_eq!(asked["answer"]["total"], "2312.5");
}

#[test]
fn what_is_not_known_is_said() {
    let project = with_search(Project::small());
    let extension = |query| answer(&project, "en", query, "services/extension");
    assert_eq!(
        rows(&extension("extending cost")),
        ["Total: no total; not known: Service fee (unreadable in the source)"]
    );
    // What it would cost with something that it doesn't have, nobody can say.
    assert_eq!(extension("urgent extending cost"), Value::Null);
    let wait = extension("extending how long");
    assert_eq!(rows(&wait), ["Time: not given in the source"]);
    assert_eq!(wait["note"], "No term is given.");
}

#[test]
fn how_long_it_takes() {
    let project = with_search(Project::small());
    let permit = answer(&project, "en", "how long permit", "services/permit");
    assert_eq!(
        rows(&permit),
        ["After the papers are accepted: 5 working days"]
    );
    assert_eq!(permit["rows"][0]["href"], "/en/services/permit/#term");
    assert_eq!(
        permit["href"],
        "/en/calculators/deadlines/?what=service/permit"
    );
    let appeal = answer(&project, "en", "how long appeal", "rules/appeal");
    assert_eq!(
        rows(&appeal),
        [
            "Answer to the appeal: 3–5 working days. May be extended to 30 calendar days",
            "Notice of the answer: 2 calendar days",
            "Queue: 15 minutes",
        ]
    );
    assert_eq!(
        appeal["href"],
        "/en/calculators/deadlines/?what=period/appeal/answer"
    );
}

#[test]
fn what_a_category_answers() {
    let project = with_search(Project::with_categories());
    let reader = |query| answer(&project, "en", query, "passes/a1");
    let stay = reader("how long can I stay with a reader's pass");
    assert_eq!(stay["title"], "A1: Reader's pass – validity and stay");
    assert_eq!(
        rows(&stay),
        [
            "single entry: stay: up to 30 days; validity: up to 90 days",
            "multiple entry: stay: the whole validity; validity: up to 1 year",
        ]
    );
    assert_eq!(stay["rows"][1]["href"], "/en/passes/a1/#validity-multiple");
    let other = answer(
        &project,
        "en",
        "how long can I stay researcher",
        "passes/b2",
    );
    assert_eq!(
        rows(&other),
        ["single entry: stay: not given in the source; validity: up to 3 months"]
    );
    assert_eq!(
        rows(&reader("reader's pass how long")),
        ["Time to issue: up to 5 working days"]
    );
    assert_eq!(
        rows(&reader("reader's pass cost")),
        ["Duty on the stay: 0.5 MCI = 2 162.5 ₸, for each person"]
    );
}

#[test]
fn duties_and_their_unit() {
    let project = with_search(Project::small());
    let duty = |query| answer(&project, "en", query, "calculators/duty");
    assert_eq!(
        rows(&duty("state duty cost")),
        ["Duty on the stay: 0.5 MCI = 2 162.5 ₸, for each person"]
    );
    let unit = duty("MCI");
    assert_eq!(unit["title"], "MCI (monthly calculation index) – value");
    assert_eq!(rows(&unit), ["from 1 January 2026: 1 MCI = 4 325 ₸"]);
    assert_eq!(
        unit["rows"][0]["href"],
        "/en/calculators/duty/#mrp-2026-01-01"
    );
    assert_eq!(unit["href"], "/en/calculators/duty/#history-unit-mrp");
    project.write(
        "content/glossary.yaml",
        "terms:\n  - id: mci\n    term: {kk: Айлық есептік көрсеткіш (АЕК), en: Monthly calculation index (MCI)}\n",
    );
    project.edit(
        "content/search.yaml",
        "  glossary#permit-term:\n    kk: [қағаз]\n    en: [paper]\n",
        "",
    );
    let hits = hits(&project, "en", "MCI");
    let term = hits.iter().find(|hit| hit["anchor"] == "mci").unwrap();
    assert_eq!(rows(&term["answer"]), rows(&unit));
}

#[test]
fn other_queries_have_no_figure() {
    let project = with_search(Project::small());
    for query in ["permit", "urgent permit", "extending the permit 2 years"] {
        let hits = hits(&project, "en", query);
        assert!(!hits.is_empty());
        assert!(hits.iter().all(|hit| hit["answer"].is_null()), "{hits:?}");
    }
    // Nor without a file of questions.
    let project = Project::small();
    let hits = hits(&project, "en", "permit cost");
    assert!(hits.iter().all(|hit| hit["answer"].is_null()), "{hits:?}");
}

/// The same amount as from the calculator, on the content that is published.
#[test]
fn a_figure_of_the_real_content() {
    let project = Project::real();
    let page = "services/work-visa-invitation";
    let query = "work visa invitation for 3 years how much";
    let answer = answer(&project, "en", query, page);
    let today = chrono::Local::now().format("%Y-%m-%d").to_string();
    let quote = project.run(&[
        "quote",
        "--service",
        "work-visa-invitation",
        "--on",
        &today,
        "--option",
        "term=3",
        "--json",
    ]);
    let quote: Value = serde_json::from_str(&quote.stdout).unwrap();
    let rows = rows(&answer);
    let [figure] = &rows[..] else {
        panic!("{rows:?}")
    };
    match quote["total"].as_str() {
        Some(total) => {
            let (_, value) = figure.rsplit_once(": ").unwrap();
            let value: String = value.chars().filter(|c| !" ₸".contains(*c)).collect();
            assert_eq!(value, total);
        }
        None => assert!(figure.contains("no total"), "{figure}"),
    }
}

/// What `check` says after one edit of the search's file.
#[track_caller]
fn check(old: &str, new: &str) -> String {
    let project = Project::small();
    project.write("content/search.yaml", SEARCH);
    project
        .edit("content/search.yaml", old, new)
        .refused(&["check"])
}

#[test]
fn a_file_to_be_broken_is_whole_and_none_is_needed() {
    let project = Project::small();
    assert_eq!(project.run(&["check"]).expect(0).stderr, "");
    project.write("content/search.yaml", SEARCH);
    assert_eq!(project.run(&["check"]).expect(0).stderr, "");
}

#[test]
fn references_to_nothing() {
    insta::assert_snapshot!(check("services/permit:", "services/permits:"), @r"
    error[unknown-reference]: there is no page `services/permits`
     --> content/search.yaml:2:3
      |
    2 |   services/permits:
      |   ^^^^^^^^^^^^^^^^
      |
      = help: did you mean `services/permit`?

    1 error
    ");
    insta::assert_snapshot!(check("glossary#permit-term:", "glossary#permit-terms:"), @r"
    error[unknown-reference]: there is no page `glossary#permit-terms`
     --> content/search.yaml:5:3
      |
    5 |   glossary#permit-terms:
      |   ^^^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `glossary#permit-term`?

    1 error
    ");
    insta::assert_snapshot!(check("option: priority", "option: prioritys"), @r#"
    error[unknown-reference]: there is no option `prioritys` in options.yaml
      --> content/search.yaml:20:14
       |
    20 |   - {option: prioritys, value: "yes", words: {kk: [жедел], en: [urgent]}}
       |              ^^^^^^^^^
       |
       = help: did you mean `priority`?

    1 error
    "#);
    insta::assert_snapshot!(check(r#"value: "2""#, r#"value: "3""#), @r#"
    error[unknown-reference]: there is no value `3` of this option
      --> content/search.yaml:19:27
       |
    19 |   - {option: term, value: "3", words: {kk: [екі жыл], en: [two years]}}
       |                           ^^^
       |
       = help: known: 1, 2

    1 error
    "#);
}

#[test]
fn values_said_in_two_ways_or_none() {
    insta::assert_snapshot!(check(r#"value: "2","#, r#"value: "2", number: true,"#), @r#"
    error[contradiction]: the value is given, and is to be the number before the words, too
      --> content/search.yaml:19:27
       |
    19 |   - {option: term, value: "2", number: true, words: {kk: [екі жыл], en: [two years]}}
       |                           ^^^
       |
       = help: leave out `value` or `number`

    1 error
    "#);
    insta::assert_snapshot!(check(r#"option: priority, value: "yes","#, "option: priority,"), @r"
    error[missing-field]: the words have no value
      --> content/search.yaml:20:14
       |
    20 |   - {option: priority, words: {kk: [жедел], en: [urgent]}}
       |              ^^^^^^^^
       |
       = help: add `value: …`, or `number: true` if it is the number before the words

    1 error
    ");
}

#[test]
fn questions_that_are_none_or_stand_twice() {
    insta::assert_snapshot!(check("id: unit", "id: units"), @r"
    error[bad-value]: `units` is not known here
      --> content/search.yaml:15:9
       |
    15 |   - id: units
       |         ^^^^^
       |
       = help: did you mean `unit`?

    1 error
    ");
    insta::assert_snapshot!(check("id: unit", "id: stay"), @r"
    error[duplicate-id]: the question `stay` stands here twice
      --> content/search.yaml:15:9
       |
    15 |   - id: stay
       |         ^^^^
       |
       = help: put all its words into one list

    1 error
    ");
}

#[test]
fn words_that_are_missing_or_stand_twice() {
    insta::assert_snapshot!(check("{kk: [АЕК], en: [MCI]}", "{kk: [АЕК]}"), @r"
    error[missing-language]: this text is missing in `en`
      --> content/search.yaml:16:12
       |
    16 |     words: {kk: [АЕК]}
       |            ^^^^^^^^^^^
       |
       = help: add a line `en: …` beside the others

    1 error
    ");
    insta::assert_snapshot!(check("pages:\n  services/permit:\n    kk: [тұру қағазы]\n    en: [residence paper]\n  glossary#permit-term:\n    kk: [қағаз]\n    en: [paper]\n", "pages: [services/permit]\n"), @r"
    error[wrong-type]: expected pages with their words, found a list
     --> content/search.yaml:1:8
      |
    1 | pages: [services/permit]
      |        ^^^^^^^^^^^^^^^^^
      |
      = help: one line a page, like `services/iin:`, and below it the words in each language

    1 error
    ");
    let project = Project::small();
    project.write("content/search.yaml", SEARCH);
    let twice = project.edit(
        "content/search.yaml",
        "[how much, cost]",
        "[how much, cost, How much]",
    );
    insta::assert_snapshot!(twice.run(&["check"]).expect(0).stderr, @r"
    warning[duplicate-id]: `How much` stands in this list twice
      --> content/search.yaml:10:60
       |
    10 |     words: {kk: [қанша тұрады, құны], en: [how much, cost, How much]}
       |                                                            ^^^^^^^^

    1 warning
    ");
}
