//! What must hold in the questions that lead to a category: whoever answers them
//! in order, as far as anything is left, ends with something that fits; and every
//! category can be reached.

use std::collections::{BTreeMap, BTreeSet};

use qagida_calculator::tools::finder::Finder;
use qagida_calculator::tools::{Tool, ToolPhrase, ToolWords};
use qagida_calculator::{Phrase, Phrasebook};

use super::Checker;
use crate::content::finder::{
    self, Except, FinderAnswer, FinderBy, FinderFile, FinderQuestion, FinderService,
};
use crate::content::model::Entries;
use crate::content::reading::{At, Id};
use crate::content::{Content, compile};
use crate::diagnostics::{Code, Diagnostic, Place};

/// Names of lines of a form that are no questions.
const RESERVED: [&str; 6] = ["on", "f", "v", "was", "made", "with"];

impl Checker<'_> {
    pub(super) fn finder(&mut self) {
        let content = self.content;
        let Some(file) = &content.finder else {
            return;
        };
        if content.categories.is_empty() {
            self.report(
                Diagnostic::error(
                    Code::UnknownReference,
                    "there are no categories to choose among",
                )
                .at(&file.path.place)
                .hint("delete this file, or name the folder of the categories in site.yaml"),
            );
            return;
        }
        let before = self.diagnostics.len();
        let mut others = Tool::ALL.iter().filter(|tool| **tool != Tool::Finder);
        if others.any(|tool| tool.id() == &**file.path) {
            self.report(
                Diagnostic::error(
                    Code::DuplicateId,
                    format!("`{}` is another calculator's page", &**file.path),
                )
                .at(&file.path.place)
                .hint("name this page otherwise"),
            );
        }
        self.unique(
            file.questions.iter().map(|question| &question.id),
            "question",
        );
        for (at, question) in file.questions.iter().enumerate() {
            if RESERVED.contains(&&**question.id) {
                self.report(
                    Diagnostic::error(
                        Code::Contradiction,
                        format!("`{}` means something else in a link", &**question.id),
                    )
                    .at(&question.id.place)
                    .hint("name the question otherwise"),
                );
            }
            self.finder_question(file, at, question);
        }
        let questions = file.questions.iter();
        let mut by_issuers = questions.filter(|question| question.by == FinderBy::Issuers);
        if let (Some(first), Some(second)) = (by_issuers.next(), by_issuers.next()) {
            self.report(
                Diagnostic::error(Code::Contradiction, "there are two questions by issuers")
                    .at(&second.id.place)
                    .label("the second")
                    .also(&first.id.place, "the first")
                    .hint("where one gets a category is asked once"),
            );
        }
        // Where a name is wrong, walking would only say so again.
        if self.diagnostics.len() == before
            && let Some(finder) = compiled(content)
        {
            self.walk(file, &finder);
        }
    }

    fn finder_question(&mut self, file: &FinderFile, at: usize, question: &FinderQuestion) {
        let content = self.content;
        self.unique(question.answers.iter().map(|answer| &answer.id), "answer");
        self.taken_ids(question);
        self.lengths_differ(question);
        for when in &question.when {
            let earlier = || file.questions.iter().take(at);
            let ids = earlier().map(|earlier| &**earlier.id);
            if !self.refers(&when.question, "question before this one", ids) {
                continue;
            }
            let on = earlier().find(|earlier| earlier.id.value == when.question.value);
            let ids = on
                .map(|on| finder::answer_ids(content, on))
                .unwrap_or_default();
            for answer in when.answers.iter() {
                let what = format!("answer to `{}`", &**when.question);
                self.refers(answer, &what, ids.iter().map(String::as_str));
            }
        }
        let rows = |by| question.by == by;
        let of_rows = rows(FinderBy::Stay) || rows(FinderBy::Validity);
        if !of_rows && let Some(length) = question.lengths.first() {
            self.misplaced(
                &length.place,
                &["lengths"],
                question.by,
                "by stay or validity",
            );
        }
        if of_rows && let Some(answer) = question.answers.first() {
            self.report(
                Diagnostic::error(
                    Code::Contradiction,
                    format!("a question by {} has no `answers`", question.by.id()),
                )
                .at(&answer.id.place)
                .hint("the lengths to choose from stand in `lengths`, or are taken from the rows"),
            );
        }
        if !rows(FinderBy::Holding)
            && let Some(service) = question.services.first()
        {
            self.misplaced(&service.place, &["services"], question.by, "by holding");
        }
        if !rows(FinderBy::Categories)
            && let Some(left_out) = question.left_out.first()
        {
            self.misplaced(
                &left_out.category.place,
                &["left_out"],
                question.by,
                "by categories",
            );
        }
        for left_out in &question.left_out {
            self.code_exists(&left_out.category);
        }
        for length in &question.lengths {
            let mut rows = content
                .categories
                .values()
                .flat_map(|file| &file.category.rows);
            let reached = rows.any(|row| {
                finder::length(question.by, row)
                    .is_none_or(|longest| !length.value.surely_exceeds(longest))
            });
            if !reached {
                self.report(
                    Diagnostic::error(
                        Code::BadValue,
                        format!("no category lasts as long as {}", length.value),
                    )
                    .at(&length.place)
                    .hint("a length that leads nowhere is not worth asking for"),
                );
            }
        }
        for service in &question.services {
            self.offered_service(service);
        }
        if question.by == FinderBy::Countries && content.countries.is_none() {
            self.error(
                Code::UnknownReference,
                &question.id.place,
                "this question needs countries.yaml, which isn't there",
            );
        }
        for answer in &question.answers {
            self.finder_answer(file, question, answer);
        }
    }

    fn finder_answer(
        &mut self,
        file: &FinderFile,
        question: &FinderQuestion,
        answer: &FinderAnswer,
    ) {
        let content = self.content;
        let of_categories = [
            ("purposes", !answer.purposes.is_empty()),
            ("categories", !answer.categories.is_empty()),
            ("except", !answer.except.is_empty()),
        ];
        let of_issuers = [
            ("issuers", !answer.issuers.is_empty()),
            ("entries", answer.entries.is_some()),
            ("change", answer.change.is_some()),
            ("bodies", !answer.bodies.is_empty()),
            ("term", answer.term.is_some()),
            ("services", !answer.services.is_empty()),
        ];
        let fields = [
            (FinderBy::Categories, "by categories", &of_categories[..]),
            (FinderBy::Issuers, "by issuers", &of_issuers[..]),
        ];
        // What an answer to a question by lengths says is nothing to correct.
        let of_lengths = matches!(question.by, FinderBy::Stay | FinderBy::Validity);
        for (by, which, fields) in fields {
            let used = fields.iter().filter(|(_, used)| *used);
            let used: Vec<&str> = used.map(|(field, _)| *field).collect();
            if !used.is_empty() && question.by != by && !of_lengths {
                self.misplaced(&answer.id.place, &used, question.by, which);
            }
        }
        if question.by == FinderBy::Entries {
            let ids = [Entries::Single, Entries::Multiple].map(Entries::id);
            self.refers(&answer.id, "kind of entries", ids.into_iter());
        }
        for purpose in &answer.purposes {
            let purposes = content.purposes.purposes.iter().map(|it| &**it.id);
            self.refers(purpose, "purpose in purposes.yaml", purposes);
        }
        for code in &answer.categories {
            self.code_exists(code);
        }
        for except in &answer.except {
            self.except(file, except);
        }
        let issuers = content.site.categories.iter();
        let issuers = issuers.flat_map(|categories| categories.issuers.iter());
        for issuer in &answer.issuers {
            let known = issuers.clone().map(|issuer| &**issuer.id);
            self.refers(issuer, "issuer in site.yaml", known);
        }
        if question.by == FinderBy::Issuers && answer.issuers.is_empty() {
            self.error(
                Code::MissingField,
                &answer.id.place,
                "this answer names no `issuers`, so nothing would be issued there",
            );
        }
        for body in &answer.bodies {
            let bodies = content.bodies.bodies.iter().map(|body| &**body.id);
            self.refers(body, "body in bodies.yaml", bodies);
        }
        if let Some(term) = &answer.term {
            self.period_exists(&term.rule, &term.period);
        }
        for FinderService { service, .. } in &answer.services {
            self.offered_service(service);
        }
    }

    fn except(&mut self, file: &FinderFile, except: &Except) {
        let content = self.content;
        if !self.code_exists(&except.category) {
            return;
        }
        if let (Some(row), Some(of)) = (
            &except.row,
            content.categories.get(except.category.as_str()),
        ) {
            let what = format!("row in {}", except.category.as_str());
            let rows = of.category.rows.iter().map(|row| &**row.id);
            self.refers(row, &what, rows);
        }
        if let Some(place) = &except.r#where {
            let places = file.questions.iter();
            let places = places.filter(|question| question.by == FinderBy::Issuers);
            let places = places.flat_map(|question| &question.answers);
            let places = places.map(|answer| &**answer.id);
            self.refers(place, "answer to the question by issuers", places);
        }
        if except.row.is_some() && except.r#where.is_some() {
            self.report(
                Diagnostic::error(Code::Contradiction, "a row and a place at once")
                    .at(&except.place)
                    .hint("make two exceptions of it"),
            );
        }
    }

    /// A code is one of a category on file.
    fn code_exists(&mut self, code: &At<String>) -> bool {
        let before = self.diagnostics.len();
        self.category(code);
        self.diagnostics.len() == before
    }

    fn offered_service(&mut self, service: &At<Id>) {
        let content = self.content;
        let services = content.services.keys().map(|id| &**id);
        self.refers(service, "service", services);
    }

    /// Fields that belong to other questions.
    fn misplaced(&mut self, place: &Place, fields: &[&str], by: FinderBy, which: &str) {
        let list: Vec<String> = fields.iter().map(|field| format!("`{field}`")).collect();
        let (mean, belong) = match fields {
            [_] => ("means", "it belongs"),
            _ => ("mean", "they belong"),
        };
        self.report(
            Diagnostic::error(
                Code::Contradiction,
                format!(
                    "{} {mean} nothing in a question by {}",
                    list.join(", "),
                    by.id()
                ),
            )
            .at(place)
            .hint(format!("{belong} to a question {which}")),
        );
    }

    /// An answer isn't named like one that is taken from other files.
    fn taken_ids(&mut self, question: &FinderQuestion) {
        let what = match question.by {
            FinderBy::Holding => "category",
            FinderBy::Countries => "country",
            _ => return,
        };
        let taken = finder::taken_ids(self.content, question.by);
        for answer in &question.answers {
            if taken.iter().any(|id| **id == **answer.id) {
                self.report(
                    Diagnostic::error(
                        Code::DuplicateId,
                        format!("`{}` is the code of a {what}", &**answer.id),
                    )
                    .at(&answer.id.place)
                    .hint("that is an answer already: name this one otherwise"),
                );
            }
        }
    }

    /// Each length is another.
    fn lengths_differ(&mut self, question: &FinderQuestion) {
        for (at, length) in question.lengths.iter().enumerate() {
            let mut before = question.lengths.iter().take(at);
            let same = |other: &&At<_>| finder::days(other.value) == finder::days(length.value);
            if let Some(first) = before.find(same) {
                let (message, hint) = if first.value == length.value {
                    (
                        format!("{} stands twice", length.value),
                        "delete one of them",
                    )
                } else {
                    (
                        format!("{} is as long as {}", length.value, first.value),
                        "delete one of them: a month counts as 30 days here, a year as 365",
                    )
                };
                self.report(
                    Diagnostic::error(Code::DuplicateId, message)
                        .at(&length.place)
                        .label("the second")
                        .also(&first.place, "the first")
                        .hint(hint),
                );
            }
        }
    }

    /// Goes every way through the questions.
    fn walk(&mut self, file: &FinderFile, finder: &Finder) {
        let mut walk = Walk::new(finder);
        walk.go();
        let questions = file.questions.iter();
        for (at, question) in questions.enumerate() {
            if let Some(stuck) = walk.stuck.get(&at) {
                let names: Vec<&str> = walk.names(stuck);
                self.report(
                    Diagnostic::error(
                        Code::Contradiction,
                        format!(
                            "the question `{}` is a dead end for: {}",
                            &**question.id,
                            names.join(", ")
                        ),
                    )
                    .at(&question.id.place)
                    .hint(way_out(question.by)),
                );
            }
            let unasked = !walk.asked.contains(&at);
            // Without conditions it isn't asked only because of a dead end before it.
            if unasked && !question.when.is_empty() {
                self.report(
                    Diagnostic::error(
                        Code::Unused,
                        format!("the question `{}` is never asked", &**question.id),
                    )
                    .at(&question.id.place)
                    .hint("do the answers in its `when` lead anywhere?"),
                );
            }
            // Where no answer leads on, that has been said.
            let any_used = walk.used.iter().any(|(used, _)| *used == at);
            let ids = finder::answer_ids(self.content, question);
            for (number, id) in ids.iter().enumerate() {
                // Who holds which category, and citizens of which country, is
                // taken from other files whole.
                let mut written = question.answers.iter();
                let written = written.find(|answer| **answer.id == **id);
                let mut lengths = question.lengths.iter();
                let length =
                    lengths.find(|length| length.value.to_string().eq_ignore_ascii_case(id));
                let place = match (written, length) {
                    (Some(answer), _) => &answer.id.place,
                    (None, Some(length)) => &length.place,
                    (None, None) => &question.id.place,
                };
                if any_used && !walk.used.contains(&(at, number)) {
                    self.report(
                        Diagnostic::error(
                            Code::Unused,
                            format!(
                                "the answer `{id}` to `{}` leads nowhere: after it nothing is left",
                                &**question.id
                            ),
                        )
                        .at(place)
                        .hint("no way through the questions leads to a category that allows it"),
                    );
                }
            }
        }
        for (at, category) in walk.without_answer.clone() {
            if let (Some(question), Some(candidate)) =
                (file.questions.get(at), finder.candidates.get(category))
            {
                let problem = Diagnostic::error(
                    Code::MissingField,
                    format!(
                        "{} stands under no answer of `{}`, though it may still fit there",
                        candidate.id, &**question.id
                    ),
                )
                .at(&question.id.place)
                .hint(way_out(question.by));
                // The answers before it are often those to its purpose.
                let of_purpose = self.content.categories.get(&candidate.id);
                let of_purpose = of_purpose.filter(|_| question.by == FinderBy::Categories);
                self.report(match of_purpose {
                    Some(file) => problem.also(&file.category.purpose.place, "what it is for"),
                    None => problem,
                });
            }
        }
        // Why no answer leads to it may have been said.
        let missed: BTreeSet<&str> = walk
            .without_answer
            .iter()
            .filter_map(|(_, category)| Some(finder.candidates.get(*category)?.id.as_str()))
            .collect();
        for candidate in walk.unreached() {
            if missed.contains(candidate) {
                continue;
            }
            self.report(
                Diagnostic::error(
                    Code::Unused,
                    format!("no answers lead to the category {candidate}"),
                )
                .at(&file.path.place)
                .hint("which question rules it out for everybody?"),
            );
        }
    }
}

/// What helps those for whom a question has no answer.
fn way_out(by: FinderBy) -> &'static str {
    match by {
        FinderBy::Categories => {
            "put what is missing under an answer, or say in `left_out` why it has none"
        }
        FinderBy::Entries => "let both `single` and `multiple` be answered",
        FinderBy::Stay | FinderBy::Validity => "add a shorter length to `lengths`",
        FinderBy::Issuers => {
            "add an answer with those who issue what is missing, or `change: true` where one may change into it"
        }
        FinderBy::Holding => "do the answers before it leave anything into which one can change?",
        FinderBy::Countries => {
            "do the answers before it leave anything for citizens of any country?"
        }
    }
}

/// The finder without words: what allows what is the same in every language.
fn compiled(content: &Content) -> Option<Finder> {
    let texts = vec![String::new(); Phrase::ALL.len()];
    let phrasebook = Phrasebook::new(texts, vec![String::new(); 12], vec![String::new(); 7])?;
    let rulebook = compile::rulebook(content, 0, &phrasebook)?;
    let words = ToolWords::new(vec![String::new(); ToolPhrase::ALL.len()])?;
    finder::compile(content, 0, &words, &rulebook)
}

/// Some of the variants of all candidates, as bits.
type Set = Vec<u64>;

/// The answers to questions that later ones depend on.
type Remembered = Vec<(usize, usize)>;

/// All ways through the questions, answering each that is asked. Ways on which
/// the same is left and the same is asked are one.
struct Walk<'a> {
    finder: &'a Finder,
    /// Each variant's candidate.
    variants: Vec<usize>,
    /// By question and answer: the variants that allow it.
    allowing: Vec<Vec<Set>>,
    /// By question: the questions before it that it or a later one depends on.
    remembered: Vec<BTreeSet<usize>>,
    seen: BTreeSet<(usize, Set, Remembered)>,
    asked: BTreeSet<usize>,
    used: BTreeSet<(usize, usize)>,
    /// By question: what was left where no answer leads on.
    stuck: BTreeMap<usize, Set>,
    /// Candidates left at a question that has no answer for them.
    without_answer: BTreeSet<(usize, usize)>,
    reached: BTreeSet<usize>,
}

impl<'a> Walk<'a> {
    fn new(finder: &'a Finder) -> Self {
        let mut variants = Vec::new();
        let mut allows = Vec::new();
        for (at, candidate) in finder.candidates.iter().enumerate() {
            for variant in &candidate.variants {
                variants.push(at);
                allows.push([&candidate.allows[..], &variant.allows[..]]);
            }
        }
        let allowing = finder.questions.iter().enumerate().map(|(at, question)| {
            let answers = 0..question.answers.len();
            let sets = answers.map(|answer| {
                let mut set = vec![0; variants.len().div_ceil(64)];
                for (variant, allows) in allows.iter().enumerate() {
                    let mut allows = allows.iter().copied().flatten();
                    let fits = allows.all(|allowed| {
                        allowed.question as usize != at || allowed.answers.has(answer)
                    });
                    if fits {
                        set[variant / 64] |= 1 << (variant % 64);
                    }
                }
                set
            });
            sets.collect()
        });
        let remembered = (0..finder.questions.len()).map(|at| {
            let later = finder.questions.iter().skip(at);
            let on = later.flat_map(|question| &question.when);
            let on = on.map(|when| when.question as usize);
            on.filter(|on| *on < at).collect()
        });
        Self {
            allowing: allowing.collect(),
            remembered: remembered.collect(),
            finder,
            variants,
            seen: BTreeSet::new(),
            asked: BTreeSet::new(),
            used: BTreeSet::new(),
            stuck: BTreeMap::new(),
            without_answer: BTreeSet::new(),
            reached: BTreeSet::new(),
        }
    }

    fn go(&mut self) {
        let mut all = vec![0; self.variants.len().div_ceil(64)];
        for variant in 0..self.variants.len() {
            all[variant / 64] |= 1 << (variant % 64);
        }
        let mut open = vec![(0, all, Vec::new())];
        while let Some(state) = open.pop() {
            if self.seen.insert(state.clone()) {
                self.step(state, &mut open);
            }
        }
    }

    fn step(
        &mut self,
        (at, left, remembered): (usize, Set, Remembered),
        open: &mut Vec<(usize, Set, Remembered)>,
    ) {
        let Some(question) = self.finder.questions.get(at) else {
            let candidates = self.candidates(&left);
            self.reached.extend(candidates);
            return;
        };
        let next = |answer: Option<usize>| -> Remembered {
            let later = self.remembered.get(at + 1);
            let known = remembered
                .iter()
                .copied()
                .chain(answer.map(|answer| (at, answer)));
            known
                .filter(|(on, _)| later.is_some_and(|later| later.contains(on)))
                .collect()
        };
        let asked = question.when.iter().all(|when| {
            let mut known = remembered.iter();
            known.any(|(on, answer)| *on == when.question as usize && when.answers.has(*answer))
        });
        if !asked {
            open.push((at + 1, left, next(None)));
            return;
        }
        self.asked.insert(at);
        let mut kept = vec![0; left.len()];
        for (answer, allowing) in self.allowing[at].iter().enumerate() {
            let after: Set = left.iter().zip(allowing).map(|(a, b)| a & b).collect();
            if after.iter().any(|bits| *bits != 0) {
                for (kept, bits) in kept.iter_mut().zip(&after) {
                    *kept |= bits;
                }
                self.used.insert((at, answer));
                open.push((at + 1, after, next(Some(answer))));
            }
        }
        if kept.iter().all(|bits| *bits == 0) {
            let stuck = self.stuck.entry(at).or_insert_with(|| vec![0; left.len()]);
            for (stuck, bits) in stuck.iter_mut().zip(&left) {
                *stuck |= bits;
            }
            return;
        }
        let still = self.candidates(&kept);
        let lost = self.candidates(&left);
        let lost = lost.difference(&still).map(|candidate| (at, *candidate));
        self.without_answer.extend(lost);
    }

    fn candidates(&self, set: &Set) -> BTreeSet<usize> {
        let variants = self.variants.iter().enumerate();
        let among = variants.filter(|(at, _)| set[at / 64] >> (at % 64) & 1 == 1);
        among.map(|(_, candidate)| *candidate).collect()
    }

    fn names(&self, set: &Set) -> Vec<&str> {
        let candidates = self.candidates(set).into_iter();
        candidates
            .map(|at| &*self.finder.candidates[at].id)
            .collect()
    }

    fn unreached(&self) -> Vec<&'a str> {
        let candidates = self.finder.candidates.iter().enumerate();
        let others = candidates.filter(|(at, _)| !self.reached.contains(at));
        others.map(|(_, candidate)| candidate.id.as_str()).collect()
    }
}
