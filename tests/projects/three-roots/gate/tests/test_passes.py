import pytest

from gate.passes import Passes

pytestmark = pytest.mark.docker_safe


@pytest.fixture
async def passes():
    passes = Passes()
    passes.give("Ida", 10)
    return passes


@pytest.mark.parametrize(("day", "valid"), [(0, True), (10, True), (11, False)])
async def test_until_its_last_day(passes, day, valid):
    assert await passes.valid("Ida", day) is valid


async def test_unknown(passes):
    assert not await passes.valid("Bo", 0)
