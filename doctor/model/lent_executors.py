"""Executors that several tests get from one place, and a test that ends one of them."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class LentExecutor(Record):
    """The executor `name` that a wide fixture hands out, or that a module of the project makes at its top ("app.POOL").

    `made` is the call that makes it. The test `test` ends it for good at `end`, by `shutdown` or by a `with` block
    (`how`), and another one, which runs later, gives it work at `work`.
    """

    name: str
    made: Place
    test: str
    how: str
    end: Place
    work: Place
