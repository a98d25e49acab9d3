//! What a query finds, and what is shown of it.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{Searched, collection, entry, page, pages, part, site};
use qagida_search::{Collection, Depth, Index, Page, build};
use serde_json::json;

/// Each query of a line finds the page before all others.
fn first(language: &str, cases: &[(&str, &[&str])]) {
    let site = site(language);
    let mut wrong = Vec::new();
    for (expected, queries) in cases {
        for query in *queries {
            let found = site.first(query);
            if found != *expected {
                wrong.push(format!("{query}: {found}, not {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{language}: {wrong:#?}");
}

/// The scores of pages that are called so, for a query.
fn scores(language: &str, query: &str, titles: &[&str]) -> Vec<u64> {
    let named: Vec<_> = titles.iter().map(|title| (*title, *title, "")).collect();
    let found = Searched::new(&pages(language, &named)).found(query);
    let hits = found["hits"].as_array().unwrap();
    let score = |title: &&str| {
        let hit = hits.iter().find(|hit| hit["title"] == *title);
        hit.map_or(0, |hit| hit["score"].as_u64().unwrap())
    };
    titles.iter().map(score).collect()
}

fn falls(scores: &[u64]) -> bool {
    scores.windows(2).all(|pair| pair[0] > pair[1])
}

#[test]
fn by_title_and_its_forms() {
    first(
        "kk",
        &[
            (
                "work-permit",
                &["жұмысқа рұқсат", "жұмыс рұқсаты", "рұқсатты"],
            ),
            ("invitation", &["шақыру", "шақырудың", "шақыруды алу"]),
            (
                "visa-extension",
                &["визаны ұзарту", "визамды ұзарту", "виза ұзартуға"],
            ),
            ("registration", &["келуді тіркеу", "тіркеуге"]),
            ("account", &["банк шоты", "банкте шот ашу"]),
            ("residence", &["ықтиярхат", "тұруға ықтиярхатты"]),
        ],
    );
    first(
        "ru",
        &[
            (
                "work-permit",
                &["разрешение на работу", "разрешения для работы"],
            ),
            (
                "invitation",
                &["приглашение", "приглашения", "приглашением"],
            ),
            (
                "visa-extension",
                &["продление визы", "продления виз", "продлению"],
            ),
            ("registration", &["регистрация прибытия", "регистрацию"]),
            (
                "account",
                &["счёт в банке", "счет банк", "открыть счета в банках"],
            ),
            ("residence", &["вид на жительство", "жительства"]),
        ],
    );
    first(
        "en",
        &[
            (
                "work-permit",
                &["work permit", "work permits", "working permit"],
            ),
            (
                "invitation",
                &["invitation letter", "Invitations", "invitation letters"],
            ),
            ("visa-extension", &["visa extension", "extensions of visas"]),
            ("registration", &["arrival registration", "registrations"]),
            ("account", &["bank account", "opening accounts", "banks"]),
            ("residence", &["residence permit", "RESIDENCE PERMITS"]),
        ],
    );
}

#[test]
fn by_what_people_call_it() {
    first(
        "kk",
        &[
            ("work-permit", &["еңбек ету", "еңбекке"]),
            ("visa-extension", &["созу"]),
        ],
    );
    first(
        "ru",
        &[
            ("work-permit", &["трудоустройство"]),
            ("invitation", &["вызов"]),
        ],
    );
    first(
        "en",
        &[
            ("work-permit", &["employment", "jobs"]),
            ("children", &["babies", "kids"]),
        ],
    );
}

#[test]
fn by_letters_as_people_type_them() {
    first(
        "kk",
        &[
            // Kazakh's letters on a Russian keyboard.
            ("work-permit", &["жумыска руксат", "ЖУМЫСКА РУКСАТ"]),
            ("driving", &["журпзуши куалиги", "жургизуши куалик"]),
            ("account", &["ба\u{301}нкте шот"]),
        ],
    );
    first(
        "ru",
        &[(
            "account",
            &["счет", "счёт", "открытие счет\u{435}\u{308}та"],
        )],
    );
    first(
        "en",
        &[("residence", &["residence pérmit", "resi\u{ad}dence"])],
    );
}

#[test]
fn codes_in_either_script_apart_or_together() {
    let codes: [(&str, &[&str]); 2] = [
        (
            "codes/c3",
            &["C3", "c3", "С3", "с3", "c-3", "С-3", "C 3", "c 3", "С 3"],
        ),
        (
            "codes/b12",
            &["B12", "b12", "В12", "в12", "B-12", "b 12", "B 12", "в-12"],
        ),
    ];
    for language in ["kk", "ru", "en"] {
        first(language, &codes);
    }
    first("kk", &[("codes/c3", &["C3 санаты", "с3 санаты керек"])]);
    first("ru", &[("codes/c3", &["категория с3", "виза C 3"])]);
    first("en", &[("codes/b12", &["category b 12", "what is B-12?"])]);
    // A number by itself is no code.
    assert_eq!(site("ru").hits("12"), [""; 0]);
}

#[test]
fn in_latin_letters() {
    first(
        "kk",
        &[
            ("work-permit", &["jumysqa ruqsat", "zhumyska ruksat"]),
            ("invitation", &["shaqyru", "shakyru"]),
            ("visa-extension", &["vizany uzartu"]),
            ("residence", &["yqtiyarhat"]),
        ],
    );
    first(
        "ru",
        &[
            ("invitation", &["priglashenie", "priglasheniye"]),
            ("work-permit", &["razreshenie na rabotu"]),
            ("registration", &["registratsiya"]),
            ("residence", &["vid na zhitelstvo"]),
        ],
    );
    let read = site("ru").found("priglashenie");
    assert_eq!(read["read"], "приглашение");
    assert_eq!(site("ru").found("приглашение")["read"], json!(null));
}

#[test]
fn on_another_keyboard() {
    first(
        "ru",
        &[
            ("invitation", &["ghbukfitybt"]),
            ("work-permit", &["hfphtitybt yf hf,jne"]),
            ("visa-extension", &["ghjlktybt dbps"]),
        ],
    );
    first(
        "kk",
        &[
            ("invitation", &["if0she", "ifrshe"]),
            ("work-permit", &[";9vsc", ";9vsc0f h90cfn"]),
            ("driving", &[";8hu3peis re2k3u3"]),
        ],
    );
    first(
        "en",
        &[
            ("visa-extension", &["мшыф уч", "мшыф учеутышщт"]),
            ("work-permit", &["цщкл зукьше"]),
        ],
    );
    assert_eq!(site("ru").found("ghbukfitybt")["read"], "приглашение");
    assert_eq!(site("en").found("мшыф")["read"], "visa");
}

#[test]
fn mistyped() {
    first(
        "kk",
        &[
            ("invitation", &["шақру", "шакыуру"]),
            ("residence", &["ықтиярхта", "ықтярхат"]),
        ],
    );
    first(
        "ru",
        &[
            ("invitation", &["приглошение", "пригалшение"]),
            ("registration", &["регестрация"]),
        ],
    );
    first(
        "en",
        &[
            (
                "registration",
                &["registraton", "registrasion", "regsitration"],
            ),
            ("invitation", &["inivtation", "invitaton"]),
        ],
    );
}

#[test]
fn exact_then_begun_then_mistyped() {
    // A word that is there as it stands, in another form, and one that it begins.
    let found = scores(
        "en",
        "transport",
        &["transport", "transports", "transportbox"],
    );
    assert_eq!(found[0], found[1], "{found:?}");
    assert!(falls(&found[1..]), "{found:?}");
    // One that is only begun, and one that is a slip away.
    let found = scores("en", "registra", &["registrar", "rebistra", "unrelated"]);
    assert!(falls(&found), "{found:?}");
    let found = scores("ru", "приглаш", &["приглашение", "приглас"]);
    assert!(falls(&found), "{found:?}");
    // One slip before two.
    let found = scores(
        "ru",
        "приглошение",
        &["приглашение", "приглишенае", "работа"],
    );
    assert_eq!(found[0], 1000, "{found:?}");
    assert!(falls(&found[..2]) && found[2] == 0, "{found:?}");
}

#[test]
fn the_name_before_the_text() {
    let site = Searched::new(&pages(
        "en",
        &[
            (
                "text",
                "Lodging",
                "The passport of a guest. Passport, passport, passport.",
            ),
            ("name", "Passport", "A document."),
            (
                "long-name",
                "How to exchange a passport abroad",
                "A document.",
            ),
        ],
    ));
    assert_eq!(site.hits("passports"), ["name", "long-name", "text"]);
}

#[test]
fn what_counts_less_comes_later() {
    let weighed = |weight| {
        let mut page = page(
            &format!("of-{weight}"),
            entry("Lease contract", &[], vec![]),
        );
        page.entries[0].weight = weight;
        page
    };
    let site = Searched::new(&Collection {
        language: "en".into(),
        pages: vec![weighed(50), weighed(100), weighed(70)],
        ..Collection::default()
    });
    assert_eq!(site.hits("lease"), ["of-100", "of-70", "of-50"]);
}

#[test]
fn equal_hits_in_the_order_of_the_pages() {
    let site = Searched::new(&pages(
        "en",
        &[("b", "Lease", ""), ("a", "Lease", ""), ("c", "Lease", "")],
    ));
    assert_eq!(site.hits("lease"), ["b", "a", "c"]);
}

#[test]
fn any_word_but_rather_all() {
    let site = Searched::new(&pages(
        "ru",
        &[
            ("one", "Аренда", "Договор с хозяином."),
            ("other", "Налог", "Его платит хозяин."),
            ("both", "Налог с аренды", "Декларация."),
            ("in-text", "Жильё", "Платят налог, если есть аренда."),
            ("none", "Паспорт", "Документ."),
        ],
    ));
    let hits = site.hits("налог аренда");
    assert_eq!(hits[0], "both");
    assert!(!hits.contains(&"none".into()));
    assert_eq!(hits.len(), 4);
    // A word that nobody knows takes nothing away.
    assert_eq!(site.first("налог аренда кварк"), "both");
    assert_eq!(site.hits("паспорт кварк"), ["none"]);
}

#[test]
fn function_words_do_not_lead_astray() {
    first(
        "kk",
        &[(
            "visa-extension",
            &[
                "визаны қалай ұзартуға болады",
                "визаны ұзарту үшін не керек",
            ],
        )],
    );
    first(
        "ru",
        &[
            (
                "visa-extension",
                &["как мне продлить визу", "что нужно для продления визы"],
            ),
            ("account", &["можно ли открыть счёт в банке?"]),
        ],
    );
    first(
        "en",
        &[(
            "account",
            &[
                "how can I open a bank account?",
                "what do I need for an account",
            ],
        )],
    );
    // By themselves they find names that have them.
    first("ru", &[("about", &["о нас"])]);
    first("en", &[("about", &["about us", "About"])]);
    first("kk", &[("about", &["біз туралы"])]);
    // Beside a word that says something they find nothing of their own.
    assert_eq!(site("en").hits("about the embassy"), ["lost"]);
}

#[test]
fn a_name_in_full_comes_first() {
    let site = Searched::new(&pages(
        "en",
        &[
            (
                "longer",
                "Visa extension for students",
                "For those who study here.",
            ),
            ("exact", "Visa extension", "Once."),
        ],
    ));
    assert_eq!(site.hits("visa extension"), ["exact", "longer"]);
    assert_eq!(
        site.hits("visa extension for students"),
        ["longer", "exact"]
    );
}

#[test]
fn depth_says_by_what_a_page_is_found() {
    let of = |path: &str, depth| {
        let parts = vec![
            part(
                "",
                "",
                "The lead about housing.\nBeside the lead: insurance.",
            ),
            part("s", "Deposit", "Its text about damages."),
        ];
        let mut page = page(path, entry("Lease", &[], parts));
        page.entries[0].depth = depth;
        page
    };
    let site = Searched::new(&Collection {
        language: "en".into(),
        pages: vec![
            of("text", Depth::Text),
            of("headings", Depth::Headings),
            of("name", Depth::Name),
        ],
        ..Collection::default()
    });
    assert_eq!(site.hits("lease").len(), 3);
    assert_eq!(site.hits("deposit"), ["text#s", "headings#s"]);
    assert_eq!(site.hits("damages"), ["text#s"]);
    assert_eq!(site.hits("insurance"), ["text"]);
}

#[test]
fn entries_and_sections_have_places() {
    for (language, queries) in [
        (
            "kk",
            [
                "мерзімнен асып кету",
                "құжаттар",
                "апостиль",
                "тұруға ықтиярхаттан бас тарту",
                "ықтиярхат",
            ],
        ),
        (
            "ru",
            [
                "просрочка",
                "документы",
                "апостиль",
                "отказ в виде на жительство",
                "вид на жительство",
            ],
        ),
        (
            "en",
            [
                "overstayed",
                "documents",
                "apostille",
                "residence permit refusal",
                "residence permit",
            ],
        ),
    ] {
        let site = site(language);
        let places = queries.map(|query| site.first(query));
        let expected = ["#overstay", "#papers", "#papers", "#refusal", ""];
        assert_eq!(
            places,
            expected.map(|place| format!("residence{place}")),
            "{language}"
        );
    }
    let shown = site("en").show("apostille");
    assert_eq!(shown.heading, "Documents");
    assert_eq!(shown.kind, "guide");
    assert_eq!(site("en").show("overstay").kind, "term");
}

#[test]
fn the_words_are_shown_in_their_line() {
    let shown = site("en").show("apostilles");
    assert_eq!(shown.title, ["Residence permit"]);
    assert_eq!(
        shown.words,
        ["A police clearance with an ", "apostille", "."]
    );
    let shown = site("kk").show("визаны ұзарту");
    assert_eq!(shown.title, ["", "Визаны", " ", "ұзарту", ""]);
    assert_eq!(shown.words[..3], ["", "Виза", " ел ішінде бір рет "]);
    let shown = site("ru").show("категория с3");
    assert_eq!(shown.title, ["", "Категория", " ", "C3", ""]);
    // Without the words, the line under the name.
    let shown = site("ru").show("дети");
    assert_eq!(shown.words, ["Прилагается свидетельство о рождении."]);
}

#[test]
fn a_long_line_is_cut_at_words() {
    let before = "Первое предложение ни о чём. ".repeat(30);
    let after = " Последнее предложение тоже ни о чём.".repeat(30);
    let line = format!("{before}Здесь сказано про апостиль, и только.{after}");
    let site = Searched::new(&pages("ru", &[("long", "Страница", &line)]));
    let words = site.show("апостиля").words;
    assert_eq!(words[0], "… Здесь сказано про ");
    assert_eq!(words[1], "апостиль");
    let whole = words.concat();
    let shown = whole.trim_start_matches("… ").trim_end_matches(" …");
    assert!(line.contains(shown), "{whole}");
    assert!((200..400).contains(&shown.len()), "{}", shown.len());
    assert!(whole.ends_with(" …"), "{whole}");
}

#[test]
fn the_nearest_word_when_nothing_is_found() {
    for (language, query, nearest) in [
        ("en", "duraveng", "Driving"),
        ("ru", "кутугоруя", "Категория"),
        ("kk", "бадалур", "Балалар"),
    ] {
        let found = site(language).found(query);
        assert_eq!(found["total"], 0, "{query}");
        assert_eq!(found["nearest"], nearest, "{query}");
    }
    // Nor is what the names share with a query that says nothing.
    for query in ["qwxzqwxz", "about qwxzqwxz"] {
        let found = site("en").found(query);
        assert_eq!(found["total"], 0, "{query}");
        assert_eq!(found["nearest"], json!(null), "{query}");
    }
    assert_eq!(site("en").found("visa")["nearest"], json!(null));
}

/// The figures of the best hit's answer.
fn figures(language: &str, query: &str) -> Vec<String> {
    let shown = site(language).show(query).to_json();
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let rows = shown["answer"]["rows"].as_array();
    let rows = rows.into_iter().flatten();
    rows.map(|row| row["value"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn questions_have_figures() {
    for (language, permit, asks, child, years) in [
        (
            "kk",
            "тұруға ықтиярхат",
            "қанша тұрады",
            "балаға",
            "3 жылға",
        ),
        (
            "ru",
            "вид на жительство",
            "сколько стоит",
            "для ребёнка",
            "на 3 года",
        ),
        (
            "en",
            "residence permit",
            "how much",
            "for a child",
            "for 3 years",
        ),
    ] {
        let asked = |rest: &str| figures(language, &format!("{permit} {rest} {asks}"));
        // What is not said has its usual value.
        assert_eq!(asked(""), ["1000"], "{language}");
        assert_eq!(asked(child), ["500"], "{language}");
        assert_eq!(asked(years), ["3000"], "{language}");
        assert_eq!(asked(&format!("{child} {years}")), ["1500"], "{language}");
        // The unit's word by itself says nothing.
        let unit = years.split(' ').next_back().unwrap();
        assert_eq!(asked(unit), ["1000"], "{language}");
        // No question, no figure.
        assert_eq!(figures(language, permit), [""; 0], "{language}");
    }
    let site = site("en");
    assert_eq!(
        site.found("how much is a residence permit")["question"],
        "cost"
    );
    assert_eq!(site.found("residence permit")["question"], json!(null));
    let read = site
        .index
        .read("residence permit for 3 years for a child, how much");
    let said = |option: &str, value: &str| (option.to_owned(), value.to_owned());
    assert_eq!(read.values, [said("age", "child"), said("years", "3")]);
}

#[test]
fn figures_whose_time_is_over_are_not_shown() {
    let site = site("en");
    let answer = |today| -> serde_json::Value {
        let shown = site.show_on("how much is a residence permit", today);
        serde_json::from_str(&shown.answer).unwrap()
    };
    let now = answer("2026-12-31");
    assert_eq!(now["title"], "Fee");
    assert_eq!(now["note"], "For today.");
    assert_eq!(now["href"], "/calculator/");
    assert_eq!(now["link"], "Calculate");
    let row = json!({ "label": "Permit", "value": "1000", "href": "/fees/" });
    assert_eq!(now["rows"], json!([row]));
    let then = answer("2027-01-01");
    assert_eq!(then["note"], "The figures are old.");
    assert_eq!(then["rows"], json!([]));
    assert_eq!(then["href"], "/calculator/");
}

#[test]
fn what_the_page_gets() {
    let found = site("en").found("overstay");
    let expected = json!({
        "read": null,
        "question": null,
        "nearest": null,
        "total": 1,
        "hits": [{
            "entry": 12,
            "text": 11,
            "score": 1000,
            "page": "residence",
            "title": "Overstay",
            "kind": "term",
        }],
    });
    assert_eq!(found, expected);
    let shown: serde_json::Value =
        serde_json::from_str(&site("en").show("overstay").to_json()).unwrap();
    let expected = json!({
        "page": "residence",
        "anchor": "overstay",
        "kind": "term",
        "heading": "",
        "title": ["", "Overstay", ""],
        "words": [""],
        "answer": null,
    });
    assert_eq!(shown, expected);
}

#[test]
fn nothing_is_asked_or_there() {
    let site = site("en");
    for query in ["", " ", "?!", "😀", "\u{0}\u{1f}", "' ' '"] {
        assert!(site.index.read(query).is_empty(), "{query:?}");
        assert_eq!(site.found(query)["total"], 0, "{query:?}");
    }
    for language in ["kk", "ru", "en", "de", ""] {
        let empty = Searched::new(&Collection {
            language: language.into(),
            ..Collection::default()
        });
        assert_eq!(empty.found("visa C3 визасы")["total"], 0);
    }
    let none_of_its_own = Searched::new(&pages("de", &[("a", "Aufenthaltserlaubnis", "Größe")]));
    assert_eq!(none_of_its_own.hits("aufenthaltserlaubnis"), ["a"]);
    assert_eq!(none_of_its_own.hits("grosse"), [""; 0]);
    assert_eq!(none_of_its_own.hits("größe"), ["a"]);
}

#[test]
fn the_same_bytes_each_time() {
    for language in ["kk", "ru", "en"] {
        let [a, b] = [(); 2].map(|()| build(&collection(language)));
        assert_eq!(a.index, b.index);
        assert_eq!(a.texts, b.texts);
        assert_eq!(a.shards, b.shards);
        assert!(a.shards.is_empty());
    }
    let [a, b] = [(); 2].map(|()| build(&large()));
    assert_eq!((a.index, a.shards), (b.index, b.shards));
}

/// Four thousand pages, each with a name of its own.
fn large() -> Collection {
    let page = |number| {
        let text = format!(
            "A record of the register, number {number}, from the {} archive.",
            unique(number % 7 + 8000),
        );
        let title = format!("Record {}", unique(number));
        page(
            &format!("p{number}"),
            entry(&title, &[], vec![part("", "", &text)]),
        )
    };
    Collection {
        language: "en".into(),
        pages: (0..4000).map(page).collect(),
        ..Collection::default()
    }
}

/// A word that is no other's, and two letters away from any: each syllable says a digit.
fn unique(number: usize) -> String {
    const SYLLABLES: [&str; 10] = ["ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu"];
    let digits = [
        number / 1000,
        number / 100 % 10,
        number / 10 % 10,
        number % 10,
    ];
    let check = digits.iter().sum::<usize>() % 10;
    let syllables = digits.iter().chain([&check]).map(|digit| SYLLABLES[*digit]);
    syllables.chain(["rk"]).collect()
}

/// The paths of the hits, after the pieces that the query needs were given.
fn asked(
    index: &mut Index,
    shards: &[Vec<u8>],
    collection: &Collection,
    query: &str,
) -> (usize, Vec<String>) {
    let read = index.read(query);
    let needs = index.needs(&read);
    for shard in &needs {
        index.give(*shard, &shards[*shard]);
    }
    assert!(index.needs(&read).is_empty());
    let hits = index.find(&read, 5).0;
    let path = |page: &Page| page.path.clone();
    (
        needs.len(),
        hits.iter()
            .map(|hit| path(&collection.pages[hit.page]))
            .collect(),
    )
}

#[test]
fn a_large_index_loads_what_a_query_needs() {
    let collection = large();
    let built = build(&collection);
    assert!(built.shards.len() > 3, "{}", built.shards.len());
    assert_eq!(built.texts.len(), 4000);
    let mut index = Index::open(&built.index).unwrap();
    for number in (0..4000).step_by(29) {
        let mut fresh = Index::open(&built.index).unwrap();
        for index in [&mut index, &mut fresh] {
            let (needs, hits) = asked(index, &built.shards, &collection, &unique(number));
            assert_eq!(
                hits.first(),
                Some(&format!("p{number}")),
                "{}",
                unique(number)
            );
            assert!(needs <= 3, "{needs}");
        }
    }
    // Both words, though one of them is in every name.
    let mut fresh = Index::open(&built.index).unwrap();
    let query = format!("the records of {}", unique(777));
    let (needs, hits) = asked(&mut fresh, &built.shards, &collection, &query);
    assert_eq!(hits[0], "p777");
    assert!(needs < built.shards.len(), "{needs}");
    // A word of the texts only.
    let (_, hits) = asked(&mut fresh, &built.shards, &collection, &unique(8003));
    assert_eq!(hits[..3], ["p3", "p10", "p17"]);
}

#[test]
fn a_large_index_has_what_a_whole_one_has() {
    // The same pages, as one index and in pieces: only their number parts them.
    let small = collection("ru");
    let mut many = small.clone();
    let filler = (0..1600).map(|number| {
        let title = format!("Zapis {}", unique(number));
        page(&format!("f{number}"), entry(&title, &[], vec![]))
    });
    many.pages.extend(filler);
    let built = build(&many);
    assert!(!built.shards.is_empty());
    let whole = Searched::new(&small);
    let mut index = Index::open(&built.index).unwrap();
    for query in [
        "продление визы",
        "с3",
        "приглошение",
        "ghbukfitybt",
        "просрочка",
        "трудоустройство",
    ] {
        let hits = asked(&mut index, &built.shards, &many, query).1;
        let expected = whole.first(query);
        assert_eq!(hits[0], expected.split('#').next().unwrap(), "{query}");
    }
}

#[test]
fn pieces_that_did_not_come_are_missed_quietly() {
    let collection = large();
    let built = build(&collection);
    let mut index = Index::open(&built.index).unwrap();
    let read = index.read(&unique(42));
    assert!(!index.needs(&read).is_empty());
    assert_eq!(index.find(&read, 5), (vec![], 0));
    let found: serde_json::Value = serde_json::from_str(&index.found(&read, 5)).unwrap();
    assert_eq!(found["total"], 0);
    for shard in [0, 1, built.shards.len(), usize::MAX] {
        for bytes in [&[][..], &[0xff; 40], &built.shards[0]] {
            index.give(shard, bytes);
            index.find(&read, 5);
        }
    }
}

#[test]
fn a_name_that_says_nothing_is_not_named() {
    let line = "Центр помогает с налогами.";
    for title in ["О нас", "—", ""] {
        let site = Searched::new(&pages("ru", &[("a", "Справка", line), ("b", title, line)]));
        assert_eq!(site.hits("центр"), ["a", "b"], "{title:?}");
    }
}
