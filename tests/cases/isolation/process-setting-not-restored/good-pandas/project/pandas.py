_o = {"display.width": 80}


def set_option(name, value):
    _o[name] = value


def reset_option(name):
    _o[name] = 80


def get_option(name):
    return _o[name]
