//! The stable names of what can be wrong, and what `qagida explain` says of each.
//!
//! A new one is a line here, a file `explanations/ID.md`, and a fixture in
//! `tests/tool/codes.rs`; the first is missed by the compiler, the second by a
//! test.

use std::fmt;

macro_rules! codes {
    ($(#[doc = $doc:literal] $name:ident = $id:literal;)*) => {
        /// What kind of problem a message is about. The names are public: they
        /// are never changed, and never used for something else.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $doc] $name,)* }

        impl Code {
            /// All there are.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its public name.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// What it is about, in a line.
            pub fn summary(self) -> &'static str {
                match self { $(Self::$name => $doc,)* }.trim()
            }

            /// What it means, why it is refused, an example, and what to do.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!("explanations/", $id, ".md")),)*
                }
            }
        }
    };
}

impl Code {
    /// The code of a name.
    pub fn of(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.id() == id)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

codes! {
    /// A folder or file cannot be read.
    CannotRead = "cannot-read";
    /// A folder or file cannot be written.
    CannotWrite = "cannot-write";
    /// A file is not valid UTF-8.
    NotUtf8 = "not-utf8";
    /// A content folder without content.
    NoContent = "no-content";
    /// Content that was written for a newer qagida.
    NewerFormat = "newer-format";
    /// A file that the content model doesn't know.
    UnknownFile = "unknown-file";
    /// A tab, no-break space or invisible character.
    InvisibleCharacter = "invisible-character";
    /// Not YAML.
    YamlSyntax = "yaml-syntax";
    /// YAML that content doesn't use: aliases, tags, several documents.
    YamlFeature = "yaml-feature";
    /// Nested or large beyond reason.
    TooDeep = "too-deep";
    /// The same key twice.
    DuplicateKey = "duplicate-key";
    /// The same id twice.
    DuplicateId = "duplicate-id";
    /// A field that doesn't exist.
    UnknownField = "unknown-field";
    /// A required field that isn't there.
    MissingField = "missing-field";
    /// A value that is still to be filled in.
    Unfilled = "unfilled";
    /// Something of another kind than expected.
    WrongType = "wrong-type";
    /// A value outside what is allowed.
    BadValue = "bad-value";
    /// A date that isn't one.
    BadDate = "bad-date";
    /// An amount that isn't one.
    BadAmount = "bad-amount";
    /// Dated values that overlap, leave a gap or are out of order.
    BadHistory = "bad-history";
    /// A published figure that says something else now, or is gone.
    Overwritten = "overwritten";
    /// A correction that doesn't fit what it corrects, or doesn't say why.
    BadCorrection = "bad-correction";
    /// Figures that aren't recorded as published yet.
    NotRecorded = "not-recorded";
    /// A text without one of the languages.
    MissingLanguage = "missing-language";
    /// A text in a language that the site doesn't have.
    UnknownLanguage = "unknown-language";
    /// A reference to nothing.
    UnknownReference = "unknown-reference";
    /// A table without a row for a value of its option.
    IncompleteTable = "incomplete-table";
    /// Two things that cannot both be true.
    Contradiction = "contradiction";
    /// Something defined that nothing uses.
    Unused = "unused";
    /// A place of a source that nothing accounts for.
    Uncovered = "uncovered";
    /// A golden case whose answer is another.
    CaseFailed = "case-failed";
    /// A value on file ends soon, and what holds after it isn't there.
    RunsOut = "runs-out";
    /// A year of the calendar that isn't known in full, and is near.
    Provisional = "provisional";
    /// An estimated date that is near or over.
    Estimated = "estimated";
    /// A source that was last compared with its original long ago.
    NotChecked = "not-checked";
    /// An act that changes a source and whose text isn't on file.
    TextMissing = "text-missing";
    /// Markdown that guides don't use.
    Markdown = "markdown";
    /// A heading that is out of order, or has no anchor or a wrong one.
    Heading = "heading";
    /// A shortcode that cannot be understood, or is not where it belongs.
    Shortcode = "shortcode";
    /// A figure that is typed where the data should give it.
    TypedFigure = "typed-figure";
    /// A question that the calculator refuses.
    RefusedQuestion = "refused-question";
    /// A text that says something else than in another language.
    UnlikeLanguages = "unlike-languages";
    /// A template that cannot be used.
    Template = "template";
    /// A text of the templates that is missing or wrong.
    TemplateText = "template-text";
    /// A link that leads nowhere.
    DeadLink = "dead-link";
    /// The WASM target cannot be had.
    WasmTarget = "wasm-target";
    /// The calculator doesn't compile to WASM.
    WasmBuild = "wasm-build";
    /// The output folder holds something that the tool didn't make.
    ForeignOutput = "foreign-output";
}
