"""A file of four times the length takes four times the time, not sixteen times."""

from __future__ import annotations

import pytest

from tests.casefile import CASES
from tests.growth import growth, written

# Each took thirty times as much and more once, for a reason of its own.
CAUSES = [
    "async_tests/async-setup-not-called/bad-attribute-lacks",
    "collection/comparison-without-assert/bad-equal",
    "collection/context-not-entered/bad-of-plugins",
    "collection/raises-given-either/bad-or",
    "collection/scenario-not-found/bad-renamed",
    "collection/test-within-test/bad-of-a-former-class",
    "isolation/dependency-override-called/bad-for-a-while",
    "isolation/dependency-override-not-restored/bad-in-test",
    "isolation/setting-changed-in-place/bad-in-place",
    "isolation/test-order-reliance/bad-class",
    "markers/parametrize-iterator-used-twice/bad-other-ways",
]


@pytest.mark.slow
@pytest.mark.parametrize("case", CAUSES)
def test_the_time_grows_with_the_file(case: str) -> None:
    few, more = growth(CASES / case)
    assert more < 9, f"{few:.2f} s, and {more:.1f} times that for four times as much"


def test_what_is_written_many_times() -> None:
    head = '"""Doc."""\nimport pytest\n\nLIMIT = 2\n\n\n'
    text = f"{head}@pytest.fixture\ndef shop():\n    return LIMIT\n\n\ndef test_a(shop):\n    pass\n"
    assert written(text, 2).splitlines() == [
        *['"""Doc."""', "", "import pytest", ""],
        *["LIMIT_0 = 2", "", "", "@pytest.fixture", "def shop_0():", "    return LIMIT_0", "", ""],
        *["def test_a_0(shop_0):", "    pass", ""],
        *["LIMIT_1 = 2", "", "", "@pytest.fixture", "def shop_1():", "    return LIMIT_1", "", ""],
        *["def test_a_1(shop_1):", "    pass"],
    ]
    assert written("def broken(:\n", 2) == "def broken(:\n"
