"""The file that wins, and what it takes from those that it hides."""

from __future__ import annotations

from doctor.model.config import ConfigFile, PytestConfig
from doctor.model.environment import Tree
from doctor.rules.config._words import name_of
from doctor.rules.naming import folder_of

FILES = ("pytest.toml", ".pytest.toml", "pytest.ini", ".pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg")
OF_ITS_OWN = ("pyproject.toml", "setup.py", "setup.cfg", "tox.ini", "package.json", "noxfile.py", "Cargo.toml")


def is_chosen(config: PytestConfig) -> bool:
    """Is the file named with `-c`? Whoever chooses one knows that the others are not read."""
    return any(word.text.startswith(("-c", "--config-file")) for word in config.arguments)


def hidden(loser: ConfigFile, winner: ConfigFile) -> list[str]:
    """The options that have another value, or none, in the winner."""
    return [each.name for each in loser.settings if not same(each.value, winner.get(each.name))]


def same(value: object, other: object) -> bool:
    return bool(other) and words(value) == words(getattr(other, "value", None))


def words(value: object) -> list[str]:
    """A value as its words, so that a TOML list and an INI text are compared."""
    items = value if isinstance(value, list) else [value]
    return " ".join(str(item) for item in items).replace("'", "").replace('"', "").lower().split()


def is_apart(winner: ConfigFile, tree: Tree) -> bool:
    """Is the winner's folder a project of its own, or one of several that each have a file?"""
    folder = folder_of(winner.file)
    names = tree.folders.get(folder, ())
    is_test = folder.rpartition("/")[2].startswith("test")
    own = [name for name in OF_ITS_OWN if name in names and not (is_test and name == name_of(winner.file))]
    if folder.startswith("..") or not folder or own:
        return True
    above = folder_of(folder)
    beside = [each for each in tree.folders if each != folder and folder_of(each) == above and each]
    has_siblings = any(name in tree.folders[each] for each in beside for name in FILES)
    return has_siblings and not (above == "" and folder.startswith("test"))
