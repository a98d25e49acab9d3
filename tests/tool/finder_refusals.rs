//! The questions that lead to a category: that they are asked and answered, and
//! what `check` says of every kind of mistake in their file.

use crate::project::{Project, all, text};

const FINDER: &str = "content/finder.yaml";

const QUESTIONS: &str = "\
path: which-pass
title: {kk: Қай рұқсаттама, en: Which pass}
lead: {kk: Жауап беріңіз., en: Answer.}
questions:
@@QUESTIONS@@";

fn project() -> Project {
    let project = Project::with_categories();
    project.write(FINDER, QUESTIONS);
    project
}

/// What `check` says after one edit.
#[track_caller]
fn check(old: &str, new: &str) -> String {
    project().edit(FINDER, old, new).refused(&["check"])
}

/// What it says after an edit of the file's last question.
#[track_caller]
fn check_last(old: &str, new: &str) -> String {
    let (before, last) = QUESTIONS.split_at(QUESTIONS.rfind("  - id:").unwrap());
    assert_eq!(last.matches(old).count(), 1, "`{old}` in {last}");
    let project = project();
    project.write(FINDER, format!("{before}{}", last.replace(old, new)));
    project.refused(&["check"])
}

#[track_caller]
fn ask(arguments: &[&str]) -> String {
    let project = project();
    let day = ["ask", "finder", "on=2026-11-23"];
    project.run(&[&day, arguments].concat()).whole()
}

#[test]
fn a_finder_answers() {
    assert_eq!(project().run(&["check"]).expect(0).stderr, "");
    insta::assert_snapshot!(ask(&[]), @"");
    insta::assert_snapshot!(ask(&["reason=reading", "often=weekly", "citizen=at", "place=town", "pass=none", "stay=p90d"]), @"");
    insta::assert_snapshot!(ask(&["reason=working", "place=town", "pass=a1"]), @"");
    insta::assert_snapshot!(ask(&["citizen=other", "place=web"]), @"");
}

/// What an answer to a question that isn't asked would rule out stays.
#[test]
fn a_question_that_is_not_asked_counts_for_nothing() {
    let asked = ask(&["reason=working", "place=web"]);
    assert!(asked.contains("What fits = B2, C3\n"), "{asked}");
    assert_eq!(ask(&["reason=working", "often=rarely", "place=web"]), asked);
    assert_eq!(ask(&["reason=working", "place=web", "pass=none"]), asked);
}

#[test]
fn a_finder_refuses_what_it_does_not_know() {
    insta::assert_snapshot!(ask(&["reason=sleeping", "plaice=town", "stay=p1y", "stay=p30d", "citizen=kz"]), @"");
    let without = Project::with_categories();
    insta::assert_snapshot!(without.run(&["ask", "finder", "on=2026-11-23"]).whole(), @"");
}

#[test]
fn a_page_stands_where_the_file_says() {
    let project = project();
    project.build();
    for (language, title) in [("kk", "Қай рұқсаттама"), ("en", "Which pass")] {
        let page = project.page(&format!("{language}/calculators/which-pass/index.html"));
        assert_eq!(text(&page, "h1"), title);
        let list = project.page(&format!("{language}/calculators/index.html"));
        assert_eq!(all(&list, "main a[href$='/which-pass/']").len(), 1);
    }
    assert!(!project.path("site/en/calculators/finder").exists());

    project.edit(FINDER, "path: which-pass", "path: other").build();
    assert!(project.path("site/en/calculators/other/index.html").exists());
    assert!(!project.path("site/en/calculators/which-pass").exists());

    project.remove(FINDER).build();
    for name in ["other", "which-pass", "finder"] {
        assert!(!project.path(&format!("site/en/calculators/{name}")).exists());
    }
    let list = project.page("en/calculators/index.html");
    assert_eq!(all(&list, "main a[href$='/other/']").len(), 0);
}

#[test]
fn categories_that_do_not_exist() {
    insta::assert_snapshot!(check("[B2, C3]", "[B2, C4]"), @"");
    insta::assert_snapshot!(check("[B2, C3]", "[b2, C3]"), @"");
    insta::assert_snapshot!(check("{category: A1, row", "{category: A2, row"), @"");
    insta::assert_snapshot!(check("{category: C3, text", "{category: C33, text"), @"");
    let without = Project::small();
    without.write(FINDER, QUESTIONS);
    insta::assert_snapshot!(without.refused(&["check"]), @"");
}

#[test]
fn references_that_lead_nowhere() {
    insta::assert_snapshot!(check("row: single", "row: singles"), @"");
    insta::assert_snapshot!(check("where: web", "where: wep"), @"");
    insta::assert_snapshot!(check("purposes: [study]", "purposes: [studies]"), @"");
    insta::assert_snapshot!(check("issuers: [online]", "issuers: [onlin]"), @"");
    insta::assert_snapshot!(check("bodies: [office]", "bodies: [ofice]"), @"");
    insta::assert_snapshot!(check("{service: permit,", "{service: permits,"), @"");
    insta::assert_snapshot!(check("services: [permit]", "services: [visa]"), @"");
    insta::assert_snapshot!(check("rule: appeal", "rule: appeals"), @"");
    insta::assert_snapshot!(check("period: answer", "period: answers"), @"");
}

#[test]
fn conditions_that_cannot_be_met() {
    insta::assert_snapshot!(check("question: reason", "question: reasons"), @"");
    insta::assert_snapshot!(check("question: reason", "question: place"), @"");
    insta::assert_snapshot!(check("question: reason", "question: often"), @"");
    insta::assert_snapshot!(check("answers: [reading]", "answers: [readin]"), @"");
    insta::assert_snapshot!(check("answers: [reading]", "answers: []"), @"");
    insta::assert_snapshot!(check("      - {question: reason, answers: [reading]}\n", "      - {question: reason, answers: [reading]}\n      - {question: reason, answers: [working]}\n"), @"");
}

#[test]
fn two_of_one_name() {
    insta::assert_snapshot!(check("id: citizen", "id: reason"), @"");
    insta::assert_snapshot!(check("id: working", "id: reading"), @"");
    insta::assert_snapshot!(check("id: none", "id: a1"), @"");
    insta::assert_snapshot!(check("id: other", "id: at"), @"");
    insta::assert_snapshot!(check("path: which-pass", "path: fees"), @"");
}

#[test]
fn names_that_cannot_stand_in_a_link() {
    insta::assert_snapshot!(check("id: citizen", "id: on"), @"");
    for name in ["f", "v", "was", "made", "with"] {
        let said = check("id: citizen", &format!("id: {name}"));
        let first = format!("error[contradiction]: `{name}` means something else in a link\n");
        assert!(said.starts_with(&first), "{said}");
        assert!(said.ends_with("\n1 error\n"), "{said}");
    }
    insta::assert_snapshot!(check("id: citizen", "id: Citizen"), @"");
    insta::assert_snapshot!(check("path: which-pass", "path: which pass"), @"");
}

#[test]
fn lengths_that_are_none() {
    insta::assert_snapshot!(check("[P30D, P90D]", "[P30D, 90D]"), @"");
    insta::assert_snapshot!(check("[P30D, P90D]", "[P0D, P90D]"), @"");
    insta::assert_snapshot!(check("[P30D, P90D]", "[P30D, P30D]"), @"");
    insta::assert_snapshot!(check("[P30D, P90D]", "[P1M, P30D]"), @"");
    insta::assert_snapshot!(check_last("by: validity", "by: validity\n    lengths: [P1M, P4Y]"), @"");
    insta::assert_snapshot!(check("[P30D, P90D]", "[P60D]"), @"");
}

#[test]
fn questions_by_something_else() {
    insta::assert_snapshot!(check_last("by: validity", "by: valid"), @"");
    insta::assert_snapshot!(check_last("by: validity", "by: price"), @"");
    insta::assert_snapshot!(check_last("    by: validity\n", ""), @"");
    insta::assert_snapshot!(check("by: stay", "by: entries"), @"");
    insta::assert_snapshot!(check("by: entries", "by: stay"), @"");
    insta::assert_snapshot!(check("by: holding", "by: countries"), @"");
    insta::assert_snapshot!(check("by: issuers", "by: categories"), @"");
    insta::assert_snapshot!(check("by: countries", "by: issuers"), @"");
    insta::assert_snapshot!(check("id: single, text", "id: once, text"), @"");
    insta::assert_snapshot!(check_last("by: validity", "by: validity\n    left_out: [{category: B2, text: {kk: Жоқ., en: None.}}]"), @"");
    insta::assert_snapshot!(check("{id: other, text", "{id: other, purposes: [study], text"), @"");
}

#[test]
fn answers_that_say_too_little_or_too_much() {
    insta::assert_snapshot!(check("issuers: [online], ", ""), @"");
    insta::assert_snapshot!(check("row: single", "row: single, where: web"), @"");
}

#[test]
fn countries_that_are_not_on_file() {
    let project = project();
    project.remove("content/countries.yaml").edit(
        "content/rules/passes.yaml",
        "    show: countries\n",
        "    blocks: [{text: {kk: Жоқ., en: None.}, source: {document: guide, at: permit}}]\n",
    );
    insta::assert_snapshot!(project.refused(&["check"]), @"");
}

#[test]
fn texts_in_too_few_languages_or_too_many() {
    insta::assert_snapshot!(check("{kk: Қайда?, en: Where?}", "{en: Where?}"), @"");
    insta::assert_snapshot!(check("{kk: Сирек, en: Rarely}", "{kk: Сирек, en: Rarely, ru: Редко}"), @"");
    insta::assert_snapshot!(check("lead: {kk: Жауап беріңіз., en: Answer.}", "lead: Answer."), @"");
}

#[test]
fn fields_that_are_missing_or_unknown() {
    insta::assert_snapshot!(check("path: which-pass\n", ""), @"");
    insta::assert_snapshot!(check("lead: ", "leed: "), @"");
    insta::assert_snapshot!(check("    left_out:\n", "    leftout:\n"), @"");
}

// Ways through the questions

#[test]
fn a_category_that_no_answers_lead_to() {
    insta::assert_snapshot!(check("purposes: [study]", "categories: [C3]"), @"");
    insta::assert_snapshot!(check("issuers: [desk], change: true", "issuers: [desk]").replace("C3", "C3"), @"");
}

#[test]
fn a_category_that_stands_under_no_answer() {
    let one_answer = "      - {id: rarely, text: {kk: Сирек, en: Rarely}, except: [{category: B2, where: web}]}\n";
    insta::assert_snapshot!(check(one_answer, "").as_str(), @"");
    insta::assert_snapshot!(check("      - {id: multiple, text: {kk: Көп рет, en: Many times}}\n", ""), @"");
}

#[test]
fn a_dead_end() {
    let answer = "except: [{category: A1, row: single}]";
    let project = project();
    project
        .edit(FINDER, answer, "except: [{category: A1}, {category: B2}]")
        .edit(
            FINDER,
            "except: [{category: B2, where: web}]",
            "categories: [C3]",
        );
    insta::assert_snapshot!(project.refused(&["check"]), @"");
    insta::assert_snapshot!(check("      - {id: reading, text: {kk: Оқу, en: To read}, purposes: [study]}\n      - {id: working, text: {kk: Жұмыс, en: To work}, categories: [B2, C3]}\n", "      []\n"), @"");
}

#[test]
fn an_answer_that_leads_nowhere() {
    insta::assert_snapshot!(check("except: [{category: A1, row: single}]", "except: [{category: A1}, {category: B2}]"), @"");
    insta::assert_snapshot!(check("by: countries", "by: countries\n    when: [{question: reason, answers: [working]}]"), @"");
}

#[test]
fn several_mistakes_at_once() {
    let project = project();
    project
        .edit(FINDER, "[B2, C3]", "[B2, C4]")
        .edit(FINDER, "row: single", "row: singles")
        .edit(FINDER, "question: reason", "question: reasons")
        .edit(FINDER, "id: citizen", "id: on")
        .edit(FINDER, "issuers: [online]", "issuers: [web]")
        .edit(FINDER, "services: [permit]", "services: [permits]")
        .edit(FINDER, "[P30D, P90D]", "[P30D, P30D]")
        .edit(FINDER, "period: answer", "period: answers");
    insta::assert_snapshot!(project.refused(&["check"]), @"");
    assert_eq!(project.refused(&["build"]), project.refused(&["check"]));
    assert!(!project.path("site").exists());

    // What can't be read is said first, all of it too.
    project
        .edit(FINDER, "by: stay", "by: stays")
        .edit(FINDER, "{kk: Қайда?, en: Where?}", "{en: Where?}");
    insta::assert_snapshot!(project.refused(&["check"]), @"");
}
