"""Processes that tests start, and what ends them."""

from __future__ import annotations

from doctor.model.flows import Held
from doctor.model.sources import SourceFile, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._owners import Owner

ENDS = frozenset(
    """terminate kill wait communicate send_signal join close __exit__ aclose pid args stdout stderr stdin
    sentinel""".split()  # noqa: SIM905
)  # who reads a stream to its end, or takes the number, may end it
ENDERS = ("terminate", "kill", "wait", "communicate", "send_signal", "join", "close")
SHELLS = ("os.system", "os.popen", "subprocess.")
KILLERS = frozenset({"kill", "pkill", "killall", "taskkill", "fuser", "stop", "down", "rm"})  # words of a command line
FAKES = ("fp", "fake_process", "fake_popen", "popen", "mock")


def is_ended(held: Held, file: SourceFile, sources: Sources) -> bool:
    """Does something wait for it or end it, or may it?"""
    for use in held.uses:
        first = use.what.partition(".")[0]
        if (use.how in ("method", "reads") and first in ENDS) or use.how in ("with", "argument", "other"):
            return True
        if use.how in ("returned", "yielded"):
            fixture = next((each for each in file.fixtures if each.function == held.within), None)
            if fixture is None or is_ended_by_user(fixture.name, sources):
                return True
    if held.root == "self" and any(is_ended_by_user(f"{owner}.{held.name}", sources) for owner in ("self", "cls")):
        return True
    return is_seen_out(held, file) or is_killed_by_name(held, file)


def is_killed_by_name(held: Held, file: SourceFile) -> bool:
    """Does a command of the same file end processes: `os.system("pkill moto_server")`, `docker stop`?"""
    for call in file.calls:
        if call.name.startswith(SHELLS) and call.place != held.expr.place and call.expr.parts:
            command = call.expr.parts[0]
            words = [word for part in (command, *command.parts) for word in (part.text or "").split()]
            if not KILLERS.isdisjoint(words):
                return True
    return False


def is_seen_out(held: Held, file: SourceFile) -> bool:
    """Does a loop of a test that hands nothing out ask with `poll()` until it has ended?"""
    function = file.function(held.within)
    polls = any(use.what == "poll" for use in held.uses) and function is not None and not function.yields
    return polls and any(wait.within == held.within and "poll" in wait.names for wait in file.flows.waits)


def is_ended_by_user(name: str, sources: Sources) -> bool:
    """Does a test or fixture that gets it under this name end it?"""
    endings = tuple(f"{name}.{end}" for end in ENDERS)
    return any(call.name.startswith(endings) for file in sources for call in file.calls)


def is_real(held: Held, owner: Owner | None, file: SourceFile, scene: Scene) -> bool:
    """Is a process really started: nothing stands in for it there?"""
    if str(held.expr.value).endswith("Process"):
        is_started = any(use.what == "start" for use in held.uses)
        if held.expr.keyword("daemon") or not is_started or any(use.what == "daemon" for use in held.uses):
            return False
    if owner is None:
        return True
    asked = {param.name.lower() for param in owner.function.params}
    if any(fake in name for name in asked for fake in FAKES):
        return False
    names = [call for call in file.calls if call.within in (owner.function.qualname, "")]
    texts = [
        str(part.value) for call in names if "patch" in call.name or "setattr" in call.name for part in call.expr.parts
    ]
    return not any("Popen" in text or "subprocess" in text or "Process" in text for text in texts)


def unused_enders(held: Held, file: SourceFile, scene: Scene) -> list[str]:
    """The methods of a helper class that end its process, where nothing in the file names any of them, but the class;
    none where they run by themselves, or other files may use the class."""
    owner = held.within.rpartition(".")[0]
    klass = file.class_(owner)
    if held.root != "self" or klass is None or klass.bases or klass.is_nested or "." in owner:
        return []
    ends = {
        use.within for use in held.uses if use.how in ("method", "reads", "argument") and use.what.split(".")[0] in ENDS
    }
    enders = [name.rpartition(".")[2] for name in sorted(ends)]
    if not enders or any(each.startswith("__") for each in enders) or held.within in ends:
        return []
    if any(use.how in ("with", "returned", "yielded", "other") for use in held.uses):
        return []
    if any(test.class_name == owner for test in file.tests) or is_imported(owner, file, scene):
        return []
    return [] if {*enders} & {*file.referenced} or klass.name not in file.referenced else enders


def is_imported(name: str, file: SourceFile, scene: Scene) -> bool:
    """Does another file import the class, or all of its module?"""
    stem = file.path.removesuffix(".py").rpartition("/")[2]
    return file.role == "plugin" or any(
        each.name == name or each.dotted.rpartition(".")[2] == stem or each.module.rpartition(".")[2] == stem
        for other in scene.sources
        if other is not file
        for each in other.imports
    )
