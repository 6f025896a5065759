"""scikit-learn's MLPClassifier; each call of partial_fit is an epoch."""

from __future__ import annotations

import numpy as np
from peer import Layers, serve
from sklearn.neural_network import MLPClassifier


class SKLearnModel:
    def __init__(self, x: np.ndarray, y: np.ndarray, layers: Layers, settings: dict, random: np.random.Generator):
        self.x, self.y = x, y
        self.classifier = MLPClassifier(
            hidden_layer_sizes=[len(biases) for _, biases in layers[:-1]],
            activation={"sigmoid": "logistic"}.get(settings["activation"], settings["activation"]),
            solver="adam" if settings["optimiser"] == "adam" else "sgd",
            alpha=0,
            batch_size=min(settings["batch"], len(x)),
            learning_rate_init=settings["learning_rate"],
            momentum=0.9 if settings["optimiser"] == "momentum" else 0,
            nesterovs_momentum=False,
            random_state=np.random.RandomState(settings["seed"]),
        )
        # The parameters come into being with the first epoch; a sample of each class is enough, then they are set.
        classes = np.arange(settings["widths"][-1], dtype=y.dtype)
        first = [int(np.flatnonzero(y == label)[0]) for label in classes]
        self.classifier.partial_fit(
            np.tile(x[first], (settings["batch"], 1)), np.tile(classes, settings["batch"]), classes=classes
        )
        for parameter, value in zip(self.classifier.coefs_ + self.classifier.intercepts_, self.flat(layers)):
            parameter[...] = value

    @staticmethod
    def flat(layers: Layers) -> list[np.ndarray]:
        return [weights for weights, _ in layers] + [biases for _, biases in layers]

    def train_epochs(self, count: int) -> None:
        for _ in range(count):
            self.classifier.partial_fit(self.x, self.y)

    def layers(self) -> Layers:
        return list(zip(self.classifier.coefs_, self.classifier.intercepts_))


if __name__ == "__main__":
    serve(SKLearnModel)
