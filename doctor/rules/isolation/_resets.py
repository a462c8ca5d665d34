"""Fixtures and set-up functions around a test that set things back by what they call, or enter."""

from __future__ import annotations

from doctor.model.sources import Call
from doctor.model.touches import Touch
from doctor.rules.isolation._around import Surround
from doctor.rules.isolation._owners import Owner
from doctor.rules.phrases import nearest

GENERAL = ("restore", "revert", "undo", "unpatch", "put_back", "partial")
RESETTING = ("reset", "teardown", "tear_down", "cleanup", "clean_up")
EMPTYING = ("purge", "evict", "expire", "prune", "invalidate")  # of what is kept by a key
# Of contexts that a fixture enters around its `yield`.
CONTEXTS = {
    "os.environ": ("environ", "env_var", "envvar", "isolat"),
    "os.getcwd": ("cwd", "chdir", "working_dir", "isolat"),
    "sys.path": ("sys_path", "syspath"),
    "sys.modules": ("sys_modules", "sysmodules"),
}
SETTINGS_CONTEXTS = ("context", "_cleanup_cm", "settings", "config", "options")


def is_told_to_reset(touch: Touch, owner: Owner) -> bool:
    """Does the function call one behind it whose name says that it sets the thing back: `_reset_matplotlib()`,
    `config.reset()`?"""
    words = [part for part in touch.item.lower().replace("[", ".").split(".") if len(part) > 3]
    own = owner.file.calls_in(owner.function.qualname)
    if touch.state == "entry" and any(_empties(call, touch) for call in own):
        return True
    if touch.state == "attribute" and any(touch.place < call.place and _resets_all_of(call, touch) for call in own):
        return True
    later = (call.name for call in own if touch.state != "context variable" or touch.place < call.place)
    names = [name.rpartition(".")[2].lower() for name in later]
    return any(
        any(word in name for word in (*GENERAL, *RESETTING)) and any(part in name for part in words) for name in names
    )


def _empties(call: Call, touch: Touch) -> bool:
    """Does it take out what is outdated, of the module or object that the entry was written to?"""
    of, _, name = call.name.rpartition(".")
    is_of = bool(of) and touch.item.startswith(f"{of}.") and touch.place < call.place
    return is_of and any(word in name.lower() for word in EMPTYING)


def _resets_all_of(call: Call, touch: Touch) -> bool:
    """Is it asked of the module or object that the attribute belongs to?"""
    of, _, name = call.name.rpartition(".")
    return bool(of) and touch.item.startswith(f"{of}.") and any(word in name.lower() for word in (*GENERAL, *RESETTING))


def calls_its_end(touch: Touch, owner: Owner, words: tuple[str, ...]) -> bool:
    """Does the function call another one behind the change whose name says that it sets such a thing back:
    `reset_logger("shop")`?"""
    name = owner.function.qualname
    later = (call.name for call in owner.file.calls_in(name) if touch.place < call.place)
    names = [each.rpartition(".")[2].lower() for each in later if touch.state not in ("os.environ", "attribute")]
    return any(
        any(word in each for word in (*GENERAL, *RESETTING)) and any(word in each for word in words) for each in names
    )


def starts_a_guard(touch: Touch, owner: Owner) -> bool:
    """Does the function start what its file makes of `patch.dict(os.environ)`, before it changes a variable?"""
    file, name = owner.file, owner.function.qualname
    if touch.state != "os.environ":
        return False
    for call in file.calls_in(name):
        if call.name.endswith(".start") and call.place < touch.place:
            made = file.value(call.name.removesuffix(".start"))
            given = made.argument(0, "in_dict") if made and str(made.value).endswith("patch.dict") else None
            if given and "os.environ" in (given.text, given.value):
                return True
    return False


def resets_all(around: Surround, touch: Touch) -> bool:
    """Is the object or library told, before or after each test, to set all of it to what it was: `prefs.useDefaults()`,
    `structlog.reset_defaults()`; or is what was set emptied: `prefs.names.clear()`?"""
    library = touch.state.partition("'s ")[0] if "'s " in touch.state else ""
    for call in around.file.calls_in(around.name) if touch.state == "attribute" or library else ():
        of, _, name = call.name.rpartition(".")
        is_told = any(word in name.lower() for word in (*GENERAL, *RESETTING, "default", "clear"))
        is_of = of == library if library else bool(of) and f"{touch.item}.".startswith(f"{of}.")
        if is_told and is_of:
            return True
    return False


def reloads(around: Surround, touch: Touch) -> bool:
    """Is the module made anew before or after each test?"""
    return touch.state == "attribute" and any(
        call.name == "importlib.reload" and any(touch.item.startswith(f"{part.value!s}.") for part in call.expr.parts)
        for call in around.file.calls_in(around.name)
    )


def resets_the_object(around: Surround, touch: Touch) -> bool:
    """Does one whose name says that it resets things set others of the object, on which this one may depend: a
    precision in bits, and one in digits? What is spelt almost like one of them is a slip of the pen."""
    if touch.state != "attribute" or not any(word in around.name.lower() for word in (*GENERAL, *RESETTING)):
        return False
    of, _, name = touch.item.rpartition(".")
    items = [each.item for each in around.file.touches_in(around.name)]
    others = [item.removeprefix(f"{of}.") for item in items if item.startswith(f"{of}.")]
    return bool(others) and not nearest(name, others)


def yields_within(around: Surround, touch: Touch) -> bool:
    """Does a fixture enter a context before it yields that says what it puts back: `with isolated_environment():`?"""
    words = CONTEXTS.get(touch.state, ())
    library = touch.state.partition("'s ")[0] if "'s " in touch.state else touch.item.partition(".")[0]
    for call in around.file.calls_in(around.name) if around.first_yield else ():
        if call.is_statement or call.place.line > around.first_yield:
            continue
        name = call.name.lower()
        is_of = name.startswith(f"{library.lower()}.") and touch.state not in CONTEXTS
        if any(word in name.rpartition(".")[2] for word in words) or (is_of and name.endswith(SETTINGS_CONTEXTS)):
            return True
    return False
