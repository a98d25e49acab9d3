//! Content files as the tests read them: by themselves, not with the tool.

use saphyr_parser::{Event, Parser};
use serde_json::{Map, Value as Json};

/// What a file holds; every single value is a text.
pub fn parse(text: &str) -> Json {
    let mut events = Parser::new_from_str(text).map(|event| event.unwrap().0);
    let starts = [Event::StreamStart, Event::DocumentStart(false)];
    for start in starts {
        assert_eq!(events.next(), Some(start));
    }
    let first = events.next().unwrap();
    node(first, &mut events)
}

fn node<'a>(event: Event<'a>, events: &mut impl Iterator<Item = Event<'a>>) -> Json {
    match event {
        Event::Scalar(text, ..) => Json::String(text.into_owned()),
        Event::SequenceStart(..) => {
            let mut items = Vec::new();
            loop {
                match events.next().unwrap() {
                    Event::SequenceEnd => return Json::Array(items),
                    item => items.push(node(item, events)),
                }
            }
        }
        Event::MappingStart(..) => {
            let mut members = Map::new();
            loop {
                match events.next().unwrap() {
                    Event::MappingEnd => return Json::Object(members),
                    Event::Scalar(key, ..) => {
                        let value = events.next().unwrap();
                        members.insert(key.into_owned(), node(value, events));
                    }
                    other => panic!("{other:?} as a key"),
                }
            }
        }
        other => panic!("{other:?}"),
    }
}
