#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vitrina_fuzz::takes_look(bytes));
