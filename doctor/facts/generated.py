"""The fact `generated`: the sections that `generate` wrote in the project's own folder, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from doctor.errors import UsageError
from doctor.facts.generated_text import below_comments, is_edited, origin, ours, section_of
from doctor.facts.profiles import Profiles
from doctor.model.environment import Tree
from doctor.model.generated import EditedSetting, GeneratedSection, Target
from doctor.model.invocation import Invocation
from doctor.model.places import Place
from doctor.model.profiles import HEADER, Stamp, stamps

SUFFIXES = (".ini", ".toml", ".cfg")
LARGEST = 1_000_000  # bytes


def generated(invocation: Invocation, tree: Tree, profiles: Profiles) -> tuple[GeneratedSection, ...]:
    """Nothing but the files is read where none of them has our header."""
    names = (name for name in tree.folders.get("", ()) if name.endswith(SUFFIXES) and tree.has(name))
    return tuple(section for name in names for section in sections(name, read(invocation.project, name), profiles))


def read(project: str, name: str) -> str:
    """The file's text where our header is in it, "" elsewhere."""
    try:
        path = Path(project, name)
        data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError:
        return ""
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n") if HEADER.encode() in data else ""


def sections(file: str, text: str, profiles: Profiles) -> Iterator[GeneratedSection]:
    """Each header stands right below the line of its section."""
    lines = text.split("\n")
    for number, stamp in stamps(text):
        name = lines[number - 2].strip() if number > 1 else ""
        if name.startswith("[") and name.endswith("]"):
            target = Target(file, name[1:-1], "toml" if file.endswith(".toml") else "ini", False, named=False)
            place = Place(file, number, 1, number, len(lines[number - 1]) + 1)
            section = GeneratedSection(place, target.section, stamp, tuple(edited(lines, target, stamp)))
            yield judged(section, profiles)


def edited(lines: list[str], target: Target, stamp: Stamp) -> Iterator[EditedSetting]:
    """The settings below our comments that are not as they were written; none in a file that cannot be parsed."""
    try:
        section = section_of("\n".join(lines), target)
    except UsageError:
        return
    for span in ours(lines, section) if section else ():
        if is_edited(stamp, span.of(lines)):
            row, last = below_comments(lines, span), lines[span.end - 1].rstrip()
            indent = len(lines[row]) - len(lines[row].lstrip())
            place = Place(target.file, row + 1, indent + 1, span.end, len(last) + 1)
            yield EditedSetting(lines[row].strip(" ,"), place, Place(target.file, span.start + 1, 1, row + 1, 1))


def judged(section: GeneratedSection, profiles: Profiles) -> GeneratedSection:
    """With what its profile says of it today."""
    stamp = section.stamp
    try:
        profile = profiles.get(stamp.profile)
    except UsageError as fault:
        return section.replace(outdated=str(fault), own_profile=True, profile_is_gone=True)
    own = not profile.source.startswith("profiles/")
    if origin(profile, stamp.settings) == stamp.origin:
        return section.replace(own_profile=own)
    what = f"profile '{profile.name}'" + (" or a --set of this line" if stamp.settings else "")
    return section.replace(outdated=f"{what} has changed since", own_profile=own)
