//! Every kind of mistake that content can have, with the whole message that its
//! author gets.

use crate::project::Project;

const PERMIT: &str = "content/services/permit.yaml";
const EXTENSION: &str = "content/services/extension.yaml";
const SITE: &str = "content/site.yaml";
const UNITS: &str = "content/units.yaml";
const CALENDAR: &str = "content/calendar.yaml";

/// What `check` says after one edit.
#[track_caller]
fn check(path: &str, old: &str, new: &str) -> String {
    Project::small().edit(path, old, new).refused(&["check"])
}

// Fields and types

#[test]
fn a_field_that_does_not_exist() {
    insta::assert_snapshot!(check(PERMIT, "summary:", "sumary:"), @r"
    error[missing-field]: the field `summary` is missing
     --> content/services/permit.yaml:1:1
      |
    1 | title: {kk: Тұруға рұқсат, en: Residence permit}
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ in this group

    error[unknown-field]: there is no field `sumary` here
     --> content/services/permit.yaml:2:1
      |
    2 | sumary: {kk: Тұруға рұқсат алу., en: Getting a residence permit.}
      | ^^^^^^
      |
      = help: did you mean `summary`?

    2 errors
    ");
}

#[test]
fn a_field_unlike_any_other() {
    insta::assert_snapshot!(check(EXTENSION, "channels: [office]", "channels: [office]\ncolour: red"), @r"
    error[unknown-field]: there is no field `colour` here
      --> content/services/extension.yaml:17:1
       |
    17 | colour: red
       | ^^^^^^
       |
       = help: the fields here are: title, summary, about, categories, source, steps, options, tariff, no_charge, excluded, term, filing_window, channels, notes, related

    1 error
    ");
}

#[test]
fn a_field_left_out() {
    insta::assert_snapshot!(check(PERMIT, "summary: {kk: Тұруға рұқсат алу., en: Getting a residence permit.}", ""), @r"
    error[missing-field]: the field `summary` is missing
     --> content/services/permit.yaml:1:1
      |
    1 | title: {kk: Тұруға рұқсат, en: Residence permit}
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ in this group

    1 error
    ");
}

#[test]
fn a_field_left_empty() {
    insta::assert_snapshot!(check(PERMIT, "summary: {kk: Тұруға рұқсат алу., en: Getting a residence permit.}", "summary:"), @r"
    error[wrong-type]: expected a text in each language (kk, en), found nothing
     --> content/services/permit.yaml:2:8
      |
    2 | summary:
      |        ^

    1 error
    ");
}

#[test]
fn a_value_where_a_list_belongs() {
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "categories: C3"), @r"
    error[wrong-type]: expected a list (each item on a line of its own after `- `), found a single value
     --> content/services/permit.yaml:5:13
      |
    5 | categories: C3
      |             ^^

    1 error
    ");
}

#[test]
fn a_list_where_a_value_belongs() {
    insta::assert_snapshot!(check(PERMIT, "  min: 5", "  min: [5]"), @r"
    error[wrong-type]: expected a whole number, found a list
      --> content/services/permit.yaml:40:8
       |
    40 |   min: [5]
       |        ^^^

    1 error
    ");
}

#[test]
fn a_text_where_fields_belong() {
    insta::assert_snapshot!(check(PERMIT, "source: {document: guide, at: permit}\nsteps", "source: guide\nsteps"), @r"
    error[wrong-type]: expected a group of fields (document, at), found a single value
     --> content/services/permit.yaml:6:9
      |
    6 | source: guide
      |         ^^^^^

    1 error
    ");
}

#[test]
fn a_list_without_items() {
    insta::assert_snapshot!(check(PERMIT, "channels: [office]", "channels: []"), @r"
    error[bad-value]: this list must not be empty
      --> content/services/permit.yaml:44:11
       |
    44 | channels: []
       |           ^^

    1 error
    ");
}

#[test]
fn a_word_that_is_not_among_the_allowed() {
    insta::assert_snapshot!(check(PERMIT, "unit: working-day", "unit: working-days"), @r"
    error[bad-value]: `working-days` is not known here
      --> content/services/permit.yaml:42:9
       |
    42 |   unit: working-days
       |         ^^^^^^^^^^^^
       |
       = help: did you mean `working-day`?

    1 error
    ");
    insta::assert_snapshot!(check(PERMIT, "kind: note", "kind: 7"), @r"
    error[bad-value]: `7` is not known here
      --> content/services/permit.yaml:46:11
       |
    46 |   - kind: 7
       |           ^
       |
       = help: allowed: warning, note

    1 error
    ");
}

#[test]
fn neither_true_nor_false() {
    insta::assert_snapshot!(check("content/bodies.yaml", "page: true", "page: yes"), @r"
    error[bad-value]: expected `true` or `false`, found `yes`
     --> content/bodies.yaml:9:11
      |
    9 |     page: yes
      |           ^^^

    1 error
    ");
}

#[test]
fn not_a_whole_number() {
    insta::assert_snapshot!(check(PERMIT, "  min: 5", "  min: 5.0"), @r"
    error[bad-value]: expected a whole number, found `5.0`
      --> content/services/permit.yaml:40:8
       |
    40 |   min: 5.0
       |        ^^^
       |
       = help: digits only, like `30`

    1 error
    ");
    insta::assert_snapshot!(check(PERMIT, "  min: 5", "  min: -5"), @r"
    error[bad-value]: expected a whole number, found `-5`
      --> content/services/permit.yaml:40:8
       |
    40 |   min: -5
       |        ^^
       |
       = help: digits only, like `30`

    1 error
    ");
    insta::assert_snapshot!(check(PERMIT, "  min: 5", "  min: 99999999999999999999"), @r"
    error[bad-value]: expected a whole number, found `99999999999999999999`
      --> content/services/permit.yaml:40:8
       |
    40 |   min: 99999999999999999999
       |        ^^^^^^^^^^^^^^^^^^^^
       |
       = help: digits only, like `30`

    1 error
    ");
}

#[test]
fn not_a_time() {
    insta::assert_snapshot!(check("content/channels.yaml", r#""18:00""#, r#""25:00""#), @r#"
    error[bad-value]: `25:00` is not a time of day
     --> content/channels.yaml:5:13
      |
    5 |     closes: "25:00"
      |             ^^^^^^^
      |
      = help: times are written like `"09:00"`

    1 error
    "#);
}

#[test]
fn not_an_id() {
    insta::assert_snapshot!(check(PERMIT, "id: priority-fee", "id: Priority fee"), @r"
    error[bad-value]: `Priority fee` is not an id
      --> content/services/permit.yaml:29:9
       |
    29 |   - id: Priority fee
       |         ^^^^^^^^^^^^
       |
       = help: ids are lower-case Latin letters, digits and hyphens

    1 error
    ");
}

#[test]
fn not_an_address() {
    insta::assert_snapshot!(check("content/bodies.yaml", "https://example.org/", "javascript:alert(1)"), @r"
    error[bad-value]: `javascript:alert(1)` is not a link to a page
     --> content/bodies.yaml:8:15
      |
    8 |       - {url: javascript:alert(1), label: {kk: Портал, en: Portal}}
      |               ^^^^^^^^^^^^^^^^^^^
      |
      = help: links begin with `https://` and hold no spaces

    1 error
    ");
    insta::assert_snapshot!(check("content/bodies.yaml", "[office@example.org]", "[office at example.org]"), @r"
    error[bad-value]: `office at example.org` is not an e-mail address
     --> content/bodies.yaml:4:14
      |
    4 |     emails: [office at example.org]
      |              ^^^^^^^^^^^^^^^^^^^^^

    1 error
    ");
}

// YAML

#[test]
fn the_same_key_twice() {
    insta::assert_snapshot!(check(PERMIT, "title: {kk: Тұруға", "title: {kk: Рұқсат, en: Permit}\ntitle: {kk: Тұруға"), @r"
    error[duplicate-key]: `title` stands here twice
     --> content/services/permit.yaml:2:1
      |
    1 | title: {kk: Рұқсат, en: Permit}
      | ----- the first time
    2 | title: {kk: Тұруға рұқсат, en: Residence permit}
      | ^^^^^ the second time
      |
      = help: keep one of them

    1 error
    ");
}

#[test]
fn several_keys_twice() {
    insta::assert_snapshot!(check(PERMIT, "title: {kk: Тұруға рұқсат, en", "title: {kk: Рұқсат, kk: Тұруға рұқсат, en: Permit, en"), @r"
    error[duplicate-key]: `kk` stands here twice
     --> content/services/permit.yaml:1:21
      |
    1 | title: {kk: Рұқсат, kk: Тұруға рұқсат, en: Permit, en: Residence permit}
      |         --          ^^ the second time
      |         |
      |         the first time
      |
      = help: keep one of them

    error[duplicate-key]: `en` stands here twice
     --> content/services/permit.yaml:1:52
      |
    1 | title: {kk: Рұқсат, kk: Тұруға рұқсат, en: Permit, en: Residence permit}
      |                                        --          ^^ the second time
      |                                        |
      |                                        the first time
      |
      = help: keep one of them

    2 errors
    ");
}

#[test]
fn the_same_id_twice() {
    insta::assert_snapshot!(check("content/documents.yaml", "id: birth-certificate", "id: passport"), @r"
    error[duplicate-id]: there are two of the document `passport`
     --> content/documents.yaml:5:10
      |
    4 |   - {id: passport, name: {kk: Төлқұжат, en: Passport}}
      |          -------- the first
    5 |   - {id: passport, name: {kk: Туу туралы куәлік, en: Birth certificate}}
      |          ^^^^^^^^ the second
      |
      = help: an id names one thing only

    error[unknown-reference]: there is no document `birth-certificate` in documents.yaml
      --> content/services/permit.yaml:17:22
       |
    17 |         - {document: birth-certificate, when: child}
       |                      ^^^^^^^^^^^^^^^^^
       |
       = help: known: passport, passport, decision

    2 errors
    ");
}

#[test]
fn a_tab() {
    insta::assert_snapshot!(check(PERMIT, "  - where: office", "\t- where: office"), @r"
    error[invisible-character]: a tab (U+0009) in the text
     --> content/services/permit.yaml:8:1
      |
    8 |     - where: office
      | ^^^^
      |
      = help: indent with spaces

    1 error
    ");
}

#[test]
fn a_no_break_space() {
    insta::assert_snapshot!(check(PERMIT, "amount: 100}", "amount: 1\u{a0}000}"), @r#"
    error[invisible-character]: a no-break space (U+00A0) in the text
      --> content/services/permit.yaml:27:36
       |
    27 |           - {choice: "1", amount: 1 000}
       |                                    ^
       |
       = help: type an ordinary space; amounts get theirs when the page is made

    1 error
    "#);
}

#[test]
fn a_zero_width_space() {
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "categories: [C\u{200b}3]").replace('\u{200b}', "<ZWSP>"), @r"
    error[invisible-character]: an invisible character (U+200B) in the text
     --> content/services/permit.yaml:5:15
      |
    5 | categories: [C<ZWSP>3]
      |               ^
      |
      = help: delete it

    1 error
    ");
}

#[test]
fn a_direction_mark() {
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "categories: [\u{2066}C3\u{2069}]"), @r"
    error[invisible-character]: an invisible character (U+2066) in the text
     --> content/services/permit.yaml:5:14
      |
    5 | categories: [�C3�]
      |              ^
      |
      = help: delete it

    error[invisible-character]: an invisible character (U+2069) in the text
     --> content/services/permit.yaml:5:17
      |
    5 | categories: [�C3�]
      |                 ^
      |
      = help: delete it

    2 errors
    ");
}

#[test]
fn a_byte_order_mark() {
    insta::assert_snapshot!(check(PERMIT, "title: {kk: Тұруға", "\u{feff}title: {kk: Тұруға").replace('\u{feff}', "<BOM>"), @r"
    error[invisible-character]: a byte order mark (U+FEFF) in the text
     --> content/services/permit.yaml:1:1
      |
    1 | <BOM>title: {kk: Тұруға рұқсат, en: Residence permit}
      | ^
      |
      = help: save the file as UTF-8 without BOM

    1 error
    ");
}

#[test]
fn a_control_character() {
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "categories: [C3] # \u{7}"), @r"
    error[invisible-character]: a control character (U+0007) in the text
     --> content/services/permit.yaml:5:20
      |
    5 | categories: [C3] # ␇
      |                    ^
      |
      = help: delete it

    1 error
    ");
}

#[test]
fn a_colon_in_a_plain_text() {
    insta::assert_snapshot!(check(PERMIT, "title: {kk: Тұруға рұқсат, en: Residence permit}", "title:\n  kk: Рұқсат: тұру\n  en: Permit: to stay"), @r#"
    error[yaml-syntax]: this is not valid YAML: mapping values are not allowed in this context
     --> content/services/permit.yaml:2:13
      |
    2 |   kk: Рұқсат: тұру
      |             ^
      |
      = help: a text that contains a colon and a space must stand in quotes: "…"

    1 error
    "#);
}

#[test]
fn a_quotation_mark_left_open() {
    insta::assert_snapshot!(check(PERMIT, "id: priority-fee", r#"id: "priority-fee"#), @r#"
    error[yaml-syntax]: this is not valid YAML: invalid indentation in quoted scalar
      --> content/services/permit.yaml:29:9
       |
    29 |   - id: "priority-fee
       |         ^
       |
       = help: is the closing quotation mark missing?

    1 error
    "#);
}

#[test]
fn a_bracket_left_open() {
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "categories: [C3"), @r"
    error[yaml-syntax]: this is not valid YAML: illegal placement of ':' indicator
     --> content/services/permit.yaml:6:7
      |
    5 | categories: [C3
      |             - this bracket is still open
    6 | source: {document: guide, at: permit}
      |       ^
      |
      = help: look at the indentation of this line and the one above, and at open quotes and brackets

    1 error
    ");
}

#[test]
fn a_bracket_too_many() {
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "categories: [[C3]"), @r"
    error[yaml-syntax]: this is not valid YAML: invalid indentation in flow construct
     --> content/services/permit.yaml:6:1
      |
    5 | categories: [[C3]
      |             - this bracket is still open
    6 | source: {document: guide, at: permit}
      | ^
      |
      = help: look at the indentation of this line and the one above, and at open quotes and brackets

    1 error
    ");
    insta::assert_snapshot!(check(PERMIT, "  max: 5", "  {max: 5"), @r"
    error[yaml-syntax]: this is not valid YAML: invalid indentation
      --> content/services/permit.yaml:44:1
       |
    41 |   {max: 5
       |   - this bracket is still open
    ...
    44 | channels: [office]
       | ^
       |
       = help: look at the indentation of this line and the one above, and at open quotes and brackets

    1 error
    ");
}

#[test]
fn wrong_indentation() {
    insta::assert_snapshot!(check(PERMIT, "  max: 5", "   max: 5"), @r"
    error[yaml-syntax]: this is not valid YAML: mapping values are not allowed in this context
      --> content/services/permit.yaml:41:7
       |
    41 |    max: 5
       |       ^
       |
       = help: look at the indentation of this line and the one above, and at open quotes and brackets

    1 error
    ");
}

#[test]
fn an_anchor_and_an_alias() {
    insta::assert_snapshot!(check(PERMIT, "source: {document: guide, at: permit}\nsteps", "source: &here {document: guide, at: permit}\nsteps"), @r"
    error[yaml-feature]: an anchor (`&`) is not used in content
     --> content/services/permit.yaml:6:9
      |
    6 | source: &here {document: guide, at: permit}
      |         ^^^^^^^
      |
      = help: write the value itself where it is needed

    1 error
    ");
    insta::assert_snapshot!(check(PERMIT, "source: {document: guide, at: permit}\nsteps", "source: *here\nsteps"), @r"
    error[yaml-feature]: an alias (`*`) is not used in content
     --> content/services/permit.yaml:6:9
      |
    6 | source: *here
      |         ^
      |
      = help: write the value itself; a text that begins with `*` must stand in quotes

    1 error
    ");
}

#[test]
fn a_tag() {
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "categories: !!set [C3]"), @r"
    error[yaml-feature]: a tag (`!`) is not used in content
     --> content/services/permit.yaml:5:13
      |
    5 | categories: !!set [C3]
      |             ^^^^^^^
      |
      = help: put the text in quotes if it begins with `!`

    1 error
    ");
}

#[test]
fn two_documents_in_a_file() {
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "categories: [C3]\n---"), @r"
    error[yaml-feature]: a second document (`---`) is not used in content
     --> content/services/permit.yaml:6:1
      |
    6 | ---
      | ^^^
      |
      = help: one file holds one document

    1 error
    ");
}

#[test]
fn a_key_that_is_a_list() {
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "[categories]: [C3]"), @r"
    error[yaml-feature]: a list as a key is not used in content
     --> content/services/permit.yaml:5:1
      |
    5 | [categories]: [C3]
      | ^^^^^^^^^^^^
      |
      = help: a key is a plain word

    1 error
    ");
}

#[test]
fn an_alias_bomb() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..30 {
        let before = format!("*a{}", level - 1);
        bomb.push_str(&format!(
            "a{level}: &a{level} [{}]\n",
            vec![before; 10].join(", ")
        ));
    }
    let project = Project::small();
    insta::assert_snapshot!(project.write(UNITS, bomb).refused(&["check"]), @r"
    error[yaml-feature]: an anchor (`&`) is not used in content
     --> content/units.yaml:1:5
      |
    1 | a0: &a0 [x, x, x, x, x, x, x, x, x, x]
      |     ^^^^^
      |
      = help: write the value itself where it is needed

    1 error
    ");
}

#[test]
fn nesting_without_end() {
    let project = Project::small();
    let brackets = format!("units: {}", "[".repeat(20_000));
    insta::assert_snapshot!(project.write(UNITS, brackets).refused(&["check"]), @r"
    error[too-deep]: more than 24 levels of nesting
     --> content/units.yaml:1:263
      |
    1 | ...[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[...
      |                                                                    ^
      |
      = help: content is never nested that deep; is a bracket left open?

    1 error
    ");
    let groups = format!("units: {}", "{a: ".repeat(20_000));
    insta::assert_snapshot!(project.write(UNITS, groups).refused(&["check"]), @r"
    error[too-deep]: more than 24 levels of nesting
     --> content/units.yaml:1:100
      |
    1 | units: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a...
      |                                                                                                    ^
      |
      = help: content is never nested that deep; is a bracket left open?

    1 error
    ");
    let lists = format!("units:\n  {}x", "- ".repeat(20_000));
    insta::assert_snapshot!(project.write(UNITS, lists).refused(&["check"]), @r"
    error[too-deep]: more than 24 levels of nesting
     --> content/units.yaml:2:49
      |
    2 |   - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -...
      |                                                 ^
      |
      = help: content is never nested that deep; is a bracket left open?

    1 error
    ");
}

#[test]
fn a_huge_file() {
    let project = Project::small();
    let huge = "# nothing\n".repeat(500_000);
    insta::assert_snapshot!(project.write(UNITS, huge).refused(&["check"]), @r"
    error[too-deep]: the file is larger than 4 MiB
     --> content/units.yaml:1:1
      |
    1 | # nothing
      | ^
      |
      = help: split it into several files

    1 error
    ");
}

/// Nothing but different keys: each is compared with the others, so there is an end to them.
#[test]
fn a_file_of_keys() {
    let project = Project::small();
    let mut keys = String::from("units: []\n");
    for key in 0..50_000 {
        keys.push_str(&format!("k{key}: 1\n"));
    }
    let said = project.write(UNITS, keys).refused(&["check"]);
    insta::assert_snapshot!(said.lines().last().unwrap(), @"1 error");
}

#[test]
fn not_utf8() {
    let project = Project::small();
    let mut bytes = project.read(PERMIT).into_bytes();
    let at = bytes.windows(2).position(|two| two == b"C3").unwrap();
    bytes[at] = 0xd1;
    insta::assert_snapshot!(project.write(PERMIT, bytes).refused(&["check"]), @r"
    error[not-utf8]: the file is not valid UTF-8
     --> content/services/permit.yaml:5:14
      |
    5 | categories: [�3]
      |              ^ here
      |
      = help: save it as UTF-8

    1 error
    ");
}

#[test]
fn an_empty_file() {
    let project = Project::small();
    insta::assert_snapshot!(project.write(UNITS, "").refused(&["check"]), @r"
    error[wrong-type]: expected a group of fields (units), found nothing
     --> content/units.yaml:1:1
      |
    1 |
      | ^

    1 error
    ");
    insta::assert_snapshot!(project.write(UNITS, "# later\n").refused(&["check"]), @r"
    error[wrong-type]: expected a group of fields (units), found nothing
     --> content/units.yaml:1:1
      |
    1 | # later
      | ^

    1 error
    ");
}

// Amounts and dates

#[test]
fn an_exponent() {
    insta::assert_snapshot!(check(PERMIT, "amount: 100}", "amount: 1e3}"), @r#"
    error[bad-amount]: `1e3` is not a plain decimal: digits, and a decimal point if needed, without spaces, signs, exponents or leading zeros
      --> content/services/permit.yaml:27:35
       |
    27 |           - {choice: "1", amount: 1e3}
       |                                   ^^^
       |
       = help: write it like `1500` or `12.5`; a figure that cannot be read is written as `unreadable: "…"`

    1 error
    "#);
}

#[test]
fn a_separator() {
    insta::assert_snapshot!(check(PERMIT, "amount: 100}", "amount: 1 000}"), @r#"
    error[bad-amount]: `1 000` is not a plain decimal: digits, and a decimal point if needed, without spaces, signs, exponents or leading zeros
      --> content/services/permit.yaml:27:35
       |
    27 |           - {choice: "1", amount: 1 000}
       |                                   ^^^^^
       |
       = help: write it like `1500` or `12.5`; a figure that cannot be read is written as `unreadable: "…"`

    1 error
    "#);
}

#[test]
fn a_hexadecimal_number() {
    insta::assert_snapshot!(check(PERMIT, "amount: 100}", "amount: 0x10}"), @r#"
    error[bad-amount]: `0x10` is not a plain decimal: digits, and a decimal point if needed, without spaces, signs, exponents or leading zeros
      --> content/services/permit.yaml:27:35
       |
    27 |           - {choice: "1", amount: 0x10}
       |                                   ^^^^
       |
       = help: write it like `1500` or `12.5`; a figure that cannot be read is written as `unreadable: "…"`

    1 error
    "#);
}

#[test]
fn a_leading_zero() {
    insta::assert_snapshot!(check(PERMIT, "amount: 100}", "amount: 007}"), @r#"
    error[bad-amount]: `007` is not a plain decimal: digits, and a decimal point if needed, without spaces, signs, exponents or leading zeros
      --> content/services/permit.yaml:27:35
       |
    27 |           - {choice: "1", amount: 007}
       |                                   ^^^
       |
       = help: write it like `1500` or `12.5`; a figure that cannot be read is written as `unreadable: "…"`

    1 error
    "#);
}

#[test]
fn a_decimal_comma() {
    insta::assert_snapshot!(check(PERMIT, "amount: 100}", r#"amount: "1,5"}"#), @r#"
    error[bad-amount]: `1,5` is not a plain decimal: digits, and a decimal point if needed, without spaces, signs, exponents or leading zeros
      --> content/services/permit.yaml:27:35
       |
    27 |           - {choice: "1", amount: "1,5"}
       |                                   ^^^^^
       |
       = help: write it like `1500` or `12.5`; a figure that cannot be read is written as `unreadable: "…"`

    1 error
    "#);
}

#[test]
fn a_sign() {
    insta::assert_snapshot!(check(PERMIT, "amount: 100}", "amount: -100}"), @r#"
    error[bad-amount]: `-100` is not a plain decimal: digits, and a decimal point if needed, without spaces, signs, exponents or leading zeros
      --> content/services/permit.yaml:27:35
       |
    27 |           - {choice: "1", amount: -100}
       |                                   ^^^^
       |
       = help: write it like `1500` or `12.5`; a figure that cannot be read is written as `unreadable: "…"`

    1 error
    "#);
}

#[test]
fn an_amount_with_its_currency() {
    insta::assert_snapshot!(check(PERMIT, "amount: 100}", "amount: 100 KZT}"), @r#"
    error[bad-amount]: `100 KZT` is not a plain decimal: digits, and a decimal point if needed, without spaces, signs, exponents or leading zeros
      --> content/services/permit.yaml:27:35
       |
    27 |           - {choice: "1", amount: 100 KZT}
       |                                   ^^^^^^^
       |
       = help: write it like `1500` or `12.5`; a figure that cannot be read is written as `unreadable: "…"`

    1 error
    "#);
}

#[test]
fn an_amount_beyond_all_measure() {
    insta::assert_snapshot!(check(PERMIT, "amount: 100}", "amount: 1000000000000}"), @r#"
    error[bad-amount]: `1000000000000` is too large: at most 12 digits before the decimal point
      --> content/services/permit.yaml:27:35
       |
    27 |           - {choice: "1", amount: 1000000000000}
       |                                   ^^^^^^^^^^^^^
       |
       = help: write it like `1500` or `12.5`; a figure that cannot be read is written as `unreadable: "…"`

    1 error
    "#);
}

#[test]
fn a_rate_beyond_all_measure() {
    insta::assert_snapshot!(check(PERMIT, "amount: 100}", "amount: 0.0000001}"), @r#"
    error[bad-amount]: `0.0000001` is too fine: at most 6 digits after the decimal point
      --> content/services/permit.yaml:27:35
       |
    27 |           - {choice: "1", amount: 0.0000001}
       |                                   ^^^^^^^^^
       |
       = help: write it like `1500` or `12.5`; a figure that cannot be read is written as `unreadable: "…"`

    1 error
    "#);
}

#[test]
fn a_day_that_does_not_exist() {
    insta::assert_snapshot!(check(UNITS, "until: 2025-12-31", "until: 2025-02-30"), @r"
    error[bad-date]: `2025-02-30` is not a date
     --> content/units.yaml:7:35
      |
    7 |       - {from: 2025-01-01, until: 2025-02-30, value: 3932, source: {document: guide, at: permit}}
      |                                   ^^^^^^^^^^
      |
      = help: dates are written year-month-day, like `2026-01-31`

    1 error
    ");
}

#[test]
fn a_date_in_another_order() {
    insta::assert_snapshot!(check(UNITS, "until: 2025-12-31", "until: 31.12.2025"), @r"
    error[bad-date]: `31.12.2025` is not a date
     --> content/units.yaml:7:35
      |
    7 |       - {from: 2025-01-01, until: 31.12.2025, value: 3932, source: {document: guide, at: permit}}
      |                                   ^^^^^^^^^^
      |
      = help: dates are written year-month-day, like `2026-01-31`

    1 error
    ");
}

#[test]
fn values_that_overlap() {
    insta::assert_snapshot!(check(UNITS, "from: 2026-01-01", "from: 2025-12-31"), @r"
    error[bad-history]: this value begins on 2025-12-31, but the one before it holds until 2025-12-31
     --> content/units.yaml:8:16
      |
    7 |       - {from: 2025-01-01, until: 2025-12-31, value: 3932, source: {document: guide, at: permit}}
      |                ---------- the one before
    8 |       - {from: 2025-12-31, until: 2026-12-31, value: 4325, source: {document: guide, at: permit}}
      |                ^^^^^^^^^^
      |
      = help: end the earlier value the day before (`until`), and keep them in order of their dates

    1 error
    ");
    insta::assert_snapshot!(check(UNITS, "until: 2025-12-31, ", ""), @r"
    error[bad-history]: this value begins on 2026-01-01, but the one before it has no `until`
     --> content/units.yaml:8:16
      |
    7 |       - {from: 2025-01-01, value: 3932, source: {document: guide, at: permit}}
      |                ---------- the one before
    8 |       - {from: 2026-01-01, until: 2026-12-31, value: 4325, source: {document: guide, at: permit}}
      |                ^^^^^^^^^^
      |
      = help: end the earlier value the day before (`until`), and keep them in order of their dates

    1 error
    ");
}

#[test]
fn values_with_a_gap() {
    insta::assert_snapshot!(check(UNITS, "from: 2026-01-01", "from: 2026-01-02"), @r"
    error[bad-history]: between this value, from 2026-01-02, and the one before it, until 2025-12-31, days are left out
     --> content/units.yaml:8:16
      |
    7 |       - {from: 2025-01-01, until: 2025-12-31, value: 3932, source: {document: guide, at: permit}}
      |                ---------- the one before
    8 |       - {from: 2026-01-02, until: 2026-12-31, value: 4325, source: {document: guide, at: permit}}
      |                ^^^^^^^^^^
      |
      = help: values follow each other day by day; is a date mistyped?

    1 error
    ");
}

#[test]
fn a_value_that_ends_before_it_begins() {
    insta::assert_snapshot!(check(UNITS, "until: 2026-12-31", "until: 2025-12-31"), @r"
    error[bad-history]: this value ends before it begins
     --> content/units.yaml:8:35
      |
    8 |       - {from: 2026-01-01, until: 2025-12-31, value: 4325, source: {document: guide, at: permit}}
      |                ----------         ^^^^^^^^^^
      |                |
      |                it begins here
      |
      = help: `until` is the last day, so it is not before `from`

    1 error
    ");
}

#[test]
fn a_price_with_a_gap() {
    insta::assert_snapshot!(check(PERMIT, "from: 2026-07-01", "from: 2026-07-02"), @r"
    error[bad-history]: between this value, from 2026-07-02, and the one before it, until 2026-06-30, days are left out
      --> content/services/permit.yaml:34:16
       |
    33 |       - {from: 2026-01-01, until: 2026-06-30, amount: 40, source: {document: guide, at: permit/tariff}}
       |                ---------- the one before
    34 |       - {from: 2026-07-02, amount: 50, source: {document: guide, at: permit/tariff}}
       |                ^^^^^^^^^^
       |
       = help: values follow each other day by day; is a date mistyped?

    1 error
    ");
}

#[test]
fn a_line_without_values() {
    insta::assert_snapshot!(check(EXTENSION, r#"    values:
      - from: 2026-01-01
        unreadable: "00 000"
        note: {kk: Бірінші сан оқылмайды., en: The first digit cannot be read.}
        source: {document: guide, at: extension/tariff}
"#, ""), @r"
    error[bad-history]: there is no value here
     --> content/services/extension.yaml:5:5
      |
    5 |   - id: service-fee
      |     ^^^^^^^^^^^^^^^

    1 error
    ");
}

// Texts

#[test]
fn a_text_without_a_language() {
    insta::assert_snapshot!(check(PERMIT, "title: {kk: Тұруға рұқсат, en: Residence permit}", "title: {kk: Тұруға рұқсат}"), @r"
    error[missing-language]: this text is missing in `en`
     --> content/services/permit.yaml:1:8
      |
    1 | title: {kk: Тұруға рұқсат}
      |        ^^^^^^^^^^^^^^^^^^^
      |
      = help: add a line `en: …` beside the others

    1 error
    ");
}

#[test]
fn a_text_in_a_language_too_many() {
    insta::assert_snapshot!(check(PERMIT, "en: Residence permit}", "en: Residence permit, de: Erlaubnis}"), @r"
    error[unknown-language]: `de` is not a language of this site
     --> content/services/permit.yaml:1:50
      |
    1 | title: {kk: Тұруға рұқсат, en: Residence permit, de: Erlaubnis}
      |                                                  ^^
      |
      = help: its languages are: kk, en

    1 error
    ");
}

#[test]
fn a_text_in_no_language() {
    insta::assert_snapshot!(check(PERMIT, "title: {kk: Тұруға рұқсат, en: Residence permit}", "title: Residence permit"), @r"
    error[wrong-type]: expected a text in each language (kk, en), found a single value
     --> content/services/permit.yaml:1:8
      |
    1 | title: Residence permit
      |        ^^^^^^^^^^^^^^^^

    1 error
    ");
}

#[test]
fn an_empty_text() {
    insta::assert_snapshot!(check(PERMIT, "en: Residence permit}", r#"en: ""}"#), @r#"
    error[bad-value]: this text is empty
     --> content/services/permit.yaml:1:32
      |
    1 | title: {kk: Тұруға рұқсат, en: ""}
      |                                ^^

    1 error
    "#);
    insta::assert_snapshot!(check(PERMIT, "en: Residence permit}", "en: }"), @r"
    error[wrong-type]: expected a text, found nothing
     --> content/services/permit.yaml:1:30
      |
    1 | title: {kk: Тұруға рұқсат, en: }
      |                              ^

    1 error
    ");
}

// References

#[test]
fn a_place_that_does_not_exist() {
    insta::assert_snapshot!(check(EXTENSION, "at: extension/tariff", "at: extention/tariff"), @r"
    error[unknown-reference]: there is no place `extention` in `guide`
      --> content/services/extension.yaml:11:39
       |
    11 |         source: {document: guide, at: extention/tariff}
       |                                       ^^^^^^^^^^^^^^^^
       |
       = help: did you mean `extension`?

    1 error
    ");
}

#[test]
fn a_part_that_does_not_exist() {
    insta::assert_snapshot!(check(EXTENSION, "at: extension/tariff", "at: extension/prices"), @r"
    error[unknown-reference]: there is no part `prices` in `guide`
      --> content/services/extension.yaml:11:39
       |
    11 |         source: {document: guide, at: extension/prices}
       |                                       ^^^^^^^^^^^^^^^^
       |
       = help: known: tariff

    1 error
    ");
}

#[test]
fn a_source_that_does_not_exist() {
    insta::assert_snapshot!(check(EXTENSION, "source: {document: guide, at: extension/tariff}", "source: {document: law, at: extension/tariff}"), @r"
    error[unknown-reference]: there is no document `law` in sources.yaml
      --> content/services/extension.yaml:11:28
       |
    11 |         source: {document: law, at: extension/tariff}
       |                            ^^^
       |
       = help: known: guide

    1 error
    ");
}

#[test]
fn a_service_that_does_not_exist() {
    insta::assert_snapshot!(check(PERMIT, "related: [extension]", "related: [extensions]"), @r"
    error[unknown-reference]: there is no service `extensions`
      --> content/services/permit.yaml:49:11
       |
    49 | related: [extensions]
       |           ^^^^^^^^^^
       |
       = help: did you mean `extension`?

    1 error
    ");
}

#[test]
fn a_service_related_to_itself() {
    insta::assert_snapshot!(check(PERMIT, "related: [extension]", "related: [permit]"), @r"
    error[bad-value]: a service is not related to itself
      --> content/services/permit.yaml:49:11
       |
    49 | related: [permit]
       |           ^^^^^^

    1 error
    ");
}

#[test]
fn a_document_that_does_not_exist() {
    insta::assert_snapshot!(check(PERMIT, "{document: passport}", "{document: pasport}"), @r"
    error[unknown-reference]: there is no document `pasport` in documents.yaml
      --> content/services/permit.yaml:16:22
       |
    16 |         - {document: pasport}
       |                      ^^^^^^^
       |
       = help: did you mean `passport`?

    warning[unused]: nothing uses the document `passport`
     --> content/documents.yaml:4:10
      |
    4 |   - {id: passport, name: {kk: Төлқұжат, en: Passport}}
      |          ^^^^^^^^
      |
      = help: delete it, or refer to it where it is meant

    1 error, 1 warning
    ");
}

#[test]
fn a_condition_that_does_not_exist() {
    insta::assert_snapshot!(check(PERMIT, "when: child", "when: children"), @r"
    error[unknown-reference]: there is no condition `children` in documents.yaml
      --> content/services/permit.yaml:17:47
       |
    17 |         - {document: birth-certificate, when: children}
       |                                               ^^^^^^^^
       |
       = help: did you mean `child`?

    warning[unused]: nothing uses the condition `child`
     --> content/documents.yaml:2:10
      |
    2 |   - {id: child, text: {kk: бала үшін, en: for a child}}
      |          ^^^^^
      |
      = help: delete it, or refer to it where it is meant

    1 error, 1 warning
    ");
}

#[test]
fn a_body_that_does_not_exist() {
    insta::assert_snapshot!(check(PERMIT, "where: office", "where: embassy"), @r"
    error[unknown-reference]: there is no body `embassy` in bodies.yaml
     --> content/services/permit.yaml:8:12
      |
    8 |   - where: embassy
      |            ^^^^^^^
      |
      = help: known: office

    1 error
    ");
}

#[test]
fn a_unit_that_does_not_exist() {
    insta::assert_snapshot!(check("content/duties.yaml", "unit: mrp", "unit: mci"), @r"
    error[unknown-reference]: there is no unit `mci`
     --> content/duties.yaml:5:11
      |
    5 |     unit: mci
      |           ^^^
      |
      = help: known: mrp

    1 error
    ");
}

#[test]
fn a_duty_that_does_not_exist() {
    insta::assert_snapshot!(check(PERMIT, "duty: stay", "duty: entry"), @r"
    error[unknown-reference]: there is no duty `entry` in duties.yaml
      --> content/services/permit.yaml:37:11
       |
    37 |     duty: entry
       |           ^^^^^
       |
       = help: known: stay

    1 error
    ");
}

#[test]
fn an_option_that_does_not_exist() {
    insta::assert_snapshot!(check(PERMIT, "options: [term, priority]", "options: [term, priorty]"), @r#"
    error[unknown-reference]: there is no option `priorty` in options.yaml
      --> content/services/permit.yaml:18:17
       |
    18 | options: [term, priorty]
       |                 ^^^^^^^
       |
       = help: did you mean `priority`?

    error[unknown-reference]: `priority` is not among the options of this service
      --> content/services/permit.yaml:31:12
       |
    31 |     when: {priority: "yes"}
       |            ^^^^^^^^
       |
       = help: add it to the service's `options`, so that people are asked: `options: [priority]`

    warning[unused]: nothing uses the option `priority`
     --> content/options.yaml:7:9
      |
    7 |   - id: priority
      |         ^^^^^^^^
      |
      = help: delete it, or refer to it where it is meant

    2 errors, 1 warning
    "#);
}

#[test]
fn an_option_that_the_service_does_not_name() {
    insta::assert_snapshot!(check(PERMIT, "options: [term, priority]", "options: [term]"), @r#"
    error[unknown-reference]: `priority` is not among the options of this service
      --> content/services/permit.yaml:31:12
       |
    31 |     when: {priority: "yes"}
       |            ^^^^^^^^
       |
       = help: add it to the service's `options`, so that people are asked: `options: [priority]`

    warning[unused]: nothing uses the option `priority`
     --> content/options.yaml:7:9
      |
    7 |   - id: priority
      |         ^^^^^^^^
      |
      = help: delete it, or refer to it where it is meant

    1 error, 1 warning
    "#);
}

#[test]
fn a_value_that_the_option_does_not_have() {
    insta::assert_snapshot!(check(PERMIT, r#"when: {priority: "yes"}"#, r#"when: {priority: "on"}"#), @r#"
    error[unknown-reference]: there is no value `on` of `priority`
      --> content/services/permit.yaml:31:22
       |
    31 |     when: {priority: "on"}
       |                      ^^^^
       |
       = help: known: no, yes

    1 error
    "#);
    insta::assert_snapshot!(check(PERMIT, r#"{choice: "2", amount: 200}"#, r#"{choice: "2", amount: 200}
          - {choice: "6", amount: 200}"#), @r#"
    error[unknown-reference]: there is no value `6` of this option
      --> content/services/permit.yaml:29:22
       |
    29 |           - {choice: "6", amount: 200}
       |                      ^^^
       |
       = help: known: 1, 2

    1 error
    "#);
}

#[test]
fn a_default_that_is_no_value() {
    insta::assert_snapshot!(check("content/options.yaml", r#"default: "no""#, r#"default: "never""#), @r#"
    error[unknown-reference]: there is no value `never` of this option
      --> content/options.yaml:12:14
       |
    12 |     default: "never"
       |              ^^^^^^^
       |
       = help: known: no, yes

    1 error
    "#);
}

#[test]
fn a_channel_that_does_not_exist() {
    insta::assert_snapshot!(check(PERMIT, "channels: [office]", "channels: [post]"), @r"
    error[unknown-reference]: there is no channel `post`
      --> content/services/permit.yaml:44:12
       |
    44 | channels: [post]
       |            ^^^^
       |
       = help: known: office

    1 error
    ");
}

#[test]
fn a_charge_that_does_not_exist() {
    insta::assert_snapshot!(check(PERMIT, "kind: state-duty", "kind: stateduty"), @r"
    error[unknown-reference]: there is no charge `stateduty` in site.yaml
      --> content/services/permit.yaml:36:11
       |
    36 |     kind: stateduty
       |           ^^^^^^^^^
       |
       = help: did you mean `state-duty`?

    1 error
    ");
}

#[test]
fn a_language_that_does_not_exist() {
    insta::assert_snapshot!(check(SITE, "command_language: en", "command_language: ru"), @r"
    error[unknown-reference]: there is no language `ru` of this site
     --> content/site.yaml:8:19
      |
    8 | command_language: ru
      |                   ^^
      |
      = help: known: kk, en

    1 error
    ");
}

// Tariffs and terms

#[test]
fn a_table_without_a_row() {
    insta::assert_snapshot!(check(PERMIT, r#"          - {choice: "2", amount: 200}
"#, ""), @r"
    error[incomplete-table]: the table has no row for: 2
      --> content/services/permit.yaml:24:9
       |
    24 |       - from: 2026-01-01
       |         ^^^^^^^^^^^^^^^^
       |
       = help: what the source leaves out is a row with `not_given`

    1 error
    ");
}

#[test]
fn a_table_with_a_row_twice() {
    insta::assert_snapshot!(check(PERMIT, r#"{choice: "2", amount: 200}"#, r#"{choice: "1", amount: 200}"#), @r#"
    error[incomplete-table]: the table has no row for: 2
      --> content/services/permit.yaml:24:9
       |
    24 |       - from: 2026-01-01
       |         ^^^^^^^^^^^^^^^^
       |
       = help: what the source leaves out is a row with `not_given`

    error[duplicate-id]: there are two rows for `1`
      --> content/services/permit.yaml:28:22
       |
    27 |           - {choice: "1", amount: 100}
       |                      --- the first
    28 |           - {choice: "1", amount: 200}
       |                      ^^^

    2 errors
    "#);
}

#[test]
fn a_table_without_an_option_to_go_by() {
    insta::assert_snapshot!(check(PERMIT, "    by: term\n", ""), @r"
    error[unused]: no line of the tariff depends on `term`
      --> content/services/permit.yaml:18:11
       |
    18 | options: [term, priority]
       |           ^^^^
       |
       = help: people would be asked for nothing: delete it, or use it in `by` or `when`

    error[contradiction]: a `table` needs `by` in its line: the option that it goes by
      --> content/services/permit.yaml:23:9
       |
    23 |       - from: 2026-01-01
       |         ^^^^^^^^^^^^^^^^

    2 errors
    ");
}

#[test]
fn an_option_without_a_table() {
    insta::assert_snapshot!(check(PERMIT, r#"        table:
          - {choice: "1", amount: 100}
          - {choice: "2", amount: 200}
"#, "        amount: 100\n"), @r"
    error[contradiction]: this line depends on an option, so it needs a `table` with a row for each value
      --> content/services/permit.yaml:24:9
       |
    24 |       - from: 2026-01-01
       |         ^^^^^^^^^^^^^^^^

    1 error
    ");
}

#[test]
fn two_lines_for_one_charge() {
    insta::assert_snapshot!(check(PERMIT, r#"    when: {priority: "yes"}
"#, ""), @r"
    error[unused]: no line of the tariff depends on `priority`
      --> content/services/permit.yaml:18:17
       |
    18 | options: [term, priority]
       |                 ^^^^^^^^
       |
       = help: people would be asked for nothing: delete it, or use it in `by` or `when`

    1 error
    ");
    insta::assert_snapshot!(check(PERMIT, "kind: priority-fee", "kind: service-fee"), @r"
    error[contradiction]: `service-fee` and `priority-fee` would both be charged as `service-fee`
      --> content/services/permit.yaml:29:9
       |
    20 |   - id: service-fee
       |         ----------- the other line
    ...
    29 |   - id: priority-fee
       |         ^^^^^^^^^^^^
       |
       = help: give each a `when` that keeps them apart

    1 error
    ");
}

#[test]
fn no_price() {
    insta::assert_snapshot!(check(PERMIT, r#"{choice: "2", amount: 200}"#, r#"{choice: "2"}"#), @r#"
    error[contradiction]: there is no price here
      --> content/services/permit.yaml:28:13
       |
    28 |           - {choice: "2"}
       |             ^^^^^^^^^^^^^
       |
       = help: exactly one of `amount`, `rate`, `unreadable`, `not_given`, `table`

    1 error
    "#);
}

#[test]
fn two_prices() {
    insta::assert_snapshot!(check(PERMIT, r#"{choice: "2", amount: 200}"#, r#"{choice: "2", amount: 200, rate: 2, unit: mrp}"#), @r#"
    error[contradiction]: there is more than one price here
      --> content/services/permit.yaml:28:13
       |
    28 |           - {choice: "2", amount: 200, rate: 2, unit: mrp}
       |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: exactly one of `amount`, `rate`, `unreadable`, `not_given`, `table`

    1 error
    "#);
}

#[test]
fn a_rate_of_nothing() {
    insta::assert_snapshot!(check(PERMIT, r#"{choice: "2", amount: 200}"#, r#"{choice: "2", rate: 2}"#), @r#"
    error[missing-field]: a `rate` needs a `unit`: of what
      --> content/services/permit.yaml:28:13
       |
    28 |           - {choice: "2", rate: 2}
       |             ^^^^^^^^^^^^^^^^^^^^^^

    1 error
    "#);
}

#[test]
fn a_unit_without_a_rate() {
    insta::assert_snapshot!(check(PERMIT, r#"{choice: "2", amount: 200}"#, r#"{choice: "2", amount: 200, unit: mrp}"#), @r#"
    error[contradiction]: a `unit` needs a `rate`: how many of them
      --> content/services/permit.yaml:28:46
       |
    28 |           - {choice: "2", amount: 200, unit: mrp}
       |                                              ^^^

    1 error
    "#);
}

#[test]
fn unreadable_without_a_note() {
    insta::assert_snapshot!(check(EXTENSION, "        note: {kk: Бірінші сан оқылмайды., en: The first digit cannot be read.}\n", ""), @r"
    error[contradiction]: what is `unreadable` needs a `note`: why it is not used
     --> content/services/extension.yaml:8:9
      |
    8 |       - from: 2026-01-01
      |         ^^^^^^^^^^^^^^^^

    1 error
    ");
}

#[test]
fn a_duty_with_values() {
    insta::assert_snapshot!(check(PERMIT, "    duty: stay\n", "    duty: stay\n    values: [{from: 2026-01-01, amount: 1, source: {document: guide, at: permit}}]\n"), @r"
    error[contradiction]: a line with `duty` takes its rate and how often it is charged from duties.yaml
      --> content/services/permit.yaml:37:11
       |
    37 |     duty: stay
       |           ^^^^
       |
       = help: delete either `duty`, or `values`, `by` and `per`

    1 error
    ");
}

#[test]
fn a_duty_without_a_source() {
    insta::assert_snapshot!(check(PERMIT, "    duty: stay\n    source: {document: guide, at: permit/tariff}", "    duty: stay"), @r"
    error[missing-field]: the field `source` is missing
      --> content/services/permit.yaml:37:11
       |
    37 |     duty: stay
       |           ^^^^ where does it stand that this duty applies here?

    1 error
    ");
}

#[test]
fn an_option_that_changes_nothing() {
    insta::assert_snapshot!(check(EXTENSION, "channels: [office]", "channels: [office]\noptions: [priority]"), @r"
    error[unused]: no line of the tariff depends on `priority`
      --> content/services/extension.yaml:17:11
       |
    17 | options: [priority]
       |           ^^^^^^^^
       |
       = help: people would be asked for nothing: delete it, or use it in `by` or `when`

    1 error
    ");
}

#[test]
fn a_term_that_is_half_given() {
    insta::assert_snapshot!(check(PERMIT, "  max: 5\n", ""), @r"
    error[missing-field]: a term needs `min`, `max` and `unit`, or `not_given`
      --> content/services/permit.yaml:40:3
       |
    40 |   min: 5
       |   ^^^^^^

    1 error
    ");
}

#[test]
fn a_term_that_is_given_and_not_given() {
    insta::assert_snapshot!(check(EXTENSION, "  not_given:", "  min: 5\n  not_given:"), @r"
    error[contradiction]: a term that is `not_given` has no `min`, `max`, `unit` or `extension`
      --> content/services/extension.yaml:13:3
       |
    13 |   min: 5
       |   ^^^^^^

    1 error
    ");
}

#[test]
fn a_term_from_more_to_less() {
    insta::assert_snapshot!(check(PERMIT, "  max: 5", "  max: 4"), @r"
    error[contradiction]: `min` is more than `max`
      --> content/services/permit.yaml:40:8
       |
    40 |   min: 5
       |        ^
    41 |   max: 4
       |        - max

    1 error
    ");
}

#[test]
fn a_term_of_nothing() {
    insta::assert_snapshot!(check(PERMIT, "  min: 5\n  max: 5", "  min: 0\n  max: 0"), @r"
    error[bad-value]: 0 is no length of a period: from 1 to 3660
      --> content/services/permit.yaml:40:8
       |
    40 |   min: 0
       |        ^

    error[bad-value]: 0 is no length of a period: from 1 to 3660
      --> content/services/permit.yaml:41:8
       |
    41 |   max: 0
       |        ^

    2 errors
    ");
}

#[test]
fn an_extension_in_minutes() {
    insta::assert_snapshot!(check(PERMIT, "  unit: working-day\n", "  unit: working-day\n  extension: {max: 30, unit: minute, source: {document: guide, at: permit}}\n"), @r"
    error[bad-value]: an extension is in days, not in minutes
      --> content/services/permit.yaml:43:14
       |
    43 |   extension: {max: 30, unit: minute, source: {document: guide, at: permit}}
       |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 error
    ");
}

#[test]
fn a_window_that_closes_before_it_opens() {
    insta::assert_snapshot!(check(EXTENSION, "opens: 30, closes: 5", "opens: 5, closes: 30"), @r"
    error[contradiction]: the filing window closes before it opens
      --> content/services/extension.yaml:15:24
       |
    15 | filing_window: {opens: 5, closes: 30, unit: working-day, source: {document: guide, at: extension}}
       |                        ^          -- closes
       |
       = help: both count back from the expiry, so `opens` is the larger number

    1 error
    ");
}

#[test]
fn a_window_in_minutes() {
    insta::assert_snapshot!(check(EXTENSION, "unit: working-day, source", "unit: minute, source"), @r"
    error[bad-value]: a filing window is in days, not in minutes
      --> content/services/extension.yaml:15:16
       |
    15 | filing_window: {opens: 30, closes: 5, unit: minute, source: {document: guide, at: extension}}
       |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 error
    ");
}

#[test]
fn a_window_beyond_all_measure() {
    insta::assert_snapshot!(check(EXTENSION, "opens: 30,", "opens: 999999999,"), @r"
    error[bad-value]: 999999999 is no length of a period: from 1 to 3660
      --> content/services/extension.yaml:15:24
       |
    15 | filing_window: {opens: 999999999, closes: 5, unit: working-day, source: {document: guide, at: extension}}
       |                        ^^^^^^^^^

    1 error
    ");
}

#[test]
fn a_category_in_cyrillic() {
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "categories: [С3]"), @r"
    error[bad-value]: `С3` is not a category code
     --> content/services/permit.yaml:5:14
      |
    5 | categories: [С3]
      |              ^^
      |
      = help: codes are written in Latin capitals: A, B and C look the same in Cyrillic, so type them again on a Latin keyboard

    1 error
    ");
}

// Calendar, hours and groups

#[test]
fn a_day_off_twice() {
    insta::assert_snapshot!(check(CALENDAR, "{date: 2026-01-05, kind: swap, worked_instead: 2026-01-10}", "{date: 2026-01-01, kind: swap, worked_instead: 2026-01-10}"), @r"
    error[contradiction]: 2026-01-01 is off twice
      --> content/calendar.yaml:10:16
       |
     9 |       - {date: 2026-01-01, kind: holiday, name: new-year}
       |                ---------- the first time
    10 |       - {date: 2026-01-01, kind: swap, worked_instead: 2026-01-10}
       |                ^^^^^^^^^^ the second time
       |
       = help: keep one of them: a day is off for one reason

    1 error
    ");
}

#[test]
fn a_day_in_another_year() {
    insta::assert_snapshot!(check(CALENDAR, "{date: 2027-01-01", "{date: 2028-01-01"), @r"
    error[contradiction]: 2028-01-01 is not in 2027
      --> content/calendar.yaml:14:16
       |
    14 |       - {date: 2028-01-01, kind: holiday, name: new-year}
       |                ^^^^^^^^^^

    1 error
    ");
}

#[test]
fn years_with_a_gap() {
    insta::assert_snapshot!(check(CALENDAR, "year: 2027", "year: 2028"), @r"
    error[bad-history]: 2028 doesn't follow the year before it
      --> content/calendar.yaml:11:11
       |
    11 |   - year: 2028
       |           ^^^^
       |
       = help: years stand in order, without gaps

    error[contradiction]: 2027-01-01 is not in 2028
      --> content/calendar.yaml:14:16
       |
    14 |       - {date: 2027-01-01, kind: holiday, name: new-year}
       |                ^^^^^^^^^^

    2 errors
    ");
}

#[test]
fn a_day_off_that_is_worked() {
    insta::assert_snapshot!(check(CALENDAR, "worked_instead: 2026-01-10", "worked_instead: 2026-01-01"), @r"
    error[contradiction]: 2026-01-01 is worked here, but is a day off
      --> content/calendar.yaml:10:56
       |
     9 |       - {date: 2026-01-01, kind: holiday, name: new-year}
       |                ---------- off here
    10 |       - {date: 2026-01-05, kind: swap, worked_instead: 2026-01-01}
       |                                                        ^^^^^^^^^^

    1 error
    ");
}

#[test]
fn a_swap_for_nothing() {
    insta::assert_snapshot!(check(CALENDAR, ", worked_instead: 2026-01-10", ""), @r"
    error[contradiction]: a swap needs `worked_instead`: the day that is worked instead
      --> content/calendar.yaml:10:9
       |
    10 |       - {date: 2026-01-05, kind: swap}
       |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 error
    ");
}

#[test]
fn a_holiday_without_a_name() {
    insta::assert_snapshot!(check(CALENDAR, "{date: 2027-01-01, kind: holiday, name: new-year}", "{date: 2027-01-01, kind: holiday}"), @r"
    error[missing-field]: the field `name` is missing: which holiday is it?
      --> content/calendar.yaml:14:9
       |
    14 |       - {date: 2027-01-01, kind: holiday}
       |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 error
    ");
}

#[test]
fn a_week_without_working_days() {
    insta::assert_snapshot!(check(CALENDAR, "weekend: [saturday, sunday]", "weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]"), @r"
    error[contradiction]: the weekend leaves no working day
     --> content/calendar.yaml:1:1
      |
    1 | weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: `weekend` lists the days off of every week

    1 error
    ");
}

#[test]
fn a_year_beyond_all_calendars() {
    insta::assert_snapshot!(check(CALENDAR, "year: 2027\n    source: {document: guide, at: permit}\n    days:\n      - {date: 2027-01-01, kind: holiday, name: new-year}", "year: 12345\n    source: {document: guide, at: permit}"), @r"
    error[bad-value]: 12345 is not a year of the calendar
      --> content/calendar.yaml:11:11
       |
    11 |   - year: 12345
       |           ^^^^^

    error[bad-history]: 12345 doesn't follow the year before it
      --> content/calendar.yaml:11:11
       |
    11 |   - year: 12345
       |           ^^^^^
       |
       = help: years stand in order, without gaps

    2 errors
    ");
}

#[test]
fn hours_out_of_order() {
    insta::assert_snapshot!(check("content/bodies.yaml", r#"opens: "09:00""#, r#"opens: "13:30""#), @r#"
    error[contradiction]: these hours don't follow each other: opens, break, closes
     --> content/bodies.yaml:6:9
      |
    6 |       - {text: {kk: Жұмыс уақыты, en: Working hours}, opens: "13:30", closes: "18:00", break_from: "13:00", break_until: "14:00"}
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 error
    "#);
}

#[test]
fn a_break_without_an_end() {
    insta::assert_snapshot!(check("content/bodies.yaml", r#", break_until: "14:00""#, ""), @r#"
    error[contradiction]: a break needs both `break_from` and `break_until`
     --> content/bodies.yaml:6:9
      |
    6 |       - {text: {kk: Жұмыс уақыты, en: Working hours}, opens: "09:00", closes: "18:00", break_from: "13:00"}
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 error
    "#);
}

#[test]
fn a_service_in_no_group() {
    insta::assert_snapshot!(check(SITE, "[permit, extension]", "[permit]"), @r"
    error[unused]: the service `extension` is in no group, so nobody would find it
     --> content/services/extension.yaml:1:1
      |
    1 | title: {kk: Рұқсатты ұзарту, en: Extending the permit}
      | ^
      |
      = help: add it to one of the `groups` in site.yaml

    1 error
    ");
}

#[test]
fn a_service_in_two_groups() {
    insta::assert_snapshot!(check(SITE, "[permit, extension]", "[permit, extension, permit]"), @r"
    error[duplicate-id]: the service `permit` stands in the groups twice
      --> content/site.yaml:20:35
       |
    20 |     services: [permit, extension, permit]
       |                ------             ^^^^^^
       |                |
       |                the first time

    1 error
    ");
}

#[test]
fn a_language_twice() {
    insta::assert_snapshot!(check(SITE, "{code: en, name: English}", "{code: kk, name: English}"), @r"
    error[duplicate-id]: the language `kk` stands here twice
     --> content/site.yaml:6:12
      |
    6 |   - {code: kk, name: English}
      |            ^^

    error[unknown-reference]: there is no language `en` of this site
     --> content/site.yaml:8:19
      |
    8 | command_language: en
      |                   ^^
      |
      = help: known: kk, kk

    2 errors
    ");
}

/// Worth a look, but no reason to publish nothing.
#[test]
fn something_that_nothing_uses() {
    let project = Project::small();
    project.edit("content/services/permit.yaml", ", when: child", "");
    insta::assert_snapshot!(project.run(&["check"]).whole(), @r"
    exit: 0
    stdout:
    The content is in order: 2 services in 2 languages, 1 golden cases. Version fc08e23840c9.
    Ahead: 3 more to look after, the next by 2026-12-31, in 121 days; `--ahead DAYS` shows them, as does the page /status/.
    stderr:
    warning[unused]: nothing uses the condition `child`
     --> content/documents.yaml:2:10
      |
    2 |   - {id: child, text: {kk: бала үшін, en: for a child}}
      |          ^^^^^
      |
      = help: delete it, or refer to it where it is meant

    1 warning
    ");
}

// Files and folders

#[test]
fn a_file_that_is_not_known() {
    let project = Project::small();
    project.write("content/service.yaml", "");
    project.write("content/services/old/iin.yaml", "");
    project.write("content/services/notes.txt", "");
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[unknown-file]: `content/service.yaml` is not a content file
     |
     = help: did you mean `search.yaml`?

    error[unknown-file]: `content/services/notes.txt` is not a content file
     |
     = help: docs/content.md lists the files; other notes belong outside this folder

    error[unknown-file]: `content/services/old/iin.yaml` is not a content file
     |
     = help: docs/content.md lists the files; other notes belong outside this folder

    3 errors
    ");
    let project = Project::small();
    project.write("content/unit.yaml", "");
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[unknown-file]: `content/unit.yaml` is not a content file
     |
     = help: did you mean `units.yaml`?

    1 error
    ");
    let project = Project::small();
    project.write(
        "content/services/Residence Permit.yaml",
        project.read(PERMIT),
    );
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[bad-value]: the file name `Residence Permit` is not an id
     --> content/services/Residence Permit.yaml:1:1
      |
    1 | title: {kk: Тұруға рұқсат, en: Residence permit}
      | ^
      |
      = help: ids are lower-case Latin letters, digits and hyphens

    1 error
    ");
}

/// What editors and systems leave is none of our business.
#[test]
fn hidden_files_are_passed_over() {
    let project = Project::small();
    let before = project.run(&["check"]).expect(0).stdout;
    project.write("content/.DS_Store", [0xff]);
    project.write("content/services/.permit.yaml.swp", [0xff]);
    project.write("content/services/permit.yaml~", [0xff]);
    project.write("content/README.md", "What stands here");
    assert_eq!(project.run(&["check"]).expect(0).stdout, before);
}

#[test]
fn a_file_that_is_missing() {
    let project = Project::small();
    insta::assert_snapshot!(project.remove(CALENDAR).refused(&["check"]), @r"
    error[cannot-read]: `content/calendar.yaml` is missing
     |
     = help: docs/content.md says what it holds

    1 error
    ");
}

/// Without it the languages are not known, but no text is wrong for that.
#[test]
fn a_site_file_that_is_missing_or_wrong() {
    let project = Project::small();
    insta::assert_snapshot!(project.edit(SITE, "currency: {", "currency: [").refused(&["check"]), @r"
    error[yaml-syntax]: this is not valid YAML: while parsing a flow sequence, expected ',' or ']'
      --> content/site.yaml:10:1
       |
    10 | home_unit: mrp
       | ^
       |
       = help: look at the indentation of this line and the one above, and at open quotes and brackets

    1 error
    ");
    insta::assert_snapshot!(project.remove(SITE).refused(&["check"]), @r"
    error[cannot-read]: `content/site.yaml` is missing
     |
     = help: docs/content.md says what it holds

    1 error
    ");
}

/// The dangling link stands for any file that cannot be read: a superuser may
/// read all others.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read() {
    let project = Project::small();
    project.remove(PERMIT);
    std::os::unix::fs::symlink("nowhere", project.path(PERMIT)).unwrap();
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[cannot-read]: `content/services/permit.yaml` cannot be read: No such file or directory (os error 2)
     |
     = help: may you read it? If it is a link, does it lead anywhere?

    1 error
    ");
}

#[test]
fn a_folder_without_content() {
    let project = Project::small();
    project.write("empty/.gitkeep", "");
    insta::assert_snapshot!(project.refused(&["check", "--content", "empty"]), @r"
    error[no-content]: there is no content in `empty`
     |
     = help: name the folder that holds `site.yaml` with `--content`

    1 error
    ");
}

#[test]
fn a_folder_that_is_not_there() {
    let project = Project::small();
    insta::assert_snapshot!(project.refused(&["check", "--content", "contents"]), @r"
    error[cannot-read]: the content folder `contents` doesn't exist
     |
     = help: name the folder that holds `site.yaml` with `--content`

    1 error
    ");
    insta::assert_snapshot!(project.refused(&["check", "--content", "content/site.yaml"]), @r"
    error[cannot-read]: the content folder `content/site.yaml` is no folder
     |
     = help: name the folder that holds `site.yaml` with `--content`

    1 error
    ");
}

// Templates

#[test]
fn templates_that_are_not_there() {
    let project = Project::small();
    insta::assert_snapshot!(project.refused(&["check", "--templates", "template"]), @r"
    error[cannot-read]: there is no folder `template` with templates
     |
     = help: name the folder that holds the templates with `--templates`

    1 error
    ");
    project.remove("templates/assets/site.css");
    insta::assert_snapshot!(project.refused(&["build"]), @r"
    error[cannot-read]: `templates/assets/site.css` cannot be read: No such file or directory (os error 2)
     |
     = help: the pages need it; name the folder that holds the templates with `--templates`

    1 error
    ");
    let project = Project::small();
    project.remove("templates/service.html");
    insta::assert_snapshot!(project.refused(&["build"]), @r"
    error[template]: a template in `templates` is wrong:
                     Template 'service.html' not found
     |
     = help: nothing was published; the place above is in the templates

    1 error
    ");
}

/// What `build` says of a glossary page with this in it.
fn build_glossary(main: &str) -> String {
    let template = format!(
        "{{% extends \"base.html\" %}}\n{{% block main %}}\n{main}\n{{% endblock main %}}\n"
    );
    Project::small()
        .write("templates/glossary.html", template)
        .refused(&["build"])
}

#[test]
fn a_template_with_a_mistake() {
    insta::assert_snapshot!(build_glossary("<h1>{{ frame.title }</h1>"), @r"
    error[template]: a template in `templates` is wrong:
                     error: Found `}` but expected }}.
                      --> glossary.html:3:20
                       |
                     3 | <h1>{{ frame.title }</h1>
                       |                    ^
     |
     = help: nothing was published; the place above is in the templates

    1 error
    ");
    insta::assert_snapshot!(build_glossary("{% for term in terms %}{{ term.term }}"), @r"
    error[template]: a template in `templates` is wrong:
                     error: Unknown tag
                      --> glossary.html:4:4
                       |
                     4 | {% endblock main %}
                       |    ^^^^^^^^
     |
     = help: nothing was published; the place above is in the templates

    1 error
    ");
}

#[test]
fn a_template_that_asks_for_what_there_is_not() {
    insta::assert_snapshot!(build_glossary("<h1>{{ titel }}</h1>"), @r"
    error[template]: a template in `templates` is wrong:
                     error: Variable `titel` is not defined. Available variables: frame, terms
                      --> glossary.html:3:8
                       |
                     3 | <h1>{{ titel }}</h1>
                       |        ^^^^^
     |
     = help: nothing was published; the place above is in the templates

    1 error
    ");
    insta::assert_snapshot!(build_glossary("{% for term in terms %}{{ term.sense }}{% endfor %}"), @r"
    error[template]: a template in `templates` is wrong:
                     error: Field `sense` is not defined. Available fields: id, meaning, name, others
                      --> glossary.html:3:32
                       |
                     3 | {% for term in terms %}{{ term.sense }}{% endfor %}
                       |                                ^^^^^
     |
     = help: nothing was published; the place above is in the templates

    1 error
    ");
}

#[test]
fn a_template_with_a_dead_link() {
    insta::assert_snapshot!(build_glossary("<h1 id=\"main\"><a href=\"/nowhere/\">Away</a></h1>"), @r"
    error[dead-link]: `kk/glossary/index.html` has two elements with the id `main`

    error[dead-link]: `en/glossary/index.html` has two elements with the id `main`

    error[dead-link]: `kk/glossary/index.html` links to `/nowhere/`, which doesn't exist
     |
     = help: the link is made by a template or follows from the content's ids

    error[dead-link]: `en/glossary/index.html` links to `/nowhere/`, which doesn't exist
     |
     = help: the link is made by a template or follows from the content's ids

    4 errors
    ");
}

/// Line numbers of the real texts change with every new text.
fn without_lines(message: &str) -> String {
    let mut masked = String::new();
    for line in message.lines() {
        let digits = line.chars().take_while(char::is_ascii_digit).count();
        let rest = line[digits..].trim_start();
        if digits > 0 && rest.starts_with('|') {
            masked.push_str(rest);
        } else if let Some((place, _)) = line
            .trim_start()
            .split_once(".yaml:")
            .filter(|(place, _)| place.starts_with("-->") || place.starts_with(":::"))
        {
            masked.push_str(place);
            masked.push_str(".yaml");
        } else {
            masked.push_str(line.trim_start());
        }
        masked.push('\n');
    }
    masked
}

#[test]
fn a_text_that_is_missing() {
    let project = Project::small();
    project.edit(
        "templates/text/en.yaml",
        "  skip: Skip to the content\n",
        "",
    );
    insta::assert_snapshot!(without_lines(&project.refused(&["check"])), @r"
    error[template-text]: the text `skip` is missing in this language
    --> templates/text/en.yaml
    |
    |   menu: Main links
    |   ^ among these
    |
    ::: templates/text/kk.yaml
    |
    |   skip: Негізгі мазмұнға өту
    |   ---- it is here in another
    |
    = help: add it; or is the key mistyped in the other language?

    1 error
    ");
    let project = Project::small();
    let kk = project.read("templates/text/kk.yaml");
    let skip = kk
        .lines()
        .find(|line| line.starts_with("  skip: "))
        .unwrap();
    project.edit("templates/text/kk.yaml", &format!("{skip}\n"), "");
    insta::assert_snapshot!(without_lines(&project.refused(&["check"])), @r"
    error[template-text]: the text `skip` is missing in this language
    --> templates/text/kk.yaml
    |
    |   menu: Негізгі бөлімдер
    |   ^ among these
    |
    ::: templates/text/en.yaml
    |
    |   skip: Skip to the content
    |   ---- it is here in another
    |
    = help: add it; or is the key mistyped in the other language?

    1 error
    ");
    let project = Project::small();
    project.edit(
        "templates/text/en.yaml",
        "  menu: Main links\n",
        "  menu:\n",
    );
    insta::assert_snapshot!(without_lines(&project.refused(&["check"])), @r"
    error[template-text]: the text `menu` is empty
    --> templates/text/en.yaml
    |
    |   menu:
    |   ^^^^

    1 error
    ");
    let project = Project::small();
    project.edit("templates/text/en.yaml", "  decimal-point: \".\"\n", "");
    insta::assert_snapshot!(without_lines(&project.refused(&["check"])), @r"
    error[template-text]: the text `decimal-point` is missing in `calculator`
    --> templates/text/en.yaml
    |
    | # The words of the pages and of the calculator in English.
    | ^

    1 error
    ");
    let project = Project::small();
    project.remove("templates/text/en.yaml");
    insta::assert_snapshot!(without_lines(&project.refused(&["check"])), @r"
    error[template-text]: `templates/text/en.yaml` cannot be read: No such file or directory (os error 2)
    |
    = help: every language of the site needs its words there, or all of them in `words/en.yaml` of the content

    1 error
    ");
}

#[test]
fn a_text_with_a_wrong_slot() {
    let project = Project::small();
    project.edit(
        "templates/text/en.yaml",
        "\"until {date}\"",
        "\"until {day}\"",
    );
    insta::assert_snapshot!(without_lines(&project.refused(&["check"])), @r#"
    error[template-text]: `holds-until` has other places to fill in than in another language
    --> templates/text/en.yaml
    |
    |   holds-until: "until {day}"
    |                ^^^^^^^^^^^^^ {day}
    |
    ::: templates/text/kk.yaml
    |
    |   holds-until: "{date} күніне дейін қолданылады"
    |                --------------------------------- {date}
    |
    = help: what stands in `{…}` is a name, not to be translated

    1 error
    "#);
    let project = Project::small();
    project.edit(
        "templates/text/en.yaml",
        "\"{n} minute|{n} minutes\"",
        "\"{m} minute|{m} minutes\"",
    );
    insta::assert_snapshot!(without_lines(&project.refused(&["check"])), @r#"
    error[template-text]: `minutes` cannot fill in `{m}`
    --> templates/text/en.yaml
    |
    |   minutes: "{m} minute|{m} minutes"
    |            ^^^^^^^^^^^^^^^^^^^^^^^^
    |
    = help: it may fill in: {n}

    1 error
    "#);
    let project = Project::small();
    project.edit(
        "templates/text/en.yaml",
        "why-weekend: \"weekend\"",
        "why-weekend: \"{day}\"",
    );
    insta::assert_snapshot!(without_lines(&project.refused(&["check"])), @r#"
    error[template-text]: `why-weekend` cannot fill in `{day}`
    --> templates/text/en.yaml
    |
    |   why-weekend: "{day}"
    |                ^^^^^^^
    |
    = help: nothing is filled in here

    1 error
    "#);
}

#[test]
fn a_month_too_few() {
    let project = Project::small();
    project.edit("templates/text/en.yaml", "[January, ", "[");
    insta::assert_snapshot!(without_lines(&project.refused(&["check"])), @r"
    error[template-text]: `months` has 11 names instead of 12
    --> templates/text/en.yaml
    |
    | months: [February, March, April, May, June, July, August, September, October, November, December]
    |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 error
    ");
}

// Golden cases

#[test]
fn a_case_with_another_answer() {
    let project = Project::small();
    project.edit(
        PERMIT,
        "{choice: \"1\", amount: 100}",
        "{choice: \"1\", amount: 101}",
    );
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[case-failed]: the answer to “one year” is not the expected one
                          items[0].amount: expected 100, found 101
                          total: expected 2262.5, found 2263.5
      --> content/cases/permit.yaml:10:39
       |
    10 |         - {kind: service-fee, amount: 100}
       |                                       ^^^
       |
       = help: if the new answer is right, correct the case; if not, correct the rule that you changed

    1 error
    ");
    insta::assert_snapshot!(project.refused(&["quote", "--service", "permit", "--on", "2026-11-23"]), @r"
    error[case-failed]: the answer to “one year” is not the expected one
                          items[0].amount: expected 100, found 101
                          total: expected 2262.5, found 2263.5
      --> content/cases/permit.yaml:10:39
       |
    10 |         - {kind: service-fee, amount: 100}
       |                                       ^^^
       |
       = help: if the new answer is right, correct the case; if not, correct the rule that you changed

    1 error
    ");
}

#[test]
fn a_case_that_expects_something_else_altogether() {
    let case = "cases:\n  - name: too early\n    quote: {service: permit, on: 2026-11-23}\n    expect: 5\n";
    let project = Project::small();
    insta::assert_snapshot!(project.write("content/cases/permit.yaml", case).refused(&["check"]), @r#"
    error[case-failed]: the answer to “too early” is not the expected one
                          the answer: expected 5, found {errors: [{"field":"term"}]}
     --> content/cases/permit.yaml:4:13
      |
    4 |     expect: 5
      |             ^
      |
      = help: if the new answer is right, correct the case; if not, correct the rule that you changed

    1 error
    "#);
}

#[test]
fn a_case_without_a_question() {
    let case = "cases:\n  - name: nothing\n    expect: {}\n";
    let project = Project::small();
    insta::assert_snapshot!(project.write("content/cases/permit.yaml", case).refused(&["check"]), @r"
    error[bad-value]: a case asks exactly one question: `quote`, `duty`, `deadline`, `period`, `window`, `convert`, `category` or `ask`
     --> content/cases/permit.yaml:2:5
      |
    2 |   - name: nothing
      |     ^^^^^^^^^^^^^

    1 error
    ");
}

// All at once

/// Sorted by file and place; after mistakes within files come those between
/// them, when the files can be read.
#[test]
fn several_mistakes_in_several_files() {
    let project = Project::small();
    project
        .edit(UNITS, "value: 3932", "value: 3 932")
        .edit(UNITS, "full_name", "fullname")
        .edit(PERMIT, "  min: 5", "  min: five")
        .edit(PERMIT, "kind: note", "kind: hint")
        .edit(
            EXTENSION,
            "title: {kk: Рұқсатты ұзарту, en: Extending the permit}\n",
            "",
        )
        .edit(SITE, "symbol: ₸", "sign: ₸");
    insta::assert_snapshot!(project.refused(&["check"]), @r#"
    error[missing-field]: the field `title` is missing
     --> content/services/extension.yaml:1:1
      |
    1 | summary: {kk: Рұқсаттың мерзімін ұзарту., en: Extending a residence permit.}
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ in this group

    error[bad-value]: expected a whole number, found `five`
      --> content/services/permit.yaml:40:8
       |
    40 |   min: five
       |        ^^^^
       |
       = help: digits only, like `30`

    error[bad-value]: `hint` is not known here
      --> content/services/permit.yaml:46:11
       |
    46 |   - kind: hint
       |           ^^^^
       |
       = help: allowed: warning, note

    error[missing-field]: the field `symbol` is missing
     --> content/site.yaml:9:11
      |
    9 | currency: {code: KZT, sign: ₸}
      |           ^^^^^^^^^^^^^^^^^^^^ in this group

    error[unknown-field]: there is no field `sign` here
     --> content/site.yaml:9:23
      |
    9 | currency: {code: KZT, sign: ₸}
      |                       ^^^^
      |
      = help: the fields here are: code, symbol, places

    error[missing-field]: the field `full_name` is missing
     --> content/units.yaml:2:5
      |
    2 |   - id: mrp
      |     ^^^^^^^ in this group

    error[unknown-field]: there is no field `fullname` here
     --> content/units.yaml:4:5
      |
    4 |     fullname: {kk: айлық есептік көрсеткіш, en: monthly calculation index}
      |     ^^^^^^^^
      |
      = help: did you mean `full_name`?

    error[bad-amount]: `3 932` is not a plain decimal: digits, and a decimal point if needed, without spaces, signs, exponents or leading zeros
     --> content/units.yaml:7:54
      |
    7 |       - {from: 2025-01-01, until: 2025-12-31, value: 3 932, source: {document: guide, at: permit}}
      |                                                      ^^^^^
      |
      = help: write it like `1500` or `12.5`; a figure that cannot be read is written as `unreadable: "…"`

    8 errors
    "#);

    let project = Project::small();
    project
        .edit(PERMIT, "duty: stay", "duty: leave")
        .edit(PERMIT, "related: [extension]", "related: [invitation]")
        .edit(EXTENSION, "at: extension/tariff", "at: extension/price")
        .edit(CALENDAR, "year: 2027", "year: 2029");
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[bad-history]: 2029 doesn't follow the year before it
      --> content/calendar.yaml:11:11
       |
    11 |   - year: 2029
       |           ^^^^
       |
       = help: years stand in order, without gaps

    error[contradiction]: 2027-01-01 is not in 2029
      --> content/calendar.yaml:14:16
       |
    14 |       - {date: 2027-01-01, kind: holiday, name: new-year}
       |                ^^^^^^^^^^

    error[unknown-reference]: there is no part `price` in `guide`
      --> content/services/extension.yaml:11:39
       |
    11 |         source: {document: guide, at: extension/price}
       |                                       ^^^^^^^^^^^^^^^
       |
       = help: known: tariff

    error[unknown-reference]: there is no duty `leave` in duties.yaml
      --> content/services/permit.yaml:37:11
       |
    37 |     duty: leave
       |           ^^^^^
       |
       = help: known: stay

    error[unknown-reference]: there is no service `invitation`
      --> content/services/permit.yaml:49:11
       |
    49 | related: [invitation]
       |           ^^^^^^^^^^
       |
       = help: known: extension, permit

    5 errors
    ");
}

/// `build`, `quote` and `deadline` say the same as `check`, and answer nothing.
#[test]
fn every_command_refuses_content_with_mistakes() {
    let project = Project::small();
    project.edit(PERMIT, "duty: stay", "duty: leave");
    let said = project.refused(&["check"]);
    let quote = [
        "quote",
        "--service",
        "extension",
        "--on",
        "2026-11-23",
        "--json",
    ];
    let deadline = [
        "deadline",
        "--service",
        "permit",
        "--submitted",
        "2026-11-23",
    ];
    for arguments in [&["build"][..], &quote, &deadline] {
        assert_eq!(project.refused(arguments), said);
    }
    assert!(!project.path("site").exists());
}
