//! What leads to what: two columns of linked nodes, and curves between them.

use std::cmp::Ordering;

use super::{Anchor, At, Face, WIDTH, count, text};
use crate::site::xml::escape;

/// Which nodes on the left lead to which on the right.
#[derive(Clone, Debug)]
pub struct Graph {
    /// Unique on the page: the ids in the drawing begin with it.
    pub id: String,
    /// What is drawn.
    pub title: String,
    /// The same in a sentence, for those who don't see it.
    pub description: String,
    /// What stands over the left column.
    pub from_heading: String,
    /// What stands over the right column.
    pub to_heading: String,
    /// The left column; drawn in an order with few crossings.
    pub from: Vec<Node>,
    /// The right column, likewise.
    pub to: Vec<Node>,
    /// What leads where. An edge that lacks an end is left out.
    pub edges: Vec<Edge>,
    /// Indices in `to`: what everything leads to, drawn from a node of its own.
    pub any: Vec<usize>,
    /// The words on that node.
    pub any_label: String,
    /// What a dashed curve means; shown if there is one.
    pub conditional_label: String,
}

/// A thing that leads or is led to.
#[derive(Clone, Debug)]
pub struct Node {
    /// A few letters: all that is seen of it.
    pub code: String,
    /// Its name, which the browser shows and a screen reader adds to the code.
    pub name: String,
    /// Its page.
    pub href: String,
    /// A letter or digit: the nodes of a group have the class `drawing__node--x`.
    pub group: char,
}

/// That one thing leads to another.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// Index in `from`.
    pub from: usize,
    /// Index in `to`.
    pub to: usize,
    /// Only on a condition: drawn dashed.
    pub conditional: bool,
}

/// From the middle of a node to that of the next: a finger meets just one even
/// where the drawing is scaled down to the narrowest phone.
const PITCH: i64 = 360;
/// A node's height.
const NODE: i64 = 280;
/// A node's least width.
const NARROWEST: i64 = 500;
/// What a node is wider than its words.
const PADDING: i64 = 180;
/// How wide the left column's heading may be.
const HEADING: i64 = 1700;
/// Between the headings.
const HEADING_GAP: i64 = 200;
/// How wide the words may be on the node for everything.
const EVERYTHING: i64 = 1300;
/// Between the ends of two curves at a node, if they have room.
const PORT: i64 = 45;
/// How much of a node's side the ends of its curves may take.
const SIDE: i64 = 200;
/// The tones of `site.css`, which the right column takes in turn.
const TONES: usize = 5;
/// How often the columns put each other in order.
const ROUNDS: usize = 12;

/// Draws a graph.
pub fn graph(graph: &Graph) -> String {
    let heads = Heads::of(graph);
    let layout = Layout::of(graph, heads.height + 60);
    let (legend, bottom) = legend(graph, &layout);
    let curves: String = layout.curves.iter().map(Curve::draw).collect();
    let from: String = layout
        .from
        .iter()
        .enumerate()
        .map(|(index, spot)| spot.draw(layout.curves.iter().filter(|curve| curve.from == index)))
        .collect();
    let to: String = layout
        .to
        .iter()
        .enumerate()
        .map(|(index, spot)| spot.draw(layout.curves.iter().filter(|curve| curve.to == index)))
        .collect();
    format!(
        concat!(
            r#"<svg class="drawing__picture" viewBox="0 0 {} {}" role="group" aria-labelledby="{id}-title" aria-describedby="{id}-description">"#,
            r#"<title id="{id}-title">{}</title><desc id="{id}-description">{}</desc>"#,
            r#"<g class="drawing__edges">{}</g>"#,
            r#"<g role="group" aria-labelledby="{id}-from"><g id="{id}-from">{}</g>{}</g>"#,
            r#"<g role="group" aria-labelledby="{id}-to"><g id="{id}-to">{}</g>{}</g>{}</svg>"#,
        ),
        At(WIDTH),
        At(bottom),
        escape(&graph.title),
        escape(&graph.description),
        curves,
        heads.from,
        from,
        heads.to,
        to,
        legend,
        id = escape(&graph.id),
    )
}

/// What stands over the columns.
struct Heads {
    from: String,
    to: String,
    height: i64,
}

impl Heads {
    fn of(graph: &Graph) -> Self {
        let face = Face::SmallBold;
        let from = face.wrap(&graph.from_heading, HEADING);
        let taken = face.widest(&from) + HEADING_GAP;
        let to = face.wrap(&graph.to_heading, WIDTH - taken);
        let height = count(from.len().max(to.len())) * face.leading();
        let draw = |lines: &[String], anchor, x| -> String {
            let mut y = height - count(lines.len()) * face.leading() + face.ascent();
            let mut drawn = String::new();
            for line in lines {
                drawn.push_str(&text("drawing__heading", anchor, x, y, line));
                y += face.leading();
            }
            drawn
        };
        Self {
            from: draw(&from, Anchor::Start, 0),
            to: draw(&to, Anchor::End, WIDTH),
            height,
        }
    }
}

/// What dashes mean, if there are any, and where the drawing ends.
fn legend(graph: &Graph, layout: &Layout<'_>) -> (String, i64) {
    if !layout.curves.iter().any(|curve| curve.conditional) {
        return (String::new(), layout.bottom);
    }
    let face = Face::Small;
    let indent = 440;
    let mut y = layout.bottom + 100;
    let dash = y + face.ascent() - 45;
    let mut drawn = format!(
        r#"<path class="drawing__edge drawing__edge--conditional" d="M0 {}H{}"/>"#,
        At(dash),
        At(indent - 80),
    );
    for line in face.wrap(&graph.conditional_label, WIDTH - indent) {
        let base = y + face.ascent();
        drawn.push_str(&text("drawing__detail", Anchor::Start, indent, base, &line));
        y += face.leading();
    }
    (drawn, y)
}

/// Where everything is.
struct Layout<'a> {
    /// The left column from top to bottom.
    from: Vec<Spot<'a>>,
    /// The right column.
    to: Vec<Spot<'a>>,
    /// The edges, by the columns' indices.
    curves: Vec<Curve>,
    /// Where the columns end.
    bottom: i64,
}

impl<'a> Layout<'a> {
    fn of(graph: &'a Graph, top: i64) -> Self {
        let order = Order::of(graph);
        let wide = |nodes: &[Node]| {
            let widths = nodes
                .iter()
                .map(|node| Face::Bold.width(&node.code) + PADDING);
            widths.max().unwrap_or(0).max(NARROWEST)
        };
        let (from_width, to_width) = (wide(&graph.from), wide(&graph.to));
        let named = order.to.len() - order.any;
        let height = count(order.from.len().max(named)) * PITCH;
        let mut from: Vec<Spot<'a>> = order
            .from
            .iter()
            .zip(spread(order.from.len(), top, height))
            .map(|(index, y)| Spot::node(&graph.from[*index], 0, from_width, y))
            .collect();
        let mut bottom = top + height;
        let mut ys: Vec<i64> = spread(named, top, height).collect();
        if order.any > 0 {
            let everything = Spot::everything(&graph.any_label, bottom);
            let height = (count(order.any) * PITCH).max(everything.height + PITCH - NODE);
            ys.extend(spread(order.any, bottom, height));
            from.push(Spot {
                y: bottom + height / 2,
                ..everything
            });
            bottom += height;
        }
        let to: Vec<Spot<'a>> = order
            .to
            .iter()
            .zip(ys)
            .enumerate()
            .map(|(place, (index, y))| Spot {
                tone: Some(place % TONES + 1),
                ..Spot::node(&graph.to[*index], WIDTH - to_width, to_width, y)
            })
            .collect();
        let curves = curves(&order, &from, &to);
        Self {
            from,
            to,
            curves,
            bottom,
        }
    }
}

/// The middles of things that share a height evenly.
fn spread(things: usize, top: i64, height: i64) -> impl Iterator<Item = i64> {
    let all = count(things);
    (0..all).map(move |thing| top + (2 * thing + 1) * height / (2 * all))
}

/// A node in its place.
struct Spot<'a> {
    node: Option<&'a Node>,
    /// The words, if there is no node.
    lines: Vec<String>,
    x: i64,
    /// Its middle.
    y: i64,
    width: i64,
    height: i64,
    /// The tone of the curves that end here.
    tone: Option<usize>,
}

impl<'a> Spot<'a> {
    fn node(node: &'a Node, x: i64, width: i64, y: i64) -> Self {
        Self {
            node: Some(node),
            lines: Vec::new(),
            x,
            y,
            width,
            height: NODE,
            tone: None,
        }
    }

    /// What leads where everything leads.
    fn everything(words: &str, y: i64) -> Self {
        let face = Face::Small;
        let lines = face.wrap(words, EVERYTHING);
        Self {
            node: None,
            x: 0,
            y,
            width: face.widest(&lines) + PADDING,
            height: (count(lines.len()) * face.leading() + 100).max(NODE),
            lines,
            tone: None,
        }
    }

    /// Draws it after those of its curves that are seen when one points at it.
    fn draw<'c>(&self, curves: impl Iterator<Item = &'c Curve>) -> String {
        let curves: String = curves.map(Curve::draw).collect();
        let shown = match self.node {
            Some(node) => self.draw_node(node),
            None => self.draw_words(),
        };
        format!(r#"<g class="drawing__place">{curves}{shown}</g>"#)
    }

    fn draw_node(&self, node: &Node) -> String {
        let group = if node.group.is_ascii_alphanumeric() {
            format!(" drawing__node--{}", node.group.to_ascii_lowercase())
        } else {
            String::new()
        };
        let tone = self.tone.map_or_else(String::new, |tone| {
            format!(
                r#"<path class="drawing__root drawing__tone--{tone}" d="M{} {}V{}"/>"#,
                At(self.x - 20),
                At(self.y - self.height / 2),
                At(self.y + self.height / 2),
            )
        });
        let words = format!("{}: {}", node.code, node.name);
        format!(
            r#"{tone}<a class="drawing__node{group}" href="{}"><title>{}</title>{}{}</a>"#,
            escape(&node.href),
            escape(&words),
            self.draw_box(),
            text(
                "drawing__code",
                Anchor::Middle,
                self.x + self.width / 2,
                self.y + 58,
                &node.code,
            ),
        )
    }

    fn draw_words(&self) -> String {
        let face = Face::Small;
        let mut drawn = self.draw_box();
        let mut y = self.y - count(self.lines.len()) * face.leading() / 2;
        for line in &self.lines {
            let base = y + face.ascent();
            drawn.push_str(&text(
                "drawing__everything",
                Anchor::Middle,
                self.x + self.width / 2,
                base,
                line,
            ));
            y += face.leading();
        }
        drawn
    }

    fn draw_box(&self) -> String {
        // A hairline has room on both sides.
        format!(
            r#"<rect class="drawing__box" x="{}" y="{}" width="{}" height="{}" rx="3"/>"#,
            At(self.x + 10),
            At(self.y - self.height / 2),
            At(self.width - 20),
            At(self.height),
        )
    }
}

/// An edge in its place.
struct Curve {
    /// Index in the left column as drawn.
    from: usize,
    /// Index in the right column as drawn.
    to: usize,
    conditional: bool,
    start: (i64, i64),
    end: (i64, i64),
}

impl Curve {
    fn draw(&self) -> String {
        let (left, right) = (self.start.0, self.end.0);
        let bend = (right - left) / 2;
        let conditional = if self.conditional {
            " drawing__edge--conditional"
        } else {
            ""
        };
        format!(
            r#"<path class="drawing__edge drawing__tone--{}{conditional}" d="M{} {}C{} {} {} {} {} {}"/>"#,
            self.to % TONES + 1,
            At(left),
            At(self.start.1),
            At(left + bend),
            At(self.start.1),
            At(right - bend),
            At(self.end.1),
            At(right),
            At(self.end.1),
        )
    }
}

/// The curves between two columns: their ends share each node's side in the
/// order of what is at the other end, so that none crosses another there.
fn curves(order: &Order, from: &[Spot<'_>], to: &[Spot<'_>]) -> Vec<Curve> {
    let mut curves: Vec<Curve> = order
        .edges
        .iter()
        .map(|edge| Curve {
            from: edge.from,
            to: edge.to,
            conditional: edge.conditional,
            start: (from[edge.from].x + from[edge.from].width, from[edge.from].y),
            end: (to[edge.to].x, to[edge.to].y),
        })
        .collect();
    curves.sort_by_key(|curve| (curve.to, curve.from));
    for spot in 0..to.len() {
        let ends: Vec<&mut Curve> = curves.iter_mut().filter(|curve| curve.to == spot).collect();
        for (offset, curve) in ports(ends.len()).zip(ends) {
            curve.end.1 += offset;
        }
    }
    for spot in 0..from.len() {
        let starts: Vec<&mut Curve> = curves
            .iter_mut()
            .filter(|curve| curve.from == spot)
            .collect();
        for (offset, curve) in ports(starts.len()).zip(starts) {
            curve.start.1 += offset;
        }
    }
    curves
}

/// How far from a node's middle the ends of its curves are.
fn ports(curves: usize) -> impl Iterator<Item = i64> {
    let gaps = count(curves) - 1;
    let port = PORT.min(SIDE / gaps.max(1));
    (0..=gaps).map(move |end| (2 * end - gaps) * port / 2)
}

/// In which order the nodes stand.
#[derive(Clone)]
struct Order {
    /// The left column's nodes by their indices.
    from: Vec<usize>,
    /// The right column's, with those that everything leads to at its end.
    to: Vec<usize>,
    /// How many those are.
    any: usize,
    /// The edges by places in the columns.
    edges: Vec<Edge>,
}

impl Order {
    fn of(graph: &Graph) -> Self {
        let given: Vec<Edge> = graph
            .edges
            .iter()
            .filter(|edge| edge.from < graph.from.len() && edge.to < graph.to.len())
            .copied()
            .collect();
        let (any, named): (Vec<usize>, Vec<usize>) =
            (0..graph.to.len()).partition(|index| graph.any.contains(index));
        let mut columns = Columns {
            from: (0..graph.from.len()).collect(),
            to: named,
            last: any,
        };
        columns.untangle(&given);
        let from_places = places(&columns.from);
        let to: Vec<usize> = columns.to.iter().chain(&columns.last).copied().collect();
        let to_places = places(&to);
        let everything = graph.from.len();
        let edges = given
            .iter()
            .map(|edge| Edge {
                from: from_places[edge.from],
                to: to_places[edge.to],
                conditional: edge.conditional,
            })
            .chain(columns.last.iter().map(|index| Edge {
                from: everything,
                to: to_places[*index],
                conditional: false,
            }))
            .collect();
        Self {
            from: columns.from,
            any: columns.last.len(),
            to,
            edges,
        }
    }
}

/// The columns while they are put in order.
#[derive(Clone)]
struct Columns {
    from: Vec<usize>,
    to: Vec<usize>,
    /// What stays below `to`.
    last: Vec<usize>,
}

impl Columns {
    /// Puts each column in order by the middle of what its nodes are joined to,
    /// in turns, and keeps the best; then exchanges neighbours while it helps.
    fn untangle(&mut self, edges: &[Edge]) {
        let mut tried = self.clone();
        let mut fewest = self.crossings(edges);
        for _ in 0..ROUNDS {
            let from_places = places(&tried.from);
            tried.to.sort_by(|a, b| {
                let middle = |node: usize| {
                    let joined = edges.iter().filter(|edge| edge.to == node);
                    Middle::of(joined.map(|edge| from_places[edge.from]))
                };
                middle(*a).cmp(&middle(*b)).then(a.cmp(b))
            });
            let to_places = tried.to_places();
            tried.from.sort_by(|a, b| {
                let middle = |node: usize| {
                    let joined = edges.iter().filter(|edge| edge.from == node);
                    Middle::of(joined.map(|edge| to_places[edge.to]))
                };
                middle(*a).cmp(&middle(*b)).then(a.cmp(b))
            });
            let crossings = tried.crossings(edges);
            if crossings < fewest {
                fewest = crossings;
                *self = tried.clone();
            }
        }
        while self.exchange(edges, &mut fewest) {}
    }

    /// Exchanges the first neighbours for which it helps; says whether it did.
    fn exchange(&mut self, edges: &[Edge], fewest: &mut usize) -> bool {
        for upper in 1..self.from.len().max(self.to.len()) {
            for left in [true, false] {
                let mut tried = self.clone();
                let column = if left { &mut tried.from } else { &mut tried.to };
                if upper >= column.len() {
                    continue;
                }
                column.swap(upper - 1, upper);
                let crossings = tried.crossings(edges);
                if crossings < *fewest {
                    *fewest = crossings;
                    *self = tried;
                    return true;
                }
            }
        }
        false
    }

    /// How many pairs of edges cross.
    fn crossings(&self, edges: &[Edge]) -> usize {
        let (from, to) = (places(&self.from), self.to_places());
        let crosses = |a: &Edge, b: &Edge| {
            let left = from[a.from].cmp(&from[b.from]);
            let right = to[a.to].cmp(&to[b.to]);
            left != Ordering::Equal && left == right.reverse()
        };
        let pairs = edges.iter().enumerate();
        pairs
            .map(|(index, a)| edges[index + 1..].iter().filter(|b| crosses(a, b)).count())
            .sum()
    }

    fn to_places(&self) -> Vec<usize> {
        let whole: Vec<usize> = self.to.iter().chain(&self.last).copied().collect();
        places(&whole)
    }
}

/// Where each node stands in a column.
fn places(column: &[usize]) -> Vec<usize> {
    let mut places = vec![0; column.len()];
    for (place, node) in column.iter().enumerate() {
        places[*node] = place;
    }
    places
}

/// The mean of places, kept exact; of none, it is below all.
struct Middle {
    sum: usize,
    number: usize,
}

impl Middle {
    fn of(places: impl Iterator<Item = usize>) -> Self {
        let start = Self { sum: 0, number: 0 };
        places.fold(start, |middle, place| Self {
            sum: middle.sum + place,
            number: middle.number + 1,
        })
    }

    fn cmp(&self, other: &Self) -> Ordering {
        match (self.number, other.number) {
            (0, 0) => Ordering::Equal,
            (0, _) => Ordering::Greater,
            (_, 0) => Ordering::Less,
            _ => (self.sum * other.number).cmp(&(other.sum * self.number)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_text_inside, attributes, found, height, tenths, words};
    use super::*;

    fn node(code: &str) -> Node {
        Node {
            code: code.to_owned(),
            name: format!("Name of {code}"),
            href: format!("/things/{code}/"),
            group: code.chars().next().unwrap(),
        }
    }

    /// A graph of edges between letters; a `?` makes one conditional.
    fn sample(from: &str, to: &str, edges: &[&str]) -> Graph {
        let codes = |codes: &str| -> Vec<String> { codes.split(' ').map(str::to_owned).collect() };
        let (from, to) = (codes(from), codes(to));
        let place = |codes: &[String], code: &str| codes.iter().position(|c| c == code).unwrap();
        let edges = edges
            .iter()
            .map(|edge| {
                let (left, right) = edge.trim_end_matches('?').split_once('-').unwrap();
                Edge {
                    from: place(&from, left),
                    to: place(&to, right),
                    conditional: edge.ends_with('?'),
                }
            })
            .collect();
        Graph {
            id: "changes".to_owned(),
            title: "Changes".to_owned(),
            description: "What changes into what.".to_owned(),
            from_heading: "From".to_owned(),
            to_heading: "To".to_owned(),
            from: from.iter().map(|code| node(code)).collect(),
            to: to.iter().map(|code| node(code)).collect(),
            edges,
            any: Vec::new(),
            any_label: "anything".to_owned(),
            conditional_label: "on a condition".to_owned(),
        }
    }

    fn crossings(given: &Graph) -> usize {
        let order = Order::of(given);
        let pairs = order.edges.iter().enumerate();
        pairs
            .map(|(index, a)| {
                let later = order.edges[index + 1..].iter();
                later
                    .filter(|b| {
                        (a.from < b.from && a.to > b.to) || (a.from > b.from && a.to < b.to)
                    })
                    .count()
            })
            .sum()
    }

    #[test]
    fn nodes_are_links_and_edges_are_curves() {
        let drawn = graph(&sample("A1 B2", "C3", &["A1-C3", "B2-C3"]));
        assert_eq!(attributes(&drawn, "svg", "role"), ["group"]);
        assert_eq!(
            attributes(&drawn, "svg", "aria-labelledby"),
            ["changes-title"]
        );
        assert_eq!(words(&drawn, "#changes-title"), ["Changes"]);
        assert_eq!(
            words(&drawn, "#changes-description"),
            ["What changes into what."]
        );
        assert_eq!(words(&drawn, "#changes-from"), ["From"]);
        assert_eq!(
            attributes(&drawn, "a", "href"),
            ["/things/A1/", "/things/B2/", "/things/C3/"]
        );
        assert_eq!(words(&drawn, "a .drawing__code"), ["A1", "B2", "C3"]);
        assert_eq!(words(&drawn, "a title")[0], "A1: Name of A1");
        assert_eq!(
            attributes(&drawn, "a", "class")[0],
            "drawing__node drawing__node--a"
        );
        assert_eq!(found(&drawn, ".drawing__edges .drawing__edge").len(), 2);
    }

    #[test]
    fn each_node_brings_its_own_edges_for_pointing() {
        let drawn = graph(&sample("A1 B2", "C3 C4", &["A1-C3", "B2-C3", "B2-C4"]));
        let each: Vec<usize> = found(&drawn, ".drawing__place")
            .iter()
            .map(|place| found(place, ".drawing__edge").len())
            .collect();
        assert_eq!(each, [1, 2, 2, 1]);
    }

    #[test]
    fn edges_of_one_target_share_a_tone() {
        let drawn = graph(&sample("A1 B2", "C3 C4", &["A1-C3", "B2-C3", "B2-C4"]));
        let tones = attributes(&drawn, ".drawing__edges .drawing__edge", "class");
        assert_eq!(
            tones,
            [
                "drawing__edge drawing__tone--1",
                "drawing__edge drawing__tone--1",
                "drawing__edge drawing__tone--2"
            ]
        );
        let roots = attributes(&drawn, ".drawing__root", "class");
        assert_eq!(
            roots,
            [
                "drawing__root drawing__tone--1",
                "drawing__root drawing__tone--2"
            ]
        );
    }

    #[test]
    fn a_crossing_that_need_not_be_is_not() {
        assert_eq!(
            crossings(&sample(
                "A1 B2 B3",
                "C3 C4 C5",
                &["A1-C5", "B2-C4", "B3-C3"]
            )),
            0
        );
        // Every order of two nodes that lead to the same two crosses once.
        let square = ["A1-C3", "A1-C4", "B2-C3", "B2-C4"];
        assert_eq!(crossings(&sample("A1 B2", "C3 C4", &square)), 1);
    }

    #[test]
    fn nodes_that_are_alike_keep_their_order() {
        let drawn = graph(&sample("A1 B2 B3", "C3", &["B3-C3", "B2-C3", "A1-C3"]));
        assert_eq!(words(&drawn, ".drawing__code"), ["A1", "B2", "B3", "C3"]);
    }

    #[test]
    fn what_everything_leads_to_has_one_node_of_its_own() {
        let mut given = sample("A1 B2", "C1 C3 C9", &["A1-C3", "B2-C3"]);
        given.any = vec![0, 2];
        let drawn = graph(&given);
        assert_eq!(words(&drawn, ".drawing__everything"), ["anything"]);
        assert_eq!(
            words(&drawn, "a .drawing__code"),
            ["A1", "B2", "C3", "C1", "C9"]
        );
        assert_eq!(found(&drawn, ".drawing__edges .drawing__edge").len(), 4);
        given.any = Vec::new();
        assert!(words(&graph(&given), ".drawing__everything").is_empty());
    }

    #[test]
    fn dashes_are_explained_where_there_are_any() {
        let drawn = graph(&sample("A1 B2", "C3", &["A1-C3?", "B2-C3"]));
        assert_eq!(
            found(&drawn, ".drawing__edges .drawing__edge--conditional").len(),
            1
        );
        assert_eq!(words(&drawn, ".drawing__detail"), ["on a condition"]);
        let without = graph(&sample("A1 B2", "C3", &["A1-C3", "B2-C3"]));
        assert!(words(&without, ".drawing__detail").is_empty());
    }

    #[test]
    fn an_edge_without_an_end_is_left_out() {
        let mut given = sample("A1", "C3", &["A1-C3"]);
        for (from, to) in [(1, 0), (0, 1)] {
            given.edges.push(Edge {
                from,
                to,
                conditional: true,
            });
        }
        assert_eq!(
            found(&graph(&given), ".drawing__edges .drawing__edge").len(),
            1
        );
    }

    #[test]
    fn all_of_it_is_inside_and_nodes_are_apart() {
        let from = "A1 A2 A3 B1 B2 B3 B4 B5 B7 B10 C2 C3 C4 C9 C10";
        let to = "A5 A6 B2 B7 B8 B14 C2 C3 C4 C5 C11";
        let mut given = sample(from, to, &["A1-C3"]);
        given.edges = (0..45)
            .map(|edge| Edge {
                from: edge * 7 % 15,
                to: (edge * edge + edge / 4) % 11,
                conditional: edge % 9 == 0,
            })
            .collect();
        given.any = vec![1, 4];
        given.from_heading = "Сізде бар визаның санаты мен түрі".to_owned();
        given.to_heading = "Ауыстыруға рұқсат етілетін визалардың санаттары".to_owned();
        given.any_label = "кез келген санаттағы виза".to_owned();
        given.conditional_label =
            "бұйрықта аталған шарттардың бірі орындалған жағдайда ғана ауыстырылады".to_owned();
        let drawn = graph(&given);
        assert_text_inside(&drawn);
        let tops = attributes(&drawn, "a .drawing__box", "y");
        let tops: Vec<i64> = tops.iter().map(|top| tenths(top)).collect();
        assert!(
            tops.iter()
                .all(|top| *top > 0 && top + NODE <= height(&drawn))
        );
        for column in [&tops[..15], &tops[15..]] {
            assert!(column.windows(2).all(|two| two[1] - two[0] >= PITCH));
        }
        assert_eq!(drawn, graph(&given.clone()));
    }

    #[test]
    fn words_from_content_are_escaped() {
        let mut given = sample("A1", "C3", &["A1-C3?"]);
        let hostile = r#"<script>"&'"#;
        given.id = hostile.to_owned();
        given.title = hostile.to_owned();
        given.description = hostile.to_owned();
        given.from_heading = hostile.to_owned();
        given.to_heading = hostile.to_owned();
        given.any = vec![0];
        given.any_label = hostile.to_owned();
        given.conditional_label = hostile.to_owned();
        given.from[0] = Node {
            code: hostile.to_owned(),
            name: hostile.to_owned(),
            href: hostile.to_owned(),
            group: '"',
        };
        let drawn = graph(&given);
        assert!(!drawn.contains("<script>") && !drawn.contains("\"&'"));
        assert_eq!(attributes(&drawn, "a", "class")[0], "drawing__node");
        assert_eq!(attributes(&drawn, "a", "href")[0], hostile);
        assert_eq!(words(&drawn, "a .drawing__code")[0], hostile);
    }

    #[test]
    fn of_nothing_there_is_an_empty_drawing() {
        let mut given = sample("A1", "C3", &[]);
        given.from = Vec::new();
        given.to = Vec::new();
        assert!(words(&graph(&given), ".drawing__code").is_empty());
    }
}
