"""A whole study, from the start of the program to its figures: `fathom run` beside the loop in PyTorch."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from processes import HERE, last_line, pinned
from tables import ratio, table
from work import Failure

THRESHOLDS = [0.05, 0.02, 0.01, 0.005, 0.002, 0.001]
MODELS = {"shallow": [64], "deep": [64, 64, 64]}


def run(command: list[str], cores: list[int], name: str) -> tuple[float, str]:
    """Seconds from start to end, and what the program printed."""
    begin = time.perf_counter()
    result = subprocess.run(command, capture_output=True, text=True, **pinned(cores, len(cores)))
    seconds = time.perf_counter() - begin
    if result.returncode != 0:
        raise Failure(f"{name} failed: {last_line(result.stderr)}")
    return seconds, result.stdout


def fathom(binary: Path, grid: dict, cores: list[int], folder: Path) -> dict:
    """The study of studies/mnist-size-by-depth.yaml on the grid."""
    models = ", ".join(f"{name}: {{hidden: {hidden}}}" for name, hidden in grid["models"].items())
    study = folder / "study.yaml"
    study.write_text(
        f"""name: bench-peers
data: {{source: mnist, test: canonical, validation: 0, scale: unit}}
sizes: {grid["sizes"]}
replicates: {grid["replicates"]}
models: {{{models}}}
training: {{activation: relu, optimiser: sgd, learning-rate: 0.1, batch: 32, remainder: keep, epochs: {grid["epochs"]}}}
stopping: [{{rule: loss-change, threshold: {grid["thresholds"]}}}]
"""
    )
    results = folder / "results"
    command = [str(binary), "run", str(study), "-o", str(results), "--jobs", str(len(cores)), "--progress", "plain"]
    seconds, _ = run(command, cores, "fathom run")
    with open(results / "tables" / "trials.tsv", newline="") as file:
        trials = list(csv.DictReader(file, delimiter="\t"))
    trained: dict[tuple, int] = {}
    for trial in trials:
        key = (trial["model"], trial["size"], trial["replicate"])
        trained[key] = max(trained.get(key, 0), int(trial["stopped_epoch"]))
    return {
        "seconds": seconds,
        "runs": len(trained),
        "epochs_trained": sum(trained.values()),
        "trials": len(trials),
        "epochs_of_trials": sum(int(trial["stopped_epoch"]) for trial in trials),
        "test_accuracy": sum(float(trial["test_accuracy"]) for trial in trials) / len(trials),
        "figures": len(list((results / "plots").glob("*.svg"))),
    }


def pytorch(grid: dict, cores: list[int], folder: Path) -> dict:
    command = [
        sys.executable,
        str(HERE / "study_torch.py"),
        json.dumps(grid | {"threads": len(cores), "folder": str(folder)}),
    ]
    seconds, output = run(command, cores, "the PyTorch loop")
    answer = json.loads(output)
    runs = answer["runs"]
    epochs = sum(run["epochs"] for run in runs)
    return {
        "seconds": seconds,
        "runs": len(runs),
        "epochs_trained": epochs,
        "trials": len(runs),
        "epochs_of_trials": epochs,
        "test_accuracy": sum(run["test_accuracy"] for run in runs) / len(runs),
        "figures": len(grid["thresholds"]) if answer["figures"] else 0,
    }


def compare(
    binary: Path, modes: list[str], rounds: int, sizes: list[int], replicates: int, epochs: int, cores: list[int]
) -> tuple[dict, list[dict]]:
    """The grid, and of each mode the rounds of both programs, run in alternation."""
    grid = {"sizes": sizes, "replicates": replicates, "thresholds": THRESHOLDS, "models": MODELS, "epochs": epochs}
    results = []
    for mode in modes:
        used = cores[-1:] if mode == "thread" else cores
        pairs = []
        for index in range(rounds):
            with tempfile.TemporaryDirectory(prefix="bench-peers-") as folder:
                print(f"bench-peers: study, {mode} for {mode}, round {index + 1} of {rounds}", file=sys.stderr)
                pairs.append(
                    {"fathom": fathom(binary, grid, used, Path(folder)), "pytorch": pytorch(grid, used, Path(folder))}
                )
        ratios = sorted(pair["pytorch"]["seconds"] / pair["fathom"]["seconds"] for pair in pairs)
        spread = {"min": ratios[0], "median": ratios[len(ratios) // 2], "max": ratios[-1]}
        results.append({"mode": mode, "cores": len(used), "rounds": pairs, "fathom_ratio": spread})
    return grid, results


def report(grid: dict, results: list[dict]) -> str:
    text = (
        f"### A whole study\n\nMNIST, sizes {', '.join(map(str, grid['sizes']))}, {grid['replicates']} replicate(s), "
        f"thresholds {', '.join(map(str, grid['thresholds']))}, models {', '.join(grid['models'])}: seconds from the start "
        "of the program to its end, with evaluation after every epoch. Fathom trains once for all thresholds and draws its "
        "figures; the PyTorch loop trains once for each.\n\n"
    )
    rows = [
        ["program", "cores", "seconds", "training runs", "epochs trained", "epochs of all trials"]
        + ["mean test accuracy", "figures", "PyTorch / Fathom"]
    ]
    for result in results:
        for name, label in (("fathom", "Fathom"), ("pytorch", "PyTorch")):
            runs = sorted((pair[name] for pair in result["rounds"]), key=lambda run: run["seconds"])
            run = runs[len(runs) // 2]
            rows.append(
                [
                    label,
                    str(result["cores"]),
                    f"{run['seconds']:.1f}",
                    str(run["runs"]),
                    f"{run['epochs_trained']:,}",
                    f"{run['epochs_of_trials']:,}",
                    f"{100 * run['test_accuracy']:.1f} %",
                    str(run["figures"]),
                    ratio(result["fathom_ratio"]) if name == "pytorch" else "",
                ]
            )
    return text + table(rows) + "\n"
