"""Describes a bibliography of many kinds by GOST R 7.0.5-2008 and compares it with the same entries set in TeX.

    python3 .ci/gost_strings.py PROGRAM DATA [--all]

The strings come from the text layer of a printed document, so spaces, dashes and quotation marks are not compared.
Each string is compared with the nearest description. Where the two differ, the least set of reasons is looked for
that makes them one; a reason is a rule that takes one difference out of both and nothing else. What no rule takes out
must stand in our description as it stands in the entry, and the other's words nowhere in it: then the document was set
from another state of the file. Exit code 1 when a string is left without a reason, or fewer agree than FLOOR.
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
FLOOR = 460
MARKS = "\u00ab\u00bb\u201c\u201d\u201e\"'\u2018\u2019`"


def even(text):
    """The text without what a text layer loses."""
    text = re.sub(f"[{MARKS}]", "", text)
    text = re.sub(r"\s*[-\u2010-\u2015\u2212]+\s*", "-", text.replace("\u00ad", ""))
    return re.sub(r"\s+", "", text).replace("-", "").replace("ё", "е").rstrip(".")


def words(text):
    return re.findall(r"\w+", re.sub(r"[\u00ad]", "", text.replace("ё", "е").replace("\u0301", "")))


# Languages as a translation names them.
LANGUAGE = r"(?:англ|фр|франц|нем|лат|дат|пол|ит|исп|греч)\."
VOLUME = r"(?:Т|Ч|Кн|Вып|№|Vol|Bd|T|Tome|Part|No|no)\.? (?:\d+|[IVX]+)(?=[.,]| :| /| —|$)"


def volumes_last(text):
    """The designations of volumes, in order, behind all else."""
    found = re.findall(VOLUME, text)
    bare = " ".join(words(re.sub(VOLUME, "", text)))
    return bare + " " + " ".join(sorted(it.replace(" ", "") for it in found))


def deeds_once(text):
    """What others did: each word and each name of a statement once, in the order of letters."""
    def sorted_words(match):
        told = set(re.findall(r"(?:[A-ZА-Я]\w?\.[ -]?)+[\w-]+|\w+", match[1]))
        return " / " + " ".join(sorted(told - {"и", "and", "by", "with", "an"}))
    return re.sub(r" / (.*?)(?=\.? — | // |$)", sorted_words, text)


def in_english(text):
    """Russian units in a reference that has no other Russian word."""
    bare = re.sub(r"(под ред|С|Т|№)\.?(?= )", "", text)
    if re.search(r"[а-яё]", bare):
        return text
    for russian, english in (("под ред.", "ed. by"), ("С.", "P."), ("Т.", "Vol."), ("№", "no.")):
        text = re.sub(r"(?<!\w)" + re.escape(russian), english, text)
    return text


def headed(text):
    """The number and class of a patent before its title, wherever they stand."""
    found = re.match(r"([^/]*?) : ((?:пат|заявка|а\. с)\b.*?) : (М[ПК][КИ]\d .*?) / (.*)", text)
    text = f"{found[2]}, {found[3]}. {found[1]} / {found[4]}" if found else text
    return re.sub(r"^(пат|заявка|а)\b", lambda it: it[0].capitalize(), text).replace("Рос. федерация", "Рос. Федерация")


def replaced(*pairs):
    def rule(text):
        for pattern, instead in pairs:
            text = re.sub(pattern, instead, text)
        return text
    return rule


# What the two tell in different ways, and why. Each rule is applied to both.
RULES = [
    ("the text layer runs on into the next section", replaced((r"\s*\b2[12] (Related field|Bibliography database).*$", ""))),
    ("the document sets a reference in English with Russian words", in_english),
    ("the document takes a surname for a given name", replaced((r"П\. А\. В\.", "А. В. Перцева."))),
    ("an address, and the day it was looked at, in words of the own language and without spaces", replaced((r"\((visited on|accessed) (?:(\d\d)/(\d\d)/(\d{4})|(\d\d)\.(\d\d)\.(\d{4}))\)", r"(seen \3\5.\2\6.\4\7)"), (r"http ?:.*?(?= \(seen|$)", lambda it: it[0].replace(" ", "").rstrip(".")))),
    ("names are never inflected, so no preposition stands before them", replaced((r"\bпри ред\. уч\.", "ред."), (r"\bпод ((?:общ|науч)\. )?ред\.", r"\1ред."))),
    ("'[Текст]' went out with GOST 7.1-2003", replaced((r" ?\[Текст\]", ""))),
    ("one ISBN is told, the first", replaced((r"(ISBN [\dXХ—-]+)(?: ?\([^)]*\))?(?: ?[,;] ?[\dXХ, —-]+(?: ?\([^)]*\))?)+", r"\1"), (r"(ISBN [\dXХ—-]+) \([^)]*\)", r"\1"))),
    ("a printed work is not told by its address on the web", replaced((r"( ?[.—]+ ?)URL ?:.*?(?=$| — [А-Я])", "."))),
    ("a DOI stands without a colon and an address (GOST R 7.0.100-2018)", replaced((r"\bDOI ?: ?(?:http[ :/]*dx ?\. ?doi ?\. ?org ?/ ?)?([^—]*)", lambda it: "DOI " + it[1].replace(" ", "")))),
    ("numbers of stores of articles are no element of a description (JSTOR, arXiv)", replaced((r"\. ?— ?(JSTOR|arXiv|Zbl|MR|eprint)\b.*?(?=\. —|\.?$)", ""))),
    ("an article is not told by the ISSN of its journal", replaced((r"\. ?— ?ISSN [\dX— -]+", ""))),
    ("a translation, or its original, is a record of its own", replaced((r"\. ?— ?Пер\. .*$", ""), (r"(\(Collection .?L.Ordre philosophique.?\)).*$", r"\1"))),
    ("a set is told as a whole, its volumes are records of their own", replaced((r"((?:\d{4}|[—–-])\s*)\.?(?:№|Вып\.) 1 [:/].*$", r"\1"))),
    ("notes are not wanted here", replaced((r"\. ?— ?(Репринтное|Originally published|Библиогр|Towards Computer).*?(?=\. — (?:ISBN|DOI)|\.?$)", ""))),
    ("the number of volumes is other information on the title (4.5.4), and not told where the title tells it", replaced((r"(\. | : )(В|в|In|in) (\d+ (?:т|кн|ч|vols?)\.)(, \d+ кн\.)?", r" в\3\4"), (r"(двух томах|4-х т\.) в\d т\.", r"\1"))),
    ("the number of an issue is 'no.', '№'", replaced((r"\b(issue|No|no|вып|Вып)\b\.? ?", "no. "), (r"№ ?", "no. "), (r"— (\d ?\(\d+\)\.)", r"— no. \1"), (r"(no\. \d+)/(\d)", r"\1-\2"))),
    ("a journal is not told by its place (it is where titles are alike)", replaced((r"(// [^/]*?\. — )[^—:/]+?, (\d{4}\. — )", r"\1\2"))),
    ("a chapter in a set is dated by the years of the set, not by its first", replaced((r"( // .*), (\d{4})[–—]\d{4}\.", r"\1, \2."))),
    ("a date in doubt keeps its question mark", replaced((r"\[(\d{4})\?\]", r"[\1]"))),
    ("words are shortened by GOST 7.12: 'коммент.', 'примеч.'", replaced((r"\bкомм\.", "коммент."), (r"\bприм\.", "примеч."))),
    ("a translation tells from which language, the set and the volume as well", replaced((f" : пер\\. с {LANGUAGE}( и {LANGUAGE})*", ""), (f"\\bпер\\.? с {LANGUAGE}( и {LANGUAGE})*", "пер."), (r"trans\. from the \w+", "trans."))),
    ("the editor of a series is told", replaced((r" / series ed\. by [^—]*(?=\. —)", ""))),
    ("the authors of a collection are told, and not once more in its chapters", replaced((r" / Ф\. Ницше \[и др\.\] ; ", " / "), (r"^(Джеймс У\..*) / У\. Джеймс ; ", r"\1 / "))),
    ("the volume of a serial follows its title", replaced((r"^(Critical Inquiry)\. — (2011)\. — (Vol\. 37, Summer, no\. 4)", r"\1. \3. — \2"))),
    ("what one person did is told once, in one order", deeds_once),
    ("a body is no heading of a short reference", replaced((r"^Univalent Foundations Program, The\. ", ""))),
    ("a work that is no issue is dated by its year", replaced((r"— \d\d/\d\d/(\d{4})", r"— \1"), (r"(— \d{4})\. — (Oct|Jan)\. \d+", r"\1"))),
    ("a serial is told with its publisher", replaced((r"^(Логос\. — М\.) : Логос", r"\1"))),
    ("a meeting is other information on the title", replaced((r" \(Eighth Logic Colloquium, Oxford, July 1963\)", " : Eighth Logic Colloquium, Oxford, 1963"))),
    ("the number of a patent or a standard heads the description", headed),
    ("a particle of a name is a word, not an initial", replaced((r"\bд\. (?=Курс)", "де "), (r"\bф\. (?=Сущность|Понятие)", "фон "), (r"\bDalen D\. v\b", "Dalen D. van"), (r"\b(де|фон)\. ", r"\1 "))),
    ("the volume of a set without a title of its own stands after the year", volumes_last),
    ("signs between the same words", lambda text: " ".join(words(text))),
]


def described():
    """Descriptions in the order of the file, and the numbers of what could not be read."""
    with tempfile.TemporaryDirectory() as folder:
        catalogue = f"{folder}/c.sqlite"
        source = data / "bibtex" / "biblatex-gost-examples.bib"
        done = subprocess.run([program, "import", source, "--catalog", catalogue, "--json"], check=True, capture_output=True)
        skipped = {it["number"] for it in json.loads(done.stdout)["files"][0]["skipped"]}
        run = [program, "describe", "--catalog", catalogue, "--json", "--style", "gost-7.0.5", "--dash", "em"]
        run += ["--places", "as-written", "--with", "series", "--with", "isbn", "--with", "notes"]
        done = subprocess.run(run, check=True, capture_output=True, text=True)
        return [it["description"].replace("\u00a0", " ") for it in json.loads(done.stdout)["records"]], skipped


def entries():
    """The words of each entry with all it inherits, in the order of the file."""
    text = (data / "bibtex" / "biblatex-gost-examples.bib").read_text()
    found = {}
    for kind, key, body in re.findall(r"(?ms)^@(\w+)\{\s*([^,\s]+),(.*?)^\}", text):
        # Fields that begin with an underscore are switched off.
        fields = re.sub(r"(?m)^\s*_\w+\s*=.*?(?=^\s*\w+\s*=|\Z)", "", body, flags=re.S)
        found[key.lower()] = (kind.lower(), fields)
    def whole(key, depth=0):
        fields = found.get(key, ("", ""))[1]
        named = re.findall(r"(?:crossref|xdata)\s*=\s*\{([^}]*)\}", fields)
        return fields + " ".join(whole(it.strip().lower(), depth + 1) for it in ",".join(named).split(",") if it and depth < 4)
    plain = lambda it: re.sub(r"(?<=[\dX])-(?=[\dX])", "", it).replace("\\,", " ").replace("~", " ").replace("---", " ").replace("--", " ")
    return [set(words(plain(whole(key)))) for key, (kind, _) in found.items() if kind not in ("xdata", "set")]


def through(text, rules):
    for _, rule in rules:
        text = rule(text)
    return even(text)


def least(theirs, ours):
    """The smallest set of rules that makes the two one; every rule of it is needed."""
    rules = list(RULES)
    for rule in reversed(RULES):
        fewer = [it for it in rules if it is not rule]
        if through(theirs, fewer) == through(ours, fewer):
            rules = fewer
    return [name for name, _ in rules]


def nearest(text, index, all_words):
    """The description that shares most words, then most of its order."""
    votes = collections.Counter()
    for word in set(words(text.lower())):
        for number in index.get(word, ()):
            votes[number] += 1 / len(index[word])
    best = [number for number, _ in votes.most_common(6)]
    score = lambda number: difflib.SequenceMatcher(None, words(text), all_words[number], autojunk=False).ratio()
    return max(best, key=score)


# Words that are not in an entry: what is counted gets its unit, and who did something what they did.
UNITS = {"пер", "ред", "сост", "Т", "Ч", "Вып", "Vol", "Bd", "no", "с", "p", "С", "P"}


def of_another_state(theirs, ours, entry):
    """Whether all that differs stands in ours as in the entry, and nothing the other tells is in the entry alone."""
    for _, rule in RULES[:-1]:
        theirs, ours = rule(theirs), rule(ours)
    closed = lambda it: re.sub(r"(?<=[\dX])[-— ]+(?=[\dX])", "", it)
    a, b = words(closed(theirs)), words(closed(ours))
    initials = {it[0] for it in entry} | UNITS
    entry = entry | UNITS | {it.replace("-", "") for it in entry}
    for tag, i, j, k, l in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        lost, kept = a[i:j], b[k:l]
        if any(it not in entry and not (len(it) < 3 and it[0] in initials) for it in kept):
            return False
        if not kept and any(it in entry for it in lost):
            return False
    return True


def main():
    file = data / "gost" / "biblatex-gost_7.0.5_rendered.tsv"
    theirs = [line.split("\t", 1) for line in file.read_text().splitlines()[1:]]
    (ours, skipped), known = described(), entries()
    known = [it for number, it in enumerate(known, 1) if number not in skipped]
    index = collections.defaultdict(set)
    for number, text in enumerate(ours):
        for word in set(words(text.lower())):
            index[word].add(number)
    all_words = [words(it) for it in ours]
    plain = {even(it) for it in ours}
    whole = collections.defaultdict(list)
    for text in ours:
        whole[through(text, RULES)].append(text)
    exact, counts, sets, left = 0, collections.Counter(), [], []
    for kind, text in theirs:
        if even(text) in plain:
            exact += 1
            continue
        same = whole.get(through(text, RULES))
        if same:
            reasons = min((least(text, it) for it in same), key=len)
        else:
            number = nearest(text, index, all_words)
            is_ours = len(ours) == len(known) and of_another_state(text, ours[number], known[number])
            reasons = ["set from another state of the file: ours is what the entry says"] if is_ours else []
            if not reasons:
                left.append((kind, text, ours[number]))
        counts.update(reasons)
        sets.append((reasons, text, ours[number] if not same else same[0]))
    print(f"{exact} of {len(theirs)} strings agree; of the others {len(sets) - len(left)} differ for these reasons, some for several:")
    for name, count in counts.most_common():
        print(f"{count:5} {name}")
    print(f"{len(left)} differ without a reason")
    for kind, text, own in left:
        print(f"{kind}\n   theirs {text}\n   ours   {own}")
    if "--all" in sys.argv:
        for reasons, text, own in sets:
            print(f"\n{reasons}\n   theirs {text}\n   ours   {own}")
    return exact >= FLOOR and not left


sys.exit(0 if main() else 1)
