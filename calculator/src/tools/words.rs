//! The words of the tools, in one language.

use alloc::string::String;
use alloc::vec::Vec;

use crate::phrases::{fill, phrases};
use crate::wire::wire;

phrases! {
    /// A text of the tools.
    ToolPhrase {
        /// A field that must be filled in.
        ErrorEmpty = "error-empty" [];
        /// Not a date that anybody would type.
        ErrorTypedDate = "error-typed-date" ["given"];
        /// A date of a day that there isn't.
        ErrorTypedDay = "error-typed-day" ["given"];
        /// A date whose year is missing or hasn't four digits.
        ErrorTypedYear = "error-typed-year" ["given"];
        /// A date that can be read in two ways.
        ErrorTypedTwoWays = "error-typed-two-ways" ["given", "first", "second"];
        /// A date with another day of the week than it has.
        ErrorTypedWeekday = "error-typed-weekday" ["given", "first"];
        /// A line of a question that its tool doesn't know.
        ErrorUnknownField = "error-unknown-field" ["given"];
        /// A line of a question that stands in it twice.
        ErrorTwice = "error-twice" ["given"];
        // Fees.
        /// What a plan is about.
        FeesTitle = "fees-title" ["people", "date"];
        /// Somebody, where people are not told apart.
        FeesPerson = "fees-person" [];
        /// No such kind of people.
        FeesNoRole = "fees-no-role" ["given", "allowed"];
        /// A plan without people.
        FeesNobody = "fees-nobody" [];
        /// People without a service.
        FeesNoService = "fees-no-service" [];
        /// A line that belongs to people, before any.
        FeesBeforePeople = "fees-before-people" ["given"];
        /// A choice that belongs to a service, before any.
        FeesBeforeService = "fees-before-service" ["given"];
        /// A choice that a service needs.
        FeesChoose = "fees-choose" ["option", "allowed"];
        /// A service twice for the same people.
        FeesServiceTwice = "fees-service-twice" ["service"];
        /// More groups of people than a plan may have.
        FeesTooManyGroups = "fees-too-many-groups" ["most"];
        /// More services than people may have.
        FeesTooManyServices = "fees-too-many-services" ["most"];
        /// An exemption counts for a whole group.
        FeesExemption = "fees-exemption" [];
        /// The day of payment.
        PaymentDate = "payment-date" [];
        /// What to do on the day of payment.
        Payment = "payment" ["total"];
        /// The same where the sum is not known.
        PaymentUnknown = "payment-unknown" [];
        /// The sum.
        Total = "total" [];
        /// Why there is no sum.
        TotalUnknown = "total-unknown" [];
        /// A number of units.
        FacetRate = "facet-rate" [];
        /// From when a value is on file.
        FacetSince = "facet-since" [];
        /// A ground of exemption.
        FacetExemption = "facet-exemption" [];
        // Duty.
        /// What a duty's answer is about.
        DutyTitle = "duty-title" ["duty", "date"];
        /// Which duty.
        DutyWhat = "duty-what" [];
        /// For how many people.
        DutyPeople = "duty-people" [];
        // Deadlines.
        /// Nothing that can be counted.
        ErrorWhat = "error-what" ["given"];
        /// No such date rule.
        ErrorDateRule = "error-date-rule" ["given", "allowed"];
        /// A time or a channel where nothing is filed.
        ErrorNothingFiled = "error-nothing-filed" ["given"];
        /// What an answer about a service is called.
        TitleDue = "title-due" ["title"];
        /// What an answer about a period is called.
        TitlePeriod = "title-period" ["rule", "title"];
        /// What an answer about a filing window is called.
        TitleWindow = "title-window" ["title"];
        /// The label of what is counted.
        AskedWhat = "asked-what" [];
        /// The label of the day of filing.
        AskedFiling = "asked-filing" [];
        /// The label of the day of an event.
        AskedEvent = "asked-event" [];
        /// The day of an event, and which event.
        EventDay = "event-day" ["day", "starts"];
        /// The label of the day of an expiry.
        AskedExpires = "asked-expires" [];
        /// The label of a time of day.
        AskedTime = "asked-time" [];
        /// The label of a channel.
        AskedChannel = "asked-channel" [];
        /// The label of the day of acceptance.
        LabelAccepted = "label-accepted" [];
        /// The label of the earliest end.
        LabelEarliest = "label-earliest" [];
        /// The label of the end.
        LabelDue = "label-due" [];
        /// The label of the end after an extension.
        LabelExtended = "label-extended" [];
        /// The label of the first day of a filing window.
        LabelOpens = "label-opens" [];
        /// The label of the last day of a filing window.
        LabelCloses = "label-closes" [];
        /// What a day is called in a calendar.
        EventTitle = "event-title" ["label", "title"];
        /// Where a day in a calendar comes from.
        EventSource = "event-source" ["source"];
        /// The label of a distance in days.
        FacetDays = "facet-days" [];
        /// The label of the named days off that a count has crossed.
        FacetCrossed = "facet-crossed" [];
        /// There are none of them.
        FacetNone = "facet-none" [];
        /// One of them.
        CrossedDay = "crossed-day" ["day", "why"];
        /// A weekend day that is worked.
        WhyWorked = "why-worked" ["off"];
        /// A counted number of months.
        CountMonths = "count-months" ["n"];
        /// A counted number of years.
        CountYears = "count-years" ["n"];
        /// The result of a date rule, later.
        StepResultAfter = "step-result-after" ["result", "term"];
        /// The result of a date rule, earlier.
        StepResultBefore = "step-result-before" ["result", "term"];
        /// The result of a date rule at the end of a year.
        StepYearEnd = "step-year-end" ["result"];
        /// The result of a date rule at the start of a year.
        StepYearStart = "step-year-start" ["result"];
        /// A month without the day that months are counted to.
        StepMonthCut = "step-month-cut" ["day", "month"];
        /// How calendar days of a date rule are counted.
        AssumeRuleDays = "assume-rule-days" [];
        /// How months and years of a date rule are counted.
        AssumeRuleMonths = "assume-rule-months" [];
        /// From where working days of a date rule are counted.
        AssumeRuleWorking = "assume-rule-working" [];
        /// Which year a date rule means.
        AssumeRuleYear = "assume-rule-year" [];
        /// A date rule is of a later edition than its days.
        AssumeRuleEdition = "assume-rule-edition" ["from"];
        /// A result outside all years.
        ReasonOffYears = "reason-off-years" [];
        /// January of a year, as a heading.
        January = "month-1" ["year"];
        /// February of a year, as a heading.
        February = "month-2" ["year"];
        /// March of a year, as a heading.
        March = "month-3" ["year"];
        /// April of a year, as a heading.
        April = "month-4" ["year"];
        /// May of a year, as a heading.
        May = "month-5" ["year"];
        /// June of a year, as a heading.
        June = "month-6" ["year"];
        /// July of a year, as a heading.
        July = "month-7" ["year"];
        /// August of a year, as a heading.
        August = "month-8" ["year"];
        /// September of a year, as a heading.
        September = "month-9" ["year"];
        /// October of a year, as a heading.
        October = "month-10" ["year"];
        /// November of a year, as a heading.
        November = "month-11" ["year"];
        /// December of a year, as a heading.
        December = "month-12" ["year"];
        // Finder.
        /// How many fit.
        FinderTitle = "finder-title" ["title", "n"];
        /// That nothing fits.
        FinderNone = "finder-none" ["title"];
        /// There is nothing to look for.
        ErrorNoFinder = "error-no-finder" [];
        /// An answer that may not be chosen.
        ErrorAnswer = "error-answer" ["given"];
        /// The label of the day.
        FinderOn = "finder-on" [];
        /// The label of what fits.
        FinderFits = "finder-fits" [];
        /// An answer without effect.
        FinderIgnored = "finder-ignored" ["question"];
        /// In which forms something comes.
        FinderVariants = "finder-variants" ["variants"];
        /// Which other answers help.
        FinderWayOn = "finder-way-on" ["question", "answers"];
        /// From which question on to answer anew.
        FinderWayBack = "finder-way-back" ["question"];
        /// What something costs at least and at most.
        FinderCost = "finder-cost" ["min", "max"];
        /// Why a cost is not known.
        FinderCostUnknown = "finder-cost-unknown" ["reason"];
        /// The label of the lowest cost.
        FinderLeast = "finder-least" ["service"];
        /// The label of the highest cost.
        FinderMost = "finder-most" ["service"];
        /// A day on which a service is due.
        FinderDue = "finder-due" ["service"];
        /// What such a day is counted from.
        FinderDueText = "finder-due-text" ["date"];
        /// One may enter once.
        FinderSingle = "finder-single" [];
        /// One may enter several times.
        FinderMultiple = "finder-multiple" [];
        /// Entries, validity and stay.
        FinderVariant = "finder-variant" ["entries", "validity", "stay"];
        /// The same for some people only.
        FinderFor = "finder-for" ["variant", "for"];
        /// How long one may stay.
        FinderStay = "finder-stay" ["length"];
        /// How long one may stay after each entry.
        FinderStayEach = "finder-stay-each" ["length"];
        /// One may stay as long as it is valid.
        FinderStayWhole = "finder-stay-whole" [];
        /// How long one may stay is not given.
        FinderStayUnknown = "finder-stay-unknown" [];
        /// At most so long.
        FinderUpTo = "finder-up-to" ["length"];
        /// A number of days.
        FinderDays = "finder-days" ["n"];
        /// A number of months.
        FinderMonths = "finder-months" ["n"];
        /// A number of years.
        FinderYears = "finder-years" ["n"];
        /// Who issues something.
        FinderIssued = "finder-issued" ["issuers"];
        /// Who issues something is not on file.
        FinderIssuedUnknown = "finder-issued-unknown" [];
        /// How long something is valid is not on file.
        FinderRowsUnknown = "finder-rows-unknown" [];
        /// What one may change into it.
        FinderChangeFrom = "finder-change-from" ["from"];
        /// One may change into it from anything.
        FinderChangeAny = "finder-change-any" [];
        /// What one may change into it is not on file.
        FinderChangeUnknown = "finder-change-unknown" [];
        /// Nothing is on file on people who hold none.
        FinderChangeNone = "finder-change-none" [];
        /// Inside one gets it in exchange only.
        FinderChangeOnly = "finder-change-only" [];
        /// One holds it already.
        FinderHeld = "finder-held" ["text"];
        /// One holds it already, and extending it is not on file.
        FinderHeldUnknown = "finder-held-unknown" [];
        /// Only for citizens of some countries.
        FinderCountries = "finder-countries" ["issuer"];
        // Comparing, links.
        /// What a comparison with another day is called.
        CompareTitle = "compare-title" ["date"];
        /// Nothing differs.
        CompareSame = "compare-same" ["date"];
        /// The most important figure is another.
        CompareMain = "compare-main" ["label", "here", "there", "date"];
        /// It is a larger amount.
        CompareMainMore = "compare-main-more" ["label", "here", "there", "date", "difference"];
        /// It is a smaller amount.
        CompareMainLess = "compare-main-less" ["label", "here", "there", "date", "difference"];
        /// One of the days has no total.
        CompareNoTotal = "compare-no-total" ["date"];
        /// An amount is larger.
        CompareMore = "compare-more" ["difference", "date"];
        /// An amount is smaller.
        CompareLess = "compare-less" ["difference", "date"];
        /// A day is later.
        CompareLater = "compare-later" ["difference", "date"];
        /// A day is earlier.
        CompareEarlier = "compare-earlier" ["difference", "date"];
        /// What makes the difference.
        CompareFacet = "compare-facet" ["label", "first", "first-date", "second", "second-date"];
        /// A figure is not known on one of the days.
        CompareNotKnown = "compare-not-known" ["date", "reason"];
        /// A line is there on one of the days only.
        CompareOnly = "compare-only" ["date"];
        /// What is found on one of the days only.
        CompareIds = "compare-ids" ["ids", "date"];
        /// The other day cannot be answered.
        CompareFailed = "compare-failed" ["date", "reason"];
        /// Stands for a figure.
        NotKnown = "not-known" [];
        /// The content has changed, and with it the total.
        ChangedTotal = "changed-total" ["before", "now"];
        /// The content has changed, and with it the answer.
        ChangedSome = "changed-some" [];
        /// The content has changed, but not the answer.
        ChangedNothing = "changed-nothing" [];
        /// The content has changed, and the link doesn't hold the figures.
        ChangedNotNoted = "changed-not-noted" [];
        /// The link may be of later content.
        ChangedOther = "changed-other" [];
        /// The content is the same, but not the figures in the link.
        ChangedByHand = "changed-by-hand" [];
        /// An amount has become larger.
        ChangedMore = "changed-more" ["difference"];
        /// An amount has become smaller.
        ChangedLess = "changed-less" ["difference"];
        /// A day has become later.
        ChangedLater = "changed-later" ["difference"];
        /// A day has become earlier.
        ChangedEarlier = "changed-earlier" ["difference"];
        /// What makes the difference.
        ChangedFacet = "changed-facet" ["label", "first", "second"];
        /// A figure has become known.
        ChangedKnown = "changed-known" [];
        /// A figure is not known any more.
        ChangedNotKnown = "changed-not-known" ["reason"];
        /// A line is new.
        ChangedNew = "changed-new" [];
        /// A line is gone.
        ChangedGone = "changed-gone" [];
        /// The label of a line that is gone.
        ChangedGoneLabel = "changed-gone-label" [];
        /// What is found now.
        ChangedIdsNew = "changed-ids-new" ["ids"];
        /// What is no longer found.
        ChangedIdsGone = "changed-ids-gone" ["ids"];
        /// The figures in a link cannot be read.
        NoticeWas = "notice-was" [];
        /// A link of a later version of this code.
        NoticeFormat = "notice-format" [];
        /// A link of later content than the page's.
        NoticeNewer = "notice-newer" ["date", "as-of"];
        /// Something that a link says of itself cannot be read.
        NoticeMalformed = "notice-malformed" [];
        // Calendar files.
        /// What was asked.
        CalendarAsked = "calendar-asked" ["label", "value"];
        /// What it rests on.
        CalendarSources = "calendar-sources" ["sources"];
        /// That it is an estimate, and from which content.
        CalendarEstimate = "calendar-estimate" ["version"];
        /// Where the answer is.
        CalendarLink = "calendar-link" ["link"];
    }
}

/// The words of the tools.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolWords {
    texts: Vec<String>,
}

wire!(ToolWords { texts });

impl ToolWords {
    /// The words from their texts in the order of [`ToolPhrase::ALL`]. `None`
    /// unless there are exactly as many as needed.
    pub fn new(texts: Vec<String>) -> Option<Self> {
        (texts.len() == ToolPhrase::ALL.len()).then_some(Self { texts })
    }

    /// The text with its slots filled.
    pub fn say(&self, phrase: ToolPhrase, slots: &[(&str, &str)]) -> String {
        fill(self.text(phrase), slots)
    }

    /// The text as it is, with its plural forms if it has any
    /// (see [`crate::Phrasebook::count`]).
    pub fn text(&self, phrase: ToolPhrase) -> &str {
        self.texts.get(phrase as usize).map_or("", String::as_str)
    }
}
