//! The page of all papers, the marks that tell a search what is an entry of its
//! own, and the alphabets that both are sorted by.

use scraper::{ElementRef, Html, Selector};

use crate::project::{Project, all, plain};

const PERMIT: &str = "content/services/permit.yaml";
const APPEAL: &str = "content/rules/appeal.yaml";
const PAPERS: &str = "content/documents.yaml";

fn within<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    element.select(&selector).collect()
}

/// A paper with who asks for it: anchor, name, and the places.
type Paper = (String, String, Vec<Place>);
/// A place's address with all its words.
type Place = (String, String);

/// The papers with who asks for them.
fn papers(page: &Html) -> Vec<Paper> {
    all(page, "[data-entry=document]")
        .into_iter()
        .map(|paper| {
            let asked = within(paper, ".asked > li").into_iter().map(|place| {
                let links = within(place, "a");
                assert_eq!(links.len(), 1);
                (links[0].attr("href").unwrap().to_owned(), plain(place))
            });
            (
                paper.attr("id").unwrap().to_owned(),
                plain(within(paper, "[data-entry-title]")[0]),
                asked.collect(),
            )
        })
        .collect()
}

fn named(page: &Html) -> Vec<String> {
    papers(page).into_iter().map(|(_, name, _)| name).collect()
}

/// A paper with the one place that asks for it.
fn paper(id: &str, name: &str, href: &str, words: &str) -> Paper {
    let asked = vec![(href.to_owned(), words.to_owned())];
    (id.to_owned(), name.to_owned(), asked)
}

#[test]
fn each_paper_says_where_and_when_it_is_asked_for() {
    let project = Project::small();
    project.build();
    let permit = "/en/services/permit/#step-1";
    assert_eq!(
        papers(&project.page("en/documents/index.html")),
        [
            paper(
                "birth-certificate",
                "Birth certificate",
                permit,
                "Residence permit for a child"
            ),
            paper(
                "decision",
                "Copy of the decision",
                "/en/rules/appeal/#papers",
                "Appealing a decision"
            ),
            paper("passport", "Passport", permit, "Residence permit"),
        ]
    );
    let page = project.page("kk/documents/index.html");
    assert_eq!(
        named(&page),
        ["Төлқұжат", "Туу туралы куәлік", "Шешімнің көшірмесі"]
    );
    let letters: Vec<String> = all(&page, "main h2").into_iter().map(plain).collect();
    assert_eq!(letters, ["Т", "Ш"]);

    // One is asked for nowhere any more, the other at two more places.
    project
        .edit(
            PERMIT,
            "        - {document: birth-certificate, when: child}\n",
            "",
        )
        .edit(
            APPEAL,
            "      - {document: decision}\n",
            concat!(
                "      - {document: decision, when: child}\n",
                "      - {document: decision, note: {kk: Екі дана., en: Two of them.}}\n",
                "      - {document: passport}\n",
            ),
        )
        .build();
    let found = papers(&project.page("en/documents/index.html"));
    let of = |id: &str| -> Vec<String> {
        let (_, _, asked) = found.iter().find(|(known, _, _)| known == id).unwrap();
        asked.iter().map(|(_, words)| words.clone()).collect()
    };
    assert_eq!(found.len(), 2);
    assert_eq!(
        of("decision"),
        ["Appealing a decision for a child Two of them."]
    );
    assert_eq!(of("passport"), ["Residence permit", "Appealing a decision"]);

    // Back to what it was, and no paper anywhere: no page, and no link to it.
    project
        .edit(
            PERMIT,
            concat!(
                "    documents:\n",
                "      source: {document: guide, at: permit}\n",
                "      items:\n",
                "        - {document: passport}\n",
            ),
            "",
        )
        .edit(
            APPEAL,
            concat!(
                "    documents:\n",
                "      - {document: decision, when: child}\n",
                "      - {document: decision, note: {kk: Екі дана., en: Two of them.}}\n",
                "      - {document: passport}\n",
            ),
            "",
        )
        .build();
    assert!(!project.path("site/en/documents").exists());
    assert!(all(&project.page("en/index.html"), "a[href$='/documents/']").is_empty());
}

/// Places that differ in what they want of a paper are read of at one heading.
#[test]
fn papers_of_one_name_stand_together() {
    let project = Project::small();
    project
        .edit(
            PAPERS,
            "  - {id: decision,",
            concat!(
                "  - id: old-passport\n",
                "    name: {kk: Төлқұжат, en: Passport}\n",
                "    detail: {kk: 3 ай жарамды, en: valid for 3 months}\n",
                "  - {id: decision,",
            ),
        )
        .edit(
            APPEAL,
            "      - {document: decision}\n",
            "      - {document: decision}\n      - {document: old-passport}\n",
        )
        .build();
    for language in ["kk", "en"] {
        let page = project.page(&format!("{language}/documents/index.html"));
        assert_eq!(papers(&page).len(), 3);
        let passport = all(&page, "#passport")[0];
        assert_eq!(within(passport, "[data-entry-title]").len(), 1);
        let other = within(passport, "#old-passport");
        assert_eq!(
            within(other[0], "a")[0].attr("href"),
            Some(format!("/{language}/rules/appeal/#papers").as_str())
        );
        assert_eq!(within(passport, ".asked > li").len(), 2);
    }
}

/// Where several steps of a service ask for papers, the step is named.
#[test]
fn a_paper_of_one_of_several_steps() {
    let project = Project::small();
    project
        .edit(
            PERMIT,
            "options: [term, priority]",
            concat!(
                "  - where: office\n",
                "    title: {kk: Рұқсатты алу, en: Collecting it}\n",
                "    source: {document: guide, at: permit}\n",
                "    actions: [{kk: Келіңіз., en: Come.}]\n",
                "    documents:\n",
                "      source: {document: guide, at: permit}\n",
                "      items: [{document: passport}]\n",
                "options: [term, priority]",
            ),
        )
        .build();
    let page = project.page("en/documents/index.html");
    let (_, _, asked) = papers(&page).pop().unwrap();
    assert_eq!(
        asked,
        [
            ("/en/services/permit/#step-1", "Residence permit Applying"),
            (
                "/en/services/permit/#step-2",
                "Residence permit Collecting it"
            ),
        ]
        .map(|(href, words)| (href.to_owned(), words.to_owned()))
    );
    // The service links back once, whatever the number of its steps.
    let service = project.page("en/services/permit/index.html");
    assert_eq!(all(&service, "main a[href='/en/documents/']").len(), 1);
    for path in ["services/", "glossary/", ""] {
        let page = project.page(&format!("en/{path}index.html"));
        let links = all(&page, "footer a[href='/en/documents/']");
        assert_eq!(links.len(), 1, "{path}");
    }
    let services = project.page("en/services/index.html");
    assert_eq!(all(&services, "main a[href='/en/documents/']").len(), 1);
}

/// An entry has an anchor and a title, and is content.
#[test]
fn entries_are_marked_for_the_search() {
    let project = Project::with_categories();
    project.build();
    let mut kinds = Vec::new();
    for (path, bytes) in project.site() {
        if !path.ends_with(".html") {
            continue;
        }
        let page = Html::parse_document(std::str::from_utf8(&bytes).unwrap());
        for entry in all(&page, "[data-entry]") {
            kinds.push(entry.attr("data-entry").unwrap().to_owned());
            assert!(entry.attr("id").is_some(), "{path}");
            let titles = within(entry, "[data-entry-title]");
            assert_eq!(titles.len(), 1, "{path}");
            assert_ne!(plain(titles[0]), "", "{path}");
        }
        let nested = "[data-search=off] [data-entry], [data-entry] [data-entry], \
                      h1[data-search], [data-search=off] h1";
        assert!(all(&page, nested).is_empty(), "{path}");
        let marks = all(&page, "main [data-search]");
        assert!(
            marks.iter().all(|it| it.attr("data-search") == Some("off")),
            "{path}"
        );
    }
    kinds.sort();
    kinds.dedup();
    assert_eq!(kinds, ["country", "document", "term"]);
}

#[test]
fn an_entry_of_a_country_is_called_by_its_name() {
    let project = Project::with_categories();
    project.build();
    let page = project.page("en/rules/passes/index.html");
    let countries: Vec<(&str, String)> = all(&page, "[data-entry=country]")
        .into_iter()
        .map(|row| {
            let title = within(row, "[data-entry-title]")[0];
            (row.attr("id").unwrap(), plain(title))
        })
        .collect();
    assert!(!countries.is_empty());
    for (id, name) in countries {
        let code = id.strip_prefix("country-").unwrap();
        assert!(code.len() == 2 && code == code.to_lowercase(), "{id}");
        assert!(!name.contains('.') && !name.is_empty(), "{name}");
    }
}

#[test]
fn an_alphabet_with_a_mistake() {
    let text = "templates/text/en.yaml";
    let refusal = |letters: &str| {
        let project = Project::small();
        let words = project.read(text);
        let start = words.find("\nalphabet: ").unwrap() + 1;
        let end = start + words[start..].find('\n').unwrap();
        let line = format!("alphabet: \"{letters}\"");
        project.write(text, [&words[..start], &line, &words[end..]].concat());
        project.refused(&["build"])
    };
    for (letters, problem) in [
        ("a b C", "`C` is not a small letter"),
        ("a, b", "`,` is not a small letter"),
        ("a b ca", "`a` stands in the alphabet twice"),
    ] {
        let message = refusal(letters);
        let expected = format!("error[template-text]: {problem}\n");
        assert!(message.contains(&expected), "{message}");
        assert!(message.contains("1 error\n"), "{message}");
    }
    // Another order of the letters is another order of the page.
    let project = Project::small();
    let words = project.read(text);
    let turned = words.replace("alphabet: \"aáàâäãå b cç ", "alphabet: \"cç b aáàâäãå ");
    assert_ne!(turned, words);
    project.write(text, turned).build();
    assert_eq!(
        named(&project.page("en/documents/index.html")),
        ["Copy of the decision", "Birth certificate", "Passport"]
    );
}
