"""From a request to a file: profile, target, plan, merge, proof."""

from __future__ import annotations

import os
from pathlib import Path

from doctor.errors import UsageError
from doctor.facts.graph import Facts
from doctor.generate.freed import freed
from doctor.generate.mended import without
from doctor.generate.merge import generated
from doctor.generate.plan import assignment, plan_of
from doctor.generate.target import target_of
from doctor.model.fixes import FileChange
from doctor.model.generated import Generated
from doctor.model.profiles import stamps
from doctor.model.record import Record


class Request(Record):
    """What the user asks for; `settings` are the `--set`s."""

    profile: str
    target: str = ""
    output: str = ""
    settings: tuple[str, ...] = ()
    require: bool = False


def prepare(facts: Facts, request: Request) -> Generated:
    """The file as it would become. Nothing is written."""
    profile = facts.get("profiles").get(request.profile)
    target = target_of(facts, profile, request.target, request.output)
    before = bytes_of(facts.get("invocation").project, target.file)
    settings = remembered(before, request)
    loaded, dropped = freed(facts, profile)
    text, gone = without(loaded, target, before, dropped)
    made = generated(plan_of(loaded, profile, target, settings, request.require), text)
    return made.replace(before=before, words=(*gone, *made.words))


def bytes_of(project: str, file: str) -> bytes | None:
    """What is there now. UsageError where it leads out of the project or cannot be read."""
    path = Path(project, file)
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(project)):
        raise UsageError(f"{file} is a link that leads out of the project: replace it by a file")
    try:
        return path.read_bytes() if os.path.lexists(path) else None
    except OSError as fault:
        raise UsageError(f"{file} cannot be read: {fault.strerror}") from None


def remembered(before: bytes | None, request: Request) -> tuple[str, ...]:
    """The `--set`s that the file was made with, and those of this call over them."""
    found = [found for _, found in stamps((before or b"").decode(errors="replace")) if found.profile == request.profile]
    old = dict(assignment(each) for each in (found[0].settings if found else ()))
    new = dict(assignment(each) for each in request.settings)
    if new.keys() & {"cpus", "memory_mb"}:
        old.pop("limits", None)  # whose numbers they were
    return tuple(f"{name}={value}" for name, value in {**old, **new}.items())


def proof(facts: Facts, made: Generated) -> tuple[str, ...]:
    """What the project's pytest has against the file, tried in a copy of the project; nothing if it is fine."""
    from doctor.fixes.trial import collect, compare, copied, moved

    call, python = facts.get("invocation"), facts.get("interpreter").executable
    with copied(call.project) as copy:
        variables = moved(call.variables, call.project, copy)
        before = collect(copy, python, (), variables)
        (copy / made.file).write_bytes(made.after)
        after = collect(copy, python, ("-c", made.file) if made.plan.target.named else (), variables)
    if after.works and not before.works:
        return ()
    if not after.works and not after.ended:  # it did not even begin, whether it did before or not
        return (f"{after.reason} (`pytest-doctor diagnose` names what of the project's own settings it is)",)
    return compare(before, after).worse


def change(made: Generated) -> FileChange:
    return FileChange(made.file, made.before, made.after)


def write(project: str, made: Generated) -> None:
    """Whole, or not at all."""
    from doctor.fixes.write import write as write_files

    write_files(project, [change(made)])
