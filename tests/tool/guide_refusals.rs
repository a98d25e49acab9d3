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
    Project::with_guide()
        .edit(path, old, new)
        .refused(&["check"])
}

#[test]
fn a_guide_in_no_list() {
    let said = check(SITE, "guides: [stay]", "guides: []");
    insta::assert_snapshot!(said, @r"
    error[unused]: the guide `stay` is in no list, so nobody would find it
     --> content/guides/stay.yaml:1:1
      |
    1 | title: {kk: Тұруға рұқсат алу, en: Getting to stay}
      | ^
      |
      = help: add it to `guides` in site.yaml

    1 error
    ");
}

#[test]
fn a_guide_that_is_not_there() {
    let said = check(SITE, "guides: [stay]", "guides: [stay, star]");
    insta::assert_snapshot!(said, @r"
    error[unknown-reference]: there is no guide `star`
      --> content/site.yaml:29:16
       |
    29 | guides: [stay, star]
       |                ^^^^
       |
       = help: did you mean `stay`?

    1 error
    ");
}

#[test]
fn a_shortcode_that_does_not_exist() {
    let said = check(EN, "{{ term permit }}", "{{ tern permit }}");
    insta::assert_snapshot!(said, @r"
    error[shortcode]: there is no shortcode `tern`
      --> content/guides/stay.en.md:13:13
       |
    13 | It takes {{ tern permit }}, an extension {{ term extension }}. Apply {{ window extension }}.
       |             ^^^^
       |
       = help: did you mean `term`?

    1 error
    ");
}

#[test]
fn a_shortcode_with_too_little() {
    let said = check(EN, "{{ term permit }}", "{{ term }}");
    insta::assert_snapshot!(said, @r"
    error[shortcode]: the shortcode `term` doesn't take this
      --> content/guides/stay.en.md:13:10
       |
    13 | It takes {{ term }}, an extension {{ term extension }}. Apply {{ window extension }}.
       |          ^^^^^^^^^^
       |
       = help: it is written `{{ term SERVICE }}`

    1 error
    ");
}

#[test]
fn a_shortcode_without_a_name() {
    let said = check(EN, "{{ term permit }}", "{{ }}");
    insta::assert_snapshot!(said, @r"
    error[shortcode]: this shortcode has no name
      --> content/guides/stay.en.md:13:10
       |
    13 | It takes {{ }}, an extension {{ term extension }}. Apply {{ window extension }}.
       |          ^^^^^
       |
       = help: known: total, fee, duty, unit, term, window, period, rule, entries, hours, phone, given, service, category, category-code, rules, guide, calculator, path, case, papers

    1 error
    ");
}

#[test]
fn a_service_that_is_not_there() {
    let said = check(EN, "{{ service permit }}", "{{ service permits }}");
    insta::assert_snapshot!(said, @r"
    error[unknown-reference]: there is no service `permits`
     --> content/guides/stay.en.md:3:99
      |
    3 | You need a {{ category-code C3 }} pass, as in {{ category C3 }}: {{ entries C3 }}. See {{ service permits }},
      |                                                                                                   ^^^^^^^
      |
      = help: did you mean `permit`?

    1 error
    ");
}

#[test]
fn a_line_that_the_tariff_does_not_have() {
    let said = check(
        EN,
        "{{ fee permit priority-fee }}",
        "{{ fee permit priority }}",
    );
    insta::assert_snapshot!(said, @r"
    error[unknown-reference]: there is no line `priority` in the tariff of this service
      --> content/guides/stay.en.md:23:33
       |
    23 | | First in line | {{ fee permit priority }} |
       |                                 ^^^^^^^^
       |
       = help: did you mean `priority-fee`?

    1 error
    ");
}

#[test]
fn an_option_that_the_service_does_not_have() {
    let said = check(
        EN,
        "{{ fee permit service-fee term=2 }}",
        "{{ fee permit service-fee term=2 colour=red }}",
    );
    insta::assert_snapshot!(said, @r"
    error[unlike-languages]: `{{ fee permit service-fee term=2 }}` is missing here
      --> content/guides/stay.en.md:1:1
       |
     1 | ## Before {#before}
       | ^
       |
      ::: content/guides/stay.kk.md:22:10
       |
    22 | | Алым | {{ fee permit service-fee term=2 }} |
       |          ----------------------------------- it stands here in the reference language
       |
       = help: all languages have the same shortcodes, each as often as in the reference language

    error[unlike-languages]: the reference language has no `{{ fee permit service-fee term=2 colour=red }}` for this one
      --> content/guides/stay.en.md:22:13
       |
    22 | | The fee | {{ fee permit service-fee term=2 colour=red }} |
       |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: all languages have the same shortcodes, each as often as in the reference language

    error[refused-question]: “colour” is not an option of this service. Options: term, priority, exemption
      --> content/guides/stay.en.md:22:46
       |
    22 | | The fee | {{ fee permit service-fee term=2 colour=red }} |
       |                                              ^^^^^^^^^^

    3 errors
    ");
}

#[test]
fn a_price_that_depends_on_what_is_not_said() {
    let said = check(
        EN,
        "{{ fee permit service-fee term=2 }}",
        "{{ fee permit service-fee }}",
    );
    insta::assert_snapshot!(said, @r"
    error[unlike-languages]: `{{ fee permit service-fee term=2 }}` is missing here
      --> content/guides/stay.en.md:1:1
       |
     1 | ## Before {#before}
       | ^
       |
      ::: content/guides/stay.kk.md:22:10
       |
    22 | | Алым | {{ fee permit service-fee term=2 }} |
       |          ----------------------------------- it stands here in the reference language
       |
       = help: all languages have the same shortcodes, each as often as in the reference language

    error[unlike-languages]: the reference language has no `{{ fee permit service-fee }}` for this one
      --> content/guides/stay.en.md:22:13
       |
    22 | | The fee | {{ fee permit service-fee }} |
       |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: all languages have the same shortcodes, each as often as in the reference language

    error[refused-question]: the price of `service-fee` depends on `term`
      --> content/guides/stay.en.md:22:13
       |
    22 | | The fee | {{ fee permit service-fee }} |
       |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: choose one, like `term=…`

    3 errors
    ");
}

#[test]
fn a_line_that_is_not_charged() {
    let said = check(
        EN,
        "{{ fee permit priority-fee }}",
        "{{ fee permit priority-fee priority=no }}",
    );
    insta::assert_snapshot!(said, @r"
    error[unlike-languages]: `{{ fee permit priority-fee }}` is missing here
      --> content/guides/stay.en.md:1:1
       |
     1 | ## Before {#before}
       | ^
       |
      ::: content/guides/stay.kk.md:23:14
       |
    23 | | Кезексіз | {{ fee permit priority-fee }} |
       |              ----------------------------- it stands here in the reference language
       |
       = help: all languages have the same shortcodes, each as often as in the reference language

    error[unlike-languages]: the reference language has no `{{ fee permit priority-fee priority=no }}` for this one
      --> content/guides/stay.en.md:23:19
       |
    23 | | First in line | {{ fee permit priority-fee priority=no }} |
       |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: all languages have the same shortcodes, each as often as in the reference language

    error[refused-question]: `priority-fee` is not charged for these choices
      --> content/guides/stay.en.md:23:19
       |
    23 | | First in line | {{ fee permit priority-fee priority=no }} |
       |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    3 errors
    ");
}

#[test]
fn a_duty_that_is_not_there() {
    let said = check(EN, "{{ duty stay }}", "{{ duty stray }}");
    insta::assert_snapshot!(said, @r"
    error[unknown-reference]: there is no duty `stray` in duties.yaml
      --> content/guides/stay.en.md:28:23
       |
    28 | - The duty is {{ duty stray }} with {{ unit mrp }}.
       |                       ^^^^^
       |
       = help: did you mean `stay`?

    1 error
    ");
}

#[test]
fn a_unit_that_is_not_there() {
    let said = check(EN, "{{ unit mrp }}", "{{ unit mpr }}");
    insta::assert_snapshot!(said, @r"
    error[unknown-reference]: there is no unit `mpr` in units.yaml
      --> content/guides/stay.en.md:28:44
       |
    28 | - The duty is {{ duty stay }} with {{ unit mpr }}.
       |                                            ^^^
       |
       = help: known: mrp

    1 error
    ");
}

#[test]
fn a_period_that_is_not_there() {
    let said = check(
        EN,
        "{{ period appeal/answer }}",
        "{{ period appeal/answers }}",
    );
    insta::assert_snapshot!(said, @r"
    error[unknown-reference]: there is no period `answers` on that page
      --> content/guides/stay.en.md:14:35
       |
    14 | The answer takes {{ period appeal/answers }}; the passport lasts {{ rule passport }} more.
       |                                   ^^^^^^^
       |
       = help: did you mean `answer`?

    1 error
    ");
}

#[test]
fn a_period_without_its_page() {
    let said = check(EN, "{{ period appeal/answer }}", "{{ period answer }}");
    insta::assert_snapshot!(said, @r"
    error[bad-value]: `answer` doesn't name a period
      --> content/guides/stay.en.md:14:28
       |
    14 | The answer takes {{ period answer }}; the passport lasts {{ rule passport }} more.
       |                            ^^^^^^
       |
       = help: periods are named by the rules page and their id on it: `RULE/PERIOD`

    1 error
    ");
}

#[test]
fn a_date_rule_that_is_not_there() {
    let said = check(EN, "{{ rule passport }}", "{{ rule pasport }}");
    insta::assert_snapshot!(said, @r"
    error[unknown-reference]: there is no rule `pasport` in date_rules.yaml
      --> content/guides/stay.en.md:14:73
       |
    14 | The answer takes {{ period appeal/answer }}; the passport lasts {{ rule pasport }} more.
       |                                                                         ^^^^^^^
       |
       = help: did you mean `passport`?

    1 error
    ");
}

#[test]
fn a_category_that_is_not_there() {
    let said = check(EN, "{{ category C3 }}", "{{ category C4 }}");
    insta::assert_snapshot!(said, @r"
    error[unknown-reference]: there is no category `C4`
     --> content/guides/stay.en.md:3:59
      |
    3 | You need a {{ category-code C3 }} pass, as in {{ category C4 }}: {{ entries C3 }}. See {{ service permit }},
      |                                                           ^^
      |
      = help: known: A1, B2, C3

    1 error
    ");
}

#[test]
fn a_calculator_that_is_not_there() {
    let said = check(EN, "{{ calculator fees }}", "{{ calculator fee }}");
    insta::assert_snapshot!(said, @r"
    error[unknown-reference]: there is no calculator `fee`
     --> content/guides/stay.en.md:4:38
      |
    4 | {{ rules appeal }} and {{ calculator fee }}, or [the list](/services/?x=1#group-permits).
      |                                      ^^^
      |
      = help: did you mean `fees`?

    1 error
    ");
}

#[test]
fn a_place_that_the_source_does_not_have() {
    let said = check(EN, "guide/permit/tariff", "guide/permits/tariff");
    insta::assert_snapshot!(said, @r#"
    error[unknown-reference]: there is no place `permits` in `guide`
     --> content/guides/stay.en.md:5:29
      |
    5 | With the {{ given "3" guide/permits/tariff }} papers *and* **more** of [them](#time):
      |                             ^^^^^^^^^^^^^^
      |
      = help: did you mean `permit`?

    1 error
    "#);
}

#[test]
fn a_body_that_is_not_there() {
    let said = check(EN, "{{ hours office }}", "{{ hours offices }}");
    insta::assert_snapshot!(said, @r"
    error[unknown-reference]: there is no body `offices` in bodies.yaml
      --> content/guides/stay.en.md:34:22
       |
    34 | It is open: {{ hours offices }}. Two braces are \{{ & less \< than.
       |                      ^^^^^^^
       |
       = help: did you mean `office`?

    1 error
    ");
}

#[test]
fn a_body_without_a_telephone() {
    let said = check(EN, "{{ hours office }}", "{{ phone office }}");
    insta::assert_snapshot!(said, @r"
    error[unknown-reference]: `office` has no telephones on file
      --> content/guides/stay.en.md:34:22
       |
    34 | It is open: {{ phone office }}. Two braces are \{{ & less \< than.
       |                      ^^^^^^

    1 error
    ");
}

#[test]
fn a_service_without_a_window() {
    let said = check(EN, "{{ window extension }}", "{{ window permit }}");
    insta::assert_snapshot!(said, @r"
    error[unknown-reference]: the service `permit` has no filing window
      --> content/guides/stay.en.md:13:80
       |
    13 | It takes {{ term permit }}, an extension {{ term extension }}. Apply {{ window permit }}.
       |                                                                                ^^^^^^
       |
       = help: those with one: extension

    1 error
    ");
}

#[test]
fn papers_of_a_service_that_asks_for_none() {
    let said = check(EN, "{{ papers permit }}", "{{ papers extension }}");
    insta::assert_snapshot!(said, @r"
    error[unknown-reference]: the service `extension` asks for no papers
     --> content/guides/stay.en.md:7:11
      |
    7 | {{ papers extension }}
      |           ^^^^^^^^^

    1 error
    ");
}

#[test]
fn a_question_that_the_calculator_refuses() {
    let said = check(
        EN,
        "{{ total s=permit term=2 priority=yes }}",
        "{{ total s=permit term=3 priority=yes }}",
    );
    insta::assert_snapshot!(said, @r"
    error[unlike-languages]: `{{ total s=permit term=2 priority=yes }}` is missing here
      --> content/guides/stay.en.md:1:1
       |
     1 | ## Before {#before}
       | ^
       |
      ::: content/guides/stay.kk.md:26:11
       |
    26 | - Барлығы {{ total s=permit term=2 priority=yes }}, екеуіне {{ total n=2 s=permit term=1 }}.
       |           ---------------------------------------- it stands here in the reference language
       |
       = help: all languages have the same shortcodes, each as often as in the reference language

    error[unlike-languages]: the reference language has no `{{ total s=permit term=3 priority=yes }}` for this one
      --> content/guides/stay.en.md:26:10
       |
    26 | - In all {{ total s=permit term=3 priority=yes }}, for two {{ total n=2 s=permit term=1 }}.
       |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: all languages have the same shortcodes, each as often as in the reference language

    error[refused-question]: “3” is not a value of “term”. Allowed: 1, 2
      --> content/guides/stay.en.md:26:28
       |
    26 | - In all {{ total s=permit term=3 priority=yes }}, for two {{ total n=2 s=permit term=1 }}.
       |                            ^^^^^^

    3 errors
    ");
}

#[test]
fn a_question_about_a_service_that_is_not_there() {
    let said = check(EN, "{{ total s=extension }}", "{{ total s=extensions }}");
    insta::assert_snapshot!(said, @r"
    error[unlike-languages]: `{{ total s=extension }}` is missing here
      --> content/guides/stay.en.md:1:1
       |
     1 | ## Before {#before}
       | ^
       |
      ::: content/guides/stay.kk.md:27:12
       |
    27 | - Ұзартуға {{ total s=extension }}.
       |            ----------------------- it stands here in the reference language
       |
       = help: all languages have the same shortcodes, each as often as in the reference language

    error[unlike-languages]: the reference language has no `{{ total s=extensions }}` for this one
      --> content/guides/stay.en.md:27:26
       |
    27 | - The extension comes to {{ total s=extensions }}.
       |                          ^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: all languages have the same shortcodes, each as often as in the reference language

    error[refused-question]: There is no service “extensions”. Services: extension, permit
      --> content/guides/stay.en.md:27:35
       |
    27 | - The extension comes to {{ total s=extensions }}.
       |                                   ^^^^^^^^^^^^
       |
       = help: did you mean `extension`?

    3 errors
    ");
}

#[test]
fn a_question_with_a_day() {
    let said = check(
        EN,
        "{{ total s=extension }}",
        "{{ total s=extension on=2026-01-01 }}",
    );
    insta::assert_snapshot!(said, @r"
    error[unlike-languages]: `{{ total s=extension }}` is missing here
      --> content/guides/stay.en.md:1:1
       |
     1 | ## Before {#before}
       | ^
       |
      ::: content/guides/stay.kk.md:27:12
       |
    27 | - Ұзартуға {{ total s=extension }}.
       |            ----------------------- it stands here in the reference language
       |
       = help: all languages have the same shortcodes, each as often as in the reference language

    error[unlike-languages]: the reference language has no `{{ total s=extension on=2026-01-01 }}` for this one
      --> content/guides/stay.en.md:27:26
       |
    27 | - The extension comes to {{ total s=extension on=2026-01-01 }}.
       |                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: all languages have the same shortcodes, each as often as in the reference language

    error[refused-question]: a guide's figures are those of the site's day
      --> content/guides/stay.en.md:27:47
       |
    27 | - The extension comes to {{ total s=extension on=2026-01-01 }}.
       |                                               ^^^^^^^^^^^^^
       |
       = help: leave out `on`

    3 errors
    ");
}

#[test]
fn a_figure_that_is_typed() {
    let said = check(EN, "It takes", "It takes 5,5 days, for C3, B12 and");
    insta::assert_snapshot!(said, @r#"
    error[typed-figure]: `5,5` is typed
      --> content/guides/stay.en.md:13:10
       |
    13 | It takes 5,5 days, for C3, B12 and {{ term permit }}, an extension {{ term extension }}. Apply {{ window extension }}.
       |          ^^^
       |
       = help: figures come from the data by a shortcode, like `{{ term SERVICE }}` or `{{ given "…" DOCUMENT/PLACE }}`; docs/content.md lists them

    error[typed-figure]: `B12` is typed
      --> content/guides/stay.en.md:13:28
       |
    13 | It takes 5,5 days, for C3, B12 and {{ term permit }}, an extension {{ term extension }}. Apply {{ window extension }}.
       |                            ^^^
       |
       = help: figures come from the data by a shortcode, like `{{ term SERVICE }}` or `{{ given "…" DOCUMENT/PLACE }}`; docs/content.md lists them

    2 errors
    "#);
}

#[test]
fn a_figure_that_is_typed_in_the_shared_part() {
    let said = check(
        SHARED,
        "en: For those who want to stay.",
        "en: For 2 who want to stay.",
    );
    insta::assert_snapshot!(said, @r#"
    error[typed-figure]: `2` is typed
     --> content/guides/stay.yaml:2:10
      |
    2 | summary: {kk: Тұрғысы келетіндерге., en: For 2 who want to stay.}
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: figures come from the data by a shortcode, like `{{ term SERVICE }}` or `{{ given "…" DOCUMENT/PLACE }}`; docs/content.md lists them

    1 error
    "#);
}

#[test]
fn braces_that_are_not_closed() {
    let said = check(EN, "{{ term permit }}", "{{ term permit");
    insta::assert_snapshot!(said, @r"
    error[shortcode]: this `{{` has no `}}`
      --> content/guides/stay.en.md:13:10
       |
    13 | It takes {{ term permit, an extension {{ term extension }}. Apply {{ window extension }}.
       |          ^^
       |
       = help: a shortcode ends with `}}` in the same paragraph; `\{{` writes two braces

    1 error
    ");
}

#[test]
fn a_quotation_that_is_not_closed() {
    let said = check(EN, "{{ given \"3\" ", "{{ given \"3 ");
    insta::assert_snapshot!(said, @r#"
    error[shortcode]: the shortcode `given` doesn't take this
     --> content/guides/stay.en.md:5:10
      |
    5 | With the {{ given "3 guide/permit/tariff }} papers *and* **more** of [them](#time):
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: it is written `{{ given "…" DOCUMENT/PLACE }}`

    error[shortcode]: this quotation has no end
     --> content/guides/stay.en.md:5:19
      |
    5 | With the {{ given "3 guide/permit/tariff }} papers *and* **more** of [them](#time):
      |                   ^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: it ends with the same mark: "…"

    2 errors
    "#);
}

#[test]
fn a_heading_of_the_first_level() {
    let said = check(EN, "## Before {#before}", "# Before {#before}");
    insta::assert_snapshot!(said, @r"
    error[heading]: headings begin at `##`
     --> content/guides/stay.en.md:1:1
      |
    1 | # Before {#before}
      | ^^^^^^^^^^^^^^^^^^
      |
      = help: the page's `#` is the guide's title

    1 error
    ");
}

#[test]
fn a_heading_that_skips_a_level() {
    let said = check(EN, "### When is the", "#### When is the");
    insta::assert_snapshot!(said, @r"
    error[heading]: `####` comes after `##`
      --> content/guides/stay.en.md:32:1
       |
    32 | #### When is the office open?
       | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: headings skip no level: write `###`

    1 error
    ");
}

#[test]
fn a_heading_without_an_anchor() {
    let said = check(EN, "## Before {#before}", "## Before");
    insta::assert_snapshot!(said, @r"
    error[heading]: this heading has no anchor
     --> content/guides/stay.en.md:1:1
      |
    1 | ## Before
      | ^^^^^^^^^
      |
      = help: end it with one, like `{#before}`, the same in all languages

    1 error
    ");
}

#[test]
fn an_anchor_twice() {
    let said = check(EN, "## Cost {#cost}", "## Cost {#time}");
    insta::assert_snapshot!(said, @r"
    error[heading]: the anchor `time` stands here twice
      --> content/guides/stay.en.md:16:1
       |
     9 | ## Time {#time}
       | --------------- the first time
    ...
    16 | ## Cost {#time}
       | ^^^^^^^^^^^^^^^

    1 error
    ");
}

#[test]
fn an_anchor_that_is_the_pages_own() {
    let said = check(EN, "## Cost {#cost}", "## Cost {#path-cost}");
    insta::assert_snapshot!(said, @r"
    error[heading]: `path-cost` cannot be an anchor
      --> content/guides/stay.en.md:16:1
       |
    16 | ## Cost {#path-cost}
       | ^^^^^^^^^^^^^^^^^^^^
       |
       = help: anchors are lower-case Latin letters, digits and hyphens; `main` and what begins with `path-` are the page's own

    1 error
    ");
}

#[test]
fn a_heading_that_is_another_in_one_language() {
    let said = check(EN, "## Cost {#cost}", "## Cost {#price}");
    insta::assert_snapshot!(said, @r"
    error[unlike-languages]: this heading is another one than in the reference language
      --> content/guides/stay.en.md:16:1
       |
    16 | ## Cost {#price}
       | ^^^^^^^^^^^^^^^^
       |
      ::: content/guides/stay.kk.md:16:1
       |
    16 | ## Құны {#cost}
       | --------------- there it is this one
       |
       = help: all languages have the same headings and anchors in the same order

    1 error
    ");
}

#[test]
fn a_heading_missing_in_one_language() {
    let said = check(EN, "## Cost {#cost}", "");
    insta::assert_snapshot!(said, @r"
    error[unlike-languages]: the heading `#cost` of the reference language is missing here
      --> content/guides/stay.en.md:30:1
       |
    30 | ## Questions {#questions}
       | ^^^^^^^^^^^^^^^^^^^^^^^^^ before this one, at the latest
       |
      ::: content/guides/stay.kk.md:16:1
       |
    16 | ## Құны {#cost}
       | --------------- this one
       |
       = help: all languages have the same headings and anchors in the same order

    1 error
    ");
    let said = check(EN, "## Cost {#cost}", "## More {#more}\n\n## Cost {#cost}");
    insta::assert_snapshot!(said, @r"
    error[unlike-languages]: the reference language has no heading `#more` here
      --> content/guides/stay.en.md:16:1
       |
    16 | ## More {#more}
       | ^^^^^^^^^^^^^^^
       |
       = help: all languages have the same headings and anchors in the same order

    1 error
    ");
    let said = check("content/guides/stay.kk.md", "## Құны {#cost}", "");
    insta::assert_snapshot!(said, @r"
    error[unlike-languages]: the reference language has no heading `#cost` here
      --> content/guides/stay.en.md:16:1
       |
    16 | ## Cost {#cost}
       | ^^^^^^^^^^^^^^^
       |
       = help: all languages have the same headings and anchors in the same order

    1 error
    ");
}

#[test]
fn a_number_of_a_list_that_readers_do_not_see() {
    let said = check(EN, "## Cost {#cost}", "## Cost {#cost}\n\n01. First.\n");
    insta::assert_snapshot!(said, @r"
    error[markdown]: this item is shown as number 1
      --> content/guides/stay.en.md:18:1
       |
    18 | 01. First.
       | ^^
       |
       = help: number the items one after the other, from 1

    1 error
    ");
}

#[test]
fn a_shortcode_missing_in_one_language() {
    let said = check(EN, "{{ term extension }}", "long");
    insta::assert_snapshot!(said, @r"
    error[unlike-languages]: `{{ term extension }}` is missing here
      --> content/guides/stay.en.md:1:1
       |
     1 | ## Before {#before}
       | ^
       |
      ::: content/guides/stay.kk.md:13:41
       |
    13 | Оған {{ term permit }} кетеді, ұзартуға {{ term extension }}. Өтініш {{ window extension }}.
       |                                         -------------------- it stands here in the reference language
       |
       = help: all languages have the same shortcodes, each as often as in the reference language

    1 error
    ");
}

#[test]
fn a_shortcode_more_in_one_language() {
    let said = check(EN, "It takes", "{{ term extension }} It takes");
    insta::assert_snapshot!(said, @r"
    error[unlike-languages]: the reference language has no `{{ term extension }}` for this one
      --> content/guides/stay.en.md:13:63
       |
    13 | {{ term extension }} It takes {{ term permit }}, an extension {{ term extension }}. Apply {{ window extension }}.
       |                                                               ^^^^^^^^^^^^^^^^^^^^
       |
       = help: all languages have the same shortcodes, each as often as in the reference language

    1 error
    ");
}

#[test]
fn a_link_to_no_page() {
    let said = check(EN, "/services/?x=1#group-permits", "/service/?x=1");
    insta::assert_snapshot!(said, @r"
    error[dead-link]: there is no page `/service/`
     --> content/guides/stay.en.md:4:50
      |
    4 | {{ rules appeal }} and {{ calculator fees }}, or [the list](/service/?x=1).
      |                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `services`?

    1 error
    ");
}

#[test]
fn a_link_without_its_slash() {
    let said = check(EN, "/services/?x=1#group-permits", "/services");
    insta::assert_snapshot!(said, @r"
    error[dead-link]: `/services` doesn't end with a slash
     --> content/guides/stay.en.md:4:50
      |
    4 | {{ rules appeal }} and {{ calculator fees }}, or [the list](/services).
      |                                                  ^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write it `/services/`

    1 error
    ");
}

#[test]
fn a_link_to_no_heading() {
    let said = check(EN, "[them](#time)", "[them](#tine)");
    insta::assert_snapshot!(said, @r#"
    error[dead-link]: no heading of this text has the anchor `tine`
     --> content/guides/stay.en.md:5:71
      |
    5 | With the {{ given "3" guide/permit/tariff }} papers *and* **more** of [them](#tine):
      |                                                                       ^^^^^^^^^^^^^
      |
      = help: did you mean `time`?

    1 error
    "#);
}

#[test]
fn a_link_of_a_forbidden_kind() {
    let said = check(EN, "[them](#time)", "[them](javascript:alert)");
    insta::assert_snapshot!(said, @r#"
    error[bad-value]: a guide doesn't link to `javascript:alert`
     --> content/guides/stay.en.md:5:71
      |
    5 | With the {{ given "3" guide/permit/tariff }} papers *and* **more** of [them](javascript:alert):
      |                                                                       ^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: a link is a path below the language like `/services/`, an anchor like `#before`, or an address with `https://`, `mailto:` or `tel:`

    1 error
    "#);
}

#[test]
fn a_link_without_encryption() {
    let said = check(EN, "[them](#time)", "[them](http://example.org/)");
    insta::assert_snapshot!(said, @r#"
    error[bad-value]: a guide doesn't link to `http://example.org/`
     --> content/guides/stay.en.md:5:71
      |
    5 | With the {{ given "3" guide/permit/tariff }} papers *and* **more** of [them](http://example.org/):
      |                                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: a link is a path below the language like `/services/`, an anchor like `#before`, or an address with `https://`, `mailto:` or `tel:`

    1 error
    "#);
}

#[test]
fn html() {
    let said = check(EN, "It takes", "It <b>takes</b>");
    insta::assert_snapshot!(said, @r"
    error[markdown]: a guide has no HTML
      --> content/guides/stay.en.md:13:4
       |
    13 | It <b>takes</b> {{ term permit }}, an extension {{ term extension }}. Apply {{ window extension }}.
       |    ^^^
       |
       = help: write it in Markdown; a `<` that is meant as such is written `\<`

    error[markdown]: a guide has no HTML
      --> content/guides/stay.en.md:13:12
       |
    13 | It <b>takes</b> {{ term permit }}, an extension {{ term extension }}. Apply {{ window extension }}.
       |            ^^^^
       |
       = help: write it in Markdown; a `<` that is meant as such is written `\<`

    2 errors
    ");
}

#[test]
fn html_in_lines() {
    let said = check(EN, "## Cost {#cost}", "<div>\nA\n</div>\n\n## Cost {#cost}");
    insta::assert_snapshot!(said, @r"
    error[markdown]: a guide has no HTML
      --> content/guides/stay.en.md:16:1
       |
    16 | <div>
       | ^^^^^
       |
       = help: write it in Markdown; a `<` that is meant as such is written `\<`

    1 error
    ");
}

#[test]
fn an_image() {
    let said = check(EN, "It takes", "![A picture](/picture.png) It takes");
    insta::assert_snapshot!(said, @r"
    error[markdown]: a guide has no images
      --> content/guides/stay.en.md:13:1
       |
    13 | ![A picture](/picture.png) It takes {{ term permit }}, an extension {{ term extension }}. Apply {{ window extension }}.
       | ^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: say in words what the image would show; the picture of the path is `{{ path }}`

    1 error
    ");
}

#[test]
fn code_by_indenting() {
    let said = check(EN, "## Cost {#cost}", "    code\n\n## Cost {#cost}");
    insta::assert_snapshot!(said, @r"
    error[markdown]: these lines are indented by four spaces, which makes code of them
      --> content/guides/stay.en.md:16:5
       |
    16 |     code
       |     ^
       |
       = help: indent them as far as the text of the list item that they belong to, or not at all

    1 error
    ");
}

#[test]
fn no_path() {
    let said = check(EN, "{{ path }}\n", "");
    insta::assert_snapshot!(said, @r"
    error[shortcode]: `{{ path }}` is missing in this text
     --> content/guides/stay.en.md:1:1
      |
    1 | ## Before {#before}
      | ^
      |
      = help: it stands in the text once, alone in a paragraph

    1 error
    ");
}

#[test]
fn two_paths() {
    let said = check(EN, "{{ path }}", "{{ path }}\n\n{{ path }}");
    insta::assert_snapshot!(said, @r"
    error[shortcode]: `{{ path }}` stands here twice
      --> content/guides/stay.en.md:13:1
       |
    11 | {{ path }}
       | ---------- the first time
    12 |
    13 | {{ path }}
       | ^^^^^^^^^^

    1 error
    ");
}

#[test]
fn no_case() {
    let said = check(EN, "{{ case }}\n", "");
    insta::assert_snapshot!(said, @r"
    error[shortcode]: `{{ case }}` is missing in this text
     --> content/guides/stay.en.md:1:1
      |
    1 | ## Before {#before}
      | ^
      |
      = help: it stands in the text once, alone in a paragraph

    1 error
    ");
}

#[test]
fn a_path_in_a_sentence() {
    let said = check(EN, "{{ path }}", "See {{ path }}");
    insta::assert_snapshot!(said, @r"
    error[shortcode]: `{{ path … }}` is not alone in its paragraph
      --> content/guides/stay.en.md:11:5
       |
    11 | See {{ path }}
       |     ^^^^^^^^^^
       |
       = help: put it on a line of its own, with an empty line before and after it

    1 error
    ");
}

#[test]
fn a_shortcode_in_a_link() {
    let said = check(EN, "[them](#time)", "[{{ term permit }}](#time)");
    insta::assert_snapshot!(said, @r#"
    error[shortcode]: a shortcode doesn't work in a link
     --> content/guides/stay.en.md:5:72
      |
    5 | With the {{ given "3" guide/permit/tariff }} papers *and* **more** of [{{ term permit }}](#time):
      |                                                                        ^^^^^^^^^^^^^^^^^
      |
      = help: what it gives has links of its own; put it beside

    1 error
    "#);
}

#[test]
fn a_step_without_a_length() {
    let said = check(SHARED, "        service: permit\n", "");
    insta::assert_snapshot!(said, @r"
    error[contradiction]: nothing says how long this step takes
      --> content/guides/stay.yaml:11:9
       |
    11 |       - id: application
       |         ^^^^^^^^^^^^^^^
       |
       = help: add one of `service`, `period`, `window`, `rule` and `unknown`

    1 error
    ");
}

#[test]
fn a_step_with_two_lengths() {
    let said = check(
        SHARED,
        "        service: permit\n",
        "        service: permit\n        rule: passport\n",
    );
    insta::assert_snapshot!(said, @r"
    error[contradiction]: this step has more than one length
      --> content/guides/stay.yaml:11:9
       |
    11 |       - id: application
       |         ^^^^^^^^^^^^^^^
       |
       = help: keep only one of `service`, `period`, `window`, `rule` and `unknown`

    1 error
    ");
}

#[test]
fn a_step_after_one_that_is_not_there() {
    let said = check(SHARED, "after: answer", "after: answers");
    insta::assert_snapshot!(said, @r"
    error[unknown-reference]: there is no step `answers` of this stage
      --> content/guides/stay.yaml:30:16
       |
    30 |         after: answers
       |                ^^^^^^^
       |
       = help: did you mean `answer`?

    1 error
    ");
}

#[test]
fn a_step_after_a_later_one() {
    let said = check(SHARED, "after: start", "after: reply");
    insta::assert_snapshot!(said, @r"
    error[contradiction]: the step that this one begins after stands below it
      --> content/guides/stay.yaml:26:16
       |
    26 |         after: reply
       |                ^^^^^
    27 |       - id: reply
       |             ----- it stands here
       |
       = help: steps stand in the order in which they begin

    1 error
    ");
}

#[test]
fn a_step_after_itself() {
    let said = check(SHARED, "after: start", "after: queue");
    insta::assert_snapshot!(said, @r"
    error[contradiction]: a step doesn't begin after itself
      --> content/guides/stay.yaml:26:16
       |
    23 |       - id: queue
       |             ----- it stands here
    ...
    26 |         after: queue
       |                ^^^^^
       |
       = help: steps stand in the order in which they begin

    1 error
    ");
}

#[test]
fn a_step_after_one_without_an_end() {
    let said = check(
        SHARED,
        "        after: answer\n",
        "        after: answer\n      - id: more\n        title: {kk: Тағы, en: More}\n        service: permit\n",
    );
    insta::assert_snapshot!(said, @r"
    error[contradiction]: this step begins at the end of one whose end nobody knows
      --> content/guides/stay.yaml:31:13
       |
    27 |       - id: reply
       |             ----- the one before it
    ...
    31 |       - id: more
       |             ^^^^
       |
       = help: begin a new stage with it, or say `after: start`

    1 error
    ");
}

#[test]
fn a_step_of_a_period_that_is_not_there() {
    let said = check(SHARED, "period: appeal/notice", "period: appeal/note");
    insta::assert_snapshot!(said, @r"
    error[unknown-reference]: there is no period `note` on that page
      --> content/guides/stay.yaml:22:24
       |
    22 |         period: appeal/note
       |                        ^^^^
       |
       = help: did you mean `notice`?

    1 error
    ");
}

#[test]
fn a_step_of_a_date_rule_that_is_not_there() {
    let said = check(SHARED, "rule: passport", "rule: pasport");
    insta::assert_snapshot!(said, @r"
    error[unknown-reference]: there is no rule `pasport` in date_rules.yaml
      --> content/guides/stay.yaml:19:15
       |
    19 |         rule: pasport
       |               ^^^^^^^
       |
       = help: did you mean `passport`?

    1 error
    ");
}

#[test]
fn a_window_of_a_service_without_one() {
    let said = check(SHARED, "window: extension", "window: permit");
    insta::assert_snapshot!(said, @r"
    error[unknown-reference]: the service `permit` has no filing window
      --> content/guides/stay.yaml:38:17
       |
    38 |         window: permit
       |                 ^^^^^^
       |
       = help: those with one: extension

    1 error
    ");
}

#[test]
fn a_window_after_another_step() {
    let said = check(
        SHARED,
        "        period: appeal/notice\n",
        "        window: extension\n",
    );
    insta::assert_snapshot!(said, @r"
    error[contradiction]: a filing window is counted back from its stage's day, so it follows no other step
      --> content/guides/stay.yaml:20:9
       |
    14 |       - id: answer
       |             ------ the step before it
    ...
    20 |       - id: notice
       |         ^^^^^^^^^^
       |
       = help: give it a stage of its own, or say `after: start`

    1 error
    ");
}

#[test]
fn a_line_of_the_case_that_is_none() {
    let said = check(
        SHARED,
        "[n=2, s=permit, term=2, priority=yes]",
        "[n=2, s=permit, term]",
    );
    insta::assert_snapshot!(said, @r"
    error[refused-question]: “Length”: please choose one of: 1 year, 2 years
     --> content/guides/stay.yaml:5:16
      |
    5 |   lines: [n=2, s=permit, term]
      |                ^^^^^^^^

    error[bad-value]: `term` is not `name=value`
     --> content/guides/stay.yaml:5:26
      |
    5 |   lines: [n=2, s=permit, term]
      |                          ^^^^
      |
      = help: a line of the question, like `s=…` for a service; docs/tools.md lists them

    2 errors
    ");
}

#[test]
fn a_case_that_the_calculator_refuses() {
    let said = check(
        SHARED,
        "[n=2, s=permit, term=2, priority=yes]",
        "[n=2, s=permit, term=7]",
    );
    insta::assert_snapshot!(said, @r"
    error[refused-question]: “7” is not a value of “term”. Allowed: 1, 2
     --> content/guides/stay.yaml:5:26
      |
    5 |   lines: [n=2, s=permit, term=7]
      |                          ^^^^^^

    1 error
    ");
}

#[test]
fn a_related_rule_that_is_not_there() {
    let said = check(SHARED, "rules: [appeal]", "rules: [appeals]");
    insta::assert_snapshot!(said, @r"
    error[unknown-reference]: there is no rule `appeals`
      --> content/guides/stay.yaml:42:11
       |
    42 |   rules: [appeals]
       |           ^^^^^^^
       |
       = help: did you mean `appeal`?

    1 error
    ");
}

#[test]
fn a_field_that_guides_do_not_have() {
    let said = check(SHARED, "related:", "relate:");
    insta::assert_snapshot!(said, @r"
    error[unknown-field]: there is no field `relate` here
      --> content/guides/stay.yaml:39:1
       |
    39 | relate:
       | ^^^^^^
       |
       = help: did you mean `related`?

    1 error
    ");
}

#[test]
fn a_language_that_is_missing() {
    let project = Project::with_guide();
    project.remove(KK);
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[missing-language]: the guide `stay` has no text in `kk`
     --> content/guides/stay.yaml:1:1
      |
    1 | title: {kk: Тұруға рұқсат алу, en: Getting to stay}
      | ^
      |
      = help: write it in `stay.kk.md` beside this file

    1 error
    ");
}

#[test]
fn a_text_in_a_language_that_the_site_does_not_have() {
    let project = Project::with_guide();
    project.write("content/guides/stay.de.md", "## Vorher {#before}\n");
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[unknown-language]: `de` is not a language of this site
     --> content/guides/stay.de.md:1:1
      |
    1 | ## Vorher {#before}
      | ^
      |
      = help: its languages are: kk, en

    1 error
    ");
}

#[test]
fn a_text_without_a_guide() {
    let project = Project::with_guide();
    project.write("content/guides/go.en.md", "## Before {#before}\n");
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[unknown-file]: the guide `go` has a text, but no file `go.yaml`
     --> content/guides/go.en.md:1:1
      |
    1 | ## Before {#before}
      | ^
      |
      = help: docs/content.md says what stands in it; or is the name mistyped?

    1 error
    ");
}

#[test]
fn a_text_that_does_not_name_its_language() {
    let project = Project::with_guide();
    project.write("content/guides/stay.md", "## Before {#before}\n");
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[unknown-file]: the file's name doesn't say the language
     --> content/guides/stay.md:1:1
      |
    1 | ## Before {#before}
      | ^
      |
      = help: texts of guides are named `SLUG.LANGUAGE.md`; the languages are: kk, en

    1 error
    ");
}

#[test]
fn characters_that_nobody_sees() {
    let project = Project::with_guide();
    project.edit(EN, "It takes", "It\u{a0}takes\u{200b}");
    project.edit(KK, "Оған", "\tОған");
    // It would not be seen here either.
    let refused = project.refused(&["check"]).replace('\u{200b}', "<U+200B>");
    insta::assert_snapshot!(refused, @r"
    error[invisible-character]: a no-break space (U+00A0) in the text
      --> content/guides/stay.en.md:13:3
       |
    13 | It takes<U+200B> {{ term permit }}, an extension {{ term extension }}. Apply {{ window extension }}.
       |   ^
       |
       = help: type an ordinary space; amounts get theirs when the page is made

    error[invisible-character]: an invisible character (U+200B) in the text
      --> content/guides/stay.en.md:13:9
       |
    13 | It takes<U+200B> {{ term permit }}, an extension {{ term extension }}. Apply {{ window extension }}.
       |         ^
       |
       = help: delete it

    error[invisible-character]: a tab (U+0009) in the text
      --> content/guides/stay.kk.md:13:1
       |
    13 |     Оған {{ term permit }} кетеді, ұзартуға {{ term extension }}. Өтініш {{ window extension }}.
       | ^^^^
       |
       = help: indent with spaces

    3 errors
    ");
}

#[test]
fn bytes_that_are_no_text() {
    let project = Project::with_guide();
    project.write(EN, b"## Before {#before}\n\xff\n");
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[not-utf8]: the file is not valid UTF-8
     --> content/guides/stay.en.md:2:1
      |
    2 | �
      | ^ here
      |
      = help: save it as UTF-8

    1 error
    ");
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
        (
            "lists",
            (0..2_000)
                .map(|n| " ".repeat(2 * n.min(900)) + "- x\n")
                .collect(),
        ),
        ("braces", "{{".repeat(20_000)),
        ("closed", "}}".repeat(20_000)),
        ("quotation", "{{ given \"".repeat(5_000)),
        ("brackets", "[".repeat(20_000) + &"](".repeat(20_000)),
        ("stars", "*a **b ".repeat(20_000)),
        ("huge", "word ".repeat(200_000)),
        (
            "tables",
            "|a".repeat(5_000) + "\n" + &"|-".repeat(5_000) + "\n",
        ),
        (
            "carriage returns",
            "a\r\rb\r\n\r\n{{ term\r\npermit }}\r\n".to_owned(),
        ),
    ] {
        let project = Project::with_guide();
        project.write(EN, format!("{text}\n{nasty}\n"));
        // Refused or not: it ends, and without a panic, which `run` looks for.
        let output = project.run(&["check"]);
        assert!([0, 1].contains(&output.code), "{name}: {}", output.code);
    }
}
