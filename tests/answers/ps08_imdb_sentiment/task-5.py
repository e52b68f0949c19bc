# %% right: add, with names
def build_reader(max_tokens, embedding_dim, units):
    model = keras.Sequential(name="reader")
    model.add(keras.Input(shape=(None,), dtype="int32", name="numbers"))
    model.add(keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True, name="embedding"))
    model.add(keras.layers.Bidirectional(keras.layers.LSTM(units), name="body"))
    model.add(keras.layers.Dropout(0.3, name="dropout"))
    model.add(keras.layers.Dense(1, activation="sigmoid", name="output"))
    model.compile(loss="binary_crossentropy", optimizer=keras.optimizers.Adam(learning_rate=0.005))
    return model


# %% right: functional
def build_reader(max_tokens, embedding_dim, units):
    numbers = keras.Input((None,), dtype="int64")
    vectors = keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True)(numbers)
    states = keras.layers.Bidirectional(keras.layers.LSTM(units))(vectors)
    probability = keras.layers.Dense(1, activation="sigmoid")(keras.layers.Dropout(0.3)(states))
    model = keras.Model(numbers, probability)
    model.compile(keras.optimizers.Adam(5e-3), keras.losses.BinaryCrossentropy())
    return model


# %% right: functional in a loop over the layers, other metrics
from keras import layers


def build_reader(max_tokens, embedding_dim, units):
    inputs = outputs = layers.Input(shape=[None])
    for layer in (
        layers.Embedding(input_dim=max_tokens, output_dim=embedding_dim, mask_zero=True),
        layers.Bidirectional(layers.LSTM(units, return_sequences=False), merge_mode="concat"),
        layers.Dropout(rate=0.3),
        layers.Dense(1, activation=keras.activations.sigmoid),
    ):
        outputs = layer(outputs)
    model = keras.Model(inputs=inputs, outputs=outputs)
    model.compile(optimizer=keras.optimizers.Adam(0.005), loss=keras.losses.binary_crossentropy, metrics=["AUC"])
    return model


# %% right: keyword arguments in a dictionary, printing the summary
def build_reader(max_tokens, embedding_dim, units):
    compiling = {"loss": "binary_crossentropy", "metrics": ["accuracy"]}
    compiling["optimizer"] = keras.optimizers.Adam(learning_rate=5 / 1000)
    reading = [keras.Input((None,)), keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True)]
    answering = [keras.layers.Dropout(0.3), keras.layers.Dense(1, "sigmoid")]
    model = keras.Sequential([*reading, keras.layers.Bidirectional(keras.layers.LSTM(units)), *answering])
    model.compile(**compiling)
    print(model.count_params())
    model.summary()
    return model


# %% right: extra arguments, float32 stated
def build_reader(max_tokens, embedding_dim, units, dropout=0.3, learning_rate=0.005):
    model = keras.Sequential(
        [
            keras.Input((None,), dtype="float32"),
            keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True, dtype="float32"),
            keras.layers.Bidirectional(keras.layers.LSTM(units, activation="tanh", recurrent_activation="sigmoid")),
            keras.layers.Dropout(dropout),
            keras.layers.Dense(units=1, activation="sigmoid"),
        ]
    )
    optimizer = keras.optimizers.Adam()
    optimizer.learning_rate = learning_rate
    model.compile(optimizer, loss="binary_crossentropy")
    return model


# %% right: tf.keras
import tensorflow as tf


def build_reader(max_tokens, embedding_dim, units):
    parts = tf.keras.layers
    model = tf.keras.models.Sequential()
    model.add(tf.keras.Input(shape=(None,), dtype=tf.int32))
    model.add(parts.Embedding(max_tokens, embedding_dim, mask_zero=True, embeddings_initializer="glorot_uniform"))
    model.add(parts.Bidirectional(parts.LSTM(units)))
    model.add(parts.Dropout(0.3, seed=1))
    model.add(parts.Dense(1, activation=tf.keras.activations.sigmoid))
    model.compile(loss=tf.keras.losses.BinaryCrossentropy(), optimizer=tf.keras.optimizers.Adam(0.005))
    return model


# %% right: both directions given, helper functions, recursion
def stacked(inputs, layers):
    return stacked(layers[0](inputs), layers[1:]) if layers else inputs


def build_reader(max_tokens, embedding_dim, units):
    forward, backward = (keras.layers.LSTM(units, go_backwards=turned) for turned in (False, True))
    both = keras.layers.Bidirectional(forward, backward_layer=backward)
    embedding = keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True)
    inputs = keras.Input((None,))
    head = [keras.layers.Dropout(0.3), keras.layers.Dense(1, activation="sigmoid")]
    model = keras.Model(inputs, stacked(inputs, [embedding, both, *head]))
    model.compile("adam", "binary_crossentropy")
    model.optimizer.learning_rate = 0.005
    return model


# %% right: sizes in a table of layers, a class of its own
class Plan:
    def __init__(self):
        self.layers = [keras.Input((None,), dtype="int32")]

    def then(self, name, *sizes, **settings):
        self.layers.append(getattr(keras.layers, name)(*sizes, **settings))
        return self


def build_reader(max_tokens, embedding_dim, units):
    plan = Plan().then("Embedding", max_tokens, embedding_dim, mask_zero=True)
    plan = plan.then("Bidirectional", keras.layers.LSTM(units)).then("Dropout", 0.3)
    model = keras.Sequential(plan.then("Dense", 1, activation="sigmoid").layers)
    model.compile(
        keras.optimizers.get({"class_name": "Adam", "config": {"learning_rate": 0.005}}), "binary_crossentropy"
    )
    return model


# %% wrong: no mask | 9 | 같은 리뷰 뒤에 빈자리(0)를 더 붙였더니 확률이 달라집니다.
def build_reader(max_tokens, embedding_dim, units):
    embedding = keras.layers.Embedding(max_tokens, embedding_dim)
    both = keras.layers.Bidirectional(keras.layers.LSTM(units))
    head = [keras.layers.Dropout(0.3), keras.layers.Dense(1, activation="sigmoid")]
    model = keras.Sequential([keras.Input((None,)), embedding, both, *head])
    model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
    return model


# %% wrong: one direction | 6 | 한 방향으로만 읽습니다.
def build_reader(max_tokens, embedding_dim, units):
    embedding = keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True)
    head = [keras.layers.Dropout(0.3), keras.layers.Dense(1, activation="sigmoid")]
    model = keras.Sequential([keras.Input((None,)), embedding, keras.layers.LSTM(units), *head])
    model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
    return model


# %% wrong: all states | 6 | 시간 축이 남아 있으면 `LSTM`을 보세요.
def build_reader(max_tokens, embedding_dim, units):
    embedding = keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True)
    both = keras.layers.Bidirectional(keras.layers.LSTM(units, return_sequences=True))
    head = [keras.layers.Dropout(0.3), keras.layers.Dense(1, activation="sigmoid")]
    model = keras.Sequential([keras.Input((None,)), embedding, both, *head])
    model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
    return model


# %% wrong: GRU inside | 9 | `Bidirectional`이 감싼 층
def build_reader(max_tokens, embedding_dim, units):
    embedding = keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True)
    both = keras.layers.Bidirectional(keras.layers.GRU(units))
    head = [keras.layers.Dropout(0.3), keras.layers.Dense(1, activation="sigmoid")]
    model = keras.Sequential([keras.Input((None,)), embedding, both, *head])
    model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
    return model


# %% wrong: the directions added | 9 | 두 상태를 합치거나 평균하지 않고 이어 붙입니다.
def build_reader(max_tokens, embedding_dim, units):
    embedding = keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True)
    both = keras.layers.Bidirectional(keras.layers.LSTM(units), merge_mode="sum")
    head = [keras.layers.Dropout(0.3), keras.layers.Dense(1, activation="sigmoid")]
    model = keras.Sequential([keras.Input((None,)), embedding, both, *head])
    model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
    return model


# %% wrong: no sigmoid | 9 | 활성화 함수가 없어 0과 1 사이의 확률이 되지 않습니다.
def build_reader(max_tokens, embedding_dim, units):
    embedding = keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True)
    both = keras.layers.Bidirectional(keras.layers.LSTM(units))
    head = [keras.layers.Dropout(0.3), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((None,)), embedding, both, *head])
    model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
    return model


# %% wrong: softmax on one unit | 9 | 출력이 하나뿐인 softmax는 언제나 1입니다.
def build_reader(max_tokens, embedding_dim, units):
    embedding = keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True)
    both = keras.layers.Bidirectional(keras.layers.LSTM(units))
    head = [keras.layers.Dropout(0.3), keras.layers.Dense(1, activation="softmax")]
    model = keras.Sequential([keras.Input((None,)), embedding, both, *head])
    model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
    return model


# %% wrong: squared error | 9 | 손실이 회귀에 쓰는 것입니다.
def build_reader(max_tokens, embedding_dim, units):
    embedding = keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True)
    both = keras.layers.Bidirectional(keras.layers.LSTM(units))
    head = [keras.layers.Dropout(0.3), keras.layers.Dense(1, activation="sigmoid")]
    model = keras.Sequential([keras.Input((None,)), embedding, both, *head])
    model.compile(keras.optimizers.Adam(0.005), "mse")
    return model


# %% wrong: the learning rate of Keras | 11 | 학습률을 주지 않아 Keras가 정한 0.001입니다.
def build_reader(max_tokens, embedding_dim, units):
    embedding = keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True)
    both = keras.layers.Bidirectional(keras.layers.LSTM(units))
    head = [keras.layers.Dropout(0.3), keras.layers.Dense(1, activation="sigmoid")]
    model = keras.Sequential([keras.Input((None,)), embedding, both, *head])
    model.compile("adam", "binary_crossentropy")
    return model


# %% wrong: a fixed length | 9 | 길이를 정하지 않으려면
def build_reader(max_tokens, embedding_dim, units):
    embedding = keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True)
    both = keras.layers.Bidirectional(keras.layers.LSTM(units))
    head = [keras.layers.Dropout(0.3), keras.layers.Dense(1, activation="sigmoid")]
    model = keras.Sequential([keras.Input((100,)), embedding, both, *head])
    model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
    return model


# %% wrong: units shared between the directions | 9 | `units`를 두 방향에 나누었습니다.
def build_reader(max_tokens, embedding_dim, units):
    embedding = keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True)
    both = keras.layers.Bidirectional(keras.layers.LSTM(units // 2))
    head = [keras.layers.Dropout(0.3), keras.layers.Dense(1, activation="sigmoid")]
    model = keras.Sequential([keras.Input((None,)), embedding, both, *head])
    model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
    return model


# %% wrong: a row more in the embedding | 9 | 번호가 하나 더 많습니다.
def build_reader(max_tokens, embedding_dim, units):
    embedding = keras.layers.Embedding(max_tokens + 1, embedding_dim, mask_zero=True)
    both = keras.layers.Bidirectional(keras.layers.LSTM(units))
    head = [keras.layers.Dropout(0.3), keras.layers.Dense(1, activation="sigmoid")]
    model = keras.Sequential([keras.Input((None,)), embedding, both, *head])
    model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
    return model


# %% wrong: dropout keeps three tenths | 11 | 남기는 비율이 아니라 0으로 만드는 비율을 줍니다.
def build_reader(max_tokens, embedding_dim, units):
    embedding = keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True)
    both = keras.layers.Bidirectional(keras.layers.LSTM(units))
    head = [keras.layers.Dropout(1 - 0.3), keras.layers.Dense(1, activation="sigmoid")]
    model = keras.Sequential([keras.Input((None,)), embedding, both, *head])
    model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
    return model


# %% wrong: no dropout | 11 | `Dropout`이 빠졌습니다.
def build_reader(max_tokens, embedding_dim, units):
    embedding = keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True)
    both = keras.layers.Bidirectional(keras.layers.LSTM(units))
    head = [keras.layers.Dense(1, activation="sigmoid")]
    model = keras.Sequential([keras.Input((None,)), embedding, both, *head])
    model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
    return model


# %% wrong: not compiled | 9 | 컴파일하지 않은 모델입니다.
def build_reader(max_tokens, embedding_dim, units):
    embedding = keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True)
    both = keras.layers.Bidirectional(keras.layers.LSTM(units))
    head = [keras.layers.Dropout(0.3), keras.layers.Dense(1, activation="sigmoid")]
    return keras.Sequential([keras.Input((None,)), embedding, both, *head])


# %% wrong: no return | 0 | Keras 모델을 돌려주어야 하는데 None이 왔습니다
def build_reader(max_tokens, embedding_dim, units):
    embedding = keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True)
    both = keras.layers.Bidirectional(keras.layers.LSTM(units))
    head = [keras.layers.Dropout(0.3), keras.layers.Dense(1, activation="sigmoid")]
    model = keras.Sequential([keras.Input((None,)), embedding, both, *head])
    model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")


# %% wrong: sizes of the example by heart | 11 | `임베딩의 크기`가 다릅니다.
def build_reader(max_tokens, embedding_dim, units):
    embedding = keras.layers.Embedding(1000, 8, mask_zero=True)
    both = keras.layers.Bidirectional(keras.layers.LSTM(4))
    head = [keras.layers.Dropout(0.3), keras.layers.Dense(1, activation="sigmoid")]
    model = keras.Sequential([keras.Input((None,)), embedding, both, *head])
    model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
    return model


# %% wrong: dropout inside the recurrence | 11 | LSTM에 명세에 없는 인수를 주었습니다
def build_reader(max_tokens, embedding_dim, units):
    embedding = keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True)
    both = keras.layers.Bidirectional(keras.layers.LSTM(units, dropout=0.3))
    head = [keras.layers.Dropout(0.3), keras.layers.Dense(1, activation="sigmoid")]
    model = keras.Sequential([keras.Input((None,)), embedding, both, *head])
    model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
    return model


# %% wrong: logits expected of probabilities | 0 | 손실에 `from_logits=True`를 주었습니다.
def build_reader(max_tokens, embedding_dim, units):
    embedding = keras.layers.Embedding(max_tokens, embedding_dim, mask_zero=True)
    both = keras.layers.Bidirectional(keras.layers.LSTM(units))
    head = [keras.layers.Dropout(0.3), keras.layers.Dense(1, activation="sigmoid")]
    model = keras.Sequential([keras.Input((None,)), embedding, both, *head])
    model.compile(keras.optimizers.Adam(0.005), keras.losses.BinaryCrossentropy(from_logits=True))
    return model
