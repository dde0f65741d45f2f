"""Describes a bibliography of many kinds by GOST R 7.0.5-2008 and compares it with the same entries set in TeX.

    python3 .ci/gost_strings.py PROGRAM DATA [--all]

The strings come from the text layer of a printed document, so spaces, dashes and quotation marks are not compared.
Each string is compared with the nearest description. Pieces that differ are named by what they are; the counts
show where the two read the standard, or the input, in different ways. Exit code 1 when fewer strings agree than FLOOR.
"""
import collections
import difflib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

program, data = sys.argv[1], pathlib.Path(sys.argv[2])
FLOOR = 400


def even(text):
    """The text without what a text layer loses."""
    text = re.sub(r"[\u00ab\u00bb\u201c\u201d\u201e\"'\u2018\u2019`]", "", text)
    text = re.sub(r"\s*[-\u2010-\u2015\u2212]+\s*", "-", text.replace("\u00ad", ""))
    return re.sub(r"\s+", "", text).replace("-", "").replace("ё", "е")


# What the two tell in different ways on purpose, and why. Tried one after another, on both strings.
ALLOWED = [
    ("the names of the record are never inflected, so no preposition stands before them", r"\bпод ((?:общ|науч)\. )?ред\.", r"\1ред."),
    ("one ISBN is told, the first", r"(ISBN [\dXХ—-]+) ?, ?[\dXХ, —-]+", r"\1"),
    ("a printed book is not told by its address on the web", r"( ?[.—]+ ?)URL ?:.*$", "."),
    ("numbers of electronic articles and remarks on other translations are not kept", r"(\. ?— ?(DOI|JSTOR|arXiv|Zbl|MR|Пер\.|Репринтное|eprint).*$)", "."),
    ("the number of volumes is other information on the title of a set (4.5.4)", r"(\. | : )(В|в|In|in)( \d+ (?:т|кн|ч|vols?)\.,? ?)s?", r" : в\3"),
    ("the month of an issue is not kept", r" — (Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\.?( \d+\.?)? ?(?=—)", r" "),
    ("'[Текст]' went out with GOST 7.1-2003", r" ?\[Текст\]", ""),
    ("the number of an issue is 'no.'", r"\b(issue|No|no|№)\.? ", "no. "),
    ("a date in doubt keeps its question mark", r"\[(\d{4})\?\]", r"[\1]"),
]


def allowed(text, upto):
    for _, pattern, instead in ALLOWED[:upto]:
        text = re.sub(pattern, instead, text)
    return even(text).rstrip(".")


def words(text):
    return re.findall(r"\w+|[^\w\s]", re.sub(r"[\u00ab\u00bb\u201c\u201d\u201e\"'\u2018\u2019`\-\u2010-\u2015\u00ad]", " ", text.replace("ё", "е")))


def described():
    with tempfile.TemporaryDirectory() as folder:
        catalogue = f"{folder}/c.sqlite"
        source = data / "bibtex" / "biblatex-gost-examples.bib"
        subprocess.run([program, "import", source, "--catalog", catalogue], check=True, capture_output=True)
        run = [program, "describe", "--catalog", catalogue, "--json", "--style", "gost-7.0.5", "--dash", "em"]
        run += ["--places", "as-written", "--with", "series", "--with", "isbn"]
        done = subprocess.run(run, check=True, capture_output=True, text=True)
        return [it["description"] for it in json.loads(done.stdout)["records"]]


def nearest(text, ours, index):
    """The description that shares most words, then most of its order."""
    votes = collections.Counter()
    for word in set(words(text.lower())):
        found = index.get(word, ())
        for number in found:
            votes[number] += 1 / len(found)
    best = [number for number, _ in votes.most_common(6)]
    score = lambda number: difflib.SequenceMatcher(None, words(text), words(ours[number]), autojunk=False).ratio()
    return max(best, key=score, default=None)


KINDS = [
    (r"URL|дата обращения|http|www|visited", "address of what is read on a screen"),
    (r"doi|DOI|eprint|arXiv", "number of an electronic article"),
    (r"ISBN|ISSN", "ISBN or ISSN"),
    (r"^\(|\)$|серия|Серия|сер\.", "series"),
    (r"\bпер\b|перев|trans|пер\.|Пер\.", "who translated, and from what"),
    (r"ред\b|под|сост|ed\b|hrsg|вступ|предисл|коммент|примеч|отв|общ|науч", "statement of another's work"),
    (r"№|no\b|No\b|Т\.|т\.|Vol|vol|Bd|вып|Вып|Ч\.|ч\.|кн|Кн|Tome|tome", "number of a volume or an issue"),
    (r"\bС\b|\bс\b|\bP\b|\bS\b|\bp\b|Стб|Л\.", "pages"),
    (r"изд|Изд|ed\.|éd|Aufl", "edition"),
    (r"канд|д-р|дис|PhD|автореф", "kind of a thesis"),
    (r"патент|заявл|опубл|Пат", "patent"),
    (r"^\W*\d{4}\W*(\d{4})?\W*$", "year"),
    (r"и др|et al|и$", "how many names are given"),
]


def kind_of(theirs, ours):
    piece = f"{theirs} {ours}".strip()
    for pattern, name in KINDS:
        if re.search(pattern, piece):
            return name
    if not re.search(r"\w", piece):
        return "signs alone"
    return "missing in ours" if not ours else "more in ours" if not theirs else "words"


def main():
    file = data / "gost" / "biblatex-gost_7.0.5_rendered.tsv"
    theirs = [line.split("\t", 1) for line in file.read_text().splitlines()[1:]]
    ours = described()
    index = collections.defaultdict(set)
    for number, text in enumerate(ours):
        for word in set(words(text.lower())):
            index[word].add(number)
    known = collections.defaultdict(list)
    for number, text in enumerate(ours):
        known[even(text)].append(number)
    tiers = [{allowed(text, upto) for text in ours} for upto in range(len(ALLOWED) + 1)]
    by_tier = collections.Counter()
    exact, counts, examples, left = 0, collections.Counter(), {}, collections.Counter()
    for kind, text in theirs:
        if even(text) in known:
            exact += 1
            continue
        tier = next((upto for upto, them in enumerate(tiers) if allowed(text, upto) in them), None)
        if tier is not None:
            by_tier[tier] += 1
            continue
        left[kind] += 1
        number = nearest(text, ours, index)
        a, b = words(text), words(ours[number]) if number is not None else []
        names = set()
        for tag, i, j, k, l in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            if tag != "equal":
                names.add(kind_of(" ".join(a[i:j]), " ".join(b[k:l])))
        counts.update([" + ".join(sorted(names))] if "--all" in sys.argv else names)
        examples.setdefault(" + ".join(sorted(names)), []).append((text, ours[number] if number is not None else ""))
    print(f"{exact} of {len(theirs)} strings agree")
    for tier, count in sorted(by_tier.items()):
        print(f"{count:5} agree but for: {ALLOWED[tier - 1][0] if tier else 'the last point'}")
    print(f"{sum(left.values())} differ, by kind of entry {dict(left)}; pieces that differ:")
    for name, count in counts.most_common():
        print(f"{count:5} {name}")
    if "--all" in sys.argv:
        for name, pairs in sorted(examples.items(), key=lambda it: -len(it[1])):
            print(f"\n## {name} ({len(pairs)})")
            for text, own in pairs:
                print("   theirs", text)
                print("   ours  ", own)
    return exact


sys.exit(0 if main() >= FLOOR else 1)
