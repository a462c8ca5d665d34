def test_api(api):
    assert api.endswith("8431")
