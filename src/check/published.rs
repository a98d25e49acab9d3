//! Whether what has been published still says the same: a later value is added
//! with its day, and a figure that was wrong is corrected in front of everybody.

use std::collections::{BTreeMap, BTreeSet};

use qagida_calculator::Date;

use super::Checker;
use super::figures::{Figure, Figures, UNREADABLE, figures};
use crate::content::Content;
use crate::content::published::{
    CORRECTIONS, Correction, CorrectionKind, Ledger, PUBLISHED, Published,
};
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};

/// What the ledger says of a figure that is no longer there.
pub const WITHDRAWN: &str = "withdrawn";

/// What the ledger doesn't hold yet.
#[derive(Debug, Default)]
pub struct News {
    /// Figures that were never recorded, with what they say.
    pub new: Vec<(String, String)>,
    /// Figures that were corrected, with what they say now.
    pub corrected: Vec<(String, String)>,
    /// The latest day of a correction among them.
    pub latest: Option<Date>,
}

/// What is to be recorded; only of content without mistakes.
pub fn news(content: &Content) -> News {
    compare(content).news
}

struct Compared {
    news: News,
    diagnostics: Vec<Diagnostic>,
}

impl Checker<'_> {
    /// The content against what was published.
    pub(super) fn published(&mut self) {
        let content = self.content;
        for correction in &content.corrections.corrections {
            if let Some(source) = &correction.source {
                self.cited(source);
            }
        }
        let Compared { news, diagnostics } = compare(content);
        let in_order = diagnostics.is_empty();
        self.diagnostics.extend(diagnostics);
        // Without the file nothing has been published yet; with mistakes nothing
        // can be recorded.
        if content.published.is_none() || !in_order {
            return;
        }
        let counted = |count: usize, what: &str| match count {
            0 => None,
            1 => Some(format!("1 {what} value")),
            _ => Some(format!("{count} {what} values")),
        };
        let open = [
            counted(news.new.len(), "new"),
            counted(news.corrected.len(), "corrected"),
        ];
        let open: Vec<String> = open.into_iter().flatten().collect();
        if !open.is_empty() {
            let one = news.new.len() + news.corrected.len() == 1;
            let are = if one { "is" } else { "are" };
            self.report(
                Diagnostic::warning(
                    Code::NotRecorded,
                    format!("{} {are} not recorded as published yet", open.join(" and ")),
                )
                .hint("run `qagida record` when the site is published: after that, no edit can change a value in silence"),
            );
        }
    }
}

fn compare(content: &Content) -> Compared {
    let figures = figures(content);
    let mut history: BTreeMap<&str, Vec<&Published>> = BTreeMap::new();
    let ledger = content.published.as_ref();
    for line in ledger.map_or(&[][..], |ledger: &Ledger| &ledger.published) {
        history.entry(&line.figure).or_default().push(line);
    }
    let mut comparison = Comparison {
        corrections: &content.corrections.corrections,
        figures: &figures,
        history: &history,
        used: BTreeSet::new(),
        news: News::default(),
        diagnostics: Vec::new(),
    };
    for (number, correction) in comparison.corrections.iter().enumerate() {
        comparison.well_formed(number, correction);
    }
    comparison.past();
    comparison.present();
    comparison.without_cause();
    for (name, figure) in &figures {
        if !history.contains_key(name.as_str()) {
            let said = (name.clone(), figure.says.clone());
            comparison.news.new.push(said);
        }
    }
    Compared {
        news: comparison.news,
        diagnostics: comparison.diagnostics,
    }
}

struct Comparison<'a> {
    corrections: &'a [Correction],
    figures: &'a Figures<'a>,
    /// What was published, by figure, the latest last.
    history: &'a BTreeMap<&'a str, Vec<&'a Published>>,
    /// The numbers of the corrections that explain something, or that are
    /// reported already.
    used: BTreeSet<usize>,
    news: News,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Comparison<'a> {
    fn bad(&mut self, number: usize, place: &Place, message: String, hint: impl Into<String>) {
        self.used.insert(number);
        let problem = Diagnostic::error(Code::BadCorrection, message).at(place);
        self.diagnostics.push(problem.hint(hint));
    }

    /// Whether a correction says what it must.
    fn well_formed(&mut self, number: usize, correction: &'a Correction) {
        if correction.reason.is_none() {
            self.bad(
                number,
                &correction.place,
                "this correction has no reason".to_owned(),
                "`reason` says in every language why what was published is changed: it is shown to readers beside the old figure and the new one",
            );
        }
        let kind = correction.kind();
        match (kind, &correction.was, &correction.now) {
            (CorrectionKind::Withdrawn, None, None) => {}
            (CorrectionKind::Withdrawn, was, now) => {
                let extra = was.as_ref().or(now.as_ref());
                let place = extra.map_or(&correction.place, |extra| &extra.place);
                self.bad(
                    number,
                    place,
                    "a figure that is withdrawn has neither `was` nor `now`".to_owned(),
                    "leave both out; what was published is known",
                );
            }
            (_, Some(was), Some(now)) if was.value == now.value => {
                let message = "this correction changes nothing: `was` and `now` are the same";
                self.bad(number, &now.place, message.to_owned(), "delete it");
            }
            (_, Some(_), Some(_)) => {}
            (_, was, _) => {
                let missing = if was.is_none() { "was" } else { "now" };
                self.bad(
                    number,
                    &correction.place,
                    format!("this correction doesn't say what the figure {missing}"),
                    "`was` is what was published, `now` what the content says; for figures that are no longer there: `kind: withdrawn`",
                );
            }
        }
        let figure = self.figures.get(&correction.figure.value);
        if let (CorrectionKind::Amended, Some(Figure { dated: true, .. })) = (kind, figure) {
            self.bad(
                number,
                &correction.figure.place,
                format!(
                    "`{}` holds from a day on, so it isn't amended",
                    correction.figure.value
                ),
                "put the old value back with its `until`, and add an entry with the new one's `from`",
            );
        }
    }

    /// The number of the correction that turns one into the other.
    fn explains(&self, figure: &str, was: &str, now: Option<&str>) -> Option<usize> {
        self.corrections.iter().position(|correction| {
            let says = |written: &Option<crate::content::reading::At<String>>, text: &str| {
                written.as_ref().is_some_and(|at| at.value == text)
            };
            let fits = match (correction.kind(), now) {
                (CorrectionKind::Withdrawn, None) => true,
                (CorrectionKind::Withdrawn, _) | (_, None) => false,
                (_, Some(now)) => says(&correction.was, was) && says(&correction.now, now),
            };
            fits && correction.is_about(figure)
        })
    }

    /// What was corrected before must stay explained.
    fn past(&mut self) {
        for (figure, lines) in self.history {
            for pair in lines.windows(2) {
                let [before, after] = pair else { continue };
                if before.said == after.said {
                    continue;
                }
                let now = Some(after.said.as_str()).filter(|said| *said != WITHDRAWN);
                if let Some(number) = self.explains(figure, &before.said, now) {
                    self.explained(number, before);
                    continue;
                }
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::BadCorrection,
                        format!(
                            "`{figure}` was corrected from `{}` to `{}`, and {CORRECTIONS} doesn't say so any more",
                            before.said, after.said
                        ),
                    )
                    .at(&after.place)
                    .also(&before.place, "published before")
                    .hint("put the correction back: corrections stay, as does what they corrected"),
                );
            }
        }
    }

    /// Notes that a correction is needed, and looks at its day.
    fn explained(&mut self, number: usize, before: &'a Published) {
        let correction = &self.corrections[number];
        let first = self.used.insert(number);
        if first && correction.date.value < before.since {
            let problem = Diagnostic::error(
                Code::BadCorrection,
                format!(
                    "this correction is dated {}, before what it corrects was published",
                    correction.date.value
                ),
            );
            self.diagnostics.push(
                problem
                    .at(&correction.date.place)
                    .also(&before.place, format!("published on {}", before.since))
                    .hint("`date` is the day on which the site is put right"),
            );
        }
    }

    /// What is published against what the content says now.
    fn present(&mut self) {
        let mut gone: BTreeMap<&str, Vec<&'a Published>> = BTreeMap::new();
        for (name, lines) in self.history {
            let Some(last) = lines.last().copied() else {
                continue;
            };
            let figure = self.figures.get(*name);
            let now = figure.map(|figure| figure.says.as_str());
            let same = match now {
                Some(now) => now == last.said,
                None => last.said == WITHDRAWN,
            };
            if same {
                continue;
            }
            if let Some(number) = self.explains(name, &last.said, now) {
                self.explained(number, last);
                let date = self.corrections[number].date.value;
                self.news.latest = self.news.latest.max(Some(date));
                let said = now.unwrap_or(WITHDRAWN).to_owned();
                self.news.corrected.push(((*name).to_owned(), said));
                continue;
            }
            if self.misses(name, last, now) {
                continue;
            }
            match figure {
                Some(figure) => self.overwritten(name, last, figure),
                None => gone.entry(file_of(name)).or_default().push(last),
            }
        }
        for (file, lines) in gone {
            self.gone(file, &lines);
        }
    }

    /// Whether there is a correction of a figure that doesn't fit it; says why.
    fn misses(&mut self, name: &str, last: &Published, now: Option<&str>) -> bool {
        let mut open = self
            .corrections
            .iter()
            .enumerate()
            .rev()
            .filter(|(number, correction)| {
                !self.used.contains(number) && correction.figure.value == name
            });
        let Some((number, correction)) = open.next() else {
            // What is wrong with the correction itself has been said.
            return self.corrections.iter().any(|correction| {
                correction.figure.value == name
                    && (correction.reason.is_none()
                        || correction.was.is_none() != correction.now.is_none())
            });
        };
        if correction.kind() == CorrectionKind::Withdrawn {
            self.bad(
                number,
                &correction.figure.place,
                format!("`{name}` is said to be withdrawn, but is still there"),
                "delete it where it stands, or say what it was and is now",
            );
            return true;
        }
        match (&correction.was, &correction.now) {
            (Some(was), _) if was.value != last.said => {
                let message = format!(
                    "this correction says that the figure was `{}`, but it was published as `{}`",
                    was.value, last.said
                );
                self.bad(
                    number,
                    &was.place,
                    message,
                    format!("`was` is what {PUBLISHED} says"),
                );
            }
            (_, Some(now_said)) => {
                let message = match now {
                    Some(now) => format!(
                        "this correction says that the figure is `{}`, but the content says `{now}`",
                        now_said.value
                    ),
                    None => format!(
                        "this correction says that the figure is `{}`, but it is no longer there",
                        now_said.value
                    ),
                };
                self.bad(
                    number,
                    &now_said.place,
                    message,
                    "`now` is what the content says",
                );
            }
            _ => return false,
        }
        true
    }

    fn overwritten(&mut self, name: &str, last: &Published, figure: &Figure<'_>) {
        let said = &last.said;
        let correction = |kind: &str| {
            format!(
                "`- {{figure: {}, date: …, {kind}was: {}, now: {}, reason: …}}`",
                quoted(name),
                quoted(said),
                quoted(&figure.says)
            )
        };
        let hint = if figure.dated && said.starts_with(UNREADABLE) {
            format!(
                "if it can be read now, say so in {CORRECTIONS}, with the day and the reason: {}",
                correction("")
            )
        } else if figure.dated {
            format!(
                "has the rule changed? Put `{said}` back with its `until`, and add an entry with the new value's `from`. Was `{said}` wrong? Say so in {CORRECTIONS}, with the day and the reason: {}",
                correction("")
            )
        } else {
            format!(
                "say in {CORRECTIONS} why, with the day and the reason: {} if the rule has changed, without `kind` if `{said}` was wrong",
                correction("kind: amended, ")
            )
        };
        self.diagnostics.push(
            Diagnostic::error(
                Code::Overwritten,
                format!(
                    "`{name}` was published as `{}` and now says `{}`",
                    last.said, figure.says
                ),
            )
            .at(figure.place)
            .also(&last.place, format!("published on {}", last.since))
            .hint(hint),
        );
    }

    /// Figures of one file that are no longer there.
    fn gone(&mut self, file: &str, lines: &[&Published]) {
        let mut left = self.figures.iter();
        let left = left.find(|(name, _)| file_of(name) == file);
        let start = left.map(|(_, figure)| Place {
            file: figure.place.file,
            range: 0..0,
        });
        let [only] = lines else {
            if start.is_none()
                && let Some(first) = lines.first()
            {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::Overwritten,
                        format!(
                            "`{file}` is gone, with {} figures that were published",
                            lines.len()
                        ),
                    )
                    .at(&first.place)
                    .label("the first of them")
                    .hint(format!(
                        "put it back; or say in {CORRECTIONS} why it is gone: `figure: {file}`, `kind: withdrawn`, `date` and the `reason`"
                    )),
                );
                return;
            }
            for line in lines {
                self.gone(file, &[line]);
            }
            return;
        };
        let name = &only.figure;
        let hint = format!(
            "put it back: a value that no longer holds gets an `until`, and stays. If it is to go, say in {CORRECTIONS} why: `figure`, `kind: withdrawn`, `date` and the `reason`"
        );
        let message = format!("`{name}` was published as `{}` and is gone", only.said);
        let problem = Diagnostic::error(Code::Overwritten, message).hint(hint);
        let published = format!("published on {}", only.since);
        self.diagnostics.push(match (self.moved(only), start) {
            (Some((other, figure)), _) => problem
                .at(figure.entry)
                .label(format!("is it this, which is `{other}` now?"))
                .also(&only.place, published),
            (None, Some(start)) => problem.at(&start).also(&only.place, published),
            (None, None) => problem.at(&only.place),
        });
    }

    /// What a figure that is gone may have become: one that was never published,
    /// under a name with another day or choice in it. Rather one that says the same.
    fn moved(&self, gone: &Published) -> Option<(&'a str, &'a Figure<'a>)> {
        let old: Vec<&str> = gone.figure.split(' ').collect();
        let near = |name: &str| {
            let new: Vec<&str> = name.split(' ').collect();
            let differ = old.iter().zip(&new).filter(|(old, new)| old != new);
            old.len() == new.len() && differ.count() == 1
        };
        let candidates = self
            .figures
            .iter()
            .filter(|(name, _)| !self.history.contains_key(name.as_str()) && near(name));
        candidates
            .min_by_key(|(_, figure)| figure.says != gone.said)
            .map(|(name, figure)| (name.as_str(), figure))
    }

    /// Corrections that correct nothing.
    fn without_cause(&mut self) {
        for (number, correction) in self.corrections.iter().enumerate() {
            if self.used.contains(&number) {
                continue;
            }
            let name = &correction.figure.value;
            let place = &correction.figure.place;
            let known = self
                .history
                .keys()
                .any(|known| *known == name || correction.is_about(known));
            if known {
                let message = format!(
                    "this correction of `{name}` corrects nothing: the content says what was published"
                );
                let hint = "change the figure where it stands; or delete this entry";
                self.bad(number, place, message, hint);
            } else {
                let hint = did_you_mean(name, self.history.keys().copied());
                let message = format!("nothing was published as `{name}`");
                self.bad(
                    number,
                    place,
                    message,
                    hint.unwrap_or_else(|| {
                        format!(
                            "{PUBLISHED} lists what was; anything else is changed where it stands"
                        )
                    }),
                );
            }
        }
    }
}

/// The file in a figure's name.
fn file_of(name: &str) -> &str {
    name.split(' ').next().unwrap_or(name)
}

/// Text as YAML in quotes, so that a colon in it means nothing.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
