"""Finds harbours by words and by neighbours, and merges both rankings."""

from __future__ import annotations

import asyncio


async def by_words(query: str, names: list[str]) -> list[str]:
    await asyncio.sleep(0)
    words = set(query.lower().split())
    hits = [(len(words & set(name.lower().split())), name) for name in names]
    return [name for count, name in sorted(hits, key=lambda hit: (-hit[0], hit[1])) if count]


async def by_neighbours(start: str, graph: dict[str, list[str]], steps: int) -> list[str]:
    found, edge = [], [start]
    for _ in range(steps):
        await asyncio.sleep(0)
        edge = [to for place in edge for to in graph.get(place, ()) if to != start and to not in found]
        found += [to for index, to in enumerate(edge) if to not in edge[:index]]
    return found


async def merged(*rankings: list[str], weight: int = 10) -> list[str]:
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, name in enumerate(ranking):
            scores[name] = scores.get(name, 0) + 1 / (weight + rank)
    return sorted(scores, key=lambda name: (-scores[name], name))
