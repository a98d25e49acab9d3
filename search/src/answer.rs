//! What was found, as JSON: what the page shows.

use alloc::string::String;

use crate::index::Index;
use crate::json::Json;
use crate::query::Query;
use crate::show::Shown;

impl Index {
    /// The hits of a query. Where the names are not in the index, hits have
    /// none: they come with the texts.
    pub fn found(&self, query: &Query, most: usize) -> String {
        let (hits, total) = self.find(query, most);
        let mut json = Json::default();
        json.object(|json| {
            json.key("read").maybe(query.read.as_deref());
            json.key("question").maybe(query.question.as_deref());
            let nearest = if total == 0 {
                self.nearest(query)
            } else {
                None
            };
            json.key("nearest").maybe(nearest.as_deref());
            json.key("total").number(total);
            json.key("hits").list(hits, |json, hit| {
                json.object(|json| {
                    json.key("entry").number(hit.entry);
                    json.key("text").number(hit.page);
                    json.key("score").number(hit.score as usize);
                    if let Some(names) = &self.names {
                        let text = |list: &[String], number: usize| {
                            list.get(number).cloned().unwrap_or_default()
                        };
                        json.key("page").text(&text(&names.pages, hit.page));
                        json.key("title").text(&text(&names.titles, hit.entry));
                        let kind = names.kind_of.get(hit.entry).copied().unwrap_or(0);
                        json.key("kind").text(&text(&names.kinds, kind));
                    }
                });
            });
        });
        json.0
    }
}

impl Shown {
    /// As JSON.
    pub fn to_json(&self) -> String {
        let mut json = Json::default();
        json.object(|json| {
            json.key("page").text(&self.page);
            json.key("anchor").text(&self.anchor);
            json.key("kind").text(&self.kind);
            json.key("heading").text(&self.heading);
            json.key("title")
                .list(&self.title, |json, piece| json.text(piece));
            json.key("words")
                .list(&self.words, |json, piece| json.text(piece));
            let none = self.answer.is_empty();
            json.key("answer")
                .raw(if none { "null" } else { &self.answer });
        });
        json.0
    }
}
