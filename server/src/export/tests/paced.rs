//! How much an export reads at once while a respondent is answered.

use store::Store;

use super::*;

/// How many responses each page of a walk has.
async fn pages(store: &Store, published: &PublishedSurvey, throttle: &Arc<BackgroundThrottle>) -> Vec<usize> {
    let (sender, mut pages) = mpsc::channel(1);
    let throttle = (2, Arc::clone(throttle));
    tokio::spawn(walk(store.clone(), published.survey.id, ResultsFilter::default(), throttle, sender, Arc::default()));
    let mut lengths = Vec::new();
    while let Some(page) = pages.recv().await {
        lengths.push(page.unwrap().len());
    }
    lengths
}

#[tokio::test]
async fn an_export_takes_smaller_steps_while_somebody_is_answered() {
    let home = tempfile::tempdir().unwrap();
    let (store, published) = of_texts(home.path(), 1_500).await;
    let throttle = Arc::new(BackgroundThrottle::shared(home.path()));
    assert_eq!(pages(&store, &published, &throttle).await[..2], [1_000, 500]);
    throttle.note_answer();
    let paced = pages(&store, &published, &throttle).await;
    assert_eq!((paced[0], paced.iter().sum::<usize>()), (200, 1_500), "{paced:?}");
    store.close().await;
}
