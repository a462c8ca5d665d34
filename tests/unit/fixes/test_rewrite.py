"""Changes of Python code: each on a small text, as one would do it by hand."""

from __future__ import annotations

import ast

import pytest

from doctor.fixes.rewrite import spans
from doctor.fixes.text import UnresolvableError, applied
from doctor.model import rewrites
from doctor.model.places import Place


def at(text: str, part: str, nth: int = 0) -> Place:
    """The place of a part of the text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(part, start + 1)
    end = start + len(part)

    def position(offset: int) -> tuple[int, int]:
        return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)

    return Place("test_a.py", *position(start), *position(end))


def done(change: rewrites.Rewrite, text: str) -> str:
    new = applied(text, spans(change, text))
    ast.parse(new)
    return new


def test_word_of_a_mark_is_renamed() -> None:
    text = "@pytest.mark.slwo(slwo)\ndef test_a(): ...\n"
    change = rewrites.RenameWord(at(text, "pytest.mark.slwo(slwo)"), "slwo", "slow")
    assert done(change, text) == "@pytest.mark.slow(slwo)\ndef test_a(): ...\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f", "f(x=1)"),
        ("f()", "f(x=1)"),
        ("f(a)", "f(a, x=1)"),
        ("f((a))", "f((a), x=1)"),
        ("f(a, )", "f(a, x=1, )"),
        ("f(\n    a,  # why\n)", "f(\n    a, x=1,  # why\n)"),
        ("f(x=2, y=3)", "f(x=1, y=3)"),
        ("f(**k)", "f(**k, x=1)"),
        ("f('ü', a)", "f('ü', a, x=1)"),
    ],
)
def test_argument_is_set(before: str, after: str) -> None:
    text = f"y = {before}\n"
    assert done(rewrites.SetArgument(at(text, before), "x", "1"), text) == f"y = {after}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f(x=1)", "f()"),
        ("f(x=1,)", "f()"),
        ("f(a, x=1)", "f(a)"),
        ("f(a, x=(1))", "f(a)"),
        ("f(x=1, b=2)", "f(b=2)"),
        ("f(\n    a,\n    x=1,\n)", "f(\n    a,\n)"),
        ("f(\n    x=1,\n    b=2,\n)", "f(\n    b=2,\n)"),
        ("f(x=1, *b)", "f(*b)"),
        ("f(x=1, **b)", "f(**b)"),
    ],
)
def test_argument_is_removed(before: str, after: str) -> None:
    text = f"y = {before}\n"
    assert done(rewrites.RemoveArgument(at(text, before), "x"), text) == f"y = {after}\n"


def test_argument_is_renamed() -> None:
    text = "y = f(a.runs, runs = 3)\n"
    assert done(rewrites.RenameArgument(at(text, "f(a.runs, runs = 3)"), "runs", "reruns"), text) == (
        "y = f(a.runs, reruns = 3)\n"
    )


@pytest.mark.parametrize(
    ("before", "text", "first", "after"),
    [
        ("def f(): ...", "self", True, "def f(self): ..."),
        ("def f(a, b=1): ...", "self", True, "def f(self, a, b=1): ..."),
        ("def f(a: int, b=1): ...", "c", False, "def f(a: int, c, b=1): ..."),
        ("def f(*a): ...", "c", False, "def f(c, *a): ..."),
        ("async def f(a): ...", "c", False, "async def f(a, c): ..."),
    ],
)
def test_parameter_is_added(before: str, text: str, first: bool, after: str) -> None:
    assert done(rewrites.AddParameter(at(before, "f("), text, first), before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("def f(x): ...", "def f(): ..."),
        ("def f(x, ): ...", "def f(): ..."),
        ("def f(a, x): ...", "def f(a): ..."),
        ("def f(x: int, a): ...", "def f(a): ..."),
        ("def f(x, *a): ...", None),
        ("def f(x): return x", None),
    ],
)
def test_parameter_is_removed(before: str, after: str | None) -> None:
    change = rewrites.RemoveParameter(at(before, "f("), "x")
    if after is None:
        with pytest.raises(UnresolvableError):
            spans(change, before)
    else:
        assert done(change, before) == after


def test_parameter_is_renamed_with_its_uses() -> None:
    text = "def f(path: str):\n    g = lambda path: path\n    return [path.name, 'path', g(path=path)]\n"
    assert done(rewrites.RenameParameter(at(text, "f("), "path", "file_path"), text) == (
        "def f(file_path: str):\n    g = lambda path: path\n    return [file_path.name, 'path', g(path=file_path)]\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("    return a == b\n", "    assert a == b\n"),
        ("    if a:\n        return b\n    c()\n", "    if a:\n        assert b\n        return\n    c()\n"),
        ("    if a: return b\n    c()\n", "    if a: assert b; return\n    c()\n"),
        (
            "    if a:\n        return b\n    else:\n        c()\n",
            "    if a:\n        assert b\n    else:\n        c()\n",
        ),
        ("    for a in d:\n        return b\n", "    for a in d:\n        assert b\n        return\n"),
    ],
)
def test_return_becomes_assert(before: str, after: str) -> None:
    text = f"def test_a():\n{before}"
    change = rewrites.AssertReturn(at(text, "return"))
    assert done(change, text) == f"def test_a():\n{after}"


def test_definition_is_removed() -> None:
    text = "import x\n\n\n# one\n@y\ndef f():\n    ...\n\n\ndef g(): ...\n"
    assert done(rewrites.RemoveDefinition(at(text, "f():")), text) == "import x\n\n\ndef g(): ...\n"
    assert done(rewrites.RemoveDefinition(at(text, "g():")), text) == "import x\n\n\n# one\n@y\ndef f():\n    ...\n"
    text = "class A:\n    def f(self): ...\n"
    assert done(rewrites.RemoveDefinition(at(text, "f(self)")), text) == "class A:\n    pass\n"


def test_function_is_moved_out() -> None:
    text = "def test_a(x):\n    def test_b():\n        assert x\n        '''\n        '''\n\n    assert 1\n\n\ny = 2\n"
    assert done(rewrites.MoveOut(at(text, "test_b"), at(text, "test_a")), text) == (
        "def test_a(x):\n    assert 1\n\n\ndef test_b(x):\n    assert x\n    '''\n        '''\n\n\ny = 2\n"
    )
    text = "def test_a(x):\n    assert 1\n\n    @m\n    def test_b():\n        assert x\n\n\ny = 2\n"
    assert done(rewrites.MoveOut(at(text, "test_b"), at(text, "test_a")), text) == (
        "def test_a(x):\n    assert 1\n\n\n@m\ndef test_b(x):\n    assert x\n\n\ny = 2\n"
    )
    text = "class A:\n    def test_a(self):\n        assert 1\n        def test_b():\n            assert 2\n"
    assert done(rewrites.MoveOut(at(text, "test_b"), at(text, "test_a")), text) == (
        "class A:\n    def test_a(self):\n        assert 1\n\n    def test_b(self):\n        assert 2\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("class A:\n    x = 1\n", "class A:\n    t = 0\n    x = 1\n"),
        (
            "class A:\n    '''doc'''\n\n    @d\n    def f(self): ...\n",
            "class A:\n    '''doc'''\n\n    t = 0\n\n    @d\n    def f(self): ...\n",
        ),
        ("class A:\n    '''doc'''\n", "class A:\n    '''doc'''\n\n    t = 0\n"),
        ("class A: pass\n", "class A:\n    t = 0\n"),
        ("class A(B): x = 1; y = 2\n", "class A(B):\n    t = 0\n    x = 1; y = 2\n"),
        ("class A:\n    pass\n", "class A:\n    t = 0\n"),
    ],
)
def test_statement_is_added_to_a_body(before: str, after: str) -> None:
    assert done(rewrites.AddToBody(at(before, "A"), "t = 0"), before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("def f():\n    A.x()\n", "def f():\n    A.x()\n    t()\n"),
        ("def f():\n    b = A.x()  # why\n    c()\n", "def f():\n    b = A.x()  # why\n    t()\n    c()\n"),
        (
            "if 1:\n    with b:\n        c(A,\n          2)\n",
            "if 1:\n    with b:\n        c(A,\n          2)\n        t()\n",
        ),
    ],
)
def test_a_statement_goes_behind_another(before: str, after: str) -> None:
    assert done(rewrites.AddBehind(at(before, "A"), "t()"), before) == after


@pytest.mark.parametrize("before", ["if A: pass\n", "b(); A()\n", "A(); b()\n"])
def test_nothing_goes_behind_what_shares_its_line(before: str) -> None:
    with pytest.raises(UnresolvableError):
        done(rewrites.AddBehind(at(before, "A"), "t()"), before)


def test_code_is_added_at_the_end() -> None:
    assert done(rewrites.AddCode("test_a.py", "def f(): ..."), "x = 1\n\n") == "x = 1\n\n\ndef f(): ...\n"
    assert done(rewrites.AddCode("test_a.py", "def f(): ..."), "") == "def f(): ...\n"


def test_function_awaits_in_place_of_a_loop() -> None:
    text = "@f\ndef q(loop, x):\n    return loop.run_until_complete(x(1)) + 1\n"
    assert done(rewrites.MakeAsync(at(text, "q(loop"), "loop"), text) == (
        "@f\nasync def q(x):\n    return (await x(1)) + 1\n"
    )
    text = "async def q(loop):\n    return 1\n"
    assert done(rewrites.MakeAsync(at(text, "q(loop"), "loop"), text) == "async def q():\n    return 1\n"
    text = "def q(loop):\n    loop.run_forever()\n"
    with pytest.raises(UnresolvableError, match="does more"):
        spans(rewrites.MakeAsync(at(text, "q(loop"), "loop"), text)


def test_assert_loses_its_parentheses() -> None:
    text = "assert(a == 1, 'm')\n"
    assert done(rewrites.UnwrapAssert(at(text, "(a == 1, 'm')")), text) == "assert a == 1, 'm'\n"
    text = "assert (a, 'm')\n"
    assert done(rewrites.UnwrapAssert(at(text, "(a, 'm')")), text) == "assert a, 'm'\n"
    for text in ("assert (a, 'm', 1)\n", "assert (a, 'm',)\n"):
        with pytest.raises(UnresolvableError):
            spans(rewrites.UnwrapAssert(at(text, text[7:-1])), text)


def test_parameter_is_made_of_another_one() -> None:
    text = "@f\ndef store(a, tmp_path: Path, b=1):\n    '''doc'''\n    return tmp_path / a\n"
    change = rewrites.DeriveParameter(at(text, "store"), "tmp_path", "factory", "tmp_path = factory.mktemp('x')")
    assert done(change, text) == (
        "@f\ndef store(a, factory, b=1):\n    '''doc'''\n    tmp_path = factory.mktemp('x')\n    return tmp_path / a\n"
    )
    text = "def store(tmp_path, factory): ...\n"
    with pytest.raises(UnresolvableError, match="takes 'factory' already"):
        spans(rewrites.DeriveParameter(at(text, "store"), "tmp_path", "factory", "x"), text)


def test_import_moves_into_fixtures() -> None:
    text = "import os\nfrom a import b as c\n\n\ndef help(): return c()\n\n\n@fixture\ndef f():\n    yield c\n"
    assert done(rewrites.MoveImport(at(text, "b as c"), "skip('a')"), text) == (
        "import os\n\n\ndef help():\n    from a import b as c\n    return c()\n\n\n"
        "@fixture\ndef f():\n    skip('a')\n    from a import b as c\n    yield c\n"
    )


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("x = b()", "used outside"),
        ("def f(x=b): ...", "used outside"),
        ("@b\ndef f(): ...", "used outside"),
        ("class A(b): ...", "used outside"),
        ("def pytest_configure(): b()", "the hook"),
    ],
)
def test_import_that_is_used_elsewhere_stays(code: str, reason: str) -> None:
    text = f"from a import b\n\n{code}\n"
    with pytest.raises(UnresolvableError, match=reason):
        spans(rewrites.MoveImport(at(text, "b"), "skip"), text)


def test_async_body_is_run() -> None:
    text = (
        "@m\nasync def test_a(self, x):\n    '''doc'''\n\n    # why\n"
        "    run = await x()  # ü\n\n    assert run\n\n\ny = 1\n"
    )
    assert done(rewrites.RunAsync(at(text, "test_a")), text) == (
        "@m\ndef test_a(self, x):\n    '''doc'''\n\n    # why\n    async def scenario():\n"
        "        run = await x()  # ü\n\n        assert run\n\n    asyncio.run(scenario())\n\n\ny = 1\n"
    )


def test_text_of_several_lines_stays_as_it_is() -> None:
    text = "async def test_a():\n    await x('''a\n    b''', (\n        1\n    ))\n"
    assert done(rewrites.RunAsync(at(text, "test_a")), text) == (
        "def test_a():\n    async def run():\n        await x('''a\n    b''', (\n            1\n        ))\n\n"
        "    asyncio.run(run())\n"
    )


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("async def test_a(): await x()", "lines of its own"),
        ("def test_a():\n    x()", "is not async"),
        ("async def test_a(x):\n    x = await x", "sets 'x'"),
        ("async def test_a(self):\n    await super().x()", "super"),
    ],
)
def test_async_body_that_would_mean_something_else_stays(code: str, reason: str) -> None:
    text = f"{code}\n"
    with pytest.raises(UnresolvableError, match=reason):
        spans(rewrites.RunAsync(at(text, "test_a")), text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("from a import b\n", "from x import b\n"),
        ("from a import b as c\n", "from x import b as c\n"),
        ("from a import b, c, d\n", "from x import b\nfrom y import z as c\nfrom a import d\n"),
        ("from a import d, b, c\n", "from x import b\nfrom y import z as c\nfrom a import d\n"),
        (
            "from a import (\n    d,\n    b,  # why\n    e,\n)\n",
            "from x import b\nfrom a import (\n    d,\n    e,\n)\n",
        ),
        ("if 1:\n    from a import b, d\n", "if 1:\n    from x import b\n    from a import d\n"),
    ],
)
def test_names_are_imported_from_elsewhere(before: str, after: str) -> None:
    names = (("b", "x.b"), ("c", "y.z"))
    assert done(rewrites.ImportFrom(at(before, "b"), names), before) == after
    if " c" in before and " as " not in before:  # all is done at the first one
        assert spans(rewrites.ImportFrom(at(before, "c"), names), before) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("raises(E)\nf()\ng()\n", "with raises(E):\n    f()\ng()\n"),
        (
            "def t():\n    raises(E)  # ü\n    # why\n    x = f(\n        1,\n    )\n",
            "def t():\n    with raises(E):  # ü\n    # why\n        x = f(\n            1,\n        )\n",
        ),
    ],
)
def test_statement_goes_into_a_block(before: str, after: str) -> None:
    assert done(rewrites.OpenBlock(at(before, "raises(E)")), before) == after


@pytest.mark.parametrize("text", ["raises(E)\n", "raises(E); f()\n"])
def test_statement_that_cannot_stand_in_a_block_stays(text: str) -> None:
    with pytest.raises(UnresolvableError):
        spans(rewrites.OpenBlock(at(text, "raises(E)")), text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("m.skipif(A)", 'm.skipif(A, reason="A")'),
        ('m.skipif(x == "a")', 'm.skipif(x == "a", reason=\'x == "a"\')'),
        ("m.skipif(x == '\\n')", "m.skipif(x == '\\n', reason=\"x == '\\\\n'\")"),
    ],
)
def test_condition_is_its_reason(before: str, after: str) -> None:
    text = f"y = {before}\n"
    assert done(rewrites.NameReason(at(text, before)), text) == f"y = {after}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import a\n\n\ndef f(): ...\n", "import a\n\nx = 1\n\n\ndef f(): ...\n"),
        ("import a\ny = 2\n", "import a\n\nx = 1\n\n\ny = 2\n"),
        ("'''doc'''\n\n\ndef f(): ...\n", "'''doc'''\n\nx = 1\n\n\ndef f(): ...\n"),
        ("def f(): ...\n", "x = 1\n\n\ndef f(): ...\n"),
    ],
)
def test_statement_is_added_below_the_imports(before: str, after: str) -> None:
    assert done(rewrites.AddBelowImports("test_a.py", "x = 1"), before) == after


def test_hook_becomes_another_one() -> None:
    change = ("pytest_addoption", "parser, pm", (("config.pluginmanager", "pm"),))
    text = (
        "@m\ndef pytest_configure(config: C):\n    p = config.pluginmanager.get('x')\n    config.pluginmanager.off(p)\n"
    )
    assert done(rewrites.ChangeHook(at(text, "pytest_configure"), *change), text) == (
        "@m\ndef pytest_addoption(parser, pm):\n    p = pm.get('x')\n    pm.off(p)\n"
    )
    for more in ("    config.stash = 1\n", "\n\ndef pytest_addoption(parser): ...\n"):
        with pytest.raises(UnresolvableError):
            spans(rewrites.ChangeHook(at(text, "pytest_configure"), *change), text + more)


def test_statement_comes_under_a_condition() -> None:
    text = "x = 1\nclass A:\n    f(\n        '''a\n    b''',\n    )  # why\n"
    assert done(rewrites.GuardStatement(at(text, "f("), "x"), text) == (
        "x = 1\nclass A:\n    if x:\n        f(\n            '''a\n    b''',\n        )  # why\n"
    )


@pytest.mark.parametrize("text", ["f(); g()\n", "if y: f()\n"])
def test_statement_beside_others_stays(text: str) -> None:
    with pytest.raises(UnresolvableError):
        spans(rewrites.GuardStatement(at(text, "f("), "x"), text)


def test_definition_goes_above_a_condition() -> None:
    text = "if y:\n    # one\n    @m\n    def f():\n        '''a\n    b'''\n\n    f()\n"
    assert done(rewrites.MoveAbove(at(text, "f():")), text) == (
        "# one\n@m\ndef f():\n    '''a\n    b'''\n\n\nif y:\n    f()\n"
    )
    text = "if y:\n    z = 1\n    def f():\n        return z\n"
    with pytest.raises(UnresolvableError, match="what else stands"):
        spans(rewrites.MoveAbove(at(text, "f():")), text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("assert f(1, 2), 3\n", "assert f(1, 2) == 3\n"),
        ("assert (f(1)), 'a'  # b\n", "assert (f(1)) == 'a'  # b\n"),
        ("assert a, [\n    1,\n]\n", "assert a == [\n    1,\n]\n"),
    ],
)
def test_message_is_compared(before: str, after: str) -> None:
    message = before.rindex(", ") + 2 if "[" not in before else before.index("[")
    assert done(rewrites.CompareMessage(at(before, before[message:])), before) == after


def test_statement_ends_a_body() -> None:
    text = "def f(g):\n    def h():\n        ...\n"
    assert done(rewrites.AddToEnd(at(text, "f(g)"), "return h"), text) == f"{text}\n    return h\n"
    text = "def f(g):\n    g()"
    assert done(rewrites.AddToEnd(at(text, "f(g)"), "return g"), text) == f"{text}\n    return g\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("def f(a=1): ...\n", "def f(a): ...\n"),
        ("def f(b, a: int = g(1), *, c=2): ...\n", "def f(b, a: int, *, c=2): ...\n"),
        ("def f(*, c=2, a=3): ...\n", "def f(*, c=2, a): ...\n"),
    ],
)
def test_default_is_removed(before: str, after: str) -> None:
    assert done(rewrites.RemoveDefault(at(before, "f("), "a"), before) == after


@pytest.mark.parametrize(
    ("before", "to", "after"),
    [
        ("import a\n", "b", "import b as a\n"),
        ("import x, a as c\n", "b", "import x, b as c\n"),
        ("import a\n", "http.a", "from http import a\n"),
        ("import a\n", ".a", "from . import a\n"),
        ("from a import (\n    c,\n    d as e,\n)\n", "b.b", "from b.b import (\n    c,\n    d as e,\n)\n"),
    ],
)
def test_another_module_is_imported(before: str, to: str, after: str) -> None:
    assert done(rewrites.ImportOther(at(before, "a"), "a", to), before) == after


ASKED = "request.addfinalizer"


@pytest.mark.parametrize(
    ("before", "call", "taker", "after"),
    [
        ("a.x.set(1)", "a.x.set(1)", ASKED, "token = a.x.set(1)\n    request.addfinalizer(lambda: a.x.reset(token))"),
        ("t = x.set(1)  # a", "x.set(1)", "self.addCleanup", "t = x.set(1)  # a\n    self.addCleanup(x.reset, t)"),
        ("token = 1; x.set(token)", "x.set(token)", ASKED, None),
        ("f(x.set(1))", "x.set(1)", ASKED, None),
        ("a, b = x.set(1)", "x.set(1)", ASKED, None),
    ],
)
def test_call_is_undone_later_by_what_it_gives(before: str, call: str, taker: str, after: str | None) -> None:
    text = f"def f():\n    {before}\n"
    change = rewrites.UndoLater(at(text, call), taker, "reset", gives=True)
    if after is None:
        with pytest.raises(UnresolvableError):
            spans(change, text)
    else:
        assert done(change, text) == f"def f():\n    {after}\n"


def test_call_is_undone_later_with_its_arguments() -> None:
    call = "x.connect(f, sender=S, weak=False)"
    change = rewrites.UndoLater(at(call, call), ASKED, "disconnect", without=("weak",))
    assert done(change, call) == f"{call}\n{ASKED}(lambda: x.disconnect(f, sender=S))"
