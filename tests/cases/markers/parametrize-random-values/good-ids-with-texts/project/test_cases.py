from dataclasses import dataclass
from enum import Enum

import pytest


class Case:
    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


@dataclass
class Row:
    text: str


class Kind(Enum):
    A = "a"


class Named(str):
    pass


class Base:
    text = "b"

    def __str__(self):
        return self.text


class Derived(Base):
    pass


class Plain:
    text = "p"


CASES = [Case("a"), Case("bb")]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case):
    assert case.text


@pytest.mark.parametrize("row", [Row("a"), Row("b")], ids=repr)
def test_row(row):
    assert row.text


@pytest.mark.parametrize("kind", [Kind.A, Named("x"), Derived(), Plain], ids=str)
def test_kind(kind):
    assert kind


@pytest.mark.parametrize("plain", [Plain(), pytest.param(Plain(), id="two")])
def test_plain(plain):
    assert plain.text


@pytest.mark.parametrize("plain", [Plain(), Plain()], ids=lambda plain: plain.text)
def test_by_attribute(plain):
    assert plain.text
