"""The project's own modules, where a copy of them is installed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from doctor.facts.finder import MODULE, PACKAGE, Spec
from doctor.facts.import_paths import SITE
from doctor.facts.metadata import read_bytes

if TYPE_CHECKING:
    from doctor.facts.modules import FolderModules
    from doctor.model.environment import FoundModule


def source_of(modules: FolderModules, module: FoundModule) -> Spec | None:
    """The file of which an installed module is a copy, word for word: `pip install .` makes such copies."""
    if module.origin != SITE or not module.file.endswith(".py"):
        return None
    project = modules.invocation.project
    spec = modules.finder.find(module.name, [f"{project}/src", project])
    if spec is None or spec.kind not in (MODULE, PACKAGE) or spec.file == module.file:
        return None
    return spec if read_bytes(Path(spec.file)) == read_bytes(Path(module.file)) else None
