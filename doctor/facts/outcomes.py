"""What tox and nox are told to take for a success, where tox goes, and scripts of Python that drop what `pytest.main`
returns."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from doctor.facts.command_lines import PYTHON, RUNNERS, commands
from doctor.facts.contents import content, read_python
from doctor.facts.continued import MEANT
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import nodes_in
from doctor.model.calls import Lost, PytestCall
from doctor.model.places import Place, Word

OUTCOME = re.compile(r"(?P<key>ignore_outcome)\s*=\s*[Tt]rue\s*")
FAILED = (1, 2)  # tests failed; they could not be collected
CHANGED = re.compile(r"change_?dir\s*=\s*(?:\{(?:toxinidir|tox_root)\}/)?(?P<folder>[\w./-]+)\s*")
FLAGS = re.compile(r"-[qvsxl]+|--verbose|--quiet|--exitfirst|--lf|--last-failed")
SCRIPT = re.compile(rb"python[\d.]*\s[^\n]*\.py\b")
# other ways to an exit code, or something that may look at what the run has found
JUDGED = re.compile(rb"\bexit\b|SystemExit|_exit|\bquit\b|atexit|junit|--html|--json|--report|alluredir|plugins\s*=")
CALLED = "pytest.main"


def ignored_outcome(file: str, lines: list[str], line: int) -> Lost | None:
    """The key of the environment of tox, or of the one that all others take after, by which its failure passes."""
    own = section_of(lines, line)
    keys = [at for at, text in enumerate(lines, 1) if text.startswith("ignore_outcome")]
    for section in (own, "testenv") if not MEANT.search(own) else ():
        at = next((each for each in keys if section_of(lines, each) == section), 0)
        hit = OUTCOME.fullmatch(lines[at - 1].partition(" #")[0]) if at else None
        if at:
            return Lost("outcome", hit["key"], Place(file, at, 1, at, hit.end() + 1)) if hit else None
    return None


def displaced(project: Path, file: str, lines: list[str], call: PytestCall) -> PytestCall:
    """The call with those of its paths that are in the project's folder, and not where `changedir` of tox goes."""
    own = section_of(lines, call.place.line)
    rows = [(at, text) for at, text in enumerate(lines, 1) if text.startswith(("changedir", "change_dir"))]
    for section in (own, "testenv"):
        at, text = next(((at, text) for at, text in rows if section_of(lines, at) == section), (0, ""))
        if not at:
            continue
        hit = CHANGED.fullmatch(text.partition(" #")[0])
        folder = hit["folder"].rstrip("/") if hit else ""
        if hit is None or not (project / folder).is_dir() or any(each.strip().startswith("cd ") for each in lines):
            return call
        lost = [
            each
            for each in paths(call)
            if (project / each.text).exists() and not (project / folder / each.text).exists()
        ]
        below = Word(folder, Place(file, at, hit.start("folder") + 1, at, hit.end("folder") + 1))
        return call.replace(missing=tuple(lost), below=below)
    return call


def paths(call: PytestCall) -> Iterator[Word]:
    """The words that are no options, nor the values of some."""
    before = ""
    for word in call.words:
        is_value = before.startswith("-") and "=" not in before and not FLAGS.fullmatch(before)
        before = word.text
        if (
            re.fullmatch(r"[\w.-]+(?:/[\w.-]+)*/?", word.text)
            and not word.text.startswith(("-", ".."))
            and not is_value
        ):
            yield word


def section_of(lines: list[str], line: int) -> str:
    """The section of an ini file that this line is in."""
    return next((text.strip()[1:-1].strip() for text in reversed(lines[:line]) if text.startswith("[")), "")


def taken_for_success(call: ast.Call, file: str) -> Lost | None:
    """`success_codes=[0, 1]` of nox, which holds a code that pytest gives when tests have failed."""
    given = {each.arg: each for each in call.keywords}
    codes = given.get("success_codes")
    if codes is None or "silent" in given or not isinstance(codes.value, (ast.List, ast.Tuple, ast.Set)):
        return None
    if not any(isinstance(each, ast.Constant) and each.value in FAILED for each in codes.value.elts):
        return None
    first, last = codes.value.lineno, codes.value.end_lineno or codes.value.lineno
    place = Place(file, codes.lineno, codes.col_offset + 1, last, (codes.value.end_col_offset or 0) + 1)
    return Lost("codes", ast.unparse(codes), place) if first else None


def dropped(project: Path, name: str, kind: str, data: bytes) -> Iterator[PytestCall]:
    """Calls of `pytest.main` in the scripts that this file has Python run, where nobody asks what they return."""
    if not SCRIPT.search(data):
        return
    for line, text in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        script = script_of(text) if ".py" in text and not text.lstrip().startswith("#") else ""
        read = content(project / script) if script else b""
        if b"pytest" in read and b"main" in read and not JUDGED.search(read):
            place = Place(name, line, text.index(script) + 1, line, text.index(script) + len(script) + 1)
            yield from (
                PytestCall(each, kind, lost=Lost("main", f"python {script}", place))
                for each in dropped_in(*read_python(read, script))
            )


def script_of(text: str) -> str:
    """The script that Python runs in a line, "" for none."""
    for words in commands(HEAD.sub("", text, count=1)):
        taken = next((count for head, count in RUNNERS.items() if tuple(words[: len(head)]) == head), 0)
        rest = words[taken:]
        rest = rest[1:] if rest[:1] and PYTHON.fullmatch(rest[0]) else rest if "coverage" in words[:taken] else []
        while rest[:1] and re.fullmatch(r"-[uBOIEsS]+", rest[0]):
            rest = rest[1:]
        if rest[:1] and re.fullmatch(r"(?:\./)?[\w./-]+\.py", rest[0]) and not rest[0].startswith("/"):
            return rest[0]
    return ""


HEAD = re.compile(r"\s*(?:-\s+)?(?:(?:run|script|command|entrypoint|commands\w*)\s*[:=]\s*)?(?:-\s+)?(?:RUN\s+)?@?")


def dropped_in(tree: ast.Module, reader: Reader) -> Iterator[Place]:
    """The calls whose value is dropped, in what the file does when it is run."""
    functions = {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}
    for call in statements(run_by(tree.body)):
        name = reader.chain(call.func)
        if name == CALLED:
            yield reader.place(call)
        elif name in functions and not functions[name].decorator_list:
            inner = functions[name].body
            returned = [each.value for each in nodes_in(functions[name]) if isinstance(each, ast.Return)]
            ends = [each for each in returned if isinstance(each, ast.Call)] + list(statements(run_by(inner)))
            yield from (reader.place(each) for each in ends if reader.chain(each.func) == CALLED)


def run_by(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that are run, those of `if __name__ == "__main__"` among them, too."""
    for stmt in body:
        yield stmt
        if isinstance(stmt, ast.If) and "__name__" in ast.unparse(stmt.test):
            yield from stmt.body


def statements(body: Iterable[ast.stmt]) -> Iterator[ast.Call]:
    return (stmt.value for stmt in body if isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Call))
