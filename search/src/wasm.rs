//! The page's door to the search: texts in, JSON out.

use alloc::string::String;
use core::arch::wasm32;
use core::panic::PanicInfo;

use lol_alloc::{FreeListAllocator, LockedAllocator};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::json::Json;
use crate::{Index, Query};

#[global_allocator]
static ALLOCATOR: LockedAllocator<FreeListAllocator> =
    LockedAllocator::new(FreeListAllocator::new());

/// The page cannot show more of a panic than that there was one, so that the
/// texts of panics stay out of the WASM.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    wasm32::unreachable()
}

/// An index, and the query that was put to it last.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Search {
    index: Index,
    query: Query,
}

#[wasm_bindgen]
impl Search {
    /// Opens an index; nothing if it is not what this version of the code reads.
    pub fn open(index: &[u8]) -> Option<Search> {
        Some(Self {
            index: Index::open(index)?,
            query: Query::default(),
        })
    }

    /// Takes a query; says which pieces of the index have to be loaded and given
    /// before there is an answer: a list in JSON.
    pub fn ask(&mut self, query: &str) -> String {
        self.query = self.index.read(query);
        let mut json = Json::default();
        json.list(self.index.needs(&self.query), Json::number);
        json.0
    }

    /// Takes a piece of the index.
    pub fn give(&mut self, shard: usize, bytes: &[u8]) {
        self.index.give(shard, bytes);
    }

    /// What was found for the query that was asked.
    pub fn found(&self, most: usize) -> String {
        self.index.found(&self.query, most)
    }

    /// What is shown of a hit; `texts` are those of its page. Nothing if they are
    /// not what this version of the code reads.
    pub fn show(&self, entry: usize, today: &str, texts: &[u8]) -> String {
        let shown = self.index.show(&self.query, entry, today, texts);
        shown.map_or_else(String::new, |shown| shown.to_json())
    }
}
