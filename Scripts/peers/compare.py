"""The comparison: every program in turn, round after round."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
from processes import Fathom, PeerGroup, Run
from work import Failure, Work, load

NAMES = {"jax": "JAX", "torch": "PyTorch", "sklearn": "scikit-learn"}
MAPPED = 10  # networks that JAX trains together with vmap


def contestants(binary: Path, cores: list[int], modes: list[str]) -> dict[str, list]:
    """Of each mode the programs to run, Fathom first; a program of both modes is the same object."""
    one = cores[-1:]  # the first core is where systems like to handle interrupts
    single = {name: PeerGroup(name, NAMES[name], [one]) for name in NAMES}
    whole = {name: PeerGroup(name, f"{NAMES[name]}, 1 process on {len(cores)} cores", [cores]) for name in NAMES}
    each = {
        name: PeerGroup(name, f"{NAMES[name]}, {len(cores)} processes", [[core] for core in cores]) for name in NAMES
    }
    found: dict[str, list] = {}
    if "thread" in modes:
        mapped = PeerGroup("jax", f"JAX, vmap over {MAPPED}", [one], MAPPED)
        found["thread"] = [Fathom(binary, "Fathom", one), *single.values(), mapped]
        if len(cores) > 1:
            found["thread"].append(whole["torch"])
    if "machine" in modes:
        found["machine"] = [Fathom(binary, f"Fathom, {len(cores)} jobs", cores)]
        found["machine"] += [group for name in NAMES for group in (whole[name], each[name])]
    return found


def rounds(work: Work, programs: list, count: int, dropped: dict) -> dict:
    """The runs of each program, in alternation; one that fails is dropped, saying why."""
    runs: dict = {program: [] for program in programs if program not in dropped and program.supports(work)}
    with tempfile.TemporaryDirectory(prefix="bench-peers-") as folder:
        data = Path(folder) / "x.npy", Path(folder) / "y.npy"
        for seed in range(1, count + 1):
            if seed == 1 or work.is_drawn:
                for path, values in zip(data, load(work, seed)):
                    np.save(path, values)
            for program in list(runs):
                if sys.stderr.isatty():
                    print(
                        f"\r\033[K{work.name}, round {seed} of {count}: {program.label}",
                        end="",
                        file=sys.stderr,
                        flush=True,
                    )
                try:
                    runs[program].append(program.run(work, seed, data))
                except Failure as failure:
                    if isinstance(program, Fathom):
                        raise
                    dropped[program] = str(failure)
                    del runs[program]
                    print(f"bench-peers: {failure}; goes on without {program.label}", file=sys.stderr)
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)
    return runs


def spread(values: list[float]) -> dict:
    return {"min": min(values), "median": float(np.median(values)), "max": max(values)}


def summary(work: Work, mode: str, programs: list, runs: dict) -> dict:
    """What is to be said of one work in one mode."""
    fathom = runs[programs[0]]

    def entry(found: list[Run]) -> dict:
        # Of runs that were cut short there is no loss to compare.
        whole = [run.loss for run in found if run.epochs == 1 + work.epochs]
        return {
            "samples_per_second": spread([run.samples_per_second for run in found]),
            "fathom_ratio": spread(
                [own.samples_per_second / run.samples_per_second for own, run in zip(fathom, found)]
            ),
            "losses": whole,
            "loss_differs": differs([run.loss for run in fathom], whole),
            "seconds": [run.seconds for run in found],
        }

    # Nothing for a program that does not have this network, or failed.
    entries = {program.label: entry(runs[program]) if program in runs else None for program in programs}
    best = {}
    if mode == "machine":
        for name, label in NAMES.items():
            groups = [runs[p] for p in programs[1:] if p in runs and p.name == name]
            if groups:
                tops = [max(run.samples_per_second for run in together) for together in zip(*groups)]
                best[label] = spread([own.samples_per_second / top for own, top in zip(fathom, tops)])
    return {
        "name": work.name,
        "mode": mode,
        "source": work.source,
        "network": "-".join(map(str, work.widths)),
        "title": work.title,
        "batch": work.batch,
        "activation": work.activation,
        "scale": work.scale,
        "learning_rate": work.learning_rate,
        "epochs_trained": 1 + work.epochs,
        "programs": entries,
        "fathom_ratio_to_best": best,
    }


def differs(first: list[float | None], second: list[float | None]) -> bool:
    """Whether the mean losses differ by more than the noise between rounds: Welch's t-test at p < 0.001.

    Of runs that diverged, whether only one of the two did.
    """
    if None in first or None in second:
        return (None in first) != (None in second)
    if len(first) < 2 or len(second) < 2:
        return False
    from scipy.stats import ttest_ind

    return bool(ttest_ind(first, second, equal_var=False).pvalue < 0.001)
