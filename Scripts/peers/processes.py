"""The programs that are measured, each in processes of its own."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from work import Failure, Work

HERE = Path(__file__).parent
PATIENCE = 1800  # seconds to wait for one answer


@dataclass
class Run:
    """One round of one program: all its processes together."""

    samples_per_second: float
    loss: float | None  # nothing if it is not finite
    epochs: int
    seconds: float  # all in all


def pinned(cores: list[int], threads: int) -> dict:
    """Arguments of Popen: the process stays on these cores, its libraries at so many threads."""
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    environment = dict(
        os.environ, **{name: str(threads) for name in names}, JAX_PLATFORMS="cpu", PYTHONWARNINGS="ignore"
    )
    if threads == 1:
        environment["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
    return {"env": environment, "preexec_fn": lambda: os.sched_setaffinity(0, cores)}


def last_line(text: str) -> str:
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "no message")


class Peer:
    """A long-lived peer process."""

    def __init__(self, name: str, cores: list[int], threads: int):
        self.name = name
        self.errors = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / f"peer_{name}.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
            **pinned(cores, threads),
        )

    def send(self, command: dict) -> None:
        try:
            print(json.dumps(command), file=self.process.stdin, flush=True)
        except OSError:
            raise self.failure() from None

    def answer(self) -> dict:
        # An answer is a line of its own, so there is never a second one waiting in the buffer.
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        line = self.process.stdout.readline() if ready else ""
        if not line:
            raise self.failure("" if ready else f"no answer in {PATIENCE} s; ")
        return json.loads(line)

    def failure(self, why: str = "") -> Failure:
        self.stop()
        self.errors.seek(0)
        return Failure(f"{self.name} failed: {why}{last_line(self.errors.read())}")

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


class PeerGroup:
    """One peer in some processes at once: one on several cores, or one a core; each trains `replicates` networks together."""

    def __init__(self, name: str, label: str, groups: list[list[int]], replicates: int = 1):
        self.name, self.label, self.groups, self.replicates = name, label, groups, replicates
        self.processes: list[Peer] = []

    def start(self) -> None:
        if not self.processes:
            self.processes = [Peer(self.name, cores, len(cores)) for cores in self.groups]

    def stop(self) -> None:
        for process in self.processes:
            process.stop()
        self.processes = []

    def supports(self, work: Work) -> bool:
        # For two classes MLPClassifier has one output unit: another network.
        return not (self.name == "sklearn" and work.widths[-1] == 2)

    def run(self, work: Work, seed: int, data: tuple[Path, Path]) -> Run:
        """Trains the work in all processes at the same time."""
        self.start()
        begin = time.perf_counter()
        try:
            for index, process in enumerate(self.processes):
                process.send(
                    {
                        "do": "train",
                        "x": str(data[0]),
                        "y": str(data[1]),
                        "widths": work.widths,
                        "batch": work.batch,
                        "activation": work.activation,
                        "learning_rate": work.learning_rate,
                        "optimiser": work.optimiser,
                        "replicates": self.replicates,
                        "epochs": work.epochs,
                        "together": work.together,
                        "seed": 1000 * seed + index,
                    }
                )
            answers = [process.answer() for process in self.processes]
        except Failure:
            self.stop()
            raise
        size = (work.samples or SIZES[work.source]) * self.replicates
        rates = [size / sorted(answer["seconds"])[len(answer["seconds"]) // 2] for answer in answers]
        return Run(sum(rates), answers[0]["loss"], answers[0]["epochs"], time.perf_counter() - begin)


SIZES = {"mnist": 60_000, "digits": 1300}  # of the training pools that are used whole


class Fathom:
    """`fathom bench`, a process a round; its own clock leaves start and loading out."""

    def __init__(self, binary: Path, label: str, cores: list[int]):
        self.binary, self.label, self.cores = binary, label, cores

    def start(self) -> None:
        pass

    def stop(self) -> None:
        pass

    def supports(self, work: Work) -> bool:
        return True

    def run(self, work: Work, seed: int, data: tuple[Path, Path]) -> Run:
        command = [
            str(self.binary),
            "bench",
            "--format",
            "json",
            "--source",
            work.source,
            "--hidden",
            work.hidden,
            "--batch",
            str(work.batch),
            "--activation",
            work.activation,
            "--scale",
            work.scale,
            "--learning-rate",
            str(work.learning_rate),
            "--optimiser",
            work.optimiser,
            "--epochs",
            str(work.epochs),
            "--seed",
            str(seed),
            "--jobs",
            str(len(self.cores)),
        ] + (["--samples", str(work.samples)] if work.samples else [])
        begin = time.perf_counter()
        try:
            result = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, **pinned(self.cores, 1))
        except subprocess.TimeoutExpired:
            raise Failure(f"fathom bench: no answer in {PATIENCE} s") from None
        if result.returncode != 0:
            raise Failure(f"fathom bench failed: {last_line(result.stderr)}")
        (row,) = json.loads(result.stdout)
        return Run(row["samples_per_second"], row["loss"], row["epochs"], time.perf_counter() - begin)
