import dataclasses


@dataclasses.dataclass
class TestOrder:
    __test__ = False
    number: int
    lines: list
