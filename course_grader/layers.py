"""Which shapes a chain of layers has, from what is said about it: known before anything is built."""

import math

GATES = {"SimpleRNN": 1, "LSTM": 4, "GRU": 3}


def output_shape(layers, shape):
    """The shape after `layers` (rnn_course.checks.models.Layer), with None for the batch and unknown lengths.

    Raises ValueError where a layer's weights are not those that its arguments and its input call for.
    """
    for layer in layers:
        wanted, after = _follow(layer.kind, layer.arguments, layer.inner, shape)
        if [weight.shape for weight in layer.weights] != wanted:
            raise ValueError(f"weights of {layer.kind}")
        shape = after
    return shape


def _follow(kind, arguments, inner, shape):
    """(shapes of the weights, shape after the layer)"""
    if kind == "Dropout":
        return [], shape
    if kind == "Flatten":
        lengths = shape[1:]
        return [], (shape[0], None if None in lengths else math.prod(lengths))
    if kind == "GlobalAveragePooling1D":
        batch, _, features = shape
        return [], (batch, features)
    if kind == "Embedding":
        size = arguments["input_dim"], arguments["output_dim"]
        return [size], (*shape, size[1])
    if kind == "Bidirectional":
        weights, after = _follow(inner.kind, inner.arguments, None, shape)
        width = 2 * after[-1] if arguments["merge_mode"] == "concat" else after[-1]
        return weights + weights, (*after[:-1], width)
    if kind == "Dense":
        units = arguments["units"]
        bias = [(units,)] if arguments["use_bias"] else []
        return [(shape[-1], units), *bias], (*shape[:-1], units)
    return _follow_recurrent(kind, arguments, shape)


def _follow_recurrent(kind, arguments, shape):
    batch, time_steps, features = shape
    units = arguments["units"]
    width = GATES[kind] * units
    weights = [(features, width), (units, width)]
    if arguments["use_bias"]:
        weights.append((2, width) if arguments.get("reset_after") else (width,))
    return weights, (batch, time_steps, units) if arguments["return_sequences"] else (batch, units)
