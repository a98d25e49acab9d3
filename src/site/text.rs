//! The words of pages and answers: `templates/text/*.yaml`, one file a language,
//! and over them those that the content says otherwise (`content/words/*.yaml`).
//! A language that the templates don't have stands whole in the content.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use qagida_calculator::tools::typed::{DateWords, Months};
use qagida_calculator::tools::{ToolPhrase, ToolWords};
use qagida_calculator::{Phrase, Phrasebook};
use rayon::prelude::*;

use super::alphabet::{Alphabet, Mistake};
use crate::content::reading::{At, FromNode, Reader, record};
use crate::content::shape::{Field, Group, Shape};
use crate::content::yaml::{self, Member, Node, Value};
use crate::diagnostics::{Code, Diagnostic, Files, Place, any_error, did_you_mean};

record! {
    /// A text file.
    TextFile {
        /// The months as they stand in a date.
        months: At<Vec<String>>,
        /// Other forms of them that people type, month by month.
        months_typed: At<Vec<String>>,
        /// The days of the week, from Monday.
        weekdays: At<Vec<String>>,
        /// Words that people type in a date and that mean nothing.
        date_fillers: Vec<String>,
        /// Letters that people type in a date for others, in pairs.
        date_letters: Vec<At<String>>,
        /// The small letters in their order, with spaces between them.
        alphabet: At<String>,
        /// The texts of the calculator.
        calculator: Node,
        /// The texts of the calculators' pages' tools.
        tools: Node,
        /// The texts of the templates.
        page: Node,
    }
}

/// The words of one language.
#[derive(Clone, Debug)]
pub struct Words {
    /// The calculator's.
    pub phrasebook: Phrasebook,
    /// The tools'.
    pub tools: ToolWords,
    /// What dates are typed with.
    pub dates: DateWords,
    /// The order of titles.
    pub alphabet: Alphabet,
    /// The templates'.
    pub page: BTreeMap<String, String>,
}

impl Words {
    /// A text of the templates.
    pub fn page(&self, key: &str) -> &str {
        self.page.get(key).map_or("", String::as_str)
    }

    /// A text of the templates in the plural form for a number.
    pub fn counted(&self, key: &str, count: u32) -> String {
        self.phrasebook.count(self.page(key), count)
    }

    /// A text of the templates with its slots filled.
    pub fn fill(&self, key: &str, slots: &[(&str, &str)]) -> String {
        qagida_calculator::phrases::fill(self.page(key), slots)
    }
}

/// What typed dates are read by, in all languages.
pub fn months(words: &[Words]) -> Months {
    let dates: Vec<DateWords> = words.iter().map(|words| words.dates.clone()).collect();
    Months::new(&dates)
}

/// Reads the words of each language, in order; `own` are the content's. What is
/// wrong with them goes to `diagnostics`; then there are none.
pub fn load(
    templates: &Path,
    own: &BTreeMap<String, Node>,
    languages: &[&str],
    files: &mut Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<Words>> {
    let before = diagnostics.len();
    if !templates.is_dir() {
        diagnostics.push(
            Diagnostic::error(
                Code::CannotRead,
                format!(
                    "there is no folder `{}` with templates",
                    templates.display()
                ),
            )
            .hint("name the folder that holds the templates with `--templates`"),
        );
        return None;
    }
    // What there is to read: the templates' file, with the content's words over it,
    // or only those.
    let mut there = Vec::new();
    for language in languages {
        let path = templates.join("text").join(format!("{language}.yaml"));
        let own = own.get(*language);
        match fs::read_to_string(&path) {
            Ok(text) => there.push((Some(files.add(path, text)), own)),
            Err(error) => match own {
                Some(_) if error.kind() == ErrorKind::NotFound => there.push((None, own)),
                _ => {
                    diagnostics.push(
                        Diagnostic::error(
                            Code::TemplateText,
                            format!("`{}` cannot be read: {error}", path.display()),
                        )
                        .hint(format!(
                            "every language of the site needs its words there, or all of them in `words/{language}.yaml` of the content"
                        )),
                    );
                }
            },
        }
    }
    let texts = &*files;
    let parsed: Vec<_> = there
        .into_par_iter()
        .map(|(file, own)| (file.map(|file| yaml::parse(file, texts.text(file))), own))
        .collect();
    let mut read = Vec::new();
    for (parsed, own) in parsed {
        let node = match (parsed, own) {
            (Some(Ok(node)), Some(own)) => overlaid(node, own, diagnostics),
            (Some(Ok(node)), None) => node,
            (Some(Err(mut errors)), _) => {
                diagnostics.append(&mut errors);
                continue;
            }
            (None, Some(own)) => overlaid(own.clone(), own, diagnostics),
            (None, None) => continue,
        };
        let mut reader = Reader::default();
        read.extend(TextFile::from_node(&node, &mut reader));
        diagnostics.append(&mut reader.diagnostics);
    }
    same_texts(&read, diagnostics);
    let words: Option<Vec<Words>> = read.iter().map(|file| words(file, diagnostics)).collect();
    if let Some(words) = &words {
        unlike_months(words, diagnostics);
    }
    let failed = any_error(&diagnostics[before..]);
    words.filter(|words| !failed && words.len() == languages.len())
}

/// How a file of `words/` is written: as the templates' are, of which it need only
/// hold what it says otherwise.
pub fn own_words() -> Shape {
    let mut shape = TextFile::shape();
    if let Shape::Group(group) = &mut shape {
        for field in &mut group.fields {
            field.required = false;
            field.shape = match field.name {
                "calculator" => texts("CalculatorTexts", Phrase::ALL, |it| (it.key(), it.slots())),
                "tools" => texts("ToolsTexts", ToolPhrase::ALL, |it| (it.key(), it.slots())),
                // Which there are, the templates say.
                "page" => Shape::ByName(Box::new(String::shape())),
                _ => continue,
            };
        }
    }
    shape
}

fn texts<P: Copy>(
    name: &'static str,
    all: &[P],
    key_and_slots: fn(P) -> (&'static str, &'static [&'static str]),
) -> Shape {
    let fields = all.iter().map(|phrase| {
        let (name, slots) = key_and_slots(*phrase);
        Field {
            name,
            about: match slots {
                [] => String::new(),
                slots => format!("Mentions {{{}}}.", slots.join("}, {")),
            },
            shape: String::shape(),
            required: false,
            meant: None,
        }
    });
    Shape::Group(Group {
        name,
        about: String::new(),
        fields: fields.collect(),
        rules: Vec::new(),
    })
}

/// The templates' words of a language with the content's in their places. Texts
/// of the calculator and the tools are compared with what these know later; of
/// the templates' texts only the templates can say which there are.
fn overlaid(mut words: Node, own: &Node, diagnostics: &mut Vec<Diagnostic>) -> Node {
    let (Value::Map(fields), Value::Map(own_fields)) = (&mut words.value, &own.value) else {
        // What it is instead is said when it is read.
        return own.clone();
    };
    for own in own_fields {
        let Some(field) = fields.iter_mut().find(|field| field.key == own.key) else {
            fields.push(own.clone());
            continue;
        };
        let (Value::Map(texts), Value::Map(own_texts)) = (&mut field.node.value, &own.node.value)
        else {
            *field = own.clone();
            continue;
        };
        for own_text in own_texts {
            match texts.iter_mut().find(|text| text.key == own_text.key) {
                Some(text) => {
                    if own.key == "page" {
                        diagnostics.extend(unfilled(text, own_text));
                    }
                    *text = own_text.clone();
                }
                None if own.key == "page" => {
                    let known = texts.iter().map(|text| text.key.as_str());
                    let hint = did_you_mean(&own_text.key, known).unwrap_or_else(|| {
                        "only texts that the templates have can be said in other words".to_owned()
                    });
                    diagnostics.push(
                        Diagnostic::error(
                            Code::TemplateText,
                            format!("there is no text `{}` in `{}`", own_text.key, own.key),
                        )
                        .at(&own_text.key_place)
                        .hint(hint),
                    );
                }
                None => texts.push(own_text.clone()),
            }
        }
    }
    words
}

/// A place to fill in that the templates' text doesn't have. It may have more:
/// what other words don't mention isn't shown.
fn unfilled(text: &Member, own: &Member) -> Option<Diagnostic> {
    let known = slots(scalar(&text.node));
    let slot = slots(scalar(&own.node))
        .into_iter()
        .find(|slot| !known.contains(slot))?;
    let problem = format!("`{}` cannot fill in `{{{slot}}}`", own.key);
    Some(
        Diagnostic::error(Code::TemplateText, problem)
            .at(&own.node.place)
            .also(&text.node.place, mentioned(text))
            .hint("what stands in `{…}` is a name, not to be translated"),
    )
}

/// Names of months that cannot be told from others when they are typed.
fn unlike_months(words: &[Words], diagnostics: &mut Vec<Diagnostic>) {
    for name in months(words).mistaken() {
        diagnostics.push(
            Diagnostic::error(
                Code::TemplateText,
                format!("a typed date with the month `{name}` would be read with another month or none"),
            )
            .hint("`months`, `months_typed`, `date_fillers` and `date_letters` of all languages are read together"),
        );
    }
}

fn members(node: &Node) -> &[Member] {
    match &node.value {
        Value::Map(members) => members,
        _ => &[],
    }
}

fn scalar(node: &Node) -> &str {
    match &node.value {
        Value::Scalar(text) => text,
        _ => "",
    }
}

/// The slots `{name}` in a text, sorted, each once.
fn slots(text: &str) -> Vec<&str> {
    let mut slots: Vec<&str> = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(slot, _)| slot))
        .collect();
    slots.sort_unstable();
    slots.dedup();
    slots
}

/// The same texts of the templates in every language, with the same slots.
fn same_texts(files: &[TextFile], diagnostics: &mut Vec<Diagnostic>) {
    let mut texts: BTreeMap<&str, Vec<Option<&Member>>> = BTreeMap::new();
    for (number, file) in files.iter().enumerate() {
        for member in members(&file.page) {
            let found = texts
                .entry(&member.key)
                .or_insert_with(|| vec![None; files.len()]);
            found[number] = Some(member);
            if scalar(&member.node).trim().is_empty() {
                diagnostics.push(
                    Diagnostic::error(
                        Code::TemplateText,
                        format!("the text `{}` is empty", member.key),
                    )
                    .at(&member.key_place),
                );
            }
        }
    }
    for (key, found) in texts {
        let Some(first) = found.iter().copied().flatten().next() else {
            continue;
        };
        for (file, text) in files.iter().zip(&found) {
            let Some(text) = text else {
                diagnostics.push(missing_text(key, file, first));
                continue;
            };
            if slots(scalar(&text.node)) != slots(scalar(&first.node)) {
                diagnostics.push(
                    Diagnostic::error(
                        Code::TemplateText,
                        format!("`{key}` has other places to fill in than in another language"),
                    )
                    .at(&text.node.place)
                    .label(mentioned(text))
                    .also(&first.node.place, mentioned(first))
                    .hint("what stands in `{…}` is a name, not to be translated"),
                );
            }
        }
    }
}

fn missing_text(key: &str, file: &TextFile, first: &Member) -> Diagnostic {
    let start = file.page.place.range.start;
    let place = Place {
        file: file.page.place.file,
        range: start..start,
    };
    Diagnostic::error(
        Code::TemplateText,
        format!("the text `{key}` is missing in this language"),
    )
    .at(&place)
    .label("among these")
    .also(&first.key_place, "it is here in another")
    .hint("add it; or is the key mistyped in the other language?")
}

fn mentioned(text: &Member) -> String {
    match slots(scalar(&text.node))[..] {
        [] => "nothing to fill in".to_owned(),
        ref slots => format!("{{{}}}", slots.join("}, {")),
    }
}

fn words(file: &TextFile, diagnostics: &mut Vec<Diagnostic>) -> Option<Words> {
    let phrases = Phrase::ALL.iter().map(|it| (it.key(), it.slots()));
    let texts = listed(file, &file.calculator, phrases, "calculator", diagnostics);
    let tools = ToolPhrase::ALL.iter().map(|it| (it.key(), it.slots()));
    let tools = listed(file, &file.tools, tools, "tools", diagnostics);
    let page = members(&file.page)
        .iter()
        .map(|member| (member.key.clone(), scalar(&member.node).to_owned()))
        .collect();
    let phrasebook = Phrasebook::new(
        texts,
        file.months.value.clone(),
        file.weekdays.value.clone(),
    );
    for (field, found, names) in [
        ("months", &file.months, 12),
        ("months_typed", &file.months_typed, 12),
        ("weekdays", &file.weekdays, 7),
    ] {
        if found.value.len() != names {
            diagnostics.push(
                Diagnostic::error(
                    Code::TemplateText,
                    format!(
                        "`{field}` has {} names instead of {names}",
                        found.value.len()
                    ),
                )
                .at(&found.place),
            );
        }
    }
    let alphabet = alphabet(file, diagnostics);
    let months = [&file.months.value, &file.months_typed.value];
    let months = months.into_iter().flat_map(|names| names.iter().zip(1..));
    Some(Words {
        phrasebook: phrasebook?,
        tools: ToolWords::new(tools)?,
        dates: DateWords {
            months: months.map(|(name, month)| (name.clone(), month)).collect(),
            weekdays: file.weekdays.value.clone(),
            fillers: file.date_fillers.clone(),
            letters: date_letters(file, diagnostics),
        },
        alphabet: alphabet?,
        page,
    })
}

fn date_letters(file: &TextFile, diagnostics: &mut Vec<Diagnostic>) -> Vec<(char, char)> {
    let mut letters = Vec::new();
    for pair in &file.date_letters {
        let mut chars = pair.value.chars();
        if let (Some(typed), Some(read), None) = (chars.next(), chars.next(), chars.next()) {
            letters.push((typed, read));
        } else {
            diagnostics.push(
                Diagnostic::error(
                    Code::TemplateText,
                    format!("`{}` is not a pair of letters", pair.value),
                )
                .at(&pair.place)
                .hint("first the letter that is typed, then the one that it is read as"),
            );
        }
    }
    letters
}

fn alphabet(file: &TextFile, diagnostics: &mut Vec<Diagnostic>) -> Option<Alphabet> {
    let problem = match Alphabet::new(&file.alphabet.value) {
        Ok(alphabet) => return Some(alphabet),
        Err(Mistake::NotSmall(other)) => format!("`{other}` is not a small letter"),
        Err(Mistake::Twice(letter)) => format!("`{letter}` stands in the alphabet twice"),
    };
    diagnostics.push(
        Diagnostic::error(Code::TemplateText, problem)
            .at(&file.alphabet.place)
            .hint("small letters in their order, with spaces between them; those that count as one stand together"),
    );
    None
}

/// The texts of a list, in its order. What is wrong with them goes to
/// `diagnostics`.
fn listed(
    file: &TextFile,
    node: &Node,
    phrases: impl Iterator<Item = (&'static str, &'static [&'static str])> + Clone,
    whose: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let known: Vec<&str> = phrases.clone().map(|(key, _)| key).collect();
    for member in members(node) {
        if !known.contains(&member.key.as_str()) {
            let mut diagnostic = Diagnostic::error(
                Code::TemplateText,
                format!("there is no text `{}` in `{whose}`", member.key),
            )
            .at(&member.key_place);
            if let Some(hint) = did_you_mean(&member.key, known.iter().copied()) {
                diagnostic = diagnostic.hint(hint);
            }
            diagnostics.push(diagnostic);
        }
    }
    let mut texts = Vec::new();
    for (key, slots_of) in phrases {
        let found = members(node).iter().find(|member| member.key == key);
        let Some(member) = found else {
            diagnostics.push(
                Diagnostic::error(
                    Code::TemplateText,
                    format!("the text `{key}` is missing in `{whose}`"),
                )
                .at(&Place {
                    file: file.place.file,
                    range: 0..0,
                }),
            );
            continue;
        };
        let text = scalar(&member.node);
        let mut allowed = slots_of.to_vec();
        allowed.sort_unstable();
        let used = slots(text);
        let wrong = used.iter().find(|slot| !allowed.contains(slot));
        let problem = if text.trim().is_empty() {
            Some(format!("the text `{}` is empty", member.key))
        } else {
            wrong.map(|slot| format!("`{}` cannot fill in `{{{slot}}}`", member.key))
        };
        if let Some(problem) = problem {
            let hint = if allowed.is_empty() {
                "nothing is filled in here".to_owned()
            } else {
                format!("it may fill in: {{{}}}", allowed.join("}, {"))
            };
            diagnostics.push(
                Diagnostic::error(Code::TemplateText, problem)
                    .at(&member.node.place)
                    .hint(hint),
            );
        }
        texts.push(text.to_owned());
    }
    texts
}
