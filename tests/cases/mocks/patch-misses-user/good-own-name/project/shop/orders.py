from shop import mail


def order(name):
    return mail.send(name)
