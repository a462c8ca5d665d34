"""pytest is called with a file, folder or test that is not there.

## Why

pytest stops where an argument names nothing: `file or directory not found`, or `not found` for a test within a file
(exit code 4). Nothing is run, the other arguments neither. It wants paths, with `::` before classes and tests: not the
dotted name of a module, and no number of a line. No shell reads `addopts`: `>`, a pipe, and a backslash at the end of a
line make words for pytest.

See https://docs.pytest.org/en/stable/how-to/usage.html#specifying-which-tests-to-run.

## Instead

Write the path from the current folder, then `::TestClass::test_name`. `--pyargs` takes dotted names of packages.

## Fix safety

There is no fix: the arguments are typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doctor.model.config import Argument, CommandLine, PytestConfig, Source
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.sources import SourceFile, Sources
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule

SIGNS = (">", ">>", "<", "|", "||", "&", "&&")
Said = tuple[str, str]  # what is wrong, what to write


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, command_line: CommandLine, sources: Sources, tree: Tree) -> Iterator[Problem]:
    if config.error or command_line.error or command_line.all("--pyargs"):
        return
    odd = next((word for word in command_line.positionals if word.source is Source.ADDOPTS and of_shell(word)), None)
    if odd:
        yield problem(odd, of_shell(odd) or ("", ""), is_file_lost=True)
    if odd or any(map(is_strange, config.arguments)):
        return
    are_values_told = all(option.known for option in command_line.options)  # else a word may be the value of one
    is_sure = is_plain(config) and are_values_told
    sources_of_words = (Source.COMMAND_LINE, Source.ENVIRONMENT, *((Source.ADDOPTS,) if is_sure else ()))
    for word in command_line.positionals:
        if word.source in sources_of_words:
            said = of_path(word.text, tree) or of_test(word.text, sources, command_line)
            if said:
                yield problem(word, said, is_file_lost=bool(of_path(word.text, tree)))


def is_plain(config: PytestConfig) -> bool:
    """Is pytest called where the configuration lies, and does addopts hold words alone, without a remark?"""
    words = (word.text for word in config.arguments if word.source is Source.ADDOPTS)
    return config.rootdir == "." and not any(text.startswith(("#", ";", "'", '"', "[")) for text in words)


def of_shell(word: Argument) -> Said | None:
    """What only a shell would understand: a redirection, a pipe, a backslash before the end of the line."""
    text = word.text
    if text.startswith("\n"):
        return "the backslash before it joins it with the end of the line", "take the backslash out"
    if text in SIGNS or text.startswith((">", "2>", "1>", "&>")):
        return "no shell reads addopts", f"take '{text}' and what stands behind it out of addopts"
    return None


def is_strange(word: Argument) -> bool:
    """Words that lost their quotes, or their shell, are told of as such (expression-not-quoted, equals-sign-alone,
    shell-syntax-without-shell)."""
    return word.text in ("-k", "-m", "and", "or", "not", "=", "|", "||", "&", "&&", ";", ">", ">>", "<")


def problem(word: Argument, said: Said, is_file_lost: bool) -> Problem:
    what, cure = said
    text = word.text.strip()
    words = "file or directory not found" if is_file_lost else "not found"
    return Problem(
        place=word.place,
        message=f"pytest is called with '{text}'{by(word)}: {what}",
        label="not there",
        consequence=f"pytest stops: ERROR: {words}: {text}",
        help=cure,
    )


def by(word: Argument) -> str:
    return "" if word.source is Source.COMMAND_LINE else f", which {word.source.value} gives it"


def of_path(text: str, tree: Tree) -> Said | None:
    """Is there no such file or folder?"""
    path, colons, rest = text.replace("\\", "/").partition("::")
    path = path.removeprefix("./").rstrip("/").partition("[")[0]
    if not path or path.startswith(("/", "..", "~", "-")) or "\\" in text or any(char in path for char in "*?{$@"):
        return None
    if tree.has(path) or tree.is_folder(path) or is_pruned(path, tree):
        return None
    before, _, line = path.rpartition(":")
    if line.isdigit() and tree.has(before):
        return "pytest takes no number of a line", f"write {before}::NAME, with the name of the test"
    as_path = path.replace(".", "/")
    if tree.has(f"{as_path}.py") or ("." in path and tree.is_folder(as_path)):
        where = f"{as_path}.py" if tree.has(f"{as_path}.py") else as_path
        return "it is a path that pytest asks for, not the name of a module", f"write {where}{colons}{rest}"
    if tree.has(f"{path}.py"):
        return f"there is {path}.py", f"write {path}.py{colons}{rest}"
    near = moved(path, tree) or nearest(path, (*tree.files, *filter(None, tree.folders)))
    return "there is no such file or folder", f"did you mean '{near}'?" if near else "write a path that is there"


def is_pruned(path: str, tree: Tree) -> bool:
    """Does it lie in a folder that was not looked into, or beside what was left out?"""
    parts = path.split("/")
    outer = ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]
    return any(folder in tree.pruned for folder in outer) or any(part.startswith(".") for part in parts)


def moved(path: str, tree: Tree) -> str:
    """The only file of this name."""
    name = path.rpartition("/")[2]
    found = tree.named(name) if name.endswith(".py") else ()
    return found[0] if len(found) == 1 else ""


def of_test(text: str, sources: Sources, command_line: CommandLine) -> Said | None:
    """Is there no such class or test in the file?"""
    path, colons, rest = text.partition("::")
    file = sources.get(path.removeprefix("./"))
    if not colons or not rest or file is None or file.fault or is_open(file) or command_line.all("--doctest-modules"):
        return None
    parts = rest.partition("[")[0].split("::")
    if "" in parts or not all(part.isidentifier() for part in parts):
        return None
    known = [*(each.qualname for each in file.functions), *(each.qualname for each in file.classes)]
    wanted = ".".join(parts)
    if wanted in known or any(wanted.startswith(f"{name}.") for name in inherits(file)):
        return None
    if parts[0] in {name for name, _ in file.assigned} | {each.alias for each in file.imports}:
        return None
    within = next((each for each in known if each.endswith(f".{parts[-1]}")), None)
    near = within or nearest(wanted, known)
    right = f"{path}::{near.replace('.', '::')}" if near else ""
    what = f"{path} has no '{'::'.join(parts)}'"
    return what, f"did you mean '{right}'?" if right else f"write a test of {path}"


def is_open(file: SourceFile) -> bool:
    """May there be names that it does not show?"""
    return any(each.name == "*" for each in file.imports) or any(
        each.name.startswith("pytest_") or each.name == "__getattr__" for each in file.functions
    )


def inherits(file: SourceFile) -> Iterable[str]:
    """Classes whose methods may lie elsewhere: they have bases, or decorators."""
    return (each.qualname for each in file.classes if each.bases or each.decorators)
