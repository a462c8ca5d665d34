import pytest

from ferry.search import by_neighbours, by_words, merged

NAMES = ["North Quay", "South Quay", "Old North Pier", "Island", "Lighthouse"]
GRAPH = {"North": ["Island", "South"], "South": ["Island"], "Island": ["Light"], "Light": ["Island", "Reef"]}


class TestWords:
    @pytest.mark.asyncio
    @pytest.mark.parametrize("query", ["north quay", "North Quay", "quay north"])
    async def test_best_first(self, query):
        assert (await by_words(query, NAMES))[0] == "North Quay"

    @pytest.mark.asyncio
    @pytest.mark.parametrize(
        ("query", "count"), [("north", 2), ("quay", 2), ("pier", 1), ("island", 1), ("north south", 3), ("x", 0), ("", 0)]
    )
    async def test_count(self, query, count):
        assert len(await by_words(query, NAMES)) == count

    @pytest.mark.asyncio
    @pytest.mark.parametrize("name", NAMES)
    async def test_finds_each_by_its_name(self, name):
        assert name in await by_words(name, NAMES)


class TestNeighbours:
    @pytest.mark.asyncio
    @pytest.mark.parametrize(
        ("steps", "found"),
        [(0, []), (1, ["Island", "South"]), (2, ["Island", "South", "Light"]), (3, ["Island", "South", "Light", "Reef"])],
    )
    async def test_steps(self, steps, found):
        assert await by_neighbours("North", GRAPH, steps) == found

    @pytest.mark.asyncio
    async def test_nowhere(self):
        assert await by_neighbours("Reef", GRAPH, 5) == []

    @pytest.mark.asyncio
    @pytest.mark.parametrize("start", sorted(GRAPH))
    async def test_never_back_to_the_start(self, start):
        assert start not in await by_neighbours(start, GRAPH, 5)


class TestMerged:
    @pytest.mark.asyncio
    async def test_in_both_wins(self):
        assert (await merged(["a", "b"], ["c", "b"]))[0] == "b"

    @pytest.mark.asyncio
    @pytest.mark.parametrize("weight", [1, 10, 60])
    async def test_order_of_one_is_kept(self, weight):
        assert await merged(["b", "a", "c"], weight=weight) == ["b", "a", "c"]

    @pytest.mark.asyncio
    async def test_ties_by_name(self):
        assert await merged(["b"], ["a"]) == ["a", "b"]

    @pytest.mark.asyncio
    @pytest.mark.parametrize("rankings", [(), ([],), ([], [])])
    async def test_nothing(self, rankings):
        assert await merged(*rankings) == []

    @pytest.mark.asyncio
    @pytest.mark.flaky(reruns=2, reruns_delay=0)
    async def test_words_and_neighbours(self):
        words = await by_words("island light", ["Island", "Light", "Reef"])
        assert await merged(words, await by_neighbours("North", GRAPH, 2)) == ["Island", "Light", "South"]

    @pytest.mark.asyncio
    async def test_all_are_kept(self):
        assert set(await merged(["a", "b"], ["c"], ["d"])) == set("abcd")
