//! Every kind of mistake that the planner's file can have, with the whole message
//! that its author gets.

use crate::project::Project;

const PLANNER: &str = r#"roles:
  - {id: worker, name: {kk: Жұмыскер, en: Worker}}
recipients:
  - {id: office, name: {kk: Кеңсе, en: Office}, charges: [service-fee, priority-fee]}
  - {id: state, name: {kk: Бюджет, en: Budget}, charges: [state-duty]}
together:
  - service: permit
    option: priority
    value: "yes"
    with: [extension]
    text: {kk: Тегін., en: Free.}
    source: {document: guide, at: permit}
left_out:
  - {kind: state-duty, services: [permit], text: {kk: Баж., en: The duty.}, source: {document: guide, at: permit}}
"#;

/// What `check` says after one edit of the planner's file.
#[track_caller]
fn check(old: &str, new: &str) -> String {
    let project = Project::small();
    project.write("content/planner.yaml", PLANNER);
    project
        .edit("content/planner.yaml", old, new)
        .refused(&["check"])
}

#[test]
fn a_planner_to_be_broken_is_whole_and_none_is_needed() {
    let project = Project::small();
    assert_eq!(project.run(&["check"]).expect(0).stderr, "");
    project.write("content/planner.yaml", PLANNER);
    assert_eq!(project.run(&["check"]).expect(0).stderr, "");
}

#[test]
fn references_to_nothing() {
    insta::assert_snapshot!(check("charges: [service-fee, priority-fee]", "charges: [service-fee, priority-fees]"), @r"
    error[unknown-reference]: there is no charge `priority-fees` in site.yaml
     --> content/planner.yaml:4:72
      |
    4 |   - {id: office, name: {kk: Кеңсе, en: Office}, charges: [service-fee, priority-fees]}
      |                                                                        ^^^^^^^^^^^^^
      |
      = help: did you mean `priority-fee`?

    error[missing-field]: nobody gets the charge `priority-fee`
      --> content/site.yaml:13:10
       |
    13 |   - {id: priority-fee, name: {kk: Басымдық алымы, en: Priority fee}}
       |          ^^^^^^^^^^^^
       |
      ::: content/planner.yaml:4:5
       |
     4 |   - {id: office, name: {kk: Кеңсе, en: Office}, charges: [service-fee, priority-fees]}
       |     ---------------------------------------------------------------------------------- the recipients stand here
       |
       = help: add it to the `charges` of one of the `recipients` in planner.yaml

    2 errors
    ");
    insta::assert_snapshot!(check("with: [extension]", "with: [extensions]"), @r"
    error[unknown-reference]: there is no service `extensions`
      --> content/planner.yaml:10:12
       |
    10 |     with: [extensions]
       |            ^^^^^^^^^^
       |
       = help: did you mean `extension`?

    1 error
    ");
    insta::assert_snapshot!(check("services: [permit]", "services: [permits]"), @r"
    error[unknown-reference]: there is no service `permits`
      --> content/planner.yaml:14:35
       |
    14 |   - {kind: state-duty, services: [permits], text: {kk: Баж., en: The duty.}, source: {document: guide, at: permit}}
       |                                   ^^^^^^^
       |
       = help: did you mean `permit`?

    1 error
    ");
    insta::assert_snapshot!(check("option: priority", "option: prioritys"), @r"
    error[unknown-reference]: there is no option `prioritys` in options.yaml
     --> content/planner.yaml:8:13
      |
    8 |     option: prioritys
      |             ^^^^^^^^^
      |
      = help: did you mean `priority`?

    1 error
    ");
}

#[test]
fn charges_that_go_to_nobody_or_to_two() {
    insta::assert_snapshot!(check("charges: [service-fee, priority-fee]", "charges: [service-fee]"), @r"
    error[missing-field]: nobody gets the charge `priority-fee`
      --> content/site.yaml:13:10
       |
    13 |   - {id: priority-fee, name: {kk: Басымдық алымы, en: Priority fee}}
       |          ^^^^^^^^^^^^
       |
      ::: content/planner.yaml:4:5
       |
     4 |   - {id: office, name: {kk: Кеңсе, en: Office}, charges: [service-fee]}
       |     ------------------------------------------------------------------- the recipients stand here
       |
       = help: add it to the `charges` of one of the `recipients` in planner.yaml

    1 error
    ");
    insta::assert_snapshot!(check("charges: [state-duty]", "charges: [state-duty, service-fee]"), @r"
    error[duplicate-id]: the charge `service-fee` goes to two recipients
     --> content/planner.yaml:5:71
      |
    4 |   - {id: office, name: {kk: Кеңсе, en: Office}, charges: [service-fee, priority-fee]}
      |                                                           ----------- the first time
    5 |   - {id: state, name: {kk: Бюджет, en: Budget}, charges: [state-duty, service-fee]}
      |                                                                       ^^^^^^^^^^^ the second time
      |
      = help: a charge is paid to one of them only; a part of it is a charge of its own

    1 error
    ");
}

#[test]
fn rules_that_cannot_be_followed() {
    insta::assert_snapshot!(check("with: [extension]", "with: [extension, permit]"), @r"
    error[contradiction]: a service says nothing about itself here
      --> content/planner.yaml:10:23
       |
     7 |   - service: permit
       |              ------ the service
    ...
    10 |     with: [extension, permit]
       |                       ^^^^^^
       |
       = help: `with` names other services of the same person

    1 error
    ");
    insta::assert_snapshot!(check("with: [extension]", "with: []"), @r"
    error[bad-value]: this list must not be empty
      --> content/planner.yaml:10:11
       |
    10 |     with: []
       |           ^^

    1 error
    ");
    insta::assert_snapshot!(check(r#"    value: "yes"
"#, ""), @r"
    error[contradiction]: `option` and `value` belong together
     --> content/planner.yaml:8:13
      |
    8 |     option: priority
      |             ^^^^^^^^
      |
      = help: write both if the other service settles a choice, or none if there is only something to know

    1 error
    ");
    insta::assert_snapshot!(check(r#"value: "yes""#, "value: perhaps"), @r"
    error[unknown-reference]: there is no value `perhaps` of `priority`
     --> content/planner.yaml:9:12
      |
    9 |     value: perhaps
      |            ^^^^^^^
      |
      = help: known: no, yes

    1 error
    ");
    insta::assert_snapshot!(check("service: permit\n    option: priority", "service: extension\n    option: priority"), @r"
    error[unknown-reference]: `priority` is not among the options of `extension`
     --> content/planner.yaml:8:13
      |
    8 |     option: priority
      |             ^^^^^^^^
      |
      = help: only what people are asked for that service can be settled

    error[contradiction]: a service says nothing about itself here
      --> content/planner.yaml:10:12
       |
     7 |   - service: extension
       |              --------- the service
    ...
    10 |     with: [extension]
       |            ^^^^^^^^^
       |
       = help: `with` names other services of the same person

    2 errors
    ");
}

#[test]
fn a_choice_that_two_rules_settle() {
    insta::assert_snapshot!(check("left_out:", r#"  - service: permit
    option: priority
    value: "no"
    with: [extension]
    text: {kk: Жоқ., en: None.}
    source: {document: guide, at: permit}
left_out:"#), @r"
    error[duplicate-id]: two rules settle `priority` of `permit`
      --> content/planner.yaml:13:5
       |
     7 |   - service: permit
       |     --------------- the first
    ...
    13 |   - service: permit
       |     ^^^^^^^^^^^^^^^ the second
       |
       = help: name all the other services in the `with` of one rule

    1 error
    ");
}

#[test]
fn roles_and_costs() {
    insta::assert_snapshot!(check("roles:\n", "roles:\n  - {id: worker, name: {kk: Бала, en: Child}}\n"), @r"
    error[duplicate-id]: there are two of the role `worker`
     --> content/planner.yaml:3:10
      |
    2 |   - {id: worker, name: {kk: Бала, en: Child}}
      |          ------ the first
    3 |   - {id: worker, name: {kk: Жұмыскер, en: Worker}}
      |          ^^^^^^ the second
      |
      = help: an id names one thing only

    1 error
    ");
    insta::assert_snapshot!(check("kind: state-duty, services", "kind: stamp, services"), @r"
    error[unknown-reference]: there is no charge `stamp` in site.yaml
      --> content/planner.yaml:14:12
       |
    14 |   - {kind: stamp, services: [permit], text: {kk: Баж., en: The duty.}, source: {document: guide, at: permit}}
       |            ^^^^^
       |
       = help: known: service-fee, priority-fee, state-duty

    1 error
    ");
}

#[test]
fn an_option_called_like_something_else_in_links() {
    let project = Project::small();
    project.edit("content/options.yaml", "id: priority", "id: with");
    let said = project.refused(&["check"]);
    assert!(
        said.contains("error[bad-value]: an option cannot be called `with`"),
        "{said}"
    );
}
