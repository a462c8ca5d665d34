"""The files by which a project has something run: CI, make, tox, nox, images, an editor. For the warm path: light."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatchcase

# kind → names in the project's folder
KINDS = {
    "ci": (
        *(".gitlab-ci.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml", ".travis.yml", ".cirrus.yml"),
        *("appveyor.yml", ".appveyor.yml", "Jenkinsfile", ".drone.yml", ".woodpecker.yml"),
    ),
    "make": ("Makefile", "makefile", "GNUmakefile", "justfile", "Justfile"),
    "tox": ("tox.ini",),
    "nox": ("noxfile.py",),
    "script": ("pyproject.toml", "tox.toml", "Taskfile.y*ml", "*.sh"),
    "docker": ("Dockerfile", "Dockerfile.*", "*.Dockerfile", "docker-compose*.y*ml", "compose*.y*ml"),
}
FOLDERS = {".github/workflows": "*.y*ml", ".circleci": "config.yml", ".buildkite": "pipeline.yml"}
ACTIONS = ".github/actions"  # a folder each, of composite actions
EDITOR = ".vscode"
SCRIPTS = ("scripts", "script", "bin", "ci", "tools")


def steps(project: str) -> Iterator[tuple[str, str]]:
    """Kind and name of each, in the order of kinds and names."""
    names = listed(project)
    for kind, patterns in KINDS.items():
        yield from ((kind, name) for name in names if any(fnmatchcase(name, pattern) for pattern in patterns))
    for folder, pattern in FOLDERS.items():
        for name in listed(f"{project}/{folder}"):
            if fnmatchcase(name, pattern):
                yield "ci", f"{folder}/{name}"
    for name in listed(f"{project}/{ACTIONS}"):
        yield from (
            ("action", f"{ACTIONS}/{name}/{file}")
            for file in listed(f"{project}/{ACTIONS}/{name}")
            if file in ("action.yml", "action.yaml")
        )
    if "settings.json" in listed(f"{project}/{EDITOR}"):
        yield "editor", f"{EDITOR}/settings.json"
    for folder in (each for each in SCRIPTS if each in names):
        yield from (("script", f"{folder}/{name}") for name in listed(f"{project}/{folder}") if name.endswith(".sh"))


def of_ci(project: str) -> list[str]:
    """The names of the files of CI."""
    return [name for kind, name in steps(project) if kind == "ci"]


def listed(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []
