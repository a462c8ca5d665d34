"""Folders that keys name, and that are not there."""

from __future__ import annotations

from doctor.model.config import PytestConfig
from doctor.model.environment import Tree
from doctor.rules.naming import folder_of


def is_plain(item: str) -> bool:
    return bool(item) and not any(char in item for char in "*?[$~") and not item.startswith(("/", ".."))


def is_there(item: str, tree: Tree) -> bool:
    path = item.strip("/").removeprefix("./")
    pruned = any(path == folder or path.startswith(folder + "/") for folder in tree.pruned)
    return pruned or tree.has(path) or tree.is_folder(path)


def lost_folders(config: PytestConfig, tree: Tree) -> list[str]:
    """The folders of `pythonpath` that are not there."""
    setting, file = config.setting("pythonpath"), config.configfile
    if setting is None or file is None or file.file.startswith("..") or config.blocked("python_path"):
        return []
    home, words = folder_of(file.file), [item.text for item in setting.items]
    if any(word[:1] in "[#;" for word in words):
        return []
    lost = [word for word in words if is_plain(word) and not is_there(f"{home}/{word}".lstrip("/"), tree)]
    return lost or [word for word in words if word.startswith(("$PWD/", "${PWD}/"))]
