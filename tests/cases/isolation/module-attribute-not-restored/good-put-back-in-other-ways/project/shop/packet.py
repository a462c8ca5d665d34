from shop import json as codec


class Packet:
    json = codec
