"""A small project under git that tests change and commit."""

import os
import subprocess

NAMES = {f"GIT_{who}_{what}": "x@y.z" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def git(root, *arguments, when=1_705_305_600):
    dates = {f"GIT_{who}_DATE": f"{when} +0900" for who in ("AUTHOR", "COMMITTER")}
    done = subprocess.run(
        ["git", *arguments], cwd=root, check=True, capture_output=True, text=True, env=os.environ | NAMES | dates
    )
    return done.stdout.strip()


def commit(root, message="Change", when=1_705_305_600):
    git(root, "add", "-A")
    git(root, "commit", "-q", "--cleanup=verbatim", "-m", message, when=when)


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def begin(root, files, message="First"):
    root.mkdir()
    write(root, files)
    git(root, "init", "-q", "-b", "main")
    commit(root, message)
    return root


def change(root, name, old, new):
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new), encoding="utf-8")
