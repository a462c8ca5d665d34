"""The fact `calls`: where files of the project call pytest. They are read as text; nothing of them is run.

What a shell, make, tox or a CI service would do with a line is not worked out: a word with a variable or a substitution
in it is unknown, and nothing is said of it.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from doctor.facts.added_options import added, holding
from doctor.facts.call_variables import NAMES, optimized, settings
from doctor.facts.command_lines import Written, segments, written
from doctor.facts.compose import listed
from doctor.facts.contents import content
from doctor.facts.continued import KEYS, continued
from doctor.facts.exit_codes import lost_at
from doctor.facts.folded import unfolded
from doctor.facts.here import is_here, plugins_named
from doctor.facts.make_variables import is_set_in, resolved
from doctor.facts.named_configs import gone
from doctor.facts.outcomes import displaced, dropped, ignored_outcome
from doctor.facts.refused import of_coverage, refused
from doctor.facts.steps import steps
from doctor.facts.targets import kept_back, unphony
from doctor.facts.tasks import in_tables, json_words
from doctor.model.calls import Calls, PytestCall, in_other_number
from doctor.model.invocation import Invocation
from doctor.model.places import Place, Word

COVERAGE_FILES = (".coveragerc", "setup.cfg", "tox.ini", "pyproject.toml", ".coveragerc.toml")
MEASURES_OTHERS = re.compile(rb"patch\s*=|PROCESS_START|--rcfile|sitecustomize|enable_subprocess|COVERAGE_RCFILE")
BESIDE = "pytest-docker.ini"
# what stands before a command in a line of each kind
YAML = re.compile(r"\s*(?:-\s+)?(?:(?:run|script|command|entrypoint|before_script|test)\s*:\s*)?(?:-\s+)?")
HEADS = {
    "ci": YAML,
    "action": YAML,
    "make": re.compile(r"[\t ]*[@+-]*"),
    "tox": re.compile(r"\s*(?:commands\w*\s*=\s*)?(?:[\w{},!-]+:\s+)?-?\s*"),
    "script": YAML,
    "docker": re.compile(r"\s*(?:(?:RUN|CMD|ENTRYPOINT)\s+|(?:-\s+)?(?:command|entrypoint)\s*:\s*)?"),
}
EDITORS = re.compile(r"^[ \t]*\"python\.testing\.pytestArgs\"\s*:\s*\[(?P<list>[^\]]*)\]", re.MULTILINE)
SHELL_STEPS = re.compile(r"""\bsh\b[^\n'"]*?(?P<quotes>\'{3}|"{3}|'|")(?P<lines>.*?)(?P=quotes)""", re.DOTALL)
TEXT = re.compile(r"\"(?:[^\"\\]|\\.)*\"")
OF_COMPOSE = re.compile(r"\s*(?:-\s+)?(?:command|entrypoint)\s*:\s*[^\s\[|>]")  # split into words, and run by no shell
IMAGES = ("docker", "container")  # whose folders are not those of the project
MAKES = re.compile(r"\b(?:cp|mv|ln|clone|mkdir|tar|unzip|rsync|submodule|checkout|curl|wget|path|dest|COPY|ADD)\b")
WILD = re.compile(r"[\w.-]+(?:/[\w.-]+)*/\*")
PATH = re.compile(r"[\w./-]+")
BY_MODULE = re.compile(r"""-m["',\s]+py\.?test\b""")
PATTERNS = re.compile(
    r"(?:--override-ini=|-o)?python_(?:files|classes|functions)=[\w*?. -]+"
)  # `-o "python_files=*.py"`
UNKNOWN = re.compile(r"[$`{}*?<>%\\]|^~")
ADDED = re.compile(r"\{(?:posargs|args):?\}|\$[({]?\w*(?:ARGS|OPTS|FLAGS|args)\w*[)}]?|\$@")  # what someone may type
ADDOPTS = re.compile(r"\bPYTEST_ADDOPTS[\"']?\s*(?P<sign>[:=])\s*(?P<value>\S.*)")
HANDED = re.compile(r"""\b\w+=(["'])(?:[^"']*\s)?py\.?test\s(?P<words>[^"']*)\1""")
COMMENTED = re.compile(rb"^[ \t]*#[^\n]*\bpy\.?test[ \t](?P<words>[^\n]*)", re.MULTILINE)
OTHER_RUNNERS = re.compile(
    rb"-m[\"', ]+(?:unittest|doctest|nose2?|twisted\.trial)\b|(?:manage|setup)\.py[\"', ]+test\b"
    rb"|(?:\bdjango-admin(?:\.py)?|-m[\"', ]+django)[\"'`, )]+test\b"
    rb"|\b(?:stestr|zope-testrunner|nosetests|nose2|trial|xdoctest)\b|-b doctest|make doctest"
)
MOVES = re.compile(
    rb"python\.testing\.cwd|repository:|working-directory|working_directory|changedir|change_dir|\bcd\s+\S|\bpushd\b|chdir|working_dir|\bdir\s*\("
)
WORKING_DIR = re.compile(rb"^[ \t]+working_dir[ \t]*:[ \t]*[\"']?(?P<folder>/[^\s\"']*)[\"']?[ \t]*$", re.MULTILINE)
MOUNTED = re.compile(rb"^[ \t]+-[ \t]+[\"']?\./?:(?P<folder>/[^\s\"':]*)", re.MULTILINE)


def calls(invocation: Invocation) -> Calls:
    """Every call that can be told, in the order of the files."""
    project = Path(invocation.project)
    made: list[PytestCall] = []
    given: list[PytestCall] = []
    not_calls: list[Word] = []
    scripts: list[PytestCall] = []
    handed: list[str] = []
    commented: list[str] = []
    named: set[str] = set()
    runs_otherwise = False
    for kind, name in steps(invocation.project):
        data = content(project / name)
        runs_otherwise = runs_otherwise or bool(OTHER_RUNNERS.search(data))
        made += called(project, kind, name, data)
        scripts += () if MOVES.search(data) else dropped(project, name, kind, data)
        named |= plugins_named(data)
        given += variables(project, kind, name, data)
        not_calls += refused(name, kind, data)
        if b"coverage" in data and not (project / "pytest").exists():
            not_calls += of_coverage(name, data)
        commented += [
            word for hit in COMMENTED.finditer(data) for word in hit["words"].decode("utf-8", "replace").split()
        ]
        if b"test " in data:
            handed += [
                word for hit in HANDED.finditer(data.decode("utf-8", "replace")) for word in hit["words"].split()
            ]
    beside = BESIDE if made and (project / BESIDE).is_file() else ""
    return Calls(
        calls=tuple(made),
        beside=beside,
        variables=tuple(given),
        refused=tuple(not_calls),
        handed=tuple(handed),
        commented=tuple(commented),
        runs_otherwise=runs_otherwise,
        named=tuple(sorted(named)),
        dropped=tuple(scripts),
    )


def called(project: Path, kind: str, name: str, data: bytes) -> Iterator[PytestCall]:
    """The calls in a file."""
    if b"pytest" not in data and b"py.test" not in data:
        return
    text = data.decode("utf-8", "replace")
    moves = bool(MOVES.search(mounted(data) if kind == "docker" else data))
    lines = text.splitlines()
    meant = as_meant(name, kind, lines)
    only = lines_of_commands(text) if kind == "tox" else None
    options = added(name, kind, lines) if b"PYTEST_ADDOPTS" in data else ()
    for found in finder(name, kind)("\n".join(meant), kind):
        line = found.line
        if only is not None and line not in only:
            continue
        call = placed(project, "container" if found.in_container else kind, (name, lines), line, found.words, moves)
        lost = lost_at(name, kind, data, lines, line, found.lost)
        if kind == "tox" and name == "tox.ini" and b"ignore_outcome" in data:
            lost = lost or ignored_outcome(name, lines, line)
        lost = lost or (continued(name, data, lines, line) if kind == "ci" and KEYS.search(data) else None)
        if kind == "tox" and name == "tox.ini" and (b"changedir" in data or b"change_dir" in data):
            call = displaced(project, name, lines, call)
        call = call.replace(lost=lost, optimized=optimized(name, lines, line), added=holding(options, line))
        measured = "coverage run" in meant[line - 1] and not follows_workers(project, data)
        finds_here = kind == "editor" or b"PYTHONPATH" in data or bool(BY_MODULE.search(meant[line - 1]))
        if not moves:
            call = call.replace(gone=tuple(gone(project, call.kind, data, call.words)))
        call = call.replace(here=not found.in_container and is_here(name, kind, meant, line))
        call = call.replace(measured=measured, finds_here=finds_here)
        if kind == "make" and "akefile" in name:
            target, lacks = unphony(name, lines, line), tuple(kept_back(name, lines, line))
            call = call.replace(target=target, kept_back=lacks)
        if found.in_container:
            call = call.replace(certain=False)
        elif any(each in data for each in NAMES):
            call = call.replace(settings=tuple(settings(name, kind, lines, line)))
        yield call.replace(behind=lost_cd(text, line, name)) if moves and kind in ("ci", "make") else call


def mounted(data: bytes) -> bytes:
    """Without the working directories of a compose file where all of them are the project's folder."""
    folders = {hit["folder"].rstrip(b"/") for hit in WORKING_DIR.finditer(data)}
    mounts = {hit["folder"].rstrip(b"/") for hit in MOUNTED.finditer(data)}
    return WORKING_DIR.sub(b"", data) if folders <= mounts else data


def as_meant(name: str, kind: str, lines: list[str]) -> list[str]:
    """As many lines, with what a Makefile's variables and YAML's folded texts come to."""
    if kind == "make" and "akefile" in name:
        return resolved(lines)
    if kind == "docker" and name.endswith(("yml", "yaml")):
        return unfolded(listed(lines))
    return unfolded(lines) if kind in ("ci", "action") and name.endswith(("yml", "yaml")) else lines


def follows_workers(project: Path, data: bytes) -> bool:
    """May coverage.py be told to measure in other processes, too?"""
    files = (content(project / name) for name in COVERAGE_FILES)
    return any(MEASURES_OTHERS.search(each) for each in (data, *files))


def finder(name: str, kind: str) -> Callable[[str, str], Iterator[Written]]:
    """What finds the calls in a file of this kind."""
    if name.endswith(".toml"):
        return in_tables
    if name == "Jenkinsfile":
        return in_pipeline
    return {"nox": in_sessions, "editor": in_settings}.get(kind, in_lines)


def lines_of_commands(text: str) -> frozenset[int]:
    """The lines of a tox.ini that are commands; `pytest` stands in others, too."""
    from doctor.facts.declared_ini import entries

    return frozenset(line for _, key, line, _ in entries(text) if key.startswith("commands"))


def lost_cd(text: str, line: int, file: str) -> Word | None:
    """A `cd` that is a line of a recipe, or a step of GitHub's, of its own: the next one starts where it started."""
    if file.startswith(".github/"):
        alone, end = re.compile(r"\s*(?:-\s+)?run\s*:\s*(?P<cd>cd\s+\S+)\s*"), re.compile(r" {0,2}\w[\w-]*\s*:.*")
    else:
        alone, end = re.compile(r"\t[@-]*(?P<cd>cd\s+\S+)\s*"), re.compile(r"[^\t\n#].*")
    lines = text.splitlines()
    if ".ONESHELL" in text or "working-directory" in text or "cd " in lines[line - 1]:
        return None
    for number in range(line - 1, 0, -1):
        if hit := alone.fullmatch(lines[number - 1]):
            return Word(hit["cd"], Place(file, number, hit.start("cd") + 1, number, hit.end("cd") + 1))
        if end.fullmatch(lines[number - 1]):
            return None
    return None


def variables(project: Path, kind: str, name: str, data: bytes) -> Iterator[PytestCall]:
    """What a file writes into PYTEST_ADDOPTS."""
    if b"PYTEST_ADDOPTS" not in data or kind == "nox":
        return
    lines = data.decode("utf-8", "replace").splitlines()
    for number, line in enumerate(lines, 1):
        hit = ADDOPTS.search(line) if not line.lstrip().startswith("#") else None
        try:
            words = shlex.split(value_of(hit["value"].rstrip(), hit["sign"], line, kind)) if hit else []
        except ValueError:
            continue
        if words:
            yield placed(project, kind, (name, lines), number, words, moves=True)


def value_of(text: str, sign: str, line: str, kind: str) -> str:
    """The value of a variable: what stands in quotes, one word of a shell's line, else the rest of the line."""
    is_item = line.lstrip().startswith("- PYTEST_ADDOPTS=") and kind in ("docker", "ci")
    if text[0] in "\"'" and (is_item or kind == "tox"):
        return text  # the quotes are a part of the value
    if text[0] in "\"'":
        return text[1:].partition(text[0])[0]
    if sign == "=" and kind != "tox" and not is_item:
        return text.split()[0]
    return text.partition(" #")[0].rstrip("\"'")


def in_lines(text: str, kind: str) -> Iterator[Written]:
    """The calls in the lines of a file. A line that ends in a backslash goes on."""
    rest, first = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        first = first if rest else number
        if line.lstrip().startswith("#"):
            continue
        rest += line.rstrip()
        if rest.endswith("\\"):
            rest = rest[:-1] + " "
            continue
        if "pytest" in rest or "py.test" in rest:
            has_shell = kind != "tox" and not (kind == "docker" and OF_COMPOSE.match(rest))
            for words, lost in segments(HEADS[kind].sub("", rest, count=1), has_shell=has_shell):
                yield from written(first, words, lost)
        rest = ""


def in_pipeline(text: str, kind: str) -> Iterator[Written]:
    """The calls in what a Jenkinsfile hands to a shell."""
    for hit in SHELL_STEPS.finditer(text):
        before = text.count("\n", 0, hit.start("lines"))
        yield from (each.replace(line=each.line + before) for each in in_lines(hit["lines"], kind))


def in_sessions(text: str, kind: str = "nox") -> Iterator[Written]:
    """The calls `session.run("pytest", …)` of a noxfile."""
    from doctor.facts.sessions import runs

    return runs(text)


def in_settings(text: str, kind: str = "editor") -> Iterator[Written]:
    """The arguments that VS Code calls pytest with."""
    hit = EDITORS.search(text)
    if hit:
        lines = [line for line in hit["list"].splitlines() if not line.lstrip().startswith("//")]
        words = [word for each in TEXT.findall("\n".join(lines)) for word in json_words(f"[{each}]")]
        yield Written(text.count("\n", 0, hit.start()) + 1, tuple(words))


def placed(
    project: Path, kind: str, file: tuple[str, list[str]], line: int, words: Sequence[str], moves: bool
) -> PytestCall:
    """The call with the places of its words."""
    name, lines = file
    found = [Word(word, place_of(word, name, lines, line)) for word in told(words, lines)]
    made = "\n".join(each for each in lines if MAKES.search(each))
    missing = () if moves else tuple(absent(project, kind, found, made))
    whole = not moves and "--" not in words and all(ADDED.fullmatch(word) for word in words if UNKNOWN.search(word))
    place = place_of("pytest", name, lines, line)
    wild = () if moves else tuple(wildcards(name, lines, line, words))
    return PytestCall(place, kind, tuple(found), missing, whole, wild=wild)


def wildcards(file: str, lines: list[str], line: int, words: Sequence[str]) -> Iterator[Word]:
    """Words such as `tests/*` that stand without quotes."""
    last = next((at for at in range(line, len(lines)) if not lines[at - 1].endswith("\\")), len(lines))
    for word in words:
        bare = re.compile(rf"""(?<![\w./'"-]){re.escape(word)}(?![\w.*/'"])""") if WILD.fullmatch(word) else None
        for number, text in enumerate(lines[line - 1 : last], line) if bare else ():
            if bare and (hit := bare.search(text)):
                yield Word(word, Place(file, number, hit.start() + 1, number, hit.end() + 1))
                break


def told(words: Sequence[str], lines: list[str]) -> Iterator[str]:
    """The words up to `--`, "" for those that are not what they seem, also for a variable that the file sets."""
    for word in words:
        if word == "--":
            return
        if not ADDED.fullmatch(word) or is_set(word.strip("${}()"), lines):
            yield "" if UNKNOWN.search(word) and not PATTERNS.fullmatch(word) else word


def is_set(name: str, lines: list[str]) -> bool:
    pattern = re.compile(rf"\s*(?:export\s+)?{re.escape(name)}\s*[:?+]?=\s*\S")
    return bool(name) and any(pattern.match(line) for line in lines)


def place_of(word: str, file: str, lines: list[str], first: int) -> Place:
    """Where a word stands, in its line or one of those that continue it; else where a longer word holds it."""
    going_on = list(enumerate(lines[first - 1 : first + 29], first))
    if "akefile" in file:  # in the recipe, or where a variable is set
        last = next((number for number, line in going_on if not line.endswith("\\")), first)
        going_on = [row for row in going_on if row[0] <= last]
        if word != "pytest":
            going_on += [(number, line) for number, line in enumerate(lines, 1) if is_set_in(line)]
    elif file == "noxfile.py":  # behind the call, or where a list of words is made
        going_on += reversed(list(enumerate(lines[: first - 1], 1)))
    for pattern in (rf"(?<![\w.-]){re.escape(word)}(?![\w-])", re.escape(word)):
        for number, line in going_on:
            if hit := re.search(pattern, line):
                return Place(file, number, hit.start() + 1, number, hit.end() + 1)
    return Place(file, first, 1, first, 1)


def absent(project: Path, kind: str, words: Iterable[Word], made: str) -> Iterator[Word]:
    """Words that name what is not there, though their first folder is: that is where the call is made from. Or a folder
    of almost that name is, and no line of those that make folders names it."""
    before = ""
    for word in words:
        path = word.text.partition("::")[0].partition("[")[0]
        is_path = PATH.fullmatch(path) and not path.startswith(("-", "/", "..", "http"))
        is_value = before.startswith("-") and "=" not in before and " " not in before
        before = word.text
        if not is_path or is_value or os.path.exists(project / path):
            continue
        top = path.split("/")[0]
        if kind in IMAGES and any(project.glob(f"*/{path}")):
            continue
        if (project / top).is_dir():
            yield from [word] if "/" in path.rstrip("/") else []
        elif not re.search(rf"(?<![\w-]){re.escape(top)}(?![\w-])", made):
            yield from [word] if os.path.exists(project / in_other_number(path)) else []
