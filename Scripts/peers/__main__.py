"""Compares the speed of Fathom with that of its peers on this machine; started by Scripts/bench-peers."""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import environment

ROOT = Path(__file__).resolve().parents[2]


def arguments() -> argparse.Namespace:
    def count(text: str) -> int:
        value = int(text)
        if not 1 <= value <= 1000:
            raise argparse.ArgumentTypeError(f"{text} is not in 1…1000")
        return value

    def sizes(text: str) -> list[int]:
        return sorted({int(part) for part in text.split(",")})

    parser = argparse.ArgumentParser(
        prog="bench-peers",
        description="Trains the same networks in Fathom, JAX, PyTorch and scikit-learn, in alternation.",
    )
    parser.add_argument("--rounds", type=count, help="rounds of all programs; 5, or 2 with --quick, 1 with --study")
    parser.add_argument("--only", action="append", metavar="NAME", help="only this work; may be given more than once")
    parser.add_argument("--mode", choices=["thread", "machine", "both"], default="both")
    parser.add_argument("--quick", action="store_true", help="few samples and epochs, for a first impression")
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="write JSON to FILE, and the tables to FILE with .md"
    )
    parser.add_argument(
        "--study", action="store_true", help="compare a whole study of six thresholds and two models instead"
    )
    parser.add_argument(
        "--sizes", type=sizes, default=[250, 1250], help="with --study: training-set sizes, such as 250,1250"
    )
    parser.add_argument("--replicates", type=count, default=1, help="with --study")
    parser.add_argument("--epochs", type=count, default=500, help="with --study: the most that a run trains")
    parser.add_argument("--fathom", type=Path, default=ROOT / ".build/release/fathom", help="the program to measure")
    parser.add_argument(
        "--venv", type=Path, default=ROOT / ".venv-peers", help="folder for the peers' virtual environment"
    )
    return parser.parse_args()


def main() -> None:
    options = arguments()
    folder = options.venv.absolute()
    python = environment.ensure(folder)
    if Path(sys.prefix).resolve() != folder.resolve():
        os.execv(python, [str(python), str(Path(__file__).parent), *sys.argv[1:]])

    from work import Failure  # needs NumPy, which is in the environment

    # So that `finally` ends the peers, whatever ends this.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        binary = options.fathom.absolute()
        if not os.access(binary, os.X_OK):
            raise Failure(f"{binary} is not there; build it with `swift build -c release`")
        if options.output and not options.output.absolute().parent.is_dir():
            raise Failure(f"--output: {options.output.parent} is no folder")
        if options.output and options.output.suffix == ".md":
            raise Failure(f"--output: {options.output} is where the tables would go; name the JSON file")
        if os.getloadavg()[0] > 0.5:
            print(
                f"bench-peers: this machine is busy (load {os.getloadavg()[0]:.1f}); what it measures now says little",
                file=sys.stderr,
            )
        version = subprocess.run([binary, "--version"], capture_output=True, text=True).stdout.strip()
        machine = environment.machine() | {"fathom": version}
        results, text = study(options, binary, machine) if options.study else bench(options, binary, machine)
        print(text, end="")
        if options.output:
            options.output.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            options.output.with_suffix(".md").write_text(text, encoding="utf-8")
    except Failure as failure:
        sys.exit(f"bench-peers: {failure}")
    except KeyboardInterrupt:
        sys.exit(130)


def bench(options: argparse.Namespace, binary: Path, machine: dict) -> tuple[dict, str]:
    import compare
    import tables
    from work import WORK, Failure

    names = [work.name for work in WORK]
    for name in options.only or []:
        if name not in names:
            raise Failure(f"--only: no work {name!r}; there are {', '.join(names)}")
    chosen = [work for work in WORK if not options.only or work.name in options.only]
    if options.quick:
        chosen = [work.quick() for work in chosen]
    count = options.rounds or (2 if options.quick else 5)
    modes = ["thread", "machine"] if options.mode == "both" else [options.mode]
    groups = compare.contestants(binary, environment.cores(), modes)
    programs = list(dict.fromkeys(program for group in groups.values() for program in group))
    dropped: dict = {}
    results = []
    try:
        for work in chosen:
            begin = time.perf_counter()
            runs = compare.rounds(work, programs, count, dropped)
            results += [compare.summary(work, mode, group, runs) for mode, group in groups.items()]
            print(f"bench-peers: {work.name} took {time.perf_counter() - begin:.0f} s", file=sys.stderr)
    finally:
        for program in programs:
            program.stop()
    results.sort(key=lambda result: modes.index(result["mode"]))
    found = {"machine": machine, "rounds": count, "quick": options.quick, "results": results}
    return found | {"dropped": {p.label: why for p, why in dropped.items()}}, tables.report(
        results, machine, count, options.quick
    )


def study(options: argparse.Namespace, binary: Path, machine: dict) -> tuple[dict, str]:
    import study as comparison
    import tables
    from work import Failure

    if options.only:
        raise Failure("--only has no meaning with --study; leave it out")
    if min(options.sizes) < 10 or max(options.sizes) > 60_000:
        raise Failure(f"--sizes: {','.join(map(str, options.sizes))} are not all in 10…60000")
    sizes = options.sizes[:1] if options.quick else options.sizes
    count = options.rounds or 1
    modes = ["thread", "machine"] if options.mode == "both" else [options.mode]
    grid, results = comparison.compare(
        binary, modes, count, sizes, options.replicates, options.epochs, environment.cores()
    )
    found = {"machine": machine, "rounds": count, "quick": options.quick, "grid": grid, "results": results}
    return found, tables.heading(machine, count, options.quick) + "\n\n" + comparison.report(grid, results)


if __name__ == "__main__":
    main()
