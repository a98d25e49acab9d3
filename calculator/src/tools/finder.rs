//! Which of many candidates fits.
//!
//! Questions have answers to choose from, and each may be left open. A candidate
//! says which answers it allows; one that says nothing about a question isn't
//! ruled out by it. What only goes together (so long for one kind, so long for
//! another) is said by a candidate's variants, of which one must allow everything.
//!
//! The lines of the form are `on`, the day for which costs are worked out, and
//! `QUESTION=ANSWER` for each question answered. An answer to a question that
//! isn't asked, because it depends on another, has no effect and is left out.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::digits;
use crate::json::Json;
use crate::quote::{Quote, QuoteRequest};
use crate::rulebook::Service;
use crate::term::TermOnFile;
use crate::tools::typed::shown;
use crate::tools::{Answer, Entry, Event, Facet, Mistake, Pair, ToolPhrase, Toolbox, Value};
use crate::tools::{pair, source};
use crate::wire::wire;
use crate::{Amount, Citation, Date, DeadlineRequest};

/// The line of the form with the day.
const ON: &str = "on";

/// Questions, and the candidates among which their answers choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finder {
    /// What is looked for.
    pub title: String,
    /// The questions, in order.
    pub questions: Vec<Question>,
    /// The candidates.
    pub candidates: Vec<Candidate>,
}

wire!(Finder {
    title,
    questions,
    candidates
});

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its id: the name of its line in the form.
    pub id: String,
    /// It in words.
    pub title: String,
    /// More about it.
    pub help: Option<String>,
    /// Earlier questions that must have been answered so that this one is asked.
    pub when: Vec<Allowed>,
    /// What may be answered.
    pub answers: Vec<Choice>,
}

wire!(Question {
    id,
    title,
    help,
    when,
    answers
});

/// An answer that may be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// It in words.
    pub text: String,
}

wire!(Choice { id, text });

/// Some of a question's answers, by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    bits: Vec<u32>,
}

wire!(Answers { bits });

impl Answers {
    /// Adds one.
    pub fn add(&mut self, number: usize) {
        let word = number / 32;
        if self.bits.len() <= word {
            self.bits.resize(word + 1, 0);
        }
        if let Some(bits) = self.bits.get_mut(word) {
            *bits |= 1 << (number % 32);
        }
    }

    /// Whether one is among them.
    pub fn has(&self, number: usize) -> bool {
        let bits = self.bits.get(number / 32);
        bits.is_some_and(|bits| bits >> (number % 32) & 1 == 1)
    }
}

impl FromIterator<usize> for Answers {
    fn from_iter<T: IntoIterator<Item = usize>>(numbers: T) -> Self {
        let mut answers = Self::default();
        for number in numbers {
            answers.add(number);
        }
        answers
    }
}

/// The answers that are allowed to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The question's number.
    pub question: u32,
    /// The answers.
    pub answers: Answers,
}

wire!(Allowed { question, answers });

/// Something that may fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its page, below the language.
    pub path: String,
    /// What it is, in a sentence.
    pub summary: String,
    /// Where it stands.
    pub source: Citation,
    /// What it allows in every variant.
    pub allows: Vec<Allowed>,
    /// Its variants: at least one.
    pub variants: Vec<Variant>,
    /// What it says to questions: why it fits, or why it doesn't.
    pub facts: Vec<Fact>,
    /// What to know about it.
    pub notes: Vec<Note>,
    /// What one needs for it.
    pub needs: Vec<Need>,
    /// How long it takes to get it: the first that matters holds.
    pub terms: Vec<Note>,
    /// The services with which one gets it.
    pub services: Vec<Offer>,
    /// What is uncertain about it.
    pub doubt: Option<String>,
}

wire!(Candidate {
    id,
    title,
    path,
    summary,
    source,
    allows,
    variants,
    facts,
    notes,
    needs,
    terms,
    services,
    doubt
});

/// A form in which a candidate comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Its id; several with the same id differ in what they allow only. Empty if
    /// there is nothing to say about it.
    pub id: String,
    /// It in words.
    pub text: String,
    /// What it allows besides what the candidate does.
    pub allows: Vec<Allowed>,
    /// What to know about it.
    pub notes: Vec<String>,
}

wire!(Variant {
    id,
    text,
    allows,
    notes
});

/// What a candidate says to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The question's number.
    pub question: u32,
    /// The answers that are right because of it.
    pub answers: Answers,
    /// What it says.
    pub text: String,
    /// Where it stands.
    pub source: Citation,
}

wire!(Fact {
    question,
    answers,
    text,
    source
});

/// Something to know about a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The answers with which it matters; none if it always does.
    pub when: Vec<Allowed>,
    /// What to know.
    pub text: String,
    /// Where it stands.
    pub source: Citation,
}

wire!(Note { when, text, source });

/// What one needs for a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The answers with which it is needed.
    pub allows: Vec<Allowed>,
    /// Who asks for it.
    pub by: String,
    /// What is needed.
    pub text: String,
    /// That one by one.
    pub items: Vec<String>,
}

wire!(Need {
    allows,
    by,
    text,
    items
});

/// A service with which one gets a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The service's id.
    pub service: String,
    /// Its page, below the language.
    pub path: String,
    /// The answers with which it may be the right one.
    pub allows: Vec<Allowed>,
    /// The answers that must be given so that it is.
    pub when: Vec<Allowed>,
}

wire!(Offer {
    service,
    path,
    allows,
    when
});

/// What is answered to each question: the answer's number, or nothing.
pub type Chosen = [Option<usize>];

impl Finder {
    /// What of these answers counts: those to questions that are asked. A
    /// question depends only on questions before it.
    pub fn counted(&self, chosen: &Chosen) -> Vec<Option<usize>> {
        let mut counted = vec![None; self.questions.len()];
        for at in 0..self.questions.len() {
            if self.is_asked(at, &counted)
                && let (Some(place), Some(answer)) = (counted.get_mut(at), chosen.get(at))
            {
                *place = *answer;
            }
        }
        counted
    }

    /// Whether a question is asked after the answers that count.
    pub fn is_asked(&self, question: usize, counted: &Chosen) -> bool {
        self.questions.get(question).is_some_and(|question| {
            let mut when = question.when.iter();
            when.all(|when| {
                let answer = counted.get(when.question as usize).copied().flatten();
                answer.is_some_and(|answer| when.answers.has(answer))
            })
        })
    }

    /// The candidates that fit.
    pub fn fitting<'a>(&'a self, counted: &'a Chosen) -> impl Iterator<Item = &'a Candidate> {
        let candidates = self.candidates.iter();
        candidates.filter(move |candidate| candidate.fits(counted))
    }

    /// How many would fit if a question were answered in another way.
    fn left(&self, chosen: &Chosen, question: usize, answer: Option<usize>) -> u32 {
        let mut other = chosen.to_vec();
        if let Some(place) = other.get_mut(question) {
            *place = answer;
        }
        let count = self.fitting(&self.counted(&other)).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    fn answer_text(&self, question: usize, answer: usize) -> &str {
        let question = self.questions.get(question);
        let answer = question.and_then(|question| question.answers.get(answer));
        answer.map_or("", |answer| &answer.text)
    }
}

/// Whether answers are among those allowed. An open question rules nothing out.
pub fn allow(allows: &[Allowed], counted: &Chosen) -> bool {
    allows.iter().all(|allowed| {
        let answer = counted.get(allowed.question as usize).copied().flatten();
        answer.is_none_or(|answer| allowed.answers.has(answer))
    })
}

/// Whether all these questions have one of these answers.
fn matter(when: &[Allowed], counted: &Chosen) -> bool {
    when.iter().all(|when| {
        let answer = counted.get(when.question as usize).copied().flatten();
        answer.is_some_and(|answer| when.answers.has(answer))
    })
}

impl Candidate {
    /// Whether it fits.
    pub fn fits(&self, counted: &Chosen) -> bool {
        allow(&self.allows, counted) && self.variants_allowed(counted).next().is_some()
    }

    fn variants_allowed<'a>(&'a self, counted: &'a Chosen) -> impl Iterator<Item = &'a Variant> {
        let variants = self.variants.iter();
        variants.filter(move |variant| allow(&variant.allows, counted))
    }

    /// Its variants in which it fits, those of one id once.
    fn shown_variants<'a>(&'a self, counted: &'a Chosen) -> Vec<&'a Variant> {
        once(self.variants_allowed(counted))
    }

    /// How long it takes with these answers.
    fn term(&self, counted: &Chosen) -> Option<&Note> {
        let mut terms = self.terms.iter();
        terms.find(|term| matter(&term.when, counted))
    }

    fn fact(&self, question: usize) -> Option<&Fact> {
        let mut facts = self.facts.iter();
        facts.find(|fact| fact.question as usize == question)
    }

    /// The first question whose answer, with those before it, rules it out.
    fn ruled_out_by(&self, counted: &Chosen) -> Option<(usize, usize)> {
        let mut before = vec![None; counted.len()];
        for (at, answer) in counted.iter().enumerate() {
            if let Some(place) = before.get_mut(at) {
                *place = *answer;
            }
            if let Some(answer) = answer
                && !self.fits(&before)
            {
                return Some((at, *answer));
            }
        }
        None
    }
}

/// Variants that have something to say, those of one id once.
fn once<'a>(variants: impl Iterator<Item = &'a Variant>) -> Vec<&'a Variant> {
    let mut shown: Vec<&Variant> = Vec::new();
    for variant in variants {
        if !variant.id.is_empty() && shown.iter().all(|before| before.id != variant.id) {
            shown.push(variant);
        }
    }
    shown
}

/// A question to the finder, understood.
struct Asked<'a> {
    finder: &'a Finder,
    on: Date,
    /// What was answered, also to questions that are not asked.
    chosen: Vec<Option<usize>>,
    /// What of it counts.
    counted: Vec<Option<usize>>,
}

/// What a service costs one person, whatever is chosen.
struct Cost<'a> {
    service: &'a Service,
    path: &'a str,
    /// The cheapest and the dearest choice; or why neither is known.
    range: Result<(Quote<'a>, Quote<'a>), String>,
    text: String,
}

impl Toolbox {
    /// Which candidates fit.
    pub(super) fn found(&self, asked: &[Pair]) -> Result<Answer, Vec<Mistake>> {
        let asked = self.asked_of_finder(asked)?;
        let fits: Vec<&Candidate> = asked.finder.fitting(&asked.counted).collect();
        let mut costs: Vec<Cost<'_>> = Vec::new();
        for offer in fits.iter().flat_map(|fit| offers(fit, &asked.counted)) {
            if costs.iter().all(|cost| cost.service.id != offer.service)
                && let Some(service) = self.rulebook.service(&offer.service)
            {
                costs.push(self.cost(service, &offer.path, asked.on));
            }
        }
        let count = digits::text(u32::try_from(fits.len()).unwrap_or(u32::MAX));
        let slots = [("title", asked.finder.title.as_str()), ("n", &count)];
        let title = if fits.is_empty() {
            ToolPhrase::FinderNone
        } else {
            ToolPhrase::FinderTitle
        };
        let (request, said) = self.said(&asked);
        let mut answer = Answer {
            title: self.words.say(title, &slots),
            complete: costs.iter().all(|cost| cost.range.is_ok()),
            request,
            asked: said,
            body: Json::object(|json| self.write_found(json, &asked, &fits, &costs)),
            record: self.found_figures(&fits, &costs),
            sources: Vec::new(),
            events: costs
                .iter()
                .filter_map(|cost| self.due_event(cost.service, asked.on))
                .collect(),
        };
        for fit in &fits {
            cite_fit(&mut answer, fit, &asked.counted);
        }
        for cost in &costs {
            if let Ok((least, most)) = &cost.range {
                answer.cite_bill(least);
                answer.cite_bill(most);
            }
            match &cost.service.term {
                TermOnFile::Given(term) => answer.cite(&term.source),
                TermOnFile::NotGiven { source, .. } => answer.cite(source),
            }
        }
        Ok(answer)
    }

    /// The lines of a form as a question to the finder.
    fn asked_of_finder(&self, lines: &[Pair]) -> Result<Asked<'_>, Vec<Mistake>> {
        let Some(finder) = &self.finder else {
            let nothing = self.words.say(ToolPhrase::ErrorNoFinder, &[]);
            return Err(vec![pair(ON, "").wrong(nothing)]);
        };
        let mut mistakes = Vec::new();
        let mut on = None;
        let mut chosen = vec![None; finder.questions.len()];
        for (at, line) in lines.iter().enumerate() {
            let known = finder.questions.iter().position(|q| q.id == line.name);
            let given = shown(&line.name);
            if line.name != ON && known.is_none() {
                let slots = [("given", &*given)];
                mistakes.push(line.wrong(self.words.say(ToolPhrase::ErrorUnknownField, &slots)));
            } else if lines[..at].iter().any(|before| before.name == line.name) {
                let slots = [("given", &*given)];
                mistakes.push(line.wrong(self.words.say(ToolPhrase::ErrorTwice, &slots)));
            } else if line.name == ON {
                on = Some(line);
            } else if let Some(question) = known.filter(|_| !line.value.is_empty()) {
                let answers = finder.questions.get(question).map(|q| &q.answers[..]);
                let mut answers = answers.unwrap_or_default().iter();
                let answer = answers.position(|it| it.id.eq_ignore_ascii_case(&line.value));
                if answer.is_none() {
                    let slots = [("given", &*shown(&line.value))];
                    mistakes.push(line.wrong(self.words.say(ToolPhrase::ErrorAnswer, &slots)));
                }
                if let Some(place) = chosen.get_mut(question) {
                    *place = answer;
                }
            }
        }
        let on = match (on.filter(|on| !on.value.is_empty()), self.as_of) {
            (Some(on), _) => self.typed_date(on),
            (None, Some(day)) => Ok(day),
            (None, None) => Err(on
                .unwrap_or(&pair(ON, ""))
                .wrong(self.words.say(ToolPhrase::ErrorEmpty, &[]))),
        };
        match on {
            Ok(on) if mistakes.is_empty() => Ok(Asked {
                finder,
                on,
                counted: finder.counted(&chosen),
                chosen,
            }),
            on => {
                mistakes.extend(on.err());
                Err(mistakes)
            }
        }
    }

    /// The question as it was understood, for a link and in words.
    fn said(&self, asked: &Asked<'_>) -> (Vec<Pair>, Vec<(String, String)>) {
        let mut request = vec![pair(ON, &asked.on.text())];
        let date = self.rulebook.phrasebook.date(asked.on);
        let mut said = vec![(self.words.say(ToolPhrase::FinderOn, &[]), date)];
        for (question, answer) in asked.finder.questions.iter().zip(&asked.counted) {
            if let Some(answer) = answer.and_then(|answer| question.answers.get(answer)) {
                request.push(pair(&question.id, &answer.id));
                said.push((question.title.clone(), answer.text.clone()));
            }
        }
        (request, said)
    }

    fn write_found(
        &self,
        json: &mut Json,
        asked: &Asked<'_>,
        fits: &[&Candidate],
        costs: &[Cost<'_>],
    ) {
        json.text("on", &asked.on.text());
        json.text("on_text", &self.rulebook.phrasebook.date(asked.on));
        let questions = asked.finder.questions.iter().enumerate();
        let are_asked = questions.filter(|(at, _)| asked.finder.is_asked(*at, &asked.counted));
        json.list("questions", are_asked, |json, (at, question)| {
            json.text("id", &question.id);
            let answer = asked.counted.get(at).copied().flatten();
            let answer = answer.and_then(|answer| question.answers.get(answer));
            json.maybe("answer", answer.map(|answer| answer.id.clone()));
            let answers = question.answers.iter().enumerate();
            json.list("answers", answers, |json, (number, answer)| {
                json.text("id", &answer.id);
                let left = asked.finder.left(&asked.chosen, at, Some(number));
                json.number("left", left);
            });
        });
        json.list("fits", fits, |json, fit| {
            self.write_fit(json, asked, fit, costs);
        });
        let out = asked.finder.candidates.iter().filter_map(|candidate| {
            let (question, answer) = candidate.ruled_out_by(&asked.counted)?;
            Some((candidate, question, answer))
        });
        json.list("ruled_out", out, |json, (candidate, question, answer)| {
            self.write_ruled_out(json, asked.finder, candidate, (question, answer));
        });
        self.write_ways_on(json, asked, fits.is_empty());
        let ignored = asked.chosen.iter().zip(&asked.counted).enumerate();
        let ignored = ignored
            .filter(|(_, (chosen, counted))| chosen.is_some() && counted.is_none())
            .filter_map(|(at, _)| asked.finder.questions.get(at));
        json.list("ignored", ignored, |json, question| {
            json.text("question", &question.id);
            let slots = [("question", question.title.as_str())];
            json.text("text", &self.words.say(ToolPhrase::FinderIgnored, &slots));
        });
    }

    fn write_fit(&self, json: &mut Json, asked: &Asked<'_>, fit: &Candidate, costs: &[Cost<'_>]) {
        let counted = &asked.counted[..];
        json.text("id", &fit.id);
        json.text("title", &fit.title);
        json.text("path", &fit.path);
        json.text("summary", &fit.summary);
        source(json, &fit.source);
        let variants = fit.shown_variants(counted);
        json.list("variants", &variants, |json, variant| {
            json.text("id", &variant.id);
            json.text("text", &variant.text);
        });
        json.list("why", reasons(fit, counted), |json, fact| {
            let question = asked.finder.questions.get(fact.question as usize);
            json.text("question", question.map_or("", |question| &question.id));
            json.text("text", &fact.text);
            source(json, &fact.source);
        });
        let of_variants = variants.iter().flat_map(|variant| &variant.notes);
        let of_variants = of_variants.map(|text| (text, &fit.source));
        let notes = fit.notes.iter().filter(|note| matter(&note.when, counted));
        let notes = of_variants.chain(notes.map(|note| (&note.text, &note.source)));
        json.list("notes", notes, |json, (text, place)| {
            json.text("text", text);
            source(json, place);
        });
        let is_needed = |need: &&Need| allow(&need.allows, counted);
        // Where nothing is said for just this case, all that is said helps more
        // than nothing.
        let any_needed = fit.needs.iter().any(|need| is_needed(&need));
        let needs = fit
            .needs
            .iter()
            .filter(|need| !any_needed || is_needed(need));
        json.list("needs", needs, |json, need| {
            json.text("by", &need.by);
            json.text("text", &need.text);
            json.list("items", &need.items, |json, item| json.text("text", item));
        });
        let term = fit.term(counted);
        json.maybe("term_text", term.map(|term| term.text.clone()));
        if let Some(term) = term {
            json.inner("term_source", |json| {
                json.text("document", &term.source.document);
                json.text("at", &term.source.at);
                json.text("text", &term.source.text);
            });
        }
        let services = offers(fit, counted).filter_map(|offer| {
            let mut costs = costs.iter();
            costs.find(|cost| cost.service.id == offer.service)
        });
        json.list("services", services, |json, cost| {
            self.write_cost(json, cost);
        });
        json.maybe("doubt", fit.doubt.clone());
    }

    fn write_cost(&self, json: &mut Json, cost: &Cost<'_>) {
        json.text("id", &cost.service.id);
        json.text("title", &cost.service.title);
        json.text("path", cost.path);
        let range = cost.range.as_ref().ok();
        let total = |quote: &Quote<'_>| quote.total.map(Amount::text);
        json.maybe("min", range.and_then(|(least, _)| total(least)));
        json.maybe("max", range.and_then(|(_, most)| total(most)));
        json.text("text", &cost.text);
        json.flag("complete", range.is_some());
        let term = match &cost.service.term {
            TermOnFile::Given(term) => term.text(&self.rulebook.phrasebook),
            TermOnFile::NotGiven { note, .. } => note.clone(),
        };
        json.text("term_text", &term);
    }

    fn write_ruled_out(
        &self,
        json: &mut Json,
        finder: &Finder,
        candidate: &Candidate,
        (question, answer): (usize, usize),
    ) {
        json.text("id", &candidate.id);
        json.text("title", &candidate.title);
        json.text("path", &candidate.path);
        let asked = finder.questions.get(question);
        json.text("question", asked.map_or("", |asked| &asked.id));
        let answer = asked.and_then(|asked| asked.answers.get(answer));
        json.text("answer", answer.map_or("", |answer| &answer.id));
        let text = if let Some(fact) = candidate.fact(question) {
            fact.text.clone()
        } else {
            let mut variants = String::new();
            for variant in once(candidate.variants.iter()) {
                if !variants.is_empty() {
                    variants.push_str("; ");
                }
                variants.push_str(&variant.text);
            }
            let slots = [("variants", variants.as_str())];
            self.words.say(ToolPhrase::FinderVariants, &slots)
        };
        json.text("text", &text);
    }

    /// If nothing fits: which answers to change so that something does.
    fn write_ways_on(&self, json: &mut Json, asked: &Asked<'_>, nothing_fits: bool) {
        let finder = asked.finder;
        let answered = asked.counted.iter().enumerate();
        let answered = answered.filter(|(_, answer)| nothing_fits && answer.is_some());
        let mut ways: Vec<(&Question, String)> = Vec::new();
        for (at, answer) in answered {
            let Some(question) = finder.questions.get(at) else {
                continue;
            };
            let mut answers = String::new();
            for number in 0..question.answers.len() {
                if Some(number) != *answer && finder.left(&asked.chosen, at, Some(number)) > 0 {
                    if !answers.is_empty() {
                        answers.push_str("; ");
                    }
                    answers.push_str(finder.answer_text(at, number));
                }
            }
            if !answers.is_empty() {
                let slots = [("question", question.title.as_str()), ("answers", &answers)];
                ways.push((question, self.words.say(ToolPhrase::FinderWayOn, &slots)));
            }
        }
        // No single answer helps: the questions after the one with whose answer
        // nothing was left must be opened.
        if nothing_fits && ways.is_empty() {
            let mut before = vec![None; asked.counted.len()];
            for (at, answer) in asked.counted.iter().enumerate() {
                if let Some(place) = before.get_mut(at) {
                    *place = *answer;
                }
                if finder.fitting(&before).next().is_none()
                    && let Some(question) = finder.questions.get(at)
                {
                    let slots = [("question", question.title.as_str())];
                    ways.push((question, self.words.say(ToolPhrase::FinderWayBack, &slots)));
                    break;
                }
            }
        }
        json.list("way_on", ways, |json, (question, text)| {
            json.text("question", &question.id);
            json.text("text", &text);
        });
    }

    /// What a service costs one person on a day, over all that may be chosen but
    /// exemptions.
    fn cost<'a>(&'a self, service: &'a Service, path: &'a str, on: Date) -> Cost<'a> {
        let range = self.range(service, on);
        let total = |quote: &Quote<'_>| quote.total.unwrap_or(Amount::ZERO);
        let text = match &range {
            Ok((least, most)) if total(least) == total(most) => self.money(total(least)),
            Ok((least, most)) => {
                let (least, most) = (self.money(total(least)), self.money(total(most)));
                let slots = [("min", &*least), ("max", &*most)];
                self.words.say(ToolPhrase::FinderCost, &slots)
            }
            Err(reason) => {
                let slots = [("reason", reason.as_str())];
                self.words.say(ToolPhrase::FinderCostUnknown, &slots)
            }
        };
        Cost {
            service,
            path,
            range,
            text,
        }
    }

    /// The cheapest and the dearest bill; or why not all bills are known.
    fn range(&self, service: &Service, on: Date) -> Result<(Quote<'_>, Quote<'_>), String> {
        let options: Vec<_> = service
            .options
            .iter()
            .filter_map(|id| self.rulebook.option(id))
            .filter(|option| !option.values.is_empty())
            .collect();
        let on = on.text();
        let mut range: Option<(Quote<'_>, Quote<'_>)> = None;
        let mut at = vec![0; options.len()];
        loop {
            let chosen = options.iter().zip(&at).filter_map(|(option, at)| {
                let value = option.values.get(*at)?;
                Some((option.id.as_str(), value.id.as_str()))
            });
            let request = QuoteRequest {
                service: &service.id,
                on: &on,
                people: "1",
                options: chosen.collect(),
            };
            let quote = self.rulebook.quote(&request).map_err(|errors| {
                let first = errors.into_iter().next();
                first.map(|error| error.message).unwrap_or_default()
            })?;
            let Some(total) = quote.total else {
                let first = quote.unknown.into_iter().next();
                return Err(first.map(|unknown| unknown.reason).unwrap_or_default());
            };
            range = Some(match range {
                Some((least, most)) if least.total > Some(total) => (quote, most),
                Some((least, most)) if most.total < Some(total) => (least, quote),
                Some(range) => range,
                None => (quote.clone(), quote),
            });
            // The next choice, as an odometer counts.
            let mut places = options.iter().zip(&mut at);
            let turned = places.any(|(option, at)| {
                *at = (*at + 1) % option.values.len();
                *at > 0
            });
            if !turned {
                break;
            }
        }
        range.ok_or_else(String::new)
    }

    fn found_figures(&self, fits: &[&Candidate], costs: &[Cost<'_>]) -> Vec<Entry> {
        let mut record = vec![Entry {
            key: "fits".to_owned(),
            label: self.words.say(ToolPhrase::FinderFits, &[]),
            value: Value::Ids(fits.iter().map(|fit| fit.id.clone()).collect()),
            facets: Vec::new(),
        }];
        for cost in costs {
            let ends = [
                ("-min", ToolPhrase::FinderLeast),
                ("-max", ToolPhrase::FinderMost),
            ];
            for (at, (end, label)) in ends.into_iter().enumerate() {
                let mut key = "cost-".to_owned();
                key.push_str(&cost.service.id);
                key.push_str(end);
                let quote = match &cost.range {
                    Ok((least, _)) if at == 0 => Ok(least),
                    Ok((_, most)) => Ok(most),
                    Err(reason) => Err(reason),
                };
                let slots = [("service", cost.service.title.as_str())];
                record.push(Entry {
                    key,
                    label: self.words.say(label, &slots),
                    value: match quote {
                        Ok(quote) => Value::Amount(quote.total.unwrap_or(Amount::ZERO)),
                        Err(reason) => Value::Unknown(reason.clone()),
                    },
                    facets: quote.map(|quote| self.lines(quote)).unwrap_or_default(),
                });
            }
        }
        record
    }

    /// The lines of a bill, as what its sum was made from.
    fn lines(&self, quote: &Quote<'_>) -> Vec<Facet> {
        let lines = quote.items.iter().map(|item| Facet {
            key: item.line.id.clone(),
            label: quote.label(&item.line.kind),
            value: item.amount.text(),
            text: self.money(item.amount),
        });
        lines.collect()
    }

    /// When a service is due if it is asked for on a day.
    fn due_event(&self, service: &Service, on: Date) -> Option<Event> {
        let request = DeadlineRequest {
            service: &service.id,
            submitted: &on.text(),
            channel: "",
        };
        let deadline = self.rulebook.deadline(&request).ok()?;
        let mut id = "due-".to_owned();
        id.push_str(&service.id);
        let date = self.rulebook.phrasebook.date(on);
        let title = [("service", service.title.as_str())];
        let text = [("date", date.as_str())];
        Some(Event {
            id,
            day: deadline.due?,
            title: self.words.say(ToolPhrase::FinderDue, &title),
            text: self.words.say(ToolPhrase::FinderDueText, &text),
        })
    }
}

/// Why a candidate fits: what it says to the questions that were answered.
fn reasons<'a>(fit: &'a Candidate, counted: &'a Chosen) -> impl Iterator<Item = &'a Fact> {
    fit.facts.iter().filter(|fact| {
        let answer = counted.get(fact.question as usize).copied().flatten();
        answer.is_some_and(|answer| fact.answers.has(answer))
    })
}

/// The services with which one gets what fits.
fn offers<'a>(fit: &'a Candidate, counted: &'a Chosen) -> impl Iterator<Item = &'a Offer> {
    let offers = fit.services.iter();
    offers.filter(|offer| allow(&offer.allows, counted) && matter(&offer.when, counted))
}

fn cite_fit(answer: &mut Answer, fit: &Candidate, counted: &Chosen) {
    answer.cite(&fit.source);
    for fact in reasons(fit, counted) {
        answer.cite(&fact.source);
    }
    let notes = fit.notes.iter().filter(|note| matter(&note.when, counted));
    for note in notes.chain(fit.term(counted)) {
        answer.cite(&note.source);
    }
}
