import asyncio

import pytest

from ferry.failures import Breaker, Open, again, failing


@pytest.mark.asyncio
@pytest.mark.parametrize("times", range(5))
async def test_again_until_it_goes_well(times):
    assert await again(failing(times), times=5) == times + 1


@pytest.mark.asyncio
@pytest.mark.parametrize("times", range(1, 6))
async def test_gives_up(times):
    with pytest.raises(OSError, match=f"attempt {times}"):
        await again(failing(9), times=times)


@pytest.mark.asyncio
async def test_at_least_once():
    with pytest.raises(ValueError, match="at least once"):
        await again(failing(0), times=0)


@pytest.mark.asyncio
@pytest.mark.parametrize("limit", range(1, 6))
async def test_breaker_opens(limit):
    breaker, work = Breaker(limit), failing(99)
    for _ in range(limit):
        with pytest.raises(OSError, match="attempt"):
            await breaker.call(work)
    with pytest.raises(Open):
        await breaker.call(work)


@pytest.mark.asyncio
@pytest.mark.parametrize("limit", range(2, 7))
async def test_breaker_forgets(limit):
    breaker, work = Breaker(limit), failing(limit - 1)
    for _ in range(limit - 1):
        with pytest.raises(OSError, match="attempt"):
            await breaker.call(work)
    assert await breaker.call(work) == limit
    assert breaker.failures == 0


@pytest.mark.asyncio
@pytest.mark.flaky(reruns=2, reruns_delay=0)
async def test_at_once():
    assert await asyncio.gather(*(again(failing(2), times=3) for _ in range(20))) == [3] * 20


@pytest.mark.asyncio
@pytest.mark.parametrize("value", [ValueError, KeyError, RuntimeError, TypeError, LookupError, AssertionError])
async def test_other_errors_are_not_tried_again(value):
    calls = []

    async def work():
        calls.append(1)
        raise value("no")

    with pytest.raises(value):
        await again(work, times=3)
    assert calls == [1]
