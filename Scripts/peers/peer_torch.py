"""PyTorch as people write it: nn.Sequential, an optimiser of torch.optim, an eager loop over slices of the shuffled tensors."""

from __future__ import annotations

import os

import numpy as np
import torch
from peer import Layers, serve
from torch import nn

ACTIVATIONS = {"relu": nn.ReLU, "sigmoid": nn.Sigmoid, "tanh": nn.Tanh}


class TorchModel:
    def __init__(self, x: np.ndarray, y: np.ndarray, layers: Layers, settings: dict, random: np.random.Generator):
        torch.manual_seed(settings["seed"])
        self.x, self.y = torch.from_numpy(x), torch.from_numpy(y).long()
        self.batch = settings["batch"]
        modules: list[nn.Module] = []
        for weights, biases in layers:
            linear = nn.Linear(*weights.shape)
            with torch.no_grad():
                linear.weight.copy_(torch.from_numpy(weights.T))
                linear.bias.copy_(torch.from_numpy(biases))
            modules += [linear, ACTIVATIONS[settings["activation"]]()]
        self.model = nn.Sequential(*modules[:-1])
        rate, parameters = settings["learning_rate"], self.model.parameters()
        if settings["optimiser"] == "adam":
            self.optimiser: torch.optim.Optimizer = torch.optim.Adam(parameters, lr=rate)
        else:
            momentum = 0.9 if settings["optimiser"] == "momentum" else 0
            self.optimiser = torch.optim.SGD(parameters, lr=rate, momentum=momentum)
        self.loss = nn.CrossEntropyLoss()

    def train_epochs(self, count: int) -> None:
        for _ in range(count):
            order = torch.randperm(len(self.x))
            for x, y in zip(self.x[order].split(self.batch), self.y[order].split(self.batch)):
                self.optimiser.zero_grad()
                self.loss(self.model(x), y).backward()
                self.optimiser.step()

    def layers(self) -> Layers:
        linear = [module for module in self.model if isinstance(module, nn.Linear)]
        return [(m.weight.detach().numpy().T, m.bias.detach().numpy()) for m in linear]


if __name__ == "__main__":
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    serve(TorchModel)
