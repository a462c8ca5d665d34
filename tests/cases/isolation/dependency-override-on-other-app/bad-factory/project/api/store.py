def get_store():
    return "production"
