import pytest
import time_machine


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(0, tick=False):
        yield
