"""An image runs pytest, and the files that it needs are not in it.

## Why

What a Dockerfile does not copy, and what .dockerignore leaves out, is not there when pytest is run in the image.
Without the configuration file its markers, options and patterns do not hold: `asyncio_mode`, `testpaths`, `pythonpath`.
Without the conftest.py at the top its fixtures are missing; without the tests pytest stops.

See https://docs.docker.com/build/concepts/context/#dockerignore-files, https://github.com/icubam/icubam/pull/352 and
https://github.com/nasa/PROTEUS/pull/17.

## Instead

Copy the configuration file and conftest.py beside the tests, or take their line out of .dockerignore.

## Fix safety

There is none: what belongs into an image is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import PytestCall
from doctor.model.config import PytestConfig, Setting
from doctor.model.findings import Problem, Related, Severity
from doctor.model.images import Image
from doctor.model.sources import Sources
from doctor.rules.naming import is_within
from doctor.rules.phrases import listing
from doctor.rules.registry import rule

OTHERWISE = ("-c", "--config-file", "--rootdir", "--pyargs", "--confcutdir", "--version", "--help", "-o")


CHOICES = ("-p", "-m", "-k", "-W", "--import-mode", "--strict", "--ds", "--ignore", "--deselect", "--doctest-modules")
MATTER = (
    *("asyncio_mode", "python_files", "python_classes", "python_functions", "pythonpath", "DJANGO_SETTINGS_MODULE"),
    *("usefixtures", "env", "xfail_strict", "filterwarnings", "timeout", "strict", "strict_markers", "trio_mode"),
)


@rule(severity=Severity.WARNING, since="0.1")
def check(images: tuple[Image, ...], config: PytestConfig, sources: Sources) -> Iterator[Problem]:
    for image in images:
        call = image.call
        if any(word.text.startswith(OTHERWISE) for word in call.words) or config.rootdir != ".":
            continue
        tests = [file.path for file in sources.collected if is_asked_for(file.path, call)]
        there = [path for path in tests if path in image.copied]
        left = [path for path in tests if path not in image.copied]
        needed = [path for path in needs(config, sources) if path not in image.copied]
        if left and not there:
            yield without_tests(image, left)
        elif there and needed:
            yield without(image, needed, config)


def is_asked_for(path: str, call: PytestCall) -> bool:
    """Does the call name this file's folder, or no path at all?"""
    paths = [word.text.strip("/").removeprefix("./") for word in call.words if word.text[:1] not in ("", "-")]
    named = [each for each in paths if is_within(path, each.partition("::")[0])]
    return bool(named) or not any("/" in each or each.startswith("test") for each in paths)


def needs(config: PytestConfig, sources: Sources) -> Iterator[str]:
    file = config.configfile
    if file and not file.file.startswith("..") and any(tells(setting) for setting in file.settings):
        yield file.file
    root = sources.get("conftest.py")
    if root and (root.fixtures or root.functions):
        yield "conftest.py"


def tells(setting: Setting) -> bool:
    """Do tests run otherwise without this setting? Colours and reports are nothing to copy a file for."""
    if setting.name == "addopts":
        words = [item.text for item in setting.items]
        return any(word.startswith(CHOICES) for word in words)
    return setting.name in MATTER or setting.name.startswith("asyncio_default_")


def without_tests(image: Image, left: list[str]) -> Problem:
    ignored = dict(image.ignored)
    place = ignored.get(left[0])
    return Problem(
        place=place or image.call.place,
        message=f"{image.call.place.file} runs pytest, and the tests are not in the image"
        + (": .dockerignore leaves them out" if place else ": no COPY takes them"),
        label="leaves the tests out" if place else "nothing to collect",
        related=(Related(image.call.place, "pytest is run here"),) if place else (),
        consequence="pytest stops: ERROR: file or directory not found, or ends with 'no tests ran' (exit code 5)",
        help="take the line out" if place else f"copy {left[0].split('/')[0]} into the image",
    )


def without(image: Image, needed: list[str], config: PytestConfig) -> Problem:
    ignored = dict(image.ignored)
    place = ignored.get(needed[0])
    settings = [setting.name for setting in config.configfile.settings] if config.configfile else []
    lost = listing(settings) if needed[0] != "conftest.py" else "its fixtures and hooks"
    return Problem(
        place=place or image.place,
        message=f"{image.call.place.file} runs pytest, and {listing(needed)} "
        f"{'is' if len(needed) == 1 else 'are'} not in the image"
        + (": .dockerignore leaves it out" if place else ": the tests are copied without"),
        label="left out" if place else f"copies no {needed[0]}",
        related=(Related(image.call.place, "pytest is run here"),),
        consequence=f"pytest runs there without {lost}",
        help="take the line out" if place else f"copy {' and '.join(needed)} as well",
    )
