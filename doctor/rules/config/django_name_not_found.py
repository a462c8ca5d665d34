"""Django's ROOT_URLCONF, MIDDLEWARE or a mark `urls` names a module or class that is not there.

## Why

Django imports them with the first request. Each test that asks for a page then ends with `No module named …`, or with
`Module … does not define …`, while the tests of other things pass.

See https://docs.djangoproject.com/en/stable/ref/settings/#root-urlconf,
https://docs.djangoproject.com/en/stable/topics/http/middleware/#activating-middleware and
https://pytest-django.readthedocs.io/en/latest/helpers.html#pytest.mark.urls.

## Instead

Write the name as it is imported: `shop.urls`, `shop.middleware.CartMiddleware`.

## Fix safety

The name is guessed from its spelling: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.django import DjangoSettings, is_loaded
from doctor.model.environment import Modules, Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Place, Word
from doctor.model.plugins import Plugins
from doctor.model.sources import Sources
from doctor.rules.cures import literal, may_edit
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule

CLIENTS = ("client", "admin_client", "async_client", "async_admin_client")


@rule(severity=Severity.ERROR, since="0.1")
def check(
    django_settings: DjangoSettings, plugins: Plugins, modules: Modules, sources: Sources, tree: Tree
) -> Iterator[Problem]:
    if not is_loaded(plugins):
        return
    asking = next((test.place for _, test in sources.tests if not {*CLIENTS}.isdisjoint(test.requests)), None)
    if asking:
        for app in django_settings.urlconf:
            yield from of_module(app.word, "ROOT_URLCONF", modules, tree, asking)
        for app in django_settings.middleware:
            yield from of_class(app.word, modules, asking)
    for file in sources.collected:
        for mark in file.marks:
            name = mark.expr.argument(0, "urls") if mark.name == "urls" else None
            if name and name.text:
                yield from of_module(Word(name.text, name.place), "the mark 'urls'", modules, tree, None)


def of_module(word: Word, where: str, modules: Modules, tree: Tree, asking: Place | None) -> Iterator[Problem]:
    if modules.find(word.text) or not word.text.replace(".", "").isidentifier() or not certain(word.text, modules):
        return
    if below_package(word.text, tree):
        return
    known = [
        file.removesuffix(".py").replace("/", ".") for file in tree.files if "url" in file and file.endswith(".py")
    ]
    words = f"ModuleNotFoundError: No module named '{word.text}'"
    yield problem(word, f"{where} names '{word.text}', which is not there", words, nearest(word.text, known), asking)


def below_package(name: str, tree: Tree) -> bool:
    """Does it lie in a folder whose `__init__.py` may put that folder on sys.path?"""
    end = f"/{name.replace('.', '/')}.py"
    homes = [file.removesuffix(end) for file in tree.files if file.endswith(end)]
    return any(tree.has(f"{home}/__init__.py") for home in homes)


def certain(name: str, modules: Modules) -> bool:
    home = name.rpartition(".")[0]
    return modules.certain(name) if not home or modules.find(home) else modules.certain(name.partition(".")[0])


def of_class(word: Word, modules: Modules, asking: Place) -> Iterator[Problem]:
    """A class by its dotted name, which has to be defined in a module of the project."""
    home, _, name = word.text.rpartition(".")
    found = modules.find(home) if home else None
    what = f"MIDDLEWARE names '{word.text}', which is not there"
    if found is None:
        if home and home.replace(".", "").isidentifier() and certain(home, modules):
            yield problem(word, what, f"ModuleNotFoundError: No module named '{home}'", None, asking)
        return
    names = modules.names(found)
    if names is not None and name not in names and not modules.find(word.text):
        near = nearest(name, [each for each in names if each[:1].isupper() == name[:1].isupper()])
        words = f'ImportError: Module "{home}" does not define a "{name}" attribute/class'
        yield problem(word, what, words, f"{home}.{near}" if near else None, asking)


def problem(word: Word, what: str, words: str, near: str | None, asking: Place | None) -> Problem:
    return Problem(
        place=word.place,
        message=what,
        label="not there",
        related=(Related(asking, "asks for a page"),) if asking else (),
        consequence=f"each test that asks for a page fails: {words}",
        help=f"write '{near}'" if near else "write the name as it is imported",
        fix=Fix(f"write '{near}'", (Replace(word.place, literal(near)),)) if near and may_edit(word.place) else None,
    )
