"""What a file makes that has to be undone or ended, and what it does with it."""

from __future__ import annotations

from doctor.model.expressions import Expr
from doctor.model.places import Place
from doctor.model.record import Record


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
    answers a question ("isinstance(shape, Circle)"), "comma" the value behind the
    comma of an `assert` ("assert total, 3"), "message" the value where `self.assertTrue(total, 3)` takes a message,
    "entered" a context of pytest's behind `async with`, "uncalled" a function that ends a test, without parentheses;
    "text" and "pattern" the text that `pytest.raises` is given where it takes a function, without or with signs of
    regular expressions. `name` is what is named, of those from "message" on.
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


class Slip(Record):
    """Something in a function that does not do what it seems to.

    how            place                name                  text                   others
    "swallowed"    the assertion        -                     -                      the `except` that catches it
    "skipped"      the same, where the `except` skips the test
    "threaded"     the assertion        the function          -                      the thread that runs it
    "or"           the condition        what is always true   the condition meant    -
    "generator", "list", "text"         what is asserted      -                      -
    "found"        the condition        what is looked for    the condition meant    -
    "both"         the same             what is always true   the same               -
    "bracketed"    the text             the text              -                      -
    "never equal"  the comparison       the variable          "== True"              -
    "example"      the call             the strategy          -                      -
    "at its end"   what is gone over    the reader            -                      where it is read to its end
    "file at its end"                   the file              -                      the first `read()`
    "iterator"     what is asserted     what makes it         -                      -
    "length"       the comparison       what is compared      -                      -
    "approx"       the call             -                     the condition meant    -
    "function"     the name             its dotted name       -                      -
    "keyword"      `pytest.raises(…)`   the keyword           what is called         -
    "pattern"      the text             the text              why it cannot match    -
    "bare"         `….assertRaises(E)`  what is called        the exception          -
    "eager"        the call within      what that calls       what is called         around its arguments
    "undefined"    the name             the name              the nearest one        -
    "mocker"       `mocker.patch(…)`    what is called        the name behind `as`   -
    "unentered"    the call             what is called        -                      -
    "unentered socket"                  what makes its client, "<name>" of a parameter; what holds it
    "uncalled context"                  what is named         -                      -
    "suppressed"   the assertion        -                     -                      `suppress(Exception)` around it
    "dropped"      the assertion        -                     -                      the `return` in `finally`
    "behind xfail"                      what is never run     -                      `pytest.xfail(…)`
    "looped"       the `return`         -                     -                      the assertion before it
    "approx ordered"                    the operator          -                      -
    "answered"     what is handed on    what is called        -                      -
    "second call"  the second one       what is called        -                      `raises(…)` around it
    "loop within"  the loop             what it calls         -                      the same
    "unrun"        the call             the function          -                      its first `yield`
    "called"       the call, on import  the test              the parameters that lack
    "pickled"      what is handed on    its name              the method             it, and the one around it
    "changed"      the change           the argument          -                      its `parametrize`
    "grown"        the call             the parameter         its method             -
    "specced"      what is read         class and attribute   -                      the mock that is made after it
    "globbed"      the call             the pattern           the folder, from that of the file
    "globbed below"                     the same of `rglob`
    "logged"       the condition        the text looked for   -                      -
    "logged at level"                   the same, where the function names a level
    "child"        `….return_value`     the method            all before it          the value that is given to it
    "entered"      `….__aenter__…`      the method before it  all up to the method   -
    "plainly"      the call             what is called        -                      -
    "client"       `TestClient(app)`    the application       addresses in the file  the `return` around it
    "transport"    `ASGITransport(…)`   the application       addresses in the file  -
    "ended"        the `return`         what is handed out   what ends it            where that stands
    "outside"      the `yield`          what is handed out   what has ended it        where that stands
    "pathed"       the attribute        `tmp_path`, `tmpdir`  the attribute           -
    "result"       the call within      what that calls       "own" where it is of the file and returns no function
    "flag"         the reading          the variable          its default            where a name that holds it is asked
    "endless"      `Thread(…)`          its function          -                      the loop in that
    "processed"    `Process(…)`         -                     -                      what its function asserts
    "submitted"    `pool.submit(…)`     -                     -                      the same
    "gathered"     `asyncio.gather(…)`  -                     -                      what the function asserts
    "marked"       the statement        the mark              "pytestmark" if set    -
    "read twice"   the second one       the fixture           both in one            the first one
    "behind"       what is never run    "assert" if it does   "value" or nothing     the `return`, the last one
    "unbased"      `setUp` and such     what lacks            the base               that of the base
    "hiding"       the inner function   the outer one         -                      -
    "late"         `caplog.text`        the attribute         -                      the `yield` before it
    "info"         `str(err)`           the name              the attribute or ""    -
    "valueless"    the call asserted    the assertion         what is called         `assert`
    "nested"       the inner one        what holds it         what it is             -
    "nested other"                      the same of two that are not of one kind
    "either"       the condition        the one that counts   the tuple meant        -
    "gone"         the method's name    the same              what took its place    -
    "clocked"      `datetime.now()`     the same, resolved    -                      -
    "ordered"      `list(set(…))`       what orders           -                      -
    "stopped"      `pdb.set_trace()`    what is called        -                      the statement, if it may go
    "unlisted"     `HealthCheck.x`      the same              -                      -
    "pointless"    `@settings(…)`       what is applied       -                      -
    "uncalled"     `st.integers`        the same              -                      -
    "too many"     `@given(…)`          how many there are    how many there may be  -
    "benched"      `benchmark(…)`       "loop" if in one      -                      the first one, or the loop
    "ran"          the call             what is called        -                      -
    "invoked"      what click invokes   the same              -                      -
    "unheard"      `….readouterr()`     the fixture           -                      the `invoke` before it
    "data read"    the call             the file read         "import" at the top   -
    "loading"      `load_tests`         the suite it adds     -                      that suite
    "constant"     what is replaced     its dotted name       all that the test mentions besides, a name a line;
                                                                    of `setattr` of an object its second argument
    "owned"        the same             the same              the same               the call by the file's own name
    "pair", "records", "tuples", "warnings":
                        the comparison  the fixture           what is meant or ""    what is asked; "pair not": `not in`
    "spy asked", "spy given":
                   `….return_value`     the spy's name        -                      the spy
    "selfless"     the assertion        class and method      number of arguments, and "literal" if the first is one;
                                                                    others: the first, and the spy
    "iterated"     `AsyncMock(…)`       the method            what is replaced       -
    "json called"  `response.json()`    what makes the client  -                     `response.json`
    "frozen"       the `await`          -                      -                     `freeze_time(…)`, the sleep
    "of class"     the mock's mention   class and method      the mock's name        all its mentions for that
    "named"        the mock's name      what would set it     what is called or ""   the mock, its name
    "counted"      `assert_has_calls`   the method            "calls" or "lists"     what it is given
    "around"       the call             what is called        the set-up method      the patch of its class
    "one text"     the text             what is called        the text               -
    "forked"       `os.fork()`          what holds the pid    -                      the end of the child's block
    "unanswered"   the call             its method            -                      -
    "default"      the default          the option            the default            -
    "made folder"  the call             the folder            -                      -
    "filled"       what fills it        the list              -                      where the summary reads it
    "faked read"   the call             the path              -                      -
    "unwritten"    the `raise` of a method that does nothing else, and that a test of its class asks for
    """

    how: str
    place: Place
    within: str = ""
    name: str = ""
    text: str = ""
    others: tuple[Place, ...] = ()


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
