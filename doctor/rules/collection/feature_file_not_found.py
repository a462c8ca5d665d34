"""A test module binds a feature file that is not there.

## Why

pytest-bdd looks for a feature beside the test module, or in the folder that `bdd_features_base_dir` names below
rootdir, and does so while the module is imported: one that is not there is an error of collection, and none of the
module's tests runs. A pattern such as `*.feature` is taken for the name of a file.

See https://pytest-bdd.readthedocs.io/en/stable/#feature-file-paths and
https://github.com/pytest-dev/pytest-bdd/issues/243.

## Instead

Write the path from the folder of the test module (`scenarios("../features/basket.feature")`), or set
`bdd_features_base_dir = features`. A folder stands for all features below it.

## Fix safety

Which file was meant is guessed from its name: it is not done unasked.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from doctor.model.config import IniValues, PytestConfig
from doctor.model.environment import Tree
from doctor.model.features import Feature
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.plugins import Plugins
from doctor.model.sources import Sources
from doctor.rules.collection._features import BASE_KEY, Binding, base_place, bindings, is_loaded
from doctor.rules.cures import key_set, literal
from doctor.rules.phrases import nearest, uses
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources,
    plugins: Plugins,
    ini: IniValues,
    config: PytestConfig,
    tree: Tree,
    features: tuple[Feature, ...],
) -> Iterator[Problem]:
    if not is_loaded(plugins):
        return
    missing = [each for each in bindings(sources, ini, config) if not is_there(each.path, tree, features)]
    folder = posixpath.normpath(posixpath.join(config.rootdir, str(ini[BASE_KEY] or "")))
    if missing and base_place(ini) and not tree.is_folder(folder):
        below = [each for each in missing if each.base == folder]
        missing = [each for each in missing if each.base != folder]
        if below:
            yield base_problem(below, features, ini, config)
    for each in missing:
        yield problem(each, features)


def is_there(path: str, tree: Tree, features: tuple[Feature, ...]) -> bool:
    if any(path == pruned or path.startswith(f"{pruned}/") for pruned in tree.pruned):
        return True  # it was not looked into
    if tree.is_folder(path):
        return path in ("", ".") or any(feature.file.startswith(f"{path}/") for feature in features)
    return tree.has(path)


def base_problem(below: list[Binding], features: tuple[Feature, ...], ini: IniValues, config: PytestConfig) -> Problem:
    place = base_place(ini) or below[0].written.place
    ends = {feature.file.removesuffix(each.path.removeprefix(each.base)) for feature in features for each in below}
    homes = [
        end
        for end in ends
        if all(
            f"{end}/" + posixpath.relpath(each.path, each.base) in {feature.file for feature in features}
            for each in below
        )
    ]
    home = posixpath.relpath(homes[0], config.rootdir) if len(homes) == 1 and config.rootdir in (".", "") else ""
    return Problem(
        place=place,
        message=f"{BASE_KEY} is '{ini[BASE_KEY]}', and there is no such folder below rootdir",
        label="no such folder",
        related=uses([each.written.place for each in below], "looked for there"),
        consequence=f"collection stops: FileNotFoundError: No such file or directory: '{below[0].path}'",
        help=f"write {BASE_KEY} = {home}" if home else "name the folder of the features, relative to rootdir",
        fix=key_set(config, BASE_KEY, home) if home and config.setting(BASE_KEY) else None,
    )


def problem(each: Binding, features: tuple[Feature, ...]) -> Problem:
    meant = nearest_path(each, features)
    return Problem(
        place=each.written.place,
        message=f"pytest-bdd finds no feature at '{each.path}'",
        label="no such file",
        consequence="no test of this file runs: FileNotFoundError: No such file or directory, or NoScenariosFound",
        help=f"write {meant}" if meant else "write the path from the folder of this file, or set bdd_features_base_dir",
        fix=Fix(f"write '{meant}'", (Replace(each.written.place, literal(meant)),)) if meant else None,
    )


def nearest_path(each: Binding, features: tuple[Feature, ...]) -> str:
    """The feature that was meant, or the folder of those that a pattern would match; relative to the base."""
    files = [feature.file for feature in features]
    name = posixpath.basename(each.path)
    if "*" in name:
        folder = posixpath.dirname(each.path)
        return (
            posixpath.relpath(folder, each.base or ".") if any(file.startswith(f"{folder}/") for file in files) else ""
        )
    same = [file for file in files if posixpath.basename(file) == name]
    same = same or [
        folder
        for folder in {posixpath.dirname(file) for file in files}
        if folder.endswith(f"/{name}") or folder == name
    ]
    near = same[0] if len(same) == 1 else nearest(each.path, files) if not same else None
    return posixpath.relpath(near, each.base or ".") if near else ""
