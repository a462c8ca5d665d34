"""Which files this call would collect."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from doctor.facts.sources.locate import relative
from doctor.facts.sources.patterns import Patterns, fnmatch, matches_path
from doctor.model.config import CommandLine, PytestConfig
from doctor.model.environment import Tree
from doctor.model.sources import Expr, SourceFile


class Collection:
    """Walks what the call names, as pytest's `Session.collect` does.

    `conftests` are those that have been read, for their `collect_ignore` and `collect_ignore_glob`.
    """

    def __init__(
        self,
        project: str,
        config: PytestConfig,
        command_line: CommandLine,
        patterns: Patterns,
        tree: Tree,
        conftests: Mapping[str, SourceFile],
    ) -> None:
        self._project = project.replace(os.sep, "/")
        self._patterns = patterns
        self._tree = tree
        starts = config.starts
        self._starts = starts if command_line.last("--keep-duplicates") else _settled(starts, config.version)
        self._ignored = {relative(value, project) for value in _values(command_line, "--ignore")}
        self._globs = tuple(os.path.join(project, value) for value in _values(command_line, "--ignore-glob"))
        self._by_conftest = {path: _ignores(file) for path, file in conftests.items()}

    def files(self) -> tuple[str, ...]:
        """The files that are collected, in the order in which pytest comes to them."""
        found: dict[str, None] = {}
        for start in self._starts:
            if start in self._tree.files:
                if start.endswith(".py"):
                    found[start] = None
            elif start in self._tree.folders:
                found.update(dict.fromkeys(self._below(start)))
                if set(start.split("/")) == {".."}:  # a folder above, and so the project
                    found.update(dict.fromkeys(self._below("")))
        return tuple(found)

    def _below(self, start: str) -> Iterator[str]:
        stack = [start]
        while stack:
            path = stack.pop()
            if path in self._tree.folders:
                prefix = f"{path}/" if path else ""
                stack += [prefix + name for name in reversed(self._tree.folders[path]) if self._enters(prefix + name)]
            else:
                yield path

    def _enters(self, path: str) -> bool:
        if path in self._tree.folders:
            return self._is_named(path) or not (self._ignores(path) or self._is_not_recursed(path))
        if path not in self._tree.files or not path.endswith(".py"):
            return False
        return path in self._starts or (not self._ignores(path) and self._patterns.is_file(self._full(path)))

    def _is_named(self, folder: str) -> bool:
        return any(start == folder or start.startswith(folder + "/") for start in self._starts)

    def _full(self, path: str) -> str:
        return f"{self._project}/{path}"

    def _is_not_recursed(self, folder: str) -> bool:
        return any(matches_path(pattern, self._full(folder)) for pattern in self._patterns.norecurse)

    def _ignores(self, path: str) -> bool:
        paths, globs = self._own_ignores(path)
        return path in self._ignored or path in paths or any(fnmatch(self._full(path), glob) for glob in globs)

    def _own_ignores(self, path: str) -> tuple[frozenset[str], tuple[str, ...]]:
        """What conftests ignore here; the nearest one that says something counts (`_getconftest_pathlist`)."""
        paths: frozenset[str] | None = None
        globs: tuple[str, ...] | None = None
        for conftest in self._nearest(path):
            folder = conftest.rpartition("/")[0]
            own_paths, own_globs = self._by_conftest[conftest]
            if paths is None and own_paths is not None:
                paths = frozenset(relative(os.path.join(folder, each), self._project) for each in own_paths)
            if globs is None and own_globs is not None:
                globs = tuple(os.path.join(self._project, folder, each) for each in own_globs)
        return paths or frozenset(), (globs or ()) + self._globs

    def _nearest(self, path: str) -> Iterator[str]:
        while path:
            path = path.rpartition("/")[0]
            conftest = f"{path}/conftest.py" if path else "conftest.py"
            if conftest in self._by_conftest:
                yield conftest


def _settled(starts: tuple[str, ...], version: tuple[int, ...]) -> tuple[str, ...]:
    """What is left of paths within each other: from 9.0 on the outer one (pytest-dev/pytest#12083). In 8.x the outer
    one, collected already on the way to the inner one, is passed over as a duplicate."""
    if version < (8, 0):
        return starts
    pairs = [(outer, inner) for outer in starts for inner in starts if _contains(outer, inner)]
    lost = {inner if version >= (9, 0) else outer for outer, inner in pairs if inner != outer}
    return tuple(start for start in starts if start not in lost)


def _contains(outer: str, inner: str) -> bool:
    """Both are relative to the project; "" is the project, and ".." what is around it."""
    if not outer or set(outer.split("/")) == {".."}:
        return outer.count("..") >= inner.count("..")
    return inner.startswith(f"{outer}/")


def _values(command_line: CommandLine, name: str) -> tuple[str, ...]:
    return tuple(option.value for option in command_line.all(name) if option.value)


def _ignores(conftest: SourceFile) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """The literal parts of `collect_ignore` and `collect_ignore_glob`; None where there is no such name."""
    found = []
    for name in ("collect_ignore", "collect_ignore_glob"):
        value = conftest.value(name)
        added = [
            call.expr
            for call in conftest.calls_of(f"{name}.append", f"{name}.extend")
            if not call.within and not call.guarded
        ]
        texts = [text for expr in ([value] if value else []) + added for text in _texts(expr)]
        found.append(tuple(texts) if value else None)
    return found[0], found[1]


def _texts(expr: Expr) -> Iterator[str]:
    for part in expr.parts:
        if part.text is not None:
            yield part.text
        elif part.kind in ("list", "tuple"):
            yield from _texts(part)
