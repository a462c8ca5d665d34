"""The fact `calls`: where files of the project call pytest. They are read as text; nothing of them is run.

What a shell, make, tox or a CI service would do with a line is not worked out: a word with a variable or a substitution
in it is unknown, and nothing is said of it.
"""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from doctor.facts.steps import steps
from doctor.model.calls import Calls, PytestCall
from doctor.model.invocation import Invocation
from doctor.model.places import Place, Word

if TYPE_CHECKING:
    import ast

LARGEST = 1_000_000  # bytes
BESIDE = "pytest-docker.ini"
# what stands before a command in a line of each kind
YAML = re.compile(r"\s*(?:-\s+)?(?:(?:run|script|command|entrypoint|before_script|test)\s*:\s*)?(?:-\s+)?")
HEADS = {
    "ci": YAML,
    "make": re.compile(r"[\t ]*[@+-]*"),
    "tox": re.compile(r"\s*(?:commands\w*\s*=\s*)?(?:[\w{},!-]+:\s+)?-?\s*"),
    "script": YAML,
    "docker": re.compile(r"\s*(?:(?:RUN|CMD|ENTRYPOINT)\s+|(?:-\s+)?(?:command|entrypoint)\s*:\s*)?"),
}
UNKNOWN = re.compile(r"[$`{}*?<>%\\]|^~")
ADDED = re.compile(r"\{(?:posargs|args):?\}|\$[({]?\w*(?:ARGS|OPTS|FLAGS|args)\w*[)}]?|\$@")  # what someone may type
EXPRESSION = re.compile(r"\$\{\{.*?\}\}")
VARIABLE = re.compile(r"\$\((\w+)\)")  # of make; in a shell it is a substitution, unknown as well
ENDS = {";", "&&", "||", "|", "&", "(", ")", ">", ">>", "<", ";;"}
PASSING = ("tee", "cat", "tail", "head", "ts", "sed", "awk", "less", "more")  # end well, whatever they are given
KEEPS_STATUS = (b"pipefail", b"PIPESTATUS", b"pipestatus")
OWN_SHELL = re.compile(rb"^\s*(?:-\s+)?shell\s*:", re.MULTILINE)  # of a step: GitHub's `bash` has pipefail
UNSAFE_SHELLS = (".github/", "azure-pipelines", "Makefile", "makefile", "GNUmakefile", "Dockerfile")
ADDOPTS = re.compile(r"\bPYTEST_ADDOPTS[\"']?\s*(?P<sign>[:=])\s*(?P<value>\S.*)")
ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
PYTHON = re.compile(r"(?:.*[\\/])?(?:python[\d.]*|py|pypy[\d.]*)(?:\.exe)?")
RUNNERS = {  # words before a command → how many more words belong to it
    ("uv", "run"): 2, ("poetry", "run"): 2, ("pipenv", "run"): 2, ("pdm", "run"): 2, ("hatch", "run"): 2,
    ("rye", "run"): 2, ("coverage", "run"): 2, ("xvfb-run",): 1, ("time",): 1, ("exec",): 1, ("sudo",): 1, ("env",): 1,
}  # fmt: skip
MOVES = re.compile(
    rb"repository:|working-directory|working_directory|changedir|change_dir|\bcd\s+\S|\bpushd\b|chdir|working_dir"
)


def calls(invocation: Invocation) -> Calls:
    """Every call that can be told, in the order of the files."""
    project = Path(invocation.project)
    made: list[PytestCall] = []
    given: list[PytestCall] = []
    for kind, name in steps(invocation.project):
        data = content(project / name)
        made += called(project, kind, name, data)
        given += variables(project, kind, name, data)
    beside = BESIDE if made and (project / BESIDE).is_file() else ""
    return Calls(tuple(made), beside, tuple(given))


def called(project: Path, kind: str, name: str, data: bytes) -> Iterator[PytestCall]:
    """The calls in a file."""
    if b"pytest" not in data and b"py.test" not in data:
        return
    text = data.decode("utf-8", "replace")
    moves = bool(MOVES.search(data))
    hides = hides_failure(name, data)
    only = lines_of_commands(text) if kind == "tox" else None
    for line, words, into in finder(name, kind)(text, kind):
        if only is not None and line not in only:
            continue
        call = placed(project, kind, (name, text.splitlines()), line, words, moves)
        call = call.replace(into=into) if into and hides else call
        yield call.replace(behind=lost_cd(text, line, name)) if moves and kind in ("ci", "make") else call


def finder(name: str, kind: str) -> Callable[[str, str], Iterator[tuple[int, list[str], str]]]:
    """What finds the calls in a file of this kind."""
    if name.endswith(".toml"):
        from doctor.facts.tasks import in_tables

        return in_tables
    return in_sessions if kind == "nox" else in_lines


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


def content(path: Path) -> bytes:
    """The bytes of a text file that can be read, else nothing."""
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError:
        return b""
    return b"" if b"\0" in data else data


def hides_failure(name: str, data: bytes) -> bool:
    """Does the shell of this file take the exit code of the last command of a pipe? GitLab's and CircleCI's do not."""
    if any(word in data for word in KEEPS_STATUS) or (name.startswith(".github/") and OWN_SHELL.search(data)):
        return False
    is_windows = b"windows" in data and not any(word in data for word in (b"ubuntu", b"macos", b"linux"))
    return not is_windows and (name.startswith(UNSAFE_SHELLS) or name.endswith(".Dockerfile"))


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
    if text[0] in "\"'":
        return text[1:].partition(text[0])[0]
    is_item = line.lstrip().startswith("- PYTEST_ADDOPTS=") and kind in ("docker", "ci")
    if sign == "=" and kind != "tox" and not is_item:
        return text.split()[0]
    return text.partition(" #")[0].rstrip("\"'")


def in_lines(text: str, kind: str) -> Iterator[tuple[int, list[str], str]]:
    """The line and pytest's arguments of each call, and the command that its output is piped into; a line that ends in
    a backslash goes on."""
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
            for words, into in segments(HEADS[kind].sub("", rest, count=1), has_shell=kind != "tox"):
                arguments = of_pytest(words)
                if arguments is not None:
                    yield first, arguments, into
        rest = ""


def segments(line: str, has_shell: bool = True) -> list[tuple[list[str], str]]:
    """Each simple command with the program that its output is piped into, if that one ends well whatever it is given.
    tox runs its commands without a shell: what would part them is a word."""
    if not has_shell:
        try:
            return [(shlex.split(EXPRESSION.sub("$X", line.strip()), comments=True), "")]
        except ValueError:
            return []
    found = list(parted(line))
    pipes = (following(found, position) for position in range(len(found)))
    return [(words, into if into in PASSING else "") for (words, _), into in zip(found, pipes, strict=True)]


def following(found: list[tuple[list[str], str]], position: int) -> str:
    """The program behind the pipe at the end of a command; `2>&1` and `> file` stand between at most."""
    while position + 1 < len(found):
        end = found[position][1]
        behind = found[position + 1][0]
        position += 1
        if end in ("|", "|&"):
            return behind[0] if behind else ""
        if ">" not in end:
            return ""
    return ""


def commands(line: str) -> Iterator[list[str]]:
    """The simple commands of a shell's line, or the one of a JSON list."""
    return (words for words, _ in parted(line))


def parted(line: str) -> Iterator[tuple[list[str], str]]:
    """The commands with what ends each, "" at the end of the line."""
    line = VARIABLE.sub(r"${\1}", EXPRESSION.sub("$X", line).strip())
    if line.startswith("["):
        try:
            words = json.loads(line)
        except ValueError:
            return
        if isinstance(words, list):
            yield [str(word) for word in words], ""
        return
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split, lexer.commenters = True, "#"
    words = []
    try:
        for word in lexer:
            if word in ENDS or (">" in word and not word.strip("<>&|")):
                yield words, word
                words = []
            else:
                words.append(word)
    except ValueError:  # a quote that is closed in another line
        return
    yield words, ""


def of_pytest(words: list[str]) -> list[str] | None:
    """The arguments of pytest, if that is what is called."""
    while words:
        if ASSIGNMENT.match(words[0]):
            words = words[1:]
            continue
        taken = next((count for head, count in RUNNERS.items() if tuple(words[: len(head)]) == head), 0)
        if not taken:
            break
        words = words[taken:]
        while words and words[0].startswith("-") and words[0] != "-m":  # options of the runner, such as --frozen
            words = words[1:]
    if len(words) > 2 and PYTHON.fullmatch(words[0]):
        at = next((place for place, word in enumerate(words) if word == "-m"), 0)
        words = words[at:] if at and all(word.startswith("-") for word in words[1:at]) else words
    if words[:1] == ["-m"]:
        words = words[1:]
    is_pytest = bool(words) and re.split(r"[\\/]", words[0])[-1] in ("pytest", "py.test", "pytest.exe")
    is_requirement = len(words) > 1 and words[1][0:1] in ("@", "=", "~", "!", "<")
    return words[1:] if is_pytest and not is_requirement else None


def in_sessions(text: str, kind: str = "nox") -> Iterator[tuple[int, list[str], str]]:
    """The calls `session.run("pytest", …)` of a noxfile."""
    import ast

    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr.startswith("run"):
            words = [word_of(arg) for arg in node.args]
            arguments = of_pytest(words)
            if arguments is not None:
                yield node.lineno, arguments, ""


def word_of(arg: ast.expr) -> str:
    """The text of an argument; a sign that someone may type words there (`*session.posargs`), or that it is unknown."""
    import ast

    if isinstance(arg, ast.Starred) and isinstance(arg.value, ast.Attribute) and arg.value.attr == "posargs":
        return "{posargs}"
    return arg.value if isinstance(arg, ast.Constant) and isinstance(arg.value, str) else "$X"


def placed(
    project: Path, kind: str, file: tuple[str, list[str]], line: int, words: list[str], moves: bool
) -> PytestCall:
    """The call with the places of its words."""
    name, lines = file
    found = [Word(word, place_of(word, name, lines, line)) for word in told(words)]
    missing = () if moves else tuple(absent(project, found))
    whole = not moves and "--" not in words and all(ADDED.fullmatch(word) for word in words if UNKNOWN.search(word))
    return PytestCall(place_of("pytest", name, lines, line), kind, tuple(found), missing, whole)


def told(words: list[str]) -> Iterator[str]:
    """The words up to `--`, "" for those that are not what they seem."""
    for word in words:
        if word == "--":
            return
        if not ADDED.fullmatch(word):
            yield "" if UNKNOWN.search(word) else word


def place_of(word: str, file: str, lines: list[str], first: int) -> Place:
    """Where a word stands, in its line or one of those that continue it."""
    for number in range(first, min(first + 30, len(lines) + 1)):
        column = lines[number - 1].find(word) + 1
        if column:
            return Place(file, number, column, number, column + len(word))
    return Place(file, first, 1, first, 1)


def absent(project: Path, words: Iterable[Word]) -> Iterator[Word]:
    """Words that name what is not there, though their first folder is: that is where the call is made from."""
    before = ""
    for word in words:
        path = word.text.partition("::")[0].partition("[")[0]
        is_path = "/" in path.rstrip("/") and not path.startswith(("-", "/", "..", "http")) and "=" not in path
        is_value = before.startswith("-") and "=" not in before
        top = project / path.split("/")[0]
        if is_path and not is_value and top.is_dir() and not os.path.exists(project / path):
            yield word
        before = word.text
