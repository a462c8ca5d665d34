"""What code does to state that the whole process shares, and what puts it back."""

from __future__ import annotations

from doctor.model.expressions import Expr
from doctor.model.places import Place
from doctor.model.record import Record


class Touch(Record):
    """One thing done to shared state, or one that may undo it.

    `state` is what is touched, `item` which part of it:

    os.environ, sys.modules   the variable or module; "" for all, "<NAME>" for a variable of the code, "?" for others
    sys.path, os.getcwd       ""
    locale, time zone, …      ""  (the other settings of a process: doctor/facts/sources/states.py)
    attribute                 the dotted name, "shop.config.DEBUG"; how "all": of an object whose attributes are all set
                              (`vars(X).update(…)`, `X.__init__()`)
    entry                     a place in something imported, "press.registry.TYPES['post']"; "[?]" where the key is not
                              known, the name alone for all of it
    logger                    "propagate" or "disabled" of a logger
    loggers                   ""  (all that are there are switched off)
    context variable  the dotted name of something imported that is given one value by `set`
    listeners         the dotted name of what SQLAlchemy listens to; `value` is the listener, where a method takes it
    receivers         the dotted name of a signal; `value` is the receiver
    class                     an attribute of the class around, "TestShop.total", written by `cls.total` and the like
    global                    the module's own name, written behind a `global` statement, or a place in one of its
                              dictionaries: CREATED['id']
    file                      the path as it is written or joined, for files and folders that are made or removed
    call                      a function of which we know no more than its name, where it may put things back
    finalizer                 the function that is handed over to be called at the end

    `how` is "set", "default" (only if it is not there), "remove", "add", "all" (everything at once), "guard" (it will
    be put back: monkeypatch, `patch.dict`), "gone" (an assertion says so), "read" (of a global or class attribute),
    "call".

    `within` is the function that it stands in, or that its decorator is on; of a class body the class; "" at module
    level. `blocks` are the blocks around it in that function, from outside in: "try" (one with a `finally`), "finally",
    "except", "if", "lambda", "with NAME" with what is entered, or "last" where it is the function's last statement.
    What is handed over to be done later (`addCleanup(os.environ.pop, "X")`) stands in "lambda". `by` is the function
    that does it, where it is only called.
    """

    state: str
    item: str
    how: str
    place: Place
    within: str = ""
    blocks: tuple[str, ...] = ()
    value: Expr | None = None
    by: str = ""

    @property
    def is_deferred(self) -> bool:
        return "lambda" in self.blocks

    @property
    def is_final(self) -> bool:
        """Is it done whatever happened before?"""
        return "finally" in self.blocks
