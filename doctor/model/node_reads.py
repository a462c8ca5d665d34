"""What conftests read of pytest's objects that is only there when somebody has put it there."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class NodeRead(Record):
    """An attribute that is read: `name` is "rep_call", "workerinput", …, `within` the function around it.

    `whole` is the expression as far as `["workerid"]` reaches; `only` whether it is the one use of `request` there.
    """

    name: str
    place: Place
    file: str
    within: str
    whole: Place
    key: str = ""
    only: bool = False
