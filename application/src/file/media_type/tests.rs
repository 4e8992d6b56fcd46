use super::*;

fn found(bytes: &[u8]) -> (String, bool) {
    let found = MediaType::of(bytes);
    (found.to_string(), found.is_active())
}

/// The head of a Windows program: the old stub, then the signature to which it points.
fn portable_executable() -> Vec<u8> {
    let mut bytes = b"MZ".to_vec();
    bytes.resize(60, 0);
    bytes.extend(64_u32.to_le_bytes());
    bytes.extend(b"PE\0\0");
    bytes.resize(200, 0);
    bytes
}

/// An archive of one stored, empty entry of that name.
fn archive(name: &str) -> Vec<u8> {
    let length = u16::try_from(name.len()).unwrap().to_le_bytes();
    let mut local = b"PK\x03\x04\x0a\0\0\0\0\0".to_vec();
    local.extend([0; 16]);
    local.extend(length);
    local.extend([0; 2]);
    local.extend(name.as_bytes());
    let mut central = b"PK\x01\x02\x0a\0\x0a\0\0\0\0\0".to_vec();
    central.extend([0; 16]);
    central.extend(length);
    central.extend([0; 16]);
    central.extend(name.as_bytes());
    let mut end = b"PK\x05\x06\0\0\0\0\x01\0\x01\0".to_vec();
    end.extend(u32::try_from(central.len()).unwrap().to_le_bytes());
    end.extend(u32::try_from(local.len()).unwrap().to_le_bytes());
    end.extend([0; 2]);
    [local, central, end].concat()
}

#[test]
fn what_partners_send_is_told_by_its_content() {
    for (bytes, expected) in [
        (&b"\xff\xd8\xff\xe0\x00\x10JFIF"[..], "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
        (b"GIF89a", "image/gif"),
        (b"II*\0", "image/tiff"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "image/heic"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"{\\rtf1", "application/rtf"),
        (b"<?xml version='1.0'?><offer/>", "text/xml"),
        (&archive("photo.jpg"), "application/zip"),
        (b"string", "text/plain"),
        ("Фамилия, имя".as_bytes(), "text/plain"),
    ] {
        assert_eq!(found(bytes), (expected.to_owned(), false), "{}", bytes.escape_ascii());
    }
}

#[test]
fn what_nobody_recognises_is_only_bytes() {
    for bytes in [&b""[..], b"\0\0\0", b"\xd3\x4d\x34", b"\x4c\x01\0", b"\0\x02\0", b"\x30\x82\0"] {
        assert_eq!(
            found(bytes),
            ("application/octet-stream".to_owned(), false),
            "{}",
            bytes.escape_ascii()
        );
    }
}

#[test]
fn programs_and_installers_are_active() {
    for (bytes, expected) in [
        (&b"\x7fELF\x02\x01\x01\0"[..], "application/x-executable"),
        (&portable_executable(), "application/vnd.microsoft.portable-executable"),
        (b"\xcf\xfa\xed\xfe\x07\0\0\x01", "application/x-mach-binary"),
        (b"\xca\xfe\xba\xbe\0\0\0\x02", "application/x-mach-binary"),
        (b"\xca\xfe\xba\xbe\0\0\0\x34", "application/java-vm"),
        (b"\0asm\x01\0\0\0", "application/wasm"),
        (b"!<arch>\ndebian-binary", "application/vnd.debian.binary-package"),
        (&archive("META-INF/MANIFEST.MF"), "application/java-archive"),
        (&archive("AndroidManifest.xml"), "application/vnd.android.package-archive"),
    ] {
        assert_eq!(found(bytes), (expected.to_owned(), true), "{}", bytes.escape_ascii());
    }
}

#[test]
fn scripts_are_active_whatever_runs_them() {
    for (bytes, expected) in [
        (&b"#!/bin/sh\nid"[..], "text/x-shellscript"),
        (b"#!/usr/bin/env python3\n", "text/x-python"),
        (b"#!/opt/own/interpreter\n", "text/x-shellscript"),
        (b"#!/opt/unpack\n\0\x01\x02", "text/x-shellscript"),
        (b"@echo off\r\n", "text/x-msdos-batch"),
        (b"\x4c\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46", "application/x-ms-shortcut"),
    ] {
        assert_eq!(found(bytes), (expected.to_owned(), true), "{}", bytes.escape_ascii());
    }
}

#[test]
fn pages_are_active_as_a_browser_sees_them() {
    for bytes in [
        &b"<!DOCTYPE html><p>"[..],
        b" \r\n\t<HtMl>",
        b"\xef\xbb\xbf <script >alert(1)</script>",
        b"<iframe src='x'>",
        b"<!--x--><script>",
        b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><script/></html>",
        &[
            b"<?xml version='1.0'?><offer>",
            &[b' '; 9000][..],
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        ]
        .concat(),
    ] {
        assert_eq!(found(bytes), ("text/html".to_owned(), true), "{}", bytes.escape_ascii());
    }
    for bytes in [
        &b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..],
        b"<?xml version='1.0'?>\n<!-- x -->\n<svg xmlns='http://www.w3.org/2000/svg'/>",
    ] {
        assert_eq!(found(bytes), ("image/svg+xml".to_owned(), true), "{}", bytes.escape_ascii());
    }
    assert!(!MediaType::of(b"<address> of a letter").is_active());
    assert!(!MediaType::of(b"a <script> in a sentence").is_active());
}

#[test]
fn no_content_breaks_the_look_at_it() {
    for whole in [
        portable_executable(),
        archive("META-INF/MANIFEST.MF"),
        b"<?xml version='1.0'?><svg/>".to_vec(),
        b"\xef\xbb\xbf <!DOCTYPE html>".to_vec(),
    ] {
        for length in 0..whole.len() {
            let _type = MediaType::of(&whole[..length]);
            for byte in [0, 0x7f, 0xff] {
                let mut changed = whole.clone();
                changed[length] = byte;
                let _type = MediaType::of(&changed);
                changed[length..].fill(byte);
                let _type = MediaType::of(&changed);
            }
        }
    }
}
