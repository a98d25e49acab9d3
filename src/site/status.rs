//! The page for those who look after the content: what runs out and when, how far
//! texts and sources are covered, and what isn't known for certain.
//!
//! It has one address without a language, and is in the language in which the
//! commands answer, whose warnings it repeats: it isn't for the site's readers.

use qagida_calculator::Amount;
use serde::Serialize;

use super::pages::{Language, Site};
use super::views::changes::Day;
use super::views::{Fact, Frame, Link};
use crate::check::alarms::{self, About, Alarm};
use crate::check::coverage;
use crate::check::gaps::{self, Gap, Kind, Of};
use crate::content::reading::same_in;
use crate::diagnostics::Place;

/// The path of the page on the site.
pub const PATH: &str = "status/";

/// The page.
#[derive(Debug, Serialize)]
pub struct Status {
    /// Everything around it.
    pub frame: Frame,
    /// The content in numbers.
    pub facts: Vec<Fact>,
    /// What is to be looked after, what is due first before the rest.
    pub alarms: Vec<AlarmRow>,
    /// What holds later.
    pub coming: Vec<Day>,
    /// The figures that aren't known for certain, by kind.
    pub gaps: Vec<GapGroup>,
    /// The languages.
    pub languages: Vec<LanguageRow>,
    /// Texts that are the same in several languages.
    pub alike: Vec<AlikeRow>,
    /// The documents whose places are listed.
    pub sources: Vec<SourceRow>,
    /// All of this for other programs.
    pub data: String,
}

/// Something to look after.
#[derive(Debug, Serialize)]
pub struct AlarmRow {
    /// What.
    pub what: String,
    /// More about it.
    pub detail: Option<String>,
    /// By when.
    pub date: String,
    /// The same as data.
    pub iso: String,
    /// How many days are left.
    pub days: String,
    /// How much it presses: as data, for its looks.
    pub urgency: &'static str,
    /// Where it is to be done.
    pub at: String,
    /// If it is to be done in several places, what and where.
    pub each: Vec<Each>,
}

/// One of several things of which the same is to be done by the same day.
#[derive(Debug, Serialize)]
pub struct Each {
    /// What.
    pub what: String,
    /// Where.
    pub at: String,
}

/// Figures that are uncertain in the same way.
#[derive(Debug, Serialize)]
pub struct GapGroup {
    /// The anchor.
    pub id: &'static str,
    /// In what way.
    pub title: String,
    /// The figures.
    pub gaps: Vec<GapRow>,
}

/// A figure that isn't known for certain.
#[derive(Debug, Serialize)]
pub struct GapRow {
    /// What it is a figure of, and the page that shows it.
    pub page: Link,
    /// Which of its figures it is.
    pub which: String,
    /// What the source reads there.
    pub reads: Option<String>,
    /// Why it isn't known.
    pub why: Option<String>,
    /// Where it stands.
    pub at: String,
}

/// A language.
#[derive(Debug, Serialize)]
pub struct LanguageRow {
    /// Its own name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Texts of the content: those there are, of how many.
    pub texts: String,
    /// Guides, likewise.
    pub guides: String,
    /// Texts of the templates, likewise.
    pub words: String,
}

/// A text that is the same in several languages.
#[derive(Debug, Serialize)]
pub struct AlikeRow {
    /// The text.
    pub text: String,
    /// The codes of the languages.
    pub languages: String,
    /// Where it stands.
    pub at: String,
}

/// What is made of a document.
#[derive(Debug, Serialize)]
pub struct SourceRow {
    /// The document.
    pub page: Link,
    /// How many places it has.
    pub places: String,
    /// How many are cited.
    pub cited: String,
    /// How many are left out with a reason.
    pub left_out: String,
    /// How many are not accounted for.
    pub open: String,
    /// Whether any is.
    pub lacking: bool,
}

/// A place in the content, as people look it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Where {
    /// The file, below the content's folder.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
}

impl Site<'_> {
    /// A place in the content. The folder's own name is no part of it: the site
    /// doesn't depend on where it was built.
    pub(super) fn place(&self, place: &Place) -> Where {
        let path = self.files.path(place.file);
        let path = path.strip_prefix(&self.content.folder).unwrap_or(path);
        let text = self.files.text(place.file);
        let start = text.floor_char_boundary(place.range.start.min(text.len()));
        Where {
            file: path.to_string_lossy().replace('\\', "/"),
            line: 1 + text[..start].matches('\n').count(),
        }
    }

    /// The page.
    pub fn status(&self) -> Status {
        let command = &self.content.site.command_language.value;
        let number = self.content.languages().position(|code| code == command);
        self.language(number.unwrap_or_default()).status()
    }

    /// The texts of the templates that are the same in several languages: key,
    /// languages and text.
    pub(super) fn words_alike(&self) -> Vec<(&str, Vec<usize>, &str)> {
        let keys = self
            .words
            .first()
            .into_iter()
            .flat_map(|words| words.page.keys());
        let mut alike = Vec::new();
        for key in keys {
            let texts: Vec<Option<&str>> = self
                .words
                .iter()
                .map(|words| words.page.get(key).map(String::as_str))
                .collect();
            let same = same_in(&texts).into_iter();
            alike.extend(same.map(|(languages, text)| (key.as_str(), languages, text)));
        }
        alike
    }

    /// How many golden cases there are.
    pub(super) fn cases(&self) -> usize {
        self.content.cases.iter().map(|file| file.cases.len()).sum()
    }
}

impl Language<'_> {
    fn status(&self) -> Status {
        let content = self.site.content;
        let mut frame = self.frame("", self.words.page("status"), Some(vec![self.home_link()]));
        self.words
            .page("status-lead")
            .clone_into(&mut frame.description);
        frame.hide();
        let alarms = alarms::alarms(content, self.site.as_of);
        Status {
            facts: self.status_facts(),
            alarms: self.alarm_rows(&alarms),
            coming: self.changes_page().coming,
            gaps: self.gap_groups(),
            languages: (0..self.site.words.len())
                .map(|number| self.language_row(number))
                .collect(),
            alike: self.alike_rows(),
            sources: self.source_rows(),
            data: format!("{}/data/status.json", self.site.root),
            frame,
        }
    }

    fn status_facts(&self) -> Vec<Fact> {
        let content = self.site.content;
        let fact = |key: &str, value: String| Fact {
            name: self.words.page(key).to_owned(),
            value,
            coming: Vec::new(),
            doubtful: false,
        };
        vec![
            fact("as-of", self.words.phrasebook.date(self.site.as_of)),
            fact("content-version", content.version.clone()),
            fact("services", self.number_of(content.services.len())),
            fact("status-cases", self.number_of(self.site.cases())),
        ]
    }

    fn number_of(&self, number: usize) -> String {
        let number = Amount::parse(&number.to_string()).unwrap_or(Amount::ZERO);
        self.words.phrasebook.number(number)
    }

    fn at(&self, place: &Place) -> String {
        let Where { file, line } = self.site.place(place);
        format!("{file}:{line}")
    }

    /// A row for each alarm; one for all sources to be compared on a day, for as a
    /// rule they were compared together.
    fn alarm_rows(&self, alarms: &[Alarm<'_>]) -> Vec<AlarmRow> {
        let mut rows: Vec<AlarmRow> = Vec::new();
        let same = |one: &Alarm<'_>, other: &Alarm<'_>| match (one.about, other.about) {
            (About::NotChecked(_), About::NotChecked(_)) => one.due == other.due,
            _ => false,
        };
        for several in alarms.chunk_by(same) {
            let [alarm, _, ..] = several else {
                rows.extend(several.iter().map(|alarm| self.alarm_row(alarm)));
                continue;
            };
            let mut row = self.alarm_row(alarm);
            let number = u32::try_from(several.len()).unwrap_or(u32::MAX);
            row.what = self.words.counted("status-not-checked-several", number);
            for alarm in several {
                if let About::NotChecked(source) = alarm.about {
                    row.each.push(Each {
                        what: self.text(&source.short),
                        at: self.at(alarm.place),
                    });
                }
            }
            rows.push(row);
        }
        rows
    }

    fn alarm_row(&self, alarm: &Alarm<'_>) -> AlarmRow {
        let days = alarm.days.unsigned_abs();
        let detail = match alarm.about {
            About::TextMissing(_, act) => Some(self.text(&act.title)),
            About::Provisional(year) => self.maybe(year.provisional.as_ref()),
            _ => None,
        };
        AlarmRow {
            what: self.alarm(alarm),
            detail,
            date: self.words.phrasebook.date(alarm.due),
            iso: alarm.due.to_string(),
            days: match alarm.days {
                0 => self.words.page("status-today").to_owned(),
                1.. => self.words.counted("status-left", days),
                _ => self.words.counted("status-over", days),
            },
            urgency: alarm.urgency.id(),
            at: self.at(alarm.place),
            each: Vec::new(),
        }
    }

    /// What an alarm is about, in words.
    pub(super) fn alarm(&self, alarm: &Alarm<'_>) -> String {
        let fill = |key: &str, slots: &[(&str, &str)]| self.words.fill(key, slots);
        match alarm.about {
            About::Unit(unit) => fill("status-unit", &[("name", &self.text(&unit.name))]),
            About::OldUnit(unit) => fill("status-old-unit", &[("name", &self.text(&unit.name))]),
            About::Duty(duty) => fill("status-rate", &[("name", &self.text(&duty.title))]),
            About::Exemption(duty, ground) => {
                let ground = self.site.content.ground(ground);
                let ground = ground.map(|ground| self.text(&ground.text));
                fill(
                    "status-exemption",
                    &[
                        ("name", &self.text(&duty.title)),
                        ("ground", &ground.unwrap_or_default()),
                    ],
                )
            }
            About::Price(_, service, line) => fill(
                "status-price",
                &[
                    ("name", &self.text(&service.title)),
                    ("charge", &self.charge(&line.kind.value)),
                ],
            ),
            About::Calendar(year) => {
                fill("status-calendar", &[("year", &year.year.value.to_string())])
            }
            About::Provisional(year) => fill(
                "status-provisional",
                &[("year", &year.year.value.to_string())],
            ),
            About::Estimated(day) => {
                let names = &self.site.content.calendar.names;
                let name = day.name.as_ref().and_then(|id| {
                    let named = names.iter().find(|named| named.id.value == id.value)?;
                    Some(self.text(&named.name))
                });
                let date = self.words.phrasebook.date(day.date.value);
                fill(
                    "status-estimated",
                    &[("name", name.as_deref().unwrap_or(&date)), ("date", &date)],
                )
            }
            About::NotChecked(source) => {
                let checked = self.words.phrasebook.date(source.checked.value);
                fill(
                    "status-not-checked",
                    &[("name", &self.text(&source.short)), ("date", &checked)],
                )
            }
            About::TextMissing(source, _) => fill(
                "status-text-missing",
                &[("name", &self.text(&source.short))],
            ),
        }
    }

    fn charge(&self, kind: &str) -> String {
        let mut charges = self.site.content.site.charges.iter();
        let charge = charges.find(|charge| *charge.id.value == *kind);
        charge.map_or_else(String::new, |charge| self.text(&charge.name))
    }

    fn gap_groups(&self) -> Vec<GapGroup> {
        let gaps = gaps::gaps(self.site.content);
        [Kind::Unreadable, Kind::NotGiven, Kind::Doubt]
            .into_iter()
            .map(|kind| GapGroup {
                id: kind.id(),
                title: self.words.page(&format!("status-{}", kind.id())).to_owned(),
                gaps: gaps
                    .iter()
                    .filter(|gap| gap.kind == kind)
                    .map(|gap| self.gap_row(gap))
                    .collect(),
            })
            .filter(|group| !group.gaps.is_empty())
            .collect()
    }

    fn gap_row(&self, gap: &Gap<'_>) -> GapRow {
        let (text, which) = self.gap(gap);
        GapRow {
            page: Link {
                text,
                href: self.gap_href(gap),
            },
            which,
            reads: gap.reads.map(str::to_owned),
            why: self.maybe(gap.why),
            at: self.at(&gap.place),
        }
    }

    /// What something is a figure of, and which of its figures it is.
    pub(super) fn gap(&self, gap: &Gap<'_>) -> (String, String) {
        match gap.of {
            Of::Price(_, service, line, choice) => {
                let charge = self.charge(&line.kind.value);
                let which = match choice {
                    Some(choice) => format!("{charge}, {choice}"),
                    None => charge,
                };
                (self.text(&service.title), which)
            }
            Of::Term(_, service) => {
                let which = self.words.page("term-label").to_owned();
                (self.text(&service.title), which)
            }
            Of::Duty(duty) => (self.text(&duty.title), self.charge(&duty.kind.value)),
            Of::Unit(unit, from) => {
                let from = self.words.phrasebook.date(from);
                (
                    self.text(&unit.full_name),
                    self.words.fill("status-value-from", &[("date", &from)]),
                )
            }
            Of::Category(code, category) => {
                let which = match gap.kind {
                    Kind::NotGiven => self.words.page("stay"),
                    Kind::Unreadable | Kind::Doubt => "",
                };
                (
                    format!("{code}: {}", self.text(&category.title)),
                    which.to_owned(),
                )
            }
        }
    }

    /// The page that shows a figure.
    fn gap_href(&self, gap: &Gap<'_>) -> String {
        match gap.of {
            Of::Price(id, ..) | Of::Term(id, _) => self.href(&format!("services/{}/", &**id)),
            Of::Duty(duty) => {
                let shown = self.duty_href(&duty.id);
                shown.unwrap_or_else(|| self.href("sources/"))
            }
            Of::Unit(unit, from) => self.href(&format!("sources/#{}-{from}", &**unit.id)),
            Of::Category(code, _) => {
                let categories = self.site.content.site.categories.as_ref();
                let path = categories.map_or("", |categories| &*categories.path.value);
                self.href(&format!("{path}/{}/", code.to_ascii_lowercase()))
            }
        }
    }

    fn language_row(&self, number: usize) -> LanguageRow {
        let content = self.site.content;
        let language = &content.site.languages[number];
        let of = |there: usize, needed: usize| {
            self.words.fill(
                "status-of",
                &[
                    ("there", &self.number_of(there)),
                    ("needed", &self.number_of(needed)),
                ],
            )
        };
        let texts = content.texts.there.get(number).copied();
        let guides = content.guides.values();
        let written = guides
            .filter(|file| file.texts.get(number).is_some())
            .count();
        let keys = |words: &super::text::Words| words.page.len();
        let needed = self.site.words.iter().map(keys).max().unwrap_or_default();
        LanguageRow {
            name: language.name.clone(),
            code: language.code.value.clone(),
            texts: of(texts.unwrap_or_default(), content.texts.needed),
            guides: of(written, content.guides.len()),
            words: of(keys(&self.site.words[number]), needed),
        }
    }

    fn alike_rows(&self) -> Vec<AlikeRow> {
        let content = self.site.content;
        let codes = |languages: &[usize]| {
            let codes = languages.iter();
            let codes = codes.map(|number| content.site.languages[*number].code.as_str());
            codes.collect::<Vec<_>>().join(", ")
        };
        let in_content = content.texts.alike.iter().map(|alike| AlikeRow {
            text: alike.text.clone(),
            languages: codes(&alike.languages),
            at: self.at(&alike.place),
        });
        let in_templates = self.site.words_alike().into_iter();
        let in_templates = in_templates.map(|(key, languages, text)| AlikeRow {
            text: text.to_owned(),
            languages: codes(&languages),
            at: key.to_owned(),
        });
        in_content.chain(in_templates).collect()
    }

    fn source_rows(&self) -> Vec<SourceRow> {
        let places = coverage::coverage(self.site.content);
        coverage::summaries(&places)
            .into_iter()
            .map(|summary| SourceRow {
                page: Link {
                    text: self.text(&summary.source.short),
                    href: self.href(&format!("sources/#{}", &**summary.source.id)),
                },
                places: self.number_of(summary.places),
                cited: self.number_of(summary.cited),
                left_out: self.number_of(summary.left_out),
                open: self.number_of(summary.open),
                lacking: summary.open > 0,
            })
            .collect()
    }
}
