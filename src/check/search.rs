//! What must hold for the words of the search. Whether the pages that they name
//! exist is known where the pages are made.

use std::collections::BTreeSet;

use super::Checker;
use crate::content::reading::At;
use crate::content::search::{Said, WordLists};
use crate::diagnostics::{Code, Diagnostic};
impl Checker<'_> {
    pub(super) fn search(&mut self) {
        let content = self.content;
        for (_, words) in &content.search.pages.0 {
            self.word_lists(words);
        }
        let mut asked = Vec::new();
        for question in &content.search.questions {
            if asked.contains(&question.id.value) {
                self.report(
                    Diagnostic::error(
                        Code::DuplicateId,
                        format!("the question `{}` stands here twice", question.id.id()),
                    )
                    .at(&question.id.place)
                    .hint("put all its words into one list"),
                );
            }
            asked.push(question.id.value);
            self.word_lists(&question.words);
        }
        for said in &content.search.values {
            self.said(said);
            self.word_lists(&said.words);
        }
    }

    /// No list says a word twice.
    fn word_lists(&mut self, lists: &WordLists) {
        for language in 0..self.content.site.languages.len() {
            let words: &[At<String>] = lists.of(language).map_or(&[], Vec::as_slice);
            let mut seen = BTreeSet::new();
            for word in words {
                if !seen.insert(word.to_lowercase()) {
                    self.report(
                        Diagnostic::warning(
                            Code::DuplicateId,
                            format!("`{}` stands in this list twice", word.value),
                        )
                        .at(&word.place),
                    );
                }
            }
        }
    }

    /// A value is one of its option's, or a number.
    fn said(&mut self, said: &Said) {
        let content = self.content;
        let known = content
            .options
            .options
            .iter()
            .map(|option| &*option.id.value);
        if !self.refers(&said.option, "option in options.yaml", known) {
            return;
        }
        let number = said.number.as_ref().is_some_and(|number| number.value);
        match &said.value {
            Some(value) if number => self.report(
                Diagnostic::error(
                    Code::Contradiction,
                    "the value is given, and is to be the number before the words, too",
                )
                .at(&value.place)
                .hint("leave out `value` or `number`"),
            ),
            Some(value) => {
                let option = content
                    .options
                    .options
                    .iter()
                    .find(|option| *option.id.value == *said.option.value);
                let values = option.into_iter().flat_map(|option| option.values.iter());
                let known: Vec<&str> = values.map(|value| &*value.id.value).collect();
                self.refers(value, "value of this option", known.into_iter());
            }
            None if !number => self.report(
                Diagnostic::error(Code::MissingField, "the words have no value")
                    .at(&said.option.place)
                    .hint("add `value: …`, or `number: true` if it is the number before the words"),
            ),
            None => {}
        }
    }
}
