//! Small random edits, as somebody's fingers make them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Random numbers that are the same on every machine (`SplitMix64`).
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below another, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap_or_default()
    }

    /// One of some, if there are any.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        (!of.is_empty()).then(|| &of[self.below(of.len())])
    }
}

/// A kind of edit, by what the table of the results calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    DigitChanged,
    DigitAdded,
    DigitRemoved,
    KeyMisspelt,
    KeyRemoved,
    LineRemoved,
    LineDoubled,
    IndentMore,
    IndentLess,
    DateShifted,
    DateImpossible,
    LanguageChanged,
    LanguageRemoved,
    ReferenceMisspelt,
    ReferenceExchanged,
    IdChanged,
    MarkDropped,
    MarkAdded,
    ValueEmptied,
    InvisibleAdded,
    TruthFlipped,
    LetterChanged,
    CommentAdded,
    ValueQuoted,
    ShortcodeChanged,
    AnchorChanged,
    LinkChanged,
    FigureTyped,
}

impl Kind {
    pub const ALL: [(Self, &str); 28] = [
        (Self::DigitChanged, "a digit changed"),
        (Self::DigitAdded, "a digit added"),
        (Self::DigitRemoved, "a digit removed"),
        (Self::KeyMisspelt, "a letter of a key dropped or doubled"),
        (Self::KeyRemoved, "a key removed with its value"),
        (Self::LineRemoved, "a line removed"),
        (Self::LineDoubled, "a line doubled"),
        (Self::IndentMore, "a line indented more"),
        (Self::IndentLess, "a line indented less"),
        (Self::DateShifted, "a date shifted"),
        (Self::DateImpossible, "a date made impossible"),
        (Self::LanguageChanged, "a language's code changed"),
        (Self::LanguageRemoved, "a language removed"),
        (Self::ReferenceMisspelt, "a letter of a reference changed"),
        (
            Self::ReferenceExchanged,
            "a reference exchanged for another",
        ),
        (Self::IdChanged, "an id changed where it is defined"),
        (
            Self::MarkDropped,
            "a quote, colon, hyphen or bracket dropped",
        ),
        (Self::MarkAdded, "a quote, colon, hyphen or bracket added"),
        (Self::ValueEmptied, "a value emptied"),
        (Self::InvisibleAdded, "a tab or no-break space"),
        (Self::TruthFlipped, "`true` and `false` exchanged"),
        (Self::LetterChanged, "a letter of a text changed"),
        (Self::CommentAdded, "a comment added"),
        (Self::ValueQuoted, "a value put in quotes"),
        (
            Self::ShortcodeChanged,
            "a shortcode's name or argument changed",
        ),
        (Self::AnchorChanged, "a heading's anchor changed"),
        (Self::LinkChanged, "a link in a guide changed"),
        (Self::FigureTyped, "a digit typed into a guide"),
    ];
}

/// An edit of a file.
#[derive(Debug)]
pub struct Edit {
    /// The file, by its path below the folder.
    pub name: String,
    /// Its new text.
    pub text: String,
    /// The edited lines of the new text, from 0; empty if lines are gone.
    pub lines: Range<usize>,
    /// The lines as they were.
    pub was: String,
    /// How far the first of them was indented.
    pub indent: usize,
}

impl Edit {
    /// The lines as they are now.
    pub fn is(&self) -> String {
        let lines: Vec<&str> = self.text.lines().collect();
        lines.get(self.lines.clone()).unwrap_or_default().join("\n")
    }
}

/// The content as it stands, by paths below the folder.
pub struct Texts {
    pub files: Vec<(String, String)>,
    /// What stands after each key that holds ids: what it may be exchanged for.
    ids: BTreeMap<String, BTreeSet<String>>,
    /// The codes of the languages.
    pub languages: Vec<String>,
}

impl Texts {
    pub fn new(files: Vec<(String, String)>, languages: Vec<String>) -> Self {
        let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (name, text) in &files {
            if name.starts_with("cases/") || is_markdown(name) {
                continue;
            }
            for line in text.lines() {
                for (key, value) in pairs(line) {
                    let (key, value) = (&line[key], &line[value]);
                    if is_id(value) && !languages.iter().any(|code| code == key) {
                        ids.entry(key.to_owned())
                            .or_default()
                            .insert(value.to_owned());
                    }
                }
            }
        }
        Self {
            files,
            ids,
            languages,
        }
    }

    /// The files of golden cases, in order.
    pub fn cases(&self) -> Vec<&str> {
        let names = self.files.iter().map(|(name, _)| name.as_str());
        names.filter(|name| name.starts_with("cases/")).collect()
    }

    /// An edit of a kind somewhere; none if nothing for it is found in many tries.
    pub fn edit(&self, kind: Kind, random: &mut Random) -> Option<Edit> {
        (0..5000).find_map(|_| {
            let (name, text) = random.pick(&self.files)?;
            let lines: Vec<&str> = text.lines().collect();
            let at = random.below(lines.len());
            if lines[at].trim().is_empty() {
                return None;
            }
            let (gone, new) = self.change(kind, is_markdown(name), &lines, at, random)?;
            let was = lines[at..at + gone].join("\n");
            if new.join("\n") == was {
                return None;
            }
            let mut edited: Vec<&str> = lines[..at].to_vec();
            edited.extend(new.iter().map(String::as_str));
            edited.extend(&lines[at + gone..]);
            Some(Edit {
                name: name.clone(),
                text: edited.join("\n") + "\n",
                lines: at..at + new.len(),
                was,
                indent: indent(lines[at]),
            })
        })
    }

    /// How many lines from one on are replaced, and by what.
    fn change(
        &self,
        kind: Kind,
        markdown: bool,
        lines: &[&str],
        at: usize,
        random: &mut Random,
    ) -> Option<(usize, Vec<String>)> {
        let line = lines[at];
        let one = |new: Option<String>| new.map(|new| (1, vec![new]));
        match kind {
            Kind::DigitChanged | Kind::DigitAdded | Kind::DigitRemoved => {
                one(digit(kind, line, random))
            }
            Kind::LineRemoved => Some((1, Vec::new())),
            Kind::LineDoubled => Some((1, vec![line.to_owned(), line.to_owned()])),
            Kind::IndentMore => {
                let more = [" ", "  "][random.below(2)];
                Some((1, vec![format!("{more}{line}")]))
            }
            Kind::IndentLess => {
                let less = 1 + random.below(2);
                one((indent(line) >= less).then(|| line[less..].to_owned()))
            }
            Kind::DateShifted | Kind::DateImpossible => one(date(kind, line, random)),
            Kind::MarkDropped | Kind::MarkAdded => one(mark(kind, line, random)),
            Kind::InvisibleAdded => {
                let at = boundary(line, random)?;
                let what = ['\t', '\u{a0}', '\u{200b}', '\u{202f}'][random.below(4)];
                Some((1, vec![with(line, at..at, &what.to_string())]))
            }
            Kind::LetterChanged => one(self.letter(line, markdown, random)),
            _ if markdown => one(in_guide(kind, line, random)),
            _ => self.in_yaml(kind, lines, at, random),
        }
    }

    fn in_yaml(
        &self,
        kind: Kind,
        lines: &[&str],
        at: usize,
        random: &mut Random,
    ) -> Option<(usize, Vec<String>)> {
        let line = lines[at];
        if line.trim_start().starts_with('#') {
            return None;
        }
        let one = |new: Option<String>| new.map(|new| (1, vec![new]));
        let keys = keys(line);
        match kind {
            Kind::KeyMisspelt => {
                let key = random.pick(&keys)?.clone();
                let letter = key.start + random.below(key.len());
                let again = &line[letter..=letter];
                let new = if random.below(2) == 0 { "" } else { again };
                let place = if new.is_empty() {
                    letter..letter + 1
                } else {
                    letter..letter
                };
                one(Some(with(line, place, new)))
            }
            Kind::KeyRemoved => {
                let key = random.pick(&keys)?.clone();
                if key.start == indent(line) {
                    return Some((block(lines, at), Vec::new()));
                }
                // Among others in braces.
                let end = value_end(line, key.end);
                let rest = line[end..].strip_prefix(", ");
                let end = rest.map_or(end, |rest| line.len() - rest.len());
                one(line[..key.start]
                    .contains('{')
                    .then(|| with(line, key.start..end, "")))
            }
            Kind::LanguageChanged => {
                let key = random.pick(&self.language_keys(line))?.clone();
                let mut codes: Vec<&str> = self.languages.iter().map(String::as_str).collect();
                codes.push("de");
                let code = *random.pick(&codes)?;
                one(Some(with(line, key, code)))
            }
            Kind::LanguageRemoved => {
                let keys = self.language_keys(line);
                let key = keys.first()?;
                (key.start == indent(line)).then(|| (block(lines, at), Vec::new()))
            }
            Kind::ReferenceMisspelt | Kind::ReferenceExchanged => {
                let references: Vec<(Range<usize>, Range<usize>)> = pairs(line)
                    .into_iter()
                    .filter(|(key, value)| {
                        &line[key.clone()] != "id" && is_id(&line[value.clone()])
                    })
                    .filter(|(key, _)| self.ids.contains_key(&line[key.clone()]))
                    .collect();
                let (key, value) = random.pick(&references)?.clone();
                if kind == Kind::ReferenceMisspelt {
                    return one(other_letter(line, value, random));
                }
                let others: Vec<&String> = self.ids[&line[key]].iter().collect();
                one(Some(with(line, value, random.pick(&others)?)))
            }
            Kind::IdChanged => {
                let mut pairs = pairs(line).into_iter();
                let (_, value) = pairs.find(|(key, _)| &line[key.clone()] == "id")?;
                one(other_letter(line, value, random))
            }
            Kind::ValueEmptied => {
                let (_, value) = random.pick(&pairs(line))?.clone();
                one(Some(with(line, value, "").trim_end().to_owned()))
            }
            Kind::TruthFlipped => {
                let pairs = pairs(line);
                let truths: Vec<Range<usize>> = pairs
                    .into_iter()
                    .map(|(_, value)| value)
                    .filter(|value| matches!(&line[value.clone()], "true" | "false"))
                    .collect();
                let value = random.pick(&truths)?.clone();
                let other = if &line[value.clone()] == "true" {
                    "false"
                } else {
                    "true"
                };
                one(Some(with(line, value, other)))
            }
            Kind::CommentAdded => {
                let begins = line[indent(line)..].starts_with("- ") || !keys.is_empty();
                let comment = format!("{}# checked", " ".repeat(indent(line)));
                (begins && keys.first().is_none_or(|key| key.start <= indent(line) + 2))
                    .then(|| (0, vec![comment]))
            }
            Kind::ValueQuoted => {
                let (_, value) = random.pick(&pairs(line))?.clone();
                let quoted = format!("\"{}\"", &line[value.clone()]);
                let plain = !line[value.clone()].contains(['"', '\'', '\\', '{', '[']);
                // In quotes, it would be a text that is empty.
                let something = !matches!(&line[value.clone()], "" | "~" | "null");
                one((plain && something).then(|| with(line, value, &quoted)))
            }
            _ => None,
        }
    }

    fn language_keys(&self, line: &str) -> Vec<Range<usize>> {
        let is = |key: &Range<usize>| self.languages.iter().any(|code| *code == line[key.clone()]);
        keys(line).into_iter().filter(is).collect()
    }

    fn letter(&self, line: &str, markdown: bool, random: &mut Random) -> Option<String> {
        let text = if markdown {
            0..line.len()
        } else {
            let of_texts = self.language_keys(line);
            let key = random.pick(&of_texts)?;
            key.end + 1..value_end(line, key.end)
        };
        other_letter(line, text, random)
    }
}

/// Whether a file is a guide's text.
pub fn is_markdown(name: &str) -> bool {
    std::path::Path::new(name)
        .extension()
        .is_some_and(|it| it == "md")
}

/// How far a line is indented.
pub fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// How many lines belong to a key that begins a line: those below that are
/// indented further.
fn block(lines: &[&str], at: usize) -> usize {
    let further = |line: &&&str| line.trim().is_empty() || indent(line) > indent(lines[at]);
    1 + lines[at + 1..].iter().take_while(further).count()
}

fn with(line: &str, place: Range<usize>, new: &str) -> String {
    format!("{}{new}{}", &line[..place.start], &line[place.end..])
}

fn boundary(line: &str, random: &mut Random) -> Option<usize> {
    let places: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
    random.pick(&places).copied()
}

fn is_id(text: &str) -> bool {
    let fits =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-/".contains(&byte);
    text.len() > 1
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(fits)
        && !matches!(text, "true" | "false" | "null")
}

/// Where the keys of a line stand: at its beginning, and in braces.
fn keys(line: &str) -> Vec<Range<usize>> {
    let mut keys = Vec::new();
    let start = indent(line);
    let start = start
        + if line[start..].starts_with("- ") {
            2
        } else {
            0
        };
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        if c == '"' {
            quoted = !quoted;
        }
        let first = at == start;
        let in_braces = !quoted && at > 0 && {
            let before = line[..at].trim_end();
            before.ends_with('{') || before.ends_with(',') && line[..at].contains('{')
        };
        if !c.is_ascii_lowercase() || !(first || in_braces) {
            continue;
        }
        let rest = &line[at..];
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let length = rest.find(|c| !fits(c)).unwrap_or(rest.len());
        let after = &rest[length..];
        if after == ":" || after.starts_with(": ") {
            keys.push(at..at + length);
        }
    }
    keys
}

/// Where a value ends of which the key ends somewhere.
fn value_end(line: &str, key_end: usize) -> usize {
    let start = key_end + 1;
    if !line[..key_end].contains('{') {
        return line.len();
    }
    let (mut depth, mut quoted) = (0_usize, false);
    for (at, c) in line[start..].char_indices() {
        match c {
            '"' => quoted = !quoted,
            '{' | '[' if !quoted => depth += 1,
            '}' | ']' | ',' if !quoted && depth == 0 => return start + at,
            '}' | ']' if !quoted => depth -= 1,
            _ => {}
        }
    }
    line.len()
}

/// The keys of a line whose values stand on it, too, and those values: without
/// quotes, and one by one if they are a list.
fn pairs(line: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut pairs = Vec::new();
    for key in keys(line) {
        let end = value_end(line, key.end);
        let start = key.end + 1;
        let trimmed = |range: Range<usize>| {
            let text = &line[range.clone()];
            let start = range.start + text.len() - text.trim_start().len();
            start..(start + text.trim().len())
        };
        let value = trimmed(start..end);
        let text = &line[value.clone()];
        if text.is_empty() || text.starts_with('{') {
            continue;
        }
        let Some(list) = text
            .strip_prefix('[')
            .and_then(|text| text.strip_suffix(']'))
        else {
            let quoted = text.len() > 1 && text.starts_with('"') && text.ends_with('"');
            let inner = if quoted {
                value.start + 1..value.end - 1
            } else {
                value
            };
            pairs.push((key, inner));
            continue;
        };
        let mut at = value.start + 1;
        for item in list.split(',') {
            pairs.push((key.clone(), trimmed(at..at + item.len())));
            at += item.len() + 1;
        }
    }
    pairs
}

fn digit(kind: Kind, line: &str, random: &mut Random) -> Option<String> {
    let digits: Vec<usize> = (0..line.len())
        .filter(|at| line.as_bytes()[*at].is_ascii_digit())
        .collect();
    let at = *random.pick(&digits)?;
    let new = random.below(10).to_string();
    Some(match kind {
        Kind::DigitChanged => with(line, at..at + 1, &new),
        Kind::DigitAdded => with(line, at..at, &new),
        _ => with(line, at..at + 1, ""),
    })
}

fn date(kind: Kind, line: &str, random: &mut Random) -> Option<String> {
    let is = |at: &usize| {
        let text = line.as_bytes().get(*at..at + 10);
        text.is_some_and(|text| {
            text.iter().enumerate().all(|(n, byte)| match n {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            })
        })
    };
    let dates: Vec<usize> = (0..line.len()).filter(is).collect();
    let at = *random.pick(&dates)?;
    let number = |range: Range<usize>| line[at + range.start..at + range.end].parse::<u32>();
    let (year, month, day) = (number(0..4).ok()?, number(5..7).ok()?, number(8..10).ok()?);
    let (year, month, day) = match (kind, random.below(3)) {
        (Kind::DateShifted, 0) => (year, month, if day < 28 { day + 1 } else { day - 1 }),
        (Kind::DateShifted, 1) => (year, month % 12 + 1, day.min(28)),
        (Kind::DateShifted, _) => (year + 1, month, day.min(28)),
        (_, 0) => (year, 2, 30),
        (_, 1) => (year, 13, day),
        _ => (year, month, 0),
    };
    Some(with(
        line,
        at..at + 10,
        &format!("{year:04}-{month:02}-{day:02}"),
    ))
}

const MARKS: [char; 11] = ['"', '\'', ':', '-', '[', ']', '{', '}', ',', '#', '*'];

fn mark(kind: Kind, line: &str, random: &mut Random) -> Option<String> {
    if kind == Kind::MarkAdded {
        let at = boundary(line, random)?;
        let mark = random.pick(&MARKS)?.to_string();
        return Some(with(line, at..at, &mark));
    }
    let marks: Vec<usize> = line
        .char_indices()
        .filter(|(_, c)| MARKS.contains(c))
        .map(|(at, _)| at)
        .collect();
    let at = *random.pick(&marks)?;
    Some(with(line, at..at + 1, ""))
}

/// Another letter of the same script for one in a place.
fn other_letter(line: &str, within: Range<usize>, random: &mut Random) -> Option<String> {
    const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
    const CYRILLIC: &str = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
    let letters: Vec<(usize, char)> = line[within.clone()]
        .char_indices()
        .filter(|(_, c)| c.is_alphabetic())
        .collect();
    let (at, letter) = *random.pick(&letters)?;
    let script = if letter.is_ascii() { LATIN } else { CYRILLIC };
    let script: Vec<char> = script.chars().filter(|c| *c != letter).collect();
    let new = random.pick(&script)?.to_string();
    let at = within.start + at;
    Some(with(line, at..at + letter.len_utf8(), &new))
}

fn in_guide(kind: Kind, line: &str, random: &mut Random) -> Option<String> {
    let between = |from: &str, to: &str| {
        let places = line.match_indices(from).filter_map(|(at, _)| {
            let start = at + from.len();
            let end = start + line[start..].find(to)?;
            (start < end).then_some(start..end)
        });
        places.collect::<Vec<_>>()
    };
    match kind {
        Kind::ShortcodeChanged => {
            other_letter(line, random.pick(&between("{{", "}}"))?.clone(), random)
        }
        Kind::AnchorChanged => {
            other_letter(line, random.pick(&between("{#", "}"))?.clone(), random)
        }
        Kind::LinkChanged => other_letter(line, random.pick(&between("](", ")"))?.clone(), random),
        Kind::FigureTyped => {
            let spaces: Vec<usize> = line.match_indices(' ').map(|(at, _)| at).collect();
            let at = *random.pick(&spaces)?;
            Some(with(line, at..at, &format!(" {}", 1 + random.below(99))))
        }
        _ => None,
    }
}
