def send(text):
    raise OSError


def greet():
    return send("hello")
