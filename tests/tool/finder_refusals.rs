//! The questions that lead to a category: that they are asked and answered, and
//! what `check` says of every kind of mistake in their file.

use crate::project::{Project, all, text};

const FINDER: &str = "content/finder.yaml";

const QUESTIONS: &str = "\
path: which-pass
title: {kk: Қай рұқсаттама, en: Which pass}
lead: {kk: Жауап беріңіз., en: Answer.}
questions:
  - id: reason
    title: {kk: Не үшін?, en: What for?}
    by: categories
    answers:
      - {id: reading, text: {kk: Оқу, en: To read}, purposes: [study]}
      - {id: working, text: {kk: Жұмыс, en: To work}, categories: [B2, C3]}
  - id: often
    title: {kk: Жиі ме?, en: Often?}
    help: {kk: Жылына., en: In a year.}
    by: categories
    when:
      - {question: reason, answers: [reading]}
    answers:
      - {id: rarely, text: {kk: Сирек, en: Rarely}, except: [{category: B2, where: web}]}
      - {id: weekly, text: {kk: Апта сайын, en: Weekly}, except: [{category: A1, row: single}]}
    left_out:
      - {category: C3, text: {kk: Бәрібір., en: All the same.}}
  - id: citizen
    title: {kk: Қай елдің?, en: Of which country?}
    by: countries
    answers:
      - {id: other, text: {kk: Басқа, en: Another}}
  - id: place
    title: {kk: Қайда?, en: Where?}
    by: issuers
    answers:
      - {id: town, text: {kk: Қалада, en: In town}, issuers: [desk], change: true, bodies: [office], services: [{service: permit, entries: multiple}]}
      - {id: web, text: {kk: Желіде, en: Online}, issuers: [online], term: {rule: appeal, period: answer}}
  - id: pass
    title: {kk: Қазір қайсысы бар?, en: Which one now?}
    by: holding
    when:
      - {question: place, answers: [town]}
    answers:
      - {id: none, text: {kk: Жоқ, en: None}}
    services: [permit]
  - id: entries
    title: {kk: Неше рет?, en: How many times?}
    by: entries
    answers:
      - {id: single, text: {kk: Бір рет, en: Once}}
      - {id: multiple, text: {kk: Көп рет, en: Many times}}
  - id: stay
    title: {kk: Қанша уақыт?, en: How long?}
    by: stay
    lengths: [P30D, P90D]
  - id: valid
    title: {kk: Қашанға?, en: Until when?}
    by: validity
";

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
    insta::assert_snapshot!(ask(&[]), @r"
    exit: 0
    stdout:
    Which pass: 3 found
      Prices on: 23 November 2026
      What fits = A1, B2, C3
      Residence permit: lowest price = 2 262.5 ₸
      Residence permit: highest price = 2 412.5 ₸
          [Guide: Permit]
          [Guide: Appeal]
          [Guide: Permit, tariff]
    ");
    insta::assert_snapshot!(ask(&["reason=reading", "often=weekly", "citizen=at", "place=town", "pass=none", "stay=p90d"]), @r"
    exit: 0
    stdout:
    Which pass: 2 found
      Prices on: 23 November 2026
      What for?: To read
      Often?: Weekly
      Of which country?: Austria
      Where?: In town
      Which one now?: None
      How long?: up to 90 days
      What fits = A1, B2
          [Guide: Permit]
          [Guide: Appeal]
          [Guide: Extension]
    ");
    insta::assert_snapshot!(ask(&["reason=working", "place=town", "pass=a1"]), @r"
    exit: 0
    stdout:
    Which pass: 2 found
      Prices on: 23 November 2026
      What for?: To work
      Where?: In town
      Which one now?: A1: Reader's pass
      What fits = B2, C3
      Residence permit: lowest price = 2 262.5 ₸
      Residence permit: highest price = 2 412.5 ₸
          [Guide: Permit]
          [Guide: Extension]
          [Guide: Permit, tariff]
    ");
    insta::assert_snapshot!(ask(&["citizen=other", "place=web"]), @r"
    exit: 0
    stdout:
    Which pass: nothing fits
      Prices on: 23 November 2026
      Of which country?: Another
      Where?: Online
      What fits =
    ");
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
    insta::assert_snapshot!(ask(&["reason=sleeping", "plaice=town", "stay=p1y", "stay=p30d", "citizen=kz"]), @r"
    exit: 2
    stderr:
    error: reason: There is no answer “sleeping”. Choose one from the list, or leave the question open.
    error: plaice: “plaice” is not a part of this question. The link may have been changed by hand, or made by a newer version of this page.
    error: stay: There is no answer “p1y”. Choose one from the list, or leave the question open.
    error: stay: “stay” is given twice. Leave one of the two.
    error: citizen: There is no answer “kz”. Choose one from the list, or leave the question open.
    ");
    let without = Project::with_categories();
    insta::assert_snapshot!(without.run(&["ask", "finder", "on=2026-11-23"]).whole(), @r"
    exit: 2
    stderr:
    error: on: There is nothing here to choose from.
    ");
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

    project
        .edit(FINDER, "path: which-pass", "path: other")
        .build();
    assert!(
        project
            .path("site/en/calculators/other/index.html")
            .exists()
    );
    assert!(!project.path("site/en/calculators/which-pass").exists());

    project.remove(FINDER).build();
    for name in ["other", "which-pass", "finder"] {
        assert!(
            !project
                .path(&format!("site/en/calculators/{name}"))
                .exists()
        );
    }
    let list = project.page("en/calculators/index.html");
    assert_eq!(all(&list, "main a[href$='/other/']").len(), 0);
}

#[test]
fn categories_that_do_not_exist() {
    insta::assert_snapshot!(check("[B2, C3]", "[B2, C4]"), @r"
    error[unknown-reference]: there is no category `C4`
      --> content/finder.yaml:10:72
       |
    10 |       - {id: working, text: {kk: Жұмыс, en: To work}, categories: [B2, C4]}
       |                                                                        ^^
       |
       = help: known: A1, B2, C3

    1 error
    ");
    insta::assert_snapshot!(check("[B2, C3]", "[b2, C3]"), @r"
    error[bad-value]: `b2` is not a category code
      --> content/finder.yaml:10:68
       |
    10 |       - {id: working, text: {kk: Жұмыс, en: To work}, categories: [b2, C3]}
       |                                                                    ^^
       |
       = help: codes are written in Latin capitals: A, B and C look the same in Cyrillic, so type them again on a Latin keyboard

    1 error
    ");
    insta::assert_snapshot!(check("{category: A1, row", "{category: A2, row"), @r"
    error[unknown-reference]: there is no category `A2`
      --> content/finder.yaml:19:78
       |
    19 |       - {id: weekly, text: {kk: Апта сайын, en: Weekly}, except: [{category: A2, row: single}]}
       |                                                                              ^^
       |
       = help: known: A1, B2, C3

    1 error
    ");
    insta::assert_snapshot!(check("{category: C3, text", "{category: C33, text"), @r"
    error[unknown-reference]: there is no category `C33`
      --> content/finder.yaml:21:20
       |
    21 |       - {category: C33, text: {kk: Бәрібір., en: All the same.}}
       |                    ^^^
       |
       = help: did you mean `C3`?

    1 error
    ");
    let without = Project::small();
    without.write(FINDER, QUESTIONS);
    insta::assert_snapshot!(without.refused(&["check"]), @r"
    error[unknown-reference]: there are no categories to choose among
     --> content/finder.yaml:1:7
      |
    1 | path: which-pass
      |       ^^^^^^^^^^
      |
      = help: delete this file, or name the folder of the categories in site.yaml

    1 error
    ");
}

#[test]
fn references_that_lead_nowhere() {
    insta::assert_snapshot!(check("row: single", "row: singles"), @r"
    error[unknown-reference]: there is no row `singles` in A1
      --> content/finder.yaml:19:87
       |
    19 |       - {id: weekly, text: {kk: Апта сайын, en: Weekly}, except: [{category: A1, row: singles}]}
       |                                                                                       ^^^^^^^
       |
       = help: did you mean `single`?

    1 error
    ");
    insta::assert_snapshot!(check("where: web", "where: wep"), @r"
    error[unknown-reference]: there is no answer `wep` to the question by issuers
      --> content/finder.yaml:18:84
       |
    18 |       - {id: rarely, text: {kk: Сирек, en: Rarely}, except: [{category: B2, where: wep}]}
       |                                                                                    ^^^
       |
       = help: did you mean `web`?

    1 error
    ");
    insta::assert_snapshot!(check("purposes: [study]", "purposes: [studies]"), @r"
    error[unknown-reference]: there is no purpose `studies` in purposes.yaml
     --> content/finder.yaml:9:64
      |
    9 |       - {id: reading, text: {kk: Оқу, en: To read}, purposes: [studies]}
      |                                                                ^^^^^^^
      |
      = help: did you mean `study`?

    1 error
    ");
    insta::assert_snapshot!(check("issuers: [online]", "issuers: [onlin]"), @r"
    error[unknown-reference]: there is no issuer `onlin` in site.yaml
      --> content/finder.yaml:32:61
       |
    32 |       - {id: web, text: {kk: Желіде, en: Online}, issuers: [onlin], term: {rule: appeal, period: answer}}
       |                                                             ^^^^^
       |
       = help: did you mean `online`?

    1 error
    ");
    insta::assert_snapshot!(check("bodies: [office]", "bodies: [ofice]"), @r"
    error[unknown-reference]: there is no body `ofice` in bodies.yaml
      --> content/finder.yaml:31:93
       |
    31 |       - {id: town, text: {kk: Қалада, en: In town}, issuers: [desk], change: true, bodies: [ofice], services: [{service: permit, ent...
       |                                                                                             ^^^^^
       |
       = help: did you mean `office`?

    1 error
    ");
    insta::assert_snapshot!(check("{service: permit,", "{service: permits,"), @r"
    error[unknown-reference]: there is no service `permits`
      --> content/finder.yaml:31:123
       |
    31 |       - {id: town, text: {kk: Қалада, en: In town}, issuers: [desk], change: true, bodies: [office], services: [{service: permits, e...
       |                                                                                                                           ^^^^^^^
       |
       = help: did you mean `permit`?

    1 error
    ");
    insta::assert_snapshot!(check("services: [permit]", "services: [visa]"), @r"
    error[unknown-reference]: there is no service `visa`
      --> content/finder.yaml:40:16
       |
    40 |     services: [visa]
       |                ^^^^
       |
       = help: known: extension, permit

    1 error
    ");
    insta::assert_snapshot!(check("rule: appeal", "rule: appeals"), @r"
    error[unknown-reference]: there is no rule `appeals`
      --> content/finder.yaml:32:83
       |
    32 |       - {id: web, text: {kk: Желіде, en: Online}, issuers: [online], term: {rule: appeals, period: answer}}
       |                                                                                   ^^^^^^^
       |
       = help: did you mean `appeal`?

    1 error
    ");
    insta::assert_snapshot!(check("period: answer", "period: answers"), @r"
    error[unknown-reference]: there is no period `answers` on that page
      --> content/finder.yaml:32:99
       |
    32 |       - {id: web, text: {kk: Желіде, en: Online}, issuers: [online], term: {rule: appeal, period: answers}}
       |                                                                                                   ^^^^^^^
       |
       = help: did you mean `answer`?

    1 error
    ");
}

#[test]
fn conditions_that_cannot_be_met() {
    insta::assert_snapshot!(check("question: reason", "question: reasons"), @r"
    error[unknown-reference]: there is no question `reasons` before this one
      --> content/finder.yaml:16:20
       |
    16 |       - {question: reasons, answers: [reading]}
       |                    ^^^^^^^
       |
       = help: did you mean `reason`?

    1 error
    ");
    insta::assert_snapshot!(check("question: reason", "question: place"), @r"
    error[unknown-reference]: there is no question `place` before this one
      --> content/finder.yaml:16:20
       |
    16 |       - {question: place, answers: [reading]}
       |                    ^^^^^
       |
       = help: known: reason

    1 error
    ");
    insta::assert_snapshot!(check("question: reason", "question: often"), @r"
    error[unknown-reference]: there is no question `often` before this one
      --> content/finder.yaml:16:20
       |
    16 |       - {question: often, answers: [reading]}
       |                    ^^^^^
       |
       = help: known: reason

    1 error
    ");
    insta::assert_snapshot!(check("answers: [reading]", "answers: [readin]"), @r"
    error[unknown-reference]: there is no answer `readin` to `reason`
      --> content/finder.yaml:16:38
       |
    16 |       - {question: reason, answers: [readin]}
       |                                      ^^^^^^
       |
       = help: did you mean `reading`?

    1 error
    ");
    insta::assert_snapshot!(check("answers: [reading]", "answers: []"), @r"
    error[bad-value]: this list must not be empty
      --> content/finder.yaml:16:37
       |
    16 |       - {question: reason, answers: []}
       |                                     ^^

    1 error
    ");
    insta::assert_snapshot!(check("      - {question: reason, answers: [reading]}\n", "      - {question: reason, answers: [reading]}\n      - {question: reason, answers: [working]}\n"), @r"
    error[unused]: the question `often` is never asked
      --> content/finder.yaml:11:9
       |
    11 |   - id: often
       |         ^^^^^
       |
       = help: do the answers in its `when` lead anywhere?

    1 error
    ");
}

#[test]
fn two_of_one_name() {
    insta::assert_snapshot!(check("id: citizen", "id: reason"), @r"
    error[duplicate-id]: there are two of the question `reason`
      --> content/finder.yaml:22:9
       |
     5 |   - id: reason
       |         ------ the first
    ...
    22 |   - id: reason
       |         ^^^^^^ the second
       |
       = help: an id names one thing only

    1 error
    ");
    insta::assert_snapshot!(check("id: working", "id: reading"), @r"
    error[duplicate-id]: there are two of the answer `reading`
      --> content/finder.yaml:10:14
       |
     9 |       - {id: reading, text: {kk: Оқу, en: To read}, purposes: [study]}
       |              ------- the first
    10 |       - {id: reading, text: {kk: Жұмыс, en: To work}, categories: [B2, C3]}
       |              ^^^^^^^ the second
       |
       = help: an id names one thing only

    1 error
    ");
    insta::assert_snapshot!(check("id: none", "id: a1"), @r"
    error[duplicate-id]: `a1` is the code of a category
      --> content/finder.yaml:39:14
       |
    39 |       - {id: a1, text: {kk: Жоқ, en: None}}
       |              ^^
       |
       = help: that is an answer already: name this one otherwise

    1 error
    ");
    insta::assert_snapshot!(check("id: other", "id: at"), @r"
    error[duplicate-id]: `at` is the code of a country
      --> content/finder.yaml:26:14
       |
    26 |       - {id: at, text: {kk: Басқа, en: Another}}
       |              ^^
       |
       = help: that is an answer already: name this one otherwise

    1 error
    ");
    insta::assert_snapshot!(check("path: which-pass", "path: fees"), @r"
    error[duplicate-id]: `fees` is another calculator's page
     --> content/finder.yaml:1:7
      |
    1 | path: fees
      |       ^^^^
      |
      = help: name this page otherwise

    1 error
    ");
}

#[test]
fn names_that_cannot_stand_in_a_link() {
    insta::assert_snapshot!(check("id: citizen", "id: on"), @r"
    error[contradiction]: `on` means something else in a link
      --> content/finder.yaml:22:9
       |
    22 |   - id: on
       |         ^^
       |
       = help: name the question otherwise

    1 error
    ");
    for name in ["f", "v", "was", "made", "with"] {
        let said = check("id: citizen", &format!("id: {name}"));
        let first = format!("error[contradiction]: `{name}` means something else in a link\n");
        assert!(said.starts_with(&first), "{said}");
        assert!(said.ends_with("\n1 error\n"), "{said}");
    }
    insta::assert_snapshot!(check("id: citizen", "id: Citizen"), @r"
    error[bad-value]: `Citizen` is not an id
      --> content/finder.yaml:22:9
       |
    22 |   - id: Citizen
       |         ^^^^^^^
       |
       = help: ids are lower-case Latin letters, digits and hyphens

    1 error
    ");
    insta::assert_snapshot!(check("path: which-pass", "path: which pass"), @r"
    error[bad-value]: `which pass` is not an id
     --> content/finder.yaml:1:7
      |
    1 | path: which pass
      |       ^^^^^^^^^^
      |
      = help: ids are lower-case Latin letters, digits and hyphens

    1 error
    ");
}

#[test]
fn lengths_that_are_none() {
    insta::assert_snapshot!(check("[P30D, P90D]", "[P30D, 90D]"), @r"
    error[bad-value]: `90D` is not a length of time
      --> content/finder.yaml:50:21
       |
    50 |     lengths: [P30D, 90D]
       |                     ^^^
       |
       = help: lengths of time are written like `P90D` (days), `P3M` (months) or `P1Y` (years)

    1 error
    ");
    insta::assert_snapshot!(check("[P30D, P90D]", "[P0D, P90D]"), @r"
    error[bad-value]: `P0D` is not a length of time
      --> content/finder.yaml:50:15
       |
    50 |     lengths: [P0D, P90D]
       |               ^^^
       |
       = help: lengths of time are written like `P90D` (days), `P3M` (months) or `P1Y` (years)

    1 error
    ");
    insta::assert_snapshot!(check("[P30D, P90D]", "[P30D, P30D]"), @r"
    error[duplicate-id]: P30D stands twice
      --> content/finder.yaml:50:21
       |
    50 |     lengths: [P30D, P30D]
       |               ----  ^^^^ the second
       |               |
       |               the first
       |
       = help: delete one of them

    1 error
    ");
    insta::assert_snapshot!(check("[P30D, P90D]", "[P1M, P30D]"), @r"
    error[duplicate-id]: P30D is as long as P1M
      --> content/finder.yaml:50:20
       |
    50 |     lengths: [P1M, P30D]
       |               ---  ^^^^ the second
       |               |
       |               the first
       |
       = help: delete one of them: a month counts as 30 days here, a year as 365

    1 error
    ");
    insta::assert_snapshot!(check_last("by: validity", "by: validity\n    lengths: [P1M, P4Y]"), @r"
    error[bad-value]: no category lasts as long as P4Y
      --> content/finder.yaml:54:20
       |
    54 |     lengths: [P1M, P4Y]
       |                    ^^^
       |
       = help: a length that leads nowhere is not worth asking for

    1 error
    ");
    insta::assert_snapshot!(check("[P30D, P90D]", "[P60D]"), @r"
    error[missing-field]: A1 stands under no answer of `stay`, though it may still fit there
      --> content/finder.yaml:47:9
       |
    47 |   - id: stay
       |         ^^^^
       |
       = help: add a shorter length to `lengths`

    1 error
    ");
}

#[test]
fn questions_by_something_else() {
    insta::assert_snapshot!(check_last("by: validity", "by: valid"), @r"
    error[bad-value]: `valid` is not known here
      --> content/finder.yaml:53:9
       |
    53 |     by: valid
       |         ^^^^^
       |
       = help: did you mean `validity`?

    1 error
    ");
    insta::assert_snapshot!(check_last("by: validity", "by: price"), @r"
    error[bad-value]: `price` is not known here
      --> content/finder.yaml:53:9
       |
    53 |     by: price
       |         ^^^^^
       |
       = help: allowed: categories, entries, stay, validity, issuers, holding, countries

    1 error
    ");
    insta::assert_snapshot!(check_last("    by: validity\n", ""), @r"
    error[missing-field]: the field `by` is missing
      --> content/finder.yaml:51:5
       |
    51 |   - id: valid
       |     ^^^^^^^^^ in this group

    1 error
    ");
    insta::assert_snapshot!(check("by: stay", "by: entries"), @r"
    error[contradiction]: `lengths` means nothing in a question by entries
      --> content/finder.yaml:50:15
       |
    50 |     lengths: [P30D, P90D]
       |               ^^^^
       |
       = help: it belongs to a question by stay or validity

    1 error
    ");
    insta::assert_snapshot!(check("by: entries", "by: stay"), @r"
    error[contradiction]: a question by stay has no `answers`
      --> content/finder.yaml:45:14
       |
    45 |       - {id: single, text: {kk: Бір рет, en: Once}}
       |              ^^^^^^
       |
       = help: the lengths to choose from stand in `lengths`, or are taken from the rows

    1 error
    ");
    insta::assert_snapshot!(check("by: holding", "by: countries"), @r"
    error[contradiction]: `services` means nothing in a question by countries
      --> content/finder.yaml:40:16
       |
    40 |     services: [permit]
       |                ^^^^^^
       |
       = help: it belongs to a question by holding

    1 error
    ");
    insta::assert_snapshot!(check("by: issuers", "by: categories"), @r"
    error[unknown-reference]: there is no answer `web` to the question by issuers
      --> content/finder.yaml:18:84
       |
    18 |       - {id: rarely, text: {kk: Сирек, en: Rarely}, except: [{category: B2, where: web}]}
       |                                                                                    ^^^
       |
       = help: there is no answer to the question by issuers yet

    error[contradiction]: `issuers`, `change`, `bodies`, `services` mean nothing in a question by categories
      --> content/finder.yaml:31:14
       |
    31 |       - {id: town, text: {kk: Қалада, en: In town}, issuers: [desk], change: true, bodies: [office], services: [{service: permit, en...
       |              ^^^^
       |
       = help: they belong to a question by issuers

    error[contradiction]: `issuers`, `term` mean nothing in a question by categories
      --> content/finder.yaml:32:14
       |
    32 |       - {id: web, text: {kk: Желіде, en: Online}, issuers: [online], term: {rule: appeal, period: answer}}
       |              ^^^
       |
       = help: they belong to a question by issuers

    3 errors
    ");
    insta::assert_snapshot!(check("by: countries", "by: issuers"), @r"
    error[missing-field]: this answer names no `issuers`, so nothing would be issued there
      --> content/finder.yaml:26:14
       |
    26 |       - {id: other, text: {kk: Басқа, en: Another}}
       |              ^^^^^

    error[contradiction]: there are two questions by issuers
      --> content/finder.yaml:27:9
       |
    22 |   - id: citizen
       |         ------- the first
    ...
    27 |   - id: place
       |         ^^^^^ the second
       |
       = help: where one gets a category is asked once

    2 errors
    ");
    insta::assert_snapshot!(check("id: single, text", "id: once, text"), @r"
    error[unknown-reference]: there is no kind `once` of entries
      --> content/finder.yaml:45:14
       |
    45 |       - {id: once, text: {kk: Бір рет, en: Once}}
       |              ^^^^
       |
       = help: known: single, multiple

    1 error
    ");
    insta::assert_snapshot!(check_last("by: validity", "by: validity\n    left_out: [{category: B2, text: {kk: Жоқ., en: None.}}]"), @r"
    error[contradiction]: `left_out` means nothing in a question by validity
      --> content/finder.yaml:54:27
       |
    54 |     left_out: [{category: B2, text: {kk: Жоқ., en: None.}}]
       |                           ^^
       |
       = help: it belongs to a question by categories

    1 error
    ");
    insta::assert_snapshot!(check("{id: other, text", "{id: other, purposes: [study], text"), @r"
    error[contradiction]: `purposes` means nothing in a question by countries
      --> content/finder.yaml:26:14
       |
    26 |       - {id: other, purposes: [study], text: {kk: Басқа, en: Another}}
       |              ^^^^^
       |
       = help: it belongs to a question by categories

    1 error
    ");
}

#[test]
fn answers_that_say_too_little_or_too_much() {
    insta::assert_snapshot!(check("issuers: [online], ", ""), @r"
    error[missing-field]: this answer names no `issuers`, so nothing would be issued there
      --> content/finder.yaml:32:14
       |
    32 |       - {id: web, text: {kk: Желіде, en: Online}, term: {rule: appeal, period: answer}}
       |              ^^^

    1 error
    ");
    insta::assert_snapshot!(check("row: single", "row: single, where: web"), @r"
    error[contradiction]: a row and a place at once
      --> content/finder.yaml:19:67
       |
    19 |       - {id: weekly, text: {kk: Апта сайын, en: Weekly}, except: [{category: A1, row: single, where: web}]}
       |                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: make two exceptions of it

    1 error
    ");
}

#[test]
fn countries_that_are_not_on_file() {
    let project = project();
    project.remove("content/countries.yaml").edit(
        "content/rules/passes.yaml",
        "    show: countries\n",
        "    text: [{kk: Жоқ., en: None.}]\n    source: {document: guide, at: permit}\n",
    );
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[unknown-reference]: this question needs countries.yaml, which isn't there
      --> content/finder.yaml:22:9
       |
    22 |   - id: citizen
       |         ^^^^^^^

    1 error
    ");
}

#[test]
fn texts_in_too_few_languages_or_too_many() {
    insta::assert_snapshot!(check("{kk: Қайда?, en: Where?}", "{en: Where?}"), @r"
    error[missing-language]: this text is missing in `kk`
      --> content/finder.yaml:28:12
       |
    28 |     title: {en: Where?}
       |            ^^^^^^^^^^^^
       |
       = help: add a line `kk: …` beside the others

    1 error
    ");
    insta::assert_snapshot!(check("{kk: Сирек, en: Rarely}", "{kk: Сирек, en: Rarely, ru: Редко}"), @r"
    error[unknown-language]: `ru` is not a language of this site
      --> content/finder.yaml:18:52
       |
    18 |       - {id: rarely, text: {kk: Сирек, en: Rarely, ru: Редко}, except: [{category: B2, where: web}]}
       |                                                    ^^
       |
       = help: its languages are: kk, en

    1 error
    ");
    insta::assert_snapshot!(check("lead: {kk: Жауап беріңіз., en: Answer.}", "lead: Answer."), @r"
    error[wrong-type]: expected a text in each language (kk, en), found a single value
     --> content/finder.yaml:3:7
      |
    3 | lead: Answer.
      |       ^^^^^^^

    1 error
    ");
}

#[test]
fn fields_that_are_missing_or_unknown() {
    insta::assert_snapshot!(check("path: which-pass\n", ""), @r"
    error[missing-field]: the field `path` is missing
     --> content/finder.yaml:1:1
      |
    1 | title: {kk: Қай рұқсаттама, en: Which pass}
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ in this group

    1 error
    ");
    insta::assert_snapshot!(check("lead: ", "leed: "), @r"
    error[missing-field]: the field `lead` is missing
     --> content/finder.yaml:1:1
      |
    1 | path: which-pass
      | ^^^^^^^^^^^^^^^^ in this group

    error[unknown-field]: there is no field `leed` here
     --> content/finder.yaml:3:1
      |
    3 | leed: {kk: Жауап беріңіз., en: Answer.}
      | ^^^^
      |
      = help: did you mean `lead`?

    2 errors
    ");
    insta::assert_snapshot!(check("    left_out:\n", "    leftout:\n"), @r"
    error[unknown-field]: there is no field `leftout` here
      --> content/finder.yaml:20:5
       |
    20 |     leftout:
       |     ^^^^^^^
       |
       = help: did you mean `left_out`?

    1 error
    ");
}

// Ways through the questions

#[test]
fn a_category_that_no_answers_lead_to() {
    insta::assert_snapshot!(check("purposes: [study]", "categories: [C3]"), @r"
    error[missing-field]: A1 stands under no answer of `reason`, though it may still fit there
     --> content/finder.yaml:5:9
      |
    5 |   - id: reason
      |         ^^^^^^
      |
     ::: content/passes/a1.yaml:2:10
      |
    2 | purpose: study
      |          ----- what it is for
      |
      = help: put what is missing under an answer, or say in `left_out` why it has none

    1 error
    ");
    insta::assert_snapshot!(check("      - {id: working, text: {kk: Жұмыс, en: To work}, categories: [B2, C3]}\n", ""), @r"
    error[missing-field]: C3 stands under no answer of `reason`, though it may still fit there
     --> content/finder.yaml:5:9
      |
    5 |   - id: reason
      |         ^^^^^^
      |
     ::: content/passes/c3.yaml:2:10
      |
    2 | purpose: work
      |          ---- what it is for
      |
      = help: put what is missing under an answer, or say in `left_out` why it has none

    error[unused]: the answer `p3y` to `valid` leads nowhere: after it nothing is left
      --> content/finder.yaml:50:9
       |
    50 |   - id: valid
       |         ^^^^^
       |
       = help: no way through the questions leads to a category that allows it

    2 errors
    ");
}

#[test]
fn a_category_that_stands_under_no_answer() {
    insta::assert_snapshot!(check("issuers: [desk], change: true", "issuers: [desk]"), @r"
    error[missing-field]: C3 stands under no answer of `place`, though it may still fit there
      --> content/finder.yaml:27:9
       |
    27 |   - id: place
       |         ^^^^^
       |
       = help: add an answer with those who issue what is missing, or `change: true` where one may change into it

    1 error
    ");
    insta::assert_snapshot!(check("      - {id: multiple, text: {kk: Көп рет, en: Many times}}\n", ""), @r"
    error[missing-field]: A1 stands under no answer of `entries`, though it may still fit there
      --> content/finder.yaml:41:9
       |
    41 |   - id: entries
       |         ^^^^^^^
       |
       = help: let both `single` and `multiple` be answered

    error[missing-field]: C3 stands under no answer of `entries`, though it may still fit there
      --> content/finder.yaml:41:9
       |
    41 |   - id: entries
       |         ^^^^^^^
       |
       = help: let both `single` and `multiple` be answered

    error[unused]: the answer `p1y` to `valid` leads nowhere: after it nothing is left
      --> content/finder.yaml:50:9
       |
    50 |   - id: valid
       |         ^^^^^
       |
       = help: no way through the questions leads to a category that allows it

    error[unused]: the answer `p3y` to `valid` leads nowhere: after it nothing is left
      --> content/finder.yaml:50:9
       |
    50 |   - id: valid
       |         ^^^^^
       |
       = help: no way through the questions leads to a category that allows it

    4 errors
    ");
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
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[unused]: no answers lead to the category A1
     --> content/finder.yaml:1:7
      |
    1 | path: which-pass
      |       ^^^^^^^^^^
      |
      = help: which question rules it out for everybody?

    error[contradiction]: the question `often` is a dead end for: A1, B2
      --> content/finder.yaml:11:9
       |
    11 |   - id: often
       |         ^^^^^
       |
       = help: put what is missing under an answer, or say in `left_out` why it has none

    2 errors
    ");
    insta::assert_snapshot!(check("    answers:\n      - {id: single, text: {kk: Бір рет, en: Once}}\n      - {id: multiple, text: {kk: Көп рет, en: Many times}}\n", ""), @r"
    error[unused]: no answers lead to the category A1
     --> content/finder.yaml:1:7
      |
    1 | path: which-pass
      |       ^^^^^^^^^^
      |
      = help: which question rules it out for everybody?

    error[unused]: no answers lead to the category B2
     --> content/finder.yaml:1:7
      |
    1 | path: which-pass
      |       ^^^^^^^^^^
      |
      = help: which question rules it out for everybody?

    error[unused]: no answers lead to the category C3
     --> content/finder.yaml:1:7
      |
    1 | path: which-pass
      |       ^^^^^^^^^^
      |
      = help: which question rules it out for everybody?

    error[contradiction]: the question `entries` is a dead end for: A1, B2, C3
      --> content/finder.yaml:41:9
       |
    41 |   - id: entries
       |         ^^^^^^^
       |
       = help: let both `single` and `multiple` be answered

    4 errors
    ");
}

#[test]
fn an_answer_that_leads_nowhere() {
    insta::assert_snapshot!(check("except: [{category: A1, row: single}]", "except: [{category: A1}, {category: B2}]"), @r"
    error[unused]: the answer `weekly` to `often` leads nowhere: after it nothing is left
      --> content/finder.yaml:19:14
       |
    19 |       - {id: weekly, text: {kk: Апта сайын, en: Weekly}, except: [{category: A1}, {category: B2}]}
       |              ^^^^^^
       |
       = help: no way through the questions leads to a category that allows it

    1 error
    ");
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
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[unknown-reference]: there is no category `C4`
      --> content/finder.yaml:10:72
       |
    10 |       - {id: working, text: {kk: Жұмыс, en: To work}, categories: [B2, C4]}
       |                                                                        ^^
       |
       = help: known: A1, B2, C3

    error[unknown-reference]: there is no question `reasons` before this one
      --> content/finder.yaml:16:20
       |
    16 |       - {question: reasons, answers: [reading]}
       |                    ^^^^^^^
       |
       = help: did you mean `reason`?

    error[unknown-reference]: there is no row `singles` in A1
      --> content/finder.yaml:19:87
       |
    19 |       - {id: weekly, text: {kk: Апта сайын, en: Weekly}, except: [{category: A1, row: singles}]}
       |                                                                                       ^^^^^^^
       |
       = help: did you mean `single`?

    error[contradiction]: `on` means something else in a link
      --> content/finder.yaml:22:9
       |
    22 |   - id: on
       |         ^^
       |
       = help: name the question otherwise

    error[unknown-reference]: there is no issuer `web` in site.yaml
      --> content/finder.yaml:32:61
       |
    32 |       - {id: web, text: {kk: Желіде, en: Online}, issuers: [web], term: {rule: appeal, period: answers}}
       |                                                             ^^^
       |
       = help: known: desk, online

    error[unknown-reference]: there is no period `answers` on that page
      --> content/finder.yaml:32:96
       |
    32 |       - {id: web, text: {kk: Желіде, en: Online}, issuers: [web], term: {rule: appeal, period: answers}}
       |                                                                                                ^^^^^^^
       |
       = help: did you mean `answer`?

    error[unknown-reference]: there is no service `permits`
      --> content/finder.yaml:40:16
       |
    40 |     services: [permits]
       |                ^^^^^^^
       |
       = help: did you mean `permit`?

    error[duplicate-id]: P30D stands twice
      --> content/finder.yaml:50:21
       |
    50 |     lengths: [P30D, P30D]
       |               ----  ^^^^ the second
       |               |
       |               the first
       |
       = help: delete one of them

    8 errors
    ");
    assert_eq!(project.refused(&["build"]), project.refused(&["check"]));
    assert!(!project.path("site").exists());

    // What can't be read is said first, all of it too.
    project.edit(FINDER, "by: stay", "by: stays").edit(
        FINDER,
        "{kk: Қайда?, en: Where?}",
        "{en: Where?}",
    );
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[missing-language]: this text is missing in `kk`
      --> content/finder.yaml:28:12
       |
    28 |     title: {en: Where?}
       |            ^^^^^^^^^^^^
       |
       = help: add a line `kk: …` beside the others

    error[bad-value]: `stays` is not known here
      --> content/finder.yaml:49:9
       |
    49 |     by: stays
       |         ^^^^^
       |
       = help: did you mean `stay`?

    2 errors
    ");
}
