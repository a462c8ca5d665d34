from shop.mail import Post, send


def order(name):
    return send(f"order {name}")


class Basket:
    def order(self):
        return send("basket")


def post(name):
    return Post().drop(name)
