//! The binary `klankbord`: runs a command line, and says by its exit status whether all went well.

use std::process::ExitCode;

/// A submission allocates a few hundred small values over several threads; the system's allocator spends a fifth of the
/// processor's time on them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    take_small_pages();
    server::commands::run()
}

/// The allocator would have huge pages, each of which stays as long as a byte of it is used: twice the memory for no speed that can be
/// measured.
fn take_small_pages() {
    // What was taken before stays as it is; where the system does not know this, memory is all that is lost.
    #[cfg(target_os = "linux")]
    rustix::thread::disable_transparent_huge_pages(true).ok();
}
