//! Pictures as PNG: the same content and access as the SVG.

use domain::{
    account::role::{Rights, Role},
    contact::EmailAddress,
};
use resvg::tiny_skia::Pixmap;

use crate::support::{
    accounts::{EMAIL, signed_in_as},
    analyst::Analyst,
    app::spawn_app,
    made_up::prepare,
};

const PICTURES: [&str; 5] = ["distribution", "trend", "breakdown", "gauge", "crosstab"];

/// A length from the opening tag of an SVG file.
fn length(svg: &str, name: &str) -> f64 {
    svg.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
}

/// How many pixels in some rows are dark.
fn ink(picture: &Pixmap, rows: std::ops::Range<u32>) -> usize {
    let dots = rows.flat_map(|y| (0..picture.width()).map(move |x| (x, y)));
    dots.filter(|(x, y)| picture.pixel(*x, *y).is_some_and(|dot| dot.red() < 128)).count()
}

#[tokio::test]
async fn each_picture_is_a_png_of_twice_its_size() {
    let app = spawn_app().await;
    prepare(&app).await;
    let analyst = Analyst::at(app).await;
    let query = "by=state&across=delivery&period=month";
    for (language, named) in [("nl", "Afbeelding (PNG)"), ("en", "Picture (PNG)")] {
        let page = analyst.text(&format!("/admin/surveys/klein?{query}&lang={language}")).await;
        assert_eq!(page.matches(&format!(">{named}</a>")).count(), PICTURES.len(), "{page}");
        for picture in PICTURES {
            let link = |kind: &str| format!("/admin/surveys/klein/pictures/{picture}.{kind}?{query}&lang={language}");
            assert!(page.contains(&link("png").replace('&', "&amp;")), "{picture}: {page}");
            let (svg, png) = (analyst.text(&link("svg")).await, analyst.get(&link("png")).await);
            assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"), "{picture}");
            let drawn = Pixmap::decode_png(&png).unwrap();
            let twice = |name: &str| length(&svg, name) * 2.0;
            assert_eq!((f64::from(drawn.width()), f64::from(drawn.height())), (twice("width"), twice("height")), "{picture}");
            // The heading, and the last lines, which state the time of the figures.
            assert!(ink(&drawn, 30..80) > 300 && ink(&drawn, drawn.height() - 100..drawn.height()) > 200, "{picture}");
            assert_eq!(ink(&drawn, 0..20), 0, "{picture}: a margin");
        }
    }
    let cookie = [("cookie", analyst.cookie.as_str())];
    let reply = analyst.app.get_with("/admin/surveys/klein/pictures/gauge.png", &cookie).await;
    let header = |name: &str| reply.headers[name].to_str().unwrap().to_owned();
    assert_eq!((reply.status, header("content-type").as_str()), (200, "image/png"));
    assert!(header("content-disposition").contains("klankbord-klein-gauge-") && header("content-disposition").contains(".png"));
}

#[tokio::test]
async fn a_png_shows_nobody_more_than_the_svg() {
    let app = spawn_app().await;
    prepare(&app).await;
    let cookie = signed_in_as(&app, Rights::of(Role::Owner)).await;
    let cookie = [("cookie", cookie.as_str())];
    let queries = [
        "by=state&across=delivery",
        "where=state:SP",
        "where=state:SP&by=delivery",
        "where=delivery:late&where=state:SP",
        "from=2026-01-01&to=2026-01-31",
        "where=state:AC",
        "from=x",
    ];
    let asked: Vec<(String, String)> = queries
        .into_iter()
        .flat_map(|query| PICTURES.map(|picture| (format!("/admin/surveys/klein/pictures/{picture}"), query.to_owned())))
        .collect();
    let mut refused = [0, 0];
    for (who, role) in [Role::Owner, Role::Reader].into_iter().enumerate() {
        app.store.set_rights(&EmailAddress::parse(EMAIL).unwrap(), &Rights::of(role)).await.unwrap();
        for (picture, query) in &asked {
            let status = async |kind: &str| app.get_with(&format!("{picture}.{kind}?{query}"), &cookie).await.status;
            let (svg, png) = (status("svg").await, status("png").await);
            assert_eq!(svg, png, "{role:?} {picture} {query}");
            refused[who] += usize::from(svg != 200);
        }
    }
    assert!(refused[0] > 5 && refused[1] > refused[0], "a reader is refused more: {refused:?}");
    assert_eq!(app.get("/admin/surveys/klein/pictures/gauge.png").await.status, 303, "only for who is signed in");
}
