ALL = frozenset("en de fr".split())
BROKEN = {"hu", "fi"}
