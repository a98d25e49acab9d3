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
    insta::assert_snapshot!(check(PERMIT, "summary:", "sumary:"), @"");
}

#[test]
fn a_field_unlike_any_other() {
    insta::assert_snapshot!(check(EXTENSION, "channels: [office]", "channels: [office]\ncolour: red"), @"");
}

#[test]
fn a_field_left_out() {
    insta::assert_snapshot!(check(PERMIT, "summary: {kk: Тұруға рұқсат алу., en: Getting a residence permit.}", ""), @"");
}

#[test]
fn a_field_left_empty() {
    insta::assert_snapshot!(check(PERMIT, "summary: {kk: Тұруға рұқсат алу., en: Getting a residence permit.}", "summary:"), @"");
}

#[test]
fn a_value_where_a_list_belongs() {
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "categories: C3"), @"");
}

#[test]
fn a_list_where_a_value_belongs() {
    insta::assert_snapshot!(check(PERMIT, "  min: 5", "  min: [5]"), @"");
}

#[test]
fn a_text_where_fields_belong() {
    insta::assert_snapshot!(check(PERMIT, "source: {document: guide, at: permit}\nsteps", "source: guide\nsteps"), @"");
}

#[test]
fn a_list_without_items() {
    insta::assert_snapshot!(check(PERMIT, "channels: [office]", "channels: []"), @"");
}

#[test]
fn a_word_that_is_not_among_the_allowed() {
    insta::assert_snapshot!(check(PERMIT, "unit: working-day", "unit: working-days"), @"");
    insta::assert_snapshot!(check(PERMIT, "kind: note", "kind: 7"), @"");
}

#[test]
fn neither_true_nor_false() {
    insta::assert_snapshot!(check("content/bodies.yaml", "page: true", "page: yes"), @"");
}

#[test]
fn not_a_whole_number() {
    insta::assert_snapshot!(check(PERMIT, "  min: 5", "  min: 5.0"), @"");
    insta::assert_snapshot!(check(PERMIT, "  min: 5", "  min: -5"), @"");
    insta::assert_snapshot!(check(PERMIT, "  min: 5", "  min: 99999999999999999999"), @"");
}

#[test]
fn not_a_time() {
    insta::assert_snapshot!(check("content/channels.yaml", r#""18:00""#, r#""25:00""#), @"");
}

#[test]
fn not_an_id() {
    insta::assert_snapshot!(check(PERMIT, "id: priority-fee", "id: Priority fee"), @"");
}

#[test]
fn not_an_address() {
    insta::assert_snapshot!(check("content/bodies.yaml", "https://example.org/", "javascript:alert(1)"), @"");
    insta::assert_snapshot!(check("content/bodies.yaml", "[office@example.org]", "[office at example.org]"), @"");
}

// YAML

#[test]
fn the_same_key_twice() {
    insta::assert_snapshot!(check(PERMIT, "title: {kk: Тұруға", "title: {kk: Рұқсат, en: Permit}\ntitle: {kk: Тұруға"), @"");
}

#[test]
fn several_keys_twice() {
    insta::assert_snapshot!(check(PERMIT, "title: {kk: Тұруға рұқсат, en", "title: {kk: Рұқсат, kk: Тұруға рұқсат, en: Permit, en"), @"");
}

#[test]
fn the_same_id_twice() {
    insta::assert_snapshot!(check("content/documents.yaml", "id: birth-certificate", "id: passport"), @"");
}

#[test]
fn a_tab() {
    insta::assert_snapshot!(check(PERMIT, "  - where: office", "\t- where: office"), @"");
}

#[test]
fn a_no_break_space() {
    insta::assert_snapshot!(check(PERMIT, "amount: 100}", "amount: 1\u{a0}000}"), @"");
}

#[test]
fn a_zero_width_space() {
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "categories: [C\u{200b}3]"), @"");
}

#[test]
fn a_direction_mark() {
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "categories: [\u{2066}C3\u{2069}]"), @"");
}

#[test]
fn a_byte_order_mark() {
    insta::assert_snapshot!(check(PERMIT, "title: {kk: Тұруға", "\u{feff}title: {kk: Тұруға"), @"");
}

#[test]
fn a_control_character() {
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "categories: [C3] # \u{7}"), @"");
}

#[test]
fn a_colon_in_a_plain_text() {
    insta::assert_snapshot!(check(PERMIT, "title: {kk: Тұруға рұқсат, en: Residence permit}", "title:\n  kk: Рұқсат: тұру\n  en: Permit: to stay"), @"");
}

#[test]
fn a_quotation_mark_left_open() {
    insta::assert_snapshot!(check(PERMIT, "id: priority-fee", r#"id: "priority-fee"#), @"");
}

#[test]
fn a_bracket_left_open() {
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "categories: [C3"), @"");
}

#[test]
fn wrong_indentation() {
    insta::assert_snapshot!(check(PERMIT, "  max: 5", "   max: 5"), @"");
}

#[test]
fn an_anchor_and_an_alias() {
    insta::assert_snapshot!(check(PERMIT, "source: {document: guide, at: permit}\nsteps", "source: &here {document: guide, at: permit}\nsteps"), @"");
    insta::assert_snapshot!(check(PERMIT, "source: {document: guide, at: permit}\nsteps", "source: *here\nsteps"), @"");
}

#[test]
fn a_tag() {
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "categories: !!set [C3]"), @"");
}

#[test]
fn two_documents_in_a_file() {
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "categories: [C3]\n---"), @"");
}

#[test]
fn a_key_that_is_a_list() {
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "[categories]: [C3]"), @"");
}

#[test]
fn an_alias_bomb() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..30 {
        let before = format!("*a{}", level - 1);
        bomb.push_str(&format!("a{level}: &a{level} [{}]\n", vec![before; 10].join(", ")));
    }
    let project = Project::small();
    insta::assert_snapshot!(project.write(UNITS, bomb).refused(&["check"]), @"");
}

#[test]
fn nesting_without_end() {
    let project = Project::small();
    let brackets = format!("units: {}", "[".repeat(20_000));
    insta::assert_snapshot!(project.write(UNITS, brackets).refused(&["check"]), @"");
    let groups = format!("units: {}", "{a: ".repeat(20_000));
    insta::assert_snapshot!(project.write(UNITS, groups).refused(&["check"]), @"");
    let lists = format!("units:\n  {}x", "- ".repeat(20_000));
    insta::assert_snapshot!(project.write(UNITS, lists).refused(&["check"]), @"");
}

#[test]
fn a_huge_file() {
    let project = Project::small();
    let huge = "# nothing\n".repeat(500_000);
    insta::assert_snapshot!(project.write(UNITS, huge).refused(&["check"]), @"");
}

/// As long as a file may be, and nothing but different keys.
#[test]
fn a_file_of_keys() {
    let project = Project::small();
    let mut keys = String::from("units: []\n");
    for key in 0..50_000 {
        keys.push_str(&format!("k{key}: 1\n"));
    }
    let said = project.write(UNITS, keys).refused(&["check"]);
    insta::assert_snapshot!(said.lines().last().unwrap(), @"");
}

#[test]
fn not_utf8() {
    let project = Project::small();
    let mut bytes = project.read(PERMIT).into_bytes();
    let at = bytes.windows(2).position(|two| two == b"C3").unwrap();
    bytes[at] = 0xd1;
    insta::assert_snapshot!(project.write(PERMIT, bytes).refused(&["check"]), @"");
}

#[test]
fn an_empty_file() {
    let project = Project::small();
    insta::assert_snapshot!(project.write(UNITS, "").refused(&["check"]), @"");
    insta::assert_snapshot!(project.write(UNITS, "# later\n").refused(&["check"]), @"");
}

// Amounts and dates

#[test]
fn an_exponent() {
    insta::assert_snapshot!(check(PERMIT, "amount: 100}", "amount: 1e3}"), @"");
}

#[test]
fn a_separator() {
    insta::assert_snapshot!(check(PERMIT, "amount: 100}", "amount: 1 000}"), @"");
}

#[test]
fn a_hexadecimal_number() {
    insta::assert_snapshot!(check(PERMIT, "amount: 100}", "amount: 0x10}"), @"");
}

#[test]
fn a_leading_zero() {
    insta::assert_snapshot!(check(PERMIT, "amount: 100}", "amount: 007}"), @"");
}

#[test]
fn a_decimal_comma() {
    insta::assert_snapshot!(check(PERMIT, "amount: 100}", r#"amount: "1,5"}"#), @"");
}

#[test]
fn a_sign() {
    insta::assert_snapshot!(check(PERMIT, "amount: 100}", "amount: -100}"), @"");
}

#[test]
fn an_amount_with_its_currency() {
    insta::assert_snapshot!(check(PERMIT, "amount: 100}", "amount: 100 KZT}"), @"");
}

#[test]
fn an_amount_beyond_all_measure() {
    insta::assert_snapshot!(check(PERMIT, "amount: 100}", "amount: 1000000000000}"), @"");
}

#[test]
fn a_rate_beyond_all_measure() {
    insta::assert_snapshot!(check(PERMIT, "amount: 100}", "amount: 0.0000001}"), @"");
}

#[test]
fn a_day_that_does_not_exist() {
    insta::assert_snapshot!(check(UNITS, "until: 2025-12-31", "until: 2025-02-30"), @"");
}

#[test]
fn a_date_in_another_order() {
    insta::assert_snapshot!(check(UNITS, "until: 2025-12-31", "until: 31.12.2025"), @"");
}

#[test]
fn values_that_overlap() {
    insta::assert_snapshot!(check(UNITS, "from: 2026-01-01", "from: 2025-12-31"), @"");
    insta::assert_snapshot!(check(UNITS, "until: 2025-12-31, ", ""), @"");
}

#[test]
fn values_with_a_gap() {
    insta::assert_snapshot!(check(UNITS, "from: 2026-01-01", "from: 2026-01-02"), @"");
}

#[test]
fn a_value_that_ends_before_it_begins() {
    insta::assert_snapshot!(check(UNITS, "until: 2026-12-31", "until: 2025-12-31"), @"");
}

#[test]
fn a_price_with_a_gap() {
    insta::assert_snapshot!(check(PERMIT, "from: 2026-07-01", "from: 2026-07-02"), @"");
}

#[test]
fn a_line_without_values() {
    insta::assert_snapshot!(check(EXTENSION, r#"    values:
      - from: 2026-01-01
        unreadable: "00 000"
        note: {kk: Бірінші сан оқылмайды., en: The first digit cannot be read.}
        source: {document: guide, at: extension/tariff}
"#, ""), @"");
}

// Texts

#[test]
fn a_text_without_a_language() {
    insta::assert_snapshot!(check(PERMIT, "title: {kk: Тұруға рұқсат, en: Residence permit}", "title: {kk: Тұруға рұқсат}"), @"");
}

#[test]
fn a_text_in_a_language_too_many() {
    insta::assert_snapshot!(check(PERMIT, "en: Residence permit}", "en: Residence permit, de: Erlaubnis}"), @"");
}

#[test]
fn a_text_in_no_language() {
    insta::assert_snapshot!(check(PERMIT, "title: {kk: Тұруға рұқсат, en: Residence permit}", "title: Residence permit"), @"");
}

#[test]
fn an_empty_text() {
    insta::assert_snapshot!(check(PERMIT, "en: Residence permit}", r#"en: ""}"#), @"");
    insta::assert_snapshot!(check(PERMIT, "en: Residence permit}", "en: }"), @"");
}

// References

#[test]
fn a_place_that_does_not_exist() {
    insta::assert_snapshot!(check(EXTENSION, "at: extension/tariff", "at: extention/tariff"), @"");
}

#[test]
fn a_part_that_does_not_exist() {
    insta::assert_snapshot!(check(EXTENSION, "at: extension/tariff", "at: extension/prices"), @"");
}

#[test]
fn a_source_that_does_not_exist() {
    insta::assert_snapshot!(check(EXTENSION, "source: {document: guide, at: extension/tariff}", "source: {document: law, at: extension/tariff}"), @"");
}

#[test]
fn a_service_that_does_not_exist() {
    insta::assert_snapshot!(check(PERMIT, "related: [extension]", "related: [extensions]"), @"");
}

#[test]
fn a_service_related_to_itself() {
    insta::assert_snapshot!(check(PERMIT, "related: [extension]", "related: [permit]"), @"");
}

#[test]
fn a_document_that_does_not_exist() {
    insta::assert_snapshot!(check(PERMIT, "{document: passport}", "{document: pasport}"), @"");
}

#[test]
fn a_condition_that_does_not_exist() {
    insta::assert_snapshot!(check(PERMIT, "when: child", "when: children"), @"");
}

#[test]
fn a_body_that_does_not_exist() {
    insta::assert_snapshot!(check(PERMIT, "where: office", "where: embassy"), @"");
}

#[test]
fn a_unit_that_does_not_exist() {
    insta::assert_snapshot!(check("content/duties.yaml", "unit: mrp", "unit: mci"), @"");
}

#[test]
fn a_duty_that_does_not_exist() {
    insta::assert_snapshot!(check(PERMIT, "duty: stay", "duty: entry"), @"");
}

#[test]
fn an_option_that_does_not_exist() {
    insta::assert_snapshot!(check(PERMIT, "options: [term, priority]", "options: [term, priorty]"), @"");
}

#[test]
fn an_option_that_the_service_does_not_name() {
    insta::assert_snapshot!(check(PERMIT, "options: [term, priority]", "options: [term]"), @"");
}

#[test]
fn a_value_that_the_option_does_not_have() {
    insta::assert_snapshot!(check(PERMIT, r#"when: {priority: "yes"}"#, r#"when: {priority: "on"}"#), @"");
    insta::assert_snapshot!(check(PERMIT, r#"{choice: "2", amount: 200}"#, r#"{choice: "2", amount: 200}
          - {choice: "6", amount: 200}"#), @"");
}

#[test]
fn a_default_that_is_no_value() {
    insta::assert_snapshot!(check("content/options.yaml", r#"default: "no""#, r#"default: "never""#), @"");
}

#[test]
fn a_channel_that_does_not_exist() {
    insta::assert_snapshot!(check(PERMIT, "channels: [office]", "channels: [post]"), @"");
}

#[test]
fn a_charge_that_does_not_exist() {
    insta::assert_snapshot!(check(PERMIT, "kind: state-duty", "kind: stateduty"), @"");
}

#[test]
fn a_language_that_does_not_exist() {
    insta::assert_snapshot!(check(SITE, "command_language: en", "command_language: ru"), @"");
}

// Tariffs and terms

#[test]
fn a_table_without_a_row() {
    insta::assert_snapshot!(check(PERMIT, r#"          - {choice: "2", amount: 200}
"#, ""), @"");
}

#[test]
fn a_table_with_a_row_twice() {
    insta::assert_snapshot!(check(PERMIT, r#"{choice: "2", amount: 200}"#, r#"{choice: "1", amount: 200}"#), @"");
}

#[test]
fn a_table_without_an_option_to_go_by() {
    insta::assert_snapshot!(check(PERMIT, "    by: term\n", ""), @"");
}

#[test]
fn an_option_without_a_table() {
    insta::assert_snapshot!(check(PERMIT, r#"        table:
          - {choice: "1", amount: 100}
          - {choice: "2", amount: 200}
"#, "        amount: 100\n"), @"");
}

#[test]
fn two_lines_for_one_charge() {
    insta::assert_snapshot!(check(PERMIT, r#"    when: {priority: "yes"}
"#, ""), @"");
    insta::assert_snapshot!(check(PERMIT, "kind: priority-fee", "kind: service-fee"), @"");
}

#[test]
fn no_price() {
    insta::assert_snapshot!(check(PERMIT, r#"{choice: "2", amount: 200}"#, r#"{choice: "2"}"#), @"");
}

#[test]
fn two_prices() {
    insta::assert_snapshot!(check(PERMIT, r#"{choice: "2", amount: 200}"#, r#"{choice: "2", amount: 200, rate: 2, unit: mrp}"#), @"");
}

#[test]
fn a_rate_of_nothing() {
    insta::assert_snapshot!(check(PERMIT, r#"{choice: "2", amount: 200}"#, r#"{choice: "2", rate: 2}"#), @"");
}

#[test]
fn a_unit_without_a_rate() {
    insta::assert_snapshot!(check(PERMIT, r#"{choice: "2", amount: 200}"#, r#"{choice: "2", amount: 200, unit: mrp}"#), @"");
}

#[test]
fn unreadable_without_a_note() {
    insta::assert_snapshot!(check(EXTENSION, "        note: {kk: Бірінші сан оқылмайды., en: The first digit cannot be read.}\n", ""), @"");
}

#[test]
fn a_duty_with_values() {
    insta::assert_snapshot!(check(PERMIT, "    duty: stay\n", "    duty: stay\n    values: [{from: 2026-01-01, amount: 1, source: {document: guide, at: permit}}]\n"), @"");
}

#[test]
fn a_duty_without_a_source() {
    insta::assert_snapshot!(check(PERMIT, "    duty: stay\n    source: {document: guide, at: permit/tariff}", "    duty: stay"), @"");
}

#[test]
fn an_option_that_changes_nothing() {
    insta::assert_snapshot!(check(EXTENSION, "channels: [office]", "channels: [office]\noptions: [priority]"), @"");
}

#[test]
fn a_term_that_is_half_given() {
    insta::assert_snapshot!(check(PERMIT, "  max: 5\n", ""), @"");
}

#[test]
fn a_term_that_is_given_and_not_given() {
    insta::assert_snapshot!(check(EXTENSION, "  not_given:", "  min: 5\n  not_given:"), @"");
}

#[test]
fn a_term_from_more_to_less() {
    insta::assert_snapshot!(check(PERMIT, "  max: 5", "  max: 4"), @"");
}

#[test]
fn a_term_of_nothing() {
    insta::assert_snapshot!(check(PERMIT, "  min: 5\n  max: 5", "  min: 0\n  max: 0"), @"");
}

#[test]
fn an_extension_in_minutes() {
    insta::assert_snapshot!(check(PERMIT, "  unit: working-day\n", "  unit: working-day\n  extension: {max: 30, unit: minute, source: {document: guide, at: permit}}\n"), @"");
}

#[test]
fn a_window_that_closes_before_it_opens() {
    insta::assert_snapshot!(check(EXTENSION, "opens: 30, closes: 5", "opens: 5, closes: 30"), @"");
}

#[test]
fn a_window_in_minutes() {
    insta::assert_snapshot!(check(EXTENSION, "unit: working-day, source", "unit: minute, source"), @"");
}

#[test]
fn a_window_beyond_all_measure() {
    insta::assert_snapshot!(check(EXTENSION, "opens: 30,", "opens: 999999999,"), @"");
}

#[test]
fn a_category_in_cyrillic() {
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "categories: [С3]"), @"");
}

// Calendar, hours and groups

#[test]
fn a_day_off_twice() {
    insta::assert_snapshot!(check(CALENDAR, "{date: 2026-01-05, kind: swap, worked_instead: 2026-01-10}", "{date: 2026-01-01, kind: swap, worked_instead: 2026-01-10}"), @"");
}

#[test]
fn a_day_in_another_year() {
    insta::assert_snapshot!(check(CALENDAR, "{date: 2027-01-01", "{date: 2028-01-01"), @"");
}

#[test]
fn years_with_a_gap() {
    insta::assert_snapshot!(check(CALENDAR, "year: 2027", "year: 2028"), @"");
}

#[test]
fn a_day_off_that_is_worked() {
    insta::assert_snapshot!(check(CALENDAR, "worked_instead: 2026-01-10", "worked_instead: 2026-01-01"), @"");
}

#[test]
fn a_swap_for_nothing() {
    insta::assert_snapshot!(check(CALENDAR, ", worked_instead: 2026-01-10", ""), @"");
}

#[test]
fn a_holiday_without_a_name() {
    insta::assert_snapshot!(check(CALENDAR, "{date: 2027-01-01, kind: holiday, name: new-year}", "{date: 2027-01-01, kind: holiday}"), @"");
}

#[test]
fn a_week_without_working_days() {
    insta::assert_snapshot!(check(CALENDAR, "weekend: [saturday, sunday]", "weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]"), @"");
}

#[test]
fn a_year_beyond_all_calendars() {
    insta::assert_snapshot!(check(CALENDAR, "year: 2027\n    source: {document: guide, at: permit}\n    days:\n      - {date: 2027-01-01, kind: holiday, name: new-year}", "year: 12345\n    source: {document: guide, at: permit}"), @"");
}

#[test]
fn hours_out_of_order() {
    insta::assert_snapshot!(check("content/bodies.yaml", r#"opens: "09:00""#, r#"opens: "13:30""#), @"");
}

#[test]
fn a_break_without_an_end() {
    insta::assert_snapshot!(check("content/bodies.yaml", r#", break_until: "14:00""#, ""), @"");
}

#[test]
fn a_service_in_no_group() {
    insta::assert_snapshot!(check(SITE, "[permit, extension]", "[permit]"), @"");
}

#[test]
fn a_service_in_two_groups() {
    insta::assert_snapshot!(check(SITE, "[permit, extension]", "[permit, extension, permit]"), @"");
}

#[test]
fn a_language_twice() {
    insta::assert_snapshot!(check(SITE, "{code: en, name: English}", "{code: kk, name: English}"), @"");
}

/// Worth a look, but no reason to publish nothing.
#[test]
fn something_that_nothing_uses() {
    let project = Project::small();
    project.edit("content/services/permit.yaml", ", when: child", "");
    insta::assert_snapshot!(project.run(&["check"]).whole(), @"");
}

// Files and folders

#[test]
fn a_file_that_is_not_known() {
    let project = Project::small();
    project.write("content/service.yaml", "");
    project.write("content/services/old/iin.yaml", "");
    project.write("content/services/notes.txt", "");
    insta::assert_snapshot!(project.refused(&["check"]), @"");
    let project = Project::small();
    project.write("content/unit.yaml", "");
    insta::assert_snapshot!(project.refused(&["check"]), @"");
    let project = Project::small();
    project.write("content/services/Residence Permit.yaml", project.read(PERMIT));
    insta::assert_snapshot!(project.refused(&["check"]), @"");
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
    insta::assert_snapshot!(project.remove(CALENDAR).refused(&["check"]), @"");
}

/// Without it the languages are not known, but no text is wrong for that.
#[test]
fn a_site_file_that_is_missing_or_wrong() {
    let project = Project::small();
    insta::assert_snapshot!(project.edit(SITE, "currency: {", "currency: [").refused(&["check"]), @"");
    insta::assert_snapshot!(project.remove(SITE).refused(&["check"]), @"");
}

/// The dangling link stands for any file that cannot be read: a superuser may
/// read all others.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read() {
    let project = Project::small();
    project.remove(PERMIT);
    std::os::unix::fs::symlink("nowhere", project.path(PERMIT)).unwrap();
    insta::assert_snapshot!(project.refused(&["check"]), @"");
}

#[test]
fn a_folder_without_content() {
    let project = Project::small();
    project.write("empty/.gitkeep", "");
    insta::assert_snapshot!(project.refused(&["check", "--content", "empty"]), @"");
}

#[test]
fn a_folder_that_is_not_there() {
    let project = Project::small();
    insta::assert_snapshot!(project.refused(&["check", "--content", "contents"]), @"");
    insta::assert_snapshot!(project.refused(&["check", "--content", "content/site.yaml"]), @"");
}

// Templates

#[test]
fn templates_that_are_not_there() {
    let project = Project::small();
    insta::assert_snapshot!(project.refused(&["check", "--templates", "template"]), @"");
    project.remove("templates/assets/site.css");
    insta::assert_snapshot!(project.refused(&["build"]), @"");
    let project = Project::small();
    project.remove("templates/service.html");
    insta::assert_snapshot!(project.refused(&["build"]), @"");
}

#[test]
fn a_template_with_a_mistake() {
    let project = Project::small();
    project.edit("templates/glossary.html", "{% endblock", "{% endblok");
    insta::assert_snapshot!(project.refused(&["build"]), @"");
}

#[test]
fn a_template_that_asks_for_what_there_is_not() {
    let project = Project::small();
    project.edit("templates/base.html", "{{ frame.disclaimer }}", "{{ frame.disclaimr }}");
    insta::assert_snapshot!(project.refused(&["build"]), @"");
}

#[test]
fn a_template_with_a_dead_link() {
    let project = Project::small();
    project.edit("templates/services.html", "<h1>", "<h1 id=\"main\"><a href=\"/nowhere/\"></a>");
    insta::assert_snapshot!(project.refused(&["build"]), @"");
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
    project.edit("templates/text/en.yaml", "  skip: Skip to the content\n", "");
    insta::assert_snapshot!(without_lines(&project.refused(&["check"])), @"");
    let project = Project::small();
    let kk = project.read("templates/text/kk.yaml");
    let skip = kk.lines().find(|line| line.starts_with("  skip: ")).unwrap();
    project.edit("templates/text/kk.yaml", &format!("{skip}\n"), "");
    insta::assert_snapshot!(without_lines(&project.refused(&["check"])), @"");
    let project = Project::small();
    project.edit("templates/text/en.yaml", "  menu: Main links\n", "  menu:\n");
    insta::assert_snapshot!(without_lines(&project.refused(&["check"])), @"");
    let project = Project::small();
    project.edit("templates/text/en.yaml", "  decimal-point: \".\"\n", "");
    insta::assert_snapshot!(without_lines(&project.refused(&["check"])), @"");
    let project = Project::small();
    project.remove("templates/text/en.yaml");
    insta::assert_snapshot!(without_lines(&project.refused(&["check"])), @"");
}

#[test]
fn a_text_with_a_wrong_slot() {
    let project = Project::small();
    project.edit("templates/text/en.yaml", "\"until {date}\"", "\"until {day}\"");
    insta::assert_snapshot!(without_lines(&project.refused(&["check"])), @"");
    let project = Project::small();
    project.edit("templates/text/en.yaml", "\"{n} minute|{n} minutes\"", "\"{m} minute|{m} minutes\"");
    insta::assert_snapshot!(without_lines(&project.refused(&["check"])), @"");
    let project = Project::small();
    project.edit("templates/text/en.yaml", "why-weekend: \"weekend\"", "why-weekend: \"{day}\"");
    insta::assert_snapshot!(without_lines(&project.refused(&["check"])), @"");
}

#[test]
fn a_month_too_few() {
    let project = Project::small();
    project.edit("templates/text/en.yaml", "[January, ", "[");
    insta::assert_snapshot!(without_lines(&project.refused(&["check"])), @"");
}

// Golden cases

#[test]
fn a_case_with_another_answer() {
    let project = Project::small();
    project.edit(PERMIT, "{choice: \"1\", amount: 100}", "{choice: \"1\", amount: 101}");
    insta::assert_snapshot!(project.refused(&["check"]), @"");
    insta::assert_snapshot!(project.refused(&["quote", "--service", "permit", "--on", "2026-11-23"]), @"");
}

#[test]
fn a_case_that_expects_something_else_altogether() {
    let case = "cases:\n  - name: too early\n    quote: {service: permit, on: 2026-11-23}\n    expect: 5\n";
    let project = Project::small();
    insta::assert_snapshot!(project.write("content/cases/permit.yaml", case).refused(&["check"]), @"");
}

#[test]
fn a_case_without_a_question() {
    let case = "cases:\n  - name: nothing\n    expect: {}\n";
    let project = Project::small();
    insta::assert_snapshot!(project.write("content/cases/permit.yaml", case).refused(&["check"]), @"");
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
        .edit(EXTENSION, "title: {kk: Рұқсатты ұзарту, en: Extending the permit}\n", "")
        .edit(SITE, "symbol: ₸", "sign: ₸");
    insta::assert_snapshot!(project.refused(&["check"]), @"");

    let project = Project::small();
    project
        .edit(PERMIT, "duty: stay", "duty: leave")
        .edit(PERMIT, "related: [extension]", "related: [invitation]")
        .edit(EXTENSION, "at: extension/tariff", "at: extension/price")
        .edit(CALENDAR, "year: 2027", "year: 2029");
    insta::assert_snapshot!(project.refused(&["check"]), @"");
}

/// `build`, `quote` and `deadline` say the same as `check`, and answer nothing.
#[test]
fn every_command_refuses_content_with_mistakes() {
    let project = Project::small();
    project.edit(PERMIT, "duty: stay", "duty: leave");
    let said = project.refused(&["check"]);
    let quote = ["quote", "--service", "extension", "--on", "2026-11-23", "--json"];
    let deadline = ["deadline", "--service", "permit", "--submitted", "2026-11-23"];
    for arguments in [&["build"][..], &quote, &deadline] {
        assert_eq!(project.refused(arguments), said);
    }
    assert!(!project.path("site").exists());
}
