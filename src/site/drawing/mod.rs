//! Pictures for the pages, drawn when the site is built: plain data -> SVG.
//!
//! A drawing knows nothing of what it shows. It is 360 units wide, a unit being
//! a sixteenth of the page's type size, so that its words are as large as the
//! words around it and are still legible on the narrowest phone. Coordinates
//! are whole tenths of a unit: the same data give the same bytes. Colours,
//! strokes and fonts are `site.css`'s, by class, so that the drawings follow
//! the page into dark, forced colours and print.

mod graph;
mod steps;
mod timeline;

use std::fmt;

use super::xml::escape;

pub use graph::{Edge, Graph, Node, graph};
pub use steps::{Mark, Step, Steps, levels, steps};
pub use timeline::{Bar, Extension, Panel, Timeline, timeline};

/// A drawing's width in tenths of a unit.
const WIDTH: i64 = 3600;

/// A coordinate or length in tenths of a unit, as SVG writes it.
struct At(i64);

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, tenth) = (self.0.abs() / 10, self.0.abs() % 10);
        if tenth == 0 {
            write!(f, "{sign}{whole}")
        } else {
            write!(f, "{sign}{whole}.{tenth}")
        }
    }
}

/// How some words are set. The sizes are those of `site.css`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Face {
    /// As the text around the drawing.
    Body,
    /// Small.
    Small,
    /// Small and bold.
    SmallBold,
    /// As the text, and bold.
    Bold,
}

impl Face {
    /// The type size in units.
    const fn size(self) -> i64 {
        match self {
            Self::Body | Self::Bold => 16,
            Self::Small | Self::SmallBold => 14,
        }
    }

    /// From one base line to the next, in tenths.
    const fn leading(self) -> i64 {
        self.size() * 13
    }

    /// From the top of a line to its base line, in tenths.
    fn ascent(self) -> i64 {
        self.size() * 10
    }

    /// At most how wide some words are, in tenths of a unit.
    fn width(self, words: &str) -> i64 {
        let thousandths: i64 = words.chars().map(advance).sum();
        let set = match self {
            Self::Body | Self::Small => thousandths,
            Self::Bold | Self::SmallBold => thousandths * 117 / 100,
        };
        (set * self.size() + 99) / 100
    }

    /// Breaks words into as few lines of at most `width` tenths as will do, and
    /// these into lines of like length. A word is never cut: one that is too
    /// long has a line to itself.
    fn wrap(self, words: &str, width: i64) -> Vec<String> {
        let mut lines = self.fill(words, width);
        loop {
            let widest = self.widest(&lines);
            let even = self.fill(words, widest - 1);
            if even.len() > lines.len() || self.widest(&even) >= widest {
                return lines;
            }
            lines = even;
        }
    }

    /// Puts as much into each line as it holds.
    fn fill(self, words: &str, width: i64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in words.split(breaks).filter(|word| !word.is_empty()) {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}")) <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }

    /// The width of the widest of these lines.
    fn widest(self, lines: &[String]) -> i64 {
        let widths = lines.iter().map(|line| self.width(line));
        widths.max().unwrap_or(0)
    }
}

/// Whether a line may end at this character.
fn breaks(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// At most how wide a character is, in thousandths of the type size: the widest
/// of the fonts that the site asks for, by classes of letters.
fn advance(character: char) -> i64 {
    match character {
        ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '.' | ',' | ':' | ';' | '·' | '\'' | '’'
        | 'i' | 'j' | 'l' | 'f' | 'і' | 'I' | 'І' => 360,
        '-' | '/' | '(' | ')' | '"' | 't' | 'r' => 480,
        'm' | 'M' | 'W' | 'ш' | 'щ' | 'Ж' | 'Ш' | 'Щ' | 'Ю' | '%' | '№' | '—' => 1100,
        'w' | 'ж' | 'ф' | 'ю' | 'Ф' | 'Ы' | 'Ъ' => 910,
        'м' | 'ы' => 800,
        'a'..='z' | '0'..='9' | 'J' | '–' | '«' | '»' | '“' | '”' | '₸' => 660,
        'ъ' => 710,
        'а'..='я' | 'ё' | 'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' => 670,
        'A'..='Z' | 'А'..='Я' | 'Ё' | 'Ә' | 'Ғ' | 'Қ' | 'Ң' | 'Ө' | 'Ұ' | 'Ү' | 'Һ' => {
            800
        }
        _ => 1100,
    }
}

/// Where a line of text stands on its coordinate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Anchor {
    /// It starts there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A line of text with its base line at `y`.
fn text(class: &str, anchor: Anchor, x: i64, y: i64, words: &str) -> String {
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " drawing__text--middle",
        Anchor::End => " drawing__text--end",
    };
    format!(
        r#"<text class="drawing__text {class}{anchor}" x="{}" y="{}">{}</text>"#,
        At(x),
        At(y),
        escape(words)
    )
}

/// A number of things as a number to reckon with.
fn count(things: usize) -> i64 {
    i64::try_from(things).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use scraper::{Html, Selector};

    use super::*;

    /// What a selector finds in a drawing: elements with all they hold.
    pub(super) fn found(drawing: &str, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        let page = Html::parse_fragment(drawing);
        page.select(&selector).map(|found| found.html()).collect()
    }

    /// An attribute of everything that a selector finds.
    pub(super) fn attributes(drawing: &str, selector: &str, name: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        Html::parse_fragment(drawing)
            .select(&selector)
            .map(|found| found.attr(name).unwrap().to_owned())
            .collect()
    }

    /// The words of everything that a selector finds.
    pub(super) fn words(drawing: &str, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        Html::parse_fragment(drawing)
            .select(&selector)
            .map(|found| found.text().collect())
            .collect()
    }

    /// A coordinate as it is written, in tenths.
    pub(super) fn tenths(written: &str) -> i64 {
        match written.split_once('.') {
            Some((whole, tenth)) => {
                whole.parse::<i64>().unwrap() * 10 + tenth.parse::<i64>().unwrap()
            }
            None => written.parse::<i64>().unwrap() * 10,
        }
    }

    /// The height of a drawing in tenths.
    pub(super) fn height(drawing: &str) -> i64 {
        let view = &attributes(drawing, "svg", "viewBox")[0];
        assert!(view.starts_with("0 0 360 "), "{view}");
        tenths(view.rsplit(' ').next().unwrap())
    }

    /// Fails if a line of text may reach out of its drawing.
    pub(super) fn assert_text_inside(drawing: &str) {
        let height = height(drawing);
        let selector = Selector::parse("text").unwrap();
        for line in Html::parse_fragment(drawing).select(&selector) {
            let words: String = line.text().collect();
            let class = line.attr("class").unwrap();
            let face = match class.split(' ').nth(1).unwrap() {
                "drawing__label" => Face::Body,
                "drawing__code" => Face::Bold,
                "drawing__heading" | "drawing__length" => Face::SmallBold,
                _ => Face::Small,
            };
            let width = face.width(&words);
            let x = tenths(line.attr("x").unwrap());
            let left = if class.ends_with("--end") {
                x - width
            } else if class.ends_with("--middle") {
                x - width / 2
            } else {
                x
            };
            assert!(
                left >= 0 && left + width <= WIDTH,
                "{words}: {left} + {width}"
            );
            let base = tenths(line.attr("y").unwrap());
            assert!(base >= face.ascent() && base <= height, "{words}: {base}");
        }
    }

    #[test]
    fn coordinates_have_at_most_one_decimal() {
        let written: Vec<String> = [0, 5, 10, 3595, -15]
            .into_iter()
            .map(|at| At(at).to_string())
            .collect();
        assert_eq!(written, ["0", "0.5", "1", "359.5", "-1.5"]);
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(
            text("x", Anchor::Start, 0, 10, r#"<b>"A" & 'B'</b>"#),
            r#"<text class="drawing__text x" x="0" y="1">&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;</text>"#
        );
    }

    #[test]
    fn lines_are_no_wider_than_asked_and_much_alike() {
        let words =
            "Шетелдіктердің шақыруларын Ұлттық қауіпсіздік комитетінің келісуі туралы шешім";
        let lines = Face::Body.wrap(words, 3600);
        assert_eq!(
            lines,
            [
                "Шетелдіктердің шақыруларын",
                "Ұлттық қауіпсіздік комитетінің",
                "келісуі туралы шешім"
            ]
        );
        assert!(Face::Body.widest(&lines) <= 3600);
    }

    #[test]
    fn a_word_is_never_cut() {
        let lines = Face::Body.wrap("ұзақ қанағаттандырылмағандықтарыңыздан соң", 1000);
        assert_eq!(lines, ["ұзақ", "қанағаттандырылмағандықтарыңыздан", "соң"]);
    }

    #[test]
    fn a_line_does_not_end_at_a_no_break_space() {
        let lines = Face::Body.wrap("не позднее 30\u{a0}дней", 900);
        assert_eq!(lines, ["не", "позднее", "30\u{a0}дней"]);
        assert!(Face::Body.wrap("  ", 1000).is_empty());
    }

    #[test]
    fn bold_and_large_are_wider() {
        let words = "жұмыс күні";
        assert!(Face::Bold.width(words) > Face::Body.width(words));
        assert!(Face::Body.width(words) > Face::Small.width(words));
    }
}
