def test_client(request):
    assert request.getfixturevalue("event_loop")
