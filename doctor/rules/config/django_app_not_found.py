"""INSTALLED_APPS names an app that cannot be imported.

## Why

pytest-django sets Django up before anything is collected, and Django imports each app then. One that is not installed,
that was renamed, or that was joined with the next one for want of a comma, ends pytest in a traceback.

See https://docs.djangoproject.com/en/stable/ref/applications/#how-applications-are-loaded and
https://pytest-django.readthedocs.io/en/latest/configuring_django.html.

## Instead

Install the distribution that brings the app, or name the module as it is imported: `shop.basket`, or the class of its
apps.py, `shop.basket.apps.BasketConfig`.

## Fix safety

A missing comma is written. A name is guessed from its spelling. Neither is done unasked: other apps come into force.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.django import DjangoSettings, InstalledApp
from doctor.model.environment import Declared, Modules, Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Word
from doctor.rules.cures import literal, may_edit
from doctor.rules.phrases import install, nearest
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(django_settings: DjangoSettings, modules: Modules, declared: Declared, tree: Tree) -> Iterator[Problem]:
    for app in django_settings.apps:
        words = refusal(app.word, modules)
        if words:
            yield joined(app, words) if app.parts else problem(app.word, words, modules, declared, tree)
            return  # Django stops at the first one


def refusal(app: Word, modules: Modules) -> str:
    """Django's words, "" where the app is there, or where that cannot be told."""
    if not app.text.replace(".", "").isidentifier() or modules.find(app.text):
        return ""
    home, _, name = app.text.rpartition(".")
    module = home if home and name[:1].isupper() else app.text
    found = modules.find(module)
    if found is None:
        top = module.partition(".")[0]
        lost = next((each for each in heads(module) if modules.find(each) is None), module)
        is_known = modules.certain(top if lost == top else lost)
        return f"ModuleNotFoundError: No module named '{lost}'" if is_known else ""
    names = modules.names(found)
    if names is None or name in names or modules.find(app.text):
        return ""
    return f"ImportError: Module '{home}' does not contain a '{name}' class."


def heads(module: str) -> list[str]:
    parts = module.split(".")
    return [".".join(parts[: end + 1]) for end in range(len(parts))]


def joined(app: InstalledApp, words: str) -> Problem:
    first, *rest = app.parts
    end = first.place.replace(line=first.place.end_line, column=first.place.end_column)
    fix = Fix("write the comma", (Replace(end, ","),)) if len(rest) == 1 and may_edit(end) else None
    return Problem(
        place=app.word.place,
        message=f"a comma is missing behind '{first.text}' in INSTALLED_APPS",
        label=f"one app '{app.word.text}'",
        consequence=f"pytest stops: {words}",
        help="write the comma: two strings beside each other are one",
        fix=fix,
    )


def problem(app: Word, words: str, modules: Modules, declared: Declared, tree: Tree) -> Problem:
    near = meant(app, modules, tree)
    top = app.text.partition(".")[0]
    brought = next((name for name in modules.distributions_for(top)), "")
    is_foreign = not near and brought and modules.find(top) is None
    return Problem(
        place=app.place,
        message=f"INSTALLED_APPS names '{app.text}', which cannot be imported",
        label="no such app",
        consequence=f"pytest stops: {words}",
        help=install(brought, declared)
        if is_foreign
        else f"write '{near}'"
        if near
        else "take it out, or write the app as it is imported",
        fix=Fix(f"write '{near}'", (Replace(app.place, literal(near)),)) if near and may_edit(app.place) else None,
    )


def meant(app: Word, modules: Modules, tree: Tree) -> str:
    """The app of the project, or the class of its apps.py, that the name resembles."""
    home, _, name = app.text.rpartition(".")
    found = modules.find(home) if home and name[:1].isupper() else None
    if found:
        names = [each for each in modules.names(found) or () if each.endswith("Config") and each != "AppConfig"]
        near = nearest(name, names) or (names[0] if len(names) == 1 else "")
        return f"{home}.{near}" if near else ""
    known = [module_of(file) for file in tree.files if file.endswith(("/apps.py", "/models.py", "/views.py"))]
    return nearest(app.text, sorted({*known, *(name.rpartition(".")[0] for name in known)})) or ""


def module_of(file: str) -> str:
    return file.removesuffix(".py").replace("/", ".")
