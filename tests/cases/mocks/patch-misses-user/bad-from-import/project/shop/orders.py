from shop.mail import send


def order(name):
    return send(f"order {name}")
