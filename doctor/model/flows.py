"""What a file makes that has to be undone or ended, and what it does with it."""

from __future__ import annotations

from doctor.model.expressions import Expr
from doctor.model.places import Place
from doctor.model.record import Record
from doctor.model.slips import Slip


class Use(Record):
    """One thing that is done with a name that holds something.

    how         what
    "method"    the method that is called: "stop"
    "reads"     the attribute that is read, or handed on uncalled: `addCleanup(patcher.stop)` reads "stop"
    "writes"    the attribute that is set
    "argument"  what it is handed to: "atexit.register"
    "with"      -
    "returned", "yielded"  -
    "dropped", "looked at"  -  (nothing is done with it; it is compared, or asked whether it is true)
    "other"     anything else: it is kept, aliased, …

    `within` is the function around it, `late` whether it stands behind a `yield` of that function or in a `finally`.
    `statement` is whether nothing is done with the method's result, `awaited` whether it is awaited, `asserted` whether
    an assertion asks for its truth or compares it, directly or by a name of which nothing else is done.
    """

    how: str
    what: str
    place: Place
    within: str = ""
    late: bool = False
    statement: bool = False
    awaited: bool = False
    asserted: bool = False


class Held(Record):
    """A patcher, a process, an executor, a mock or the like that a call makes.

    `kind` is "patcher" (also of time and of HTTP), "process", "executor", "mock" (an `AsyncMock`), "mock of module" (a
    `Mock` that the module makes), "stack" (an `ExitStack`), "context" (of a Flask application), "server", "of a loop"
    (a queue or lock of asyncio that a module or class makes) or "monkeypatch" (a `MonkeyPatch()`). `name` is what holds
    it: "proc", "self.proc", "" where it has no name, then `uses` has what is done with it on the spot. `root` is where
    the name lives: "local", "self", "class", "module". `shared` is whether the name is given something else, too.
    """

    kind: str
    expr: Expr
    within: str = ""
    name: str = ""
    root: str = ""
    shared: bool = False
    uses: tuple[Use, ...] = ()


class Override(Record):
    """Something that is done with the `dependency_overrides` of an application (FastAPI, Starlette).

    `how` is "set" (of `key` to `value`), "update", "replace" (what else was there is gone: `= {…}`, an "update" as
    well), "delete" (one key, by `del` or `pop`; `value` is what `pop` gives for a missing one), "clear" (also `= {}`),
    "put back" (the mapping is set or updated to something kept before), "guard" (`patch.dict` puts it back; `value` is
    what it sets meanwhile), "lent" (as "set", by `monkeypatch.setitem`, which undoes it), or "read" (copied, compared,
    handed on).
    `app` is the application's dotted name as imported, `root` where its first name lives: "import", "module", "param",
    "local" or "self". `within` and `late` are as in `Use`.
    """

    how: str
    app: str
    root: str
    place: Place
    within: str = ""
    late: bool = False
    key: Expr | None = None
    value: Expr | None = None


class Wait(Record):
    """A loop that asks again and again whether something is there: it tries a connection, and sleeps.

    `limited` is whether it can end by itself (a `for`, a deadline, a counter). `calls` are all that it calls, `names`
    all attributes and names that it reads. `seconds` is how long it waits at most, -1 where that is not known; `param`
    the parameter of its function that gives another time.
    """

    place: Place
    within: str
    limited: bool
    calls: tuple[str, ...]
    names: frozenset[str]
    seconds: float = -1
    param: str = ""


class Spin(Record):
    """A `while` loop in an async function that waits for nothing but `sleep`, and that only others can end.

    `sleep` is the dotted name it calls; `flag` what it looks at, "" for `while True`.
    """

    place: Place
    within: str
    sleep: str
    flag: str = ""


class Need(Record):
    """A variable without which the import of the file fails: `os.environ["NAME"]` at its top level, on every path."""

    name: str
    place: Place


class Claim(Record):
    """An assertion of a mock that cannot fail as it is written.

    `how` is "uncalled" (`mock.assert_called_once` without parentheses), "called" (`mock.called_once()`: any mock has
    such a method) or "asserted" (`assert mock.called_once`). `name` is the attribute, `of` what it is asked of.
    """

    how: str
    name: str
    of: str
    place: Place
    within: str = ""


class Cached(Record):
    """A cached function that is emptied (`how` is "clear": `get_settings.cache_clear`), or that may be cached and is
    called without arguments ("call"). `name` is its dotted name, "" where a variable holds it; `within` and `late` are
    as in `Use`."""

    how: str
    name: str
    place: Place
    within: str = ""
    late: bool = False


class PoolUse(Record):
    """What a function does with a `Pool`.

    It "grows" or "shrinks" it (empties, resets, guards it), "drops" one key, "reads" it, "hands" it to a call, or
    "copies" it. `key` is the constant key as it is written, "" for all of it. `maybe` is whether a condition decides;
    `within` and `late` are as in `Use`. `count` is how many things it adds to a list, or an assertion says are in
    there; -1 where that is not known.
    """

    how: str
    key: str
    place: Place
    within: str = ""
    late: bool = False
    maybe: bool = False
    count: int = -1


class Pool(Record):
    """A list, set or dictionary that a module, or a class ("TestCart.items"), makes once, and that is changed.

    `empty` is whether it begins so. Such are left out as are assigned anew, or get another name.
    """

    name: str
    place: Place
    empty: bool
    uses: tuple[PoolUse, ...] = ()


class Early(Record):
    """A block that waits for an exception (`place` is the context's) and asks for it before it has ended; or, where
    `checks`, one that ends with checks which raise nothing else themselves. `rest` are the statements from the first
    such one to its end; `outer` and `inner` the columns of the block and of its body, from 0. In `rest`, `text` is to
    stand at the places `bare`, where what the block waits with is taken for the text of the exception."""

    place: Place
    rest: tuple[Place, ...]
    outer: int = 0
    inner: int = 0
    checks: bool = False
    bare: tuple[Place, ...] = ()
    text: str = ""


class Unawaited(Record):
    """A call that an assertion takes for true: of the imported function `of`, or of the method of an object that the
    imported class `of` has made ("<name>" for what a parameter of this name holds, `hint` is its annotation).
    `in_async` is whether it could be awaited there."""

    of: str
    method: str
    place: Place
    within: str = ""
    in_async: bool = False
    hint: str = ""


class Idle(Record):
    """A statement that looks like a check: "compared" is a comparison that stands alone, "asked" a call that only
    answers a question ("isinstance(shape, Circle)"), "comma" the value behind the comma of an `assert` ("assert total,
    3"), "message" the value where `self.assertTrue(total, 3)` takes a message, "entered" a context of pytest's behind
    `async with`, "uncalled" a function that ends a test, without parentheses; "text" and "pattern" the text that
    `pytest.raises` is given where it takes a function, without or with signs of regular expressions. `name` is what is
    named, of "asked" and those from "message" on.
    """

    how: str
    place: Place
    within: str = ""
    name: str = ""


class Query(Record):
    """A call in a function that reaches Django's database by the manager of an imported model, `model`: not within a
    block that may allow it, or expect it to fail."""

    model: str
    place: Place
    within: str


class Unasked(Record):
    """The name of a fixture that a function uses, and does not ask for: it is the fixture's function.
    `name` is the qualified one; a method's is used as `self.ready`. Of what may be a fixture of another module, and is
    imported from there, it is "module:name".

    `how` is "truth" (it is asked whether it is true, or None), "compared" (whether it equals a literal), "written" (an
    attribute of it is set) or "value" (something that only its value allows).
    """

    how: str
    name: str
    place: Place
    within: str


class Flows(Record):
    """All of these in one file.

    `awaited` are the last names of what it calls and awaits, or has awaited: "fetch" of `await client.fetch()`.
    """

    held: tuple[Held, ...] = ()
    overrides: tuple[Override, ...] = ()
    waits: tuple[Wait, ...] = ()
    spins: tuple[Spin, ...] = ()
    claims: tuple[Claim, ...] = ()
    awaited: frozenset[str] = frozenset()
    needs: tuple[Need, ...] = ()
    caches: tuple[Cached, ...] = ()
    pools: tuple[Pool, ...] = ()
    early: tuple[Early, ...] = ()
    unawaited: tuple[Unawaited, ...] = ()
    idle: tuple[Idle, ...] = ()
    queries: tuple[Query, ...] = ()
    unasked: tuple[Unasked, ...] = ()
    slips: tuple[Slip, ...] = ()
