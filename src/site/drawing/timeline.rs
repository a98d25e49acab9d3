//! The periods of a procedure as bars over days.

use super::{Anchor, At, Face, WIDTH, text};
use crate::site::xml::escape;

/// How long what takes, and what runs beside what.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// Unique on the page: the ids in the drawing begin with it.
    pub id: String,
    /// What is drawn.
    pub title: String,
    /// The same in a sentence, for those who don't see it.
    pub description: String,
    /// An axis each: days of different kinds don't measure each other.
    pub panels: Vec<Panel>,
}

/// The periods that are counted in one kind of day.
#[derive(Clone, Debug)]
pub struct Panel {
    /// Which kind, in words.
    pub axis_title: String,
    /// Whether days are counted back from an event: it is at the right then.
    pub back: bool,
    /// The periods from top to bottom.
    pub bars: Vec<Bar>,
}

/// A period.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What must have happened by its end.
    pub label: String,
    /// How long it is, in words.
    pub length: String,
    /// Where on the axis it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// Whether nobody knows that: dashes to an arrow are all that is drawn.
    pub open: bool,
    /// To when it may be extended.
    pub extension: Option<Extension>,
}

/// To when a period may be extended.
#[derive(Clone, Debug)]
pub struct Extension {
    /// In words.
    pub label: String,
    /// Until which day of the axis; `None` if it is counted in other days, so
    /// that its end has no place on this axis.
    pub end: Option<u32>,
}

/// Lines don't lie half outside.
const LEFT: i64 = 10;
const RIGHT: i64 = WIDTH - 10;
/// What an extension without an end has at the right of the axis.
const BEYOND: i64 = 560;
/// A bar's height.
const BAR: i64 = 120;
/// How long a numbered day's mark is on the axis.
const TICK: i64 = 40;
/// The least that is seen of a bar.
const LEAST: i64 = 30;
/// Enough room for words of several lines.
const ROOM: i64 = 1800;
/// The shortest axis in days.
const SHORTEST: i64 = 5;
/// At most so many days are numbered.
const NUMBERS: i64 = 10;

/// Draws a timeline.
pub fn timeline(timeline: &Timeline) -> String {
    let mut y = 0;
    let mut panels = String::new();
    for panel in timeline
        .panels
        .iter()
        .filter(|panel| !panel.bars.is_empty())
    {
        if y > 0 {
            y += 240;
        }
        let (drawn, bottom) = draw_panel(panel, y);
        panels.push_str(&drawn);
        y = bottom;
    }
    let id = escape(&timeline.id);
    format!(
        concat!(
            r#"<svg class="drawing__picture" viewBox="0 0 {} {}" role="img" aria-labelledby="{id}-title {id}-description">"#,
            r#"<title id="{id}-title">{}</title><desc id="{id}-description">{}</desc>{}</svg>"#,
        ),
        At(WIDTH),
        At(y),
        escape(&timeline.title),
        escape(&timeline.description),
        panels,
        id = id,
    )
}

/// Where the days of a panel are.
struct Axis {
    /// The last day.
    days: i64,
    /// From one number to the next.
    step: i64,
    /// Where the last day is, or the first if it counts back.
    right: i64,
    /// Whether it counts back.
    back: bool,
}

impl Axis {
    fn of(panel: &Panel) -> Self {
        let last = panel.bars.iter().map(last_day).max().unwrap_or(0);
        let (days, step) = scale(last);
        let endless = |bar: &Bar| {
            let extension = bar.extension.as_ref();
            bar.open || extension.is_some_and(|extension| extension.end.is_none())
        };
        let right = if panel.bars.iter().any(endless) {
            RIGHT - BEYOND
        } else {
            RIGHT
        };
        Self {
            days,
            step,
            right,
            back: panel.back,
        }
    }

    /// Where a day is.
    fn at(&self, day: i64) -> i64 {
        let day = if self.back { self.days - day } else { day };
        LEFT + (self.right - LEFT) * day / self.days
    }

    /// A line at each of the days with numbers.
    fn ticks(&self, top: i64, bottom: i64) -> String {
        self.numbers()
            .map(|day| vertical(self.at(day), top, bottom))
            .collect()
    }

    /// The days with numbers.
    fn numbers(&self) -> impl Iterator<Item = i64> {
        let step = self.step;
        (0..=self.days / step).map(move |number| number * step)
    }
}

/// The last day on which something of a bar is drawn.
fn last_day(bar: &Bar) -> i64 {
    let extended = bar.extension.as_ref().and_then(|extension| extension.end);
    i64::from(bar.start.max(bar.end).max(extended.unwrap_or(0)))
}

/// How long an axis is on which this day is the last, and how far apart its
/// numbers are: round steps, and if two round steps will do, the one that
/// meets the last day.
fn scale(last: i64) -> (i64, i64) {
    let last = last.max(SHORTEST);
    let fits = |step: &i64| last <= NUMBERS * step;
    let fitting: Vec<i64> = steps().skip_while(|step| !fits(step)).take(3).collect();
    let meets = |step: &&i64| last % **step == 0 && last / **step >= 3;
    let step = fitting.iter().find(meets).or(fitting.first());
    let step = step.copied().unwrap_or(1);
    ((last + step - 1) / step * step, step)
}

/// 1, 2, 5, 10, 20, 50 and so on.
fn steps() -> impl Iterator<Item = i64> {
    (0..).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_i64.pow(power)))
}

/// Draws a panel from `top` on; says also where it ends.
fn draw_panel(panel: &Panel, top: i64) -> (String, i64) {
    let axis = Axis::of(panel);
    let (head, body_top) = draw_head(panel, &axis, top);
    let mut bars = String::new();
    let mut y = body_top;
    for bar in &panel.bars {
        let (drawn, bottom) = draw_bar(bar, &axis, y);
        bars.push_str(&drawn);
        y = bottom;
    }
    let drawn = format!(
        r#"{head}<path class="drawing__axis" d="M{} {}H{}{}"/>{bars}"#,
        At(LEFT),
        At(body_top),
        At(axis.right),
        axis.ticks(body_top - TICK, body_top),
    );
    (drawn, y)
}

/// A panel's title and numbers, and where they end.
fn draw_head(panel: &Panel, axis: &Axis, top: i64) -> (String, i64) {
    let (mut drawn, y) = draw_lines(&panel.axis_title, Face::SmallBold, "drawing__heading", top);
    let base = y + 30 + Face::Small.ascent();
    for day in axis.numbers() {
        let number = day.to_string();
        let half = Face::Small.width(&number) / 2;
        let x = axis.at(day);
        let (anchor, x) = if x < half {
            (Anchor::Start, 0)
        } else if x + half > WIDTH {
            (Anchor::End, WIDTH)
        } else {
            (Anchor::Middle, x)
        };
        drawn.push_str(&text("drawing__number", anchor, x, base, &number));
    }
    (drawn, base + 90)
}

/// Draws a period from `top` on; says also where it ends.
fn draw_bar(bar: &Bar, axis: &Axis, top: i64) -> (String, i64) {
    let (label, y) = draw_lines(&bar.label, Face::Body, "drawing__label", top + 140);
    let (length, y) = draw_lines(&bar.length, Face::SmallBold, "drawing__length", y + 10);
    let lane = y + 60;
    let start = axis.at(i64::from(bar.start));
    // A day that lies earlier than the bar begins is no end of it.
    let last = if axis.back {
        bar.end.min(bar.start)
    } else {
        bar.end.max(bar.start)
    };
    let end = axis.at(i64::from(last));
    let end = end.max(start + LEAST).min(RIGHT);
    let start = start.min(end - LEAST);
    let lane_drawn = draw_lane(axis, lane);
    let solid = format!(
        r#"<path class="drawing__bar" d="M{} {}H{}V{}H{}Z"/>"#,
        At(start),
        At(lane),
        At(end),
        At(lane + BAR),
        At(start),
    );
    let mut drawn = label + &length + &lane_drawn;
    let mut bottom = lane + BAR;
    if bar.open {
        drawn.push_str(&draw_dashes(axis, None, start, lane));
        return (drawn, bottom);
    }
    drawn.push_str(&solid);
    if let Some(extension) = &bar.extension {
        let (extended, below) = draw_extension(extension, axis, end, lane);
        drawn.push_str(&extended);
        bottom = below;
    }
    (drawn, bottom)
}

/// What a bar lies on: the whole axis with its numbered days.
fn draw_lane(axis: &Axis, lane: i64) -> String {
    format!(
        r#"<path class="drawing__lane" d="M{} {}H{}V{}H{}Z"/><path class="drawing__grid" d="{}"/>"#,
        At(LEFT),
        At(lane),
        At(axis.right),
        At(lane + BAR),
        At(LEFT),
        axis.ticks(lane, lane + BAR),
    )
}

/// Words over the drawing's whole width, and where they end.
fn draw_lines(words: &str, face: Face, class: &str, top: i64) -> (String, i64) {
    let mut drawn = String::new();
    let mut y = top;
    for line in face.wrap(words, WIDTH) {
        drawn.push_str(&text(class, Anchor::Start, 0, y + face.ascent(), &line));
        y += face.leading();
    }
    (drawn, y)
}

/// Dashes to a day or, where the axis has no place for it, to an arrow.
fn draw_dashes(axis: &Axis, until: Option<u32>, from: i64, lane: i64) -> String {
    let middle = lane + BAR / 2;
    let (to, end) = match until {
        Some(day) => {
            let to = axis.at(i64::from(day)).max(from);
            (to, vertical(to, lane, lane + BAR))
        }
        None => (
            RIGHT,
            format!(
                "M{} {}L{} {}L{} {}",
                At(RIGHT - 70),
                At(lane),
                At(RIGHT),
                At(middle),
                At(RIGHT - 70),
                At(lane + BAR),
            ),
        ),
    };
    format!(
        r#"<path class="drawing__extension" d="M{} {}H{}"/><path class="drawing__end" d="{end}"/>"#,
        At(from),
        At(middle),
        At(to),
    )
}

/// What may be added to a period: dashes, and its words below.
fn draw_extension(extension: &Extension, axis: &Axis, from: i64, lane: i64) -> (String, i64) {
    let mut drawn = draw_dashes(axis, extension.end, from, lane);
    let face = Face::Small;
    // Below the dashes if they leave room, else as far to the right as it goes.
    let (anchor, x, room) = if WIDTH - from >= ROOM || from + face.width(&extension.label) <= WIDTH
    {
        (Anchor::Start, from, WIDTH - from)
    } else {
        (Anchor::End, WIDTH, WIDTH)
    };
    let mut y = lane + BAR + 30;
    for line in face.wrap(&extension.label, room) {
        drawn.push_str(&text(
            "drawing__detail",
            anchor,
            x,
            y + face.ascent(),
            &line,
        ));
        y += face.leading();
    }
    (drawn, y)
}

/// A line from top to bottom.
fn vertical(x: i64, top: i64, bottom: i64) -> String {
    format!("M{} {}V{}", At(x), At(top), At(bottom))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_text_inside, attributes, found, height, tenths, words};
    use super::*;

    fn bar(start: u32, end: u32) -> Bar {
        Bar {
            label: "Decision".to_owned(),
            length: format!("{} days", end.abs_diff(start)),
            start,
            end,
            open: false,
            extension: None,
        }
    }

    fn extended(bar: Bar, end: Option<u32>) -> Bar {
        Bar {
            extension: Some(Extension {
                label: "may be extended".to_owned(),
                end,
            }),
            ..bar
        }
    }

    fn sample(bars: Vec<Bar>) -> Timeline {
        Timeline {
            id: "periods".to_owned(),
            title: "Periods".to_owned(),
            description: "The decision takes 5 days.".to_owned(),
            panels: vec![Panel {
                axis_title: "Working days".to_owned(),
                back: false,
                bars,
            }],
        }
    }

    /// From where to where a shape of `M`, `H`, `L` and `V` goes sidewards.
    fn extent(path: &str) -> (i64, i64) {
        let across = path
            .split_inclusive(|c: char| "MHLVZ".contains(c))
            .zip(path.split(|c: char| "MHLVZ".contains(c)).skip(1))
            .filter(|(command, _)| !command.ends_with(['V', 'Z']))
            .map(|(_, at)| tenths(at.split(' ').next().unwrap()));
        let across: Vec<i64> = across.collect();
        (*across.iter().min().unwrap(), *across.iter().max().unwrap())
    }

    fn extents(drawn: &str, selector: &str) -> Vec<(i64, i64)> {
        let paths = attributes(drawn, selector, "d");
        paths.iter().map(|path| extent(path)).collect()
    }

    #[test]
    fn it_is_an_image_with_words_for_those_who_do_not_see_it() {
        let drawn = timeline(&sample(vec![bar(0, 5)]));
        assert_eq!(attributes(&drawn, "svg", "role"), ["img"]);
        assert_eq!(
            attributes(&drawn, "svg", "aria-labelledby"),
            ["periods-title periods-description"]
        );
        assert_eq!(words(&drawn, "#periods-title"), ["Periods"]);
        assert_eq!(
            words(&drawn, "#periods-description"),
            ["The decision takes 5 days."]
        );
        assert_eq!(words(&drawn, ".drawing__heading"), ["Working days"]);
        assert_eq!(words(&drawn, ".drawing__label"), ["Decision"]);
        assert_eq!(words(&drawn, ".drawing__length"), ["5 days"]);
        assert_eq!(
            words(&drawn, ".drawing__number"),
            ["0", "1", "2", "3", "4", "5"]
        );
        assert!(found(&drawn, "a").is_empty());
    }

    #[test]
    fn bars_are_where_their_days_are() {
        let drawn = timeline(&sample(vec![bar(0, 5), bar(5, 6), bar(0, 10)]));
        let (left, right) = (LEFT, RIGHT);
        let middle = i64::midpoint(left, right);
        assert_eq!(
            extents(&drawn, ".drawing__bar"),
            [
                (left, middle),
                (middle, middle + (right - left) / 10),
                (left, right)
            ]
        );
    }

    #[test]
    fn steps_between_numbers_are_round() {
        let scales: Vec<(i64, i64)> = [0, 1, 5, 6, 10, 11, 15, 20, 30, 45, 90, 365, 1095]
            .into_iter()
            .map(scale)
            .collect();
        assert_eq!(
            scales,
            [
                (5, 1),
                (5, 1),
                (5, 1),
                (6, 1),
                (10, 1),
                (12, 2),
                (15, 5),
                (20, 2),
                (30, 5),
                (45, 5),
                (90, 10),
                (400, 50),
                (1200, 200)
            ]
        );
    }

    #[test]
    fn an_extension_runs_to_its_end() {
        let drawn = timeline(&sample(vec![extended(bar(0, 15), Some(30))]));
        let (left, right) = (LEFT, RIGHT);
        let middle = i64::midpoint(left, right);
        assert_eq!(extents(&drawn, ".drawing__bar"), [(left, middle)]);
        assert_eq!(extents(&drawn, ".drawing__extension"), [(middle, right)]);
        assert_eq!(words(&drawn, ".drawing__detail"), ["may be extended"]);
    }

    #[test]
    fn an_extension_in_other_days_runs_to_an_arrow_beyond_the_axis() {
        let drawn = timeline(&sample(vec![extended(bar(0, 5), None)]));
        assert_eq!(extents(&drawn, ".drawing__bar"), [(LEFT, RIGHT - BEYOND)]);
        assert_eq!(
            extents(&drawn, ".drawing__extension"),
            [(RIGHT - BEYOND, RIGHT)]
        );
        assert_eq!(extents(&drawn, ".drawing__end"), [(RIGHT - 70, RIGHT)]);
    }

    #[test]
    fn an_open_end_is_dashes_from_where_it_begins() {
        let open = Bar {
            open: true,
            ..bar(0, 0)
        };
        let drawn = timeline(&sample(vec![open]));
        assert!(found(&drawn, ".drawing__bar").is_empty());
        assert_eq!(extents(&drawn, ".drawing__extension"), [(LEFT, RIGHT)]);
        assert_text_inside(&drawn);
    }

    #[test]
    fn days_are_counted_back_from_the_right() {
        let mut given = sample(vec![bar(10, 5)]);
        given.panels[0].back = true;
        let drawn = timeline(&given);
        let middle = i64::midpoint(LEFT, RIGHT);
        assert_eq!(extents(&drawn, ".drawing__bar"), [(LEFT, middle)]);
        let numbers = words(&drawn, ".drawing__number");
        let places = attributes(&drawn, ".drawing__number", "x");
        assert_eq!(numbers.first().unwrap(), "0");
        assert!(tenths(&places[0]) > tenths(places.last().unwrap()));
        assert_text_inside(&drawn);
    }

    #[test]
    fn each_kind_of_day_has_its_own_axis() {
        let mut given = sample(vec![bar(0, 5)]);
        given.panels.push(Panel {
            axis_title: "Calendar days".to_owned(),
            back: false,
            bars: vec![bar(0, 30)],
        });
        given.panels.push(Panel {
            axis_title: "None".to_owned(),
            back: false,
            bars: Vec::new(),
        });
        let drawn = timeline(&given);
        assert_eq!(
            words(&drawn, ".drawing__heading"),
            ["Working days", "Calendar days"]
        );
        assert_eq!(
            extents(&drawn, ".drawing__bar"),
            [(LEFT, RIGHT), (LEFT, RIGHT)]
        );
        assert!(words(&drawn, ".drawing__number").contains(&"30".to_owned()));
    }

    #[test]
    fn all_of_it_is_inside_whatever_it_is_given() {
        let long = "Көрсетілетін қызметті берушінің әрекеттеріне шағым қанағаттандырылмаған \
                    жағдайда шағымданушының Қазақстан Республикасының соттарына жүгінуі";
        let mut bars = vec![
            bar(0, 5),
            bar(0, 1),
            bar(89, 90),
            extended(bar(0, 5), None),
            extended(bar(85, 90), None),
            extended(bar(0, 5), Some(90)),
            extended(bar(80, 90), Some(3)),
            Bar {
                end: 2,
                ..bar(40, 40)
            },
        ];
        for bar in &mut bars {
            long.clone_into(&mut bar.label);
            long.clone_into(&mut bar.length);
            if let Some(extension) = &mut bar.extension {
                long.clone_into(&mut extension.label);
            }
        }
        let mut given = sample(bars);
        long.clone_into(&mut given.panels[0].axis_title);
        let drawn = timeline(&given);
        assert_text_inside(&drawn);
        for selector in [
            ".drawing__bar",
            ".drawing__extension",
            ".drawing__end",
            ".drawing__lane",
        ] {
            for (left, right) in extents(&drawn, selector) {
                assert!(
                    LEFT <= left && left <= right && right <= RIGHT,
                    "{left} {right}"
                );
            }
        }
        for (left, right) in extents(&drawn, ".drawing__bar") {
            assert!(right - left >= LEAST);
        }
        assert!(height(&drawn) > 0);
        assert_eq!(drawn, timeline(&given.clone()));
    }

    #[test]
    fn a_period_without_an_end_in_sight_is_drawn() {
        let drawn = timeline(&sample(vec![bar(0, u32::MAX), bar(3, 4)]));
        assert_text_inside(&drawn);
    }

    #[test]
    fn words_from_content_are_escaped() {
        let hostile = r#"<script>"&'"#.to_owned();
        let given = Timeline {
            id: hostile.clone(),
            title: hostile.clone(),
            description: hostile.clone(),
            panels: vec![Panel {
                back: false,
                axis_title: hostile.clone(),
                bars: vec![Bar {
                    label: hostile.clone(),
                    length: hostile.clone(),
                    extension: Some(Extension {
                        label: hostile.clone(),
                        end: None,
                    }),
                    ..bar(0, 1)
                }],
            }],
        };
        let drawn = timeline(&given);
        assert!(!drawn.contains("<script>") && !drawn.contains("\"&'"));
        assert_eq!(words(&drawn, ".drawing__label"), [hostile]);
    }

    #[test]
    fn there_is_no_style_and_no_script_in_it() {
        let drawn = timeline(&sample(vec![extended(bar(0, 5), None)]));
        for forbidden in ["style=", "<style", "<script", "onload"] {
            assert!(!drawn.contains(forbidden));
        }
    }
}
