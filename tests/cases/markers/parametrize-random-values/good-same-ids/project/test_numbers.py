import datetime
import random
import uuid

import pytest

rng = random.Random(42)


@pytest.mark.parametrize("number", [rng.random(), random.Random(1).random()])
def test_seeded(number):
    assert number


@pytest.mark.parametrize("number", [random.random()], ids=["any"])
def test_own_id(number):
    assert number is not None


@pytest.mark.parametrize("key", [uuid.uuid4(), datetime.datetime.now()])
def test_numbered_ids(key):
    assert key


@pytest.mark.parametrize("number", [pytest.param(random.random(), id="any")])
def test_param_id(number):
    assert number is not None


VERSION = "1.0"
LABELS = [f"v{VERSION}", "".join(letter for letter in "abc")]


@pytest.mark.parametrize("label", LABELS)
def test_label(label):
    assert label
