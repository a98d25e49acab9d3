//! The rules pages.

use qagida_calculator::quote::MOST_PEOPLE;
use qagida_calculator::tools::Tool;

use super::categories::code_key;
use super::pages::Language;
use super::views::rules::{
    BodyHours, Calculator, ChangeTarget, Changes, Countries, Country, DeadlineChoice, DeadlineForm,
    DeadlineGroup, Duty, DutyForm, FactGroup, FormPart, Ground, GroundChoice, Matrix, MatrixRow,
    PagePeriods, PaperForm, Period, PeriodMark, Point, Rule, RuleCard, Rules, Section, Step, Tools,
};
use super::views::{self, Cite, FormValue, Link};
use crate::check::rules::slots;
use crate::content::compile;
use crate::content::model::{self, Category};
use crate::content::reading::Id;
use crate::content::rules::{self, ChangeKind, Show};

/// The folder of the pages in the content, and their path on the site.
const PATH: &str = "rules/";

impl Language<'_> {
    /// The list of rules pages.
    pub fn rules(&self) -> Rules {
        let title = self.words.page("rules");
        let mut frame = self.frame(PATH, title, Some(vec![self.home_link()]));
        self.words
            .page("rules-lead")
            .clone_into(&mut frame.description);
        Rules {
            frame,
            rules: self.rule_cards(|_, _| true),
        }
    }

    /// The rules pages that fit, in the order of site.yaml.
    pub(super) fn rule_cards(&self, fits: impl Fn(&str, &rules::Rule) -> bool) -> Vec<RuleCard> {
        let content = self.site.content;
        let ids = content.site.rules.iter().map(|id| &id.value);
        ids.filter_map(|id| Some((id, &content.rules.get(id)?.rule)))
            .filter(|(id, rule)| fits(id, rule))
            .map(|(id, rule)| RuleCard {
                title: self.text(&rule.title),
                href: self.rule_href(id),
                summary: self.text(&rule.summary),
            })
            .collect()
    }

    pub(super) fn rule_href(&self, id: &str) -> String {
        self.href(&format!("{PATH}{id}/"))
    }

    /// The page and section that show something put together from other files.
    pub(super) fn shown_at(&self, show: Show) -> Option<String> {
        let content = self.site.content;
        let mut pages = content.site.rules.iter();
        pages.find_map(|id| {
            let sections = &content.rules.get(&id.value)?.rule.sections;
            let shows = |section: &&rules::Section| {
                section
                    .show
                    .as_ref()
                    .is_some_and(|shown| shown.value == show)
            };
            let section = sections.iter().find(shows)?;
            Some(format!("{}#{}", self.rule_href(id), &**section.id))
        })
    }

    /// The page and section that show a duty.
    pub(super) fn duty_href(&self, duty: &str) -> Option<String> {
        let content = self.site.content;
        let mut pages = content.site.rules.iter();
        pages.find_map(|id| {
            let sections = &content.rules.get(&id.value)?.rule.sections;
            let shows = |section: &&rules::Section| {
                section.duties.iter().any(|shown| *shown.value == *duty)
            };
            sections.iter().find(shows)?;
            Some(format!("{}#duty-{duty}", self.rule_href(id)))
        })
    }

    /// A rules page, with the address of what its calculators need.
    pub fn rule(&self, id: &Id, rules_href: String) -> Option<Rule> {
        let content = self.site.content;
        let rule = &content.rules.get(id)?.rule;
        let title = self.text(&rule.title);
        let trail = vec![
            self.home_link(),
            Link {
                text: self.words.page("rules").to_owned(),
                href: self.href(PATH),
            },
        ];
        let mut frame = self.frame(&format!("{PATH}{}/", &**id), &title, Some(trail));
        frame.description = self.text(&rule.summary);
        let needs = Needs::of(rule);
        let deadline = self.deadline_form(id, rule, &needs);
        let duty = self.duty_form(&needs);
        let calculator =
            (deadline.is_some() || duty.is_some()).then(|| self.calculator_of(rules_href));
        let card = |other: &str| rule.related.iter().any(|related| *related.value == *other);
        let basis = self.basis_of(self.documents_of(rule));
        let item = self.page_item(&frame, &title, &basis, None);
        frame.structured.push(item);
        Some(Rule {
            id: id.to_string(),
            title,
            summary: self.text(&rule.summary),
            about: self.texts(&rule.about),
            source: self.cited(&rule.source),
            sections: rule
                .sections
                .iter()
                .map(|section| self.section(id, rule, section))
                .collect(),
            tools: Tools {
                periods: self.periods_of(id, rule),
                timeline: self.timeline(id, rule),
                deadline,
                duty,
                all_deadlines: self.tool_href(Tool::Deadlines, &first_period(id, rule)),
                all_duties: self.tool_href(Tool::Duty, ""),
            },
            calculator,
            services: rule
                .services
                .iter()
                .filter_map(|id| self.card(id))
                .collect(),
            categories: rule
                .categories
                .iter()
                .map(|code| self.category_link(code))
                .collect(),
            duties: rule
                .duties
                .iter()
                .filter_map(|duty| {
                    Some(Link {
                        text: self.text(&content.duty(duty)?.title),
                        href: self.duty_href(duty)?,
                    })
                })
                .collect(),
            related: self.rule_cards(|other, _| card(other)),
            guides: self.guides_about(|it| it.rules.iter().any(|known| known.value == *id)),
            basis,
            script: needs
                .tables_or_forms
                .then(|| self.site.assets.filter.clone()),
            frame,
        })
    }

    /// The rules of the calculator that a page needs, as bytes.
    pub fn rules_of_rule(&self, id: &Id) -> Vec<u8> {
        let content = self.site.content;
        let Some(file) = content.rules.get(id) else {
            return Vec::new();
        };
        let needs = Needs::of(&file.rule);
        let duties: Vec<&str> = needs.duties.iter().map(|id| &**id).collect();
        let periods = content.periods_on(id, &file.rule);
        let mut periods_of: Vec<&str> = periods.iter().map(|(rule, _)| &***rule).collect();
        periods_of.dedup();
        if needs.all_periods {
            periods_of = content.rules.keys().map(|id| &**id).collect();
        }
        let needs = compile::Needs {
            services: &[],
            duties: &duties,
            periods_of: &periods_of,
        };
        // Serialising plain data to memory cannot fail.
        let rules = compile::page(self.rulebook, &needs);
        rules.to_bytes().unwrap_or_default()
    }

    /// The documents that a page cites, in the order of their first mention.
    fn documents_of<'c>(&'c self, rule: &'c rules::Rule) -> Vec<&'c str> {
        let mut cited: Vec<&model::Citation> = vec![&rule.source];
        cited.extend(rule.periods.iter().map(|period| &period.source));
        for section in rule.sections.iter() {
            cited.extend(&section.source);
            cited.extend(section.steps.iter().map(|step| &step.source));
            cited.extend(section.points.iter().map(|point| &point.source));
            let duties = section.duties.iter();
            for duty in duties.filter_map(|duty| self.site.content.duty(duty)) {
                cited.extend(duty.values.iter().map(|value| &value.source));
            }
        }
        cited.into_iter().map(|c| &*c.document.value).collect()
    }

    fn section(&self, id: &Id, rule: &rules::Rule, section: &rules::Section) -> Section {
        let content = self.site.content;
        let mut view = Section {
            id: section.id.to_string(),
            title: self.text(&section.title),
            text: self.texts(&section.text),
            source: section.source.as_ref().map(|source| self.cited(source)),
            steps: section
                .steps
                .iter()
                .map(|step| self.rule_step(id, rule, step))
                .collect(),
            points: section
                .points
                .iter()
                .map(|point| self.point(point))
                .collect(),
            numbered: section.numbered == Some(true),
            documents: section
                .documents
                .iter()
                .filter_map(|item| self.document(item))
                .collect(),
            bodies: section
                .bodies
                .iter()
                .filter_map(|body| content.body(body))
                .map(|body| self.body_hours(body))
                .collect(),
            duties: section
                .duties
                .iter()
                .filter_map(|duty| content.duty(duty))
                .map(|duty| self.duty(duty))
                .collect(),
            form: section.form.as_ref().map(|form| self.paper_form(form)),
            ..Section::default()
        };
        if let Some(show) = &section.show {
            self.show(id, show.value, &mut view);
        }
        view
    }

    /// What a section puts together from other files.
    fn show(&self, id: &Id, show: Show, view: &mut Section) {
        let content = self.site.content;
        match show {
            Show::Issuers => view.matrix = self.matrix(),
            Show::Changes => view.changes = Some(self.changes(id)),
            Show::Extensions => view.facts = self.facts(Self::extension_fact),
            Show::Interviews => view.facts = self.facts(Self::interview_fact),
            Show::Reinstatements => view.facts = self.facts(Self::reinstatement_fact),
            Show::IssueTerms => view.facts = self.facts(Self::term_fact),
            Show::Countries => view.countries = self.countries(),
            Show::Periods => {
                let pages = content.site.rules.iter();
                view.periods = pages
                    .filter_map(|page| Some((page, &content.rules.get(&page.value)?.rule)))
                    .filter(|(page, rule)| page.value != *id && !rule.periods.is_empty())
                    .map(|(page, rule)| PagePeriods {
                        page: Link {
                            text: self.text(&rule.title),
                            href: self.rule_href(page),
                        },
                        periods: self.own_periods(page, rule),
                    })
                    .collect();
            }
        }
    }

    fn body_name(&self, id: &str) -> String {
        let body = self.site.content.body(id);
        body.map_or_else(String::new, |body| self.text(&body.name))
    }

    fn rule_step(&self, id: &Id, rule: &rules::Rule, step: &rules::RuleStep) -> Step {
        let periods = self.site.content.periods_on(id, rule);
        let governing = step.period.as_ref().and_then(|id| {
            let mut periods = periods.iter().map(|(_, period)| period);
            periods.find(|period| period.id.value == id.value)
        });
        Step {
            title: self.text(&step.title),
            body: self.body_name(&step.by),
            text: self.texts(&step.text),
            period: governing.map(|period| PeriodMark {
                length: self.length(period),
                href: format!("#period-{}", &**period.id),
            }),
            source: self.cited(&step.source),
        }
    }

    fn point(&self, point: &rules::Point) -> Point {
        let change = point.change.map(ChangeKind::id);
        Point {
            id: point.id.to_string(),
            title: self.maybe(point.title.as_ref()),
            text: self.text(&point.text),
            change: change.map(str::to_owned),
            change_text: change.map_or_else(String::new, |change| {
                self.words.page(&format!("change-{change}")).to_owned()
            }),
            source: self.cited(&point.source),
        }
    }

    fn body_hours(&self, body: &model::Body) -> BodyHours {
        BodyHours {
            name: self.text(&body.name),
            href: (body.page == Some(true)).then(|| self.href(&format!("about/{}/", &**body.id))),
            about: self.texts(&body.about),
            hours: self.hours(body),
            phones: self.phones(body),
            links: self.links(body),
            sources: self.sources_of(body),
        }
    }

    /// How long a period is, in words.
    pub(super) fn length(&self, period: &rules::Period) -> String {
        let words = &self.words.phrasebook;
        let longest = period.unit.counted(words, period.max.value);
        match &period.min {
            Some(min) if min.value != period.max.value => format!("{}–{longest}", min.value),
            _ => longest,
        }
    }

    fn channel_name(&self, id: &str) -> String {
        let channel = self.rulebook.channel(id);
        channel.map_or_else(String::new, |channel| channel.name.clone())
    }

    fn periods_of(&self, id: &Id, rule: &rules::Rule) -> Vec<Period> {
        let words = &self.words.phrasebook;
        let anchor = |period: &rules::Period| format!("period-{}", &**period.id);
        let periods = self.site.content.periods_on(id, rule);
        periods
            .into_iter()
            .map(|(page, period)| Period {
                id: anchor(period),
                title: self.text(&period.title),
                length: self.length(period),
                starts: self.text(&period.starts),
                by: period
                    .by
                    .iter()
                    .map(|body| self.body_name(body))
                    .collect::<Vec<_>>()
                    .join("; "),
                extension: period.extension.as_ref().map(|extension| {
                    let longest = extension.unit.counted(words, extension.max.value);
                    self.words.fill("period-extension", &[("term", &longest)])
                }),
                extension_source: period
                    .extension
                    .as_ref()
                    .map(|extension| self.cited(&extension.source)),
                channels: period
                    .channels
                    .iter()
                    .map(|channel| self.channel_name(channel))
                    .collect(),
                note: self.maybe(period.note.as_ref()),
                source: self.cited(&period.source),
                href: format!("{}#{}", self.rule_href(page), anchor(period)),
            })
            .collect()
    }

    /// The periods of a page without those that stand on another.
    pub(super) fn own_periods(&self, id: &Id, rule: &rules::Rule) -> Vec<Period> {
        let mut periods = self.periods_of(id, rule);
        periods.truncate(rule.periods.len());
        periods
    }

    fn deadline_form(&self, id: &Id, rule: &rules::Rule, needs: &Needs) -> Option<DeadlineForm> {
        let content = self.site.content;
        let mut pages: Vec<(&Id, &rules::Rule)> = vec![(id, rule)];
        if needs.all_periods {
            let others = content.site.rules.iter().filter(|other| other.value != *id);
            pages.extend(
                others.filter_map(|other| {
                    Some((&other.value, &content.rules.get(&other.value)?.rule))
                }),
            );
        }
        let groups: Vec<DeadlineGroup> = pages
            .into_iter()
            .map(|(page, rule)| DeadlineGroup {
                title: self.text(&rule.title),
                choices: content
                    .periods_on(page, rule)
                    .into_iter()
                    // With the periods of all pages, each stands at its own.
                    .filter(|(of, _)| !needs.all_periods || *of == page)
                    .flat_map(|(of, period)| self.deadline_choices(of, period))
                    .collect(),
            })
            .filter(|group: &DeadlineGroup| !group.choices.is_empty())
            .collect();
        let timed = groups
            .iter()
            .any(|group| group.choices.iter().any(|choice| choice.timed));
        (!groups.is_empty()).then_some(DeadlineForm { groups, timed })
    }

    fn deadline_choices(&self, rule: &Id, period: &rules::Period) -> Vec<DeadlineChoice> {
        let label = format!("{}: {}", self.text(&period.title), self.length(period));
        let value = |channel: &str| format!("{}/{}/{channel}", &**rule, &**period.id);
        if period.channels.is_empty() {
            return vec![DeadlineChoice {
                value: value(""),
                label,
                timed: false,
            }];
        }
        let channels = period.channels.iter();
        channels
            .map(|channel| DeadlineChoice {
                value: value(channel),
                label: format!("{label} · {}", self.channel_name(channel)),
                timed: true,
            })
            .collect()
    }

    fn duty_form(&self, needs: &Needs) -> Option<DutyForm> {
        let content = self.site.content;
        let duties = needs.duties.iter().filter_map(|id| content.duty(id));
        self.duty_form_of(&duties.collect::<Vec<_>>())
    }

    /// The form that works out any of these duties.
    pub(super) fn duty_form_of(&self, duties: &[&model::Duty]) -> Option<DutyForm> {
        if duties.is_empty() {
            return None;
        }
        let content = self.site.content;
        let duties = || duties.iter().copied();
        let exempts = |duty: &model::Duty, ground: &Id| {
            let exemptions = duty.exemptions.as_ref();
            exemptions.is_some_and(|e| e.grounds.iter().any(|e| e.ground.value == *ground))
        };
        Some(DutyForm {
            duties: duties()
                .enumerate()
                .map(|(at, duty)| FormValue {
                    id: duty.id.to_string(),
                    label: self.text(&duty.title),
                    selected: at == 0,
                })
                .collect(),
            grounds: content
                .duties
                .grounds
                .iter()
                .map(|ground| GroundChoice {
                    id: ground.id.to_string(),
                    label: self.text(&ground.text),
                    duties: duties()
                        .filter(|duty| exempts(duty, &ground.id.value))
                        .map(|duty| duty.id.to_string())
                        .collect::<Vec<_>>()
                        .join(" "),
                })
                .filter(|ground| !ground.duties.is_empty())
                .collect(),
            most_people: MOST_PEOPLE,
        })
    }

    fn calculator_of(&self, rules: String) -> Calculator {
        let assets = self.site.assets;
        let (first_day, last_day) = self.calendar_ends();
        Calculator {
            rules,
            code: assets.calculator.clone(),
            wasm: assets.wasm.clone(),
            script: assets.estimator.clone(),
            first_day,
            last_day,
        }
    }

    /// A duty with its rate on the day of the build, and those that come.
    pub(super) fn duty(&self, duty: &model::Duty) -> Duty {
        let today = self.duty_on_its_day(duty);
        // A rate that isn't given from a day on is worth knowing, too; of a rate
        // whose unit has no value yet, the rate is.
        let said = |duty: &Duty| match (&duty.rate, duty.since.is_empty()) {
            (None, false) => vec![Some(self.words.page("unknown-part").to_owned())],
            _ => vec![duty.rate.clone(), duty.amount.clone()],
        };
        let coming = self.coming(said(&today), |later| {
            Some(said(&later.duty_on_its_day(duty)))
        });
        Duty { coming, ..today }
    }

    /// A duty without what comes.
    fn duty_on_its_day(&self, duty: &model::Duty) -> Duty {
        let content = self.site.content;
        let as_of = self.site.as_of;
        let holds = |value: &&model::DutyValue| {
            value.from.value <= as_of
                && value
                    .until
                    .as_ref()
                    .is_none_or(|until| as_of <= until.value)
        };
        let value = duty.values.iter().find(holds);
        let unit = duty.unit.as_ref().and_then(|id| content.unit(id));
        let words = &self.words.phrasebook;
        let rate = value.and_then(|value| value.rate).zip(unit);
        let used = rate.map(|(rate, unit)| self.rulebook.rate_on(rate, &unit.id, as_of));
        let mut sources: Vec<Cite> = value.iter().map(|v| self.cited(&v.source)).collect();
        if let Some(Ok(used)) = &used {
            sources.push(self.cite(used.unit_source));
        }
        Duty {
            id: format!("duty-{}", &**duty.id),
            title: self.text(&duty.title),
            rate: rate
                .map(|(rate, unit)| format!("{} {}", words.number(rate), self.text(&unit.name))),
            amount: match &used {
                Some(Ok(used)) => used
                    .rate
                    .times(used.unit_value)
                    .map(|amount| self.money(amount)),
                _ => None,
            },
            coming: Vec::new(),
            reason: match (&used, value) {
                (Some(Err(unknown)), _) => unknown.reason.clone(),
                (_, Some(value)) => self.maybe(value.not_given.as_ref()).unwrap_or_default(),
                (_, None) => self.words.page("not-on-file").to_owned(),
            },
            per: self
                .words
                .page(&format!("per-{}", duty.per.id()))
                .to_owned(),
            since: value.map_or_else(String::new, |value| {
                let date = self.words.phrasebook.date(value.from.value);
                self.words.fill("since", &[("date", &date)])
            }),
            sources,
            grounds: duty
                .exemptions
                .iter()
                .flat_map(|exemptions| exemptions.grounds.iter())
                .filter(|exemption| {
                    let until = exemption.until.as_ref();
                    until.is_none_or(|until| as_of <= until.value)
                })
                .map(|exemption| Ground {
                    id: format!("exempt-{}-{}", &**duty.id, &**exemption.ground),
                    text: content
                        .ground(&exemption.ground)
                        .map_or_else(String::new, |ground| self.text(&ground.text)),
                    since: (as_of < exemption.from.value).then(|| {
                        let date = self.words.phrasebook.date(exemption.from.value);
                        self.words.fill("since", &[("date", &date)])
                    }),
                    source: self.cited(&exemption.source),
                })
                .collect(),
            note: duty.exemptions.as_ref().map(|e| self.text(&e.note)),
            categories: self
                .in_order()
                .into_iter()
                .filter(|(_, category)| {
                    let mut duties = category.duties.iter();
                    duties.any(|charged| charged.value == duty.id.value)
                })
                .map(|(code, _)| self.category_link(code))
                .collect(),
            href: self.duty_href(&duty.id),
            services: content
                .services
                .iter()
                .filter(|(_, file)| {
                    let charges = |line: &model::Line| {
                        let charged = line.duty.as_ref();
                        charged.is_some_and(|charged| charged.value == duty.id.value)
                    };
                    file.service.tariff.iter().any(charges)
                })
                .map(|(id, file)| Link {
                    text: self.text(&file.service.title),
                    href: self.href(&format!("services/{}/", &**id)),
                })
                .collect(),
        }
    }

    /// The categories in the order of their codes.
    fn in_order(&self) -> Vec<(&String, &Category)> {
        let categories = self.site.content.categories.iter();
        let mut categories: Vec<_> = categories.map(|(code, f)| (code, &f.category)).collect();
        categories.sort_by_key(|(code, _)| code_key(code));
        categories
    }

    fn matrix(&self) -> Option<Matrix> {
        let categories = self.site.content.site.categories.as_ref()?;
        Some(Matrix {
            issuers: categories
                .issuers
                .iter()
                .map(|issuer| views::Choice {
                    id: issuer.id.to_string(),
                    name: self.text(&issuer.name),
                })
                .collect(),
            rows: self
                .in_order()
                .into_iter()
                .map(|(code, category)| MatrixRow {
                    category: self.category_link(code),
                    cells: self
                        .issued(category)
                        .into_iter()
                        .map(|issuer| issuer.does)
                        .collect(),
                    note: category
                        .issued
                        .as_ref()
                        .and_then(|issued| self.maybe(issued.note.as_ref())),
                })
                .collect(),
        })
    }

    fn changes(&self, page: &Id) -> Changes {
        let changes = self
            .in_order()
            .into_iter()
            .filter_map(|(code, category)| Some((code, category.change.as_ref()?)));
        let targets: Vec<ChangeTarget> = changes
            .map(|(code, change)| ChangeTarget {
                category: self.category_link(code),
                from: change
                    .from
                    .iter()
                    .map(|from| self.category_link(from))
                    .collect(),
                any: change.any == Some(true),
                text: self.maybe(change.text.as_ref()),
                source: self.cited(&change.source),
            })
            .collect();
        Changes {
            graph: self.graph(page, &targets),
            targets,
        }
    }

    /// A fact about each category, those with the same words together.
    fn facts(
        &self,
        fact: impl Fn(&Self, &Category) -> Option<(String, Option<String>, Cite)>,
    ) -> Vec<FactGroup> {
        let mut groups: Vec<FactGroup> = Vec::new();
        for (code, category) in self.in_order() {
            let Some((value, text, source)) = fact(self, category) else {
                continue;
            };
            let link = self.category_link(code);
            let same = |group: &&mut FactGroup| {
                group.value == value && group.text == text && group.source.href == source.href
            };
            match groups.iter_mut().find(same) {
                Some(group) => group.links.push(link),
                None => groups.push(FactGroup {
                    value,
                    text,
                    links: vec![link],
                    source,
                }),
            }
        }
        groups
    }

    fn countries(&self) -> Option<Countries> {
        let content = self.site.content;
        let countries = content.countries.as_ref()?;
        let issued = |category: &Category| {
            let by = category.issued.as_ref();
            let mut by = by.into_iter().flat_map(|issued| &issued.by.0);
            by.any(|(issuer, does)| *issuer.value == **countries.issuer && does.value == "true")
        };
        Some(Countries {
            categories: self
                .in_order()
                .into_iter()
                .filter(|(_, category)| issued(category))
                .map(|(code, _)| self.category_link(code))
                .collect(),
            source: self.cited(&countries.source),
            count: countries.countries.len(),
            rows: countries
                .countries
                .iter()
                .map(|country| self.country(country))
                .collect(),
            listed_in: content
                .source(&countries.source.document)
                .map_or_else(String::new, |source| source.language.clone()),
        })
    }

    fn country(&self, country: &rules::Country) -> Country {
        let languages = 0..self.site.content.site.languages.len();
        let mut words: Vec<String> = languages
            .map(|language| country.name.get(language).to_lowercase())
            .collect();
        words.push(country.listed_as.to_lowercase());
        words.push(country.code.to_lowercase());
        words.push(country.alpha3.to_lowercase());
        words.dedup();
        Country {
            id: format!("country-{}", country.code.to_ascii_lowercase()),
            number: country.number.value,
            name: self.text(&country.name),
            code: country.code.value.clone(),
            listed_as: country.listed_as.clone(),
            note: self.maybe(country.note.as_ref()),
            words: words.join(" | "),
        }
    }

    fn paper_form(&self, form: &rules::Form) -> PaperForm {
        PaperForm {
            title: self.text(&form.title),
            source: self.cited(&form.source),
            paragraphs: form
                .paragraphs
                .iter()
                .map(|paragraph| self.form_parts(form, &self.text(paragraph)))
                .collect(),
        }
    }

    /// A paragraph cut up at its fields.
    fn form_parts(&self, form: &rules::Form, paragraph: &str) -> Vec<FormPart> {
        let mut parts = Vec::new();
        let mut rest = paragraph;
        let plain = |text: &str| FormPart {
            text: text.to_owned(),
            field: None,
            label: String::new(),
            kind: String::new(),
        };
        for slot in slots(paragraph) {
            let Some((before, after)) = rest.split_once(&format!("{{{slot}}}")) else {
                continue;
            };
            rest = after;
            parts.push(plain(before));
            if let Some(field) = form.fields.iter().find(|field| *field.id.value == *slot) {
                parts.push(FormPart {
                    text: String::new(),
                    field: Some(field.id.to_string()),
                    label: self.text(&field.label),
                    kind: field.kind.id().to_owned(),
                });
            }
        }
        parts.push(plain(rest));
        parts
    }
}

/// The question for the first period of a page; none if it has none of its own.
fn first_period(id: &Id, rule: &rules::Rule) -> String {
    let first = rule.periods.first();
    first.map_or_else(String::new, |period| {
        format!("what=period/{}/{}", &**id, &**period.id)
    })
}

/// What a rules page needs of the rules.
#[derive(Debug, Default)]
pub struct Needs {
    /// Whether it needs the periods of all pages.
    pub all_periods: bool,
    /// The duties that it works out.
    pub duties: Vec<Id>,
    /// Whether it has a table to search in or a form to print.
    pub tables_or_forms: bool,
}

impl Needs {
    /// What a page needs.
    pub fn of(rule: &rules::Rule) -> Self {
        let shows = |show: Show| {
            let mut sections = rule.sections.iter();
            sections.any(|s| s.show.as_ref().is_some_and(|shown| shown.value == show))
        };
        let duties = rule.sections.iter().flat_map(|section| &section.duties);
        Self {
            all_periods: shows(Show::Periods),
            duties: duties.map(|duty| duty.value.clone()).collect(),
            tables_or_forms: shows(Show::Countries)
                || rule.sections.iter().any(|section| section.form.is_some()),
        }
    }
}
