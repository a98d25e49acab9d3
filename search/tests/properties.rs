//! What holds for all texts, all queries and all bytes.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use std::sync::LazyLock;

use common::{Searched, TODAY, collection, entry, page, part};
use proptest::prelude::*;
use qagida_search::{Answer, Collection, Index, Page, Query, Question, Row, Value, build};
use serde_json::Value as Json;

/// One question that every damaged index and text is asked.
const ASKED: &str = "сколько стоит разрешение на роботу для ребёнка на 3 года, c 3 dbpf";

static RUSSIAN: LazyLock<Searched> = LazyLock::new(|| common::site("ru"));
static KAZAKH: LazyLock<Searched> = LazyLock::new(|| common::site("kk"));
static ENGLISH: LazyLock<Searched> = LazyLock::new(|| common::site("en"));

/// Two pages with all that a collection may have, in few bytes: each bit can be turned.
static TINY: LazyLock<Searched> = LazyLock::new(|| Searched::new(&tiny()));

fn tiny() -> Collection {
    let mut first = page(
        "a",
        entry(
            "Виза C3",
            &["въезд"],
            vec![part("", "", "Работа."), part("s", "Срок", "Год.")],
        ),
    );
    first.entries[0].answers = vec![Answer {
        question: "q".into(),
        rows: vec![Row {
            when: vec![("o".into(), "v".into(), true)],
            value: "1".into(),
            until: "2026-12-31".into(),
            ..Row::default()
        }],
        ..Answer::default()
    }];
    first.entries.push(entry("Отказ", &[], vec![]));
    Collection {
        language: "ru".into(),
        pages: vec![first, page("b", entry("Работа", &[], vec![]))],
        questions: vec![Question {
            id: "q".into(),
            phrases: vec!["сколько стоит".into()],
        }],
        values: vec![Value {
            option: "o".into(),
            value: None,
            phrases: vec!["год".into()],
        }],
    }
}

/// Texts with what could break JSON, a page, or a reader.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        4 => any::<String>(),
        4 => "[a-z ]{0,12}",
        4 => "[а-яёәғқңөұүһі ]{0,12}",
        2 => "[A-ZА-Я][ -]?[0-9]{1,3}",
        2 => r#"["\\\u{0}-\u{1f}\u{7f}]{1,4}"#,
        1 => "<[a-z]{1,6}( [a-z]='[^']{0,4}')?/?>|&[a-z]{2,5};|</script>|<!--|]]>",
        1 => "[\u{300}-\u{36f}\u{ad}\u{200b}-\u{200f}\u{2028}\u{2029}\u{feff}👩‍👧🇰🇿]{1,4}",
        1 => "[’'ʼ]{1,2}",
    ];
    prop::collection::vec(pieces, 0..6).prop_map(|pieces| pieces.concat())
}

fn language() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["kk", "ru", "en", "de"])
}

/// A collection all of whose texts are of these.
fn made_of(language: &str, texts: &[String]) -> Collection {
    let mut turn = texts.iter().cycle().cloned();
    let mut next = || turn.next().unwrap_or_default();
    let mut page = || {
        let mut entry = entry(&next(), &[&next()], vec![]);
        entry.parts = vec![
            part("", "", &next()),
            part(&next(), &next(), &format!("{}\n{}", next(), next())),
        ];
        entry.kind = next();
        entry.anchor = next();
        entry.answers = vec![Answer {
            question: "q".into(),
            title: next(),
            note: next(),
            stale: next(),
            href: next(),
            link: next(),
            rows: vec![Row {
                label: next(),
                value: next(),
                href: next(),
                ..Row::default()
            }],
        }];
        Page {
            path: next(),
            entries: vec![entry],
        }
    };
    Collection {
        language: language.into(),
        pages: vec![page(), page(), page()],
        questions: vec![Question {
            id: "q".into(),
            phrases: texts.to_vec(),
        }],
        values: vec![],
    }
}

/// Asks, and has every hit shown; all JSON is read.
fn ask(searched: &Searched, query: &str) -> Vec<(Json, Json)> {
    let read = searched.index.read(query);
    let found: Json = serde_json::from_str(&searched.index.found(&read, 20)).unwrap();
    let hits = searched.index.find(&read, 20).0;
    assert_eq!(hits.len(), found["hits"].as_array().unwrap().len());
    let shown = hits.iter().zip(found["hits"].as_array().unwrap());
    let shown = shown.map(|(hit, json)| {
        let texts = &searched.built.texts[hit.page];
        let shown = searched.index.show(&read, hit.entry, TODAY, texts).unwrap();
        (
            json.clone(),
            serde_json::from_str(&shown.to_json()).unwrap(),
        )
    });
    shown.collect()
}

/// What JSON leaves of a text: its control characters are spaces there.
fn in_json(text: &str) -> String {
    let plain = |c: char| if c < ' ' { ' ' } else { c };
    text.chars().map(plain).collect()
}

/// Pieces, every second of which is a word.
fn pieces(json: &Json) -> Vec<&str> {
    let pieces: Vec<&str> = json
        .as_array()
        .unwrap()
        .iter()
        .map(|piece| piece.as_str().unwrap())
        .collect();
    assert_eq!(pieces.len() % 2, 1);
    assert!(
        pieces
            .iter()
            .skip(1)
            .step_by(2)
            .all(|word| !word.is_empty())
    );
    pieces
}

/// All that can be done with an index, which may be of bad bytes.
fn use_up(index: &mut Index, shards: &[Vec<u8>], texts: &[Vec<u8>]) {
    for query in [ASKED, "виза", "рабата"] {
        let read = index.read(query);
        for shard in index.needs(&read) {
            index.give(shard, shards.get(shard).map_or(&[], Vec::as_slice));
        }
        let found: Json = serde_json::from_str(&index.found(&read, 10)).unwrap();
        assert!(found["hits"].as_array().unwrap().len() <= 10);
        index.nearest(&read);
        for hit in index.find(&read, 10).0 {
            if let Some(texts) = texts.get(hit.page) {
                index.show(&read, hit.entry, TODAY, texts);
            }
        }
    }
}

/// Opens bytes that may be bad.
fn open(bytes: &[u8], built: &Searched) {
    if let Some(mut index) = Index::open(bytes) {
        use_up(&mut index, &built.built.shards, &built.built.texts);
    }
}

/// The number of the format, with which an index and texts begin.
fn format() -> u8 {
    TINY.built.index[0]
}

/// With what an index begins, before the numbers of pages and entries.
fn start(whole: u8) -> Vec<u8> {
    vec![format(), 2, b'r', b'u', whole]
}

/// Shows bad texts: whatever number the entry has.
fn show(searched: &Searched, read: &Query, texts: &[u8]) {
    for entry in [0, 1, 2, 1000, usize::MAX] {
        if let Some(shown) = searched.index.show(read, entry, TODAY, texts) {
            shown.to_json();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_given_is_json(
        language in language(),
        texts in prop::collection::vec(any_text(), 1..8),
        query in any_text(),
    ) {
        let collection = made_of(language, &texts);
        let searched = Searched::new(&collection);
        for query in texts.iter().chain([&query]) {
            for (hit, shown) in ask(&searched, query) {
                let page = &collection.pages[usize::try_from(hit["text"].as_u64().unwrap()).unwrap()];
                prop_assert_eq!(hit["title"].as_str().unwrap(), in_json(&page.entries[0].title));
                prop_assert_eq!(hit["page"].as_str().unwrap(), in_json(&page.path));
                prop_assert_eq!(pieces(&shown["title"]).concat(), in_json(&page.entries[0].title));
                let words = pieces(&shown["words"]).concat();
                let cut = words.strip_prefix("… ").unwrap_or(&words);
                let cut = cut.strip_suffix(" …").unwrap_or(cut);
                let parts = page.entries[0].parts.iter();
                let mut lines = parts.flat_map(|part| part.text.split('\n')).map(in_json);
                prop_assert!(lines.any(|line| line.contains(&words) || line.contains(cut)), "{}", words);
                if let Some(answer) = shown["answer"].as_object() {
                    let whole = &page.entries[0].answers[0];
                    prop_assert_eq!(answer["note"].as_str().unwrap(), in_json(&whole.note));
                    prop_assert_eq!(shown["answer"]["rows"][0]["value"].as_str().unwrap(), in_json(&whole.rows[0].value));
                }
            }
        }
    }

    #[test]
    fn a_page_is_found_by_its_title(
        language in language(),
        titles in prop::collection::vec("[a-zа-яәғқңөұүһі]{3,9}( [a-zA-Zа-яәғқ0-9]{1,9}){0,3}", 1..12),
    ) {
        let named: Vec<_> = titles.iter().map(|title| (title.as_str(), title.as_str(), "")).collect();
        let searched = Searched::new(&common::pages(language, &named));
        for title in &titles {
            let read = searched.index.read(title);
            let (hits, total) = searched.index.find(&read, 100);
            prop_assert_eq!(hits.len(), total);
            if !read.is_empty() {
                let found = hits.iter().any(|hit| titles[hit.page] == *title);
                prop_assert!(found, "{}: {:?}", title, read);
            }
        }
    }

    #[test]
    fn hits_are_the_best_first(query in any_text(), known in prop::sample::subsequence(
        ["виза", "разрешение", "работа", "c3", "приглошение", "как", "ребёнок", "visa", "паспорт"].to_vec(), 0..5,
    ), most in 0_usize..20) {
        for searched in [&*RUSSIAN, &*KAZAKH, &*ENGLISH] {
            let read = searched.index.read(&format!("{} {query}", known.join(" ")));
            let (all, total) = searched.index.find(&read, 100);
            let (some, same) = searched.index.find(&read, most);
            prop_assert_eq!(total, same);
            prop_assert_eq!(all.len(), total);
            prop_assert_eq!(some.len(), total.min(most));
            prop_assert!(all.windows(2).all(|pair| pair[0].score >= pair[1].score));
            prop_assert!(all.first().is_none_or(|hit| hit.score == 1000 || hit.score == 0));
            prop_assert!(all.starts_with(&some) || total > 24);
        }
    }

    #[test]
    fn random_bytes_are_no_index(bytes in prop::collection::vec(any::<u8>(), 0..400), whole in 0..2_u8) {
        open(&bytes, &TINY);
        open(&[start(whole).as_slice(), &bytes].concat(), &TINY);
    }

    #[test]
    fn a_damaged_index_is_refused_or_of_use(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = RUSSIAN.built.index.clone();
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        open(&bytes, &RUSSIAN);
    }

    #[test]
    fn damaged_texts_are_shown_or_not(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        random in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let read = RUSSIAN.index.read(ASKED);
        let mut texts = RUSSIAN.built.texts[11].clone();
        for (place, byte) in damage {
            let place = place.index(texts.len());
            texts[place] = byte;
        }
        show(&RUSSIAN, &read, &texts);
        show(&RUSSIAN, &read, &random);
        show(&RUSSIAN, &read, &[&[format(), 0, 1, b'a'], random.as_slice()].concat());
    }

    #[test]
    fn the_same_collection_gives_the_same_bytes(
        language in language(),
        texts in prop::collection::vec(any_text(), 1..8),
    ) {
        let collection = made_of(language, &texts);
        let (a, b) = (build(&collection), build(&collection));
        prop_assert_eq!((a.index, a.texts), (b.index, b.texts));
    }
}

proptest! {
    // Long texts take long to make up.
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_query_is_read(query in prop_oneof![
        any_text(),
        prop::collection::vec(any_text(), 50).prop_map(|texts| texts.concat()),
        "[a-zа-яқ0-9'’ \u{301}-]{0,10000}",
        (any_text(), 1_usize..2000).prop_map(|(text, times)| text.repeat(times).chars().take(10_000).collect()),
        "[a-z]{10000}|[а-я]{10000}|[0-9]{10000}|( ){10000}|'{10000}",
    ]) {
        for searched in [&*RUSSIAN, &*KAZAKH, &*ENGLISH] {
            let read = searched.index.read(&query);
            prop_assert!(read.looked_for().len() <= 16);
            // Nobody's query is longer than what is read of it.
            prop_assert!(read.looked_for().concat().chars().count() <= 800);
            searched.index.nearest(&read);
            ask(searched, &query);
        }
    }
}

#[test]
fn an_index_cut_short_is_refused() {
    for searched in [&*TINY, &*RUSSIAN, &*KAZAKH, &*ENGLISH] {
        let bytes = &searched.built.index;
        for end in 0..bytes.len() {
            assert!(
                Index::open(&bytes[..end]).is_none(),
                "{end} of {}",
                bytes.len()
            );
        }
        assert!(Index::open(&[bytes.as_slice(), &[0]].concat()).is_none());
    }
}

#[test]
fn texts_cut_short_are_refused() {
    let read = TINY.index.read(ASKED);
    for (page, entry) in [(0, 1), (1, 2)] {
        let texts = &TINY.built.texts[page];
        assert!(TINY.index.show(&read, entry, TODAY, texts).is_some());
        for end in 0..texts.len() {
            assert!(
                TINY.index
                    .show(&read, entry, TODAY, &texts[..end])
                    .is_none()
            );
        }
        // Another page's entry.
        assert!(TINY.index.show(&read, 2 * page, TODAY, texts).is_some());
        assert!(TINY.index.show(&read, 2 - 2 * page, TODAY, texts).is_none());
    }
}

#[test]
fn each_turned_bit_is_borne() {
    for bit in 0..TINY.built.index.len() * 8 {
        let mut bytes = TINY.built.index.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        open(&bytes, &TINY);
    }
    let read = TINY.index.read(ASKED);
    for texts in &TINY.built.texts {
        for bit in 0..texts.len() * 8 {
            let mut bytes = texts.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            show(&TINY, &read, &bytes);
        }
    }
}

/// A number, as bytes say it, larger than anything that could be there.
const LIE: [u8; 4] = [0xff, 0xff, 0xff, 0x7f];

#[test]
fn numbers_that_lie_are_not_believed() {
    // In place of any byte of an index and of texts.
    let lies = |bytes: &[u8], place: usize, rest: usize| {
        [&bytes[..place], &LIE, &bytes[place + rest..]].concat()
    };
    for place in 0..TINY.built.index.len() {
        for rest in [0, 1] {
            open(&lies(&TINY.built.index, place, rest), &TINY);
        }
    }
    let read = TINY.index.read(ASKED);
    for texts in &TINY.built.texts {
        for place in 0..texts.len() {
            for rest in [0, 1] {
                show(&TINY, &read, &lies(texts, place, rest));
                // And nothing behind it.
                show(&TINY, &read, &[&texts[..place], &LIE].concat());
            }
        }
    }
    // Many pages with many entries, whose names would be read one by one.
    for whole in [0, 1] {
        let pages = [[100].as_slice(), &LIE.repeat(100)].concat();
        let bytes = [start(whole).as_slice(), pages.as_slice(), &[0; 100]].concat();
        assert!(Index::open(&bytes).is_none());
    }
}

#[test]
fn words_that_repeat_each_other_do_not_fill_the_memory() {
    // A word of 16 000 letters, and 16 000 times the same.
    let number = |number: u8| [0x80 | number, 125];
    let same: Vec<u8> = [0]
        .into_iter()
        .chain((1..16_000).flat_map(|_| number(0)))
        .collect();
    let mut lengths = vec![0; 16_000];
    lengths.splice(0..1, number(0));
    let letters = vec![b'a'; 16_000];
    let size = |bytes: &[u8]| {
        let size = bytes.len();
        [size & 0x7f | 0x80, size >> 7 & 0x7f | 0x80, size >> 14]
            .map(|byte| u8::try_from(byte).unwrap())
    };
    let mut bytes = start(0);
    // No pages, questions and values.
    bytes.extend([0; 3]);
    bytes.extend(number(0));
    for part in [same, lengths, letters] {
        bytes.extend(size(&part));
        bytes.extend(part);
    }
    // No marks, counts, rarities and postings.
    bytes.extend([0; 4]);
    assert!(Index::open(&bytes).is_none());
}

#[test]
fn pieces_of_the_postings_may_be_bad() {
    let mut many = collection("ru");
    many.pages
        .extend((0..1600).map(|number| page("f", entry(&format!("Запись {number}"), &[], vec![]))));
    let built = build(&many);
    let index = || Index::open(&built.index).unwrap();
    let bad: [&[u8]; 4] = [&[], &[0xff; 100], &[0x7f; 5], &built.shards[0][..20]];
    for bytes in bad {
        let mut index = index();
        let shards = vec![bytes.to_vec(); built.shards.len()];
        use_up(&mut index, &shards, &built.texts);
    }
    for place in (0..built.index.len()).step_by(7) {
        let mut bytes = built.index.clone();
        bytes[place] ^= 0x80;
        if let Some(mut index) = Index::open(&bytes) {
            use_up(&mut index, &built.shards, &built.texts);
        }
    }
}
