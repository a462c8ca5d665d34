"""Slips of tests that only their own code tells: assertions that hold whatever happens, or that nobody hears of; calls
that do nothing. Each kind has a pattern of the lines in which it may stand: most functions are not looked at."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, lines_of
from doctor.facts.sources.slips import asking, dropped, given, raising, running, stating, swallowed, truths
from doctor.model.flows import Slip

# What stands in the file before its pattern is searched for, the pattern, and who looks.
KINDS = (
    ((b"except", b"assert"), swallowed.LINES, swallowed.swallowed_of),
    ((b"Thread(", b"assert"), swallowed.THREADS, swallowed.threaded_of),
    ((b"import", b"("), running.STARTS, running.unseen_of),
    ((b"return_exceptions",), running.GATHERS, running.gathered_of),
    ((b"pytest.mark.",), stating.MARKS, stating.marks_of),
    ((b".readouterr().",), stating.READS, stating.reads_of),
    ((b"(*", b"def test"), stating.HIDING, stating.hiding_of),
    ((b"def setUp(self)",), stating.SETUPS, stating.setups_of),
    ((b"assert",), truths.LINES, truths.truths_of),
    ((b"aises",), raising.LINES, raising.raising_of),
    ((b"with ", b"mocker.patch"), dropped.MOCKERS, dropped.mockers_of),
    ((b"(",), dropped.CONTEXTS, dropped.contexts_of),
    ((b"\ntest",), dropped.CALLED, dropped.called_of),
    ((b"Pool",), given.POOLS, given.pickled_of),
    ((b"parametrize",), given.CHANGES, given.changed_of),
    ((b"glob(",), given.GLOBS, given.globbed_of),
    ((b"caplog", b"def test"), asking.LOGGED, asking.logged_of),
    ((b"AsyncMock(", b".return_value"), asking.CHILDREN, asking.children_of),
    ((b"import", b"()"), asking.CALLED, asking.called_of),
    ((b"TestClient(",), asking.CLIENTS, asking.clients_of),
    ((b"NotImplementedError", b"class "), given.UNWRITTEN, given.unwritten_of),
)


def lines_with_slips(data: bytes) -> list[int]:
    """The lines in which there may be one, of a file that has tests or fixtures."""
    return sorted(line for words, pattern, _ in _asked(data) for line in lines_of(pattern, data))


def _asked(data: bytes) -> Iterator[tuple[tuple[bytes, ...], re.Pattern[bytes], object]]:
    return (kind for kind in KINDS if all(word in data for word in kind[0]))


def slips_of(grove: Grove, tree: ast.Module, data: bytes) -> tuple[Slip, ...]:
    """All of them, in the order of the lines."""
    found = [slip for words, _, find in KINDS if all(word in data for word in words) for slip in find(grove, tree)]
    return tuple(sorted(found, key=lambda each: each.place))
