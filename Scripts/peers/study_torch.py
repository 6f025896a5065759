"""The study as people write it in PyTorch: a training run for each size, model, replicate and threshold.

Takes {"sizes", "replicates", "thresholds", "models", "epochs", "threads", "folder"} as JSON in its first argument,
trains, draws the learning curves into the folder if Matplotlib is there, and prints the runs as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn
from work import content, folder

BATCH, LEARNING_RATE = 32, 0.1


def mnist(kind: str) -> tuple[torch.Tensor, torch.Tensor]:
    names = [f"{kind}-images-idx3-ubyte", f"{kind}-labels-idx1-ubyte"]
    images, labels = (content(folder("mnist", names) / name) for name in names)
    x = torch.from_numpy(images[16:].reshape(-1, 784).astype(np.float32) / 255)
    return x, torch.from_numpy(labels[8:].astype(np.int64))


def network(hidden: list[int]) -> nn.Sequential:
    widths = [784, *hidden, 10]
    layers: list[nn.Module] = []
    for fan_in, fan_out in zip(widths, widths[1:]):
        linear = nn.Linear(fan_in, fan_out)
        nn.init.kaiming_uniform_(linear.weight, nonlinearity="relu")
        nn.init.zeros_(linear.bias)
        layers += [linear, nn.ReLU()]
    return nn.Sequential(*layers[:-1])


@torch.inference_mode()
def evaluate(model: nn.Module, x: torch.Tensor, y: torch.Tensor) -> tuple[float, float]:
    """Mean loss and accuracy."""
    loss, correct = 0.0, 0
    for inputs, classes in zip(x.split(1000), y.split(1000)):
        logits = model(inputs)
        loss += nn.functional.cross_entropy(logits, classes, reduction="sum").item()
        correct += (logits.argmax(1) == classes).sum().item()
    return loss / len(x), correct / len(x)


def train(hidden, x, y, x_test, y_test, threshold: float, epochs: int, seed: int) -> dict:
    """Trains until the mean training loss moves by less than the threshold from one epoch to the next."""
    torch.manual_seed(seed)
    model = network(hidden)
    optimiser = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE)
    criterion = nn.CrossEntropyLoss()
    history: list[tuple[float, ...]] = []
    for _ in range(epochs):
        order = torch.randperm(len(x))
        for inputs, classes in zip(x[order].split(BATCH), y[order].split(BATCH)):
            optimiser.zero_grad()
            criterion(model(inputs), classes).backward()
            optimiser.step()
        history.append((*evaluate(model, x, y), *evaluate(model, x_test, y_test)))
        if len(history) > 1 and abs(history[-1][0] - history[-2][0]) < threshold:
            break
    return {"epochs": len(history), "train_accuracy": history[-1][1], "test_accuracy": history[-1][3]}


def draw(runs: list[dict], grid: dict) -> bool:
    """Train and test accuracy against size, a picture for each threshold."""
    try:
        import matplotlib

        matplotlib.use("svg")
        from matplotlib import pyplot
    except ImportError:
        return False
    for threshold in grid["thresholds"]:
        figure, axes = pyplot.subplots()
        for model in grid["models"]:
            for measure in ("train_accuracy", "test_accuracy"):
                means = [
                    np.mean(
                        [
                            r[measure]
                            for r in runs
                            if (r["model"], r["size"], r["threshold"]) == (model, size, threshold)
                        ]
                    )
                    for size in grid["sizes"]
                ]
                axes.plot(grid["sizes"], means, label=f"{model} {measure}")
        axes.legend()
        figure.savefig(Path(grid["folder"]) / f"learning-curves-{threshold}.svg")
        pyplot.close(figure)
    return True


def main() -> None:
    grid = json.loads(sys.argv[1])
    torch.set_num_threads(grid["threads"])
    (x, y), (x_test, y_test) = mnist("train"), mnist("t10k")
    runs = []
    for replicate in range(1, grid["replicates"] + 1):
        order = torch.randperm(len(x), generator=torch.Generator().manual_seed(replicate))
        for size in grid["sizes"]:
            subset = order[:size]
            for model, hidden in grid["models"].items():
                for threshold in grid["thresholds"]:
                    run = train(hidden, x[subset], y[subset], x_test, y_test, threshold, grid["epochs"], replicate)
                    runs.append({"size": size, "model": model, "replicate": replicate, "threshold": threshold, **run})
    print(json.dumps({"runs": runs, "figures": draw(runs, grid)}))


if __name__ == "__main__":
    main()
