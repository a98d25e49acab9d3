//! Qagida: regulation tables in YAML -> a reference site with a calculator.
//!
//! `docs/architecture.md` is the map.

mod check;
mod commands;
mod content;
mod diagnostics;
mod diff;
mod publish;
mod site;

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::Datelike;
use clap::{ArgGroup, Args, Parser, Subcommand};
use qagida_calculator::{Date, DeadlineRequest, DutyRequest, PeriodRequest, QuoteRequest};

use commands::build::Options;
use commands::{
    REQUEST_WRONG, ask, build, complain, deadline, explain, links, new, prepare_to_answer, quote,
    record, schema, search, serve,
};
use diagnostics::render::Format;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Builds a reference site from regulation tables in YAML, and answers questions
/// about fees and deadlines from the same rules.
#[derive(Parser)]
#[command(version, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check the content and build the site
    Build(BuildArgs),
    /// Check the content alone: every error and warning, and the golden cases
    Check {
        #[command(flatten)]
        folders: Folders,
        #[command(flatten)]
        asked: CheckArgs,
    },
    /// What a message means, and what to do; without a code, all of them
    Explain {
        /// The code, as it stands in the brackets of a message
        code: Option<String>,
    },
    /// Note what is published, so that later edits can't change it in silence
    Record {
        #[command(flatten)]
        folders: Folders,
        /// The day of the record [default: today]
        #[arg(long, value_name = "DATE", value_parser = date)]
        on: Option<Date>,
    },
    /// A file to fill in, with a comment at each field
    New {
        /// What it is of
        kind: new::New,
        /// Its id, which is the file's name; of a visa category its code
        id: String,
        /// The folder with the content
        #[arg(long, value_name = "DIR", default_value = "content")]
        content: PathBuf,
    },
    /// JSON Schemas of the content's files, for editors
    Schema {
        /// Print the schema of this kind of file, and write none
        #[arg(conflicts_with = "out")]
        kind: Option<String>,
        /// The folder with the content
        #[arg(long, value_name = "DIR", default_value = "content")]
        content: PathBuf,
        /// The folder to write them to
        #[arg(long, value_name = "DIR", default_value = "schemas")]
        out: PathBuf,
    },
    /// Every address that leads out of the site, with the pages it stands on
    Links {
        #[command(flatten)]
        folders: Folders,
        /// Print the list as JSON
        #[arg(long)]
        json: bool,
    },
    /// Build, serve on this machine, and rebuild when something changes
    Serve {
        #[command(flatten)]
        build: BuildArgs,
        /// The port on 127.0.0.1; 0 takes a free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// What a service or a duty costs
    #[command(group(ArgGroup::new("subject").required(true).args(["service", "duty"])))]
    Quote {
        #[command(flatten)]
        folders: Folders,
        /// The service's id
        #[arg(long, value_name = "ID")]
        service: Option<String>,
        /// The id of a duty or fee by itself
        #[arg(long, value_name = "ID")]
        duty: Option<String>,
        /// The day of payment
        #[arg(long, value_name = "DATE")]
        on: String,
        /// A choice that the price depends on, or `exemption=GROUND`; may be
        /// given several times
        #[arg(long = "option", value_name = "NAME=VALUE")]
        options: Vec<String>,
        /// The number of people
        #[arg(
            long,
            value_name = "N",
            default_value = "1",
            allow_hyphen_values = true
        )]
        people: String,
        #[command(flatten)]
        answer: Answer,
    },
    /// When a result is due, or when one may file
    #[command(group(ArgGroup::new("subject").required(true).args(["service", "rule"])))]
    #[command(group(ArgGroup::new("day").required(true).args(["submitted", "expires"])))]
    Deadline {
        #[command(flatten)]
        folders: Folders,
        /// The service's id
        #[arg(long, value_name = "ID")]
        service: Option<String>,
        /// The id of a rules page with periods
        #[arg(long, value_name = "ID")]
        rule: Option<String>,
        /// The period's id, if the page has several
        #[arg(long, value_name = "ID", conflicts_with_all = ["service", "expires"])]
        period: Option<String>,
        /// The day of filing, with a time if it matters; or the day of the event
        /// with which the period begins
        #[arg(long, value_name = "DATE[THH:MM]")]
        submitted: Option<String>,
        /// How it is filed
        #[arg(long, value_name = "C", conflicts_with = "expires")]
        channel: Option<String>,
        /// For an extension: the day on which what is extended expires
        #[arg(long, value_name = "DATE", conflicts_with = "rule")]
        expires: Option<String>,
        #[command(flatten)]
        answer: Answer,
    },
    /// What was changed between two contents, and what it does
    Diff(commands::diff::DiffArgs),
    /// What a tool of the calculators' pages answers
    Ask {
        #[command(flatten)]
        folders: Folders,
        /// The tool: fees, duty, deadlines or finder
        tool: String,
        /// The lines of its form, as they stand in its links
        #[arg(value_name = "NAME=VALUE")]
        lines: Vec<String>,
        #[command(flatten)]
        answer: Answer,
    },
    /// What the site's search finds
    Search(SearchArgs),
}

#[derive(Args)]
struct Folders {
    /// The folder with the rules
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,
    /// The folder with the templates and their texts
    #[arg(long, value_name = "DIR", default_value = "templates")]
    templates: PathBuf,
}

#[derive(Args)]
struct CheckArgs {
    /// Print every place of the sources with the files that cite it
    #[arg(long, conflicts_with_all = ["as_of", "ahead", "strict", "format"])]
    coverage: bool,
    /// The day from which the days are counted that something is still good for
    /// [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// Warn of all that runs out within so many days [default: as site.yaml says]
    #[arg(long, value_name = "DAYS")]
    ahead: Option<u32>,
    /// End with status 1 if there is any warning
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    messages: Messages,
}

#[derive(Args)]
struct SearchArgs {
    #[command(flatten)]
    folders: Folders,
    /// The language of the pages
    #[arg(long, value_name = "L")]
    lang: String,
    /// Print the hits as JSON
    #[arg(long)]
    json: bool,
    /// The words looked for; `-` reads queries from the standard input, one a line
    #[arg(required = true)]
    query: Vec<String>,
}

impl SearchArgs {
    fn run(&self) -> Result<ExitCode, ExitCode> {
        let templates = &self.folders.templates;
        let prepared = prepare_to_answer(&self.folders.content, templates)?;
        let query = self.query.join(" ");
        search::run(&prepared, templates, &self.lang, &query, self.json, today())
    }
}

#[derive(Args)]
struct Answer {
    /// Print the answer as JSON
    #[arg(long)]
    json: bool,
    /// The language of the answer
    #[arg(long, value_name = "L")]
    lang: Option<String>,
}

#[derive(Args)]
struct Messages {
    /// In which form messages are printed
    #[arg(long, value_name = "FORM", value_enum, default_value_t)]
    format: Format,
}

#[derive(Args)]
struct BuildArgs {
    #[command(flatten)]
    folders: Folders,
    /// The folder to publish to
    #[arg(long, value_name = "DIR", default_value = "site")]
    out: PathBuf,
    /// The day for which figures are worked out [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// Where the site will stand, for links that need the full address
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    #[command(flatten)]
    messages: Messages,
}

impl BuildArgs {
    fn options(self, compress: bool) -> Options {
        Options {
            content: self.folders.content,
            templates: self.folders.templates,
            out: self.out,
            as_of: self.as_of.unwrap_or_else(today),
            base_url: self.base_url,
            compress,
            format: self.messages.format,
        }
    }
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text)
        .ok_or_else(|| "there is no such day; dates are written like 2026-01-31".to_owned())
}

fn base_url(text: &str) -> Result<String, String> {
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"\"'<>&\\?#".contains(&byte));
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if plain && !host.is_empty() && !host.starts_with('/') => {
            Ok(text.trim_end_matches('/').to_owned())
        }
        _ => Err("an address looks like https://example.org/rules".to_owned()),
    }
}

/// The only place where the clock is read.
fn today() -> Date {
    let today = chrono::Local::now().date_naive();
    Date::new(today.year(), today.month(), today.day()).expect("the clock is within the calendar")
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(status) | Err(status) => status,
    }
}

#[allow(clippy::too_many_lines, reason = "an arm for each command")]
fn run(command: Command) -> Result<ExitCode, ExitCode> {
    Ok(match command {
        Command::Build(args) => build::run(&args.options(true)),
        Command::Check { folders, asked } => {
            let as_of = asked.as_of.unwrap_or_else(today);
            let asked = commands::check::Asked {
                coverage: asked.coverage,
                as_of,
                ahead: asked.ahead,
                strict: asked.strict,
                format: asked.messages.format,
            };
            commands::check::run(&folders.content, &folders.templates, &asked)
        }
        Command::Explain { code } => explain::run(code.as_deref()),
        Command::Record { folders, on } => record::run(
            &folders.content,
            &folders.templates,
            on.unwrap_or_else(today),
        ),
        Command::New { kind, id, content } => new::run(kind, &id, &content)?,
        Command::Schema { kind, content, out } => match kind {
            Some(kind) => schema::show(&content, &kind)?,
            None => schema::write(&content, &out)?,
        },
        Command::Links { folders, json } => {
            let options = Options {
                content: folders.content,
                templates: folders.templates,
                out: PathBuf::new(),
                as_of: today(),
                base_url: None,
                compress: false,
                format: Format::People,
            };
            links::run(&options, json)
        }
        Command::Serve { build: args, port } => {
            // A change is to be seen at once, and the server sends files as they are.
            let mut options = args.options(false);
            // What is written only with a full address is to be seen here, too.
            if port != 0 {
                let own = || format!("http://127.0.0.1:{port}");
                options.base_url.get_or_insert_with(own);
            }
            serve::run(port, options)
        }
        Command::Quote {
            folders,
            service,
            duty,
            on,
            options,
            people,
            answer,
        } => {
            let options = options
                .iter()
                .map(|option| pair(option))
                .collect::<Result<_, _>>()?;
            let prepared = prepare_to_answer(&folders.content, &folders.templates)?;
            let rulebook = prepared.rulebook(answer.lang.as_deref())?;
            let quote = if let Some(duty) = duty {
                rulebook.quote_duty(&DutyRequest {
                    duty: &duty,
                    on: &on,
                    people: &people,
                    options,
                })
            } else {
                rulebook.quote(&QuoteRequest {
                    service: service.as_deref().unwrap_or_default(),
                    on: &on,
                    people: &people,
                    options,
                })
            };
            quote::run(quote, answer.json)
        }
        Command::Ask {
            folders,
            tool,
            lines,
            answer,
        } => {
            let prepared = prepare_to_answer(&folders.content, &folders.templates)?;
            let toolbox = prepared.toolbox(answer.lang.as_deref())?;
            ask::run(toolbox, &tool, &lines, answer.json)
        }
        Command::Search(args) => args.run()?,
        Command::Diff(args) => args.run(today())?,
        Command::Deadline {
            folders,
            service,
            rule,
            period,
            submitted,
            channel,
            expires,
            answer,
        } => {
            let prepared = prepare_to_answer(&folders.content, &folders.templates)?;
            let rulebook = prepared.rulebook(answer.lang.as_deref())?;
            let service = service.as_deref().unwrap_or_default();
            let submitted = submitted.as_deref().unwrap_or_default();
            let channel = channel.as_deref().unwrap_or_default();
            if let Some(expires) = expires {
                deadline::window(rulebook.filing_window(service, &expires), answer.json)
            } else if let Some(rule) = rule {
                let request = PeriodRequest {
                    rule: &rule,
                    period: period.as_deref().unwrap_or_default(),
                    submitted,
                    channel,
                };
                deadline::due(rulebook.deadline_of_rule(&request), answer.json)
            } else {
                let request = DeadlineRequest {
                    service,
                    submitted,
                    channel,
                };
                deadline::due(rulebook.deadline(&request), answer.json)
            }
        }
    })
}

fn pair(option: &str) -> Result<(&str, &str), ExitCode> {
    option.split_once('=').ok_or_else(|| {
        complain!(
            "error: `{option}` is no option: write it as name=value, like `--option priority=yes`"
        );
        ExitCode::from(REQUEST_WRONG)
    })
}
