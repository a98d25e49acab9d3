//! What `finder.yaml` holds, and the finder that is made from it and from the
//! categories. `docs/content.md` says the same for maintainers.
//!
//! The file asks the questions. What the categories' own files say (entries, stay,
//! who issues, what can be changed) is taken from there and stands nowhere else.

use qagida_calculator::tools::finder::{
    Allowed, Answers, Candidate, Choice, Fact, Finder, Need, Note, Offer, Question, Variant,
};
use qagida_calculator::tools::{ToolPhrase, ToolWords};
use qagida_calculator::{Citation, Rulebook};

use super::Content;
use super::model::{self, Category, CategoryRow, Duration, DurationUnit, Entries, Stay};
use super::reading::{At, AtLeastOne, Id, Text, record, words};
use super::rules::PeriodRef;

record! {
    /// `finder.yaml`.
    FinderFile {
        /// The page's name among the calculators.
        path: At<Id>,
        /// What is looked for.
        title: Text,
        /// What the page says above the questions.
        lead: Text,
        /// The questions, in order.
        questions: AtLeastOne<FinderQuestion>,
    }
}
words! {
    /// What the answers to a question are compared with.
    FinderBy {
        /// Each answer names categories.
        Categories = "categories",
        /// How often one may enter.
        Entries = "entries",
        /// How long one may stay.
        Stay = "stay",
        /// How long it is valid.
        Validity = "validity",
        /// Who issues it.
        Issuers = "issuers",
        /// Which category one holds.
        Holding = "holding",
        /// Whose citizen one is.
        Countries = "countries",
    }
}
record! {
    /// A question of the finder.
    FinderQuestion {
        /// Its id.
        id: At<Id>,
        /// It in words.
        title: Text,
        /// More about it.
        help: Option<Text>,
        /// What its answers are compared with.
        by: FinderBy,
        /// After which answers to earlier questions it is asked.
        when: Vec<FinderWhen>,
        /// What may be answered, besides what is taken from other files.
        answers: Vec<FinderAnswer>,
        /// The lengths of time to choose from, instead of all that occur.
        lengths: Vec<At<Duration>>,
        /// Categories about which its answers say nothing.
        left_out: Vec<LeftOut>,
        /// Services for those who hold the category already.
        services: Vec<At<Id>> => Service,
    }
}
record! {
    /// An earlier question and the answers after which another is asked.
    FinderWhen {
        /// The earlier question.
        question: At<Id> => Question,
        /// Its answers.
        answers: AtLeastOne<At<String>>,
    }
}
record! {
    /// An answer.
    FinderAnswer {
        /// Its id.
        id: At<Id>,
        /// It in words.
        text: Text,
        /// It allows the categories of these purposes,
        purposes: Vec<At<Id>> => Purpose,
        /// and these; all, if neither is given.
        categories: Vec<At<String>> => Category,
        /// But not these.
        except: Vec<Except>,
        /// It allows what one of these issues,
        issuers: Vec<At<Id>> => Issuer,
        /// with these entries only,
        entries: Option<Entries>,
        /// and also that into which one may change.
        change: Option<bool>,
        /// Whose grounds hold there.
        bodies: Vec<At<Id>> => Body,
        /// How long it takes there, if not as long as the category says.
        term: Option<PeriodRef>,
        /// With which services one gets it there.
        services: Vec<FinderService>,
    }
}
record! {
    /// What an answer doesn't allow.
    Except {
        /// The category.
        category: At<String> => Category,
        /// Only its row of this id.
        row: Option<At<Id>>,
        /// Only this answer to the question by issuers.
        r#where: Option<At<Id>>,
    }
}
record! {
    /// A category about which a question says nothing.
    LeftOut {
        /// The category.
        category: At<String> => Category,
        /// Why.
        text: Text,
    }
}
record! {
    /// A service with which one gets a category.
    FinderService {
        /// The service.
        service: At<Id> => Service,
        /// With these entries only.
        entries: Option<Entries>,
    }
}

/// The finder in the language of a number. `None` if there is none, or the
/// content has errors that [`crate::check`] reports.
pub fn compile(
    content: &Content,
    language: usize,
    words: &ToolWords,
    rulebook: &Rulebook,
) -> Option<Finder> {
    let file = content.finder.as_ref()?;
    let compiler = Compiler {
        content,
        file,
        language,
        words,
        rulebook,
    };
    compiler.finder()
}

/// The codes of the categories, A2 before A10.
pub fn codes(content: &Content) -> Vec<&str> {
    let mut codes: Vec<&str> = content.categories.keys().map(String::as_str).collect();
    codes.sort_by_cached_key(|code| {
        let digits = code.find(|c: char| c.is_ascii_digit());
        let (letters, rest) = code.split_at(digits.unwrap_or(code.len()));
        let end = rest.find(|c: char| !c.is_ascii_digit());
        let (number, rest) = rest.split_at(end.unwrap_or(rest.len()));
        (letters, number.parse::<u32>().unwrap_or_default(), rest)
    });
    codes
}

/// The lengths of time that may be answered, the shortest first.
pub fn lengths(content: &Content, question: &FinderQuestion) -> Vec<Duration> {
    let mut lengths: Vec<Duration> = if question.lengths.is_empty() {
        let rows = content.categories.values();
        let rows = rows.flat_map(|file| &file.category.rows);
        rows.filter_map(|row| length(question.by, row)).collect()
    } else {
        question.lengths.iter().map(|length| length.value).collect()
    };
    lengths.sort_by_key(|length| days(*length));
    lengths.dedup_by_key(|length| days(*length));
    lengths
}

/// How long a row's stay or validity is, whichever is asked.
pub fn length(by: FinderBy, row: &CategoryRow) -> Option<Duration> {
    match (by, row.stay.value) {
        (FinderBy::Validity, _) | (_, Stay::WholeValidity) => Some(row.validity.value),
        (_, Stay::UpTo(stay)) => Some(stay),
        (_, Stay::NotGiven) => None,
    }
}

/// The ids of a question's answers, in order.
pub fn answer_ids(content: &Content, question: &FinderQuestion) -> Vec<String> {
    let written = question.answers.iter().map(|answer| answer.id.to_string());
    match question.by {
        FinderBy::Stay | FinderBy::Validity => lengths(content, question)
            .into_iter()
            .map(|length| length.to_string().to_ascii_lowercase())
            .collect(),
        FinderBy::Holding => written.chain(taken_ids(content, question.by)).collect(),
        FinderBy::Countries => {
            let taken = taken_ids(content, question.by).into_iter();
            taken.chain(written).collect()
        }
        FinderBy::Categories | FinderBy::Entries | FinderBy::Issuers => written.collect(),
    }
}

/// The ids of the answers that are taken from other files by their codes.
pub fn taken_ids(content: &Content, by: FinderBy) -> Vec<String> {
    match by {
        FinderBy::Holding => {
            let codes = codes(content).into_iter();
            codes.map(str::to_ascii_lowercase).collect()
        }
        FinderBy::Countries => {
            let countries = content.countries.iter();
            let countries = countries.flat_map(|countries| countries.countries.iter());
            let codes = countries.map(|country| country.code.to_ascii_lowercase());
            codes.collect()
        }
        _ => Vec::new(),
    }
}

/// About how many days it is, to put lengths in order.
pub fn days(length: Duration) -> u32 {
    length.count
        * match length.unit {
            DurationUnit::Day => 1,
            DurationUnit::Month => 30,
            DurationUnit::Year => 365,
        }
}

/// Whether an answer to a question by categories allows a category in any form.
fn allows(answer: &FinderAnswer, code: &str, category: &Category) -> bool {
    let all = answer.purposes.is_empty() && answer.categories.is_empty();
    let named = all
        || answer.categories.iter().any(|named| named.value == code)
        || answer
            .purposes
            .iter()
            .any(|purpose| purpose.value == category.purpose.value);
    let excepted = answer.except.iter().any(|except| {
        except.category.value == code && except.row.is_none() && except.r#where.is_none()
    });
    named && !excepted
}

/// A question's number in its place.
fn number(question: usize) -> u32 {
    u32::try_from(question).unwrap_or(u32::MAX)
}

struct Compiler<'a> {
    content: &'a Content,
    file: &'a FinderFile,
    language: usize,
    words: &'a ToolWords,
    rulebook: &'a Rulebook,
}

impl Compiler<'_> {
    fn text(&self, text: &Text) -> String {
        text.get(self.language).to_owned()
    }

    fn say(&self, phrase: ToolPhrase, slots: &[(&str, &str)]) -> String {
        self.words.say(phrase, slots)
    }

    fn citation(&self, citation: &model::Citation) -> Option<Citation> {
        Some(Citation {
            document: citation.document.to_string(),
            at: citation.at.value.clone(),
            text: self.content.place_of(citation, self.language)?,
        })
    }

    fn finder(&self) -> Option<Finder> {
        let questions = self.file.questions.iter();
        let codes = codes(self.content);
        Some(Finder {
            title: self.text(&self.file.title),
            questions: questions
                .map(|it| self.question(it))
                .collect::<Option<_>>()?,
            candidates: codes
                .into_iter()
                .map(|code| self.candidate(code))
                .collect::<Option<_>>()?,
        })
    }

    /// The number of a question, and of some of its answers.
    fn answers_to(&self, question: &str, answers: &[&str]) -> Option<Allowed> {
        let mut questions = self.file.questions.iter();
        let at = questions.position(|known| **known.id == *question)?;
        let ids = answer_ids(self.content, self.file.questions.get(at)?);
        let numbers = answers
            .iter()
            .map(|answer| ids.iter().position(|id| id == answer));
        Some(Allowed {
            question: number(at),
            answers: numbers.collect::<Option<_>>()?,
        })
    }

    fn question(&self, question: &FinderQuestion) -> Option<Question> {
        let when = question.when.iter().map(|when| {
            let answers: Vec<&str> = when.answers.iter().map(|answer| answer.as_str()).collect();
            self.answers_to(&when.question, &answers)
        });
        let mut answers = Vec::new();
        for id in answer_ids(self.content, question) {
            let text = self.answer_text(question, &id)?;
            answers.push(Choice { id, text });
        }
        Some(Question {
            id: question.id.to_string(),
            title: self.text(&question.title),
            help: question.help.as_ref().map(|help| self.text(help)),
            when: when.collect::<Option<_>>()?,
            answers,
        })
    }

    fn answer_text(&self, question: &FinderQuestion, id: &str) -> Option<String> {
        if let Some(answer) = question.answers.iter().find(|answer| **answer.id == *id) {
            return Some(self.text(&answer.text));
        }
        match question.by {
            FinderBy::Stay | FinderBy::Validity => {
                Some(self.up_to(Duration::parse(&id.to_ascii_uppercase())?))
            }
            FinderBy::Holding => {
                let code = id.to_ascii_uppercase();
                let category = &self.content.categories.get(&code)?.category;
                Some(format!("{code}: {}", self.text(&category.title)))
            }
            FinderBy::Countries => {
                let mut countries = self.content.countries.as_ref()?.countries.iter();
                let country = countries.find(|country| country.code.eq_ignore_ascii_case(id))?;
                Some(self.text(&country.name))
            }
            FinderBy::Categories | FinderBy::Entries | FinderBy::Issuers => None,
        }
    }

    fn up_to(&self, length: Duration) -> String {
        let phrase = match length.unit {
            DurationUnit::Day => ToolPhrase::FinderDays,
            DurationUnit::Month => ToolPhrase::FinderMonths,
            DurationUnit::Year => ToolPhrase::FinderYears,
        };
        let words = &self.rulebook.phrasebook;
        let length = words.count(self.words.text(phrase), length.count);
        self.say(ToolPhrase::FinderUpTo, &[("length", &length)])
    }

    /// The questions of a kind, with their numbers.
    fn questions_by(&self, by: FinderBy) -> impl Iterator<Item = (usize, &FinderQuestion)> {
        let questions = self.file.questions.iter().enumerate();
        questions.filter(move |(_, question)| question.by == by)
    }

    fn candidate(&self, code: &str) -> Option<Candidate> {
        let category = &self.content.categories.get(code)?.category;
        let folder = &self.content.site.categories.as_ref()?.path;
        let source = self.citation(&category.source)?;
        let mut candidate = Candidate {
            id: code.to_owned(),
            title: self.text(&category.title),
            path: format!("{}/{}/", folder.value, code.to_ascii_lowercase()),
            summary: self.text(&category.summary),
            source: source.clone(),
            allows: Vec::new(),
            variants: Vec::new(),
            facts: Vec::new(),
            notes: Vec::new(),
            needs: self.needs(category),
            terms: Vec::new(),
            services: self.services(code),
            doubt: category.doubt.as_ref().map(|doubt| self.text(doubt)),
        };
        for condition in &category.conditions {
            candidate.notes.push(Note {
                when: Vec::new(),
                text: self.text(condition),
                source: source.clone(),
            });
        }
        self.by_categories(code, category, &mut candidate)?;
        self.by_issuers(category, &mut candidate)?;
        self.by_holding(code, category, &mut candidate)?;
        self.by_countries(category, &mut candidate)?;
        self.rows(code, category, &mut candidate);
        for (at, question) in self.questions_by(FinderBy::Issuers) {
            for (number, answer) in question.answers.iter().enumerate() {
                if issues_at(category, answer) {
                    let when = vec![one(at, number)];
                    candidate
                        .terms
                        .extend(self.term(answer.term.as_ref(), when));
                }
            }
        }
        candidate
            .terms
            .extend(self.term(category.term.as_ref(), Vec::new()));
        Some(candidate)
    }

    /// How long a period of a rules page is.
    fn term(&self, period: Option<&PeriodRef>, when: Vec<Allowed>) -> Option<Note> {
        let term = period?;
        let mut periods = self.rulebook.periods_of(&term.rule);
        let period = periods.find(|period| *period.id == **term.period)?;
        Some(Note {
            when,
            text: period.term.text(&self.rulebook.phrasebook),
            source: period.term.source.clone(),
        })
    }

    /// What is answered with categories: reasons, situations.
    fn by_categories(
        &self,
        code: &str,
        category: &Category,
        candidate: &mut Candidate,
    ) -> Option<()> {
        for (at, question) in self.questions_by(FinderBy::Categories) {
            if let Some(left_out) = question
                .left_out
                .iter()
                .find(|it| it.category.value == code)
            {
                candidate.notes.push(Note {
                    when: vec![all(at, question.answers.len())],
                    text: self.text(&left_out.text),
                    source: candidate.source.clone(),
                });
                continue;
            }
            let answers = question.answers.iter().enumerate();
            let allowed: Answers = answers
                .filter(|(_, answer)| allows(answer, code, category))
                .map(|(number, _)| number)
                .collect();
            let of_places = question.answers.iter().flat_map(|answer| &answer.except);
            let of_place = of_places
                .filter(|except| except.category.value == code)
                .any(|except| except.r#where.is_some());
            let issued = category.issued.as_ref().filter(|_| of_place);
            if let Some(issued) = issued
                && let Some(note) = &issued.note
            {
                // What it depends on stands beside who issues it.
                candidate.facts.push(Fact {
                    question: number(at),
                    answers: allowed.clone(),
                    text: self.text(note),
                    source: self.citation(&issued.source)?,
                });
            } else if (0..question.answers.len()).any(|number| !allowed.has(number)) {
                candidate.facts.push(Fact {
                    question: number(at),
                    answers: allowed.clone(),
                    text: candidate.summary.clone(),
                    source: candidate.source.clone(),
                });
            }
            candidate.allows.push(Allowed {
                question: number(at),
                answers: allowed,
            });
        }
        Some(())
    }

    /// Who issues it.
    fn by_issuers(&self, category: &Category, candidate: &mut Candidate) -> Option<()> {
        for (at, question) in self.questions_by(FinderBy::Issuers) {
            let Some(issued) = &category.issued else {
                candidate.notes.push(Note {
                    when: vec![all(at, question.answers.len())],
                    text: self.say(ToolPhrase::FinderIssuedUnknown, &[]),
                    source: candidate.source.clone(),
                });
                continue;
            };
            let source = self.citation(&issued.source)?;
            let mut allowed = Answers::default();
            let mut given = Answers::default();
            for (number, answer) in question.answers.iter().enumerate() {
                if issues_at(category, answer) {
                    allowed.add(number);
                    given.add(number);
                } else if let Some(change) = &category.change
                    && answer.change == Some(true)
                {
                    allowed.add(number);
                    candidate.notes.push(Note {
                        when: vec![one(at, number)],
                        text: self.say(ToolPhrase::FinderChangeOnly, &[]),
                        source: self.citation(&change.source)?,
                    });
                }
            }
            let issuers = self.content.site.categories.as_ref()?.issuers.iter();
            let issuers = issuers.filter(|issuer| does_issue(category, &issuer.id));
            let names: Vec<String> = issuers.map(|issuer| self.text(&issuer.name)).collect();
            let slots = [("issuers", &*names.join("; "))];
            candidate.facts.push(Fact {
                question: number(at),
                answers: given,
                text: self.say(ToolPhrase::FinderIssued, &slots),
                source: source.clone(),
            });
            candidate.allows.push(Allowed {
                question: number(at),
                answers: allowed,
            });
            if let Some(note) = &issued.note {
                candidate.notes.push(Note {
                    when: vec![all(at, question.answers.len())],
                    text: self.text(note),
                    source,
                });
            }
        }
        Some(())
    }

    /// What one holds already.
    fn by_holding(&self, code: &str, category: &Category, candidate: &mut Candidate) -> Option<()> {
        for (at, question) in self.questions_by(FinderBy::Holding) {
            let ids = answer_ids(self.content, question);
            let written = question.answers.len();
            let own = ids.iter().position(|id| id.eq_ignore_ascii_case(code));
            if let Some(own) = own {
                let (text, source) = match &category.extension {
                    Some(extension) => {
                        let text = self.text(&extension.text);
                        let text = self.say(ToolPhrase::FinderHeld, &[("text", &text)]);
                        (text, self.citation(&extension.source)?)
                    }
                    None => (
                        self.say(ToolPhrase::FinderHeldUnknown, &[]),
                        candidate.source.clone(),
                    ),
                };
                candidate.notes.push(Note {
                    when: vec![one(at, own)],
                    text,
                    source,
                });
            }
            let Some(change) = &category.change else {
                let others = (0..ids.len()).filter(|number| Some(*number) != own);
                candidate.notes.push(Note {
                    when: vec![Allowed {
                        question: number(at),
                        answers: others.collect(),
                    }],
                    text: self.say(ToolPhrase::FinderChangeUnknown, &[]),
                    source: candidate.source.clone(),
                });
                continue;
            };
            let any = change.any == Some(true);
            let listed = |id: &String| {
                any || change
                    .from
                    .iter()
                    .any(|from| from.value.eq_ignore_ascii_case(id))
            };
            let mut by_change = Answers::default();
            let mut allowed = Answers::default();
            for (number, id) in ids.iter().enumerate() {
                let holds_none = number < written;
                if !holds_none && listed(id) {
                    by_change.add(number);
                }
                // Who holds nothing changes nothing: it must be issued there.
                let fits = if holds_none {
                    any || self.issued_where_changed(category)
                } else {
                    listed(id) || Some(number) == own
                };
                if fits {
                    allowed.add(number);
                }
                if holds_none && fits && !any {
                    candidate.notes.push(Note {
                        when: vec![one(at, number)],
                        text: self.say(ToolPhrase::FinderChangeNone, &[]),
                        source: self.citation(&change.source)?,
                    });
                }
                if holds_none && any {
                    by_change.add(number);
                }
            }
            let from: Vec<&str> = change.from.iter().map(|from| from.as_str()).collect();
            let mut text = if any {
                self.say(ToolPhrase::FinderChangeAny, &[])
            } else {
                self.say(ToolPhrase::FinderChangeFrom, &[("from", &from.join(", "))])
            };
            if let Some(more) = &change.text {
                text.push(' ');
                text.push_str(more.get(self.language));
            }
            candidate.facts.push(Fact {
                question: number(at),
                answers: by_change,
                text,
                source: self.citation(&change.source)?,
            });
            candidate.allows.push(Allowed {
                question: number(at),
                answers: allowed,
            });
        }
        Some(())
    }

    /// Whether a category is issued at a place where categories are changed. If it
    /// isn't known who issues it, it may be.
    fn issued_where_changed(&self, category: &Category) -> bool {
        category.issued.is_none()
            || self.questions_by(FinderBy::Issuers).any(|(_, question)| {
                let mut answers = question.answers.iter();
                answers.any(|answer| answer.change == Some(true) && issues_at(category, answer))
            })
    }

    /// Whose citizen one is matters for one issuer only: see [`Compiler::ways`].
    fn by_countries(&self, category: &Category, candidate: &mut Candidate) -> Option<()> {
        for (at, question) in self.questions_by(FinderBy::Countries) {
            let countries = self.content.countries.as_ref()?;
            if !does_issue(category, &countries.issuer) {
                continue;
            }
            let mut issuers = self.content.site.categories.as_ref()?.issuers.iter();
            let issuer = issuers.find(|issuer| issuer.id.value == countries.issuer.value)?;
            let slots = [("issuer", &*self.text(&issuer.name))];
            let text = self.say(ToolPhrase::FinderCountries, &slots);
            let listed = countries.countries.iter().count();
            let source = self.citation(&countries.source)?;
            candidate.notes.push(Note {
                when: vec![Allowed {
                    question: number(at),
                    answers: (listed..listed + question.answers.len()).collect(),
                }],
                text: text.clone(),
                source: source.clone(),
            });
            candidate.facts.push(Fact {
                question: number(at),
                answers: (0..listed).collect(),
                text,
                source,
            });
        }
        Some(())
    }

    /// What goes together in a row of a category only.
    fn rows(&self, code: &str, category: &Category, candidate: &mut Candidate) {
        let by_rows = [FinderBy::Entries, FinderBy::Stay, FinderBy::Validity];
        if category.rows.is_empty() {
            candidate.variants.push(Variant {
                id: String::new(),
                text: String::new(),
                allows: Vec::new(),
                notes: Vec::new(),
            });
            for (at, question) in by_rows.into_iter().flat_map(|by| self.questions_by(by)) {
                let count = answer_ids(self.content, question).len();
                let text = self.say(ToolPhrase::FinderRowsUnknown, &[]);
                let known = candidate.notes.iter_mut().find(|note| note.text == text);
                if known.is_none() {
                    candidate.notes.push(Note {
                        when: vec![all(at, count)],
                        text,
                        source: candidate.source.clone(),
                    });
                }
            }
        }
        for row in &category.rows {
            let mut of_row = Vec::new();
            for (at, question) in by_rows.into_iter().flat_map(|by| self.questions_by(by)) {
                let ids = answer_ids(self.content, question);
                let fits = |id: &str| match question.by {
                    FinderBy::Entries => id == row.entries.id(),
                    by => match (length(by, row), Duration::parse(&id.to_ascii_uppercase())) {
                        (Some(longest), Some(wanted)) => !wanted.surely_exceeds(longest),
                        // What isn't on file rules nothing out.
                        _ => true,
                    },
                };
                let ids = ids.iter().enumerate().filter(|(_, id)| fits(id));
                of_row.push(Allowed {
                    question: number(at),
                    answers: ids.map(|(number, _)| number).collect(),
                });
            }
            for (at, question) in self.questions_by(FinderBy::Categories) {
                let excepted = |answer: &FinderAnswer| {
                    answer.except.iter().any(|except| {
                        except.category.value == code
                            && except
                                .row
                                .as_ref()
                                .is_some_and(|id| id.value == row.id.value)
                    })
                };
                let answers = question.answers.iter().enumerate();
                let left = answers.filter(|(_, answer)| !excepted(answer));
                let left: Vec<usize> = left.map(|(number, _)| number).collect();
                if left.len() < question.answers.len() {
                    of_row.push(Allowed {
                        question: number(at),
                        answers: left.into_iter().collect(),
                    });
                }
            }
            let notes = [&row.note, &row.doubt].into_iter().flatten();
            let variant = Variant {
                id: row.id.to_string(),
                text: self.row_text(row),
                allows: of_row,
                notes: notes.map(|note| self.text(note)).collect(),
            };
            for way in self.ways(code, category, row) {
                let mut variant = variant.clone();
                variant.allows.extend(way);
                candidate.variants.push(variant);
            }
        }
    }

    /// The ways in which one gets a row: what each allows. Those without a
    /// condition of their own are one.
    fn ways(&self, code: &str, category: &Category, row: &CategoryRow) -> Vec<Vec<Allowed>> {
        let Some((places, question)) = self.questions_by(FinderBy::Issuers).next() else {
            return vec![Vec::new()];
        };
        let mut plain = Answers::default();
        let mut ways = Vec::new();
        for (place, answer) in question.answers.iter().enumerate() {
            if answer.entries.is_some_and(|entries| entries != row.entries) {
                continue;
            }
            let mut conditions = self.citizens(category, answer);
            for (at, question) in self.questions_by(FinderBy::Categories) {
                let excepted = |by: &FinderAnswer| {
                    by.except.iter().any(|except| {
                        let here = except.r#where.as_ref();
                        except.category.value == code
                            && here.is_some_and(|here| here.value == answer.id.value)
                    })
                };
                if question.answers.iter().any(excepted) {
                    let answers = question.answers.iter().enumerate();
                    let left = answers.filter(|(_, answer)| !excepted(answer));
                    conditions.push(Allowed {
                        question: number(at),
                        answers: left.map(|(number, _)| number).collect(),
                    });
                }
            }
            if conditions.is_empty() {
                plain.add(place);
            } else {
                conditions.push(one(places, place));
                ways.push(conditions);
            }
        }
        ways.push(vec![Allowed {
            question: number(places),
            answers: plain,
        }]);
        ways
    }

    /// Whose citizens get a category at a place, if only some do.
    fn citizens(&self, category: &Category, place: &FinderAnswer) -> Vec<Allowed> {
        let Some(countries) = &self.content.countries else {
            return Vec::new();
        };
        let mut issuers = place.issuers.iter();
        let by_others = issuers
            .any(|issuer| issuer.value != countries.issuer.value && does_issue(category, issuer));
        let listed = place
            .issuers
            .iter()
            .any(|id| id.value == countries.issuer.value);
        if by_others || !listed {
            return Vec::new();
        }
        let listed = countries.countries.iter().count();
        self.questions_by(FinderBy::Countries)
            .map(|(at, _)| Allowed {
                question: number(at),
                answers: (0..listed).collect(),
            })
            .collect()
    }

    fn row_text(&self, row: &CategoryRow) -> String {
        let entries = match row.entries {
            Entries::Single => ToolPhrase::FinderSingle,
            Entries::Multiple => ToolPhrase::FinderMultiple,
        };
        let entries = self.say(entries, &[]);
        let stay = match row.stay.value {
            Stay::UpTo(stay) => {
                let phrase = if row.per_entry == Some(true) {
                    ToolPhrase::FinderStayEach
                } else {
                    ToolPhrase::FinderStay
                };
                self.say(phrase, &[("length", &self.up_to(stay))])
            }
            Stay::WholeValidity => self.say(ToolPhrase::FinderStayWhole, &[]),
            Stay::NotGiven => self.say(ToolPhrase::FinderStayUnknown, &[]),
        };
        let validity = self.up_to(row.validity.value);
        let slots = [
            ("entries", &*entries),
            ("validity", &*validity),
            ("stay", &*stay),
        ];
        let text = self.say(ToolPhrase::FinderVariant, &slots);
        match &row.r#for {
            Some(whom) => {
                let slots = [("variant", &*text), ("for", whom.get(self.language))];
                self.say(ToolPhrase::FinderFor, &slots)
            }
            None => text,
        }
    }

    fn needs(&self, category: &Category) -> Vec<Need> {
        let needs = category.grounds.iter().map(|ground| {
            let places = self.questions_by(FinderBy::Issuers).map(|(at, question)| {
                let answers = question.answers.iter().enumerate();
                let here = answers.filter(|(_, answer)| {
                    answer
                        .bodies
                        .iter()
                        .any(|body| body.value == ground.by.value)
                });
                Allowed {
                    question: number(at),
                    answers: here.map(|(number, _)| number).collect(),
                }
            });
            let body = self.content.body(&ground.by);
            Need {
                allows: places.collect(),
                by: body.map(|body| self.text(&body.name)).unwrap_or_default(),
                text: self.text(&ground.text),
                items: ground.items.iter().map(|item| self.text(item)).collect(),
            }
        });
        needs.collect()
    }

    /// The services with which one gets a category, in the content's order.
    fn services(&self, code: &str) -> Vec<Offer> {
        let mut offers = Vec::new();
        let groups = self.content.site.groups.iter();
        for id in groups.flat_map(|group| &group.services) {
            let file = self.content.services.get(&id.value);
            let concerned = file.is_some_and(|file| {
                let mut codes = file.service.categories.iter();
                codes.any(|concerned| concerned.value == code)
            });
            if !concerned {
                continue;
            }
            let offer = |allows, when| Offer {
                service: id.to_string(),
                path: format!("services/{}/", id.value),
                allows,
                when,
            };
            for (at, question) in self.questions_by(FinderBy::Issuers) {
                let answers = question.answers.iter().enumerate();
                let listed = |answer: &&FinderAnswer| {
                    let mut services = answer.services.iter();
                    services.any(|service| service.service.value == id.value)
                };
                let places = answers.filter(|(_, answer)| listed(answer));
                let places: Vec<usize> = places.map(|(number, _)| number).collect();
                if places.is_empty() {
                    continue;
                }
                let mut services = question.answers.iter().flat_map(|answer| &answer.services);
                let entries = services
                    .find(|service| service.service.value == id.value)
                    .and_then(|service| service.entries);
                let mut allows = vec![Allowed {
                    question: number(at),
                    answers: places.into_iter().collect(),
                }];
                if let Some(entries) = entries {
                    for (at, question) in self.questions_by(FinderBy::Entries) {
                        let answers = question.answers.iter().enumerate();
                        let of_row = answers.filter(|(_, answer)| **answer.id == *entries.id());
                        allows.push(Allowed {
                            question: number(at),
                            answers: of_row.map(|(number, _)| number).collect(),
                        });
                    }
                }
                offers.push(offer(allows, Vec::new()));
            }
            for (at, question) in self.questions_by(FinderBy::Holding) {
                let mut services = question.services.iter();
                let ids = answer_ids(self.content, question);
                let own = ids.iter().position(|id| id.eq_ignore_ascii_case(code));
                if let Some(own) = own
                    && services.any(|service| service.value == id.value)
                {
                    offers.push(offer(Vec::new(), vec![one(at, own)]));
                }
            }
        }
        offers
    }
}

/// All answers to a question.
fn all(question: usize, count: usize) -> Allowed {
    Allowed {
        question: number(question),
        answers: (0..count).collect(),
    }
}

/// One answer to a question.
fn one(question: usize, answer: usize) -> Allowed {
    Allowed {
        question: number(question),
        answers: std::iter::once(answer).collect(),
    }
}

fn does_issue(category: &Category, issuer: &str) -> bool {
    let by = category.issued.iter().flat_map(|issued| &issued.by.0);
    by.into_iter()
        .any(|(known, does)| known.value == issuer && does.value == "true")
}

/// Whether a category is issued at a place.
fn issues_at(category: &Category, place: &FinderAnswer) -> bool {
    place
        .issuers
        .iter()
        .any(|issuer| does_issue(category, issuer))
}
