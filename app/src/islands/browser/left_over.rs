//! Answers that earlier pages of this device did not get sent. They are sent in silence: this page is not told what they
//! are, and does not lead to their receipts.

use std::{cell::Cell, rc::Rc};

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{
    listen,
    post::{Answer, post},
    unsent::Unsent,
    wait::Wait,
    window,
};
use crate::islands::stage::Earlier;

/// The answers of earlier pages.
pub(super) struct LeftOver {
    action: String,
    unsent: Rc<Unsent>,
    /// The body that this page sends itself.
    own: Rc<dyn Fn() -> Option<String>>,
    earlier: RwSignal<Earlier>,
    wait: Wait,
    under_way: Cell<bool>,
}

impl LeftOver {
    /// Starts to send.
    pub(super) fn start(
        action: String,
        unsent: Rc<Unsent>,
        own: Rc<dyn Fn() -> Option<String>>,
        earlier: RwSignal<Earlier>,
    ) -> Rc<Self> {
        let left_over = Rc::new(Self { action, unsent, own, earlier, wait: Wait::default(), under_way: Cell::default() });
        left_over.count_refused();
        left_over.send();
        if let Some(window) = window() {
            let again = Rc::clone(&left_over);
            listen(&window, "online", move |_| again.send());
        }
        left_over
    }

    /// Forgets the answers that were refused.
    pub(super) fn forget_refused(&self) {
        self.unsent.forget_refused();
        self.count_refused();
    }

    fn count_refused(&self) {
        let refused = self.unsent.refused();
        if self.earlier.with_untracked(|earlier| earlier.refused != refused) {
            self.earlier.update(|earlier| earlier.refused = refused);
        }
    }

    fn send(self: &Rc<Self>) {
        if self.under_way.replace(true) {
            return;
        }
        let left_over = Rc::clone(self);
        spawn_local(async move {
            let mut all = true;
            for body in left_over.unsent.waiting() {
                if (left_over.own)().as_deref() == Some(&body) {
                    continue;
                }
                match post(&left_over.action, &body).await {
                    Answer::Done(_) => {
                        left_over.unsent.end(&body);
                        left_over.earlier.update(|earlier| earlier.sent = true);
                    }
                    Answer::Page => left_over.unsent.refuse(&body),
                    Answer::Later => all = false,
                }
            }
            left_over.count_refused();
            left_over.under_way.set(false);
            if !all {
                let again = Rc::clone(&left_over);
                left_over.wait.then(move || again.send());
            }
        });
    }
}
