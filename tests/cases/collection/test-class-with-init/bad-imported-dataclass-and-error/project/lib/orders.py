import dataclasses


@dataclasses.dataclass
class TestOrder:
    number: int
    lines: list
