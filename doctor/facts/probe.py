"""Says what the interpreter that runs it has. Started only by `--probe`, with the project's interpreter.

Stdlib only, Python 3.7 and newer; it imports neither the tool nor anything that is installed, and prints one line of
JSON behind the marker that it is given.
"""

from __future__ import annotations

import json
import sys

try:
    from importlib import metadata
except ImportError:  # Python 3.7
    metadata = None  # type: ignore[assignment]


def distributions() -> list[dict[str, object]]:
    """Name, version and pytest11 entry points of what is installed; broken metadata is left out."""
    found: list[dict[str, object]] = []
    for distribution in metadata.distributions() if metadata else ():
        try:
            points = [point for point in distribution.entry_points if point.group == "pytest11"]
            name, version = distribution.metadata["Name"], distribution.version
            pairs = [[point.name, point.value] for point in points]
        except Exception:  # noqa: S112 - metadata may be anything
            continue
        if name and version:
            found.append({"name": name, "version": version, "entry_points": pairs})
    return found


def answer() -> dict[str, object]:
    installed = distributions()
    return {
        "executable": sys.executable,
        "version": ".".join(str(part) for part in sys.version_info[:3]),
        "implementation": sys.implementation.name,
        "platform": sys.platform,
        "path": sys.path,
        "pytest": next((each["version"] for each in installed if str(each["name"]).lower() == "pytest"), None),
        "distributions": installed,
        "stdlib": sorted(getattr(sys, "stdlib_module_names", sys.builtin_module_names)),
    }


if __name__ == "__main__":
    sys.stdout.write("\n" + sys.argv[1] + json.dumps(answer()) + "\n")
