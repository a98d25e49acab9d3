//! What must hold in a guide: the way in days, the text in each language, and
//! what the texts say in common.

use std::collections::BTreeMap;

use qagida_calculator::tools::{Mistake, Pair, Tool, Toolbox};
use qagida_calculator::{Date, QuoteRequest};

use super::Checker;
use crate::content::Content;
use crate::content::guides::{Guide, Related, START, Stage, Takes};
use crate::content::load::GuideFile;
use crate::content::markdown::{Element, Markdown, Shortcode, What};
use crate::content::model::{self, Line};
use crate::content::reading::{At, Id, Text};
use crate::content::shortcodes::{self, Call, Chosen, Word};
use crate::diagnostics::{Code, Diagnostic, FileId, Place, did_you_mean};

/// The anchors of the path begin so.
pub const PATH_ANCHOR: &str = "path-";
/// The anchor that every page has.
const MAIN: &str = "main";

/// A heading: its level, its anchor and where it stands.
struct Heading<'c> {
    level: u8,
    anchor: Option<&'c str>,
    place: &'c Place,
}

impl Checker<'_> {
    pub(super) fn guides(&mut self) {
        let content = self.content;
        let listed = &content.site.guides;
        self.unique_refs(listed, "guide");
        for slug in listed {
            self.guide_exists(slug);
        }
        for (slug, file) in &content.guides {
            if listed.iter().all(|listed| listed.value != *slug) {
                self.report(
                    Diagnostic::error(
                        Code::Unused,
                        format!(
                            "the guide `{}` is in no list, so nobody would find it",
                            &**slug
                        ),
                    )
                    .at(&start_of(file.file))
                    .hint("add it to `guides` in site.yaml"),
                );
            }
        }
        for (slug, file) in &content.guides {
            self.guide(slug, file);
        }
    }

    fn guide_exists(&mut self, slug: &At<Id>) {
        let known = self.content.guides.keys().map(|slug| &**slug);
        self.refers(slug, "guide", known);
    }

    fn guide(&mut self, slug: &Id, file: &GuideFile) {
        let guide = &file.guide;
        for text in texts_of(guide) {
            for language in 0..self.content.site.languages.len() {
                self.no_figures(text.get(language), &text.place, false);
            }
        }
        self.unique(guide.path.iter().map(|stage| &stage.id), "stage");
        for stage in guide.path.iter() {
            self.stage(stage);
        }
        if let Some(case) = &guide.case {
            for line in case.lines.iter() {
                self.line_of_case(line);
            }
        }
        if let Some(related) = &guide.related {
            self.related(slug, related);
        }
        let before = self.diagnostics.len();
        for text in &file.texts {
            self.diagnostics.extend(text.problems.iter().cloned());
            self.text(guide, text);
        }
        // A shortcode that is mistyped in one language is unlike the others, too.
        if self.diagnostics.len() == before {
            self.same_in_all(file);
        }
    }

    fn line_of_case(&mut self, line: &At<String>) {
        let problem = match Chosen::of(line) {
            None => "is not `name=value`",
            Some(Chosen { name: "on", .. }) => "would fix the day: the page shows its own",
            Some(_) => return,
        };
        self.report(
            Diagnostic::error(Code::BadValue, format!("`{}` {problem}", line.value))
                .at(&line.place)
                .hint("a line of the question, like `s=…` for a service; docs/tools.md lists them"),
        );
    }

    fn related(&mut self, slug: &Id, related: &Related) {
        let content = self.content;
        self.unique_refs(&related.services, "service");
        for service in &related.services {
            self.refers(service, "service", content.services.keys().map(|id| &**id));
        }
        for (at, code) in related.categories.iter().enumerate() {
            let known = content.categories.keys().map(String::as_str);
            self.refers(code, "category", known);
            if let Some(first) = related.categories[..at]
                .iter()
                .find(|before| before.value == code.value)
            {
                self.report(
                    Diagnostic::error(
                        Code::DuplicateId,
                        format!("the category `{}` is named twice", code.value),
                    )
                    .at(&code.place)
                    .also(&first.place, "the first time"),
                );
            }
        }
        self.unique_refs(&related.rules, "rule");
        for rule in &related.rules {
            self.rule_exists(rule);
        }
        self.unique_refs(&related.guides, "guide");
        for guide in &related.guides {
            self.guide_exists(guide);
            if guide.value == *slug {
                self.error(
                    Code::BadValue,
                    &guide.place,
                    "a guide is not related to itself",
                );
            }
        }
    }

    /// The steps of a stage follow each other and have a length each.
    fn stage(&mut self, stage: &Stage) {
        let content = self.content;
        self.unique(stage.steps.iter().map(|step| &step.id), "step");
        for (number, step) in stage.steps.iter().enumerate() {
            if *step.id.value == *START {
                self.report(
                    Diagnostic::error(Code::BadValue, format!("no step can be called `{START}`"))
                        .at(&step.id.place)
                        .hint("`after: start` says that a step begins with its stage"),
                );
            }
            self.after(stage, number);
            let ways = step.takes();
            let [takes] = ways[..] else {
                let (problem, hint) = if ways.is_empty() {
                    ("nothing says how long this step takes", "add")
                } else {
                    ("this step has more than one length", "keep only")
                };
                self.report(
                    Diagnostic::error(Code::Contradiction, problem)
                        .at(&step.place)
                        .hint(format!(
                            "{hint} one of `service`, `period`, `window`, `rule` and `unknown`"
                        )),
                );
                continue;
            };
            match takes {
                Takes::Service(id) => {
                    self.service_of_guide(id);
                }
                Takes::Window(id) => {
                    if self.service_of_guide(id) {
                        self.has_window(id);
                    }
                    if let Some(before) = stage.before(number) {
                        self.report(
                            Diagnostic::error(
                                Code::Contradiction,
                                "a filing window is counted back from its stage's day, so it follows no other step",
                            )
                            .at(&step.place)
                            .also(&stage.steps[before].id.place, "the step before it")
                            .hint("give it a stage of its own, or say `after: start`"),
                        );
                    }
                }
                Takes::Period(text) => match shortcodes::two_ids(text) {
                    Some((rule, period)) => self.period_exists(&rule, &period),
                    None => self.no_period(text),
                },
                Takes::Rule(id) => {
                    let rules = content.date_rules.date_rules.iter();
                    self.refers(
                        id,
                        "rule in date_rules.yaml",
                        rules.map(|rule| &*rule.id.value),
                    );
                }
                Takes::Unknown(_) => {}
            }
        }
    }

    /// A step begins at the end of an earlier one that has an end.
    fn after(&mut self, stage: &Stage, number: usize) {
        let step = &stage.steps[number];
        if let Some(after) = &step.after
            && *after.value != *START
        {
            let found = stage.steps.iter().position(|it| it.id.value == after.value);
            match found {
                None => {
                    let earlier = stage.steps[..number].iter().map(|it| &*it.id.value);
                    let known = std::iter::once(START).chain(earlier);
                    self.refers(after, "step of this stage", known);
                }
                Some(found) if found >= number => {
                    self.report(
                        Diagnostic::error(
                            Code::Contradiction,
                            if found == number {
                                "a step doesn't begin after itself"
                            } else {
                                "the step that this one begins after stands below it"
                            },
                        )
                        .at(&after.place)
                        .also(&stage.steps[found].id.place, "it stands here")
                        .hint("steps stand in the order in which they begin"),
                    );
                }
                Some(_) => {}
            }
        }
        let Some(before) = stage.before(number) else {
            return;
        };
        let before = &stage.steps[before];
        if before.unknown.is_some() || before.rule.is_some() {
            let place = step.after.as_ref().map_or(&step.id.place, |it| &it.place);
            self.report(
                Diagnostic::error(
                    Code::Contradiction,
                    "this step begins at the end of one whose end nobody knows",
                )
                .at(place)
                .also(&before.id.place, "the one before it")
                .hint("begin a new stage with it, or say `after: start`"),
            );
        }
    }

    fn no_period(&mut self, text: &At<String>) {
        self.report(
            Diagnostic::error(
                Code::BadValue,
                format!("`{}` doesn't name a period", text.value),
            )
            .at(&text.place)
            .hint("periods are named by the rules page and their id on it: `RULE/PERIOD`"),
        );
    }

    fn service_of_guide(&mut self, id: &At<impl std::ops::Deref<Target = str>>) -> bool {
        let known = self.content.services.keys().map(|id| &**id);
        self.refers(id, "service", known)
    }

    fn has_window(&mut self, id: &At<impl std::ops::Deref<Target = str>>) {
        let service = self.content.service(&id.value);
        if service.is_some_and(|service| service.filing_window.is_none()) {
            let with = self.content.services.iter();
            let with: Vec<&str> = with
                .filter(|(_, file)| file.service.filing_window.is_some())
                .map(|(id, _)| &**id)
                .collect();
            self.report(
                Diagnostic::error(
                    Code::UnknownReference,
                    format!("the service `{}` has no filing window", &*id.value),
                )
                .at(&id.place)
                .hint(format!("those with one: {}", with.join(", "))),
            );
        }
    }

    /// No figure is typed; the codes of categories are none.
    fn no_figures(&mut self, text: &str, place: &Place, verbatim: bool) {
        for (at, word) in words_with_digits(text) {
            if self.content.categories.contains_key(word) {
                continue;
            }
            let mut place = place.clone();
            if verbatim {
                let start = place.range.start + at;
                place.range = start..start + word.len();
            }
            self.report(
                Diagnostic::error(Code::TypedFigure, format!("`{word}` is typed"))
                    .at(&place)
                    .hint("figures come from the data by a shortcode, like `{{ term SERVICE }}` or `{{ given \"…\" DOCUMENT/PLACE }}`; docs/content.md lists them"),
            );
        }
    }

    /// What must hold in the text of one language.
    fn text(&mut self, guide: &Guide, text: &Markdown) {
        self.headings(text);
        let mut links = 0_usize;
        let mut heading = false;
        let mut once: BTreeMap<Word, &Place> = BTreeMap::new();
        for piece in &text.pieces {
            match &piece.what {
                What::Open(Element::Heading(..)) => heading = true,
                What::Close(Element::Heading(..)) => heading = false,
                What::Open(Element::Link(to)) => {
                    links += 1;
                    self.link_of_guide(guide, text, to, &piece.place);
                }
                What::Close(Element::Link(_)) => links = links.saturating_sub(1),
                What::Text(words, verbatim) => self.no_figures(words, &piece.place, *verbatim),
                What::Code(words) => self.no_figures(words, &piece.place, false),
                What::Shortcode(shortcode, alone) => {
                    if links > 0 || heading {
                        let place = if links > 0 { "link" } else { "heading" };
                        self.report(
                            Diagnostic::error(
                                Code::Shortcode,
                                format!("a shortcode doesn't work in a {place}"),
                            )
                            .at(&shortcode.place)
                            .hint("what it gives has links of its own; put it beside"),
                        );
                    }
                    let word = self.shortcode(shortcode, *alone);
                    if let Some(word @ (Word::Path | Word::Case)) = word {
                        self.only_once(guide, word, &shortcode.place, &mut once);
                    }
                }
                _ => {}
            }
        }
        for (word, wanted) in [(Word::Path, true), (Word::Case, guide.case.is_some())] {
            if wanted && !once.contains_key(&word) {
                self.report(
                    Diagnostic::error(
                        Code::Shortcode,
                        format!("`{}` is missing in this text", word.usage()),
                    )
                    .at(&start_of(text.file))
                    .hint("it stands in the text once, alone in a paragraph"),
                );
            }
        }
    }

    fn only_once<'c>(
        &mut self,
        guide: &Guide,
        word: Word,
        place: &'c Place,
        once: &mut BTreeMap<Word, &'c Place>,
    ) {
        if word == Word::Case && guide.case.is_none() {
            self.report(
                Diagnostic::error(Code::Shortcode, "this guide has no typical case")
                    .at(place)
                    .hint("add `case` to the guide's YAML file, or delete this"),
            );
        }
        if let Some(first) = once.get(&word) {
            self.report(
                Diagnostic::error(
                    Code::Shortcode,
                    format!("`{}` stands here twice", word.usage()),
                )
                .at(place)
                .also(first, "the first time"),
            );
        } else {
            once.insert(word, place);
        }
    }

    fn headings(&mut self, text: &Markdown) {
        let mut last = 1;
        let mut seen: BTreeMap<&str, &Place> = BTreeMap::new();
        for Heading {
            level,
            anchor,
            place,
        } in headings(text)
        {
            if level == 1 {
                self.report(
                    Diagnostic::error(Code::Heading, "headings begin at `##`")
                        .at(place)
                        .hint("the page's `#` is the guide's title"),
                );
            } else if level > last + 1 {
                let marks = |count: u8| "#".repeat(usize::from(count));
                self.report(
                    Diagnostic::error(
                        Code::Heading,
                        format!("`{}` comes after `{}`", marks(level), marks(last)),
                    )
                    .at(place)
                    .hint(format!(
                        "headings skip no level: write `{}`",
                        marks(last + 1)
                    )),
                );
            }
            last = level.max(1);
            let Some(anchor) = anchor else {
                if level == 2 {
                    self.report(
                        Diagnostic::error(Code::Heading, "this heading has no anchor")
                            .at(place)
                            .hint("end it with one, like `{#before}`, the same in all languages"),
                    );
                }
                continue;
            };
            if Id::new(anchor).is_none() || anchor.starts_with(PATH_ANCHOR) || anchor == MAIN {
                self.report(
                    Diagnostic::error(Code::Heading, format!("`{anchor}` cannot be an anchor"))
                        .at(place)
                        .hint(format!(
                            "anchors are lower-case Latin letters, digits and hyphens; `{MAIN}` and what begins with `{PATH_ANCHOR}` are the page's own"
                        )),
                );
            }
            if let Some(first) = seen.insert(anchor, place) {
                self.report(
                    Diagnostic::error(
                        Code::Heading,
                        format!("the anchor `{anchor}` stands here twice"),
                    )
                    .at(place)
                    .also(first, "the first time"),
                );
            }
        }
    }

    /// A link leads to another site by https, to an address or telephone, to
    /// a heading of the text, or to a page below the language.
    fn link_of_guide(&mut self, guide: &Guide, text: &Markdown, to: &str, place: &Place) {
        let plain = |to: &str| {
            to.bytes()
                .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\'))
        };
        let schemes = ["https://", "mailto:", "tel:"];
        let outside = schemes
            .iter()
            .any(|scheme| to.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()));
        if outside && plain(to) {
            return;
        }
        if let Some(anchor) = to.strip_prefix('#') {
            let mut own = headings(text);
            let mut stages = guide.path.iter();
            let known = own.any(|heading| heading.anchor == Some(anchor))
                || anchor
                    .strip_prefix(PATH_ANCHOR)
                    .is_some_and(|id| stages.any(|stage| *stage.id.value == *id));
            if !known {
                let anchors = headings(text).filter_map(|heading| heading.anchor);
                let hint = did_you_mean(anchor, anchors).unwrap_or_else(|| {
                    let anchors: Vec<&str> = headings(text)
                        .filter_map(|heading| heading.anchor)
                        .collect();
                    format!("the anchors here are: {}", anchors.join(", "))
                });
                self.report(
                    Diagnostic::error(
                        Code::DeadLink,
                        format!("no heading of this text has the anchor `{anchor}`"),
                    )
                    .at(place)
                    .hint(hint),
                );
            }
            return;
        }
        // Which pages there are is the site's to say.
        if to.starts_with('/') && !to.starts_with("//") && plain(to) {
            return;
        }
        self.report(
            Diagnostic::error(Code::BadValue, format!("a guide doesn't link to `{to}`"))
                .at(place)
                .hint("a link is a path below the language like `/services/`, an anchor like `#before`, or an address with `https://`, `mailto:` or `tel:`"),
        );
    }

    /// A shortcode is known, stands where it belongs, and what it names is there.
    fn shortcode(&mut self, shortcode: &Shortcode, alone: bool) -> Option<Word> {
        let Some(word) = Word::of(&shortcode.name.value) else {
            let names = || Word::ALL.iter().map(|word| word.name());
            let hint = did_you_mean(&shortcode.name.value, names())
                .unwrap_or_else(|| format!("known: {}", names().collect::<Vec<_>>().join(", ")));
            let message = match shortcode.name.value.as_str() {
                "" => "this shortcode has no name".to_owned(),
                name => format!("there is no shortcode `{name}`"),
            };
            self.report(
                Diagnostic::error(Code::Shortcode, message)
                    .at(&shortcode.name.place)
                    .hint(hint),
            );
            return None;
        };
        if word.is_block() && !alone {
            self.report(
                Diagnostic::error(
                    Code::Shortcode,
                    format!(
                        "`{{{{ {} … }}}}` is not alone in its paragraph",
                        word.name()
                    ),
                )
                .at(&shortcode.place)
                .hint("put it on a line of its own, with an empty line before and after it"),
            );
        }
        match Call::of(word, shortcode) {
            Some(call) => self.call(&call),
            None => {
                self.report(
                    Diagnostic::error(
                        Code::Shortcode,
                        format!("the shortcode `{}` doesn't take this", word.name()),
                    )
                    .at(&shortcode.place)
                    .hint(format!("it is written `{}`", word.usage())),
                );
            }
        }
        Some(word)
    }

    fn call(&mut self, call: &Call<'_>) {
        let content = self.content;
        match call {
            Call::Total(_) | Call::Alone(_) => {}
            Call::Fee(service, line, _) => {
                if let Some(found) = content.service(&service.value) {
                    let lines = found.tariff.iter().map(|line| &*line.id.value);
                    self.refers(line, "line in the tariff of this service", lines);
                } else {
                    self.service_of_guide(service);
                }
            }
            Call::Given(_, at) => match shortcodes::citation(at) {
                Some(citation) => self.cited(&citation),
                None => self.report(
                    Diagnostic::error(
                        Code::BadValue,
                        format!("`{}` doesn't name a place of a source", at.value),
                    )
                    .at(&at.place)
                    .hint("places are named by the document and the place: `DOCUMENT/PLACE`, perhaps with `/PART`"),
                ),
            },
            Call::Of(word, of) => self.named(*word, of),
        }
    }

    /// What a shortcode names by its id is there.
    fn named(&mut self, word: Word, of: &At<String>) {
        let content = self.content;
        match word {
            Word::Duty => {
                let duties = content.duties_and_fees().map(|duty| &*duty.id.value);
                self.refers(of, "duty in duties.yaml", duties);
            }
            Word::Unit => {
                let units = content.units.units.iter().map(|unit| &*unit.id.value);
                self.refers(of, "unit in units.yaml", units);
            }
            Word::Term | Word::Service => {
                self.service_of_guide(of);
            }
            Word::Window => {
                if self.service_of_guide(of) {
                    self.has_window(of);
                }
            }
            Word::Papers => {
                let asks = |service: &model::Service| {
                    service.steps.iter().any(|step| step.documents.is_some())
                };
                if self.service_of_guide(of) && !content.service(&of.value).is_some_and(asks) {
                    self.report(
                        Diagnostic::error(
                            Code::UnknownReference,
                            format!("the service `{}` asks for no papers", of.value),
                        )
                        .at(&of.place),
                    );
                }
            }
            Word::Period => match shortcodes::two_ids(of) {
                Some((rule, period)) => self.period_exists(&rule, &period),
                None => self.no_period(of),
            },
            Word::Rule => {
                let rules = content.date_rules.date_rules.iter();
                self.refers(
                    of,
                    "rule in date_rules.yaml",
                    rules.map(|rule| &*rule.id.value),
                );
            }
            Word::Entries | Word::Category | Word::CategoryCode => {
                let codes = content.categories.keys().map(String::as_str);
                self.refers(of, "category", codes);
            }
            Word::Hours | Word::Phone => {
                let bodies = content.bodies.bodies.iter();
                let known = bodies.clone().map(|body| &*body.id.value);
                self.refers(of, "body in bodies.yaml", known);
                let body = content.body(&of.value);
                let nothing = body.is_some_and(|body| match word {
                    Word::Hours => body.hours.is_empty(),
                    _ => body.phones.is_empty(),
                });
                if nothing {
                    let what = match word {
                        Word::Hours => "opening hours",
                        _ => "telephones",
                    };
                    self.report(
                        Diagnostic::error(
                            Code::UnknownReference,
                            format!("`{}` has no {what} on file", of.value),
                        )
                        .at(&of.place),
                    );
                }
            }
            Word::Rules => {
                let rules = content.rules.keys().map(|id| &**id);
                self.refers(of, "rule", rules);
            }
            Word::Guide => {
                let guides = content.guides.keys().map(|id| &**id);
                self.refers(of, "guide", guides);
            }
            Word::Calculator => {
                let tools: Vec<&str> = tools(content).map(Tool::id).collect();
                self.refers(of, "calculator", tools.into_iter());
            }
            // They take something else.
            Word::Total | Word::Fee | Word::Given | Word::Path | Word::Case => {}
        }
    }

    /// All languages have the same headings and the same figures.
    fn same_in_all(&mut self, file: &GuideFile) {
        let reference = &self.content.site.reference_language.value;
        let reference = self.content.languages().position(|code| code == reference);
        let Some(first) = reference.and_then(|number| file.texts.get(number)) else {
            return;
        };
        for other in file.texts.iter().filter(|other| other.file != first.file) {
            self.same_headings(first, other);
            self.same_shortcodes(first, other);
        }
    }

    fn same_headings(&mut self, first: &Markdown, other: &Markdown) {
        let (ours, theirs): (Vec<_>, Vec<_>) =
            (headings(first).collect(), headings(other).collect());
        let is = |one: &Heading<'_>, other: &Heading<'_>| {
            (one.level, one.anchor) == (other.level, other.anchor)
        };
        let pairs = ours.iter().zip(&theirs);
        let same = pairs.take_while(|(ours, theirs)| is(ours, theirs)).count();
        // What follows the first difference is only out of step.
        let problem = match (ours.get(same), theirs.get(same)) {
            (None, None) => return,
            (None, Some(more)) => no_such_heading(more),
            (Some(missing), None) => {
                missing_heading(missing, &start_of(other.file)).also(missing.place, "this one")
            }
            (Some(missing), Some(next)) if ours[same + 1..].iter().any(|ours| is(ours, next)) => {
                missing_heading(missing, next.place)
                    .label("before this one, at the latest")
                    .also(missing.place, "this one")
            }
            (Some(next), Some(more)) if theirs[same + 1..].iter().any(|it| is(next, it)) => {
                no_such_heading(more)
            }
            (Some(ours), Some(theirs)) => Diagnostic::error(
                Code::UnlikeLanguages,
                "this heading is another one than in the reference language",
            )
            .at(theirs.place)
            .also(ours.place, "there it is this one"),
        };
        let hint = "all languages have the same headings and anchors in the same order";
        self.report(problem.hint(hint));
    }

    fn same_shortcodes(&mut self, first: &Markdown, other: &Markdown) {
        let ours = shortcodes_of(first);
        let theirs = shortcodes_of(other);
        let hint =
            "all languages have the same shortcodes, each as often as in the reference language";
        for (written, places) in &ours {
            let there = theirs.get(written).map_or(0, Vec::len);
            if let Some(place) = places.get(there) {
                self.report(
                    Diagnostic::error(
                        Code::UnlikeLanguages,
                        format!("`{{{{ {written} }}}}` is missing here"),
                    )
                    .at(&start_of(other.file))
                    .also(place, "it stands here in the reference language")
                    .hint(hint),
                );
            }
        }
        for (written, places) in &theirs {
            let there = ours.get(written).map_or(0, Vec::len);
            for place in places.iter().skip(there) {
                self.report(
                    Diagnostic::error(
                        Code::UnlikeLanguages,
                        format!("the reference language has no `{{{{ {written} }}}}` for this one"),
                    )
                    .at(place)
                    .hint(hint),
                );
            }
        }
    }
}

fn start_of(file: FileId) -> Place {
    Place { file, range: 0..0 }
}

/// The texts that the YAML file of a guide holds.
fn texts_of(guide: &Guide) -> Vec<&At<Text>> {
    let mut texts = vec![&guide.title, &guide.summary];
    texts.extend(guide.case.iter().map(|case| &case.title));
    for stage in guide.path.iter() {
        texts.extend([&stage.title, &stage.starts]);
        texts.extend(&stage.note);
        for step in stage.steps.iter() {
            texts.push(&step.title);
            texts.extend(&step.unknown);
        }
    }
    texts
}

/// The tools that the site has.
fn tools(content: &Content) -> impl Iterator<Item = Tool> {
    let finder = content.finder.is_some();
    let all = Tool::ALL.into_iter();
    all.filter(move |tool| finder || *tool != Tool::Finder)
}

fn headings(text: &Markdown) -> impl Iterator<Item = Heading<'_>> {
    text.pieces.iter().filter_map(|piece| match &piece.what {
        What::Open(Element::Heading(level, anchor)) => Some(Heading {
            level: *level,
            anchor: anchor.as_deref(),
            place: &piece.place,
        }),
        _ => None,
    })
}

/// The message about a heading that a language hasn't.
fn missing_heading(heading: &Heading<'_>, place: &Place) -> Diagnostic {
    let anchor = heading.anchor.unwrap_or_default();
    let message = format!("the heading `#{anchor}` of the reference language is missing here");
    Diagnostic::error(Code::UnlikeLanguages, message).at(place)
}

/// The message about a heading that only another language has.
fn no_such_heading(heading: &Heading<'_>) -> Diagnostic {
    let anchor = heading.anchor.unwrap_or_default();
    let message = format!("the reference language has no heading `#{anchor}` here");
    Diagnostic::error(Code::UnlikeLanguages, message).at(heading.place)
}

/// The shortcodes of a text, as they are written, with their places. What a
/// source gives in words of its language may be written otherwise in another.
fn shortcodes_of(text: &Markdown) -> BTreeMap<String, Vec<&Place>> {
    let mut found: BTreeMap<String, Vec<&Place>> = BTreeMap::new();
    for piece in &text.pieces {
        let What::Shortcode(shortcode, _) = &piece.what else {
            continue;
        };
        let mut written = shortcode.name.value.clone();
        for argument in &shortcode.arguments {
            written.push(' ');
            if argument.quoted {
                let digits = argument.text.chars().filter(char::is_ascii_digit);
                written.push('"');
                written.extend(digits);
                written.push('"');
            } else {
                written.push_str(&argument.text);
            }
        }
        found.entry(written).or_default().push(&shortcode.place);
    }
    found
}

/// The words of a text in which digits are, and where they begin.
fn words_with_digits(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    if !text.contains(char::is_numeric) {
        return found;
    }
    let mut start = None;
    let mut last = ' ';
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    for (number, &(at, letter)) in letters.iter().enumerate() {
        let next = letters.get(number + 1).map_or(' ', |(_, next)| *next);
        // `3,5` and `09:00` are one word each.
        let joins = matches!(letter, '.' | ',' | ':') && last.is_numeric() && next.is_numeric();
        match start {
            None if letter.is_alphanumeric() => start = Some(at),
            Some(from) if !letter.is_alphanumeric() && !joins => {
                found.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
        last = letter;
    }
    if let Some(from) = start {
        found.push((from, &text[from..]));
    }
    found.retain(|(_, word)| word.contains(char::is_numeric));
    found
}

/// The lines of a question to the calculator of fees for a day. Somebody of the
/// usual kind asks, unless the question says who.
pub fn question<'q>(on: Date, lines: impl Iterator<Item = (&'q str, &'q str)>) -> Vec<Pair> {
    let pair = |at: Option<u32>, name: &str, value: &str| Pair {
        at,
        name: name.to_owned(),
        value: value.to_owned(),
    };
    let mut question = vec![pair(None, "on", &on.to_string())];
    for (line, (name, value)) in (0..).zip(lines) {
        if line == 0 && name != "p" {
            question.push(pair(None, "p", ""));
        }
        question.push(pair(Some(line), name, value));
    }
    question
}

/// What must be chosen to ask for one line of a tariff: what was chosen, what
/// the line is for, and for the rest what is usual. The error names the option
/// that nothing decides.
///
/// # Errors
/// The option on whose value the price depends, if it was not chosen.
pub fn choices<'c>(
    content: &'c Content,
    service: &'c model::Service,
    line: &'c Line,
    chosen: &[Chosen<'c>],
) -> Result<Vec<(&'c str, &'c str)>, &'c str> {
    let mut choices: Vec<(&str, &str)> = chosen.iter().map(|it| (it.name, it.value)).collect();
    for option in &service.options {
        let id: &str = &option.value;
        if choices.iter().any(|(name, _)| *name == id) {
            continue;
        }
        let when = line.when.0.iter().find(|(name, _)| *name.value == *id);
        let spec = content.option(id);
        let usual = spec.and_then(|spec| {
            let default = spec.default.as_ref().map(|default| default.value.as_str());
            default.or_else(|| Some(&*spec.values.iter().next()?.id.value))
        });
        match (when, usual) {
            (Some((_, value)), _) => choices.push((id, &value.value)),
            (None, _) if line.by.as_ref().is_some_and(|by| *by.value == *id) => return Err(id),
            (None, Some(usual)) => choices.push((id, usual)),
            (None, None) => {}
        }
    }
    Ok(choices)
}

/// The questions of the guides that the calculator refuses, with its reasons.
/// On which day they are asked makes no difference.
pub fn questions(content: &Content, toolbox: &Toolbox) -> Vec<Diagnostic> {
    let years = toolbox.rulebook.calendar.years();
    let day = years.first().and_then(|year| Date::new(year.year, 1, 1));
    let Some(on) = day else {
        return Vec::new();
    };
    let mut asking = Asking {
        content,
        toolbox,
        on,
        refused: Vec::new(),
    };
    for file in content.guides.values() {
        if let Some(case) = &file.guide.case {
            let lines: Vec<Chosen<'_>> = case.lines.iter().filter_map(Chosen::of).collect();
            asking.total(&lines, &case.place);
        }
        for piece in file.texts.iter().flat_map(|text| &text.pieces) {
            let What::Shortcode(shortcode, _) = &piece.what else {
                continue;
            };
            let word = Word::of(&shortcode.name.value);
            match word.and_then(|word| Call::of(word, shortcode)) {
                Some(Call::Total(lines)) => asking.total(&lines, &shortcode.place),
                Some(Call::Fee(service, line, chosen)) => {
                    asking.fee(service, line, &chosen, &shortcode.place);
                }
                _ => {}
            }
        }
    }
    asking.refused
}

/// Questions put to the calculator.
struct Asking<'a> {
    content: &'a Content,
    toolbox: &'a Toolbox,
    on: Date,
    refused: Vec<Diagnostic>,
}

impl Asking<'_> {
    fn refuse(&mut self, message: &str, place: &Place, hint: Option<String>) {
        let message = message.trim_end_matches('.');
        let mut refused = Diagnostic::error(Code::RefusedQuestion, message).at(place);
        refused.hint = hint;
        self.refused.push(refused);
    }

    fn total(&mut self, lines: &[Chosen<'_>], whole: &Place) {
        if let Some(day) = lines.iter().find(|line| line.name == "on") {
            let message = "a guide's figures are those of the site's day";
            self.refuse(message, day.place, Some("leave out `on`".to_owned()));
            return;
        }
        let pairs = lines.iter().map(|line| (line.name, line.value));
        let asked = question(self.on, pairs);
        let Err(mistakes) = self.toolbox.work_out(Tool::Fees, &asked) else {
            return;
        };
        for Mistake { at, message, .. } in mistakes {
            let line = at.and_then(|at| lines.get(usize::try_from(at).ok()?));
            let place = line.map_or(whole, |line| line.place);
            let services = self.content.services.keys().map(|id| &**id);
            let hint =
                line.filter(|line| line.name == "s" && self.content.service(line.value).is_none());
            let hint = hint.and_then(|line| did_you_mean(line.value, services));
            self.refuse(&message, place, hint);
        }
    }

    fn fee(
        &mut self,
        service: &At<String>,
        line: &At<String>,
        chosen: &[Chosen<'_>],
        whole: &Place,
    ) {
        let content = self.content;
        let Some(found) = content.service(&service.value) else {
            return;
        };
        let mut lines = found.tariff.iter();
        let Some(of) = lines.find(|known| *known.id.value == *line.value) else {
            return;
        };
        let choices = match choices(content, found, of, chosen) {
            Ok(choices) => choices,
            Err(option) => {
                let message = format!("the price of `{}` depends on `{option}`", line.value);
                let hint = format!("choose one, like `{option}=…`");
                self.refuse(&message, whole, Some(hint));
                return;
            }
        };
        let request = QuoteRequest {
            service: &service.value,
            on: &self.on.to_string(),
            people: "1",
            options: choices,
        };
        match self.toolbox.rulebook.quote(&request) {
            Ok(quote) => {
                let charged = quote.items.iter().any(|item| item.line.id == line.value);
                let unknown = quote.unknown.iter().any(|it| *it.kind == *of.kind.value);
                if !charged && !unknown {
                    let message = format!("`{}` is not charged for these choices", line.value);
                    self.refuse(&message, whole, None);
                }
            }
            Err(errors) => {
                for error in errors {
                    let at = chosen.iter().find(|it| it.name == error.field);
                    let place = at.map_or(whole, |it| it.place);
                    self.refuse(&error.message, place, None);
                }
            }
        }
    }
}
