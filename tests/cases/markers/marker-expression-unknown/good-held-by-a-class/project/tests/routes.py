import pytest


class Ways:
    by_sea = pytest.mark.by_sea


BY_AIR = [pytest.mark.by_air(carrier="any")]
ROUTES = [("Bergen", [Ways.by_sea]), ("Cairo", BY_AIR), ("Bonn", [])]
