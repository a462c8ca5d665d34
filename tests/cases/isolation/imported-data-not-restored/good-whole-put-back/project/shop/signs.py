PLUS = {"text": "+"}
