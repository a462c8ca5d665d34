"""doctor/knowledge/plugins.json: what the distributions of tools/plugins.txt and our guard provide, by their source."""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path
from typing import Any

from doctor.knowledge.extract import extract
from doctor.knowledge.modules import Folders
from doctor.knowledge.store import pack
from doctor.model.plugins import EntryPoint, Provided
from doctor.resources import knowledge
from tools.knowledge.fetch import unpacked

PINS = Path(__file__).resolve().parent.parent / "plugins.txt"
GUARD = Path(__file__).resolve().parent.parent.parent / "guard"


def pins() -> list[str]:
    lines = PINS.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def build(cache: Path) -> None:
    """One distribution a line, in the order of their names."""
    write([*(read_distribution(pin, unpacked(pin, cache)) for pin in pins()), read_guard()])


def build_guard() -> None:
    """The row of our guard alone; the others stay as they are."""
    guard = read_guard()
    rows = json.loads(knowledge("plugins.json").read_text(encoding="utf-8"))
    write([*(row for row in rows if row["distribution"] != guard["distribution"]), guard])


def write(rows: list[dict[str, Any]]) -> None:
    ordered = sorted(rows, key=lambda row: row["distribution"].lower())
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in ordered)
    knowledge("plugins.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def read_guard() -> dict[str, Any]:
    """What the checkout's guard provides, with the fixtures of the module that it names in `pytest_plugins`."""
    try:
        import tomllib
    except ImportError:  # Python 3.10
        import tomli as tomllib  # type: ignore[no-redef]
    project = tomllib.loads((GUARD / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    resolve, plugins = Folders((str(GUARD),)), []
    for name, module in project["entry-points"]["pytest11"].items():
        first = read_entry_point(EntryPoint(name, module), GUARD)
        modules = [each for each in map(resolve, (module, *first.plugins)) if each]
        plugins.append({"entry_point": [name, module], **pack(extract([(each, "") for each in modules], resolve))})
    return {"distribution": project["name"], "version": project["version"], "plugins": plugins}


def read_distribution(pin: str, folder: Path) -> dict[str, Any]:
    name, _, version = pin.partition("==")
    plugins = []
    for point in entry_points(folder):
        provided = read_entry_point(point, folder)
        plugins.append({"entry_point": [point.name, point.module], **pack(provided)})
    if not plugins:
        print(f"{pin} has no pytest11 entry point", file=sys.stderr)
    return {"distribution": name, "version": version, "plugins": plugins}


def read_entry_point(point: EntryPoint, folder: Path) -> Provided:
    module_name, _, attribute = point.module.partition(":")
    resolve = Folders((str(folder),))
    module = resolve(module_name)
    if module is None:
        print(f"{point.module} is not in {folder.name}", file=sys.stderr)
        return Provided()
    return extract([(module, attribute)], resolve)


def entry_points(folder: Path) -> list[EntryPoint]:
    """The pytest11 entry points of an unpacked archive, by its metadata; those of old source archives by setup.py."""
    return _metadata_points(folder) or _setup_points(folder)


def _setup_points(folder: Path) -> list[EntryPoint]:
    """`entry_points={"pytest11": ["name = module"]}`, where that is literal."""
    files = [path for path in (folder / "setup.py", folder.parent / "setup.py") if path.is_file()]
    tree = ast.parse(files[0].read_bytes()) if files else ast.Module([], [])
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "entry_points" and isinstance(node.value, ast.Dict):
            lines = ast.literal_eval(node.value).get("pytest11", [])
            pairs = [line.split("=") for line in ([lines] if isinstance(lines, str) else lines)]
            return [EntryPoint(name.strip(), module.strip()) for name, module in pairs]
    return []


def _metadata_points(folder: Path) -> list[EntryPoint]:
    files = [*folder.glob("*.dist-info/entry_points.txt"), *folder.glob("*.egg-info/entry_points.txt")]
    files += folder.parent.glob("*.egg-info/entry_points.txt")
    found: list[EntryPoint] = []
    for file in files[:1]:
        section = ""
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                section = line.strip("[] ")
            elif section == "pytest11" and "=" in line:
                name, _, module = line.partition("=")
                found.append(EntryPoint(name.strip(), module.partition("[")[0].strip()))
    return found
