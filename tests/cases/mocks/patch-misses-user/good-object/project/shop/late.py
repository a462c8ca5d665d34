def order(name):
    from shop.mail import send

    return send(f"order {name}")
