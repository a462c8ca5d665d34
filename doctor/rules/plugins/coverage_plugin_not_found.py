"""coverage's configuration names a plugin, or a library to follow, that is not installed.

## Why

coverage.py imports the modules of `[run] plugins` when it starts, and the library of `concurrency = gevent`, `greenlet`
or `eventlet`. One that is not there ends pytest in a traceback before the first test.

See https://coverage.readthedocs.io/en/latest/config.html.

## Instead

Install the distribution that brings the module, or take it out of coverage's configuration.

## Fix safety

There is none: without the plugin other files are measured.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import ConfigFile
from doctor.model.environment import Declared, Modules
from doctor.model.findings import Problem, Severity
from doctor.model.places import Word
from doctor.rules.phrases import install
from doctor.rules.registry import rule

LIBRARIES = ("gevent", "greenlet", "eventlet")
# Those that read the configuration's other sections are named by their module, too
DISTRIBUTIONS = {"django_coverage_plugin": "django-coverage-plugin", "Cython.Coverage": "Cython"}


@rule(severity=Severity.ERROR, since="0.1")
def check(coverage_file: ConfigFile | None, modules: Modules, declared: Declared) -> Iterator[Problem]:
    for word in named(coverage_file) if coverage_file else ():
        name = word.text
        if modules.find(name) or not modules.certain(name):
            continue
        brought = DISTRIBUTIONS.get(name) or next(iter(modules.distributions_for(name.partition(".")[0])), "")
        is_library = name in LIBRARIES
        words = (
            f"Couldn't trace with concurrency={name}, the module isn't installed."
            if is_library
            else f"No module named '{name}'"
        )
        yield Problem(
            place=word.place,
            message=f"coverage.py is to {'follow' if is_library else 'load'} '{name}', which is not installed",
            label="not installed",
            consequence=f"pytest ends in a traceback: {words}",
            help=install(brought, declared) if brought else f"install what brings '{name}', or take it out",
        )


def named(file: ConfigFile) -> Iterator[Word]:
    """The modules that coverage.py imports."""
    run = next((section for section in file.sections if section.name == "run"), None)
    for key in ("plugins", "concurrency"):
        setting = run.get(key) if run else None
        for item in setting.items if setting else ():
            names = [name.strip() for name in item.text.split(",")]
            yield from (Word(name, item.place) for name in names if name in LIBRARIES or (key == "plugins" and name))
