_options = {"precision": 8}


def set_printoptions(precision=None):
    _options["precision"] = precision


class printoptions:
    def __init__(self, precision):
        self.precision = precision

    def __enter__(self):
        self.saved = _options["precision"]
        _options["precision"] = self.precision

    def __exit__(self, *args):
        _options["precision"] = self.saved


def shown(value):
    return f"{value:.{_options['precision']}f}"
