//! What services cost for several people.
//!
//! A question is `on`, then for each group of people `p` (who they are), `n` (how
//! many) and for each of their services `s`, followed by what is chosen for it.
//! Services are paid one by one, but what one person pays for one of them may
//! settle a choice for another: those rules are data ([`Together`]).

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::digits;
use crate::json::Json;
use crate::phrases::Phrase;
use crate::quote::{Quote, QuoteRequest, citation, listed};
use crate::rulebook::{Choice, Named, Remark, Service};
use crate::tariff::EXEMPTION;
use crate::term::TermOnFile;
use crate::tools::bill::{Mistakes, sum};
use crate::tools::{Answer, Entry, Mistake, Pair, ToolPhrase, Toolbox, Value, pair};
use crate::wire::wire;
use crate::{Amount, Citation, Date};

/// The most groups of people in one question.
pub const MOST_GROUPS: usize = 50;
/// The most services for one group.
pub const MOST_SERVICES: usize = 50;
/// After so many mistakes a question is read no further: nobody typed it.
const MOST_MISTAKES: usize = 100;
/// Who people are where the rules don't tell them apart.
pub const PERSON: &str = "person";

/// The names of a question's lines besides its options, and of what a link says
/// of itself: no option can be called so.
pub const RESERVED: [&str; 9] = ["on", "p", "n", "s", "f", "v", "was", "made", "with"];

/// What a basket needs besides the tariffs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BasketRules {
    /// Who people may be; the first unless another is chosen. Without any, all
    /// are a [`PERSON`].
    pub roles: Vec<Named>,
    /// Who gets what is paid.
    pub recipients: Vec<Recipient>,
    /// What the services of one person mean for each other.
    pub together: Vec<Together>,
    /// What no total contains.
    pub left_out: Vec<LeftOut>,
}

wire!(BasketRules {
    roles,
    recipients,
    together,
    left_out
});

/// Somebody who gets what is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The ids of the charges that it gets.
    pub charges: Vec<String>,
}

wire!(Recipient { id, name, charges });

/// What it means for a service that the same person has another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Together {
    /// The service.
    pub service: String,
    /// The option that is settled by that, and its value; none if there is only
    /// something to know.
    pub option: Option<(String, String)>,
    /// The others: any one of them will do.
    pub with: Vec<String>,
    /// What to know.
    pub text: String,
    /// Where it stands.
    pub source: Citation,
}

wire!(Together {
    service,
    option,
    with,
    text,
    source
});

/// A cost that no total contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The charge's id, if it is one. Where a service says more about it, or
    /// charges it, this is not said.
    pub kind: Option<String>,
    /// The ids of the services that it comes with; none if it may come with all.
    pub services: Vec<String>,
    /// What to know.
    pub text: String,
    /// Where that shows.
    pub source: Option<Citation>,
}

wire!(LeftOut {
    kind,
    services,
    text,
    source
});

/// A question, its lines put where they belong.
#[derive(Default)]
struct Form<'q> {
    on: Option<&'q Pair>,
    groups: Vec<FormGroup<'q>>,
}

/// People, and what they need.
struct FormGroup<'q> {
    line: &'q Pair,
    count: Option<&'q Pair>,
    services: Vec<FormService<'q>>,
}

/// A service, and what is chosen for it.
struct FormService<'q> {
    line: &'q Pair,
    options: Vec<&'q Pair>,
}

/// People, and what they pay.
struct Group<'a> {
    role: String,
    label: String,
    count: u32,
    services: Vec<Priced<'a>>,
    total: Option<Amount>,
}

/// A service, and what it costs.
struct Priced<'a> {
    service: &'a Service,
    /// What was chosen, before other services settled any of it.
    chosen: Vec<(String, String)>,
    quote: Quote<'a>,
    /// What others of the person's services mean for it.
    together: Vec<&'a Together>,
}

/// What several people pay.
struct Plan<'a> {
    toolbox: &'a Toolbox,
    on: Date,
    groups: Vec<Group<'a>>,
    total: Option<Amount>,
    unknown: u32,
}

impl Toolbox {
    /// What a plan costs.
    pub(super) fn fees(&self, asked: &[Pair]) -> Result<Answer, Vec<Mistake>> {
        let mut mistakes = Mistakes::default();
        let form = self.form(asked, &mut mistakes);
        let on = match form.on {
            Some(on) => self.typed_date(on),
            None => Err(pair("on", "").wrong(self.words.say(ToolPhrase::ErrorEmpty, &[]))),
        };
        let on = match on {
            Ok(on) => Some(on),
            Err(mistake) => {
                mistakes.note(mistake);
                None
            }
        };
        if form.groups.is_empty() && mistakes.0.len() < MOST_MISTAKES {
            let message = self.words.say(ToolPhrase::FeesNobody, &[]);
            mistakes.note(pair("p", "").wrong(message));
        }
        let groups: Vec<Option<Group<'_>>> = form
            .groups
            .iter()
            .map(|group| self.group(group, on, &mut mistakes))
            .collect();
        match (on, groups.into_iter().collect::<Option<Vec<_>>>()) {
            (Some(on), Some(groups)) if mistakes.0.is_empty() => {
                Ok(Plan::new(self, on, groups).answer())
            }
            _ => Err(mistakes.0),
        }
    }

    /// Puts the lines of a question where they belong.
    fn form<'q>(&self, asked: &'q [Pair], mistakes: &mut Mistakes) -> Form<'q> {
        let mut form = Form::default();
        for line in asked {
            if mistakes.0.len() >= MOST_MISTAKES {
                break;
            }
            let services = form.groups.last().map_or(0, |group| group.services.len());
            match line.name.as_str() {
                "on" if form.on.is_some() => {
                    mistakes.note(self.misplaced(line, ToolPhrase::ErrorTwice));
                }
                "on" => form.on = Some(line),
                // What follows belongs to somebody who is not read.
                "p" if form.groups.len() == MOST_GROUPS => {
                    mistakes.note(self.too_many(line, ToolPhrase::FeesTooManyGroups, MOST_GROUPS));
                    break;
                }
                "p" => form.groups.push(FormGroup {
                    line,
                    count: None,
                    services: Vec::new(),
                }),
                "s" if services == MOST_SERVICES => {
                    let phrase = ToolPhrase::FeesTooManyServices;
                    mistakes.note(self.too_many(line, phrase, MOST_SERVICES));
                    break;
                }
                // A line that is not filled in says nothing.
                name if line.value.is_empty() && name != "s" => {}
                _ => {
                    if let Err(mistake) = self.put(line, form.groups.last_mut()) {
                        mistakes.note(mistake);
                    }
                }
            }
        }
        form
    }

    /// Puts a line into a group.
    fn put<'q>(&self, line: &'q Pair, group: Option<&mut FormGroup<'q>>) -> Result<(), Mistake> {
        let wrong = |phrase| Err(self.misplaced(line, phrase));
        match (line.name.as_str(), group) {
            ("n" | "s", None) => return wrong(ToolPhrase::FeesBeforePeople),
            ("n", Some(group)) if group.count.is_some() => return wrong(ToolPhrase::ErrorTwice),
            ("n", Some(group)) => group.count = Some(line),
            ("s", Some(group)) => {
                let mut before = group.services.iter().map(|service| &service.line.value);
                let twice = !line.value.is_empty() && before.any(|value| *value == line.value);
                group.services.push(FormService {
                    line,
                    options: Vec::new(),
                });
                if twice {
                    let title = self.rulebook.service(&line.value);
                    let title = title.map_or(&line.value, |service| &service.title);
                    let slots = [("service", title.as_str())];
                    let message = self.words.say(ToolPhrase::FeesServiceTwice, &slots);
                    return Err(line.wrong(message));
                }
            }
            (name, group) => {
                let service = group.and_then(|group| group.services.last_mut());
                match service {
                    _ if name != EXEMPTION && self.rulebook.option(name).is_none() => {
                        return wrong(ToolPhrase::ErrorUnknownField);
                    }
                    None => return wrong(ToolPhrase::FeesBeforeService),
                    Some(service) if service.options.iter().any(|it| it.name == name) => {
                        return wrong(ToolPhrase::ErrorTwice);
                    }
                    Some(service) => service.options.push(line),
                }
            }
        }
        Ok(())
    }

    fn misplaced(&self, line: &Pair, phrase: ToolPhrase) -> Mistake {
        line.wrong(self.words.say(phrase, &[("given", &line.name)]))
    }

    fn too_many(&self, line: &Pair, phrase: ToolPhrase, most: usize) -> Mistake {
        let most = digits::text(u32::try_from(most).unwrap_or(u32::MAX));
        line.wrong(self.words.say(phrase, &[("most", &most)]))
    }

    /// Who the people of a line are: id and name.
    fn role(&self, line: &Pair) -> Result<(String, String), Mistake> {
        let roles = &self.basket.roles;
        let given = line.value.as_str();
        let Some(first) = roles.first() else {
            let unnamed = given.is_empty() || given == PERSON;
            let name = self.words.say(ToolPhrase::FeesPerson, &[]);
            return if unnamed {
                Ok((PERSON.to_owned(), name))
            } else {
                Err(self.no_role(line, &name))
            };
        };
        let found = if given.is_empty() {
            Some(first)
        } else {
            roles.iter().find(|role| role.id == given)
        };
        let found = found.map(|role| (role.id.clone(), role.name.clone()));
        found.ok_or_else(|| self.no_role(line, &listed(roles.iter().map(|role| &*role.name))))
    }

    fn no_role(&self, line: &Pair, allowed: &str) -> Mistake {
        let slots = [("given", line.value.as_str()), ("allowed", allowed)];
        line.wrong(self.words.say(ToolPhrase::FeesNoRole, &slots))
    }

    /// What the people of a group pay; `None` if anything is wrong.
    fn group(
        &self,
        form: &FormGroup<'_>,
        on: Option<Date>,
        mistakes: &mut Mistakes,
    ) -> Option<Group<'_>> {
        let role = match self.role(form.line) {
            Ok(role) => Some(role),
            Err(mistake) => {
                mistakes.note(mistake);
                None
            }
        };
        let mut errors = Vec::new();
        let count = form.count.map_or("1", |count| &count.value);
        let count = self.rulebook.requested_people(count, &mut errors);
        for (error, line) in errors.into_iter().zip(form.count) {
            mistakes.note(line.wrong(error.message));
        }
        if form.services.is_empty() {
            let message = self.words.say(ToolPhrase::FeesNoService, &[]);
            mistakes.note(form.line.wrong(message));
        }
        let services: Vec<Option<Priced<'_>>> = form
            .services
            .iter()
            .map(|service| self.priced(service, form, on, count.unwrap_or(1), mistakes))
            .collect();
        let services: Vec<Priced<'_>> = services.into_iter().collect::<Option<_>>()?;
        let (role, label) = role?;
        Some(Group {
            role,
            label,
            count: count?,
            total: sum(services.iter().map(|service| service.quote.total)),
            services,
        })
    }

    /// What a service costs a group; `None` if anything is wrong with it.
    fn priced(
        &self,
        form: &FormService<'_>,
        group: &FormGroup<'_>,
        on: Option<Date>,
        people: u32,
        mistakes: &mut Mistakes,
    ) -> Option<Priced<'_>> {
        let id = form.line.value.as_str();
        if id.is_empty() {
            let message = self.words.say(ToolPhrase::ErrorEmpty, &[]);
            mistakes.note(form.line.wrong(message));
            return None;
        }
        let on = on.map(Date::text).unwrap_or_default();
        let mut request = QuoteRequest {
            service: id,
            on: &on,
            people: &digits::text(people),
            options: form
                .options
                .iter()
                .map(|line| (line.name.as_str(), line.value.as_str()))
                .collect(),
        };
        let quote = match self.rulebook.quote(&request) {
            Ok(quote) => quote,
            Err(errors) => {
                // A date that is wrong is so for all services, and noted once.
                for error in errors.into_iter().filter(|error| error.field != "on") {
                    let line = form.options.iter().find(|line| line.name == error.field);
                    mistakes.note(match line {
                        Some(line) => line.wrong(error.message),
                        None if error.field == "service" => form.line.wrong(error.message),
                        // A choice that is missing is noted at its service.
                        None => Mistake {
                            at: form.line.at,
                            message: match self.rulebook.option(&error.field) {
                                Some(option) => self.choose(option),
                                None => error.message,
                            },
                            field: error.field,
                        },
                    });
                }
                return None;
            }
        };
        let chosen = quote.options.clone();
        let has = |with: &String| group.services.iter().any(|it| it.line.value == *with);
        let rules = self.basket.together.iter();
        let (settling, telling): (Vec<&Together>, Vec<&Together>) = rules
            .filter(|rule| rule.service == id && rule.with.iter().any(has))
            .partition(|rule| rule.option.is_some());
        if settling.is_empty() {
            return self.priced_as(id, chosen, quote, telling);
        }
        let settled = settling.iter().filter_map(|rule| rule.option.as_ref());
        for (option, value) in settled {
            request.options.retain(|(id, _)| id != option);
            request.options.push((option, value));
        }
        // The content is checked for these options, so there is no error here.
        let quote = self.rulebook.quote(&request).unwrap_or(quote);
        self.priced_as(id, chosen, quote, settling)
    }

    /// That a choice is missing, in the words of the form.
    fn choose(&self, option: &Choice) -> String {
        let allowed = listed(option.values.iter().map(|value| &*value.name));
        let slots = [("option", option.label.as_str()), ("allowed", &allowed)];
        self.words.say(ToolPhrase::FeesChoose, &slots)
    }

    fn priced_as<'a>(
        &'a self,
        id: &str,
        chosen: Vec<(String, String)>,
        quote: Quote<'a>,
        together: Vec<&'a Together>,
    ) -> Option<Priced<'a>> {
        Some(Priced {
            service: self.rulebook.service(id)?,
            chosen,
            quote,
            together,
        })
    }
}

impl<'a> Plan<'a> {
    fn new(toolbox: &'a Toolbox, on: Date, groups: Vec<Group<'a>>) -> Self {
        let total = sum(groups.iter().map(|group| group.total));
        let quotes = groups.iter().flat_map(|group| &group.services);
        let unknown = quotes.fold(0, |count, service| count + service.quote.unknown.len());
        // A sum that is too large is not known either.
        let unknown = unknown.max(usize::from(total.is_none()));
        Self {
            toolbox,
            on,
            groups,
            total,
            unknown: u32::try_from(unknown).unwrap_or(u32::MAX),
        }
    }

    fn services(&self) -> impl Iterator<Item = (&Group<'a>, &Priced<'a>)> {
        let groups = self.groups.iter();
        groups.flat_map(|group| group.services.iter().map(move |service| (group, service)))
    }

    fn money(&self, total: Option<Amount>) -> Option<String> {
        total.map(|total| self.toolbox.money(total))
    }

    fn write_total(&self, json: &mut Json, total: Option<Amount>) {
        json.maybe("total", total.map(Amount::text));
        json.maybe("total_text", self.money(total));
    }

    /// A group's name with its number of people.
    fn named(&self, group: &Group<'_>) -> String {
        let mut name = group.label.clone();
        if group.count > 1 {
            let words = &self.toolbox.rulebook.phrasebook;
            name.push_str(" (");
            name.push_str(&words.counted(Phrase::People, group.count));
            name.push(')');
        }
        name
    }

    fn answer(self) -> Answer {
        let toolbox = self.toolbox;
        let rules = &toolbox.rulebook;
        let words = &rules.phrasebook;
        let people = self.groups.iter().map(|group| group.count).sum();
        let date = words.date(self.on);
        let slots = [
            ("people", &*words.counted(Phrase::People, people)),
            ("date", &date),
        ];
        let excluded = self.excluded();
        let mut answer = Answer {
            title: toolbox.words.say(ToolPhrase::FeesTitle, &slots),
            complete: self.total.is_some(),
            request: self.request(),
            asked: self.asked(),
            body: self.body(&excluded),
            record: self.record(),
            sources: Vec::new(),
            events: Vec::new(),
        };
        for (_, service) in self.services() {
            answer.cite_bill(&service.quote);
            if let TermOnFile::Given(term) = &service.service.term {
                answer.cite(&term.source);
            }
            for rule in &service.together {
                answer.cite(&rule.source);
            }
        }
        for cost in &excluded {
            if let Some(source) = cost.source {
                answer.cite(source);
            }
        }
        let text = answer
            .asked
            .iter()
            .skip(1)
            .fold(String::new(), |mut text, (label, value)| {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(label);
                text.push_str(": ");
                text.push_str(value);
                text
            });
        answer
            .events
            .push(toolbox.payment(self.on, self.total, text));
        answer
    }

    /// The question with all defaults filled in.
    fn request(&self) -> Vec<Pair> {
        let mut request = Vec::new();
        request.push(pair("on", &self.on.text()));
        for group in &self.groups {
            request.push(pair("p", &group.role));
            request.push(pair("n", &digits::text(group.count)));
            for service in &group.services {
                request.push(pair("s", &service.service.id));
                for (option, value) in &service.chosen {
                    request.push(pair(option, value));
                }
            }
        }
        request
    }

    /// The question in words.
    fn asked(&self) -> Vec<(String, String)> {
        let words = &self.toolbox.rulebook.phrasebook;
        let label = self.toolbox.words.say(ToolPhrase::PaymentDate, &[]);
        let mut asked = Vec::new();
        asked.push((label, words.date(self.on)));
        for group in &self.groups {
            let mut services = String::new();
            for service in &group.services {
                if !services.is_empty() {
                    services.push_str("; ");
                }
                services.push_str(&service.service.title);
                let choices = self.choices(&service.chosen);
                if !choices.is_empty() {
                    services.push_str(" (");
                    services.push_str(&choices);
                    services.push(')');
                }
            }
            asked.push((self.named(group), services));
        }
        asked
    }

    /// What was chosen, in words: what is so by default goes without saying.
    fn choices(&self, chosen: &[(String, String)]) -> String {
        let rules = &self.toolbox.rulebook;
        let mut text = String::new();
        for (id, value) in chosen {
            let (label, value) = if id == EXEMPTION {
                let ground = self.services().find_map(|(_, service)| {
                    let mut grounds = service.quote.subject.grounds().into_iter();
                    grounds.find(|ground| ground.id == *value)
                });
                let label = self.toolbox.words.text(ToolPhrase::FacetExemption);
                (label, ground.map_or(value, |ground| &ground.text))
            } else {
                let Some(option) = rules.option(id) else {
                    continue;
                };
                if option.default.as_ref() == Some(value) {
                    continue;
                }
                let named = option.values.iter().find(|named| named.id == *value);
                let value = named.map_or(value, |named| &named.name);
                (option.label.as_str(), value)
            };
            if !text.is_empty() {
                text.push_str(", ");
            }
            text.push_str(label);
            text.push_str(": ");
            text.push_str(value);
        }
        text
    }

    fn body(&self, excluded: &[Excluded<'_>]) -> String {
        let toolbox = self.toolbox;
        let rules = &toolbox.rulebook;
        Json::object(|json| {
            json.text("on", &self.on.text());
            json.text("on_text", &rules.phrasebook.date(self.on));
            json.text("currency", &rules.currency.code);
            json.list("people", &self.groups, |json, group| {
                json.text("role", &group.role);
                json.text("label", &group.label);
                json.number("count", group.count);
                json.list("services", &group.services, |json, service| {
                    self.write_service(json, service);
                });
                self.write_total(json, group.total);
            });
            json.list(
                "services",
                self.by_service(),
                |json, (service, people, total)| {
                    json.text("service", &service.id);
                    json.text("title", &service.title);
                    json.number("people", people);
                    self.write_total(json, total);
                },
            );
            json.list("recipients", self.shares(), |json, (recipient, total)| {
                json.text("id", &recipient.id);
                json.text("name", &recipient.name);
                self.write_total(json, total);
                json.flag("unknown", total.is_none());
            });
            self.write_total(json, self.total);
            json.number("unknown_count", self.unknown);
            json.list("excluded", excluded, |json, cost| {
                json.maybe("kind", cost.kind.map(ToOwned::to_owned));
                json.maybe(
                    "label",
                    cost.kind.map(|kind| rules.charge_name(kind).to_owned()),
                );
                json.text("text", cost.text);
                if let Some(source) = cost.source {
                    citation(json, "source", source);
                }
            });
            json.maybe("exemption_note", self.exemption_note());
        })
    }

    fn write_service(&self, json: &mut Json, priced: &Priced<'_>) {
        let words = &self.toolbox.rulebook.phrasebook;
        let quote = &priced.quote;
        json.text("service", &priced.service.id);
        json.text("title", &priced.service.title);
        json.text("choices_text", &self.choices(&quote.options));
        quote.write_items(json);
        quote.write_unknown(json);
        self.write_total(json, quote.total);
        let settled = priced
            .together
            .iter()
            .filter_map(|rule| Some((rule, rule.option.as_ref()?)));
        json.list("implied", settled, |json, (rule, (option, value))| {
            json.text("option", option);
            json.text("value", value);
            json.text("text", &rule.text);
            citation(json, "source", &rule.source);
        });
        let told = priced.together.iter().filter(|rule| rule.option.is_none());
        json.list("notes", told, |json, rule| {
            json.text("text", &rule.text);
            citation(json, "source", &rule.source);
        });
        json.maybe(
            "term_text",
            match &priced.service.term {
                TermOnFile::Given(term) => Some(term.text(words)),
                TermOnFile::NotGiven { .. } => None,
            },
        );
        quote.write_excluded(json);
    }

    /// Each service with all its people and what they pay for it.
    fn by_service(&self) -> Vec<(&'a Service, u32, Option<Amount>)> {
        let mut services: Vec<(&Service, u32, Option<Amount>)> = Vec::new();
        for (group, priced) in self.services() {
            let cost = priced.quote.total;
            let known = services
                .iter_mut()
                .find(|(service, ..)| service.id == priced.service.id);
            match known {
                Some((_, people, total)) => {
                    *people += group.count;
                    *total = sum([*total, cost]);
                }
                None => services.push((priced.service, group.count, cost)),
            }
        }
        services
    }

    /// Everybody who gets something of all this, and how much.
    fn shares(&self) -> Vec<(&'a Recipient, Option<Amount>)> {
        let share = |recipient: &'a Recipient| {
            let quotes = self.services().map(|(_, service)| &service.quote);
            let mut lines = quotes
                .flat_map(Quote::lines)
                .filter(|(line, _)| recipient.charges.contains(&line.kind))
                .map(|(_, outcome)| outcome.ok().map(|item| item.amount))
                .peekable();
            lines.peek()?;
            Some((recipient, sum(lines)))
        };
        let recipients = self.toolbox.basket.recipients.iter();
        recipients.filter_map(share).collect()
    }

    /// What is in no total: what the services say of that, and what holds for all.
    fn excluded(&self) -> Vec<Excluded<'a>> {
        let mut excluded: Vec<Excluded<'a>> = Vec::new();
        for (_, priced) in self.services() {
            for Remark { kind, text, source } in &priced.service.excluded {
                if excluded.iter().all(|known| known.text != text) {
                    excluded.push(Excluded {
                        kind: Some(kind),
                        text,
                        source: Some(source),
                    });
                }
            }
        }
        let charged = |kind: &str| {
            let quotes = self.services().map(|(_, service)| &service.quote);
            let mut lines = quotes.flat_map(Quote::lines);
            lines.any(|(line, _)| line.kind == kind)
        };
        for cost in &self.toolbox.basket.left_out {
            let kind = cost.kind.as_deref();
            let said = |kind| excluded.iter().any(|known| known.kind == Some(kind));
            let concerned = |(_, priced): (_, &Priced<'_>)| {
                cost.services.is_empty() || cost.services.contains(&priced.service.id)
            };
            let missing = kind.is_none_or(|kind| !said(kind) && !charged(kind));
            if missing && self.services().any(concerned) {
                excluded.push(Excluded {
                    kind,
                    text: &cost.text,
                    source: cost.source.as_ref(),
                });
            }
        }
        excluded
    }

    /// For whom an exemption counts, where that needs saying.
    fn exemption_note(&self) -> Option<String> {
        let exempt = |(group, service): (&Group<'_>, &Priced<'_>)| {
            group.count > 1
                && service
                    .quote
                    .items
                    .iter()
                    .any(|item| item.exemption.is_some())
        };
        let words = &self.toolbox.words;
        self.services()
            .any(exempt)
            .then(|| words.say(ToolPhrase::FeesExemption, &[]))
    }

    /// The figures one by one: each line of each service, and the total.
    fn record(&self) -> Vec<Entry> {
        let mut record = Vec::new();
        let several = self.groups.len() > 1;
        for (group, person) in self.groups.iter().zip(1..) {
            for (service, number) in group.services.iter().zip(1..) {
                let key = |line: &str| {
                    let mut key = digits::text(person);
                    key.push('.');
                    key.push_str(&digits::text(number));
                    key.push('.');
                    key.push_str(line);
                    key
                };
                let label = |charge: &str| {
                    let mut label = String::new();
                    if several {
                        label.push_str(&group.label);
                        label.push_str(": ");
                    }
                    label.push_str(&service.service.title);
                    label.push_str(" · ");
                    label.push_str(charge);
                    label
                };
                record.extend(self.toolbox.figures(&service.quote, key, label));
            }
        }
        let all_known = record
            .iter()
            .all(|entry| !matches!(entry.value, Value::Unknown(_)));
        record.push(self.toolbox.total_figure(self.total, all_known));
        record
    }
}

/// A cost that is in no total.
struct Excluded<'a> {
    kind: Option<&'a str>,
    text: &'a str,
    source: Option<&'a Citation>,
}
