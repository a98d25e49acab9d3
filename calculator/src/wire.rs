//! How rules travel to the page: in the order of their fields, without names.
//!
//! By hand rather than with serde and postcard: those read the rules in 18 kB of
//! WASM, this in 8. Reading cannot fail half-way: what is wrong is noted, all that
//! follows reads as nothing, and one question at the end tells.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// Bytes that are not rules, or not of this version of the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadBytes;

impl fmt::Display for BadBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not rules that this version of the calculator reads")
    }
}

impl core::error::Error for BadBytes {}

/// Something that travels.
pub(crate) trait Wire: Sized {
    /// Adds it to the bytes.
    fn write(&self, to: &mut Writer);

    /// Takes it from the bytes; anything at all if the reader has failed.
    fn read(from: &mut Reader<'_>) -> Self;
}

/// Something as bytes that begin with the number of their format.
pub(crate) fn to_bytes<T: Wire>(format: u32, value: &T) -> Result<Vec<u8>, BadBytes> {
    let mut writer = Writer::default();
    writer.number(format);
    value.write(&mut writer);
    writer.finish()
}

/// Reads what [`to_bytes`] wrote in the same format.
pub(crate) fn from_bytes<T: Wire>(format: u32, bytes: &[u8]) -> Result<T, BadBytes> {
    let mut reader = Reader::new(bytes);
    if reader.number() != format {
        return Err(BadBytes);
    }
    let value = T::read(&mut reader);
    if reader.is_done() {
        Ok(value)
    } else {
        Err(BadBytes)
    }
}

/// Bytes under construction.
#[derive(Default)]
pub(crate) struct Writer {
    bytes: Vec<u8>,
    failed: bool,
}

impl Writer {
    /// The bytes, if all could be written.
    pub fn finish(self) -> Result<Vec<u8>, BadBytes> {
        if self.failed {
            Err(BadBytes)
        } else {
            Ok(self.bytes)
        }
    }

    /// Seven bits a byte, the lowest first; the highest bit says that more follow.
    pub fn number(&mut self, number: u32) {
        let mut rest = number;
        while rest > 0x7f {
            self.bytes.push(rest.to_le_bytes()[0] | 0x80);
            rest >>= 7;
        }
        self.bytes.push(rest.to_le_bytes()[0]);
    }

    fn length(&mut self, length: usize) {
        if let Ok(length) = u32::try_from(length) {
            self.number(length);
        } else {
            self.failed = true;
        }
    }
}

/// Bytes being read.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    failed: bool,
}

impl<'a> Reader<'a> {
    /// A reader of all the bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            rest: bytes,
            failed: false,
        }
    }

    /// Whether all was well and nothing is left.
    pub fn is_done(&self) -> bool {
        !self.failed && self.rest.is_empty()
    }

    /// Notes that something is wrong. From here on there are only zeros.
    pub fn fail(&mut self) {
        self.failed = true;
        self.rest = &[];
    }

    /// A value that must be there.
    pub fn need<T: Default>(&mut self, value: Option<T>) -> T {
        value.unwrap_or_else(|| {
            self.fail();
            T::default()
        })
    }

    pub fn byte(&mut self) -> u8 {
        let byte = self.rest.split_off_first().copied();
        self.need(byte)
    }

    pub fn number(&mut self) -> u32 {
        let mut number = 0u64;
        for place in 0..5 {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << (7 * place);
            if byte < 0x80 {
                break;
            }
        }
        self.need(u32::try_from(number).ok())
    }

    /// How many things follow: no more than there are bytes.
    fn length(&mut self) -> usize {
        let length = self.number() as usize;
        self.need((length <= self.rest.len()).then_some(length))
    }
}

/// Fields one after another.
macro_rules! wire {
    ($type:ident { $($field:ident),* $(,)? }) => {
        impl $crate::wire::Wire for $type {
            #[allow(unused_variables)]
            fn write(&self, to: &mut $crate::wire::Writer) {
                $(self.$field.write(to);)*
            }

            #[allow(unused_variables)]
            fn read(from: &mut $crate::wire::Reader<'_>) -> Self {
                Self { $($field: $crate::wire::Wire::read(from)),* }
            }
        }
    };
}

/// A variant's number, then its fields. Number 0 must be there: that is what a
/// failed reader gives.
macro_rules! wire_enum {
    ($type:ident { $(
        $number:literal = $variant:ident
            $(($($item:ident),*))?
            $({ $($field:ident),* })?
    ),* $(,)? }) => {
        impl $crate::wire::Wire for $type {
            fn write(&self, to: &mut $crate::wire::Writer) {
                match self {
                    $(Self::$variant $(($($item),*))? $({ $($field),* })? => {
                        to.number($number);
                        $($($item.write(to);)*)?
                        $($($field.write(to);)*)?
                    })*
                }
            }

            fn read(from: &mut $crate::wire::Reader<'_>) -> Self {
                match from.byte() {
                    $($number => Self::$variant
                        $(($({
                            let $item = $crate::wire::Wire::read(from);
                            $item
                        }),*))?
                        $({ $($field: $crate::wire::Wire::read(from)),* })?,)*
                    _ => {
                        from.fail();
                        Self::read(from)
                    }
                }
            }
        }
    };
}

pub(crate) use {wire, wire_enum};

impl Wire for u32 {
    fn write(&self, to: &mut Writer) {
        to.number(*self);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        from.number()
    }
}

impl Wire for i32 {
    fn write(&self, to: &mut Writer) {
        to.number(self.cast_unsigned());
    }

    fn read(from: &mut Reader<'_>) -> Self {
        from.number().cast_signed()
    }
}

impl Wire for u16 {
    fn write(&self, to: &mut Writer) {
        to.number(u32::from(*self));
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let number = from.number();
        from.need(number.try_into().ok())
    }
}

impl Wire for bool {
    fn write(&self, to: &mut Writer) {
        to.number(u32::from(*self));
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let byte = from.byte();
        from.need((byte < 2).then_some(byte == 1))
    }
}

impl Wire for String {
    fn write(&self, to: &mut Writer) {
        to.length(self.len());
        to.bytes.extend_from_slice(self.as_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let length = from.length();
        let text = from.rest.split_off(..length);
        let text = text.and_then(|bytes| core::str::from_utf8(bytes).ok());
        from.need(text).into()
    }
}

impl<T: Wire> Wire for Option<T> {
    fn write(&self, to: &mut Writer) {
        self.is_some().write(to);
        if let Some(value) = self {
            value.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        bool::read(from).then(|| T::read(from))
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn write(&self, to: &mut Writer) {
        to.length(self.len());
        for item in self {
            item.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        (0..from.length()).map(|_| T::read(from)).collect()
    }
}

impl<T: Wire, U: Wire> Wire for (T, U) {
    fn write(&self, to: &mut Writer) {
        self.0.write(to);
        self.1.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        (T::read(from), U::read(from))
    }
}

impl<const N: usize> Wire for [bool; N] {
    fn write(&self, to: &mut Writer) {
        for item in self {
            item.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        core::array::from_fn(|_| bool::read(from))
    }
}
