"""What tox takes for a success and where it goes, and scripts of Python that drop what `pytest.main` returns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.command_lines import PYTHON, RUNNERS, commands
from doctor.facts.contents import content, read_python
from doctor.facts.continued import MEANT
from doctor.facts.pythons import exists, is_folder
from doctor.model.calls import Lost, PytestCall
from doctor.model.places import Place, Word

OUTCOME = re.compile(r"(?P<key>ignore_outcome)\s*[=:]\s*[Tt]rue\s*")
CHANGED = re.compile(r"change_?dir\s*[=:]\s*(?:\{(?:toxinidir|tox_root)\}/)?(?P<folder>[\w./-]+)\s*")
FLAGS = re.compile(r"-[qvsxl]+|--verbose|--quiet|--exitfirst|--lf|--last-failed")
HEAD = re.compile(r"\s*(?:-\s+)?(?:(?:run|script|command|entrypoint|commands\w*)\s*[:=]\s*)?(?:-\s+)?(?:RUN\s+)?@?")
# other ways to an exit code, or something that may look at what the run has found
JUDGED = re.compile(rb"\bexit\b|SystemExit|_exit|\bquit\b|atexit|junit|--html|--json|--report|alluredir|plugins\s*=")


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
        if hit is None or not is_folder(project / folder) or any(each.strip().startswith("cd ") for each in lines):
            return call
        lost = [
            each for each in paths(call) if exists(project / each.text) and not exists(project / folder / each.text)
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


def dropped(project: Path, name: str, kind: str, data: bytes) -> Iterator[PytestCall]:
    """Calls of `pytest.main` in the scripts that this file has Python run, where nobody asks what they return."""
    if b".py" not in data:
        return
    from doctor.facts.scripts import dropped_in

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
