def build(name="ann"):
    return {"name": name}
