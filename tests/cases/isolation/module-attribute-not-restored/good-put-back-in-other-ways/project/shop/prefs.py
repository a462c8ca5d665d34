keep, width, engine, _modules = True, 80, None, ()


def use_defaults():
    global keep
    keep = True


def set_numbers(value):
    global width
    width = value


def _search():
    return ("a", "b")
