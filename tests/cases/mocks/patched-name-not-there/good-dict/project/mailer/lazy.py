def __getattr__(name):
    if name == "CONFG":
        return {}
    raise AttributeError(name)


CONF = {}
