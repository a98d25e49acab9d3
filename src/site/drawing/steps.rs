//! A value that holds from day to day until it changes, as steps over time.

use super::{Anchor, At, Face, WIDTH, count, text};
use crate::site::xml::escape;

/// How a value has changed.
#[derive(Clone, Debug)]
pub struct Steps {
    /// Unique on the page: the ids in the drawing begin with it.
    pub id: String,
    /// What is drawn.
    pub title: String,
    /// The same in a sentence, for those who don't see it.
    pub description: String,
    /// The values in order of time, without overlap.
    pub values: Vec<Step>,
    /// The values that have a line across, from 0 upwards: see [`levels`].
    pub levels: Vec<Mark>,
    /// The days that have a mark below, in order.
    pub days: Vec<Mark>,
}

/// A value for some time.
#[derive(Clone, Debug)]
pub struct Step {
    /// The first day on which it holds, as a number.
    pub from: i64,
    /// The first day on which it doesn't any more.
    pub until: i64,
    /// The value.
    pub value: i64,
    /// It in words.
    pub label: String,
    /// Whether it is not quite certain.
    pub doubtful: bool,
}

/// A place on an axis.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Where.
    pub at: i64,
    /// What is written there.
    pub label: String,
}

/// Lines don't lie half outside.
const RIGHT: i64 = WIDTH - 10;
/// The height of what the values are drawn in.
const HEIGHT: i64 = 2000;
/// Between words and lines.
const GAP: i64 = 60;
/// How long a mark below the axis is.
const TICK: i64 = 40;
/// At most so many lines across, besides that of 0.
const LEVELS: i64 = 5;

/// The round values that have a line across where this value is the highest.
pub fn levels(highest: i64) -> Vec<i64> {
    let highest = highest.clamp(1, 10_i64.pow(15));
    let step = (0..18)
        .flat_map(|power| [1, 2, 5].map(|digit| digit * 10_i64.pow(power)))
        .find(|step| highest <= LEVELS * step)
        .unwrap_or(highest);
    (0..=(highest + step - 1) / step)
        .map(|number| number * step)
        .collect()
}

/// Where values and days are.
struct Plot {
    left: i64,
    first: i64,
    last: i64,
    highest: i64,
}

impl Plot {
    /// From the top of the drawing to the highest line: room for a label.
    const TOP: i64 = Face::SmallBold.leading() + GAP;

    fn of(steps: &Steps) -> Self {
        let widths = steps.levels.iter().map(|l| Face::Small.width(&l.label));
        let values = steps.values.iter().map(|step| step.value);
        let levels = steps.levels.iter().map(|level| level.at);
        let first = steps.values.first().map_or(0, |step| step.from);
        Self {
            left: (widths.max().unwrap_or(0) + GAP).min(WIDTH / 2),
            first,
            last: steps
                .values
                .last()
                .map_or(1, |step| step.until)
                .max(first + 1),
            highest: values.chain(levels).max().unwrap_or(1).max(1),
        }
    }

    fn x(&self, day: i64) -> i64 {
        let day = day.clamp(self.first, self.last);
        self.left + (RIGHT - self.left) * (day - self.first) / (self.last - self.first)
    }

    fn y(&self, value: i64) -> i64 {
        Self::TOP + HEIGHT - HEIGHT * value.clamp(0, self.highest) / self.highest
    }
}

/// Draws steps.
pub fn steps(steps: &Steps) -> String {
    let plot = Plot::of(steps);
    let bottom = Plot::TOP + HEIGHT;
    let height = bottom + TICK + GAP / 2 + Face::Small.leading();
    let id = escape(&steps.id);
    format!(
        concat!(
            r#"<svg class="drawing__picture" viewBox="0 0 {} {}" role="img" aria-labelledby="{id}-title {id}-description">"#,
            r#"<title id="{id}-title">{}</title><desc id="{id}-description">{}</desc>{}{}{}{}</svg>"#,
        ),
        At(WIDTH),
        At(height),
        escape(&steps.title),
        escape(&steps.description),
        draw_levels(steps, &plot),
        draw_days(steps, &plot),
        draw_values(steps, &plot),
        draw_ends(steps, &plot),
        id = id,
    )
}

fn draw_levels(steps: &Steps, plot: &Plot) -> String {
    let lines = steps.levels.iter().map(|level| {
        let y = plot.y(level.at);
        let class = if level.at == 0 {
            "drawing__axis"
        } else {
            "drawing__grid"
        };
        let line = format!(
            r#"<path class="{class}" d="M{} {}H{}"/>"#,
            At(plot.left),
            At(y),
            At(RIGHT)
        );
        // The middle of the figures is about a third of the type size above
        // their base line.
        let base = y + Face::Small.size() * 10 / 3;
        let words = text(
            "drawing__number",
            Anchor::End,
            plot.left - GAP,
            base,
            &level.label,
        );
        line + &words
    });
    lines.collect()
}

/// The marks below; a label that would touch the one before it is left out.
fn draw_days(steps: &Steps, plot: &Plot) -> String {
    let bottom = Plot::TOP + HEIGHT;
    let widest = steps.days.iter().map(|day| Face::Small.width(&day.label));
    let widest = widest.max().unwrap_or(0) + GAP;
    let apart = match steps.days.as_slice() {
        [first, .., last] => (plot.x(last.at) - plot.x(first.at)) / (count(steps.days.len()) - 1),
        _ => widest,
    };
    let every = usize::try_from((widest + apart.max(1) - 1) / apart.max(1)).unwrap_or(1);
    let mut drawn = String::new();
    for (number, day) in steps.days.iter().enumerate() {
        let x = plot.x(day.at);
        drawn.push_str(&vertical("drawing__axis", x, bottom, bottom + TICK));
        if number % every.max(1) == 0 {
            let half = Face::Small.width(&day.label) / 2;
            let base = bottom + TICK + GAP / 2 + Face::Small.ascent();
            let (anchor, x) = if x + half > WIDTH {
                (Anchor::End, WIDTH)
            } else if x < half {
                (Anchor::Start, 0)
            } else {
                (Anchor::Middle, x)
            };
            drawn.push_str(&text("drawing__number", anchor, x, base, &day.label));
        }
    }
    drawn
}

fn vertical(class: &str, x: i64, top: i64, bottom: i64) -> String {
    format!(
        r#"<path class="{class}" d="M{} {}V{}"/>"#,
        At(x),
        At(top),
        At(bottom)
    )
}

/// The ground below the values, the values, and what leads from one to the next.
fn draw_values(steps: &Steps, plot: &Plot) -> String {
    let bottom = Plot::TOP + HEIGHT;
    let mut ground = String::new();
    let mut lines = String::new();
    let mut before: Option<&Step> = None;
    for step in &steps.values {
        let (left, right, y) = (plot.x(step.from), plot.x(step.until), plot.y(step.value));
        let block = format!(
            r#"<path class="drawing__ground" d="M{left} {bottom}V{y}H{right}V{bottom}Z"/>"#,
            left = At(left),
            right = At(right),
            y = At(y),
            bottom = At(bottom),
        );
        ground.push_str(&block);
        if let Some(before) = before.filter(|before| before.until == step.from) {
            let (from, to) = (plot.y(before.value), y);
            lines.push_str(&vertical("drawing__rise", left, from, to));
        }
        let class = if step.doubtful {
            "drawing__step drawing__step--doubtful"
        } else {
            "drawing__step"
        };
        let line = format!(
            r#"<path class="{class}" d="M{} {}H{}"/>"#,
            At(left),
            At(y),
            At(right)
        );
        lines.push_str(&line);
        before = Some(step);
    }
    ground + &lines
}

/// The first and the last value in words, above all that they stand over.
fn draw_ends(steps: &Steps, plot: &Plot) -> String {
    let over = |left: i64, right: i64| {
        let under = steps
            .values
            .iter()
            .filter(|step| plot.x(step.until) >= left && plot.x(step.from) <= right);
        under
            .map(|step| plot.y(step.value))
            .min()
            .unwrap_or(Plot::TOP)
            - GAP
    };
    let write = |step: &Step, anchor: Anchor, x: i64, left: i64, right: i64| {
        text("drawing__length", anchor, x, over(left, right), &step.label)
    };
    let width = |step: &Step| Face::SmallBold.width(&step.label);
    match steps.values.as_slice() {
        [] => String::new(),
        [only] => write(only, Anchor::End, RIGHT, RIGHT - width(only), RIGHT),
        [first, .., last] => {
            let start = plot.left + GAP / 2;
            let mut drawn = String::new();
            // Only if both have room side by side.
            if start + width(first) + GAP <= RIGHT - width(last) {
                drawn = write(first, Anchor::Start, start, start, start + width(first));
            }
            drawn + &write(last, Anchor::End, RIGHT, RIGHT - width(last), RIGHT)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_text_inside, attributes, words};
    use super::*;

    fn sample() -> Steps {
        let step = |from, value, doubtful| Step {
            from,
            until: from + 365,
            value,
            label: format!("{value} ₸"),
            doubtful,
        };
        let mark = |at: i64, label: &str| Mark {
            at,
            label: label.to_owned(),
        };
        Steps {
            id: "history".to_owned(),
            title: "Values".to_owned(),
            description: "From 10 to 40.".to_owned(),
            values: vec![
                step(0, 10, false),
                step(365, 20, true),
                step(730, 40, false),
            ],
            levels: levels(40)
                .into_iter()
                .map(|level| mark(level, &level.to_string()))
                .collect(),
            days: vec![mark(0, "2016"), mark(365, "2017"), mark(730, "2018")],
        }
    }

    #[test]
    fn levels_are_round_and_reach_the_highest() {
        assert_eq!(levels(4325), [0, 1000, 2000, 3000, 4000, 5000]);
        assert_eq!(levels(40), [0, 10, 20, 30, 40]);
        assert_eq!(levels(0), [0, 1]);
        assert!(levels(i64::MAX).len() <= 6);
    }

    #[test]
    fn it_is_an_image_with_words_for_those_who_do_not_see_it() {
        let drawn = steps(&sample());
        assert_eq!(attributes(&drawn, "svg", "role"), ["img"]);
        assert_eq!(words(&drawn, "#history-title"), ["Values"]);
        assert_eq!(words(&drawn, "#history-description"), ["From 10 to 40."]);
    }

    #[test]
    fn each_value_has_its_step_and_what_is_uncertain_looks_so() {
        let drawn = steps(&sample());
        assert_eq!(attributes(&drawn, ".drawing__step", "d").len(), 3);
        assert_eq!(attributes(&drawn, ".drawing__step--doubtful", "d").len(), 1);
        assert_eq!(attributes(&drawn, ".drawing__rise", "d").len(), 2);
        assert_eq!(words(&drawn, ".drawing__length"), ["10 ₸", "40 ₸"]);
        assert_eq!(
            words(&drawn, ".drawing__number"),
            ["0", "10", "20", "30", "40", "2016", "2017", "2018"]
        );
    }

    #[test]
    fn a_gap_is_not_bridged() {
        let mut given = sample();
        given.values.remove(1);
        let drawn = steps(&given);
        assert!(attributes(&drawn, ".drawing__rise", "d").is_empty());
    }

    #[test]
    fn all_of_it_is_inside_whatever_it_is_given() {
        assert_text_inside(&steps(&sample()));
        let mut given = sample();
        given.values.reverse();
        steps(&given);
        given.values.clear();
        assert_text_inside(&steps(&given));
        given.days.clear();
        given.levels.clear();
        steps(&given);
    }

    #[test]
    fn there_is_no_style_and_no_script_in_it_and_words_are_escaped() {
        let mut given = sample();
        given.title = "<script>\"&'".to_owned();
        let drawn = steps(&given);
        for forbidden in ["style=", "<style", "<script", "onload"] {
            assert!(!drawn.contains(forbidden));
        }
    }
}
