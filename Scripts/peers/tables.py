"""Results as Markdown tables that read well in a terminal too."""

from __future__ import annotations

from statistics import mean, stdev


def number(value: float) -> str:
    """Three significant digits, thousands separated."""
    digits = len(str(int(value)))
    return f"{round(value, 3 - digits):,.0f}" if digits > 2 else f"{value:.1f}"


def ratio(spread: dict) -> str:
    return f"{spread['median']:.2f}× ({spread['min']:.2f}–{spread['max']:.2f})"


def table(rows: list[list[str]]) -> str:
    """A Markdown table, the first row its head; all columns but the first are aligned to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]

    def line(row: list[str]) -> str:
        cells = [
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths))
        ]
        return "| " + " | ".join(cells) + " |"

    rule = (
        "|"
        + "|".join("-" * (width + 2) if column == 0 else "-" * (width + 1) + ":" for column, width in enumerate(widths))
        + "|"
    )
    return "\n".join([line(rows[0]), rule, *map(line, rows[1:])])


def labels(results: list[dict]) -> list[str]:
    """The programs of all results, in order."""
    return list(dict.fromkeys(label for result in results for label in result["programs"]))


def speeds(results: list[dict]) -> str:
    """Samples a second, and how many times faster Fathom is: median (min–max) over the rounds."""
    programs = labels(results)
    best = list(dict.fromkeys(label for result in results for label in result["fathom_ratio_to_best"]))
    rows = [["data and network", "batch", *programs, *(f"Fathom / best {label}" for label in best)]]
    for result in results:
        row = [result["title"], str(result["batch"])]
        for index, label in enumerate(programs):
            entry = result["programs"].get(label)
            if entry is None:
                row.append("–")
                continue
            rate = number(entry["samples_per_second"]["median"])
            row.append(rate if index == 0 or best else f"{rate}: {ratio(entry['fathom_ratio'])}")
        row += [
            ratio(result["fathom_ratio_to_best"][label]) if label in result["fathom_ratio_to_best"] else "–"
            for label in best
        ]
        rows.append(row)
    return table(rows)


def losses(results: list[dict]) -> str:
    """Mean training loss ± standard deviation over the rounds; ≠ where it differs by more than noise from Fathom's."""

    def cell(entry: dict | None) -> str:
        if entry is None:
            return "–"
        values = [loss for loss in entry["losses"] if loss is not None]
        if not values:
            return "diverged" if entry["losses"] else "–"
        if len(values) < len(entry["losses"]):
            return f"{len(entry['losses']) - len(values)} of {len(entry['losses'])} diverged" + (
                " ≠" if entry["loss_differs"] else ""
            )
        noise = f" ± {stdev(values):.4f}" if len(values) > 1 else ""
        return f"{mean(values):.4f}{noise}" + (" ≠" if entry["loss_differs"] else "")

    programs = labels(results)
    rows = [["data and network", "batch", "epochs", *programs]]
    for result in results:
        cells = [cell(result["programs"].get(label)) for label in programs]
        rows.append([result["title"], str(result["batch"]), str(result["epochs_trained"]), *cells])
    return table(rows)


def heading(machine: dict, rounds: int, quick: bool) -> str:
    names = {"torch": "PyTorch", "jax": "JAX", "scikit-learn": "scikit-learn", "numpy": "NumPy", "python": "Python"}
    peers = ", ".join(f"{name} {machine[key]}" for key, name in names.items())
    return (
        f"{machine['cpu']}, {machine['cores']} cores, {', '.join(machine['vector_extensions'])}; {machine['system']}. "
        f"Fathom {machine['fathom']}; {peers}. {rounds} round{'s' if rounds > 1 else ''}"
        + (", a quick run: for a look, not for a claim." if quick else ".")
    )


MODES = {
    "thread": (
        "Thread for thread",
        "Training samples a second with one thread on one core each (beside them, JAX with ten networks mapped by `vmap`, all ten counted, and PyTorch on all cores), and Fathom / peer: "
        "median (min–max) over the rounds.",
    ),
    "machine": (
        "Machine for machine",
        "Training samples a second on all cores, and Fathom / the better of the two ways to run the peer: "
        "median (min–max) over the rounds.",
    ),
}


def report(results: list[dict], machine: dict, rounds: int, quick: bool) -> str:
    parts = [heading(machine, rounds, quick)]
    for mode, (title, caption) in MODES.items():
        found = [result for result in results if result["mode"] == mode]
        if found:
            parts += [f"### {title}", caption, speeds(found)]
    first = results[0]["mode"] if results else None
    found = [result for result in results if result["mode"] == first]
    if found:
        parts += [
            "### Training loss",
            "Mean training loss after the same number of epochs, mean ± standard deviation over the rounds; "
            "≠ where it differs from Fathom's by more than noise (Welch's t-test, p < 0.001).",
            losses(found),
        ]
    return "\n\n".join(parts) + "\n"
