//! `qagida links`: what leads out of the site.

use serde_json::Value;

use crate::project::Project;

#[test]
fn every_external_address_stands_with_its_pages() {
    let project = Project::small();
    let printed = project.run(&["links"]).expect(0).stdout;
    let json = project.run(&["links", "--json"]).expect(0).stdout;
    let links: Vec<Value> = serde_json::from_str(&json).unwrap();
    let mut expected = String::new();
    let mut addresses = Vec::new();
    for link in &links {
        let address = link["address"].as_str().unwrap();
        addresses.push(address);
        expected.push_str(&format!("{address}\n"));
        for page in link["pages"].as_array().unwrap() {
            expected.push_str(&format!("  {}\n", page.as_str().unwrap()));
        }
    }
    assert_eq!(printed, expected);
    assert!(addresses.is_sorted() && !addresses.is_empty());

    // They are exactly those that the pages have.
    project.build();
    let mut found: Vec<String> = Vec::new();
    for (path, bytes) in project.site() {
        if !path.ends_with(".html") {
            continue;
        }
        let html = scraper::Html::parse_document(std::str::from_utf8(&bytes).unwrap());
        for element in crate::project::all(&html, "[href], [src]") {
            let address = element.attr("href").or(element.attr("src")).unwrap();
            if ["http:", "https:", "mailto:", "tel:"]
                .iter()
                .any(|scheme| address.starts_with(scheme))
            {
                found.push(format!("{address} {path}"));
            }
        }
    }
    found.sort();
    found.dedup();
    let mut listed: Vec<String> = links
        .iter()
        .flat_map(|link| {
            let pages = link["pages"].as_array().unwrap().iter();
            pages.map(|page| {
                let address = link["address"].as_str().unwrap();
                format!("{address} {}", page.as_str().unwrap())
            })
        })
        .collect();
    listed.sort();
    assert_eq!(listed, found);
}

#[test]
fn nothing_is_listed_of_content_that_is_wrong() {
    let project = Project::small();
    project.write("content/units.yaml", "units: [");
    assert!(project.refused(&["links"]).contains("error"));
    assert!(!project.path("site").exists());
}
