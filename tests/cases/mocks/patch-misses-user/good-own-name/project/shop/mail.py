def send(text):
    return f"sent {text}"


def count(number):
    return 0 if number == 0 else count(number - 1) + 1


def load(name):
    from shop import mail

    return mail.find(name)


def find(name):
    return name


def send_all(texts):
    return [send(text) for text in texts]
