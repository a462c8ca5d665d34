from unittest.mock import MagicMock, patch

from shop import entered, shared, sync


@patch("shop.sync.Client")
def test_return_value(client):
    client.return_value.fetch.return_value = [1]
    assert sync.sync() == [1]
    client.return_value.send.assert_called_once_with("begin")


@patch("shop.sync.Client")
def test_object_has_a_name(client):
    one = client.return_value
    one.fetch.return_value = [1]
    client.fetch.return_value = 3
    assert sync.sync() == [1]


@patch("shop.sync.Client")
def test_returns_itself(client):
    client.return_value = client
    client.fetch.return_value = [1]
    assert sync.sync() == [1]


def test_called_by_the_test():
    with patch("shop.sync.Client") as client:
        client().fetch.return_value = [1]
        assert sync.sync() == [1]


@patch("shop.shared.Client")
def test_class_method(client):
    client.make.return_value.fetch.return_value = [1]
    assert shared.made() == [1]
    client.check.assert_called_once_with("a")


@patch("shop.shared.Client")
def test_asked_of_class(client):
    client.fetch.return_value = [1]
    assert shared.made()


@patch("shop.shared.Client")
def test_handed_over(client):
    client.fetch.return_value = [1]
    client.side_effect = lambda key: client
    assert shared.kept(client) == [1]


@patch("shop.shared.STORE")
def test_object_of_module(store):
    store.load.return_value = [1]
    assert shared.read() == [1]


@patch("shop.sync.Client", new_callable=MagicMock)
def test_only_called(client):
    sync.sync()
    client.assert_called_once_with("key")
    assert client.call_count == 1


@patch("shop.sync.Store")
@patch("shop.sync.Client")
def test_both(client, store):
    store.return_value.load.return_value = 1
    client.return_value.fetch.return_value = 2
    assert sync.sync() + sync.stored() == 3


@patch("shop.entered.Store")
def test_entered(store):
    store.load.return_value = [1]
    assert entered.load()
