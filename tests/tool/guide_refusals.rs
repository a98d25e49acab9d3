//! Every kind of mistake that a guide can have, with the whole message that its
//! author gets.

use crate::project::Project;

const SITE: &str = "content/site.yaml";
const SHARED: &str = "content/guides/stay.yaml";
const EN: &str = "content/guides/stay.en.md";
const KK: &str = "content/guides/stay.kk.md";

/// What `check` says after one edit.
#[track_caller]
fn check(path: &str, old: &str, new: &str) -> String {
    Project::with_guide().edit(path, old, new).refused(&["check"])
}

#[test]
fn a_guide_in_no_list() {
    let said = check(SITE, "guides: [stay]", "guides: []");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_guide_that_is_not_there() {
    let said = check(SITE, "guides: [stay]", "guides: [stay, star]");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_shortcode_that_does_not_exist() {
    let said = check(EN, "{{ term permit }}", "{{ tern permit }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_shortcode_with_too_little() {
    let said = check(EN, "{{ term permit }}", "{{ term }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_shortcode_without_a_name() {
    let said = check(EN, "{{ term permit }}", "{{ }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_service_that_is_not_there() {
    let said = check(EN, "{{ service permit }}", "{{ service permits }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_line_that_the_tariff_does_not_have() {
    let said = check(EN, "{{ fee permit priority-fee }}", "{{ fee permit priority }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn an_option_that_the_service_does_not_have() {
    let said = check(EN, "{{ fee permit service-fee term=2 }}", "{{ fee permit service-fee term=2 colour=red }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_price_that_depends_on_what_is_not_said() {
    let said = check(EN, "{{ fee permit service-fee term=2 }}", "{{ fee permit service-fee }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_line_that_is_not_charged() {
    let said = check(EN, "{{ fee permit priority-fee }}", "{{ fee permit priority-fee priority=no }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_duty_that_is_not_there() {
    let said = check(EN, "{{ duty stay }}", "{{ duty stray }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_unit_that_is_not_there() {
    let said = check(EN, "{{ unit mrp }}", "{{ unit mpr }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_period_that_is_not_there() {
    let said = check(EN, "{{ period appeal/answer }}", "{{ period appeal/answers }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_period_without_its_page() {
    let said = check(EN, "{{ period appeal/answer }}", "{{ period answer }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_date_rule_that_is_not_there() {
    let said = check(EN, "{{ rule passport }}", "{{ rule pasport }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_category_that_is_not_there() {
    let said = check(EN, "{{ category C3 }}", "{{ category C4 }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_calculator_that_is_not_there() {
    let said = check(EN, "{{ calculator fees }}", "{{ calculator fee }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_place_that_the_source_does_not_have() {
    let said = check(EN, "guide/permit/tariff", "guide/permits/tariff");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_body_that_is_not_there() {
    let said = check(EN, "{{ hours office }}", "{{ hours offices }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_body_without_a_telephone() {
    let said = check(EN, "{{ hours office }}", "{{ phone office }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_service_without_a_window() {
    let said = check(EN, "{{ window extension }}", "{{ window permit }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn papers_of_a_service_that_asks_for_none() {
    let said = check(EN, "{{ papers permit }}", "{{ papers extension }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_question_that_the_calculator_refuses() {
    let said = check(EN, "{{ total s=permit term=2 priority=yes }}", "{{ total s=permit term=3 priority=yes }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_question_about_a_service_that_is_not_there() {
    let said = check(EN, "{{ total s=extension }}", "{{ total s=extensions }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_question_with_a_day() {
    let said = check(EN, "{{ total s=extension }}", "{{ total s=extension on=2026-01-01 }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_figure_that_is_typed() {
    let said = check(EN, "It takes", "It takes 5,5 days, for C3, B12 and");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_figure_that_is_typed_in_the_shared_part() {
    let said = check(SHARED, "en: For those who want to stay.", "en: For 2 who want to stay.");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn braces_that_are_not_closed() {
    let said = check(EN, "{{ term permit }}", "{{ term permit");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_quotation_that_is_not_closed() {
    let said = check(EN, "{{ given \"3\" ", "{{ given \"3 ");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_heading_of_the_first_level() {
    let said = check(EN, "## Before {#before}", "# Before {#before}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_heading_that_skips_a_level() {
    let said = check(EN, "### Is that all?", "#### Is that all?");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_heading_without_an_anchor() {
    let said = check(EN, "## Before {#before}", "## Before");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn an_anchor_twice() {
    let said = check(EN, "## Cost {#cost}", "## Cost {#time}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn an_anchor_that_is_the_pages_own() {
    let said = check(EN, "## Cost {#cost}", "## Cost {#path-cost}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_heading_that_is_another_in_one_language() {
    let said = check(EN, "## Cost {#cost}", "## Cost {#price}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_shortcode_missing_in_one_language() {
    let said = check(EN, "{{ term extension }}", "long");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_shortcode_more_in_one_language() {
    let said = check(EN, "It takes", "{{ term extension }} It takes");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_link_to_no_page() {
    let said = check(EN, "/services/?x=1#group-permits", "/service/?x=1");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_link_without_its_slash() {
    let said = check(EN, "/services/?x=1#group-permits", "/services");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_link_to_no_heading() {
    let said = check(EN, "[them](#time)", "[them](#tine)");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_link_of_a_forbidden_kind() {
    let said = check(EN, "[them](#time)", "[them](javascript:alert)");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_link_without_encryption() {
    let said = check(EN, "[them](#time)", "[them](http://example.org/)");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn html() {
    let said = check(EN, "It takes", "It <b>takes</b>");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn html_in_lines() {
    let said = check(EN, "## Cost {#cost}", "<div>\nA\n</div>\n\n## Cost {#cost}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn an_image() {
    let said = check(EN, "It takes", "![A picture](/picture.png) It takes");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn code_by_indenting() {
    let said = check(EN, "## Cost {#cost}", "    code\n\n## Cost {#cost}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn no_path() {
    let said = check(EN, "{{ path }}\n", "");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn two_paths() {
    let said = check(EN, "{{ path }}", "{{ path }}\n\n{{ path }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn no_case() {
    let said = check(EN, "{{ case }}\n", "");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_path_in_a_sentence() {
    let said = check(EN, "{{ path }}", "See {{ path }}");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_shortcode_in_a_link() {
    let said = check(EN, "[them](#time)", "[{{ term permit }}](#time)");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_step_without_a_length() {
    let said = check(SHARED, "        service: permit\n", "");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_step_with_two_lengths() {
    let said = check(SHARED, "        service: permit\n", "        service: permit\n        rule: passport\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_step_after_one_that_is_not_there() {
    let said = check(SHARED, "after: answer", "after: answers");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_step_after_a_later_one() {
    let said = check(SHARED, "after: start", "after: reply");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_step_after_itself() {
    let said = check(SHARED, "after: start", "after: queue");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_step_after_one_without_an_end() {
    let said = check(SHARED, "        after: answer\n", "        after: answer\n      - id: more\n        title: {kk: Тағы, en: More}\n        service: permit\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_step_of_a_period_that_is_not_there() {
    let said = check(SHARED, "period: appeal/notice", "period: appeal/note");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_step_of_a_date_rule_that_is_not_there() {
    let said = check(SHARED, "rule: passport", "rule: pasport");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_window_of_a_service_without_one() {
    let said = check(SHARED, "window: extension", "window: permit");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_window_after_another_step() {
    let said = check(SHARED, "        period: appeal/notice\n", "        window: extension\n");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_line_of_the_case_that_is_none() {
    let said = check(SHARED, "[n=2, s=permit, term=2, priority=yes]", "[n=2, s=permit, term]");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_case_that_the_calculator_refuses() {
    let said = check(SHARED, "[n=2, s=permit, term=2, priority=yes]", "[n=2, s=permit, term=7]");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_related_rule_that_is_not_there() {
    let said = check(SHARED, "rules: [appeal]", "rules: [appeals]");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_field_that_guides_do_not_have() {
    let said = check(SHARED, "related:", "relate:");
    insta::assert_snapshot!(said, @"");
}

#[test]
fn a_language_that_is_missing() {
    let project = Project::with_guide();
    project.remove(KK);
    insta::assert_snapshot!(project.refused(&["check"]), @"");
}

#[test]
fn a_text_in_a_language_that_the_site_does_not_have() {
    let project = Project::with_guide();
    project.write("content/guides/stay.de.md", "## Vorher {#before}\n");
    insta::assert_snapshot!(project.refused(&["check"]), @"");
}

#[test]
fn a_text_without_a_guide() {
    let project = Project::with_guide();
    project.write("content/guides/go.en.md", "## Before {#before}\n");
    insta::assert_snapshot!(project.refused(&["check"]), @"");
}

#[test]
fn a_text_that_does_not_name_its_language() {
    let project = Project::with_guide();
    project.write("content/guides/stay.md", "## Before {#before}\n");
    insta::assert_snapshot!(project.refused(&["check"]), @"");
}

#[test]
fn characters_that_nobody_sees() {
    let project = Project::with_guide();
    project.edit(EN, "It takes", "It\u{a0}takes\u{200b}");
    project.edit(KK, "Оған", "\tОған");
    insta::assert_snapshot!(project.refused(&["check"]), @"");
}

#[test]
fn bytes_that_are_no_text() {
    let project = Project::with_guide();
    project.write(EN, b"## Before {#before}\n\xff\n");
    insta::assert_snapshot!(project.refused(&["check"]), @"");
}

#[test]
fn all_mistakes_are_told_at_once() {
    let project = Project::with_guide();
    project.edit(SHARED, "window: extension", "window: permit");
    project.edit(SHARED, "term=2, priority=yes]", "term=7]");
    project.edit(EN, "{{ term permit }}", "{{ term permits }}");
    project.edit(EN, "It is open", "It is open 7 days");
    project.edit(KK, "[керек](#time)", "[керек](/nowhere/)");
    project.edit(SITE, "[stay]", "[stay, go]");
    let said = project.refused(&["check"]);
    for part in [
        "the service `permit` has no filing window",
        "there is no service `permits`",
        "`7` is typed",
        "there is no page `/nowhere/`",
        "there is no guide `go`",
        "error[refused-question]",
    ] {
        assert!(said.contains(part), "`{part}` is not in:\n{said}");
    }
}

#[test]
fn nasty_text_is_refused_and_nothing_breaks() {
    let text = Project::with_guide().read(EN);
    for (name, nasty) in [
        ("quotes", "> ".repeat(10_000) + "deep\n"),
        ("lists", (0..2_000).map(|n| " ".repeat(2 * n.min(900)) + "- x\n").collect()),
        ("braces", "{{".repeat(20_000)),
        ("closed", "}}".repeat(20_000)),
        ("quotation", "{{ given \"".repeat(5_000)),
        ("brackets", "[".repeat(20_000) + &"](".repeat(20_000)),
        ("stars", "*a **b ".repeat(20_000)),
        ("huge", "word ".repeat(200_000)),
        ("tables", "|a".repeat(5_000) + "\n" + &"|-".repeat(5_000) + "\n"),
        ("carriage returns", "a\r\rb\r\n\r\n{{ term\r\npermit }}\r\n".to_owned()),
    ] {
        let project = Project::with_guide();
        project.write(EN, format!("{text}\n{nasty}\n"));
        // Refused or not: it ends, and without a panic, which `run` looks for.
        let output = project.run(&["check"]);
        assert!([0, 1].contains(&output.code), "{name}: {}", output.code);
    }
}
