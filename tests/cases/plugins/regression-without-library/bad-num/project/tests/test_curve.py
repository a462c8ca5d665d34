def test_curve(num_regression):
    num_regression.check({"y": [0.0, 1.5]})


def test_image(image_regression):
    image_regression.check(b"abc")


def test_data(data_regression, tmp_path):
    assert data_regression
