class Client:
    def fetch(self):
        return 1


class Till(Client):
    pass


def total(client):
    return client.fetch()
