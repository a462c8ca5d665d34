"""What `generate` plans and writes."""

from __future__ import annotations

from doctor.model.config import TomlValue
from doctor.model.places import Place
from doctor.model.profiles import Profile, Stamp
from doctor.model.record import Record

MERGED = ("addopts", "markers", "filterwarnings")  # keys whose items are ours or the project's one by one


class Entry(Record):
    """One setting that goes into the file: an item of a key of `MERGED`, or a whole key.

    `type` is pytest's type of the key; `words` are those of an option. `reason` becomes the comment. `first` puts an
    item in front of the project's own.
    """

    key: str
    value: TomlValue
    reason: str = ""
    type: str = "string"
    words: tuple[str, ...] = ()
    first: bool = False

    @property
    def is_item(self) -> bool:
        return self.key in MERGED


class Target(Record):
    """Where it goes: a file of the project's folder and the section in it.

    `style` is "ini" or "toml"; `typed` is whether values have TOML's own types (pytest 9.0+). `named` is whether pytest
    reads the file only with `-c`.
    """

    file: str
    section: str
    style: str
    typed: bool
    named: bool


class Plan(Record):
    """What one generated section holds. `notes` say in its header what was left out, and why.

    `settings` are the `--set`s that it was made with, the machine's numbers included: it can be made again elsewhere.
    `missing` are the plugins that are not there.
    """

    profile: Profile
    target: Target
    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    usage: str = ""


class Generated(Record):
    """A file as it is and as it would become. `words` is what a user should know of the merge.

    `edited` are our settings that someone has changed since they were written.
    """

    plan: Plan
    before: bytes | None
    after: bytes
    words: tuple[str, ...] = ()
    drift: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        return self.plan.target.file

    @property
    def changed(self) -> bool:
        return self.before != self.after


class EditedSetting(Record):
    """A setting below our comment that is not what `generate` wrote there."""

    text: str
    place: Place
    comment: Place  # the lines of the comment, up to the setting


class GeneratedSection(Record):
    """A section that `generate` wrote, as it is now.

    `outdated` says why its profile would give something else, "" if it would not; `own_profile` is whether the project
    wrote that profile, `profile_is_gone` whether it cannot be read.
    """

    place: Place
    section: str
    stamp: Stamp
    edited: tuple[EditedSetting, ...] = ()
    outdated: str = ""
    own_profile: bool = False
    profile_is_gone: bool = False
