def greet(user):
    return f"Hello {user.name}"


def rank(user):
    return user.age
