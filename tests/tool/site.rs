//! The published site: what is on it, and what building it again does.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use scraper::Html;

use crate::project::{Project, all, plain, text};

pub const LANGUAGES: [&str; 3] = ["kk", "ru", "en"];

/// A row's anchor, and the amount that stands there.
type Price = (&'static str, Option<&'static str>);

/// The contract's services, with the prices that the guide gives for one person:
/// the row's anchor and the amount, or `None` where there is none to give.
const SERVICES: [(&str, &[Price]); 23] = [
    (
        "work-visa-invitation",
        &[
            ("fee-term-1", Some("370 000 ₸")),
            ("fee-term-2", Some("460 000 ₸")),
            ("fee-term-3", Some("550 000 ₸")),
            ("fee-term-4", Some("640 000 ₸")),
            ("fee-term-5", Some("730 000 ₸")),
            ("priority-fee", Some("150 000 ₸")),
            ("state-duty", Some("2 162.5 ₸")),
        ],
    ),
    (
        "work-visa-issue",
        &[
            ("fee-term-1", Some("370 000 ₸")),
            ("fee-term-2", Some("460 000 ₸")),
            ("fee-term-3", Some("550 000 ₸")),
            ("fee-term-4", Some("640 000 ₸")),
            ("fee-term-5", Some("730 000 ₸")),
            ("priority-fee", Some("150 000 ₸")),
            ("state-duty", Some("129 750 ₸")),
        ],
    ),
    (
        "work-visa-extension",
        &[("service-fee", None), ("state-duty", None)],
    ),
    (
        "investor-visa-a5-invitation",
        &[
            ("fee-term-1", Some("370 000 ₸")),
            ("fee-term-2", Some("460 000 ₸")),
            ("fee-term-3", Some("550 000 ₸")),
            ("fee-term-4", Some("640 000 ₸")),
            ("fee-term-5", Some("730 000 ₸")),
            ("priority-fee", Some("150 000 ₸")),
        ],
    ),
    (
        "investor-visa-a5-issue",
        &[
            ("fee-term-1", Some("370 000 ₸")),
            ("fee-term-2", Some("460 000 ₸")),
            ("fee-term-3", Some("550 000 ₸")),
            ("fee-term-4", Some("640 000 ₸")),
            ("fee-term-5", Some("730 000 ₸")),
            ("priority-fee", Some("150 000 ₸")),
        ],
    ),
    (
        "investor-visa-a6-invitation",
        &[
            ("fee-term-1", Some("370 000 ₸")),
            ("fee-term-2", Some("460 000 ₸")),
            ("fee-term-3", Some("550 000 ₸")),
            ("fee-term-4", Some("640 000 ₸")),
            ("fee-term-5", Some("730 000 ₸")),
            ("priority-fee", Some("150 000 ₸")),
        ],
    ),
    (
        "investor-visa-a6-extension",
        &[("service-fee", None), ("state-duty", None)],
    ),
    (
        "residence-permit",
        &[
            ("service-fee", Some("1 440 000 ₸")),
            ("state-duty", Some("17 300 ₸")),
        ],
    ),
    (
        "temporary-residence-permit",
        &[
            ("fee-applicant-employee", Some("120 000 ₸")),
            ("fee-applicant-expert", Some("100 000 ₸")),
            ("priority-fee", Some("60 000 ₸")),
        ],
    ),
    (
        "business-visa-single-invitation",
        &[
            ("service-fee", None),
            ("manager-fee", Some("170 000 ₸")),
            ("priority-fee", Some("40 000 ₸")),
            ("state-duty", Some("2 162.5 ₸")),
        ],
    ),
    (
        "business-visa-single-extension",
        &[("service-fee", None), ("state-duty", None)],
    ),
    (
        "business-visa-multiple-invitation",
        &[
            ("service-fee", None),
            ("manager-fee", Some("170 000 ₸")),
            ("priority-fee", Some("40 000 ₸")),
            ("state-duty", Some("2 162.5 ₸")),
        ],
    ),
    (
        "business-visa-multiple-issue",
        &[
            ("service-fee", None),
            ("manager-fee", Some("170 000 ₸")),
            ("priority-fee", Some("40 000 ₸")),
            ("state-duty", Some("129 750 ₸")),
        ],
    ),
    (
        "business-visa-multiple-extension",
        &[("service-fee", None), ("state-duty", None)],
    ),
    (
        "visa-cancellation-abroad",
        &[("service-fee", Some("20 000 ₸"))],
    ),
    (
        "visa-cancellation-in-kazakhstan",
        &[
            ("service-fee", Some("20 000 ₸")),
            ("state-duty", Some("2 162.5 ₸")),
        ],
    ),
    ("qualification-review", &[("service-fee", Some("60 000 ₸"))]),
    ("arrival-notification", &[("service-fee", Some("10 000 ₸"))]),
    (
        "iin",
        &[
            ("service-fee", Some("10 000 ₸")),
            ("manager-fee", Some("70 000 ₸")),
            ("priority-fee", Some("10 000 ₸")),
        ],
    ),
    (
        "tax-residency-certificate",
        &[
            ("service-fee", Some("50 000 ₸")),
            ("manager-fee", Some("150 000 ₸")),
        ],
    ),
    (
        "tax-residency-certificate-investor",
        &[
            ("service-fee", Some("50 000 ₸")),
            ("manager-fee", Some("150 000 ₸")),
        ],
    ),
    (
        "digital-signature",
        &[
            ("service-fee", Some("10 000 ₸")),
            ("manager-fee", Some("70 000 ₸")),
            ("priority-fee", Some("10 000 ₸")),
        ],
    ),
    (
        "fingerprinting",
        &[
            ("service-fee", Some("10 000 ₸")),
            ("prepaid-fee", Some("0 ₸")),
        ],
    ),
];

/// The files of the real site of 23 November 2026, built once.
pub fn real_site() -> &'static BTreeMap<String, Vec<u8>> {
    static SITE: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    SITE.get_or_init(|| Project::real().build().site())
}

/// The pages of the real site, by path.
pub fn real_pages() -> impl Iterator<Item = (&'static str, Html)> {
    real_site()
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), html(bytes)))
}

pub fn real_page(path: &str) -> Html {
    html(
        real_site()
            .get(path)
            .unwrap_or_else(|| panic!("{path} is missing")),
    )
}

fn html(bytes: &[u8]) -> Html {
    Html::parse_document(std::str::from_utf8(bytes).unwrap())
}

/// The file that an address leads to.
pub fn file_of(address: &str) -> String {
    let path = address.split(['#', '?']).next().unwrap();
    let path = path.strip_prefix('/').expect("from the root");
    match path {
        "" => "index.html".to_owned(),
        folder if folder.ends_with('/') => format!("{folder}index.html"),
        file => file.to_owned(),
    }
}

#[test]
fn every_address_of_the_contract_is_there() {
    let site = real_site();
    let mut missing = Vec::new();
    let mut expect = |path: String| {
        if !site.contains_key(&path) {
            missing.push(path);
        }
    };
    expect("index.html".to_owned());
    expect("404.html".to_owned());
    expect("status/index.html".to_owned());
    for language in LANGUAGES {
        for path in [
            "",
            "services/",
            "about/expat-centre/",
            "glossary/",
            "sources/",
        ] {
            expect(format!("{language}/{path}index.html"));
        }
        for (service, _) in SERVICES {
            expect(format!("{language}/services/{service}/index.html"));
        }
    }
    assert_eq!(missing, [""; 0]);
}

#[test]
fn the_list_of_services_names_each_once() {
    for language in LANGUAGES {
        for path in ["services/", ""] {
            let page = real_page(&format!("{language}/{path}index.html"));
            let linked: Vec<&str> = all(&page, "main :is(h3 a, .home__lists .row__name)")
                .iter()
                .map(|link| link.attr("href").unwrap())
                .filter(|address| address.contains("/services/"))
                .collect();
            let unique: BTreeSet<&str> = linked.iter().copied().collect();
            assert_eq!(linked.len(), SERVICES.len(), "{language}/{path}");
            for (service, _) in SERVICES {
                let address = format!("/{language}/services/{service}/");
                assert!(unique.contains(address.as_str()), "{address}");
            }
        }
    }
}

#[test]
fn every_page_is_in_every_language_at_the_same_path() {
    let paths = |language: &str| -> BTreeSet<&str> {
        real_pages()
            .filter_map(|(path, _)| path.strip_prefix(language)?.strip_prefix('/'))
            .collect()
    };
    let kk = paths("kk");
    assert!(kk.len() > SERVICES.len());
    assert_eq!(kk, paths("ru"));
    assert_eq!(kk, paths("en"));
}

#[test]
fn the_language_switch_stays_on_the_page() {
    for (path, page) in real_pages() {
        let Some((language, rest)) = path.split_once('/') else {
            continue;
        };
        // It is of no language.
        if path == "status/index.html" {
            continue;
        }
        assert_eq!(all(&page, "html")[0].attr("lang"), Some(language), "{path}");
        if rest == "404.html" {
            // What was looked for isn't known.
            continue;
        }
        if rest.ends_with("/embed/index.html") {
            // In a frame of another site, that site has the language.
            assert!(all(&page, "nav, header, footer").is_empty(), "{path}");
            continue;
        }
        let links: Vec<(&str, String)> = all(&page, "nav.languages a")
            .iter()
            .map(|link| {
                (
                    link.attr("hreflang").unwrap(),
                    file_of(link.attr("href").unwrap()),
                )
            })
            .collect();
        let expected: Vec<(&str, String)> = LANGUAGES
            .iter()
            .map(|language| (*language, format!("{language}/{rest}")))
            .collect();
        assert_eq!(links, expected, "{path}");
        let current = all(&page, "nav.languages a[aria-current]");
        assert_eq!(current.len(), 1, "{path}");
        assert_eq!(current[0].attr("hreflang"), Some(language), "{path}");
    }
}

#[test]
fn the_entrance_offers_each_language() {
    let page = real_page("index.html");
    let offered: Vec<&str> = all(&page, "main a")
        .iter()
        .map(|link| link.attr("href").unwrap())
        .collect();
    assert_eq!(offered, ["/kk/", "/ru/", "/en/"]);
}

#[test]
fn the_static_grid_shows_every_price() {
    for (service, prices) in SERVICES {
        let page = real_page(&format!("en/services/{service}/index.html"));
        let rows = all(&page, "#fees tr[id], table.tariff tr[id]");
        let found: Vec<(&str, Option<String>)> = rows
            .iter()
            .map(|row| {
                let amount = scraper::Selector::parse(".amount").unwrap();
                (
                    row.attr("id").unwrap(),
                    row.select(&amount).next().map(plain),
                )
            })
            .collect();
        let expected: Vec<(&str, Option<String>)> = prices
            .iter()
            .map(|(id, amount)| (*id, amount.map(str::to_owned)))
            .collect();
        assert_eq!(found, expected, "{service}");
        // Every figure names where it comes from.
        let source = scraper::Selector::parse("a.cite[href]").unwrap();
        for row in rows {
            assert!(
                row.select(&source).next().is_some(),
                "{service}: {}",
                plain(row)
            );
        }
    }
}

/// The anchors are the same in every language: a link can name them.
#[test]
fn figures_have_the_same_anchors_in_every_language() {
    for (service, _) in SERVICES {
        let anchors = |language: &str| -> Vec<String> {
            all(
                &real_page(&format!("{language}/services/{service}/index.html")),
                "[id]",
            )
            .iter()
            .map(|element| element.attr("id").unwrap().to_owned())
            .collect()
        };
        assert_eq!(anchors("kk"), anchors("en"), "{service}");
        assert_eq!(anchors("ru"), anchors("en"), "{service}");
    }
}

#[test]
fn amounts_are_written_as_the_language_does() {
    let price = |language: &str, id: &str| {
        let page = real_page(&format!(
            "{language}/services/work-visa-invitation/index.html"
        ));
        text(&page, &format!("#{id} .amount"))
    };
    for language in LANGUAGES {
        assert_eq!(price(language, "fee-term-3"), "550 000 ₸");
    }
    assert_eq!(price("en", "state-duty"), "2 162.5 ₸");
    assert_eq!(price("kk", "state-duty"), "2 162,5 ₸");
    assert_eq!(price("ru", "state-duty"), "2 162,5 ₸");
}

#[test]
fn what_cannot_be_read_is_shown_as_unreadable() {
    for language in LANGUAGES {
        let page = real_page(&format!(
            "{language}/services/business-visa-single-invitation/index.html"
        ));
        assert_eq!(text(&page, "#service-fee del"), "00 000 KZT");
    }
}

#[test]
fn pages_bring_a_strict_policy_and_keep_to_it() {
    for (path, page) in real_pages() {
        let policy = all(&page, "meta[http-equiv='Content-Security-Policy']");
        assert_eq!(policy.len(), 1, "{path}");
        let policy = policy[0].attr("content").unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe-inline"), "{path}: {policy}");
        assert!(!policy.contains("'unsafe-eval'"), "{path}: {policy}");
        assert!(!policy.contains("http"), "{path}: {policy}");
        assert!(!policy.contains('*'), "{path}: {policy}");

        assert!(
            all(&page, "style, base, iframe, object, embed").is_empty(),
            "{path}"
        );
        // A block of data is no script: nothing in it is run.
        for script in all(&page, "script:not([type='application/ld+json'])") {
            assert!(script.attr("src").is_some(), "{path}");
            assert_eq!(plain(script), "", "{path}");
        }
        for element in all(&page, "*") {
            for (name, _) in element.value().attrs() {
                let inline = name == "style" || name == "srcdoc" || name.starts_with("on");
                assert!(!inline, "{path}: {name} of {}", element.value().name());
            }
        }
    }
}

#[test]
fn pages_ask_no_other_host_for_anything() {
    let site = real_site();
    for (path, page) in real_pages() {
        for element in all(&page, "*") {
            let name = element.value().name();
            for (attribute, value) in element.value().attrs() {
                let loads = match attribute {
                    "src" | "srcset" | "poster" | "data" | "action" | "formaction"
                    | "data-rules" | "data-calculator" | "data-wasm" => true,
                    "href" => name == "link" || name == "use",
                    _ => false,
                };
                if loads {
                    assert!(site.contains_key(&file_of(value)), "{path}: {value}");
                }
            }
        }
        for link in all(&page, "a") {
            let href = link.attr("href").unwrap();
            let fits = href.starts_with(['/', '#'])
                || ["https://", "mailto:", "tel:"]
                    .iter()
                    .any(|s| href.starts_with(s));
            assert!(fits && !href.starts_with("//"), "{path}: {href}");
        }
    }
    for (path, bytes) in site {
        if [".css", ".js"].iter().any(|end| path.ends_with(end)) {
            let code = String::from_utf8(bytes.clone()).unwrap();
            for foreign in [
                "http://",
                "https://",
                "@import",
                "url(//",
                "innerHTML",
                "eval(",
            ] {
                assert!(!code.contains(foreign), "{path}: {foreign}");
            }
        }
    }
}

#[test]
fn raw_html_in_content_is_shown_as_text() {
    let raw = r#"<b onclick=x>&"'</b><script>alert(1)</script>"#;
    let quoted = raw.replace('\'', "''");
    let project = Project::small();
    project
        .edit(
            "content/services/permit.yaml",
            "en: Getting a residence permit.",
            &format!("en: '{quoted}'"),
        )
        .edit(
            "content/services/permit.yaml",
            "en: Residence permit}",
            &format!("en: '{quoted}'}}"),
        )
        .edit(
            "content/site.yaml",
            "en: Small}",
            &format!("en: '{quoted}'}}"),
        )
        .build();
    let page = project.page("en/services/permit/index.html");
    assert_eq!(text(&page, "h1"), raw);
    assert_eq!(text(&page, ".summary"), raw);
    assert_eq!(
        all(&page, "meta[name=description]")[0].attr("content"),
        Some(raw)
    );
    for path in [
        "en/index.html",
        "en/services/index.html",
        "en/services/permit/index.html",
    ] {
        let page = project.page(path);
        assert!(
            page.root_element().text().any(|text| text.contains(raw)),
            "{path}"
        );
        assert!(
            all(
                &page,
                "b, script:not([src]):not([type='application/ld+json']), [onclick]"
            )
            .is_empty(),
            "{path}"
        );
    }
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let elsewhere = |project: &Project| {
        project.build_with(&["--out", "elsewhere/in/depth"]);
        if project.path("site").exists() {
            project.remove("site");
        }
        std::fs::rename(project.path("elsewhere/in/depth"), project.path("site")).unwrap();
        project.site()
    };
    let again = elsewhere(&Project::real());
    assert!(
        &again == real_site(),
        "in another folder, published elsewhere"
    );
    // What is there already is of no account; every kind of page is in less content, too.
    let project = Project::with_guide();
    let first = project.build().site();
    assert!(project.build().site() == first, "in the same folder");
    assert!(elsewhere(&project) == first, "published elsewhere");
}

#[test]
fn an_address_with_a_path_is_in_every_link() {
    let project = Project::small();
    project.build_with(&["--base-url", "https://example.org/visas/kz/"]);
    let files = project.site();
    for (path, bytes) in &files {
        if !path.ends_with(".html") {
            continue;
        }
        let page = html(bytes);
        for element in all(&page, "*") {
            for (name, value) in element.value().attrs() {
                // A key may be called so, too.
                let other = name == "content" || name.starts_with("aria-");
                if other || !value.starts_with('/') {
                    continue;
                }
                let below = value
                    .strip_prefix("/visas/kz")
                    .unwrap_or_else(|| panic!("{path}: {value}"));
                // A folder of files that a script names.
                let file = match name {
                    "data-files" => format!("{}index.bin", below.trim_start_matches('/')),
                    _ => file_of(below),
                };
                assert!(files.contains_key(&file), "{path}: {value}");
            }
        }
    }
    let page = project.page("en/services/permit/index.html");
    let addresses = |selector: &str| -> Vec<String> {
        all(&page, selector)
            .iter()
            .map(|link| link.attr("href").unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        addresses("link[rel=canonical]"),
        ["https://example.org/visas/kz/en/services/permit/"]
    );
    assert_eq!(
        addresses("link[rel=alternate][hreflang=kk], link[rel=alternate][hreflang=en]"),
        [
            "https://example.org/visas/kz/kk/services/permit/",
            "https://example.org/visas/kz/en/services/permit/"
        ]
    );
}

#[test]
fn without_an_address_there_is_no_canonical_link() {
    for (path, page) in real_pages() {
        assert!(
            all(&page, "link[rel=canonical], link[hreflang]").is_empty(),
            "{path}"
        );
    }
}

#[test]
fn figures_are_those_of_the_day() {
    let project = Project::small();
    let duty = |day: &str| {
        project.build_with(&["--as-of", day]);
        let page = project.page("en/services/permit/index.html");
        assert_eq!(all(&page, "footer time")[0].attr("datetime"), Some(day));
        let amount = all(&page, "#state-duty .amount")
            .first()
            .map(|found| plain(*found));
        (
            amount,
            text(&page, "#state-duty"),
            // What changed names older values, too.
            text(&project.page("en/index.html"), "main .unit-today"),
        )
    };
    let (amount, _, home) = duty("2026-11-23");
    assert_eq!(amount.as_deref(), Some("2 162.5 ₸"));
    assert!(home.contains("4 325 ₸"), "{home}");

    // The unit's value of another day.
    let (_, _, home) = duty("2025-06-30");
    assert!(
        home.contains("Value today 3 932 ₸") && home.contains("from 1 January 2026: 4 325 ₸"),
        "{home}"
    );

    // No value for that day: a reason, and no figure in its place.
    let (amount, row, home) = duty("2027-01-01");
    assert_eq!(amount, None);
    assert!(
        row.contains("For 1 January 2027 it is not known yet"),
        "{row}"
    );
    assert!(
        home.contains("For 1 January 2027 it is not known yet"),
        "{home}"
    );
    assert!(
        !row.contains("4 325") && !home.contains("4 325"),
        "{row}\n{home}"
    );
    let page = project.page("en/services/permit/index.html");
    assert!(all(&page, "table.totals td .amount").is_empty());
    // What doesn't depend on it is there all the same.
    assert_eq!(text(&page, "#fee-term-1 .amount"), "100 ₸");
}

#[test]
fn building_again_after_edits_and_mistakes() {
    let permit = "content/services/permit.yaml";
    let page = "en/services/permit/index.html";
    let project = Project::small();
    project.build();
    let first = project.site();
    let version = |project: &Project| text(&project.page(page), "footer code");
    let first_version = version(&project);
    assert_eq!(text(&project.page(page), "#fee-term-2 .amount"), "200 ₸");

    // Another price: the page says so, and the version tells.
    project
        .edit(
            permit,
            "{choice: \"2\", amount: 200}",
            "{choice: \"2\", amount: 250}",
        )
        .build();
    assert_eq!(text(&project.page(page), "#fee-term-2 .amount"), "250 ₸");
    assert_eq!(text(&project.page(page), "#fee-term-1 .amount"), "100 ₸");
    assert_ne!(version(&project), first_version);
    project.run(&["check"]).expect(0);
    let second = project.site();
    assert_ne!(second, first);

    // A mistake in the content: the old site is whole.
    project.edit(permit, "duty: stay", "duty: leave");
    project.refused(&["build"]);
    assert!(project.site() == second);
    assert_eq!(project.left_overs(), [""; 0]);

    // A mistake in a template, found while pages are made.
    project.edit(permit, "duty: leave", "duty: stay");
    project.edit(
        "templates/glossary.html",
        "{% block main %}",
        "{% block main %}{{ nothing }}",
    );
    project.refused(&["build"]);
    assert!(project.site() == second);
    assert_eq!(project.left_overs(), [""; 0]);

    // Undone: the first site again, to the byte.
    project
        .edit("templates/glossary.html", "{{ nothing }}", "")
        .edit(
            permit,
            "{choice: \"2\", amount: 250}",
            "{choice: \"2\", amount: 200}",
        )
        .build();
    assert_eq!(version(&project), first_version);
    assert!(project.site() == first);
    assert_eq!(project.left_overs(), [""; 0]);
}

/// A service taken away leaves nothing behind, and one added is everywhere.
#[test]
fn adding_and_removing_a_service() {
    let extension = "content/services/extension.yaml";
    let project = Project::small();
    project.build();
    let first = project.site();
    let service = project.read(extension);
    project
        .remove(extension)
        .edit("content/site.yaml", "[permit, extension]", "[permit]")
        .edit(
            "content/services/permit.yaml",
            "related: [extension]",
            "related: []",
        )
        .build();
    assert!(
        project
            .site()
            .keys()
            .all(|path| !path.contains("extension"))
    );
    project
        .write(extension, service)
        .edit("content/site.yaml", "[permit]", "[permit, extension]")
        .edit(
            "content/services/permit.yaml",
            "related: []",
            "related: [extension]",
        )
        .build();
    assert!(project.site() == first);
}

/// `.gitkeep` and the like stay; a folder of somebody else's is not touched.
#[test]
fn the_folder_keeps_its_dot_files() {
    let project = Project::small();
    project.write("site/.gitkeep", "").build().build();
    assert!(project.path("site/.gitkeep").exists());
    assert!(project.path("site/index.html").exists());
}

#[test]
fn the_build_says_what_it_made() {
    let project = Project::small();
    let output = project.run(&["build"]).expect(0);
    assert_eq!(output.stderr, "");
    let (pages, rest) = output
        .stdout
        .strip_prefix("Built ")
        .and_then(|rest| rest.split_once(" pages in "))
        .unwrap_or_else(|| panic!("{}", output.stdout));
    let made = project.site();
    let made = made.keys().filter(|path| path.ends_with(".html")).count();
    assert_eq!(pages, made.to_string());
    assert!(rest.ends_with(" s: site\n"), "{}", output.stdout);
}
