def __getattr__(name):
    if name == "order":
        return "pen"
    raise AttributeError(name)
