"""What is trained in every program, and the data for it."""

from __future__ import annotations

import gzip
import os
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np


class Failure(Exception):
    """Something that cannot be done; the message is one line that says why and what to do."""


@dataclass(frozen=True)
class Work:
    name: str
    source: str
    hidden: str
    batch: int = 32
    activation: str = "relu"
    scale: str = "unit"
    learning_rate: float = 0.1
    optimiser: str = "sgd"  # or momentum (0.9), or adam
    samples: int | None = None  # None: all there are
    epochs: int = 2  # timed in each round, after one that is not
    together: int = 1  # epochs of one call of JAX, whose overhead would count where an epoch takes a millisecond

    @property
    def widths(self) -> list[int]:
        inputs, outputs = {"mnist": (784, 10), "digits": (64, 10), "cifar-10": (3072, 10), "circles": (2, 2)}[
            self.source
        ]
        return [inputs, *map(int, self.hidden.split("-")), outputs]

    @property
    def title(self) -> str:
        network = "-".join(map(str, self.widths))
        others = [self.activation] * (self.activation != "relu") + [self.optimiser] * (self.optimiser != "sgd")
        return " ".join([self.source, network, *others])

    @property
    def is_drawn(self) -> bool:
        """Whether each round has data of its own."""
        return self.samples is not None

    def quick(self) -> Work:
        samples = min(self.samples or 10_000, 10_000) if self.source == "mnist" else self.samples
        return replace(self, samples=samples, epochs=self.together)


WORK = [
    Work("mnist-256-128-64", "mnist", "256-128-64"),
    Work("mnist-64", "mnist", "64"),
    Work("mnist-64-64-64", "mnist", "64-64-64"),
    Work("mnist-64-momentum", "mnist", "64", learning_rate=0.01, optimiser="momentum"),
    Work("mnist-64-adam", "mnist", "64", learning_rate=0.001, optimiser="adam"),
    Work("mnist-256-128-64-momentum", "mnist", "256-128-64", learning_rate=0.01, optimiser="momentum"),
    Work("mnist-256-128-64-adam", "mnist", "256-128-64", learning_rate=0.001, optimiser="adam"),
    Work("mnist-300-sigmoid", "mnist", "300", batch=100, activation="sigmoid"),
    Work("mnist-online", "mnist", "256-128-64", batch=1, learning_rate=0.01, samples=5000),
    Work("circles", "circles", "4", batch=10, activation="tanh", samples=1000, epochs=200, together=20),
    Work("digits-64", "digits", "64", scale="standardise", epochs=40, together=5),
    Work("digits-64-64-64", "digits", "64-64-64", scale="standardise", epochs=40, together=5),
    Work("cifar-256", "cifar-10", "256", scale="standardise", learning_rate=0.01, samples=10_000),
]


def folder(source: str, files: list[str]) -> Path:
    """The first of the folders in which Fathom looks for data too that has the files, plain or packed."""
    places = [Path.home() / ".cache/fathom" / source, Path("/usr/share/datasets") / source]
    if os.environ.get("FATHOM_DATA"):
        places.insert(0, Path(os.environ["FATHOM_DATA"]) / source)
    for place in places:
        if all((place / name).exists() or (place / f"{name}.gz").exists() for name in files):
            return place
    raise Failure(
        f"{source} is in none of {', '.join(map(str, places))}; set FATHOM_DATA to the folder that holds {source}/"
    )


def content(path: Path) -> np.ndarray:
    if path.exists():
        return np.frombuffer(path.read_bytes(), np.uint8)
    return np.frombuffer(gzip.decompress(Path(f"{path}.gz").read_bytes()), np.uint8)


def pool(source: str, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray, float | None]:
    """The training pool as Fathom has it: features, classes and, of images, the largest grey level."""
    if source == "mnist":
        names = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"]
        images, labels = (content(folder(source, names) / name) for name in names)
        return images[16:].reshape(-1, 784), labels[8:], 255
    if source == "cifar-10":
        place = folder(source, ["data_batch_1.bin", "test_batch.bin"])
        batches = [
            n for n in range(1, 100) if any((place / f"data_batch_{n}.bin{end}").exists() for end in ("", ".gz"))
        ]
        records = np.concatenate([content(place / f"data_batch_{n}.bin").reshape(-1, 3073) for n in batches])
        return records[:, 1:], records[:, 0], 255
    if source == "digits":
        from sklearn.datasets import load_digits  # the same images in the same order as Fathom's

        digits = load_digits()
        return digits.data[:1300], digits.target[:1300], 16
    # Two circles of radius 1 and 1/2 with noise 0.1, classes by turns: Fathom's recipe, other random numbers.
    angles = 2 * np.pi * random.random(2000)
    labels = np.arange(2000) % 2
    points = np.stack([np.cos(angles), np.sin(angles)], 1) * np.where(labels == 0, 1, 0.5)[:, None]
    points += 0.1 * random.normal(size=points.shape)
    return points, labels, None


def load(work: Work, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Scaled samples [n, features] float32 and classes [n] int32; seed draws a subset, and synthetic data."""
    random = np.random.default_rng([seed, 7])
    features, labels, level = pool(work.source, random)
    count = work.samples or len(features)
    if count > len(features):
        raise Failure(f"{work.source} has {len(features)} samples, but {work.name} takes {count}")
    if count < len(features):
        rows = random.permutation(len(features))[:count]
        features, labels = features[rows], labels[rows]
    features = features.astype(np.float64)
    if work.scale == "standardise":
        spread = features.std(axis=0)
        features = np.where(spread > 0, (features - features.mean(axis=0)) / np.where(spread > 0, spread, 1), 0)
    elif level is None:
        features = (features - features.min(axis=0)) / np.ptp(features, axis=0)
    else:
        features /= level
    return features.astype(np.float32), labels.astype(np.int32)
