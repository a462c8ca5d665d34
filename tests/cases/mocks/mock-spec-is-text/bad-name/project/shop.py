class Client:
    def fetch(self):
        return 1


def total(client):
    return client.fetch()
