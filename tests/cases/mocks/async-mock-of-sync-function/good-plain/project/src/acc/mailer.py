def render(msg):
    return f"<{msg}>"


def deliver(msg):
    text = render(msg)
    return bool(text)
