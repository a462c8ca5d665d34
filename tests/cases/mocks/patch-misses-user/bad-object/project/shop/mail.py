def send(text):
    raise OSError(text)


def sign(text):
    return f"{text} (shop)"


def send_signed(text):
    return sign(text)


class Post:
    def drop(self, text):
        raise OSError(text)
