//! The binary `klankbord`: runs a command line, and says by its exit status whether all went well.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::cli::run()
}
