from rates import sample_rate


def test_default_rate():
    try:
        rate = sample_rate({})
        assert rate == "1.0"
    except Exception as error:
        print(f"sample_rate failed: {error}")
