"""The settings of coverage.py and their types, as coverage/config.py lists them."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, ConfigFile, Section, Setting

TYPES: dict[str, dict[str, tuple[str, ...]]] = {
    "run": {
        "bool": ("branch", "cover_pylib", "parallel", "relative_files", "sigterm", "timid"),
        "list": (
            *("concurrency", "debug", "disable_warnings", "include", "omit"),
            *("patch", "plugins", "source", "source_pkgs", "source_dirs"),
        ),
        "text": ("command_line", "context", "core", "data_file", "debug_file", "dynamic_context"),
    },
    "report": {
        "bool": ("ignore_errors", "include_namespace_packages", "show_missing", "skip_covered", "skip_empty"),
        "float": ("fail_under",),
        "int": ("precision",),
        "list": ("contexts", "include", "omit"),
        "regexes": ("exclude_lines", "exclude_also", "partial_branches", "partial_branches_always", "partial_also"),
        "text": ("format", "sort"),
    },
    "html": {"bool": ("skip_covered", "skip_empty", "show_contexts"), "text": ("directory", "extra_css", "title")},
    "xml": {"int": ("package_depth",), "text": ("output",)},
    "json": {"bool": ("pretty_print", "show_contexts"), "text": ("output",)},
    "lcov": {"bool": ("line_checksums",), "text": ("output",)},
}

# What the keys of a few words take, and what coverage.py says of another one
CHOICES = {
    ("run", "concurrency"): (
        ("thread", "gevent", "greenlet", "eventlet", "multiprocessing"),
        "Unknown concurrency choices: {}",
    ),
    ("run", "core"): (("ctrace", "pytrace", "sysmon"), "Unknown core value: {!r}"),
    ("run", "dynamic_context"): (("none", "test_function"), "Don't understand dynamic_context setting: {!r}"),
    ("run", "patch"): (("_exit", "execv", "fork", "subprocess"), "Unknown patch {!r}"),
    ("report", "format"): (("text", "markdown", "total"), "Unknown report format choice: {!r}"),
    ("report", "sort"): (("name", "stmts", "miss", "branch", "brpart", "cover"), "Invalid sorting option: {!r}"),
}


def keys_of(section: str) -> tuple[str, ...]:
    return tuple(key for keys in TYPES.get(section, {}).values() for key in keys)


def type_of(section: str, key: str) -> str:
    return next((kind for kind, keys in TYPES.get(section, {}).items() if key in keys), "")


def settings(file: ConfigFile) -> Iterator[tuple[Section, Setting]]:
    for section in file.sections:
        if section.name in TYPES:
            for setting in section.settings:
                yield section, setting


def written(file: ConfigFile, section: str) -> str:
    """The header of a section as it stands, or would stand, in the file."""
    if file.mode == "ini":
        own = file.file.rpartition("/")[2] not in ("setup.cfg", "tox.ini")
        return section if own else f"coverage:{section}"
    return section if file.file.endswith("coveragerc.toml") else f"tool.coverage.{section}"


def items(setting: Setting) -> list[str]:
    """The items of a list, as coverage.py parts it."""
    value = setting.value
    found = value if isinstance(value, list) else str(value).replace(",", "\n").split("\n")
    return [str(item).strip() for item in found if str(item).strip()]


def is_measured(path: str, file: ConfigFile, command_line: CommandLine) -> bool:
    """Does the path lie in what `--cov`, or `source`, names? All is measured where they name nothing."""
    given = [(option.value or "").strip() for option in command_line.all("--cov")]
    run = next((each for each in file.sections if each.name == "run"), None)
    written_ = [found for key in ("source", "source_pkgs", "source_dirs") if run and (found := run.get(key))]
    names = [name for name in given if name] or [item for setting in written_ for item in items(setting)]
    if not names or any(name in (".", "./") for name in names):
        return True
    homes = {name.removeprefix("./").strip("/") for name in names}
    homes |= {f"src/{name.replace('.', '/')}" for name in homes} | {name.replace(".", "/") for name in homes}
    return any(path == home or path.startswith(f"{home}/") for home in homes)
