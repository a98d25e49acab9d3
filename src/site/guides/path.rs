//! The way in days: a picture of each stage, and its steps in words.

use qagida_calculator::term::{Term, TermOnFile, TermUnit, Window};
use qagida_calculator::{Date, Deadline, DeadlineRequest, PeriodRequest};

use super::Cited;
use crate::check::guides::PATH_ANCHOR;
use crate::content::guides::{self, Guide, PathStep, Takes};
use crate::content::shortcodes;
use crate::site::drawing::{self, Bar, Extension, Panel, Timeline};
use crate::site::pages::Language;
use crate::site::views::Link;
use crate::site::views::guides::{Path, Stage, Step};

/// Where on the axes of a stage something is.
#[derive(Clone, Copy, Debug, Default)]
struct Reached {
    working: u32,
    calendar: u32,
    /// Days that are left before the stage's day, if it is counted back to.
    left: Option<(TermUnit, u32)>,
}

/// A bar, and the axis that it is on.
struct Drawn {
    unit: TermUnit,
    back: bool,
    bar: Bar,
}

/// How long a step takes, for its picture and its words.
enum Length<'a> {
    /// A term.
    Term(&'a Term),
    /// A filing window.
    Window(&'a Window),
    /// It is no length on the way.
    None,
    /// Nobody knows.
    Open,
}

impl Language<'_> {
    /// The way in days.
    pub(super) fn path(&self, guide: &Guide, cited: &mut Cited) -> Path {
        let stages = guide.path.iter().map(|stage| Stage {
            id: format!("{PATH_ANCHOR}{}", &**stage.id),
            title: self.text(&stage.title),
            starts: self.text(&stage.starts),
            drawing: self.drawing_of(stage),
            steps: self.steps_of(stage, cited),
            note: stage.note.as_ref().map(|note| self.text(note)),
        });
        Path {
            stages: stages.collect(),
            note: self.on_the_sites_day("guide-path-note"),
        }
    }

    fn length_of_step(&self, step: &PathStep) -> Length<'_> {
        let Some(takes) = step.takes().into_iter().next() else {
            return Length::Open;
        };
        match takes {
            Takes::Service(id) => match self.rulebook.service(id).map(|service| &service.term) {
                Some(TermOnFile::Given(term)) => Length::Term(term),
                _ => Length::Open,
            },
            Takes::Period(text) => {
                let term = shortcodes::two_ids(text).and_then(|(rule, period)| {
                    let mut periods = self.rulebook.periods_of(&rule);
                    Some(&periods.find(|it| it.id == **period)?.term)
                });
                term.map_or(Length::Open, Length::Term)
            }
            Takes::Window(id) => {
                let window = self.rulebook.service(id).and_then(|it| it.window.as_ref());
                window.map_or(Length::Open, Length::Window)
            }
            Takes::Rule(_) => Length::None,
            Takes::Unknown(_) => Length::Open,
        }
    }

    /// The stage's steps as bars; none if nothing in it takes days.
    fn drawing_of(&self, stage: &guides::Stage) -> Option<String> {
        let drawn = self.bars(stage);
        let has_days = |drawn: &Drawn| drawn.bar.start != drawn.bar.end;
        drawn.iter().find(|drawn| has_days(drawn))?;
        let told: Vec<String> = drawn
            .iter()
            .map(|drawn| format!("{}: {}", drawn.bar.label, drawn.bar.length))
            .collect();
        let axes = [
            (TermUnit::WorkingDay, false, "axis-working-days"),
            (TermUnit::CalendarDay, false, "axis-calendar-days"),
            (TermUnit::WorkingDay, true, "axis-working-days-before"),
            (TermUnit::CalendarDay, true, "axis-calendar-days-before"),
        ];
        let panels = axes.map(|(unit, back, title)| Panel {
            axis_title: self.words.page(title).to_owned(),
            back,
            bars: drawn
                .iter()
                .filter(|drawn| drawn.unit == unit && drawn.back == back)
                .map(|drawn| drawn.bar.clone())
                .collect(),
        });
        Some(drawing::timeline(&Timeline {
            id: format!("_{PATH_ANCHOR}{}", &**stage.id),
            title: self.text(&stage.title),
            description: format!("{}: {}", self.text(&stage.starts), told.join("; ")),
            panels: panels.into(),
        }))
    }

    fn bars(&self, stage: &guides::Stage) -> Vec<Drawn> {
        let lengths: Vec<Length<'_>> = stage
            .steps
            .iter()
            .map(|step| self.length_of_step(step))
            .collect();
        // What takes no days lies on the axis of what does.
        let working = |length: &Length<'_>| matches!(length, Length::Term(term) if term.unit == TermUnit::WorkingDay);
        let calendar = |length: &Length<'_>| matches!(length, Length::Term(term) if term.unit == TermUnit::CalendarDay);
        let usual = if !lengths.iter().any(working) && lengths.iter().any(calendar) {
            TermUnit::CalendarDay
        } else {
            TermUnit::WorkingDay
        };
        let mut ends: Vec<Option<Reached>> = Vec::new();
        let mut all = Vec::new();
        for (number, (step, length)) in stage.steps.iter().zip(&lengths).enumerate() {
            let begins = match stage.before(number) {
                Some(before) => ends.get(before).copied().flatten(),
                None => Some(Reached::default()),
            };
            let Some(begins) = begins else {
                // It follows something whose end nobody knows.
                ends.push(None);
                continue;
            };
            let words = &self.words.phrasebook;
            let bar = |start: u32, end: u32, length: String| Bar {
                label: self.text(&step.title),
                length,
                start,
                end,
                open: false,
                extension: None,
            };
            let mut end = begins;
            let drawn = match length {
                Length::None => None,
                Length::Open => {
                    ends.push(None);
                    let (unit, back, start) = match (begins.left, usual) {
                        (Some((unit, left)), _) => (unit, true, left),
                        (None, TermUnit::CalendarDay) => (usual, false, begins.calendar),
                        (None, _) => (usual, false, begins.working),
                    };
                    let length = self.words.page("guide-open").to_owned();
                    all.push(Drawn {
                        unit,
                        back,
                        bar: Bar {
                            open: true,
                            ..bar(start, start, length)
                        },
                    });
                    continue;
                }
                Length::Window(window) => {
                    end.left = Some((window.unit, window.closes));
                    let length = self.window_words(window);
                    let bar = bar(window.opens, window.closes, length);
                    Some((window.unit, true, bar))
                }
                Length::Term(term) => {
                    let text = term.text(words);
                    Some(match begins.left {
                        Some((unit, left)) if unit == term.unit && left >= term.max => {
                            end.left = Some((unit, left - term.max));
                            (unit, true, bar(left, left - term.max, text))
                        }
                        _ => {
                            end.left = None;
                            let unit = match term.unit {
                                TermUnit::Minute => usual,
                                unit => unit,
                            };
                            let days = match term.unit {
                                TermUnit::Minute => 0,
                                _ => term.max,
                            };
                            let axis = match unit {
                                TermUnit::CalendarDay => &mut end.calendar,
                                _ => &mut end.working,
                            };
                            let start = *axis;
                            *axis += days;
                            let drawn = bar(start, *axis, text);
                            let extension = self.extension_of(term, start);
                            (unit, false, Bar { extension, ..drawn })
                        }
                    })
                }
            };
            all.extend(drawn.map(|(unit, back, bar)| Drawn { unit, back, bar }));
            ends.push(Some(end));
        }
        all
    }

    fn extension_of(&self, term: &Term, start: u32) -> Option<Extension> {
        let extension = term.extension.as_ref()?;
        Some(Extension {
            label: self.extension_text(term)?,
            end: (extension.unit == term.unit).then(|| start + extension.max),
        })
    }

    /// To how long a term may be extended, in words.
    fn extension_text(&self, term: &Term) -> Option<String> {
        let extension = term.extension.as_ref()?;
        let words = &self.words.phrasebook;
        let longest = extension.unit.counted(words, extension.max);
        Some(self.words.fill("period-extension", &[("term", &longest)]))
    }

    /// The steps in words, with days worked out from the site's day on: each from
    /// the last day of the one that it follows.
    fn steps_of(&self, stage: &guides::Stage, cited: &mut Cited) -> Vec<Step> {
        let mut ends: Vec<Option<Date>> = Vec::new();
        let mut steps = Vec::new();
        for (number, step) in stage.steps.iter().enumerate() {
            let before = stage.before(number);
            let begins = match before {
                Some(before) => ends.get(before).copied().flatten(),
                None => Some(self.site.as_of),
            };
            let deadline = begins.and_then(|day| self.deadline_of_step(step, day));
            ends.push(deadline.as_ref().and_then(|deadline| deadline.due));
            let mut view = self.step_of(step, cited);
            view.begins = match before {
                None if number > 0 && !matches!(self.length_of_step(step), Length::None) => {
                    Some(self.words.page("guide-from-start").to_owned())
                }
                Some(before) if before + 1 != number => {
                    let title = self.text(&stage.steps[before].title);
                    Some(self.words.fill("guide-after", &[("step", &title)]))
                }
                _ => None,
            };
            view.example = deadline.and_then(|deadline| {
                let words = &self.words.phrasebook;
                let from = deadline.accepted.unwrap_or(deadline.submitted);
                let slots = [
                    ("from", &*words.date(from)),
                    ("due", &*words.date_with_weekday(deadline.due?)),
                ];
                Some(self.words.fill("guide-example", &slots))
            });
            steps.push(view);
        }
        steps
    }

    /// When a step ends that begins on a day; none if the calculator cannot say
    /// exactly.
    fn deadline_of_step(&self, step: &PathStep, begins: Date) -> Option<Deadline<'_>> {
        let submitted = begins.to_string();
        let answer = match step.takes().into_iter().next()? {
            Takes::Service(id) => self.rulebook.deadline(&DeadlineRequest {
                service: id,
                submitted: &submitted,
                channel: "",
            }),
            Takes::Period(text) => {
                let (rule, period) = shortcodes::two_ids(text)?;
                self.rulebook.deadline_of_rule(&PeriodRequest {
                    rule: &rule,
                    period: &period,
                    submitted: &submitted,
                    channel: "",
                })
            }
            Takes::Window(_) | Takes::Rule(_) | Takes::Unknown(_) => return None,
        };
        let deadline = answer.ok()?;
        (deadline.due.is_some() && deadline.unknown.is_empty()).then_some(deadline)
    }

    /// A step's length and where it stands.
    fn step_of(&self, step: &PathStep, cited: &mut Cited) -> Step {
        let words = &self.words.phrasebook;
        let content = self.site.content;
        let mut view = Step {
            title: self.text(&step.title),
            length: self.words.page("guide-open").to_owned(),
            doubtful: true,
            details: Vec::new(),
            begins: None,
            example: None,
            page: None,
            sources: Vec::new(),
        };
        let known = |view: &mut Step, length: String| {
            view.length = length;
            view.doubtful = false;
        };
        match step.takes().into_iter().next() {
            Some(Takes::Service(id)) => {
                let Some(service) = self.rulebook.service(id) else {
                    return view;
                };
                view.page = Some(Link {
                    text: service.title.clone(),
                    href: self.href(&format!("services/{}/", &*id.value)),
                });
                match &service.term {
                    TermOnFile::Given(term) => {
                        known(&mut view, term.text(words));
                        view.details.extend(self.extension_text(term));
                        view.sources.push(self.cite_into(cited, &term.source));
                        if let Some(extension) = &term.extension {
                            view.sources.push(self.cite_into(cited, &extension.source));
                        }
                    }
                    TermOnFile::NotGiven { note, source } => {
                        self.words
                            .page("term-not-given")
                            .clone_into(&mut view.length);
                        view.details.push(note.clone());
                        view.sources.push(self.cite_into(cited, source));
                    }
                }
            }
            Some(Takes::Period(text)) => {
                let Some((rule, period)) = shortcodes::two_ids(text) else {
                    return view;
                };
                let mut periods = self.rulebook.periods_of(&rule);
                let Some(found) = periods.find(|it| it.id == **period) else {
                    return view;
                };
                view.page = Some(Link {
                    text: found.rule_title.clone(),
                    href: format!("{}#period-{}", self.rule_href(&rule), &**period),
                });
                known(&mut view, found.term.text(words));
                view.details.extend(self.extension_text(&found.term));
                view.details.extend(found.note.clone());
                view.sources.push(self.cite_into(cited, &found.term.source));
            }
            Some(Takes::Window(id)) => {
                let Some(service) = self.rulebook.service(id) else {
                    return view;
                };
                view.page = Some(Link {
                    text: service.title.clone(),
                    href: self.href(&format!("services/{}/", &*id.value)),
                });
                if let Some(window) = &service.window {
                    known(&mut view, self.window_words(window));
                    view.sources.push(self.cite_into(cited, &window.source));
                }
            }
            Some(Takes::Rule(id)) => {
                if let Some(rule) = content.date_rule(id) {
                    known(&mut view, self.length_of_rule(rule));
                    view.details.push(self.text(&rule.text));
                    view.sources.push(self.cited_into(cited, &rule.source));
                }
            }
            Some(Takes::Unknown(why)) => view.details.push(self.text(why)),
            None => {}
        }
        view
    }
}
