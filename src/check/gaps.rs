//! The figures that the content doesn't have for certain: not legible in their
//! source, not given by any, or in doubt. They are no mistakes: the site shows them
//! as what they are. But whoever looks after it must know where they are.

use qagida_calculator::Date;

use crate::content::Content;
use crate::content::model::{Category, Duty, Line, Service, Stay, Unit, Written};
use crate::content::reading::{Id, Text};
use crate::diagnostics::Place;

/// A figure that isn't known for certain.
#[derive(Clone, Debug)]
pub struct Gap<'c> {
    /// How it is uncertain.
    pub kind: Kind,
    /// What it is a figure of.
    pub of: Of<'c>,
    /// What stands in the source, if that cannot be read.
    pub reads: Option<&'c str>,
    /// Why.
    pub why: Option<&'c Text>,
    /// Where it stands in the files.
    pub place: Place,
}

/// How a figure is uncertain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Its source cannot be read there.
    Unreadable,
    /// No source gives it.
    NotGiven,
    /// It is given, but not quite certain.
    Doubt,
}

impl Kind {
    /// What data files call it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::NotGiven => "not-given",
            Self::Doubt => "doubt",
        }
    }
}

/// What something is a figure of.
#[derive(Clone, Copy, Debug)]
pub enum Of<'c> {
    /// A line of a service's bill, perhaps for one choice.
    Price(&'c Id, &'c Service, &'c Line, Option<&'c str>),
    /// How long a service takes.
    Term(&'c Id, &'c Service),
    /// The rate of a duty or fee.
    Duty(&'c Duty),
    /// The value of a unit from a day on.
    Unit(&'c Unit, Date),
    /// A category.
    Category(&'c str, &'c Category),
}

/// All of them: by kind, and within it in the order of the files.
pub fn gaps(content: &Content) -> Vec<Gap<'_>> {
    let mut gaps = Vec::new();
    for (id, file) in &content.services {
        of_service(id, &file.service, &mut gaps);
    }
    for duty in content.duties_and_fees() {
        for value in duty.values.iter() {
            gaps.extend(of_written(&Written::duty(duty, value), Of::Duty(duty)));
        }
    }
    for unit in &content.units.units {
        for value in unit.values.iter().filter(|value| value.doubt.is_some()) {
            gaps.push(Gap {
                kind: Kind::Doubt,
                of: Of::Unit(unit, value.from.value),
                reads: None,
                why: value.doubt.as_ref(),
                place: value.place.clone(),
            });
        }
    }
    for (code, file) in &content.categories {
        let category = &file.category;
        let gap = |kind, why, place| Gap {
            kind,
            of: Of::Category(code, category),
            reads: None,
            why,
            place,
        };
        if let Some(doubt) = &category.doubt {
            let start = Place {
                file: file.file,
                range: 0..0,
            };
            gaps.push(gap(Kind::Doubt, Some(doubt), start));
        }
        for row in &category.rows {
            if let Some(doubt) = &row.doubt {
                gaps.push(gap(Kind::Doubt, Some(doubt), row.place.clone()));
            }
            if row.stay.value == Stay::NotGiven {
                let why = row.note.as_ref();
                gaps.push(gap(Kind::NotGiven, why, row.place.clone()));
            }
        }
    }
    gaps.sort_by_key(|gap| gap.kind);
    gaps
}

fn of_service<'c>(id: &'c Id, service: &'c Service, gaps: &mut Vec<Gap<'c>>) {
    for line in service.tariff.iter() {
        for price in &line.values {
            let of = Of::Price(id, service, line, None);
            gaps.extend(of_written(&Written::from(price), of));
            for row in &price.table {
                let of = Of::Price(id, service, line, Some(&row.choice));
                gaps.extend(of_written(&Written::from(row), of));
            }
        }
    }
    if let Some(why) = &service.term.not_given {
        gaps.push(Gap {
            kind: Kind::NotGiven,
            of: Of::Term(id, service),
            reads: None,
            why: Some(why),
            place: service.term.place.clone(),
        });
    }
}

fn of_written<'c>(written: &Written<'c>, of: Of<'c>) -> Option<Gap<'c>> {
    let (kind, reads, why) = match (written.unreadable, written.not_given) {
        (Some(reads), _) => (Kind::Unreadable, Some(reads), written.note),
        (None, Some(why)) => (Kind::NotGiven, None, Some(why)),
        (None, None) => return None,
    };
    Some(Gap {
        kind,
        of,
        reads,
        why,
        place: written.place.clone(),
    })
}
