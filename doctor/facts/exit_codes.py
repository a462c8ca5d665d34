"""Whether the exit code of a call of pytest counts: what the shell of each kind of file makes of a line."""

from __future__ import annotations

import re
from itertools import takewhile

from doctor.facts.command_lines import commands, is_success, of_pytest
from doctor.model.calls import Lost

KEEPS_STATUS = (b"pipefail", b"PIPESTATUS", b"pipestatus")
OWN_SHELL = re.compile(rb"^\s*(?:-\s+)?shell\s*:", re.MULTILINE)  # of a step: GitHub's `bash` has pipefail
UNSAFE_SHELLS = (".github/", "azure-pipelines", "Jenkinsfile", "Makefile", "makefile", "GNUmakefile", "Dockerfile")
TESTS = re.compile(r"test|check|cov|^ci\b|^all\b")  # targets whose exit code somebody looks at
MAKE = ("Makefile", "makefile", "GNUmakefile", "justfile", "Justfile")
# a shell that stops at the first failure, or that takes all lines as one
STOPS = re.compile(rb"set\s+-\w*e|errexit|SHELLFLAGS|ONESHELL|sh\s+-\w*e")
WATCHED = re.compile(rb"\$\?|exit|trap|\|\||&&|\bif\b|\(\)\s*\{|function ")  # failures, in a script
IGNORED = re.compile(r"\t@?-")  # by make
DASHED = re.compile(r"\s*(?:commands\w*\s*=\s*)?(?:[\w{},!-]+:\s+)?-\s*\w")  # by tox
ENDING = (  # commands that scripts end with, beside those below
    *("rm", "cd", "popd", "kill", "deactivate", "docker-compose", "podman", "ls", "cat", "cp", "mv", "sleep", "wait"),
)
COVERAGE_REPORT = re.compile(r"\bcoverage\s+(?:report|html|xml|json|lcov)\b")
AGAIN = re.compile(r"\s(?:--lf|--last-failed|--ff|--failed-first|--sw|--stepwise)\b")  # a second try of the failed
BLOCK = re.compile(r"(?P<indent>\s*)(?P<dash>-\s+)?(?P<key>run|pwsh|powershell)\s*:\s*\|[-+]?\s*")
WINDOWS = re.compile(r"\s+runs-on\s*:\s*[\"']?windows-")
SHELL = re.compile(r"\s+(?:-\s+)?shell\s*:\s*[\"']?(?P<name>\w+)")
NATIVE = (  # no cmdlets and aliases of these: the exit code of the last such program counts
    *("python", "python3", "py", "pip", "pip3", "coverage", "uv", "uvx", "poetry", "pdm", "hatch", "tox", "nox"),
    *("git", "codecov", "mypy", "ruff", "flake8", "black", "pylint", "isort", "docker", "npm", "node", "twine"),
)


def lost_at(file: str, kind: str, data: bytes, lines: list[str], line: int, lost: Lost | None) -> Lost | None:
    """What takes the place of the exit code of the call in this line, None where it counts."""
    if (kind == "make" and IGNORED.match(lines[line - 1])) or (kind == "tox" and DASHED.match(lines[line - 1])):
        return Lost("-", kind)
    if kind == "nox":
        return lost
    if lost:
        hides = {"|": pipe_hides(file, data), ";": semicolon_hides(kind, data, lines, line), "||": kind != "tox"}
        is_reported = lost.how == "||" and is_measured_for_report(lines, line)
        return lost.replace(reported=is_reported) if hides[lost.how] else None
    if kind == "script" and file.endswith(".sh"):
        return end_of_script(data, lines, line)
    return later_in_powershell(lines, line) if kind == "ci" else None


def pipe_hides(name: str, data: bytes) -> bool:
    """Does the shell of this file take the exit code of the last command of a pipe? GitLab's and CircleCI's do not."""
    if any(word in data for word in KEEPS_STATUS) or (name.startswith(".github/") and OWN_SHELL.search(data)):
        return False
    is_windows = b"windows" in data and not any(word in data for word in (b"ubuntu", b"macos", b"linux"))
    return not is_windows and (name.startswith(UNSAFE_SHELLS) or name.endswith(".Dockerfile"))


def semicolon_hides(kind: str, data: bytes, lines: list[str], line: int) -> bool:
    """Does the shell go on after a failure? That of a step of CI does not."""
    if kind == "make" and not TESTS.search(recipe_of(lines, line)):
        return False  # a report, or an example, is what is made
    in_image = kind == "docker" and lines[line - 1].lstrip().startswith("RUN") and b"SHELL" not in data
    return (kind == "make" or in_image) and not STOPS.search(data)


def is_measured_for_report(lines: list[str], line: int) -> bool:
    """Does `coverage run` call it, and a later line of the same recipe, block or script report what was measured?"""
    depth = indent(lines[line - 1])
    rest = takewhile(lambda text: not text.strip() or indent(text) >= depth, lines[line:])
    return "coverage run" in lines[line - 1] and any(COVERAGE_REPORT.search(text) for text in rest)


def recipe_of(lines: list[str], line: int) -> str:
    """The head of the recipe in this line."""
    return next((text for text in reversed(lines[: line - 1]) if text.strip() and text[0] not in " \t#"), "")


def end_of_script(data: bytes, lines: list[str], line: int) -> Lost | None:
    """The last line of a script that goes on after failures, where that is a command of its own."""
    if STOPS.search(data) or WATCHED.search(data):
        return None
    rest = [text.strip() for text in lines[line:] if text.strip() and not text.lstrip().startswith("#")]
    words = next(commands(rest[-1]), []) if rest and lines[line - 1][:1].strip() else []
    is_other = bool(words) and (is_success(words) or words[0] in ENDING or is_program(words))
    return Lost("end", rest[-1]) if is_other and not AGAIN.search(rest[-1]) else None


def later_in_powershell(lines: list[str], line: int) -> Lost | None:
    """The last program of the block of a step that PowerShell runs: a failure before does not stop it."""
    depth = indent(lines[line - 1])
    start = next((at for at in range(line - 2, -1, -1) if lines[at].strip() and indent(lines[at]) < depth), -1)
    opened = BLOCK.fullmatch(lines[start]) if start >= 0 else None
    if opened is None:
        return None
    block = []
    for text in lines[start + 1 :]:
        if text.strip() and indent(text) < depth:
            break
        block.append(text)
    if any("LASTEXITCODE" in text or "NativeCommand" in text or "$?" in text for text in block):
        return None
    if opened["key"] == "run" and shell_of(lines, start, len(opened["indent"] + (opened["dash"] or ""))) != "pwsh":
        return None
    later = [words for text in block[line - start - 1 :] for words in commands(text) if is_program(words)]
    return Lost("pwsh", " ".join(later[-1])) if later else None


def is_program(words: list[str]) -> bool:
    return words[:1] != [] and (words[0] in NATIVE or of_pytest(words) is not None)


def indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def shell_of(lines: list[str], start: int, depth: int) -> str:
    """What runs the step whose key `run` is in this line: "pwsh" where its job is on Windows, and names no other."""
    first = next((at for at in range(start, -1, -1) if lines[at].lstrip().startswith("- ")), start)
    end = next((at for at in range(start + 1, len(lines)) if lines[at].strip() and indent(lines[at]) < depth - 1), -1)
    named = next((hit["name"] for text in lines[first : end if end > 0 else None] if (hit := SHELL.match(text))), "")
    if named or any(text.strip() == "defaults:" for text in lines):
        return "pwsh" if named in ("pwsh", "powershell") else "other"
    at = next((number for number in range(start - 1, -1, -1) if "runs-on" in lines[number]), -1)
    if at < 0:
        return "other"
    of_matrix = "matrix." in lines[at] and any("windows-" in text for text in job_of(lines, at))
    return "pwsh" if of_matrix or WINDOWS.match(lines[at]) else "other"


def job_of(lines: list[str], at: int) -> list[str]:
    """The lines of the job that has the key in this one."""
    depth = indent(lines[at])
    first = next((n for n in range(at - 1, -1, -1) if lines[n].strip() and indent(lines[n]) < depth), 0)
    end = next((n for n in range(at, len(lines)) if lines[n].strip() and indent(lines[n]) < depth), len(lines))
    return lines[first:end]
