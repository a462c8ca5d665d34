class ApiWarning(DeprecationWarning):
    """Of the old api."""


class old_warning(ApiWarning):
    """Of the older api."""


def run():
    return 3
