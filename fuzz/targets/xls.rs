#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vitrina_fuzz::reads(Some(vitrina::formats::FileFormat::Xlsx), bytes));
