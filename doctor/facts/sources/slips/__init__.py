"""Slips of tests that only their own code tells: assertions that hold whatever happens, or that nobody hears of; calls
that do nothing. Each kind has a pattern of the lines in which it may stand: most functions are not looked at."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from doctor.facts.sources.scopes import Grove, lines_around, lines_of
from doctor.facts.sources.slips import (
    answers,
    around,
    asking,
    behind,
    blocks,
    chance,
    classed,
    commands,
    copied,
    counted,
    data_files,
    dropped,
    ended,
    ending,
    failing,
    first,
    flags,
    folders,
    frozen,
    given,
    gone,
    grown,
    halting,
    iterated,
    meant,
    named,
    ordering,
    owned,
    phases,
    printed,
    protocol,
    raising,
    running,
    sought,
    specced,
    spied,
    started,
    stating,
    strategies,
    swallowed,
    truths,
    workers,
)
from doctor.model.slips import Slip

Find = Callable[[Grove, ast.Module], Iterator[Slip]]

CAPTURED = (b"readouterr()", b".records", b".record_tuples", b".get_records(", b"recwarn")
REPLACING = (b"setattr(", b"patch(", b"patch.object(", b"spy(")

# What stands in the file before its lines are looked for (of a tuple one), a pattern of these lines or who finds them,
# and who looks there. A search for a word is far cheaper than one for a pattern: the rarest stands first.
KINDS = (
    ((b"except", b"assert"), swallowed.LINES, swallowed.swallowed_of),
    ((b"Thread(", b"assert"), swallowed.THREADS, swallowed.threaded_of),
    ((b"import", b"("), running.start_lines, running.unseen_of),
    ((b"return_exceptions",), running.GATHERS, running.gathered_of),
    ((b"pytest.mark.",), stating.MARKS, stating.marks_of),
    ((b".readouterr()",), printed.READS, printed.reads_of),
    ((b"(*", b"def test"), stating.HIDING, stating.hiding_of),
    ((b" return",), stating.return_lines, stating.behind_of),
    ((b"assert",), truths.truth_lines, truths.truths_of),
    ((b"assert ",), meant.LINES, meant.meant_of),
    ((b"aises",), raising.raising_lines, raising.raising_of),
    ((b"aises(",), raising.statement_lines, raising.statements_of),
    ((b"with ", b"mocker.patch"), dropped.MOCKERS, dropped.mockers_of),
    ((blocks.WITH,), partial(lines_around, blocks.WITH, blocks.NAMED), blocks.named_of),
    ((b"suppress(", b"assert"), blocks.SUPPRESSING, blocks.suppressed_of),
    ((b"finally:", b" return", b"assert"), partial(lines_around, [b"finally:"], blocks.FINAL), blocks.finals_of),
    ((b"xfail(", b"assert"), partial(lines_around, [b"xfail("], blocks.XFAILS), blocks.xfails_of),
    ((b"assert", b"def test"), ending.made_lines, ending.ended_twice_of),
    ((b"open(", b".read", b"def test"), ending.OPENED, ending.read_twice_of),
    ((b"for ", b"return", b"def test"), blocks.loop_lines, blocks.loops_of),
    ((b"approx(",), ordering.approx_lines, ordering.approx_of),
    ((b"qtbot.wait",), ordering.UNTIL, ordering.until_of),
    ((b"aises", b"with "), partial(lines_around, [b"aises"], first.LINES), first.firsts_of),
    ((b"(",), dropped.context_lines, dropped.contexts_of),
    ((b".websocket_connect(",), dropped.SOCKETS, dropped.sockets_of),
    ((b"\ntest",), dropped.CALLED, dropped.called_of),
    ((b"Pool",), given.POOLS, given.pickled_of),
    ((b"parametrize",), given.change_lines, given.changed_of),
    ((b"def test",), grown.grown_lines, grown.grown_of),
    ((b"spec", b"def test"), specced.made_lines, specced.specced_of),
    ((b"glob(",), given.GLOBS, given.globbed_of),
    ((b"caplog", b"def test"), asking.LOGGED, asking.logged_of),
    ((b"caplog.", b"yield"), phases.CAPLOG, phases.late_of),
    ((b"fixture", b"return "), ended.return_lines, ended.ended_of),
    ((b"fixture", b"with ", b" as "), behind.yield_lines, behind.behind_of),
    ((b"tmp",), folders.LINES, folders.asked_of),
    ((b"AsyncMock(", b".return_value"), asking.CHILDREN, asking.children_of),
    ((b"AsyncMock",), iterated.MADE, iterated.iterated_of),
    ((b"import", b"()"), asking.entry_lines, asking.called_of),
    ((b"TestClient(",), asking.CLIENTS, asking.clients_of),
    ((b"ASGITransport(",), asking.CLIENTS, asking.transports_of),
    ((b"NotImplementedError", b"class "), given.UNWRITTEN, given.unwritten_of),
    ((b"raises(", b") as "), failing.info_lines, failing.infos_of),
    ((b".assert_",), failing.CHECKS, failing.checks_of),
    ((b"approx(",), failing.NESTED, failing.nested_of),
    ((b"aises",), failing.either_lines, failing.eithers_of),
    ((b"def test", b"patch"), classed.PATCHED, classed.classed_of),
    ((b"def test", b"Mock("), named.NAMED, named.named_of),
    ((b".assert_has_",), counted.ASKED, counted.counted_of),
    ((b"patch", b"\nclass "), around.patch_lines, around.around_of),
    ((b"def test", b"("), copied.replaced_lines, copied.constants_of),
    ((REPLACING, b"import", b"def test"), owned.owned_lines, owned.owned_of),
    ((CAPTURED, b" in "), sought.sought_lines, sought.sought_of),
    ((b"mocker.spy(",), spied.RETURNS, spied.returned_of),
    ((b".assert_",), spied.check_lines, spied.selfless_of),
    ((b".json()", b"def test"), answers.called_lines, answers.called_of),
    ((b"freezegun", b"asyncio", b"sleep("), frozen.frozen_lines, frozen.frozen_of),
    ((b"env",), flags.read_lines, flags.flags_of),
    ((b"env",), flags.never_lines, flags.nevers_of),
    ((b"class ", b"self."), gone.gone_lines, gone.gone_of),
    ((b"import", b"def test"), chance.now_lines, chance.nows_of),
    ((b"def test", b"assert"), chance.set_lines, chance.sets_of),
    ((b"hypothesis",), strategies.LINES, strategies.refused_of),
    ((b"hypothesis", b".example()"), strategies.EXAMPLES, strategies.examples_of),
    ((b"benchmark", b"def test"), commands.BENCHMARKS, commands.benchmarks_of),
    ((b"import", b"def test"), commands.command_lines, commands.commands_of),
    ((b"click.testing",), commands.INVOKES, commands.invoked_of),
    ((b"CliRunner", b"capsys.readouterr()"), commands.INVOKED, commands.unseen_of),
    ((b"__file__",), data_files.read_lines, data_files.read_of),
    ((b"__file__", b"fs"), data_files.faked_lines, data_files.faked_of),
    ((b"def load_tests(", b"Suite("), protocol.LOADING, protocol.loading_of),
    ((b"subprocess", b"def test"), started.command_lines, started.commands_of),
    ((b"fork()", b"def test"), started.fork_lines, started.forks_of),
    ((b"httpserver.expect_",), started.EXPECTS, started.served_of),
    ((b".getoption(",), started.OPTIONS, started.defaults_of),
    ((b"def pytest_", b"mk"), workers.folder_lines, workers.folders_of),
    ((b"def pytest_terminal_summary(",), workers.summary_lines, workers.results_of),
    ((), halting.stop_lines, halting.stops_of),
)


def hits(data: bytes) -> list[tuple[list[int], Find]]:
    """The lines in which there may be one, of a file that has tests or fixtures, each with who looks there."""
    found = (
        (where(data) if callable(where) else lines_of(where, data), find)
        for words, where, find in KINDS
        if all(word in data if isinstance(word, bytes) else any(each in data for each in word) for word in words)
    )
    return [(lines, find) for lines, find in found if lines]


def slips_of(grove: Grove, tree: ast.Module, finds: Iterable[Find]) -> tuple[Slip, ...]:
    """All of them, in the order of the lines."""
    return tuple(sorted((slip for find in finds for slip in find(grove, tree)), key=lambda each: each.place))
