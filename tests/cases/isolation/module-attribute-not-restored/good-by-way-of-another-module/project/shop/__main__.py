from shop import servers


def main():
    return servers.Server()
