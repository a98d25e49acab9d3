//! The few XML files of the site are written as text; this keeps it well-formed.

/// Text as it may stand in an element or an attribute.
pub fn escape(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}
