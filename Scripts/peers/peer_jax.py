"""JAX at its best: whole epochs in one compiled call, a scan over the batches, rows gathered inside."""

from __future__ import annotations

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from peer import Layers, serve

ACTIVATIONS = {"relu": jax.nn.relu, "sigmoid": jax.nn.sigmoid, "tanh": jnp.tanh}


def loss(parameters, x, y, activation):
    for index, (weights, biases) in enumerate(parameters):
        x = x @ weights + biases
        if index < len(parameters) - 1:
            x = ACTIVATIONS[activation](x)
    return -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(x), y[:, None], 1))


@partial(jax.jit, static_argnames=("activation", "batch"), donate_argnums=0)
def train(parameters, x, y, orders, learning_rate, activation, batch):
    """Trains an epoch for each row of orders [epochs, n]."""

    def update(parameters, rows):
        gradient = jax.grad(loss)(parameters, x[rows], y[rows], activation)
        return jax.tree.map(lambda p, g: p - learning_rate * g, parameters, gradient), None

    def epoch(parameters, order):
        whole = len(order) // batch * batch
        parameters, _ = jax.lax.scan(update, parameters, order[:whole].reshape(-1, batch))
        if whole < len(order):  # the last, smaller batch
            parameters, _ = update(parameters, order[whole:])
        return parameters, None

    return jax.lax.scan(epoch, parameters, orders)[0]


class JAXModel:
    def __init__(self, x: np.ndarray, y: np.ndarray, layers: Layers, settings: dict, random: np.random.Generator):
        self.x, self.y = jnp.asarray(x), jnp.asarray(y)
        self.parameters = jax.tree.map(jnp.asarray, layers)
        self.settings = {key: settings[key] for key in ("learning_rate", "activation", "batch")}
        self.random = random

    def train_epochs(self, count: int) -> None:
        orders = np.stack([self.random.permutation(len(self.x)).astype(np.int32) for _ in range(count)])
        self.parameters = jax.block_until_ready(train(self.parameters, self.x, self.y, orders, **self.settings))

    def layers(self) -> Layers:
        return jax.tree.map(np.asarray, self.parameters)


if __name__ == "__main__":
    serve(JAXModel, compiles=True)
