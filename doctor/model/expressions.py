"""An expression of the project's code."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.places import Place
from doctor.model.record import Record


class Expr(Record):
    """An expression, reduced to what can be said without running it.

    kind       value                                          parts
    constant   the str, bytes, int, float, bool or None       -
    name       the dotted name, as imported: "pytest.mark.x"  -
    list, tuple, set                                          its items
    dict       -                                              its keys; `values` its values
    call       the dotted name that is called                 positional arguments; `keywords` ("**" for a mapping)
    attribute  "unittest.mock.patch().start"                  what the attribute is asked of; it has no dotted name
    subscript  "os.environ[]"                                 what is subscripted, then the index
    starred, await                                            the one expression within
    comparison  "==", "in", …; "" for several, None for `not` what is compared
    comprehension  "list", "set", "dict", "generator"         what is iterated over, then the element (or key, value)
    fstring, other                                            sub-expressions that can be told, if any
    deleted    -                                              - (only in `assigned` and `attributes`: after `del name`)

    A called name sees through calls and subscripts: `patch("x").start()` calls "unittest.mock.patch().start", and
    `"a b".split()` calls ".split"; where what is called has no dotted name, its expression is the one of `values`.
    A lambda is "other"; its value is "lambda 1 2" where it takes one or two arguments, "lambda 1 *" with stars.
    A dict's `**other` is a "starred" key. What has thousands of parts is "other".

    Dotted names have their import aliases resolved: with `import pytest as pt`, `pt.mark.slow` is "pytest.mark.slow";
    with `from pytest import mark as m`, `m.slow` is the same. A name of the module's own stays as it is written.
    """

    kind: str
    place: Place
    value: str | bytes | int | float | bool | None = None
    parts: tuple[Expr, ...] = ()
    values: tuple[Expr, ...] = ()
    keywords: tuple[tuple[str, Expr], ...] = ()

    def keyword(self, name: str) -> Expr | None:
        return next((value for key, value in self.keywords if key == name), None)

    def argument(self, position: int, name: str) -> Expr | None:
        """The argument of a call, given by position or by name."""
        return self.parts[position] if position < len(self.parts) else self.keyword(name)

    def nested(self) -> Iterator[Expr]:
        """It, and all that stands in it."""
        yield self
        for part in (*self.parts, *self.values, *(value for _, value in self.keywords)):
            yield from part.nested()

    @property
    def text(self) -> str | None:
        """The string, if it is a constant one."""
        return self.value if self.kind == "constant" and isinstance(self.value, str) else None
