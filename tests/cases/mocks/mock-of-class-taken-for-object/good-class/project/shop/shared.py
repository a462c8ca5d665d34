from shop.client import Client, Store

STORE = Store()


def made():
    return Client.make().fetch() if Client.check("a") else Client("key").fetch()


def read():
    return STORE.load()


def kept(client=Client):
    return client("key").fetch()
