"""The machine and the interpreter that the tests would run on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from doctor.model.places import Place
from doctor.model.plugins import EntryPoint
from doctor.model.record import Record, once


def normalized(name: str) -> str:
    """A distribution's name as package indexes compare it (PEP 503): "Pytest_Cov" is "pytest-cov"."""
    name = name.lower().replace("_", "-").replace(".", "-")
    while "--" in name:
        name = name.replace("--", "-")
    return name


class Interpreter(Record):
    """The Python that runs the project's tests, found without starting it.

    `found_by` says which rung of the ladder it was: "--python", "VIRTUAL_ENV", "CONDA_PREFIX", ".venv", "venv", "env",
    "running interpreter", "lock file", "declared dependencies". `executable` is None on the last two rungs.
    `paths` are the folders of sys.path that hold distributions (site-packages, dist-packages), `stdlib` the library's.
    """

    executable: str | None
    version: str | None
    found_by: str
    paths: tuple[str, ...] = ()
    stdlib: str | None = None
    problem: str = ""  # why it is of no use, if it is: "…/bin/python does not exist"
    skipped: tuple[str, ...] = ()  # rungs that were passed over, with the reason: "VIRTUAL_ENV is /gone, which …"
    probed: tuple[tuple[str, str], ...] | None = None  # names and versions by its own answer, with `--probe`

    @property
    def version_info(self) -> tuple[int, ...]:
        return tuple(int(part) for part in (self.version or "").split(".") if part.isdigit())


class Distribution(Record):
    """An installed (or locked) distribution. `name` is as in its metadata; `key` is normalized (PEP 503).

    `modules` are its top-level import names as far as its files tell. `requires` are its requirement lines.
    """

    name: str
    key: str
    version: str
    path: str = ""
    entry_points: tuple[EntryPoint, ...] = ()
    requires: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    editable: bool = False


class Distributions(Record):
    """What is installed, by normalized name. `complete` is False when only declared dependencies are known, or when the
    interpreter is of no use: "not installed" may not be said then.

    `paths` are folders that `.pth` files add to sys.path. `editable` maps import names to the file or folder that an
    editable install serves them from. `hooks` are `.pth` files (and sitecustomize) that may change how imports work.
    """

    items: Mapping[str, Distribution] = {}
    complete: bool = True
    source: str = "site-packages"  # or the lock file's name, or "declared dependencies"
    paths: tuple[str, ...] = ()
    editable: Mapping[str, str] = {}
    hooks: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Distribution]:
        return iter(self.items.values())

    def get(self, name: str) -> Distribution | None:
        return self.items.get(normalized(name))

    def version(self, name: str) -> tuple[int, ...] | None:
        """The version as numbers to compare with, None when it is not installed."""
        found = self.get(name)
        if not found:
            return None
        numbers = []
        for part in found.version.split(".")[:3]:
            digits = "".join(ch for ch in part if ch.isdigit()) if part[:1].isdigit() else ""
            if not digits:
                break
            numbers.append(int(digits))
        return tuple(numbers)


class FoundModule(Record):
    """A module that an import would find.

    `origin` is "stdlib", "project", "site", or "cwd" for what is found only when the working directory is on sys.path:
    `python -m pytest` puts it there, plain `pytest` does not. `file` is relative to the project for "project" and
    "cwd", else absolute; "" for namespaces and builtin modules.
    """

    name: str
    origin: str
    file: str = ""


class TopImport(Record):
    """An import in the body of a module, absolute; `names` are those of a `from` import."""

    module: str
    names: tuple[str, ...]
    place: Place


class Modules(Protocol):
    """Answers what an import in the tests would find, from folders alone; nothing is imported.

    The answer None of `find` means "not there"; `certain` is False where nothing may be said (import hooks, unknown
    environment, a folder of sys.path that cannot be read).
    """

    def find(self, name: str, importer: str = "") -> FoundModule | None:
        """What `import name` finds; `importer` is the project file that imports, for what pytest puts on sys.path."""

    def source_of(self, module: FoundModule) -> FoundModule | None:
        """The project's own module of which an installed one is a copy."""

    def at_start(self, name: str) -> FoundModule | None:
        """What `import name` finds for `-p` and PYTEST_PLUGINS, before conftest and test files add their folders."""

    def certain(self, name: str, importer: str = "") -> bool:
        """May "not there" be said of this name, in this file of the project?"""

    def unbuilt_from(self, name: str, importer: str = "") -> str:
        """Of a module of the project that is not there: the file that a build makes it from, or the one that tells the
        build of it; "" where there is none, or something else speaks against "not there"."""

    def names(self, module: FoundModule) -> frozenset[str] | None:
        """The names that the module defines at its top level, None when that cannot be told."""

    def binds(self, module: FoundModule, name: str) -> bool:
        """Does a line of the module seem to define this name? Cheaper than `names`; False says nothing."""

    def first_value(self, item: str) -> tuple[object, ...]:
        """The constant that a name of a module, of a class of it, or of an object that it makes of one has at first,
        as the only item; () where that cannot be told."""

    def imports(self, module: FoundModule) -> tuple[TopImport, ...]:
        """What a module of the project imports whenever it is imported, () for modules from elsewhere."""

    def installed_imports(self, module: FoundModule) -> tuple[TopImport, ...]:
        """The same of a module of an installed distribution."""

    def distributions_for(self, module: str) -> tuple[str, ...]:
        """The distributions that bring this module, the likeliest first; () for names that look like the project's own.
        The last one may be guessed from the name: ask `known`."""

    def known(self, module: str, distribution: str) -> bool:
        """Is it known, and not only guessed from the name, that the distribution brings the module?"""


class Requirement(Record):
    """A dependency that the project declares. `group` names where: "dependencies", "extra:test", "group:dev",
    "requirements-test.txt"."""

    name: str
    key: str
    specifier: str
    group: str
    file: str
    line: int
    text: str

    @property
    def is_conditional(self) -> bool:
        """Is it asked for on some Pythons or platforms only: by a marker, or by poetry's keys?"""
        return any(sign in self.text for sign in (";", "'markers':", "'python':", "'platform':"))


class Declared(Record):
    """What the project declares of itself: its name, its dependencies, its supported Pythons."""

    name: str | None = None
    requires_python: str | None = None
    requirements: tuple[Requirement, ...] = ()

    def get(self, key: str) -> tuple[Requirement, ...]:
        return tuple(requirement for requirement in self.requirements if requirement.key == key)


class Limits(Record):
    """What this process may use. Bytes and CPUs; None is "no limit" or "cannot be told"."""

    cgroup: int | None = None  # 1 or 2
    memory: int | None = None
    cpu_quota: float | None = None
    cpus_host: int = 1
    cpus_affinity: int = 1
    memory_host: int | None = None


class Container(Record):
    """Are we in one, which, and which engine can be reached from here."""

    kind: str | None = None  # "docker", "podman", "kubernetes", "lxc", "container"
    evidence: str = ""
    engine: str | None = None  # path of a socket that exists, or DOCKER_HOST
    engine_evidence: str = ""
    limits: Limits = Limits()


class Network(Record):
    """What can be told without sending anything."""

    loopback: bool = True
    interfaces: tuple[str, ...] = ()
    default_route: bool = False
    localhost_resolves: bool = True
    sockets_allowed: bool = True


class Ci(Record):
    """The CI service whose variables are set."""

    provider: str | None = None
    evidence: str = ""


class Repository(Record):
    """`root` is the folder of version control that holds the project, relative to it: ".", ".." and so on; "" where
    there is none."""

    root: str = ""


class Variables(Record):
    """The environment of the call."""

    values: Mapping[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.values.get(name)

    def set(self, name: str) -> bool:
        """Is it set and not empty, as pytest asks for its own flags?"""
        return bool(self.values.get(name))

    @property
    def of_pytest(self) -> Mapping[str, str]:
        return {name: value for name, value in self.values.items() if name.startswith(("PYTEST_", "PY_COLORS"))}


class Tree(Record):
    """The project's files and folders, by path relative to it, without version control, caches and environments.

    `folders` maps each folder ("" is the project) to the names in it. `pruned` are folders that were not entered, with
    the reason.
    """

    files: frozenset[str] = frozenset()
    folders: Mapping[str, tuple[str, ...]] = {}
    pruned: Mapping[str, str] = {}

    def has(self, path: str) -> bool:
        return path in self.files

    def is_folder(self, path: str) -> bool:
        return path.strip("/") in self.folders or path in ("", ".")

    def named(self, name: str) -> tuple[str, ...]:
        """The files of this name, or whose path ends with this one, in order."""
        return tuple(path for path in self._by_name.get(name.rpartition("/")[2], ()) if f"/{path}".endswith(f"/{name}"))

    @once
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in sorted(self.files):
            found.setdefault(path.rpartition("/")[2], []).append(path)
        return found

    @once
    def names(self) -> frozenset[str]:
        """All names of files and folders in it."""
        return frozenset(name for names in self.folders.values() for name in names)
