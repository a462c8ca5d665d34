def send(to):
    return "sent"


def greet(to):
    return send(to)
