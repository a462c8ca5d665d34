class Shop:
    @property
    def open(self):
        return False


def fetch():
    return 1


def read():
    with open("prices.txt") as file:
        return file.read()
