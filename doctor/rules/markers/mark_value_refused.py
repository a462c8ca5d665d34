"""A mark is given a value that its reader does not take.

## Why

pytest takes anything for a mark, and the plugin that reads it decides. `timeout("30s")`, and `timeout` without a time,
end the run with an internal error. `order("frist")` orders nothing. `dependency(depends="test_a")` depends on tests
called "t", "e" and so on, so that the test is skipped for ever. `usefixtures(["db"])` stops collection. Before
pytest-rerunfailures 16 `flaky(only_rerun=OSError)`, a class in place of its name, ends the run when the test fails.

See https://github.com/pytest-dev/pytest-timeout#usage, https://pytest-order.readthedocs.io/en/stable/usage.html,
https://pytest-dependency.readthedocs.io/en/stable/usage.html and
https://docs.pytest.org/en/stable/reference/reference.html#pytest-mark-usefixtures.

## Instead

`timeout(30)`, `order("first")`, `dependency(depends=["test_a"])`, `usefixtures("db", "cache")`.

## Fix safety

The test runs then, in another order or with a limit: it is not done unasked. A mark `timeout` that gives no time is
taken off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from doctor.model.expressions import Expr
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Change, Fix, RemoveLines, Replace
from doctor.model.plugins import Plugins
from doctor.model.sources import Mark, SourceFile
from doctor.rules.config._vocabulary import is_number, seconds
from doctor.rules.cures import literal
from doctor.rules.markers._parametrize import of_tests
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule

NUMERALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
ORDERS = ("first", *NUMERALS, "last", *(f"{numeral}_to_last" for numeral in NUMERALS))
METHODS = ("signal", "thread")
RERUNS = "pytest-rerunfailures"
STOPS = "pytest stops: INTERNALERROR: "


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, plugins: Plugins) -> Iterator[Problem]:
    loaded = {plugin.distribution for plugin in plugins.active}
    readers = {name: reader for name, (owner, reader) in READERS.items() if owner in ("", *loaded)}
    reruns = next((plugin.version for plugin in plugins.active if plugin.distribution == RERUNS), "")
    if not reruns.partition(".")[0].isdigit() or int(reruns.partition(".")[0]) >= 16:
        readers.pop("flaky", None)
    for mark in of_tests(test_file):
        if mark.name in readers:
            yield from readers[mark.name](mark)


def timeout(mark: Mark) -> Iterator[Problem]:
    call, value = mark.expr, mark.expr.argument(0, "timeout")
    method = call.argument(1, "method")
    if call.kind != "call" or not (call.parts or call.keywords):
        is_decorator = mark.target in ("function", "class")
        fix = Fix("take the mark off", (RemoveLines(mark.expr.place),)) if is_decorator else None
        words = f"{STOPS}TypeError: Timeout marker must have at least one argument"
        yield problem(call, "the mark 'timeout' gives no time", words, "write timeout(60), in seconds", fix)
    elif value and value.text and not is_number(value.text):
        near = seconds(value.text)
        words = f"{STOPS}ValueError: Invalid timeout {value.text} from marker"
        cure = f"write {near}" if near else "write a number of seconds"
        yield problem(value, f"the mark 'timeout' takes seconds, not '{value.text}'", words, cure, written(value, near))
    elif method and method.text and method.text not in METHODS:
        near = nearest(method.text, METHODS) or ""
        words = f"{STOPS}ValueError: Invalid method {method.text} from marker"
        fix = written(method, near and literal(near))
        yield problem(
            method, f"the mark 'timeout' knows no method '{method.text}'", words, "write signal or thread", fix
        )


def order(mark: Mark) -> Iterator[Problem]:
    word = mark.expr.parts[0] if mark.expr.parts else mark.expr.keyword("index")
    if word and word.text and word.text not in ORDERS and not word.text.lstrip("-").isdigit():
        near = nearest(word.text, ORDERS) or ""
        words = f"the test keeps its place: Unknown order attribute:'{word.text}'"
        cure = f"write {near}" if near else "write first, second, …, last, or a number"
        found = problem(
            word, f"the mark 'order' knows no '{word.text}'", words, cure, written(word, near and literal(near))
        )
        yield found.replace(severity=Severity.WARNING)


def dependency(mark: Mark) -> Iterator[Problem]:
    value = mark.expr.keyword("depends")
    if value and value.text:
        words = f"the test is skipped for ever: it depends on '{value.text[0]}', '{value.text[1:2]}' and so on"
        right = f"[{literal(value.text)}]"
        yield problem(
            value, "'depends' is a text, where a list is wanted", words, f"write {right}", written(value, right)
        )


def flaky(mark: Mark) -> Iterator[Problem]:
    for name in ("only_rerun", "rerun_except"):
        value = mark.expr.keyword(name)
        for each in value.parts if value and value.kind in ("list", "tuple") else (value,):
            last = str(each.value or "").rpartition(".")[2] if each and each.kind == "name" else ""
            if each and re.fullmatch(r"[A-Z]\w*(Error|Exception|Timeout|Warning|Exit)", last):
                words = f"{STOPS}TypeError, as soon as the test fails"
                what = f"'{name}' of the mark 'flaky' takes texts, and '{last}' is a class"
                yield problem(each, what, words, f"write {literal(last)}", written(each, literal(last)))


def usefixtures(mark: Mark) -> Iterator[Problem]:
    for value in mark.expr.parts:
        if value.kind in ("list", "tuple", "set"):
            texts = [part.text for part in value.parts]
            right = ", ".join(literal(text) for text in texts if text) if all(texts) else ""
            words = f"collection stops: TypeError: unhashable type: '{value.kind}'"
            what = f"usefixtures is given a {value.kind}, where it takes names"
            if value.kind != "tuple":
                yield problem(value, what, words, f"write usefixtures({right or '…'})", written(value, right))


def written(value: Expr, text: str) -> Fix | None:
    changes: tuple[Change, ...] = (Replace(value.place, text),)
    return Fix(f"write {text}", changes) if text else None


def problem(value: Expr, what: str, words: str, cure: str, fix: Fix | None) -> Problem:
    return Problem(place=value.place, message=what, label="here", consequence=words, help=cure, fix=fix)


Reader = Callable[[Mark], Iterator[Problem]]
READERS: dict[str, tuple[str, Reader]] = {
    "timeout": ("pytest-timeout", timeout),
    "order": ("pytest-order", order),
    "dependency": ("pytest-dependency", dependency),
    "usefixtures": ("", usefixtures),
    "flaky": (RERUNS, flaky),
}
