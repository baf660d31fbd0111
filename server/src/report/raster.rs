//! The conversion of our own SVG files to PNG. The picture is on white, and twice as large as the SVG file says. The
//! font is part of the binary, so that every machine draws the same picture. It must not know the subject of a picture.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use resvg::{
    tiny_skia::{Color, Pixmap, Transform},
    usvg::{ImageHrefResolver, Options, Tree, fontdb::Database},
};
use tokio::sync::Semaphore;

use crate::http::reply::error::Error;

/// Liberation Sans under another name, as its licence requires for changed versions. `fonts/OFL.txt` lists the changes.
const FAMILY: &str = "Klankbord Sans";
const REGULAR: &[u8] = include_bytes!("../../fonts/KlankbordSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../fonts/KlankbordSans-Bold.ttf");

/// Two pixels per unit: sharp on paper and on current screens.
const SCALE: f32 = 2.0;
/// The most pixels of a picture: 20 MB while it is drawn, and as much again while it is encoded. Only large crosstabs
/// reach it; they are drawn at a smaller scale.
const MOST_DOTS: f32 = 5_000_000.0;

/// A picture takes a core for some tenths of a second. Two at a time leave capacity for other requests.
const MAX_PARALLEL_DRAWINGS: usize = 2;
/// How long a request waits in the queue.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RasterError {
    /// Too many requests for pictures.
    #[error("too many pictures are drawn at once")]
    Busy,
    /// The input is not an SVG file, or there is not enough memory.
    #[error("a picture cannot be drawn")]
    Broken,
}

/// Draws pictures, a few at a time, on separate threads from those of requests.
#[derive(Clone, Debug)]
pub struct Rasters {
    places: Arc<Semaphore>,
    patience: Duration,
}

impl Default for Rasters {
    fn default() -> Self {
        Self { places: Arc::new(Semaphore::new(MAX_PARALLEL_DRAWINGS)), patience: PATIENCE }
    }
}

impl Rasters {
    /// An SVG file as PNG.
    ///
    /// # Errors
    /// [`RasterError::Busy`] after ten seconds of waiting, [`RasterError::Broken`] if the text is not SVG.
    pub async fn png(&self, svg: String) -> Result<Vec<u8>, RasterError> {
        let turn = tokio::time::timeout(self.patience, Arc::clone(&self.places).acquire_owned()).await;
        let place = turn.map_err(|_| RasterError::Busy)?.map_err(|_| RasterError::Broken)?;
        // The drawing task holds the permit, because a request that stops waiting does not stop the drawing.
        let drawing = tokio::task::spawn_blocking(move || {
            let _place = place;
            png(&svg, fonts())
        });
        drawing.await.map_err(|_| RasterError::Broken)?
    }
}

fn png(svg: &str, fonts: &Arc<Database>) -> Result<Vec<u8>, RasterError> {
    let options = Options {
        font_family: FAMILY.to_owned(),
        fontdb: Arc::clone(fonts),
        // Our SVG files contain no images, and no file of the server may be drawn, whatever a title contains.
        image_href_resolver: ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) },
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|_| RasterError::Broken)?;
    let size = tree.size();
    let scale = SCALE.min((MOST_DOTS / (size.width() * size.height())).sqrt());
    let dots = size.to_int_size().scale_by(scale).ok_or(RasterError::Broken)?;
    let mut pixmap = Pixmap::new(dots.width(), dots.height()).ok_or(RasterError::Broken)?;
    pixmap.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|_| RasterError::Broken)
}

fn fonts() -> &'static Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    FONTS.get_or_init(|| {
        let mut fonts = Database::new();
        fonts.load_font_data(REGULAR.to_vec());
        fonts.load_font_data(BOLD.to_vec());
        fonts.set_sans_serif_family(FAMILY);
        Arc::new(fonts)
    })
}

impl From<RasterError> for Error {
    fn from(error: RasterError) -> Self {
        match error {
            RasterError::Busy => {
                tracing::warn!(%error, "a request waited for its turn in vain");
                Self::busy()
            }
            RasterError::Broken => {
                tracing::error!(%error, "a request failed");
                Self::internal()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(width: u32, height: u32, inside: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\"><style>text{{font-family:system-ui,'Liberation Sans',sans-serif;font-size:20px;fill:#000}}\
             .heavy{{font-weight:600}}</style>{inside}</svg>"
        )
    }

    fn drawn(svg: &str, fonts: &Arc<Database>) -> Pixmap {
        Pixmap::decode_png(&png(svg, fonts).unwrap()).unwrap()
    }

    /// How many pixels are not white.
    fn ink(picture: &Pixmap) -> usize {
        picture.pixels().iter().filter(|dot| dot.red() < 128).count()
    }

    fn letter(letter: &str) -> String {
        file(40, 40, &format!("<text x=\"10\" y=\"28\">{letter}</text>"))
    }

    #[test]
    fn a_picture_is_white_and_twice_as_large() {
        let picture = drawn(&file(40, 30, "<rect x=\"10\" y=\"10\" width=\"10\" height=\"10\"/>"), fonts());
        assert_eq!((picture.width(), picture.height()), (80, 60));
        assert_eq!(ink(&picture), 400);
        assert!(picture.pixels().iter().all(|dot| dot.alpha() == 255), "nothing shines through");
    }

    #[test]
    fn letters_are_drawn_in_the_font_of_the_binary() {
        let svg = file(200, 40, "<text x=\"10\" y=\"28\">Één cijfer</text>");
        let text = ink(&drawn(&svg, fonts()));
        assert!(text > 500, "{text}");
        assert_eq!(ink(&drawn(&svg, &Arc::new(Database::new()))), 0, "without a font there is none");
        let heavy = ink(&drawn(&svg.replace("<text ", "<text class=\"heavy\" "), fonts()));
        assert!(heavy * 10 > text * 11, "{heavy} is bolder than {text}");
    }

    #[test]
    fn every_character_that_we_write_has_a_glyph() {
        // A letter of a script that the font does not contain is drawn as the box for missing glyphs.
        let missing = drawn(&letter("語"), fonts());
        assert!(ink(&missing) > 0);
        for known in "aéëïüÉçñßłşığ€–−×≥≤±%·…“”‘’ρ→ΩЖ".chars() {
            let picture = drawn(&letter(&known.to_string()), fonts());
            assert!(ink(&picture) > 0 && picture != missing, "{known}");
        }
        for space in ["\u{a0}", "\u{202f}", "\u{2009}"] {
            assert_eq!(ink(&drawn(&letter(space), fonts())), 0, "{space:?}");
        }
    }

    #[test]
    fn a_large_picture_is_drawn_smaller() {
        let picture = drawn(&file(4200, 2400, ""), fonts());
        let dots = picture.width() * picture.height();
        assert!((4_900_000..=5_000_100).contains(&dots), "{dots}");
    }

    #[test]
    fn no_file_of_the_server_is_drawn() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.svg");
        std::fs::write(&path, file(40, 40, "<rect width=\"40\" height=\"40\"/>")).unwrap();
        let picture = drawn(&file(40, 40, &format!("<image href=\"{}\" width=\"40\" height=\"40\"/>", path.display())), fonts());
        assert_eq!(ink(&picture), 0);
        assert_eq!(png("no picture", fonts()), Err(RasterError::Broken));
    }

    #[tokio::test]
    async fn who_waits_for_too_long_is_told() {
        let rasters = Rasters { patience: Duration::from_millis(1), ..Rasters::default() };
        let all = rasters.places.acquire_many(u32::try_from(MAX_PARALLEL_DRAWINGS).unwrap()).await.unwrap();
        assert_eq!(rasters.png(letter("a")).await, Err(RasterError::Busy));
        drop(all);
        assert!(rasters.png(letter("a")).await.unwrap().starts_with(b"\x89PNG\r\n\x1a\n"));
        assert_eq!(rasters.places.available_permits(), MAX_PARALLEL_DRAWINGS, "the place is free again");
    }
}
