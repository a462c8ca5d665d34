def send(to):
    print("REALLY SENT")


def greet(to):
    send(to)
    return True
