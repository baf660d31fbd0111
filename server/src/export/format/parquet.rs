//! The writer of exports as Apache Parquet. Each column becomes a typed, compressed column. Rows are written in groups:
//! each group is written as soon as it is full, so that memory holds one group.

use std::{io::Write, sync::Arc};

use domain::calendar::Millis;
use parquet::{
    basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical},
    data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type},
    errors::{ParquetError, Result},
    file::{
        metadata::KeyValue,
        properties::WriterProperties,
        writer::{SerializedColumnWriter, SerializedFileWriter},
    },
    schema::types::{Type, TypePtr},
};

use crate::export::{
    cell::Cell,
    table::{Column, Kind, Line, Table},
    text,
};

/// The most rows in a group.
const GROUP_ROWS: usize = 8_192;

/// The approximate most bytes of text in a group. Comments can be long.
const GROUP_BYTES: usize = 8 << 20;

/// The metadata key under which the file holds the codebook, as CSV.
pub const CODEBOOK: &str = "klankbord.codebook";

/// Writes lines into a Parquet file.
pub struct ParquetWriter<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: Vec<Values>,
    rows: usize,
    bytes: usize,
    cell: Vec<u8>,
}

impl<W: Write + Send> ParquetWriter<W> {
    /// Starts a file that holds this codebook.
    ///
    /// # Errors
    /// When it cannot be written to.
    pub fn new(out: W, table: &Table, codebook: String) -> Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("klankbord ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_key_value_metadata(Some(vec![KeyValue::new(CODEBOOK.to_owned(), codebook)]))
            .build();
        let file = SerializedFileWriter::new(out, schema(&table.columns)?, Arc::new(properties))?;
        let columns = table.columns.iter().map(|column| Values::new(column.kind)).collect();
        Ok(Self { file, columns, rows: 0, bytes: 0, cell: Vec::new() })
    }

    /// Writes a line.
    ///
    /// # Errors
    /// When it cannot be written to.
    pub fn line(&mut self, line: Line<'_>) -> Result<()> {
        for (values, (_, content)) in self.columns.iter_mut().zip(line.cells()) {
            self.bytes += values.push(&content, &mut self.cell);
        }
        self.rows += 1;
        if self.rows == GROUP_ROWS || self.bytes >= GROUP_BYTES { self.end_group() } else { Ok(()) }
    }

    /// Writes the last group and the footer.
    ///
    /// # Errors
    /// When it cannot be written to.
    pub fn finish(mut self) -> Result<W> {
        if self.rows > 0 {
            self.end_group()?;
        }
        self.file.into_inner()
    }

    fn end_group(&mut self) -> Result<()> {
        let mut group = self.file.next_row_group()?;
        for values in &mut self.columns {
            let column = group.next_column()?.ok_or_else(|| ParquetError::General("a column too few".to_owned()))?;
            values.write(column)?;
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }
}

fn schema(columns: &[Column]) -> Result<TypePtr> {
    let fields = columns.iter().map(|column| {
        let (physical, logical) = match column.kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Whole => (Physical::INT32, None),
            Kind::Number => (Physical::DOUBLE, None),
            Kind::Time => (Physical::INT64, Some(LogicalType::timestamp(true, TimeUnit::MILLIS))),
            Kind::Flag => (Physical::BOOLEAN, None),
        };
        let field = Type::primitive_type_builder(&column.name, physical);
        field.with_repetition(Repetition::OPTIONAL).with_logical_type(logical).build().map(Arc::new)
    });
    Type::group_type_builder("responses").with_fields(fields.collect::<Result<_>>()?).build().map(Arc::new)
}

/// The values of a column in the group being filled, and for each row whether it has one.
struct Values {
    typed: Typed,
    defined: Vec<i16>,
}

enum Typed {
    Text(Vec<ByteArray>),
    Whole(Vec<i32>),
    Number(Vec<f64>),
    Time(Vec<i64>),
    Flag(Vec<bool>),
}

impl Values {
    const fn new(kind: Kind) -> Self {
        let typed = match kind {
            Kind::Text => Typed::Text(Vec::new()),
            Kind::Whole => Typed::Whole(Vec::new()),
            Kind::Number => Typed::Number(Vec::new()),
            Kind::Time => Typed::Time(Vec::new()),
            Kind::Flag => Typed::Flag(Vec::new()),
        };
        Self { typed, defined: Vec::new() }
    }

    /// Returns how many bytes of text were added.
    fn push(&mut self, content: &Cell<'_>, cell: &mut Vec<u8>) -> usize {
        let mut bytes = 0;
        let has_value = match (&mut self.typed, content) {
            (_, Cell::Empty) => false,
            (Typed::Text(values), content) => {
                let text = text::plain(content, cell);
                bytes = text.len();
                values.push(ByteArray::from(text.to_vec()));
                true
            }
            (Typed::Whole(values), Cell::Whole(value)) => i32::try_from(*value).map(|value| values.push(value)).is_ok(),
            (Typed::Number(values), Cell::Number(value)) => {
                values.push(*value);
                true
            }
            (Typed::Number(values), Cell::Whole(value)) => {
                values.push(f64::from(*value));
                true
            }
            (Typed::Time(values), Cell::Time(Millis(value))) => {
                values.push(*value);
                true
            }
            (Typed::Flag(values), Cell::Flag(value)) => {
                values.push(*value);
                true
            }
            // Either "not applicable", which has a column of its own, or an earlier version had another kind of
            // question under this key.
            _ => false,
        };
        self.defined.push(i16::from(has_value));
        bytes
    }

    fn write(&mut self, mut column: SerializedColumnWriter<'_>) -> Result<()> {
        let defined = Some(self.defined.as_slice());
        match &mut self.typed {
            Typed::Text(values) => {
                column.typed::<ByteArrayType>().write_batch(values, defined, None)?;
                values.clear();
            }
            Typed::Whole(values) => {
                column.typed::<Int32Type>().write_batch(values, defined, None)?;
                values.clear();
            }
            Typed::Number(values) => {
                column.typed::<DoubleType>().write_batch(values, defined, None)?;
                values.clear();
            }
            Typed::Time(values) => {
                column.typed::<Int64Type>().write_batch(values, defined, None)?;
                values.clear();
            }
            Typed::Flag(values) => {
                column.typed::<BoolType>().write_batch(values, defined, None)?;
                values.clear();
            }
        }
        self.defined.clear();
        column.close()
    }
}
