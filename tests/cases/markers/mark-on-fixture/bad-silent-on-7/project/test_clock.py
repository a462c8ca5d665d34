import pytest as pt

slow = pt.mark.filterwarnings("ignore")


@slow
@pt.fixture(scope="module")
def clock():
    return 12


def test_clock(clock):
    assert clock == 12
