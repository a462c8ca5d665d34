from types import SimpleNamespace

import pytest


@pytest.fixture
def settings():
    return SimpleNamespace(RATES={"EUR": 1})
