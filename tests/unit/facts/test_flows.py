"""What a file starts and has to end, as it is taken down."""

from __future__ import annotations

import marshal
from textwrap import dedent

import pytest

from doctor.facts.codec import decode, encode
from doctor.facts.sources.read import read
from doctor.model.flows import Flows, Held

POPEN = "import subprocess\n"


def flows(text: str) -> Flows:
    return read("test_a.py", dedent(text).encode()).flows


def held(text: str) -> Held:
    return flows(POPEN + text).held[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def f():\n    p = subprocess.Popen([])\n    p.wait()\n", [("method", "wait", "f")]),
        ("def f(r):\n    p = subprocess.Popen([])\n    r.addfinalizer(p.kill)\n", [("reads", "kill", "f")]),
        ("def f():\n    p = subprocess.Popen([])\n    stop(p)\n", [("argument", "stop", "f")]),
        ("def f():\n    p = subprocess.Popen([])\n    stop(who=p)\n", [("argument", "stop", "f")]),
        ("def f():\n    p = subprocess.Popen([])\n    with p: pass\n", [("with", "", "f")]),
        ("def f():\n    p = subprocess.Popen([])\n    yield p\n", [("yielded", "", "f")]),
        ("def f():\n    return subprocess.Popen([])\n", [("returned", "", "f")]),
        ("def f():\n    subprocess.Popen([])\n", [("dropped", "", "f")]),
        (
            "def f():\n    p = subprocess.Popen([])\n    def g():\n        p.kill()\n    h(g)\n",
            [("method", "kill", "f.<locals>.g")],
        ),
        ("def f():\n    p = subprocess.Popen([])\ndef g(p):\n    p.kill()\n", []),
        (
            "class A:\n    def setUp(self):\n        self.p = subprocess.Popen([])\n"
            "    def tearDown(self):\n        self.p.kill()\nclass B:\n    def f(self):\n        self.p.wait()\n",
            [("method", "kill", "A.tearDown")],
        ),
        ("p = subprocess.Popen([])\ndef f():\n    p.kill()\ndef g(p):\n    p.wait()\n", [("method", "kill", "f")]),
        ("def f():\n    global p\n    p = subprocess.Popen([])\ndef g():\n    p.kill()\n", [("method", "kill", "g")]),
    ],
)
def test_uses_of_a_process(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(use.how, use.what, use.within) for use in held(text).uses] == expected


@pytest.mark.parametrize(
    ("text", "late"),
    [
        ("def f():\n    p = subprocess.Popen([])\n    p.kill()\n", False),
        ("def f():\n    p = subprocess.Popen([])\n    yield\n    p.kill()\n", True),
        ("def f():\n    p = subprocess.Popen([])\n    try: g()\n    finally: p.kill()\n", True),
        ("def f():\n    p = subprocess.Popen([])\n    g(lambda: p.kill())\n", True),
    ],
)
def test_late_uses(text: str, late: bool) -> None:
    assert held(text).uses[0].late is late


def test_name_bound_twice_is_shared() -> None:
    assert held("def f():\n    p = subprocess.Popen([])\n    p = other()\n    p.kill()\n").shared
    assert not held("def f():\n    p = None\n    p = subprocess.Popen([])\n    p.kill()\n").shared


def test_only_started_patchers_are_held() -> None:
    text = """
        from unittest import mock
        def test_a():
            with mock.patch("a.b"):
                pass
            thread.start()
            p = mock.patch("a.c")
            p.start()
        @mock.patch("a.d")
        def test_b(d):
            mock.patch("a.e").start()
    """
    assert [each.expr.parts[0].text for each in flows(text).held] == ["a.c", "a.e"]


def test_overrides() -> None:
    text = """
        from shop import app
        own = make()
        def f(client):
            app.dependency_overrides[a] = b
            own.dependency_overrides |= {a: b}
            client.app.dependency_overrides.clear()
            saved = app.dependency_overrides.copy()
            yield
            del app.dependency_overrides[a]
            app.dependency_overrides = saved
            app.dependency_overrides = {}
            app.dependency_overrides.pop(a, None)
            local = make()
            local.dependency_overrides.update({a: b})
            local.dependency_overrides.update(saved)
    """
    assert [(each.how, each.app, each.root, each.late) for each in flows(text).overrides] == [
        ("set", "shop.app", "import", False),
        ("update", "own", "module", False),
        ("clear", "client.app", "param", False),
        ("read", "shop.app", "import", False),
        ("delete", "shop.app", "import", True),
        ("put back", "shop.app", "import", True),
        ("clear", "shop.app", "import", True),
        ("delete", "shop.app", "import", True),
        ("update", "local", "local", True),
        ("put back", "local", "local", True),
    ]


@pytest.mark.parametrize(
    ("loop", "flag"),
    [
        ("while True: await asyncio.sleep(1)", ""),
        ("while not self.stopped: await asyncio.sleep(1)", "stopped"),
        ("while not done.is_set(): await asyncio.sleep(1)", "done"),
        ("while self.count < 3: await asyncio.sleep(1)", None),
        ("while not self.ready(): await asyncio.sleep(1)", None),
        ("while True:\n        await asyncio.sleep(1)\n        await self.step()", None),
        ("while True:\n        await asyncio.sleep(1)\n        if self.done: break", None),
        ("while run:\n        await asyncio.sleep(1)\n        run = more()", None),
        ("while True: time.sleep(1)", None),
    ],
)
def test_spinning_loops(loop: str, flag: str | None) -> None:
    found = flows(f"import asyncio, time\nasync def f(self):\n    {loop}\n").spins
    assert [each.flag for each in found] == ([] if flag is None else [flag])


def test_claims() -> None:
    text = """
        from unittest.mock import Mock
        def test_a(m):
            m.assert_called_once
            m.assert_called_once()
            m.child.called_with(1)
            check = m.assert_called
            assert m.not_called
            assert m.called
            assert m.called_once_with(1)
    """
    found = [(each.how, each.name, each.of) for each in flows(text).claims]
    assert found == [
        ("uncalled", "assert_called_once", "m"),
        ("called", "called_with", "m.child"),
        ("asserted", "not_called", "m"),
        ("called", "called_once_with", "m"),
    ]


def test_needs() -> None:
    text = """
        import os
        A = os.environ["A"]
        URL = f"http://{os.environ['B']}/"
        if more:
            C = os.environ["C"]
        D = os.environ["D"] if "D" in os.environ else ""
        os.environ["E"] = "1"
        def f():
            return os.environ["F"]
    """
    assert [each.name for each in flows(text).needs] == ["A", "B"]


def test_awaited_calls() -> None:
    text = "import asyncio\nasync def f(c):\n    await c.fetch(1)\n    asyncio.run(load(c))\n    await future\n"
    assert flows(text).awaited == {"fetch", "load"}


def test_flows_are_stored() -> None:
    found = flows("import subprocess, os\nA = os.environ['A']\ndef f():\n    p = subprocess.Popen([])\n    p.wait()\n")
    assert decode(marshal.loads(marshal.dumps(encode(found)))) == found


def test_plain_file_has_none() -> None:
    assert flows("def test_a():\n    assert 1\n") == Flows()


@pytest.mark.parametrize(
    ("loop", "seconds"),
    [
        ("for _ in range(30):\n        time.sleep(2)", 60),
        ("for i in range(10):\n        time.sleep(i)", 45),
        ("for i in range(1, 10):\n        time.sleep(i)", 45),
        ("for i in range(10, 1):\n        time.sleep(i)", 0),
        ("for i in range(2_000_000_000):\n        time.sleep(i)", -1),
        ("for i in range(10**400):\n        time.sleep(i)", -1),
        ("for i in range(1e999):\n        time.sleep(i)", -1),
        ("for _ in range(30):\n        time.sleep(pause())", -1),
        ("for _ in range(30, 10):\n        time.sleep(1)", 0),
        ("for _ in range(tries):\n        time.sleep(1)", 30),
        ("end = time.time() + tries\n    while time.time() < end:\n        time.sleep(1)", 30),
    ],
)
def test_how_long_a_loop_waits(loop: str, seconds: float) -> None:
    text = (
        f"import time\ntries = 30\ndef f(tries=tries):\n    p = subprocess.Popen([])\n    {loop}\n        connect()\n"
    )
    assert [each.seconds for each in flows(POPEN + text).waits] == [seconds]
