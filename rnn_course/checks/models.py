"""Keras models as plain data: which layers with which arguments and weights, how compiled.

A check looks at the description and, where it wants to train or predict, builds the model anew from it. So a student's
model object itself never reaches a check, and a model can be checked in another process.

Keras is loaded by the functions that need it: it takes seconds, and a grader reads this module's lists without it.
"""

from dataclasses import dataclass

import numpy as np

from rnn_course.checks.student import Problem

# The layers that a description may hold, with the arguments that matter for what they compute.
RECURRENT = ("units", "activation", "use_bias", "return_sequences", "go_backwards", "dropout", "recurrent_dropout")
LAYERS = {
    "SimpleRNN": RECURRENT,
    "LSTM": (*RECURRENT, "recurrent_activation"),
    "GRU": (*RECURRENT, "recurrent_activation", "reset_after"),
    "Dense": ("units", "activation", "use_bias"),
    "Dropout": ("rate",),
    "Embedding": ("input_dim", "output_dim", "mask_zero"),
    "Bidirectional": ("merge_mode",),
    "GlobalAveragePooling1D": (),
    "Flatten": (),
}
AS_KERAS = {"use_bias": True, "go_backwards": False, "dropout": 0, "recurrent_dropout": 0}
OPTIMIZERS = ("Adam", "SGD", "RMSprop", "AdamW", "Nadam", "Adagrad")
OPTIMIZER_ARGUMENTS = ("clipnorm", "clipvalue", "global_clipnorm")


@dataclass
class Layer:
    """kind: Keras class name; arguments: as its constructor takes them; weights: list of arrays.

    inner: the layer that reads forwards, where kind is "Bidirectional". Its weights are in `weights`, not in its own.
    """

    kind: str
    arguments: dict
    weights: list
    inner: "Layer | None" = None

    @property
    def changed(self):
        """The arguments of a recurrent layer that change what it computes and that no specification asked for."""
        arguments = (self.inner or self).arguments
        return [name for name, value in AS_KERAS.items() if arguments.get(name, value) != value]

    def build(self):
        """A new Keras layer with these arguments; its weights come when it has seen its input."""
        import keras

        wrapped = [self.inner.build()] if self.inner else []
        return getattr(keras.layers, self.kind)(*wrapped, **self.arguments)


@dataclass
class Model:
    """input_shape, output_shape: with None for the batch. loss, optimizer: None where not compiled."""

    layers: list[Layer]
    input_shape: tuple
    output_shape: tuple
    loss: str | None
    optimizer: dict | None

    @property
    def kinds(self):
        return [layer.kind for layer in self.layers if layer.kind != "Dropout"]

    @property
    def parameters(self):
        return sum(weight.size for layer in self.layers for weight in layer.weights)

    def find(self, kind):
        """The layers of one kind, in order."""
        return [layer for layer in self.layers if layer.kind == kind]

    def build(self):
        """The same Keras model again, with the same weights, compiled where the student compiled it."""
        import keras

        layers = [layer.build() for layer in self.layers]
        model = keras.Sequential([keras.Input(self.input_shape[1:]), *layers])
        for layer, described in zip(layers, self.layers, strict=True):
            layer.set_weights(described.weights)
        if self.optimizer:
            arguments = dict(self.optimizer)
            model.compile(optimizer=getattr(keras.optimizers, arguments.pop("kind"))(**arguments), loss=self.loss)
        return model

    def errors_of_training(self, x, y, steps):
        """Mean squared errors on (x, y) before and after `steps` steps of the student's optimizer on all of it.

        x: (n, time_steps, features), y: (n,); the model gives (n, 1). Without a graph: for so few steps its
        making takes longer than they do.
        """

        def error():
            return float(np.mean((np.asarray(network(x))[:, 0] - y) ** 2))

        network = self.build()
        network.run_eagerly = True
        before = error()
        for _ in range(steps):
            network.train_on_batch(x, y)
        return before, error()


def describe(model, name):
    """Model from a student's Keras model. Raises Problem where it is none, or holds layers that were not taught."""
    import keras

    if not isinstance(model, keras.Model):
        came = "None" if model is None else f"`{type(model).__name__}` 형의 값"
        raise Problem(f"`{name}`: Keras 모델을 돌려주어야 하는데 {came}이 왔습니다. `return model`을 확인하세요.")
    # A Sequential without input has no `inputs`, a subclassed model has None.
    if not getattr(model, "inputs", None) or not model.layers:
        raise Problem(f"`{name}`: 입력의 모양을 모르는 모델입니다. 맨 앞에 `keras.Input(shape=(...))`을 두세요.")
    if len(model.inputs) != 1 or len(model.outputs) != 1:
        raise Problem(f"`{name}`: 입력과 출력이 하나씩인 모델이어야 합니다.")
    layers = [layer for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)]
    if not isinstance(model, keras.Sequential):
        _check_chain(model.inputs[0], layers, name)
    optimizer = getattr(model, "optimizer", None)
    return Model(
        layers=_describe_layers(layers, name),
        input_shape=tuple(model.input_shape),
        output_shape=tuple(model.output_shape),
        loss=_loss_name(model.loss, name) if optimizer else None,
        optimizer=_describe_optimizer(optimizer, name) if optimizer else None,
    )


def _check_chain(before, layers, name):
    """Each layer has to read what the layer before it gives."""

    for layer in layers:
        given = layer.input if isinstance(layer.input, list) else [layer.input]  # a mask comes second
        if given[0] is not before:
            raise Problem(f"`{name}`: 층을 한 줄로 이은 모델이어야 합니다. `{layer.name}` 층의 입력을 확인하세요.")
        before = layer.output


def _describe_layers(layers, name):
    """Dense(1) and then Activation("sigmoid") is Dense(1, activation="sigmoid")."""
    import keras

    described = []
    for layer in layers:
        before = described[-1] if described else None
        if type(layer) is keras.layers.Activation and before and before.kind == "Dense":
            activation = layer.get_config()["activation"]
            if before.arguments["activation"] == "linear" and isinstance(activation, str):
                before.arguments["activation"] = activation
                continue
        described.append(_describe_layer(layer, name))
    return described


def _describe_layer(layer, name):
    import keras

    kind = type(layer).__name__
    if kind not in LAYERS or type(layer) is not getattr(keras.layers, kind):
        raise Problem(f"`{name}`: `{kind}` 층은 이 문제에서 쓸 수 없습니다. 쓸 수 있는 층은 {', '.join(LAYERS)}입니다.")
    config = layer.get_config()
    arguments = {key: config[key] for key in LAYERS[kind]}
    if not all(isinstance(value, str | bool | int | float | None) for value in arguments.values()):
        raise Problem(f"`{name}`: `{kind}` 층의 인수는 수나 이름이어야 합니다. 직접 만든 활성화 함수는 쓰지 않습니다.")
    inner = _describe_directions(layer, name) if kind == "Bidirectional" else None
    return Layer(kind, arguments, layer.get_weights(), inner)


def _describe_directions(layer, name):
    """The forward layer of a Bidirectional one. The backward layer has to be its mirror, as Keras makes it."""
    forward, backward = (_describe_layer(one, name) for one in (layer.forward_layer, layer.backward_layer))
    mirrored = backward.arguments | {"go_backwards": not backward.arguments["go_backwards"]}
    if (forward.kind, forward.arguments) != (backward.kind, mirrored):
        raise Problem(f"`{name}`: `Bidirectional`의 두 방향은 같은 층이어야 합니다. `backward_layer`는 쓰지 않습니다.")
    return Layer(forward.kind, forward.arguments, [])


def _describe_optimizer(optimizer, name):
    kind = type(optimizer).__name__
    if kind not in OPTIMIZERS:
        raise Problem(f"`{name}`: 최적화 방법은 {', '.join(OPTIMIZERS)} 가운데 하나여야 합니다.")
    limits = {key: getattr(optimizer, key) for key in OPTIMIZER_ARGUMENTS if getattr(optimizer, key)}
    return {"kind": kind, "learning_rate": float(optimizer.learning_rate.numpy()), **limits}


def _loss_name(loss, name):
    """'mean_squared_error' for 'mse', 'mean_squared_error', the function and the class alike."""
    import keras

    if isinstance(loss, list | tuple) and len(loss) == 1:  # one for each output
        loss = loss[0]
    try:
        loss = keras.losses.get(loss)
    except ValueError:  # Keras itself looks at it when training begins
        raise Problem(f"`{name}`: Keras가 모르는 손실입니다. `compile`에 적은 손실의 철자를 확인하세요.") from None
    if getattr(loss, "from_logits", False):
        raise Problem(f"`{name}`: 손실에 `from_logits=True`를 주었습니다. 출력이 이미 확률이면 주지 않습니다.")
    return getattr(loss, "name", None) or getattr(loss, "__name__", None)
