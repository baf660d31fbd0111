//! What to do about a log that does not continue its last checkpoint, in words. It must not know how that is found.

use domain::ledger::LogOrigin;
use store::LogFault;

/// What is wrong with a log, by the file with the last checkpoints, and the cure.
pub(crate) fn discontinued(log: &LogOrigin, fault: &LogFault, file: &str) -> String {
    let cure = match fault {
        LogFault::Shorter { .. } => {
            "The database is older than that file. If you put an older one back by other means than `klankbord restore`, run \
             `klankbord ledger accept-older` on every server; if not, somebody removed events"
        }
        _ => {
            "The database is not the one in which that file was kept. If you know why, run `klankbord ledger accept-older`; if \
             not, somebody wrote the log anew"
        }
    };
    format!(
        "{log} does not continue its last checkpoint, which is in {file}: {fault}. Nothing is sealed. {cure}: see docs/ledger.md"
    )
}
