def send(text):
    return f"sent {text}"


async def fetch(name):
    return f"fetched {name}"


class Post:
    def drop(self):
        return "dropped"
