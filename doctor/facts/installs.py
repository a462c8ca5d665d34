"""The fact `installs`: where pytest is installed by name, and what beside it; where all of it can be told."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doctor.facts.compose import served
from doctor.facts.contents import content, tree_of
from doctor.facts.declared_ini import entries
from doctor.facts.folded import unfolded
from doctor.facts.lean_installs import left_out
from doctor.facts.requirement_lines import logical_lines, option, requirement
from doctor.facts.steps import steps
from doctor.facts.uv_installs import of_uv
from doctor.model.calls import Calls, PytestCall
from doctor.model.installs import Installed
from doctor.model.invocation import Invocation
from doctor.model.places import Place

if TYPE_CHECKING:
    import ast


PIP = re.compile(r"(?:\bpip[\d.]*|\buv\s+pip)\s+install\s+(?P<words>[^\n#]*)")
OTHERS = re.compile(  # what else may bring plugins
    r"\b(?:poetry|pdm|hatch|tox|nox|pipenv|conda|mamba|micromamba|pixi|rye|invoke|just|task|apt-get|apk|dnf|setup\.py"
    r"|uv\s+(?:sync|run|tool)|requirements_file|make|easy_install|pipx|docker-compose|docker\s+run)\b|\./\S|\bsh\s|--from="
)
OWN_ACTIONS = ("actions/", "codecov/", "astral-sh/setup-uv", "coverallsapp/", "docker://python")
USES = re.compile(r"^\s*(?:-\s+)?uses\s*:\s*[\"']?([^\s\"'#]+)", re.MULTILINE)
IMAGES = re.compile(r"^\s*(?:-\s+)?(?:image|container|FROM|name)\s*:?\s+[\"']?([^\s\"'#]+)", re.MULTILINE)
PLAIN_IMAGE = re.compile(r"(?:docker\.io/|cimg/|library/|public\.ecr\.aws/docker/library/)?python(?::[\w.$-]+)?")
STAGE = re.compile(r"^FROM\s[^\n]*\s(?:AS|as)\s+(\S+)", re.MULTILINE)
TESTING = re.compile(r"\[[^\]]*(?:test|dev|all|qa)")  # extras of others, which may bring anything
OWN = re.compile(r"\.(?:\[(?P<extras>[\w\s,.-]+)\])?/?")
FREE = ("-U", "--upgrade", "-q", "--quiet", "--no-cache-dir", "--pre", "--disable-pip-version-check", "--system", "-e")
DEEPEST = 10  # files that include each other
HARMLESS = ("-c", "--constraint", "-i", "--index-url", "--extra-index-url", "--no-", "--pre", "--hash")
HATCH_OTHERS = ("features", "dependency-groups", "overrides", "matrix", "detached", "installer", "builder")
MOVES = ("notify", "chdir", "cd")
CLOSED = ("extras", "dependency_groups", "runner", "commands_pre", "base", "uv_sync_flags", "system_site_packages")


class UnknownError(Exception):
    """Something is installed that cannot be told."""


def installs(invocation: Invocation, calls: Calls) -> tuple[Installed, ...]:
    project = Path(invocation.project)
    found: list[Installed] = []
    of_services = served(invocation.project, calls.calls)
    places = list(steps(invocation.project))
    for kind, name in [*places, *(("docker", name) for name in of_services if ("docker", name) not in places)]:
        made = tuple(call for call in calls.calls if call.place.file == name and call.kind != "container")
        made += of_services.get(name, ())
        text = content(project / name).decode("utf-8", "replace") if made else ""
        if kind == "tox" and text:
            found += of_tox(text, name, made)
        elif name in ("pyproject.toml", "tox.toml") and text:
            found += of_tables(text, name, made)
        elif kind == "nox" and text:
            found += of_sessions(text, name, made)
        elif kind == "ci" or (kind == "docker" and "FROM" in text):
            whole = "\n".join(unfolded(text.splitlines())) if kind == "ci" else text
            lean = left_out(whole, name, kind, made)
            lean = lean or (of_uv(project, whole, name, kind, made) if is_common(text, kind) else None)
            found += [clipped(lean, text)] if lean else of_lines(text, name, kind, made)
    return tuple(each for each in found if all(is_plain(project / name) for name in each.groups if "." in name))


def clipped(each: Installed, text: str) -> Installed:
    """With a place that ends where its line ends: the words may go on in the next one."""
    end = len(text.splitlines()[each.place.line - 1]) + 1
    place = each.place
    return each.replace(place=place.replace(column=min(place.column, end), end_column=min(place.end_column, end)))


def is_plain(path: Path, seen: tuple[Path, ...] = ()) -> bool:
    """Does a requirements file, with those that it includes, name nothing but distributions?"""
    if path in seen or len(seen) > DEEPEST:
        return True
    for _, line in logical_lines(content(path).decode("utf-8", "replace")):
        if included := option(line, "-r", "--requirement"):
            if not is_plain(path.parent / included, (*seen, path)):
                return False
        elif not line.startswith(HARMLESS) and requirement(line, "", "", 0) is None:
            return False
    return path.is_file()


def of_tox(text: str, file: str, made: tuple[PytestCall, ...]) -> Iterator[Installed]:
    """The environments of tox that install pytest themselves."""
    rows = list(entries(text))
    ends = {section: max(line for each, _, line, _ in rows if each == section) for section, *_ in rows}
    for section in dict.fromkeys(section for section, *_ in rows if section.split(":")[0] == "testenv"):
        own = [row for row in rows if row[0] == section]
        deps = [(line, entry) for _, key, line, entry in own if key == "deps"]
        runs = tuple(call for call in made if own[0][2] - 1 <= call.place.line <= ends[section])
        inherited = [row for row in rows if row[0] == "testenv" and row[1] != "deps"]  # what it does not write itself
        closed = not any(
            key in CLOSED or "install" in entry for _, key, _, entry in (*own, *inherited) if key != "deps"
        )
        outside = any("allowlist" in key or "whitelist" in key for _, key, *_ in own)
        try:
            keys, groups = told(words_of_line(entry) for _, entry in deps)
        except UnknownError:
            continue
        if outside and "pytest" not in keys:
            continue  # it may be called from outside
        own_lines = [line for line, entry in deps if "pytest" in keys_of(entry)] or [line for line, _ in deps]
        place = next((at(file, line, text, "pytest") for line in own_lines), None)
        if place and closed and runs:
            yield Installed(place, f"[{section}] of {file}", "tox", keys, groups | {"dependencies"}, runs)


def keys_of(entry: str) -> frozenset[str]:
    try:
        return told([words_of_line(entry)])[0]
    except UnknownError:
        return frozenset()


def words_of_line(entry: str) -> list[str]:
    """A line of `deps`: one requirement, or an option with its value. A factor before it (`py312: …`) is taken off."""
    _, colon, rest = entry.partition(":")
    entry = rest.strip() if colon and rest[:1].isspace() else entry
    if entry.startswith("-r") and not entry.startswith("-r "):
        entry = f"-r {entry[2:]}"
    return entry.split() if entry.startswith("-") else [entry.replace(" ", "")]


def of_lines(text: str, file: str, kind: str, made: tuple[PytestCall, ...]) -> Iterator[Installed]:
    """All that a file installs with pip, taken together, where it installs in no other way."""
    lines = unfolded(text.splitlines()) if kind == "ci" else text.splitlines()
    bare = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    if OTHERS.search(bare) or not is_common(text, kind):
        return
    try:
        keys, groups = told(spoken(hit["words"]) for hit in PIP.finditer(bare.replace("\\\n", "  ")))
    except UnknownError:
        return
    rows = list(enumerate(text.splitlines(), 1))
    line = next((number for number, each in rows if names_pytest(each)), 0)
    line = line or next((number for number, each in rows if PIP.search(each) and groups), 0)
    if line:
        yield Installed(at(file, line, text, "pytest"), file, kind, keys, groups, made)


def is_common(text: str, kind: str) -> bool:
    """Does nothing but its own lines bring distributions: are all images and actions plain ones?"""
    bare = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    images = [image for image in IMAGES.findall(bare) if "/" in image or ":" in image or kind == "docker"]
    stages = STAGE.findall(bare)
    return all(each.startswith(OWN_ACTIONS) for each in USES.findall(bare)) and all(
        PLAIN_IMAGE.fullmatch(image) or image.startswith(("ubuntu", "ghcr.io/astral-sh/uv")) or image in stages
        for image in images
    )


def names_pytest(line: str) -> bool:
    hit = PIP.search(line)
    try:
        return hit is not None and "pytest" in told([spoken(hit["words"])])[0]
    except UnknownError:
        return False


def spoken(text: str) -> list[str]:
    """The words of a command up to what ends it."""
    try:
        words = shlex.split(re.split(r"&&|\|\||;|\|", text)[0].rstrip("\"'") if text.count('"') % 2 else text)
    except ValueError as fault:
        raise UnknownError from fault
    ends = next((place for place, word in enumerate(words) if word in ("&&", "||", ";", "|")), len(words))
    return words[:ends]


def of_sessions(text: str, file: str, made: tuple[PytestCall, ...]) -> Iterator[Installed]:
    """The sessions of nox that install pytest with `session.install("…")`."""
    import ast

    from doctor.knowledge.syntax import nodes_in

    for node in tree_of(text.encode(errors="replace"), file).body:
        if not isinstance(node, ast.FunctionDef):
            continue
        calls = [each for each in nodes_in(node) if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute)]
        named = [(call, call.func.attr) for call in calls if isinstance(call.func, ast.Attribute)]
        given = [call for call, name in named if name == "install"]
        runs = tuple(call for call in made if node.lineno <= call.place.line <= (node.end_lineno or node.lineno))
        others = any(name in MOVES or ("install" in name and name != "install") for _, name in named)
        others = others or any("run" in name and installs_itself(call) for call, name in named)
        texts = [[getattr(arg, "value", None) for arg in call.args] for call in given]
        if others or not runs or not all(isinstance(word, str) for words in texts for word in words):
            continue
        if any(
            OTHERS.search(str(getattr(arg, "value", ""))) for call, name in named if "run" in name for arg in call.args
        ):
            continue
        try:
            keys, groups = told([str(word) for word in words] for words in texts)
        except UnknownError:
            continue
        outside = any(word.arg == "external" for call, name in named if "run" in name for word in call.keywords)
        line = next((call.lineno for call, words in zip(given, texts, strict=True) if "pytest" in words), 0)
        line = line or next((call.lineno for call in given if keys and not outside), 0)
        if line:
            place = at(file, line, text, '"pytest"')
            yield Installed(place, f"session '{node.name}' of {file}", "nox", keys, groups, runs)


def installs_itself(call: ast.Call) -> bool:
    """Is it `session.run("uv", "pip", "install", …)` and the like?"""
    words = {getattr(arg, "value", None) for arg in call.args}
    return not words.isdisjoint({"install", "sync", "-r"})


def of_tables(text: str, file: str, made: tuple[PytestCall, ...]) -> Iterator[Installed]:
    """The environments of hatch and tox that name pytest in a table of a TOML file."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError):
        return
    lines = text.splitlines()
    for head, listed, below in (*of_hatch(data), *of_tox_tables(data, file)):
        runs = calls_below(lines, below, made)
        start = next((index for index, line in enumerate(lines) if line.strip() == head), -1)
        line = next((at for at in range(start + 1, len(lines)) if re.search(r"[\"']pytest\b(?!-)", lines[at])), -1)
        try:
            keys, groups = told([str(each).replace(" ", "")] for each in listed)
        except UnknownError:
            continue
        if start >= 0 and line >= 0 and runs and "pytest" in keys:
            place = at(file, line + 1, text, '"pytest"')
            yield Installed(place, f"{head} of {file}", "table", keys, groups | {"dependencies"}, runs)


def of_hatch(data: dict[str, Any]) -> Iterator[tuple[str, list[Any], str]]:
    """The head of each table, what it installs, and the head of the table with its commands."""
    for name, env in inner(data, "tool", "hatch", "envs").items():
        listed = env.get("dependencies") if isinstance(env, dict) else None
        if (
            isinstance(listed, list)
            and not set(env) & set(HATCH_OTHERS)
            and (name == "default" or "template" not in env)
        ):
            yield f"[tool.hatch.envs.{name}]", listed, f"[tool.hatch.envs.{name}.scripts]"


def of_tox_tables(data: dict[str, Any], file: str) -> Iterator[tuple[str, list[Any], str]]:
    root, before = (data, "") if file == "tox.toml" else (inner(data, "tool", "tox"), "tool.tox.")
    envs = {"env_run_base": inner(root, "env_run_base")}
    envs |= {f"env.{name}": env for name, env in inner(root, "env").items() if isinstance(env, dict)}
    for name, env in envs.items():
        listed = env.get("deps")
        if isinstance(listed, list) and not set(env) & set(CLOSED):
            yield f"[{before}{name}]", listed, f"[{before}{name}]"


def inner(data: dict[str, Any], *names: str) -> dict[str, Any]:
    """A table within tables, empty where it is none."""
    for name in names:
        data = data.get(name, {}) if isinstance(data, dict) else {}
    return data if isinstance(data, dict) else {}


def calls_below(lines: list[str], head: str, made: tuple[PytestCall, ...]) -> tuple[PytestCall, ...]:
    """The calls in a table of a TOML file."""
    start = next((index for index, line in enumerate(lines, 1) if line.strip() == head), 0)
    end = next((index for index in range(start, len(lines)) if lines[index].startswith("[")), len(lines))
    return tuple(call for call in made if start and start < call.place.line <= end)


def told(lines: Iterable[list[str]]) -> tuple[frozenset[str], frozenset[str]]:
    """The distributions and the groups of the project that these words of pip name. Raises UnknownError."""
    keys: set[str] = set()
    groups: set[str] = set()
    for words in lines:
        rest = iter(words)
        for word in rest:
            if word in FREE:
                continue
            if word in ("-r", "--requirement", "--group"):
                name = next(rest, "")
                groups.add(f"group:{name}" if word == "--group" else name.removeprefix("./"))
            elif hit := OWN.fullmatch(word):
                extras = (hit["extras"] or "").split(",")
                groups |= {"dependencies", *(f"extra:{extra.strip()}" for extra in extras if extra.strip())}
            else:
                found = (
                    requirement(word, "", "", 0) if not word.startswith("-") and not set(word) & set("${}*") else None
                )
                if found is None:
                    raise UnknownError
                keys.add(found.key)
                groups |= {f"extras of {found.key}"} if TESTING.search(word) else set()
    return frozenset(keys), frozenset(groups)


def at(file: str, line: int, text: str, word: str) -> Place:
    """Where the word stands in the line: with the quotes around it and all within where it has some, else by itself;
    without length where it is a part of something longer."""
    row = text.splitlines()[line - 1]
    bare = re.escape(word.strip('"'))
    hit = re.search(rf"[\"']{bare}(?![\w-])[^\"']*[\"']" if word[0] == '"' else rf"(?<=\s){bare}(?![\w-])", row)
    if hit:
        return Place(file, line, hit.start() + 1, line, hit.end() + 1)
    column = row.find(word.strip('"')) + 1 or 1
    return Place(file, line, column, line, column)
