"""What functions of Python's own library give back."""

from __future__ import annotations

# They return no function, whatever they are given.
VALUED = frozenset(
    """abs ascii bin bool bytes chr complex dict divmod enumerate float format frozenset hash hex id input int
    isinstance issubclass iter len list oct open ord pow print range repr reversed round set sorted str sum tuple zip
    json.loads json.dumps json.load os.remove os.listdir os.makedirs""".split()  # noqa: SIM905
)
