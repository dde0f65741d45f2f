//! Starts the command line or the window.

use std::process::ExitCode;

use vitrina::cli;

/// Records are many small texts; the system's allocators are slow with those, most of all on Windows.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        cli::Request::Done(code) => code,
        cli::Request::Window(file) => open_window(file),
    }
}

#[cfg(feature = "gui")]
fn open_window(file: Option<std::path::PathBuf>) -> ExitCode {
    match vitrina::app::run(file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => cli::no_window(Some(&why)),
    }
}

#[cfg(not(feature = "gui"))]
fn open_window(_file: Option<std::path::PathBuf>) -> ExitCode {
    cli::no_window(None)
}
