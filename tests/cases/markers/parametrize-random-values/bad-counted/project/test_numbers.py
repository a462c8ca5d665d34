import random
import uuid

import pytest

NUMBERS = [random.randint(1, 10**9) for _ in range(3)]


@pytest.fixture(params=[uuid.uuid4().hex, "fixed"])
def name(request):
    return request.param


@pytest.mark.parametrize("number", NUMBERS)
def test_number(number):
    assert number


@pytest.mark.parametrize(
    "key, size",
    [
        (str(uuid.uuid4()), 36),
        ("", 0),
    ],
)
def test_key(key, size):
    assert len(key) == size


@pytest.mark.parametrize("number", random.sample(range(10**6), k=3))
def test_sample(number):
    assert number >= 0


def test_name(name):
    assert name
