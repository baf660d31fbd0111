//! An analyst who may see every figure, with a browser and with a program.

use serde_json::Value;

use crate::support::{accounts::signed_in, api::own_key, app::TestApp};

/// An analyst, with a session cookie and an API key.
pub(crate) struct Analyst {
    pub(crate) app: TestApp,
    pub(crate) cookie: String,
    pub(crate) key: String,
}

impl Analyst {
    pub(crate) async fn at(app: TestApp) -> Self {
        let cookie = signed_in(&app).await;
        let key = own_key(&app, domain::account::api_key::Scope::ALL).await;
        Self { app, cookie, key }
    }

    pub(crate) async fn get(&self, path: &str) -> Vec<u8> {
        let (status, bytes) = self.app.download(path, &[("cookie", self.cookie.as_str())]).await;
        assert_eq!(status, 200, "{path}: {}", String::from_utf8_lossy(&bytes));
        bytes
    }

    pub(crate) async fn text(&self, path: &str) -> String {
        String::from_utf8(self.get(path).await).unwrap()
    }

    pub(crate) async fn api(&self, path: &str) -> Value {
        let reply = self.app.get_with(path, &[("authorization", self.key.as_str())]).await;
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        reply.json()
    }
}
