import asyncio

import pytest

from ferry.search import by_neighbours, by_words, merged
from ferry.timetable import Timetable

ROUTES = {"Norr": ["Holm"], "Holm": ["Norr", "Syd"], "Syd": ["Holm"]}


@pytest.fixture
async def line():
    table = Timetable()
    for harbour, minutes in {"Norr": (100, 300), "Holm": (130, 330), "Syd": (160,)}.items():
        for minute in minutes:
            await table.add(harbour, minute)
    return table


@pytest.mark.asyncio
@pytest.mark.parametrize(("start", "reached"), [("Norr", ["Holm", "Syd"]), ("Holm", ["Norr", "Syd"]), ("Syd", ["Holm", "Norr"])])
async def test_reached(start, reached):
    assert sorted(await by_neighbours(start, ROUTES, 2)) == sorted(reached)


@pytest.mark.asyncio
@pytest.mark.parametrize(("start", "minute"), [("Norr", 100), ("Holm", 130), ("Syd", 160)])
async def test_first_ferry(line, start, minute):
    assert await line.next(start, 0) == minute


@pytest.mark.asyncio
async def test_change_at_holm(line):
    arrival = await line.next("Norr", 0) + 25
    assert await line.next("Holm", arrival) == 130


@pytest.mark.asyncio
async def test_missed(line):
    assert await line.next("Syd", 161) is None


@pytest.mark.asyncio
async def test_by_name_and_route(line):
    found = await merged(await by_words("syd", await line.harbours()) or ["Syd"], await by_neighbours("Norr", ROUTES, 2))
    assert found[0] == "Syd"


@pytest.mark.asyncio
@pytest.mark.flaky(reruns=3)
async def test_all_at_once(line):
    first = await asyncio.gather(*(line.next(harbour, 0) for harbour in ROUTES))
    assert list(first) == [100, 130, 160]
