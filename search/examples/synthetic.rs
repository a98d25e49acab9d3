//! Writes the index of many made-up pages, and queries for them: `synthetic ru|kk FOLDER [PAGES]`.
//!
//! Made for measuring how the search does with far more pages than a site of ours
//! has (`tests/bench/search.mjs`). The same arguments give the same bytes.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::io::{Error as IoError, Write, stdout};
use std::path::Path;
use std::time::Instant;

use qagida_search::{Built, Collection, Entry, Index, Page, Part, build};
use serde_json::{Value, json};

/// So many words, each in a dozen forms.
const VOCABULARY: usize = 30_000;
/// So many queries of each kind.
const QUERIES: usize = 100;
/// So many sections, and words in each.
const SECTIONS: usize = 3;
const WORDS: usize = 66;

fn main() -> Result<(), Box<dyn Error>> {
    let usage = || IoError::other("synthetic ru|kk FOLDER [PAGES]");
    let mut arguments = std::env::args().skip(1);
    let language = arguments.next().ok_or_else(usage)?;
    let classes = match language.as_str() {
        "ru" => RUSSIAN,
        "kk" => KAZAKH,
        _ => return Err(usage().into()),
    };
    let folder = arguments.next().ok_or_else(usage)?;
    let count = arguments.next().map_or(Ok(10_000), |pages| pages.parse())?;
    let mut chance = Chance(1);
    let speech = Speech::new(classes, &mut chance);
    let topics: Vec<Topic> = (0..count).map(|_| speech.topic(&mut chance)).collect();
    let pages = topics.iter().enumerate();
    let collection = Collection {
        language,
        pages: pages
            .map(|(number, topic)| speech.page(number, topic, &mut chance))
            .collect(),
        ..Collection::default()
    };
    let start = Instant::now();
    let built = build(&collection);
    let building = start.elapsed();
    let queries = speech.queries(&topics, &mut chance);
    write(Path::new(&folder), &built, &queries)?;
    writeln!(
        stdout(),
        "{count} pages, built in {building:.1?}: index {} bytes, {} shards",
        built.index.len(),
        built.shards.len()
    )?;
    profile(&built, &queries)
}

/// Where the time goes natively, by kind of query.
fn profile(built: &Built, queries: &[Value]) -> Result<(), Box<dyn Error>> {
    let mut index = Index::open(&built.index).ok_or_else(|| IoError::other("no index"))?;
    for (number, shard) in built.shards.iter().enumerate() {
        index.give(number, shard);
    }
    for of_kind in queries.chunk_by(|a, b| a["kind"] == b["kind"]) {
        let (mut reading, mut finding) = (0, 0);
        for query in of_kind {
            let start = Instant::now();
            let read = index.read(query["query"].as_str().unwrap_or_default());
            reading += start.elapsed().as_micros();
            let start = Instant::now();
            index.find(&read, 300);
            finding += start.elapsed().as_micros();
        }
        let count = of_kind.len() as u128;
        let kind = of_kind[0]["kind"].as_str().unwrap_or_default();
        writeln!(
            stdout(),
            "{kind}: read in {} µs, found in {} µs",
            reading / count,
            finding / count
        )?;
    }
    Ok(())
}

fn write(folder: &Path, built: &Built, queries: &[Value]) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("index.bin"), &built.index)?;
    for (name, files) in [("words", &built.shards), ("texts", &built.texts)] {
        for (number, bytes) in files.iter().enumerate() {
            fs::write(folder.join(format!("{name}-{number}.bin")), bytes)?;
        }
    }
    fs::write(
        folder.join("queries.json"),
        serde_json::to_string_pretty(queries)?,
    )?;
    Ok(())
}

/// Random numbers, the same each time (`SplitMix64`).
struct Chance(u64);

impl Chance {
    /// A number below another.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ mixed >> 31) % end.max(1) as u64).unwrap_or(0)
    }

    fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// Words that are inflected alike.
struct Class {
    vowels: &'static [&'static str],
    /// The letters that a stem may end with.
    finals: &'static [&'static str],
    endings: &'static [&'static str],
}

const ONSETS: &[&str] = &[
    "б", "в", "г", "д", "ж", "з", "к", "л", "м", "н", "п", "р", "с", "т", "х", "ш", "бр", "пр",
    "ст", "тр", "кл", "св",
];

const RUSSIAN: &[Class] = &[
    Class {
        vowels: &["а", "е", "и", "о", "у", "я"],
        finals: &["т", "р", "л", "н", "к", "д", "рт", "нт", "м", "в"],
        endings: &["", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах"],
    },
    Class {
        vowels: &["а", "е", "и", "о", "у", "ю"],
        finals: &["т", "р", "з", "н", "д", "ст", "б", "в"],
        endings: &["а", "ы", "е", "у", "ой", "ам", "ами", "ах"],
    },
    Class {
        vowels: &["а", "е", "и", "о", "у"],
        finals: &["н", "ов", "ск", "льн", "в"],
        endings: &[
            "ый", "ого", "ому", "ым", "ом", "ая", "ой", "ую", "ое", "ые", "ых", "ыми",
        ],
    },
    Class {
        vowels: &["а", "е", "и", "о", "у"],
        finals: &["т", "в", "л", "д", "м"],
        endings: &[
            "ать",
            "аю",
            "ает",
            "ают",
            "ал",
            "ала",
            "али",
            "ание",
            "ания",
            "анием",
        ],
    },
];

const KAZAKH: &[Class] = &[
    Class {
        vowels: &["а", "о", "ұ", "ы"],
        finals: &["р", "й"],
        endings: &[
            "",
            "лар",
            "дың",
            "ға",
            "да",
            "дан",
            "ды",
            "ы",
            "ын",
            "ына",
            "ының",
            "ларға",
            "лары",
            "ларын",
            "лардың",
            "сыз",
            "лық",
        ],
    },
    Class {
        vowels: &["е", "ө", "ү", "і"],
        finals: &["р", "й"],
        endings: &[
            "",
            "лер",
            "дің",
            "ге",
            "де",
            "ден",
            "ді",
            "і",
            "ін",
            "іне",
            "інің",
            "лерге",
            "лері",
            "лерін",
            "лердің",
            "сіз",
            "лік",
        ],
    },
];

/// A word without its ending.
struct Stem {
    text: String,
    endings: &'static [&'static str],
}

/// What a page is about: the words of its name.
type Topic = Vec<usize>;

/// The words there are, the most frequent first.
struct Speech {
    stems: Vec<Stem>,
    /// How often each is said together with those before it.
    shares: Vec<usize>,
}

impl Speech {
    fn new(classes: &'static [Class], chance: &mut Chance) -> Self {
        let mut stems = Vec::new();
        let mut taken = BTreeSet::new();
        while stems.len() < VOCABULARY {
            let class = &classes[chance.below(classes.len())];
            let mut text = String::new();
            for _ in 0..2 + chance.below(3) {
                text.push_str(chance.of(ONSETS));
                text.push_str(chance.of(class.vowels));
            }
            text.push_str(chance.of(class.finals));
            if taken.insert(text.clone()) {
                let endings = class.endings;
                stems.push(Stem { text, endings });
            }
        }
        // As Zipf has it: the second half as often as the first.
        let mut sum = 0;
        let shares = (0..VOCABULARY).map(|rank| {
            sum += 1_000_000_000 / (rank + 3);
            sum
        });
        let shares = shares.collect();
        Self { stems, shares }
    }

    /// A word, by how often it is said.
    fn word(&self, chance: &mut Chance) -> usize {
        let all = self.shares.last().copied().unwrap_or(0);
        let place = chance.below(all);
        self.shares.partition_point(|share| *share <= place)
    }

    /// A word in one of its forms.
    fn form(&self, word: usize, chance: &mut Chance) -> String {
        let stem = &self.stems[word];
        format!("{}{}", stem.text, chance.of(stem.endings))
    }

    fn forms(&self, words: &[usize], chance: &mut Chance) -> String {
        let forms: Vec<String> = words.iter().map(|word| self.form(*word, chance)).collect();
        forms.join(" ")
    }

    /// 3 to 8 words.
    fn topic(&self, chance: &mut Chance) -> Topic {
        (0..3 + chance.below(6))
            .map(|_| self.word(chance))
            .collect()
    }

    fn page(&self, number: usize, topic: &Topic, chance: &mut Chance) -> Page {
        let parts = (0..SECTIONS).map(|section| {
            // A text comes back to what it is about.
            let words: Vec<usize> = (0..WORDS)
                .map(|_| match chance.below(8) {
                    0 => topic[chance.below(topic.len())],
                    _ => self.word(chance),
                })
                .collect();
            let lines: Vec<String> = words
                .chunks(22)
                .map(|line| self.forms(line, chance) + ".")
                .collect();
            let heading: Vec<usize> = (0..3).map(|_| self.word(chance)).collect();
            Part {
                anchor: format!("s-{section}"),
                heading: self.forms(&heading, chance),
                text: lines.join("\n"),
            }
        });
        let parts = parts.collect();
        Page {
            path: format!("pages/{number}"),
            entries: vec![Entry {
                kind: "page".into(),
                title: self.forms(topic, chance),
                weight: 100,
                parts,
                ..Entry::default()
            }],
        }
    }

    /// Queries by kind, with the page that each is after.
    fn queries(&self, topics: &[Topic], chance: &mut Chance) -> Vec<Value> {
        // How many words of a name, and how many of them have how many slips.
        let kinds = [
            ("1 word", 1, 0, 0),
            ("1 word, 1 slip", 1, 1, 1),
            ("1 word, 2 slips", 1, 1, 2),
            ("3 words", 3, 0, 0),
            ("3 words, 1 slip in 1", 3, 1, 1),
            ("3 words, 1 slip in each", 3, 3, 1),
            ("3 words, 2 slips in each", 3, 3, 2),
            ("8 words", 8, 0, 0),
            ("8 words, 2 slips in each", 8, 8, 2),
        ];
        let mut queries = Vec::new();
        for (kind, count, slipped, slips) in kinds {
            let mut made = 0;
            while made < QUERIES {
                let page = chance.below(topics.len());
                let topic = &topics[page];
                if topic.len() < count {
                    continue;
                }
                let from = chance.below(topic.len() - count + 1);
                let words = topic[from..from + count].iter().enumerate();
                let words = words.map(|(number, word)| {
                    let mut form = self.form(*word, chance);
                    for _ in 0..if number < slipped { slips } else { 0 } {
                        form = slip(&form, chance);
                    }
                    form
                });
                let query = words.collect::<Vec<_>>().join(" ");
                queries.push(json!({ "kind": kind, "query": query, "page": page }));
                made += 1;
            }
        }
        queries
    }
}

/// A word with a slip of the finger, not in its first letter.
fn slip(word: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + chance.below(letters.len() - 2);
    let other = "аеиоустрнлкпм".chars().nth(chance.below(13)).unwrap_or('а');
    match chance.below(4) {
        0 => letters.swap(at, at + 1),
        1 => letters[at] = other,
        2 => letters.insert(at, other),
        _ => drop(letters.remove(at)),
    }
    letters.into_iter().collect()
}
