#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vitrina_fuzz::shows(bytes));
