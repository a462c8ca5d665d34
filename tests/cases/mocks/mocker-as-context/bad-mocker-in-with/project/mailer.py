def send(to):
    raise ConnectionError(to)


def greet(to):
    return send(to)
