"""Faults that reading one function shows."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


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
