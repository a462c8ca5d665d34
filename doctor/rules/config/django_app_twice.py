"""INSTALLED_APPS names an app twice.

## Why

Django wants the labels of its apps to be unique, and pytest-django sets Django up before anything is collected: an app
that the base settings list already, and that is added once more, ends pytest in a traceback.

See https://docs.djangoproject.com/en/stable/ref/applications/#django.apps.AppConfig.label.

## Instead

List it once.

## Fix safety

The second one goes where a comma stands behind it. It is not done unasked, for other settings may build on the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.django import DjangoSettings, InstalledApp
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Place
from doctor.rules.cures import may_edit
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(django_settings: DjangoSettings) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for app in django_settings.apps:
        name = app.word.text
        if name in first and first[name] != app.word.place:
            yield Problem(
                place=app.word.place,
                message=f"INSTALLED_APPS names '{name}' twice",
                label="once more",
                related=(Related(first[name], "named here already"),),
                consequence="pytest stops: ImproperlyConfigured: Application labels aren't unique, duplicates: "
                + name.rpartition(".")[2],
                help="list it once",
                fix=once(app),
            )
        first.setdefault(name, app.word.place)


def once(app: InstalledApp) -> Fix | None:
    if app.item == app.word.place or not may_edit(app.item):
        return None  # no comma stands behind it
    return Fix(f"take the second '{app.word.text}' out", (Replace(app.item, ""),))
