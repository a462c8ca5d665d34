"""What a file makes that has to be undone or ended. A byte search spares most files, and most statements of others."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from doctor.facts.sources import caches, idle, queries, unawaited
from doctor.facts.sources.claims import claims_of
from doctor.facts.sources.held import held_of
from doctor.facts.sources.needs import needs_of
from doctor.facts.sources.overrides import overrides_of
from doctor.facts.sources.pools import pools_of
from doctor.facts.sources.raised import early_of
from doctor.facts.sources.scopes import Grove, holds, lines_of
from doctor.facts.sources.slips import hits, slips_of
from doctor.facts.sources.waits import spins_of, waits_of
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import DEFINITIONS
from doctor.model.flows import Flows

STARTS = rb"Popen\(|create_subprocess_|\bProcess\(|Executor\(|\bThreadPool\(|\bPool\(|=\s*(?:\w+\.)*AsyncMock\("
# In files in which something is started.
PATCHES = (
    rb"\.start\(|\bpatch(?:\.\w+)?\(|\bfreeze_time\(|\btravel\(|RequestsMock\(|\bMocker\(|\b(?:aioresponses|mock_aws)\("
)
SERVERS = rb"HTTPServer\(|TCPServer\(|UDPServer\(|XMLRPCServer\(|\bmake_server\("
OF_MODULE = rb"(?m:^)\w+ = (?:\w+\.)*(?:Magic)?Mock\("
OF_LOOPS = (
    rb"(?m:^)(?:    )?\w+(?:: [\w.\[\]]+)? = (?:\w+\.)?(?:\w*Queue|Event|Condition|Lock|\w*Semaphore)(?:\[[^\n]*\])?\("
)
WAITED_FOR = (b"Queue", b"Event", b"Condition", b"Lock", b"Semaphore")
CONTEXTS = rb"_context\("
LASTING = rb"\b(?:MonkeyPatch|ExitStack|AsyncExitStack)\("
STARTED = (b"patch", b"freeze_time(", b"travel(", b"RequestsMock(", b"Mocker(", b"aioresponses(", b"mock_aws(")
OVERRIDES = rb"dependency_overrides"
CLAIMS = (
    rb"\.assert_(?:not_|any_|has_)?(?:called|awaited|await|calls?|awaits)\w*(?![\w(])"
    rb"|\.(?:called_(?:once|with)\w*|has_calls|not_called|any_call)\b"
)
# A block that waits for an exception, and somewhere in its next lines, as deep as the first, its name again.
EARLY = re.compile(
    rb"\) as (\w+):\r?\n([ \t]+)(?![ \t])[^\n]*\n"
    rb"(?:\2[^\n]*\n|[ \t]*\r?\n){0,20}?\2[^\n]*"
    rb"(?:\b\1\.(?:value|type|match|exception)|\bstr\(\1\)| in \1\b)"
)
# Such a block, and in its next lines, as deep as the first, a check.
LATE = re.compile(
    rb"aises\w*\([^\n]*\)(?: as \w+)?:\r?\n([ \t]+)(?![ \t])[^\n]*\n"
    rb"(?:\1[^\n]*\n|[ \t]*\r?\n){0,20}?\1(?:assert |[\w.]+\.assert)"
)
OF_MODULE_LINE = re.compile(OF_MODULE)
ENVIRON = rb"\benviron\["
SLEEPS = rb"\bsleep\("
AWAITED = re.compile(rb"\b(?:await\s+|asyncio\.run\(|run_until_complete\(|create_task\()(?:[\w.]+\.)?(\w+)\(")


def flows_of(tree: ast.Module, reader: Reader, data: bytes, idle_lines: Iterable[int] = ()) -> Flows:
    """The flows of one file, in whose functions `idle_lines` may check nothing."""
    words = list(_words(data))
    is_test = b"def test" in data
    idling = list(idle_lines) if is_test or b"fixture" in data else []
    waiting = _waiting_lines(data) if b"aises" in data else []
    words_of_slips = (b"TestCase", b".fixture", b"def pytest_", b"suppress_health_check")
    has_slips = is_test or any(word in data for word in words_of_slips)
    slipping = hits(data) if has_slips else []
    found = lines_of(b"|".join(words), data) if words else []
    lines = sorted([*found, *idling, *waiting, *(line for lines, _ in slipping for line in lines)])
    if words == [ENVIRON] and not (idling or waiting or slipping):  # asked for at the top level alone
        statements = [stmt for stmt in tree.body if not isinstance(stmt, DEFINITIONS) and holds(stmt, lines)]
    else:
        statements = [stmt for stmt in tree.body if holds(stmt, lines)] if lines else []
    is_async = b"await " in data or b"asyncio" in data
    awaited = frozenset(hit[1].decode() for hit in AWAITED.finditer(data)) if is_async else frozenset()
    pools = pools_of(tree, reader, data) if is_test else ()
    if not statements:
        return Flows(awaited=awaited, pools=pools)
    grove = Grove(statements, reader, lines)
    return Flows(
        held_of(grove, tree, reader),
        overrides_of(grove) if OVERRIDES in words else (),
        waits_of(grove, tree) if SLEEPS in words else (),
        spins_of(grove) if SLEEPS in words else (),
        claims_of(grove) if CLAIMS in words else (),
        awaited,
        needs_of(grove) if ENVIRON in words else (),
        caches.caches_of(grove) if caches.WORDS in words or caches.CALLS in words else (),
        pools,
        early_of(grove) if waiting else (),
        unawaited.unawaited_of(grove) if unawaited.WORD in words else (),
        idle.idle_of(grove) if idling else (),
        queries.queries_of(grove) if queries.WORDS in words else (),
        slips=slips_of(grove, tree, [find for _, find in slipping]) if slipping else (),
    )


def _waiting_lines(data: bytes) -> list[int]:
    """The blocks that wait for an exception, and may hold what is never reached."""
    early = lines_of(EARLY, data) if b") as " in data else []
    return early + (lines_of(LATE, data) if b"def test" in data else [])


def _words(data: bytes) -> Iterator[bytes]:
    """What to look for in the file: plain searches, which cost next to nothing, before regular expressions."""
    is_process = b"Popen(" in data or b"create_subprocess_" in data or b"Process(" in data
    if is_process or b"Executor(" in data or b"Pool(" in data or b"AsyncMock(" in data:
        yield STARTS
    if b".start(" in data and any(word in data for word in STARTED):
        yield PATCHES
    if b"_context(" in data and (b".push(" in data or b".__enter__(" in data):
        yield CONTEXTS
    if b"MonkeyPatch(" in data or b"ExitStack(" in data:
        yield LASTING
    if b"Server(" in data or b"make_server(" in data:
        yield SERVERS
    if b"Mock(" in data and b".assert_" in data and OF_MODULE_LINE.search(data):
        yield OF_MODULE
    if b"asyncio" in data and any(word in data for word in WAITED_FOR):
        yield OF_LOOPS
    if b"dependency_overrides" in data:
        yield OVERRIDES
    if b"async def test" in data and unawaited.LINES.search(data):
        yield unawaited.WORD
    if b".objects." in data and (b"def test" in data or b"fixture" in data):
        yield queries.WORDS
    if b"environ[" in data:
        yield ENVIRON
    if b"env" in data and (b"_settings(" in data or b"_config(" in data or b"_env(" in data):
        yield caches.CALLS
    elif b"cache_clear" in data:
        yield caches.WORDS
    is_named = b"ock" in data and (b".assert_" in data or b"called_" in data or b"_call" in data)
    if is_named or b".called_" in data or b".assert_called" in data:  # of what a fixture of another file makes
        yield CLAIMS
    if b"sleep(" in data and (is_process or (b"while " in data and b"async def" in data)):
        yield SLEEPS
