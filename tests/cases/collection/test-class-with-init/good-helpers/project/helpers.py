from dataclasses import dataclass
from enum import Enum


class TestState(Enum):
    __test__ = False

    OPEN = 1


@dataclass
class TestVoucher:
    code: str


class Fake:
    def __init__(self):
        self.calls = []
