import random
import string
import time
import uuid

import pytest

STARTED = time.time()
NAMES = [f"user-{uuid.uuid4()}", "ann"]


@pytest.mark.parametrize("started", [STARTED, 0], ids=range(2))
def test_started(started):
    assert started is not None


@pytest.mark.parametrize("name", NAMES, ids=range(2))
def test_name(name):
    assert name


@pytest.mark.parametrize("word", ["".join(random.choice(string.ascii_letters) for _ in range(8))], ids=range(1))
def test_word(word):
    assert word
