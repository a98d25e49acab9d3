//! The page of what has changed.

use serde::Serialize;

use super::{Cite, Frame, Link};

/// What has changed.
#[derive(Debug, Serialize)]
pub struct Changes {
    /// Everything around it.
    pub frame: Frame,
    /// What will change, the next first.
    pub coming: Vec<Day>,
    /// What has changed, the newest first.
    pub past: Vec<Day>,
    /// Since when there are values at all.
    pub first: Vec<First>,
}

/// What changes on a day.
#[derive(Debug, Serialize)]
pub struct Day {
    /// Its anchor.
    pub id: String,
    /// The day.
    pub date: String,
    /// The same as data.
    pub iso: String,
    /// The changes.
    pub changes: Vec<Change>,
}

/// A change.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// Its anchor.
    pub id: String,
    /// What has changed, from what into what.
    pub title: String,
    /// The figure's place on a page.
    pub href: Option<String>,
    /// More about it.
    pub text: Option<String>,
    /// Why it is not quite certain.
    pub doubt: Option<String>,
    /// What follows from it.
    pub effects: Vec<Effect>,
    /// The pages concerned.
    pub pages: Vec<Link>,
    /// Where it stands.
    pub sources: Vec<Cite>,
}

/// A sum that changes because something else does.
#[derive(Clone, Debug, Serialize)]
pub struct Effect {
    /// Of what.
    pub title: String,
    /// Its place on a page.
    pub href: Option<String>,
    /// The sum, and the one before it.
    pub text: String,
}

/// Since when there are values of something.
#[derive(Debug, Serialize)]
pub struct First {
    /// Of what.
    pub title: String,
    /// Since when.
    pub since: String,
    /// Where they are.
    pub href: Option<String>,
}

/// One of the last changes, for the front page.
#[derive(Debug, Serialize)]
pub struct Latest {
    /// The day.
    pub date: String,
    /// The same as data.
    pub iso: String,
    /// What has changed.
    pub title: String,
    /// Its place on the page of changes.
    pub href: String,
}
