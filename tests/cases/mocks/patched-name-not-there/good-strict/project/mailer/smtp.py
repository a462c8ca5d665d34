def send(text):
    raise OSError


def greet():
    return send("hello")


class Client:
    size = 1
