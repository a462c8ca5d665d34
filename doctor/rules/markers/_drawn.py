"""Values that differ in each process, and become part of the ids of tests: they are drawn, or read from the clock."""

from __future__ import annotations

import re

from doctor.model.environment import Modules
from doctor.model.record import Record
from doctor.model.sources import Expr, SourceFile, Sources
from doctor.rules.markers._origins import definition
from doctor.rules.markers._parametrize import is_param, items

DRAWN = frozenset(
    {
        *("random.random", "random.randint", "random.randrange", "random.uniform", "random.choice", "random.gauss"),
        *("random.getrandbits", "random.randbytes", "secrets.token_hex", "secrets.token_urlsafe", "secrets.randbelow"),
        *("secrets.token_bytes", "secrets.choice", "os.getpid", "os.urandom", "id"),
        *("time.time", "time.time_ns", "time.monotonic", "time.monotonic_ns", "time.perf_counter"),
        *("tempfile.mkdtemp", "tempfile.mktemp"),
    }
)
LISTS = frozenset({"random.sample", "random.choices"})
IDENTIFIERS = frozenset({"uuid.uuid1", "uuid.uuid4"})
CLOCKS = frozenset({"datetime.datetime.now", "datetime.datetime.utcnow"})
OF_IDENTIFIERS = ("hex", "int", "urn")
FINE = re.compile(r"%[fSsTXc]")  # what of a time differs between workers that start one behind the other
SETTINGS = ("random.seed", "freeze_time", "time_machine.travel", "Faker.seed")
HOPS = 4


class Home(Record):
    """Where names are looked up."""

    file: SourceFile
    sources: Sources
    modules: Modules

    def behind(self, name: str) -> tuple[Home, Expr] | None:
        """What a name stands for, and where; nothing where the draws of that module are set."""
        file, value = definition(name, self.file, self.sources, self.modules)
        if file is None or value is None or is_set(file):
            return None
        return self.replace(file=file), value


class Drawn(Record):
    """A value that is drawn (`value`), and the call that draws it."""

    value: Expr
    by: Expr


def is_set(file: SourceFile) -> bool:
    """Does the file say, while it is imported, what is drawn, or what time it is?"""
    return any(not call.within and call.name.endswith(SETTINGS) for call in file.calls)


def drawn_value(values: Expr, home: Home, hops: int = HOPS) -> Drawn | None:
    """The first value that is drawn or read from the clock and becomes part of an id."""
    if values.kind == "name":
        found = home.behind(str(values.value)) if hops else None
        return drawn_value(found[1], found[0], hops - 1) if found else None
    if values.kind == "call" and values.value in LISTS:
        return Drawn(values, values)
    if values.kind == "call" and values.value in ("list", "tuple") and len(values.parts) == 1:
        return drawn_value(values.parts[0], home, hops)
    if values.kind == "comprehension" and values.value in ("list", "generator") and values.parts:
        return first_drawn(values.parts[-1], home)
    return next((drawn for item in items(values) if (drawn := first_drawn(item, home))), None)


def first_drawn(item: Expr, home: Home) -> Drawn | None:
    """Of one set of parameters."""
    if is_param(item) and item.keyword("id"):
        return None
    values = item.parts if item.kind in ("tuple", "list") or is_param(item) else (item,)
    return next((Drawn(value, by) for value in values if (by := drawn_in(value, home))), None)


def drawn_in(value: Expr, home: Home, hops: int = HOPS) -> Expr | None:
    """What draws the text or the number, within text that is made of it, or behind a constant of a module."""
    if value.kind in ("call", "attribute") and value.value in DRAWN:
        return value
    if value.kind == "name":
        found = home.behind(str(value.value)) if hops else None
        return drawn_in(found[1], found[0], hops - 1) if found else of_object(value, home, hops)
    if value.kind == "call" and value.value in ("int", "round") and value.parts:
        return drawn_in(value.parts[0], home, hops)
    if value.kind == "call" and value.value in ("str", "repr") and value.parts:
        return text_of(value.parts[0], home, hops)
    if value.kind == "fstring":
        return next((by for part in value.parts if (by := text_of(part, home, hops))), None)
    if value.kind == "call" and value.value == ".join" and len(value.parts) == 1:
        parts = value.parts[0].parts
        return drawn_in(parts[-1], home, hops) if value.parts[0].kind == "comprehension" and parts else None
    if value.kind == "other" and len(value.parts) == 2 and any(part.text is not None for part in value.parts):
        return next((by for part in value.parts if (by := drawn_in(part, home, hops))), None)  # "a-" + …
    return of_object(value, home, hops)


def text_of(part: Expr, home: Home, hops: int) -> Expr | None:
    """What draws that which stands in a text."""
    return drawn_in(part, home, hops) or object_by(part, home, hops)


def of_object(value: Expr, home: Home, hops: int) -> Expr | None:
    """`KEY.hex`, `NOW.isoformat()`, `NOW.strftime("%f")`, `NOW.timestamp()`: what made the object."""
    made, asked = receiver(value), str(value.value).rpartition(".")[2]
    by = object_by(made, home, hops) if made else None
    if by is None:
        return None
    if value.kind != "call":
        return by if by.value in IDENTIFIERS and asked in OF_IDENTIFIERS else None
    if by.value not in CLOCKS:
        return None
    if asked == "isoformat":
        return None if value.parts or value.keywords else by
    shape = value.parts[0].text if value.parts else None
    return by if asked == "timestamp" or (asked == "strftime" and shape and FINE.search(shape)) else None


def receiver(value: Expr) -> Expr | None:
    """What a method or an attribute is asked of."""
    if value.kind == "call" and value.values:
        return value.values[0].parts[0] if value.values[0].parts else None
    if value.kind == "attribute":
        return value.parts[0]
    of = str(value.value).rpartition(".")[0] if value.kind in ("name", "call") and isinstance(value.value, str) else ""
    return value.replace(kind="name", value=of, parts=(), keywords=()) if of else None


def object_by(value: Expr, home: Home, hops: int) -> Expr | None:
    """The call that makes a new UUID, or reads the clock."""
    if value.kind == "call" and value.value in (*IDENTIFIERS, *CLOCKS):
        return value
    if value.kind == "name" and hops:
        found = home.behind(str(value.value))
        return object_by(found[1], found[0], hops - 1) if found else None
    if value.kind == "other" and len(value.parts) == 2 and str(value.parts[1].value).endswith("timedelta"):
        return object_by(value.parts[0], home, hops)  # NOW - timedelta(days=1)
    return None
