"""What a folder or an executable says of the Python that it is: read from its files, never started."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from doctor.model.environment import Interpreter

EXECUTABLES = ("bin/python", "bin/python3", "Scripts/python.exe", "python.exe")
_CFG_LIMIT = 64 * 1024


def read_cfg(file: Path) -> dict[str, str] | None:
    """The keys of a pyvenv.cfg in lower case, None when there is none that can be read."""
    try:
        with file.open("rb") as stream:
            text = stream.read(_CFG_LIMIT).decode("utf-8", "replace")
    except OSError:
        return None
    pairs = (line.partition("=") for line in text.replace("\0", "").splitlines())
    return {key.strip().lower(): value.strip() for key, equals, value in pairs if equals}


def of_executable(executable: Path, found_by: str, variables: Mapping[str, str]) -> Interpreter:
    """The interpreter behind a path that someone named. A venv's `bin/python` is not resolved out of its venv."""
    if is_folder(executable):
        return of_folder(executable, found_by, variables)
    if fault := _missing(executable):
        return Interpreter(str(executable), None, found_by, problem=fault)
    for prefix in (executable.parent, executable.parent.parent):  # as CPython's getpath looks for pyvenv.cfg
        if exists(prefix / "pyvenv.cfg"):
            return _of_venv(prefix, executable, found_by, variables)
    return _of_base(executable, found_by, variables)


def of_folder(prefix: Path, found_by: str, variables: Mapping[str, str]) -> Interpreter:
    """The interpreter of a venv, a conda environment, or an installation, by its folder."""
    found = next((prefix / name for name in EXECUTABLES if os.path.lexists(prefix / name)), None)
    if exists(prefix / "pyvenv.cfg"):
        return _of_venv(prefix, found, found_by, variables)
    if found is None or (fault := _missing(found)):
        wanted = str(found or prefix / _native())
        return Interpreter(wanted, None, found_by, problem=fault if found else f"{wanted} does not exist")
    return _of_base(found, found_by, variables)


def _native() -> str:
    return "Scripts/python.exe" if os.name == "nt" else "bin/python"


def _of_venv(prefix: Path, found: Path | None, found_by: str, variables: Mapping[str, str]) -> Interpreter:
    cfg = read_cfg(prefix / "pyvenv.cfg") or {}
    executable = found or prefix / _native()
    declared = _numbers(cfg.get("version") or cfg.get("version_info") or "")
    sites = tuple(_sites(prefix))
    version = declared or next((_folder_version(site) for site in sites if _folder_version(site)), None)
    fitting = tuple(site for site in sites if not _folder_version(site) or _same_minor(_folder_version(site), version))
    home = Path(cfg["home"]) if cfg.get("home") else None
    stdlib = _stdlib_of_home(_base_home(home), version) if home else None
    system = _system_sites(stdlib, variables) if cfg.get("include-system-site-packages", "").lower() == "true" else ()
    return Interpreter(
        executable=str(executable),
        version=version,
        found_by=found_by,
        paths=(*(str(site) for site in fitting), *system),
        stdlib=str(stdlib) if stdlib else None,
        problem=_venv_problem(prefix, executable, home, version, sites, fitting),
    )


def _venv_problem(
    prefix: Path,
    executable: Path,
    home: Path | None,
    version: str | None,
    sites: tuple[Path, ...],
    fitting: tuple[Path, ...],
) -> str:
    """Why a venv is of no use here, "" when nothing speaks against it."""
    if executable.suffix == ".exe" and os.name != "nt":
        return f"{prefix} is laid out for Windows and cannot run here"
    if fault := _missing(executable):
        return fault
    if home is None:
        return f"{prefix / 'pyvenv.cfg'} names no home"
    if not exists(home):
        return f"{prefix} was made from {home}, which is gone"
    if sites and not fitting:
        return f"{prefix / 'pyvenv.cfg'} says Python {version}, but the packages are in {sites[0]}"
    return "" if sites else f"{prefix} has no site-packages"


def _of_base(executable: Path, found_by: str, variables: Mapping[str, str]) -> Interpreter:
    """A plain interpreter: /usr/bin/python3, one of pyenv, conda, an installation on Windows."""
    try:
        resolved = executable.resolve()
    except (OSError, RuntimeError):  # a loop of links
        return Interpreter(str(executable), None, found_by, problem=f"{executable} is a link that leads nowhere")
    stdlib = _stdlib_of_home(resolved.parent, _numbers(resolved.stem))
    if stdlib is None:
        problem = f"{executable} has no standard library beside it"
        if _is_script(resolved):
            problem = f"{executable} is a script: name the interpreter that it starts"
        return Interpreter(str(executable), None, found_by, problem=problem)
    return Interpreter(
        str(executable), _base_version(stdlib), found_by, paths=_system_sites(stdlib, variables), stdlib=str(stdlib)
    )


def _sites(prefix: Path) -> Iterator[Path]:
    """The site-packages folders of a prefix; lib64 is mostly a link to lib and counts once."""
    seen = set()
    for lib in ("lib", "lib64"):
        for folder in _versioned(prefix / lib):
            site = folder / "site-packages"
            if is_folder(site) and (identity := _identity(site)) not in seen:
                seen.add(identity)
                yield site
    windows = prefix / "Lib" / "site-packages"
    if is_folder(windows) and _identity(windows) not in seen:
        yield windows


def _versioned(lib: Path) -> list[Path]:
    """lib/python3.12, lib/python3.13t, lib/pypy3.10, the newest first."""
    try:
        names = [name.name for name in lib.iterdir() if name.name.startswith(("python3.", "pypy3."))]
    except OSError:
        return []
    return [lib / name for name in sorted(names, key=lambda name: _info(_numbers(name)), reverse=True)]


def _base_home(home: Path) -> Path:
    """A venv that was made by a venv's Python names that one as its home, up to Python 3.10."""
    for _ in range(8):
        above = (read_cfg(home.parent / "pyvenv.cfg") or {}).get("home")
        if not above:
            break
        home = Path(above)
    return home


def _stdlib_of_home(home: Path, version: str | None) -> Path | None:
    """The library's folder, by the folder of the executable."""
    windows = home / "Lib"
    if exists(windows / "os.py") and not _versioned(home.parent / "lib"):
        return windows
    for lib in (home.parent / "lib", home.parent / "lib64"):
        folders = [folder for folder in _versioned(lib) if exists(folder / "os.py")]
        if fitting := [folder for folder in folders if _same_minor(_numbers(folder.name), version)]:
            return fitting[0]
        if len(folders) == 1 or (folders and "." not in (version or "")):
            return folders[0]
    return None


def _system_sites(stdlib: Path | None, variables: Mapping[str, str]) -> tuple[str, ...]:
    """Where an interpreter without a venv finds distributions, in its order: user, local, its own, Debian's."""
    if stdlib is None:
        return ()
    if stdlib.name == "Lib":
        return tuple(str(site) for site in (stdlib / "site-packages",) if is_folder(site))
    prefix = stdlib.parent.parent
    candidates = [*_user_sites(stdlib.name, variables)]
    if prefix == Path("/usr"):
        local = prefix / "local"
        candidates += [local / lib / stdlib.name / "site-packages" for lib in ("lib", "lib64")]
        candidates += [local / "lib" / stdlib.name / "dist-packages", prefix / "lib" / "python3" / "dist-packages"]
    candidates += [prefix / lib / stdlib.name / kind for lib in ("lib", "lib64") for kind in _KINDS]
    found: dict[object, str] = {}
    for site in candidates:
        if is_folder(site):
            found.setdefault(_identity(site), str(site))
    return tuple(found.values())


_KINDS = ("site-packages", "dist-packages")


def _user_sites(folder: str, variables: Mapping[str, str]) -> Iterator[Path]:
    if variables.get("PYTHONNOUSERSITE"):
        return
    if base := variables.get("PYTHONUSERBASE"):
        yield Path(base) / "lib" / folder / "site-packages"
    elif home := variables.get("HOME"):
        yield Path(home) / ".local" / "lib" / folder / "site-packages"


def _base_version(stdlib: Path) -> str | None:
    """The full version where a header or conda's records tell it, else major and minor from the folder's name."""
    if stdlib == Path(os.__file__).parent:
        return ".".join(str(part) for part in sys.version_info[:3])
    minor = _numbers(stdlib.name)
    prefix = stdlib.parent if stdlib.name == "Lib" else stdlib.parent.parent
    names = (f"{stdlib.name}/", f"{stdlib.name}m/", "")  # of POSIX, of Python 3.7, of Windows
    headers = [prefix / "include" / f"{name}patchlevel.h" for name in names]
    for header in headers:
        try:
            text = header.read_text("utf-8", "replace")
        except OSError:
            continue
        line = next((line for line in text.splitlines() if line.startswith("#define PY_VERSION ")), "")
        if version := _numbers(line):
            return version
    return _conda_version(prefix) or minor


def _conda_version(prefix: Path) -> str | None:
    try:
        records = [entry.name for entry in (prefix / "conda-meta").iterdir() if entry.name.startswith("python-3.")]
    except OSError:
        return None
    return _numbers(records[0].split("-")[1]) if records else None


def _missing(executable: Path) -> str:
    if exists(executable):
        return ""
    try:
        return f"{executable} points to {executable.readlink()}, which is gone"
    except (OSError, ValueError):  # no link, or a name that the system refuses
        return f"{executable} does not exist"


def _is_script(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return stream.read(2) == b"#!"
    except OSError:
        return False


def _numbers(text: str) -> str | None:
    """The first version number in a text: "3.11.7" of "3.11.7.final.0", "3.13" of "python3.13t"."""
    parts: list[str] = []
    digits = ""
    for char in [*text, " "]:
        if char.isascii() and char.isdigit():
            digits += char
            continue
        if digits:
            parts.append(digits[:4])
            digits = ""
        if parts and char != ".":
            break
    return ".".join(parts[:3]) or None


def _info(version: str | None) -> tuple[int, ...]:
    return tuple(int(part) for part in (version or "").split(".") if part)


def _folder_version(site: Path) -> str | None:
    return _numbers(site.parent.name)


def _same_minor(one: str | None, other: str | None) -> bool:
    return _info(one)[:2] == _info(other)[:2]


def _identity(path: Path) -> object:
    try:
        status = path.stat()
    except OSError:
        return str(path)
    return (status.st_dev, status.st_ino) if status.st_ino else str(path)


def exists(path: Path) -> bool:
    """`Path.exists` that answers False for names that the system refuses (NUL bytes, loops, too long)."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
