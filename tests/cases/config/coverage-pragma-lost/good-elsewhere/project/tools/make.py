print()  # pragma: no cover
