"""Configuration files that lie about: the ones that are passed over, and the ones that other calls would find."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from doctor.facts.discovery import Discovery, Setup, upwards
from doctor.model.config import ConfigFile, Ignored

MOST_FOLDERS = 60  # folders of the project that are looked into


def surroundings(discovery: Discovery, setup: Setup, args: Iterable[str]) -> tuple[ConfigFile, ...]:
    """The winner first, then the files in rootdir, the project, its folders, around the arguments, and above."""
    found = {setup.configfile.file: setup.configfile} if setup.configfile else {}
    for folder in dict.fromkeys(_folders(discovery, setup, args)):
        for file in discovery.files_in(folder):
            found.setdefault(file.file, file)
    return tuple(found.values())


def _folders(discovery: Discovery, setup: Setup, args: Iterable[str]) -> Iterator[str]:
    yield setup.rootdir
    yield discovery.project
    for folder in discovery.folders(args):
        yield from upwards(folder)
    yield from _subfolders(discovery.project)
    yield from upwards(discovery.project)


def _subfolders(project: str) -> list[str]:
    try:
        with os.scandir(project) as entries:
            found = sorted(entry.path for entry in entries if entry.name[0] not in "._" and _is_folder(entry))
    except OSError:
        return []
    return [path for path in found if os.path.basename(path) != "node_modules"][:MOST_FOLDERS]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def ignored(discovery: Discovery, setup: Setup) -> tuple[Ignored, ...]:
    """Files with options beside the winner, in rootdir and in the project, that pytest passes over."""
    winner = setup.configfile
    folders = [setup.rootdir, discovery.project]
    if winner:
        folders.insert(0, os.path.dirname(discovery.absolute(winner.file)))
    files = [file for folder in dict.fromkeys(folders) for file in discovery.files_in(folder)]
    return tuple(
        Ignored(file, tuple(setting.name for setting in file.settings))
        for file in files
        if file.settings and (winner is None or file.file != winner.file)
    )
