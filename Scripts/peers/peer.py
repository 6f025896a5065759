"""A peer process: trains a network when the driver says so.

Commands come in on standard input and answers go out on standard output, one JSON object a line each:
{"do": "train", "x": FILE, "y": FILE, "widths": [784, 64, 10], "activation": "relu", "batch": 32,
 "learning_rate": 0.1, "optimiser": "sgd", "epochs": 3, "together": 1, "replicates": 1, "seed": 1}
->  {"seconds": [one an epoch, ...], "loss": 0.3, "epochs": 4}
The first epoch is not timed; the last ones are left out if the others took too long. It ends with its standard input.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from typing import Callable, Protocol

import numpy as np

ENOUGH = 30  # timed seconds after which no further epoch is begun

Layers = list[tuple[np.ndarray, np.ndarray]]  # of each layer the weights [in, out] and the biases [out]


class Model(Protocol):
    """A network in training. Nothing but train_epochs is timed."""

    def train_epochs(self, count: int) -> None:
        """Trains some epochs, each in a new order, and waits until they are done."""

    def layers(self) -> Layers:
        """The parameters as they are now."""


# Makes a model of (samples [n, features] float32, classes [n] int32, initial layers, settings, random numbers).
MakeModel = Callable[[np.ndarray, np.ndarray, Layers, dict, np.random.Generator], Model]


def initial_layers(widths: list[int], random: np.random.Generator) -> Layers:
    """Kaiming-uniform weights and zero biases: the same distribution for Fathom and every peer."""
    layers = []
    for fan_in, fan_out in zip(widths, widths[1:]):
        bound = np.sqrt(6 / fan_in)
        weights = random.uniform(-bound, bound, (fan_in, fan_out)).astype(np.float32)
        layers.append((weights, np.zeros(fan_out, np.float32)))
    return layers


def mean_loss(layers: Layers, activation: str, x: np.ndarray, y: np.ndarray) -> float:
    """Mean cross-entropy, computed here for every peer alike."""
    functions = {
        "relu": lambda a: np.maximum(a, 0),
        "sigmoid": lambda a: 1 / (1 + np.exp(-a)),
        "tanh": np.tanh,
    }
    total = 0.0
    for start in range(0, len(x), 1000):
        values, classes = x[start : start + 1000], y[start : start + 1000]
        for index, (weights, biases) in enumerate(layers):
            values = values @ weights + biases
            if index < len(layers) - 1:
                values = functions[activation](values)
        values = values.astype(np.float64)
        values -= values.max(axis=1, keepdims=True)
        logs = np.log(np.exp(values).sum(axis=1)) - values[np.arange(len(classes)), classes]
        total += float(logs.sum())
    return total / len(x)


def train(make: MakeModel, command: dict, compiled: set[str] | None) -> dict:
    x, y = np.load(command["x"]), np.load(command["y"])

    def start() -> Model:
        random = np.random.default_rng(command["seed"])
        return make(x, y, initial_layers(command["widths"], random), command, random)

    # The first run of a network compiles; it is thrown away.
    compiled_for = ("widths", "activation", "batch", "optimiser", "together", "replicates")
    kind = json.dumps({key: command[key] for key in compiled_for}) + str(x.shape)
    if compiled is not None and kind not in compiled:
        model = start()
        for count in {1, command["together"]}:
            model.train_epochs(count)
        compiled.add(kind)

    model = start()
    model.train_epochs(1)  # not timed, as in `fathom bench`
    seconds: list[float] = []
    for _ in range(command["epochs"] // command["together"]):
        if sum(seconds) * command["together"] > ENOUGH:
            break
        begin = time.perf_counter()
        model.train_epochs(command["together"])
        seconds.append((time.perf_counter() - begin) / command["together"])
    loss = mean_loss(model.layers(), command["activation"], x, y)
    epochs = 1 + len(seconds) * command["together"]
    return {"seconds": seconds, "loss": loss if np.isfinite(loss) else None, "epochs": epochs}


def serve(make: MakeModel, compiles: bool = False) -> None:
    """Answers commands until there are no more; compiles says that a network's first run is not like the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the driver ends its peers itself
    # Whatever the libraries print must not end up among the answers.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    compiled: set[str] | None = set() if compiles else None
    for line in sys.stdin:
        print(json.dumps(train(make, json.loads(line), compiled)), file=answers, flush=True)
