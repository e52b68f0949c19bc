"""Plain data as bytes, in both directions between the examiner and the sandbox.

Numbers, text, arrays, tables, and lists, tuples, sets and dictionaries of them. The decoder builds nothing else: no
pickle, no class named by the other side. A frame is a length (8 bytes, big-endian) and JSON in UTF-8.
"""

import base64
import json
import math
import time

import numpy as np
import pandas as pd

LARGEST_FRAME = 144 * 2**20  # bytes
MOST_ITEMS = 2_000_000  # of JSON; each costs the reader up to 300 bytes, where an array costs it nothing besides
LARGEST_MAPPING = 5_000  # keys of a dictionary or members of a set: chosen ones make their table slow
MOST_BITS = 64  # of an integer: among larger ones any number may be chosen to have the same place in such a table
DEEPEST = 30
MOST_EMPTY = 1_000_000  # lists that an empty array may turn into
SEQUENCES = {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}


class WireError(Exception):
    """What came is no plain data, or too much of it."""


def encode(value, depth=0):
    """JSON-ready form of `value`. Raises WireError for anything that is not plain."""
    if depth > DEEPEST:
        raise WireError("nested too deeply")
    if value is None or type(value) in (bool, str):
        return value
    if isinstance(value, int) and type(value) is int:
        if value.bit_length() > MOST_BITS:
            raise WireError("a number too large")
        return {"int": hex(value)}
    if type(value) is float:
        return {"float": value.hex()}
    if type(value) is complex:
        return {"complex": [value.real.hex(), value.imag.hex()]}
    if type(value) is bytes:
        return {"bytes": base64.b64encode(value).decode("ascii")}
    if type(value) in SEQUENCES.values():
        return {type(value).__name__: [encode(item, depth + 1) for item in value]}
    if type(value) is dict:
        return {"dict": [[encode(key, depth + 1), encode(item, depth + 1)] for key, item in value.items()]}
    if isinstance(value, np.ndarray | np.generic):
        return _encode_array(np.asarray(value), depth, scalar=isinstance(value, np.generic))
    if isinstance(value, pd.DataFrame):
        columns = [_encode_array(value.iloc[:, i].to_numpy(), depth) for i in range(value.shape[1])]
        names = [encode(_python(name), depth + 1) for name in value.columns]
        return {"frame": [names, columns, _encode_index(value.index, depth)]}
    if isinstance(value, pd.Series):
        name = encode(_python(value.name), depth + 1)
        return {"series": [name, _encode_array(value.to_numpy(), depth), _encode_index(value.index, depth)]}
    if isinstance(value, pd.Index):
        return {"index": _encode_index(value, depth)}
    raise WireError(f"not plain data: {type(value).__name__}")


def decode(form, depth=0):
    """The value of a form that `encode` made. Raises WireError for anything else."""
    try:
        return _decode(form, depth)
    except WireError:
        raise
    except Exception as error:
        raise WireError(f"malformed: {type(error).__name__}") from None


def _decode(form, depth):
    if depth > DEEPEST:
        raise WireError("nested too deeply")
    if form is None or type(form) in (bool, str):
        return form
    ((kind, content),) = form.items()
    if kind == "int":
        value = int(content[:40], 16)
        if value.bit_length() > MOST_BITS:
            raise WireError("a number too large")
        return value
    if kind == "float":
        return float.fromhex(content)
    if kind == "complex":
        return complex(*map(float.fromhex, content))
    if kind == "bytes":
        return base64.b64decode(content)
    if kind in ("dict", "set", "frozenset") and len(content) > LARGEST_MAPPING:
        raise WireError("too many keys")
    if kind in SEQUENCES:
        return SEQUENCES[kind](_decode(item, depth + 1) for item in content)
    if kind == "dict":
        return {_decode(key, depth + 1): _decode(item, depth + 1) for key, item in content}
    if kind == "array":
        return _decode_array(content)
    if kind == "objects":
        items, shape = content
        array = np.empty(len(items), dtype=object)
        for number, item in enumerate(items):
            array[number] = _decode(item, depth + 1)
        return array.reshape(shape)
    if kind == "frame":
        names, columns, index = content
        index = _decode_index(index, depth)
        table = pd.DataFrame(dict(enumerate(_column(column, index, depth) for column in columns)), index=index)
        table.columns = [_decode(name, depth + 1) for name in names]
        return table
    if kind == "series":
        name, values, index = content
        index = _decode_index(index, depth)
        return pd.Series(_column(values, index, depth), index=index, name=_decode(name, depth + 1))
    if kind == "index":
        return _decode_index(content, depth)
    raise WireError("unknown kind")


def _encode_array(array, depth, scalar=False):
    if array.dtype.hasobject:
        return {"objects": [[encode(_python(item), depth + 1) for item in array.ravel()], list(array.shape)]}
    if array.dtype.kind not in "biufcMmSU":
        raise WireError(f"not plain data: array of {array.dtype}")
    data = base64.b64encode(np.ascontiguousarray(array).tobytes()).decode("ascii")
    return {"array": [array.dtype.str, list(array.shape), data, scalar]}


def _decode_array(content):
    kind, shape, data, scalar = content
    dtype = np.dtype(str(kind))
    if dtype.hasobject or dtype.kind not in "biufcMmSU":
        raise WireError("an array of objects")
    shape = [int(length) for length in shape]
    if math.prod(length for length in shape if length) > MOST_EMPTY and 0 in shape:
        raise WireError("an empty array that lists would make large")
    array = np.frombuffer(base64.b64decode(data), dtype=dtype).reshape(shape).copy()
    return array[()] if scalar else array


def _column(form, index, depth):
    """The values of one column, as many as the index has: pandas would repeat a single one."""
    values = _decode(form, depth + 1)
    if not isinstance(values, np.ndarray) or values.shape != (len(index),):
        raise WireError("a column of another length")
    return values


def _encode_index(index, depth):
    return [encode(_python(index.name), depth + 1), _encode_array(index.to_numpy(), depth)]


def _decode_index(content, depth):
    name, values = content
    values = _decode(values, depth + 1)
    if not isinstance(values, np.ndarray) or values.ndim != 1:
        raise WireError("an index of another shape")
    return pd.Index(values, name=_decode(name, depth + 1))


def _python(item):
    """A label or cell of a table as a plain value; a missing one is NaN."""
    if item is pd.NaT or item is pd.NA:
        return float("nan")
    if isinstance(item, pd.Timestamp):
        return item.to_datetime64()
    return item


def send(connection, message):
    """Write one frame. message: JSON-ready."""
    data = json.dumps(message).encode()
    connection.sendall(len(data).to_bytes(8, "big") + data)


def receive(connection, seconds=None, largest=LARGEST_FRAME):
    """Read one frame; None at the end of the connection.

    seconds: for the whole frame, however slowly it drips. largest: bytes. Raises TimeoutError, and WireError for a
    frame that is too large or no JSON.
    """
    end = None if seconds is None else time.monotonic() + seconds
    head = _read(connection, 8, end)
    if head is None:
        return None
    length = int.from_bytes(head, "big")
    if length > largest:
        raise WireError("too large")
    data = _read(connection, length, end)
    if data is None:
        return None
    if data.count(b",") + data.count(b"[") + data.count(b"{") > MOST_ITEMS:
        raise WireError("too many items")
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise WireError("no JSON") from None


def _read(connection, length, end):
    parts = bytearray()
    while len(parts) < length:
        if end is not None:
            connection.settimeout(max(end - time.monotonic(), 1e-3))
        piece = connection.recv(min(length - len(parts), 2**20))
        if not piece:
            return None
        parts += piece
        if end is not None and time.monotonic() > end:
            raise TimeoutError
    return parts
