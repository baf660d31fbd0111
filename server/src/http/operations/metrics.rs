//! Counters for operators, in Prometheus' text form, on a separate address. They contain no personal data.

use std::time::Duration;

use axum::http::Method;
use metrics::{counter, describe_counter, describe_histogram, histogram, with_local_recorder};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle, PrometheusRecorder};
use store::Submitted;

const REQUESTS: &str = "klankbord_http_requests_total";
const DURATION: &str = "klankbord_http_request_duration_seconds";
const SUBMISSIONS: &str = "klankbord_submissions_total";
const BUCKETS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// The counters of one server.
pub struct Metrics {
    recorder: PrometheusRecorder,
    handle: PrometheusHandle,
}

impl Default for Metrics {
    fn default() -> Self {
        let builder = PrometheusBuilder::new().set_buckets(&BUCKETS).expect("the list of buckets is not empty");
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        with_local_recorder(&recorder, || {
            describe_counter!(REQUESTS, "Requests answered, by route, method and status.");
            describe_histogram!(DURATION, "Seconds until a request's answer was ready, by route.");
            describe_counter!(SUBMISSIONS, "Submissions that reached the store, by what became of them.");
        });
        Self { recorder, handle }
    }
}

impl Metrics {
    /// Counts a request.
    pub(crate) fn count_request(&self, method: &Method, route: &str, status: u16, elapsed: Duration) {
        let method = match *method {
            Method::GET => "GET",
            Method::HEAD => "HEAD",
            Method::POST => "POST",
            // A client can invent methods. A label for each would fill the memory.
            _ => "other",
        };
        with_local_recorder(&self.recorder, || {
            let labels = [("route", route.to_owned()), ("method", method.to_owned()), ("status", status.to_string())];
            counter!(REQUESTS, &labels).increment(1);
            histogram!(DURATION, "route" => route.to_owned()).record(elapsed.as_secs_f64());
        });
    }

    /// Counts the outcome of a submission.
    pub(crate) fn count_submission(&self, submitted: Submitted) {
        let outcome = match submitted {
            Submitted::Stored => "stored",
            Submitted::Repeated => "repeated",
            Submitted::KeyReused => "key_reused",
            Submitted::Closed => "closed",
        };
        with_local_recorder(&self.recorder, || counter!(SUBMISSIONS, "outcome" => outcome).increment(1));
    }

    /// The counters as text.
    pub(crate) fn render(&self) -> String {
        self.handle.render()
    }

    /// Drops data that the text no longer needs. To be called from time to time.
    pub fn tidy(&self) {
        self.handle.run_upkeep();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_is_rendered() {
        let metrics = Metrics::default();
        metrics.count_request(&Method::POST, "/s/{slug}", 303, Duration::from_millis(3));
        metrics.count_submission(Submitted::Stored);
        let text = metrics.handle.render();
        assert!(text.contains(r#"klankbord_http_requests_total{route="/s/{slug}",method="POST",status="303"} 1"#), "{text}");
        assert!(text.contains(r#"klankbord_http_request_duration_seconds_bucket{route="/s/{slug}",le="0.005"} 1"#), "{text}");
        assert!(text.contains(r#"klankbord_submissions_total{outcome="stored"} 1"#), "{text}");
    }
}
