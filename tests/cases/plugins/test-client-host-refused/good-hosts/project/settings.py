HOSTS = ["shop.example", "*"]
