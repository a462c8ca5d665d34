"""A test goes on with a reader, iterator or open file that it has read to its end.

## Why

`len(list(reader))` takes all that a `csv.reader`, a `map` or a generator has. A loop over it afterwards does not turn
once, and none of its assertions is asked (https://docs.python.org/3/glossary.html#term-iterator). So it is with an open
file: the second `file.read()` gives an empty text, in which nothing stands
(https://docs.python.org/3/tutorial/inputoutput.html#methods-of-file-objects).

## Instead

```python
rows = list(csv.DictReader(file))
assert len(rows) == 2
for row in rows:
    assert row["total"]
```

Nothing is said where the function calls `seek`, where a condition decides whether it is read to its end, or where the
test asserts that nothing is left. Of files it is said of those that Python itself opens.

## Fix safety

There is no fix: assertions that begin to be asked may fail, and what is kept needs a name.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in slips(test_file, "at its end", "file at its end"):
        is_file = slip.how == "file at its end"
        yield Problem(
            place=slip.place,
            message=f"'{slip.name}' is at its end here: "
            + ("what it reads is empty" if is_file else "nothing is left to go over"),
            label="empty" if is_file else "goes over nothing",
            related=tuple(Related(place, "read to its end") for place in slip.others),
            consequence="what is asserted here is asserted of an empty text"
            if is_file
            else "the assertions are never asked",
            help="keep what is read in a name: "
            + (f"`text = {slip.name}.read()`" if is_file else f"`{slip.name} = list(…)`"),
        )
