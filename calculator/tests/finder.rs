//! Which candidate fits: library cards, as the page asks for them.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;
#[path = "common/tools.rs"]
mod tools;

use std::sync::LazyLock;

use qagida_calculator::tools::finder::{
    Allowed, Candidate, Choice, Fact, Finder, Note, Offer, Question, Variant,
};
use qagida_calculator::tools::{Toolbox, Value};
use qagida_calculator::{Citation, Date};
use serde_json::{Value as Json, json};

static TOOLBOX: LazyLock<Toolbox> = LazyLock::new(|| Toolbox {
    finder: Some(finder()),
    ..tools::toolbox()
});

const AGE: u32 = 0;
const PUPIL: u32 = 1;
const BOOKS: u32 = 2;

/// Who one is, for children whether they go to school, and how many books one
/// wants: few, or many.
fn finder() -> Finder {
    let question = |id: &str, when, answers: &[&str]| Question {
        id: id.to_owned(),
        title: format!("{id}?"),
        help: None,
        when,
        answers: answers
            .iter()
            .map(|id| Choice {
                id: (*id).to_owned(),
                text: format!("the {id}"),
            })
            .collect(),
    };
    Finder {
        title: "Which card".to_owned(),
        questions: vec![
            question("age", Vec::new(), &["child", "adult"]),
            question("pupil", vec![allowed(AGE, &[0])], &["yes", "no"]),
            question("books", Vec::new(), &["few", "many"]),
        ],
        candidates: vec![
            Candidate {
                allows: vec![allowed(AGE, &[0])],
                variants: vec![
                    // Many books only for pupils.
                    variant("small", &[allowed(BOOKS, &[0])]),
                    variant("large", &[allowed(PUPIL, &[0]), allowed(BOOKS, &[0, 1])]),
                ],
                facts: vec![Fact {
                    question: AGE,
                    answers: [0].into_iter().collect(),
                    text: "For children.".to_owned(),
                    source: source(),
                }],
                ..candidate("junior")
            },
            Candidate {
                allows: vec![allowed(AGE, &[1])],
                variants: vec![variant("small", &[allowed(BOOKS, &[0])])],
                services: vec![offer("card"), offer("permit")],
                ..candidate("senior")
            },
            // Nothing is on file on this one: nothing rules it out but a place.
            Candidate {
                allows: vec![allowed(BOOKS, &[0])],
                notes: vec![Note {
                    when: vec![allowed(AGE, &[0, 1])],
                    text: "Not on file for whom.".to_owned(),
                    source: source(),
                }],
                variants: vec![variant("", &[])],
                ..candidate("guest")
            },
        ],
    }
}

fn offer(service: &str) -> Offer {
    Offer {
        service: service.to_owned(),
        path: format!("services/{service}/"),
        allows: Vec::new(),
        when: Vec::new(),
    }
}

fn candidate(id: &str) -> Candidate {
    Candidate {
        id: id.to_owned(),
        title: format!("{id} card"),
        path: format!("cards/{id}/"),
        summary: format!("The {id} card."),
        source: source(),
        allows: Vec::new(),
        variants: Vec::new(),
        facts: Vec::new(),
        notes: Vec::new(),
        needs: Vec::new(),
        terms: Vec::new(),
        services: Vec::new(),
        doubt: None,
    }
}

fn variant(id: &str, allows: &[Allowed]) -> Variant {
    Variant {
        id: id.to_owned(),
        text: id.to_owned(),
        allows: allows.to_vec(),
        notes: Vec::new(),
    }
}

fn allowed(question: u32, answers: &[usize]) -> Allowed {
    Allowed {
        question,
        answers: answers.iter().copied().collect(),
    }
}

fn source() -> Citation {
    Citation {
        document: "rules".to_owned(),
        at: "cards".to_owned(),
        text: "Rules: cards".to_owned(),
    }
}

fn ask(lines: &str) -> Json {
    serde_json::from_str(&TOOLBOX.answer("finder", &lines.replace(' ', "\n"))).unwrap()
}

/// The ids of what fits, with its variants.
fn fits(answer: &Json) -> String {
    let fits = answer["answer"]["fits"].as_array().unwrap().iter();
    let fits = fits.map(|fit| {
        let variants = fit["variants"].as_array().unwrap().iter();
        let variants: Vec<&str> = variants.map(|it| it["id"].as_str().unwrap()).collect();
        format!("{}({})", fit["id"].as_str().unwrap(), variants.join(" "))
    });
    fits.collect::<Vec<_>>().join(", ")
}

#[test]
fn an_open_question_rules_nothing_out() {
    let of = |lines: &str| fits(&ask(lines));
    assert_eq!(
        of("on=2026-11-23"),
        "junior(small large), senior(small), guest()"
    );
    assert_eq!(of("on=2026-11-23 age=adult"), "senior(small), guest()");
    assert_eq!(of("on=2026-11-23 books=many"), "junior(large)");
    assert_eq!(
        of("on=2026-11-23 age="),
        "junior(small large), senior(small), guest()"
    );
}

#[test]
fn what_goes_together_must_do_so_in_one_variant() {
    let of = |lines: &str| fits(&ask(lines));
    assert_eq!(
        of("on=2026-11-23 age=child pupil=yes books=many"),
        "junior(large)"
    );
    assert_eq!(of("on=2026-11-23 age=child pupil=no books=many"), "");
}

#[test]
fn says_what_each_other_answer_would_leave() {
    let answer = ask("on=2026-11-23 age=child pupil=no books=many");
    assert_eq!(
        answer["answer"]["questions"],
        json!([
            {"id": "age", "answer": "child", "answers": [
                // The answer of a child doesn't count for an adult.
                {"id": "child", "left": 0}, {"id": "adult", "left": 0}]},
            {"id": "pupil", "answer": "no", "answers": [
                {"id": "yes", "left": 1}, {"id": "no", "left": 0}]},
            {"id": "books", "answer": "many", "answers": [
                {"id": "few", "left": 2}, {"id": "many", "left": 0}]},
        ])
    );
    let ways = answer["answer"]["way_on"].as_array().unwrap().iter();
    let ways: Vec<&str> = ways.map(|way| way["question"].as_str().unwrap()).collect();
    assert_eq!(ways, ["pupil", "books"]);
}

#[test]
fn says_which_answer_rules_out() {
    let answer = ask("on=2026-11-23 age=child pupil=no books=many");
    let out = answer["answer"]["ruled_out"].as_array().unwrap().iter();
    let out: Vec<String> = out
        .map(|out| format!("{} {}={}", out["id"], out["question"], out["answer"]))
        .collect();
    assert_eq!(
        out,
        [
            r#""junior" "books"="many""#,
            r#""senior" "age"="child""#,
            r#""guest" "books"="many""#,
        ]
    );
}

#[test]
fn gives_reasons_and_notes_for_what_was_answered() {
    let answer = ask("on=2026-11-23 age=child");
    let fits = &answer["answer"]["fits"];
    assert_eq!(fits[0]["why"][0]["text"], "For children.");
    assert_eq!(fits[1]["notes"][0]["text"], "Not on file for whom.");
    let open = ask("on=2026-11-23");
    assert_eq!(open["answer"]["fits"][0]["why"], json!([]));
    assert_eq!(open["answer"]["fits"][2]["notes"], json!([]));
}

#[test]
fn an_answer_to_what_is_not_asked_has_no_effect() {
    let answer = ask("on=2026-11-23 age=adult pupil=no");
    assert_eq!(fits(&answer), "senior(small), guest()");
    assert_eq!(answer["answer"]["ignored"][0]["question"], "pupil");
    assert_eq!(
        answer["request"],
        json!([{"name": "on", "value": "2026-11-23"}, {"name": "age", "value": "adult"}])
    );
    // What was understood gives the same answer again.
    let again = ask("on=2026-11-23 age=adult");
    assert_eq!(again["answer"]["fits"], answer["answer"]["fits"]);
    assert_eq!(again["request"], answer["request"]);
}

#[test]
fn costs_over_all_choices_and_never_with_a_hole() {
    let services = |on: &str| {
        let answer = ask(&format!("on={on} age=adult"));
        let services = answer["answer"]["fits"][0]["services"]
            .as_array()
            .unwrap()
            .clone();
        let ends = services
            .iter()
            .map(|it| json!([it["id"], it["min"], it["max"], it["complete"]]));
        json!([answer["complete"], ends.collect::<Json>()])
    };
    // One of the card's prices cannot be read, so neither end of its range is known.
    assert_eq!(
        services("2026-11-23"),
        json!([
            false,
            [
                ["card", null, null, false],
                ["permit", "30275", "30275", true]
            ]
        ])
    );
    assert_eq!(
        services("2001-01-01"),
        json!([
            false,
            [["card", null, null, false], ["permit", null, null, false]]
        ])
    );
}

#[test]
fn refuses_everything_wrong_at_once() {
    let answer = ask("on=tomorrow age=old colour=red books=few books=many");
    let errors = answer["errors"].as_array().unwrap().iter();
    let errors: Vec<String> = errors
        .map(|error| format!("{} {}", error["at"], error["field"]))
        .collect();
    assert_eq!(
        errors,
        [r#"1 "age""#, r#"2 "colour""#, r#"4 "books""#, r#"0 "on""#]
    );
    let none = ask("age=child");
    assert_eq!(none["errors"][0]["field"], "on");
}

#[test]
fn the_page_s_day_is_the_default() {
    let mut toolbox = TOOLBOX.clone();
    toolbox.as_of = Date::parse("2026-11-22");
    let answer: Json = serde_json::from_str(&toolbox.answer("finder", "age=child")).unwrap();
    assert_eq!(answer["request"][0]["value"], "2026-11-22");
}

#[test]
fn records_what_fits() {
    let lines = qagida_calculator::tools::Request::parse("on=2026-11-23\nage=child");
    let tool = qagida_calculator::tools::Tool::Finder;
    let answer = TOOLBOX.work_out(tool, &lines.asked).unwrap();
    assert_eq!(answer.record[0].key, "fits");
    let ids = Value::Ids(vec!["junior".to_owned(), "guest".to_owned()]);
    assert_eq!(answer.record[0].value, ids);
}

#[test]
fn travels_as_bytes() {
    let bytes = TOOLBOX.to_bytes().unwrap();
    assert_eq!(Toolbox::from_bytes(&bytes).unwrap(), *TOOLBOX);
}
