"""Lines of commands, as a shell reads them: the simple commands in them, and which of them call pytest."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Set

from doctor.model.calls import Lost
from doctor.model.record import Record

EXPRESSION = re.compile(r"\$\{\{.*?\}\}")
DEFAULT = re.compile(r"\{(?:posargs|args):([^{}]+)\}")  # of tox and hatch
VARIABLE = re.compile(r"\$\((\w+)\)")  # of make; in a shell it is a substitution, unknown as well
ENDS = {";", "&&", "||", "|", "&", "(", ")", ">", ">>", "<", ";;"}
PASSING = ("tee", "cat", "tail", "head", "ts", "sed", "awk", "less", "more")  # end well, whatever they are given
SUCCESS = (["true"], ["/bin/true"], [":"], ["exit", "0"], ["exit", "/b", "0"])
CONTROLS = ("exit", "trap", "if", "then", "else", "for", "while", "do", "done", "case", "{", "}", "test", "[", "[[")
ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
PYTHON = re.compile(r"(?:.*[\\/])?(?:python[\d.]*|py|pypy[\d.]*)(?:\.exe)?")
RUNNERS = {  # words before a command → how many more words belong to it
    ("uv", "run"): 2, ("poetry", "run"): 2, ("pipenv", "run"): 2, ("pdm", "run"): 2, ("hatch", "run"): 2,
    ("rye", "run"): 2, ("coverage", "run"): 2, ("xvfb-run",): 1, ("time",): 1, ("exec",): 1, ("sudo",): 1, ("env",): 1,
}  # fmt: skip
UV_VALUED = frozenset({  # options of uv whose value is the next word
    "--extra", "--no-extra", "--group", "--no-group", "--only-group", "--with", "--with-editable", "--python", "-p",
    "--with-requirements", "--env-file", "--package", "--directory", "--project", "--index", "--resolution",
})  # fmt: skip
COVERAGE_VALUED = frozenset({  # options of `coverage run` whose value is the next word
    "--source", "--source-pkgs", "--source-dirs", "--include", "--omit", "--rcfile", "--data-file", "--context",
    "--concurrency", "--debug", "--save-signal",
})  # fmt: skip
VALUED: dict[str, Set[str]] = {"uv": UV_VALUED, "coverage": COVERAGE_VALUED}
CONTAINER = re.compile(r"(?:docker|podman)(?:-compose)?|nerdctl")
FLAGS = frozenset({  # options of `run` and `exec` in a container that take no value; `-it` is two
    "--rm", "--detach", "--tty", "--no-TTY", "--no-tty", "--interactive", "--no-deps", "--build", "--service-ports",
    "--use-aliases", "--quiet-pull", "--quiet", "--privileged", "--init", "--read-only", "--remove-orphans",
})  # fmt: skip
SHELL = re.compile(r"(?:.*/)?(?:ba|da|z)?sh")


class Written(Record):
    """A call of pytest in the line of a file: its arguments, and what decides in its place how the line ends.
    `in_container` is whether docker or podman runs it."""

    line: int
    words: tuple[str, ...]
    lost: Lost | None = None
    in_container: bool = False


def written(line: int, words: list[str], lost: Lost | None = None) -> Iterator[Written]:
    """The calls that a simple command makes, itself or in the shell or container that it starts."""
    inner = in_container(words)
    words = words if inner is None else inner
    if len(words) > 2 and SHELL.fullmatch(words[0]) and words[1][:1] == "-" and words[1].endswith("c"):
        for part, ending in segments(words[2]):
            yield from (
                each.replace(in_container=each.in_container or inner is not None)
                for each in written(line, part, lost or ending)
            )
        return
    arguments = of_pytest(words)
    if arguments is not None:
        yield Written(line, tuple(arguments), lost, inner is not None)


def in_container(words: list[str]) -> list[str] | None:
    """What `docker compose run SERVICE …`, `podman exec CONTAINER …` and their like run, None for other commands."""
    if not words or not CONTAINER.fullmatch(words[0]):
        return None
    at = next((place for place, word in enumerate(words) if word in ("run", "exec")), 0)
    rest = words[at + 1 :] if at else []
    while rest and rest[0].startswith("-"):
        is_flag = rest[0] in FLAGS or "=" in rest[0] or not rest[0].strip("-ditTq")
        rest = rest[1 if is_flag else 2 :]
    return rest[1:]


def segments(line: str, has_shell: bool = True) -> list[tuple[list[str], Lost | None]]:
    """Each simple command, with what decides in its place how the line ends. tox runs its commands without a shell:
    what would part them is a word. What `{posargs:tests}` falls back to counts as written."""
    line = DEFAULT.sub(r"\1", line)
    if not has_shell:
        try:
            return [(shlex.split(EXPRESSION.sub("$X", line.strip()), comments=True), None)]
        except ValueError:
            return []
    found = list(parted(line))
    return [(words, outlived(found, position)) for position, (words, _) in enumerate(found)]


def outlived(found: list[tuple[list[str], str]], position: int) -> Lost | None:
    """What stands behind a command and ends well whatever that did; `2>&1` and `> file` stand between at most."""
    for at in range(position, len(found) - 1):
        end, behind = found[at][1], found[at + 1][0]
        if end in ("|", "|&"):
            return Lost("|", behind[0]) if behind[:1] and behind[0] in PASSING else None
        if end == "||":
            return Lost("||", " ".join(behind)) if is_success(behind) else None
        if end == ";":
            return last_of([words for words, _ in found], at)
        if ">" not in end:
            return None
    return None


def is_success(words: list[str]) -> bool:
    return words in SUCCESS or words[:1] in (["echo"], ["printf"])


def last_of(commands_there: list[list[str]], at: int) -> Lost | None:
    """The last command of a line, if none of the others looks at an exit code, or stops the line."""
    rest = [words for words in commands_there[at + 1 :] if words]
    asks = any("?" in word for words in commands_there for word in words)
    controlled = any(words[:1] and words[0] in CONTROLS for words in commands_there)
    if not rest or asks or controlled or any(map(is_errexit, commands_there)):
        return None
    return Lost(";", " ".join(rest[-1]))


def is_errexit(words: list[str]) -> bool:
    return words[:1] == ["set"] and any(word.startswith("-") and "e" in word for word in words)


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
        before, words = words[0], words[taken:]
        valued = VALUED.get(before, ()) if taken == 2 else ()
        while words and words[0].startswith("-") and words[0] != "-m":  # options of the runner, such as --frozen
            words = words[2 if words[0] in valued else 1 :]
    if len(words) > 2 and PYTHON.fullmatch(words[0]):
        at = next((place for place, word in enumerate(words) if word == "-m"), 0)
        words = words[at:] if at and all(word.startswith("-") for word in words[1:at]) else words
    if words[:1] == ["-m"]:
        words = words[1:]
    is_pytest = bool(words) and re.split(r"[\\/]", words[0])[-1] in ("pytest", "py.test", "pytest.exe")
    is_requirement = len(words) > 1 and words[1][0:1] in ("@", "=", "~", "!", "<")
    return words[1:] if is_pytest and not is_requirement else None
