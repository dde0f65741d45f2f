#![no_main]
// The sheet itself is broken, not the archive around it, which would hide what comes after.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vitrina_fuzz::reads_sheet_of_calc(bytes));
