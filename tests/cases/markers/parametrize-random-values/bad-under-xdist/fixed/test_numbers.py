import random
import uuid

import pytest

NUMBERS = [random.randint(1, 10**9) for _ in range(3)]


@pytest.mark.parametrize("number", NUMBERS, ids=range(3))
def test_number(number):
    assert number


@pytest.mark.parametrize("key, size", [(str(uuid.uuid4()), 36)], ids=range(1))
def test_key(key, size):
    assert len(key) == size
