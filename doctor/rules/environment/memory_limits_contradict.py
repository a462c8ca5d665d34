"""The memory limits that the variables name cannot hold.

## Why

`PYTEST_MEMORY_LIMIT_MB` and `PYTEST_COLLECTION_LIMIT_MB` are meant to stop a run before the container does. A limit
above the container's is never reached: the kernel kills the run first, without a culprit. A limit for collection above
the one for the run is never reached either, and one that is no number is none at all. What compose files (with the
memory of each service), images, CI, make and tox set is read as well.

See https://pytest-xdist.readthedocs.io/en/stable/distribution.html.

## Instead

A number of megabytes below the container's limit, `auto` or `off`; the collection's at most the run's.

## Fix safety

No fix is offered: how much memory there is, and how much a run needs, is not for the doctor to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Container, Variables
from doctor.model.findings import Problem, Related, Severity
from doctor.model.places import ENVIRONMENT, Place, Word
from doctor.model.written_limits import WrittenLimits
from doctor.rules.registry import rule

RUN = "PYTEST_MEMORY_LIMIT_MB"
COLLECTION = "PYTEST_COLLECTION_LIMIT_MB"
WORDS = ("auto", "off")
MB = 1024 * 1024


@rule(severity=Severity.WARNING, since="0.1")
def check(variables: Variables, container: Container, written_limits: tuple[WrittenLimits, ...]) -> Iterator[Problem]:
    for each in written_limits:
        yield from in_file(each)
    numbers: dict[str, float] = {}
    for name in (RUN, COLLECTION):
        text = variables.get(name)
        if text and text not in WORDS:
            value = megabytes(text)
            if value is None:
                yield no_number(name, text)
            else:
                numbers[name] = value
    memory = container.limits.memory
    too_high = [name for name, value in numbers.items() if memory is not None and value * MB >= memory]
    if too_high and memory is not None:
        yield above_container(too_high[0], numbers[too_high[0]], memory // MB)
    elif RUN in numbers and numbers.get(COLLECTION, 0) > numbers[RUN]:
        yield above_run(numbers[COLLECTION], numbers[RUN])


def in_file(limits: WrittenLimits) -> Iterator[Problem]:
    """What a file sets, seen by itself."""
    numbers: dict[str, tuple[float, Word]] = {}
    for name, word in ((RUN, limits.run), (COLLECTION, limits.collection)):
        if word is None or word.text in WORDS:
            continue
        value = megabytes(word.text)
        if value is None and not word.text[0].isdigit():
            continue  # a sentence about it
        if value is None:
            yield no_number(name, word.text).replace(place=word.place, label="no number")
        else:
            numbers[name] = value, word
    memory = limits.memory
    high = [(name, value, word) for name, (value, word) in numbers.items() if value * MB >= limits.size]
    if high and memory:
        name, value, word = high[0]
        others = (
            Related(memory.place, "the container's limit"),
            *(Related(each.place, "so is this") for _, _, each in high[1:]),
        )
        yield above_container(name, value, limits.size // MB).replace(
            place=word.place, label="above the container's limit", related=others
        )
    elif RUN in numbers and COLLECTION in numbers and numbers[COLLECTION][0] > numbers[RUN][0]:
        place, run = numbers[COLLECTION][1].place, numbers[RUN][1].place
        yield above_run(numbers[COLLECTION][0], numbers[RUN][0]).replace(
            place=place, label="never reached", related=(Related(run, "the limit of the run"),)
        )


def megabytes(text: str) -> float | None:
    """A positive number, None for anything else."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 < value < 1e12 else None


def no_number(name: str, text: str) -> Problem:
    return Problem(
        place=Place(ENVIRONMENT),
        message=f"{name} is '{text}', which is no number of megabytes",
        consequence="there is no limit",
        help=f"set {name} to a number, such as {''.join(ch for ch in text if ch.isdigit()) or '800'}, or to auto",
    )


def above_container(name: str, value: float, memory: int) -> Problem:
    return Problem(
        place=Place(ENVIRONMENT),
        message=f"{name} is {value:g} MB, and the container's memory limit is {memory} MB",
        consequence="the kernel kills pytest (exit code 137) before the limit is reached",
        help=f"set {name} to at most {int(memory * 0.8)}, or raise the container's limit above {value:g} MB",
    )


def above_run(collection: float, run: float) -> Problem:
    return Problem(
        place=Place(ENVIRONMENT),
        message=f"{COLLECTION} is {collection:g} MB, more than {RUN} with {run:g} MB",
        consequence="the limit of the run is reached first: that of the collection has no effect",
        help=f"set {COLLECTION} to at most {run:g}",
    )
