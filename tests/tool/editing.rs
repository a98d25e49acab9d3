//! What helps while the content is edited: schemas, and files to fill in.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use crate::project::Project;

fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let with_text = entries.map(|entry| {
        let name = entry.file_name().into_string().unwrap();
        (name, fs::read_to_string(entry.path()).unwrap())
    });
    with_text.collect()
}

#[test]
fn the_schemas_are_those_of_the_types_and_the_content() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let content = root.join("content");
    let project = Project::small();
    let written = project.run(&["schema", "--content", content.to_str().unwrap()]);
    written.expect(0);
    let (made, kept) = (
        files(&project.path("schemas")),
        files(&root.join("schemas")),
    );
    for (name, text) in &made {
        assert!(
            kept.get(name) == Some(text),
            "schemas/{name} is not what the types and the content say: run `cargo run -- schema`"
        );
    }
    assert_eq!(
        made.len(),
        kept.len(),
        "schemas/ holds files that nobody makes"
    );
}

#[test]
fn a_schema_can_be_looked_at() {
    let project = Project::small();
    assert_snapshot!(project.run(&["schema", "purposes"]).whole(), @r##"
    exit: 0
    stdout:
    {
      "$schema": "http://json-schema.org/draft-07/schema#",
      "$comment": "Made by `qagida schema` from the types and the content: do not edit.",
      "description": "`purposes.yaml`.",
      "type": "object",
      "properties": {
        "purposes": {
          "description": "What categories are for, in the order of the filter.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/Named"
          }
        }
      },
      "additionalProperties": false,
      "definitions": {
        "Named": {
          "description": "Something with a name.",
          "type": "object",
          "properties": {
            "id": {
              "description": "Its id.",
              "type": ["string", "integer"],
              "pattern": "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$",
              "maxLength": 64,
              "patternErrorMessage": "An id: lower-case Latin letters, digits and hyphens."
            },
            "name": {
              "description": "Its name.",
              "allOf": [
                {
                  "$ref": "#/definitions/TextInEveryLanguage"
                }
              ]
            }
          },
          "required": ["id", "name"],
          "additionalProperties": false
        },
        "TextInEveryLanguage": {
          "type": "object",
          "properties": {
            "kk": {
              "type": ["string", "number"],
              "pattern": "^(?![\\s\\S]*\\bTODO\\b)[\\s\\S]*\\S",
              "patternErrorMessage": "Some text belongs here."
            },
            "en": {
              "type": ["string", "number"],
              "pattern": "^(?![\\s\\S]*\\bTODO\\b)[\\s\\S]*\\S",
              "patternErrorMessage": "Some text belongs here."
            }
          },
          "required": ["kk", "en"],
          "additionalProperties": false
        }
      }
    }
    "##);
    assert_snapshot!(project.run(&["schema", "purpose"]).whole(), @r"
    exit: 2
    stderr:
    error: there is no kind of file `purpose`. Kinds: site, sources, units, calendar, options, channels, duties, bodies, documents, glossary, purposes, date_rules, countries, finder, planner, search, changes, typical, published, corrections, service, category, rule, guide, cases, words.
    ");
    project.edit("content/units.yaml", "units:", "units: [");
    assert_snapshot!(project.run(&["schema", "service"]).whole(), @r#"
    exit: 1
    stderr:
    error[yaml-syntax]: this is not valid YAML: "-" is only valid inside a block
     --> content/units.yaml:2:3
      |
    1 | units: [
      |        - this bracket is still open
    2 |   - id: mrp
      |   ^
      |
      = help: look at the indentation of this line and the one above, and at open quotes and brackets

    1 error
    "#);
}

/// A skeleton in which each marker that counts is replaced, in order.
fn fill(project: &Project, path: &str, values: &[&str]) {
    let text = project.read(path);
    let mut values = values.iter();
    let mut filled = String::new();
    for line in text.lines() {
        if line.trim_start().starts_with('#') {
            filled.push_str(line);
        } else {
            let mut parts = line.split("TODO");
            filled.push_str(parts.next().unwrap());
            for part in parts {
                filled.push_str(values.next().expect("a value for each marker"));
                filled.push_str(part);
            }
        }
        filled.push('\n');
    }
    assert_eq!(values.next(), None, "more values than markers");
    project.write(path, filled);
}

/// Each place that is still to be filled in is named, and nothing else is said.
#[track_caller]
fn asks_to_be_filled_in(project: &Project, markers: usize) {
    let said = project.refused(&["check"]);
    let errors = said.lines().filter(|line| line.starts_with("error"));
    let errors: Vec<&str> = errors.collect();
    assert_eq!(
        errors,
        vec!["error[unfilled]: this is still to be filled in"; markers],
        "{said}"
    );
}

#[test]
fn a_new_service_says_what_it_needs() {
    let project = Project::small();
    assert_snapshot!(project.run(&["new", "service", "courier"]).whole(), @r"
    exit: 0
    stdout:
    Wrote content/services/courier.yaml.

    Next:
    1. Fill in each TODO. Papers and bodies that aren't on file yet go to documents.yaml and bodies.yaml first.
    2. Add `courier` to the `services` of one of the `groups` in content/site.yaml: permits.
    3. `qagida check` says what is still to be filled in, and what is wrong.
    4. `qagida schema` tells editors of the new id.
    ");
    let skeleton = project.read("content/services/courier.yaml");
    let beginning: Vec<&str> = skeleton.lines().take(32).collect();
    assert_snapshot!(beginning.join("\n"), @r"
    # Fill in what says TODO. What is commented out may be there: to use it, take away the
    # `# ` at the beginning of its lines. Then delete the comments that help nobody.

    # What the service is called.
    title:
      kk: TODO
      en: TODO

    # What it does and for whom, in one plain sentence. Search engines show it, too.
    summary:
      kk: TODO
      en: TODO

    # # Short paragraphs: what it is, for whom, what follows from it.
    # about:
    #   - kk: TODO
    #     en: TODO

    # # The codes of the categories concerned, in Latin capitals.
    # categories: [TODO]

    # Where the service mainly stands.
    source:
      # The document that says so: an id of `sources.yaml`. On file: guide.
      document: TODO
      # The place in the document, as `sources.yaml` lists them; after a slash, perhaps, its
      # part.
      at: TODO

    # # The path, step by step, in order.
    # steps:
    #   # Who acts: an id of `bodies.yaml`. On file: office.
    ");
    asks_to_be_filled_in(&project, 18);
    fill(
        &project,
        "content/services/courier.yaml",
        &[
            "Шабарман",
            "A courier",
            "Шабарман жіберу.",
            "Sending a courier.",
            "guide",
            "permit",
            "service-fee",
            "service-fee",
            "2026-01-01",
            "guide",
            "permit/tariff",
            "100",
            "1",
            "2",
            "working-day",
            "guide",
            "permit",
            "office",
        ],
    );
    assert_snapshot!(project.refused(&["check"]), @r"
    error[unused]: the service `courier` is in no group, so nobody would find it
     --> content/services/courier.yaml:1:1
      |
    1 | # Fill in what says TODO. What is commented out may be there: to use it, take away the
      | ^
      |
      = help: add it to one of the `groups` in site.yaml

    1 error
    ");
    project.edit(
        "content/site.yaml",
        "[permit, extension]",
        "[permit, extension, courier]",
    );
    project.run(&["check"]).expect(0);
    // Nothing is written over.
    assert_snapshot!(project.run(&["new", "service", "courier"]).whole(), @r"
    exit: 2
    stderr:
    error: there is `content/services/courier.yaml` already. Nothing has been written.
    ");
}

#[test]
fn what_is_commented_out_is_right_when_it_is_used() {
    let project = Project::small();
    project.run(&["new", "service", "courier"]).expect(0);
    let path = "content/services/courier.yaml";
    let skeleton = project.read(path);
    let start = skeleton.find("# # The path").unwrap();
    let end = start + skeleton[start..].find("\n\n").unwrap();
    let used = skeleton[start..end].replace("\n# ", "\n");
    let used = used.strip_prefix("# ").unwrap();
    project.write(path, skeleton[..start].to_owned() + used + &skeleton[end..]);
    // where, title in two languages, source, one action in two languages
    asks_to_be_filled_in(&project, 18 + 7);
}

#[test]
fn a_new_category_rule_and_guide_can_be_filled_in() {
    let project = Project::with_guide();
    project.run(&["new", "visa", "D7"]).expect(0);
    asks_to_be_filled_in(&project, 11);
    fill(
        &project,
        "content/passes/d7.yaml",
        &[
            "Қонақ",
            "Guest",
            "study",
            "Қонақтарға.",
            "For guests.",
            "guide",
            "permit",
            "single",
            "single",
            "P30D",
            "P10D",
        ],
    );
    project.run(&["check"]).expect(0);

    project.run(&["new", "rule", "visit"]).expect(0);
    asks_to_be_filled_in(&project, 13);
    fill(
        &project,
        "content/rules/visit.yaml",
        &[
            "Сапар",
            "A visit",
            "Сапар туралы.",
            "About visits.",
            "guide",
            "permit",
            "words",
            "Сөздер",
            "Words",
            "Мәтін.",
            "Text.",
            "guide",
            "permit",
        ],
    );
    project.edit(
        "content/site.yaml",
        "rules: [appeal, passes]",
        "rules: [appeal, passes, visit]",
    );
    project.run(&["check"]).expect(0);

    assert_snapshot!(project.run(&["new", "guide", "tour"]).whole(), @r"
    exit: 0
    stdout:
    Wrote content/guides/tour.yaml.
    Wrote content/guides/tour.kk.md.
    Wrote content/guides/tour.en.md.

    Next:
    1. Fill in each TODO.
    2. Add `tour` to `guides` in content/site.yaml, where it is to be listed.
    3. `qagida check` says what is still to be filled in, and what is wrong.
    4. `qagida schema` tells editors of the new id.
    ");
    asks_to_be_filled_in(&project, 13 + 2 * 3);
    fill(
        &project,
        "content/guides/tour.yaml",
        &[
            "Сапар",
            "A tour",
            "Сапарға.",
            "For a tour.",
            "trip",
            "Жол",
            "The way",
            "келгеннен",
            "from the arrival",
            "permit",
            "Рұқсат",
            "The permit",
            "permit",
        ],
    );
    project.write(
        "content/guides/tour.kk.md",
        "Сөз.\n\n## Қадамдар {#steps}\n\n{{ path }}\n",
    );
    project.write(
        "content/guides/tour.en.md",
        "Words.\n\n## Steps {#steps}\n\n{{ path }}\n",
    );
    project.edit(
        "content/site.yaml",
        "guides: [stay]",
        "guides: [stay, tour]",
    );
    project.run(&["check"]).expect(0);
}

#[test]
fn what_cannot_be_new_is_refused() {
    let project = Project::small();
    project.write("content/guides/tour.en.md", "");
    let refused = |arguments: &[&str]| project.run(&[&["new"], arguments].concat()).whole();
    assert_snapshot!(refused(&["service", "Couriér"]), @r"
    exit: 2
    stderr:
    error: `Couriér` cannot be an id: ids are lower-case Latin letters, digits and hyphens.
    ");
    assert_snapshot!(refused(&["visa", "D7"]), @r"
    exit: 2
    stderr:
    error: this site has no categories: `categories` in site.yaml names their folder, what they are called and who issues them.
    ");
    assert_snapshot!(refused(&["guide", "tour"]), @r"
    exit: 2
    stderr:
    error: there is `content/guides/tour.en.md` already. Nothing has been written.
    ");
    assert!(!project.path("content/guides/tour.yaml").exists());
    assert_snapshot!(refused(&["rule", "appeal", "--content", "nowhere"]), @r"
    exit: 1
    stderr:
    error[no-content]: there is no `site.yaml` in `nowhere`
     |
     = help: name the folder that holds `site.yaml` with `--content`

    1 error
    ");
    let project = Project::with_categories();
    assert_snapshot!(project.run(&["new", "visa", "С3"]).whole(), @r"
    exit: 2
    stderr:
    error: `С3` cannot be the code of a category: it is written in Latin letters and digits. A, B and C look the same in Cyrillic, so type them again on a Latin keyboard.
    ");
    assert_snapshot!(project.run(&["new", "visa", "C3"]).whole(), @r"
    exit: 2
    stderr:
    error: there is `content/passes/c3.yaml` already. Nothing has been written.
    ");
}
