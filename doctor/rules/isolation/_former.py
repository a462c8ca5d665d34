"""Values that stand for what was there before: saved ones, the other of two, those at the start of a process."""

from __future__ import annotations

from doctor.model.sources import Expr
from doctor.model.touches import Touch
from doctor.rules.isolation._owners import Owner

SAVED = frozenset(
    {"saved", "save", "orig", "original", "old", "prev", "previous", "default", "initial", "backup", "before"}
)
HERE = frozenset({"cwd", "here", "pwd", "curdir"})
STAND_INS = ("fake", "mock", "stub", "dummy", "test", "double", "spy")
FORMS = frozenset({"str", "os.fspath", "os.path.abspath", "pathlib.Path", "list", "dict", "int"})
# Names of sys, which a test that saves them calls alike
OF_SYS = frozenset({"sys.meta_path", "sys.path_hooks", "sys.path_importer_cache"})
RESETS = frozenset({"logging.NOTSET", "signal.SIG_DFL", "signal.default_int_handler"})
# What some settings are at the start.
DEFAULTS: dict[str, tuple[object, ...]] = {
    "torch's default type": ("torch.float32", "torch.float", "torch.FloatTensor"),
    "torch's default device": ("cpu",),
    "torch's algorithms": (False,),
    "torch's gradients": (True,),
    "jax's configuration": (False,),
    "eager functions": (False,),
    "captured warnings": (False,),
    "logger class": ("logging.Logger",),
    "keras' floats": ("float32",),
}


def is_reset(touch: Touch) -> bool:
    """Does it set what is there at the start of a process?"""
    value = touch.value
    if value is None or touch.state in ("os.environ", "sys.modules", "attribute", "entry", "class", "global"):
        return False
    if value.kind in ("constant", "name") and value.value in DEFAULTS.get(touch.state, ()):
        return True
    return (value.kind == "constant" and value.value is None) or value.value in RESETS


def puts_back(touch: Touch) -> bool:
    """Is the value what stood there when the module was imported: `real_port = config.port`, `config.port = real_port`?
    Names of the module that stand for another are resolved."""
    value = touch.value if touch.state in ("attribute", "sys.path", "os.getcwd") else None
    if value is None or value.kind not in ("name", "subscript"):
        return False
    name, item = str(value.value).removesuffix("[]"), touch.item
    if item in OF_SYS and item == f"sys.{name}":
        return True
    last = name.rpartition(".")[2]
    if not SAVED.isdisjoint(last.lower().split("_")):
        return True  # Packet.json = saved_json, sys.path = old_path
    if touch.state == "os.getcwd":
        return name in HERE  # what is tested may go elsewhere
    is_namesake = "." in name and last == item.rpartition(".")[2]  # Packet.json = json
    return name == item or (is_namesake and not any(word in name.lower() for word in STAND_INS))


def is_switched_back(later: Touch, touch: Touch) -> bool:
    """Is a flag set to the opposite of what the function set before, or to the other one of two constants?"""
    one, other = later.value, touch.value
    if one is not None and other is not None and one.kind == other.kind == "name":
        (of, _, name), (other_of, _, other_name) = (str(each.value).rpartition(".") for each in (one, other))
        return bool(of) and of == other_of and name != other_name and name.isupper() and other_name.isupper()
    if one is None or other is None or one.kind != "constant":
        return False
    if type(one.value) is type(other.value) is int and one.value == -int(str(other.value)) != 0:
        return True  # += 1, then -= 1
    return one.value in (None, True, False) and not (other.kind == "constant" and other.value == one.value)


def is_former(later: Touch, touch: Touch, owner: Owner) -> bool:
    """Is it set to what was there before the same function set it?"""
    return (
        is_saved(later, owner)
        or puts_back(later)
        or is_module_put_back(later, owner)
        or is_switched_back(later, touch)
        or is_put_last(later, touch, owner)
    )


def is_module_put_back(touch: Touch, owner: Owner) -> bool:
    """Is it the module of the attribute's own name, which the other one imports, too: `shop.json = json`,
    `client._json = json`?"""
    value, name = touch.value, touch.item.rpartition(".")[2].lstrip("_")
    if touch.state != "attribute" or value is None or (value.kind, value.value) != ("name", name):
        return False
    return any(each.dotted == name for each in owner.file.imports)


def is_put_last(later: Touch, touch: Touch, owner: Owner) -> bool:
    """Does the test end by setting another constant, which it does not use any more? That is what was there before."""
    one, other = later.value, touch.value
    if owner.kind != "test" or "last" not in later.blocks or one is None or one.kind != "constant":
        return False
    return other is None or other.value != one.value


def bare(value: Expr | None) -> Expr | None:
    """What is only put into another form: `str(old)`, `Path(old)`."""
    is_form = value is not None and value.kind == "call" and len(value.parts) == 1 and not value.keywords
    return value.parts[0] if value and is_form and value.value in FORMS else value


def is_saved(touch: Touch, owner: Owner) -> bool:
    """Does its value come from a variable of the function, so that it may be what was there before?"""
    value = bare(touch.value)
    if value is None or value.kind not in ("name", "subscript") or not isinstance(value.value, str):
        return False
    if value.value.startswith("self."):
        return True
    head = value.value.partition(".")[0].partition("[")[0]
    params = {param.name for param in owner.function.params}
    is_modules = owner.file.value(head) is not None or any(each.alias == head for each in owner.file.imports)
    return head not in params and not is_modules
