from shop.client import Client, Store


def sync():
    client = Client("key")
    client.send("begin")
    return client.fetch()


def stored():
    return Store().load()
