"""Imports every real catalogue file and prints a table: count, format, dialect, character set, first title.

    python3 .ci/real_data.py PROGRAM DATA

What is expected comes from elsewhere: expected.json, the items Zotero makes of its own test files, and a count of
record marks in the bytes. Files that hold no readable record must be refused with a reason. Exit code 1 on any
difference.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

program, data = sys.argv[1], pathlib.Path(sys.argv[2])
expected = json.loads((data / "expected.json").read_text())
folders = ["irbis", "rusmarc", "unimarc", "marc21", "marcxml", "ris", "bibtex", "onix", "zotero", "broken"]
DIALECTS = {"irbis": "irbis", "rusmarc": "rusmarc", "marc21": "marc21", "marcxml": "marc21"}
FORMATS = {"ris": "ris", "bibtex": "bibtex", "onix": "onix", "marcxml": "marcxml"}
wrong = []


def run(*arguments):
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)


def marks(folder, raw):
    """How many records the bytes mark, by the plainest reading of each format."""
    if folder == "ris":
        return len(re.findall(rb"(?m)^(?:\xef\xbb\xbf)?TY  ?-", raw))
    if folder == "bibtex":
        kinds = re.findall(r"(?m)^\s*@\s*([A-Za-z]+)\s*[{(]", raw.decode("utf-8", "replace"))
        return len([it for it in kinds if it.lower() not in ("comment", "string", "preamble", "xdata", "set")])
    if folder == "onix":
        return len(re.findall(rb"<Product>", raw))
    if raw.lstrip()[:1] == b"<":
        return len(re.findall(rb"</(?:\w+:)?record>", raw))
    if b"\x1d" in raw:
        return raw.count(b"\x1d")
    if b"marker:" in raw or raw.startswith(b"LEADER"):
        return len(re.findall(rb"(?m)^(?:marker:|LEADER)", raw))
    return len([it for it in raw.split(b"*****") if it.strip(b"\xef\xbb\xbf\r\n ")])


def words(text):
    """A title without markup, accents, marks and case."""
    text = re.sub(r"<[^>]+>", "", text)
    text = unicodedata.normalize("NFKD", text)
    return re.sub(r"[\W_]+", "", "".join(it for it in text if not unicodedata.combining(it))).lower()


def imported(path):
    """Report of one file and the titles it gave, in order."""
    with tempfile.TemporaryDirectory() as folder:
        catalogue = f"{folder}/c.sqlite"
        done = run("import", path, "--catalog", catalogue, "--json")
        if done.returncode not in (0, 1) or "panicked" in done.stderr:
            wrong.append(f"{path}: exit code {done.returncode}: {done.stderr.strip()}")
        if not done.stdout.strip():
            return None, [], done.stderr.strip()
        found = run("search", "", "--limit", "10000", "--catalog", catalogue, "--json")
        titles = [it["title"] for it in json.loads(found.stdout)["records"]]
        return json.loads(done.stdout)["files"][0], titles, done.stderr.strip()


def row(name, file, titles, problem):
    if file is None:
        print(f"     -                                  {name}: {problem}")
        return
    kinds = f"{file['format']:10} {file['dialect']:8} {file['encoding']:7}"
    skipped = f" ({len(file['skipped'])} skipped: {file['skipped'][0]['reason']})" if file["skipped"] else ""
    print(f"{file['imported']:6} {kinds} {name}: {titles[0][:60] if titles else ''}{skipped}")


def check(name, path, folder):
    file, titles, problem = imported(path)
    row(name, file, titles, problem)
    if folder == "broken" or (file is None and problem):
        return
    want = expected.get(name) or expected.get(name.replace(".txt", ".iso"))
    seen = marks(folder, path.read_bytes())
    first = ((want or {}).get("first") or {}).get("title") or ""
    if file["seen"] != (want["records"] if want else seen):
        wrong.append(f"{name}: {file['seen']} records seen, {want['records'] if want else seen} are there")
    if file["seen"] != file["imported"] + file["updated"] + len(file["skipped"]):
        wrong.append(f"{name}: the report does not add up")
    if first and titles and want.get("encoding") != "latin-1" and not name.endswith("istu_200_utf8.txt"):
        if not words(first).startswith(words(titles[0])[:40]):
            wrong.append(f"{name}: first title {titles[0]!r}, expected {first!r}")
    if folder in DIALECTS and file["dialect"] != DIALECTS[folder]:
        wrong.append(f"{name}: dialect {file['dialect']}")
    if folder in FORMATS and file["format"] != FORMATS[folder]:
        wrong.append(f"{name}: format {file['format']}")


def check_zotero(path):
    """Each case of a test file on its own; the titles must be those Zotero reads."""
    for number, case in enumerate(json.loads(path.read_text())):
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "case"
            source.write_bytes(case["input"].encode())
            file, titles, problem = imported(source)
        name = f"{path.parent.name}/{path.name}[{number}]"
        row(name, file, titles, problem)
        known = {words(it) for it in titles}
        # Zotero puts subtitle, part and responsibility into the title; a book has them in fields of their own.
        is_known = lambda it: any(words(it).startswith(title) for title in known)
        missing = [it["title"] for it in case["items"] if it.get("title") and not is_known(it["title"])]
        if missing:
            wrong.append(f"{name}: {len(missing)} titles of {len(case['items'])} are not as expected: {missing[:4]}")


for folder in folders:
    for path in sorted((data / folder).iterdir()):
        if folder == "zotero":
            check_zotero(path)
        elif not path.name.endswith("LICENSE.txt"):
            check(f"{folder}/{path.name}", path, folder)
if wrong:
    print("\nDIFFERENCES", *wrong, sep="\n")
sys.exit(1 if wrong else 0)
