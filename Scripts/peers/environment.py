"""The virtual environment of the peers, and what machine this is."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import venv
from importlib import metadata
from pathlib import Path

REQUIREMENTS = Path(__file__).parent / "requirements.txt"


def ensure(folder: Path) -> Path:
    """Makes the environment in folder unless it is there and complete; gives its Python."""
    python = folder / "bin" / "python"
    stamp = folder / "installed.txt"  # written last: without it the environment is not complete
    wanted = REQUIREMENTS.read_text()
    if stamp.exists() and stamp.read_text() == wanted and python.exists():
        return python
    if folder.exists() and not (folder / "pyvenv.cfg").exists() and any(folder.iterdir()):
        sys.exit(f"bench-peers: {folder} holds something other than a virtual environment; name another with --venv")
    print(f"bench-peers: installing {', '.join(wanted.split())} in {folder}", file=sys.stderr)
    venv.create(folder, with_pip=True, clear=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(REQUIREMENTS)]
    result = subprocess.run(install, capture_output=True, text=True)
    if result.returncode != 0:
        lines = (result.stderr.strip() or "no message").splitlines()
        errors = [line for line in lines if line.startswith("ERROR")] or lines
        sys.exit(
            f"bench-peers: pip could not install the peers: {errors[-1]}\n"
            "bench-peers: PyTorch for the CPU is in an index of its own; name it in PIP_EXTRA_INDEX_URL"
        )
    stamp.write_text(wanted)
    return python


def cores() -> list[int]:
    """The processor cores that this process may use."""
    return sorted(os.sched_getaffinity(0))


def machine() -> dict:
    """What was measured on, for the head of the tables."""
    model, flags = platform.processor() or platform.machine(), set()
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            key, _, value = (part.strip() for part in line.partition(":"))
            if key == "model name":
                model = value
            elif key in ("flags", "Features"):
                flags = set(value.split())
    except OSError:
        pass
    names = {"avx512f": "AVX-512", "avx2": "AVX2", "fma": "FMA", "sve": "SVE", "asimd": "NEON"}
    versions = {name: metadata.version(name) for name in ("torch", "jax", "scikit-learn", "numpy")}
    return {
        "cpu": model,
        "cores": len(cores()),
        "vector_extensions": [name for flag, name in names.items() if flag in flags],
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        **versions,
    }
