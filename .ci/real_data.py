"""Imports every real export and compares the counts and first titles with what is expected of it."""
import json
import pathlib
import subprocess
import sys
import tempfile

program, data = sys.argv[1], pathlib.Path(sys.argv[2])
expected = json.loads((data / "expected.json").read_text())
folders = ("irbis/", "rusmarc/", "marc21/")
texts = {"irbis/istu_200_utf8.txt": expected["irbis/istu_200_utf8.iso"]}
wrong = 0
for name, want in sorted({**expected, **texts}.items()):
    if not name.startswith(folders):
        continue
    with tempfile.TemporaryDirectory() as folder:
        catalogue = f"{folder}/c.sqlite"
        run = [program, "import", str(data / name), "--catalog", catalogue, "--json"]
        done = subprocess.run(run, capture_output=True, text=True)
        if done.returncode:
            print("FAILED", name, done.stderr.strip())
            wrong += 1
            continue
        file = json.loads(done.stdout)["files"][0]
        found = subprocess.run([program, "search", "", "--limit", "1", "--catalog", catalogue, "--json"], capture_output=True, text=True)
        title = json.loads(found.stdout)["records"][0]["title"]
        first = ((want.get("first") or {}).get("title") or "").rstrip(" /:;,.")
        alike = want.get("encoding") == "latin-1" or first.startswith(title.rstrip(" ./:;,")[:40])
        if file["imported"] != want["records"] or not alike:
            wrong += 1
            print("DIFFERS", name, file["imported"], want["records"], title, "|", first)
        else:
            print(f"{file['imported']:6} {file['format']:10} {file['dialect']:8} {file['encoding']:7} {name}: {title[:60]}")
sys.exit(1 if wrong else 0)
