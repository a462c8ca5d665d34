from shop.client import Store


def load():
    with Store() as store:
        return store.load()
