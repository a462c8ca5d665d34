import asyncio
import os

import pytest


@pytest.mark.asyncio
@pytest.mark.parametrize(("after", "minute"), [(0, 360), (360, 360), (361, 480), (600, 600)])
async def test_next(timetable, after, minute):
    assert await timetable.next("Norr", after) == minute


@pytest.mark.asyncio
async def test_no_more_today(timetable):
    assert await timetable.next("Norr", 601) is None


@pytest.mark.asyncio
async def test_unknown_harbour(timetable):
    assert await timetable.next("Syd", 0) is None


@pytest.mark.asyncio
async def test_no_minute_of_a_day(timetable):
    with pytest.raises(ValueError, match="1440"):
        await timetable.add("Norr", 1440)


@pytest.mark.asyncio
@pytest.mark.flaky(reruns=2)
async def test_added_at_once(timetable):
    await asyncio.gather(*(timetable.add("Syd", minute) for minute in (30, 10, 20)))
    assert [await timetable.next("Syd", minute) for minute in (0, 11, 21)] == [10, 20, 30]


@pytest.mark.asyncio
async def test_harbours(timetable):
    await timetable.add("Holm", 1)
    assert await timetable.harbours() == ["Holm", "Norr"]


@pytest.mark.asyncio
@pytest.mark.harbour
async def test_office(timetable):
    if not os.environ.get("HARBOUR_KEY"):
        pytest.skip("needs HARBOUR_KEY")
    assert await timetable.harbours()
