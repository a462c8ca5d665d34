def test_connection(host, port):
    return host, port


def testdata(name):
    return f"{name}.json"
