//! Reads a message as the wire format alone has it, without a schema, and writes it again: so that a change deep inside
//! leaves every length around it right, and gets past the first door.

/// A field as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Number and wire type.
    pub key: u64,
    /// What follows.
    pub value: Value,
}

/// What follows a field's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number of up to ten bytes.
    Varint(u64),
    /// Four or eight bytes.
    Fixed(Vec<u8>),
    /// Bytes, a text, or a message.
    Bytes(Vec<u8>),
}

/// The fields of a message; `None` if the bytes are none.
pub fn fields(bytes: &[u8]) -> Option<Vec<Field>> {
    let (mut rest, mut fields) = (bytes, Vec::new());
    while !rest.is_empty() {
        let key = varint(&mut rest)?;
        let value = match key & 7 {
            0 => Value::Varint(varint(&mut rest)?),
            1 => Value::Fixed(taken(&mut rest, 8)?),
            2 => {
                let len = varint(&mut rest)?;
                Value::Bytes(taken(&mut rest, usize::try_from(len).ok()?)?)
            }
            5 => Value::Fixed(taken(&mut rest, 4)?),
            _ => return None,
        };
        fields.push(Field { key, value });
    }
    Some(fields)
}

/// A message of these fields.
pub fn message(fields: &[Field]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for field in fields {
        push_varint(&mut bytes, field.key);
        match &field.value {
            Value::Varint(number) => push_varint(&mut bytes, *number),
            Value::Fixed(fixed) => bytes.extend_from_slice(fixed),
            Value::Bytes(content) => {
                push_varint(&mut bytes, content.len() as u64);
                bytes.extend_from_slice(content);
            }
        }
    }
    bytes
}

fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for place in 0..10 {
        let (first, after) = rest.split_first()?;
        *rest = after;
        number |= u64::from(first & 0x7f).checked_shl(7 * place)?;
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

fn taken(rest: &mut &[u8], len: usize) -> Option<Vec<u8>> {
    let (taken, after) = rest.split_at_checked(len)?;
    *rest = after;
    Some(taken.to_vec())
}

fn push_varint(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}
