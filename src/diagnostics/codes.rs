//! The stable names of what can be wrong.

use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal;)*) => {
        /// What kind of problem a message is about. The names are public: they
        /// are never changed, and never used for something else.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl fmt::Display for Code {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$name => $id,)* })
            }
        }
    };
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
