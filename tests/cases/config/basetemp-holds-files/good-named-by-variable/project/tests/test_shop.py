def test_receipt_is_written(tmp_path):
    (tmp_path / "receipt.txt").write_text("3 apples")
    assert (tmp_path / "receipt.txt").exists()
