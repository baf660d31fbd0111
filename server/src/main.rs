//! The binary `klankbord`: runs a command line, and says by its exit status whether all went well.

use std::process::ExitCode;

/// A submission allocates a few hundred small values over several threads; the system's allocator spends a fifth of the
/// processor's time on them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    server::cli::run()
}
