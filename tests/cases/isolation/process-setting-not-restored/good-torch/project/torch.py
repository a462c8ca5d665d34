float32, float64 = "float32", "float64"
_dtype = float32


def set_default_dtype(dtype):
    global _dtype
    _dtype = dtype


def get_default_dtype():
    return _dtype
