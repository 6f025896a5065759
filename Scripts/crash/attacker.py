"""Results folders made by an attacker, and every command tried on them: nothing outside them may change.

A folder holds the results of a run and one thing that leads out of the folder or blocks forever: a link, a second name of
a file, a pipe, a device, or a journal that makes SQLite delete a file. It also holds files of the user that look like
Fathom's temporary files; they must be kept.
"""

import hashlib
import os
import re
import shutil
import sqlite3
import stat
import struct
import subprocess
from pathlib import Path

STUDY = """\
name: small
data: {source: circles, samples: 120, test: 40}
sizes: [40]
replicates: 2
models: {shallow: {hidden: [3]}, deep: {hidden: [3, 3]}}
training: {learning-rate: 0.1, batch: 8, epochs: 3}
stopping: [{rule: none}]
record: {models: final}
figures: [gaps]
"""
UUID = "0B5E9F62-6D6C-4F0C-9D53-0C6B7E0B1A11"
# Bystanders: names that Fathom once gave to unfinished files, or might.
USERS_FILES = [
    "draft.tmp-2024", "models/weights.tmp-3", f".notes.{UUID}", f"plots/.{UUID}-mine.svg", "tables/mine.tsv.tmp-1",
    ".fathom-tmp-mine", f".fathom-tmp-1-{UUID}", "letter.txt",
]
JOURNAL_MARK = bytes.fromhex("d9d505f920a163d7")
SECONDS = 60


class Succeeded(Exception):
    """What the attacker reached."""


def state(folder: Path) -> dict[str, tuple]:
    """Type, mode, time of change and content of everything in a folder, itself included."""
    found = {}
    for path in [folder, *sorted(folder.rglob("*"))]:
        status = path.lstat()
        content = ""
        if stat.S_ISREG(status.st_mode):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
        elif stat.S_ISLNK(status.st_mode):
            content = os.readlink(path)
        found[str(path.relative_to(folder))] = (stat.S_IFMT(status.st_mode), status.st_mode, status.st_mtime_ns, content)
    return found


def changes(before: dict, after: dict) -> list[str]:
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def super_journal(name: Path) -> bytes:
    """A rollback journal whose end names another file (sqlite.org/fileformat2.html, and pager.c for the end)."""
    header = JOURNAL_MARK + struct.pack(">5I", 0, 1, 1, 512, 4096)
    text = os.fsencode(name)
    end = struct.pack(">I", 0) + text + struct.pack(">2I", len(text), sum(text)) + JOURNAL_MARK
    return header.ljust(512, b"\0") + end


class Attack:
    """One thing done to a results folder."""

    def __init__(self, label: str, make, is_recovery: bool = False):
        self.label, self.make = label, make
        # Whether a reader may have to finish what SQLite began.
        self.is_recovery = is_recovery


def replaced(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    return path


def attacks(model: str) -> list[Attack]:
    files = [
        ".lock", "log.jsonl", "manifest.json", "summary.json", "report.html", "study.yaml", "store.sqlite", "store.sqlite-journal",
        "store.sqlite-wal", "store.sqlite-shm", "tables/gaps.tsv", "plots/gaps.gp", "plots/gaps.dat", "plots/gaps.svg",
        "plots/gaps.png", f"models/{model}", "slurm/array.sh", "slurm/merge.sh", "slurm/shard-1.log", "slurm/merge.log",
        "shards/1-of-2/.lock", "shards/1-of-2/store.sqlite", "shards/1-of-2/log.jsonl", "shards/1-of-2/study.yaml",
    ]
    folders = ["tables", "plots", "models", "shards", "slurm", "shards/1-of-2", "shards/1-of-2/models"]
    found = []

    def add(label, make, is_recovery=False):
        found.append(Attack(label, make, is_recovery))

    for name in files:
        recovery = name.startswith("store.sqlite-")
        add(f"{name} links to a file", lambda f, o, n=name: replaced(f / n).symlink_to(o / "thesis.tex"), recovery)
        add(f"{name} links to a script", lambda f, o, n=name: replaced(f / n).symlink_to("../outside/.bashrc"), recovery)
        add(f"{name} links to nothing", lambda f, o, n=name: replaced(f / n).symlink_to(o / "new"), recovery)
        add(f"{name} links to a database", lambda f, o, n=name: replaced(f / n).symlink_to(o / "other.sqlite"), recovery)
        add(f"{name} links to a store", lambda f, o, n=name: replaced(f / n).symlink_to(o / "theirs/store.sqlite"), recovery)
        add(f"{name} is a second name", lambda f, o, n=name: os.link(o / "thesis.tex", replaced(f / n)), recovery)
        add(f"{name} is a second name of an empty file", lambda f, o, n=name: os.link(o / "empty", replaced(f / n)), recovery)
        add(f"{name} is a pipe", lambda f, o, n=name: os.mkfifo(replaced(f / n)), recovery)
        add(f"{name} is a folder", lambda f, o, n=name: replaced(f / n).mkdir(), recovery)
        if os.geteuid() == 0:
            add(f"{name} is a device", lambda f, o, n=name: os.mknod(
                replaced(f / n), 0o666 | stat.S_IFCHR, os.makedev(1, 3)), recovery)
    for name in folders:
        add(f"{name} links to a folder", lambda f, o, n=name: replaced(f / n).symlink_to(o / "folder"))
        add(f"{name} links to a results folder", lambda f, o, n=name: replaced(f / n).symlink_to(o / "theirs"))
        add(f"{name} links to nothing", lambda f, o, n=name: replaced(f / n).symlink_to(o / "new"))
        add(f"{name} is a pipe", lambda f, o, n=name: os.mkfifo(replaced(f / n)))
        add(f"{name} is a file", lambda f, o, n=name: replaced(f / n).write_text("mine"))
    for name in ("store.sqlite-journal", "shards/1-of-2/store.sqlite-journal"):
        add(f"{name} names a file", lambda f, o, n=name: replaced(f / n).write_bytes(super_journal(o / "thesis.tex")), True)
        add(f"{name} is none", lambda f, o, n=name: replaced(f / n).write_bytes(b"notes" * 300), True)
    add("store.sqlite is a second name of a store", lambda f, o: os.link(o / "theirs/store.sqlite", replaced(f / "store.sqlite")))

    def second_name_with_journal(folder, outside):
        os.link(outside / "theirs/store.sqlite", replaced(folder / "store.sqlite"))
        # A journal that would empty the store.
        header = JOURNAL_MARK + struct.pack(">5I", 0xFFFFFFFF, 1, 0, 512, 4096)
        (folder / "store.sqlite-journal").write_bytes(header.ljust(512, b"\0"))

    add("a second name of a store with a journal", second_name_with_journal, True)

    def write_ahead(folder, outside):
        if not (folder / "store.sqlite").exists():
            return
        with open(folder / "store.sqlite", "r+b") as file:
            file.seek(18)
            file.write(b"\2\2")

    add("store.sqlite in write-ahead mode", write_ahead, True)

    def unfinished(folder, outside):
        for place in (folder, folder / "plots"):
            start = f".fathom-tmp-{place.stat().st_ino:x}-"
            (place / (start + UUID)).symlink_to(outside / "folder")
            draft = place / (start + UUID.replace("0B", "0C"))
            draft.mkdir()
            (draft / "link").symlink_to(outside / "folder")
            (draft / "gaps.svg").symlink_to(outside / "thesis.tex")

    add("unfinished files that are links", unfinished)

    def settings(folder, outside):
        for place in (folder, folder / "plots"):
            for name in (".gnuplot", "gaps.gp", "gnuplotrc"):
                (place / name).write_text(f"system(\"touch '{outside / 'PWNED'}'\")\n")

    add("settings of gnuplot that run a command", settings)
    add("nothing at all", lambda f, o: None)
    return found


class Scene:
    """A place with a results folder, the commands for it, and what lies outside it."""

    def __init__(self, place: Path, fathom: Path, user: int | None):
        self.place, self.fathom, self.user = place, fathom, user
        self.whole, self.outside, self.folder = place / "whole", place / "outside", place / "work" / "results"
        self.study = place / "small.yaml"
        (place / "work").mkdir()
        (place / "home").mkdir()
        self.study.write_text(STUDY)
        self.own()
        self.expect(["run", self.study, "-o", self.whole])
        for shard in ("1/2", "2/2"):
            self.expect(["run", self.study, "-o", place / "parts", "--shard", shard])
        self.expect(["slurm", self.study, "-o", self.whole, "--shards", "2"])
        shutil.move(place / "parts" / "shards", self.whole / "shards")
        (self.outside / "folder").mkdir(parents=True)
        for name in ("thesis.tex", ".bashrc", "empty", "folder/notes.txt"):
            (self.outside / name).write_text("" if name == "empty" else f"{name}: precious\n")
        with sqlite3.connect(self.outside / "other.sqlite") as database:
            database.execute("CREATE TABLE notes (text TEXT)")
            database.execute("INSERT INTO notes VALUES ('precious')")
        database.close()
        shutil.copytree(self.whole, self.outside / "theirs")
        for name in USERS_FILES:
            (self.whole / name).write_text("mine")
        # The links of an attack are relative to where the folder is.
        (place / "work" / "outside").symlink_to(self.outside)
        self.own()
        self.model = min(path.name for path in (self.whole / "models").glob("*.safetensors"))

    def own(self) -> None:
        if self.user is not None:
            for path in [self.place, *self.place.rglob("*")]:
                os.chown(path, self.user, self.user, follow_symlinks=False)

    def run(self, arguments: list) -> subprocess.CompletedProcess:
        user = {} if self.user is None else {"user": self.user, "group": self.user, "extra_groups": []}
        environment = os.environ | {"HOME": str(self.place / "home")}
        return subprocess.run(
            [self.fathom, *map(str, arguments)], cwd=self.place / "work", env=environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, errors="replace", timeout=SECONDS, **user)

    def expect(self, arguments: list) -> None:
        result = self.run(arguments)
        if result.returncode != 0:
            raise Succeeded(f"{arguments[0]} before any attack: exit {result.returncode}, {result.stderr.strip()}")

    def commands(self) -> dict[str, list]:
        folder, study = self.folder, self.study
        return {
            "status": ["status", folder], "gaps": ["gaps", folder], "curves": ["curves", folder],
            "export": ["export", folder, "--table", "trials"],
            "terminal": ["plot", folder, "--format", "terminal"],
            "plot": ["plot", folder], "report": ["report", folder], "run": ["run", study, "-o", folder],
            "shard": ["run", study, "-o", folder, "--shard", "1/2"], "merge": ["merge", folder],
            "merge from": ["merge", self.place / "work" / "merged", folder],
            "slurm": ["slurm", study, "-o", folder, "--shards", "2"],
        }

    readers = ("status", "gaps", "curves", "export", "terminal")

    def attack(self, attack: Attack, name: str, arguments: list) -> None:
        shutil.rmtree(self.place / "work" / "merged", ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.whole, self.folder)
        if name == "shard":
            # So that there is something to train.
            replaced(self.folder / "store.sqlite")
        attack.make(self.folder, self.outside)
        if self.user is not None:
            for path in [self.folder, *self.folder.rglob("*")]:
                os.chown(path, self.user, self.user, follow_symlinks=False)
        outside, inside = state(self.outside), state(self.folder)
        what = f"{attack.label}, {name}"
        try:
            result = self.run(arguments)
        except subprocess.TimeoutExpired:
            raise Succeeded(f"{what}: hangs")
        if changed := changes(outside, state(self.outside)):
            raise Succeeded(f"{what}: {', '.join(changed)} outside changed")
        lines = [line for line in result.stderr.splitlines() if line]
        # Remarks, and progress if the run took a second, may come before the one line of the failure.
        told = [line for line in lines if not line.startswith("fathom: ") and not re.match(r"\d+ % · ", line)]
        if result.returncode not in (0, 1) or (result.returncode == 1 and (
                len(told) != 1 or told[0] != lines[-1] or not told[0].startswith("Error: "))):
            raise Succeeded(f"{what}: exit {result.returncode}, {result.stderr.strip()[:400]!r}")
        after = state(self.folder)
        if name in self.readers and not attack.is_recovery:
            if changed := changes(inside, after):
                raise Succeeded(f"{what}: a reader changed {', '.join(changed)}")
        for file in USERS_FILES:
            if (self.folder / file).is_file() and inside[file] == after.get(file):
                continue
            if file in inside:
                raise Succeeded(f"{what}: {file}, which is the user's, is gone")

    def strangers_folder(self) -> None:
        """Merging into a folder that is not Fathom's, and running in one that holds other files."""
        other = self.place / "work" / "other"
        for arguments in (["merge", other, self.whole], ["merge", other]):
            shutil.rmtree(other, ignore_errors=True)
            for name in USERS_FILES + ["manifest.json", "report.html"]:
                (other / name).parent.mkdir(parents=True, exist_ok=True)
                (other / name).write_text("mine")
            if self.user is not None:
                for path in [other, *other.rglob("*")]:
                    os.chown(path, self.user, self.user)
            before = state(other)
            result = self.run(arguments)
            if result.returncode != 1 or changes(before, state(other)):
                raise Succeeded(f"merge into a folder of others: exit {result.returncode}, {changes(before, state(other))}")
        for name in ("manifest.json", "report.html"):
            result = self.run(["run", self.study, "-o", other])
            if result.returncode != 1 or changes(before, state(other)):
                raise Succeeded(f"run in a folder with {name}: exit {result.returncode}, {changes(before, state(other))}")
            (other / name).unlink()
            before = state(other)
        for _ in range(2):
            self.expect(["run", self.study, "-o", other])
        if missing := [name for name in USERS_FILES if not (other / name).is_file()]:
            raise Succeeded(f"run in a folder with other files removed {', '.join(missing)}")

    def outputs(self) -> None:
        """Outputs that are no regular files stay what they are."""
        pipe, link = self.place / "work" / "pipe", self.place / "work" / "link"
        os.mkfifo(pipe)
        target = self.place / "work" / "target"
        target.write_text("")
        link.symlink_to("target")
        for path in (pipe, target):
            if self.user is not None:
                os.chown(path, self.user, self.user)
        self.expect(["run", self.study, "-o", self.folder])
        # The device itself only where root cannot replace it for the whole machine.
        device = self.place / "work" / "null"
        devices = []
        if os.geteuid() == 0:
            os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
            os.chmod(device, 0o666)
            devices.append(device)
        for output in [*devices, link, "/dev/stdout", "/dev/stderr"]:
            for arguments in (
                ["report", self.folder],
                ["train", "--data", "circles", "--samples", "60", "--hidden", "3", "--epochs", "1"],
            ):
                # A file of another kind would be refused.
                target.write_text("")
                self.expect([*arguments, "-o", output])
                if output == link and not target.read_bytes():
                    raise Succeeded("the target of a link given as output was not written")
        if devices and not stat.S_ISCHR(device.lstat().st_mode):
            raise Succeeded("a device was replaced by a file")
        if not link.is_symlink():
            raise Succeeded("a link given as output was replaced")
        reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE)
        self.expect(["report", self.folder, "-o", pipe])
        if b"</html>" not in reader.communicate(timeout=SECONDS)[0] or not stat.S_ISFIFO(pipe.lstat().st_mode):
            raise Succeeded("a pipe given as output was not written to")
        # A file behind standard output is written from its current position on.
        log = self.place / "work" / "log"
        with open(log, "w") as file:
            file.write("kept\n")
            file.flush()
            user = {} if self.user is None else {"user": self.user, "group": self.user, "extra_groups": []}
            subprocess.run([self.fathom, "report", self.folder, "-o", "/dev/stdout"], stdout=file, check=True, **user)
        if not log.read_text().startswith("kept\n<!"):
            raise Succeeded("what stood in a file before standard output is gone")


def run(fathom: Path, place: Path, random, quick: bool, user: int | None) -> int:
    """Tries all attacks, or some with `quick`; returns how many."""
    place.mkdir()
    scene = Scene(place, fathom, user)
    scene.strangers_folder()
    scene.outputs()
    tried, found = 0, attacks(scene.model)
    for attack in found:
        for name, arguments in scene.commands().items():
            if quick and random.random() > 0.03:
                continue
            scene.attack(attack, name, arguments)
            tried += 1
    return tried
