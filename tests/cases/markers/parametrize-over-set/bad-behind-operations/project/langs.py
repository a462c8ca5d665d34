ALL = frozenset("en de fr it es pt nl sv da fi no pl cs hu ro".split())
BROKEN = {"hu", "fi"}
