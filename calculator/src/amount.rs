//! Exact decimal amounts.

use alloc::string::String;
use core::fmt;

use rust_decimal::Decimal;

use crate::digits;
use crate::wire::{Reader, Wire, Writer};

/// An exact decimal number: money in the currency's main unit, a rate, or a
/// unit's value. Never rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(Decimal);

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountError {
    /// Something other than digits and one decimal point.
    NotPlainDecimal,
    /// More digits before the point than any real amount has.
    TooLarge,
    /// More digits after the point than any real rate has.
    TooFine,
}

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotPlainDecimal => {
                "not a plain decimal: digits, and a decimal point if needed, without spaces, signs, exponents or leading zeros"
            }
            Self::TooLarge => "too large: at most 12 digits before the decimal point",
            Self::TooFine => "too fine: at most 6 digits after the decimal point",
        })
    }
}

impl core::error::Error for AmountError {}

impl Amount {
    /// Nothing to pay.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Reads a plain decimal such as `370000` or `2162.5`.
    ///
    /// # Errors
    /// Anything else: signs, exponents, separators, leading zeros, a point
    /// without digits on both sides, or more than 12 + 6 digits.
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        let (whole, fraction) = match digits::cut(text, b'.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (text, None),
        };
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let leading_zero = whole.len() > 1 && whole.starts_with('0');
        if !digits(whole) || fraction.is_some_and(|f| !digits(f)) || leading_zero {
            return Err(AmountError::NotPlainDecimal);
        }
        if whole.len() > 12 {
            return Err(AmountError::TooLarge);
        }
        if fraction.is_some_and(|f| f.len() > 6) {
            return Err(AmountError::TooFine);
        }
        // `Decimal` could read it, too; its reader costs the page several kilobytes.
        let fraction = fraction.unwrap_or_default();
        let digits = whole.bytes().chain(fraction.bytes());
        let number = digits.fold(0, |number, digit| number * 10 + i128::from(digit - b'0'));
        u32::try_from(fraction.len())
            .ok()
            .and_then(|scale| Self::exact(number, scale))
            .ok_or(AmountError::TooFine)
    }

    /// The product, or `None` beyond 28 digits.
    pub fn times(self, other: Self) -> Option<Self> {
        if self.0.is_zero() || other.0.is_zero() {
            return Some(Self::ZERO);
        }
        let product = self.0.mantissa().checked_mul(other.0.mantissa())?;
        Self::exact(product, self.0.scale() + other.0.scale())
    }

    /// The amount for `count` people, or `None` beyond 28 digits.
    pub fn for_people(self, count: u32) -> Option<Self> {
        self.times(Self(Decimal::from(count)))
    }

    /// The sum, or `None` beyond 28 digits.
    pub fn plus(self, other: Self) -> Option<Self> {
        let scale = self.0.scale().max(other.0.scale());
        let sum = self.scaled(scale)?.checked_add(other.scaled(scale)?)?;
        Self::exact(sum, scale)
    }

    /// The difference, or `None` if that is less than nothing or beyond 28 digits.
    #[cfg(feature = "tools")]
    pub fn minus(self, other: Self) -> Option<Self> {
        let scale = self.0.scale().max(other.0.scale());
        let difference = self.scaled(scale)?.checked_sub(other.scaled(scale)?)?;
        Self::exact(difference, scale).filter(|_| difference >= 0)
    }

    /// The number without its point, if it had so many digits after that.
    fn scaled(self, scale: u32) -> Option<i128> {
        (self.0.scale()..scale).try_fold(self.0.mantissa(), |number, _| number.checked_mul(10))
    }

    /// A result, unless it would have to be rounded. `Decimal`'s own operations
    /// round; this way they don't, and cost the page nothing.
    fn exact(number: i128, scale: u32) -> Option<Self> {
        let result = Decimal::try_from_i128_with_scale(number, scale).ok()?;
        Some(Self(result.normalize()))
    }

    /// Without separators or trailing zeros.
    pub(crate) fn text(self) -> String {
        let mut text = String::new();
        let parts = self.0.unpack();
        push(&mut text, [parts.hi, parts.mid, parts.lo], parts.scale);
        text
    }
}

/// Without separators or trailing zeros: `702162.5`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text())
    }
}

/// Appends a number of three 32-bit parts, the highest first, with `places` digits
/// after its point. In parts, as dividing 128 bits takes a kilobyte of code.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a digit, and a tenth of less than ten times 2³²"
)]
fn push(text: &mut String, number: [u32; 3], places: u32) {
    let mut rest = 0;
    let tenth = number.map(|part| {
        let whole = rest << 32 | u64::from(part);
        // Amounts are seldom so large, and dividing takes its time.
        if whole == 0 {
            return 0;
        }
        rest = whole % 10;
        (whole / 10) as u32
    });
    if tenth != [0; 3] || places > 0 {
        push(text, tenth, places.saturating_sub(1));
    }
    if places == 1 {
        text.push('.');
    }
    digits::push_digit(text, rest as u32);
}

impl Wire for Amount {
    fn write(&self, to: &mut Writer) {
        let parts = self.0.unpack();
        for number in [parts.scale, parts.lo, parts.mid, parts.hi] {
            to.number(number);
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let [scale, lo, mid, hi] = core::array::from_fn(|_| from.number());
        let scale = from.need((scale <= Decimal::MAX_SCALE).then_some(scale));
        Self(Decimal::from_parts(lo, mid, hi, false, scale).normalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Amount {
        Amount::parse(text).unwrap()
    }

    #[test]
    fn reads_plain_decimals_only() {
        assert_eq!(amount("370000").to_string(), "370000");
        assert_eq!(amount("2162.50").to_string(), "2162.5");
        assert_eq!(amount("0.5").to_string(), "0.5");
        assert_eq!(amount("0").to_string(), "0");
        for bad in [
            "", " 1", "1 000", "1_000", "1e3", "0x10", "-5", "+5", "007", ".5", "5.", "1,5",
            "1.2.3", "١", "NaN",
        ] {
            assert_eq!(
                Amount::parse(bad),
                Err(AmountError::NotPlainDecimal),
                "{bad:?}"
            );
        }
        assert_eq!(Amount::parse("1234567890123"), Err(AmountError::TooLarge));
        assert_eq!(Amount::parse("0.1234567"), Err(AmountError::TooFine));
    }

    #[test]
    fn multiplies_exactly() {
        assert_eq!(amount("0.5").times(amount("4325")), Some(amount("2162.5")));
        assert_eq!(amount("2162.5").for_people(3), Some(amount("6487.5")));
        assert_eq!(
            amount("999999999999.999999").times(amount("999999999999.999999")),
            None
        );
    }

    #[test]
    fn takes_away_what_is_there() {
        assert_eq!(amount("1000").minus(amount("607.5")), Some(amount("392.5")));
        assert_eq!(amount("7").minus(amount("7")), Some(Amount::ZERO));
        assert_eq!(amount("7").minus(amount("7.1")), None);
    }

    #[test]
    fn never_rounds() {
        // 79228162514264337593543950335 is the last number that fits.
        let power_of_two = |power: u32| {
            let two = amount("2");
            (0..power).try_fold(amount("1"), |product, _| product.times(two))
        };
        let large = power_of_two(95).unwrap();
        assert_eq!(large.to_string(), "39614081257132168796771975168");
        assert_eq!(power_of_two(96), None);
        assert_eq!(large.plus(large), None);
        assert_eq!(large.plus(amount("0.5")), None);
        assert_eq!(large.plus(Amount::ZERO), Some(large));
        assert_eq!(large.times(Amount::ZERO), Some(Amount::ZERO));

        let fine = amount("0.000001");
        let finest = fine.times(fine).unwrap().times(fine).unwrap();
        assert_eq!(finest.to_string(), "0.000000000000000001");
        assert_eq!(finest.times(finest), None);
    }
}
