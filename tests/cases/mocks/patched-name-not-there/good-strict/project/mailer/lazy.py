def __getattr__(name):
    if name == "snd":
        return print
    raise AttributeError(name)


def send(text):
    return text
