"""The interpreter of the project's tests: the first rung of a ladder that is there, without starting it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from doctor.facts.pythons import exists, is_folder, of_executable, of_folder
from doctor.facts.repository import upwards
from doctor.model.environment import Interpreter
from doctor.model.invocation import Invocation

FOLDERS = (".venv", "venv", "env")


def interpreter(invocation: Invocation) -> Interpreter:
    """--python, else an activated environment, else a venv of the project, else ours when pytest lives there.

    Where none is found, lock files and declared dependencies are what is known: `executable` is None then.
    """
    project, variables = Path(invocation.project), invocation.variables
    skipped: list[str] = []
    found = (
        _named(invocation.python, project, variables)
        or _activated(variables, skipped)
        or _of_project(project, variables)
        or _conda_base(variables)
        or _ours(variables)
        or _none(project)
    )
    found = found.replace(skipped=tuple(skipped)) if skipped else found
    if not invocation.probe:
        return found
    from doctor.facts.probed import probed

    return probed(found, invocation)


def _named(python: str | None, project: Path, variables: Mapping[str, str]) -> Interpreter | None:
    """What `--python` names: a path, or a command of PATH ("python3.12", "3.12")."""
    if not python:
        return None
    if "/" not in python and "\\" not in python and not exists(Path(python)):
        name = f"python{python}" if python[0].isdigit() else python
        folders = [Path(folder) for folder in variables.get("PATH", "").split(_separator()) if folder]
        for path in (folder / name for folder in folders):
            if exists(path) and not is_folder(path):
                return of_executable(path, "--python", variables)
    path = Path(python).absolute()
    if not exists(path) and exists(project / python):
        path = project / python
    return of_executable(path, "--python", variables)


def _separator() -> str:
    return ";" if sys.platform == "win32" else ":"


def _activated(variables: Mapping[str, str], skipped: list[str]) -> Interpreter | None:
    for name in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        prefix = variables.get(name)
        if name == "CONDA_PREFIX" and _is_conda_base(variables):
            continue
        if prefix and (maker := maker_of(Path(prefix))):
            skipped.append(f"{name} is {prefix}, which {maker} made for a tool")
            continue
        if prefix and is_folder(Path(prefix)):
            return of_folder(Path(prefix), name, variables)
        if prefix:
            skipped.append(f"{name} is {prefix}, which is no folder")
    return None


def maker_of(prefix: Path) -> str:
    """Who made this environment for a tool alone ("pipx"), else "".

    Tests of a project do not run in such a one, though a pytest is there because the tool needs one. pre-commit even
    activates its own.
    """
    if prefix.name.startswith("py_env-"):
        return "pre-commit"
    receipts = {"pipx_metadata.json": "pipx", "uv-receipt.toml": "uv"}
    return next((maker for name, maker in receipts.items() if exists(prefix / name)), "")


def _is_conda_base(variables: Mapping[str, str]) -> bool:
    """Conda's shells have the base environment active wherever they are: a venv of the project is meant first."""
    return variables.get("CONDA_DEFAULT_ENV") in ("base", "root")


def _conda_base(variables: Mapping[str, str]) -> Interpreter | None:
    prefix = variables.get("CONDA_PREFIX")
    if prefix and _is_conda_base(variables) and is_folder(Path(prefix)):
        return of_folder(Path(prefix), "CONDA_PREFIX", variables)
    return None


def _of_project(project: Path, variables: Mapping[str, str]) -> Interpreter | None:
    """A venv in the project, or above it within the same repository, as uv looks for it."""
    for folder in upwards(project):
        for name in FOLDERS:
            if exists(folder / name / "pyvenv.cfg") or exists(folder / name / "conda-meta"):
                return of_folder(folder / name, name, variables)
    return None


def _ours(variables: Mapping[str, str]) -> Interpreter | None:
    if not sys.executable or maker_of(Path(sys.prefix)):
        return None
    found = of_executable(Path(sys.executable), "running interpreter", variables)
    has_pytest = any(exists(Path(path) / "pytest" / "__init__.py") for path in found.paths)
    return found if has_pytest and not found.problem else None


def _none(project: Path) -> Interpreter:
    from doctor.facts.lockfiles import lock_file  # imports the TOML reader

    rung = "lock file" if lock_file(project) else "declared dependencies"
    return Interpreter(None, None, rung)
