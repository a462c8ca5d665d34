"""Where async functions of tests ask Django's database as only sync code may."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class AsyncQuery(Record):
    """`model.objects.method(…)`, not awaited, in the async function of `file`; `method` is the one that asks."""

    file: str
    function: str
    model: str
    method: str
    place: Place
