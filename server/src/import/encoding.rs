//! The character encoding of a file, detected from its bytes, and the bytes as UTF-8. It must not know CSV.

use std::io::{self, Read};

use domain::hash::Sha256Hash;
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many bytes of a file are decoded at once.
const PIECE: usize = 1 << 16;

/// A byte that occurs in no text of UTF-8. It marks bytes that are no text in the encoding of the file.
const NO_TEXT: u8 = 0xff;

/// What one reading of a whole file tells.
pub struct Scan {
    /// The hash of the bytes.
    pub hash: Sha256Hash,
    /// The encoding that the byte order mark at the beginning names.
    pub marked: Option<&'static Encoding>,
    /// The encoding that fits the bytes.
    pub detected: &'static Encoding,
}

/// Reads a whole file.
///
/// Without a byte order mark, a file of which every other byte is null is UTF-16, and a file with bytes above 127 that are
/// nowhere a character in UTF-8 is Windows-1252, as spreadsheets write it. Anything else is UTF-8.
///
/// # Errors
/// Those of the reader.
pub fn scan(reader: impl Read) -> io::Result<Scan> {
    let mut watched = Watched { inner: reader, seen: Seen::default() };
    let hash = Sha256Hash::of_reader(&mut watched)?;
    let marked = Encoding::for_bom(&watched.seen.start).map(|(encoding, _)| encoding);
    Ok(Scan { hash, marked, detected: watched.seen.encoding() })
}

/// The bytes in UTF-8. What is no text in the encoding becomes bytes that are no text in UTF-8, so that it is reported with
/// its row.
pub fn decoded(reader: impl Read + Send + 'static, encoding: &'static Encoding) -> Box<dyn Read + Send> {
    if encoding == UTF_8 {
        return Box::new(reader);
    }
    let decoder = encoding.new_decoder_with_bom_removal();
    Box::new(Decoded { inner: reader, decoder, input: vec![0; PIECE], output: Vec::new(), given: 0, is_done: false })
}

struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    input: Vec<u8>,
    output: Vec<u8>,
    /// The bytes of the output that were given out.
    given: usize,
    is_done: bool,
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.output.len() && !self.is_done {
            self.decode_piece()?;
        }
        let length = buffer.len().min(self.output.len() - self.given);
        buffer[..length].copy_from_slice(&self.output[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}

impl<R: Read> Decoded<R> {
    fn decode_piece(&mut self) -> io::Result<()> {
        let length = self.inner.read(&mut self.input)?;
        self.is_done = length == 0;
        self.given = 0;
        self.output.clear();
        let mut bytes = &self.input[..length];
        loop {
            let written = self.output.len();
            // No byte becomes more than three, beside those of a character that began in the piece before.
            self.output.resize(written + 3 * bytes.len() + 16, 0);
            let room = &mut self.output[written..];
            let (result, read, added) = self.decoder.decode_to_utf8_without_replacement(bytes, room, self.is_done);
            self.output.truncate(written + added);
            bytes = &bytes[read..];
            match result {
                DecoderResult::InputEmpty => return Ok(()),
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.output.push(NO_TEXT),
            }
        }
    }
}

struct Watched<R> {
    inner: R,
    seen: Seen,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.seen.see(&buffer[..length]);
        Ok(length)
    }
}

#[derive(Default)]
struct Seen {
    start: Vec<u8>,
    /// The bytes of a character that may go on in the next piece.
    tail: Vec<u8>,
    length: u64,
    /// The null bytes at even and at odd places.
    nulls: [u64; 2],
    has_multibyte: bool,
    has_invalid: bool,
}

impl Seen {
    fn see(&mut self, bytes: &[u8]) {
        self.start.extend(bytes.iter().take(3_usize.saturating_sub(self.start.len())));
        for byte in bytes {
            self.nulls[usize::from(self.length % 2 == 1)] += u64::from(*byte == 0);
            self.length += 1;
        }
        let mut piece = std::mem::take(&mut self.tail);
        piece.extend_from_slice(bytes);
        let mut chunks = piece.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            self.has_multibyte |= !chunk.valid().is_ascii();
            if chunk.invalid().is_empty() {
                continue;
            }
            let may_go_on =
                chunks.peek().is_none() && std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
            if may_go_on {
                self.tail = chunk.invalid().to_vec();
            } else {
                self.has_invalid = true;
            }
        }
    }

    fn encoding(&self) -> &'static Encoding {
        let most = self.length / 4;
        match self.nulls {
            [even, _] if even > most => UTF_16BE,
            [_, odd] if odd > most => UTF_16LE,
            _ if (self.has_invalid || !self.tail.is_empty()) && !self.has_multibyte => WINDOWS_1252,
            _ => UTF_8,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], encoding: &'static Encoding) -> Vec<u8> {
        let mut read = Vec::new();
        decoded(io::Cursor::new(bytes.to_vec()), encoding).read_to_end(&mut read).unwrap();
        read
    }

    fn check(bytes: &[u8], encoding: &'static Encoding, text: &str) {
        let found = scan(bytes).unwrap();
        assert_eq!((found.marked.unwrap_or(found.detected), found.hash), (encoding, Sha256Hash::of(bytes)), "{text}");
        assert_eq!(String::from_utf8(read(bytes, encoding)).unwrap(), text);
    }

    fn utf_16(text: &str, big_endian: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn the_encoding_is_told_from_the_bytes() {
        check(b"a,b\n1,2\n", UTF_8, "a,b\n1,2\n");
        check("naam\ncafé\n".as_bytes(), UTF_8, "naam\ncafé\n");
        check(b"naam\ncaf\xe9 \x80\n", WINDOWS_1252, "naam\ncafé €\n");
        check(b"naam\ncaf\xe9", WINDOWS_1252, "naam\ncafé");
        check(&utf_16("\u{feff}naam\ncafé\n", false), UTF_16LE, "naam\ncafé\n");
        check(&utf_16("\u{feff}naam\ncafé\n", true), UTF_16BE, "naam\ncafé\n");
        check(&utf_16("naam\ncafé\n", false), UTF_16LE, "naam\ncafé\n");
        check(&utf_16("naam\ncafé\n", true), UTF_16BE, "naam\ncafé\n");
        let mixed = [b"caf\xc3\xa9 ".as_slice(), b"\xff"].concat();
        assert_eq!(scan(&*mixed).unwrap().detected, UTF_8, "a wrong byte in UTF-8 stays an error of its row");
        let mut long = vec![b'x'; PIECE - 1];
        long.extend_from_slice("é".as_bytes());
        assert_eq!(scan(&*long).unwrap().detected, UTF_8, "a character over two pieces");
    }

    #[test]
    fn what_is_no_text_is_never_replaced_by_other_text() {
        let half = [utf_16("a", false), vec![0x00, 0xd8], utf_16("b", false)].concat();
        assert_eq!(read(&half, UTF_16LE), [b'a', NO_TEXT, b'b']);
        assert_eq!(read(&[&utf_16("a", false)[..], b"x"].concat(), UTF_16LE), [b'a', NO_TEXT], "half a character at the end");
        let long = "é😀".repeat(PIECE / 3);
        assert_eq!(read(&utf_16(&long, true), UTF_16BE), long.as_bytes());
    }
}
