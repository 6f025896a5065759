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


def step(parameters, moments, gradient, count, learning_rate, optimiser):
    """The parameters and moments after update `count`, from 1; the formulas are those of Fathom."""
    tree = jax.tree.map
    if optimiser == "sgd":
        return tree(lambda p, g: p - learning_rate * g, parameters, gradient), moments
    if optimiser == "momentum":
        (velocity,) = moments
        velocity = tree(lambda v, g: 0.9 * v + g, velocity, gradient)
        return tree(lambda p, v: p - learning_rate * v, parameters, velocity), (velocity,)
    first, second = moments
    first = tree(lambda m, g: 0.9 * m + 0.1 * g, first, gradient)
    second = tree(lambda s, g: 0.999 * s + 0.001 * g * g, second, gradient)
    scale = learning_rate / (1 - 0.9**count)
    spread = 1 / (1 - 0.999**count)
    parameters = tree(lambda p, m, s: p - scale * m / (jnp.sqrt(s * spread) + 1e-8), parameters, first, second)
    return parameters, (first, second)


def train(parameters, moments, count, x, y, orders, learning_rate, activation, batch, optimiser):
    """Trains an epoch for each row of orders [epochs, n], after `count` updates."""

    def update(state, rows):
        parameters, moments, count = state
        gradient = jax.grad(loss)(parameters, x[rows], y[rows], activation)
        return (*step(parameters, moments, gradient, count + 1, learning_rate, optimiser), count + 1), None

    def epoch(state, order):
        whole = len(order) // batch * batch
        state, _ = jax.lax.scan(update, state, order[:whole].reshape(-1, batch))
        if whole < len(order):  # the last, smaller batch
            state, _ = update(state, order[whole:])
        return state, None

    return jax.lax.scan(epoch, (parameters, moments, count), orders)[0]


STATIC = ("activation", "batch", "optimiser")


@partial(jax.jit, static_argnames=STATIC, donate_argnums=(0, 1, 2))
def train_one(parameters, moments, count, x, y, orders, learning_rate, **static):
    return train(parameters, moments, count, x, y, orders, learning_rate, **static)


@partial(jax.jit, static_argnames=STATIC, donate_argnums=(0, 1, 2))
def train_all(parameters, moments, count, x, y, orders, learning_rate, **static):
    """Trains replicates side by side: parameters, moments, count and orders have an axis for them first."""

    def one(parameters, moments, count, orders):
        return train(parameters, moments, count, x, y, orders, learning_rate, **static)

    return jax.vmap(one)(parameters, moments, count, orders)


class JAXModel:
    """One network, or with `replicates` over 1 as many at once, mapped over by `vmap`."""

    def __init__(self, x: np.ndarray, y: np.ndarray, layers: Layers, settings: dict, random: np.random.Generator):
        self.x, self.y = jnp.asarray(x), jnp.asarray(y)
        self.replicates = settings["replicates"]
        self.settings = {key: settings[key] for key in ("learning_rate", *STATIC)}
        self.random = random
        # Replicates differ in their orders alone; their speed does not depend on their weights.
        parameters = jax.tree.map(self.start, layers)
        states = {"sgd": 0, "momentum": 1, "adam": 2}[settings["optimiser"]]
        moments = tuple(jax.tree.map(jnp.zeros_like, parameters) for _ in range(states))
        self.state = (parameters, moments, self.start(np.int32(0)))

    def start(self, values) -> jax.Array:
        values = jnp.asarray(values)
        return jnp.stack([values] * self.replicates) if self.replicates > 1 else values

    def order(self, epochs: int) -> np.ndarray:
        return np.stack([self.random.permutation(len(self.x)).astype(np.int32) for _ in range(epochs)])

    def train_epochs(self, count: int) -> None:
        if self.replicates > 1:
            orders = np.stack([self.order(count) for _ in range(self.replicates)])
            call = train_all
        else:
            orders, call = self.order(count), train_one
        self.state = jax.block_until_ready(call(*self.state, self.x, self.y, orders, **self.settings))

    def layers(self) -> Layers:
        first = (lambda values: np.asarray(values)[0]) if self.replicates > 1 else np.asarray
        return jax.tree.map(first, self.state[0])


if __name__ == "__main__":
    serve(JAXModel, compiles=True)
